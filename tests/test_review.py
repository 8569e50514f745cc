"""partners review: what is asked, what is written, and what is never touched."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.errors import CorrectionsError
from graph.interchange import to_json
from graph.ontology import AddressedTo, EvidencedBy, Organisation, Plays, Role
from graph.store import open_store
from loaders import readers
from loaders.bodies import find_bodies
from loaders.corrections import load_decided
from loaders.corrections_file import understand
from loaders.corrections_write import appended, begun
from loaders.explain import explain
from loaders.look_alikes import look_alike
from loaders.plan import load
from loaders.rebuilt import document_of
from loaders.uncertain import uncertain
from views.cli import partners

PLAN = """# A plan for Northshire

Northshire County Council wants fair rivers. Northshire Growth Company sells boat trips.

## Our Canals

### What we need from government

We want:

- fund more bus services, at a cost of £40m
- a kinder towpath

### The roles our partners will play

- Homes England – building cottages for rent
- Growth Co – selling boat trips abroad
- BCC – mending boats
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARTNERS_CORRECTIONS", str(tmp_path / "corrections"))
    path = tmp_path / "northshire.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(source: Path, *arguments: str, given: str = "") -> Result:
    store = str(source.parent / "store")
    return CliRunner().invoke(partners, [*arguments, "--store", store], input=given)


def listed(source: Path, *arguments: str) -> list[dict[str, object]]:
    result = run(source, "review", str(source), "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def answers(source: Path, given: dict[str, str], unasked: str = "") -> str:
    """What is typed: an answer for each question that holds some words, and skip for the others."""
    asked = [str(row["question"]) for row in listed(source) if not unasked or unasked not in str(row["question"])]
    typed = [next((answer for words, answer in given.items() if words in question), "s") for question in asked]
    return "\n".join(typed) + "\n"


def test_what_is_uncertain_is_listed_and_nothing_is_written(source: Path) -> None:
    rows = listed(source)
    assert {row["kind"] for row in rows} >= {"look-alike names", "name not placed", "inferred addressee"}
    (alike,) = [row for row in rows if row["kind"] == "look-alike names"]
    assert alike["question"] == "Are “Northshire Growth Company” and “Growth Co” the same organisation?"
    assert str(alike["why"]).startswith("one leaves out where it is")
    assert alike["yes"] == {"action": "same organisation", "names": ["Northshire Growth Company", "Growth Co"]}
    assert alike["no"] == {"action": "not the same", "names": ["Northshire Growth Company", "Growth Co"]}
    (nobody,) = [row for row in rows if row["kind"] == "name not placed"]
    assert "British Chambers of Commerce" in str(nobody["choices"])
    assert nobody["quote"] == "BCC – mending boats"
    assert [path.name for path in source.parent.iterdir()] == ["northshire.md"]
    table = run(source, "review", str(source), "--list")
    assert "look-alike names" in table.stdout
    assert "yes, no, skip or quit" not in table.stdout


def test_only_one_kind_is_asked_for(source: Path) -> None:
    assert {row["kind"] for row in listed(source, "--only", "inferred addressee")} == {"inferred addressee"}
    result = run(source, "review", str(source), "--only", "guesses")
    assert result.exit_code == 2
    assert "There is no kind 'guesses'. The kinds are: look-alike names" in result.stderr


def test_answers_are_written_and_applied_by_the_next_load(source: Path) -> None:
    typed = answers(
        source,
        {"the same organisation": "y", "BCC": "British Chambers of Commerce", "bus services": "no"},
        unasked="Is “Growth Co” an",
    )
    result = run(source, "review", str(source), "--by", "Jane Smith", given=typed)
    assert result.exit_code == 0, result.output
    file = source.parent / "northshire.md.corrections.yaml"
    assert f"decisions written to {file}" in result.stdout
    assert result.stdout.endswith(f"partners load {source}\n")
    entries = understand(file.read_text(encoding="utf-8"), file.name).corrections
    assert [entry.action for entry in entries][:2] == ["same organisation", "same organisation"]
    assert {entry.action for entry in entries[2:]} == {"reject"}
    assert {entry.by for entry in entries} == {"Jane Smith"}

    loaded = load_decided(readers.read(str(source)), str(source))
    assert loaded.decided is not None
    assert loaded.decided.left == 0
    names = {body.name for body in loaded.graph.of(Organisation)}
    assert "Growth Co" not in names
    chambers = next(body for body in loaded.graph.of(Organisation) if body.name == "British Chambers of Commerce")
    played = [loaded.graph.nodes[link.finish] for link in loaded.graph.links(Plays) if link.start == chambers.id]
    assert [role.text for role in played if isinstance(role, Role)] == ["mending boats"]
    assert not [link for link in loaded.graph.links(AddressedTo) if link.basis == "inferred" and link.topic]


def test_what_was_decided_is_not_asked_again(source: Path) -> None:
    before = [str(row["question"]) for row in listed(source)]
    typed = answers(source, {"Growth Co": "n", "BCC": "n", "bus services": "y"})
    run(source, "review", str(source), given=typed)
    after = [row["question"] for row in listed(source)]
    gone = ("Growth Co", "BCC", "bus services")
    assert after == [question for question in before if not any(words in question for words in gone)]
    assert len(after) < len(before)


def test_an_answer_settles_what_would_be_asked_of_the_same_name(source: Path) -> None:
    kinds = [row["kind"] for row in listed(source) if "“Growth Co”" in str(row["question"])]
    assert kinds == ["look-alike names", "uncertain name"]
    result = run(source, "review", str(source), given="y\n" + "s\n" * 20)
    assert "Is “Growth Co” an organisation?" not in result.stdout


@pytest.mark.parametrize("given", ["q\n", "", "s\nq\n"])
def test_quitting_before_an_answer_writes_nothing(source: Path, given: str) -> None:
    result = run(source, "review", str(source), given=given)
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("Nothing was decided, and nothing was written.\n")
    assert [path.name for path in source.parent.iterdir()] == ["northshire.md"]


def test_what_was_answered_before_the_input_ended_is_kept(source: Path) -> None:
    result = run(source, "review", str(source), given="maybe\ny\n")
    assert "'maybe' is none of these: y, n, s, q." in result.stdout
    assert "1 decision written to" in result.stdout
    (entry,) = understand((source.parent / "northshire.md.corrections.yaml").read_text("utf-8"), "f").corrections
    assert entry.texts("names") == ("Northshire Growth Company", "Growth Co")


def test_what_a_person_wrote_is_kept(source: Path) -> None:
    file = source.parent / "northshire.corrections.yaml"
    own = (
        "# ours\ncorrections:\n  # first\n  - action: drop\n    ask: a kinder towpath\n    by: Jo\n"
        "    at: 2026-01-01  # a day\n    # last\nwaivers: []  # none\n"
    )
    file.write_text(own, encoding="utf-8")
    run(source, "review", str(source), given="y\n")
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[:8] == own.splitlines()[:8]
    assert lines[-1] == "waivers: []  # none"
    assert [entry.action for entry in understand("\n".join(lines), "f").corrections] == ["drop", "same organisation"]


def test_a_file_with_a_mistake_is_told_and_left_alone(source: Path) -> None:
    file = source.parent / "northshire.md.corrections.yaml"
    file.write_text("corrections:\n  - action: drop\n    aks: x\n", encoding="utf-8")
    for command in ("load", "check", "review"):
        result = run(source, command, str(source))
        assert result.exit_code == 1
        assert "northshire.md.corrections.yaml:3: “drop” has no key 'aks'. Did you mean 'ask'?" in result.stderr
        assert "Traceback" not in result.output
    assert file.read_text(encoding="utf-8") == "corrections:\n  - action: drop\n    aks: x\n"
    assert not (source.parent / "store").exists()


def test_a_plan_in_the_store_is_reviewed_and_the_store_stays_as_it_is(source: Path) -> None:
    about = ("--published", "2026-03")
    assert run(source, "load", str(source), *about).exit_code == 0
    with open_store(str(source.parent / "store")) as store:
        before = to_json(store.graph())
    of_file = [row["question"] for row in listed(source, *about)]
    of_store = run(source, "review", "Northshire", "--format", "json")
    assert [row["question"] for row in json.loads(of_store.stdout)] == of_file
    result = run(source, "review", "Northshire", given="y\n")
    (file,) = (source.parent / "corrections").iterdir()
    assert file.name.startswith("a-plan-for-northshire-")
    assert str(file) in result.stdout
    with open_store(str(source.parent / "store")) as store:
        assert to_json(store.graph()) == before
    again = run(source, "load", str(source), *about)
    assert f"1 correction applied ({file.name})" in again.stdout
    assert again.stdout.startswith("Replaced: ")


def test_a_stored_plan_whose_file_lies_elsewhere_is_not_given_a_second_one(source: Path) -> None:
    run(source, "review", str(source), given="y\n")
    run(source, "load", str(source))
    result = run(source, "review", "Northshire")
    assert result.exit_code == 1
    assert "was loaded with a corrections file, which is not in the data folder" in result.stderr
    named = run(source, "review", "Northshire", "--corrections", str(source) + ".corrections.yaml", "--list")
    assert named.exit_code == 0
    assert "“Growth Co”" not in named.stdout


def test_an_equal_name_in_another_plan_is_proposed_for_joining(source: Path) -> None:
    other = source.with_name("eastshire.md")
    other.write_text(PLAN.replace("A plan for Northshire", "A plan for Eastshire"), encoding="utf-8")
    run(source, "load", str(source), str(other))
    rows = json.loads(run(source, "review", "Northshire", "--only", "same name elsewhere", "--format", "json").stdout)
    (row,) = [row for row in rows if "Northshire Growth Company" in row["question"]]
    assert row["question"] == "Is “Northshire Growth Company” the same organisation as in “A plan for Eastshire”?"
    assert row["yes"]["all plans"] == "yes"
    run(source, "review", "Northshire", "--only", "same name elsewhere", given="y\n")
    (file,) = (source.parent / "corrections").iterdir()
    (entry,) = understand(file.read_text(encoding="utf-8"), file.name).corrections
    assert (entry.action, entry.values["all plans"]) == ("same organisation", True)


@pytest.mark.parametrize(
    ("plan", "says"),
    [("missing.md", "There is no file"), ("Westshire", "holds no plan"), ("Northshire", "could be 2 plans")],
)
def test_a_plan_that_is_not_there_is_one_message(source: Path, plan: str, says: str) -> None:
    for name in ("one", "two"):
        other = source.with_name(f"{name}.md")
        other.write_text(PLAN.replace("A plan for", f"Plan {name} for"), encoding="utf-8")
        run(source, "load", str(other))
    result = run(source, "review", plan)
    assert result.exit_code == 1
    assert says in result.stderr


def test_load_says_what_became_of_the_corrections(source: Path) -> None:
    file = source.with_name("other.yaml")
    who = "    by: Jo\n    at: 2026-01-01\n"
    file.write_text(
        "corrections:\n  - action: drop\n    ask: a kinder towpath\n" + who +
        "  - action: drop\n    ask: no such words here\n" + who +
        "waivers:\n  - check: G01\n    reason: known\n" + who,
        encoding="utf-8",
    )  # fmt: skip
    result = run(source, "load", str(source), "--corrections", str(file))
    assert result.exit_code == 0, result.output
    assert "  1 correction, 1 waiver applied, 1 not (other.yaml)\n" in result.stdout
    assert (
        "    other.yaml line 6: the correction “drop” was not applied: no ask has the words “no such words here”."
        in result.stdout
    )
    rows = json.loads(run(source, "check", str(source), "--corrections", str(file), "--format", "json").stdout)
    assert ("other.yaml", 6, "correction-unmatched") in [(row["source"], row["line"], row["code"]) for row in rows]
    missing = run(source, "load", str(source), "--corrections", "nowhere.yaml")
    assert missing.exit_code == 1
    assert "There is no corrections file nowhere.yaml" in missing.stderr


def test_a_corrections_file_is_about_one_plan(source: Path) -> None:
    (source.with_name("two.md")).write_text(PLAN.replace("A plan", "Another plan"), encoding="utf-8")
    result = run(source, "load", str(source.parent), "--corrections", "x.yaml")
    assert result.exit_code == 2
    assert "--corrections is about one plan, and 2 documents were given" in result.stderr


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Harbour Board", "The Harbour Board", "the same name"),
        ("Tidal Power Association", "TPA", "one is the initials of the other"),
        ("Growth Co", "Growth Company Ltd", "the same words, one written out"),
        ("University of Ash", "Ash University", "the same words in another order"),
        ("Westmorland Trust", "Westmoreland Trust", "one word is spelt differently"),
        ("Northshire Growth Board", "Growth Board", "one leaves out where it is"),
        ("Innovation Board", "Board", ""),
        ("Canal Trust", "Canal Trust Services", ""),
        ("Northshire Council", "Southshire Council", ""),
        ("Department for Education", "Department for Energy", ""),
        ("Board 11 of Ash", "Board 12 of Ash", ""),
        ("Warwick Council", "Warwickshire Council", ""),
    ],
)
def test_names_look_alike_by_their_words_and_never_by_a_part_alone(one: str, other: str, why: str) -> None:
    assert look_alike(one, other, frozenset({"northshire"})) == why
    assert bool(look_alike(other, one, frozenset({"northshire"}))) == bool(why)


def test_a_match_is_explained(source: Path) -> None:
    source.write_text(
        "# A plan\n\nWe want DfE and Homes England to help. HE is kind. "
        "The Tidal Power Association (TPA) met. TPA left.\n",
        encoding="utf-8",
    )
    document = readers.read(str(source))
    said = {explain(mention, document.text, "2026-03") for mention in find_bodies(document, "2026-03").mentions}
    assert "DfE: abbreviation; only one body bears it" in said
    assert "Homes England: full name; only one body bears it" in said
    assert "TPA: short form that the plan itself introduces; in no register" in said
    (he,) = [one for one in said if one.startswith("HE: ")]
    assert "bodies bear it; read as Homes England" in he
    assert he.endswith("medium confidence")


def test_a_document_is_put_together_again_from_its_graph(source: Path) -> None:
    loaded = load(readers.read(str(source)))
    again = document_of(loaded.graph)
    assert [again.words(block) for block in again] == [loaded.document.words(block) for block in loaded.document]
    assert [(b.start, b.end, b.kind == "heading") for b in again] == [
        (b.start, b.end, b.kind == "heading") for b in loaded.document
    ]
    names = find_bodies(loaded.document)
    assert [u.text for u in find_bodies(again).unresolved] == [u.text for u in names.unresolved]


def test_a_plan_without_doubts_asks_nothing(source: Path) -> None:
    source.write_text("# A plan\n\n## Who does what\n\nHomes England will build the houses.\n", encoding="utf-8")
    loaded = load(readers.read(str(source)))
    assert list(loaded.graph.links(EvidencedBy))
    assert uncertain(loaded.graph, find_bodies(loaded.document).unresolved) == []
    assert "nothing is left to decide" in run(source, "review", str(source)).stdout


_DROP = {"action": "drop", "ask": "fund: new locks — £40m #1", "by": "Jo", "at": "2026-03-01"}


@pytest.mark.parametrize(
    "text",
    [
        "", "# remarks only\n", begun("A plan"), "corrections:\n", "corrections: []  # none\n",
        "corrections: null\nwaivers:\n", "waivers: []\n# end",
        "corrections:\r\n- action: drop\r\n  ask: x\r\n  by: J\r\n  at: 2026-01-01\r\nupdates: []\r\n",
        "corrections:\n    - action: drop\n      ask: >\n        folded\n        text\n\n      by: J\n"
        "      at: 2026-01-01\n"
        "      note: |\n        a\n        b\n",
        "corrections:\n  - {action: drop, ask: x, by: J, at: 2026-01-01}\n\n# below\nupdates: []\n",
    ],
)  # fmt: skip
def test_entries_are_added_behind_what_is_there(text: str) -> None:
    before = understand(text, "f.yaml").corrections
    new = appended(appended(text, "f.yaml", [_DROP]), "f.yaml", [_DROP, {**_DROP, "ask": "no"}])
    after = understand(new, "f.yaml").corrections
    assert [entry.values["ask"] for entry in after[len(before) :]] == [_DROP["ask"], _DROP["ask"], "no"]
    assert [entry.values for entry in after[: len(before)]] == [entry.values for entry in before]
    for remark in [line for line in text.splitlines() if line.startswith("#")]:
        assert remark in new.splitlines()
    assert ("\r\n" in new) == ("\r\n" in text)


@pytest.mark.parametrize("text", ["{}\n", "corrections: [{action: drop, ask: x, by: J, at: 2026-01-01}]\n"])
def test_a_file_that_cannot_be_added_to_says_what_to_do(text: str) -> None:
    with pytest.raises(CorrectionsError, match="Add the entries by hand"):
        appended(text, "f.yaml", [_DROP])


def test_a_load_that_would_lose_an_update_is_refused(source: Path) -> None:
    file = source.parent / "northshire.md.corrections.yaml"
    update = "  - ask: a kinder towpath\n    date: 2026-0{}-01\n    said: agreed\n    by: Jo\n"
    file.write_text("updates:\n" + update.format(1) + update.format(2), encoding="utf-8")
    assert run(source, "load", str(source)).stderr == ""
    file.write_text("updates:\n" + update.format(2) + update.format(3), encoding="utf-8")
    changed = run(source, "load", str(source))
    assert changed.exit_code == 1
    assert (
        "Error: The store has 1 update about 'A plan for Northshire' (2026-01-01, agreed of “a kinder" in changed.stderr
    )
    assert "Updates are only ever added, so nothing was stored." in changed.stderr
    file.unlink()
    newer = source.with_name("newer.md")
    newer.write_text(PLAN + "\nMore in June.\n", encoding="utf-8")
    assert run(source, "load", str(newer), "--edition", "2027", "--published", "2027").stderr == ""
    gone = run(source, "load", str(source))
    assert gone.exit_code == 1
    assert "The store has 2 updates about 'A plan for Northshire'" in gone.stderr
    file.write_text("updates:\n" + "".join(map(update.format, (1, 2, 3))), encoding="utf-8")
    assert run(source, "load", str(source)).stderr == ""


def test_a_load_that_finds_no_corrections_says_so(source: Path) -> None:
    file = source.parent / "northshire.md.corrections.yaml"
    decided = "    reason: known\n    by: Jo\n    at: 2026-01-01\n"
    file.write_text("waivers:\n  - check: G01\n" + decided + "  - check: G02\n" + decided, encoding="utf-8")
    assert run(source, "load", str(source)).stderr == ""
    file.unlink()
    newer = source.with_name("newer.md")
    newer.write_text(PLAN + "\nMore in June.\n", encoding="utf-8")
    edition = run(source, "load", str(newer), "--edition", "2027", "--published", "2027")
    assert "Warning: the store has 2 waivers for another edition of 'A plan for Northshire', and no" in edition.stderr
    gone = run(source, "load", str(source))
    assert gone.exit_code == 0
    assert "Warning: the store has 2 waivers for 'A plan for Northshire', and no corrections file" in gone.stderr
    assert run(source, "load", str(source)).stderr == ""
