"""The formulas: exact figures from rows of answers, without any limit.

Only `figures` may import this module: the limits of anonymity are there, and nobody else is to see
a row turned into a figure that should be withheld. Everything is computed in fractions, so that the
order of the rows makes no difference. Rows are as answered; `k` is 5 or 7 points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from facilitator.core.measurement.items import ANSWERED_AT_LEAST, ITEMS, REVERSED, Row

MOST_STEPS: Final = 50_000
"""Of a search among rows."""


def is_counted(row: Row) -> bool:
    """Whether a respondent is counted: at least five of the seven items are answered."""
    return sum(answer is not None for answer in row) >= ANSWERED_AT_LEAST


def scored(answer: int, item: int, k: int) -> int:
    """The answer oriented so that high is safe: k + 1 - x for the reversed items."""
    return k + 1 - answer if item in REVERSED else answer


def scored_row(row: Row, k: int) -> Row:
    """A row with every answer scored; a missing answer stays None."""
    return tuple(
        None if answer is None else scored(answer, item.number, k)
        for item, answer in zip(ITEMS, row, strict=True)
    )


def mean(values: Sequence[int | Fraction]) -> Fraction:
    """The arithmetic mean of at least one value."""
    return Fraction(sum(values)) / len(values)


def variance(values: Sequence[int | Fraction]) -> Fraction:
    """The sample variance (n - 1) of at least two values."""
    middle = mean(values)
    return sum(((value - middle) ** 2 for value in values), Fraction()) / (len(values) - 1)


def respondent_mean(row: Row, k: int) -> Fraction:
    """P: the mean of one respondent's scored answers. Never published."""
    return mean([answer for answer in scored_row(row, k) if answer is not None])


def index(team_mean: Fraction, k: int) -> Fraction:
    """The mean T (1 to k) on a scale from 0 to 100: (T - 1) / (k - 1) * 100."""
    return (team_mean - 1) / (k - 1) * 100


def deviation(rows: Sequence[Row], k: int) -> float:
    """SD: the sample standard deviation of the respondents' means, in points of the scale."""
    return math.sqrt(variance([respondent_mean(row, k) for row in rows]))


def favourable(answers: Sequence[int], k: int) -> Fraction:
    """The share of scored answers on the safe side of the middle, (k + 1) / 2."""
    return Fraction(sum(2 * answer > k + 1 for answer in answers), len(answers))


def agreement(values: Sequence[int], k: int) -> Fraction:
    """rwg: how much two or more answers to one item agree, from 0 to 1.

    1 - s2 / sigma2, where sigma2 = (k2 - 1) / 12 is the variance of answers given at random;
    values below 0 are 0. L. R. James, R. G. Demaree and G. Wolf, "Estimating Within-Group
    Interrater Reliability With and Without Response Bias", Journal of Applied Psychology 69 (1984),
    85-98.
    """
    at_random = Fraction(k**2 - 1, 12)
    return max(Fraction(), 1 - variance(values) / at_random)


def parts(rows: Sequence[Row], item: int, number: int, k: int) -> tuple[int, ...]:
    """The number of answers to an item at each point of the scale, or in each of three bins."""
    counts = [0] * number
    for row in rows:
        answer = row[item - 1]
        if answer is not None:
            counts[_part(answer, number, k)] += 1
    return tuple(counts)


def can_leave_out(rows: Sequence[Row], number: int, spare: Mapping[int, list[int]], k: int) -> bool:
    """Whether that many rows can be removed using only answers that may go.

    `spare` has, for each item examined, how many answers of each part may go. A search that takes
    too long counts as yes.
    """
    cells = [
        [
            (item, _part(answer, len(left), k))
            for item, left in spare.items()
            if (answer := row[item - 1]) is not None
        ]
        for row in rows
    ]
    left = {item: list(parts) for item, parts in spare.items()}
    able = [row for row in cells if all(left[item][part] > 0 for item, part in row)]
    steps = iter(range(MOST_STEPS))

    def goes(start: int, number: int) -> bool:
        """Whether that many of the rows from an index on can be removed too."""
        if not number or next(steps, None) is None:
            return True
        for at in range(start, len(able) - number + 1):
            row = able[at]
            if all(left[item][part] > 0 for item, part in row):
                for item, part in row:
                    left[item][part] -= 1
                if goes(at + 1, number - 1):
                    return True
                for item, part in row:
                    left[item][part] += 1
        return False

    return goes(0, number)


def _part(answer: int, number: int, k: int) -> int:
    """The index of an answer among all points, or among disagree, middle and agree."""
    if number == k:
        return answer - 1
    middle = (k + 1) // 2
    return (answer > middle) - (answer < middle) + 1


def complete_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows with an answer to every item."""
    return [row for row in rows if None not in row]


def alpha(rows: Sequence[Row], k: int) -> Fraction | None:
    """Cronbach's alpha over complete rows, as it comes: it may be negative.

    m / (m - 1) * (1 - sum of the items' variances / variance of the rows' sums), m = 7 items. None
    for fewer than two rows, or where the sums do not vary. L. J. Cronbach, "Coefficient Alpha and
    the Internal Structure of Tests", Psychometrika 16 (1951), 297-334.
    """
    complete = [[x for x in scored_row(row, k) if x is not None] for row in rows]
    if len(complete) < 2 or not (of_sums := variance([sum(row) for row in complete])):  # noqa: PLR2004 a variance needs two
        return None
    of_items = sum(map(variance, zip(*complete, strict=True)), Fraction())
    return Fraction(len(ITEMS), len(ITEMS) - 1) * (1 - of_items / of_sums)
