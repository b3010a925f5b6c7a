"""Time and turns in words: whole minutes for the room, finer for the facilitator."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.session.stage import Pace, time_view
from facilitator.core.session.timing import elapsed, minutes_behind
from facilitator.words import _, ngettext, number_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView, TimeView, TurnView
    from facilitator.core.session.timing import Refit


def time_words(view: TimeView) -> str:
    """The time for the room in whole minutes; empty where the clock is hidden."""
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


def time_in_words(view: StageView, *, short: bool = False) -> str:
    """The time for the room in words; `short`: where there is little space."""
    if view.wrapping_up or (short and view.time.pace is Pace.GONE):
        return _("Wrap up calmly")
    if short and view.time.pace is Pace.LEFT:
        return _("About {n} min").format(n=view.time.minutes)
    return time_words(view.time)


def waiting_words(turn: TurnView, *, short: bool = False) -> str:
    """How many have not had a turn: a number, never names."""
    if turn.over:
        return _("Everybody has had a turn")
    if not turn.waiting:
        return ""
    words = (
        ngettext("{n} to go", "{n} to go", turn.waiting)
        if short
        else ngettext("{n} still to speak", "{n} still to speak", turn.waiting)
    )
    return words.format(n=turn.waiting)


def minutes_and_seconds(seconds: float) -> str:
    """`4:05`: minutes and seconds, for the facilitator."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


PAIRS_UNDER = 40
"""Seconds each: under this, pairs first is better."""


def per_person_words(seconds: float) -> str:
    """The minutes for each person, for the facilitator, or the advice to work in pairs."""
    if seconds < PAIRS_UNDER:
        return _("Under {n} seconds each: try pairs first.").format(n=PAIRS_UNDER)
    return _("About {minutes} min each.").format(minutes=number_words(round(seconds / 30) / 2))


class PlanRow(NamedTuple):
    """A phase of the plan, with its remaining minutes."""

    phase: str
    planned: str
    fits: str
    """In the plan that fits the time left."""


def plan_rows(session: Session, now: datetime, proposal: Refit) -> Iterator[PlanRow]:
    """The remaining phases, as planned and as fitted."""
    used = elapsed(session, now) / 60
    for offset, minutes in enumerate(proposal.minutes):
        live = session.live.phases[proposal.position + offset]
        if not live.left_out:
            been = used if offset == 0 else live.spent / 60
            planned = number_words(round(max(0.0, live.minutes - been), 1))
            fits = number_words(round(minutes - been, 1))
            yield PlanRow(session.guide.phase(live.phase).title, planned, fits)


def behind_words(session: Session, now: datetime) -> str:
    """How far the session is behind its plan, and the phase over its time."""
    minutes = round(minutes_behind(session, now))
    if minutes > 0:
        return _("{n} min behind the plan.").format(n=minutes)
    time = time_view(session, now)
    if time.pace is Pace.OVER:
        words = (
            _("This phase is {over} min over, but you are {n} min ahead of the whole plan.")
            if minutes
            else _("This phase is {over} min over, but the whole will end in time.")
        )
        return words.format(over=time.minutes, n=-minutes)
    return _("{n} min ahead of the plan.").format(n=-minutes) if minutes else _("On time.")
