"""The page as a document: its parts, its links, every name and relation in the tables, hostile texts, same bytes."""

import base64
import dataclasses
import hashlib
import json
import os
import re
import subprocess
import sys
import time
import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import get_args
from xml.etree.ElementTree import Element

import html5lib
import pytest

from graph.errors import PartnershipGraphError
from graph.model import Graph
from graph.ontology import (
    NODES,
    RELATIONS,
    About,
    AddressedTo,
    Ask,
    Correction,
    EvidencedBy,
    Passage,
    Plan,
    Role,
    Update,
    Waiver,
    Waives,
    Within,
)
from graph.vocabulary import Basis, Scope, Specificity
from tests.explorer_plan import invented_graph, together
from views.explorer import page_html, write_page
from views.explorer.facts import plans_of
from views.explorer.inline import SCRIPTS
from views.explorer.network import vis_script
from views.explorer.text import clean
from views.explorer.wording import BASES, LABELS, SCOPES, SPECIFICITIES, VERBS, name_of

ROOT = Path(__file__).parent.parent
HOSTILE = (
    "</script></style></title></textarea><script>document.documentElement.dataset.hacked=1</script>"
    "\"'><img src=x onerror=document.documentElement.dataset.hacked=1><svg onload=hack()>{{ 7*7 }}{% raw %}"
    "<!--\u202e\u2066\u2028\0]]>&lt;&amp;${7*7}\\u003cb\\"
)
EVIDENCE = {"EVIDENCED_BY", "WITHIN"}


def parsed(html: str) -> Element:
    """The page as a browser parses it, without an error of the markup (vis-network holds a control character)."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    assert {code for _, code, _ in parser.errors} <= {"invalid-codepoint"}, parser.errors
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]  # links of the drawing are links as well
    return root


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def hostile_graph() -> Graph:
    """The invented plan with hostile words in every text, and addresses that must not be linked."""
    graph = Graph()
    source = invented_graph(dress=lambda words: words + HOSTILE)
    for node in source.nodes.values():
        if isinstance(node, Plan | Passage):
            node = dataclasses.replace(node, url="javascript:hack()//https://x.example")  # noqa: PLW2901
        if isinstance(node, Ask):
            node = dataclasses.replace(node, amount_text="£1" + HOSTILE, timescale=HOSTILE, by=HOSTILE)  # noqa: PLW2901
        if isinstance(node, Plan):
            node = dataclasses.replace(node, source="data:text/html,<b>", edition=HOSTILE, published_on=HOSTILE)  # noqa: PLW2901
        graph.add(node)
    for relation in source.relations.values():
        graph.link(dataclasses.replace(relation, rule="rule" + HOSTILE))
    return graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    return invented_graph()


@pytest.fixture(scope="module")
def html(graph: Graph) -> str:
    return page_html(graph)


@pytest.fixture(scope="module")
def page(html: str) -> Element:
    return parsed(html)


@pytest.fixture(scope="module", params=["plain", "hostile", "two plans"])
def any_html(request: pytest.FixtureRequest) -> str:
    if request.param == "hostile":
        return page_html(hostile_graph())
    if request.param == "two plans":
        return page_html(together([invented_graph(), invented_graph("Another plan")]))
    return page_html(invented_graph())


def test_the_page_says_what_it_is(page: Element, html: str) -> None:
    assert html.startswith("<!doctype html>")
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "A plan for Tarnvale and Ouse – Partnership Graph"
    assert page.find(".//meta[@name='viewport']") is not None
    header = text_of(next(page.iter("article")))
    assert text_of(next(page.iter("h1"))) == "A plan for Tarnvale and Ouse"
    assert "Published by Tarnvale and Ouse Combined Authority" in header
    assert "12 March 2026" in header
    assert (
        "This plan makes 22 asks of government in general and 6 named bodies; 29 partners take on 30 roles; "
        "11 asks name no body that could be held to them."
    ) in header


def test_headings_come_in_order_and_there_is_one_of_the_first_level(any_html: str) -> None:
    levels = [int(e.tag[1]) for e in parsed(any_html).iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_every_address_is_unique_and_every_inner_link_leads_somewhere(any_html: str) -> None:
    page = parsed(any_html)
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    inner = {e.get("href", "")[1:] for e in page.iter("a") if e.get("href", "").startswith("#")}
    assert inner
    assert inner <= set(ids)
    named = {name for e in page.iter() for name in (e.get("aria-labelledby"), e.get("for")) if name}
    assert named <= {*ids, "details-name"}


def test_controls_have_names_and_tables_have_captions_and_headers(page: Element) -> None:
    labelled = {e.get("for") for e in page.iter("label")}
    for field in (*page.iter("select"), *page.iter("input")):
        assert field.get("id") in labelled or field.get("type") == "checkbox"
    for table in page.iter("table"):
        assert table.findtext("caption")
        assert all(th.get("scope") in ("col", "row") for th in table.iter("th"))
        widths = {len(list(row)) for row in table.iter("tr")}
        assert len(widths) == 1


def test_every_node_is_named_in_the_tables(page: Element, graph: Graph) -> None:
    facts = plans_of(graph)[0]
    rows = {e.get("id"): text_of(e) for e in page.iter("tr") if e.get("id")}
    for node in facts.nodes.values():
        if not isinstance(node, Passage | Plan):
            assert one_line(name_of(node)) in rows[facts.anchor(node.id)]


def test_every_relation_is_in_the_tables(any_html: str) -> None:
    page = parsed(page_html(hostile_graph()) if "7*7" in any_html else page_html(invented_graph()))
    graph = hostile_graph() if "7*7" in any_html else invented_graph()
    table = next(t for t in page.iter("table") if t.get("class") == "connections")
    shown = Counter(tuple(text_of(cell) for cell in list(row)[:3]) for row in table.iter("tr"))
    wanted: Counter[tuple[str, ...]] = Counter()
    for relation in graph.relations.values():
        if relation.type not in EVIDENCE:
            verb = VERBS[relation.type][0]
            role = getattr(relation, "role", None)
            one, other = (one_line(name_of(graph.nodes[end])) for end in (relation.start, relation.finish))
            wanted[one, f"{verb} ({one_line(role)})" if role else verb, other] += 1
    assert wanted - shown == Counter()


def test_every_fact_shows_its_whole_sentence_with_its_own_words_marked(page: Element, graph: Graph) -> None:
    facts = plans_of(graph)[0]
    rows = {e.get("id"): e for e in page.iter("tr") if e.get("id")}
    for ask in facts.asks:
        row = rows[facts.anchor(ask.id)]
        quote = next(row.iter("q"))
        assert text_of(quote).startswith("To get there we ask for this: ")
        assert text_of(next(quote.iter("mark"))) == ask.text
        link = next(a.get("href", "") for a in row.iter("a") if a.get("href", "").startswith("http"))
        assert link.startswith("https://plans.example/tarnvale#:~:text=")


def test_of_a_long_block_the_sentence_is_shown() -> None:
    block = "First comes this. Then the U.K. moves; Dr. Ash helps. Last comes that."
    for own, sentence in (
        ("moves", "Then the U.K. moves; Dr. Ash helps."),
        ("helps", "Then the U.K. moves; Dr. Ash helps."),
        ("First", "First comes this."),
        ("this. Then", "First comes this. Then the U.K. moves; Dr. Ash helps."),
        (block, block),
    ):
        graph = Graph()
        graph.add(Plan(id="p", title="Bare", work="p", source="bare.txt", sha256="0"))
        graph.add(Ask(id="a", plan="p", rule="r", title="An ask", text="An ask"))
        start = block.index(own)
        whole = Passage(id="b", plan="p", kind="block", quote=block, start=100, end=100 + len(block), order=1)
        begin, end = 100 + start, 100 + start + len(own)
        span = Passage(id="s", plan="p", kind="span", quote=own, start=begin, end=end, order=1)
        graph.update([whole, span], [Within(start="s", finish="b", rule="r")])
        graph.link(EvidencedBy(start="a", finish="s", rule="r"))
        quote = next(parsed(page_html(graph)).iter("q"))
        assert text_of(quote) == sentence
        assert text_of(next(quote.iter("mark"))) == own


def test_what_several_partners_do_in_the_same_words_is_one_box(graph: Graph) -> None:
    alike = Graph()
    shared = {"open six technical centres by 2028", "retrain four thousand teachers"}
    for node in graph.nodes.values():
        text = getattr(node, "text", None)
        alike.add(dataclasses.replace(node, text="train people") if isinstance(node, Role) and text in shared else node)
    alike.update((), graph.relations.values())
    whole = next(d for d in parsed(page_html(alike)).iter("div") if d.get("data-in-of") == "")
    cards = [c for c in whole.iter("a") if (c.get("class") or "").startswith("card role")]
    assert len(cards) == 29
    assert "Role of Tarnvale College Group and University of Ouse: train people" in {c.get("aria-label") for c in cards}


def test_how_a_fact_is_known_is_said_in_words(page: Element) -> None:
    text = text_of(page)
    for basis, meaning in BASES.items():
        assert f"{basis} {meaning}" in text
    assert "stated, only the generic word" in text
    assert "inferred, low confidence" in text


def test_the_words_cover_the_whole_ontology() -> None:
    assert set(VERBS) == set(RELATIONS) - EVIDENCE
    assert set(LABELS) == set(NODES)
    assert set(BASES) == set(get_args(Basis))
    assert set(SPECIFICITIES) == set(get_args(Specificity))
    assert set(SCOPES) == set(get_args(Scope))


def test_nothing_can_run_or_be_fetched_but_our_own(any_html: str) -> None:
    page = parsed(any_html)
    policy = next(m.get("content", "") for m in page.iter("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    scripts = [s for s in page.iter("script") if s.get("type") is None]
    packed = next(s for s in page.iter("script") if s.get("id") == "data-vis")
    vis = zlib.decompress(base64.b64decode(packed.text or ""), -zlib.MAX_WBITS).decode()
    assert len(scripts) == len(SCRIPTS)
    assert vis == vis_script()
    for text in (*(e.text or "" for e in (*scripts, *page.iter("style"))), vis):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.count("sha256-") == len(SCRIPTS) + 2
    for element in page.iter():
        assert not [name for name in element.attrib if name.lower().startswith("on") or name in ("src", "style")]
        assert str(element.tag) not in ("img", "iframe", "object", "embed", "form", "base", "image")
        href = element.get("href") or ""
        allowed = ("#", "https://plans.example/", "data:,")
        assert not href or href.startswith(allowed), href
    assert len(list(page.iter("style"))) == len(list(page.iter("title"))) == 1


def test_hostile_texts_stand_on_the_page_as_text() -> None:
    html = page_html(hostile_graph())
    page = parsed(html)
    assert "dataset.hacked=1</script>" in text_of(page)
    assert "49" not in text_of(next(page.iter("header")))
    assert "\0" not in html
    for data in (s for s in page.iter("script") if s.get("type") == "application/json"):
        assert json.loads(data.text or "")
    for element in page.iter():
        for value in (*element.attrib.values(), element.text if element.tag in ("title", "option") else ""):
            assert not set(value or "") & set("\u202e\u2066")


def test_each_plan_of_several_has_its_own_part() -> None:
    html = page_html(together([invented_graph(), invented_graph("Another plan")]))
    page = parsed(html)
    titles = [text_of(h) for h in page.iter("h2") if h.get("class") == "title"]
    assert titles == ["A plan for Tarnvale and Ouse", "Another plan"]
    assert text_of(next(page.iter("h1"))) == "2 plans"
    treasuries = [e for e in page.iter("tr") if e.get("id") and "HM Treasury" in text_of(next(e.iter("th")))]
    assert len({e.get("id") for e in treasuries}) == 2


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(html: str) -> None:
    code = (
        "import hashlib; from tests.explorer_plan import invented_graph; from views.explorer import page_html; "
        "print(hashlib.sha256(page_html(invented_graph()).encode()).hexdigest())"
    )
    wanted = hashlib.sha256(html.encode()).hexdigest()
    for seed in ("0", "1", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT, check=True
        )
        assert run.stdout.strip() == wanted


def test_the_order_in_which_a_graph_was_built_does_not_show(graph: Graph, html: str) -> None:
    turned = Graph()
    turned.update(reversed(graph.nodes.values()), reversed(graph.relations.values()))
    assert page_html(turned) == html


def test_a_page_is_small_enough_to_send(any_html: str, html: str) -> None:
    assert len(html.encode()) < 1_500_000
    assert len(any_html.encode()) < 3_000_000


def test_a_page_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path, graph: Graph, html: str) -> None:
    write_page(graph, tmp_path / "plan.html")
    assert (tmp_path / "plan.html").read_bytes() == html.encode("utf-8")


def test_a_graph_without_a_plan_and_a_place_that_cannot_be_written_are_one_message_each(
    tmp_path: Path, graph: Graph
) -> None:
    with pytest.raises(PartnershipGraphError, match=r"There is no plan to explore. Load one first"):
        page_html(Graph())
    with pytest.raises(PartnershipGraphError, match=r"could not be written to .*nowhere"):
        write_page(graph, tmp_path / "nowhere" / "plan.html")


def test_a_plan_in_which_little_was_found_still_has_a_page() -> None:
    graph = Graph()
    graph.add(Plan(id="p", title="Bare", work="p", source="bare.txt", sha256="0"))
    graph.add(Ask(id="a", plan="p", rule="r", title="An ask", text="An ask"))
    page = parsed(page_html(graph))
    text = text_of(page)
    assert "This plan makes 1 ask; no partner is given a role; 1 ask names no body that could be held to it." in text
    assert "The plan names none." in text
    assert "Read from bare.txt" in text


def test_what_people_decided_and_saw_is_on_the_page(graph: Graph) -> None:
    more = together([graph])
    plan, ask = more.plan().id, next(more.of(Ask))
    who = "A. Clerk"
    offer = Update(id="u", plan=plan, rule="person", date="2026-05-01", said="offered", evidenced="partly", note="half")
    excuse = Waiver(id="w", plan=plan, rule="person", check="G01", reason="named in a letter")
    choice = Correction(id="c", plan=plan, rule="person", action="asked of HM Treasury", basis="curated", by=who)
    more.update([offer, excuse, choice], [About(start="u", finish=ask.id, plan=plan, rule="person")])
    more.link(Waives(start="w", finish=ask.id, plan=plan, rule="person"))
    treasury = "register/hm-treasury"
    more.link(AddressedTo(start=ask.id, finish=treasury, plan=plan, rule="person", basis="curated", by=who))
    more.check()
    text = text_of(parsed(page_html(more)))
    for words in ("2026-05-01, offered, partly, half", "named in a letter", "by A. Clerk", "HM Treasury curated"):
        assert words in text
    assert f"is about {one_line(ask.title)}" in text
    assert f"excuses {one_line(ask.title)}" in text


def test_a_plan_too_large_for_a_picture_is_listed_and_soon_written() -> None:
    graph = Graph()
    graph.add(Plan(id="p", title="Large", work="p", source="large.txt", sha256="0"))
    for number in range(3000):
        words = f"Ask number {number}"
        graph.add(Ask(id=f"a{number}", plan="p", rule="r", title=words, text=words))
    begun = time.process_time()
    html = page_html(graph)
    assert time.process_time() - begun < 20
    page = parsed(html)
    assert "This plan holds too much for one picture; it is listed by section." in text_of(page)
    assert not [c for c in page.iter("a") if (c.get("class") or "").startswith("card")]
    assert 'section class="wide scripted network"' not in html
    assert len([row for row in page.iter("tr") if (row.get("id") or "").startswith("ask-")]) == 3000
