"""The read-only door."""


def check(cypher: str) -> None:
    """Refuse anything but a read."""
    del cypher
