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

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import ascii_key

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


_FRIDAY: Final = 4
_DECEMBER: Final = 12
_LEAP_YEAR: Final = 2000
_LONGEST_WITHOUT_LEAP_DAY: Final = 8  # years, as from 2096 to 2104
_WEEK: Final = timedelta(weeks=1)

_LEADING: Final = re.compile(r"(?:(?:senest|nu|paa|til|by|on) )*")
_CHRISTMAS: Final = re.compile(
    r"(?:inden|foer|til) jul|(?:(?:inden|foer|til|before|by) )?(?:christmas|xmas)"
)


def understood(said: str, today: date, language: str) -> date | None:
    """The day meant, by the first rule that applies."""
    if _CHRISTMAS.fullmatch(said) or (said == "jul" and language == "da"):
        return _next_date(23, _DECEMBER, today)
    said = _LEADING.sub("", said, count=1)
    if said in DAYS_FROM_TODAY:
        return today + timedelta(DAYS_FROM_TODAY[said])
    for rule in (_date, _day_of_month, _later, _weekday, _weekday_with_more, _end):
        if day := rule(said, today):
            return day
    return None


# A date of the calendar

_YEAR: Final = r"(?P<year>[0-9]{4}|[0-9]{2})"
_MONTH: Final = rf"(?P<month>{any_of(MONTHS)})\.?"
_M: Final = r"(?P<month>[0-9]{1,2})"
_D: Final = r"(?P<day>[0-9]{1,2})"
_THE: Final = r"(?:den|d\.?|the) "
_TH: Final = r"(?:\.|st|nd|rd|th)"
_DATES: Final = (
    re.compile(rf"(?P<year>[0-9]{{4}})([-/.]){_M}\2{_D}"),
    re.compile(rf"(?:{_THE})?{_D} ?[-/.] ?{_M}(?:\.? ?[-/. ] ?{_YEAR})?\.?"),
    re.compile(rf"(?:{_THE})?{_D}{_TH}? ?(?:of )?{_MONTH}(?: {_YEAR})?"),
    re.compile(rf"{_MONTH} (?:{_THE})?{_D}{_TH}?(?: {_YEAR})?"),
)
_DAY_OF_MONTH: Final = re.compile(rf"{_THE}([0-9]{{1,2}}){_TH}?|([0-9]{{1,2}}){_TH}")


def _date(said: str, today: date) -> date | None:
    """A day and a month, with or without a year."""
    match = next((match for form in _DATES if (match := form.fullmatch(said))), None)
    if match is None:
        return None
    day, month = int(match["day"]), MONTHS.get(match["month"]) or int(match["month"])
    return date(_year(match), month, day) if match["year"] else _next_date(day, month, today)


def _year(match: re.Match[str]) -> int:
    year = int(match["year"])
    return year if len(match["year"]) == len("2026") else 2000 + year


def _next_date(day: int, month: int, today: date) -> date:
    """That day in the first year in which it is still to come."""
    date(_LEAP_YEAR, month, day)  # what a leap year has not is in no year
    for year in range(today.year, today.year + _LONGEST_WITHOUT_LEAP_DAY + 1):
        if day <= monthrange(year, month)[1] and (coming := date(year, month, day)) >= today:
            return coming
    raise OverflowError


def _day_of_month(said: str, today: date) -> date | None:
    """The next day of a number: "den 15.", "the 3rd"."""
    match = _DAY_OF_MONTH.fullmatch(said)
    if match is None:
        return None
    day = date(_LEAP_YEAR, 1, int(match[1] or match[2])).day
    month = today.replace(day=1)
    while day > _month_end(month).day or month.replace(day=day) < today:
        month = months_later(month, 1)
    return month.replace(day=day)


# A time from today

_LATER: Final = re.compile(
    rf"(?P<lead>(?:om|in|within|inden ?for) )?(?P<count>[0-9]{{1,3}}|{any_of(NUMBERS)})"
    rf" (?P<unit>{any_of([*DAYS_IN, *MONTHS_IN])})(?:s tid)?"
    r"(?P<tail> fra (?:nu|i dag)| from (?:now|today))?"
)


def _later(said: str, today: date) -> date | None:
    """So many days, weeks, months or years from today."""
    match = _LATER.fullmatch(said)
    if match is None or (match["count"] in _A and not (match["lead"] or match["tail"])):
        return None
    if match["unit"] in MONTHS_IN:
        return months_later(today, _count(match) * MONTHS_IN[match["unit"]])
    return today + timedelta(_count(match) * DAYS_IN[match["unit"]])


_A: Final = {"en", "et", "a", "an", "one"}  # "en dag", "one day" is some day


def _count(match: re.Match[str]) -> int:
    return NUMBERS.get(match["count"]) or int(match["count"])


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one. Raises ValueError after the year 9999."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, _month_end(first).day))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


# A weekday

_WEEKDAY: Final = rf"(?P<weekday>{any_of(WEEKDAYS)})\.?"
_WHICH_WEEKDAY: Final = re.compile(
    rf"(?:(?:(?P<next>{NEXT})|(?P<this>{THIS})|(?:foerst)?kommende|coming) )?{_WEEKDAY}"
)
_WEEKDAY_FIRST: Final = re.compile(rf"{_WEEKDAY} (?P<more>.+)")
_WEEKDAY_LAST: Final = re.compile(rf"(?P<more>.+?) (?:paa |on )?{_WEEKDAY}")


def _weekday(said: str, today: date) -> date | None:
    """A weekday, of next week where that is said."""
    match = _WHICH_WEEKDAY.fullmatch(said)
    if match is None:
        return None
    weekday = WEEKDAYS[match["weekday"]]
    if match["next"]:
        return _monday(today) + _WEEK + timedelta(weekday)
    return _coming(weekday, today if match["this"] else today + timedelta(1))


def _weekday_with_more(said: str, today: date) -> date | None:
    """A weekday of a named week, so many weeks later, or beside its date."""
    match = _WEEKDAY_FIRST.fullmatch(said) or _WEEKDAY_LAST.fullmatch(said)
    if match is None:
        return None
    weekday, more = WEEKDAYS[match["weekday"]], match["more"]
    if monday := _monday_of_week(more, today):
        return monday + timedelta(weekday)
    if (later := _LATER.fullmatch(more)) and later["unit"] in DAYS_IN:
        weeks, odd_days = divmod(_count(later) * DAYS_IN[later["unit"]], 7)
        return None if odd_days else _coming(weekday, today) + _WEEK * weeks
    day = _date(more, today) or _day_of_month(more, today)
    if day and day.weekday() != weekday:
        raise Refused(N_("The weekday and the date do not agree."))
    return day


def _coming(weekday: int, day: date) -> date:
    """The first such weekday from `day` on."""
    return day + timedelta((weekday - day.weekday()) % 7)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


# The end of a week, a month, a year

_THIS_OR_NEXT: Final = re.compile(
    rf"(?:(?:i|in|of) )?(?:(?P<next>{NEXT})|{THIS}) "
    r"(?:(?P<week>uge|week)|(?P<month>maaned|month)|aar|year)"
)
_NUMBERED_WEEK: Final = re.compile(
    rf"(?:(?:i|in|of) )?(?:uge|week) ?(?P<number>[0-9]{{1,2}})(?:[ /-]{_YEAR})?"
)
_NAMED_MONTH: Final = re.compile(rf"(?:(?:i|in) )?{_MONTH}(?: {_YEAR})?")
_END_OF: Final = re.compile(
    r"^(?:(?:inden|i|at|the) )*(?:sidst (?:i|paa)|slut|slutningen af|udgangen af|ultimo|end of) "
)
_THE_ONE_NOW: Final = {
    **dict.fromkeys(("ugen", "week"), "this week"),
    **dict.fromkeys(("maaneden", "month"), "this month"),
    **dict.fromkeys(("aaret", "year"), "this year"),
}


def _end(said: str, today: date) -> date | None:
    """The end of a week, a month or a year, with or without "the end of"."""
    span = _END_OF.sub("", said)
    if span != said:
        span = _THE_ONE_NOW.get(span, span)
    if monday := _monday_of_week(span, today):
        friday = monday + timedelta(_FRIDAY)
        return friday if friday >= today else monday + timedelta(6)
    if match := _THIS_OR_NEXT.fullmatch(span):
        months = 1 if match["month"] else 12
        then = months_later(today, months if match["next"] else 0)
        return _month_end(then if match["month"] else then.replace(month=_DECEMBER, day=1))
    if match := _NAMED_MONTH.fullmatch(span):
        month = MONTHS[match["month"]]
        if match["year"]:
            return _month_end(date(_year(match), month, 1))
        end = _month_end(date(today.year, month, 1))
        return end if end >= today else _month_end(date(today.year + 1, month, 1))
    return None


def _monday_of_week(said: str, today: date) -> date | None:
    """The Monday of this week, the next, or that of a number (the next one to come)."""
    if (match := _THIS_OR_NEXT.fullmatch(said)) and match["week"]:
        return _monday(today) + (_WEEK if match["next"] else timedelta())
    match = _NUMBERED_WEEK.fullmatch(said)
    if match is None:
        return None
    number = int(match["number"])
    if match["year"]:
        return _monday_of_number(number, _year(match))
    iso_year = today.isocalendar().year
    monday = _monday_of_number(number, iso_year)
    return monday if monday + _WEEK > today else _monday_of_number(number, iso_year + 1)


def _monday_of_number(number: int, iso_year: int) -> date:
    try:
        return date.fromisocalendar(iso_year, number, 1)
    except ValueError:
        raise Refused(
            N_("There is no week {week} in {year}."), week=number, year=iso_year
        ) from None


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
