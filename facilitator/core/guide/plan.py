"""A guide unfolded for so many people: its phases in the order they will be lived, with minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from facilitator.core.guide.model import Guide, Phase


def unfolded(
    guide: Guide, people: int, at_least: Mapping[str, int] | None = None
) -> tuple[tuple[Phase, int], ...]:
    """Each phase with its repetition (from 1), groups repeated per person or N times.

    `people` is the number of participants; with none, a group per person is gone through once.
    `at_least` holds, by a group's id, repetitions below which it is not to fall.
    """
    return tuple(_unfold(guide, max(people, 1), at_least or {}))


def _unfold(guide: Guide, people: int, at_least: Mapping[str, int]) -> Iterator[tuple[Phase, int]]:
    times: dict[str | None, int] = {
        group.id: max(
            people if group.repeat == "per_person" else group.repeat, at_least.get(group.id, 1)
        )
        for group in guide.groups
    }
    for group_id, run in groupby(guide.phases, key=lambda phase: phase.group):
        phases = tuple(run)
        for repetition in range(1, times.get(group_id, 1) + 1):
            for phase in phases:
                yield phase, repetition


def planned_minutes(phase: Phase, people: int) -> float:
    """Minutes for the phase with so many participants: its own, and those per person."""
    return phase.minutes + phase.minutes_per_person * people


def total_minutes(guide: Guide, people: int) -> float:
    """Minutes of the whole guide with so many participants."""
    return sum(planned_minutes(phase, people) for phase, _ in unfolded(guide, people))
