"""The explorer: one offline HTML page that shows who delivers what, who is asked, and where nobody is."""

from views.explorer.live import ExplorerPage, page_of_store
from views.explorer.page import page_html, write_html, write_page

__all__ = ["ExplorerPage", "page_html", "page_of_store", "write_html", "write_page"]
