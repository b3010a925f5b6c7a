"""One connection to the room's server, which is cut off when it takes too long.

Uvicorn speaks HTTP by h11; this adds what it leaves to a proxy in front of it.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import RequestResponseCycle
    from uvicorn.server import ServerState

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
    """A certificate of this machine and its key."""

    file: str
    key: str
    name: str
    """As browsers are to call this machine."""


class RoomProtocol(H11Protocol):
    """An HTTP connection for one request, closed with its answer, so that none can be linked."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Set its time limit, or refuse it where there are too many."""
        super().connection_made(transport)
        self.client = None  # nobody is to know whose request it is
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._expect_no_more()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Lift the time limit once the request is complete: the answer may take longer."""
        super().handle_events()
        if self._is_asked and not self.transport.is_closing():
            self._expect_no_more()

    @property
    def _is_asked(self) -> bool:
        """Whether a request is complete. Uvicorn has no cycle before its head is."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.more_body

    def on_response_complete(self) -> None:
        """Set a time limit for sending the answer."""
        super().on_response_complete()
        self._expect()

    def pause_writing(self) -> None:
        """Set a time limit while the client does not read."""
        super().pause_writing()
        self._expect()

    def resume_writing(self) -> None:
        """Lift the limit when the client reads again."""
        super().resume_writing()
        self._expect_no_more()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 Uvicorn's signature
        """Answer what is no HTTP without repeating any of it."""
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
    """Raise the limit on open files: otherwise connections could keep a session from being saved.

    Some systems allow a program 256 unless it asks. Windows has no such limit.
    """
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):  # it stays as it was
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class Handshake(asyncio.Protocol):
    """A TLS handshake, counted and timed from its first byte.

    Uvicorn only sees a connection once its handshake is over, however many there are.
    """

    def __init__(
        self,
        context: ssl.SSLContext,
        pending: set[Handshake],
        server_state: ServerState,
        **others: Any,
    ) -> None:
        """`pending` are the unfinished handshakes of the same server."""
        self._context = context
        self._pending = pending
        self._state = server_state
        self._make = partial(RoomProtocol, server_state=server_state, **others)
        self._early = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless there are too many."""
        if len(self._state.connections) + len(self._pending) >= MOST_CONNECTIONS:
            transport.abort()
            return
        self._pending.add(self)
        task = asyncio.get_running_loop().create_task(self._agree(transport))
        self._state.tasks.add(task)
        task.add_done_callback(self._state.tasks.discard)

    def data_received(self, data: bytes) -> None:
        """Keep what arrives with the end of the handshake for the protocol that follows."""
        self._early += data

    async def _agree(self, transport: asyncio.Transport) -> None:
        loop = asyncio.get_running_loop()
        try:
            secure = await loop.start_tls(
                transport,
                self,
                self._context,
                server_side=True,
                ssl_handshake_timeout=PATIENCE,
                ssl_shutdown_timeout=PATIENCE,
            )
        except OSError:  # it is no TLS, or took too long
            secure = None
        finally:
            self._pending.discard(self)
        if secure is None or secure.is_closing():
            transport.abort()
            return
        connection = self._make()
        connection.connection_made(secure)
        secure.set_protocol(connection)
        if self._early and not secure.is_closing():
            connection.data_received(self._early)


def secured(certificate: Certificate) -> ssl.SSLContext:
    """The TLS context. Raises OSError, ValueError where the certificate cannot be used."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.file, certificate.key, password="")
    return context


def configuration(app: Any, context: ssl.SSLContext | None = None) -> Config:
    """Uvicorn's configuration: nothing of a request is logged, and no proxy headers are trusted."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logging.getLogger(name).disabled = True  # a log would be on the screen, and name addresses
    return Config(
        app,
        http=partial(Handshake, context, set()) if context else RoomProtocol,  # type: ignore[arg-type]
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
    )
