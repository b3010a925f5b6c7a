"""The plan of a guide for a number of people: its phases in order, with minutes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby, islice
from typing import Final

from facilitator.core.guide.entry import Minutes
from facilitator.core.guide.model import Guide, Phase

MOST_COURSES: Final = 500
"""How many courses through a guide with several ways are looked at."""


def unfolded(
    guide: Guide,
    people: int,
    at_least: Mapping[str, int] | None = None,
    topics: int | None = None,
) -> tuple[tuple[Phase, int], ...]:
    """All phases with their repetitions (from 1): groups repeat per person, per topic or N times.

    `people` is the number of participants; with none, a group per person is gone through once.
    `at_least` holds the least repetitions by a group's id. `topics` is the number of topics picked;
    None before they are: the number to pick.
    """
    times: dict[str | None, int] = {}
    for group in guide.groups:
        match group.repeat:
            case "per_person":
                repeat = max(people, 1)
            case "per_topic":
                choosing = topics_of(guide, group.id)
                to_be = choosing.choose.picks if choosing and choosing.choose else 1
                repeat = max(1, to_be if topics is None else topics)
            case number:
                repeat = number
        times[group.id] = max(repeat, (at_least or {}).get(group.id, 1))
    unfolded_phases: list[tuple[Phase, int]] = []
    for group_id, run in groupby(guide.phases, key=lambda phase: phase.group):
        phases = tuple(run)
        for repetition in range(1, times.get(group_id, 1) + 1):
            unfolded_phases += ((phase, repetition) for phase in phases)
    return tuple(unfolded_phases)


def topics_of(guide: Guide, group_id: str) -> Phase | None:
    """The phase in which the topics of a group are picked: the last before it with `choose`."""
    choosing = None
    for phase in guide.phases:
        if phase.group == group_id:
            return choosing
        choosing = phase if phase.choose else choosing
    return None


def left_out_by(guide: Guide, phase: Phase, goes_to: str) -> frozenset[str]:
    """The ids of the phases left out when one of a phase's ways is taken.

    These are the phases between here and its target, and the targets of the other ways; with a
    target goes its whole group.
    """
    ids = [each.id for each in guide.phases]
    out = set(ids[ids.index(phase.id) + 1 : ids.index(goes_to)])
    for way in phase.ways:
        if way.goes_to != goes_to:
            out |= _with_group(guide, way.goes_to)
    return frozenset(out - _with_group(guide, goes_to))


def _with_group(guide: Guide, phase_id: str) -> set[str]:
    """The ids of a phase and of the others in its group."""
    group = guide.phase(phase_id).group
    return {phase_id} | {each.id for each in guide.phases if group and each.group == group}


def first_course(guide: Guide) -> frozenset[str]:
    """The ids left out where the first way is taken everywhere, as planned at first."""
    return next(routes(guide))


def routes(
    guide: Guide, at: int = 0, out: frozenset[str] = frozenset()
) -> Iterator[frozenset[str]]:
    """The ids left out on each route through the guide, that of the first ways first.

    `at` is the index of the phase to go on from, `out` what is left out before it.
    """
    for index, phase in enumerate(guide.phases[at:], start=at):
        if phase.ways and phase.id not in out:
            for way in phase.ways:
                without = out | left_out_by(guide, phase, way.goes_to)
                yield from routes(guide, index + 1, without)
            return
    yield out


def planned_minutes(phase: Phase, people: int) -> Minutes:
    """Minutes of the phase for a number of participants: its own, and those per person."""
    each = phase.minutes_per_person * people
    return Minutes(phase.minutes.low + each, phase.minutes.high + each)


def total_minutes(guide: Guide, people: int, without: Collection[str] | None = None) -> Minutes:
    """Minutes of the whole guide for a number of participants.

    `without` holds the ids of the phases left out; None: those of `first_course`.
    """
    out = first_course(guide) if without is None else without
    parts = [
        planned_minutes(phase, people)
        for phase, _ in unfolded(guide, people)
        if phase.id not in out
    ]
    return Minutes(sum(part.low for part in parts), sum(part.high for part in parts))


def minutes_of_courses(guide: Guide, people: int) -> tuple[Minutes, ...]:
    """Minutes of each route through the guide."""
    return tuple(total_minutes(guide, people, out) for out in islice(routes(guide), MOST_COURSES))
