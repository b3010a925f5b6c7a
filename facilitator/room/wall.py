"""The wall: what the room sees of a session, as a page that is projected.

It is made from `StageView` alone, so that nothing private can be on it. It is whole without a
script; with one it follows the session by server-sent events.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from hmac import compare_digest
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from facilitator.room.pages import FONTS, font, page
from facilitator.room.wall_page import wall_html
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from facilitator.room.wall_page import Picture

MOST_WALLS: Final = 20
"""Browsers that may follow at once."""
STREAM: Final = "text/event-stream"
BEAT: Final = 10.0
"""Seconds after which something is sent though nothing has changed: so who is gone is noticed."""


class Joining(NamedTuple):
    """How to take part."""

    picture: str
    """A QR code, as SVG."""
    url: str
    code: str

    def html(self) -> str:
        """As it stands on the wall: in view throughout, for those who come late."""
        words = _("Take part with your phone: {address}").format(address=self.url)
        code = _("Code: {code}").format(code=self.code)
        return (
            f'<section class="join">{self.picture}<div><p>{escape(words)}</p>'
            f'<p class="code">{escape(code)}</p></div></section>'
        )


class Wall:
    """What is shown just now, and whoever follows it. It lives in the server's loop."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._joining: Joining | None = None
        self._shown = ""
        """HTML; empty: nothing has been shown yet."""
        self._title = ""
        self._picture: Picture | None = None
        self._is_hidden = False
        self._over = False
        self._changed = asyncio.Event()
        self._followers: set[_Following] = set()

    def routes(self) -> list[Route]:
        """Where a browser finds it."""
        return [
            Route("/wall/{token}", self._page, methods=["GET"]),
            Route("/wall/{token}/events", self._stream, methods=["GET"]),
            Route("/font/{name}", self._font, methods=["GET"]),
        ]

    def show(self, picture: Picture) -> None:
        """Show the session as it is now."""
        if picture != self._picture:
            self._picture = picture
            self._draw()

    def show_joining(self, joining: Joining) -> None:
        """Show how to take part."""
        self._joining = joining
        self._draw()

    def hide(self, *, is_hidden: bool) -> None:
        """Show nothing at all, or what is to be shown."""
        if is_hidden != self._is_hidden:
            self._is_hidden = is_hidden
            self._draw()

    def _draw(self) -> None:
        joining = self._joining.html() if self._joining else ""
        if self._over:
            return
        if self._is_hidden:
            self._become("")
        elif self._picture is None:
            self._become(joining)
        else:
            self._title = self._picture.view.title
            self._become(wall_html(self._picture, joining))

    def end(self, html: str) -> None:
        """Show that at last, and let go of all who follow."""
        if not self._over:
            self._over = True
            self._become(html)

    def _check_token(self, request: Request) -> None:
        token = request.path_params["token"].encode(errors="replace")
        if not compare_digest(token, self._token.encode()):
            raise HTTPException(404)

    async def _page(self, request: Request) -> Response:
        """All of it as it is now."""
        self._check_token(request)
        words = {
            "more": _("… and {n} more"),
            "lost": _("The connection is gone. It is tried again …"),
            "following": "" if self._over else "yes",
        }
        reload = '<noscript><meta http-equiv="refresh" content="10"></noscript>'
        return page(
            self._title or "facilitator",
            f'<main id="wall">{self._shown}</main><p id="status" role="status"></p>',
            language=language(),
            style="wall.css",
            scripts=("wall.js",),
            data=words,
            head="" if self._over else reload,
        )

    async def _stream(self, request: Request) -> Response:
        """What changes, as it does."""
        self._check_token(request)
        if request.method == "HEAD":
            return Response(media_type=STREAM)
        if len(self._followers) >= MOST_WALLS:
            raise HTTPException(503)
        return _Following(self._events(), self._followers)

    async def _font(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FONTS:
            raise HTTPException(404)
        return font(name)

    def _become(self, html: str) -> None:
        if html != self._shown:
            self._shown = html
            self._changed.set()
            self._changed = asyncio.Event()

    async def _events(self) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        while not self._over:
            changed = self._changed
            yield _event("wall", self._shown)
            while not changed.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(BEAT):
                        await changed.wait()
                if not changed.is_set():
                    yield ": \n\n"
        yield _event("over", self._shown)


class _Following(StreamingResponse):
    """What a wall follows. It is counted from when it is let in, not from its first word on."""

    def __init__(self, events: AsyncIterator[str], followers: set[_Following]) -> None:
        super().__init__(events, media_type=STREAM)
        self._followers = followers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._followers.add(self)
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._followers.discard(self)


def _event(name: str, html: str) -> str:
    each = html.replace("\r", "\n").split("\n")  # either ends a line of the stream
    lines = "\n".join(f"data: {line}" for line in each)
    return f"event: {name}\n{lines}\n\n"
