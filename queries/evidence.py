"""Where a plan says something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.names import beginning_pattern, plain_letters
from queries.question import Parameter, Question, Reading, Row

if TYPE_CHECKING:
    from graph.store import Store


@dataclass(frozen=True, kw_only=True)
class WhereStatedRow(Row):
    """A block of a plan that says it."""

    section: str
    """The headings it stands under, outermost first."""
    quote: str
    """The block, verbatim."""
    facts: tuple[str, ...]
    """What was understood from it."""
    block_id: str


WHERE_STATED_CYPHER = """
UNWIND $plans AS held
MATCH (b:Passage {plan: held})
WHERE b.kind = 'block' AND all(letters IN $letters WHERE toLower(b.quote) CONTAINS letters)
  AND all(pattern IN $patterns WHERE b.quote =~ pattern)
RETURN reduce(path = '', heading IN coalesce(b.heading_path, [])
         | path + CASE WHEN path = '' THEN '' ELSE ' › ' END + heading) AS section,
       b.quote AS quote,
       [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Ask) | 'ask: ' + n.title]
         + [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Role) | 'role: ' + n.text]
         + [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Priority) | 'priority: ' + n.name]
         + [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Organisation) | 'organisation: ' + n.name]
         + [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Instrument) | 'instrument: ' + n.name]
         + [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Measure) | 'measure: ' + n.text] AS facts,
       b.id AS block_id, b.plan AS plan, ['stated'] AS basis, null AS source, [[b.id]] AS passages
ORDER BY plan, b.start, block_id
"""


def read_words(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """Words as patterns that a block must all match, each from the beginning of a word."""
    words = given["words"].split()
    patterns = [beginning_pattern(word) for word in words]
    return Reading(parameters={"patterns": patterns, "letters": [plain_letters(word) for word in words]})


WHERE_STATED = Question(
    id="where-stated",
    title="Where does a plan say something?",
    why="To check a claim: the paragraphs and bullets that use all the words, and what was understood from them.",
    cypher=WHERE_STATED_CYPHER,
    parameters=(
        Parameter(name="words", description="words that the sentence uses, in any order", example="affordable homes"),
    ),
    row=WhereStatedRow,
    identity=("block_id",),
    order=lambda row: (row.plan, row.passages[0].start if row.passages else 0, row.block_id),
    shown=("section", "quote", "facts"),
    empty="No block of the plans read uses all of these words.",
    read=read_words,
    apart=True,
)
