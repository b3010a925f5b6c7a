"""The events of time and phases, each with its `apply`."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.room import KeptRoom
from facilitator.core.session.model import Session, refuse_at_close, refuse_unless_begun
from facilitator.core.session.people import entered
from facilitator.core.session.timing import Refit, banked, minutes_left, replanned, woken

_LENGTH_OF_A_PHASE: Final = N_("A phase lasts from 0 to {longest} minutes.")

LONGEST = 600
"""Minutes: no phase is longer."""


class Start(NamedTuple):
    """Begin the first phase, or start a paused clock."""

    def apply(self, session: Session, now: datetime) -> Session:
        refuse_at_close(session)
        if session.running:
            raise Refused(N_("The clock is already running."))
        if session.opening:
            session = entered(session.with_live(started=now))
        return session.with_live(running_since=now)


class Pause(NamedTuple):
    """Stop the clock."""

    def apply(self, session: Session, now: datetime) -> Session:
        if not session.running:
            raise Refused(N_("The clock is not running."))
        return banked(session, now)


class NextPhase(NamedTuple):
    """Go to the next phase; from the opening, to the first."""

    def apply(self, session: Session, now: datetime) -> Session:
        refuse_at_close(session)
        if session.opening:
            return Start().apply(session, now)
        if session.phase.ways and session.phase.id not in session.live.ways:
            raise Refused(N_("There are several ways to go on from here. Choose one."))
        if session.next_position is None:
            raise Refused(N_("This is the last phase."))
        return _moved(session, session.next_position, now)


class PreviousPhase(NamedTuple):
    """Go back one phase, whose time goes on from where it was."""

    def apply(self, session: Session, now: datetime) -> Session:
        refuse_at_close(session)
        if session.previous_position is None:
            raise Refused(N_("This is the first phase."))
        return _moved(session, session.previous_position, now)


class TakeWay(NamedTuple):
    """Take one of the ways after the phase; the phases of the others are left out."""

    goes_to: str
    """The id of the phase it goes to."""

    def apply(self, session: Session, now: datetime) -> Session:
        refuse_unless_begun(session)
        phase = session.phase
        if self.goes_to not in {way.goes_to for way in phase.ways}:
            raise Refused(N_("There is no such way to go on from here."))
        ways = session.live.ways | {phase.id: self.goes_to}
        return NextPhase().apply(replanned(session.with_live(ways=ways)), now)


class Prolong(NamedTuple):
    """Add minutes to the phase."""

    minutes: float = 1

    def apply(self, session: Session, _: datetime) -> Session:
        refuse_at_close(session)
        _timed(session)
        minutes = session.live_phase.minutes + self.minutes
        if not 0 <= minutes <= LONGEST:
            raise Refused(_LENGTH_OF_A_PHASE, longest=LONGEST)
        return session.with_phase(minutes=minutes, wrapping_up=False)


def a_minute_more(session: Session, now: datetime) -> Prolong:
    """The event that gives the phase a minute from now, overtime included."""
    return Prolong(1 + max(0.0, -minutes_left(session, now)))


class WrapUp(NamedTuple):
    """Rund af: begin to bring the phase to a calm end, or stop doing so."""

    def apply(self, session: Session, _: datetime) -> Session:
        refuse_unless_begun(session)
        return session.with_phase(wrapping_up=not session.live_phase.wrapping_up)


class ThinkingPause(NamedTuple):
    """Begin or end a thinking pause, which counts as time of the phase."""

    def apply(self, session: Session, now: datetime) -> Session:
        refuse_unless_begun(session)
        return session.with_live(thinking_since=None if session.live.thinking_since else now)


class SetElapsed(NamedTuple):
    """Set the minutes the phase has lasted, for a clock that was started late."""

    minutes: float

    def apply(self, session: Session, now: datetime) -> Session:
        refuse_at_close(session)
        _timed(session)
        if not 0 <= self.minutes <= LONGEST:
            raise Refused(_LENGTH_OF_A_PHASE, longest=LONGEST)
        if session.opening:
            session = Start().apply(session, now)
        running = session.running
        session = banked(session, now).with_phase(spent=self.minutes * 60.0)
        return session.with_live(running_since=now) if running else session


class AcceptRefit(NamedTuple):
    """Replace the plan by the one fitted into the time left."""

    refit: Refit

    def apply(self, session: Session, _: datetime) -> Session:
        refuse_at_close(session)
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
    """The machine slept, or the program was not running, since that moment."""

    since: datetime

    def apply(self, session: Session, now: datetime) -> Session:
        return woken(session, self.since, now)


class AttachMeasurement(NamedTuple):
    """Answer the measurement with that id in this session; None: no longer any."""

    measurement: str | None
    is_closed: bool = False
    """Whether everybody has answered, and it is closed."""

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_live(
            measurement=self.measurement, measurement_closed=self.is_closed, result_shown=False
        )


class KeepRoom(NamedTuple):
    """Keep the address of the room that is open for phones; None: it is closed."""

    room: KeptRoom | None

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_live(room=self.room)


class Hide(NamedTuple):
    """Nothing of the session is to be seen (privacy.md P13), on no wall; or all of it again."""

    is_hidden: bool = True

    def apply(self, session: Session, _: datetime) -> Session:
        return session.with_live(hidden=self.is_hidden)


NO_RESULT: Final = N_("There is no result to show here.")


class ShowResult(NamedTuple):
    """Show the room the result of the session's measurement in this phase, or hide it."""

    shown: bool = True

    def apply(self, session: Session, _: datetime) -> Session:
        refuse_unless_begun(session)
        if session.live.measurement is None:
            raise Refused(NO_RESULT)
        return session.with_live(result_shown=self.shown)


class BeginClose(NamedTuple):
    """Begin the close: the clock stands while the group sees what will be kept."""

    def apply(self, session: Session, now: datetime) -> Session:
        refuse_at_close(session)
        return banked(session, now).with_live(closing=True, thinking_since=None, result_shown=False)


class ReturnFromClose(NamedTuple):
    """Return from the close to the last phase, the clock standing."""

    def apply(self, session: Session, _: datetime) -> Session:
        if not session.live.closing:
            raise Refused(N_("The session is not being closed."))
        return session.with_live(closing=False)


def _moved(session: Session, position: int, now: datetime) -> Session:
    """The session in another phase; a running clock goes on running there."""
    running = session.running
    session = banked(session, now).with_live(
        position=position, thinking_since=None, result_shown=False
    )
    session = entered(session)
    return session.with_live(running_since=now) if running else session


def _timed(session: Session) -> None:
    """Raises Refused in a phase without a clock."""
    if session.phase.untimed:
        raise Refused(N_("This phase takes the time it takes: it has no clock."))
