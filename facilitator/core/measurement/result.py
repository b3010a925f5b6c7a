"""What may be shown of a measurement: the published figures under an archive's limit, and words.

Every screen, file and export gets its figures from `result` or `score`; where the limits forbid
them it gets a `Withheld`, which holds nothing but a number of people and a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.agreement import Agreement
from facilitator.core.measurement.figures import (
    FULL_FROM,
    LEAST,
    Figures,
    FullFigures,
    ItemFigures,
    counted,
    publish,
)
from facilitator.core.measurement.items import ANSWERED_AT_LEAST, ITEMS, Row, Scale

AGREEMENT_WORDS: Final = {
    Agreement.ALIKE: N_("We experience it much the same way"),
    Agreement.SOMEWHAT_DIFFERENT: N_("We experience it somewhat differently"),
    Agreement.VERY_DIFFERENT: N_("We experience it very differently"),
}

WHY_NO_WORDS: Final = N_(
    "Whether you experience it alike is not said: it could give an answer away."
)
"""Stands where the words would make an answer certain, of five to seven."""

WHY_ROUNDED: Final = N_("5–7 answers: the index to the nearest 5, answers in three groups.")
"""Stands beside the figures of five to seven."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stands in for a result that must not be shown: how many answered, and why."""

    n: int
    """Respondents; the only figure there is."""
    reason: Refused
    """A sentence for those who wait for it."""


@dataclass(frozen=True, slots=True)
class HiddenItem:
    """What stands in for the figures of an item."""

    item: int
    reason: Refused


@dataclass(frozen=True, slots=True)
class Result:
    """What may be shown of a measurement."""

    figures: Figures
    scale: Scale
    items: tuple[ItemFigures | HiddenItem, ...]
    """All seven, in order."""
    comments: tuple[str, ...] = ()
    """In no order, and only from `FULL_FROM` respondents."""

    @property
    def n(self) -> int:
        """The number of counted respondents."""
        return self.figures.n

    @property
    def full(self) -> FullFigures | None:
        """The full figures of eight or more; None where they are rounded."""
        return self.figures if isinstance(self.figures, FullFigures) else None

    @property
    def shown_items(self) -> tuple[ItemFigures, ...]:
        """The items that are not hidden."""
        return tuple(item for item in self.items if isinstance(item, ItemFigures))


def sides(distribution: Sequence[int]) -> tuple[float, float]:
    """How many disagree and how many agree, half of those in the middle on either side."""
    half = len(distribution) // 2
    middle = distribution[half] / 2
    return sum(distribution[:half]) + middle, sum(distribution[-half:]) + middle


def result(
    figures: Figures,
    scale: Scale,
    *,
    least: int = LEAST,
    answered: int | None = None,
    comments: Sequence[str] = (),
) -> Result | Withheld:
    """What may be shown of published figures where the archive's limit is `least` respondents.

    `answered` counts everybody, also those whose rows were too incomplete to count.
    """
    least = max(LEAST, least)
    if figures.n < least:
        return too_few(figures.n, least, answered=answered)
    shown = {item.item: item for item in figures.items if sum(item.distribution) >= least}
    hidden = N_("Fewer than {least} answered this item.")
    return Result(
        figures=figures,
        scale=scale,
        items=tuple(
            shown.get(i.number) or HiddenItem(i.number, Refused(hidden, least=least)) for i in ITEMS
        ),
        comments=tuple(comments) if figures.n >= FULL_FROM else (),
    )


def score(rows: Sequence[Row], scale: Scale, *, least: int | Refused = LEAST) -> Result | Withheld:
    """The result of rows from outside an archive. Raises ValueError as `publish` does.

    `least` is the limit, or why it is unknown.
    """
    if isinstance(least, Refused):
        return Withheld(counted(rows), least)
    figures = publish(rows, scale, least)
    if figures is None:
        return too_few(counted(rows), least, answered=len(rows))
    return result(figures, scale, least=least, answered=len(rows))


def too_few(n: int, least: int, *, answered: int | None = None) -> Withheld:
    """The withheld result below the limit: `n` count of the `answered` who replied."""
    least = max(LEAST, least)
    if answered is None or answered == n:
        why = N_("Answered: {n}. The result is shown from {least} answers.")
        return Withheld(n, Refused(why, n=n, least=least))
    why = N_(
        "Answers to {items} or more of the seven statements: {n}. The result is shown from "
        "{least} of them."
    )
    return Withheld(n, Refused(why, n=n, least=least, items=ANSWERED_AT_LEAST))
