"""Writing an export: one file, or a folder of files; which forms there are."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import ExportError, choices
from views.files import write_pieces

if TYPE_CHECKING:
    from graph.model import Graph

Files = Iterable[tuple[str, Iterable[str | bytes]]]

_LEFT_BY_SYSTEMS = ("desktop.ini", "thumbs.db")
"""What Windows puts into folders; others hide theirs behind a dot."""


@dataclass(frozen=True)
class Form:
    """A form in which the graph is exported."""

    module: str
    """Where it is written; imported when it is wanted."""
    folder: bool
    """Whether it is a folder of files."""
    what: str
    """For whom it is."""

    def pieces(self, graph: "Graph") -> Iterator[str]:
        """The text of a form that is one file."""
        made: Callable[[Graph], Iterator[str]] = import_module(self.module).pieces
        return made(graph)

    def files(self, graph: "Graph") -> Files:
        """The files of a form that is a folder."""
        made: Callable[[Graph], Files] = import_module(self.module).files
        return made(graph)

    def file_names(self) -> frozenset[str]:
        """Every name that a file of the folder can have."""
        found: frozenset[str] = import_module(self.module).file_names()
        return found


FORMS: Mapping[str, Form] = {
    "json": Form("graph.interchange", False, "networkx node-link JSON"),
    "csv": Form("graph.exchange.csv_files", True, "a folder of sheets for Excel and pandas"),
    "graphml": Form("graph.exchange.graphml", False, "networkx, yEd, igraph"),
    "gexf": Form("graph.exchange.gexf", False, "Gephi"),
    "cypher": Form("graph.exchange.cypher_script", False, "a script that builds the graph in any Neo4j"),
    "neo4j-import": Form("graph.exchange.neo4j_import", True, "a folder for neo4j-admin database import"),
}
"""Every form of the graph, by the name the command gives it."""

SAVED_QUERIES = "saved-queries"
"""The form that is no graph: the questions, for Neo4j Browser and Query."""


def form_of(name: str) -> Form:
    """The form of a name.

    Raises:
        ExportError: there is none.
    """
    if name not in FORMS:
        raise ExportError(f"There is no export format {name!r}. The formats are: {choices((*FORMS, SAVED_QUERIES))}.")
    return FORMS[name]


def write_graph(graph: "Graph", name: str, path: Path) -> None:
    """Write a graph in a form, in the place of what was exported there before.

    Raises:
        ExportError: there is no such form, or no such place.
    """
    form = form_of(name)
    check_place(path, form.file_names() if form.folder else None, name)
    if form.folder:
        write_folder(path, form.files(graph), form.file_names())
    else:
        with _told(path):
            write_pieces(path, form.pieces(graph))


def check_place(path: Path, names: frozenset[str] | None, form: str) -> None:
    """Refuse, before long work, a place where this cannot be written: a folder if there are `names`, else a file.

    Raises:
        ExportError: it cannot; nothing was touched.
    """
    if not path.absolute().parent.is_dir():
        raise ExportError(f"There is no folder {str(path.parent)!r} to write {path.name!r} into. Make it first.")
    if names is None:
        if path.is_dir():
            raise ExportError(f"{str(path)!r} is a folder. Give the name of a file.")
        return
    if path.exists() and not path.is_dir():
        raise ExportError(f"{str(path)!r} is a file, and {form} is written as a folder of files. Give another name.")
    with _told(path):
        held = sorted(one.name for one in path.iterdir()) if path.is_dir() else []
    others = [
        one for one in held if one not in names and not one.startswith(".") and one.lower() not in _LEFT_BY_SYSTEMS
    ]
    if others:
        raise ExportError(
            f"The folder {str(path)!r} holds {others[0]!r}, which is not of an earlier export as {form}. "
            "Give the name of a new or an empty folder."
        )


def write_folder(path: Path, files: Files, names: frozenset[str]) -> None:
    """Write the files of a folder, and remove what an earlier export left there and this one has not.

    The folder changes only once everything is written.

    Raises:
        ExportError: the system refuses.
    """
    with _told(path):
        path.mkdir(exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".writing-", dir=path))
        try:
            for name, pieces in files:
                write_pieces(work / name, pieces)
            written = {held.name for held in work.iterdir()}
            for name in sorted(written):
                (work / name).replace(path / name)
            for name in names - written:
                (path / name).unlink(missing_ok=True)
        finally:
            shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(
            f"{str(path)!r} cannot be written: {error.strerror or error}. Choose another place, or free this one."
        ) from error
