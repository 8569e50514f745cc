"""Coverage as a frame and as a plain table, and the questions on the bundled plan."""

from collections.abc import Iterator
from importlib.resources import files

import pytest

import partnership_graph as pg
from graph.errors import BadParameter
from graph.store import Store, open_store
from loaders.plan import load
from loaders.readers import read
from queries.catalogue import ask
from queries.coverage import coverage_table
from queries.matrix import PARTS
from tests.question_plans import borderland, havenshire


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(havenshire())
    return store


def test_the_frame_has_a_zero_where_there_is_nobody(held: Store) -> None:
    frame = pg.coverage(held)
    assert list(frame.index) == ["The Coast", "The Towns", "The Fields"]
    assert frame.loc["The Coast", "company"] == 1
    assert frame.loc["The Fields", "company"] == 0
    assert int(frame.to_numpy().sum()) == 9
    assert pg.coverage(held, "priority").loc["Village Choirs"].sum() == 0


def test_the_table_is_plain_and_names_the_partners(held: Store) -> None:
    table = coverage_table(ask(held, "coverage", by="section"))
    assert (table.by, table.lines) == ("section", ("The Coast", "The Towns", "The Fields"))
    row, column = table.lines.index("The Fields"), table.kinds.index("local government")
    assert (table.counts[row][column], table.named[row][column]) == (1, 1)
    assert table.organisations[row][column] == ("Marshes Council",)
    assert len(table.ids) == len(table.counts) == len(table.named) == len(table.lines)


def test_plans_can_be_the_lines(held: Store) -> None:
    held.replace_plan(borderland())
    frame = pg.coverage(held, "plan")
    assert list(frame.index) == ["Borderland Compact", "Havenshire Growth Plan"]
    assert frame.loc["Borderland Compact", "company"] == 0
    assert frame.loc["Borderland Compact", "government department"] == 1


def test_an_unknown_line_names_the_nearest(held: Store) -> None:
    with pytest.raises(BadParameter, match=r"section, priority, plan\. Did you mean 'section'"):
        pg.coverage(held, "sections")


def test_a_plan_without_partners_is_an_empty_frame(held: Store) -> None:
    assert pg.coverage(held, "priority", plan="Havenshire").shape[0] == 3
    held.forget(held.plans()[0].id)
    held.replace_plan(borderland())
    assert pg.coverage(held, "priority").shape == (0, 0)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The bundled plan in a store of its own."""
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    document = str(files("loaders").joinpath("data", "demo", "west-midlands-digest.md"))
    with open_store(str(tmp_path_factory.mktemp("demo") / "store")) as store:
        store.replace_plan(load(read(document), published="2025-07").graph)
        yield store


def test_the_bundled_plan_asks_for_one_sum(demo: Store) -> None:
    found = {row["money"]: row for row in ask(demo, "money").to_records()}
    assert (found["asked"]["amount"], found["asked"]["asks"]) == (1_000_000_000, 1)
    assert found["asked"]["department"] == ["Department for Education", "Department for Work and Pensions"]
    assert found["need"]["amount"] == 1_500_000_000
    assert found["not stated"]["amount"] is None
    assert "Asked in all: £1bn in 1 ask." in ask(demo, "money", by="section").note


def test_housing_in_the_bundled_plan_hangs_on_one_named_body(demo: Store) -> None:
    lost = {
        row["what"]: row["loses"]
        for row in ask(demo, "depends-on", name="homes england").to_records()
        if row["fact"] == "priority"
    }
    assert lost["Housing and Commercial Development"] == "the only named one"
    points = {row["organisation"]: row["priority"] for row in ask(demo, "single-points").to_records()}
    assert "Housing and Commercial Development" in points["Homes England"]


def test_the_bundled_plan_has_three_shared_priorities_in_its_matrix(demo: Store) -> None:
    rows = ask(demo, "matrix", as_of="2025-08-01").to_records()
    assert {row["priority"].lower() for row in rows} == {
        "housing and commercial development",
        "innovation",
        "skills and employment",
        "inclusive growth",
    }
    assert {row["part"] for row in rows} <= set(PARTS)
    housing = {(row["organisation"], row["part"]) for row in rows if row["priority"].startswith("Housing")}
    assert {("Homes England", "deliver"), ("developers", "deliver"), ("UK Government", "asked")} <= housing


def test_universities_bridge_the_sections_of_the_bundled_plan(demo: Store) -> None:
    bridges = {row["organisation"]: row["sections"] for row in ask(demo, "bridges").to_records()}
    assert bridges["Universities"] == 4
    assert "UK Government" not in bridges
    assert "West Midlands Combined Authority" not in bridges


def test_what_was_won_already_is_no_money_asked(demo: Store) -> None:
    assert all("400" not in text for row in ask(demo, "money").to_records() for text in row["amount_text"])


def test_the_department_pack_tells_publication_and_today(demo: Store) -> None:
    both = ask(demo, "department", name="DfE", when="both", as_of="2026-01-01").to_records()
    only_then = [row for row in both if not row["on_the_day"]]
    assert [(row["at_publication"], row["until"]) for row in only_then] == [(True, "2025-09-16")]
    today = ask(demo, "department", name="DfE", as_of="2026-01-01")
    assert len(today.rows) == len(both) - 1
    assert "1 more ask was its at publication and is not on the day; see --param when=both." in today.note
    published = ask(demo, "department", name="DfE", when="publication", as_of="2026-01-01").to_records()
    assert len(published) == len(both)


@pytest.mark.parametrize(
    ("words", "first", "never"),
    [
        ("affordable homes", "Affordable Homes Programme", None),
        ('"integrated settlement"', "Integrated Settlement", None),
        ("skills -schools", "skills", "schools"),
        ("HEAT network", "heat networks", None),
    ],
)
def test_search_finds_the_likeliest_block_first(demo: Store, words: str, first: str, never: str | None) -> None:
    rows = ask(demo, "search", words=words).to_records()
    assert first.casefold() in rows[0]["quote"].casefold()
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert never is None or all(never not in row["quote"].casefold() for row in rows)
    assert len(ask(demo, "search", words=words, most=1).rows) == 1


@pytest.mark.parametrize("words", ["the of", "-school", "!!"])
def test_a_search_for_nothing_is_refused(demo: Store, words: str) -> None:
    with pytest.raises(BadParameter, match="holds no word to look for"):
        ask(demo, "search", words=words)
