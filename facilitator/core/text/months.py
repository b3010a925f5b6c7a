"""The same day of another month, and the last day of a month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


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
