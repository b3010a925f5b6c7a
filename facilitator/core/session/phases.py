"""What the events of time and phases do. Each takes a session seen at `now` and gives the next."""

from __future__ import annotations

from datetime import datetime

from facilitator.core.errors import N_, Refused
from facilitator.core.session import events as e
from facilitator.core.session.model import Session
from facilitator.core.session.people import with_round
from facilitator.core.session.timing import banked

LONGEST = 600
"""Minutes: no phase is longer."""


def start(session: Session, _: e.Start, now: datetime) -> Session:
    """The clock goes; the first time, the first phase begins."""
    _conducting(session)
    if session.running:
        raise Refused(N_("The clock is already running."))
    if session.opening:
        session = with_round(session.with_live(started=now))
    return session.with_live(running_since=now)


def pause(session: Session, _: e.Pause, now: datetime) -> Session:
    """The clock stands."""
    if not session.running:
        raise Refused(N_("The clock is not running."))
    return banked(session, now)


def next_phase(session: Session, _: e.NextPhase, now: datetime) -> Session:
    """The next phase; from the opening, the first."""
    _conducting(session)
    if session.opening:
        return start(session, e.Start(), now)
    if session.live.position + 1 == len(session.live.phases):
        raise Refused(N_("This is the last phase."))
    return _moved(session, session.live.position + 1, now)


def previous_phase(session: Session, _: e.PreviousPhase, now: datetime) -> Session:
    """The phase before."""
    _conducting(session)
    if session.live.position == 0:
        raise Refused(N_("This is the first phase."))
    return _moved(session, session.live.position - 1, now)


def prolong(session: Session, event: e.Prolong, _: datetime) -> Session:
    """More minutes for the phase we are in."""
    _conducting(session)
    minutes = session.live_phase.minutes + event.minutes
    if not 0 <= minutes <= LONGEST:
        raise Refused(N_("A phase lasts from 0 to {longest} minutes."), longest=LONGEST)
    return session.with_phase(minutes=minutes, wrapping_up=False)


def wrap_up(session: Session, _: e.WrapUp, __: datetime) -> Session:
    """Rund af, or not after all."""
    _begun(session)
    return session.with_phase(wrapping_up=not session.live_phase.wrapping_up)


def thinking_pause(session: Session, _: e.ThinkingPause, now: datetime) -> Session:
    """A thinking pause begins, or ends. It is part of the phase's time."""
    _begun(session)
    return session.with_live(thinking_since=None if session.live.thinking_since else now)


def set_elapsed(session: Session, event: e.SetElapsed, now: datetime) -> Session:
    """The phase has lasted so many minutes, and goes on from there."""
    _conducting(session)
    if not 0 <= event.minutes <= LONGEST:
        raise Refused(N_("A phase lasts from 0 to {longest} minutes."), longest=LONGEST)
    if session.opening:
        session = start(session, e.Start(), now)
    running = session.running
    session = banked(session, now).with_phase(spent=event.minutes * 60.0)
    return session.with_live(running_since=now) if running else session


def accept_refit(session: Session, event: e.AcceptRefit, _: datetime) -> Session:
    """The proposed minutes are the plan from here."""
    _conducting(session)
    refit, live = event.refit, session.live
    if refit.position != live.position or len(refit.minutes) != len(live.phases) - live.position:
        raise Refused(N_("The session has moved on since this plan was made."))
    for index, minutes in enumerate(refit.minutes, start=live.position):
        session = session.with_phase(index, minutes=minutes)
    return session


def begin_close(session: Session, _: e.BeginClose, now: datetime) -> Session:
    """The close: the clock stands."""
    _conducting(session)
    return banked(session, now).with_live(closing=True, thinking_since=None)


def return_from_close(session: Session, _: e.ReturnFromClose, __: datetime) -> Session:
    """Back into the phase we were in."""
    if not session.live.closing:
        raise Refused(N_("The session is not being closed."))
    return session.with_live(closing=False)


def _moved(session: Session, position: int, now: datetime) -> Session:
    """Into another phase; a clock that ran goes on running there."""
    running = session.running
    session = banked(session, now).with_live(position=position, thinking_since=None)
    session = with_round(session)
    return session.with_live(running_since=now) if running else session


def _conducting(session: Session) -> None:
    """Refuses while the session is being closed."""
    if session.live.closing:
        raise Refused(N_("The session is being closed. Go back to it first."))


def _begun(session: Session) -> None:
    """Refuses before the first phase, and while the session is being closed."""
    _conducting(session)
    if session.opening:
        raise Refused(N_("The session has not begun yet."))
