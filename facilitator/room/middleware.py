"""Checks that every request passes, and headers that every answer has.

One host, one origin, JSON alone where something is sent, two kilobytes, and a limit on all requests
together (never by address, which would have to be remembered). Answers say nothing of what went
wrong inside.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from facilitator.room.connection import LONGEST_HEAD, PATIENCE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY: Final = 2048
"""Bytes."""
BURST: Final = 1500
"""Requests at once, of everybody together."""
PER_SECOND: Final = 250
"""And as many again each second."""

_ALWAYS: Final = tuple(
    (name.encode(), value.encode())
    for name, value in {
        "cache-control": "no-store",
        "connection": "close",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-robots-tag": "noindex",
    }.items()
)


class TooLarge(Exception):  # noqa: N818 an answer to a client, not an error
    """A request body is larger than any that phones send."""


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
                headers = message.setdefault("headers", [])
                there = {name for name, _value in headers}
                headers += [header for header in _ALWAYS if header[0] not in there]
            await send(message)

        app: ASGIApp = self._refusal(scope) or self._app
        try:
            await app(scope, _limited(receive), send_with_headers)
        except Exception as error:  # noqa: BLE001 nobody outside is to learn what went wrong
            if not is_started:
                status = str(_status_of(error))
                await PlainTextResponse(status, int(status))(scope, receive, send_with_headers)

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
        return PlainTextResponse(str(status), status) if status else None

    def _refusal_of_post(self, headers: Headers) -> int | None:
        if headers.getlist("origin") != [self._origin]:
            return 403
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return 415
        length = headers.get("content-length", "0")
        return (
            413
            if not length.isascii() or not length.isdigit() or int(length[:9]) > LARGEST_BODY
            else None
        )


def _status_of(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.status_code
    return 413 if isinstance(error, TooLarge) else 408 if isinstance(error, TimeoutError) else 500


def _limited(receive: Receive) -> Receive:
    """`receive`, limited in size and time until the body is complete.

    After the body comes only a disconnect, which may take long.
    """
    size, is_whole = 0, False

    async def receive_some() -> Message:
        nonlocal size, is_whole
        if is_whole:
            return await receive()
        async with asyncio.timeout(PATIENCE):
            message = await receive()
        size += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if size > LARGEST_BODY:
            raise TooLarge
        return message

    return receive_some
