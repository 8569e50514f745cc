"""What `partners review` looks at: a plan in the store or a file, what is uncertain in it, and its corrections file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from graph.errors import CorrectionsError, UnknownPlan
from views.files import write_text
from views.options import opened

if TYPE_CHECKING:
    from graph.store import Store
    from loaders.doubts import Uncertain
    from queries.plans import HeldPlan

_ELSEWHERE = """
MATCH (o:Organisation)
WHERE o.plan IS NOT NULL AND o.plan <> $plan AND o.specificity = 'named'
MATCH (p:Plan {id: o.plan})
WHERE p.work <> $work
RETURN o.name AS name, collect(DISTINCT p.title) AS titles
ORDER BY name
"""
_ENDINGS = (".html", ".htm", ".md", ".markdown", ".txt", ".docx", ".pdf", ".csv", ".xlsx")


@dataclass
class Review:
    """A plan under review."""

    title: str
    items: "list[Uncertain]"
    file: Path
    """Where decisions are written."""
    again: str
    """The command that applies them."""

    def write(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Add decisions to the corrections file, which is made if there is none.

        Raises:
            CorrectionsError: the file cannot be added to.
        """
        from loaders.corrections_write import appended, begun  # noqa: PLC0415  (YAML is wanted only here)

        there = self.file.is_file()
        text = self.file.read_bytes().decode("utf-8-sig") if there else begun(self.title)
        new = appended(text, self.file.name, entries)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_text(self.file, new)


def is_source(given: str) -> bool:
    """Whether a plan is given as a document, and not by its name in a store."""
    path = Path(given)
    return "://" in given or path.is_file() or path.suffix.lower() in _ENDINGS


def review_of(given: str, location: str | None, corrections: str | None, about: Mapping[str, str | None]) -> Review:
    """The review of a document, or of a plan that a store holds.

    Raises:
        PartnershipGraphError: it cannot be read, or its corrections file cannot.
    """
    if is_source(given):
        return _of_source(given, corrections, about)
    wrong = [name for name, value in about.items() if value]
    if wrong:
        raise UnknownPlan(f"There is no file {given!r}, and --{wrong[0]} is about a plan that is read from a file.")
    with opened(location) as store:
        return _of_stored(store, given, corrections)


def _of_source(source: str, corrections: str | None, about: Mapping[str, str | None]) -> Review:
    from loaders.bodies import find_bodies  # noqa: PLC0415  (readers are heavy)
    from loaders.corrections_places import find, places  # noqa: PLC0415
    from loaders.uncertain import uncertain  # noqa: PLC0415
    from views.reading import read_plan  # noqa: PLC0415

    named = Path(corrections) if corrections is not None else None
    missing = named is not None and not named.exists()
    # a corrections file that is yet to be written decides nothing
    loaded = read_plan(source, {**about, "corrections": None if missing else corrections})
    plan = loaded.graph.plan()
    file = named or find(source, plan.id, plan.work) or places(source, plan.id, plan.work)[0]
    unresolved = find_bodies(loaded.document, plan.published_on).unresolved
    items = uncertain(loaded.graph, unresolved, _known(file))
    options = "".join(f" --{name} {_quoted(value)}" for name, value in about.items() if value)
    with_file = f" --corrections {_quoted(str(file))}" if named is not None else ""
    return Review(plan.title, items, file, f"partners load {_quoted(source)}{options}{with_file}")


def _of_stored(store: "Store", given: str, corrections: str | None) -> Review:
    from graph.ontology import Correction  # noqa: PLC0415  (readers are heavy)
    from loaders.bodies import find_bodies  # noqa: PLC0415
    from loaders.corrections_places import find, places  # noqa: PLC0415
    from loaders.rebuilt import document_of  # noqa: PLC0415
    from loaders.uncertain import uncertain  # noqa: PLC0415
    from queries.plans import find_plan, held_plans  # noqa: PLC0415

    held: HeldPlan = find_plan(held_plans(store), given)
    graph = store.graph(held.id)
    plan = graph.plan()
    named = Path(corrections) if corrections is not None else None
    file = named or find(None, plan.id, plan.work)
    if file is None and any(True for _ in graph.of(Correction)):
        raise CorrectionsError(
            f"{plan.title!r} was loaded with a corrections file, which is not in the data folder. Say where it is with "
            f"--corrections FILE, or review the document itself: partners review {PurePath(plan.source).name}"
        )
    rows = store.read(_ELSEWHERE, {"plan": plan.id, "work": plan.work}).rows
    elsewhere = {row["name"]: sorted(row["titles"]) for row in rows}
    unresolved = find_bodies(document_of(graph), plan.published_on).unresolved
    file = file or places(None, plan.id, plan.work)[-1]
    items = uncertain(graph, unresolved, _known(file), elsewhere)
    with_file = f" --corrections {_quoted(str(file))}" if named is not None else ""
    return Review(plan.title, items, file, f"partners load {_quoted(plan.source)}{with_file}")


def _known(file: Path) -> Any:
    from loaders.corrections_file import read  # noqa: PLC0415  (YAML is wanted only here)

    return read(file) if file.is_file() else None


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words
