"""Notes of measurements as they were before they held only what is published (schema 1).

They had every row for 90 days, or exact figures, from which the answers of a few people can be
worked out. As such a note is read, what is published is made of either; nothing else of it is lost.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator.core.measurement.figures import (
    ALPHA_FROM,
    FULL_FROM,
    LEAST,
    Figures,
    FullFigures,
    ItemFigures,
    counted,
    exact_index,
    mean_agreement,
    publish,
    rounded,
    rounded_figures,
    to_nearest,
)
from facilitator.core.measurement.items import ITEMS, Scale
from facilitator.core.measurement.note import SCHEMA, Response, Why
from facilitator.core.record import KeptRecord

FORMER_SCHEMA = 1


class FormerItem(KeptRecord):
    """The figures of one item, over every answer to it."""

    item: int = Field(ge=1, le=len(ITEMS))
    n: int = Field(ge=LEAST)
    mean: float = Field(ge=1, le=7)
    rwg: float = Field(ge=0, le=1)
    distribution: tuple[Annotated[int, Field(ge=0)], ...]
    """Three bins, or from eight answers and eight respondents point by point."""


class FormerFigures(KeptRecord):
    """The exact figures that were kept in the place of rows."""

    n: int = Field(ge=LEAST)
    mean: float = Field(ge=1, le=7)
    sd: float = Field(ge=0)
    favourable: float = Field(ge=0, le=1)
    complete: int = Field(ge=0)
    alpha: float | None = None
    items: tuple[FormerItem, ...] = ()


class FormerMeasurement(KeptRecord):
    """What of a note of schema 1 is made anew."""

    schema_: Literal[1] = Field(alias="schema")
    scale: Scale
    answered: int | None = Field(default=None, ge=0)
    responses: tuple[Response, ...] = ()
    figures: FormerFigures | None = None


def is_former(written: dict[str, Any]) -> bool:
    """Whether a note, as it stands in its file, is of schema 1."""
    return written.get("schema") == FORMER_SCHEMA


def holds_more(written: dict[str, Any]) -> bool:
    """Whether a note of schema 1 holds more than is published: rows, or exact figures."""
    return bool(written.get("responses")) or "figures" in written


def migrated(written: dict[str, Any]) -> dict[str, Any]:
    """A note of schema 1 as one of today's. Raises ValidationError for what cannot be read."""
    former = FormerMeasurement.model_validate(written)
    after = {key: value for key, value in written.items() if key not in {"responses", "figures"}}
    after["schema"] = SCHEMA
    figures = None
    if former.responses:
        after["answered"] = len(former.responses)
        figures = publish(former.responses, former.scale)
        if figures is None:
            after |= {"withheld": Why.TOO_FEW, "included": counted(former.responses)}
    elif former.figures is not None:
        after.setdefault("answered", former.figures.n)
        figures = _published(former.figures, former.scale)
    if isinstance(figures, FullFigures):
        after["full_figures"] = figures.model_dump()
        return after
    after.pop("comments", None)
    if figures is not None:
        after["rounded_figures"] = figures.model_dump()
    return after


def _published(figures: FormerFigures, scale: Scale) -> Figures:
    """What is published of exact figures."""
    n, items = figures.n, figures.items
    agreement = mean_agreement([_exact(item.rwg) for item in items])
    index = exact_index([_exact(item.mean) for item in items], scale)
    parts = [ItemFigures(item=item.item, distribution=item.distribution) for item in items]
    if n < FULL_FROM:
        binned = tuple(ItemFigures(item=part.item, distribution=part.bins) for part in parts)
        return rounded_figures(n, agreement, index, binned, scale)
    has_alpha = figures.alpha is not None and figures.complete >= ALPHA_FROM
    return FullFigures(
        n=n,
        agreement=agreement,
        index=None if index is None else to_nearest(index),
        items=tuple(parts),
        spread=to_nearest(_exact(figures.sd) * 100 / (scale - 1)),
        favourable=to_nearest(_exact(figures.favourable) * 100),
        alpha=rounded(_exact(figures.alpha or 0.0), 1) if has_alpha else None,
    )


def _exact(value: float) -> Fraction:
    """A figure as it was before it was a float, to nine decimals: a tie is a tie again."""
    return Fraction(round(value, 9)).limit_denominator(10**9)
