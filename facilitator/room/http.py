"""The HTTP that the room speaks: who is let in, how much of it and for how long.

Uvicorn serves it by h11. A proxy in front of it would cut off connections that are slow or too
many: here `RoomProtocol` does. `RoomMiddleware` checks every request: one host, one origin, JSON
alone where something is sent, two kilobytes, and a limit on all requests together (never by
address, which would have to be remembered). Answers say nothing of what went wrong inside.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import sys
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

from facilitator.core.errors import N_, Refused

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from uvicorn.protocols.http.h11_impl import RequestResponseCycle
    from uvicorn.server import ServerState

    from facilitator.core.room import Certificate

MOST_CONNECTIONS: Final = 400
FILES: Final = 4096
"""As many the program may have open, where the system lets it."""
PATIENCE: Final = 5.0
"""Seconds in which a request has to be there whole, and in which what is sent has to be taken."""
LONGEST_HEAD: Final = 8192
"""Bytes of a request line with its headers."""
LARGEST_BODY: Final = 2048
"""Bytes."""
BURST: Final = 1500
"""Requests at once, of everybody together."""
PER_SECOND: Final = 250
"""And as many again each second."""

_REFUSED: Final = (
    b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n"
    b"cache-control: no-store\r\n\r\n"
)
_ALWAYS: Final = {
    "cache-control": "no-store",
    "connection": "close",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
}
"""Headers of every answer that has no other of that name."""


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
    """The TLS context. Raises Refused where the certificate cannot be used."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate.file, certificate.key, password="")
    except (OSError, ValueError) as error:  # ssl's own error is an OSError
        why = N_("The certificate {file} cannot be used with its key: {why}")
        trouble = error.strerror if isinstance(error, OSError) else None
        raise Refused(why, file=certificate.file, why=trouble or str(error)) from error
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


class Budget:
    """A token bucket for requests: a burst, and a rate per second."""

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left, self._seen = burst, monotonic()

    def take(self) -> bool:
        """Use one token; returns whether there was one."""
        now = monotonic()
        self._left = min(self._burst, self._left + (now - self._seen) * self._per_second)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class RoomMiddleware:
    """ASGI middleware that checks every request."""

    def __init__(self, app: ASGIApp, host: str, *, scheme: str = "http") -> None:
        """`host` as browsers send it: address and port."""
        self._app = app
        self._host, self._origin = host, f"{scheme}://{host}"
        self._budget = Budget(BURST, PER_SECOND)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            return
        is_started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal is_started
            if message["type"] == "http.response.start":
                is_started = True
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        app: ASGIApp = self._refusal(scope) or self._app
        try:
            await app(scope, _limited(receive), send_with_headers)
        except Exception as error:  # noqa: BLE001 nobody outside is to learn what went wrong
            if not is_started:
                status = error.status_code if isinstance(error, HTTPException) else 500
                await _status(status)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """The status that refuses a request; None: it may pass."""
        headers, method = Headers(scope=scope), scope["method"]
        status = None
        if headers.getlist("host") != [self._host]:
            status = 421
        elif scope["http_version"] not in {"1.0", "1.1"}:
            status = 505
        elif sum(len(name) + len(value) for name, value in headers.raw) > LONGEST_HEAD:
            status = 431
        elif not self._budget.take():
            status = 429
        elif method not in {"GET", "HEAD", "POST"}:
            status = 405
        elif method == "POST":
            status = self._refusal_of_post(headers)
        return _status(status) if status else None

    def _refusal_of_post(self, headers: Headers) -> int | None:
        if headers.getlist("origin") != [self._origin]:
            return 403
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return 415
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length[:9]) > LARGEST_BODY:
            return 413
        return None


def _status(status: int) -> PlainTextResponse:
    """An answer that is nothing but its status."""
    return PlainTextResponse(str(status), status)


def _limited(receive: Receive) -> Receive:
    """`receive`, limited in size and time until the body is complete.

    After the body comes only a disconnect, which may take long.
    """
    size, is_whole = 0, False

    async def receive_some() -> Message:
        nonlocal size, is_whole
        if is_whole:
            return await receive()
        try:
            async with asyncio.timeout(PATIENCE):
                message = await receive()
        except TimeoutError as error:
            raise HTTPException(408) from error
        size += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if size > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return receive_some
