"""The figures as tables: for a terminal, and as Markdown."""

from collections.abc import Iterator, Mapping

from benchmarks.extraction.figures import CLASSES, SHARES, TIGHT, Score

_ORDER = (*CLASSES[:4], TIGHT[0], CLASSES[4], TIGHT[1])
_LABEL, _CELL = 22, 7


def text_table(title: str, scores: Mapping[str, Score]) -> Iterator[str]:
    """Lines of a table: a row for each class, three columns for each system."""
    wide = 3 * _CELL
    yield title
    yield "".ljust(_LABEL) + "gold".rjust(_CELL) + "".join(f"  {name:^{wide}}" for name in scores)
    heads = "".join(f"{head:>{_CELL}}" for head in ("P", "R", "F1"))
    yield "class".ljust(_LABEL) + "".rjust(_CELL) + f"  {heads}" * len(scores)
    for label, gold, cells in _rows(scores):
        row = "".join(f"  {''.join(cell.rjust(_CELL) for cell in three)}" for three in cells)
        yield label.ljust(_LABEL) + gold.rjust(_CELL) + row


def markdown_table(scores: Mapping[str, Score]) -> Iterator[str]:
    """Lines of the same table in Markdown."""
    yield "| class | in gold | " + " | ".join(f"{name}: P | R | F1" for name in scores) + " |"
    yield "|---|--:|" + "--:|" * (3 * len(scores))
    for label, gold, cells in _rows(scores):
        yield f"| {label} | {gold} | " + " | ".join(cell or " " for three in cells for cell in three) + " |"


def _rows(scores: Mapping[str, Score]) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    every = list(scores.values())
    for name in _ORDER:
        found = [score.figures[name] for score in every]
        label = f"  {name.split()[-1]}" if name in TIGHT else name
        cells = [(f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}") for f in found]
        yield label, str(found[0].right + found[0].missed), cells
    for name in SHARES:
        shares = [score.shares[name] for score in every]
        label = "kinds of organisations" if name == "kinds" else name
        yield label, "", [("", f"of {s.of}", f"{s.value:.3f}" if s.of else "–") for s in shares]
