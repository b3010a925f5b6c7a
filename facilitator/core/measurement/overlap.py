"""When two results may not both be shown: what one of them has more could be worked out.

Somebody who has the result of eight people, and then that of nine of which eight are the same,
knows what the ninth answered. The second is withheld then. It is recognised in two ways:

- **By the occasion.** The same team, less than four weeks apart, and at most two respondents more
  or fewer: a measurement opened anew, or brought in again. After four weeks people answer afresh,
  and a team has to be able to follow itself over time.
- **By the figures.** Of any two measurements on one scale, whatever their teams, labels and dates:
  sums and sums of squares of every item are such that one is the other, or the other without one
  or two respondents. That is what a file brought in again later looks like, or a sub-group under
  a name of its own, also where the rows of the first are deleted. By chance it hardly happens,
  unless everybody answers the same.

A team that is cut in two (ten of twenty) is neither: what is left is a result of ten. Of two that
are too near the one closed first is shown, so that nothing is taken back that has been seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.measurement.figures import (
    LEAST,
    Figures,
    ItemFigures,
    figures_of,
)
from facilitator.core.text.plain import search_key

if TYPE_CHECKING:
    from facilitator.core.measurement.note import Measurement

ONE_OCCASION: Final = timedelta(weeks=4)
"""Less than this between two measurements of a team, and they are of the same people."""
A_FEW: Final = 2
"""Respondents whose answers could be worked out by subtraction."""

TOO_NEAR: Final = N_(
    "Answered: {n}. The result is not shown: there is one of nearly the same people already, and "
    "side by side the two could give a single answer away."
)


def too_near(
    measurement: Measurement, others: Iterable[Measurement], least: int = LEAST
) -> Measurement | None:
    """The measurement whose result is shown and forbids this one's; None where there is none.

    One that is open still is taken for the last of them.
    """
    before = [
        one
        for one in others
        if one != measurement and _has_result(one, least) and _when(one) < _when(measurement)
    ]
    near = (one for one in before if _are_near(measurement, one))
    return next((one for one in near if too_near(one, before, least) is None), None)


def on_this_occasion(
    team: str, today: date, others: Iterable[Measurement], least: int = LEAST
) -> Measurement | None:
    """The team's result that a measurement opened today might come too near to: ask first."""
    return next(
        (
            other
            for other in others
            if _has_result(other, least) and _is_one_occasion(other, team, today)
        ),
        None,
    )


def _has_result(measurement: Measurement, least: int) -> bool:
    return (
        not measurement.is_open
        and measurement.withheld is None
        and measurement.number_included >= max(LEAST, least)
    )


def _when(measurement: Measurement) -> tuple[date, date, str, int]:
    closed = date.max if measurement.is_open else measurement.closed
    return (
        closed or measurement.date,
        measurement.date,
        measurement.id,
        measurement.number_included,
    )


def _are_near(one: Measurement, other: Measurement) -> bool:
    if abs(one.number_included - other.number_included) > A_FEW:
        return False
    if _is_one_occasion(other, one.team, one.date):
        return True
    if one.scale != other.scale:
        return False
    figures = [m.figures or figures_of(m.responses, m.scale) for m in (one, other)]
    small, large = sorted((f for f in figures if f), key=lambda f: f.n)
    return _could_be_part_of(small, large, one.scale)


def _is_one_occasion(other: Measurement, team: str, day: date) -> bool:
    return search_key(other.team) == search_key(team) and abs(other.date - day) < ONE_OCCASION


def _could_be_part_of(small: Figures, large: Figures, scale: int) -> bool:
    """Whether `large` may be `small` with no, one or two respondents more."""
    items = {item.item: item for item in large.items}
    pairs = [(item, items[item.item]) for item in small.items if item.item in items]
    more = large.n * large.mean - small.n * small.mean
    of_the_rest = large.n - small.n
    if not of_the_rest - _SLACK <= more <= of_the_rest * scale + _SLACK:
        return False
    return bool(pairs) and all(_differ_by_answers(*pair, scale) for pair in pairs)


_SLACK: Final = 1e-6


def _differ_by_answers(small: ItemFigures, large: ItemFigures, scale: int) -> bool:
    """Whether there are so many answers on the scale that make one item's sums the other's."""
    number = large.n - small.n
    if not 0 <= number <= A_FEW:
        return False
    of_answers = _sum(large) - _sum(small)
    of_squares = _sum_of_squares(large) - _sum_of_squares(small)
    return any(
        sum(answers) == of_answers and sum(x * x for x in answers) == of_squares
        for answers in combinations_with_replacement(range(1, scale + 1), number)
    )


def _sum(item: ItemFigures) -> int:
    return round(item.n * item.mean)


def _sum_of_squares(item: ItemFigures) -> int:
    return round((item.n - 1) * item.sd**2 + item.n * math.pow(item.mean, 2))
