"""One process at a time in a folder, and a name for whoever is in it."""

import os
import sys
from pathlib import Path

from graph.errors import StoreUnavailable

_FILE = "store.lock"
_FAR = 1 << 30
"""The locked byte lies far behind the text, so that on Windows, too, others can read who holds the lock."""

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Holds a folder until it is released or the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lock of a folder.

        Raises:
            StoreUnavailable: somebody else holds it, or nothing can be written there.
        """
        path = folder / _FILE
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError:
            os.close(self._handle)
            raise StoreUnavailable(_held(folder, path)) from None
        os.ftruncate(self._handle, 0)
        os.write(self._handle, str(os.getpid()).encode("ascii"))

    def release(self) -> None:
        """Let go of the folder; once more does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _held(folder: Path, path: Path) -> str:
    try:
        holder = path.read_text("ascii").strip()
    except (OSError, ValueError):
        holder = ""
    if holder == str(os.getpid()):
        return f"The store {folder} is open already in this process. Close it first, or use the one that is open."
    who = f"process {holder}" if holder else "another process"
    return (
        f"The store {folder} is in use by {who}. An embedded store serves one process at a time: "
        "end that one first, name another folder with --store, or use a Neo4j server (--store neo4j://…)."
    )
