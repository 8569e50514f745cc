import time

import pytest

from graph.model import Graph
from graph.ontology import MemberOf, Organisation, PartOf, Succeeds
from graph.vocabulary import OrganisationKind
from loaders.names import is_short, key
from loaders.reference import organisation, reference
from loaders.register import GOVERNMENT, register
from loaders.tables import table


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Homes England", None, "homes-england"),
        ("visit britain", None, "visitbritain"),
        ("Department of Environment, Food & Rural Affairs", None, None),
        ("Department for Environment, Food and Rural Affairs", None, "department-for-environment-food-rural-affairs"),
        ("the Department for Education", None, "department-for-education"),
        ("Camden Council", None, "london-borough-of-camden"),
        ("Telford & Wrekin Council", None, "telford-and-wrekin-council"),
        ("bbc", None, "bbc"),
        ("Orkney Islands Council", None, "orkney-islands-council"),
        # what a form meant on a day
        ("DCMS", "2020-05-01", "department-for-digital-culture-media-sport"),
        ("DCMS", "2025-07-01", "department-for-culture-media-and-sport"),
        ("MHCLG", "2020", "ministry-of-housing-communities-and-local-government-2018-2021"),
        ("MHCLG", "2025-07", "ministry-of-housing-communities-local-government"),
        ("MHCLG", None, "ministry-of-housing-communities-local-government"),
        ("North East Combined Authority", "2016-01", "north-east-combined-authority-2014"),
        ("North East Combined Authority", "2025-01", "north-east-mayoral-strategic-authority"),
        ("NECA", "2025-07-01", "north-east-mayoral-strategic-authority"),
        # a body that has ended keeps its name
        ("BEIS", "2025-07-01", "department-for-business-energy-and-industrial-strategy"),
        ("DLUHC", "2025-07-01", "department-for-levelling-up-housing-and-communities"),
        # short forms that several bodies use mean none of them
        ("HE", "2025-07-01", None),
        ("BCC", "2025-07-01", None),
        ("ESC", None, None),
        ("NCS", None, None),
        ("LCR", "2020", None),
        ("Nobody At All", None, None),
    ],
)
def test_a_name_means_the_body_of_its_day(name: str, day: str | None, expected: str | None) -> None:
    found = register().find(name, day)
    assert (found.id if found else None) == expected


def test_a_body_exists_between_its_dates() -> None:
    department = register().records["department-for-business-and-trade"]
    assert department.on("2025-07-01")
    assert department.on("2023")
    assert not department.on("2022-12-31")
    assert not department.on("2026-08")
    assert not department.on(None)


def test_every_kind_of_the_register_has_one_kind_of_the_graph() -> None:
    allowed = set(OrganisationKind.__args__)  # type: ignore[attr-defined]
    mapped = {row["register"]: row["kind"] for row in table("register", "kinds.csv")}
    assert set(mapped.values()) <= allowed
    assert {row["kind"] for row in table("register", "organisations.csv")} == set(mapped)
    assert len(mapped) == len(table("register", "kinds.csv"))


def test_every_id_that_the_register_refers_to_is_in_it() -> None:
    known = register()
    for record in known.records.values():
        assert {parent for parent, _, _ in record.parents} <= set(known.records), record.id
        assert set(record.successors) <= set(known.records), record.id
        assert {m.group for m in known.groups(record.id)} <= set(known.records), record.id
    for row in table("register", "responsibilities.csv"):
        for column in ("lead", "lead_2025_07", "co_leads", "delivery_bodies"):
            assert {i for i in row[column].split("|") if i} <= set(known.records), row["topic"]


def test_every_source_of_a_row_is_explained() -> None:
    explained = {row["key"] for row in table("register", "sources.csv")}
    for name in ("organisations.csv", "memberships.csv"):
        for row in table("register", name):
            assert {s for s in row["sources"].split("|") if s} <= explained, row


def test_no_council_is_called_by_its_place_alone() -> None:
    for place in ("Birmingham", "Cornwall", "West Yorkshire", "Greater Manchester", "Bristol"):
        assert register().find(place) is None, place


def test_shared_nodes_and_reference_edges_form_a_sound_graph() -> None:
    graph = reference(["birmingham-city-council", "department-for-business-and-trade", "building-digital-uk"])
    graph.check()
    ends = {(r.start, r.type, r.finish) for r in graph.relations.values()}
    assert ("birmingham-city-council", "MEMBER_OF", "west-midlands-combined-authority") in ends
    new, old = "department-for-business-innovation-science-and-trade", "department-for-business-and-trade"
    assert (new, "SUCCEEDS", old) in ends
    assert all(n.plan is None and n.basis == "reference" for n in graph.of(Organisation))
    for relation in graph.relations.values():
        assert isinstance(relation, PartOf | MemberOf | Succeeds)
        assert relation.source_of_record
        assert relation.basis == "reference"
        assert relation.plan is None


def test_a_change_of_parent_is_dated_on_both_edges() -> None:
    graph = reference(["building-digital-uk"])
    edges = {r.finish: r for r in graph.links(PartOf) if r.start == "building-digital-uk"}
    now, before = (
        edges["department-for-culture-media-and-sport"],
        edges["department-for-science-innovation-and-technology"],
    )
    assert (now.valid_from, now.valid_to) == ("2026-07-22", None)
    assert (before.valid_from, before.valid_to) == (None, "2026-07-22")


def test_successors_are_followed_to_the_last() -> None:
    graph = reference(["homes-and-communities-agency", "department-for-innovation-universities-and-skills"])
    assert "homes-england" in graph.nodes
    assert "department-for-business-innovation-science-and-trade" in graph.nodes


def test_a_shared_body_is_the_same_whoever_loads_it() -> None:
    one = reference(["dudley-metropolitan-borough-council", "homes-england"])
    two = reference(["homes-england"])
    assert one.nodes["homes-england"] == two.nodes["homes-england"]
    together = Graph()
    for graph in (one, two):
        together.update(graph.nodes.values(), graph.relations.values())
    together.check()


def test_unknown_ids_are_left_out() -> None:
    assert not reference(["no-such-body", "own:harbour-board"]).nodes


def test_the_government_is_the_one_generic_body() -> None:
    generic = [r.id for r in register().records.values() if r.specificity == "generic"]
    assert generic == [GOVERNMENT]
    assert organisation(register().records["west-midlands-pcc"]).specificity == "office"


def test_the_attribution_is_shipped_beside_the_data() -> None:
    from importlib.resources import files  # noqa: PLC0415

    text = files("loaders").joinpath("data", "register", "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "Open Government Licence v3.0" in text
    assert "mySociety" in text


def test_the_register_is_indexed_in_a_moment() -> None:
    register.cache_clear()
    table.cache_clear()
    begun = time.perf_counter()
    register()
    assert time.perf_counter() - begun < 0.5


def test_names_are_compared_without_their_accidents() -> None:
    assert key("The Women’s Institute & Co") == ("women", "institute", "and", "co")
    assert key("Department for Science, Innovation & Technology") == key(
        "department for Science Innovation and Technology"
    )
    assert is_short("DfE")
    assert is_short("WMCA")
    assert not is_short("Harbour")
    assert not is_short("A Word")


def test_a_shared_body_goes_by_its_everyday_names_but_not_by_its_mayors_title() -> None:
    assert "Blackpool Council" in organisation(register().records["blackpool-borough-council"]).aliases
    authority = register().records["west-yorkshire-combined-authority"]
    assert authority.mayor == "Mayor of West Yorkshire"
    assert not any("Mayor of" in name for name in organisation(authority).aliases)
