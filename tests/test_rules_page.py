"""The page of rules in the docs is what the code says."""

from pathlib import Path

import pytest

from loaders.rules import RULES
from loaders.rules_page import PAGE, main, page

ROOT = Path(__file__).resolve().parent.parent


def test_the_committed_page_is_current() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(), "Run: python -m loaders.rules_page"


def test_every_rule_has_one_row() -> None:
    rows = [line for line in page().splitlines() if line.startswith("| `")]

    assert sorted(row.split("`")[1] for row in rows) == sorted(RULES)


def test_it_writes_only_into_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main() == 1
    assert "top of the checkout" in capsys.readouterr().err
    (tmp_path / "docs").mkdir()
    assert main() == 0
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == page()
