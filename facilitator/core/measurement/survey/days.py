"""The days a survey was answered on, where its own times say them.

A survey tool writes a time beside each answer. It is read for the day of the measurement alone, and
not kept: what is days apart by its own times is not weeks apart because somebody says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.sheet import Column

DAYS_AFTER: Final = timedelta(days=3)
"""So long after the last answer may the day of a measurement be."""

_NUMBERS: Final = re.compile(r"(\d{4}|\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)(.*)")
_DAY_AND_MONTH: Final = re.compile(
    r"(?:\w+,? )?(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})(.*)", re.IGNORECASE
)
_MONTH_AND_DAY: Final = re.compile(
    r"(?:\w+,? )?([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(.*)", re.IGNORECASE
)
_MONTHS: Final = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "maj": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}")
_OF_ANSWERS: Final = re.compile(
    r"dato|\bdag|date|\bday|tid|time|svar|submit|start|slut|complet|created|oprettet|indsendt",
    re.IGNORECASE,
)
_OF_PEOPLE: Final = re.compile(r"fød|birth|born|ansat|ansæt|hired|employ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AnsweredOn:
    """The first and the last day of the answers, and the column that says so."""

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
                first=self.first.isoformat(),
                last=self.last.isoformat(),
                day=day.isoformat(),
            )


def answered_on(columns: Iterable[tuple[Column, Sequence[str]]]) -> AnsweredOn | None:
    """The days in the columns beside the answers; None where no times are found for certain."""
    found = [days for column, cells in columns if (days := _days_of(column, cells))]
    if not found:
        return None
    latest = max(found, key=lambda days: days.last)
    return AnsweredOn(latest.column, min(days.first for days in found), latest.last)


def _days_of(column: Column, cells: Sequence[str]) -> AnsweredOn | None:
    """The days of a column of times. None where it is none, or day and month cannot be told."""
    filled = [cell for cell in cells if cell]
    if not filled or _OF_PEOPLE.search(column.heading):
        return None
    read = [_read(cell) for cell in filled]
    certain = [cell for cell in read if cell]
    if 2 * len(certain) <= len(filled):
        return None
    with_clock = all(clock for _days, clock in certain)
    if not with_clock and not _OF_ANSWERS.search(column.heading):
        return None
    orders = {order for days, _clock in certain for order in days}
    fitting = {
        tuple(days[order] for days, _clock in certain)
        for order in orders
        if all(order in days for days, _clock in certain)
    }
    if len(fitting) != 1:
        return None
    days = fitting.pop()
    return AnsweredOn(column, min(days), max(days))


def _read(cell: str) -> tuple[dict[str, date], bool] | None:
    """A cell as a day, by each order of its numbers that gives one, and whether a clock follows."""
    text = cell.strip()
    if found := _NUMBERS.match(text):
        one, mark, two, three, rest = found.groups()
        if len(one) == len("2026"):
            orders = {"ymd": (one, two, three)}
        else:
            orders = {"dmy": (three, two, one)}
            if mark != ".":
                orders["mdy"] = (three, one, two)
    elif found := _DAY_AND_MONTH.match(text):
        day, month, year, rest = found.groups()
        orders = {"named": (year, str(_MONTHS.get(month[:3].lower(), 0)), day)}
    elif found := _MONTH_AND_DAY.match(text):
        month, day, year, rest = found.groups()
        orders = {"named": (year, str(_MONTHS.get(month[:3].lower(), 0)), day)}
    else:
        return None
    days = {order: day for order, numbers in orders.items() if (day := _date(*numbers))}
    return (days, bool(_CLOCK.search(rest))) if days else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == len("26") else 0), int(month), int(day))
    except ValueError:
        return None
