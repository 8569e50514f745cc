"""What runs and what is styled in the page: files of our own, and a policy under which nothing else is."""

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

STYLES = ("explorer.css", "explorer-shell.css", "explorer-views.css")
SCRIPTS = (
    "explorer.js",
    "explorer-details.js",
    "explorer-flow.js",
    "explorer-tables.js",
    "explorer-search.js",
    "explorer-gaps.js",
    "explorer-wrong.js",
    "explorer-save.js",
    "explorer-network.js",
)
"""In the order in which they run."""


def template(name: str) -> str:
    """The text of a file of the page."""
    return (files("views") / "templates" / name).read_text(encoding="utf-8")


def environment(package: str = "views") -> Environment:
    """Where a package's templates are found: every text is escaped, and a name that is not there is an error."""
    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def policy(style: str, scripts: Iterable[str]) -> str:
    """A content security policy under which nothing runs or is fetched but these."""
    allowed = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
