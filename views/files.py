"""Writing files: whole or not at all, and the same bytes on every system."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click


def check_writable(path: Path) -> None:
    """Refuse, before long work, a path at which no file can be written."""
    if not path.parent.is_dir():
        raise click.UsageError(f"There is no folder {str(path.parent)!r} to write {path.name!r} into. Make it first.")
    if path.is_dir():
        raise click.UsageError(f"{str(path)!r} is a folder. Give the name of a file.")


def write_text(path: Path, text: str) -> None:
    """Put a text into a file, in UTF-8; whoever looks meanwhile sees the old file or the new one."""
    write_pieces(path, (text,))


def write_pieces(path: Path, pieces: Iterable[str | bytes]) -> None:
    """Put pieces into a file as they come, texts in UTF-8; the file is there once it is whole."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces)
        Path(name).chmod(0o666 & ~_mask())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _mask() -> int:
    """The permissions that the user's settings take away from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_out(text: str) -> None:
    """Put a text on standard output as bytes, so that Windows adds no carriage returns."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def has_screen() -> bool:
    """Whether somebody sits at a screen: a terminal, a display, and no build server."""
    if os.environ.get("CI") or not (sys.stdout.isatty() and sys.stderr.isatty()):
        return False
    if sys.platform in ("win32", "darwin"):
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show_page(path: Path) -> bool:
    """Open a page in the browser where there is a screen; whether one was opened."""
    if not has_screen():
        return False
    import webbrowser  # noqa: PLC0415  (seldom wanted)

    return webbrowser.open(path.absolute().as_uri())
