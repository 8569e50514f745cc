"""What is said beside the output: on standard error, so that a pipe carries rows only."""

import click

_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def printable(words: str) -> str:
    """Words without what would command a terminal (escape codes) or turn its text round; lines and tabs stay."""
    return words.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


_CLEAR = "\r\x1b[2K"


class _Line:
    """The passing line of progress on standard error, if one stands there."""

    stands = False


def passing(message: str) -> None:
    """Show a line of progress that whatever is said next takes the place of."""
    if message or _Line.stands:
        click.echo(_CLEAR + printable(message), nl=False, err=True)
    _Line.stands = bool(message)


def say(message: str) -> None:
    """Say something on standard output, as plain text whatever a document holds."""
    passing("")
    click.echo(printable(message))


def complain(message: str) -> None:
    """Say what went wrong."""
    passing("")
    click.echo(f"Error: {printable(message)}", err=True)


def remark(message: str) -> None:
    """Say something a person should know; nothing where there is nothing to say."""
    if message:
        passing("")
        click.echo(printable(message), err=True)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 ask, 2 asks."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
