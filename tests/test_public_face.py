"""The public face: import partnership_graph as pg."""

import subprocess
import sys
from pathlib import Path

import pytest

import partnership_graph as pg
from graph.interchange import from_json
from tests.sample_plans import fenland, midshire

ROOT = Path(pg.__file__).resolve().parent
PLAN = """# Midshire Growth Plan

## Our Canals

### What we need from government

- Fund new locks, at a cost of £40m

### The roles our partners will play

- Homes England – building cottages for rent
"""


def test_the_stable_names_are_there() -> None:
    assert sorted(pg.__all__) == pg.__all__
    for name in pg.__all__:
        assert getattr(pg, name).__doc__


def test_a_plan_is_loaded_asked_and_forgotten(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    with pg.open(tmp_path / "store") as store:
        loaded = pg.load(store, tmp_path / "plan.md", published="2025-07")
        assert [plan.title for plan in pg.plans(store)] == ["Midshire Growth Plan"]
        frame = pg.ask(store, "who-delivers", topic="our canals").to_frame()
        assert list(frame["organisation"]) == ["Homes England"]
        with pytest.raises(pg.errors.DocumentError, match="already in the store as 'Midshire Growth Plan'"):
            pg.load(store, tmp_path / "plan.md", title="Another")
        pg.forget(store, "midshire")
        assert pg.plans(store) == []
    assert pg.read(tmp_path / "plan.md", published="2025-07").graph == loaded.graph


def test_the_bundled_plan_is_a_file_that_loads() -> None:
    plan = pg.bundled_plan()
    assert plan.suffix == ".md"
    assert pg.read(plan).graph.plan().publisher == "West Midlands Combined Authority"


def test_what_is_no_plan_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("# Shopping\n\nBread and a lamp.\n", encoding="utf-8")
    with pg.open(tmp_path / "store") as store:
        with pytest.raises(pg.errors.NothingUnderstood, match=r"Nothing was understood in list\.md"):
            pg.load(store, tmp_path / "list.md")
        with pytest.raises(pg.errors.SourceError):
            pg.load(store, tmp_path / "none.md")
        with pytest.raises(pg.errors.UnknownQuestion):
            pg.ask(store, "nosuch")
    with pytest.raises(pg.errors.StoreUnavailable):
        pg.open(tmp_path / "elsewhere", create=False)


def test_the_graph_leaves_as_frames_networkx_json_and_a_page(tmp_path: Path) -> None:
    with pg.open(tmp_path / "store") as store:
        store.replace_plan(midshire())
        store.replace_plan(fenland())
        frames = pg.frames(store)
        assert sorted(frames["Ask"]["title"])[0] == "A kind word for the ferrymen"
        assert set(frames["PLAYS"].columns) >= {"start", "finish", "basis", "rule"}
        assert len(pg.frames(store, "Fenland")["Ask"]) == 1
        assert pg.networkx(store).number_of_nodes() == len(pg.graph(store).nodes)
        path = pg.export(store, tmp_path / "graph.json")
        assert from_json(path.read_text(encoding="utf-8")) == pg.graph(store)
        assert pg.explore(store, tmp_path / "page.html").stat().st_size > 1000
        found = pg.cypher(store, "MATCH (a:Ask {title: $t}) RETURN a.title AS ask", {"t": "a school of dykes"})
        assert pg.frame(found).to_dict("list") == {"ask": ["a school of dykes"]}


@pytest.mark.parametrize("package", ["graph", "loaders", "queries", "views"])
def test_it_says_which_file_stands_before_ours(tmp_path: Path, package: str) -> None:
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").write_text("", encoding="utf-8")
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; import partnership_graph"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, cwd=tmp_path
    )
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last == (
        f"ImportError: Another {package!r} stands before Partnership Graph's: {tmp_path / package} is imported, "
        f"and not {ROOT / package}. Rename or remove that one, start from another folder, or install Partnership "
        "Graph into an environment of its own."
    )


def test_a_module_file_can_stand_before_ours_too(tmp_path: Path) -> None:
    (tmp_path / "graph.py").write_text("", encoding="utf-8")
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; import partnership_graph"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, cwd=tmp_path
    )
    assert str(tmp_path / "graph.py") in done.stderr.splitlines()[-1]
