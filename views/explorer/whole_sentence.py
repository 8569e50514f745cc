"""The whole sentence in which a fact's own words stand: what people are shown of it."""

from loaders.sentences import sentences


def whole_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the whole sentences of a block in which a span stands; a semicolon ends none."""
    first, last, open_from = start, end, None
    for sentence in sentences(text, 0, len(text)):
        begun = sentence.start if open_from is None else open_from
        if begun <= start < sentence.end:
            first = begun
        if begun < end <= sentence.end or begun <= end - 1 < sentence.end:
            last = sentence.end
        open_from = begun if text[sentence.end - 1] == ";" else None
    return min(first, start), max(last, end)
