"""When something is due, as people say it: "fredag", "3/12", "om to uger", "end of November".

Danish and English are both understood, whatever the language of the screen. The rules:

- A weekday is the next such day after today: on a Friday, "fredag" is in a week.
- "Næste fredag" and "next Friday" are the Friday of the next ISO week. "Fredag om to uger" is two
  weeks after the coming Friday; today counts as coming.
- The day stands before the month: 3/12 is 3 December, in English too.
- A day without a year is the next one to come, today included.
- A week or a month is due by its end, since what is agreed for "næste uge" or "november" may be
  done at any time in it: by the Friday of a week (its Sunday once Friday has passed), by the last
  day of a month or a year.
- A month later is the same day of that month, or its last day where it has no such day.
- Before Christmas ("inden jul") is 23 December, the last day before the Danish Christmas.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from facilitator.core.due_rules import understood
from facilitator.core.plaintext import ascii_key
from facilitator.core.refusal import N_, Refused

_LONGEST: Final = 60


def parse_due(text: str, today: date, language: str) -> date:
    """The day that `text` means, seen from `today`; never an earlier one.

    `language` ("da" or "en") matters to one word: "jul" alone is Christmas, or short for July.

    Raises:
        Refused: no day is understood, it has passed, or the calendar has no such day.
    """
    said = " ".join(ascii_key(text).replace(",", " ").split()).rstrip(" !?")
    try:
        day = understood(said, today, language) if len(said) <= _LONGEST else None
    except (ValueError, OverflowError):  # no such day, or one after the year 9999
        raise Refused(
            N_("The calendar has no such day. The day comes before the month: 3/12 is 3 December.")
        ) from None
    if day is None:
        raise Refused(
            N_("No day is understood from this. Write for instance Friday, 3/12 or in two weeks.")
        )
    if day < today:
        raise Refused(N_("That day has passed already."))
    return day
