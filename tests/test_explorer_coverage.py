"""The coverage matrices of the page: the library's own counts, who stands in each cell, and how it is written."""

import dataclasses
from collections.abc import Iterator
from itertools import pairwise
from types import SimpleNamespace
from xml.etree.ElementTree import Element

import pytest

from graph.model import Graph
from graph.ontology import Ask, Delivers, Plan, Plays
from graph.store import Store
from queries.catalogue import ask
from queries.coverage import coverage_table
from tests.explorer_parts import (
    bundled,
    check_addresses,
    check_harmless,
    facts_of,
    hostile_graph,
    of_class,
    parsed,
    rendered,
    seen,
    text_of,
)
from tests.explorer_plan import invented_graph
from views.explorer.coverage import Coverage, coverage_of
from views.explorer.wording import kind_words


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with bundled(tmp_path_factory.mktemp("demo")) as store:
        yield store


def with_basis(graph: Graph, kind: type[Plays] | type[Delivers], basis: str, of: int) -> Graph:
    """The graph with the first relationships of a type known in another way."""
    changed = Graph()
    changed.update(graph.nodes.values(), ())
    left = of
    for _, relation in sorted(graph.relations.items()):
        if isinstance(relation, kind) and left:
            left -= 1
            relation = dataclasses.replace(relation, basis=basis)  # type: ignore[arg-type]  # noqa: PLW2901
        changed.link(relation)
    return changed


def matrices(graph: Graph) -> list[Coverage]:
    return coverage_of(facts_of(graph))


def part(*graphs: Graph) -> Element:
    return parsed(rendered("coverage", *(SimpleNamespace(coverage=matrices(graph)) for graph in graphs)))


@pytest.mark.parametrize("by", ["section", "priority"])
def test_the_counts_are_those_of_the_question_coverage(demo: Store, by: str) -> None:
    wanted = coverage_table(ask(demo, "coverage", by=by))
    made = next(m for m in matrices(demo.graph()) if m.by == by)
    assert made.kinds == tuple(kind_words(kind) for kind in wanted.kinds)
    assert wanted.lines
    lines = {
        name: [(count, set(names)) for count, names in zip(counts, cells, strict=True)]
        for name, counts, cells in zip(wanted.lines, wanted.counts, wanted.organisations, strict=True)
    }
    assert lines == {
        line.name: [(cell.count.partners, {p.name for p in cell.players}) for cell in line.cells] for line in made.lines
    }
    if by == "section":
        assert [line.name for line in made.lines] == list(wanted.lines)


def test_what_is_known_by_inference_is_that_of_the_question(demo: Store) -> None:
    rows = ask(demo, "coverage", by="priority").to_records()
    stated = {(row["what"], kind_words(row["kind"])) for row in rows if not row["empty"] and row["basis"] != "inferred"}
    made = next(m for m in matrices(demo.graph()) if m.by == "priority")
    sure = {(c.line, c.kind) for c in made.cells if c.count.sure_partners == c.count.partners}
    assert stated <= sure
    unsure = {(row["what"], kind_words(row["kind"])) for row in rows if not row["empty"] and row["basis"] == "inferred"}
    assert {(c.line, c.kind) for c in made.cells if c.count.unsure} == unsure


def test_the_invented_plan_has_known_cells_and_totals() -> None:
    section, priority = matrices(invented_graph())
    homes = next(line for line in section.lines if line.name == "Homes and places")
    councils = homes.cells[section.kinds.index("local government")]
    assert [p.name for p in councils.players] == [
        "Ouse County Council",
        "Saltmarsh District Council",
        "Tarnvale City Council",
    ]
    assert councils.count.words == "3 partners, 3 roles"
    assert [part.words for part in councils.players[1].parts] == ["bring empty homes back into use"]
    assert (homes.total.partners, homes.total.roles) == (6, 6)
    # the University of Ouse has a role in two sections, and is one partner in the totals
    education = section.kinds.index("education providers")
    assert sum(line.cells[education].count.partners for line in section.lines) == 3
    assert section.totals[education].partners == 2
    assert (section.total.partners, section.total.roles) == (29, 30)
    assert sum(total.partners for total in section.totals) == 29
    assert section.sentence == "54 of 77 combinations of section and kind are empty."
    assert section.remark == priority.remark == ""
    assert priority.full_kinds == ("collective group",)
    assert priority.sentence == (
        "24 of 44 combinations of priority and kind are empty. 20 more rest on inferred facts alone. "
        "In every priority there is: collective group."
    )


def test_a_role_is_inferred_when_anything_on_its_way_is() -> None:
    section, priority = matrices(with_basis(invented_graph(), Plays, "inferred", 4))
    assert section.total.inferred == 4
    assert section.total.sure_roles == 26
    assert priority.total.sure_partners == 0
    _, stated = matrices(with_basis(invented_graph(), Delivers, "stated", 7))
    assert stated.total.sure_roles == 7
    assert {p.basis for cell in stated.cells for who in cell.players for p in who.parts} == {"stated", "inferred"}


def test_what_is_tied_to_nothing_is_said_and_lines_without_partners_are_named() -> None:
    graph = invented_graph()
    bare = Graph()
    bare.update(graph.nodes.values(), (r for r in graph.relations.values() if not isinstance(r, Delivers)))
    assert matrices(bare)[1].kinds == ()
    assert matrices(bare)[1].sentence.startswith("No partner’s role is tied to any priority: Skills and work, ")
    assert len(list(part(bare).iter("table"))) == 1
    first = min(key for key, relation in graph.relations.items() if isinstance(relation, Delivers))
    bare = Graph()
    kept = (r for key, r in graph.relations.items() if key == first or not isinstance(r, Delivers))
    bare.update(graph.nodes.values(), kept)
    priority = matrices(bare)[1]
    assert priority.remark == "29 of 30 roles are tied to no priority, and not counted here."
    assert len(priority.empty_lines) == 3
    assert f"No partner at all: {priority.empty_lines[0]}, " in priority.sentence


def test_a_plan_without_partners_has_no_matrix() -> None:
    graph = Graph()
    graph.add(Plan(id="p", title="Bare", work="p", source="bare.txt", sha256="0"))
    graph.add(Ask(id="a", plan="p", rule="r", title="An ask", text="An ask"))
    assert matrices(graph) == []
    assert "The plan names no partner with a role" in text_of(part(graph))


def test_stronger_colour_means_more_partners() -> None:
    for matrix in matrices(invented_graph()):
        cells = [c for line in matrix.lines for c in line.cells]
        assert {c.shade for c in cells if c.empty} == {0}
        assert max(c.shade for c in cells) == 4
        steps = sorted((c.count.partners, c.shade) for c in cells)
        assert all(one[1] <= other[1] for one, other in pairwise(steps))


@pytest.mark.parametrize("which", ["plain", "hostile", "mixed"])
def test_the_tables_are_tables_and_every_cell_says_what_it_holds(which: str) -> None:
    graph = hostile_graph() if which == "hostile" else invented_graph()
    if which == "mixed":
        graph = with_basis(graph, Delivers, "stated", 9)
    facts, root = facts_of(graph), part(graph)
    check_addresses(root, facts)
    check_harmless(root)
    tables = list(root.iter("table"))
    for matrix, table in zip(coverage_of(facts), tables, strict=True):
        assert table.findtext("caption")
        assert {th.get("scope") for th in table.iter("th")} == {"col", "row"}
        assert {len(list(row)) for row in table.iter("tr")} == {len(matrix.kinds) + 2}
        rows = [list(row) for row in table.iter("tr")]
        for line, row in zip(matrix.lines, rows[1:-1], strict=True):
            for cell, td in zip(line.cells, row[1:-1], strict=True):
                links = list(td.iter("a"))
                if cell.empty:
                    assert (links, text_of(td)) == ([], "none")
                    continue
                (link,) = links
                assert link.get("data-cell") == cell.anchor
                assert text_of(link).startswith(" ".join(f"{cell.line}, {cell.kind}: {cell.count.words}".split()))
                assert ("inferred" in seen(link)) == bool(cell.count.inferred)
                without = [text_of(e) for e in of_class(td, "sure")]
                if not cell.count.unsure:
                    assert without == []
                else:
                    assert without == [cell.count.sure_words if cell.count.sure_partners else "none"]
            assert seen(row[-1]).startswith(f"all partners{line.total.partners}")
    regions = [e for e in root.iter("div") if e.get("role") == "region"]
    assert [e.get("tabindex") for e in regions] == ["0"] * len(tables)


def test_every_cell_has_its_partners_with_their_roles_and_how_they_are_known() -> None:
    graph = invented_graph()
    root = part(graph)
    entries = {e.get("id"): e for e in of_class(root, "cell")}
    cells = [cell for matrix in matrices(graph) for cell in matrix.cells]
    assert set(entries) == {cell.anchor for cell in cells}
    for cell in cells:
        entry = entries[cell.anchor]
        assert text_of(next(entry.iter("h4"))) == f"{cell.line} — {cell.kind}"
        links = [(a.get("data-node"), text_of(a)) for a in entry.iter("a")]
        assert links == [
            pair for p in cell.players for pair in ((p.anchor, p.name), *((r.anchor, r.words) for r in p.parts))
        ]
        assert [text_of(e) for e in of_class(entry, "how")] == [r.basis for p in cell.players for r in p.parts]


def test_two_plans_in_one_page_have_addresses_of_their_own() -> None:
    root = part(invented_graph(), invented_graph("Another plan"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert len(list(root.iter("table"))) == 4
