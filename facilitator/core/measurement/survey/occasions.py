"""Rows that are not one person's, of one team, at one time.

They are a team's each, several people's, set aside by somebody, or of several teams or occasions:
the figures would be of something else, and nothing would show it. What a column of no item says is
taken at its word, and where it may say so, nothing is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.background import (
    Background,
    are_far_apart,
    has_times,
    read_day,
)
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

# Rows of groups, and rows set aside


def refuse_groups(columns: Sequence[Background], rows: int) -> None:
    """Refuse a table where each of the rows is a team's, or stands for several people."""
    are_people = any(_tells_each_person(column, rows) for column in columns)
    for column in columns:
        values = column.values
        are_different = len(set(values)) == len(values) == rows > 1
        if are_different and (
            all(map(names_team, values))
            or (column.is_headed(Heading.TEAM) and not all(map(names_shift, values)))
            or (column.is_headed(Heading.GROUP) and not are_people)
        ):
            why = N_(
                "The rows seem to be teams or other groups, each named in column {column}. There "
                "has to be a row for each person. Delete the column if there is."
            )
            raise UnreadableSheet(Refused(why, column=column.in_words))
        if 2 * len(values) >= rows and _are_numbers_of_people(column):
            why = N_(
                "Column {column} seems to say how many people gave the answers of each row. "
                "There has to be a row for each person. Delete the column if it says something "
                "else."
            )
            raise UnreadableSheet(Refused(why, column=column.in_words))


def _tells_each_person(column: Background, rows: int) -> bool:
    """Whether it says of each row which person's it is, or at what time of day it was answered."""
    values = column.values
    are_different = len(set(values)) == len(values) == rows
    days = [read_day(value) for value in values]
    have_times = all(day is not None and day.has_clock for day in days)
    return are_different and (have_times or column.is_headed(Heading.ADDRESS))


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
            words = cell_in_words(next(iter(aside.values())))
            rows = enumeration(str(at + 1) for at in aside)
            raise UnreadableSheet(Refused(why, column=column.in_words, words=words, rows=rows))


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


# Several occasions, several teams


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
