"""A document understood: everything found in it, as one graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graph.ids import plan_id
from graph.model import Graph
from graph.ontology import Ask, Organisation, Plan, Role
from loaders.addressees import Addressees
from loaders.ask_parts import link_parts
from loaders.asks import find_asks
from loaders.bare_lists import with_lists
from loaders.bodies import Body, find_bodies
from loaders.build import Builder
from loaders.coverage import Coverage, name_issues
from loaders.decisions import Decided
from loaders.departments import address_departments
from loaders.document import Document
from loaders.found import FoundAsk, FoundRole
from loaders.headings import settle_headings
from loaders.identity import RULE_PUBLISHER, check_date, find_dates, find_publisher, title_of
from loaders.instrument_links import link_instruments
from loaders.instruments import find_instruments
from loaders.issues import Issue
from loaders.measure_links import link_measures
from loaders.measures import find_measures
from loaders.memberships import find_members, link_members
from loaders.outline import Outline
from loaders.priorities import find_priorities
from loaders.reading import GOVERNMENT, Reading
from loaders.register import register
from loaders.roles import find_roles
from loaders.sentences import Span, one_line, trim
from loaders.sheet_heads import FORMATS as SHEETS
from loaders.table_rows import read_tables
from loaders.themes import link_priorities


@dataclass(frozen=True)
class Loaded:
    """A document's graph, and how well it was understood."""

    graph: Graph
    document: Document
    issues: tuple[Issue, ...]
    blocks: int
    understood: int
    left: tuple[int, ...] = ()
    """Blocks that gave no fact, by index: those with an issue, then those taken for context."""
    set_aside: Mapping[str, int] = field(default_factory=dict)
    """How many blocks each rule set aside, by the rule's id."""
    decided: Decided | None = None
    """What people decided about it, if there is a corrections file, and what became of that."""

    @property
    def empty(self) -> bool:
        """Whether no ask and no role was found, and in a spreadsheet no organisation either."""
        facts = (Ask, Role, Organisation) if self.document.format in SHEETS else (Ask, Role)
        return not any(isinstance(node, facts) for node in self.graph.nodes.values())


def load(
    document: Document,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    edition: str | None = None,
) -> Loaded:
    """Understand a document.

    Args:
        document: as a reader gives it.
        title: the plan's title, if not the one printed.
        publisher: the body whose plan it is, if it cannot be seen from the text.
        published: ISO date of publication (YYYY, YYYY-MM or YYYY-MM-DD).
        url: where a saved file is published.
        edition: label of this edition, which keeps earlier editions beside it.

    Raises:
        DocumentError: `published` is no date.
    """
    if published:
        check_date(published)
    if document.format in SHEETS:
        from loaders.sheets import plan_of  # noqa: PLC0415  (most plans are no spreadsheets)

        return _load_sheets(document, plan_of(document, title, publisher, published, url, edition))
    document = with_lists(document)
    outline = Outline(document)
    dated, not_before = find_dates(document, published)
    bodies = find_bodies(document, dated)
    body, name, stated = find_publisher(document, bodies, publisher)
    reading = Reading(document, outline, bodies, body)
    settle_headings(reading)
    known_by = one_line(title) if title else title_of(document, outline)
    plan = _plan(document, known_by, name, dated, not_before, url, edition)
    builder = Builder(reading, plan)
    builder.document()
    measures = find_measures(reading)
    asks, roles = _statements(reading, [measure.told for measure in measures if measure.told is not None])
    builder.mentions(bodies.mentions)
    asker = builder.publisher(body, name, stated=stated, rule=RULE_PUBLISHER)
    _add_asks(builder, asks, asker)
    address_departments(builder, asks, dated or not_before)
    for role in roles:
        builder.role(role)
    link_members(builder, find_members(reading))
    link_instruments(builder, find_instruments(document, bodies), asks)
    priorities = find_priorities(reading)
    link_priorities(builder, priorities)
    measured = link_measures(builder, measures, asks, priorities)
    facts = [*builder.asks, *(span for span, _ in builder.roles), *(s for p in priorities for s in p.spans)]
    facts += [measure.span for measure in measured]
    coverage = Coverage(reading, facts)
    issues = sorted([*coverage.issues, *name_issues(document, bodies)])
    graph = builder.graph
    graph.nodes[plan.id] = replace(plan, blocks=len(document.blocks), understood=coverage.understood)
    return Loaded(
        graph,
        document,
        tuple(issues),
        len(document.blocks),
        coverage.understood,
        coverage.left,
        dict(sorted(coverage.set_aside.items())),
    )


def _load_sheets(document: Document, plan: Plan) -> Loaded:
    from loaders.sheets import understand  # noqa: PLC0415  (as above)

    found = understand(document, plan, plan.publisher, _government)
    graph, blocks = found.builder.graph, len(document.blocks)
    graph.nodes[plan.id] = replace(plan, blocks=blocks, understood=found.understood)
    return Loaded(graph, document, tuple(found.issues), blocks, found.understood)


def _plan(
    document: Document,
    title: str,
    publisher: str | None,
    published_on: str | None,
    not_before: str | None,
    url: str | None,
    edition: str | None,
) -> Plan:
    return Plan(
        id=plan_id(title, publisher, edition),
        title=title,
        publisher=publisher,
        work=plan_id(title, publisher),
        published_on=published_on,
        published_not_before=not_before,
        edition=edition,
        source=document.source,
        url=url or document.url,
        sha256=document.sha256,
    )


def _statements(reading: Reading, measures: list[Span]) -> tuple[list[FoundAsk], list[FoundRole]]:
    """The asks and roles of a document; what says how success is measured is neither."""
    table_asks, table_roles = read_tables(reading)
    asks = sorted([*find_asks(reading), *table_asks], key=lambda a: (a.span, a.block))
    kept: list[FoundAsk] = []
    for found in asks:
        ask = _without(reading.text, found, measures)
        if ask is not None and (not kept or ask.span.start >= kept[-1].span.end):
            kept.append(ask)
    roles = [*find_roles(reading, [a.span for a in kept]), *table_roles]
    told = [role for role in roles if not any(m.covers(role.span) for m in measures)]
    return kept, sorted(told, key=lambda r: (r.span, r.block))


def _without(text: str, ask: FoundAsk, measures: list[Span]) -> FoundAsk | None:
    """The ask without a sentence that says how success is measured; None where that is all it says."""
    told = next((m for m in measures if m.covers(ask.words)), None)
    if told is None:
        return ask
    left = trim(text, ask.span.start, told.start, ".,;:!–— ")
    return replace(ask, span=left, thing=None) if left.end > left.start and ask.span.start < told.start else None


def _add_asks(builder: Builder, asks: list[FoundAsk], asker: str | None) -> None:
    reading = builder.reading
    finder = Addressees(reading, asks, _government(reading))
    for ask in asks:
        maker = asker
        if ask.asker and not reading.is_state(ask.asker[-1].body):
            maker = builder.organisation(ask.asker[-1].body)
        builder.ask(ask, finder.of(ask), maker)
    link_parts(builder, asks)


def _government(reading: Reading) -> Body:
    for mention in reading.bodies.mentions:
        if mention.body.key == GOVERNMENT:
            return mention.body
    record = register().records[GOVERNMENT]
    return Body(GOVERNMENT, record.name, record.abbreviation, (), record.kind, record.specificity, True)
