"""What columns of no item say of the answers: whose they are, of which team, and from when.

One person at two times, two teams, a row that counts for several people or for none: the figures
would be of something else than one team at one time, and nothing would show it. So a column is
taken at its word, and where it may say so, nothing is read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.columns import Chosen
from facilitator.core.measurement.survey.sheet import (
    Column,
    Sheet,
    UnreadableSheet,
    cell_in_words,
    column_name,
    enumeration,
)
from facilitator.core.measurement.survey.wording import (
    Heading,
    is_year,
    key_of,
    legible,
    names_team,
)


@dataclass(frozen=True, slots=True)
class Background:
    """A column of no item."""

    at: int
    """From 0."""
    heading: str
    cells: Mapping[int, str]
    """What stands in it, by row, but for empty cells."""

    @property
    def values(self) -> list[str]:
        """What stands in it, from the top."""
        return list(self.cells.values())

    @property
    def column(self) -> Column:
        """It as it is named to people."""
        return Column(column_name(self.at), legible(self.heading))

    def is_headed(self, kind: Heading) -> bool:
        """Whether its heading says that this is in it."""
        return kind.heads(self.heading)


def background(sheet: Sheet, chosen: Chosen, rows: Iterable[int]) -> tuple[Background, ...]:
    """The columns of no item, with what stands in these rows."""
    heads, lines = sheet.headings(chosen.heading), list(rows)
    return tuple(
        Background(i, heads[i], {at: cell for at in lines if (cell := sheet.cells[at][i])})
        for i in range(sheet.width)
        if i not in chosen.every
    )


# Rows that are not one person's


def refuse_groups(columns: Iterable[Background], rows: int) -> None:
    """Refuse a table where each of the rows is a team's, or stands for several people."""
    for column in columns:
        values = column.values
        are_different = len(set(values)) == len(values) == rows > 1
        if are_different and (
            all(map(names_team, values))
            or (column.is_headed(Heading.TEAM) and not _are_shifts(values))
            or column.is_headed(Heading.GROUP)
        ):
            why = N_(
                "The rows seem to be teams, each named in column {column}. There has to be a "
                "row for each person."
            )
            raise UnreadableSheet(Refused(why, column=column_name(column.at)))
        if 2 * len(values) >= rows and _are_numbers_of_people(column):
            why = N_(
                "Column {column} seems to say how many people gave the answers of each row. "
                "There has to be a row for each person. Delete the column if it says something "
                "else."
            )
            raise UnreadableSheet(Refused(why, column=column_name(column.at)))


_FIGURE: Final = re.compile(r"[0-9]{1,6}(?:[.,][0-9]+)?")
_MOST_COUNTED: Final = 1000
"""What is larger is somebody's number, unless the heading says that it counts."""


def _are_numbers_of_people(column: Background) -> bool:
    if not all(map(_FIGURE.fullmatch, column.values)):
        return False
    numbers = [float(value.replace(",", ".")) for value in column.values]
    are_row_numbers = all(number.is_integer() for number in numbers) and all(
        a < b for a, b in pairwise(numbers)
    )
    if set(numbers) <= {1.0} or are_row_numbers:
        return False
    if column.is_headed(Heading.WEIGHT) or column.is_headed(Heading.HOW_MANY):
        return True
    return column.is_headed(Heading.PEOPLE) and all(
        number.is_integer() and number < _MOST_COUNTED for number in numbers
    )


# Rows that somebody has set aside


def refuse_set_aside(columns: Iterable[Background]) -> None:
    """Refuse a table where a column says of some rows that they do not count."""
    for column in columns:
        aside = {at: cell for at, cell in column.cells.items() if _says_set_aside(column, cell)}
        if aside:
            why = N_(
                'Column {column} says "{words}", as of answers that do not count: row {rows}. '
                "Delete these rows, or the column if they do count."
            )
            place = column_name(column.at)
            if key_of(column.heading):
                place = f"{place} ({cell_in_words(column.heading)})"
            words = cell_in_words(next(iter(aside.values())))
            rows = enumeration(str(at + 1) for at in aside)
            raise UnreadableSheet(Refused(why, column=place, words=words, rows=rows))


_NO: Final = re.compile(r"nej|no|n|0|false|falsk|afvist|rejected|none|ingen|ikke givet|not given")
_YES: Final = re.compile(r"ja|yes|j|y|x+|1|true|sand|sandt|ok|test|v|slet|slettes|delete")
_SET_ASIDE: Final = re.compile(
    r"(?:(?:skal|bor|bedes|please|to be|er|is|must be|should be) ){0,2}(?:slett?es|slettet"
    r"|slet(?! (?:ikke|ingen|intet))|eksklude\w+|excluded?|udelades|udeladt|deleted?|dublet"
    r"|duplicate|annulleret|kasser(?:es|et)|ugyldigt?|invalid|disqualified"
    r"|test ?(?:svar|besvarelse))\b.*"
    r"|.*\b(?:svarede|svaret|besvarede|besvaret|udfyldt|answered|responded)"
    r" (?:to gange|2 gange|dobbelt|twice)\b.*"
    r"|(?:(?:svaret|svar|besvarelsen|den|denne) )?skal ikke (?:med|tall?es? med|medregnes|bruges)"
    r"\b.*"
)
_LONGEST_NOTE: Final = 10
"""Words of what is noted about a row. Longer texts are the person's own."""


def _says_set_aside(column: Background, cell: str) -> bool:
    key = key_of(cell)
    if column.is_headed(Heading.COUNTS_IN):
        are_codes = set(column.values) == {"1", "2"}
        return bool(_NO.fullmatch(key)) or (are_codes and cell == "2")
    if column.is_headed(Heading.COUNTS_OUT):
        return bool(_YES.fullmatch(key))
    return 1 < len(key.split()) <= _LONGEST_NOTE and bool(_SET_ASIDE.fullmatch(key))


# People who stand there again, several occasions, several teams


def refuse_several(columns: Iterable[Background]) -> None:
    """Refuse a table where there are several times or teams, or most people twice."""
    for column in columns:
        values, name = column.values, column_name(column.at)
        if _are_people_again(column):
            why = N_(
                "By column {column} each person stands there several times. One occasion is read "
                "at a time: leave one row for each person, or delete the column if it says "
                "something else."
            )
            raise UnreadableSheet(Refused(why, column=name))
        named = enumeration(f'"{cell_in_words(value)}"' for value in dict.fromkeys(values))
        if _are_occasions(column) or _are_far_apart(column):
            why = N_(
                "By column {column} there are answers from several times: {values}. One occasion "
                "is read at a time: leave the rows of one, or delete the column if it says "
                "something else."
            )
            raise UnreadableSheet(Refused(why, column=name, values=named))
        if column.is_headed(Heading.TEAM) and len(set(values)) > 1 and not _are_shifts(values):
            why = N_(
                "By column {column} there are several teams: {values}. A result is of one team: "
                "leave the rows of one, or delete the column if all are one team."
            )
            raise UnreadableSheet(Refused(why, column=name, values=named))


def rows_of_one(columns: Iterable[Background]) -> list[list[int]]:
    """The rows that have one and the same code of a person, by column."""
    return [
        group
        for column in columns
        if column.is_headed(Heading.OWN_CODE)
        for group in alike(column.cells)
    ]


def alike(cells: Mapping[int, Hashable]) -> list[list[int]]:
    """Rows whose cells are the same, where most rows have some of their own."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, value in cells.items():
        groups[value].append(at)
    if 2 * len(groups) <= len(cells):
        return []
    return [group for group in groups.values() if len(group) > 1]


_LEAST_CODES: Final = 3
"""Different ones in a column of people's: two are rather a yes and a no."""


def _are_people_again(column: Background) -> bool:
    times = Counter(column.values)
    again = sum(number > 1 for number in times.values())
    least = 2 if column.is_headed(Heading.ADDRESS) else _LEAST_CODES
    if len(times) < least or again < 2:  # noqa: PLR2004 one alone is in `rows_of_one`
        return False
    if column.is_headed(Heading.CODE):
        return 3 * again >= len(times)
    return column.is_headed(Heading.NAME) and 2 * again > len(times)


_SHIFT: Final = re.compile(
    r"(?:dag|aften|nat|morgen|weekend)(?:hold|vagt)?|(?:day|evening|night|morning)(?: ?shift)?"
)
"""A part of one team."""


def _are_shifts(values: Iterable[str]) -> bool:
    return all(_SHIFT.fullmatch(key_of(value)) for value in values)


_FIRST_OCCASION: Final = 2000
"""The year. Those before are of births."""
_WEEKS_APART: Final = 4


def _are_occasions(column: Background) -> bool:
    values, different = column.values, set(column.values)
    if len(different) < 2:  # noqa: PLR2004 one occasion
        return False
    if column.is_headed(Heading.YEAR):
        return all(is_year(value) and int(value) >= _FIRST_OCCASION for value in values)
    if key_of(column.heading) in {"uge", "week"} and all(map(str.isdecimal, values)):
        weeks = list(map(int, values))
        return max(weeks) - min(weeks) >= _WEEKS_APART
    has_clock = any(_read_day(value) or ":" in value for value in values)
    may_last = key_of(column.heading) in {"tid", "time"}  # how long somebody took
    has_clock |= may_last and any(any(map(str.isdecimal, value)) for value in values)
    if has_clock:
        return False
    are_few = 2 * len(different) <= len(values)
    return column.is_headed(Heading.PERIOD) or (are_few and column.is_headed(Heading.OCCASION))


_FAR: Final = timedelta(days=60)
"""Between the last answer of one time and the first of the next."""


def _are_far_apart(column: Background) -> bool:
    """Whether the days of a column are two heaps with months between them."""
    if not _has_times(column):
        return False
    readings = _readings(column.values, serials=True)
    return bool(readings) and all(map(_are_two_heaps, readings))


def _are_two_heaps(days: Sequence[date]) -> bool:
    ordered = sorted(days)
    inner = pairwise(ordered[1:-1])  # one alone at an end is late
    return any(after - before >= _FAR for before, after in inner)


def _has_times(column: Background) -> bool:
    """Whether a column has times of answers, by its heading or since each day has a clock."""
    days = [day for value in column.values if (day := _read_day(value))]
    have_clocks = bool(days) and all(day.has_clock for day in days)
    return not column.is_headed(Heading.LIFE) and (have_clocks or column.is_headed(Heading.TIME))


# The days a survey was answered on

DAYS_AFTER: Final = timedelta(days=3)
"""So long after the last answer may the day of a measurement be."""


@dataclass(frozen=True, slots=True)
class AnsweredOn:
    """The first and the last day of the answers, and the column that says so.

    A survey tool writes a time beside each answer. It is read for the day of the measurement alone,
    and not kept: what is days apart by its own times is not weeks apart because somebody says so.
    """

    column: Column
    first: date
    last: date

    def refuse_another(self, day: date) -> None:
        """Raise Refused for a day that the times contradict."""
        if not self.first <= day <= self.last + DAYS_AFTER:
            raise Refused(
                N_(
                    "By column {column} it was answered from {first} to {last}, and not on {day}. "
                    "Leave out the day, and it is that of the last answer."
                ),
                column=f"{self.column.name} ({self.column.heading})"
                if self.column.heading
                else self.column.name,
                first=self.first,
                last=self.last,
                day=day,
            )


def answered_on(columns: Iterable[Background]) -> AnsweredOn | None:
    """The days in the columns of times; None where no times are found for certain."""
    times = [days for column in columns if (days := _days_of(column))]
    if not times:
        return None
    latest = max(times, key=lambda days: days.last)
    return AnsweredOn(latest.column, min(days.first for days in times), latest.last)


def _days_of(column: Background) -> AnsweredOn | None:
    """The days of a column of times. None where it is none, or day and month cannot be told."""
    readings = _readings(column.values)
    if len(readings) != 1 or not _has_times(column):
        return None
    (days,) = readings
    return AnsweredOn(column.column, min(days), max(days))


class _Day(NamedTuple):
    """A cell read as a day."""

    by_order: Mapping[str, date]
    """By each order of its numbers that gives a day."""
    has_clock: bool
    """Whether a time of day comes after it."""


def _readings(cells: Sequence[str], *, serials: bool = False) -> set[tuple[date, ...]]:
    """The days of a column, as each order of their numbers that fits all of them gives them.

    None where half of the cells or more are no days. With `serials`, numbers may be days as well.
    """
    days = [day.by_order for cell in cells if (day := _read_day(cell, serials=serials))]
    if 2 * len(days) <= len(cells):
        return set()
    orders = {order for by_order in days for order in by_order}
    return {
        tuple(by_order[order] for by_order in days)
        for order in orders
        if all(order in by_order for by_order in days)
    }


_NUMBERS: Final = re.compile(r"(\d{4}|\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)(.*)")
_DAY_AND_MONTH: Final = re.compile(
    r"(?:\w+,? )?(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})(.*)", re.IGNORECASE
)
_MONTH_AND_DAY: Final = re.compile(
    r"(?:\w+,? )?([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(.*)", re.IGNORECASE
)
_MONTHS: Final = {
    month: str(number)
    for number, months in enumerate(
        (
            "jan",
            "feb",
            "mar",
            "apr",
            "maj/may",
            "jun",
            "jul",
            "aug",
            "sep",
            "okt/oct",
            "nov",
            "dec",
        ),
        1,
    )
    for month in months.split("/")
}
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}")
_SERIAL: Final = re.compile(r"([45][0-9]{4})(?:[.,][0-9]+)?")
"""A day as a spreadsheet counts them, from 2009 on."""
_BEFORE_SERIALS: Final = date(1899, 12, 30)


def _read_day(cell: str, *, serials: bool = False) -> _Day | None:
    if serials and (serial := _SERIAL.fullmatch(cell)):
        return _Day({"serial": _BEFORE_SERIALS + timedelta(days=int(serial[1]))}, has_clock=False)
    if numbers := _NUMBERS.match(cell):
        first, mark, second, third, rest = numbers.groups()
        if len(first) == len("2026"):
            orders = {"ymd": (first, second, third)}
        else:
            orders = {"dmy": (third, second, first)}
            if mark != ".":
                orders["mdy"] = (third, first, second)
    elif words := _DAY_AND_MONTH.match(cell):
        day, month, year, rest = words.groups()
        orders = {"named": (year, _MONTHS.get(month[:3].lower(), "0"), day)}
    elif words := _MONTH_AND_DAY.match(cell):
        month, day, year, rest = words.groups()
        orders = {"named": (year, _MONTHS.get(month[:3].lower(), "0"), day)}
    else:
        return None
    by_order = {order: date_ for order, parts in orders.items() if (date_ := _date(*parts))}
    return _Day(by_order, bool(_CLOCK.search(rest))) if by_order else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == len("26") else 0), int(month), int(day))
    except ValueError:
        return None
