"""HTTP whose requests must be told within a few seconds: a connection that says nothing is not kept open."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from views.server.limits import HEAD_SECONDS


class PromptProtocol(H11Protocol):
    """HTTP/1.1 that hangs up on whoever begins a request and does not come to its end."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what has come; what is still no whole request must be one soon."""
        super().data_received(data)
        if self._answering():
            self._wait_no_more()
        elif self._late is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_SECONDS, self._hang_up)

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _hang_up(self) -> None:
        self._late = None
        if not self._answering() and not self.transport.is_closing():
            self.transport.close()
