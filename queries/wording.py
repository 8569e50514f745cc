"""Lists and numbers in the sentences of answers, and the pieces of Cypher that most questions share."""

from collections.abc import Iterable


def listed(names: Iterable[str], most: int | None = None) -> str:
    """Names as a sentence lists them: A, B and C; beyond `most`, how many more there are."""
    every = list(names)
    shown = every if most is None or len(every) <= most else [*every[: most - 1], f"{len(every) - most + 1} more"]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else ""


def quoted(names: Iterable[str], most: int | None = None) -> str:
    """Names as a sentence lists them, each in quotation marks, since titles have their own commas and ands."""
    return listed((f"“{name}”" for name in names), most)


def number(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 ask, 2 asks."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def said_as(amount: str | None, role: str | None) -> str | None:
    """A sum as printed, with what it is where it is not asked for."""
    kept = {"requested": "", "need": " (what it costs, not asked)", "context": " (beside it, not asked)"}
    return None if amount is None else amount + kept.get(role or "", " (not told what for)")


def own_words(fact: str) -> str:
    """Cypher: ids of the passages that hold the own words of a fact."""
    return f"[({fact})-[:EVIDENCED_BY]->(w:Passage) | w.id]"


def sections_of(fact: str) -> str:
    """Cypher: the titles of the sections in which an ask or a role stands."""
    return f"[({fact})-[:IN_SECTION]->(s:Section) | s.title]"


def under_its_heading(priority: str) -> str:
    """Cypher: roles `r` that a plan sets under the heading of a priority, without saying that they deliver it.

    The heading is the name of the priority, as in "Priority 2: Homes and Places": what stands under "Clusters and
    innovation" need not be for "Innovation".
    """
    name = f"{priority}.name"
    before = f"substring(s.title, 0, size(s.title) - size({name}))"
    return f"""MATCH ({priority})<-[:COVERS]-(s:Section)
    WHERE CASE WHEN toLower(s.title) ENDS WITH toLower({name})
          THEN {before} = '' OR {before} =~ '(?s)(?:.*[:.)]|\\\\d+)\\\\s+' ELSE false END
    MATCH (s)<-[:PART_OF*0..4]-(:Section)<-[:IN_SECTION]-(r:Role)
    WHERE NOT EXISTS {{ MATCH (r)-[:DELIVERS]->({priority}) }}"""
