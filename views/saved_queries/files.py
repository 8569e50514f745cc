"""Saved queries as the files that Query and Neo4j Browser import."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import count

from graph.exchange.csv_files import like_a_formula
from views.saved_queries.query import SavedQuery

_ALL = "Partnership Graph"
_COLUMNS = ("name", "description", "query", "id", "parentId", "isFolder")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = frozenset('<>:"/\\|?*')
_LONGEST_NAME = 80


def sheet(queries: Sequence[SavedQuery]) -> str:
    """The CSV that Saved Cypher of Query imports and exports: folders and queries, each with its parent's id."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    ids = count()
    top = next(ids)
    writer.writerow([_ALL, "", "", top, "", "true"])
    for folder, held in _by_folder(queries).items():
        parent = next(ids)
        writer.writerow([folder, "", "", parent, top, "true"])
        for query in held:
            writer.writerow([_safe(query.name), _safe(query.description), query.text, next(ids), parent, "false"])
    return out.getvalue()


def _safe(words: str) -> str:
    """Words that no spreadsheet takes for a formula, if somebody opens the file in one."""
    return "'" + words if like_a_formula(words) else words


def archive(queries: Sequence[SavedQuery]) -> bytes:
    """The archive that Neo4j Browser takes when it is dragged there: a file for each favourite, in folders."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for folder, held in _by_folder(queries).items():
            for number, query in enumerate(held, start=1):
                path = f"{_ALL}/{_file_name(folder)}/{number:02} {_file_name(query.name)}.cypher"
                # without a fixed date the same queries would not be the same bytes
                entry = zipfile.ZipInfo(path, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, query.text)
    return out.getvalue()


def plain(queries: Iterable[SavedQuery]) -> str:
    """All queries as one text."""
    return "\n".join(query.text for query in queries)


def _by_folder(queries: Iterable[SavedQuery]) -> dict[str, list[SavedQuery]]:
    found: dict[str, list[SavedQuery]] = {}
    for query in queries:
        found.setdefault(query.folder, []).append(query)
    return found


def _file_name(words: str) -> str:
    """Words as a name that every system allows."""
    kept = "".join(c if c.isprintable() and c not in _FORBIDDEN else " " for c in words)
    return " ".join(kept.split())[:_LONGEST_NAME].rstrip(" .") or "query"
