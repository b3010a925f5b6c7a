"""Several occasions or teams in one table: by a column, or by a row between the people.

A result is of one team at one time; of several its figures would be of none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.background import Background
from facilitator.core.measurement.survey.days import are_far_apart, read_day
from facilitator.core.measurement.survey.sheet import (
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
    names_shift,
    names_team,
)


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
        if _are_occasions(column) or are_far_apart(column):
            why = N_(
                "By column {column} there are answers from several times: {values}. One occasion "
                "is read at a time: leave the rows of one, or delete the column if it says "
                "something else."
            )
            raise UnreadableSheet(Refused(why, column=name, values=named))
        if (
            column.is_headed(Heading.TEAM)
            and len(set(values)) > 1
            and not all(map(names_shift, values))
        ):
            why = N_(
                "By column {column} there are several teams: {values}. A result is of one team: "
                "leave the rows of one, or delete the column if all are one team."
            )
            raise UnreadableSheet(Refused(why, column=name, values=named))


_LEAST_CODES: Final = 3
"""Different ones in a column of people's: two are rather a yes and a no."""


def _are_people_again(column: Background) -> bool:
    times = Counter(column.values)
    again = sum(number > 1 for number in times.values())
    least = 2 if column.is_headed(Heading.ADDRESS) else _LEAST_CODES
    if len(times) < least or again < 2:  # noqa: PLR2004 one alone may have answered twice
        return False
    if column.is_headed(Heading.CODE):
        return 3 * again >= len(times)
    return column.is_headed(Heading.NAME) and 2 * again > len(times)


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
    has_clock = any(read_day(value) or ":" in value for value in values)
    may_last = key_of(column.heading) in {"tid", "time"}  # how long somebody took
    has_clock |= may_last and any(any(map(str.isdecimal, value)) for value in values)
    if has_clock:
        return False
    are_few = 2 * len(different) <= len(values)
    return column.is_headed(Heading.PERIOD) or (are_few and column.is_headed(Heading.OCCASION))


def refuse_sections(sheet: Sheet, people: Sequence[int]) -> None:
    """Refuse a table where a row between people names a team or an occasion."""
    are_people = frozenset(people)
    for at in range(people[0] + 1, people[-1]) if people else ():
        cells = [cell for cell in sheet.cells[at] if cell]
        if at not in are_people and len(cells) == 1 and _names_section(cells[0]):
            why = N_(
                'Row {row} says "{words}" between the answers, so that there may be several '
                "teams or times. A result is of one team at one time: leave the rows of one, "
                "or delete this row."
            )
            raise UnreadableSheet(Refused(why, row=at + 1, words=cell_in_words(cells[0])))


def _names_section(cell: str) -> bool:
    words = [word for word in key_of(cell).split() if not word.isdecimal()]
    is_dated = any(map(is_year, cell.split())) and len(words) < 3  # noqa: PLR2004 "Efterår 2025"
    return is_dated or names_team(cell) or Heading.OCCASION.heads(" ".join(words))
