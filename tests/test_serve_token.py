"""The token: wanted beyond loopback, compared and not shown, and exchanged by a browser for a cookie."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import Place
from tests.serving import Running, loaded, serving
from views.server.gate import Gate, Names, TokenNeeded, checked_token

TOKEN = "a-token-of-some-length"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server on every address of this machine."""
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = loaded(Place("embedded", str(tmp_path_factory.mktemp("serve") / "store")))
    with serving(place.location, token=TOKEN, host="0.0.0.0") as server:
        yield server


def fresh(guarded: Running, **headers: str) -> httpx.Client:
    """A client that has no cookie."""
    return httpx.Client(base_url=guarded.root, headers=headers)


@pytest.mark.parametrize(
    "target", ["/", "/console", "/api", "/api/plans", "/openapi.json", "/static/console.js", "/nosuch"]
)
def test_nothing_is_told_without_the_token(guarded: Running, target: str) -> None:
    with fresh(guarded) as client:
        for response in (
            client.get(target),
            client.get(target, params={"token": "a-token-of-some-lengtH"}),
            client.get(target, params={"token": ""}),
            client.get(target, headers={"authorization": "Bearer wrong"}),
            client.get(target, headers={"authorization": f"Basic {TOKEN}"}),
            client.get(target, headers={"authorization": "Bearer"}),
            client.get(target, headers={"cookie": f"partners-{guarded.port}={TOKEN}"}),
            client.get(target, headers={"cookie": f"partners-{guarded.port}="}),
        ):
            assert response.status_code == 401
            assert response.headers["www-authenticate"] == "Bearer"
            assert "set-cookie" not in response.headers
            assert TOKEN not in response.text
            assert "north" not in response.text.lower()


def test_the_page_that_asks_for_the_token_can_be_read(guarded: Running) -> None:
    with fresh(guarded) as client:
        asking = client.get("/console")
        assert "A token is needed here" in asking.text
        assert client.get("/static/server.css").status_code == 200
        assert re.findall(r'(?:href|src)="(/static/[^"]*)"', asking.text) == ["/static/server.css"]


def test_a_program_sends_it_as_a_header(guarded: Running) -> None:
    with fresh(guarded, authorization=f"Bearer {TOKEN}") as client:
        assert client.get("/api/plans").status_code == 200
        answer = client.post("/api/cypher", json={"query": "RETURN 1 AS x"})
        assert answer.json()["rows"] == [{"x": 1}]
        assert "set-cookie" not in answer.headers


def test_a_browser_exchanges_it_for_a_cookie(guarded: Running) -> None:
    with fresh(guarded) as client:
        let_in = client.get("/api/plans", params={"token": TOKEN, "plan": "north & south"})
        assert let_in.status_code == 303
        assert let_in.headers["location"] == "/api/plans?plan=north+%26+south"
        cookie = let_in.headers["set-cookie"]
        assert re.fullmatch(rf"partners-{guarded.port}=[\w-]+; HttpOnly; SameSite=Strict; Path=/", cookie)
        assert TOKEN not in cookie
        assert client.get("/api/plans").status_code == 200
        assert client.get("/console").status_code == 200
        for path in ("//evil.example/x", "/\\evil.example/x", "///evil.example/x"):
            onwards = client.get(f"{guarded.root}{path}?token={TOKEN}").headers["location"]
            assert re.match(r"/(%5C)?evil\.example/x$", onwards), onwards


def test_a_query_is_not_sent_with_a_token_in_its_address(guarded: Running) -> None:
    with fresh(guarded) as client:
        assert client.post("/api/cypher", params={"token": TOKEN}, json={"query": "RETURN 1 AS x"}).status_code == 401


def test_a_ticket_lets_in_once(guarded: Running) -> None:
    ticket = guarded.gate.ticket()
    with fresh(guarded) as client:
        assert client.get("/", params={"token": ticket}).status_code == 303
        assert client.get("/api/plans").status_code == 200
    with fresh(guarded) as client:
        assert client.get("/", params={"token": ticket}).status_code == 401
        assert client.get("/", headers={"authorization": f"Bearer {guarded.gate.ticket()}"}).status_code == 401


def test_without_a_token_none_is_wanted_and_none_helps() -> None:
    assert Gate(None, 1).open
    assert not Gate(None, 1).token_fits("")
    assert not Gate(None, 1).bearer_fits("Bearer ")


@pytest.mark.parametrize("token", [None, ""])
def test_beyond_loopback_there_must_be_one(token: str | None) -> None:
    assert checked_token(token, "127.0.0.1", loopback=True) is None
    with pytest.raises(TokenNeeded, match=r"--host 0\.0\.0\.0 .* PARTNERS_TOKEN"):
        checked_token(token, "0.0.0.0", loopback=False)


@pytest.mark.parametrize(
    "token", ["short", "fifteen-letters", "with a space in the midst", "with-é-in-the-midst", "x" * 20 + "\n"]
)
def test_a_weak_token_is_none(token: str) -> None:
    for loopback in (True, False):
        with pytest.raises(TokenNeeded, match="at least 16 characters"):
            checked_token(token, "0.0.0.0", loopback=loopback)


def test_names_beyond_loopback_are_addresses_and_what_was_said() -> None:
    names = Names("0.0.0.0", 8765, ["plans.example.gov.uk"])
    for known in (
        "192.0.2.7:8765",
        "[2001:db8::7]:8765",
        "plans.example.gov.uk",
        "PLANS.example.gov.uk:443",
        "localhost:8765",
    ):
        assert names.known(known), known
    for foreign in (
        "evil.example",
        "plans.example.gov.uk.evil.example",
        "x@192.0.2.7",
        "192.0.2.7/x",
        "",
        "[::",
        "1.2.3.4.5",
    ):
        assert not names.known(foreign), foreign
