"""From the rows of a spreadsheet to the graph."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.ids import normalise
from graph.ontology import Ask, Delivers, EvidencedBy, InSection, Makes, Measure, MeasuredBy, PartOf, Role, Supports
from graph.records import Relation
from loaders.addressees import Addressees
from loaders.amounts import Amount
from loaders.bodies import Body, Mention
from loaders.build import Builder
from loaders.found import FoundAsk, FoundRole
from loaders.rules import declare
from loaders.sentences import Span, one_line

RULE = declare(
    "sheet",
    "In a spreadsheet the name of a column says what its cells are.",
    "A new lock · Department for Transport, under Ask · Of whom",
    "A new lock · Department for Transport, in a table of a Word document",
)


@dataclass
class SheetBuilder(Builder):
    """The graph of a spreadsheet while it grows. Every row counts: no ask is taken for another's in other words."""

    _played: dict[Span, list[str]] = field(default_factory=dict)
    """Ids of roles by the span of their words."""

    def role(self, found: FoundRole) -> list[str]:
        """One role for each partner of a row."""
        made = super().role(found)
        self._played.setdefault(found.span, []).extend(made)
        return made

    def asked_of(self, asks: Sequence[FoundAsk], government: Body, asker: str | None) -> None:
        """The asks with those who are asked; one that stands in several rows is asked of all that they name."""
        finder = Addressees(self.reading, list(asks), government)
        made: dict[str, str] = {}
        for ask in asks:
            words = normalise(self.reading.text[ask.words.start : ask.words.end])
            asked = finder.of(ask)
            if ask.who and ask.rule == RULE:
                asked = [replace(addressee, rule=RULE) for addressee in asked]
            makers = [self.organisation(mention.body) for mention in ask.asker] or ([asker] if asker else [])
            if words in made:
                node = self.asks[ask.span] = made[words]
                self._join(EvidencedBy, node, self.span(ask.span, ask.block), ask.rule, [])
                self._in_section(node, ask.block)
                for addressee in asked if ask.who else ():
                    self._address(node, addressee, ask, self.span(ask.span, ask.block), [])
            else:
                # what another row says in other words is another ask
                self.repeats = type(self.repeats)()
                node = made[words] = self.ask(ask, asked, None)
            for maker in makers:
                self._join(Makes, maker, node, ask.rule, [self.span(ask.span, ask.block)])

    def _in_section(self, node: str, block: int) -> None:
        section = self.section_of(block)
        if section is not None:
            # the row itself says what section it is of
            self.link(InSection, node, section, RULE, passages=[self.block(block)])

    def _join(self, kind: type[Relation], start: str, finish: str, rule: str, passages: Sequence[str]) -> None:
        self.link(kind, start, finish, rule, passages=passages)

    def detail(
        self,
        node: str,
        *,
        kinds: tuple[str, ...],
        amount: Amount | None,
        amount_text: str | None,
        timescale: str | None,
    ) -> None:
        """What a row's other cells say of an ask, before what its own words say."""
        ask = self.graph.nodes[node]
        assert isinstance(ask, Ask)  # noqa: S101 - made from the row
        if kinds:
            ask = replace(ask, kinds=kinds)  # type: ignore[arg-type]
        if amount is not None:
            ask = replace(
                ask, amount=amount.pounds, amount_text=amount_text,
                amount_role="requested", amount_period=amount.period, amount_years=amount.years,
            )  # fmt: skip
        elif amount_text is not None:
            ask = replace(ask, amount_text=amount_text)
        if timescale is not None:
            ask = replace(ask, timescale=timescale)
        self.graph.nodes[node] = ask

    def led(self, node: str, lead: bool | None) -> None:
        """Whether a partner leads, where its row says."""
        role = self.graph.nodes[node]
        assert isinstance(role, Role)  # noqa: S101 - made from the row
        if lead is not None:
            self.graph.nodes[node] = replace(role, lead=lead)

    def quoted(self, node: str, quote: Span | None, block: int) -> None:
        """The published plan's own words, which a row quotes for its ask or role."""
        if quote is not None:
            self.link(EvidencedBy, node, self.span(quote, block), RULE)

    def measured(self, node: str, words: Span, block: int) -> None:
        """What a row says its ask is measured by."""
        text = one_line(self.reading.text[words.start : words.end])
        measure = self.graph.add(
            Measure(id=self.new_id("Measure", (), text), plan=self.plan.id, rule=RULE, text=text)
        )  # fmt: skip
        passage = self.span(words, block)
        self.link(EvidencedBy, measure.id, passage, RULE)
        self.link(MeasuredBy, node, measure.id, RULE, passages=[passage])

    def part_of(self, name: Span, parent: Mention, block: int) -> None:
        """What a row says an organisation is part of, where the register does not say it."""
        found = self.reading.bodies.at(name.start)
        if found is None:
            return
        child, whole = self.organisation(found.body), self.organisation(parent.body)
        link = PartOf(start=child, finish=whole, rule=RULE)
        if child != whole and link.key not in self.graph.relations:
            self.link(PartOf, child, whole, RULE, passages=[self.span(Span(parent.start, parent.end), block)])

    def aimed(self, said: Span | None, priority: Span, block: int) -> None:
        """The priority that a row says its ask or role is for."""
        name = normalise(self.reading.text[priority.start : priority.end]).replace(" ", "-")
        node = f"{self.plan.id}/priority/{name}"
        if said is None or node not in self.graph.nodes:
            return
        passage = self.span(priority, block)
        if said in self.asks:
            self.link(Supports, self.asks[said], node, RULE, passages=[passage])
        for role in self._played.get(said, ()):
            self.link(Delivers, role, node, RULE, passages=[passage])
