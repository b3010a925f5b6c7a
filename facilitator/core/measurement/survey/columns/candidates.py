"""Columns that may hold the answers to an item: what stands in them, several as one, and none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.sheet import (
    Remark,
    Sheet,
    cell_in_words,
    columns_in_words,
    enumeration,
)
from facilitator.core.measurement.survey.wording import calls_row_a_total, key_of


def is_answered(row: Sequence[str]) -> bool:
    """Whether a row has at least five cells that may be points: somebody's answers."""
    return sum(meaning(cell).may_be_a_point for cell in row) >= len(ITEMS) - 2


def may_hold_answers(column: Iterable[str]) -> bool:
    """Whether at least half of what stands in a column may be points, or all of it is missing."""
    means = [meaning(cell) for cell in column if cell]
    given = [meant for meant in means if not meant.is_missing]
    return bool(means) and 2 * sum(meant.may_be_a_point for meant in given) >= len(given)


def columns_as_one(sheet: Sheet, heading: int, columns: Sequence[int]) -> tuple[int, ...]:
    """The one column of an item among several, or all of them where no row fills two; else none.

    Several have the same heading where a question was deleted and made again.
    """
    if len(columns) <= 1:
        return tuple(columns)
    rows = [row for row in sheet.cells[heading + 1 :] if not any(map(calls_row_a_total, row))]
    filled = [at for at in columns if any(row[at] for row in rows)] or list(columns[:1])
    if len(filled) == 1:
        return (filled[0],)
    if _are_one_heading([sheet.cells[heading][at] for at in columns]) and all(
        sum(bool(row[at]) for at in filled) <= 1 for row in rows
    ):
        return tuple(filled)
    answered = [at for at in filled if any(meaning(row[at]).may_be_a_point for row in rows)]
    texts = [at for at in filled if all(
        not row[at] or meaning(row[at]).kind is CellKind.UNKNOWN for row in rows)]  # fmt: skip
    return (answered[0],) if len(answered) == 1 and len(texts) == len(filled) - 1 else ()


def _are_one_heading(headings: Sequence[str]) -> bool:
    """Whether headings are the same but for the number that a tool adds to the second of a kind."""
    keys = {key_of(heading) for heading in headings}
    plain = {_NUMBER_OF_ITS_KIND.sub("", key) for key in keys}
    return len(keys) == 1 or (len(plain) == 1 and plain <= keys)


_NUMBER_OF_ITS_KIND: Final = re.compile(r"(?<=[a-z]{3})[0-9]+$| [0-9]+$")


def joined_remark(columns: Sequence[int], row: Sequence[str]) -> Remark:
    """The sentence that several columns were read as one; `row` are the headings."""
    why = N_("Read as one, since no row has an answer in two of them: {columns}.")
    return Remark(why, columns=columns_in_words(columns, row))


def without_column(
    sheet: Sheet, heading: int, missing: Sequence[int], used: set[int], language: str
) -> Refused:
    """The refusal that items have no column, with the columns left over beside those `used`."""
    row = sheet.cells[heading]
    over = [
        at
        for at in range(sheet.width)
        if at not in used and (row[at] or any(line[at] for line in sheet.cells[heading + 1 :]))
    ]
    items = enumeration(item_in_words(number, language) for number in missing)
    if not over:
        why = N_("There is no column for {items}, and none is left over.")
        return Refused(why, items=items)
    why = N_(
        "There is no column that is surely for {items}. Left over: {columns}. "
        "Put the headings right, or name the seven columns with --columns."
    )
    return Refused(why, items=items, columns=columns_in_words(over, row))


def item_in_words(number: int, language: str) -> str:
    """An item as a refusal names it: its number and the beginning of its words."""
    return f'{number} "{cell_in_words(ITEMS[number - 1].text.in_language(language))}"'
