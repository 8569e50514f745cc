"""The verbs of plans, and the forms they take.

A closed list serves better than a parser here: a plan asks and promises with a few hundred verbs, and a word outside
the list is seldom one of them.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from graph.vocabulary import VerbClass

Form = Literal["base", "ing", "third", "past"]

_IRREGULAR = {
    "bought": "buy", "brought": "bring", "built": "build", "rebuilt": "rebuild", "chosen": "choose", "did": "do",
    "does": "do", "done": "do", "drawn": "draw", "driven": "drive", "felt": "feel", "found": "find", "gave": "give",
    "given": "give", "goes": "go", "gone": "go", "got": "get", "grew": "grow", "grown": "grow", "heard": "hear",
    "held": "hold", "kept": "keep", "knew": "know", "known": "know", "led": "lead", "left": "leave", "made": "make",
    "meant": "mean", "met": "meet", "paid": "pay", "ran": "run", "said": "say", "saw": "see", "seen": "see",
    "sold": "sell", "sought": "seek", "spent": "spend", "stood": "stand", "taken": "take", "taught": "teach",
    "told": "tell", "took": "take", "thought": "think", "undertaken": "undertake", "undertook": "undertake",
    "understood": "understand", "underpinned": "underpin", "written": "write", "wrote": "write", "lent": "lend",
    "fed": "feed", "began": "begin", "begun": "begin", "became": "become", "lay": "lie", "sat": "sit", "forgone": "go",
}  # fmt: skip
_VOWELS = "aeiou"
_ENDINGS: tuple[tuple[str, Form], ...] = (("ing", "ing"), ("s", "third"), ("ed", "past"))


@cache
def _parts() -> dict[str, VerbClass | None]:
    table = files("loaders").joinpath("data", "verbs.csv").read_text(encoding="utf-8")
    return {
        row["verb"]: cast("VerbClass", row["part"]) if row["part"] else None
        for row in csv.DictReader(table.splitlines())
    }


@cache
def forms(word: str) -> frozenset[tuple[Form, str]]:
    """Every reading of a lower-case word as a form of a known verb: (form, base verb)."""
    known = _parts()
    found: set[tuple[Form, str]] = set()
    prefix, _, bare = word.rpartition("co-") if word.startswith("co-") else ("", "", word)
    del prefix
    for candidate in {word, bare}:
        if candidate in known:
            found.add(("base", candidate))
        if candidate in _IRREGULAR:
            form: Form = "third" if candidate in ("does", "goes") else "past"
            found.add((form, _IRREGULAR[candidate]))
        for ending, ended in _ENDINGS:
            for base in _bases(candidate, ending):
                if base in known and (base not in _IRREGULAR.values() or ended != "past"):
                    found.add((ended, base))
    return frozenset(found)


def _bases(word: str, ending: str) -> list[str]:
    if not word.endswith(ending) or len(word) - len(ending) < 2:
        return []
    stem = word[: -len(ending)]
    found = [stem]
    if ending == "s":
        if stem.endswith("ie"):
            found.append(stem[:-2] + "y")
        if stem.endswith("e") and stem[:-1].endswith(("s", "sh", "ch", "x", "z", "o")):
            found.append(stem[:-1])
        return found
    found.append(stem + "e")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        found.append(stem[:-1])
    if ending == "ed" and stem.endswith("i"):
        found.append(stem[:-1] + "y")
    if ending == "ing" and stem.endswith("y"):
        found.append(stem[:-1] + "ie")
    return found


def base(word: str, form: Form) -> str | None:
    """The base verb of a lower-case word read in one form, or None if it is no such form of a known verb."""
    return next((verb for found, verb in sorted(forms(word)) if found == form), None)


def is_form(word: str, form: Form) -> bool:
    """Whether a lower-case word can be this form of a known verb."""
    return base(word, form) is not None


def verb_class(verb: str) -> VerbClass | None:
    """What sort of part a partner plays that does this (base verb)."""
    return _parts().get(verb)
