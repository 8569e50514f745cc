"""Queries that return paths, so that Neo4j Browser draws them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A query that is looked at and not read."""

    name: str
    description: str
    cypher: str


PICTURES = (
    Picture(
        "Who does what for which priority",
        "Partners, their roles, and the priorities these go to.",
        """
MATCH path = (:Organisation)-[:PLAYS]->(r:Role)-[:DELIVERS]->(:Priority)
WHERE r.plan IN $plans
RETURN path
LIMIT 300
""",
    ),
    Picture(
        "What is asked of whom",
        "Asks and the bodies they go to, where the plan names them.",
        """
MATCH path = (a:Ask)-[to:ADDRESSED_TO]->(:Organisation)
WHERE a.plan IN $plans AND to.basis IN ['stated', 'curated']
RETURN path
LIMIT 300
""",
    ),
    Picture(
        "What is asked, with departments that are inferred",
        "The same with the departments likely to be meant: suggestions, marked as inferred.",
        """
MATCH path = (a:Ask)-[:ADDRESSED_TO]->(:Organisation)
WHERE a.plan IN $plans
RETURN path
LIMIT 300
""",
    ),
    Picture(
        "The words behind the asks",
        "Asks, their own words, and the sentence or bullet these stand in.",
        """
MATCH path = (a:Ask)-[:EVIDENCED_BY]->(:Passage)-[:WITHIN]->(:Passage)
WHERE a.plan IN $plans
RETURN path
LIMIT 300
""",
    ),
    Picture(
        "Sections and what they cover",
        "The plan, its sections, and the priorities each covers.",
        """
MATCH path = (p:Plan)-[:HAS_SECTION]->(:Section)-[:COVERS]->(:Priority)
WHERE p.id IN $plans
RETURN path
LIMIT 300
""",
    ),
    Picture(
        "Public record about the bodies named",
        "What belongs to what, who followed whom, who decides on which fund: from registers, not from the plan.",
        """
MATCH path = (o:Organisation)-[link:PART_OF|MEMBER_OF|SUCCEEDS|CONTROLS]->()
WHERE link.basis = 'reference' AND EXISTS { MATCH (o)-[:EVIDENCED_BY]->(w:Passage) WHERE w.plan IN $plans }
RETURN path
LIMIT 300
""",
    ),
)
"""Every picture."""
