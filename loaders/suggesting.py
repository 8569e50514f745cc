"""Asks a language model about what the rules left over of a plan, and keeps what stands up to the document."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.errors import ModelError, UnusableAnswer
from graph.ontology import Organisation
from loaders.document import Block, Document
from loaders.issues import SUGGESTED, Issue
from loaders.model import Model
from loaders.model_answers import proposals
from loaders.model_prompt import Asked, batches, messages, to_ask_about
from loaders.plan import Loaded
from loaders.sentences import Span, one_line
from loaders.suggestions import Judge, LeftOut, Suggestion
from loaders.suggestions_graph import with_suggestions

_UNUSABLE_IN_A_ROW = 3
_LEAST_SECONDS = 0.5
_SHOWN = 160


Tell = Callable[[int, int, int], None]


def _say_nothing(_done: int, _of: int, _blocks: int) -> None:
    """For those who need not be told how far it is."""


@dataclass
class _Talk:
    """What came of the requests about one plan."""

    left_out: Counter[str] = field(default_factory=Counter)
    unusable: Counter[str] = field(default_factory=Counter)
    failed: str = ""
    not_asked: int = 0
    why_not: str = ""
    nothing: bool = False
    """Whether there was nothing to ask about."""


def suggest(loaded: Loaded, model: Model, tell: Tell = _say_nothing) -> Loaded:
    """The plan with what a model suggests about the blocks that the rules left over.

    All the rules found, and people decided, stays as it is. A suggestion has basis inferred, confidence low, and the
    rule `suggested`; each is listed among the issues. Whatever the model does, a plan comes back.

    Args:
        loaded: the plan as read, with people's decisions applied.
        model: whom to ask.
        tell: called before each request with how many were made, how many there are, and of how many blocks.
    """
    asked, addressed = to_ask_about(loaded)
    judge = Judge(loaded)
    talk = _talk(asked, judge, model, tell)
    graph = with_suggestions(loaded.graph, loaded.document, judge.taken) if judge.taken else loaded.graph
    named = {body.id: body.name for body in graph.of(Organisation)}
    issues = (
        *_of_talk(talk),
        *(_speaks(loaded.document, block) for block in addressed),
        *(_suggested(loaded.document, one, named[one.body]) for one in sorted(judge.taken, key=lambda s: s.span)),
    )
    return replace(loaded, graph=graph, issues=(*issues, *loaded.issues))


def _talk(asked: Sequence[Asked], judge: Judge, model: Model, tell: Tell) -> _Talk:
    limits, talk = model.limits, _Talk(nothing=not asked)
    most = limits.requests * limits.blocks
    deadline = time.monotonic() + limits.seconds
    parts = list(batches(asked, limits.blocks))
    in_a_row = done = 0
    for number, batch in enumerate(parts[: limits.requests]):
        left = deadline - time.monotonic()
        if left < _LEAST_SECONDS:
            talk.why_not = ", since the time for one plan was over"
            break
        tell(number, min(len(parts), limits.requests), min(len(asked), most))
        try:
            found, misshapen = proposals(model.answer(messages(batch), left))
        except UnusableAnswer as error:
            talk.unusable[str(error)] += 1
            in_a_row += 1
        except ModelError as error:
            talk.failed = str(error)
            break
        else:
            in_a_row = 0
            if misshapen:
                talk.left_out["not in the form that was asked for"] += misshapen
            for proposal in found:
                try:
                    judge.take(proposal, batch)
                except LeftOut as why:
                    talk.left_out[str(why)] += 1
        done += len(batch)
        if in_a_row == _UNUSABLE_IN_A_ROW:
            break
    else:
        talk.why_not = f", since one plan gets {limits.requests} requests at most"
    talk.not_asked = len(asked) - done
    return talk


def _of_talk(talk: _Talk) -> Iterator[Issue]:
    """What there is to say about the model, each thing once."""
    if talk.nothing:
        yield Issue(0, "model-not-asked", "The rules left nothing over that a model could be asked about.", "", "note")
    if talk.failed:
        yield Issue(0, "model-failed", talk.failed, "What the rules found is unchanged.")
    if talk.unusable:
        times = sum(talk.unusable.values())
        message = (
            f"The model gave {_counted(times, 'answer')} of which nothing could be made: {_reasons(talk.unusable)}."
        )
        yield Issue(0, "model-failed", message, "What the rules found is unchanged.")
    if talk.left_out:
        message = (
            f"{_counted(sum(talk.left_out.values()), 'proposal')} of the model left out: {_reasons(talk.left_out)}."
        )
        yield Issue(0, "suggestion-left-out", message, "", "note")
    if talk.not_asked:
        message = f"The model was not asked about {_counted(talk.not_asked, 'block')} of those left over"
        yield Issue(0, "model-not-asked", f"{message}{talk.why_not}.", "", "note")


def _counted(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def _reasons(counted: Counter[str]) -> str:
    return "; ".join(f"{count} {why}" if len(counted) > 1 else why for why, count in sorted(counted.items()))


def _speaks(document: Document, block: int) -> Issue:
    message = f"a block speaks to a language model and was not sent: {_shown(document, document.blocks[block])}."
    return Issue(_line(document, block), "speaks-to-model", message, "Read it before you rely on the document.")


def _suggested(document: Document, one: Suggestion, name: str) -> Issue:
    what = f"an ask of {name}" if one.kind == "ask" else f"a role of {name}"
    message = f"the model suggests {what}: {_shown(document, one.span)}."
    return Issue(_line(document, one.block), SUGGESTED, message, "Accept or drop it with partners review.", "note")


def _shown(document: Document, place: Block | Span) -> str:
    words = one_line(document.text[place.start : place.end])
    return f"“{words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(' ', 1)[0] + ' …'}”"


def _line(document: Document, block: int) -> int:
    found = document.blocks[block]
    return found.line or document.text.count("\n", 0, found.start) + 1
