"""The command as it is typed: it says where, answers, ends with Ctrl-C, and refuses in one message."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.conftest import Place
from tests.serving import loaded

ROOT = Path(__file__).resolve().parent.parent
RUNAWAY = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS c"
TOKEN = "a-token-of-some-length"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")


@pytest.fixture
def store(empty_folder: Place) -> str:
    return loaded(empty_folder).location


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


@contextmanager
def started(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command while it runs, and the address it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "partnership_graph", "serve", "--port", "0", *arguments],
        env=_environment(**environment), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, process.communicate()
            said += line
        found = re.search(r"the explorer +(http://\S+)/\n", said)
        assert found, said
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def refused(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "partnership_graph", "serve", *arguments],
        env=_environment(**environment), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(store: str, number: signal.Signals) -> None:
    with started("--store", store, "--no-open") as (process, root):
        assert httpx.get(f"{root}/").text.startswith("<!doctype html>")
        httpx.get(f"{root}/api/search", params={"words": "a secret word"})
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == "Stopped.\n"
    assert err == ""
    loaded(Place("embedded", store))  # it is free


def test_ctrl_c_ends_it_in_the_midst_of_a_runaway_query(store: str) -> None:
    with started("--store", store) as (process, root):
        asking = threading.Thread(target=_asked, args=(root,))
        asking.start()
        time.sleep(1)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        asking.join()
    assert time.monotonic() - began < 8
    assert (process.returncode, out, err) == (0, "Stopped.\n", "")


def _asked(root: str) -> None:
    try:
        httpx.post(f"{root}/api/cypher", json={"query": RUNAWAY}, timeout=30)
    except httpx.HTTPError:
        return


def test_another_command_can_load_while_nobody_asks(store: str, tmp_path: Path) -> None:
    plan = tmp_path / "northshire.md"
    plan.write_text(
        "# A plan for Northshire\n\nNorthshire Combined Authority, March 2026\n\n## What we need from government\n\n"
        "Northshire Combined Authority wants the Department for Transport to pay for the harbour tram (£40m).\n",
        encoding="utf-8",
    )
    with started("--store", store) as (_, root):
        assert "Northshire" not in httpx.get(f"{root}/").text
        time.sleep(3)
        load = [sys.executable, "-m", "partnership_graph", "load", str(plan), "--store", store]
        done = subprocess.run(load, env=_environment(), capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        assert "A plan for Northshire" in httpx.get(f"{root}/").text


def test_a_port_that_is_taken_is_told_with_what_to_do(store: str) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused("--store", store, "--port", str(port))
    assert f"Port {port} of 127.0.0.1 is in use by another program" in said
    assert "--port 0" in said


def test_what_cannot_be_served_is_told_before_anything_listens(store: str, tmp_path: Path) -> None:
    assert "There is no store at" in refused("--store", str(tmp_path / "nowhere"), "--port", "0")
    assert "The store holds no plan 'nowhere'" in refused("--store", store, "--plan", "nowhere", "--port", "0")
    assert "is no address of this machine" in refused("--store", store, "--host", "192.0.2.1", "--port", "0")
    assert "is no address of this machine" in refused("--store", store, "--host", "no such host", "--port", "0")


def test_beyond_loopback_a_token_is_needed(store: str) -> None:
    everywhere = ("--store", store, "--host", "0.0.0.0", "--port", "0")
    assert "so a token is needed" in refused(*everywhere)
    assert "at least 16 characters" in refused(*everywhere, "--token", "short")
    assert "at least 16 characters" in refused(*everywhere, PARTNERS_TOKEN="short")
    with started("--store", store, "--host", "0.0.0.0", PARTNERS_TOKEN=TOKEN) as (process, root):
        assert httpx.get(f"{root}/").status_code == 401
        assert httpx.get(f"{root}/api/plans", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        with httpx.Client(follow_redirects=True) as client:
            assert client.get(f"{root}/", params={"token": TOKEN}).status_code == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert TOKEN not in out + err
