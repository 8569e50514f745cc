"""What the country page says first: sentences and figures about all plans together."""

from views.explorer.country_data import BodyLine, Country
from views.explorer.dates import said_date
from views.explorer.wording import counted, listed

_MOST = 3


def figures(country: Country) -> list[tuple[str, str, bool]]:
    """Numbers with their words, and whether a number is a gap."""
    asks, nobody = _asks(country), _nobody(country)
    asked = len(_named(country))
    whom = "department or public body named" if asked == 1 else "departments and public bodies named"
    roles = sum(plan.counts.roles for plan in country.plans)
    publishers = len({plan.publisher for plan in country.plans if plan.publisher})
    return [
        (f"{len(country.plans):,}", "plan" if len(country.plans) == 1 else "plans", False),
        (f"{publishers:,}", "publisher" if publishers == 1 else "publishers", False),
        (f"{asks:,}", "ask" if asks == 1 else "asks", False),
        (f"{nobody:,}", "names no body" if nobody == 1 else "name no body", nobody > 0),
        (f"{asked:,}", whom, False),
        (f"{roles:,}", "role of partners" if roles == 1 else "roles of partners", False),
    ]


def sentence(country: Country) -> str:
    """All plans in plain sentences: what they ask, how much of it names nobody, who is asked most, and their dates."""
    asks, nobody = _asks(country), _nobody(country)
    plans = len(country.plans)
    parts = [f"{counted(plans, 'plan')} {'makes' if plans == 1 else 'make'} {counted(asks, 'ask')}."]
    if asks and nobody:
        share = round(100 * nobody / asks)
        parts.append(
            f"{nobody:,} of them ({share}%) {'names' if nobody == 1 else 'name'} no body that could be held to "
            f"{'it' if nobody == 1 else 'them'}."
        )
    elif asks:
        parts.append("Every ask names a body.")
    most = _most(country)
    if most:
        parts.append(f"Named most often: {listed(most)}.")
    parts.append(_dates(country))
    return " ".join(part for part in parts if part)


def _asks(country: Country) -> int:
    return sum(plan.counts.asks for plan in country.plans)


def _nobody(country: Country) -> int:
    return sum(plan.counts.nobody for plan in country.plans)


def _named(country: Country) -> list[BodyLine]:
    """Departments and public bodies that some ask names."""
    lines = [country.shared[place] for place in country.columns]
    return [line for line in lines if line.named and line.specificity != "generic"]


def _most(country: Country) -> list[str]:
    first = sorted(_named(country), key=lambda line: (-line.named, line.name))[:_MOST]
    return [f"{line.name} ({line.named:,})" for line in first]


def _dates(country: Country) -> str:
    days = sorted(plan.day for plan in country.plans if plan.dated)
    without = len(country.plans) - len(days)
    if not days:
        return "None gives a date."
    first, last = said_date(days[0]), said_date(days[-1])
    span = f"All are of {first}." if first == last else f"They are dated from {first} to {last}."
    if without:
        span = span.removesuffix(".") + f"; {counted(without, 'plan')} {'gives' if without == 1 else 'give'} no date."
    return span
