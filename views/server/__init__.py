"""The server: the explorer live, a read-only Cypher console, and JSON endpoints, for one reader or a small team.

Nothing in it writes. Its limits stand in `limits`, who may ask in `gate` and `guard`, and everything that is done with
the store goes through `desk` (so many at a time) and `keeper` (who holds the store, and for how long).
"""
