"""Two made-up plans in two editions each, and by hand what became of every ask of the first edition in the second."""

import tempfile
from functools import cache
from pathlib import Path

from loaders import readers
from loaders.corrections import apply
from loaders.corrections_file import understand
from loaders.plan import Loaded, load

WEALD_2024 = """# The Weald Prospectus

Weald County Council wants busy villages. Weald County Council publishes this prospectus.

## Our Mills

### What we need from government

We want the Department for Transport to:

- fund new sluices for the water mills, at a cost of £12m
- devolve the towpath maintenance budget
- lower the speed limit on mill lanes

We want the Department for Education to:

- give us control of evening classes in joinery
- pay for a school of thatching

### The roles our partners will play

- Homes England – building cottages for rent
- Weald Guild – running the summer fair

## Our Orchards

### What we need from government

We want the Department for Environment, Food and Rural Affairs to:

- extend the orchard grant to cider makers
- repeal the duty on perry
- share its register of old apple trees
"""

WEALD_2026 = """# The Weald Prospectus

Weald County Council wants busy villages. Weald County Council publishes this prospectus.

## Our Mills

### What we need from government

We want the Department for Transport to:

- fund new sluices for the water mills, at a cost of £15m
- fully devolve the budget for towpath maintenance
- lower the weight limit on mill lanes

We want the Department for Work and Pensions to:

- give us control of evening classes in joinery

### The roles our partners will play

- Homes England – building cottages for rent
- Weald Guild – judging the autumn show

## Our Orchards

### What we need from government

We want the Department for Environment, Food and Rural Affairs to:

- extend the orchard grant to all cider makers and to keepers of bees
- keep the duty on perry
- plant a hedge along the drove road

## Our Records

### What we need from government

We want the Department for Environment, Food and Rural Affairs to:

- share its register of old apple trees
"""

WEALD_KEY = {
    ("fund new sluices", "fund new sluices"): "amount changed",
    ("devolve the towpath", "fully devolve the budget"): "reworded",
    ("lower the speed limit", "lower the weight limit"): "possibly reworded",
    ("give us control", "give us control"): "new owner",
    ("pay for a school", None): "dropped",
    ("extend the orchard grant", "extend the orchard grant"): "reworded",
    ("repeal the duty", "keep the duty"): "possibly reworded",
    ("share its register", "share its register"): "moved",
    (None, "plant a hedge"): "new",
}
"""How an ask of 2024 begins, how the ask that it became begins, and what changed. Nothing else is to be found."""

STRAND_2025 = """# A Compact for the Strand

Strand Combined Authority wants safe harbours. Strand Combined Authority publishes this compact.

## Harbours

### What we need from government

- Give the Combined Authority powers over harbour byelaws
- £30m for lifeboat stations over three years
- A long-term settlement for the ferry network
- Pool the flood and drainage budgets of the Environment Agency

## Skills

### What we need from government

- Devolve the whole of the adult skills fund
- Apprenticeships in boat building for school leavers
- Funding for careers advice in every school
"""

STRAND_2027 = """# A Compact for the Strand

Strand Combined Authority wants safe harbours. Strand Combined Authority publishes this compact.

## Harbours

### What we need from government

- Give the Combined Authority powers over harbour byelaws
- £30m for lifeboat stations over three years
- A stable long-term settlement for the network of ferries
- Funding for careers advice in every harbour

## Skills

### What we need from government

- Full local control of the adult skills fund
- More apprenticeships in boat building for school leavers
- A national museum of navigation
"""

STRAND_KEY = {
    ("Give the Combined Authority powers", "Give the Combined Authority powers"): "kept",
    ("£30m for lifeboat", "£30m for lifeboat"): "kept",
    ("A long-term settlement", "A stable long-term settlement"): "reworded",
    ("Pool the flood", None): "dropped",
    ("Devolve the whole", "Full local control"): "reworded",
    ("Apprenticeships in boat", "More apprenticeships in boat"): "reworded",
    ("Funding for careers", "Funding for careers"): "possibly reworded",
    (None, "A national museum"): "new",
}

PUBLISHERS = {"The Weald": "Weald County Council", "A Compact": "Strand Combined Authority"}


@cache
def edition(text: str, label: str, corrections: str = "") -> Loaded:
    """A text read as an edition of its plan, published in the year that its label says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.md"
        path.write_text(text, encoding="utf-8")
        document = readers.read(str(path))
    publisher = next(name for start, name in PUBLISHERS.items() if text.startswith(f"# {start}"))
    loaded = load(document, publisher=publisher, published=f"{label}-05", edition=label)
    return apply(loaded, understand(corrections, "decisions.yaml")) if corrections else loaded


def weald() -> tuple[Loaded, Loaded]:
    """Both editions of the Weald Prospectus, the earlier first."""
    return edition(WEALD_2024, "2024"), edition(WEALD_2026, "2026")


def strand() -> tuple[Loaded, Loaded]:
    """Both editions of the compact for the Strand, the earlier first."""
    return edition(STRAND_2025, "2025"), edition(STRAND_2027, "2027")
