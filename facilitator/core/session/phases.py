"""The events of time and of phases, each with what it does to a session seen at `now`."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.room import KeptRoom
from facilitator.core.session.model import Session
from facilitator.core.session.people import entered
from facilitator.core.session.plan import Refit, replanned
from facilitator.core.session.timing import banked, minutes_left, woken

LONGEST = 600
"""Minutes: no phase is longer."""


class Start(NamedTuple):
    """The first phase begins, or a paused clock goes on."""

    def apply(self, session: Session, now: datetime) -> Session:
        _conducting(session)
        if session.running:
            raise Refused(N_("The clock is already running."))
        if session.opening:
            session = entered(session.with_live(started=now))
        return session.with_live(running_since=now)


class Pause(NamedTuple):
    """The clock stands."""

    def apply(self, session: Session, now: datetime) -> Session:
        if not session.running:
            raise Refused(N_("The clock is not running."))
        return banked(session, now)


class NextPhase(NamedTuple):
    """On to the next phase; from the opening, to the first."""

    def apply(self, session: Session, now: datetime) -> Session:
        _conducting(session)
        if session.opening:
            return Start().apply(session, now)
        if session.phase.ways and session.phase.id not in session.live.ways:
            raise Refused(N_("There are several ways to go on from here. Choose one."))
        if session.next_position is None:
            raise Refused(N_("This is the last phase."))
        return _moved(session, session.next_position, now)


class PreviousPhase(NamedTuple):
    """Back to the phase before, its time going on from where it was."""

    def apply(self, session: Session, now: datetime) -> Session:
        _conducting(session)
        if session.previous_position is None:
            raise Refused(N_("This is the first phase."))
        return _moved(session, session.previous_position, now)


class TakeWay(NamedTuple):
    """One of the ways to go on from the phase: it leads there, and the others are left out."""

    goes_to: str
    """The id of the phase it goes to."""

    def apply(self, session: Session, now: datetime) -> Session:
        _begun(session)
        phase = session.phase
        if self.goes_to not in {way.goes_to for way in phase.ways}:
            raise Refused(N_("There is no such way to go on from here."))
        ways = session.live.ways | {phase.id: self.goes_to}
        return NextPhase().apply(replanned(session.with_live(ways=ways)), now)


class Prolong(NamedTuple):
    """More minutes for the phase."""

    minutes: float = 1

    def apply(self, session: Session, _: datetime) -> Session:
        _conducting(session)
        _timed(session)
        minutes = session.live_phase.minutes + self.minutes
        if not 0 <= minutes <= LONGEST:
            raise Refused(N_("A phase lasts from 0 to {longest} minutes."), longest=LONGEST)
        return session.with_phase(minutes=minutes, wrapping_up=False)


def a_minute_more(session: Session, now: datetime) -> Prolong:
    """A minute more from now: what the phase has gone over is made good with it."""
    return Prolong(1 + max(0.0, -minutes_left(session, now)))


class WrapUp(NamedTuple):
    """Rund af: the phase is to be brought to a calm end (or not, after all)."""

    def apply(self, session: Session, _: datetime) -> Session:
        _begun(session)
        return session.with_phase(wrapping_up=not session.live_phase.wrapping_up)


class ThinkingPause(NamedTuple):
    """A thinking pause begins or ends. It is part of the phase's time."""

    def apply(self, session: Session, now: datetime) -> Session:
        _begun(session)
        return session.with_live(thinking_since=None if session.live.thinking_since else now)


class SetElapsed(NamedTuple):
    """The phase has lasted so many minutes, and goes on from there: "I forgot to start"."""

    minutes: float

    def apply(self, session: Session, now: datetime) -> Session:
        _conducting(session)
        _timed(session)
        if not 0 <= self.minutes <= LONGEST:
            raise Refused(N_("A phase lasts from 0 to {longest} minutes."), longest=LONGEST)
        if session.opening:
            session = Start().apply(session, now)
        running = session.running
        session = banked(session, now).with_phase(spent=self.minutes * 60.0)
        return session.with_live(running_since=now) if running else session


class AcceptRefit(NamedTuple):
    """The plan fitted into the time left is the plan from here."""

    refit: Refit

    def apply(self, session: Session, _: datetime) -> Session:
        _conducting(session)
        refit, live = self.refit, session.live
        if (
            refit.position != live.position
            or len(refit.minutes) != len(live.phases) - live.position
        ):
            raise Refused(N_("The session has moved on since this plan was made."))
        for index, minutes in enumerate(refit.minutes, start=live.position):
            session = session.with_phase(index, minutes=minutes)
        return session


class Woke(NamedTuple):
    """The machine slept, or the program was not running, since then."""

    since: datetime

    def apply(self, session: Session, now: datetime) -> Session:
        return woken(session, self.since, now)


class AttachMeasurement(NamedTuple):
    """The measurement of that id is the one that is answered here; None: there is none any more."""

    measurement: str | None
    is_closed: bool = False
    """Whether everybody has answered, and it is closed."""

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_live(
            measurement=self.measurement, measurement_closed=self.is_closed, result_shown=False
        )


class KeepRoom(NamedTuple):
    """The room is open for phones there; None: it is not."""

    room: KeptRoom | None

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_live(room=self.room)


class ShowResult(NamedTuple):
    """The room is shown what came of the session's measurement, in this phase; or no more."""

    shown: bool = True

    def apply(self, session: Session, _: datetime) -> Session:
        _begun(session)
        if session.live.measurement is None:
            raise Refused(N_("There is no result to show here."))
        return session.with_live(result_shown=self.shown)


class BeginClose(NamedTuple):
    """The close: the clock stands while the group sees what will be kept."""

    def apply(self, session: Session, now: datetime) -> Session:
        _conducting(session)
        return banked(session, now).with_live(closing=True, thinking_since=None, result_shown=False)


class ReturnFromClose(NamedTuple):
    """Back into the last phase, the clock standing."""

    def apply(self, session: Session, _: datetime) -> Session:
        if not session.live.closing:
            raise Refused(N_("The session is not being closed."))
        return session.with_live(closing=False)


def _moved(session: Session, position: int, now: datetime) -> Session:
    """Into another phase; a clock that ran goes on running there."""
    running = session.running
    session = banked(session, now).with_live(
        position=position, thinking_since=None, result_shown=False
    )
    session = entered(session)
    return session.with_live(running_since=now) if running else session


def _conducting(session: Session) -> None:
    """Refuses while the session is being closed."""
    if session.live.closing:
        raise Refused(N_("The session is being closed. Go back to it first."))


def _timed(session: Session) -> None:
    """Refuses in a phase that has no clock."""
    if session.phase.untimed:
        raise Refused(N_("This phase takes the time it takes: it has no clock."))


def _begun(session: Session) -> None:
    """Refuses before the first phase, and while the session is being closed."""
    _conducting(session)
    if session.opening:
        raise Refused(N_("The session has not begun yet."))
