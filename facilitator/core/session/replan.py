"""The plan of a session: its phases with their minutes, made again when people come and go."""

from __future__ import annotations

from facilitator.core.guide.model import Guide, Phase
from facilitator.core.guide.plan import planned_minutes, unfolded
from facilitator.core.session.model import LivePhase, Session


def first_plan(guide: Guide) -> tuple[LivePhase, ...]:
    """The guide's phases before anybody is named: planned for as many as the guide says."""
    people = guide.people or 1
    return tuple(_planned(phase, nth, people) for phase, nth in unfolded(guide, people))


def replanned(session: Session) -> Session:
    """The session with the phases to come planned for the people now in the room.

    What has been, and the phase we are in, stay as they are; so do minutes that were changed by
    hand. A group repeated per person that has begun gets more repetitions but never fewer: who
    comes last in it is not to lose their turn because somebody who had theirs goes home.
    """
    live, here = session.live, len(session.present)
    been = live.phases[: _reached(session) + 1]
    group = live.guide.phase(been[-1].phase).group if been else None
    repetitions = [p.repetition for p in live.phases if live.guide.phase(p.phase).group == group]
    plan = unfolded(live.guide, here, {group: max(repetitions)} if group else {})

    known = {(phase.phase, phase.repetition): phase for phase in live.phases}
    to_come = [_planned(phase, nth, here, known.get((phase.id, nth))) for phase, nth in plan]
    if been:
        last = (been[-1].phase, been[-1].repetition)
        at = next(i for i, p in enumerate(to_come) if (p.phase, p.repetition) == last)
        to_come = to_come[at + 1 :]
    return session.with_live(phases=(*been, *to_come))


def _reached(session: Session) -> int:
    """The index of the last phase we have been in, -1 before the first."""
    if session.opening:
        return -1
    been = [i for i, phase in enumerate(session.live.phases) if phase.spent or phase.round]
    return max([session.live.position, *been])


def _planned(phase: Phase, nth: int, people: int, known: LivePhase | None = None) -> LivePhase:
    """The phase with its minutes for so many people."""
    minutes = planned_minutes(phase, people)
    if known is None:
        return LivePhase(phase=phase.id, repetition=nth, original=minutes, minutes=minutes)
    by_hand = known.minutes != known.original
    return known.model_copy(
        update={"original": minutes, "minutes": known.minutes if by_hand else minutes}
    )
