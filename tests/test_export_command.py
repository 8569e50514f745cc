"""partners export and pg.export: each form, where it may be written, and what stands there before and after."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import partnership_graph as pg
from graph.exchange import cypher_script, gexf, graphml
from graph.interchange import to_json
from graph.model import Graph
from graph.ontology import Ask
from graph.store import Store, open_store
from tests.sample_plans import fenland, midshire
from views.cli import partners
from views.exporting import FORMS, SAVED_QUERIES, check_place, write_folder, write_graph

DOCS = Path(pg.__file__).resolve().parent / "docs" / "exports.md"
FILES = [name for name, form in FORMS.items() if not form.folder]
FOLDERS = [name for name, form in FORMS.items() if form.folder]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The location of a store with both sample plans."""
    location = str(tmp_path_factory.mktemp("export") / "store")
    with open_store(location) as store:
        store.replace_plan(midshire())
        store.replace_plan(fenland())
    return location


def run(*arguments: str, held: str) -> Result:
    return CliRunner().invoke(partners, ["export", *arguments, "--store", held])


def content(path: Path) -> dict[str, bytes]:
    """Everything that was written, by name."""
    files = [path] if path.is_file() else sorted(path.iterdir())
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_graph_is_the_same_bytes_on_each_engine(form: str, store: Store, tmp_path: Path) -> None:
    store.replace_plan(fenland())
    store.replace_plan(midshire())
    expected = Graph()
    for one in (midshire(), fenland()):
        expected.update(one.nodes.values(), one.relations.values())
    pg.export(store, tmp_path / "from-store", format=form)
    write_graph(store.graph(), form, tmp_path / "again")
    write_graph(expected, form, tmp_path / "by-hand")
    first, second, third = (content(tmp_path / name) for name in ("from-store", "again", "by-hand"))
    assert list(first.values()) == list(second.values())
    assert to_json(store.graph()) == to_json(expected)
    assert list(first.values()) == list(third.values())


@pytest.mark.parametrize("form", FORMS)
def test_the_command_writes_what_the_library_writes(form: str, held: str, tmp_path: Path) -> None:
    result = run("--format", form, "-o", str(tmp_path / "out"), held=held)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    with open_store(held) as store:
        graph = store.graph()
        pg.export(store, tmp_path / "by-library", format=form)
    counts = f"{len(graph.nodes)} nodes and {len(graph.relations)} relationships"
    assert result.stderr == f"Wrote {tmp_path / 'out'}: {counts}.\n"
    assert list(content(tmp_path / "out").values()) == list(content(tmp_path / "by-library").values())


@pytest.mark.parametrize("form", FILES)
def test_a_form_that_is_one_file_can_go_to_standard_output(form: str, held: str, tmp_path: Path) -> None:
    run("--format", form, "-o", str(tmp_path / "out"), held=held)
    assert run("--format", form, held=held).stdout_bytes == (tmp_path / "out").read_bytes()


def test_one_plan_is_exported_alone(held: str, tmp_path: Path) -> None:
    run("--format", "graphml", "--plan", "fenland", "-o", str(tmp_path / "one.graphml"), held=held)
    run("--format", "gexf", "--plan", "fenland", "-o", str(tmp_path / "one.gexf"), held=held)
    with open_store(held) as store:
        expected = pg.graph(store, "Fenland")
    assert graphml.read((tmp_path / "one.graphml").read_text("utf-8")) == expected
    assert gexf.read((tmp_path / "one.gexf").read_text("utf-8")) == expected
    assert len(list(expected.of(Ask))) == 1


@pytest.mark.parametrize("form", FORMS)
def test_an_earlier_export_is_replaced_whole(form: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    write_graph(midshire(), form, path)
    write_graph(fenland(), form, path)
    write_graph(fenland(), form, tmp_path / "fresh")
    assert list(content(path).values()) == list(content(tmp_path / "fresh").values())
    assert sorted(held.name for held in tmp_path.iterdir()) == ["fresh", "out"]


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_with_anything_else_in_it_is_left_alone(form: str, held: str, tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.mkdir()
    (path / "notes.txt").write_text("mine", encoding="utf-8")
    result = run("--format", form, "-o", str(path), held=held)
    assert result.exit_code == 2
    assert f"holds 'notes.txt', which is not of an earlier export as {form}." in result.stderr
    assert content(path) == {"notes.txt": b"mine"}


@pytest.mark.parametrize("form", FOLDERS)
def test_what_systems_leave_in_folders_is_no_hindrance(form: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.mkdir()
    for name in (".DS_Store", "Thumbs.db"):
        (path / name).write_bytes(b"")
    write_graph(fenland(), form, path)
    assert {".DS_Store", "Thumbs.db"} < content(path).keys()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "csv"], "csv is a folder of files. Name one: -o FOLDER."),
        (["--format", "neo4j-import"], "neo4j-import is a folder of files. Name one: -o FOLDER."),
        (["--format", "saved-queries"], "saved-queries is a folder of files. Name one: -o FOLDER."),
        (["--format", "csv", "-o", "file"], "'file' is a file, and csv is written as a folder of files."),
        (["--format", "saved-queries", "-o", "file"], "'file' is a file, and saved-queries is written as a folder"),
        (["--format", "gexf", "-o", "folder"], "'folder' is a folder. Give the name of a file."),
        (["--format", "cypher", "-o", "nowhere/x"], "There is no folder 'nowhere' to write 'x' into. Make it first."),
        (["--format", "csv", "-o", "nowhere/x"], "There is no folder 'nowhere' to write 'x' into. Make it first."),
        (["--format", "csv", "-o", "file/x"], "There is no folder 'file' to write 'x' into. Make it first."),
        (["--format", "xlsx", "-o", "x"], "'xlsx' is not one of 'json', 'csv', 'graphml', 'gexf'"),
        (["--format", "gexf", "--as-of", "2025-01-01", "-o", "x"], "--as-of is for --format saved-queries"),
    ],
)
def test_a_place_or_form_that_cannot_be_is_one_message(
    held: str, arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_bytes(b"mine")
    Path("folder").mkdir()
    result = run(*arguments, held=held)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("Error: ") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert Path("file").read_bytes() == b"mine"


def test_an_unknown_plan_and_an_empty_store_are_one_message(held: str, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "empty")):
        pass
    for arguments, location, says in (
        (["--plan", "zzz"], held, "holds no plan 'zzz'"),
        ([], str(tmp_path / "empty"), "holds no plan yet. Load one with `partners load FILE`"),
        ([], str(tmp_path / "none"), "There is no store at"),
    ):
        for form in (*FORMS, "saved-queries"):
            result = run("--format", form, "-o", str(tmp_path / "out"), *arguments, held=location)
            assert result.exit_code == 1, form
            assert says in result.stderr
            assert not (tmp_path / "out").exists()


def test_the_library_says_the_same(held: str, tmp_path: Path) -> None:
    with open_store(held) as store:
        with pytest.raises(pg.errors.ExportError, match=r"no export format 'xlsx'\. The formats are: json, csv"):
            pg.export(store, tmp_path / "x", format="xlsx")
        with pytest.raises(pg.errors.ExportError, match=r"is a folder\. Give the name of a file\."):
            pg.export(store, tmp_path)
        with pytest.raises(pg.errors.ExportError, match="There is no folder"):
            pg.export(store, tmp_path / "nowhere" / "x")
        with pytest.raises(pg.errors.UnknownPlan):
            pg.export(store, tmp_path / "x", plan="zzz")
    with open_store(str(tmp_path / "empty")) as store, pytest.raises(pg.errors.UnknownPlan, match="holds no plan yet"):
        pg.export(store, tmp_path / "x")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="this user may write everywhere")
@pytest.mark.parametrize("form", FORMS)
def test_a_place_that_may_not_be_written_is_one_message(form: str, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(pg.errors.ExportError, match="cannot be written: Permission denied"):
        write_graph(fenland(), form, closed / "out")


def test_a_disk_that_refuses_is_one_message_and_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "some"
        raise OSError(28, "No space left on device")

    path = tmp_path / "out"
    path.mkdir()
    (path / "README.txt").write_text("earlier", encoding="utf-8")
    with pytest.raises(pg.errors.ExportError, match="cannot be written: No space left on device"):
        write_folder(path, [("a.csv", ["whole"]), ("b.csv", pieces())], frozenset({"a.csv", "b.csv", "README.txt"}))
    assert content(path) == {"README.txt": b"earlier"}


def test_a_relative_name_is_in_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    check_place(Path("out"), None, "json")
    write_graph(fenland(), "csv", Path())
    assert (tmp_path / "nodes.csv").is_file()


def test_pieces_are_made_one_by_one() -> None:
    graph = midshire()
    for form in FILES:
        assert len(list(FORMS[form].pieces(graph))) > (len(graph.nodes) if form != "cypher" else 20)
    assert max(map(len, cypher_script.pieces(graph))) < 200_000


def test_the_python_of_the_docs_reads_what_was_written(held: str, tmp_path: Path) -> None:
    for form, name in (("csv", "sheets"), ("graphml", "plans.graphml"), ("gexf", "plans.gexf")):
        assert run("--format", form, "-o", str(tmp_path / name), held=held).exit_code == 0
    blocks = re.findall(r"^```python\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    program = "\n".join([*blocks, "print(sorted(asked['title']), graphml.number_of_nodes(), gexf.number_of_nodes())"])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with open_store(held) as store:
        nodes = len(store.graph().nodes)
    assert done.stdout.count("Local say over the Canal Fund") == 2
    assert done.stdout.split()[-2:] == [str(nodes), str(nodes)]


def test_the_docs_name_every_form() -> None:
    table = re.findall(r"^\| `(\w[\w-]*)` \|", DOCS.read_text("utf-8"), re.MULTILINE)
    assert table == [*FORMS, SAVED_QUERIES]
