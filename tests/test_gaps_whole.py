"""What is no gap of a whole plan: each check keeps quiet where a policy officer would say that nothing is missing."""

from dataclasses import replace

import pytest

from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Covers,
    Delivers,
    EvidencedBy,
    InSection,
    Instrument,
    Measure,
    MeasuredBy,
    MemberOf,
    Mentions,
    Organisation,
    PartOf,
    Passage,
    Plan,
    Plays,
    Priority,
    Publishes,
    Role,
    Section,
    Supports,
)
from graph.store import Store
from queries.gaps.run import gaps
from tests.clean_plan import AS_OF, Change, both, changed, clean, find, linked, neighbours, relinked, set_of, unlink
from tests.gap_mutations_whole import (
    ABOUT_WATER,
    AT_SEA,
    DIVERS,
    DREDGING,
    IN_CLASS_HANDS,
    LEAKS,
    LESSONS_BY_TOPIC,
    LOCKS,
    NO_ASKS,
    NO_MORE,
    NO_ROLES,
    ONLY_QUAYTON,
    PIPES,
    SLUICES,
    SURVEYS,
    TOLLS,
    TREASURY_IN_ALL,
    added,
    greeted,
    played_by,
    reworded,
    without,
)

SUPPORTS_BY_TOPIC = relinked(Supports, "", "Water", basis="inferred")
DELIVERS_BY_TOPIC = relinked(Delivers, "", "Water", basis="inferred")
NO_LINKS = both(unlink(Supports, "", "Water"), unlink(Delivers, "", "Water"))
OWN_AIM = both(set_of(Priority, "Water", shared=False), both(unlink(Covers, "", "Water"), NO_LINKS))
"""The priority on water is an aim of the whole plan, over no section."""
NO_WELCOME_BUT = greeted("Office of Lights")
LIGHTS = (Organisation, "Office of Lights")
MORE_IN_HOMES = both(TREASURY_IN_ALL, both(
    added("Quayton Council", "Our Homes", "sell bricks", passage="dockland"),
    added("Harbour Chamber", "Our Homes", "sell tiles", passage="empty loft"),
))  # fmt: skip
FRAMEWORK = Instrument(id="outcomes", name="Outcomes Framework", kind="framework", rule="sample")


def _apart_from_priorities(graph: Graph) -> None:
    """No ask of the plan is for any priority, by its words, its topic or its heading."""
    both(unlink(Supports), relinked(Covers, "", "", basis="inferred"))(graph)
    graph.link(replace(next(graph.links(Covers)), basis="inferred"))
    for link in list(graph.links(InSection)):
        if isinstance(graph.nodes[link.start], Ask):
            del graph.relations[link.key]
            graph.link(replace(link, finish=find(graph, Section, "Welcome").id))


def _outcomes(graph: Graph) -> None:
    """The section on water names an outcomes framework."""
    plan, words = graph.plan().id, next(graph.of(Passage))
    graph.add(replace(FRAMEWORK, plan=plan))
    section = find(graph, Section, "Our Water")
    graph.link(Mentions(start=section.id, finish=FRAMEWORK.id, rule="sample", plan=plan, passages=(words.id,)))
    graph.link(EvidencedBy(start=FRAMEWORK.id, finish=words.id, rule="sample", plan=plan))
    unlink(MeasuredBy, "Water")(graph)


def _an_agency(graph: Graph) -> None:
    """The department that the opening names has an agency, which is asked."""
    greeted("Office of Lights")(graph)
    lights = find(graph, *LIGHTS)
    graph.link(PartOf(start="shelter-agency", finish=lights.id, basis="reference", rule="register",
                      source_of_record="Harbourshire register"))  # fmt: skip


def _two_themes(graph: Graph) -> None:
    """One of the three sections is no theme of the plan."""
    section = find(graph, Section, "Our Skills")
    graph.nodes[section.id] = replace(section, kind="context")


def _same_sentence(graph: Graph) -> None:
    """Two bodies do the same in the same words."""
    both(
        set_of(Role, "pay for", text="survey every empty loft", verb_class="advise"),
        set_of(Role, "clear 40", lead=False),
    )(graph)


def _group_of_members(graph: Graph) -> None:
    """A class of councils has a role, and the member has none."""
    both(played_by("Local councils", "clear 40", "open two", kind="local government"), without(Role, PIPES))(graph)
    set_of(Role, DIVERS, lead=True)(graph)


QUIET: tuple[tuple[str, str, Change], ...] = (
    ("G13", "asks are for it by their topic", both(ABOUT_WATER, SUPPORTS_BY_TOPIC)),
    ("G13", "asks stand under a heading that names it", unlink(Supports, "", "Water")),
    ("G13", "it is an aim of the whole plan", OWN_AIM),
    ("G13", "all asks of the plan stand apart from its priorities", _apart_from_priorities),
    ("G14", "partners deliver it by their topic", both(ABOUT_WATER, DELIVERS_BY_TOPIC)),
    ("G14", "partners stand under a heading that names it", unlink(Delivers, "", "Water")),
    ("G14", "a class of bodies delivers it", IN_CLASS_HANDS),
    ("G14", "it is an aim of the whole plan", OWN_AIM),
    ("G15", "a named body delivers it by its topic", both(ABOUT_WATER, DELIVERS_BY_TOPIC)),
    ("G15", "a named body has a part under a heading that names it", both(
        played_by("Plumbers", PIPES, LEAKS, DIVERS), unlink(Delivers, SLUICES))),
    ("G15", "an office delivers it", both(
        IN_CLASS_HANDS, played_by("Harbour Master", SLUICES, specificity="office", kind="individual office"))),
    ("G15", "nobody delivers it", NO_ROLES),
    ("G16", "a section about it names an outcomes framework", _outcomes),
    ("G16", "a person told of its measure", both(unlink(MeasuredBy, "Water"), linked(
        MeasuredBy, (Priority, "Water"), (Measure, "homes for all"), basis="curated"))),
    ("G17", "that the section is about it is inferred", ABOUT_WATER),
    ("G17", "its asks are for the priority", both(
        unlink(Covers, "Our Water"), linked(Covers, (Section, "Welcome"), (Priority, "Water")))),
    ("G17", "it asks for nothing", both(set_of(Priority, "Water", shared=False), NO_ASKS)),
    ("G17", "no priority is shared", both(
        unlink(Covers, "Our Water"), *(set_of(Priority, one, shared=False) for one in ("Water", "Homes", "Skills")))),
    ("G20", "an agency of it is asked", _an_agency),
    ("G20", "it has a role", both(NO_WELCOME_BUT, played_by("Office of Lights", LEAKS, specificity="named"))),
    ("G20", "a body that is no department", greeted("Light Trust", kind="voluntary sector")),
    ("G20", "it has been closed", both(NO_WELCOME_BUT, set_of(*LIGHTS, end="2020-01-01"))),
    ("G21", "it is asked once", both(
        without(Role, "print new"), without(Ask, "one budget for", "the right to license"))),
    ("G21", "one of its agencies has a role", both(without(Role, "print new"), linked(
        PartOf, (Organisation, "Shelter"), (Organisation, "Ministry of Lessons"), plan=None, basis="reference",
        source_of_record="Harbourshire register"))),
    ("G21", "it is asked to work together", both(without(Role, "print new"), set_of(
        Ask, "one budget for", kinds=("joint working",)))),
    ("G22", "there is no other plan to compare with", both(without(Role, DIVERS, "teach joinery"), set_of(
        Role, "open two", lead=True))),
    ("G23", "it is named there too", both(LESSONS_BY_TOPIC, linked(
        AddressedTo, (Ask, TOLLS), (Organisation, "Ministry of Lessons"), scope="ask"))),
    ("G23", "it was responsible before that day", both(LESSONS_BY_TOPIC, relinked(
        AddressedTo, LOCKS, "Ministry of Lessons", valid_to="2025-08-01"))),
    ("G24", "it is only in the area", both(without(Role, "clear 40", "open two", PIPES), relinked(
        MemberOf, "Quayton", "Harbourshire", role="district-in-area"))),
    ("G24", "it was a member until then", both(without(Role, "clear 40", "open two", PIPES), relinked(
        MemberOf, "Quayton", "Harbourshire", valid_to="2025-01-01"))),
    ("G24", "the plan does not name it", both(without(Role, "clear 40", "open two", PIPES), unlink(
        Mentions, "", "Quayton Council"))),
    ("G26", "it is for a priority", set_of(Role, "survey", text="help our people")),
    ("G26", "it has a number", both(unlink(Delivers, "survey"), set_of(Role, "survey", text="help 40 firms"))),
    ("G26", "it says to what end", both(unlink(Delivers, "survey"), set_of(
        Role, "survey", text="help people move from benefits into work"))),
    ("G26", "it is to lead", both(unlink(Delivers, "survey"), set_of(
        Role, "survey", text="champion our people", lead=True))),
    ("G27", "one of the two leads", both(SURVEYS, set_of(Role, "survey every empty loft in town", lead=True))),
    ("G27", "one sentence says it of both", _same_sentence),
    ("G27", "the work only looks alike", set_of(
        Role, "pay for", text="survey every loft by the quay", verb_class="advise")),
    ("G28", "another has as much", MORE_IN_HOMES),
    ("G28", "there are few roles", without(Role, "clear 40", "survey", "build 300")),
    ("G28", "it is the publisher's own plan", both(TREASURY_IN_ALL, linked(
        Publishes, (Organisation, "Treasury"), (Plan, "Harbourshire")))),
    ("G29", "the publisher delivers it too", both(without(Role, LEAKS, DIVERS), linked(
        Plays, (Organisation, "Harbourshire"), (Role, SLUICES)))),
    ("G29", "another has a part under a heading that names it", both(
        without(Role, LEAKS, DIVERS), unlink(Delivers, SLUICES))),
    ("G30", "a single partner", added("Anglers", "Welcome", "keep the bay clean", passage="vision")),
    ("G30", "they lead on the whole", both(
        added("Anglers", "Welcome", "lead", passage="vision", lead=True),
        added("Bakers", "Welcome", "lead", passage="vision", lead=True))),
    ("G30", "it is under a heading that names a priority", both(
        AT_SEA, linked(Covers, (Section, "Welcome"), (Priority, "Water")))),
    ("G31", "it has few partners", both(NO_ROLES, set_of(Section, "Our Water", kind="theme"))),
    ("G32", "it has few asks", both(NO_ROLES, without(Ask, DREDGING))),
    ("G32", "asks and offers stand apart in the plan", both(NO_ASKS, without(
        Ask, "a say over the siting", "control of all", "£5m a year"))),
    ("G32", "it has two themes", both(NO_ASKS, _two_themes)),
    ("G36", "the other sum is for each year", reworded("Quay Fund (£40m) began.", "Quay Fund (£9m a year).")),
    ("G36", "the other sum is of something else", reworded("Fund (£40m) began.", "Fund met; £9m fell")),
    ("G41", "it ends later", set_of(Organisation, "Quayton College", end="2025-09-02")),
    ("G41", "it is only named", both(NO_MORE, without(Role, DIVERS, "teach joinery"))),
    ("G41", "an ask of it is told of as moved", both(set_of(
        Organisation, "Ministry of Lessons", end="2025-08-01"), without(Role, "print new"))),
    ("G42", "somebody sets the direction", both(
        set_of(Role, PIPES, lead=False), set_of(Role, LEAKS, verb_class="lead"))),
    ("G42", "there is one partner", both(set_of(Role, PIPES, lead=False), ONLY_QUAYTON)),
    ("G42", "the publisher leads on it", both(
        set_of(Role, PIPES, lead=False), set_of(Role, DIVERS, lead=True),
        linked(Plays, (Organisation, "Harbourshire"), (Role, DIVERS)))),
    ("G43", "an office is named", both(
        IN_CLASS_HANDS, played_by("Harbour Master", SLUICES, specificity="office", kind="individual office"))),
    ("G43", "it has few roles", both(IN_CLASS_HANDS, without(Role, LEAKS, DIVERS))),
)  # fmt: skip


@pytest.mark.parametrize(("check", "why", "change"), QUIET, ids=[f"{check} {why}" for check, why, _ in QUIET])
def test_what_is_no_gap_is_not_found(store: Store, check: str, why: str, change: Change) -> None:
    store.replace_plan(changed(change))
    assert [one.sentence for one in gaps(store, as_of=AS_OF, checks=[check]).findings] == []


def found(store: Store, check: str, *plans: Graph) -> list[tuple[str, str]]:
    """The severity and the sentence of every finding of a check in these plans."""
    for plan in plans:
        store.replace_plan(plan)
    return [(one.severity, one.sentence) for one in gaps(store, as_of=AS_OF, checks=[check]).findings]


NO_COLLEGE = both(without(Role, DIVERS, "teach joinery"), set_of(Role, "open two", lead=True))


def test_plans_of_another_sort_of_publisher_are_no_measure(store: Store) -> None:
    ours = changed(both(NO_COLLEGE, relinked(Publishes, "Harbourshire", "Harbourshire")))
    (link,) = list(ours.links(Publishes))
    del ours.relations[link.key]
    ours.link(replace(link, start=find(ours, Organisation, "Harbour Chamber").id))
    assert found(store, "G22", ours, *neighbours()) == []


def test_two_comparable_plans_are_too_few(store: Store) -> None:
    assert found(store, "G22", changed(NO_COLLEGE), *neighbours()[:2]) == []


def test_what_only_some_comparable_plans_have_is_not_missed(store: Store) -> None:
    others = neighbours()
    NO_COLLEGE(others[0])
    assert found(store, "G22", changed(NO_COLLEGE), *others) == []


def test_a_kind_of_partner_that_is_named_without_a_role_is_told(store: Store) -> None:
    ((severity, sentence),) = found(store, "G22", changed(NO_COLLEGE), *neighbours())
    assert severity == "medium"
    assert sentence == (
        "3 of 3 comparable plans give a role to colleges, universities or other education providers, and this one does "
        "not. It names Quayton College, without a role. They are: “Cliffshire Growth Plan”, “Duneshire Growth Plan” "
        "and “Marshshire Growth Plan”."
    )


def test_where_each_section_has_its_own_partners_none_stands_out(store: Store) -> None:
    apart = both(
        played_by("Quayton College", PIPES, DIVERS, LEAKS, SLUICES),
        both(
            played_by("Masons", "build 300", "clear 40", "survey", "pay for"),
            played_by("Tutors", "teach joinery", "open two", "print new", "find places"),
        ),
    )
    assert found(store, "G31", changed(apart)) == []


def test_a_priority_of_the_region_alone_without_asks_matters_less(store: Store) -> None:
    (shared,) = found(store, "G13", changed(NO_ASKS))
    (own,) = found(store, "G13", changed(both(NO_ASKS, set_of(Priority, "Water", shared=False))))
    assert shared == ("high", "Nothing is asked for the shared priority “Water”.")
    assert own == ("medium", "Nothing is asked for the priority “Water”.")


def test_that_classes_deliver_by_their_topic_alone_is_said(store: Store) -> None:
    ((_, sentence),) = found(store, "G15", changed(both(IN_CLASS_HANDS, DELIVERS_BY_TOPIC)))
    assert sentence.endswith("by name: Plumbers. That they do is inferred from the topic of their roles.")


def test_a_member_whose_class_has_a_role_matters_less(store: Store) -> None:
    ((severity, sentence),) = found(store, "G24", changed(_group_of_members))
    assert severity == "low"
    assert sentence.endswith("gives it no role; only a class that it may belong to has one (Local councils).")


def test_districts_are_no_class_of_the_members(store: Store) -> None:
    change = both(
        played_by("District councils", "clear 40", "open two", kind="local government"),
        both(without(Role, PIPES), set_of(Role, DIVERS, lead=True)),
    )
    ((severity, _),) = found(store, "G24", changed(change))
    assert severity == "medium"


def test_a_single_point_of_failure_is_graver_the_fewer_are_left(store: Store) -> None:
    alone = found(store, "G29", changed(ONLY_QUAYTON))
    with_a_class = found(store, "G29", changed(both(without(Role, DIVERS, SLUICES), played_by("Plumbers", LEAKS))))
    assert alone == [
        ("high", "Quayton Council is the only named partner that delivers “Water”: without it nobody would be left.")
    ]
    ((severity, sentence),) = with_a_class
    assert severity == "medium"
    assert "without it only Plumbers would be left." in sentence


def test_the_share_of_one_body_is_told_in_words_and_the_publisher_apart(store: Store) -> None:
    own = added("Harbourshire Combined Authority", "Our Homes", "count cottages", passage="dockland")
    ((severity, sentence),) = found(store, "G28", changed(both(TREASURY_IN_ALL, own)))
    assert severity == "medium"
    assert sentence == (
        "In “Our Homes” the Treasury of Harbours has 5 of the 8 roles of partners, besides 1 role of the publisher: as "
        "concentrated as if 2.3 bodies had equal shares."
    )


def test_two_asks_for_the_same_thing_with_two_sums_are_told(store: Store) -> None:
    def asked(words: str, amount: int) -> Change:
        said = f"£{amount}m for the dredging of canals and locks"
        about = {"amount": amount * 1_000_000, "amount_text": f"£{amount}m", "amount_role": "requested"}
        return set_of(Ask, words, text=said, amount_period="total", **about)

    same = found(store, "G36", changed(both(asked(DREDGING, 3), asked(LOCKS, 3))))
    ((severity, sentence),) = found(store, "G36", changed(both(asked(DREDGING, 3), asked(LOCKS, 4))))
    assert same == []
    assert severity == "low"
    assert sentence == "The sums for “a say over the dredging of canals” differ: £3m and £4m."


def test_two_plans_of_one_publisher_with_two_sums_are_told(store: Store) -> None:
    other = neighbours()[0]
    for old in ("The Quay Fund (£40m)", "In 2020 the Quay Fund (£40m)"):
        reworded(old, old.replace("40", "39"))(other)
    ((_, sentence),) = found(store, "G36", clean(), other)
    assert sentence == "The sums for “Quay Fund” differ: £39m and £40m."


def test_an_end_of_public_record_is_told_with_who_took_over(store: Store) -> None:
    assert found(store, "G41", changed(NO_MORE)) == [
        ("high", "Quayton College has a role in the plan, and ended on 1 August 2025.")
    ]
    assert gaps(store, as_of="2025-07-31", checks=["G41"]).findings == ()
