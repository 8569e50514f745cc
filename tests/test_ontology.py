"""The ontology, what is derived from it, and what it refuses."""

import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import ontology, vocabulary
from graph.errors import OntologyError
from graph.ontology import NODES, RELATIONS, AddressedTo, Ask, Organisation, PartOf, Passage, Plan, Section, Waiver
from graph.ontology_page import closed_lists, page, write
from graph.records import Found, Node, ReferenceRelation, Relation, properties_of, relation_type
from graph.soundness import may_join, node_from, problems, relation_from
from tests.strategies import nodes, relations

ROOT = Path(__file__).resolve().parent.parent
KINDS: list[type[Node] | type[Relation]] = [*NODES.values(), *RELATIONS.values()]
BASES: list[type[Node] | type[Relation]] = [Node, Found, Relation, ReferenceRelation]


def _name(kind: type) -> str:
    return kind.__name__


@pytest.mark.parametrize("kind", [*BASES, *KINDS], ids=_name)
def test_every_class_has_a_definition_of_its_own_and_every_field_says_what_it_holds(
    kind: type[Node] | type[Relation],
) -> None:
    definition = vars(kind).get("__doc__") or ""
    assert definition.endswith(".")
    assert not definition.startswith(f"{kind.__name__}(")  # what dataclass writes where nobody did
    assert [p.name for p in properties_of(kind) if not p.description] == []


def test_every_class_of_the_ontology_is_listed_once() -> None:
    written = {
        c.__name__
        for _, c in inspect.getmembers(ontology, inspect.isclass)
        if c.__module__ == ontology.__name__ and issubclass(c, Node | Relation)
    }
    assert written == {c.__name__ for c in KINDS}


def test_a_label_is_the_name_of_its_class() -> None:
    assert {label: kind.__name__ for label, kind in NODES.items()} == {label: label for label in NODES}
    assert Plan(id="p", title="A Plan", work="p", source="p.txt", sha256="0").label == "Plan"


def test_a_type_is_the_name_of_its_class_in_capitals() -> None:
    assert relation_type(AddressedTo) == "ADDRESSED_TO"
    assert relation_type(PartOf) == "PART_OF"
    assert AddressedTo(start="a", finish="b", rule="r").type == "ADDRESSED_TO"
    for name, kind in RELATIONS.items():
        assert name.replace("_", "").lower() == kind.__name__.lower()
        assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name)


def test_no_word_is_both_a_label_and_a_type() -> None:
    # the embedded engine keeps both in one list of names, in which letter case does not count
    assert not {label.lower() for label in NODES} & {name.lower() for name in RELATIONS}


@pytest.mark.parametrize("kind", RELATIONS.values(), ids=_name)
def test_a_relationship_reads_as_a_sentence_about_its_ends(kind: type[Relation]) -> None:
    assert kind.ends
    sentence = inspect.getdoc(kind) or ""
    assert relation_type(kind) in sentence
    for ends in kind.ends:
        for end in ends:
            assert end is Node or end in NODES.values()


def test_no_two_properties_of_a_class_are_stored_under_one_name() -> None:
    for kind in KINDS:
        stored = [p.stored for p in properties_of(kind)]
        assert len(set(stored)) == len(stored)


def test_what_a_property_of_one_name_holds_is_of_one_type_everywhere() -> None:
    # an engine with a schema, and a table with columns, need it
    types: dict[str, set[str]] = {}
    for kind in NODES.values():
        for prop in properties_of(kind):
            types.setdefault(prop.stored, set()).add(prop.type)
    # the one exception: where a passage stands, and when an organisation was there
    assert {name for name, found in types.items() if len(found) > 1} == {"start", "end"}


def test_may_join_follows_the_ends() -> None:
    assert may_join(AddressedTo, Ask, Organisation)
    assert not may_join(AddressedTo, Organisation, Ask)
    assert may_join(PartOf, Section, Section)
    assert not may_join(PartOf, Section, Ask)
    assert all(may_join(RELATIONS["WAIVES"], Waiver, kind) for kind in NODES.values())
    assert all(may_join(RELATIONS["EVIDENCED_BY"], kind, Passage) for kind in NODES.values())


@pytest.mark.parametrize("kind", NODES.values(), ids=_name)
@settings(max_examples=30)
@given(data=st.data())
def test_a_node_comes_back_from_what_is_stored_of_it(kind: type[Node], data: st.DataObject) -> None:
    node = data.draw(nodes(kind))
    assert list(problems(node)) == []
    stored = node.properties()
    assert all(value is not None and value != [] and not isinstance(value, tuple) for value in stored.values())
    assert node_from(node.label, stored) == node


@pytest.mark.parametrize("kind", RELATIONS.values(), ids=_name)
@settings(max_examples=30)
@given(data=st.data())
def test_a_relationship_comes_back_from_what_is_stored_of_it(kind: type[Relation], data: st.DataObject) -> None:
    relation = data.draw(relations(kind))
    assert list(problems(relation)) == []
    stored = relation.properties()
    assert not {"start", "finish", "source_of_record", "valid_from", "valid_to"} & stored.keys()
    assert relation_from(relation.type, relation.start, relation.finish, stored) == relation


def test_reference_data_is_stored_under_the_names_of_the_contract() -> None:
    known = PartOf(
        start="a", finish="b", rule="register", source_of_record="a register", valid_from="2020", valid_to="2021"
    )
    assert known.properties() | {"source": "a register", "from": "2020", "to": "2021"} == known.properties()
    assert known.key == ("a", "PART_OF", "b")


def test_a_missing_value_counts_as_not_given() -> None:
    properties = {"id": "o", "name": "A Body", "rule": "test", "aliases": None, "kind": None}
    assert node_from("Organisation", properties) == Organisation(id="o", name="A Body", rule="test")


ASK: dict[str, Any] = {"id": "a", "title": "Buses", "text": "fund buses", "rule": "test"}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": 5}, "Ask.title is 5, which is not a text."),
        ({"amount": "5"}, "Ask.amount is '5', which is not a whole number."),
        ({"amount": 1.5}, "Ask.amount is 1.5, which is not a whole number."),
        ({"amount": True}, "Ask.amount is True, which is not a whole number."),
        (
            {"amount": 2**63},
            "Ask.amount is 9223372036854775808, which no store can hold; whole numbers go up to 9223372036854775807.",
        ),
        (
            {"amount": -(10**5000)},
            "Ask.amount is a whole number of 16610 bits, which no store can hold; "
            "whole numbers go up to 9223372036854775807.",
        ),
        ({"kinds": "funding"}, "Ask.kinds is 'funding', which is not a list of texts."),
        ({"curated": ("title", 5)}, "Ask.curated lists 5, which is not a text."),
        (
            {"kinds": ("funding", "fun")},
            "Ask.kinds is 'fun'; it can be: devolve power, devolve funding, funding, pool budgets, "
            "spending flexibility, legislation or reform, joint working, align support, support.",
        ),
        ({"basis": "guessed"}, "Ask.basis is 'guessed'; it can be: stated, curated, reference, inferred."),
        ({"basis": None}, "Ask.basis is empty and must not be."),
        ({"text": None}, "Ask.text is empty and must not be."),
        ({"text": "\ud800"}, "Ask.text is '\\ud800', which holds half a character and cannot be written as UTF-8."),
    ],
)
def test_a_wrong_value_is_a_problem_that_says_what_would_be_right(change: dict[str, Any], problem: str) -> None:
    assert list(problems(Ask(**ASK | change))) == [problem]


def test_yes_or_no_takes_nothing_else() -> None:
    role = node_from("Role", {"id": "r", "text": "runs buses", "rule": "test", "lead": 1})
    assert list(problems(role)) == ["Role.lead is 1, which is not yes or no (true or false)."]


def test_optional_values_may_be_left_out() -> None:
    assert list(problems(Ask(**ASK | {"amount": None, "kinds": (), "plan": None}))) == []


@pytest.mark.parametrize(
    ("label", "properties", "message"),
    [
        ("Wish", ASK, "There is no node label 'Wish'. The labels are: Plan, Section,"),
        ("Ask", ASK | {"colour": "red"}, "Ask has no property 'colour'. Its properties are: id, plan,"),
        ("Ask", {"id": "a", "title": "Buses", "rule": "test"}, "Ask needs the property 'text' and it was not given."),
        ("Ask", ASK | {"text": None}, "Ask needs the property 'text' and it was not given."),
    ],
)
def test_a_node_that_the_ontology_does_not_know_is_refused(
    label: str, properties: dict[str, Any], message: str
) -> None:
    with pytest.raises(OntologyError) as caught:
        node_from(label, properties)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("kind", "properties", "message"),
    [
        ("LIKES", {"rule": "test"}, "There is no relationship type 'LIKES'. The types are: PUBLISHES, REVISES,"),
        ("USES", {"rule": "test", "scope": "ask"}, "USES has no property 'scope'. Its properties are: basis,"),
        ("USES", {}, "USES needs the property 'rule' and it was not given."),
        ("PART_OF", {"rule": "test", "valid_from": "2020"}, "PART_OF has no property 'valid_from'."),
    ],
)
def test_a_relationship_that_the_ontology_does_not_know_is_refused(
    kind: str, properties: dict[str, Any], message: str
) -> None:
    with pytest.raises(OntologyError) as caught:
        relation_from(kind, "a", "b", properties)
    assert str(caught.value).startswith(message)


def test_departments_are_those_of_the_register_only() -> None:
    body: dict[str, Any] = {"id": "o", "name": "A Body", "rule": "test"}
    assert Organisation(**body, kind="government department").department
    assert Organisation(**body, kind="public body").department
    assert not Organisation(**body, kind="public body", plan="p").department
    assert not Organisation(**body, kind="company").department


def test_the_weakest_basis_on_a_path_is_that_of_the_path() -> None:
    assert vocabulary.weakest([]) == "stated"
    assert vocabulary.weakest(["curated", "stated"]) == "curated"
    assert vocabulary.weakest(["reference", "curated"]) == "reference"
    assert vocabulary.weakest(["stated", "inferred", "reference"]) == "inferred"


def test_the_page_in_the_docs_is_current() -> None:
    held = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert held == page(), "docs/ontology.md is out of date: run python -m graph.ontology_page"


def test_the_page_explains_every_name() -> None:
    text = page()
    for label, node in NODES.items():
        assert f"### {label}\n\n{' '.join((inspect.getdoc(node) or '').split())}" in text
    for name in RELATIONS:
        assert f"| `{name}` |" in text
    for kind in KINDS:
        for prop in properties_of(kind):
            assert f"| `{prop.stored}` |" in text
            assert prop.description in text
    assert "written `record`" in text


def test_a_list_that_explains_one_word_explains_them_all() -> None:
    lists = closed_lists()
    assert {name for name, _, _ in lists} >= {"Basis", "Scope", "Specificity", "OrganisationKind"}
    for name, values, meaning in lists:
        first, *explained = meaning.split("\n")
        assert first.endswith("."), name
        said = [line.partition(": ")[0] for line in explained if line]
        assert said in ([], list(values)), name


def test_every_link_on_the_page_leads_somewhere() -> None:
    text = page()
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = [heading.lower().replace(" ", "-") for heading in headings]
    assert len(set(anchors)) == len(anchors)
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links
    assert links <= set(anchors)


def test_the_page_is_written_into_a_checkout_only(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Run this from a clone"):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "ontology.py").touch()
    (tmp_path / "pyproject.toml").touch()
    assert write(tmp_path) == tmp_path / "docs" / "ontology.md"
    assert (tmp_path / "docs" / "ontology.md").read_bytes() == page().encode()


def test_the_command_that_writes_the_page_refuses_outside_a_checkout(tmp_path: Path) -> None:
    installed = tmp_path / "graph"
    installed.mkdir()
    for file in (ROOT / "graph").glob("*.py"):
        (installed / file.name).write_bytes(file.read_bytes())
    run = subprocess.run(
        [sys.executable, "-m", "graph.ontology_page"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert run.stderr.startswith("The ontology page belongs to a checkout")
    assert "Traceback" not in run.stderr
