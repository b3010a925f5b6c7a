"""The formulas: from rows of answers to figures, exact, and without any limit.

Only `figures` may call this room: it is where the anonymity limits are, and nobody else is to have
a figure that they would have hidden. All is computed in fractions, and becomes a float where
it leaves; so a tie is a tie, whatever the order the rows came in.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from facilitator.core.measurement.items import (
    ANSWERED_AT_LEAST,
    ITEMS,
    REVERSED,
    Row,
)


def scored(answer: int, number: int, points: int) -> int:
    """The answer to an item so that high is safe: k + 1 - x for the reversed ones."""
    return points + 1 - answer if number in REVERSED else answer


def scored_row(row: Row, points: int) -> Row:
    """A row with every answer scored, the missing ones left out of it as None."""
    return tuple(
        None if answer is None else scored(answer, item.number, points)
        for item, answer in zip(ITEMS, row, strict=True)
    )


def counts(row: Row) -> bool:
    """Whether a respondent counts in the figures of the team."""
    return sum(answer is not None for answer in row) >= ANSWERED_AT_LEAST


def mean(values: Sequence[int | Fraction]) -> Fraction:
    """The arithmetic mean of one value or more."""
    return Fraction(sum(values)) / len(values)


def variance(values: Sequence[int | Fraction]) -> Fraction:
    """The sample variance (n - 1) of two values or more."""
    middle = mean(values)
    return sum(((value - middle) ** 2 for value in values), Fraction()) / (len(values) - 1)


def respondent_mean(row: Row, points: int) -> Fraction:
    """P: the mean of one respondent's scored answers. Never shown, whatever the number."""
    return mean([answer for answer in scored_row(row, points) if answer is not None])


def favourable(rows: Sequence[Row], points: int) -> Fraction:
    """The share of the answers given that are on the safe side of the middle, (k + 1) / 2."""
    given = [answer for row in rows for answer in scored_row(row, points) if answer is not None]
    return Fraction(sum(2 * answer > points + 1 for answer in given), len(given))


def agreement(values: Sequence[int | Fraction], points: int) -> Fraction:
    """rwg: how much two or more answers to one item agree, from 0 to 1.

    1 - s2 / sigma2, where sigma2 = (k2 - 1) / 12 is the variance of answers given at random;
    values below 0 are 0. L. R. James, R. G. Demaree and G. Wolf, "Estimating Within-Group
    Interrater Reliability With and Without Response Bias", Journal of Applied Psychology 69 (1984),
    85-98.
    """
    at_random = Fraction(points**2 - 1, 12)
    return max(Fraction(), 1 - variance(values) / at_random)


def alpha(rows: Sequence[Row], points: int) -> Fraction | None:
    """Cronbach's alpha over complete rows, as it comes: it may be negative.

    m / (m - 1) * (1 - sum of the items' variances / variance of the rows' sums), m = 7 items. None
    for fewer than two rows, or where the sums do not vary. L. J. Cronbach, "Coefficient Alpha and
    the Internal Structure of Tests", Psychometrika 16 (1951), 297-334.
    """
    complete = [[x for x in scored_row(row, points) if x is not None] for row in rows]
    if len(complete) < 2 or not (of_sums := variance([sum(row) for row in complete])):  # noqa: PLR2004 a variance needs two
        return None
    of_items = sum(map(variance, zip(*complete, strict=True)), Fraction())
    return Fraction(len(ITEMS), len(ITEMS) - 1) * (1 - of_items / of_sums)


def complete_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows with an answer to every item."""
    return [row for row in rows if None not in row]


def is_straight(row: Row) -> bool:
    """Whether all seven answers are the same point, though three of the items are reversed."""
    return None not in row and len(set(row)) == 1


def reads_unreversed(row: Row, points: int) -> bool:
    """Whether a complete row reads as if its writer had not seen that three items are reversed.

    The reversed items and the others both lie a whole point or more on the same side of the
    middle. A rule of thumb of ours; a straight line is a hint of its own.
    """
    if None in row or is_straight(row):
        return False
    middle = Fraction(points + 1, 2)
    of_reversed = mean([x for i, x in zip(ITEMS, row, strict=True) if x and i.is_reversed])
    of_others = mean([x for i, x in zip(ITEMS, row, strict=True) if x and not i.is_reversed])
    return min(of_reversed, of_others) >= middle + 1 or max(of_reversed, of_others) <= middle - 1
