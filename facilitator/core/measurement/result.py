"""What may be shown of a measurement, and the words for it.

Every screen, file and export has its figures through `score` or `result`, and where the limits
say no gets a `Withheld` instead, in which there is nothing but a number of people and a reason.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.figures import (
    FULL_FROM,
    LEAST,
    Figures,
    ItemFigures,
    counted,
    figures_of,
)
from facilitator.core.measurement.items import (
    ANSWERED_AT_LEAST,
    ITEMS,
    Row,
    Scale,
)

ALPHA_FROM: Final = 10
"""Complete answers from which alpha is shown outside the technical view."""


class Agreement(StrEnum):
    """How alike the team experiences it: the mean rwg of the items, as words."""

    ALIKE = "alike"
    """.70 or more"""
    SOMEWHAT_DIFFERENT = "somewhat_different"
    """.30 or more"""
    VERY_DIFFERENT = "very_different"


AGREEMENT_WORDS: Final = {
    Agreement.ALIKE: N_("We experience it much the same way"),
    Agreement.SOMEWHAT_DIFFERENT: N_("We experience it somewhat differently"),
    Agreement.VERY_DIFFERENT: N_("We experience it very differently"),
}


@dataclass(frozen=True, slots=True)
class Withheld:
    """In a result's place, where there is none to be shown: how many answered, and why."""

    n: int
    """Respondents; the only figure there is."""
    reason: Refused
    """A sentence for those who wait for it."""


@dataclass(frozen=True, slots=True)
class HiddenItem:
    """In the place of an item's figures."""

    item: int
    reason: Refused


@dataclass(frozen=True, slots=True)
class Result:
    """What may be shown of a measurement."""

    n: int
    scale: Scale
    mean: float
    sd: float
    favourable: float
    alpha: float | None
    """None where it is undefined, or not for this view."""
    complete: int
    straight_lined: int
    reversal_unseen: int
    items: tuple[ItemFigures | HiddenItem, ...]
    """All seven, in order."""
    comments: tuple[str, ...] = ()
    """In no order, and only from `FULL_FROM` respondents."""

    @property
    def exact_index(self) -> float:
        """The mean on a scale from 0 to 100: (T - 1) / (k - 1) * 100."""
        return float((_as_written(self.mean) - 1) / (self.scale - 1) * 100)

    @property
    def index(self) -> int:
        """The index as it is shown: a whole number."""
        return int(rounded(self.exact_index))

    @property
    def spread(self) -> float:
        """The standard deviation in points of the index."""
        return self.sd / (self.scale - 1) * 100

    @property
    def standard_error(self) -> float:
        """SE of the index: SD / (k - 1) * 100 / sqrt(n)."""
        return self.spread / math.sqrt(self.n)

    @property
    def shown_items(self) -> tuple[ItemFigures, ...]:
        """The items that are not hidden."""
        return tuple(item for item in self.items if isinstance(item, ItemFigures))

    @property
    def agreement(self) -> float | None:
        """The mean rwg of the items that are not hidden; None where all of them are."""
        shown = self.shown_items
        return math.fsum(item.rwg for item in shown) / len(shown) if shown else None

    @property
    def agreement_level(self) -> Agreement | None:
        """The agreement as words."""
        if self.agreement is None:
            return None
        agreement = rounded(self.agreement, 9)  # a mean of seven floats may miss its tie
        if agreement >= 0.7:  # noqa: PLR2004 measurement.md
            return Agreement.ALIKE
        return Agreement.SOMEWHAT_DIFFERENT if agreement >= 0.3 else Agreement.VERY_DIFFERENT  # noqa: PLR2004


def rounded(value: float, places: int = 0) -> float:
    """A figure to so many decimals as people round: a tie goes away from zero, 0.5 to 1.

    It is the number as written that counts, not its binary neighbour: 2.675 becomes 2.68.
    """
    tie_away = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return float(tie_away) + 0.0  # no minus before a zero


def result(
    figures: Figures,
    scale: Scale,
    *,
    least: int = LEAST,
    technical: bool = False,
    answered: int | None = None,
    comments: Sequence[str] = (),
) -> Result | Withheld:
    """What may be shown of those figures where the archive's limit is `least` respondents.

    `technical` shows alpha from two complete answers. It moves no limit. `answered` is how many
    there were with those who have too many gaps to count.
    """
    least = max(LEAST, least)
    if figures.n < least:
        return too_few(figures.n, least, answered=answered)
    shown = {item.item: item for item in figures.items if item.n >= least}
    hidden = N_("Fewer than {least} answered this item.")
    return Result(
        n=figures.n,
        scale=scale,
        mean=figures.mean,
        sd=figures.sd,
        favourable=figures.favourable,
        alpha=figures.alpha if technical or figures.complete >= ALPHA_FROM else None,
        complete=figures.complete,
        straight_lined=figures.straight_lined,
        reversal_unseen=figures.reversal_unseen,
        items=tuple(
            shown.get(i.number) or HiddenItem(i.number, Refused(hidden, least=least)) for i in ITEMS
        ),
        comments=tuple(comments) if figures.n >= FULL_FROM else (),
    )


def score(
    rows: Sequence[Row], scale: Scale, *, least: int | Refused = LEAST, technical: bool = False
) -> Result | Withheld:
    """The result of rows that are in nobody's archive. Raises ValueError as `figures_of` does.

    `least` is the limit, or why it is not known.
    """
    if isinstance(least, Refused):
        return Withheld(counted(rows), least)
    figures = figures_of(rows, scale)
    if figures is None:
        return too_few(counted(rows), least, answered=len(rows))
    return result(figures, scale, least=least, technical=technical, answered=len(rows))


def too_few(n: int, least: int, *, answered: int | None = None) -> Withheld:
    """What stands in a result's place under the limit: `n` count, `answered` did so at all."""
    least = max(LEAST, least)
    if answered is None or answered == n:
        why = N_("Answered: {n}. The result is shown from {least} answers.")
        return Withheld(n, Refused(why, n=n, least=least))
    why = N_(
        "Answered {items} of the seven items or more: {n}. "
        "The result is shown from {least} such answers."
    )
    return Withheld(n, Refused(why, n=n, least=least, items=ANSWERED_AT_LEAST))


def rescaled(answer: float, points: Scale, onto: Scale) -> float:
    """An answer as it would stand on another scale: 1 + (x - 1)(k' - 1) / (k - 1).

    For a picture beside another; what is compared over time is the index.
    """
    return float(1 + (_as_written(answer) - 1) * (onto - 1) / (points - 1))


def _as_written(value: float) -> Fraction:
    return Fraction(repr(value))
