"""A plan as the rules read it and as people decided it is.

The rules read the plan first, every time; then each entry of the corrections file is applied in the order of the file.
Nothing of a correction stays in the reading, so that taking an entry out and loading again undoes it.
"""

from pathlib import Path

from loaders.corrections_places import find
from loaders.decisions import Corrections
from loaders.document import Document
from loaders.plan import Loaded, load


def load_decided(
    document: Document, source: str | None, *, corrections: str | Path | None = None, **about: str | None
) -> Loaded:
    """A document understood, and what people decided about it applied.

    Args:
        document: as a reader gives it.
        source: the path it was read from, beside which its corrections file may lie.
        corrections: the corrections file, if it lies elsewhere.
        about: title, publisher and so on, as `loaders.plan.load` takes them.

    Raises:
        DocumentError: the document or its corrections file cannot be used.
    """
    loaded = load(document, **about)
    plan = loaded.graph.plan()
    path = Path(corrections) if corrections is not None else find(source, plan.id, plan.work)
    if path is None:
        return loaded
    from loaders.corrections_file import read  # noqa: PLC0415  (most plans have no corrections)

    return apply(loaded, read(path))


def apply(loaded: Loaded, corrections: Corrections) -> Loaded:
    """The plan as people decided it is.

    What an entry changes has basis curated, and says by whom and when. Every entry is in the graph as a Correction,
    Waiver or Update. One that changes nothing is among the issues, with its line of the corrections file.
    """
    from loaders.corrections_apply import applied  # noqa: PLC0415  (as above)

    return applied(loaded, corrections)
