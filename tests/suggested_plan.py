"""A plan of which the rules leave something over, and what a model may suggest about it."""

from pathlib import Path
from typing import Any

import pytest

from graph.model import Graph
from graph.ontology import Ask, Role
from loaders import readers
from loaders.issues import ABOUT_MODEL, Issue
from loaders.model import KEY as KEY_NAME
from loaders.model import LIMITS, NAME, OPENAI_KEY, OPENAI_URL, URL, Limits, Model, endpoint_from
from loaders.plan import Loaded, load
from tests.talking_model import Block, Talker

PLAN = """# A plan for Northshire

Northshire Combined Authority wants fair rivers. It would be a fine thing if ministers let the valleys mend their
own weirs.

Harbour Forum and Homes England meet in May, and on most evenings the lamps are lit by Harbour Forum along the quay.

## Our Canals

### What we need from government

We want the Department for Transport to:

- fund new locks, at a cost of £40m
- hand over the towpath budget

The weirs have waited thirty years, and mended they ought to be by winter, Department for Transport willing, for £3m.

### The roles our partners will play

- Homes England – building cottages for rent
- Colleges – training young welders
- On market days, when the quay is full, boats and bread by Harbour Forum
"""

WEIRS = "mended they ought to be by winter"
LAMPS = "the lamps are lit"
VALLEYS = "let the valleys mend their own weirs"
KEY = "sk-a-very-secret-key"


def forget_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the environment says of a model."""
    for name in (URL, NAME, KEY_NAME, OPENAI_URL, OPENAI_KEY):
        monkeypatch.delenv(name, raising=False)


def read(folder: Path, text: str) -> Loaded:
    path = folder / "northshire.md"
    path.write_text(text, encoding="utf-8")
    return load(readers.read(str(path)))


def model(talker: Talker, manner: str = "well", limits: Limits = LIMITS) -> Model:
    given = {"PARTNERS_MODEL_URL": talker.base(manner), "PARTNERS_MODEL_NAME": "small", "PARTNERS_MODEL_KEY": KEY}
    return Model(endpoint_from(given), limits)


def number(blocks: list[Block], words: str) -> int:
    """The number under which a block is asked about."""
    return next(int(block["block"]) for block in blocks if words in block["text"])


def ask(blocks: list[Block], quote: str = WEIRS, at: str = WEIRS, addressee: Any = None, **more: Any) -> dict[str, Any]:
    return {"block": number(blocks, at), "type": "ask", "quote": quote, "addressee": addressee, **more}


def role(blocks: list[Block], quote: str = LAMPS, at: str = LAMPS, partner: Any = "Harbour Forum") -> dict[str, Any]:
    return {"block": number(blocks, at), "type": "role", "quote": quote, "partner": partner}


def statements(graph: Graph) -> list[Ask | Role]:
    """Every ask and role."""
    return [*graph.of(Ask), *graph.of(Role)]


def suggested(graph: Graph) -> dict[str, Ask | Role]:
    """Asks and roles that a model suggested, by their words."""
    return {node.text: node for node in statements(graph) if node.rule == "suggested"}


def about_model(loaded: Loaded) -> list[Issue]:
    return [issue for issue in loaded.issues if issue.code in ABOUT_MODEL]


def assert_unchanged(before: Graph, after: Graph) -> None:
    """Everything the rules found is there as it was."""
    assert {i: after.nodes.get(i) for i in before.nodes} == before.nodes
    assert {k: after.relations.get(k) for k in before.relations} == before.relations
