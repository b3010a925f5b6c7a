"""When two results may not both be published: their difference would tell of too few people.

Somebody who has the result of eight people, and then that of five of them, knows what the three
others answered. So where one of two results could be of all the people of the other, and of fewer
than the limit besides, the second is refused. That holds across teams, labels and scales, and for
a sub-group under a name of its own.

They could be of the same people where the answers of the smaller fit into those of the larger, item
by item. Distributions are compared; where one of the two has bins only, or the scales differ, bins
are. At a close the rows are still there, so it is tried too whether some of them can be left out so
that the rest fits.

Only results of one occasion are compared: after four weeks people answer afresh, and a team has to
be able to follow itself over time. Three results or more are not looked at together, and what lies
in another archive cannot be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.figures import LEAST, Figures, ItemFigures, could_be_same_people
from facilitator.core.measurement.items import Row
from facilitator.core.measurement.note import Measurement, Source
from facilitator.core.team import same_team

ONE_OCCASION: Final = timedelta(weeks=4)
"""Less than this from the last answer of one to the first of another, and they are compared."""

TOO_NEAR: Final = N_(
    "Answered: {n}. The result is not shown: there is one of nearly the same people already, and "
    "side by side the two could give a single answer away."
)


class TooNear(Refused):
    """A result must not be published because of another one of nearly the same people."""

    def __init__(self, other: Measurement) -> None:
        """`other` is the measurement whose result prevents it."""
        name = f"{other.team} · {other.label}" if other.label else other.team
        super().__init__(
            N_(
                "It could be of nearly the same people as the result of {name}, {date}, and side "
                "by side the two could give single answers away."
            ),
            name=name,
            date=other.date,
        )
        self.other = other


def tell_apart(
    closing: Measurement, rows: Sequence[Row], others: Iterable[Measurement], least: int = LEAST
) -> tuple[str, ...]:
    """The ids of results that the `closing` measurement resembles without being too near.

    `rows` are those its figures are made of, `least` is the archive's limit. Raises TooNear where
    its result must not be published besides another.
    """
    shown = [other for other in others if other.id != closing.id and _is_shown(other, least)]
    near = [other for other in shown if _look_near(closing, other, least)]
    for other in near:
        figures = other.figures
        if figures is None or too_near(other, shown, least) is not None:
            continue
        if could_be_same_people(rows, closing.scale, figures):
            raise TooNear(other)
    return tuple(other.id for other in near)


def too_near(
    measurement: Measurement, others: Iterable[Measurement], least: int = LEAST
) -> Measurement | None:
    """The result that forbids this one, among results closed independently; None if there is none.

    That happens where two machines each closed one, and in notes copied from elsewhere. Of two that
    are too near, the one closed first is shown.
    """
    before = [
        other
        for other in others
        if other.id != measurement.id
        and _is_shown(other, least)
        and _order(other) < _order(measurement)
    ]
    return next(
        (
            other
            for other in before
            if not _are_told_apart(measurement, other)
            and _look_near(measurement, other, least)
            and too_near(other, before, least) is None
        ),
        None,
    )


def on_this_occasion(
    team: str, today: date, others: Iterable[Measurement], least: int = LEAST
) -> Measurement | None:
    """The team's latest result that a measurement opened today might come too near to."""
    return next(
        (
            other
            for other in others
            if _is_shown(other, least)
            and same_team(other.team, team)
            and _apart(_days(other), (today, today)) < ONE_OCCASION
        ),
        None,
    )


def could_share_people(first: Figures, other: Figures, limit: int = LEAST) -> bool:
    """Whether the first may be the other with fewer than `limit` respondents more or less."""
    small, large = sorted((first, other), key=lambda figures: figures.n)
    if large.n - small.n >= max(LEAST, limit):
        return False
    return _fits(small, large) or (small.n == large.n and _fits(large, small))


def _fits(small: Figures, large: Figures) -> bool:
    """Whether the answers of one may be contained in those of the other, item by item."""
    items = {item.item: item for item in large.items}
    pairs = [(item, items[item.item]) for item in small.items if item.item in items]
    return bool(pairs) and all(_is_among(*pair) for pair in pairs)


def _is_among(few: ItemFigures, many: ItemFigures) -> bool:
    parts = few.distribution, many.distribution
    if len(parts[0]) != len(parts[1]):
        parts = few.bins, many.bins
    return all(a <= b for a, b in zip(*parts, strict=True))


def _are_told_apart(first: Measurement, other: Measurement) -> bool:
    return other.id in first.told_apart or first.id in other.told_apart


def _look_near(first: Measurement, other: Measurement, least: int) -> bool:
    if first.figures is None or other.figures is None:
        return False
    if _apart(_days(first), _days(other)) >= ONE_OCCASION:
        return False
    return could_share_people(first.figures, other.figures, least)


def _is_shown(measurement: Measurement, least: int) -> bool:
    figures = measurement.figures
    return figures is not None and figures.n >= max(LEAST, least)


def _days(measurement: Measurement) -> tuple[date, date]:
    """The first and the last day on which anybody may have answered."""
    first = measurement.date
    if measurement.source is Source.CSV:  # answered elsewhere on that day, and closed as it came
        return first, first
    return first, max(first, measurement.closed or first)


def _apart(days: tuple[date, date], others: tuple[date, date]) -> timedelta:
    return max(days[0] - others[1], others[0] - days[1], timedelta(0))


def _order(measurement: Measurement) -> tuple[date, date, str]:
    return measurement.closed or measurement.date, measurement.date, measurement.id
