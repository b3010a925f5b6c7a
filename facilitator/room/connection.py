"""One connection to the room's server: it has its time, and whoever overstays it is cut off.

Uvicorn speaks HTTP by h11; what is added here is what it leaves to a proxy in front of it.
"""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.h11_impl import RequestResponseCycle

MOST_CONNECTIONS: Final = 400
FILES: Final = 4096
"""As many the program may have open, where the system lets it."""
PATIENCE: Final = 5.0
"""Seconds in which a request has to be there whole, and in which what is sent has to be taken."""
LONGEST_HEAD: Final = 8192
"""Bytes of a request line with its headers."""

_REFUSED: Final = (
    b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n"
    b"cache-control: no-store\r\n\r\n"
)


class Certificate(NamedTuple):
    """Of this machine, so that what is sent cannot be changed on its way."""

    file: str
    key: str
    name: str
    """As browsers are to call this machine."""


class Connection(H11Protocol):
    """A connection for one request. It is closed with the answer: nothing tells two apart."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give it its time, unless there are too many."""
        super().connection_made(transport)
        self.client = None  # nobody is to know whose request it is
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._expect_no_more()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Once the request is there whole, the answer takes the time it takes."""
        super().handle_events()
        if self._is_asked and not self.transport.is_closing():
            self._expect_no_more()

    @property
    def _is_asked(self) -> bool:
        """Whether a request is there whole. Uvicorn has no cycle before its head is."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.more_body

    def on_response_complete(self) -> None:
        """What has been sent has to be taken in time too."""
        super().on_response_complete()
        self._expect()

    def pause_writing(self) -> None:
        """Whoever asked does not read on."""
        super().pause_writing()
        self._expect()

    def resume_writing(self) -> None:
        """And reads again."""
        super().resume_writing()
        self._expect_no_more()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 Uvicorn's signature
        """What is no HTTP gets an answer without a word of it."""
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None:
            self.transport.write(_REFUSED)
        self.transport.close()
        self._expect()

    def _expect(self) -> None:
        self._expect_no_more()
        self._timer = self.loop.call_later(PATIENCE, self.transport.abort)

    def _expect_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def allow_files() -> None:
    """Have more files than connections can take: else they would keep the session from the disk.

    Some systems let a program have 256, unless it asks. Windows has no such limit.
    """
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):  # it stays as it was
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def limit_handshakes(loop: asyncio.AbstractEventLoop) -> None:
    """Whoever begins TLS and goes no further is cut off too: asyncio would wait for a minute."""
    loop.create_server = partial(  # type: ignore[method-assign]
        loop.create_server, ssl_handshake_timeout=PATIENCE, ssl_shutdown_timeout=PATIENCE
    )


def configuration(app: Any, certificate: Certificate | None = None) -> Config:
    """How Uvicorn is to serve that app: nothing of a request is logged, nothing is guessed."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logging.getLogger(name).disabled = True  # a log would be on the screen, and name addresses
    return Config(
        app,
        http=Connection,
        ws="none",
        loop="asyncio",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        backlog=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=1,
        ssl_certfile=certificate.file if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )
