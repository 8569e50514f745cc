"""How much, how long and how many: every limit of the server, said once."""

SECONDS = 10.0
"""How long one read of the store may take."""

AT_ONCE = 4
"""How many requests may be at work in the store at one time; others are told to come back."""

ROWS, MOST_ROWS = 1_000, 10_000
"""How many rows an answer has where none is said, and at most."""

LONGEST_TARGET = 8_192
"""How many bytes the path and the query of an address may have."""

LARGEST_BODY = 512 * 1024
"""How many bytes a body may have: the longest query that the read-only door lets through, with its parameters."""

HEAD_SECONDS = 10.0
"""How long the first lines of a request may take to arrive."""

BODY_SECONDS = 10.0
"""How long a body may take to arrive."""

CONNECTIONS = 256
"""How many connections may be open at one time."""

IDLE_SECONDS = 2.0
"""After how long without a request an embedded store is let go, so that another command can load a plan."""

MOST_DRAWN = 120
"""How many nodes a picture has at most: more tell nobody anything, and the table holds everything."""

SHORTEST_TOKEN = 16
"""How many characters a token has at least."""

WRONG_TOKEN_SECONDS = 0.3
"""How long a wrong token is kept waiting for its answer."""
