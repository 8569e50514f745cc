"""Reads a PDF in a process of its own, so that a hostile file can take neither our memory nor our time, nor end us."""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import graph.errors
from graph.errors import DocumentError, UnreadableDocument
from loaders.document import Block
from loaders.limits import MAX_PDF_MEMORY, MAX_PDF_SECONDS, size

_CODE = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from loaders.pdf_apart import serve; serve()"
Read = tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]


def read_apart(data: bytes, name: str) -> Read:
    """Readable text, blocks, declared title, and what was set aside, of a PDF.

    Raises:
        UnreadableDocument: it is broken, protected, without text, or takes more time or memory than a plan does.
    """
    if getattr(sys, "frozen", False):
        # within a program packed into one file there is no interpreter to start
        return _here(data, name)
    path = json.dumps([str(Path(__file__).parent.parent), *sys.path])
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter and module)
            [sys.executable, "-P", "-X", "utf8", "-c", _CODE, path, name],
            input=data,
            capture_output=True,
            timeout=MAX_PDF_SECONDS + 10,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise _gave_up(name, f"took longer than {MAX_PDF_SECONDS:.0f} seconds") from error
    except OSError as error:
        raise _gave_up(name, f"could not be started ({error})") from error
    answer: dict[str, Any] = {}
    with suppress(ValueError):
        answer = json.loads(done.stdout)
    if "error" in answer:
        raise getattr(graph.errors, answer["error"], UnreadableDocument)(answer["message"])
    if "text" not in answer:
        raise _gave_up(name, f"broke off: the file is broken, or takes more than {size(MAX_PDF_MEMORY)} of memory")
    blocks = tuple(_block(each) for each in answer["blocks"])
    return answer["text"], blocks, answer["title"], tuple(answer["notes"])


def _gave_up(name: str, why: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"{name} cannot be read: reading it {why}. Open it in a PDF program, print the plan's own pages to a new PDF "
        "and load that."
    )


def _block(raw: dict[str, Any]) -> Block:
    for key in ("cells", "strong"):
        raw[key] = tuple((start, end) for start, end in raw[key])
    raw["header"] = tuple(raw["header"])
    return Block(**raw)


def _here(data: bytes, name: str) -> Read:
    from loaders.pdf_weight import check_weight  # noqa: PLC0415  (only the process of its own needs them)
    from loaders.read_pdf import read_pdf  # noqa: PLC0415

    check_weight(data, name)
    return read_pdf(data, name)


def serve() -> None:
    """Read the PDF on standard input, and answer on standard output: what runs in the process of its own."""
    data, name = sys.stdin.buffer.read(), sys.argv[2]
    answer: dict[str, Any]
    try:
        _limit(len(data))
        text, blocks, title, notes = _here(data, name)
        answer = {"text": text, "blocks": [asdict(block) for block in blocks], "title": title, "notes": notes}
    except DocumentError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit(count: int) -> None:
    """Give this process no more memory than reading takes, where the system can."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    most = MAX_PDF_MEMORY + 3 * count
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(ValueError, OSError):
        # a crash is told in words, not in a file
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
