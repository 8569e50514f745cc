"""A command's own imports kept small."""

import sys
from contextlib import suppress
from importlib import import_module

_FRAMES = ("numpy", "pandas", "pyarrow")


def import_driver() -> None:
    """Import the database driver without the libraries of data frames.

    The driver loads them, wherever they are installed, so as to take frames as parameters. A command never sends it
    one, and they would make up a third of the memory and the time of a load. In a notebook, where somebody may send
    frames through the driver, it is imported as usual.
    """
    if "neo4j" in sys.modules:
        return
    held = [name for name in _FRAMES if name not in sys.modules]
    for name in held:
        sys.modules[name] = None  # type: ignore[assignment]  # makes the import fail, as where it is not installed
    try:
        with suppress(ImportError):
            import_module("neo4j")
    finally:
        for name in held:
            del sys.modules[name]
