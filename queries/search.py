"""Full-text search over what plans say.

The two engines have different full-text indexes: Neo4j's is Lucene's, with its own analysers and scores, and the
embedded engine has none that Cypher reaches. The same question must give the same rows on both, so the words are
looked for in Cypher that both run, and ranked here, by BM25, as search engines do.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from graph.ids import normalise
from queries.names import SMALL_WORDS, plain_letters, singular, synonyms
from queries.question import Computed, Parameter, Question, Raw, Reading, Row

if TYPE_CHECKING:
    from graph.store import Store

_K, _B = 1.2, 0.75
"""The constants of BM25 that every text on it names: how soon more of a word counts no more, and for how much the
length of a block counts."""
_LONG = 40
"""About how many words a block has; a fixed length keeps a block's rank the same whatever else is searched."""
_AS_TYPED, _BEGINNING, _OTHER_WORD = 1.0, 0.6, 0.4
"""What a word of the text counts: the same word, one that begins with it, another word for it."""
_PREFIX = 4
"""The shortest word of which others may be the beginning."""


@dataclass(frozen=True, kw_only=True)
class SearchRow(Row):
    """A block that speaks of it, the likeliest first."""

    rank: int
    """From 1."""
    section: str
    """The headings it stands under, outermost first."""
    quote: str
    """The block, verbatim."""
    matched: tuple[str, ...]
    """The words of it that were found."""
    facts: tuple[str, ...]
    """What was understood from it."""
    block_id: str


SEARCH_CYPHER = """
UNWIND $plans AS held
MATCH (b:Passage {plan: held})
WHERE b.kind = 'block' AND all(letters IN $needed WHERE toLower(b.quote) CONTAINS letters)
  AND any(letters IN $letters WHERE toLower(b.quote) CONTAINS letters)
RETURN reduce(path = '', heading IN coalesce(b.heading_path, [])
         | path + CASE WHEN path = '' THEN '' ELSE ' › ' END + heading) AS section,
       b.quote AS quote,
       [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Ask) | 'ask: ' + n.title]
         + [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Role) | 'role: ' + n.text]
         + [(b)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(n:Priority) | 'priority: ' + n.name] AS facts,
       b.id AS block_id, b.start AS start, b.plan AS plan
ORDER BY block_id
"""


@dataclass(frozen=True)
class _Term:
    """One thing looked for: a word with its other words, or a phrase."""

    words: tuple[str, ...]
    phrase: bool
    without: bool


def read_search(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """What is typed as terms: words, "phrases" that must stand as they are, -words that must not.

    Raises:
        BadParameter: no word is left to look for.
    """
    terms = _terms(given["words"])
    wanted = [term for term in terms if not term.without]
    if not wanted:
        raise BadParameter(
            f'{given["words"]!r} holds no word to look for. For example: affordable homes, "integrated settlement", '
            "skills -school."
        )
    letters = {plain_letters(word) for term in wanted for word in _looked_for(term)}
    needed = {plain_letters(word) for term in wanted if term.phrase for word in term.words}
    return Reading(
        parameters={
            "letters": [""] if "" in letters else sorted(letters),
            "needed": sorted(needed - {""}),
            "terms": [[list(term.words), term.phrase, term.without] for term in terms],
            "most": given["most"],
        }
    )


def _terms(typed: str) -> list[_Term]:
    found = []
    for minus, quoted, bare in re.findall(r'(-?)(?:["“”]([^"“”]+)["“”]|([^\s"“”]+))', typed):
        words = tuple(normalise(quoted or bare).split())
        small = not quoted and len(words) == 1 and words[0] in SMALL_WORDS
        if words and not small:
            found.append(_Term(words, bool(quoted) or len(words) > 1, bool(minus)))
    return found


def _looked_for(term: _Term) -> list[str]:
    """Words of which a block must hold one to be looked at."""
    if term.phrase:
        return [max(term.words, key=len)]
    word = singular(term.words[0])
    stem = word[:-1] if word.endswith("y") else word
    return [stem, *(other.split()[0] for other in synonyms().get(word, ()))]


def _ranked(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    terms = [_Term(tuple(words), phrase, without) for words, phrase, without in given["terms"]]
    blocks = [(row, _words(row["quote"])) for row in raw]
    counted = [
        (row, words, [_count(term, words) for term in terms])
        for row, words in blocks
        if not any(term.without and _count(term, words)[0] for term in terms)
        and all(term.without or not term.phrase or _count(term, words)[0] for term in terms)
    ]
    held = Counter(n for _, _, counts in counted for n, (weight, _) in enumerate(counts) if weight)
    scored = []
    for row, words, counts in counted:
        score = sum(
            _rarity(held[n], len(raw)) * weight * (_K + 1) / (weight + _K * (1 - _B + _B * len(words) / _LONG))
            for n, (weight, _) in enumerate(counts)
            if weight
        )
        covered = sum(bool(weight) for weight, _ in counts)
        if score:
            matched = list(dict.fromkeys(word for _, spelt in counts for word in spelt))
            scored.append((-covered, -round(score, 6), row["plan"], row["start"], row["block_id"], row, matched))
    scored.sort(key=lambda item: item[:5])
    for rank, (*_, row, matched) in enumerate(scored[: given["most"]], start=1):
        yield {
            "rank": rank,
            **{name: row[name] for name in ("section", "quote", "facts", "block_id", "plan")},
            "matched": matched,
            "basis": ["stated"],
            "source": None,
            "passages": [[row["block_id"]]],
        }


def _rarity(held: int, blocks: int) -> float:
    """How much a term tells: the fewer of the blocks looked at hold it, the more."""
    return math.log(1 + (blocks - held + 0.5) / (held + 0.5))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(normalise(text).split())


def _count(term: _Term, words: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    """How much of a term a block holds, and in which words."""
    if term.phrase:
        size = len(term.words)
        times = sum(tuple(words[n : n + size]) == term.words for n in range(len(words) - size + 1))
        return float(times), (" ".join(term.words),) if times else ()
    word = singular(term.words[0])
    others = synonyms().get(word, ())
    joined = f" {' '.join(map(singular, words))} "
    weight, found = 0.0, []
    for said in words:
        if singular(said) == word:
            weight += _AS_TYPED
        elif len(word) >= _PREFIX and said.startswith(word):
            weight += _BEGINNING
        else:
            continue
        found.append(said)
    if not term.without:
        for other in others:
            times = joined.count(f" {other} ")
            weight += times * _OTHER_WORD
            found += [other] * bool(times)
    return weight, tuple(dict.fromkeys(found))


SEARCH = Question(
    id="search",
    title="What do the plans say about something?",
    why="To find what no fact was made of: the paragraphs and bullets that speak of it, the likeliest first.",
    cypher=SEARCH_CYPHER,
    parameters=(
        Parameter(
            name="words",
            description='words that any of the text uses, "words in quotation marks" that stand together, -words that '
            "it must not use",
            example="affordable homes",
        ),
        Parameter(name="most", description="how many blocks at most", example=10, type=int, default=20, least=1),
    ),
    row=SearchRow,
    identity=("block_id",),
    order=lambda row: (row.rank,),
    shown=("section", "quote", "matched"),
    empty="No block of the plans read speaks of it.",
    read=read_search,
    computed=Computed(columns=("section", "quote", "facts", "block_id", "start", "plan"), rows=_ranked),
)
