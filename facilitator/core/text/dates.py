"""When something is due, as people say it: "fredag", "3/12", "om to uger", "end of November".

Danish and English are both understood, whatever the language of the screen. The rules:

- A weekday is the next such day after today: on a Friday, "fredag" is in a week.
- "Næste fredag" and "next Friday" are the Friday of the next ISO week. "Fredag om to uger" is two
  weeks after the coming Friday; today counts as coming. "Friday week" is a week after the next.
- The day stands before the month: 3/12 is 3 December, in English too.
- A day without a year is the next one to come, today included.
- A week or a month is due by its end, since what is agreed for "næste uge" or "november" may be
  done at any time in it: by the Friday of a week (its Sunday once Friday has passed), by the last
  day of a month or a year.
- The beginning of a month is its 7th, the middle its 15th; of a week Tuesday and Wednesday.
- Two weeks ("uge 49-50") are due by the end of the last. A year after a week has four digits.
- A month later is the same day of that month, or its last day where it has no such day.
- Before a day ("inden fredag", "before 1/12") is the day before it; by a day is that day.
- Before Christmas ("inden jul") is 23 December, the last day before the Danish Christmas, after it
  27 December; after New Year 2 January; before Easter the Wednesday before Maundy Thursday, after
  it the Tuesday. After any other day is no day to be done by, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from facilitator.core.days import (
    LEAP_YEAR,
    easter,
    monday_of,
    month_end,
    months_later,
    next_date,
    next_weekday,
)
from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import ascii_key


def _numbered(words_of: Iterable[str], start: int = 0) -> dict[str, int]:
    """The number of each word; those of one number stand together, with a space between them."""
    return {word: n for n, words in enumerate(words_of, start) for word in words.split()}


WEEKDAYS: Final = _numbered(
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
"""Monday is 0."""

MONTHS: Final = _numbered(
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

NUMBERS: Final = {"a couple of": 2, "et par": 2, "fjorten": 14, "fourteen": 14} | _numbered(
    (
        "en et een a an one", "to two", "tre three", "fire four", "fem five", "seks six",
        "syv seven", "otte eight", "ni nine", "ti ten", "elleve eleven", "tolv twelve",
    ),
    start=1,
)  # fmt: skip

DAYS_IN: Final[Mapping[str, int]] = {
    **dict.fromkeys(("dag", "dage", "day", "days"), 1),
    **dict.fromkeys(("uge", "uger", "week", "weeks"), 7),
    "fortnight": 14,
}

MONTHS_IN: Final[Mapping[str, int]] = {
    **dict.fromkeys(("maaned", "maaneder", "mdr", "mdr.", "md", "md.", "month", "months"), 1),
    **dict.fromkeys(("aar", "year", "years"), 12),
}

DAYS_FROM_TODAY: Final[Mapping[str, int]] = {
    **dict.fromkeys(("i gaar", "yesterday"), -1),
    **dict.fromkeys(
        ("i dag", "idag", "i eftermiddag", "i aften", "this afternoon", "today", "tonight"), 0
    ),
    **dict.fromkeys(("i morgen", "imorgen", "tomorrow"), 1),
    **dict.fromkeys(
        ("i overmorgen", "overmorgen", "day after tomorrow", "the day after tomorrow"), 2
    ),
}

THIS: Final = "denne|dette|this|the"
NEXT: Final = "naeste|next"


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_TUESDAY, _WEDNESDAY, _FRIDAY, _SUNDAY = 1, 2, 4, 6
_DECEMBER: Final = 12
_WEEK: Final = timedelta(weeks=1)

_LEADING: Final = re.compile(
    r"(?:(?:senest|nu|paa|til|by|on|i loebet af|in the course of|over the course of|during|engang"
    r"|sometime) )*"
)
_BEFORE: Final = re.compile(r"(?:senest )?(?:inden|foer|before) (?!for )(?P<rest>.+)")
_AFTER: Final = re.compile(r"(?:efter|after) (?P<rest>.+)")
_CHRISTMAS: Final = re.compile(
    r"(?:til|inden|foer) jul(?:en)?|(?:(?:inden|foer|before|by) )?(?:christmas|xmas)"
)
_NEW_YEAR: Final = re.compile(
    r"(?:(?:inden|foer|til|ved|before|by) )?(?:nytaar|aarsskiftet|(?:the )?new year)"
)
_EASTER: Final = re.compile(r"(?:(?:inden|foer|til|before|by) )?(?:paaske(?:n)?|easter)")
_WEEKEND: Final = re.compile(
    r"(?:(?P<before>inden|foer|til|before|by) )?(?:i |over )?(?:weekenden|(?:the|this) weekend)"
)
_NO_DAY: Final = re.compile(
    r".*\b(?:\w*ferien?|foraaret?|sommer(?:en)?|efteraaret?|vinter(?:en)?"
    r"|spring|summer|autumn|winter|holidays?)"
)


def understood(phrase: str, today: date, language: str) -> date | None:
    """The day meant, by the first rule that applies. Raises Refused where it is said why not."""
    if _NO_DAY.fullmatch(phrase):
        raise Refused(N_("That is not a day. Write a week or a date."))
    if feast := _feast(phrase, today, language):
        return feast
    if match := _AFTER.fullmatch(phrase):
        if _span_or_day(match["rest"], today):
            raise Refused(N_("“After” sets no limit. Write the day it is to be done by."))
        return None
    if match := _BEFORE.fullmatch(phrase):
        return _before(match["rest"], today)
    return _span_or_day(phrase, today)


def _span_or_day(phrase: str, today: date) -> date | None:
    plain = _LEADING.sub("", phrase, count=1)
    if plain != phrase:
        plain = _THE_ONE_NOW.get(plain, plain)
    if plain in DAYS_FROM_TODAY:
        return today + timedelta(DAYS_FROM_TODAY[plain])
    rules = (_date, _day_of_month, _later, _weekday, _weekday_of_month, _weekday_with_more)
    for rule in (*rules, _part, _quarter, _end):
        if day := rule(plain, today):
            return day
    return None


def _before(phrase: str, today: date) -> date | None:
    """The last day before; of a time from today or an end ("inden udgangen af") the day itself."""
    if _END_OF.match(phrase) or _LATER.fullmatch(phrase):
        return _span_or_day(phrase, today)
    if monday := _monday_of_week(phrase, today):
        return _by_friday(monday - _WEEK, today)
    day = _span_or_day(phrase, today)
    if day and _QUARTER.fullmatch(phrase):
        return months_later(day.replace(day=1), -2) - timedelta(1)
    if day and (_NAMED_MONTH.fullmatch(phrase) or _THIS_OR_NEXT.fullmatch(phrase)):
        return day.replace(day=1) - timedelta(1)
    return day - timedelta(1) if day else None


# Feasts and weekends


def _feast(phrase: str, today: date, language: str) -> date | None:
    """The last day before a feast or a weekend, or the first after it; of a weekend its Sunday."""
    match = _AFTER.fullmatch(phrase)
    if match:
        return _after_feast(match["rest"], today)
    if _CHRISTMAS.fullmatch(phrase) or (phrase == "jul" and language == "da"):
        return next_date(23, _DECEMBER, today)
    if _NEW_YEAR.fullmatch(phrase):
        return next_date(31, _DECEMBER, today)
    if match := _WEEKEND.fullmatch(phrase):
        return next_weekday(_FRIDAY if match["before"] else _SUNDAY, today)
    return _next_from_easter(-4, today) if _EASTER.fullmatch(phrase) else None


def _after_feast(feast: str, today: date) -> date | None:
    if feast in {"jul", "julen", "christmas", "xmas"}:
        return next_date(27, _DECEMBER, today)
    if _NEW_YEAR.fullmatch(feast):
        return next_date(2, 1, today)
    if _WEEKEND.fullmatch(feast):
        return next_weekday(0, today + timedelta(1))
    return _next_from_easter(2, today) if _EASTER.fullmatch(feast) else None


def _next_from_easter(days: int, today: date) -> date:
    """So many days after (or before) Easter Sunday, this year or next."""
    day = easter(today.year) + timedelta(days)
    return day if day >= today else easter(today.year + 1) + timedelta(days)


# A date of the calendar

_YEAR: Final = r"(?P<year>[0-9]{4}|[0-9]{2})"
_MONTH: Final = rf"(?P<month>{any_of(MONTHS)})\.?"
_M: Final = r"(?P<month>[0-9]{1,2})"
_D: Final = r"(?P<day>[0-9]{1,2})"
_THE: Final = r"(?:den |d\. ?|d ?|the )"
_TH: Final = r"(?:\.|st|nd|rd|th)"
_DATES: Final = (
    re.compile(rf"(?P<year>[0-9]{{4}})([-/.]){_M}\2{_D}"),
    re.compile(rf"(?:{_THE})?{_D} ?[-/.] ?{_M}(?:\.? ?[-/. ] ?{_YEAR})?\.?"),
    re.compile(rf"(?:{_THE})?{_D}{_TH}? ?(?:of )?{_MONTH}(?: {_YEAR})?"),
    re.compile(rf"{_MONTH} (?:{_THE})?{_D}{_TH}?(?: {_YEAR})?"),
)
_DAY_OF_MONTH: Final = re.compile(rf"{_THE}([0-9]{{1,2}}){_TH}?|([0-9]{{1,2}}){_TH}")


def _date(phrase: str, today: date) -> date | None:
    """A day and a month, with or without a year."""
    match = next((match for form in _DATES if (match := form.fullmatch(phrase))), None)
    if match is None:
        return None
    day, month = int(match["day"]), MONTHS.get(match["month"]) or int(match["month"])
    return date(_year(match), month, day) if match["year"] else next_date(day, month, today)


def _year(match: re.Match[str]) -> int:
    year = int(match["year"])
    return year if len(match["year"]) == len("2026") else 2000 + year


def _day_of_month(phrase: str, today: date) -> date | None:
    """The next day of a number: "den 15.", "the 3rd"."""
    match = _DAY_OF_MONTH.fullmatch(phrase)
    if match is None:
        return None
    day = date(LEAP_YEAR, 1, int(match[1] or match[2])).day
    month = today.replace(day=1)
    while day > month_end(month).day or month.replace(day=day) < today:
        month = months_later(month, 1)
    return month.replace(day=day)


# A time from today

_LATER: Final = re.compile(
    r"(?P<lead>(?:om|in|within|inden ?for) (?:(?:ca\.?|cirka|about) )?)?"
    rf"(?P<count>[0-9]{{1,3}}|{any_of(NUMBERS)})"
    rf" (?P<unit>{any_of([*DAYS_IN, *MONTHS_IN])})(?:s tid|'?s?'? time)?"
    r"(?P<tail> fra (?:nu|i dag)| from (?:now|today))?"
)


def _later(phrase: str, today: date) -> date | None:
    """So many days, weeks, months or years from today."""
    match = _LATER.fullmatch(phrase)
    if match is None or (match["count"] in _A and not (match["lead"] or match["tail"])):
        return None
    if match["unit"] in MONTHS_IN:
        return months_later(today, _count(match) * MONTHS_IN[match["unit"]])
    return today + timedelta(_count(match) * DAYS_IN[match["unit"]])


_A: Final = {"en", "et", "a", "an", "one"}  # "en dag", "one day" is some day


def _count(match: re.Match[str]) -> int:
    return NUMBERS.get(match["count"]) or int(match["count"])


# A weekday

_WEEKDAY: Final = rf"(?P<weekday>{any_of(WEEKDAYS)})\.?"
_WHICH_WEEKDAY: Final = re.compile(
    rf"(?:(?:(?P<next>{NEXT})|(?P<this>{THIS})|(?:foerst)?kommende|coming) )?{_WEEKDAY}"
)
_WEEKDAY_FIRST: Final = re.compile(rf"{_WEEKDAY} (?P<more>.+)")
_WEEKDAY_LAST: Final = re.compile(rf"(?P<more>.+?) (?:paa |on )?{_WEEKDAY}")


def _weekday(phrase: str, today: date) -> date | None:
    """A weekday, of next week where that is said."""
    match = _WHICH_WEEKDAY.fullmatch(phrase)
    if match is None:
        return None
    weekday = WEEKDAYS[match["weekday"]]
    if match["next"]:
        return monday_of(today) + _WEEK + timedelta(weekday)
    return next_weekday(weekday, today if match["this"] else today + timedelta(1))


def _weekday_with_more(phrase: str, today: date) -> date | None:
    """A weekday of a named week, so many weeks later, or beside its date."""
    match = _WEEKDAY_FIRST.fullmatch(phrase) or _WEEKDAY_LAST.fullmatch(phrase)
    if match is None:
        return None
    weekday, more = WEEKDAYS[match["weekday"]], match["more"]
    if more in {"week", "a week from"}:
        return next_weekday(weekday, today + timedelta(1)) + _WEEK
    if monday := _monday_of_week(more, today):
        return monday + timedelta(weekday)
    if (later := _LATER.fullmatch(more)) and later["unit"] in DAYS_IN:
        weeks, odd_days = divmod(_count(later) * DAYS_IN[later["unit"]], 7)
        return None if odd_days else next_weekday(weekday, today) + _WEEK * weeks
    day = _date(more, today) or _day_of_month(more, today)
    if day and day.weekday() != weekday:
        raise Refused(N_("The weekday and the date do not agree."))
    return day


# The end of a week, a month, a year

_THIS_OR_NEXT: Final = re.compile(
    rf"(?:(?:i|in|of) )?(?:(?P<next>{NEXT})|{THIS}) "
    r"(?:(?P<week>uge|week)|(?P<month>maaned|month)|aar|year)"
)
_NUMBERED_WEEK: Final = re.compile(
    r"(?:(?:i|in|of) )?(?:uge(?:rne)?|u\.?|weeks?|wk\.?) ?(?P<number>[0-9]{1,2})"
    r"(?: ?(?:[-/ +&]|(?:og|eller|til|and|or|to) ) ?(?P<last>[0-9]{1,2}))?"
    r"(?:[ /-](?P<year>[0-9]{4}))?"
)
_FEW_WEEKS, _MOST_WEEKS = 2, 8
"""So many weeks on may the last of two be; fewer where its number may be a year instead."""
_NAMED_MONTH: Final = re.compile(rf"(?:(?:i|in) )?{_MONTH}(?: {_YEAR})?")
_END_OF: Final = re.compile(
    r"^(?:(?:inden|i|ved|at|the) )*(?:sidst (?:i|paa)|slut|slutningen af|udgangen af|ult(?:imo|\.)"
    r"|end(?: of)?"
    r"|late(?: in)?) "
)
_THE_ONE_NOW: Final = {
    **dict.fromkeys(("ugen", "week"), "this week"),
    **dict.fromkeys(("maaneden", "month"), "this month"),
    **dict.fromkeys(("aaret", "year"), "this year"),
}


def _end(phrase: str, today: date) -> date | None:
    """The end of a week, a month or a year, with or without "the end of"."""
    span = _END_OF.sub("", phrase)
    if span != phrase:
        span = _THE_ONE_NOW.get(span, span)
    if monday := _monday_of_week(span, today):
        return _by_friday(monday, today)
    if match := _THIS_OR_NEXT.fullmatch(span):
        months = 1 if match["month"] else 12
        then = months_later(today, months if match["next"] else 0)
        return month_end(then if match["month"] else then.replace(month=_DECEMBER, day=1))
    if match := _NAMED_MONTH.fullmatch(span):
        month = MONTHS[match["month"]]
        if match["year"]:
            return month_end(date(_year(match), month, 1))
        end = month_end(date(today.year, month, 1))
        return end if end >= today else month_end(date(today.year + 1, month, 1))
    return _quarter(span, today) if span != phrase else None


def _by_friday(monday: date, today: date) -> date:
    """The Friday of a week, or its Sunday once Friday has passed."""
    friday = monday + timedelta(_FRIDAY)
    return friday if friday >= today else monday + timedelta(_SUNDAY)


_PART: Final = re.compile(
    r"(?:(?:i|in|the|at|inden) )*"
    r"(?:(?P<first>foerst (?:i|paa)|prim(?:o|\.)|(?:starten|begyndelsen) af"
    r"|start(?: of)?|beginning of|early(?: in)?)"
    r"|(?:midt(?: i| paa)?|med(?:io|\.)|(?:midten) af|(?:middle) of|mid)) ?-?(?P<span>.+)"
)


def _part(phrase: str, today: date) -> date | None:
    """The beginning or the middle of a week or a month."""
    match = _PART.fullmatch(phrase)
    if match is None:
        return None
    span = _THE_ONE_NOW.get(match["span"], match["span"])
    span = _THE_ONE_NOW.get(span.removeprefix("the "), span)
    if monday := _monday_of_week(span, today):
        return monday + timedelta(_TUESDAY if match["first"] else _WEDNESDAY)
    named, day = _NAMED_MONTH.fullmatch(span), _FIRST_PART if match["first"] else _MIDDLE
    if named and not named["year"]:
        return next_date(day, MONTHS[named["month"]], today)
    end = _end(span, today)
    return end.replace(day=day) if end and (named or "month" in span or "maaned" in span) else None


_FIRST_PART, _MIDDLE = 7, 15
_QUARTER: Final = re.compile(
    rf"(?:i |in )?(?:q(?P<q>[1-4])|(?P<number>[1-4])\.? kvartal)(?: {_YEAR})?"
)


def _quarter(phrase: str, today: date) -> date | None:
    """The last day of a quarter."""
    match = _QUARTER.fullmatch(phrase)
    if match is None:
        return None
    month = 3 * int(match["q"] or match["number"])
    year = _year(match) if match["year"] else today.year
    end = month_end(date(year, month, 1))
    return end if match["year"] or end >= today else month_end(date(year + 1, month, 1))


_WHICH: Final = _numbered(
    (
        "sidste last",
        "foerste first 1.",
        "anden second 2.",
        "tredje third 3.",
        "fjerde fourth 4.",
    )
)
_WEEKDAY_OF_MONTH: Final = re.compile(
    rf"(?:(?:den|the) )?(?P<which>{any_of(map(re.escape, _WHICH))}) {_WEEKDAY} "
    rf"(?:(?:i|in|of) {_MONTH}|(?P<this>i maaneden|i denne maaned|(?:in|of) th(?:e|is) month))"
)


def _weekday_of_month(phrase: str, today: date) -> date | None:
    """The last Friday of a month, the first Monday."""
    match = _WEEKDAY_OF_MONTH.fullmatch(phrase)
    if match is None:
        return None
    if match["month"]:
        months = [date(today.year + more, MONTHS[match["month"]], 1) for more in (0, 1)]
    else:
        months = [months_later(today.replace(day=1), more) for more in (0, 1)]
    for first in months:
        weekday, which = WEEKDAYS[match["weekday"]], _WHICH[match["which"]]
        if which:
            day = next_weekday(weekday, first) + _WEEK * (which - 1)
        else:
            day = next_weekday(weekday, month_end(first) - timedelta(6))
        if day >= today:
            return day
    return None


def _monday_of_week(phrase: str, today: date) -> date | None:
    """The Monday of this week, the next, or that of a number (the next one to come)."""
    if (match := _THIS_OR_NEXT.fullmatch(phrase)) and match["week"]:
        return monday_of(today) + (_WEEK if match["next"] else timedelta())
    if re.fullmatch("(?:the )?week after next|ugen efter naeste", phrase):
        return monday_of(today) + 2 * _WEEK
    match = _NUMBERED_WEEK.fullmatch(phrase)
    if match is None:
        return None
    number = int(match["last"] or match["number"])
    if match["last"]:
        weeks = (number - int(match["number"])) % 53
        may_be_year = number in {today.year % 100, today.year % 100 + 1}
        if not 0 < weeks <= (_FEW_WEEKS if may_be_year else _MOST_WEEKS):
            raise Refused(
                N_("Week {week} of which year? Write the year with four digits."),
                week=match["number"],
            )
    if match["year"]:
        return _monday_of_number(number, int(match["year"]))
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
_TURN_OF_THE_MONTH: Final = re.compile(r"(?:(?:inden|foer|ved|til) )?maanedsskiftet")
_ENDS_WITH: Final = re.compile(r"(ugen|maaneden|aaret)s (?:udgang|slutning)")
_DASH: Final = re.compile("[\u2010-\u2015\u2212]")


def parse_due(text: str, today: date, language: str) -> date:
    """The day that `text` means, seen from `today`; never an earlier one.

    `language` ("da" or "en") matters to one word: "jul" alone is Christmas, or short for July.

    Raises:
        Refused: no day is understood, it has passed, or the calendar has no such day.
    """
    phrase = " ".join(ascii_key(_DASH.sub("-", text)).replace(",", " ").split()).rstrip(" !?")
    phrase = _TURN_OF_THE_MONTH.sub("udgangen af maaneden", phrase)
    phrase = _ENDS_WITH.sub(r"udgangen af \1", phrase)
    try:
        day = understood(phrase, today, language) if len(phrase) <= _LONGEST else None
    except (ValueError, OverflowError):  # no such day, or one after the year 9999
        raise Refused(
            N_("The calendar has no such day. The day comes before the month: 3/12 is 3 December.")
        ) from None
    if day is None:
        raise Refused(
            N_("This cannot be read as a day. Write for instance Friday, 3 Dec or in two weeks.")
        )
    if day < today:
        raise Refused(N_("That day has passed already."))
    return day


def is_far(day: date, today: date) -> bool:
    """Whether a day is more than a year ahead: then it is asked whether it is meant."""
    return day > months_later(today, 12)
