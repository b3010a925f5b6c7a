"""The note of a measurement (temperaturmåling): a file holds this and nothing else of it.

No answer has a time, an order or a person. A note that is open has no answers at all: those lie
outside the archive until it is closed (see store/answers.py), and join it in memory alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from facilitator.core.measurement.figures import Figures, counted
from facilitator.core.measurement.items import (
    ITEMS,
    SCALES,
    Answer,
    Row,
    Scale,
)
from facilitator.core.record import (
    KeptRecord,
    OneLine,
    Record,
    Text,
    Word,
)

Day: TypeAlias = date
MOST_EXPECTED: Final = 1000

_MISSING: Final = "-"
_WRITTEN: Final = re.compile(r"[1-7-]( [1-7-]){6}")


def _row_of(written: object) -> object:
    """A row from the text it is in a file: `2 4 2 - 2 4 5`."""
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
    """Why nothing but a number was kept of a measurement."""

    TOO_FEW = "too_few"
    TOO_NEAR = "too_near"
    """A result of nearly the same people is there already (see `subtraction`)."""


class Answers(Record):
    """The answers of an open measurement, as they lie outside the archive (store/answers.py)."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: Word
    """The measurement they belong to."""
    kind: Literal["answers"] = "answers"
    scale: Scale
    responses: tuple[Response, ...] = ()
    comments: tuple[Text, ...] = ()


class Measurement(KeptRecord):
    """The note of a measurement. The leader's own answer is not in it: that is asked of people."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: Word
    kind: Literal["measurement"] = "measurement"
    team: OneLine
    date: date
    language: Literal["da", "en"]
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
    """How many answered, where the rows are not there to be counted."""
    included: int | None = Field(default=None, ge=0)
    """How many of them count, where there are no figures either."""
    responses: tuple[Response, ...] = ()
    """The rows, in no order."""
    comments: tuple[Text, ...] = ()
    """In no order, and none that could not be shown."""
    figures: Figures | None = Field(default=None, validate_default=True)
    """What was kept instead of the rows."""

    @field_validator("closed", "withheld")
    @classmethod
    def _is_closed(cls, value: object, info: ValidationInfo) -> object:
        if value is not None and info.data.get("status") == "open":
            raise ValueError("an open measurement has none")
        return value

    @field_validator("figures")
    @classmethod
    def _hangs_together(cls, figures: Figures | None, info: ValidationInfo) -> Figures | None:
        """One of rows, figures and a reason for neither; and figures that fit the scale."""
        said = info.data
        others = bool(said.get("responses")) + (said.get("withheld") is not None)
        if figures is None:
            if said.get("status") == "closed" and not others and not cls._lost(said):
                raise PydanticCustomError("missing", "a closed measurement has a result")
            return None
        if others or said.get("status") == "open":
            raise ValueError("the figures of a closed measurement, in the place of its rows")
        scale = said.get("scale", SCALES[-1])
        points = [len(item.distribution) for item in figures.items]
        means = [figures.mean, *(item.mean for item in figures.items)]
        if not {*points} <= {3, scale} or max(means) > scale:
            raise ValueError("figures on the scale")
        return figures

    @staticmethod
    def _lost(said: dict[str, object]) -> bool:
        """Whether a field that would explain a missing result was itself refused."""
        return not {"responses", "withheld", "status"} <= set(said)

    @property
    def is_open(self) -> bool:
        """Whether answers still come."""
        return self.status == "open"

    @property
    def number_answered(self) -> int:
        """How many answered, those with gaps too: all that may be told while it is open."""
        return self.answered if self.answered is not None else len(self.responses)

    @property
    def number_included(self) -> int:
        """How many answered enough of the items to count in a result."""
        if self.figures is not None:
            return self.figures.n
        return self.included if self.included is not None else counted(self.responses)


def fits(row: Sequence[Answer], scale: int) -> bool:
    """Whether a row is seven answers on the scale, or missing."""
    return len(row) == len(ITEMS) and all(
        answer is None or (type(answer) is int and 1 <= answer <= scale) for answer in row
    )
