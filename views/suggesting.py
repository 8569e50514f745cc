"""Asking a language model for suggestions: only when told to, saying where the plan's words go and what came back."""

import os
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

from views.messages import count, passing, remark, say

if TYPE_CHECKING:
    from loaders.issues import Issue
    from loaders.model import Model
    from loaders.plan import Loaded

_SHOWN = 20


def model_of_the_user() -> "Model":
    """The model that the environment names.

    Raises:
        ModelError: it names none, or not well.
    """
    from loaders.model import Model, endpoint_from  # noqa: PLC0415  (httpx is wanted only here)

    return Model(endpoint_from(os.environ))


def suggested(loaded: "Loaded", model: "Model", source: str) -> "Loaded":
    """A plan with what the model suggests about the blocks that were left over."""
    from loaders.suggesting import suggest  # noqa: PLC0415

    shows = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def tell(done: int, of: int, blocks: int) -> None:
        if done == 0:
            what = f"{count(blocks, 'block')} of {PurePath(source).name}"
            remark(f"Sending {what} to {model.endpoint.host} ({model.endpoint.name})")
        if shows:
            passing(f"Asking the model: {done + 1} of {of}")

    found = suggest(loaded, model, tell)
    if shows:
        passing("")
    return found


def say_suggestions(loaded: "Loaded") -> "list[Issue]":
    """Say what became of the requests and list the suggestions; the issues that are about something else."""
    from loaders.issues import ABOUT_MODEL, SUGGESTED  # noqa: PLC0415

    about = [issue for issue in loaded.issues if issue.code in ABOUT_MODEL]
    suggestions = [issue for issue in about if issue.code == SUGGESTED]
    for issue in about:
        if issue.code != SUGGESTED:
            say(f"  {issue}")
    if suggestions:
        plan = loaded.graph.plan().title
        say(f"  {count(len(suggestions), 'suggestion')} to decide on (inferred, low confidence): {_review(plan)}")
        for issue in suggestions[:_SHOWN]:
            say(f"    {issue}")
        if len(suggestions) > _SHOWN:
            say(f"    and {len(suggestions) - _SHOWN} more")
    return [issue for issue in loaded.issues if issue.code not in ABOUT_MODEL]


def _review(title: str) -> str:
    return f'partners review "{title}"'
