"""The server attacked: writes, runaway queries, foreign names, paths, methods, sizes and other sites' pages."""

import json
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from graph.interchange import to_json
from graph.store import open_store
from tests.conftest import Place
from tests.door_texts import ATTACKS
from tests.serving import Running, let_go, loaded, serving
from views.server.limits import AT_ONCE, LARGEST_BODY, LONGEST_TARGET

RUNAWAY = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS c"
HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
)
JSON = {"content-type": "application/json"}
BODY = json.dumps({"query": "RETURN 1 AS x"}).encode()


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = loaded(Place("embedded", str(tmp_path_factory.mktemp("serve") / "store")))
    with serving(place.location) as server:
        yield server


def held(place: Place) -> str:
    with open_store(place.location, create=False) as store:
        return to_json(store.graph())


def test_no_attack_on_the_door_changes_the_store(place: Place) -> None:
    loaded(place)
    before = held(place)
    with serving(place.location) as server:
        for text in ATTACKS:
            response = server.cypher(text, parameters={"p": "x"})
            assert response.status_code == 422, text
            assert "Only reading is allowed here" in response.json()["error"]
        assert server.cypher("MATCH (n:X) RETURN n").json()["rows"] == []
    let_go()
    assert held(place) == before


def test_a_runaway_query_is_ended_and_others_are_answered_meanwhile(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("keeper", "cypher"):
        monkeypatch.setattr(f"views.server.{module}.SECONDS", 5.0)
    loaded(place)
    with serving(place.location) as server:
        server.client.get("/")
        ended: list[httpx.Response] = []
        runaways = [threading.Thread(target=lambda: ended.append(server.cypher(RUNAWAY))) for _ in range(AT_ONCE - 1)]
        for thread in runaways:
            thread.start()
        time.sleep(0.7)
        began = time.monotonic()
        assert server.client.get("/").status_code == 200
        assert server.client.get("/api/plans").json()["plans"]
        assert server.client.get("/console").status_code == 200
        assert server.cypher("RETURN 1 AS x").json()["rows"] == [{"x": 1}]
        assert time.monotonic() - began < 4
        assert not ended
        for thread in runaways:
            thread.join()
        assert [response.status_code for response in ended] == [422] * len(runaways)
        assert all("ended after 5 seconds" in response.json()["error"] for response in ended)
        assert server.cypher("RETURN 2 AS x").json()["rows"] == [{"x": 2}]


def test_questions_and_the_explorer_have_the_time_limit_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.server.keeper.SECONDS", 0.5)
    # all three read which plans there are
    held = "\nRETURN count(*) AS id, '' AS title, '' AS publisher, '' AS edition, true AS current, '' AS sha256\n"
    monkeypatch.setattr("queries.plans.PLANS_CYPHER", RUNAWAY.replace("RETURN count(*) AS c", held))
    loaded(place)
    with serving(place.location) as server:
        for target in ("/api/ask/unaddressed-asks", "/api/gaps", "/"):
            response = server.client.get(target)
            assert response.status_code == 422, target
            assert "ended after 0.5 seconds" in response.text


def test_more_than_may_work_at_once_are_told_to_come_back(embedded: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.server.cypher.SECONDS", 3.0)
    monkeypatch.setattr("views.server.keeper.SECONDS", 3.0)
    let_go()  # the store is opened again with this limit
    runaways = [threading.Thread(target=embedded.cypher, args=(RUNAWAY,)) for _ in range(AT_ONCE)]
    for thread in runaways:
        thread.start()
    time.sleep(0.7)
    refused = embedded.cypher("RETURN 1 AS x")
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) > 0
    assert "Try again" in refused.json()["error"]
    assert embedded.client.get("/console").status_code == 200
    for thread in runaways:
        thread.join()
    assert embedded.cypher("RETURN 1 AS x").status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost:1", "localhost", "127.0.0.1",
     "localhost.:{port}", "127.0.0.2:{port}", "0.0.0.0:{port}", "[::2]:{port}", "127.0.0.1:{port}@evil.example", "",
     "127.0.0.1:{port}, evil.example", "127.0.0.1:0{port}0", "evil.example#127.0.0.1:{port}"],
)  # fmt: skip
@pytest.mark.parametrize("target", ["/", "/api/plans", "/static/server.css", "/nosuch"])
def test_a_foreign_name_is_not_answered(embedded: Running, host: str, target: str) -> None:
    said = host.format(port=embedded.port)
    found = embedded.raw(f"GET {target} HTTP/1.1\r\nHost: {said}\r\nConnection: close\r\n\r\n".encode())
    assert found.split(b" ")[1] in (b"421", b"400"), found
    assert b"north" not in found.lower()


def test_one_host_is_named_and_named_once(embedded: Running) -> None:
    own = f"Host: 127.0.0.1:{embedded.port}\r\n"
    for hosts in ("", own + "Host: evil.example\r\n", "Host: evil.example\r\n" + own):
        found = embedded.raw(f"GET /api/plans HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())
        assert found.split(b" ")[1] in (b"421", b"400"), found
    assert embedded.raw(b"GET /api/plans HTTP/1.0\r\n\r\n").split(b" ")[1] == b"421"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_the_names_of_loopback_are_answered(embedded: Running, name: str) -> None:
    assert embedded.client.get("/api/plans", headers={"host": f"{name}:{embedded.port}"}).status_code == 200


@pytest.mark.parametrize(
    "target",
    ["/static/../pyproject.toml", "/static/../../views/cli.py", "/static/%2e%2e/run.py", "/static/%2e%2e%2frun.py",
     "/static/%252e%252e%252frun.py", "/static/..%5crun.py", "/static/..\\run.py", "/static//etc/passwd",
     "//etc/passwd",
     "/static/..;/run.py", "/static/%00", "/static/server.css%00.js", "/static/server.css/", "/static/", "/static",
     "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%c0%ae%c0%ae/etc/passwd", "/static/....//run.py", "/etc/passwd",
     "http://evil.example/", "file:///etc/passwd", "/server/run.py", "/templates/console.html",
     "/static/console.html", "/static/%ff%fe"],
)  # fmt: skip
def test_no_path_leads_to_a_file(embedded: Running, target: str) -> None:
    found = embedded.raw_get(target)
    assert found.split(b" ")[1] in (b"404", b"400"), found[:200]
    assert b"root:" not in found
    assert b"import " not in found


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("target", ["/", "/api/plans", "/api/ask/who-delivers", "/api/cypher", "/static/server.css"])
def test_only_reading_methods_are_taken(embedded: Running, method: str, target: str) -> None:
    if (method, target) == ("POST", "/api/cypher"):
        return
    response = embedded.client.request(method, target, content=BODY, headers=JSON)
    assert response.status_code == 405
    assert response.headers["allow"] == ("POST" if target == "/api/cypher" else "GET, HEAD")


def test_head_is_get_without_the_body(embedded: Running) -> None:
    got, head = embedded.client.get("/api/plans"), embedded.client.head("/api/plans")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]
    assert embedded.client.get("/api/cypher").status_code == embedded.client.head("/api/cypher").status_code == 405


def test_what_is_too_large_is_refused(embedded: Running) -> None:
    client = embedded.client
    large = b'{"query": "' + b"x" * LARGEST_BODY + b'"}'
    assert client.post("/api/cypher", content=large, headers=JSON).status_code == 413
    assert client.post("/api/cypher", content=iter([large]), headers=JSON).status_code == 413
    assert client.request("GET", "/api/plans", content=large).status_code == 413
    assert client.get("/api/search", params={"words": "x" * LONGEST_TARGET}).status_code == 414
    assert client.get("/" + "x" * LONGEST_TARGET).status_code == 414
    assert embedded.raw_get("/" + "x" * 100_000).split(b" ")[1] in (b"400", b"414")
    said = f"POST /api/cypher HTTP/1.1\r\nHost: 127.0.0.1:{embedded.port}\r\nContent-Type: application/json\r\n"
    for length in ("99999999999999999999", "-1", "1_0", "x"):
        found = embedded.raw(f"{said}Content-Length: {length}\r\n\r\n".encode())
        assert found.split(b" ")[1] in (b"413", b"400"), found


def test_a_body_that_does_not_come_is_not_waited_for(embedded: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.server.guard.BODY_SECONDS", 0.3)

    def slow() -> Iterator[bytes]:
        yield BODY[:5]
        time.sleep(1.5)
        yield BODY[5:]

    assert embedded.client.post("/api/cypher", content=slow(), headers=JSON).status_code == 408


def test_whoever_begins_a_request_and_goes_no_further_is_hung_up_on(
    embedded: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("views.server.prompt.HEAD_SECONDS", 0.4)
    whole = f"GET /console HTTP/1.1\r\nHost: 127.0.0.1:{embedded.port}\r\n\r\n".encode()
    for said in (b"", b"GET / HTTP/1.1\r\nHost:", whole + b"GET /api"):
        with socket.create_connection(("127.0.0.1", embedded.port), timeout=20) as line:
            line.sendall(said)
            began = time.monotonic()
            while line.recv(65536):
                pass
            assert time.monotonic() - began < 15
    assert embedded.client.get("/api/plans").status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 100_000, b'{"query": ' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"}", b"\xff\xfe", b"NaN"],
)
def test_a_body_that_is_no_query_is_told_so(embedded: Running, body: bytes) -> None:
    response = embedded.client.post("/api/cypher", content=body, headers=JSON)
    assert response.status_code == 400
    assert list(response.json()) == ["error"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "text/json"]
)
def test_a_form_of_another_site_cannot_send_a_query(embedded: Running, kind: str) -> None:
    response = embedded.client.post("/api/cypher", content=BODY, headers={"content-type": kind})
    assert response.status_code == 415
    assert "application/json" in response.json()["error"]


def test_a_page_of_another_site_cannot_ask(embedded: Running) -> None:
    post, get = embedded.client.post, embedded.client.get
    for origin in (
        "https://evil.example",
        "null",
        f"http://localhost:{embedded.port + 1}",
        f"http://127.0.0.1:{embedded.port}.evil.example",
    ):
        response = post("/api/cypher", content=BODY, headers={**JSON, "origin": origin})
        assert response.status_code == 403, origin
        assert not [name for name in response.headers if name.startswith("access-control-")]
    assert post("/api/cypher", content=BODY, headers={**JSON, "origin": embedded.root}).status_code == 200
    for site in ("cross-site", "same-site"):
        assert get("/api/gaps", headers={"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}).status_code == 403
    assert get("/", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}).status_code == 200
    assert get("/api/plans", headers={"sec-fetch-site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    "target", ["/", "/console", "/api", "/api/plans", "/api/nosuch", "/nosuch", "/openapi.json", "/static/console.js",
               "/static/vis-network.js", "/favicon.ico", "/docs", "/redoc", "/api/ask/nosuch"]
)  # fmt: skip
def test_every_answer_has_the_headers(embedded: Running, target: str) -> None:
    for response in (embedded.client.get(target), embedded.client.delete(target)):
        assert not [name for name in HEADERS if name not in response.headers]
        assert response.headers["cache-control"] == "no-store"
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert "server" not in response.headers
        assert not [name for name in response.headers if name.startswith("access-control-")]


def test_a_fault_of_ours_shows_nothing_of_it(
    embedded: Running, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("MATCH (secret)")

    monkeypatch.setattr("views.server.answers.plan_rows", broken)
    monkeypatch.setattr("views.server.explorer.page_of", broken)
    for target in ("/api/plans", "/?plan=north"):
        response = embedded.client.get(target)
        assert response.status_code == 500
        assert "fault of this program" in response.text
        assert "RuntimeError" not in response.text
    said = capsys.readouterr()
    assert "A request failed (RuntimeError)" in said.err
    assert "secret" not in said.out + said.err


def test_a_web_socket_is_not_opened(embedded: Running) -> None:
    found = embedded.raw(
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{embedded.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    assert b" 101 " not in found[:20]
