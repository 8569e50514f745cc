"""The explorer in a browser: what “Something wrong?” writes is a corrections file that loads and takes effect."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from graph.model import Graph
from graph.ontology import Ask, Instrument, Organisation, Priority, Role, Waiver
from graph.store import open_store
from loaders.corrections import apply
from loaders.corrections_file import understand
from loaders.plan import load
from loaders.readers import read
from queries.gaps.run import gaps
from tests.browser import DAY, Explorer, Opener
from tests.explorer_parts import DEMO

BUTTONS = "#details [data-wrong=fact]"


def offered(explorer: Explorer) -> Iterator[tuple[str, str]]:
    """Each entry that the open dialog offers: what is wrong, and the text."""
    what = explorer.page.locator("#wrong-what")
    for label in what.locator("option").all_inner_texts():
        what.select_option(label=label)
        yield label, explorer.page.locator("#wrong-text").input_value()


def entries(explorer: Explorer, anchor: str) -> dict[str, str]:
    """Every entry that is offered for a fact."""
    explorer.open(anchor)
    explorer.page.locator(BUTTONS).click()
    found = dict(offered(explorer))
    explorer.page.get_by_role("button", name="Close", exact=True).last.click()
    return found


def every_entry(explorer: Explorer) -> list[tuple[str, str, str]]:
    """Every entry that is offered for every fact of the page: its anchor, what is wrong, and the text."""
    found: list[tuple[str, str, str]] = explorer.page.evaluate(
        """() => {
          const found = [], what = document.getElementById('wrong-what'), text = document.getElementById('wrong-text');
          for (const anchor of Object.keys(explorer.told)) {
            explorer.open(anchor, null);
            document.querySelector('#details [data-wrong=fact]')?.click();
            if (!document.getElementById('wrong').open) continue;
            for (const option of what.options) {
              what.value = option.value;
              what.dispatchEvent(new Event('change'));
              found.push([anchor, option.textContent, text.value]);
            }
            document.getElementById('wrong').close();
          }
          return found;
        }"""
    )
    return found


def filled(entry: str) -> str:
    """An entry with what a person fills in: who, and why."""
    return entry.replace('"your name"', "A. Clerk").replace('"why"', "told by letter")


def loaded(*parts: str) -> tuple[Graph, list[str]]:
    """The bundled plan with entries applied, and the issues that name one."""
    found = apply(load(read(str(DEMO)), published="2025-07"), understand("\n".join(parts), "x.corrections.yaml"))
    return found.graph, [str(issue) for issue in found.issues if "orrection" in str(issue) or "waiver" in str(issue)]


@pytest.mark.parametrize("name", ["bundled", "hostile"])
def test_every_entry_that_is_offered_is_read_without_an_error(opened: Opener, name: str) -> None:
    explorer = opened(name)
    found = every_entry(explorer)
    kinds = {anchor.partition("-")[0] for anchor, _, _ in found}
    assert {"ask", "role", "organisation", "priority", "instrument"} <= kinds
    assert len(found) > 250
    for _, label, entry in found:
        (made,) = understand(filled(entry), "x.corrections.yaml").corrections
        assert made.by == "A. Clerk", label
    names = {explorer.page.evaluate("(a) => explorer.told[a].own", a) for a, _, _ in found if a.startswith("ask-")}
    quoted = {entry.get("ask") for _, _, text in found for entry in yaml.safe_load(text)["corrections"]}
    assert names <= quoted, "whatever it holds, the name is whole"


@pytest.mark.parametrize(
    "own",
    [
        'He said "no": it’s - # not, [a] {list} & *more !!python/object:os.system | > % @ `',
        "first\nsecond: line\n- third",
        "a\u2028\u0085\u00a0\ufeff\u007f\u200e\U0001f600 \\ \\n \tz",
        "yes",
        "---\n...\n? a\n: b",
    ],
    ids=["signs", "lines", "odd characters", "a word that YAML takes for true", "marks of a document"],
)
def test_whatever_a_name_holds_its_entry_names_it_whole(opened: Opener, own: str) -> None:
    explorer = opened()
    anchor = explorer.anchors("Ask")[0]
    explorer.page.evaluate("([anchor, own]) => { explorer.told[anchor].own = own; }", [anchor, own])
    for label, entry in entries(explorer, anchor).items():
        (made,) = understand(filled(entry), "x.corrections.yaml").corrections
        assert made.values["ask"] == own, label


def test_dropping_each_kind_of_fact_takes_it_out_of_the_plan(opened: Opener) -> None:
    explorer = opened("bundled")
    plain, _ = loaded("corrections: []")
    for kind, of, label in (
        ("Ask", Ask, "This is not an ask"),
        ("Role", Role, "This is not a role of this partner"),
        ("Priority", Priority, "This is not a priority"),
        ("Instrument", Instrument, "This is not an instrument"),
    ):
        anchor = explorer.anchors(kind)[2]
        graph, issues = loaded(filled(entries(explorer, anchor)[label]))
        assert issues == [], kind
        own = _own(explorer, anchor)
        gone = {node.id for node in plain.of(of)} - {node.id for node in graph.of(of)}
        assert len(gone) == 1, kind
        node = plain.nodes[gone.pop()]
        assert own == (getattr(node, "text", None) or getattr(node, "name", None))
    names = {node.name for node in plain.of(Organisation) if node.plan}
    body = next(a for a in explorer.anchors("Organisation") if _own(explorer, a) in names)
    graph, issues = loaded(filled(entries(explorer, body)["This is not an organisation"]))
    assert issues == []
    assert names - {node.name for node in graph.of(Organisation)} == {_own(explorer, body)}


def _own(explorer: Explorer, anchor: str) -> str:
    own: str = explorer.page.evaluate("(anchor) => explorer.told[anchor].own", anchor)
    return own


def test_rejecting_what_is_inferred_takes_the_tie_out_of_the_plan(opened: Opener) -> None:
    explorer = opened("bundled")
    plain, _ = loaded("corrections: []")
    found = every_entry(explorer)
    for words, relation in (("is not asked (inferred)", "ADDRESSED_TO"), ("It does not deliver", "DELIVERS")):
        entry = next(text for _, label, text in found if words in label)
        graph, issues = loaded(filled(entry))
        assert issues == []
        gone = set(plain.relations) - set(graph.relations)
        assert {plain.relations[key].type for key in gone} == {relation}
        assert all(plain.relations[key].basis == "inferred" for key in gone)


def test_confirming_makes_a_fact_a_person_s_and_saying_who_is_asked_moves_the_ask(opened: Opener) -> None:
    explorer = opened("bundled")
    anchor = explorer.anchors("Ask")[1]
    found = entries(explorer, anchor)
    own = _own(explorer, anchor)
    graph, issues = loaded(filled(found["It is right: confirm it"]))
    assert issues == []
    ask = next(ask for ask in graph.of(Ask) if ask.text == own)
    assert (ask.basis, ask.by) == ("curated", "A. Clerk")
    graph, issues = loaded(filled(found["Somebody else is asked"]).replace("who is asked", "HM Treasury"))
    assert issues == []
    asked = [graph.nodes[r.finish] for r in graph.relations.values() if r.start == ask.id and r.type == "ADDRESSED_TO"]
    assert "HM Treasury" in [body.name for body in asked if isinstance(body, Organisation)]


def test_the_waiver_of_every_gap_excuses_it(opened: Opener, tmp_path: Path) -> None:
    explorer = opened("bundled", "#view=gaps")
    texts: list[str] = explorer.page.evaluate(
        """() => [...document.querySelectorAll('.gap-card [data-wrong=gap]')].map((button) => {
          button.click();
          const text = document.getElementById('wrong-text').value;
          document.getElementById('wrong').close();
          return text;
        })"""
    )
    assert len(texts) > 15
    filled_in = [filled(text).replace("why this gap is excused", "settled") for text in texts]
    whole = "waivers:\n" + "".join(text.removeprefix("waivers:\n") for text in filled_in)
    graph, issues = loaded(whole)
    assert issues == []
    assert len(list(graph.of(Waiver))) == len(set(filled_in))
    with open_store(str(tmp_path / "waived")) as store:
        store.replace_plan(graph)
        left = [finding for finding in gaps(store, as_of=DAY).findings if finding.waiver is None]
    assert [finding.sentence for finding in left] == []


def test_of_what_no_corrections_file_can_speak_nothing_is_offered(opened: Opener) -> None:
    explorer = opened("invented")
    for anchor in (explorer.anchors("Section")[0], explorer.anchors("Measure of success")[0]):
        explorer.open(anchor)
        assert explorer.page.locator("#details").is_visible()
        assert explorer.page.locator(BUTTONS).count() == 0


def test_the_entry_is_copied_as_it_was_changed_and_the_dialog_closes_with_escape(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    page = explorer.page
    explorer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer.open(explorer.anchors("Ask")[0])
    page.locator(BUTTONS).click()
    assert page.locator("dialog[open]").count() == 1
    page.locator("#wrong-text").fill("corrections: []")
    page.get_by_role("button", name="Copy the entry").click()
    page.wait_for_function("() => document.getElementById('wrong-said').textContent !== ''")
    assert page.locator("#wrong-said").inner_text() == "Copied."
    assert page.evaluate("navigator.clipboard.readText()") == "corrections: []"
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.locator("#details").is_visible(), "only the dialog is closed"
    assert explorer.page.evaluate("document.activeElement.matches('#details [data-wrong]')")
