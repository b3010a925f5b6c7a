"""A team's measurements over time, compared by their published figures as far as these allow."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.figures import LEAST
from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.measurement.note import Measurement
from facilitator.core.measurement.result import WHY_ROUNDED, Result, Withheld
from facilitator.core.team import same_team

CLEAR: Final = N_("A clear change")
NOT_CLEAR: Final = N_("No clear change")
SCALES_DIFFER: Final = N_(
    "The scales differ (5 and 7 points). Only the index is compared, and with care."
)

SPREAD_OF_FEW: Final = 25
"""Points of the index that stand for the spread of five to seven people, which is not published."""


@dataclass(frozen=True, slots=True)
class IndexChange:
    """The change from one result to a later one."""

    points: int
    """Of the published index; below 0 where it fell."""
    is_clear: bool
    """Whether it is more than the spread and the number of people would make of chance."""
    scales_differ: bool

    @property
    def words(self) -> str:
        """Whether it is clear, as a msgid."""
        return CLEAR if self.is_clear else NOT_CLEAR


@dataclass(frozen=True, slots=True)
class Step:
    """One closed measurement in a team's course."""

    measurement: Measurement
    result: Result | Withheld
    change: IndexChange | None = None
    """From the last result before it; None where one of the two is withheld."""


def index_change(before: Result, after: Result) -> IndexChange | None:
    """The change of the index; None where one of the two has none, all its items being hidden.

    It is clear where it is at least the standard error of the difference, sqrt(SE1^2 + SE2^2). A
    change of 0 is never clear, even where the standard error is 0.
    """
    indices = before.figures.index, after.figures.index
    if indices[0] is None or indices[1] is None:
        return None
    points = indices[1] - indices[0]
    by_chance = math.hypot(standard_error(before), standard_error(after))
    return IndexChange(
        points=points,
        is_clear=points != 0 and abs(points) >= by_chance,
        scales_differ=before.scale != after.scale,
    )


def standard_error(result: Result) -> float:
    """SE of the index, in its points: SD / (k - 1) * 100 / sqrt(n), of the published spread."""
    spread = result.full.spread if result.full else SPREAD_OF_FEW
    return spread / math.sqrt(result.n)


def course(
    team: str, measurements: Iterable[Measurement], least: int | Refused = LEAST
) -> tuple[Step, ...]:
    """A team's closed measurements, the oldest first; `measurements` are all of the archive."""
    everything = list(measurements)
    steps: list[Step] = []
    last: Result | None = None
    ours = (m for m in everything if not m.is_open and same_team(m.team, team))
    for measurement in sorted(ours, key=lambda m: (m.date, m.id)):
        result = result_of(measurement, everything, least=least)
        if isinstance(result, Withheld):
            steps.append(Step(measurement, result))
            continue
        steps.append(Step(measurement, result, index_change(last, result) if last else None))
        last = result
    return tuple(steps)


def remarks(steps: Iterable[Step]) -> tuple[str, ...]:
    """What one should know before reading a course, as msgids."""
    in_order = list(steps)
    results = [step.result for step in in_order if isinstance(step.result, Result)]
    are_rounded = any(result.full is None for result in results)
    differ = any(step.change and step.change.scales_differ for step in in_order)
    return (*([WHY_ROUNDED] if are_rounded else ()), *([SCALES_DIFFER] if differ else ()))
