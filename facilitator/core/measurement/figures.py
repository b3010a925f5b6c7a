"""What is published of a measurement, as records that can hold nothing else.

A figure is published only where it adds nothing to what those in the room may know: from the mean
and the SD of five to seven people, every answer of theirs can be worked out. So there are two
records, `RoundedFigures` of five to seven counted respondents and `FullFigures` from eight; under
five there is none. `publish` alone turns rows into them, and files, screens and exports have no
other figures than these.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Final, TypeAlias

from pydantic import Field, field_validator

from facilitator.core.measurement import scoring
from facilitator.core.measurement.agreement import (
    Agreement,
    agreement_of,
    words_left_out,
)
from facilitator.core.measurement.items import ITEMS, REVERSED, SCALES, Row, Scale
from facilitator.core.record import Record

LEAST: Final = 5
"""Counted respondents, and answers to an item, under which nothing is published. An archive may
raise it; nothing lowers it."""
FULL_FROM: Final = 8
"""Counted respondents from whom distributions, whole figures and comments are published."""
ALPHA_FROM: Final = 10
"""Complete answers from which alpha is published."""
BINS: Final = 3
"""Parts of a distribution under `FULL_FROM`: disagree, middle, agree."""
INDEX_STEP: Final = 5
"""Under `FULL_FROM` the index is published to the nearest multiple of this."""


class ItemFigures(Record):
    """The answers of the counted respondents to one item; at least `LEAST` of them answered it."""

    item: int = Field(ge=1, le=len(ITEMS))
    distribution: tuple[Annotated[int, Field(ge=0)], ...]
    """Answers by how much they agree, not scored: disagree, middle, agree; or point by point."""

    @field_validator("distribution")
    @classmethod
    def _is_one(cls, parts: tuple[int, ...]) -> tuple[int, ...]:
        if len(parts) not in {BINS, *SCALES}:
            raise ValueError("three bins, or the points of a scale")
        if sum(parts) < LEAST:
            raise ValueError("an item that too few have answered")
        return parts

    @property
    def is_binned(self) -> bool:
        """Whether the answers are in three bins."""
        return len(self.distribution) == BINS

    @property
    def is_reversed(self) -> bool:
        """Whether low agreement with the item means safety."""
        return self.item in REVERSED

    @property
    def bins(self) -> tuple[int, int, int]:
        """The numbers of answers that disagree, are in the middle, agree."""
        middle = len(self.distribution) // 2
        below, above = self.distribution[:middle], self.distribution[middle + 1 :]
        return sum(below), self.distribution[middle], sum(above)

    @property
    def mean(self) -> float | None:
        """The mean of the scored answers, to one decimal; None in three bins."""
        return None if self.is_binned else rounded(scoring.mean(self._scored()), 1)

    @property
    def rwg(self) -> float | None:
        """The agreement rwg, to one decimal; None in three bins."""
        if self.is_binned:
            return None
        return rounded(scoring.agreement(self._scored(), len(self.distribution)), 1)

    def _scored(self) -> list[int]:
        k = len(self.distribution)
        return [
            scoring.scored(point, self.item, k)
            for point, number in enumerate(self.distribution, 1)
            for _ in range(number)
        ]


Index: TypeAlias = Annotated[int, Field(ge=0, le=100)]


class _Common(Record):
    """What is published for any number of respondents."""

    n: int = Field(ge=LEAST)
    """Counted respondents."""
    agreement: Agreement | None = None
    """None where every item is hidden, or where it would make an answer certain."""
    index: Index | None = None
    """The mean on a scale from 0 to 100; None where every item is hidden."""
    items: tuple[ItemFigures, ...] = ()
    """Those that are not hidden."""

    @field_validator("items")
    @classmethod
    def _are_different(cls, items: tuple[ItemFigures, ...]) -> tuple[ItemFigures, ...]:
        if len({item.item for item in items}) < len(items):
            raise ValueError("each item once")
        return items


class RoundedFigures(_Common):
    """Everything published for five to seven counted respondents."""

    n: int = Field(ge=LEAST, lt=FULL_FROM)
    index: Annotated[Index, Field(multiple_of=INDEX_STEP)] | None = None
    """To the nearest 5; halfway between two, the upper one."""

    @field_validator("items")
    @classmethod
    def _are_binned(cls, items: tuple[ItemFigures, ...]) -> tuple[ItemFigures, ...]:
        if not all(item.is_binned for item in items):
            raise ValueError("three bins under eight respondents")
        return items


class FullFigures(_Common):
    """Everything published for eight or more counted respondents."""

    n: int = Field(ge=FULL_FROM)
    spread: int = Field(ge=0, le=100)
    """SD * 100 / (k - 1): the standard deviation in points of the index, whole."""
    favourable: int | None = Field(default=None, ge=0, le=100)
    """Whole per cent of the answers to visible items that are on the safe side of the middle."""
    alpha: float | None = None
    """Cronbach's alpha to one decimal; None under `ALPHA_FROM` complete answers, or undefined."""

    @field_validator("alpha")
    @classmethod
    def _has_one_decimal(cls, alpha: float | None) -> float | None:
        if alpha is not None and round(alpha, 1) != alpha:
            raise ValueError("one decimal")
        return alpha


Figures: TypeAlias = RoundedFigures | FullFigures


def publish(rows: Sequence[Row], scale: Scale, least: int = LEAST) -> Figures | None:
    """The figures published of these rows, in whatever order; None if fewer than `least` count.

    Only counted respondents are included. Raises ValueError for a row that does not fit the items
    and the scale.
    """
    return _publish(tuple(rows), scale, max(LEAST, least))


def forget_rows() -> None:
    """Clear the cache of rows that is kept while results are compared."""
    _publish.cache_clear()


def overwrite_rows() -> None:
    """Write over the memory of rows that nobody holds any more.

    Python clears nothing that it is given back, but hands it out again: to as many tuples of the
    size of a row, or a little more, and as many bytes of every small size, as there is such memory.
    """
    gc.collect()
    for size in range(len(ITEMS), 2 * len(ITEMS)):
        blank = [None] * size
        _tuples = [tuple(blank) for _ in range(_MOST_FREED)]
    _buffers = [bytearray(size) for size in (8, 24) for _ in range(_MOST_FREED)]
    head = bytes.__basicsize__
    _bytes = [bytes(size - head) for size in range(48, 513, 16) for _ in range(_MOST_FREED // 4)]


_MOST_FREED: Final = 10_000
"""Rows that may have been held and given back: each is copied a few times."""


@lru_cache(maxsize=64)
def _publish(rows: tuple[Row, ...], scale: Scale, least: int) -> Figures | None:
    for row in rows:
        if len(row) != len(ITEMS) or not all(x is None or 1 <= x <= scale for x in row):
            raise ValueError("a row is seven answers on the scale, or missing")
    included = [row for row in rows if scoring.is_counted(row)]
    n = len(included)
    if n < least:
        return None
    scored = {
        item.number: [
            scoring.scored(answer, item.number, scale)
            for row in included
            if (answer := row[item.number - 1]) is not None
        ]
        for item in ITEMS
    }
    visible = {number: values for number, values in scored.items() if len(values) >= least}
    parts = BINS if n < FULL_FROM else scale
    items = tuple(
        ItemFigures(item=number, distribution=scoring.parts(included, number, parts, scale))
        for number in visible
    )
    means = list(map(scoring.mean, visible.values()))
    agreement = mean_agreement([scoring.agreement(values, scale) for values in visible.values()])
    index = exact_index(means, scale)
    if n < FULL_FROM:
        return rounded_figures(n, agreement, index, items, scale)
    given = [answer for values in visible.values() for answer in values]
    complete = scoring.complete_rows(included)
    alpha = scoring.alpha(complete, scale) if len(complete) >= ALPHA_FROM else None
    return FullFigures(
        n=n,
        agreement=agreement,
        index=None if index is None else to_nearest(index),
        items=items,
        spread=to_nearest(Fraction(scoring.deviation(included, scale)) * 100 / (scale - 1)),
        favourable=to_nearest(scoring.favourable(given, scale) * 100) if given else None,
        alpha=None if alpha is None else rounded(alpha, 1),
    )


def could_be_same_people(rows: Sequence[Row], scale: Scale, other: Figures) -> bool:
    """Whether those whose figures are `other` may be among these respondents, or these among those.

    It is what can be known at a close, while the rows are there: which of them could be left out.
    Answers that one of the two has and the other has not, an item having been left out, are no
    difference.
    """
    included = [row for row in rows if scoring.is_counted(row)]
    fewer = len(included) - other.n
    spare: dict[int, list[int]] = {}
    for item in other.items:
        theirs = item.distribution if len(item.distribution) == scale else item.bins
        ours = scoring.parts(included, item.item, len(theirs), scale)
        spare[item.item] = [our - their for our, their in zip(ours, theirs, strict=True)]
    every = [number for left in spare.values() for number in left]
    if not every:
        return False
    if fewer <= 0 and max(every) <= 0:
        return True
    if fewer < 0 or min(every) < 0:
        return False
    return scoring.can_leave_out(included, fewer, spare, scale)


def counted(rows: Sequence[Row]) -> int:
    """How many of the respondents count."""
    return sum(map(scoring.is_counted, rows))


def exact_index(item_means: Sequence[Fraction], scale: Scale) -> Fraction | None:
    """The index of T, the mean of the visible items' means; None where there are none."""
    return scoring.index(scoring.mean(item_means), scale) if item_means else None


def mean_agreement(items: Sequence[Fraction]) -> Agreement | None:
    """The words for the mean rwg of the visible items; None where there are none."""
    return agreement_of(scoring.mean(items)) if items else None


def rounded_figures(
    n: int,
    agreement: Agreement | None,
    index: Fraction | None,
    items: tuple[ItemFigures, ...],
    scale: Scale,
) -> RoundedFigures:
    """What is published of so few: no words on agreement that would make an answer certain."""
    about = None if index is None else to_nearest(index, INDEX_STEP)
    if about is not None:
        bins = tuple((item.item, item.bins) for item in items)
        if agreement in words_left_out(bins, about, INDEX_STEP, scale):
            agreement = None
    return RoundedFigures(n=n, agreement=agreement, index=about, items=items)


def to_nearest(value: Fraction, step: int = 1) -> int:
    """The nearest multiple of `step`; halfway between two, the one further from 0."""
    steps = math.floor(abs(value) / step + Fraction(1, 2))
    return (steps if value >= 0 else -steps) * step


def rounded(value: Fraction, places: int) -> float:
    """A figure rounded to that many decimals, ties away from 0."""
    tenths: int = 10**places
    return to_nearest(value * tenths) / tenths
