"""Pieces of Cypher that checks of priorities share: which they are, who delivers them, what is asked for them.

What stands in a section whose own words name the priority is for that priority too, whether or not it repeats the name.
"""

from queries.gaps.pieces import SAID

EACH_PRIORITY = """
UNWIND $plans AS held
MATCH (own:Plan {id: held})
WITH held, own, [(own)<-[:PUBLISHES]-(w:Organisation) | w.id] AS owners,
     [(own)-[:SETS]->(other:Priority)<-[:COVERS]-(:Section) | other.id] AS covered
MATCH (p:Priority {plan: held})
WITH held, own, p, owners, covered
WHERE p.shared OR p.id IN covered OR size(covered) = 0"""
"""Every priority of the plans, as `p`, with its plan as `own` and the ids of the publishers as `owners`; an aim of the
whole plan, over no section where the others have theirs, is none."""

THE_PRIORITY = """p.id AS subject_id, p.name AS subject, held AS plan, p.shared AS shared,
       [(p)<-[:COVERS]-(s:Section) | s.title] AS section"""
"""The columns that say which priority it is."""

PRIORITY_WORDS = "[(p)-[:EVIDENCED_BY]->(w:Passage) | w.id]"


def _under(link: str) -> str:
    """From the priority to what stands in the sections whose words name it, or below them."""
    return f"(p)<-[c:COVERS]-(:Section)<-[:PART_OF*0..9]-(:Section)<-[:IN_SECTION]-({link})"


ASKED_FOR = f"""[(p)<-[u:SUPPORTS]-(a:Ask) | u.basis]
       + [{_under("a:Ask")} WHERE c.basis IN {SAID} | 'same section']"""
"""How each ask for the priority is linked to it."""

ASKED_NEAR = f"[{_under('a:Ask')} | a.id]"
"""The asks of every section that is about it, also where that is only concluded."""

ASKED_AT_ALL = """[(own)-[:SETS]->(:Priority)<-[:SUPPORTS]-(a:Ask) | a.id]
       + [(own)-[:SETS]->(:Priority)<-[:COVERS]-(:Section)<-[:PART_OF*0..9]-(:Section)<-[:IN_SECTION]-(a:Ask) | a.id]"""
"""The asks of the plan that are for any of its priorities, or stand in a section about one."""

_PARTNER = "NOT o.id IN owners AND o.specificity <> 'generic'"
_ABOUT = (
    "id: o.id, name: o.name, specificity: o.specificity, role: r.id, words: [(r)-[:EVIDENCED_BY]->(w:Passage) | w.id]"
)

DELIVERERS = f"""[(p)<-[d:DELIVERS]-(r:Role)<-[:PLAYS]-(o:Organisation) WHERE {_PARTNER}
       | {{{_ABOUT}, how: d.basis}}]"""
"""Who delivers the priority, by the words or the topic of a role; the publisher and “government” are no partners."""

NEAR = f"""[{_under("r:Role")}<-[:PLAYS]-(o:Organisation) WHERE {_PARTNER} AND c.basis IN {SAID}
       | {{{_ABOUT}, how: 'same section'}}]"""
"""Who has a role in a section whose words name the priority."""

FARTHER = f"[{_under('r:Role')}<-[:PLAYS]-(o:Organisation) WHERE {_PARTNER} | o.name]"
"""Who has a role in any section about it, also where that is only concluded."""

LEADS = f"""[(p)<-[:DELIVERS]-(r:Role) WHERE r.lead OR r.verb_class = 'lead' | r.id]
       + [{_under("r:Role")} WHERE r.lead OR r.verb_class = 'lead' | r.id]"""
"""The roles of leading it, the publisher's own among them."""
