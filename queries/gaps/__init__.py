"""Gap checks: what a plan does not say that somebody would have to know. Each is a record with its Cypher."""
