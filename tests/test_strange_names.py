"""Names in a Cypher text that the graph does not have."""

import pytest

from queries.catalogue import QUESTIONS
from queries.gaps.catalogue import CHECKS
from queries.strange_names import strange_names


@pytest.mark.parametrize(
    ("cypher", "says"),
    [
        ("MATCH (o:Organization) RETURN o", "no label 'Organization'. The nearest is 'Organisation'."),
        ("MATCH (a:Ask|Roll) RETURN a", "no label 'Roll'. The nearest is 'Role'."),
        ("MATCH (a:Ask&!Plans) RETURN a", "no label 'Plans'. The nearest is 'Plan'."),
        ("MATCH (a) WHERE a:Asks RETURN a", "no label 'Asks'. The nearest is 'Ask'."),
        ("MATCH (a:`Asks`) RETURN a", "no label 'Asks'. The nearest is 'Ask'."),
        (
            "MATCH (a:Ask)-[:ADRESSED_TO]->(o) RETURN a",
            "no type of relationship 'ADRESSED_TO'. The nearest is 'ADDRESSED_TO'.",
        ),
        ("MATCH ()-[r:PLAYS|DELIVER]->() RETURN r", "no type of relationship 'DELIVER'. The nearest is 'DELIVERS'."),
        ("MATCH (a:Ask) RETURN a.titel", "no property 'titel'. The nearest is 'title'."),
        ("MATCH (a:Ask {titel: 'x'}) RETURN a", "no property 'titel'. The nearest is 'title'."),
        ("MATCH (a:Ask) WITH collect(a) AS all RETURN all[0].titel", "no property 'titel'. The nearest is 'title'."),
        ("MATCH (q:Zzzz) RETURN q", "no label 'Zzzz'. docs/ontology.md lists all there are."),
    ],
)
def test_a_name_that_there_is_not_is_told_with_the_nearest(cypher: str, says: str) -> None:
    (said,) = strange_names(cypher)
    assert said == f"The graph has {says}"


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (a:Ask)-[t:ADDRESSED_TO {scope: 'ask'}]->(d:Department) RETURN a.title, t.`basis`, d.name",
        "WITH {total: 1, Organization: 2} AS m RETURN m.total, m.Organization",
        "MATCH (a:Ask) RETURN a {.title, colour: 'red'} AS one ORDER BY one.colour",
        "RETURN ':Organization' AS x // (o:Organization) a.titel",
        "RETURN date.truncate('month', date('2025-07-01')) AS d, $given.colour AS c, 1.5 AS f, [1, 2][0..1] AS l",
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.labels YIELD label RETURN label",
        "RETURN CASE WHEN true THEN {kind: 'x'} ELSE null END AS one",
        "MATCH (a:Ask RETURN `",
        "",
    ],
)
def test_what_is_known_or_no_name_of_the_graph_is_not_told(cypher: str) -> None:
    assert strange_names(cypher) == ()


@pytest.mark.parametrize("id_", [*QUESTIONS, *CHECKS])
def test_our_own_cypher_has_no_strange_name(id_: str) -> None:
    cypher = QUESTIONS[id_].cypher if id_ in QUESTIONS else CHECKS[id_].cypher
    assert strange_names(cypher) == ()


def test_a_text_about_something_else_gets_three_sentences_at_most() -> None:
    assert len(strange_names("MATCH (a:One)-[:TWO]->(b:Three)-[:FOUR]->(c:Five) RETURN a, b, c")) == 3
