"""The figures of a measurement: made from its rows here alone, and limited as they are made.

`Figures` hold nothing that the limits of measurement.md hide: there are none under five
respondents, no item under five answers, three bins under eight. So no screen, file, export or log
can pass the limits, whatever it does with them. An archive may raise the limit: `measurement`
applies that on top.

What the limits do not do: figures are exact, so to somebody who knows what the others answered
they say something of the rest. That is told to those who answer, not hidden from them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Final

from pydantic import Field, ValidationInfo, field_validator

from facilitator.core.measurement import scoring
from facilitator.core.measurement.items import (
    ITEMS,
    REVERSED,
    SCALES,
    Row,
    Scale,
)
from facilitator.core.record import KeptRecord

LEAST: Final = 5
"""Respondents, and answers to an item, under which nothing is shown. It is never lowered."""
FULL_FROM: Final = 8
"""Respondents from whom the full distribution and the comments are shown."""
BINNED: Final = 3
"""Parts of a distribution under `FULL_FROM`: disagree, middle, agree."""
HINT_FROM: Final = 3
"""Fewer would be a hint about single respondents."""


class ItemFigures(KeptRecord):
    """The figures of one item, over every answer to it."""

    item: int = Field(ge=1, le=len(ITEMS))
    n: int = Field(ge=LEAST)
    """Answers."""
    mean: float = Field(ge=1, le=7)
    """Of the scored answers: high is safe."""
    sd: float = Field(ge=0)
    """Sample standard deviation (n - 1), in points of the scale."""
    rwg: float = Field(ge=0, le=1)
    distribution: tuple[Annotated[int, Field(ge=0)], ...]
    """Answers by how much they agree, not scored: disagree, middle, agree; or point by point."""

    @field_validator("distribution")
    @classmethod
    def _adds_up(cls, parts: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        n = info.data.get("n", 0)
        if len(parts) not in ({BINNED, *SCALES} if n >= FULL_FROM else {BINNED}):
            raise ValueError("three bins, or the points of a scale")
        if sum(parts) != n:
            raise ValueError("as many answers as n")
        return parts

    @property
    def is_reversed(self) -> bool:
        """Whether low agreement is safe here."""
        return self.item in REVERSED


class Figures(KeptRecord):
    """What is known of a team of `LEAST` respondents or more. This is all a file holds of it."""

    n: int = Field(ge=LEAST)
    """Respondents who answered five of the seven items or more."""
    mean: float = Field(ge=1, le=7)
    """T: the mean of the respondents' means."""
    sd: float = Field(ge=0)
    """Sample standard deviation (n - 1) of the respondents' means."""
    favourable: float = Field(ge=0, le=1)
    """The share of their answers on the safe side of the middle."""
    complete: int = Field(ge=0)
    """Respondents with an answer to every item."""
    alpha: float | None = None
    """Cronbach's alpha over them; absent where it is undefined."""
    straight_lined: int = Field(default=0, ge=0)
    """Who chose one point seven times, three reversed items or not; 0 also for one or two."""
    reversal_unseen: int = Field(default=0, ge=0)
    """Who seems not to have seen that items are reversed; 0 also for one or two."""
    items: tuple[ItemFigures, ...] = ()
    """Those that are not hidden."""

    @field_validator("items")
    @classmethod
    def _are_limited(
        cls, items: tuple[ItemFigures, ...], info: ValidationInfo
    ) -> tuple[ItemFigures, ...]:
        if len({item.item for item in items}) < len(items):
            raise ValueError("each item once")
        few = info.data.get("n", 0) < FULL_FROM
        if few and any(len(item.distribution) > BINNED for item in items):
            raise ValueError("three bins under eight respondents")
        return items


def figures_of(rows: Sequence[Row], scale: Scale) -> Figures | None:
    """The figures of a team, whatever the order of its rows; None under five who count.

    Raises ValueError for a row that does not fit the items and the scale.
    """
    return _figures_of(tuple(rows), scale)


@lru_cache(maxsize=256)  # a result is looked at among all others of its archive
def _figures_of(rows: tuple[Row, ...], scale: Scale) -> Figures | None:
    for row in rows:
        if len(row) != len(ITEMS) or not all(x is None or 1 <= x <= scale for x in row):
            raise ValueError("a row is seven answers on the scale, or missing")
    included = [row for row in rows if scoring.counts(row)]
    if len(included) < LEAST:
        return None
    means = [scoring.respondent_mean(row, scale) for row in included]
    alpha = scoring.alpha(complete := scoring.complete_rows(included), scale)
    items = (_item(number, rows, scale, len(included)) for number in range(1, len(ITEMS) + 1))
    return Figures(
        n=len(included),
        mean=float(scoring.mean(means)),
        sd=math.sqrt(scoring.variance(means)),
        favourable=float(scoring.favourable(included, scale)),
        complete=len(complete),
        alpha=None if alpha is None else float(alpha),
        straight_lined=_hint(sum(map(scoring.is_straight, complete))),
        reversal_unseen=_hint(sum(scoring.reads_unreversed(row, scale) for row in complete)),
        items=tuple(item for item in items if item),
    )


def counted(rows: Sequence[Row]) -> int:
    """How many of the respondents count in the figures of the team."""
    return sum(map(scoring.counts, rows))


def _item(number: int, rows: Sequence[Row], scale: Scale, counted: int) -> ItemFigures | None:
    answers = [answer for row in rows if (answer := row[number - 1]) is not None]
    if len(answers) < LEAST:
        return None
    values = [scoring.scored(answer, number, scale) for answer in answers]
    points = [answers.count(point) for point in range(1, scale + 1)]
    if min(len(answers), counted) < FULL_FROM:
        middle = scale // 2
        points = [sum(points[:middle]), points[middle], sum(points[middle + 1 :])]
    return ItemFigures(
        item=number,
        n=len(answers),
        mean=float(scoring.mean(values)),
        sd=math.sqrt(scoring.variance(values)),
        rwg=float(scoring.agreement(values, scale)),
        distribution=tuple(points),
    )


def _hint(respondents: int) -> int:
    return respondents if respondents >= HINT_FROM else 0
