"""A department's name means the department of the plan's day, and what came after it can be reached."""

from pathlib import Path

import pytest

from graph.ontology import AddressedTo, Organisation, Succeeds
from loaders.plan import load
from loaders.readers import read

DBT = "department-for-business-and-trade"
BIST = "department-for-business-innovation-science-and-trade"
DSIT = "department-for-science-innovation-and-technology"
OLD_DCMS, DCMS = "department-for-digital-culture-media-sport", "department-for-culture-media-and-sport"
MHCLG = "ministry-of-housing-communities-local-government"
DLUHC = "department-for-levelling-up-housing-and-communities"
BEIS = "department-for-business-energy-and-industrial-strategy"

PLAN = """# A prospect for Fenshire

Published by the Fenshire Combined Authority

## What we need from government

- A decision from {name} by the spring
"""


@pytest.mark.parametrize(
    ("name", "published", "expected", "later"),
    [
        ("BEIS", "2022-06", BEIS, {DBT, DSIT, BIST}),
        ("DCMS", "2022-06", OLD_DCMS, {DCMS, DSIT}),
        ("Department for Digital, Culture, Media and Sport", "2022", OLD_DCMS, {DCMS}),
        ("DLUHC", "2022-06", DLUHC, {MHCLG}),
        ("DLUHC", "2024-05", DLUHC, {MHCLG}),
        ("DBT", "2024-03", DBT, {BIST}),
        ("DSIT", "2024-03", DSIT, {BIST, DCMS, "cabinet-office"}),
        ("DCMS", "2024-03", DCMS, set()),
        ("MHCLG", "2024-10", MHCLG, set()),
        ("DBT", "2025-07", DBT, {BIST}),
        ("Department for Business and Trade", "2025-07", DBT, {BIST}),
        ("DSIT", "2025-07", DSIT, {BIST, DCMS, "cabinet-office"}),
        ("DCMS", "2025-07", DCMS, set()),
        ("MHCLG", "2025-07", MHCLG, set()),
        ("DBT", "2026-10", DBT, {BIST}),
        ("BIST", "2026-10", BIST, set()),
        ("Department for Digital, Culture, Media and Sport", "2026-10", DCMS, set()),
        ("MHCLG", "2026-10", MHCLG, set()),
    ],
)
def test_a_name_means_the_department_of_that_day_and_leads_to_its_successors(
    tmp_path: Path, name: str, published: str, expected: str, later: set[str]
) -> None:
    path = tmp_path / "plan.md"
    path.write_text(PLAN.format(name=name), encoding="utf-8")
    graph = load(read(str(path)), published=published).graph
    graph.check()
    stated = {link.finish for link in graph.links(AddressedTo) if link.basis == "stated"}
    assert stated == {expected}
    found: set[str] = set()
    waiting = [expected]
    while waiting:
        old = waiting.pop()
        new = {link.start for link in graph.links(Succeeds) if link.finish == old} - found
        found |= new
        waiting += new
    assert later <= found
    if not later:
        assert found == set()
    assert {body.id for body in graph.of(Organisation)} >= {expected, *later}
