"""What the endpoints answer is what the command prints, and the OpenAPI document tells of every one of them."""

import json
import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from openapi_spec_validator import validate
from pydantic import BaseModel

from queries.catalogue import QUESTIONS
from tests.conftest import Place
from tests.question_plans import borderland, havenshire
from tests.serving import Running, let_go, loaded, serving
from views.cli import partners
from views.server import models

MODELS = {name: kind for name, kind in vars(models).items() if isinstance(kind, type) and issubclass(kind, BaseModel)}


@pytest.fixture
def full(place: Place) -> Place:
    return loaded(place, havenshire(), borderland())


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for all tests whose answers come before any engine, or are the same on both."""
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = loaded(Place("embedded", str(tmp_path_factory.mktemp("serve") / "store")), havenshire(), borderland())
    with serving(place.location) as server:
        yield server


@pytest.fixture
def running(full: Place) -> Iterator[Running]:
    with serving(full.location) as server:
        yield server


def printed(place: Place, *arguments: str) -> str:
    result = CliRunner().invoke(partners, [*arguments, "--store", place.location])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_rows_are_those_that_the_command_prints(full: Place, running: Running) -> None:
    got = running.client.get
    plans = got("/api/plans").json()["plans"]
    department = got("/api/ask/department", params={"name": "government", "as_of": "2025-07-14"}).json()
    gaps = got("/api/gaps", params={"as_of": "2025-07-14"}).json()
    search = got("/api/search", params={"words": "harbour homes"}).json()
    graph = got("/api/graph").content
    one = got("/api/graph", params={"plan": plans[0]["id"]}).content
    cypher = running.cypher("MATCH (a:Ask)-[r]->(o) RETURN a, r, o.id AS id ORDER BY a.id, id LIMIT 5").json()
    let_go()
    as_json = ("--format", "json")
    assert plans == json.loads(printed(full, "plans", *as_json))
    asked = printed(full, "ask", "department", "government", "--as-of", "2025-07-14", *as_json)
    assert department["rows"] == json.loads(asked)
    assert department["rows"]
    assert gaps["findings"] == json.loads(printed(full, "gaps", "--as-of", "2025-07-14", *as_json))
    assert gaps["findings"]
    assert search["rows"] == json.loads(printed(full, "ask", "search", "harbour homes", *as_json))
    assert graph.decode() == printed(full, "export")
    assert one.decode() == printed(full, "export", "--plan", plans[0]["id"])
    query = "MATCH (a:Ask)-[r]->(o) RETURN a, r, o.id AS id ORDER BY a.id, id LIMIT 5"
    assert cypher["rows"] == json.loads(printed(full, "cypher", query, *as_json))


def test_the_document_is_valid_and_every_endpoint_of_it_answers_in_its_form(running: Running) -> None:
    document = running.client.get("/openapi.json").json()
    validate(document)
    assert {f"/api/ask/{question}" for question in QUESTIONS} <= set(document["paths"])
    assert "HTTPValidationError" not in document["components"]["schemas"]
    titles = [plan["title"] for plan in running.client.get("/api/plans").json()["plans"]]
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            assert told["summary"], path
            if method == "post":
                response = running.cypher("MATCH (a:Ask) RETURN a", picture=True)
            else:
                given = {
                    one["name"]: one.get("example", "homes") for one in told.get("parameters", []) if one["required"]
                }
                if set(given) == {"first", "second"}:
                    given = {"first": titles[0], "second": titles[1]}
                response = running.client.get(path, params={**given, **({"view": "true"} if "/ask/" in path else {})})
            # an example may name what these plans do not hold, which is told as an error in its form
            assert response.status_code in (200, 400), (path, response.text)
            form = "Problem"
            if response.status_code == 200:
                form = told["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            MODELS[form].model_validate_json(response.content)


@pytest.mark.parametrize(
    ("target", "status", "says"),
    [
        ("/api/ask/who-deliver?topic=x", 404, "Did you mean 'who-delivers'?"),
        ("/api/ask/who-delivers", 400, "needs 'topic'"),
        ("/api/ask/who-delivers?topic=%20", 400, "needs 'topic'"),
        ("/api/ask/who-delivers?topic=zzzzqq", 400, "zzzzqq"),
        ("/api/ask/who-delivers?topic=a&topic=b", 400, "given twice"),
        ("/api/ask/who-delivers?topic=homes&colour=red", 400, "no parameter 'colour'"),
        ("/api/ask/bridges?least=many", 400, "a whole number"),
        ("/api/ask/department?name=government&as_of=soon", 400, "soon"),
        ("/api/gaps?check=G99", 400, "G99"),
        ("/api/plans?plan=nowhere", 404, "no plan 'nowhere'"),
        ("/api/graph?plan=nowhere", 404, "no plan 'nowhere'"),
        ("/api/gaps?limit=0", 400, "The value of 'limit' cannot be used"),
        ("/api/gaps?limit=1000000", 400, "The value of 'limit' cannot be used"),
        ("/api/search", 400, "The value of 'words' cannot be used"),
        (f"/api/plans?plan={'x' * 500}", 400, "The value of 'plan' cannot be used"),
        ("/api/nosuch", 404, "There is nothing at this address"),
        ("/api/ask/who-delivers/more", 404, "There is nothing at this address"),
    ],
)
def test_what_cannot_be_answered_is_told_in_words(embedded: Running, target: str, status: int, says: str) -> None:
    response = embedded.client.get(target)
    assert response.status_code == status, response.text
    assert list(response.json()) == ["error"]
    assert says in response.json()["error"]


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"query": "MATCH (n) RETURN m"}, 422, "does not accept this query"),
        ({"query": " "}, 422, "The query is empty"),
        ({"query": "MATCH (n) SET n.x = 1"}, 422, "Only reading is allowed here"),
        ({"query": "RETURN $x AS x"}, 400, "Give a value for every $parameter"),
        ({"query": "RETURN $x AS x", "parameters": {"x": 2**64}}, 400, "cannot be sent"),
        ({"query": "RETURN $x AS x", "parameters": {"x": "\ud800"}}, 400, "cannot be sent"),
        ({"query": "RETURN '\ud800' AS x"}, 422, "not Unicode"),
        ({"query": "RETURN 1 AS x", "plan": "nowhere"}, 404, "no plan 'nowhere'"),
        ({"query": "RETURN 1 AS x", "limit": -1}, 400, "The value of 'limit' cannot be used"),
        ({"query": "RETURN 1 AS x", "timeout": 900}, 400, "The value of 'timeout' cannot be used"),
        ({"query": 5}, 400, "The value of 'query' cannot be used"),
        ({}, 400, "The value of 'query' cannot be used"),
        ([], 400, "The body is no JSON that can be read"),
    ],
)
def test_a_query_that_cannot_be_run_is_told_in_words(embedded: Running, body: object, status: int, says: str) -> None:
    headers = {"content-type": "application/json"}
    response = embedded.client.post("/api/cypher", content=json.dumps(body), headers=headers)
    assert response.status_code == status, response.text
    assert list(response.json()) == ["error"]
    assert says in response.json()["error"]


def test_rows_are_limited_and_the_answer_says_so(running: Running) -> None:
    few = running.cypher("UNWIND range(1, 20000) AS n RETURN n").json()
    assert (len(few["rows"]), few["truncated"]) == (1000, True)
    three = running.cypher("UNWIND range(1, 3) AS n RETURN n", limit=3).json()
    assert (len(three["rows"]), three["truncated"]) == (3, False)
    one = running.client.get("/api/ask/unaddressed-asks", params={"limit": 1}).json()
    assert len(one["rows"]) == 1
    assert one["truncated"] == (one["total"] > 1)
    gap = running.client.get("/api/gaps", params={"limit": 1}).json()
    assert (len(gap["findings"]), gap["truncated"]) == (1, True)


def test_numbers_that_json_has_not_come_as_text(running: Running) -> None:
    rows = running.cypher("RETURN 0.0 / 0.0 AS none, 1.0 / 0.0 AS endless, 9223372036854775807 AS large").json()["rows"]
    assert rows == [{"none": "nan", "endless": "inf", "large": 2**63 - 1}]


def test_a_picture_holds_what_the_rows_hold(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    tied = "MATCH (a:Ask)-[r:ADDRESSED_TO]->(o:Organisation)"
    picture = running.cypher(f"{tied} RETURN a, r, o", picture=True).json()["picture"]
    path = running.cypher(f"MATCH p = {tied[6:]} RETURN p", picture=True).json()["picture"]
    back = running.cypher("MATCH p = (o:Organisation)<-[r:ADDRESSED_TO]-(a:Ask) RETURN p", picture=True).json()[
        "picture"
    ]

    def lines(found: dict[str, list[dict[str, str]]]) -> set[tuple[str, str, str]]:
        names = {node["id"]: node["name"] for node in found["nodes"]}
        return {(names[line["start"]], line["verb"], names[line["finish"]]) for line in found["lines"]}

    assert picture["nodes"]
    assert {verb for _, verb, _ in lines(picture)} == {"is asked of"}
    assert lines(picture) == lines(path) == lines(back)
    assert picture == running.cypher(f"{tied} RETURN a, r, o", picture=True).json()["picture"]
    alone = running.cypher("MATCH ()-[r:ADDRESSED_TO]->() RETURN r", picture=True).json()["picture"]
    assert alone["nodes"] == []
    assert re.search(r"hold no nodes.*\d+ relationships? (is|are) not drawn", alone["note"])
    monkeypatch.setattr("views.server.picture.MOST_DRAWN", 9)
    many = running.cypher("MATCH (n) RETURN n", picture=True).json()["picture"]
    assert len(many["nodes"]) == 9
    assert "The first 9 of" in many["note"]


def test_a_question_comes_with_its_cypher_which_gives_the_same(running: Running) -> None:
    found = running.client.get("/api/ask/unaddressed-asks", params={"view": "true"}).json()
    view = found["view"]
    assert view["shown"][0] == "ask"
    assert len(view["lines"]) == found["total"]
    rows = running.cypher(view["cypher"], parameters=view["parameters"]).json()["rows"]
    assert {row["ask_id"] for row in rows} == {row["ask_id"] for row in found["rows"]}


def test_with_one_plan_served_that_one_is_meant(full: Place) -> None:
    with serving(full.location) as server:
        every = server.client.get("/api/plans").json()["plans"]
    only = every[1]["id"]
    with serving(full.location, plan=only) as server:
        assert [plan["id"] for plan in server.client.get("/api/plans").json()["plans"]] == [only]
        assert set(server.client.get("/api/gaps").json()["plans"]) == {only}
        assert server.cypher("RETURN $plan AS id").json()["rows"] == [{"id": only}]
        both = {"first": every[0]["title"], "second": every[1]["title"]}
        assert server.client.get("/api/ask/in-one-not-other", params=both).status_code == 200
