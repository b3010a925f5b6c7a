"""Whether a row of figures is a statistic of the rows above it, as their sum or mean."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

Values: TypeAlias = Sequence[float | None]
"""What stands in a row for items 1 to 7; None where there is no number."""


def is_statistic(row: Values, above: Sequence[Values], *, of_people: bool = False) -> bool:
    """Whether a row is one statistic of the rows above, column by column, as it would be rounded.

    Their number, sum, mean, median, mode, deviation, variance, least or most; with `of_people` only
    those that a person's answers are seldom equal to by chance.
    """
    which = _STATISTICS[:_SELDOM_BY_CHANCE] if of_people else _STATISTICS
    columns = [[line[at] for line in above] for at in range(len(row))]
    numbers = [[value for value in column if value is not None] for column in columns]
    return any(value is not None for value in row) and any(
        all(
            _is_close(value, column, statistic) if value is not None and column else not column
            for value, column in zip(row, numbers, strict=True)
        )
        for statistic in which
    )


def _is_close(value: float, column: list[float], statistic: Callable[[list[float]], float]) -> bool:
    expected = statistic(column)
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return math.isclose(value, expected, rel_tol=0, abs_tol=0.5 / 10**decimals + 1e-9)


def _of_two(statistic: Callable[[list[float]], float]) -> Callable[[list[float]], float]:
    return lambda numbers: statistic(numbers) if len(numbers) > 1 else 0.0


_STATISTICS: Final[tuple[Callable[[list[float]], float], ...]] = (
    len,
    sum,
    statistics.fmean,
    statistics.median,
    _of_two(statistics.stdev),
    statistics.pstdev,
    _of_two(statistics.variance),
    statistics.mode,
    min,
    max,
)
_SELDOM_BY_CHANCE: Final = 7
"""The first of them."""
