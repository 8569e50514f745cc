"""The questions as saved queries for Neo4j Browser and Query: a folder to import, with a style sheet for pictures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from views.exporting import SAVED_QUERIES, check_place, write_folder
from views.saved_queries.collect import saved_queries
from views.saved_queries.files import archive, plain, sheet
from views.saved_queries.query import SavedQuery
from views.saved_queries.style import style_sheet

if TYPE_CHECKING:
    from graph.store import Store

ABOUT_FILE, SHEET_FILE, ARCHIVE_FILE = "README.txt", "saved-cypher.csv", "browser-favourites.zip"
PLAIN_FILE, STYLE_FILE = "queries.cypher", "partnerships.grass"

ABOUT = f"""\
The questions of Partnership Graph as saved queries.

{SHEET_FILE}
  For Query, in the Aura console, and the Neo4j Browser of 2025 and later: open Saved Cypher, Import, choose the file.
{ARCHIVE_FILE}
  For the Neo4j Browser that comes with Neo4j 5: drag the file into the window; the queries are under Favorites.
{STYLE_FILE}
  For the same Browser: drag the file into the window, and each kind of node has its colour and its caption.
{PLAIN_FILE}
  All of them as text, to copy from.

Each query begins with lines of :param, so that it runs as it is; change a value there to ask for something else.
They were written for the plans in the store on the day of the export: export again after loading another plan.
"""


@dataclass(frozen=True)
class Written:
    """What was written."""

    questions: int
    queries: int
    left_out: tuple[str, ...]
    """Questions of the catalogue that nothing in the store can be asked with, as sentences."""


def file_names() -> frozenset[str]:
    """Every name that a file of the folder can have."""
    return frozenset({ABOUT_FILE, SHEET_FILE, ARCHIVE_FILE, PLAIN_FILE, STYLE_FILE})


def write_queries(store: "Store", path: Path, *, plan: str | None = None, as_of: str | None = None) -> Written:
    """Write the catalogue of questions as saved queries about the plans in a store.

    Raises:
        ExportError: the folder cannot be written.
        UnknownPlan: no plan of that name, or no plan at all.
    """
    check_place(path, file_names(), SAVED_QUERIES)
    queries, left_out = saved_queries(store, plan=plan, as_of=as_of)
    write_folder(path, _files(queries), file_names())
    asked = {query.question for query in queries if query.question}
    return Written(len(asked), len(queries), tuple(left_out))


def _files(queries: list[SavedQuery]) -> Iterator[tuple[str, Iterable[str | bytes]]]:
    yield ABOUT_FILE, (ABOUT,)
    yield SHEET_FILE, (sheet(queries),)
    yield ARCHIVE_FILE, (archive(queries),)
    yield PLAIN_FILE, (plain(queries),)
    yield STYLE_FILE, (style_sheet(),)
