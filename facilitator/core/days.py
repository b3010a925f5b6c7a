"""Days of the calendar reckoned from other days: months later, the next of a kind, Easter."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

LEAP_YEAR: Final = 2000
_LONGEST_WITHOUT_LEAP_DAY: Final = 8  # years, as from 2096 to 2104


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one. Raises ValueError after the year 9999."""
    years, month = divmod(day.month - 1 + months, 12)
    first = day.replace(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month; at most date.max."""
    try:
        return months_later(day, months)
    except ValueError:
        return date.max


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def next_weekday(weekday: int, day: date) -> date:
    """The first such weekday from `day` on."""
    return day + timedelta((weekday - day.weekday()) % 7)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(day.weekday())


def next_date(day: int, month: int, today: date) -> date:
    """That day in the first year in which it is still to come.

    Raises ValueError or OverflowError where the calendar has none.
    """
    date(LEAP_YEAR, month, day)  # what a leap year has not is in no year
    for year in range(today.year, today.year + _LONGEST_WITHOUT_LEAP_DAY + 1):
        if day <= monthrange(year, month)[1] and (coming := date(year, month, day)) >= today:
            return coming
    raise OverflowError


def easter(year: int) -> date:
    """Easter Sunday (Gregorian), by the rule of Meeus, Jones and Butcher."""
    century, of_century = divmod(year, 100)
    epact = (
        19 * (year % 19) + century - century // 4
        - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30  # fmt: skip
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
