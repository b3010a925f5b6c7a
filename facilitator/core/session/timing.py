"""Time by subtraction: elapsed, behind plan, and a plan fitted into the time left.

State holds when the clock was set going and what was banked before; `now` is given. Seconds for
what has been, minutes for what is planned. Nothing here counts down, and nothing is ever negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from facilitator.core.errors import N_, Refused
from facilitator.core.record import Record
from facilitator.core.session.model import Session

LONG_SLEEP = 30 * 60
"""Seconds: a gap longer than this was no part of a session (lid closed overnight)."""

SHORTEST = 0.5
"""Minutes: no phase is fitted into less."""

LONGEST = 24 * 60
"""Minutes: a session is fitted into no more."""


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


def minutes_behind(session: Session, now: datetime) -> float:
    """Minutes by which the session would end after its first plan; below 0 when ahead of it.

    What has been, and what the phase we are in and those to come still have as now planned, less
    the minutes first planned for all of them.
    """
    used = _minutes_used(session, now)
    to_come = session.live.phases[session.live.position :]
    left = (max(0.0, phase.minutes - spent) for phase, spent in zip(to_come, used, strict=True))
    return sum(left) - time_left(session, now)


def time_left(session: Session, now: datetime) -> float:
    """Minutes until the session was first planned to end; below 0 when that is past."""
    original = sum(phase.original for phase in session.live.phases)
    return original - elapsed_in_all(session, now) / 60


class Refit(Record):
    """A proposal: minutes for the phase we are in and those to come, which end in time."""

    position: int
    """The index of the phase it begins with."""
    minutes: tuple[Annotated[float, Field(ge=0)], ...]
    """Minutes of each phase from there on, those already used included."""


def refit(session: Session, now: datetime, minutes: float | None = None) -> Refit:
    """The rest of the session fitted into so many minutes from now.

    `minutes` is by default what is left until the first planned end. What remains of each phase is
    shrunk (or drawn out) in proportion, in half minutes (largest remainders), none under
    `SHORTEST`; what is over a whole half minute falls to the phase we are in, so that the sum is
    kept. Refused where there is not that much time.
    """
    left = time_left(session, now) if minutes is None else minutes
    used = _minutes_used(session, now)
    to_come = session.live.phases[session.live.position :]
    if left < len(to_come) * SHORTEST:
        raise Refused(N_("There is too little time left for the phases that remain."))
    if left > LONGEST:
        raise Refused(N_("A session lasts a day at most."))
    halves = int(left * 2)
    remaining = [max(phase.minutes - u, SHORTEST) for phase, u in zip(to_come, used, strict=True)]
    fitted = [share / 2 for share in _shared_out(halves, remaining)]
    fitted[0] += left - halves / 2
    return Refit(
        position=session.live.position,
        minutes=tuple(u + share for u, share in zip(used, fitted, strict=True)),
    )


def _minutes_used(session: Session, now: datetime) -> tuple[float, ...]:
    """Minutes spent in the phase we are in, and in those to come if we have been there before."""
    to_come = session.live.phases[session.live.position + 1 :]
    return (elapsed(session, now) / 60, *(phase.spent / 60 for phase in to_come))


def _shared_out(halves: int, remaining: Sequence[float]) -> list[int]:
    """The half minutes for each, in proportion to what remains, at least one each.

    One at a time to whoever is furthest below their share: the largest remainders, with a floor.
    """
    exact = [halves * minutes / sum(remaining) for minutes in remaining]
    shares = [1] * len(remaining)
    for _ in range(halves - len(remaining)):
        furthest = max(range(len(shares)), key=lambda i: exact[i] - shares[i])
        shares[furthest] += 1
    return shares


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
