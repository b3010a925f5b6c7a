"""Rows that are not one person's: a team's, several people's, or set aside by somebody.

Their figures would be of something else than the people who answered, and nothing would show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.background import Background
from facilitator.core.measurement.survey.sheet import (
    UnreadableSheet,
    cell_in_words,
    enumeration,
)
from facilitator.core.measurement.survey.wording import Heading, key_of, names_shift, names_team


def refuse_groups(columns: Iterable[Background], rows: int) -> None:
    """Refuse a table where each of the rows is a team's, or stands for several people."""
    for column in columns:
        values = column.values
        are_different = len(set(values)) == len(values) == rows > 1
        if are_different and (
            all(map(names_team, values))
            or (column.is_headed(Heading.TEAM) and not all(map(names_shift, values)))
            or column.is_headed(Heading.GROUP)
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
