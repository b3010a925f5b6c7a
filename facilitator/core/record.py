"""The base of everything that is saved: frozen records with keys in a fixed order and safe text."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from facilitator.core.text.plain import clean, one_line

Text = Annotated[str, AfterValidator(clean)]
"""Text of any number of lines: NFC, no control or direction characters."""

OneLine = Annotated[str, AfterValidator(one_line)]
"""Text on one line."""

WORD_PATTERN: Final = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
LONGEST_WORD: Final = 60

Word = Annotated[str, StringConstraints(pattern=WORD_PATTERN, max_length=LONGEST_WORD)]
"""An identifier in a file: small letters a-z, digits, single hyphens."""


class Record(BaseModel):
    """A frozen record of our own making; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class KeptRecord(BaseModel):
    """A frozen record that others may have added to; unknown keys survive a rewrite."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, defer_build=True)
