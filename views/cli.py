"""The command `partners`: its list of commands, and the one place where an error becomes a message."""

import errno
import os
import sys
from importlib import import_module
from typing import Any, NoReturn, cast

import click

from graph.errors import PartnershipGraphError, UnknownQuestion
from views.messages import complain

_COMMANDS = {
    "demo": "views.commands_demo",
    "load": "views.commands_load",
    "check": "views.commands_load",
    "review": "views.commands_review",
    "plans": "views.commands_plans",
    "forget": "views.commands_plans",
    "questions": "views.commands_ask",
    "ask": "views.commands_ask",
    "gaps": "views.commands_gaps",
    "compare": "views.commands_compare",
    "cypher": "views.commands_cypher",
    "explore": "views.commands_explore",
    "serve": "views.commands_serve",
    "export": "views.commands_export",
}
"""Every command and the module it is in, in the order in which a newcomer needs them."""

_INTERRUPTED = 130
_STOPPED = "Stopped. A plan is stored whole or not at all, so nothing is half done."


class Partners(click.Group):
    """The group of commands: each is imported when it is called, and errors end in a message, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        module = _COMMANDS.get(cmd_name)
        return cast("click.Command", getattr(import_module(module), cmd_name)) if module else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; for an unknown one, the nearest is named."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415  (only for what was mistyped)

            near = get_close_matches(args[0], _COMMANDS, n=1)
            maybe = f" Did you mean {near[0]!r}?" if near else f" The commands are: {', '.join(_COMMANDS)}."
            ctx.fail(f"There is no command {args[0]!r}.{maybe}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what goes wrong on purpose becomes one message and an exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _stop(_STOPPED, _INTERRUPTED)
        except Exception as error:
            if _interrupted(error):
                _stop(_STOPPED, _INTERRUPTED)
            self._told(error)
            raise

    @staticmethod
    def _told(error: Exception) -> None:
        """End with a message for what goes wrong on purpose; anything else is a fault of ours, and shows itself."""
        if isinstance(error, PartnershipGraphError):
            _stop(str(error), 2 if isinstance(error, UnknownQuestion) else 1)
        if isinstance(error, OSError):
            if error.errno == errno.EPIPE or isinstance(error, BrokenPipeError):
                _leave_quietly()
            named = f" {os.fspath(error.filename)!r}" if isinstance(error.filename, str | os.PathLike) else ""
            _stop(f"The system refused{named}: {error.strerror or error}.", 1)


def _interrupted(error: BaseException) -> bool:
    """Whether an error came of Ctrl-C: a library that is stopped in the midst of its work may fail as it tidies up."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, KeyboardInterrupt):
        cause = cause.__cause__ or cause.__context__
    return cause is not None


def _stop(message: str, code: int) -> NoReturn:
    complain(message)
    raise click.exceptions.Exit(code)


def _leave_quietly() -> NoReturn:
    """The reader of our output has gone (`partners plans | head -1`): nothing is wrong."""
    # what is still buffered must go somewhere, or Python complains at its end
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    raise click.exceptions.Exit(0)


@click.group(
    cls=Partners,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="New here? Type: partners demo",
)
@click.version_option(package_name="partnership-graph", message="partners %(version)s")
def partners() -> None:
    """Who delivers what in a regional plan, who is asked for what, and where is nobody.

    Reads plans as they are published and turns them into a graph in which every fact shows its sentence.
    """


def main() -> None:
    """Run the command, as the shell calls it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a pipe on Windows would otherwise be in the code page of the machine and refuse a pound sign
            stream.reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))
    if hasattr(sys.stderr, "reconfigure"):
        # a message about text that is broken is still a message
        sys.stderr.reconfigure(errors="backslashreplace")
    partners(prog_name="partners")
