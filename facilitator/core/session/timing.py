"""Time by subtraction: how long a phase and a session have lasted, and the effect of sleep.

The state holds when the clock was started and what was banked before; `now` is given. What has
passed is in seconds, what is planned in minutes. Nothing here counts down, and no time is negative.
"""

from __future__ import annotations

from datetime import datetime

from facilitator.core.session.model import Session

LONG_SLEEP = 30 * 60
"""Seconds: a gap longer than this was no part of a session (lid closed overnight)."""


def running_for(session: Session, now: datetime) -> float:
    """Seconds since the clock was set going; 0 while it stands.

    A wall clock that was set back counts for nothing: time never ends before the last event.
    """
    if session.live.running_since is None:
        return 0.0
    return max(0.0, (max(now, session.live.seen) - session.live.running_since).total_seconds())


def elapsed(session: Session, now: datetime) -> float:
    """Seconds spent in the phase we are in."""
    return session.live_phase.spent + running_for(session, now)


def elapsed_in_all(session: Session, now: datetime) -> float:
    """Seconds spent in the session."""
    return sum(phase.spent for phase in session.live.phases) + running_for(session, now)


def minutes_left(session: Session, now: datetime) -> float:
    """Minutes left of the phase we are in; below 0 when its time has gone."""
    return session.live_phase.minutes - elapsed(session, now) / 60


def banked(session: Session, now: datetime) -> Session:
    """The session with the time that runs written down in its phase, the clock standing."""
    if session.live.running_since is None:
        return session
    seconds = running_for(session, now)
    stood = session.with_phase(spent=session.live_phase.spent + seconds)
    return stood.with_live(ran=session.live.ran + seconds, running_since=None)


def seen(session: Session, now: datetime) -> Session:
    """The session at `now`. Where the clock was set back, time goes on from the last event."""
    if now < session.live.seen and session.running:
        session = banked(session, session.live.seen).with_live(running_since=now)
    return session.with_live(seen=now)


def woken(session: Session, since: datetime, now: datetime) -> Session:
    """The session after a sleep that began at `since`.

    A short sleep is part of the session, as when a lid was shut while people went on talking;
    after a long one the clock stands as it did when the sleep began.
    """
    if not session.running or (now - since).total_seconds() <= LONG_SLEEP:
        return seen(session, now)
    return banked(session, max(since, session.live.seen)).with_live(seen=now)
