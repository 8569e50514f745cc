"""Pieces of Cypher that checks of asks share: where they begin, what they return of an ask, whom its words name."""

EACH_ASK = """
UNWIND $plans AS held
MATCH (a:Ask {plan: held})"""
"""Every ask of the plans, as `a`."""

THE_ASK = """a.id AS subject_id, a.title AS subject, a.plan AS plan,
       [(a)-[:IN_SECTION]->(s:Section) | s.title] AS section"""
"""The columns that say which ask it is."""

ITS_WORDS = "[(a)-[:EVIDENCED_BY]->(w:Passage) | w.id]"
"""The ask's own words, as a list of passage ids."""

SAID = "['stated', 'curated']"
"""How a fact must be known to close a gap: the plan's words say it, or a person decided it."""

ASKED = f"""[(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN {SAID}
       | {{name: o.name, id: o.id, kind: o.kind, specificity: o.specificity, scope: to.scope, basis: to.basis,
          letter: to.rule = 'addressee-letter', passages: coalesce(to.passages, [])}}]"""
"""Whom the words of the ask `a` name, and whom a person decided it is of."""

INSIDE = """[(a)-[:EVIDENCED_BY]->(f:Passage)-[:WITHIN]->(:Passage)<-[:WITHIN]-(w:Passage)
           <-[:EVIDENCED_BY]-(o:Organisation)
       WHERE w.start >= f.start AND w.end <= f.end
       | {id: o.id, name: o.name, kind: o.kind, specificity: o.specificity}]"""
"""The bodies that the ask's own words name, in whatever part."""

AN_OWNER = "['named', 'office']"
"""How definite a body must be to answer for an ask: the Chancellor of the Exchequer does, “government” does not."""

UMBRELLA = "[(a)-[:PART_OF]->(u:Ask) | u]"
"""The ask that `a` is a means of: what it says, its means need not repeat."""

SUBJECT_OF = """CASE WHEN s.kind IN ['needs', 'roles'] AND size([(s)-[:PART_OF]->(t:Section) | t.title]) > 0
       THEN head([(s)-[:PART_OF]->(t:Section) | t.title]) ELSE s.title END"""
"""The title of the theme that the section `s` belongs to, or its own."""

BY_ID = "ORDER BY plan, subject, subject_id"
