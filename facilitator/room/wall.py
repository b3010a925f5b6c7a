"""The wall in a browser: what the room sees of a session, as an HTML page.

It is made from `StageView` alone, so that nothing private can be on it. The page works without
JavaScript; with it, the page follows the session by server-sent events.
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

from facilitator.conducting.format import commitment_words
from facilitator.conducting.headings import closing_headings
from facilitator.conducting.questions import frame_title
from facilitator.conducting.stage import (
    AGREED,
    THANKS,
    headline,
    joining_words,
    speaker,
    time_in_words,
    waiting_words,
)
from facilitator.conducting.wall import WallList, wall_parts
from facilitator.core.frame import norms
from facilitator.core.measurement.items import ITEMS, REVERSED_NOTE, REVERSED_SIGN, labels
from facilitator.core.measurement.result import HiddenItem, Withheld, sides
from facilitator.core.session.stage import Pace
from facilitator.export.result import agreement_words, answers_words, index_words
from facilitator.room.pages import FONT, font, page
from facilitator.words import _, language, refusal_words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from facilitator.conducting.headings import Heading
    from facilitator.conducting.team import TeamsOwn
    from facilitator.conducting.wall import WallParts
    from facilitator.core.measurement.result import Result
    from facilitator.core.note import Note
    from facilitator.core.session.stage import StageView


class Picture(NamedTuple):
    """All that the wall shows: the room's view, and what was there before the session."""

    view: StageView
    own: TeamsOwn


def wall_html(picture: Picture, joining: str = "") -> str:
    """The session as the room sees it; `joining` is HTML on how to take part."""
    view = picture.view
    if view.hidden:
        return ""
    if view.joining is not None and view.joining.is_large:
        return joining
    large, below = headline(view)
    parts = wall_parts(view, picture.own)
    html = [
        *_head(view, parts),
        f'<section class="said"><h1>{escape(large)}</h1>',
        *(f'<p class="below">{escape(text)}</p>' for text in below),
        "</section>",
    ]
    html += _turn(parts)
    for wall_list in parts.lists:
        html += _list(wall_list)
    if parts.frame is not None:
        html += _frame(parts.frame, whole=view.makes_frame)
    if parts.result is not None:
        html += _result(*parts.result)
    headings = closing_headings(view) if view.closing else parts.headings
    if headings:
        html.append(f'<section class="board{" closing" if view.closing else ""}">')
        html += [line for heading in headings for line in _heading(heading)]
        html.append("</section>")
    if parts.has_joining:
        html.append(joining)
    return "\n".join(filter(None, html))


def thanks_html(note: Note, closing: str) -> str:
    """The last page: thanks, and what was agreed."""
    html = [
        f'<section class="said"><h1>{escape(_(THANKS))}</h1>',
        f'<p class="below">{escape(closing)}</p></section>',
    ]
    if note.commitments:
        agreed = [("–", commitment_words(commitment)) for commitment in note.commitments]
        html += _list(WallList(_(AGREED), agreed))
    return "\n".join(html)


def _head(view: StageView, parts: WallParts) -> Iterator[str]:
    place = f"{view.phase}  {view.number}/{view.phases}" if parts.has_time else ""
    yield f"<header><span>{escape(view.team)}</span><span>{escape(place)}</span></header>"
    if not parts.has_time:
        return
    if words := time_in_words(view):
        yield f'<p class="time">{escape(words)}</p>'
    if view.time.pace is not Pace.HIDDEN:
        share = round(view.time.filled, 2)
        label = escape(_("Time used"))
        yield f'<progress max="1" value="{share}" aria-label="{label}"></progress>'


def _turn(parts: WallParts) -> Iterator[str]:
    turn = parts.turn
    if turn is not None:
        if who := speaker(turn):
            yield f'<p class="turn">{escape(who)}</p>'
        following = _("Next: {name}").format(name=turn.next) if turn.next else ""
        if words := " · ".join(filter(None, (following, waiting_words(turn)))):
            yield f'<p class="quiet">{escape(words)}</p>'
    for label, names in parts.people:
        yield f'<p class="quiet">{escape(label)} <strong>{escape(", ".join(names))}</strong></p>'


def _frame(frame: Note, *, whole: bool) -> Iterator[str]:
    """The frame in force: all of it where a new one is made, else its norms."""
    yield f'<section class="frame"><h2>{escape(frame_title(frame))}</h2>'
    yield '<div class="board">'
    for column in frame.questions if whole else norms(frame):
        if column.keywords:
            yield f"<article><h3>{escape(column.text)}</h3><ul>"
            yield from (f"<li>{escape(keyword.text)}</li>" for keyword in column.keywords)
            yield "</ul></article>"
    yield "</div></section>"


def _list(shown: WallList) -> Iterator[str]:
    """Of a numbered list nothing is left out where there is little room."""
    kind = "ol" if shown.is_numbered else "ul"
    yield f'<section class="listed"><h2>{escape(shown.heading)}</h2><{kind}>'
    for mark, text in shown.items:
        words = text if shown.is_numbered else f"{mark} {text}".strip()
        yield f"<li>{escape(words)}</li>"
    yield f"</{kind}></section>"


def _heading(heading: Heading) -> Iterator[str]:
    yield f"<article><h2>{escape(heading.text)}</h2>"
    if heading.about:
        yield f'<p class="quiet">{escape(heading.about)}</p>'
    if heading.scale:
        yield from _scale(heading)
    if heading.entries:
        yield "<ul>"
        yield from (f"<li>{escape(entry)}</li>" for entry in heading.entries)
        yield "</ul>"
    yield "</article>"


def _scale(heading: Heading) -> Iterator[str]:
    counts = heading.counts or (0,) * len(heading.scale)
    yield "<dl>"
    for level, n in zip(heading.scale, counts, strict=True):
        chosen = ("●" if n else "○") if heading.chooses_one else str(n or "–")
        yield f"<div><dt>{escape(level)}</dt><dd>{chosen}</dd></div>"
    yield "</dl>"


def _result(result: Result | Withheld, wording: str) -> Iterator[str]:
    """Spread first, then the index, then a bar an item, all of them about one middle."""
    if isinstance(result, Withheld):
        yield f'<section class="result"><p>{escape(refusal_words(result.reason))}</p></section>'
        return
    yield f'<section class="result"><p class="spread">{escape(agreement_words(result))}</p>'
    words = " · ".join(filter(None, (index_words(result), answers_words(result))))
    yield f'<p class="quiet">{escape(words)}</p>'
    shown = [item.distribution for item in result.shown_items]
    reach = max((side for numbers in shown for side in sides(numbers)), default=1) or 1
    if shown:
        yield _legend(labels(len(shown[0]), wording), wording)
    yield '<ol class="items">'
    for item, figures in zip(ITEMS, result.items, strict=True):
        sign = f" {REVERSED_SIGN}" if item.is_reversed else ""
        yield f"<li><p>{escape(item.text.in_language(wording))}{sign}</p>"
        if isinstance(figures, HiddenItem):
            yield f'<p class="quiet">{escape(refusal_words(figures.reason))}</p>'
        else:
            yield _bar(figures.distribution, labels(len(figures.distribution), wording), reach)
        yield "</li>"
    yield "</ol></section>"


def _tone(at: int, points: int) -> int:
    return round(8 * at / (points - 1))


def _legend(names: Sequence[str], wording: str) -> str:
    """What each tone means, in the order of the bars, and once what is safe in a reversed item."""
    tones = (
        f'<span><i class="tone{_tone(at, len(names))}"></i>{escape(name)}</span>'
        for at, name in enumerate(names)
    )
    note = f"<span>{REVERSED_SIGN} {escape(REVERSED_NOTE.in_language(wording))}</span>"
    return f'<p class="legend quiet">{"".join(tones)}{note}</p>'


def _bar(numbers: tuple[int, ...], names: tuple[str, ...], reach: float) -> str:
    """One bar, a part each from disagreement to agreement, and in words for whoever reads it.

    It diverges from the middle; `reach` answers are half of the width.
    """
    words = ", ".join(f"{name}: {n}" for name, n in zip(names, numbers, strict=True))
    parts, left = [], 50 - 50 * sides(numbers)[0] / reach
    for at, n in enumerate(numbers):
        width = 50 * n / reach
        tone = _tone(at, len(numbers))
        parts.append(f'<rect class="tone{tone}" x="{left:.2f}" width="{width:.2f}" height="6"/>')
        if n:
            parts.append(f'<text x="{left + width / 2:.2f}" y="4.3" class="on{tone}">{n}</text>')
        left += width
    head = f'<svg viewBox="0 0 100 6" role="img" aria-label="{escape(words)}">'
    middle = '<rect class="middle" x="49.85" y="-1" width="0.3" height="8"/>'  # behind the parts
    return f"{head}{middle}{''.join(parts)}</svg>"


MOST_WALLS: Final = 20
"""Browsers that may follow at once."""
STREAM: Final = "text/event-stream"
BEAT: Final = 10.0
"""Seconds after which something is sent though nothing has changed: so who is gone is noticed."""


class JoinNotice(NamedTuple):
    """How to take part."""

    picture: str
    """A QR code, as SVG."""
    url: str
    code: str

    def html(self) -> str:
        """As it stands on the wall: in view throughout, for those who come late."""
        words, code = joining_words(self.url, self.code)
        return (
            f'<section class="join">{self.picture}<div><p>{escape(words)}</p>'
            f'<p class="code">{escape(code)}</p></div></section>'
        )


class BrowserWall:
    """What is shown just now, and whoever follows it. It lives in the server's loop."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._joining: JoinNotice | None = None
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
            Route(f"/font/{FONT}", font, methods=["GET"]),
        ]

    def show(self, picture: Picture) -> None:
        """Show the session as it is now."""
        if picture != self._picture:
            self._picture = picture
            self._draw()

    def show_joining(self, joining: JoinNotice) -> None:
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
            "lost": _("The connection is lost. Trying again …"),
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
