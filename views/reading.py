"""Reading one plan for a command, and the reasons to refuse it."""

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from graph.errors import CorrectionsError, DocumentError, NothingUnderstood, PartnershipGraphError, UnreadableDocument
from views.messages import count

if TYPE_CHECKING:
    from graph.store import Store
    from graph.store.results import Continuation
    from loaders.plan import Loaded

About = Mapping[str, str | None]
"""What is known of plans beside their documents: title, publisher and so on."""

Read = tuple[str, "Callable[[], Loaded]"]
"""A source, and what gives its plan or raises why there is none."""


def check_titles(documents: Sequence[str], about: About) -> None:
    """Refuse one title, address or corrections file for several documents: each is about one plan."""
    for name in ("title", "url", "corrections"):
        if about.get(name) and len(documents) > 1:
            raise click.UsageError(
                f"--{name} is about one plan, and {len(documents)} documents were given. Load them one by one."
            )


def read_plan(source: str, about: About) -> "Loaded":
    """A document, read and understood, with what people decided about it.

    Raises:
        DocumentError: it cannot be had, read or understood; also where a rule of ours breaks on it, since a document
            can come from anywhere and the others of a folder are to load.
    """
    from loaders.corrections import load_decided  # noqa: PLC0415  (readers are heavy)
    from loaders.readers import read  # noqa: PLC0415

    document = read(source, about.get("url"))
    try:
        return load_decided(document, source, **about)
    except PartnershipGraphError:
        raise
    except Exception as error:
        raise _our_fault(source, error) from error


def _our_fault(source: str, error: Exception) -> UnreadableDocument:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return UnreadableDocument(
        f"{PurePath(source).name} was read, and a rule of ours broke on it ({type(error).__name__} in "
        f"{PurePath(last.filename).name}, line {last.lineno}). That is a fault of partners and not of the document; "
        "nothing of it was stored. Please report it with these words and, if you may, the document."
    )


def refuse_empty(loaded: "Loaded", source: str) -> None:
    """Refuse a document in which nothing is understood.

    Raises:
        NothingUnderstood: it holds no ask and no role.
    """
    if loaded.empty:
        raise NothingUnderstood(
            f"Nothing was understood in {PurePath(source).name}, and nothing was stored: in "
            f"{count(loaded.blocks, 'block')} there is no ask and no partner's role. A plan is understood by headings "
            "such as “What we need from government” and “The roles our partners will play”, and by sentences that ask. "
            f"See: partners check {source}"
        )


def found_in(loaded: "Loaded") -> str:
    """What a plan holds, counted; organisations are those its words name, and suggestions of a model are not in it."""
    from graph.ontology import Ask, EvidencedBy, Instrument, Organisation, Priority, Role  # noqa: PLC0415
    from loaders.rules import SUGGESTED  # noqa: PLC0415

    graph = loaded.graph
    named = {link.start for link in graph.links(EvidencedBy)}
    return ", ".join(
        (
            count(sum(body.id in named for body in graph.of(Organisation)), "organisation"),
            count(sum(ask.rule != SUGGESTED for ask in graph.of(Ask)), "ask"),
            count(sum(role.rule != SUGGESTED for role in graph.of(Role)), "role"),
            count(len(list(graph.of(Priority))), "priority", "priorities"),
            count(len(list(graph.of(Instrument))), "instrument"),
        )
    )


def decided_in(loaded: "Loaded") -> str:
    """How many of people's decisions were applied; nothing for a plan without a corrections file."""
    decided = loaded.decided
    if decided is None:
        return ""
    kinds = [
        "correction" if outcome.entry.action not in ("waiver", "update") else outcome.entry.action
        for outcome in decided.outcomes
        if outcome.done
    ]
    said = [count(kinds.count(kind), kind) for kind in ("correction", "waiver", "update") if kind in kinds]
    left = f", {decided.left} not" if decided.left else ""
    return f"{', '.join(said) or 'no correction'} applied{left} ({decided.name})"


def continued_in(found: "Continuation") -> str:
    """How the asks of an edition go on from the edition before it."""
    may = f"{found.possible} may go on, " if found.possible else ""
    told = f"{count(found.joined, 'ask goes on', 'asks go on')}, {may}{found.new} new, {found.dropped} dropped"
    return f"Against the edition before it: {told}\n  see: partners compare {found.older} {found.newer}"


def refuse_double(done: Mapping[str, str], loaded: "Loaded", source: str) -> None:
    """Refuse a second document of one plan in one call: it would replace the first.

    Raises:
        DocumentError: another document of this call is the same plan.
    """
    plan = loaded.graph.plan()
    if plan.id in done:
        raise DocumentError(
            f"{PurePath(source).name} is the same plan as {PurePath(done[plan.id]).name} ({plan.title!r}), which was "
            "loaded just now, and was left out. If it is another edition, load it alone with --edition LABEL; if it is "
            "another plan, with --title."
        )


def refuse_double_in(store: "Store", loaded: "Loaded", source: str) -> None:
    """Refuse a text that the store holds already as another plan: everything in it would count twice.

    Raises:
        DocumentError: the store holds the same bytes under another id.
    """
    from queries.plans import held_plans  # noqa: PLC0415

    plan = loaded.graph.plan()
    for held in held_plans(store):
        if held.sha256 == plan.sha256 and held.id != plan.id:
            raise DocumentError(
                f"{PurePath(source).name} is already in the store as {held}: the same text, to the letter. Nothing was "
                f"stored, so that no ask counts twice. To keep it as {plan.title!r} instead, first: "
                f"partners forget {held.id}"
            )


_DECISIONS = ("Correction", "Waiver")
_UPDATES = """
MATCH (u:Update {plan: $plan})
OPTIONAL MATCH (p:Plan {id: $plan})
RETURN u.id AS id, u.date AS date, u.said AS said, u.quote AS quote, p.corrections AS file
ORDER BY date, id
"""
_KEPT = """
MATCH (p:Plan {{work: $work}})
MATCH (d:{label} {{plan: p.id}})
RETURN d.id AS id, d.plan AS plan
ORDER BY id
"""


def lost_decisions(store: "Store", loaded: "Loaded") -> list[str]:
    """What people decided about a plan, as the store holds it, where this load found no corrections file: told before
    it is replaced.
    """
    if loaded.decided is not None:
        return []
    plan = loaded.graph.plan()
    rows = {label: store.read(_KEPT.format(label=label), {"work": plan.work}).rows for label in _DECISIONS}
    here = {label: [row["id"] for row in held if row["plan"] == plan.id] for label, held in rows.items()}
    known = here if any(here.values()) else rows
    said = ", ".join(count(len(held), label.lower()) for label, held in known.items() if held)
    of = repr(plan.title) if known is here else f"another edition of {plan.title!r}"
    lost = f"the store has {said} for {of}, and no corrections file was found this time: they are not applied."
    return [f"{lost} Load it again with --corrections FILE."] if said else []


def refuse_lost_updates(store: "Store", loaded: "Loaded") -> None:
    """Refuse to replace a plan by one that lacks an update which the store holds: updates are only ever added.

    Raises:
        CorrectionsError: an update was taken out or changed, or the corrections file was not found.
    """
    plan = loaded.graph.plan()
    held = store.read(_UPDATES, {"plan": plan.id}).rows
    gone = [row for row in held if row["id"] not in loaded.graph.nodes]
    if not gone:
        return
    first = gone[0]
    of = f" of “{first['quote']}”" if first["quote"] else ""
    which = f"{first['date']}, {first['said']}{of}" + (f", and {len(gone) - 1} more" if len(gone) > 1 else "")
    if loaded.decided is None:
        name = f" ({first['file']})" if first["file"] else ""
        why = f"no corrections file was found this time. Name it{name} with --corrections FILE."
    else:
        it = "it" if len(gone) == 1 else "them"
        why = f"{loaded.decided.name} has {it} no more. Put back what was taken out or changed, and add what is new."
    raise CorrectionsError(
        f"The store has {count(len(gone), 'update')} about {plan.title!r} ({which}), and {why} Updates are only ever "
        f"added, so nothing was stored. To begin afresh: partners forget {plan.id}, then load the plan again."
    )


def issue_rows(loaded: "Loaded", source: str) -> list[dict[str, Any]]:
    """Issues as rows for other programs; each with the file its line is in."""
    rows = []
    for issue in loaded.issues:
        row = asdict(issue)
        rows.append({"source": row.pop("file") or PurePath(source).name, **row})
    return rows
