"""The country page as a document: its figures, its data, its parts without scripts, hostile texts, same bytes."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from graph.errors import BadParameter, PartnershipGraphError
from graph.model import Graph
from graph.ontology import AddressedTo, Ask, Organisation, Plan, Priority, Role
from graph.store import Store
from tests.country_plans import HOSTILE, TITLES, hostile_plans, plans, store_of
from views.explorer.country import MANY_PLANS, country_page, write_country_page
from views.explorer.country_pack import TYPES, packed_lines
from views.explorer.palette import LIGHT
from views.explorer.text import plain

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "views" / "templates").glob("country*"))
DAY = "2026-04-01"


def element(html: str, name: str) -> str:
    found = re.search(rf'<script type="[a-z/]+" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found, name
    return found[1]


def index_of(html: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(element(html, "index"))
    return found


def threads_of(html: str) -> list[dict[str, Any]]:
    text = zlib.decompress(base64.b64decode(element(html, "threads"))).decode()
    return [json.loads(line) for line in text.splitlines()]


def words_of(html: str, place: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(element(html, f"words-{place}"))))
    return found


def parsed(html: str) -> Element:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    assert parser.errors == []
    return root


def text_of(part: Element) -> str:
    return " ".join("".join(part.itertext()).split())


@pytest.fixture(scope="module")
def graphs() -> dict[str, Graph]:
    return {graph.plan().title: graph for graph in plans()}


@pytest.fixture(scope="module")
def many(graphs: dict[str, Graph], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    with store_of(graphs.values(), tmp_path_factory.mktemp("country") / "store") as store:
        yield store


@pytest.fixture(scope="module")
def html(many: Store) -> str:
    return country_page(many, DAY)


def test_there_are_enough_plans_for_a_country_page() -> None:
    assert len(TITLES) > MANY_PLANS


def test_the_page_says_what_it_is(html: str) -> None:
    page = parsed(html)
    assert html.startswith("<!doctype html>")
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "13 plans – Partnership Graph"
    hero = text_of(page.find(".//div[@id='hero']") or page)
    asks, nobody = 13 * 22, 13 * 11
    assert f"13 plans make {asks} asks. {nobody} of them (50%) name no body that could be held to them." in hero
    assert "Named most often: Department for Transport (39), " in hero
    assert "All are of 12 March 2026." in hero


def test_headings_come_in_order_and_every_address_is_unique(html: str) -> None:
    page = parsed(html)
    levels = [int(str(e.tag)[1]) for e in page.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert [name for name, times in Counter(ids).items() if times > 1] == []


def test_each_number_of_the_matrix_is_what_the_graph_holds(html: str, graphs: dict[str, Graph]) -> None:
    index = index_of(html)
    assert [plan[1] for plan in index["plans"]] == sorted(TITLES)
    for row in index["plans"]:
        graph = graphs[row[1]]
        assert row[7:9] == [len(list(graph.of(Ask))), len(list(graph.of(Role)))]
        counted: Counter[tuple[str, bool]] = Counter()
        others = set()
        for link in graph.relations.values():
            body = graph.nodes[link.finish]
            if isinstance(link, AddressedTo) and isinstance(body, Organisation):
                counted[body.name, link.basis == "inferred"] += 1
                if body.plan is not None:
                    others.add(link.start)
        flat = row[14]
        found = {index["shared"][flat[n]][1]: flat[n + 1 : n + 3] for n in range(0, len(flat), 3)}
        shared = {name for name, _ in counted} - {"National Wealth Fund"}
        assert found == {name: [counted[name, False], counted[name, True]] for name in shared}
        assert row[12] == len(others)


def test_every_name_tie_and_sentence_is_on_the_page(html: str, graphs: dict[str, Graph]) -> None:
    index, threads = index_of(html), threads_of(html)
    for place, (row, thread) in enumerate(zip(index["plans"], threads, strict=True)):
        graph = graphs[row[1]]
        names = dict(zip(index["kinds"], thread["n"], strict=True))
        assert Counter(names["Ask"]) == Counter(ask.title for ask in graph.of(Ask))
        assert Counter(names["Role"]) == Counter(role.text for role in graph.of(Role))
        assert Counter(names["Priority"]) == Counter(priority.name for priority in graph.of(Priority))
        assert set(names["Organisation"]) == {o.name for o in graph.of(Organisation) if o.plan}
        kinds = Counter(TYPES[kind] for kind in thread["t"][::5])
        wanted = Counter(r.type for r in graph.relations.values() if r.type in TYPES)
        wanted["PART_OF"] -= sum(r.type == "PART_OF" for r in graph.relations.values())  # sections
        assert kinds == +wanted
        words = words_of(html, place)
        asked = [words["s"][one][1] for _, ones in words["f"][: len(names["Ask"])] for one in ones]
        assert asked == [ask.text for name in names["Ask"] for ask in graph.of(Ask) if ask.title == name]
        assert all(s[0].startswith("To get there we ask for this: ") for s in words["s"][: len(asked)])
        assert all(s[4].startswith("https://plans.example/tarnvale#:~:text=") for s in words["s"])


def test_without_scripts_every_plan_and_whom_it_asks_is_a_table(html: str) -> None:
    still = re.search(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert still
    rows = list(parsed(f"<!doctype html><title>x</title>{still[1]}").iter("tr"))
    assert len(rows) == 1 + len(TITLES)
    first = text_of(rows[1])
    assert first.startswith("A plan for Tarnvale and Ouse")
    assert "Ministry of Housing, Communities and Local Government (2, 2 inferred)" in first
    assert "12 March 2026" in first


def test_nothing_is_fetched_and_the_policy_allows_our_own_parts_alone(html: str) -> None:
    page = parsed(html)
    policy = next(e.get("content", "") for e in page.iter("meta") if e.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    scripts = [e for e in page.iter("script") if e.get("type") is None]
    for part, name in ((scripts[0], "script"), (next(page.iter("style")), "style")):
        digest = base64.b64encode(hashlib.sha256((part.text or "").encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert len(scripts) == 1
    for part in page.iter():
        assert not {"src", "style", "srcset", "action", "background"} & set(part.attrib), part.tag
        assert not [name for name in part.attrib if name.startswith("on")]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_texts_are_only_ever_set_as_text(template: Path) -> None:
    written = template.read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "|safe"):
        assert way not in written


def test_every_colour_is_of_the_palette() -> None:
    style = (ROOT / "views" / "templates" / "country.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])", style) == []
    assert set(re.findall(r"var\(--([a-z-]+)\)", style)) <= set(LIGHT)
    assert "transition" not in style
    assert "animation" not in style


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    with store_of(hostile_plans(), tmp_path / "store") as store:
        html = country_page(store, DAY)
    page = parsed(html)
    assert len([e for e in page.iter("script") if e.get("type") is None]) == 1
    assert not list(page.iter("img"))
    assert "<script>document" not in html
    assert plain(HOSTILE) in index_of(html)["plans"][0][1]
    assert [plan[6] for plan in index_of(html)["plans"]] == ["", "", ""]
    assert all(s[4] == "" for s in words_of(html, 0)["s"])
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", element(html, "index"))


def test_the_page_is_the_same_on_both_engines(store: Store, html: str, graphs: dict[str, Graph]) -> None:
    for graph in reversed(graphs.values()):
        store.replace_plan(graph)
    assert country_page(store, DAY) == html


@pytest.mark.slow
def test_the_same_store_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    folder = tmp_path / "store"
    store_of(plans()[:3], folder).close()
    code = (
        "import sys; from pathlib import Path; from graph.store import open_store;"
        "from views.explorer.country import write_country_page\n"
        "with open_store(sys.argv[1]) as store: write_country_page(store, Path(sys.argv[2]), '2026-04-01')"
    )
    pages = []
    for seed in ("1", "2"):
        page = tmp_path / f"{seed}.html"
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code, str(folder), str(page)], env=environment, check=True)
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]


def test_a_department_is_inferred_only_while_it_leads(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    graph = plans()[0]
    for key, link in list(graph.relations.items()):
        if isinstance(link, AddressedTo) and link.basis == "inferred":
            dates = {"valid_from": "2025-01-01", "valid_to": "2026-01-01", "topic": "Skills"}
            graph.relations[key] = replace(link, **dates)  # type: ignore[arg-type]
    with store_of([graph], tmp_path / "store") as store:
        inferred = [
            sum(sum(plan[14][2::3]) for plan in index_of(country_page(store, day))["plans"])
            for day in ("2025-06-01", "2026-06-01")
        ]
        assert inferred == [6, 0]
        assert "leads on Skills" in threads_of(country_page(store, "2025-06-01"))[0]["x"]
        with pytest.raises(BadParameter):
            country_page(store, "31 June")


def test_plans_without_dates_asks_or_addresses_are_said_plainly(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    bare = Graph()
    bare.add(Plan(id="bare", title="Bare", work="bare", source="bare.txt", sha256="0" * 64))
    with store_of([bare], tmp_path / "store") as store:
        html = country_page(store, DAY)
    assert "1 plan makes 0 asks. None gives a date." in html
    assert index_of(html)["columns"] == []


def test_a_store_without_plans_and_a_place_that_cannot_be_written_are_told(
    empty_folder: Any, many: Store, tmp_path: Path
) -> None:
    with store_of([], Path(empty_folder.location)) as store, pytest.raises(PartnershipGraphError, match="no plan"):
        country_page(store)
    with pytest.raises(PartnershipGraphError, match="could not be written"):
        write_country_page(many, tmp_path / "missing" / "page.html")


def test_a_line_is_not_smaller_for_being_like_the_one_before() -> None:
    line = json.dumps([f"ask {number * 7919 % 1000} of the region" for number in range(60)])
    one, ten = (len(base64.b64decode(packed_lines([line] * times))) for times in (1, 10))
    assert ten > 9.5 * one
    assert zlib.decompress(base64.b64decode(packed_lines([line, "b"]))).decode() == f"{line}\nb\n"
