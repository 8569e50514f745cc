"""The evidence view of the page: every block once and in order, and every fact marked where its words stand."""

import time
from collections.abc import Iterator
from types import SimpleNamespace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Graph
from graph.ontology import AddressedTo, Ask, EvidencedBy, Organisation, Passage, Plan, Plays, Role, Section, Within
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
from views.explorer.evidence import KINDS, Evidence, Fact, block_anchor, blocks_behind, evidence_of, segments_of
from views.explorer.text import clean


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with bundled(tmp_path_factory.mktemp("demo")) as store:
        yield store.graph()


def shown(graph: Graph) -> Evidence:
    return evidence_of(facts_of(graph))


def part(*graphs: Graph) -> Element:
    return parsed(rendered("evidence", *(SimpleNamespace(evidence=shown(graph)) for graph in graphs)))


def document(*blocks: tuple[tuple[str, ...], str], spans: tuple[tuple[int, str, str], ...] = ()) -> Graph:
    """A plan of blocks, each with its headings; of spans, each with the number of its block and a fact's class."""
    graph = Graph()
    graph.add(Plan(id="p", title="Bare", work="p", source="bare.txt", sha256="0", blocks=len(blocks), understood=1))
    at = 0
    for order, (path, quote) in enumerate(blocks):
        end = at + len(quote)
        block = Passage(
            id=f"b{order}", plan="p", kind="block", quote=quote, start=at, end=end, order=order, heading_path=path
        )
        graph.add(block)
        for number, (of, words, kind) in enumerate(spans):
            if of == order:
                start = at + quote.index(words)
                stop = start + len(words)
                span = Passage(
                    id=f"s{number}", plan="p", kind="span", quote=words, start=start, end=stop, order=order,
                    heading_path=path,
                )  # fmt: skip
                made: Ask | Role | Organisation
                if kind == "ask":
                    made = Ask(id=f"ask{number}", plan="p", rule="r", title=words, text=words)
                elif kind == "role":
                    made = Role(id=f"role{number}", plan="p", rule="r", text=words, verb="do", basis="inferred")
                else:
                    made = Organisation(id=f"body{number}", plan="p", rule="r", name=words, kind="company")
                graph.update([made, span], [Within(start=span.id, finish=block.id, rule="r")])
                graph.link(EvidencedBy(start=made.id, finish=span.id, rule="r"))
        at = end + 1
    return graph


FACTS = [Fact(f"{kind}-{n}", kind, kind, f"the {kind}", "") for n, kind in enumerate(KINDS * 2)]
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(FACTS)), max_size=9)


@given(st.text(min_size=0, max_size=30), SPANS)
def test_the_pieces_of_a_block_are_its_words_and_know_every_fact_over_them(
    text: str, drawn: list[tuple[int, int, Fact]]
) -> None:
    spans = [(min(a, b, len(text)), min(max(a, b), len(text)), fact) for a, b, fact in drawn]
    pieces = segments_of(text, spans)
    assert "".join(piece.text for piece in pieces) == clean(text)
    at = 0
    met: set[str] = set()
    for piece in pieces:
        assert piece.text
        end = at + len(piece.text)
        over = [(stop - start, fact) for start, stop, fact in spans if start <= at and end <= stop and start < stop]
        assert {fact.anchor for fact in piece.facts} == {fact.anchor for _, fact in over}
        if piece.fact:
            assert min(length for length, _ in over) == min(length for length, f in over if f == piece.fact)
            assert piece.again == (piece.fact.anchor in met)
            met |= {piece.fact.anchor} if piece.text.strip() else set()
        # nothing begins or ends within a piece
        assert not [1 for start, stop, _ in spans if start < stop and (at < start < end or at < stop < end)]
        at = end


def test_the_words_of_every_block_stand_in_order_once(demo: Graph) -> None:
    for graph in (demo, invented_graph(), hostile_graph()):
        found = shown(graph)
        blocks = sorted((p for p in graph.of(Passage) if p.kind == "block"), key=lambda p: p.order)
        assert ["".join(s.text for s in b.segments) for b in found.blocks] == [clean(p.quote) for p in blocks]


def test_every_fact_with_words_is_marked_in_its_block(demo: Graph) -> None:
    for graph in (demo, invented_graph()):
        facts = facts_of(graph)
        blocks = {b.anchor: b for b in evidence_of(facts).blocks}
        spans = [(r.start, graph.nodes[r.finish]) for r in graph.links(EvidencedBy)]
        assert spans
        for node_id, passage in spans:
            assert isinstance(passage, Passage)
            block = blocks[block_anchor(facts, passage)]
            anchor = facts.anchor(node_id)
            assert anchor in {fact.anchor for fact in block.facts}
            if passage.kind == "span":
                over = "".join(s.text for s in block.segments if anchor in {f.anchor for f in s.facts})
                assert clean(passage.quote) in over


def test_the_blocks_behind_a_node_are_those_of_its_words_in_order() -> None:
    graph = invented_graph()
    facts = facts_of(graph)
    order = [b.anchor for b in evidence_of(facts).blocks]
    for ask in facts.asks:
        (behind,) = blocks_behind(facts, ask)
        found = evidence_of(facts).blocks[order.index(behind)]
        assert ask.text in "".join(s.text for s in found.segments)
    universities = next(o for o in facts.partners if o.name == "University of Ouse")
    assert len(blocks_behind(facts, universities)) == 1
    assert blocks_behind(facts, facts.all(Section)[0]) == []


def test_the_shorter_words_are_on_top_and_the_longer_go_on_after_them() -> None:
    words = "We want Acme Ltd to open a yard."
    graph = document(
        ((), words), spans=((0, "Acme Ltd to open a yard", "ask"), (0, "Acme Ltd", "body"), (0, "a yard", "role"))
    )
    (block,) = shown(graph).blocks
    told = [(s.text, s.fact.kind if s.fact else "", len(s.facts), s.again) for s in block.segments]
    assert told == [
        ("We want ", "", 0, False),
        ("Acme Ltd", "organisation", 2, False),
        (" to open ", "ask", 1, False),
        ("a yard", "role", 2, False),
        (".", "", 0, False),
    ]
    assert [(fact.label, fact.basis) for fact in block.facts] == [
        ("ask", ""),
        ("organisation", ""),
        ("role", "inferred"),
    ]


def test_a_space_between_two_names_is_no_link() -> None:
    words = "Acme Ltd Beta Ltd will do it."
    graph = document(((), words), spans=((0, words, "ask"), (0, "Acme Ltd", "body"), (0, "Beta Ltd", "body")))
    assert [text_of(a) for e in of_class(part(graph), "text") for a in e.iter("a")] == [
        "organisation: Acme Ltd", "organisation: Beta Ltd", "ask: will do it.",
    ]  # fmt: skip


def test_headings_stand_once_and_at_their_depth() -> None:
    needs = ("Plan", "Homes", "What we need")
    graph = document(
        (("Plan",), "Plan"),
        (("Plan",), "First words."),
        (("Plan", "Homes"), "Homes"),
        (needs, "Land."),  # a heading that is no block of its own
        (("Plan", "Homes"), "Back again."),
        (("Plan", "Skills"), "SKILLS"),
        (("Plan", "Skills"), "Skills"),  # the same heading twice
        (("Plan", "Skills"), "Last words."),
    )
    blocks = shown(graph).blocks
    assert [(b.depth, b.headings) for b in blocks] == [
        (1, ()), (0, ()), (2, ()), (0, ((3, "What we need"),)), (0, ((2, "Homes"),)), (2, ()), (2, ()), (0, ()),
    ]  # fmt: skip
    root = part(graph)
    heads = [(str(e.tag), text_of(e)) for e in root.iter() if str(e.tag) in ("h3", "h4", "h5")]
    assert heads == [
        ("h3", "Plan"), ("h4", "Homes"), ("h5", "What we need"), ("h4", "Homes"), ("h4", "SKILLS"), ("h4", "Skills"),
    ]  # fmt: skip
    assert [text_of(e) for e in of_class(root, "text")] == ["First words.", "Land.", "Back again.", "Last words."]


def test_the_sentence_counts_blocks_and_what_was_understood(demo: Graph) -> None:
    graph = document((("Plan",), "Plan"), ((), "An ask."), ((), "Nothing here."), spans=((1, "An ask", "ask"),))
    assert shown(graph).sentence == (
        "3 blocks in the order of the document: 1 heading and 2 paragraphs; in 1 paragraph nothing was found. "
        "1 of 3 were understood or set aside by a rule."
    )
    assert shown(invented_graph()).sentence == (
        "88 blocks in the order of the document: 0 headings and 88 paragraphs; something was found in each."
    )
    plan = demo.plan()
    assert f"{plan.understood} of {plan.blocks} were understood" in shown(demo).sentence
    assert shown(demo).sentence.startswith(f"{plan.blocks} blocks in the order of the document: ")
    assert shown(document()).sentence == "The words of this plan are not held here."


def test_words_that_do_not_stand_in_their_block_are_listed_and_not_marked() -> None:
    graph = document(((), "An ask."), spans=((0, "An ask", "ask"),))
    moved = Graph()
    for node in graph.nodes.values():
        moved.add(Passage(**{**vars(node), "start": 3, "end": 9}) if node.id == "s0" else node)
    moved.update((), graph.relations.values())
    (block,) = shown(moved).blocks
    assert [s.facts for s in block.segments] == [()]
    assert [fact.kind for fact in block.facts] == ["ask"]


@pytest.mark.parametrize("which", ["plain", "hostile", "bundled"])
def test_it_is_written_with_links_that_say_what_they_are(which: str, demo: Graph) -> None:
    graph = demo if which == "bundled" else hostile_graph() if which == "hostile" else invented_graph()
    facts, root = facts_of(graph), part(graph)
    check_addresses(root, facts)
    check_harmless(root)
    found = evidence_of(facts)
    written = of_class(root, "block")
    assert [e.get("id") for e in written] == [b.anchor for b in found.blocks]
    for block, element in zip(found.blocks, written, strict=True):
        words = of_class(element, "text") or [next(e for e in element if str(e.tag).startswith("h"))]
        assert seen(words[0]) == " ".join("".join(s.text for s in block.segments).split())
        marked = [s for s in block.segments if s.fact and s.text.strip()]
        links = list(words[0].iter("a"))
        assert [a.get("data-node") for a in links] == [s.fact.anchor for s in marked if s.fact]
        for segment, link in zip(marked, links, strict=True):
            assert segment.fact
            assert text_of(link).startswith(f"{segment.fact.kind}: ") != segment.again
            assert (link.get("tabindex") == "-1") == segment.again
        chips = [text_of(li) for e in of_class(element, "chips") for li in e.iter("li")]
        assert len(chips) == len(block.facts)
        for chip, fact in zip(chips, block.facts, strict=True):
            known = f"{fact.label}, {fact.basis}" if fact.basis else fact.label
            assert chip == " ".join((f"{known} · {fact.name}" if fact.name else known).split())


def test_a_role_is_said_with_its_partner() -> None:
    graph = document(((), "Acme Ltd will open a yard."), spans=((0, "Acme Ltd", "body"), (0, "open a yard", "role")))
    graph.link(Plays(start="body0", finish="role1", rule="r"))
    root = part(graph)
    assert [text_of(li) for e in of_class(root, "chips") for li in e.iter("li")] == [
        "organisation · Acme Ltd",
        "role of Acme Ltd, inferred · open a yard",
    ]


def test_words_behind_a_relationship_alone_are_marked_and_say_what_they_govern() -> None:
    graph = document(
        ((), "We call on the Treasury for:"), ((), "a new bridge"), ((), "a better bus"),
        spans=((0, "call on the Treasury", "body"), (1, "a new bridge", "ask"), (2, "a better bus", "ask")),
    )  # fmt: skip
    lead = Passage(id="lead", plan="p", kind="span", quote="We call on the Treasury for:", start=0, end=28, order=0)
    graph.update([lead], [Within(start="lead", finish="b0", rule="r")])
    for ask in graph.of(Ask):
        graph.link(AddressedTo(start=ask.id, finish="body0", plan="p", rule="r", scope="lead-in", passages=("lead",)))
    found = shown(graph)
    first = found.blocks[0]
    assert [(f.kind, f.label) for f in first.facts] == [
        ("lead-in", "words that govern 2 asks"),
        ("organisation", "organisation"),
    ]
    assert first.facts[0].anchor == facts_of(graph).anchor("ask1"), "it leads to the first of them"
    assert [s.text for s in first.segments if s.fact and s.fact.kind == "lead-in"] == ["We ", " for:"]
    assert ("lead-in", "words that govern others") in found.legend


def test_every_lead_in_of_the_bundled_plan_is_marked(demo: Graph) -> None:
    own = {r.finish for r in demo.relations.values() if isinstance(r, EvidencedBy)}
    behind = {id_ for r in demo.relations.values() for id_ in r.passages} - own
    assert len(behind) > 3
    marked = [f for block in shown(demo).blocks for f in block.facts if f.kind == "lead-in"]
    assert len(marked) == len(behind)


def test_two_plans_in_one_page_have_addresses_of_their_own() -> None:
    root = part(invented_graph(), invented_graph("Another plan"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 176


def test_a_long_plan_takes_time_in_proportion_and_stays_small() -> None:
    def long(number: int) -> Graph:
        blocks = [(("Plan",), f"We ask for thing {n} of Acme {n} Ltd now.") for n in range(number)]
        spans = [
            (n, words, kind)
            for n in range(number)
            for words, kind in ((f"thing {n} of Acme {n} Ltd", "ask"), (f"Acme {n} Ltd", "body"))
        ]
        return document(*blocks, spans=tuple(spans))

    def seconds(graph: Graph) -> float:
        facts = facts_of(graph)
        begun = time.perf_counter()
        evidence_of(facts)
        return time.perf_counter() - begun

    short, tenfold = long(40), long(400)
    assert min(seconds(tenfold) for _ in range(3)) < 40 * min(seconds(short) for _ in range(3))
    assert len(rendered("evidence", SimpleNamespace(evidence=shown(tenfold)))) < 400 * 1_500
