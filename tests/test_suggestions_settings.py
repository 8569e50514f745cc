"""Which language model is asked: what the environment says, and what is refused."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import ModelError
from loaders.model import Limits, endpoint_from
from loaders.plan import Loaded
from loaders.suggesting import suggest
from tests.suggested_plan import (
    KEY,
    PLAN,
    forget_settings,
    model,
    read,
)
from tests.talking_model import Talker, talking


@pytest.fixture
def talker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    forget_settings(monkeypatch)
    with talking() as server:
        yield server


@pytest.fixture
def plan(tmp_path: Path) -> Loaded:
    return read(tmp_path, PLAN)


@pytest.mark.parametrize(
    ("given", "url", "key"),
    [
        ({"PARTNERS_MODEL_URL": "https://example.org/v1"}, "https://example.org/v1/chat/completions", ""),
        ({"PARTNERS_MODEL_URL": "https://example.org/v1/ "}, "https://example.org/v1/chat/completions", ""),
        (
            {"PARTNERS_MODEL_URL": "https://example.org/x/chat/completions?v=2", "PARTNERS_MODEL_KEY": "a"},
            "https://example.org/x/chat/completions?v=2",
            "a",
        ),
        ({"PARTNERS_MODEL_URL": "http://localhost:11434/v1"}, "http://localhost:11434/v1/chat/completions", ""),
        ({"PARTNERS_MODEL_URL": "http://[::1]:8080"}, "http://[::1]:8080/chat/completions", ""),
        (
            {"OPENAI_BASE_URL": "https://example.com/v1", "OPENAI_API_KEY": "b"},
            "https://example.com/v1/chat/completions",
            "b",
        ),
        (
            # a key goes only where it belongs
            {"PARTNERS_MODEL_URL": "https://a.example", "OPENAI_BASE_URL": "https://b.example", "OPENAI_API_KEY": "b"},
            "https://a.example/chat/completions",
            "",
        ),
    ],
)
def test_where_a_model_is(given: dict[str, str], url: str, key: str) -> None:
    endpoint = endpoint_from({"PARTNERS_MODEL_NAME": "small", **given})
    assert (endpoint.url, endpoint.key) == (url, key)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "PARTNERS_MODEL_URL and PARTNERS_MODEL_NAME are not set"),
        ({"PARTNERS_MODEL_URL": "https://example.org", "PARTNERS_MODEL_NAME": ""}, "PARTNERS_MODEL_NAME is not set"),
        ({"PARTNERS_MODEL_NAME": "small", "OPENAI_API_KEY": KEY}, "PARTNERS_MODEL_URL is not set"),
        ({"PARTNERS_MODEL_URL": "http://example.org/v1"}, "begins with http: and example.org is another machine"),
        ({"PARTNERS_MODEL_URL": "http://localhost.example.org"}, "another machine"),
        ({"PARTNERS_MODEL_URL": "http://10.0.0.1/v1"}, "another machine"),
        ({"OPENAI_BASE_URL": "http://example.org/v1"}, "OPENAI_BASE_URL begins with http:"),
        ({"PARTNERS_MODEL_URL": "ftp://example.org"}, "is no web address"),
        ({"PARTNERS_MODEL_URL": "example.org/v1"}, "is no web address"),
        ({"PARTNERS_MODEL_URL": "https://[::1"}, "is no web address"),
        ({"PARTNERS_MODEL_URL": "https://example.org:port/v1"}, "is no web address"),
        ({"PARTNERS_MODEL_URL": f"https://me:{KEY}@example.org"}, "has a user name or password in it"),
        (
            {"PARTNERS_MODEL_URL": "https://a.example", "PARTNERS_MODEL_KEY": f"{KEY}\nX: y"},
            "The key in PARTNERS_MODEL",
        ),
        ({"OPENAI_BASE_URL": "https://a.example", "OPENAI_API_KEY": f"{KEY}ü"}, "The key in OPENAI_API_KEY"),
    ],
)
def test_what_is_not_set_or_cannot_be_used_is_told_without_the_key(given: dict[str, str], says: str) -> None:
    name = {} if "PARTNERS_MODEL_NAME" in given or not given else {"PARTNERS_MODEL_NAME": "small"}
    with pytest.raises(ModelError) as caught:
        endpoint_from({**name, **given})
    assert says in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_key_is_not_shown_with_its_endpoint(talker: Talker) -> None:
    assert KEY not in repr(model(talker).endpoint)


@pytest.mark.parametrize("manner", ["well", "401", "gone", "slow"])
def test_a_key_is_in_no_log(talker: Talker, plan: Loaded, manner: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        suggest(plan, model(talker, manner, Limits(request_seconds=0.5)))
    assert talker.heard[0].headers["authorization"] == f"Bearer {KEY}"
    assert "127.0.0.1" in caplog.text, "what is logged is seen here"
    assert KEY not in caplog.text


def test_a_proxy_gets_nothing_that_is_for_this_machine(
    talker: Talker, plan: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    with talking() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
        suggest(plan, model(talker))
        assert (len(talker.heard), len(proxy.heard)) == (1, 0)
