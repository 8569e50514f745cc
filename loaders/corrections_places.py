"""Where the corrections file of a plan is."""

import os
import re
from pathlib import Path

from platformdirs import user_data_path

ENDING = ".corrections.yaml"
FOLDER_VARIABLE = "PARTNERS_CORRECTIONS"
"""Names a folder for corrections files by plan id, such as one that a team shares."""


def folder() -> Path:
    """Where corrections files lie by plan id: in the user's data folder, unless the environment says elsewhere."""
    given = os.environ.get(FOLDER_VARIABLE)
    if given:
        return Path(given).expanduser()
    return user_data_path("partnership-graph", appauthor=False) / "corrections"


def places(source: str | None, plan: str, work: str) -> list[Path]:
    """Where the corrections of a plan may lie, the first that is there counting.

    Beside a file: its name, whole or without its ending, and `.corrections.yaml`; then by the id of the plan's
    edition, then by the id all its editions share.
    """
    found: list[Path] = []
    if source is not None and "://" not in source:
        beside = Path(source)
        found += [beside.with_name(beside.name + ENDING), beside.with_name(beside.stem + ENDING)]
    ids = dict.fromkeys((plan, work))
    return [*found, *(folder() / f"{re.sub(r'[^0-9A-Za-z@._-]', '_', one)}{ENDING}" for one in ids)]


def find(source: str | None, plan: str, work: str) -> Path | None:
    """The corrections file of a plan, if there is one."""
    return next((place for place in places(source, plan, work) if place.is_file()), None)
