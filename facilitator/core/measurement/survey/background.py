"""The columns of no item: what stands in them, and the days in those of times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.columns import Chosen
from facilitator.core.measurement.survey.sheet import Column, Sheet, cell_in_words, column_name
from facilitator.core.measurement.survey.wording import Heading, legible


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

    @property
    def in_words(self) -> str:
        """It as a refusal names it: its letter and its heading."""
        heading = cell_in_words(self.heading)
        return f"{column_name(self.at)} ({heading})" if heading else column_name(self.at)

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
    if len(readings) != 1 or not has_times(column):
        return None
    (days,) = readings
    return AnsweredOn(column.column, min(days), max(days))


class Day(NamedTuple):
    """A cell read as a day."""

    by_order: Mapping[str, date]
    """By each order of its numbers that gives a day."""
    has_clock: bool
    """Whether a time of day comes after it."""


def _readings(cells: Sequence[str], *, serials: bool = False) -> set[tuple[date, ...]]:
    """The days of a column, as each order of their numbers that fits all of them gives them.

    None where half of the cells or more are no days. With `serials`, numbers may be days as well.
    """
    days = [day.by_order for cell in cells if (day := read_day(cell, serials=serials))]
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


def read_day(cell: str, *, serials: bool = False) -> Day | None:
    """A cell as a day; None where it is none. With `serials`, a spreadsheet's number may be one."""
    if serials and (serial := _SERIAL.fullmatch(cell)):
        return Day({"serial": _BEFORE_SERIALS + timedelta(days=int(serial[1]))}, has_clock=False)
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
    return Day(by_order, bool(_CLOCK.search(rest))) if by_order else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == len("26") else 0), int(month), int(day))
    except ValueError:
        return None


_FAR: Final = timedelta(days=60)
"""Between the last answer of one time and the first of the next."""


def are_far_apart(column: Background) -> bool:
    """Whether the days of a column are two heaps with months between them."""
    if not has_times(column):
        return False
    readings = _readings(column.values, serials=True)
    return bool(readings) and all(map(_are_two_heaps, readings))


def _are_two_heaps(days: Sequence[date]) -> bool:
    ordered = sorted(days)
    inner = pairwise(ordered[1:-1])  # one alone at an end is late
    return any(after - before >= _FAR for before, after in inner)


def has_times(column: Background) -> bool:
    """Whether a column has times of answers, by its heading or since each day has a clock."""
    days = [day for value in column.values if (day := read_day(value))]
    have_clocks = bool(days) and all(day.has_clock for day in days)
    return not column.is_headed(Heading.LIFE) and (have_clocks or column.is_headed(Heading.TIME))
