"""The record of a measurement that an archive keeps, and the answers of an open measurement.

Of the answers the note holds only what is published (see `figures`), never anybody's row. The
answers of an open measurement are a record of their own, kept outside the archive until the close
(see store/measurement/answers.py). Earlier versions kept rows in their notes; such a note is read
as one of this version, without them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from facilitator.core.errors import Language
from facilitator.core.measurement.figures import (
    ALPHA_FROM,
    FULL_FROM,
    LEAST,
    Figures,
    FullFigures,
    ItemFigures,
    RoundedFigures,
    counted,
    exact_index,
    mean_agreement,
    publish,
    rounded,
    rounded_figures,
    to_nearest,
)
from facilitator.core.measurement.items import ITEMS, SCALES, Answer, Row, Scale
from facilitator.core.record import KeptRecord, OneLine, Record, Text, Word
from facilitator.core.room import KeptRoom

Day: TypeAlias = date
MOST_EXPECTED: Final = 1000
SCHEMA: Final = 2

_MISSING: Final = "-"
_WRITTEN: Final = re.compile(r"[1-7-]( [1-7-]){6}")


def _row_of(written: object) -> object:
    """A row parsed from its text in a file: `2 4 2 - 2 4 5`."""
    if not isinstance(written, str):
        return written
    if not _WRITTEN.fullmatch(written):
        raise ValueError("seven answers with spaces between them")
    return tuple(None if answer == _MISSING else int(answer) for answer in written.split())


def _on_scale(row: Row, info: ValidationInfo) -> Row:
    if not fits(row, info.data.get("scale", SCALES[-1])):
        raise ValueError("seven answers on the scale")
    return row


def _text_of(row: Row) -> str:
    return " ".join(_MISSING if answer is None else str(answer) for answer in row)


Response = Annotated[
    Row,
    BeforeValidator(_row_of),
    AfterValidator(_on_scale),
    PlainSerializer(_text_of),
]
"""One respondent's answers; in a file a short text, of the same length for all of them."""


class Source(StrEnum):
    """Where the answers came from."""

    IN_ROOM = "in_room"
    PAPER = "paper"
    CSV = "csv"


class Why(StrEnum):
    """Why only a number of people was kept of a measurement."""

    TOO_FEW = "too_few"
    TOO_NEAR = "too_near"
    """A result of nearly the same people was there (see `overlap`). By now such a measurement stays
    open instead; older notes say it."""


class Answers(Record):
    """The answers of an open measurement, without time, order or person."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: Word
    """The measurement they belong to."""
    kind: Literal["answers"] = "answers"
    scale: Scale
    responses: tuple[Response, ...] = ()
    comments: tuple[Text, ...] = ()
    """In an order of their own: none belongs to a row."""
    spent: tuple[str, ...] = ()
    """Hashes of the tickets that were answered with, in the order of their digits: a set."""
    room: KeptRoom | None = None

    @property
    def number(self) -> int:
        """How many have answered, incomplete rows included; all that is told while it is open."""
        return len(self.responses)

    @property
    def number_counted(self) -> int:
        """How many answered enough items to be counted in a result."""
        return counted(self.responses)


class Measurement(KeptRecord):
    """The note of a measurement. The leader does not answer."""

    schema_: Literal[2] = Field(default=SCHEMA, alias="schema")
    id: Word
    kind: Literal["measurement"] = "measurement"
    team: OneLine
    date: date
    language: Language
    scale: Scale
    label: OneLine | None = None
    """As "APV 2026"."""
    expected: int | None = Field(default=None, ge=1, le=MOST_EXPECTED)
    """How many were to answer."""
    source: Source = Source.IN_ROOM
    status: Literal["open", "closed"] = "open"
    closed: Day | None = None
    """The day it was closed."""
    withheld: Why | None = None
    """There is no result, and never will be."""
    answered: int | None = Field(default=None, ge=0)
    """How many answered, those with gaps too."""
    included: int | None = Field(default=None, ge=0)
    """How many of them count, where there are no figures to say it."""
    told_apart: tuple[Word, ...] = ()
    """Measurements whose figures alone look as if they were of nearly the same people. At the
    close, while the rows were there, they were found not to be (see `overlap`)."""
    comments: tuple[Text, ...] = ()
    """In no order, and only from `FULL_FROM` respondents."""
    rounded_figures: RoundedFigures | None = None
    full_figures: FullFigures | None = Field(default=None, validate_default=True)

    @field_validator("closed", "withheld", "answered", "included", "comments")
    @classmethod
    def _is_closed(cls, value: object, info: ValidationInfo) -> object:
        if value and info.data.get("status") == "open":
            raise ValueError("an open measurement has none")
        return value

    @field_validator("rounded_figures")
    @classmethod
    def _have_no_comments(
        cls, figures: RoundedFigures | None, info: ValidationInfo
    ) -> RoundedFigures | None:
        if figures is not None and info.data.get("comments"):
            raise ValueError("comments of too few")
        return figures

    @field_validator("full_figures")
    @classmethod
    def _hang_together(cls, full: FullFigures | None, info: ValidationInfo) -> FullFigures | None:
        """Check that a closed measurement has figures that fit the scale, or a reason for none."""
        values = info.data
        figures = full or values.get("rounded_figures")
        others = [values.get("rounded_figures") if full else None, values.get("withheld")]
        if figures is None:
            fields = {"rounded_figures", "withheld", "status"}
            is_explained = values.get("withheld") or not fields <= set(values)
            if values.get("status") == "closed" and not is_explained:
                raise PydanticCustomError("missing", "a closed measurement has a result")
            if values.get("comments"):
                raise ValueError("comments of too few")
            return None
        if any(others) or values.get("status") == "open":
            raise ValueError("one of figures of few, of many, and a reason for neither")
        parts = {len(item.distribution) for item in figures.items}
        if not parts <= {3, values.get("scale", SCALES[-1])}:
            raise ValueError("figures on the scale")
        return full

    @property
    def is_open(self) -> bool:
        """Whether it still takes answers."""
        return self.status == "open"

    @property
    def figures(self) -> Figures | None:
        """The published figures; None while it is open, and where the result is withheld."""
        return self.rounded_figures or self.full_figures

    @property
    def number_included(self) -> int:
        """How many answered enough items to be counted in the result."""
        return self.figures.n if self.figures else self.included or 0


def with_figures(measurement: Measurement, figures: Figures) -> Measurement:
    """The measurement with its figures, rounded or full."""
    is_full = isinstance(figures, FullFigures)
    update = {
        "full_figures": figures if is_full else None,
        "rounded_figures": None if is_full else figures,
    }
    if figures.n < FULL_FROM:
        update["comments"] = ()  # type: ignore[assignment]
    return measurement.model_copy(update=update)


def fits(row: Sequence[Answer], scale: int) -> bool:
    """Whether a row has seven answers that are on the scale or missing."""
    return len(row) == len(ITEMS) and all(
        answer is None or (type(answer) is int and 1 <= answer <= scale) for answer in row
    )


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
    """The exact figures that notes of schema 1 kept instead of rows."""

    n: int = Field(ge=LEAST)
    mean: float = Field(ge=1, le=7)
    sd: float = Field(ge=0)
    favourable: float = Field(ge=0, le=1)
    complete: int = Field(ge=0)
    alpha: float | None = None
    items: tuple[FormerItem, ...] = ()


class FormerMeasurement(KeptRecord):
    """The part of a note of schema 1 that is migrated."""

    schema_: Literal[1] = Field(alias="schema")
    scale: Scale
    answered: int | None = Field(default=None, ge=0)
    responses: tuple[Response, ...] = ()
    figures: FormerFigures | None = None


def is_former(written: dict[str, Any]) -> bool:
    """Whether the data of a note is of schema 1."""
    return written.get("schema") == FORMER_SCHEMA


def holds_more(written: dict[str, Any]) -> bool:
    """Whether a note of schema 1 holds more than is published: rows, or exact figures."""
    return bool(written.get("responses")) or "figures" in written


def migrated(written: dict[str, Any]) -> dict[str, Any]:
    """A note of schema 1 converted to the current one. Raises ValidationError."""
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
    """What may be published of exact figures."""
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
    """A float as the fraction it came from, to nine decimals, so that ties are ties again."""
    return Fraction(round(value, 9)).limit_denominator(10**9)
