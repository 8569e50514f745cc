"""A language model at an OpenAI-compatible endpoint: what is set of it, and one answer of it, within limits."""

import ipaddress
import json
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from graph.errors import ModelError, UnusableAnswer
from loaders.hanging_up import hang_up_after
from loaders.limits import size

URL, NAME, KEY = "PARTNERS_MODEL_URL", "PARTNERS_MODEL_NAME", "PARTNERS_MODEL_KEY"
"""Environment variables that say which model is asked."""
OPENAI_URL, OPENAI_KEY = "OPENAI_BASE_URL", "OPENAI_API_KEY"
"""The same as other tools call them; this key goes to this address and to no other."""

_PATH = "/chat/completions"
_STATUS = {
    400: f"it did not accept the request. Check {NAME}",
    401: f"it did not accept the key. Check {KEY}",
    403: f"the key may not be used for this. Check {KEY} and {NAME}",
    404: f"there is no such address or model. Check {URL}, which often ends in /v1, and {NAME}",
    429: "it was asked too often, or its credit is used up. Try again later",
}


@dataclass(frozen=True)
class Limits:
    """How much a model is asked, and how much of it is waited for, for one plan."""

    blocks: int = 8
    """Blocks of the plan in one request."""
    requests: int = 25
    seconds: float = 300.0
    """Time for all of a plan's requests."""
    request_seconds: float = 90.0
    answer_bytes: int = 256 * 1024
    """Size of one answer."""


LIMITS = Limits()
"""The limits of `partners load --suggest`."""


@dataclass(frozen=True)
class Endpoint:
    """Where a model is asked, and by which name."""

    url: str
    """Its whole address, `/chat/completions` included."""
    name: str
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The server, as people are shown it."""
        return urlsplit(self.url).netloc

    @property
    def loopback(self) -> bool:
        """Whether it is on this machine."""
        return _is_loopback(urlsplit(self.url).hostname or "")


def endpoint_from(environment: Mapping[str, str]) -> Endpoint:
    """The endpoint that environment variables say.

    Raises:
        ModelError: one is missing, or cannot be used.
    """
    given = {name: environment.get(name, "").strip() for name in (URL, NAME, KEY, OPENAI_URL, OPENAI_KEY)}
    url, key, named = given[URL], given[KEY], URL
    if not url:
        url, named = given[OPENAI_URL], OPENAI_URL
        key = key or given[OPENAI_KEY]
    missing = [name for name, value in ((URL, url), (NAME, given[NAME])) if not value]
    if missing:
        raise ModelError(
            f"--suggest asks a language model, and {' and '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} not set. Set {URL} to an OpenAI-compatible endpoint, such as "
            f"http://localhost:11434/v1, {NAME} to the name of a model there and, where it needs one, {KEY} to its "
            f"key; {OPENAI_URL} and {OPENAI_KEY} count too. Nothing was sent."
        )
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ModelError(f"The key in {KEY if given[KEY] else OPENAI_KEY} has a space or a letter that no key has.")
    return Endpoint(_address(url, named), given[NAME], key)


def _address(url: str, named: str) -> str:
    """The address that requests go to; encrypted, unless it is on this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = None, ""
    if parts is None or not host or parts.scheme not in ("http", "https"):
        raise ModelError(f"{named} is no web address. It looks like https://example.org/v1.")
    if parts.username is not None or parts.password is not None:
        raise ModelError(f"{named} has a user name or password in it. Leave them out; a key belongs in {KEY}.")
    if parts.scheme == "http" and not _is_loopback(host):
        raise ModelError(
            f"{named} begins with http: and {host} is another machine, so that the plan and the key would travel "
            "unencrypted. Use https, or a model on this machine (http://localhost)."
        )
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path if path.endswith(_PATH) else path + _PATH, parts.query, ""))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Model:
    """A model that is asked one thing after another; when it has failed for good it is not asked again."""

    def __init__(self, endpoint: Endpoint, limits: Limits = LIMITS) -> None:
        self.endpoint = endpoint
        self.limits = limits
        self.asked = 0
        """How many requests were sent."""
        self._failed = ""
        self._choosy = False

    def answer(self, messages: Sequence[Mapping[str, str]], seconds: float) -> str:
        """What the model says to the messages.

        Raises:
            UnusableAnswer: it answered, and the answer holds no words.
            ModelError: it did not answer within the limits, or has failed before.
        """
        if self._failed:
            raise ModelError(self._failed)
        seconds = min(seconds, self.limits.request_seconds)
        begun = time.monotonic()
        try:
            status, data = self._send(messages, seconds)
            if status == 400 and b"temperature" in data and not self._choosy:
                self._choosy = True  # some models take no other than their own
                status, data = self._send(messages, seconds)
            self._check(status)
        except UnusableAnswer:
            raise
        except ModelError as error:
            # one that was given less than its time may yet answer another plan
            if seconds == self.limits.request_seconds or time.monotonic() < begun + seconds:
                self._failed = str(error)
            raise
        return _said(data)

    def _send(self, messages: Sequence[Mapping[str, str]], seconds: float) -> tuple[int, bytes]:
        self.asked += 1
        asked: dict[str, Any] = {"model": self.endpoint.name, "messages": list(messages), "stream": False}
        if not self._choosy:
            asked["temperature"] = 0
        content = json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")
        deadline = time.monotonic() + seconds
        try:
            with (
                self._client(seconds) as client,
                hang_up_after(seconds) as heard,
                client.stream("POST", self.endpoint.url, content=content, extensions={"trace": heard}) as response,
            ):
                return response.status_code, self._body(response, deadline, seconds)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
            if isinstance(error, httpx.TimeoutException) or time.monotonic() >= deadline:
                raise self._slow(seconds) from error
            raise ModelError(f"The model at {self.endpoint.host} cannot be reached: {_why(error)}.") from error

    def _client(self, seconds: float) -> httpx.Client:
        headers = {
            "Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity",
            "User-Agent": "partnership-graph",
        }  # fmt: skip
        if self.endpoint.key:
            headers["Authorization"] = f"Bearer {self.endpoint.key}"
        # a proxy is for other machines
        return httpx.Client(
            follow_redirects=False, timeout=seconds, headers=headers, trust_env=not self.endpoint.loopback
        )

    def _body(self, response: httpx.Response, deadline: float, seconds: float) -> bytes:
        if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise ModelError(f"The model at {self.endpoint.host} sent its answer packed, which was not asked for.")
        data = bytearray()
        for chunk in response.iter_raw():
            data += chunk
            if len(data) > self.limits.answer_bytes:
                if response.status_code != 200:
                    break
                raise UnusableAnswer(f"it was more than {size(self.limits.answer_bytes)}")
            if time.monotonic() >= deadline:
                break
        # hanging up looks like the end of the answer
        if time.monotonic() >= deadline:
            raise self._slow(seconds)
        return bytes(data)

    def _slow(self, seconds: float) -> ModelError:
        return ModelError(f"The model at {self.endpoint.host} did not answer within {seconds:.3g} seconds.")

    def _check(self, status: int) -> None:
        """Refuse every answer but a plain one; its body is not repeated, since servers repeat keys in theirs."""
        if status == 200:
            return
        if 300 <= status < 400:
            why = f"it sends us to another address, where no plan is sent. Check {URL}"
        else:
            why = _STATUS.get(status, "it has a fault of its own. Try again later" if status >= 500 else "no reason")
        raise ModelError(f"The model at {self.endpoint.host} answered {status}: {why}.")


def _said(data: bytes) -> str:
    """The words in an answer of the protocol."""
    try:
        choice = json.loads(data)["choices"][0]
        message = choice["message"]
        words, refusal = message.get("content"), message.get("refusal")
        if isinstance(words, list):
            words = "".join(part["text"] for part in words if part.get("type") == "text")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnusableAnswer("it is not in the form of the protocol") from error
    if refusal or choice.get("finish_reason") == "content_filter":
        raise UnusableAnswer("the model refused")
    if not isinstance(words, str) or not words.strip():
        raise UnusableAnswer("it is empty")
    return words


def _why(error: Exception) -> str:
    """What went wrong, without what was sent."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if cause is not None:
        return "its certificate or encryption is not accepted"
    if isinstance(error, httpx.ConnectError):
        return f"there is no connection to it. Check {URL} and that the server runs"
    return f"the connection broke off ({type(error).__name__})"
