"""The pages are of what the store holds now, and an embedded store is let go for whoever loads meanwhile."""

import re
import time

import pytest
from click.testing import CliRunner

from graph.store import open_store
from queries.plans import PLANS_CYPHER
from tests.conftest import Place
from tests.question_plans import borderland, havenshire
from tests.serving import let_go, loaded, serving
from views.cli import partners
from views.server import explorer
from views.server.explorer import page_of


def test_the_explorer_is_that_of_the_command_and_has_one_policy(place: Place) -> None:
    loaded(place, havenshire())
    with open_store(place.location) as store:
        own = page_of(store, None)
    with serving(place.location) as server:
        response = server.client.get("/")
    assert response.text == own
    assert '<a href="/console">' in own
    said = re.search(r'Content-Security-Policy" content="([^"]*)"', response.text)
    assert said
    policy = said[1].replace("&#39;", "'")
    assert response.headers["content-security-policy"] == f"{policy}; frame-ancestors 'none'"


def test_a_page_without_a_policy_runs_nothing() -> None:
    assert explorer._policy("<html>") == "default-src 'none'; frame-ancestors 'none'"


def test_a_plan_loaded_by_another_process_appears(place: Place) -> None:
    loaded(place, havenshire())
    with serving(place.location) as server:
        title = borderland().plan().title
        assert title not in server.client.get("/").text
        let_go()
        loaded(place, borderland())
        assert title in server.client.get("/").text
        assert [plan["title"] for plan in server.client.get("/api/plans").json()["plans"]] == sorted(
            [title, havenshire().plan().title]
        )
        let_go()
        with open_store(place.location) as store:
            store.forget(borderland().plan().id)
        assert title not in server.client.get("/").text


def test_the_page_is_made_again_only_when_the_store_has_changed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str | None] = []

    def counted(store: object, plan: str | None) -> str:
        made.append(plan)
        return page_of(store, plan)  # type: ignore[arg-type]

    monkeypatch.setattr(explorer, "page_of", counted)
    loaded(place, havenshire())
    with serving(place.location) as server:
        for _ in range(3):
            server.client.get("/")
        let_go()
        server.client.get("/")
        assert len(made) == 1
        let_go()
        loaded(place, borderland())
        server.client.get("/")
        server.client.get("/", params={"plan": "borderland"})
        assert made[1:] == [None, "borderland"]


def test_a_store_that_another_process_holds_is_told_and_not_a_crash(empty_folder: Place) -> None:
    loaded(empty_folder)
    with serving(empty_folder.location) as server:
        server.client.get("/")
        let_go()
        with open_store(empty_folder.location):
            page, rows = server.client.get("/"), server.client.get("/api/plans")
            assert page.status_code == rows.status_code == 503
            assert int(rows.headers["retry-after"]) > 0
            assert "is open already" in page.text
            assert "is open already" in rows.json()["error"]
            assert server.client.get("/console").status_code == 200
        assert server.client.get("/").status_code == 200


def test_a_store_without_plans_says_how_to_load_one(place: Place) -> None:
    loaded(place, havenshire())
    with open_store(place.location) as store:
        store.forget(havenshire().plan().id)
    with serving(place.location) as server:
        response = server.client.get("/")
        assert response.status_code == 404
        assert "holds no plan yet. Load one with" in response.text
        assert server.client.get("/console").status_code == 200
        assert server.client.get("/api/plans").json() == {"plans": []}


def test_the_store_is_free_again_when_the_server_has_ended(empty_folder: Place) -> None:
    loaded(empty_folder)
    with serving(empty_folder.location, idle=60) as server:
        server.client.get("/")
        held = CliRunner().invoke(partners, ["plans", "--store", empty_folder.location])
        assert held.exit_code == 1
    with open_store(empty_folder.location) as store:
        assert store.read(PLANS_CYPHER).rows


def test_of_many_plans_one_more_and_one_less_are_seen_without_reading_them_all(
    empty_folder: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer, "MANY_PLANS", 1)
    with open_store(empty_folder.location) as store:
        store.replace_plan(havenshire())
        store.replace_plan(borderland())
        monkeypatch.setattr(type(store), "graph", lambda *_: pytest.fail("all of it was read"))
        two = explorer._digest(store, None)
        assert explorer._digest(store, None) == two
        store.replace_plan(havenshire())  # as many nodes of the same bytes, which corrections can have changed
        assert explorer._digest(store, None) != two
        two = explorer._digest(store, None)
        store.forget(borderland().plan().id)
        monkeypatch.setattr(explorer, "MANY_PLANS", 0)
        assert explorer._digest(store, None) != two
        monkeypatch.setattr(time, "time", lambda: 10**10)
        later = explorer._digest(store, None)
        monkeypatch.setattr(time, "time", lambda: 10**10 + explorer._TOLD_AFTER)
        assert explorer._digest(store, None) != later
