"""Where documents come from: a file, a folder of them, an address on the web."""

import os
import re
import stat
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from graph.errors import SourceError, choices
from loaders.limits import MAX_BYTES, MAX_FILES, MAX_PRINTED_BYTES, size

SUFFIXES = (".html", ".htm", ".docx", ".docm", ".pdf", ".md", ".markdown", ".txt", ".csv", ".tsv", ".xlsx", ".xlsm")
"""Names of files that a folder is searched for."""

PRINTED = (".docx", ".docm", ".pdf")
"""Names of files that hold pictures beside their words, and may be larger."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_NO_FILE = {
    "file",
    "ftp",
    "ftps",
    "sftp",
    "javascript",
    "data",
    "mailto",
    "blob",
    "about",
    "ws",
    "wss",
    "ssh",
    "smb",
    "s3",
}


def is_url(source: str) -> bool:
    """Whether a source is an address rather than a file. A single letter before a colon is a Windows drive."""
    found = _SCHEME.match(source)
    return found is not None and (
        found[1].lower() in {"http", "https", *_NO_FILE} or source[found.end() :].startswith("//")
    )


def check_scheme(source: str) -> None:
    """Raise for an address that is not of the web."""
    found = _SCHEME.match(source)
    scheme = found[1].lower() if found else ""
    if scheme not in ("http", "https"):
        hint = " Give a file as its plain path." if scheme == "file" else ""
        raise SourceError(
            f"{source} begins with {scheme}:, which is not read. Addresses begin with http or https.{hint}"
        )


def expand(source: str) -> list[str]:
    """The documents that a source stands for: a file or URL itself, a folder its plan files, sorted by name."""
    if is_url(source):
        check_scheme(source)
        return [source]
    path = Path(source)
    try:
        if not path.is_dir():
            return [source]
        found = sorted(
            (entry for entry in path.iterdir() if _plan_file(entry)),
            key=lambda entry: (entry.name.casefold(), entry.name),
        )
    except (OSError, ValueError) as error:
        raise SourceError(f"The folder {source} cannot be read ({reason(error)}). Check its permissions.") from error
    if not found:
        raise SourceError(
            f"There is no plan in the folder {source}. Files with these endings are read: {choices(SUFFIXES)}; "
            "folders inside it are not searched."
        )
    if len(found) > MAX_FILES:
        raise SourceError(f"The folder {source} holds {len(found)} files, more than the {MAX_FILES} read at once.")
    return [str(entry) for entry in found]


def _plan_file(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")) and path.is_file()


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file within the size limit."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(f"{path} is a folder, not a file. Name a file in it, or load the folder as a whole.")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"{path} is a device or pipe, not a file. Save the plan as a file and load that.")
        most = MAX_PRINTED_BYTES if path.suffix.lower() in PRINTED else MAX_BYTES
        if status.st_size > most:
            raise _too_large(path, status.st_size, most)
        # opened without waiting, so that a pipe put in the file's place cannot hold us
        with os.fdopen(
            os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)), "rb"
        ) as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise SourceError(f"There is no file {path}. Check the name and the folder you are in.") from error
    except PermissionError as error:
        raise SourceError(f"{path} may not be read by you. Check its permissions.") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{str(path)!r} cannot be read: {reason(error)}. Check the name and the disk.") from error
    if len(data) > most:
        raise _too_large(path, len(data), most)
    return data


def _too_large(path: Path, count: int, most: int) -> SourceError:
    return SourceError(
        f"{path} is {size(count)}, more than the {size(most)} that one plan may have. "
        "Load the page or chapter with the plan's text only."
    )


def without_secrets(url: str) -> str:
    """The address without user name, password and fragment."""
    try:
        parts = urlsplit(url)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
    except ValueError:
        return re.sub(r"//[^/]*@", "//", url)


def reason(error: BaseException) -> str:
    """Why the system refused, in its own words."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")
