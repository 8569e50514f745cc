"""One plan as the country page holds it: names and ties at hand, the words behind them compressed until asked for."""

import base64
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from graph.vocabulary import BASES as BASIS
from views.explorer.country_read import PlanRows, Row
from views.explorer.country_words import sentence_of
from views.explorer.text import as_json, clean, plain
from views.explorer.wording import BASES, NAMED_BODY, SCOPES

KINDS = ("Ask", "Role", "Priority", "Instrument", "Measure", "Organisation")
"""A plan's own nodes in the order of their numbers."""

TYPES = (
    "ADDRESSED_TO", "PLAYS", "SUPPORTS", "DELIVERS", "USES", "MEASURED_BY", "PUBLISHES", "PART_OF", "MEMBER_OF",
    "SUCCEEDS", "CONTROLS",
)  # fmt: skip
"""The relationships that the page follows; those are drawn first that stand first."""

LEVEL = 9
_LAST = 1 << 62


@dataclass
class Counts:
    """How many asks a plan puts to whom."""

    asks: int = 0
    roles: int = 0
    nobody: int = 0
    """Asks that name no body that could be held to them."""
    agencies: tuple[int, int] = (0, 0)
    """Asks that name some public body, and those inferred to be for one."""
    others: tuple[int, int] = (0, 0)
    """The same of whoever is no department and no public body: groups, councils, proposed bodies."""


@dataclass(frozen=True)
class Packed:
    """A plan made ready for the page."""

    thread: str
    """Names and ties, as a line of JSON."""
    words: str
    """Sentences and facts: JSON, compressed, as text."""
    asked: Mapping[int, tuple[int, int]]
    """For each shared body that is asked: asks that name it, and asks inferred to be for it."""
    counts: Counts


class Numbers:
    """The numbers by which a plan's rows are known: its own nodes from 0, then the plan; shared ones below 0."""

    def __init__(self, rows: PlanRows, shared: Mapping[str, int]) -> None:
        self.nodes: dict[str, list[Row]] = {label: _in_order(rows, label) for label in KINDS}
        ordered = [row["id"] for label in KINDS for row in self.nodes[label]]
        self._known = {node: -1 - number for node, number in shared.items()}
        self._known |= {node: number for number, node in enumerate([*ordered, rows.plan["id"]])}

    def __getitem__(self, node: str) -> int:
        return self._known[node]

    def __contains__(self, node: object) -> bool:
        return node in self._known


class Table:
    """Texts kept once, and known by their places."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._places: dict[Any, int] = {}

    def place(self, value: Any) -> int:
        """Where a value stands; it is added if it is new."""
        if value not in self._places:
            self._places[value] = len(self.rows)
            self.rows.append(value)
        return self._places[value]


def pack(
    rows: PlanRows,
    shared: Mapping[str, int],
    specificities: Mapping[str, str],
    departments: Set[str],
    agencies: Set[str],
) -> Packed:
    """Pack one plan.

    Args:
        rows: what the store holds of it.
        shared: the places of shared bodies and instruments by id.
        specificities: how definite each shared body is, by id.
        departments: ids of the departments, and of government in general.
        agencies: ids of the public bodies.
    """
    numbers = Numbers(rows, shared)
    definite = dict(specificities) | {row["id"]: row["specificity"] for row in numbers.nodes["Organisation"]}
    ties = sorted(
        (tie for tie in rows.ties if tie["start"] in numbers and tie["finish"] in numbers),
        key=lambda tie: (TYPES.index(tie["type"]), numbers[tie["start"]], numbers[tie["finish"]], _known(tie)),
    )
    remarks = Table()
    flat = [
        number
        for tie in ties
        for number in (
            TYPES.index(tie["type"]), numbers[tie["start"]], numbers[tie["finish"]], BASIS.index(tie["basis"]),
            remarks.place(_remark(tie)),
        )
    ]  # fmt: skip
    nobody = _without_a_body(numbers, ties, definite)
    thread = {
        "n": [[_name(row) for row in numbers.nodes[label]] for label in KINDS],
        "o": [_also(row) for row in numbers.nodes["Organisation"]],
        "t": flat,
        "x": remarks.rows,
        "u": nobody,
    }
    asked: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for tie in ties:
        if tie["type"] == "ADDRESSED_TO" and tie["finish"] in shared:
            asked[shared[tie["finish"]]][tie["basis"] == "inferred"] += 1
    counts = Counts(
        len(numbers.nodes["Ask"]), len(numbers.nodes["Role"]), len(nobody), *_beside(ties, departments, agencies)
    )
    return Packed(
        thread=as_json(thread),
        words=packed_text(as_json(_words(rows, numbers, ties))),
        asked={place: (named, inferred) for place, (named, inferred) in sorted(asked.items())},
        counts=counts,
    )


def packed_text(text: str) -> str:
    """A text compressed, as letters that stand in a page as they are."""
    return base64.b64encode(zlib.compress(text.encode("utf-8"), LEVEL)).decode("ascii")


def packed_lines(lines: Iterable[str]) -> str:
    """Lines in one compressed text that is unpacked at once.

    Each line begins afresh, so that none is smaller for being like the line before it: what is measured on made plans,
    of which many are alike, holds for real ones.
    """
    press = zlib.compressobj(LEVEL)
    found = bytearray()
    for line in lines:
        found += press.compress(line.encode("utf-8") + b"\n") + press.flush(zlib.Z_FULL_FLUSH)
    return base64.b64encode(bytes(found + press.flush())).decode("ascii")


def _in_order(rows: PlanRows, label: str) -> list[Row]:
    def place(row: Row) -> tuple[tuple[int, int], str, str]:
        words = rows.words.get(row["id"], ())
        return min(((w["order"], w["start"]) for w in words), default=(_LAST, 0)), row["name"].casefold(), row["id"]

    return sorted(rows.own[label], key=place)


def _name(row: Row) -> str:
    name, year = plain(row["name"]), row.get("year")
    return f"{name} {year}" if year and str(year) not in name else name or "(without a name)"


def _also(row: Row) -> list[str]:
    """An own organisation's kind, how definite it is, and its other names."""
    return [row["kind"], row["specificity"], *(plain(name) for name in (row["abbreviation"], *row["aliases"]) if name)]


def _known(tie: Row) -> tuple[int, str, list[str]]:
    return BASIS.index(tie["basis"]), _remark(tie), tie["passages"]


def _remark(tie: Row) -> str:
    if tie["type"] != "ADDRESSED_TO":
        return ""
    return f"leads on {plain(tie['topic'])}" if tie["topic"] else SCOPES.get(tie["scope"] or "", "")


def _without_a_body(numbers: Numbers, ties: Sequence[Row], definite: Mapping[str, str]) -> list[int]:
    named = {
        tie["start"]
        for tie in ties
        if tie["type"] == "ADDRESSED_TO"
        and tie["basis"] in ("stated", "curated")
        and definite.get(tie["finish"]) in NAMED_BODY
    }
    return [number for number, row in enumerate(numbers.nodes["Ask"]) if row["id"] not in named]


def _beside(ties: Sequence[Row], departments: Set[str], agencies: Set[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Asks put to public bodies, and to others who are no department: those that name one, and those inferred."""
    asked = [tie for tie in ties if tie["type"] == "ADDRESSED_TO" and tie["finish"] not in departments]
    return (
        _named_and_inferred([tie for tie in asked if tie["finish"] in agencies]),
        _named_and_inferred([tie for tie in asked if tie["finish"] not in agencies]),
    )


def _named_and_inferred(asked: Sequence[Row]) -> tuple[int, int]:
    named = {tie["start"] for tie in asked if tie["basis"] != "inferred"}
    return len(named), len({tie["start"] for tie in asked} - named)


def _words(rows: PlanRows, numbers: Numbers, ties: Sequence[Row]) -> dict[str, Any]:
    places, sentences = Table(), Table()

    def sentence(row: Row) -> int:
        said = sentence_of(row, rows.plan["url"])
        return sentences.place((said.before, said.own, said.after, places.place(said.where), said.link))

    facts = []
    for label in ("Ask", "Role", "Priority"):
        for row in numbers.nodes[label]:
            words = sorted(rows.words.get(row["id"], ()), key=lambda w: (w["order"], w["start"], w["id"]))
            facts.append([_facts(label, row), [sentence(one) for one in words]])
    behind = {}
    for number, tie in enumerate(ties):
        if tie["type"] == "ADDRESSED_TO" and tie["scope"] != "ask":
            found = [sentence(rows.behind[one]) for one in tie["passages"] if one in rows.behind]
            if found:
                behind[str(number)] = found
    return {"f": facts, "s": sentences.rows, "h": places.rows, "b": behind}


def _facts(label: str, row: Row) -> list[list[str]]:
    known = BASES[row["basis"]]
    found: list[tuple[str, str | None]] = []
    if label == "Ask":
        found = [("Wants", ", ".join(row["kinds"])), ("Amount", row["amount"]), ("By when", row["timescale"])]
    elif label == "Role":
        found = [("Part", f"{row['part'] or 'not said'}{', leads' if row['lead'] else ''}")]
    elif row["agreed"]:
        found = [("Whose", "agreed with government")]
    found += [("How it is known", f"{known}; {row['confidence']} confidence"), ("Decided by", row["by"])]
    return [[name, clean(value)] for name, value in found if value]
