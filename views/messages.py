"""What is said beside the output: on standard error, so that a pipe carries rows only."""

import click


def complain(message: str) -> None:
    """Say what went wrong."""
    click.echo(f"Error: {message}", err=True)


def remark(message: str) -> None:
    """Say something a person should know; nothing where there is nothing to say."""
    if message:
        click.echo(message, err=True)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 ask, 2 asks."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
