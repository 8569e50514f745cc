"""The same plan gives the same asks, roles and organisations, whatever the format it comes in."""

from typing import NamedTuple

import pytest

from graph.ontology import Ask, Organisation, Plays, Role
from loaders.document import Document
from loaders.plan import load
from loaders.readers import read_data
from tests.made_documents import Part, as_docx, as_html, as_markdown, as_pdf, as_text

PLAN = [
    Part("The Fenmarsh Growth Plan", 1),
    Part(
        "The Fenmarsh Combined Authority (FCA) speaks for the councils of the Wash and for every firm, college and "
        "charity that works beside them. This plan says what we want to change by 2035 and who will do what."
    ),
    Part("Learning for work", 2),
    Part("What we need from government", 3),
    Part(
        "Too many people leave school without a trade, and the colleges cannot plan further than a single year. We ask "
        "the Department for Education to:"
    ),
    Part(
        items=(
            "devolve the budget for adult skills to the Combined Authority, with three years of certainty",
            "let colleges and employers set the standards of apprenticeships together",
            "provide £40m a year for a new institute of technology at Long Sutton",
        )
    ),
    Part("What our partners will do", 3),
    Part(
        items=(
            "Homes England – building places to live for trainees beside the new institute",
            "The University of Lincoln – teaching the engineers that the long-term plans of the ports call for",
            "Boston College – training electricians and welders",
        )
    ),
    Part("Moving about", 2),
    Part("What we need from government", 3),
    Part(
        "Trains from Spalding are slow. We ask the Department for Transport to double the line to Peterborough. "
        "We also call on Network Rail to reopen the station at Wisbech, which closed in 1968."
    ),
    Part("What our partners will do", 3),
    Part(
        rows=(
            ("Partner", "What they will do"),
            ("Peterborough City Council", "Survey the old track to Wisbech before the end of next year"),
            ("Lincolnshire County Council", "Run the feeder buses and keep their fares low"),
            ("Port of Boston", "Deepen the channel so that longer ships can come in on every tide"),
        )
    ),
]


class Found(NamedTuple):
    """What is found in a plan, each list in order."""

    asks: list[str]
    roles: list[tuple[str, str]]
    organisations: list[str]


def _found(document: Document) -> Found:
    graph = load(document).graph
    names = {node.id: node.name for node in graph.of(Organisation)}
    roles = {node.id: node.text for node in graph.of(Role)}
    return Found(
        sorted(" ".join(ask.text.split()) for ask in graph.of(Ask)),
        sorted((names[plays.start], " ".join(roles[plays.finish].split())) for plays in graph.links(Plays)),
        sorted(names.values()),
    )


@pytest.fixture(scope="module")
def expected() -> Found:
    return _found(read_data(as_html(PLAN), "plan.html"))


def test_the_plan_holds_what_is_compared(expected: Found) -> None:
    assert len(expected.asks) == 5
    assert len(expected.roles) >= 6
    assert {"Homes England", "Network Rail", "Department for Education"} <= set(expected.organisations)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.md", as_markdown(PLAN)),
        ("plan.txt", as_text(PLAN)),
        ("plan.docx", as_docx(PLAN)),
        ("plan.pdf", as_pdf(PLAN)),
        ("columns.pdf", as_pdf(PLAN, columns=2)),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_every_format_gives_the_same(name: str, data: bytes, expected: Found) -> None:
    document = read_data(data, name)
    assert document.format == {"md": "markdown", "txt": "text"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    assert _found(document) == expected


def test_headings_and_lists_are_those_of_the_page() -> None:
    page = read_data(as_html(PLAN), "plan.html")
    shape = [(block.kind, block.level if block.kind == "heading" else 0, page.words(block)) for block in page]
    for name, data in (("plan.docx", as_docx(PLAN)), ("plan.pdf", as_pdf(PLAN)), ("c.pdf", as_pdf(PLAN, columns=2))):
        document = read_data(data, name)
        assert [
            (block.kind, block.level if block.kind == "heading" else 0, document.words(block)) for block in document
        ] == shape


def test_every_block_of_a_pdf_has_its_page() -> None:
    document = read_data(as_pdf(PLAN * 4), "plan.pdf")
    pages = [block.page for block in document]
    assert pages == sorted(page for page in pages if page)
    assert pages[0] == 1
    assert (pages[-1] or 0) >= 3
    assert document.set_aside == ("page numbers: 3", "running headers and footers: 3")
