"""Plans made for measuring: no two alike, with bodies of the register in them."""

import random
from functools import cache
from pathlib import Path

from loaders.register import register

_THEMES = (
    ("Waterways", "lock", "towpath", "barge"), ("Buses", "bus route", "depot", "timetable"),
    ("Warm Homes", "boiler", "insulation scheme", "retrofit street"), ("Skills", "workshop", "bootcamp", "bursary"),
    ("Clean Power", "substation", "heat network", "solar roof"), ("Town Centres", "market hall", "shopfront", "square"),
    ("Farming", "orchard", "dairy", "seed bank"), ("Health at Work", "clinic", "rehabilitation service", "helpline"),
    ("Night Trains", "sleeper service", "platform", "signal box"), ("Film and Games", "studio", "festival", "archive"),
    ("Flood Defence", "weir", "pumping station", "wetland"), ("Small Firms", "loan fund", "workspace", "export desk"),
)  # fmt: skip
_PLACES = ("Millbridge", "Oxmere", "Saltwick", "Thornley Vale", "Harrow Fen", "Castle Dene", "Wexcombe", "Ashby Moor")
_ASKS = (
    "a {years}-year settlement for every {thing} in {place}, worth £{sum} million",
    "powers to set the standard of each {thing} and {other}",
    "a say over how the {other} at {place} is paid for",
    "£{sum}m to rebuild the {thing} at {place} by 20{year}",
    "reform of the rules that keep a {thing} from being shared with {place}",
    "devolved funding for the {other}, with flexibility between years",
    "joint working on a new {thing} between {place} and {town}",
    "long-term support for the {other} programme",
)
_PROSE = (
    "Half of those who use a {thing} in {place} come from within {years} miles of it.",
    "Since 20{past} the {other} has lost {sum} of its staff, and {town} feels it most.",
    "Residents of {place} told us that a {thing} matters more to them than a road.",
    "The region has {sum} of the country's {years}00 examples, and few of them are in good repair.",
    "Growth here depends on whether {town} and {place} can share one {other}.",
)
_WANTS = (
    "We want the {department} to provide a {thing} for {place} by 20{year}.",
    "The Combined Authority calls on the {department} to change how the {other} is funded.",
)
_ROLES = (
    "{body} – running the {thing} at {place} for all who live nearby",
    "{body} – training people to keep the {other} open",
    "{body}, who will lead the design of a {thing} with {place}",
    "{body} – funding the first {other} in {town}",
    "{body} – advising owners of a {thing} on its care",
)


@cache
def _bodies() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of departments, and of others that may be partners."""
    records = [r for r in register().records.values() if r.end is None and r.specificity == "named"]
    departments = sorted(r.name for r in records if r.kind == "government department" and "(" not in r.name)
    kinds = ("local government", "education providers", "public body", "industry body", "health body")
    return tuple(departments), tuple(sorted(r.name for r in records if r.kind in kinds and "(" not in r.name))


def made_plan(number: int, themes: int = 6) -> str:
    """A plan in Markdown, always the same for a number: each theme is about half a printed page."""
    dice = random.Random(number)
    departments, others = _bodies()
    publisher = f"{dice.choice(_PLACES)} and {dice.choice(('Northshire', 'Westmarch', 'Eastfold'))} Combined Authority"
    parts = [f"# A growth plan for region {number}", f"Published by the {publisher} in 20{dice.randint(24, 26)}."]
    for n in range(themes):
        name, *things = _THEMES[(number + n) % len(_THEMES)]

        def say(form: str, things: list[str] = things) -> str:
            thing, other = dice.sample(things, 2)
            place, town = dice.sample(_PLACES, 2)
            return form.format(
                thing=thing, other=other, place=place, town=town, sum=dice.randint(2, 400), years=dice.randint(2, 7),
                year=dice.randint(27, 40), past=dice.randint(10, 23), department=dice.choice(departments),
                body=dice.choice(others),
            )  # fmt: skip

        title = name if n < len(_THEMES) else f"{name} in {dice.choice(_PLACES)} {n // len(_THEMES) + 1}"
        parts += [f"## {title}", " ".join(map(say, dice.sample(_PROSE, 3)))]
        parts += ["### What we need from government", say(dice.choice(_WANTS)), f"On {name.lower()} we need:"]
        parts += ["\n".join(f"- {say(form)}" for form in dice.sample(_ASKS, 4))]
        parts += ["### The roles our partners will play"]
        parts += ["\n".join(f"- {say(form)}" for form in dice.sample(_ROLES, 4))]
    return "\n\n".join(parts) + "\n"


def made_pdf(path: Path, pages: int) -> int:
    """Print a plan as a PDF of about so many pages; how many it became."""
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415  (only for measuring, and heavy)
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415
    from reportlab.platypus import ListFlowable, ListItem, Paragraph, SimpleDocTemplate  # noqa: PLC0415

    styles = getSampleStyleSheet()
    story: list[object] = []
    for part in made_plan(1, pages * 13 // 6).split("\n\n"):
        if part.startswith("#"):
            marks, _, words = part.partition(" ")
            story.append(Paragraph(words, styles[f"Heading{len(marks)}"]))
        elif part.startswith("- "):
            items = [ListItem(Paragraph(line[2:], styles["BodyText"])) for line in part.strip().splitlines()]
            story.append(ListFlowable(items, bulletType="bullet"))
        else:
            story.append(Paragraph(part, styles["BodyText"]))
    printed = SimpleDocTemplate(str(path), pagesize=A4, invariant=1)
    printed.build(story)
    return int(printed.page)
