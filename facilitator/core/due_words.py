"""The Danish and English words of a due date, as patterns over `ascii_key` text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

WEEKDAYS: Final[Mapping[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            "mandag man monday mon",
            "tirsdag tirs tir tuesday tues tue",
            "onsdag ons wednesday wed",
            "torsdag tors tor thursday thurs thur thu",
            "fredag fre friday fri",
            "loerdag loer saturday sat",
            "soendag soen sunday sun",
        )
    )
    for word in words.split()
}
"""Monday is 0."""

MONTHS: Final[Mapping[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            "januar january jan",
            "februar february feb",
            "marts march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words.split()
}

NUMBERS: Final[Mapping[str, int]] = {
    "a couple of": 2,
    "et par": 2,
    "fjorten": 14,
    "fourteen": 14,
} | {
    word: number
    for number, words in enumerate(
        (
            "en et een a an one",
            "to two",
            "tre three",
            "fire four",
            "fem five",
            "seks six",
            "syv seven",
            "otte eight",
            "ni nine",
            "ti ten",
            "elleve eleven",
            "tolv twelve",
        ),
        start=1,
    )
    for word in words.split()
}

DAYS_IN: Final[Mapping[str, int]] = {
    **dict.fromkeys(("dag", "dage", "day", "days"), 1),
    **dict.fromkeys(("uge", "uger", "week", "weeks"), 7),
    "fortnight": 14,
}

MONTHS_IN: Final[Mapping[str, int]] = {
    **dict.fromkeys(("maaned", "maaneder", "month", "months"), 1),
    **dict.fromkeys(("aar", "year", "years"), 12),
}

DAYS_FROM_TODAY: Final[Mapping[str, int]] = {
    **dict.fromkeys(("i gaar", "yesterday"), -1),
    **dict.fromkeys(("i dag", "idag", "i aften", "today", "tonight"), 0),
    **dict.fromkeys(("i morgen", "imorgen", "tomorrow"), 1),
    **dict.fromkeys(("i overmorgen", "overmorgen", "the day after tomorrow"), 2),
}

THIS: Final = "denne|dette|this|the"
NEXT: Final = "naeste|next"


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
