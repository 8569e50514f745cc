"""How much a reader takes before it says no."""

MAX_BYTES = 20 * 1024 * 1024
"""Size of one document. A plan's page is a few hundred kilobytes; twenty megabytes is a mistake or an attack."""

MAX_PRINTED_BYTES = 100 * 1024 * 1024
"""Size of a PDF or Word file, in which pictures take the most."""

MAX_PART = 40 * 1024 * 1024
"""Unpacked size of one part of a Word file. A hundred pages of text are three megabytes."""

MAX_UNPACKED = 500 * 1024 * 1024
"""Unpacked size of a Word file, pictures included."""

MAX_ENTRIES = 10_000
"""Parts of a Word file."""

MAX_PAGES = 2_000
"""Pages of a PDF."""

MAX_GLYPHS = 8_000_000
"""Characters of a PDF: two thousand full pages."""

MAX_PDF_SECONDS = 60.0
"""Time for the pages of a PDF."""

MAX_PDF_STREAM = 48 * 1024 * 1024
"""Unpacked size of what is drawn on a page of a PDF, pictures aside."""

MAX_PDF_MEMORY = 1024 * 1024 * 1024
"""Memory for reading a PDF, addresses that are never filled included; a plan of a hundred pages fills 60 MB."""

MAX_SHEET_ROWS = 50_000
"""Rows of a spreadsheet that have something in them."""

MAX_SHEET_COLUMNS = 100
"""Columns of a spreadsheet that are looked at."""

MAX_SHEET_EMPTY = 1_000
"""Empty rows after which a sheet is taken to be at its end."""

MAX_SHEET_PART = 8 * 1024 * 1024
"""Unpacked size of one row of a workbook, and of its parts that are neither sheets nor texts."""

MAX_SHEETS = 50
"""Sheets of a workbook."""

MAX_SECONDS = 20.0
"""Time for one document to come from the web, redirects included."""

MAX_REDIRECTS = 5
"""Redirects followed from one address to the next."""

MAX_FILES = 1000
"""Plan files taken from one folder."""

MAX_HEADING_LEVEL = 6
"""Deepest heading told apart; what stands deeper counts as this deep."""

MAX_ITEM_LEVEL = 20
"""Deepest nesting of list items told apart."""


def size(count: int) -> str:
    """A number of bytes as people say it."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / 1024 / 1024:.0f} MB"
