"""Parameters as they are typed: NAME=VALUE, and the words that follow a question."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.errors import BadParameter

if TYPE_CHECKING:
    from queries.question import Question

F = TypeVar("F", bound=Callable[..., Any])


def _named_values(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    """Names and values from NAME=VALUE; a value is JSON where it is JSON, else text."""
    return tuple(_named_value(value) for value in values)


def _named_value(given: str) -> tuple[str, Any]:
    name, equals, said = given.partition("=")
    if not equals or not name.strip():
        raise click.BadParameter(f"{given!r} is not NAME=VALUE. For example: --param name=housing, --param least=3")
    try:
        return name.strip(), json.loads(said)
    except ValueError:
        return name.strip(), said
    except RecursionError:
        raise click.BadParameter(f"The value of {name.strip()!r} nests lists or maps too deeply to be read.") from None


def param_option(command: F) -> F:
    """--param NAME=VALUE, as often as needed."""
    return click.option(
        "--param",
        multiple=True,
        callback=_named_values,
        metavar="NAME=VALUE",
        help="A parameter. The value is read as JSON where it is JSON, else as text.",
    )(command)


def bound(question: "Question", words: Sequence[str], named: Mapping[str, Any]) -> dict[str, Any]:
    """Words and named values as parameters of a question.

    Words fill what must be given and is not named, the last of it takes all the rest; where nothing must be given,
    all words are the first that may be. What else may be left out is given by name only.

    Raises:
        BadParameter: there are more words than parameters.
    """
    open_still = [parameter for parameter in question.parameters if parameter.name not in named]
    needed = [parameter.name for parameter in open_still if not parameter.optional]
    free = needed or [parameter.name for parameter in open_still[:1] if question.parameters[0].name not in named]
    if words and not free:
        takes = "is answered already by --param" if question.parameters else "takes no parameter"
        raise BadParameter(f"The question {question.id!r} {takes}, and {' '.join(words)!r} was given.")
    given: dict[str, Any] = dict(named)
    for place, name in enumerate(free):
        said = words[place:] if place == len(free) - 1 else words[place : place + 1]
        if said:
            given[name] = " ".join(said)
    texts = {parameter.name for parameter in question.parameters if parameter.type is str}
    return {
        name: str(value) if name in texts and isinstance(value, int | float) and not isinstance(value, bool) else value
        for name, value in given.items()
    }
