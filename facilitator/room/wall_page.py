"""What the wall shows of a session, as HTML: prompt, whose turn, time, board."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from facilitator.conducting.earlier_commitments import earlier_words
from facilitator.conducting.format import commitment_words
from facilitator.conducting.headings import stage_headings
from facilitator.conducting.pace import time_in_words, waiting_words
from facilitator.conducting.questions import frame_title
from facilitator.conducting.stage import headline, people_words, speaker
from facilitator.core.frame import norms
from facilitator.core.guide.model import Shows
from facilitator.core.measurement.items import ITEMS, REVERSED, REVERSED_NOTE, labels
from facilitator.core.measurement.result import HiddenItem, Withheld
from facilitator.core.session.stage import Pace
from facilitator.export.result import agreement_words, answers_words, index_words
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.conducting.headings import Heading
    from facilitator.conducting.stage import TeamsOwn
    from facilitator.core.measurement.result import Result
    from facilitator.core.note import Note
    from facilitator.core.session.stage import StageView


class Picture(NamedTuple):
    """All that the wall shows: the room's view, and what was there before the session."""

    view: StageView
    own: TeamsOwn
    ground_rules: tuple[str, ...] = ()


def wall_html(picture: Picture, joining: str = "") -> str:
    """The session as the room sees it; `joining` is HTML on how to take part."""
    view = picture.view
    if view.joining is not None and view.joining.is_large:
        return joining
    large, below = headline(view)
    parts = [
        *_head(view),
        f'<section class="said"><h1>{escape(large)}</h1>',
        *(f'<p class="below">{escape(text)}</p>' for text in below),
        "</section>",
    ]
    if not (view.opening or view.closing):
        parts += _turn(view)
    if view.opening:
        parts += _opening(picture)
    own = picture.own
    if own.frame is not None and Shows.FRAME in view.shows and not (view.opening or view.closing):
        parts += _frame(own.frame, whole=view.makes_frame)
    if own.result is not None and (Shows.RESULT in view.shows or view.measurement):
        parts += _result(*own.result)
    if own.earlier and Shows.COMMITMENTS in view.shows and not view.opening:
        parts += _list(_("Since last time"), _earlier(picture))
    if not view.opening:
        parts.append(f'<section class="board{" closing" if view.closing else ""}">')
        parts += [part for heading in stage_headings(view) for part in _heading(heading)]
        parts.append("</section>")
    parts.append(joining)
    return "\n".join(filter(None, parts))


def thanks_html(note: Note, closing: str) -> str:
    """The last page: thanks, and what was agreed."""
    parts = [
        f'<section class="said"><h1>{escape(_("Thank you for today"))}</h1>',
        f'<p class="below">{escape(closing)}</p></section>',
    ]
    if note.commitments:
        heading = _("This is what we agreed")
        parts += _list(heading, map(commitment_words, note.commitments))
    return "\n".join(parts)


def _head(view: StageView) -> Iterator[str]:
    place = "" if view.opening or view.quiet else f"{view.phase}  {view.number}/{view.phases}"
    yield f"<header><span>{escape(view.team)}</span><span>{escape(place)}</span></header>"
    words = time_in_words(view)
    if words and not (view.opening or view.closing):
        yield f'<p class="time">{escape(words)}</p>'
    if view.time.pace is not Pace.HIDDEN and not (view.opening or view.closing):
        share = round(view.time.filled, 2)
        yield f'<progress max="1" value="{share}" aria-label="{escape(_("Time used"))}"></progress>'


def _turn(view: StageView) -> Iterator[str]:
    turn = view.turn
    if turn is not None and not view.thinking:
        if who := speaker(turn):
            yield f'<p class="turn">{escape(who)}</p>'
        following = _("Next: {name}").format(name=turn.next) if turn.next else ""
        if words := " · ".join(filter(None, (following, waiting_words(turn)))):
            yield f'<p class="quiet">{escape(words)}</p>'
    for label, names in people_words(view):
        yield f'<p class="quiet">{escape(label)} <strong>{escape(", ".join(names))}</strong></p>'


def _opening(picture: Picture) -> Iterator[str]:
    view = picture.view
    if view.purpose:
        yield f'<p class="below">{escape(view.purpose)}</p>'
    if picture.own.earlier:
        yield from _list(_("Since last time"), _earlier(picture))
    if picture.ground_rules:
        yield from _list(_("Our ground rules"), picture.ground_rules, numbered=True)


def _earlier(picture: Picture) -> Iterator[str]:
    for mark, words in earlier_words(picture.view.followed, picture.own.earlier or ()):
        yield f"{mark} {words}"


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


def _list(
    heading: str, entries: Iterator[str] | tuple[str, ...], *, numbered: bool = False
) -> Iterator[str]:
    kind = "ol" if numbered else "ul"
    yield f'<section class="listed"><h2>{escape(heading)}</h2><{kind}>'
    yield from (f"<li>{escape(entry)}</li>" for entry in entries)
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
    """Spread first, then the index, then a bar an item, in the direction of agreement."""
    if isinstance(result, Withheld):
        yield f'<section class="result"><p>{escape(said(result.reason))}</p></section>'
        return
    yield f'<section class="result"><p class="spread">{escape(agreement_words(result))}</p>'
    words = " · ".join(filter(None, (index_words(result), answers_words(result))))
    yield f'<p class="quiet">{escape(words)}</p><ol class="items">'
    for item, figures in zip(ITEMS, result.items, strict=True):
        yield f"<li><p>{escape(item.text.in_language(wording))}"
        if item.number in REVERSED:
            yield f' <span class="quiet">{escape(REVERSED_NOTE.in_language(wording))}</span>'
        yield "</p>"
        if isinstance(figures, HiddenItem):
            yield f'<p class="quiet">{escape(said(figures.reason))}</p>'
        else:
            yield _bar(figures.distribution, labels(len(figures.distribution), wording))
        yield "</li>"
    yield "</ol></section>"


def _bar(numbers: tuple[int, ...], names: tuple[str, ...]) -> str:
    """One bar, a part each from disagreement to agreement, and in words for whoever reads it."""
    total = sum(numbers) or 1
    words = ", ".join(f"{name}: {n}" for name, n in zip(names, numbers, strict=True))
    parts, left = [], 0.0
    for at, n in enumerate(numbers):
        width = 100 * n / total
        tone = round(8 * at / (len(numbers) - 1))
        parts.append(f'<rect class="tone{tone}" x="{left:.2f}" width="{width:.2f}" height="6"/>')
        if n:
            parts.append(f'<text x="{left + width / 2:.2f}" y="4.3" class="on{tone}">{n}</text>')
        left += width
    head = f'<svg viewBox="0 0 100 6" role="img" aria-label="{escape(words)}">'
    return f"{head}{''.join(parts)}</svg>"
