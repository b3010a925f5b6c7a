"""The wall: what the room sees of a session, as a page that is projected.

It is made from `StageView` alone, so that nothing private can be on it. It is whole without a
script; with one it follows the session by server-sent events.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING, Final

from starlette.responses import StreamingResponse

from facilitator.room.pages import page
from facilitator.room.wall_page import wall_html
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.responses import Response

    from facilitator.room.wall_page import Picture

MOST_WALLS: Final = 20
"""Browsers that may follow at once."""
BEAT: Final = 10.0
"""Seconds after which something is sent though nothing has changed: so who is gone is noticed."""


class Wall:
    """What is shown just now, and whoever follows it. It lives in the server's loop."""

    def __init__(self) -> None:
        self._shown = ""
        """HTML; empty: nothing has been shown yet."""
        self._title = ""
        self._picture: Picture | None = None
        self._over = False
        self._changed = asyncio.Event()
        self._followers = 0

    def show(self, picture: Picture) -> None:
        """Show the session as it is now."""
        if picture != self._picture:
            self._picture, self._title = picture, picture.view.title
            self._become(wall_html(picture))

    def end(self, words: str) -> None:
        """Say that it is over, and let go of all who follow."""
        self._over = True
        self._become(f'<p class="over">{escape(words)}</p>')

    def response(self) -> Response:
        """The page as it is now."""
        words = {
            "lost": _("The connection is gone. It is tried again …"),
            "following": "" if self._over else "yes",
        }
        reload = '<noscript><meta http-equiv="refresh" content="10"></noscript>'
        body = f'<main id="wall">{self._shown}</main><p id="status" role="status"></p>'
        return page(
            self._title or "facilitator",
            body,
            language=language(),
            style="wall.css",
            scripts=("wall.js",),
            data=words,
            head="" if self._over else reload,
        )

    def events(self) -> Response | None:
        """A stream of what changes; None: there are too many who follow."""
        if self._followers >= MOST_WALLS:
            return None
        return StreamingResponse(self._events(), media_type="text/event-stream")

    def _become(self, html: str) -> None:
        if html != self._shown:
            self._shown = html
            self._changed.set()
            self._changed = asyncio.Event()

    async def _events(self) -> AsyncIterator[str]:
        self._followers += 1
        try:
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
        finally:
            self._followers -= 1


def _event(name: str, html: str) -> str:
    lines = "\n".join(f"data: {line}" for line in html.split("\n"))
    return f"event: {name}\n{lines}\n\n"
