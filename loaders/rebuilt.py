"""A document put together again from the passages of a graph, for those who have the store and not the file."""

from graph.model import Graph
from graph.ontology import EvidencedBy, Passage, Section
from loaders.document import Block, Document


def document_of(graph: Graph) -> Document:
    """The text and the blocks of a plan, from its passages.

    Every block stands at its old place. What stood between blocks is not in the graph, and of a block only whether it
    was a heading.
    """
    plan = graph.plan()
    blocks = sorted((p for p in graph.of(Passage) if p.kind == "block"), key=lambda p: (p.order, p.start))
    levels = {section.id: section.level for section in graph.of(Section)}
    headings = {link.finish: levels[link.start] for link in graph.links(EvidencedBy) if link.start in levels}
    text: list[str] = []
    at = 0
    for block in sorted(blocks, key=lambda p: p.start):
        text.append("\n" * max(0, block.start - at))
        text.append(block.quote[max(0, at - block.start) :])
        at = max(at, block.end)
    return Document(
        text="".join(text),
        blocks=tuple(
            Block(
                kind="heading" if block.id in headings else "paragraph",
                start=block.start,
                end=block.end,
                level=headings.get(block.id, 0),
                page=block.page,
            )
            for block in blocks
        ),
        source=plan.source,
        format="stored",
        sha256=plan.sha256,
        url=plan.url,
    )
