"""The words of Cypher, by what they may do in a text that only reads."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENING = _words("MATCH OPTIONAL WITH RETURN UNWIND CALL FILTER LET")
"""Clauses that read and can begin a query."""

CONTINUING = OPENING | _words(
    """WHERE ORDER SKIP OFFSET LIMIT UNION YIELD USING AND OR XOR NOT IN IS CONTAINS STARTS ENDS AS ASC ASCENDING DESC
    DESCENDING WHEN THEN ELSE END ON FROM PATH PATHS GROUP GROUPS LIST ARRAY SCAN"""
)
"""What may stand directly after an expression or a pattern."""

PREFIXES = _words(
    "NOT DISTINCT ALL ANY CASE WHERE SHORTEST WALK TRAIL ACYCLIC BOTH LEADING TRAILING SIGNED LOCAL ZONED"
)
"""What may stand before an expression, where a name may stand as well."""

KNOWN = (
    CONTINUING
    | PREFIXES
    | _words(
        """BY INDEX RANGE TEXT POINT SEEK JOIN TYPED NORMALIZED NFC NFD NFKC NFKD REPEATABLE ELEMENT ELEMENTS DIFFERENT
        RELATIONSHIP RELATIONSHIPS BINDINGS PROPERTY VALUE TIME TIMESTAMP DATETIME WITHOUT TIMEZONE ZONE NODE"""
    )
)
"""Words that can go on after another keyword, or be a name there."""

WRITING = _words("CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT")
"""Words of clauses that change the graph."""

LOADING = _words("LOAD")
"""Words of clauses that read files and the web."""

ADMINISTERING = _words(
    """SHOW TERMINATE USE START STOP DROP ALTER GRANT DENY REVOKE RENAME ENABLE DEALLOCATE REALLOCATE DRYRUN CYPHER
    SESSION DEFINE BEGIN COMMIT ROLLBACK"""
)
"""Words that ask about the server, rule it, choose another graph or another language."""

STEPPING = _words("FINISH NEXT")
"""Words of the GQL standard that end a query without an answer or begin another."""

DENIED = WRITING | LOADING | ADMINISTERING | STEPPING
"""Every word that begins something other than reading this graph."""
