"""What the room may see, by type: no hints, no seconds, no roles, nothing private to leak.

The room's view is built from this alone; what is not here cannot be shown there.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from math import ceil

from facilitator.core.guide.model import Order
from facilitator.core.note import BoardColumn
from facilitator.core.record import Record
from facilitator.core.session.closing import ClosingItem, closing_items
from facilitator.core.session.model import Session
from facilitator.core.session.timing import elapsed, minutes_left


class Pace(StrEnum):
    """How the room is told about time; the screens have the words."""

    HIDDEN = "hidden"
    LEFT = "left"
    """About so many minutes left."""
    GONE = "gone"
    """The time has gone: wrap up calmly."""
    OVER = "over"
    """So many minutes over."""
    PAUSED = "paused"


class TimeView(Record):
    """Time for the room: whole minutes and how full the bar is, never a countdown."""

    pace: Pace
    minutes: int = 0
    filled: float = 0.0
    """The share of the phase's time that is used, 0 to 1."""


class TurnView(Record):
    """Whose turn it is: names, and how many still have not had the word."""

    now: str | None = None
    """Absent where the order is voluntary: whoever wants it."""
    next: str | None = None
    waiting: int = 0
    """How many have not been offered the word yet, but for `now`."""
    over: bool = False
    voluntary: bool = False


class StageView(Record):
    """All that the room sees of a session."""

    team: str
    title: str
    opening: bool
    closing: bool
    phase: str
    number: int
    """The phase's place, from 1."""
    phases: int
    prompts: tuple[str, ...]
    checklist: tuple[str, ...]
    quiet: bool
    """Whether the prompt stands alone: no clock, and nothing of the phase is kept."""
    time: TimeView
    turn: TurnView | None
    thinking: bool
    wrapping_up: bool
    questions: tuple[BoardColumn, ...]
    learning_points: tuple[str, ...]
    kept: tuple[ClosingItem, ...]
    """At the close: every text that it may write, and whether it does. Empty before."""


def stage_view(session: Session, now: datetime) -> StageView:
    """What the room may see of the session at `now`."""
    phase = session.phase
    return StageView(
        team=session.note.team,
        title=session.note.title,
        opening=session.opening,
        closing=session.live.closing,
        phase=phase.title,
        number=session.live.position + 1,
        phases=len(session.live.phases),
        prompts=phase.prompts,
        checklist=phase.checklist,
        quiet=phase.clock == "hidden" and not phase.keeps,
        time=time_view(session, now),
        turn=turn_view(session),
        thinking=session.live.thinking_since is not None,
        wrapping_up=session.live_phase.wrapping_up,
        questions=session.note.questions,
        learning_points=tuple(k.text for k in session.note.learning_points),
        kept=closing_items(session) if session.live.closing else (),
    )


def time_view(session: Session, now: datetime) -> TimeView:
    """Time for the room. Hidden where the phase hides it, and in a thinking pause."""
    if session.phase.clock == "hidden" or session.live.thinking_since is not None:
        return TimeView(pace=Pace.HIDDEN)
    left, planned = minutes_left(session, now), session.live_phase.minutes
    filled = min(1.0, elapsed(session, now) / 60 / planned) if planned else 1.0
    if not session.running:
        return TimeView(pace=Pace.PAUSED, filled=filled)
    if left > 0:
        return TimeView(pace=Pace.LEFT, minutes=ceil(left), filled=filled)
    if left > -1:
        return TimeView(pace=Pace.GONE, filled=filled)
    return TimeView(pace=Pace.OVER, minutes=int(-left), filled=filled)


def turn_view(session: Session) -> TurnView | None:
    """Whose turn it is; None where the word does not go round."""
    going = session.live_phase.round
    if going is None or not (going.order or going.trail):
        return None
    voluntary = (session.live.order or session.phase.order) is Order.VOLUNTARY
    return TurnView(
        now=None if voluntary or going.current is None else session.name(going.current),
        next=None if voluntary or going.next is None else session.name(going.next),
        waiting=len(going.waiting if voluntary else going.waiting[1:]),
        over=going.over,
        voluntary=voluntary,
    )
