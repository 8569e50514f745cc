"""The explorer: one offline HTML page that shows a plan as overview, network and tables, each fact with its words."""

from views.explorer.page import page_html, write_page

__all__ = ["page_html", "write_page"]
