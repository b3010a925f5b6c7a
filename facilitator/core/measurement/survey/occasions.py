"""Several occasions or teams in one table: by a column, or by a row between the people.

A result is of one team at one time; of several its figures would be of none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeAlias

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.background import Background
from facilitator.core.measurement.survey.days import are_far_apart, has_times, read_day
from facilitator.core.measurement.survey.sheet import (
    Sheet,
    UnreadableSheet,
    cell_in_words,
    enumeration,
)
from facilitator.core.measurement.survey.wording import (
    Heading,
    is_year,
    key_of,
    names_shift,
    names_team,
)


def refuse_several(columns: Sequence[Background]) -> None:
    """Refuse a table where there are several times or teams, or most people twice."""
    for column in columns:
        values, name = column.values, column.in_words
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
                "is read at a time: leave the rows of one. Delete the column if all are of one "
                "occasion, or if it says something else, such as when people were born."
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


def refuse_profiles_again(columns: Sequence[Background], people: Sequence[int]) -> None:
    """Refuse a table where the same people seem to be there at two times, and nothing says so.

    What stands beside the answers, such as a name, or age and profession together, is a profile.
    Where the profiles come again in the same order, or each of them is there equally often, that is
    more than chance. Where there are times, these tell.
    """
    if any(has_times(column) and any(map(read_day, column.values)) for column in columns):
        return
    filled = [column for column in columns if len(column.cells) == len(people)]
    repeated = [column for column in filled if 1 < len(set(column.values)) < len(people)]
    even = [column for column in repeated if min(Counter(column.values).values()) > 1]
    for profile in ([column] for column in repeated):
        _refuse_again(profile, _again_in_order(_profiles(profile, people)))
    _refuse_again(repeated, _again_in_order(_profiles(repeated, people)))
    _refuse_again(even, _equally_often(_profiles(even, people)))


def _refuse_again(profile: Sequence[Background], number: int) -> None:
    if number:
        why = N_(
            "By column {columns} {number} people seem to stand there several times. One occasion "
            "is read at a time: leave one row for each person. Delete the column if they are "
            "different people."
        )
        named = enumeration(column.in_words for column in profile)
        raise UnreadableSheet(Refused(why, columns=named, number=number))


_LEAST_IN_ORDER: Final = 4
"""Profiles that come again in the same order by more than chance."""
_LEAST_EQUALLY_OFTEN: Final = 5
"""Profiles that are there equally often by more than chance."""

_Profile: TypeAlias = tuple[str, ...]


def _profiles(columns: Sequence[Background], people: Sequence[int]) -> list[_Profile]:
    """By row: what stands in these columns together."""
    return [tuple(column.cells[at] for column in columns) for at in people]


def _again_in_order(profiles: Sequence[_Profile]) -> int:
    """How many of the first profiles, all of them different, come again in the same order."""
    first = _different_from(profiles, 0)
    second = _different_from(profiles, len(first))
    again = [profile for profile in second if profile in first]
    is_in_order = again == [profile for profile in first if profile in again]
    are_most = 2 * len(again) > len(second)
    return len(again) if is_in_order and are_most and len(again) >= _LEAST_IN_ORDER else 0


def _different_from(profiles: Sequence[_Profile], start: int) -> list[_Profile]:
    """The profiles from a row on, up to the first that is there again."""
    different = dict.fromkeys(profiles[start : start + 1])
    for profile in profiles[start + 1 :]:
        if profile in different:
            break
        different[profile] = None
    return list(different)


def _equally_often(profiles: Sequence[_Profile]) -> int:
    """How many profiles there are where each is there twice, or each three times; else 0."""
    times = Counter(profiles)
    is_even = len(set(times.values())) == 1 and len(times) < len(profiles)
    return len(times) if is_even and len(times) >= _LEAST_EQUALLY_OFTEN else 0


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
