"""The corrections file: every mistake is told with its line, and the docs show what is valid."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import CorrectionsError
from loaders.corrections_file import read, understand
from loaders.corrections_format import ACTIONS, UPDATE, WAIVER
from loaders.corrections_write import appended

DOCS = Path(__file__).resolve().parent.parent / "docs" / "corrections.md"
WHO = "    by: Jane Smith\n    at: 2026-03-02\n"
DROP = "corrections:\n  - action: drop\n    ask: x\n"
UPDATED = "updates:\n  - ask: x\n    date: 2026-01-01\n"


def file(action: str, *lines: str) -> str:
    """A file of one correction."""
    return f"corrections:\n  - action: {action}\n" + "".join(f"    {line}\n" for line in lines) + WHO


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n", "f.yaml:1: a corrections file begins with one of: corrections:, waivers:, updates:"),
        ("correction: []\n", "f.yaml:1: a corrections file has no key 'correction'. Did you mean 'corrections'?"),
        ("corrections: yes\n", "f.yaml:1: corrections must be a list"),
        ("corrections:\n  - drop\n", "f.yaml:2: an entry of corrections is a group of “key: value” lines"),
        ("corrections:\n  - ask: x\n", "f.yaml:2: a correction needs an action, one of: same organisation, "),
        (
            "corrections:\n  - action: delete\n",
            "f.yaml:2: there is no action 'delete'; an action is one of: same organisation",
        ),
        (file("drop", "aks: x"), "f.yaml:3: “drop” has no key 'aks'. Did you mean 'ask'? Its keys are: ask"),
        (file("drop"), "f.yaml:2: “drop” says what it is about by one of: ask, role"),
        (file("drop", "ask: x", "role: y"), "f.yaml:4: “drop” is about one thing, and this one names ask, role"),
        (file("drop", "ask:"), "f.yaml:3: 'ask' is empty"),
        (file("drop", "ask: [a, b]"), "f.yaml:3: 'ask' must be one value"),
        (DROP + "    at: 2026-01-01\n", "f.yaml:2: “drop” needs the key 'by'"),
        (DROP + "    by: J\n", "f.yaml:2: “drop” needs the key 'at'"),
        (
            DROP + "    by: J\n    at: 3 March\n",
            "f.yaml:5: 'at' is '3 March', which is not a date; write it as YYYY-MM-DD",
        ),
        (DROP + "    by: J\n    at: 2026-02-30\n", "f.yaml:5: 'at' is '2026-02-30'"),
        (file("same organisation", "names: [One]"), "f.yaml:3: 'names' must list two names or more"),
        (file("same organisation", "names: One"), "f.yaml:3: 'names' must be a list of names"),
        (
            file("kind", "organisation: X", "kind: firm"),
            "f.yaml:4: there is no kind 'firm' of organisation; it can be: government",
        ),
        (file("kind", "organisation: X"), "f.yaml:2: “kind” needs the key 'kind'"),
        (file("add", "role: x"), "f.yaml:2: an added role needs its partner"),
        (
            file("add", "role: x", "partner: P", "lead: perhaps"),
            "f.yaml:5: 'lead' is 'perhaps', which is not yes or no",
        ),
        (file("add", "priority: x", "to: DfT"), "f.yaml:4: an added priority has no 'to'"),
        (file("accept", "role: x", "supports: P"), "“accept” of the role has no 'supports'; it can have: delivers"),
        (file("reject", "ask: x"), "“reject” needs one of: addressee, supports"),
        ("waivers:\n  - ask: x\n" + WHO, "f.yaml:2: a waiver needs the key 'check'"),
        ("waivers:\n  - check: G01\n    reason: r\n    until: soon\n" + WHO, "f.yaml:4: 'until' is 'soon'"),
        (
            UPDATED + "    said: maybe\n    by: J\n",
            "f.yaml:4: 'said' is 'maybe'; it can be: asked, offered, agreed, refused, delivered",
        ),
        (
            UPDATED + "    said: agreed\n    amount: £4m\n    by: J\n",
            "f.yaml:5: 'amount' is '£4m', which is not a whole number of pounds",
        ),
        (UPDATED + "    said: agreed\n    url: javascript:x\n    by: J\n", "f.yaml:5: 'url' is 'javascript:x'"),
        ("a: [1\n", "f.yaml:2: this is not YAML"),
        ("a: &x 1\nb: *x\n", "f.yaml:1: anchors and aliases (& and *) are not read"),
        ("a: !!python/object:os.system x\n", "f.yaml:1: tags such as"),
        ("a: 1\na: 2\n", "f.yaml:2: 'a' stands here a second time (first in line 1)"),
        ("a: " + "{b: " * 30 + "1" + "}" * 30 + "\n", "nested more than 12 deep"),
        ("[" * 100_000, "f.yaml:1"),
        ("---\na: 1\n---\nb: 2\n", "f.yaml:3: a second document begins"),
        ("#" + " " * 1_000_001, "a corrections file may have 1,000,000"),
    ],
)
def test_a_mistake_in_the_file_is_one_message_with_its_line(text: str, says: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        understand(text, "f.yaml")
    assert says in str(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(CorrectionsError) as caught:
        understand("corrections:\n" + "".join(file("drop", "aks: x").partition("\n")[2] for _ in range(9)), "f.yaml")
    lines = str(caught.value).splitlines()
    assert [line.split(" ")[0] for line in lines[:3]] == ["f.yaml:3:", "f.yaml:7:", "f.yaml:11:"]
    assert lines[-1] == "And 4 more."


def test_a_file_that_is_not_there_or_not_utf8_is_one_message(tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError, match="There is no corrections file"):
        read(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("# one\n# Café\n".encode("latin-1"))
    with pytest.raises(CorrectionsError, match=r"latin\.yaml:2: this is not UTF-8"):
        read(tmp_path / "latin.yaml")
    with pytest.raises(CorrectionsError, match="cannot be read"):
        read(tmp_path)


_ENTRY = {"action": "drop", "ask": "q", "by": "J", "at": "2026-01-01"}
_SIGNS = "abc:-[]{}#|>&*!'\"\n\t ,?%@`\r\x85\u2028~0"
_SCRAPS = st.sampled_from((*_SIGNS, f"\n  - action: drop\n    ask: x\n{WHO}", "corrections:", "  ", "..."))


@settings(max_examples=300, deadline=None)
@given(st.lists(_SCRAPS, max_size=60).map("".join))
def test_any_text_is_read_and_added_to_or_refused(text: str) -> None:
    try:
        held = understand(text, "f.yaml").corrections
        after = understand(appended(text, "f.yaml", [_ENTRY]), "f.yaml").corrections
    except CorrectionsError:
        return
    assert [entry.values for entry in after] == [*(entry.values for entry in held), {"ask": "q"}]


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbf" + file("drop", "ask: no", "note: 2026").encode())
    (entry,) = read(tmp_path / "bom.yaml").corrections
    assert (entry.action, entry.by, entry.at, entry.line) == ("drop", "Jane Smith", "2026-03-02", 2)
    assert entry.values == {"ask": "no", "note": "2026"}


def test_every_action_is_shown_in_the_docs_and_what_is_shown_is_valid() -> None:
    page = DOCS.read_text(encoding="utf-8")
    blocks = [part.split("```")[0] for part in page.split("```yaml\n")[1:]]
    shown = [understand(block, "corrections.md") for block in blocks]
    assert {one.action for file in shown for one in file.corrections} == set(ACTIONS)
    assert any(file.waivers for file in shown)
    assert any(file.updates for file in shown)
    written = {key for block in blocks for part in yaml.safe_load(block).values() for item in part for key in item}
    needed = {name for form in (*ACTIONS.values(), WAIVER, UPDATE) for name, key in form.keys.items() if key.needed}
    assert needed <= written
