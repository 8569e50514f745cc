"""How much a reader takes before it says no."""

MAX_BYTES = 20 * 1024 * 1024
"""Size of one document. A plan's page is a few hundred kilobytes; twenty megabytes is a mistake or an attack."""

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
