"""The questions as saved queries: each runs as it is pasted, on both engines, and Neo4j's tools take the files."""

import csv
import io
import re
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import partnership_graph as pg
from graph.ontology import NODES
from graph.records import properties_of
from graph.store import Store, open_store
from graph.store.batches import DEPARTMENT
from graph.store.cypher import tokens
from queries.catalogue import QUESTIONS, ask
from queries.gaps.catalogue import CHECKS
from queries.question import Parameter, Row
from tests.sample_plans import fenland, midshire
from tests.store_samples import plan_graph
from views.cli import partners
from views.explorer.palette import LIGHT
from views.saved_queries import file_names, write_queries
from views.saved_queries.collect import DRAWN, GAPS, MOST, saved_queries
from views.saved_queries.files import archive, sheet
from views.saved_queries.pictures import PICTURES
from views.saved_queries.query import SavedQuery
from views.saved_queries.style import style_sheet

DAY = "2025-07-01"
_PARAM = re.compile(r"^:param (\w+) => (.*);$")
_AS_BROWSER_READS_IT = re.compile(r"^.*=>\s*([^$]*)$")
"""How Neo4j Browser finds the value of a parameter."""


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(midshire())
    store.replace_plan(fenland())
    return store


def pasted(store: Store, text: str) -> tuple[str, dict[str, Any]]:
    """What is run when a saved query is pasted: the Cypher, and the parameters, each evaluated by the database."""
    lines = text.splitlines()
    assert lines[0].startswith("// ")
    given = [line for line in lines if line.startswith(":")]
    parameters = {}
    for line in given:
        match = _PARAM.match(line)
        assert match, line
        assert _AS_BROWSER_READS_IT.fullmatch(line.removesuffix(";")), line
        assert ";" not in match[2]
        parameters[match[1]] = store.read(f"RETURN {match[2]} AS value").rows[0]["value"]
    rest = [line for line in lines if not line.startswith((":", "//"))]
    assert lines == [line for line in lines if line.startswith("//")] + given + rest
    query = "\n".join(rest)
    assert query.endswith(";")
    assert [token.text for token in tokens(query)].count(";") == 1
    return query.removesuffix(";"), parameters


def test_every_question_is_there_and_runs_as_it_is_pasted(held: Store) -> None:
    queries, left_out = saved_queries(held, as_of=DAY)
    assert left_out == []
    assert {query.question for query in queries if query.question} == set(QUESTIONS)
    for query in queries:
        cypher, parameters = pasted(held, query.text)
        assert parameters == query.parameters
        found = held.read(cypher, parameters)
        assert set(re.findall(r"\$(\w+)", cypher)) == parameters.keys()
        if not found.rows:
            continue  # the embedded engine names no columns then
        if query.question:
            assert sorted(found.columns) == sorted(QUESTIONS[query.question].returned)
        elif query.folder == GAPS:
            assert set(found.columns) >= set(CHECKS[query.name.split()[0]].needed)
    assert [query.name.split()[0] for query in queries if query.folder == GAPS] == list(CHECKS)


def test_every_query_can_be_explained(held: Store) -> None:
    with held._engine.writing.session(database=held._engine.database) as session:
        for query in saved_queries(held, as_of=DAY)[0]:
            cypher, parameters = pasted(held, query.text)
            assert session.run(f"EXPLAIN {cypher}", parameters).consume().plan is not None


def test_a_saved_query_answers_as_the_question_does(held: Store) -> None:
    queries, _ = saved_queries(held, as_of=DAY)
    (government,) = (q for q in queries if q.question == "department" and q.name == "UK Government")
    rows = held.read(*pasted(held, government.text)).rows
    expected = ask(held, "department", as_of=DAY, name="UK Government")
    assert sorted(row["ask_id"] for row in rows) == sorted(row.ask_id for row in expected.rows)  # type: ignore[attr-defined]
    assert len(rows) > 1


def test_subjects_are_those_of_the_plans(held: Store) -> None:
    queries, _ = saved_queries(held, as_of=DAY)
    names = {query.name for query in queries if query.question == "who-delivers"}
    assert "Homes and Land" in names
    names = {query.name for query in queries if query.question == "department"}
    assert {"UK Government", "Ministry of Learning"} <= names
    (one, *others) = (query for query in queries if query.question == "unaddressed-asks")
    assert others == []
    assert one.name == one.folder == QUESTIONS["unaddressed-asks"].title
    only, _ = saved_queries(held, plan="Fenland", as_of=DAY)
    assert "UK Government" not in {query.name for query in only}
    assert all(
        query.parameters.get("plans", []) in ([], [p.id for p in held.plans() if "Fen" in p.title]) for query in only
    )


def test_there_are_only_so_many_of_one_question(store: Store) -> None:
    graph = plan_graph(asks=3)
    store.replace_plan(graph)
    made = [query.question for query in saved_queries(store)[0]]
    assert all(made.count(question) <= MOST for question in QUESTIONS)
    bundled = Path(pg.__file__).parent / "loaders" / "data" / "demo" / "west-midlands-digest.md"
    pg.load(store, bundled, published="2025-07")
    made = [query.question for query in saved_queries(store)[0]]
    assert made.count("organisation") == MOST


def test_what_nothing_can_be_asked_about_is_told(store: Store) -> None:
    store.replace_plan(plan_graph(asks=0))
    queries, left_out = saved_queries(store)
    asked = {query.question for query in queries}
    assert "who-delivers" not in asked
    assert len(left_out) + len(asked - {""}) == len(QUESTIONS)
    assert all(sentence.startswith("Left out: ") and sentence.endswith(".") for sentence in left_out)


def test_a_hostile_value_stays_a_value(held: Store) -> None:
    value = "x'; MATCH (n) DETACH DELETE n; // $cost \\$ \\u0027\n:param a => 1;"
    query = SavedQuery("F", "a\nb", "c\nd", "RETURN $value AS value", {"value": [value]})
    cypher, parameters = pasted(held, query.text)
    assert held.read(cypher, parameters).rows == [{"value": [value]}]
    assert query.text.splitlines()[:2] == ["// a b", "// c d"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command writes."""
    home = tmp_path_factory.mktemp("saved")
    with open_store(str(home / "store")) as store:
        store.replace_plan(midshire())
        store.replace_plan(fenland())
    arguments = ["export", "--format", "saved-queries", "-o", str(home / "out"), "--store", str(home / "store")]
    result = CliRunner().invoke(partners, [*arguments, "--as-of", DAY])
    assert result.exit_code == 0, result.output
    assert f"Wrote {home / 'out'}: {len(QUESTIONS)} questions as " in result.stderr
    return home / "out"


def test_the_folder_has_its_files_and_a_note(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == file_names()
    about = (folder / "README.txt").read_text("utf-8")
    assert all(name in about for name in file_names() - {"README.txt"})


def test_the_sheet_is_a_tree_as_saved_cypher_imports_it(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "saved-cypher.csv").read_text("utf-8"))))
    assert list(rows[0]) == ["name", "description", "query", "id", "parentId", "isFolder"]
    assert [row["id"] for row in rows] == [str(number) for number in range(len(rows))]
    folders = {row["id"] for row in rows if row["isFolder"] == "true"}
    assert [row["name"] for row in rows if not row["parentId"]] == ["Partnership Graph"]
    assert all(row["parentId"] in folders and int(row["parentId"]) < int(row["id"]) for row in rows[1:])
    assert all(bool(row["query"]) == (row["isFolder"] == "false") for row in rows)
    titles = {row["name"] for row in rows if row["isFolder"] == "true"}
    assert titles == {"Partnership Graph", GAPS, DRAWN, *(question.title for question in QUESTIONS.values())}


def test_a_hostile_name_is_no_formula_and_no_path() -> None:
    queries = [
        SavedQuery("What?", name, "=d", "RETURN 1 AS one", {}) for name in ("=cmd()", "../../etc", "a/b\\c:d", "")
    ]
    rows = list(csv.reader(io.StringIO(sheet(queries))))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    with zipfile.ZipFile(io.BytesIO(archive(queries))) as packed:
        assert packed.namelist() == [
            f"Partnership Graph/What/{name}.cypher" for name in ("01 =cmd()", "02 .. .. etc", "03 a b c d", "04 query")
        ]


def test_the_archive_has_a_favourite_for_each_query_in_folders(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "saved-cypher.csv").read_text("utf-8"))))
    with zipfile.ZipFile(folder / "browser-favourites.zip") as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        texts = [packed.read(name).decode("utf-8") for name in names]
    assert texts == [row["query"] for row in rows if row["isFolder"] == "false"]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r'Partnership Graph/[^<>:"/\\|?*]+/\d\d [^<>:"/\\|?*]+\.cypher', name), name
    assert "\n".join(texts) == (folder / "queries.cypher").read_text("utf-8")


def test_the_same_store_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    with open_store(str(folder.parent / "store")) as store:
        written = write_queries(store, tmp_path / "again", as_of=DAY)
        pg.export(store, tmp_path / "by-library", format="saved-queries")
    assert written.questions == len(QUESTIONS)
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name
    assert {path.name for path in (tmp_path / "by-library").iterdir()} == file_names()


def rules(sheet: str) -> dict[str, dict[str, str]]:
    """A style sheet as Neo4j Browser reads it: selectors, and declarations parted by semicolons."""
    found = {}
    for selector, body in re.findall(r"([^{}]+?) \{\n(.*?)^\}\n", sheet, re.MULTILINE | re.DOTALL):
        lines = [line.strip().removesuffix(";").split(": ", 1) for line in body.splitlines()]
        found[selector.strip()] = {name: value.strip('"') for name, value in lines}
    return found


def test_the_style_sheet_has_a_colour_and_a_caption_for_each_label() -> None:
    found = rules(style_sheet())
    assert list(found) == ["node", f"node.{DEPARTMENT}", *(f"node.{label}" for label in NODES), "relationship"]
    for label, kind in NODES.items():
        looks = found[f"node.{label}"]
        assert looks["color"] in LIGHT.values()
        assert looks["caption"].strip("{}") in {p.stored for p in properties_of(kind)}
        assert contrast(looks["color"], looks["text-color-internal"]) >= 4.5, label
    assert len({looks["color"] for name, looks in found.items() if name.startswith("node.")}) == len(NODES) + 1
    assert found["relationship"]["caption"] == "<type>"
    # the reader of style sheets ends a rule at the first brace outside quotes
    assert style_sheet().count("{") == style_sheet().count("}")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as the guidelines for web content measure it."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_pictures_return_paths(held: Store) -> None:
    plans = [plan.id for plan in held.plans()]
    drawn = {picture.name: held.read(picture.cypher, {"plans": plans}) for picture in PICTURES}
    assert all(rows.columns == ("path",) for rows in drawn.values())
    assert all("nodes" in row["path"] for rows in drawn.values() for row in rows.rows)
    assert all(rows.rows for name, rows in drawn.items() if not name.startswith("Sections"))


def test_every_row_type_has_the_fields_that_a_saved_query_may_lack() -> None:
    assert {f.name for f in fields(Row)} == {"plan", "basis", "source", "passages"}
    assert all(isinstance(p, Parameter) for question in QUESTIONS.values() for p in question.parameters)
