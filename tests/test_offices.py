from loaders import casting, groups, offices, registered, shapes  # noqa: F401  (their rules are declared on import)
from loaders.bodies import find_bodies
from tests.mentioned import document, names


def test_offices_stand_for_themselves_and_say_for_whom_they_speak() -> None:
    mentions = find_bodies(
        document("The Chancellor, Jane Roe, and the Secretary of State for Transport replied.")
    ).mentions
    assert [(m.body.name, m.body.kind, m.body.speaks_for) for m in mentions] == [
        ("Chancellor of the Exchequer", "individual office", "hm-treasury"),
        ("Secretary of State for Transport", "individual office", "department-for-transport"),
    ]
    assert names("The Vice-Chancellor of the University of Exeter agreed.") == ["University of Exeter"]


def test_a_secretary_speaks_for_the_department_of_the_day() -> None:
    def voices(on: str | None) -> list[str | None]:
        return [m.body.speaks_for for m in find_bodies(document("The Business Secretary replied."), on).mentions]

    assert voices("2025-07-01") == ["department-for-business-and-trade"]
    assert voices("2019-07-01") == ["department-for-business-energy-and-industrial-strategy"]
    assert voices(None) == ["department-for-business-innovation-science-and-trade"]
    assert names("The Company Secretary and the Permanent Secretary replied.") == []


def test_a_mayor_may_have_the_place_in_front() -> None:
    assert names("The West Yorkshire Mayor met the Mayor of West Yorkshire.") == ["Mayor of West Yorkshire"] * 2


def test_a_cabinet_is_not_the_cabinet_office() -> None:
    assert names("The Cabinet Office wrote. The Cabinet met.") == ["Cabinet Office"]


def test_a_known_name_is_found_again_in_a_title() -> None:
    doc = document("What The Harbour Partnership Will Deliver", "The Harbour Partnership meets.", kinds=["heading"])
    assert [m.body.name for m in find_bodies(doc).mentions] == ["Harbour Partnership"] * 2


def test_the_remit_of_a_secretary_of_state_may_be_a_list() -> None:
    words = "The Secretary of State for Levelling Up, Housing and Communities and Homes England replied."
    assert names(words) == ["Secretary of State for Levelling Up, Housing and Communities", "Homes England"]
    assert names("The Secretary of State for Transport and the Department for Education replied.") == [
        "Secretary of State for Transport", "Department for Education",
    ]  # fmt: skip


def test_the_mayor_is_an_office_of_the_one_region() -> None:
    body = find_bodies(document("The West Yorkshire Combined Authority and the Mayor lead.")).mentions[-1].body
    assert (body.name, body.kind, body.specificity, body.registered) == (
        "Mayor of West Yorkshire", "individual office", "office", False,
    )  # fmt: skip
    assert names("The Mayor of Northshire spoke. The Mayor left.") == ["Mayor of Northshire"] * 2
    assert names("The Mayor spoke.") == ["Mayor"]


def test_a_commissioner_is_placed_only_by_one_police_force() -> None:
    assert (
        names("Surrey Police and the Police and Crime Commissioner met.")[-1] == "Surrey Police and Crime Commissioner"
    )
    assert names("The Police and Crime Commissioner met.") == ["Police and Crime Commissioner"]
    assert names("Surrey Police, Kent Police and the Police and Crime Commissioner met.")[-1] == (
        "Police and Crime Commissioner"
    )


def test_an_integrated_care_board_stays_unplaced_unless_one_is_named() -> None:
    assert names("The Integrated Care Board met.") == ["Integrated Care Board"]
    assert names("NHS Black Country Integrated Care Board met. The ICB agreed.") == [
        "NHS Black Country Integrated Care Board"
    ] * 2  # fmt: skip


def test_leaders_of_a_body_are_an_office() -> None:
    mentions = find_bodies(document("The Mayor and Leaders of the West Yorkshire Combined Authority lead.")).mentions
    assert [m.body.specificity for m in mentions] == ["office", "office"]
