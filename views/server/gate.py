"""Who may ask: the names the server answers to, and the token it wants where it is not on loopback alone."""

import hashlib
import hmac
import ipaddress
import re
import secrets
import socket
import threading
from collections.abc import Iterable

from graph.errors import PartnershipGraphError
from views.server.limits import SHORTEST_TOKEN

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(?::(?P<port>\d{1,5}))?", re.ASCII)
_TOKEN = re.compile(r"[\x21-\x7e]+")
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class TokenNeeded(PartnershipGraphError):
    """No token where one must be, or one that is too weak to be one."""


def is_loopback(address: str) -> bool:
    """Whether an IP address is reached from this machine only."""
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def checked_token(token: str | None, host: str, *, loopback: bool) -> str | None:
    """The token, if it may be one; nothing where none is given and none is needed.

    Raises:
        TokenNeeded: there must be one, or it is too short or cannot be sent in a header.
    """
    make = "For example: PARTNERS_TOKEN=\"$(python3 -c 'import secrets; print(secrets.token_urlsafe())')\""
    if not token:
        if loopback:
            return None
        raise TokenNeeded(
            f"--host {host} can be reached from other machines, so a token is needed: everybody who has it can read "
            f"the store. Set it in the environment as PARTNERS_TOKEN, or give it with --token. {make}"
        )
    if len(token) < SHORTEST_TOKEN or not _TOKEN.fullmatch(token):
        raise TokenNeeded(
            f"A token has at least {SHORTEST_TOKEN} characters: letters, digits and signs, without spaces. {make}"
        )
    return token


class Names:
    """The names by which the server may be called, so that no foreign name can be made to lead to it."""

    def __init__(self, address: str, port: int, names: Iterable[str] = ()) -> None:
        self._port = port
        self._alone = is_loopback(address)
        own = f"[{address}]" if ":" in address else address
        self._loopback = {*_LOOPBACK, own}
        self._others = {name.lower() for name in names} | {socket.gethostname().lower()}

    def known(self, host: str) -> bool:
        """Whether a Host header names this server.

        On loopback that is a name of loopback with the port. Beyond it, it is also any address in figures, this
        machine's name and the names that were given, with whatever port a proxy may have.
        """
        found = _HOST.fullmatch(host.lower())
        if found is None:
            return False
        name, port = found["name"], int(found["port"] or 80)
        if name in self._loopback and port == self._port:
            return True
        return not self._alone and (name in self._others or _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Gate:
    """Knows the token, and the cookie that a browser gets for it; both are compared in constant time."""

    def __init__(self, token: str | None, port: int) -> None:
        self._token = None if token is None else _digest(token)
        self._session = secrets.token_urlsafe(32)
        self._ticket: str | None = None
        self._lock = threading.Lock()
        self.cookie = f"partners-{port}"
        """Cookies know no ports, so its name does."""

    @property
    def open(self) -> bool:
        """Whether no token is wanted."""
        return self._token is None

    def ticket(self) -> str:
        """A word that stands for the token once, for an address that others may see."""
        self._ticket = secrets.token_urlsafe(32)
        return self._ticket

    def token_fits(self, said: str) -> bool:
        """Whether this is the token, or the ticket that has not been used."""
        with self._lock:
            if self._ticket is not None and hmac.compare_digest(_digest(said), _digest(self._ticket)):
                self._ticket = None
                return True
        return self._token is not None and hmac.compare_digest(_digest(said), self._token)

    def bearer_fits(self, authorization: str) -> bool:
        """Whether an Authorization header carries the token."""
        scheme, _, said = authorization.partition(" ")
        return (
            scheme.lower() == "bearer"
            and self._token is not None
            and hmac.compare_digest(_digest(said.strip()), self._token)
        )

    def cookie_fits(self, cookies: str) -> bool:
        """Whether a Cookie header carries the cookie that was set."""
        pairs = (pair.strip().partition("=") for pair in cookies.split(";"))
        said = [value for name, _, value in pairs if name == self.cookie]
        return any(hmac.compare_digest(_digest(value), _digest(self._session)) for value in said)

    def set_cookie(self) -> str:
        """The Set-Cookie header for whoever came with the token."""
        return f"{self.cookie}={self._session}; HttpOnly; SameSite=Strict; Path=/"


def _digest(word: str) -> bytes:
    return hashlib.sha256(word.encode("utf-8", "surrogateescape")).digest()
