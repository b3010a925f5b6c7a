"""The time of a session: how much has passed, how much is planned, and the effect of sleep.

Time is subtracted: the state holds when the clock was started and what was banked before; `now` is
given. What has passed is in seconds and never negative, what is planned in minutes. Nothing here
counts down. The plan is made again when people come and go, and fitted into the time left where
that is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Guide, Phase
from facilitator.core.guide.plan import left_out_by, planned_minutes, unfolded
from facilitator.core.record import Record
from facilitator.core.session.model import LivePhase, Session

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


# The plan


def first_plan(guide: Guide, without: Collection[str] = ()) -> tuple[LivePhase, ...]:
    """The guide's phases before anybody is named, for the guide's own number of people.

    The phases `without` are left out; so are those on other ways than the first, until one is
    taken.
    """
    people = guide.people or 1
    out = _left_out(guide, without, {})
    return tuple(
        _planned(phase, nth, people).model_copy(update={"left_out": phase.id in out})
        for phase, nth in unfolded(guide, people)
    )


def _left_out(guide: Guide, without: Collection[str], ways: Mapping[str, str]) -> set[str]:
    """The ids of the phases that are no part of the plan, given the ways taken."""
    out = set(without)
    for phase in guide.phases:
        if phase.ways and phase.id not in out:
            out |= left_out_by(guide, phase, ways.get(phase.id, phase.ways[0].goes_to))
    return out


def replanned(session: Session) -> Session:
    """The session with the phases to come planned for the people now in the room.

    The topics picked and the ways taken count too. What has been, and the phase we are in, stay as
    they are; so do minutes that were changed by hand. A group repeated per person that has begun
    gets more repetitions but never fewer: who comes last in it is not to lose their turn because
    somebody who had theirs goes home.
    """
    live, here = session.live, len(session.present)
    been = live.phases[: _reached(session) + 1]
    group = live.guide.phase(been[-1].phase).group if been else None
    repetitions = [p.repetition for p in live.phases if live.guide.phase(p.phase).group == group]
    at_least = {group: max(repetitions)} if group else {}
    plan = unfolded(live.guide, here, at_least, len(session.topics) or None)

    before = {(phase.phase, phase.repetition): phase for phase in live.phases}
    to_come = [_planned(phase, nth, here, before.get((phase.id, nth))) for phase, nth in plan]
    if been:
        last = (been[-1].phase, been[-1].repetition)
        at = next(i for i, p in enumerate(to_come) if (p.phase, p.repetition) == last)
        to_come = to_come[at + 1 :]
    out = _left_out(live.guide, live.without, live.ways)
    return session.with_live(
        phases=tuple(
            phase.model_copy(update={"left_out": phase.phase in out}) for phase in (*been, *to_come)
        )
    )


def _reached(session: Session) -> int:
    """The index of the last phase that has been entered, -1 before the first."""
    if session.opening:
        return -1
    phases = session.live.phases
    been = [i for i, p in enumerate(phases) if p.spent or p.round or p.holder is not None]
    return max([session.live.position, *been])


def _planned(phase: Phase, nth: int, people: int, before: LivePhase | None = None) -> LivePhase:
    """The phase with its minutes for that many people; minutes changed by hand stay."""
    minutes = float(planned_minutes(phase, people))
    if before is None:
        return LivePhase(phase=phase.id, repetition=nth, original=minutes, minutes=minutes)
    by_hand = before.minutes != before.original
    return before.model_copy(
        update={"original": minutes, "minutes": before.minutes if by_hand else minutes}
    )


def minutes_behind(session: Session, now: datetime) -> float:
    """Minutes by which the session ends later than first planned; negative when ahead.

    What has passed, plus what the current and later phases still have, less the minutes first
    planned for all of them.
    """
    used = _minutes_used(session, now)
    phases = session.live.phases
    left = (max(0.0, phases[at].minutes - spent) for at, spent in used.items())
    return sum(left) - time_left(session, now)


def time_left(session: Session, now: datetime) -> float:
    """Minutes until the first planned end of the session; negative when that is past.

    Phases without a fixed length are no part of the plan, and their time is not counted.
    """
    phases, untimed = session.live.phases, _untimed(session)
    original = sum(phase.original for phase in phases if not phase.left_out)
    passed = elapsed_in_all(session, now) - sum(p.spent for p in phases if p.phase in untimed)
    if session.phase.untimed:
        passed -= running_for(session, now)
    return original - passed / 60


class Refit(Record):
    """A proposal: minutes for the phase we are in and those to come, which end in time."""

    position: int
    """The index of the phase it begins with."""
    minutes: tuple[Annotated[float, Field(ge=0)], ...]
    """Minutes of each phase from there on, those already used included; the planned ones of a
    phase that is left out or takes the time it takes."""


def refit(session: Session, now: datetime, minutes: float | None = None) -> Refit:
    """The rest of the session fitted into so many minutes from now.

    `minutes` is by default what is left until the first planned end. What remains of each phase is
    shrunk (or drawn out) in proportion, in half minutes (largest remainders), none under
    `SHORTEST`; what is over a whole half minute falls to the phase we are in, so that the sum is
    kept. Refused where there is not that much time.
    """
    left = time_left(session, now) if minutes is None else minutes
    phases, used = session.live.phases, _minutes_used(session, now)
    if not used:
        raise Refused(N_("What remains takes the time it takes: there is nothing to fit."))
    if left < len(used) * SHORTEST:
        raise Refused(N_("There is too little time left for the phases that remain."))
    if left > LONGEST:
        raise Refused(N_("A session lasts a day at most."))
    halves = int(left * 2)
    remaining = [max(phases[at].minutes - spent, SHORTEST) for at, spent in used.items()]
    fitted = [share / 2 for share in _shared_out(halves, remaining)]
    fitted[0] += left - halves / 2
    whole = {at: used[at] + share for at, share in zip(used, fitted, strict=True)}
    here = session.live.position
    return Refit(
        position=here,
        minutes=tuple(whole.get(i, phases[i].minutes) for i in range(here, len(phases))),
    )


def _minutes_used(session: Session, now: datetime) -> dict[int, float]:
    """Minutes spent in the phase we are in, and in those to come if we have been there before.

    By their places; without those that are no part of the plan.
    """
    here, untimed = session.live.position, _untimed(session)
    used = {i: phase.spent / 60 for i, phase in enumerate(session.live.phases) if i >= here}
    used[here] = elapsed(session, now) / 60
    phases = session.live.phases
    return {
        i: minutes
        for i, minutes in used.items()
        if not phases[i].left_out and phases[i].phase not in untimed
    }


def _untimed(session: Session) -> frozenset[str]:
    """The ids of the phases that take the time they take."""
    return frozenset(phase.id for phase in session.guide.phases if phase.untimed)


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
