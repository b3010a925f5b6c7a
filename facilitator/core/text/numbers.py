"""Numbers as people write them: "12", "2,5" or "2.5", and minutes: "8 min", "1:30"."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import one_line

_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_MINUTES: Final = re.compile(
    r"(?P<number>[0-9]{1,9}(?:[.,][0-9]{1,9})?) ?(?:min\.?|minut|minutter|minutes?|mins)?"
    r"|(?P<minutes>[0-9]{1,9}):(?P<seconds>[0-5][0-9])",
    re.IGNORECASE,
)


def whole_number(text: str) -> int | None:
    """A whole number, 0 or more; None where the text is none."""
    match = _WHOLE.fullmatch(_plain(text))
    return int(match[0]) if match else None


def minutes_of(text: str) -> float:
    """Minutes, 0 or more: `7`, `2,5`, `8 min`, and `1:30` for a minute and a half.

    Raises:
        Refused: it is no number of minutes.
    """
    match = _MINUTES.fullmatch(_plain(text))
    if match is None:
        raise Refused(N_("Write a number of minutes, such as 7, 2.5 or 1:30."))
    if match["number"]:
        return float(match["number"].replace(",", "."))
    return int(match["minutes"]) + int(match["seconds"]) / 60


def _plain(text: str) -> str:
    """On one line, the digits of any script as 0 to 9; "²" and "½" are none."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in one_line(text))
