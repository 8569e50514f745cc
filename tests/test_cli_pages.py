"""partners explore and partners demo: the page, where it goes, and when a browser opens."""

import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.store import open_store
from tests.sample_plans import midshire
from views import files
from views.cli import partners


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in the browser."""
    found: list[str] = []

    def note(url: str, new: int = 0, autoraise: bool = True) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return found


@pytest.fixture
def held(tmp_path: Path) -> str:
    with open_store(str(tmp_path / "store")) as store:
        store.replace_plan(midshire())
    return str(tmp_path / "store")


def test_explore_writes_the_page_and_prints_its_path(
    held: str, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(partners, ["explore", "--store", held])
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{tmp_path / 'partnerships.html'}\n"
    page = (tmp_path / "partnerships.html").read_text(encoding="utf-8")
    assert "build cottages for rent" in page
    assert opened == []  # nobody sits at a screen


def test_a_browser_opens_only_at_a_screen(
    held: str, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "has_screen", lambda: True)
    page = tmp_path / "page.html"
    CliRunner().invoke(partners, ["explore", "-o", str(page), "--no-open", "--store", held])
    assert opened == []
    CliRunner().invoke(partners, ["explore", "-o", str(page), "--store", held])
    assert opened == [page.as_uri()]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["-o", "nowhere/page.html"], 2, "There is no folder 'nowhere' to write 'page.html' into"),
        (["--plan", "zzz"], 1, "The store holds no plan 'zzz'. It holds: 'Midshire Growth Plan'"),
    ],
)
def test_a_page_that_cannot_be_written_is_one_message(held: str, arguments: list[str], code: int, says: str) -> None:
    result = CliRunner().invoke(partners, ["explore", *arguments, "--store", held])
    assert result.exit_code == code
    assert says in result.stderr


def test_the_demo_loads_its_plan_writes_its_page_and_tells_what_is_next(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    result = CliRunner().invoke(
        partners, ["demo", "-o", str(tmp_path / "page.html"), "--store", str(tmp_path / "store")]
    )
    assert result.exit_code == 0, result.output
    assert str(tmp_path / "page.html") in result.stdout
    for line in result.stdout.splitlines():
        if line.startswith("  partners ask "):
            answer = CliRunner().invoke(partners, line.split()[1:])
            assert answer.exit_code == 0, answer.output
            assert answer.stdout
    assert opened == []
