"""The page of gap checks in the docs is what the code says."""

from pathlib import Path

import pytest

from queries.gaps.catalogue import CHECKS
from queries.gaps.finding import Finding
from queries.gaps.page import PAGE, main, page

ROOT = Path(__file__).resolve().parent.parent


def test_the_committed_page_is_current() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(), "Run: python -m queries.gaps.page"


def test_every_check_has_its_section() -> None:
    headings = [line for line in page().splitlines() if line.startswith("### ")]
    assert headings == [f"### {check}" for check in CHECKS]


def test_every_column_of_a_finding_is_named() -> None:
    assert [name for name in Finding.__dataclass_fields__ if f"`{name}`" not in page()] == []


def test_it_writes_only_into_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main() == 1
    assert "top of the checkout" in capsys.readouterr().err
    (tmp_path / "docs").mkdir()
    assert main() == 0
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == page()
