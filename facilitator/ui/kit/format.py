"""What is said about time and turns, and why not, in the language chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.errors import Refused
from facilitator.core.session.stage import Pace, TimeView, TurnView
from facilitator.store.toml import FileProblem
from facilitator.words import (
    _,
    language,
    ngettext,
    said,
)

if TYPE_CHECKING:
    from datetime import date


def time_words(view: TimeView) -> str:
    """Time for the room: whole minutes, calm words, nothing where the clock is hidden."""
    if view.pace is Pace.LEFT:
        return ngettext("About {n} minute left", "About {n} minutes left", view.minutes).format(
            n=view.minutes
        )
    if view.pace is Pace.GONE:
        return _("Time is up – wrap up calmly")
    if view.pace is Pace.OVER:
        return _("+{n} min").format(n=view.minutes)
    if view.pace is Pace.PAUSED:
        return _("The clock is paused")
    return ""


def minutes_and_seconds(seconds: float) -> str:
    """`4:05`: minutes and seconds, for the facilitator."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def minutes_words(minutes: float) -> str:
    """Minutes as a number a person would write: `3`, `2,5`."""
    text = f"{minutes:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language() == "da" else text


def waiting_words(turn: TurnView) -> str:
    """How many still have not had the word: a number, never names."""
    if turn.over:
        return _("Everybody has had a turn")
    if not turn.waiting:
        return ""
    return ngettext("{n} still to speak", "{n} still to speak", turn.waiting).format(n=turn.waiting)


PAIRS_UNDER = 40
"""Seconds each: under this, pairs first is better (formats.md)."""


def per_person_words(seconds: float) -> str:
    """What the time is for each, for the facilitator: minutes, or the advice to try pairs."""
    if seconds < PAIRS_UNDER:
        return _("Under {n} seconds each: try pairs first.").format(n=PAIRS_UNDER)
    return _("About {minutes} min each.").format(minutes=minutes_words(round(seconds / 30) / 2))


def date_words(day: date) -> str:
    """`3. marts 2026`, `3 March 2026`."""
    return _formatted(day, "long")


def day_words(day: date) -> str:
    """`fredag 6. marts 2026`, `Friday 6 March 2026`."""
    return _formatted(day, "EEEE d. MMMM y" if language() == "da" else "EEEE d MMMM y")


def month_words(month: date) -> str:
    """`okt`, `Oct`: three letters."""
    return _formatted(month, "MMM")[:3]


def _formatted(day: date, form: str) -> str:
    from babel.dates import format_date

    return format_date(day, form, locale="da" if language() == "da" else "en_GB")


def parsed_day(text: str, today: date) -> date | None:
    """The day that was typed; None where nothing was. Raises Refused where it is none."""
    from facilitator.core.text.dates import parse_due

    return parse_due(text, today, language()) if text.strip() else None


def understood_day(text: str, today: date) -> str:
    """How a typed day is understood, while it is typed; or why it is not."""
    try:
        day = parsed_day(text, today)
    except Refused as refused:
        return said(refused)
    return f"→ {day_words(day)}" if day else ""


def minutes_total(minutes: float) -> str:
    """`60 minutter`."""
    n = round(minutes)
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def why_words(refused: Refused) -> str:
    """A refusal as a sentence; which file it is about, where it is about one."""
    file = f"{refused.path.name}: " if isinstance(refused, FileProblem) else ""
    return f"{file}{said(refused)}"
