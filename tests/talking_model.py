"""A server on loopback that speaks the protocol of language models, and misbehaves as its address says."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Block = dict[str, Any]
Answer = Callable[[list[Block]], str]
"""What a model says to the blocks it is asked about."""


@dataclass
class Heard:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def blocks(self) -> list[Block]:
        """The blocks of the plan in it."""
        begin, *lines, end = self.body["messages"][1]["content"].splitlines()
        assert begin.removeprefix("begin ") == end.removeprefix("end ")
        assert begin.removeprefix("begin ") in self.body["messages"][0]["content"]
        return [json.loads(line) for line in lines]


@dataclass
class Talker:
    """The server: where it is, what it says, and what it heard."""

    address: str = ""
    says: Answer = lambda _blocks: '{"suggestions": []}'
    heard: list[Heard] = field(default_factory=list)

    def base(self, manner: str = "well") -> str:
        """The address at which it behaves in a manner."""
        return f"{self.address}/{manner}/v1"


def suggestions(*found: dict[str, Any]) -> str:
    """An answer in the form that is asked for."""
    return json.dumps({"suggestions": list(found)}, ensure_ascii=False)


class _Handler(BaseHTTPRequestHandler):
    talker: Talker

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        heard = Heard(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self.talker.heard.append(heard)
        manner = self.path.split("/")[1]
        with suppress(BrokenPipeError, ConnectionResetError, ConnectionAbortedError):
            getattr(self, f"manner_{manner}", self.manner_status)(heard)

    def do_GET(self) -> None:
        self.do_POST()

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def message(self, **message: Any) -> None:
        reason = message.pop("finish_reason", "stop")
        choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": reason}
        self.answer(json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}).encode())

    def manner_well(self, heard: Heard) -> None:
        self.message(content=self.talker.says(heard.blocks))

    def manner_parts(self, heard: Heard) -> None:
        self.message(content=[{"type": "text", "text": self.talker.says(heard.blocks)}])

    def manner_choosy(self, heard: Heard) -> None:
        if "temperature" in heard.body:
            self.answer(b'{"error": {"message": "Unsupported value: temperature"}}', 400)
        else:
            self.manner_well(heard)

    def manner_status(self, heard: Heard) -> None:
        # some servers repeat what they were sent
        self.answer(heard.headers.get("authorization", "").encode(), int(heard.path.split("/")[1]))

    def manner_refusing(self, heard: Heard) -> None:
        self.message(content=None, refusal="I cannot help with that.")

    def manner_filtered(self, heard: Heard) -> None:
        self.message(content="", finish_reason="content_filter")

    def manner_empty(self, heard: Heard) -> None:
        self.message(content="  ")

    def manner_shapeless(self, heard: Heard) -> None:
        self.answer(b'{"choices": [[1, 2], {"message": 3}]}')

    def manner_deep(self, heard: Heard) -> None:
        self.answer(b"[" * 100_000)

    def manner_page(self, heard: Heard) -> None:
        self.answer(b"<html>Please log in</html>")

    def manner_huge(self, heard: Heard) -> None:
        self.answer(b'{"choices": [{"message": {"content": "')
        for _ in range(4000):
            self.wfile.write(b"word " * 2000)

    def manner_slow(self, heard: Heard) -> None:
        time.sleep(3)

    def manner_dripping(self, heard: Heard) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        for _ in range(60):
            time.sleep(0.05)
            self.wfile.write(b"x")

    def manner_trickling(self, heard: Heard) -> None:
        self.answer(b'{"choices": ')
        for _ in range(60):
            time.sleep(0.05)
            self.wfile.write(b" ")

    def manner_packed(self, heard: Heard) -> None:
        self.answer(b"\x1f\x8b", Content_Encoding="gzip")

    def manner_away(self, heard: Heard) -> None:
        self.answer(b"", 307, Location=self.talker.base("well") + "/chat/completions")

    def manner_gone(self, heard: Heard) -> None:
        self.connection.close()


@contextmanager
def talking() -> Iterator[Talker]:
    """A server that runs until the end."""
    talker = Talker()
    handler = type("Handler", (_Handler,), {"talker": talker})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    talker.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield talker
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
