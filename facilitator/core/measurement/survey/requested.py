"""The columns that `--columns` names, unless the headings say otherwise."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS, Scale
from facilitator.core.measurement.survey.answers import meaning
from facilitator.core.measurement.survey.columns import (
    HEADING_ROWS,
    NUMBERS,
    Chosen,
    batteries_of,
    choose,
    refuse_row_numbers,
    refuse_split,
    refuse_statements_as_rows,
    stated_items,
    worded_row,
)
from facilitator.core.measurement.survey.sheet import (
    Sheet,
    UnreadableSheet,
    cell_in_words,
    column_name,
    columns_in_words,
    enumeration,
)
from facilitator.core.measurement.survey.statements import is_turned, resemblance, statements
from facilitator.core.measurement.survey.wording import Heading, legible
from facilitator.core.text.plain import ascii_key


def requested(sheet: Sheet, scale: Scale, wanted: str, language: str) -> Chosen:
    """The columns that a text names. Raises UnreadableSheet where the headings contradict it.

    `language` is that of an item's words in a refusal.
    """
    worded = worded_row(sheet)
    if worded is None:
        refuse_statements_as_rows(sheet)
    columns = _parsed(sheet, wanted, worded)
    if worded is not None:
        refuse_split(sheet.cells[worded])
        wrong = [n for n, at in zip(NUMBERS, columns, strict=True)
                 if _contradicts(sheet.cells[worded], n, at)]  # fmt: skip
        heading: int | None = worded
    else:
        heading, numbers = _numbering(sheet, scale, columns)
        wrong = [
            n for n, at in zip(NUMBERS, columns, strict=True) if numbers and numbers.get(at) != n
        ]
    row = sheet.cells[heading] if heading is not None else ("",) * sheet.width
    wrong += [n for n, at in zip(NUMBERS, columns, strict=True)
              if n not in wrong and Heading.ROW_ID.heads(row[at])]  # fmt: skip
    if wrong:
        raise UnreadableSheet(
            _contradiction(columns, _said(sheet, scale, language), sorted(wrong), row)
        )
    if heading is None:
        refuse_row_numbers(sheet, columns, 0)
    return Chosen(tuple((at,) for at in columns), heading)


def _said(sheet: Sheet, scale: Scale, language: str) -> tuple[tuple[int, ...], ...]:
    """The columns of items 1 to 7 by what the table itself says; empty where it does not."""
    try:
        return choose(sheet, scale, language).columns
    except UnreadableSheet:
        return ()


def _contradiction(
    columns: Sequence[int], said: Sequence[Sequence[int]], wrong: Sequence[int], row: Sequence[str]
) -> Refused:
    """Which items stand elsewhere, and which columns to name where the headings say them all."""
    moved = [n for n, right in enumerate(said, 1) if columns[n - 1] not in right]
    if moved:
        pairs = enumeration(f"{n} = {column_name(columns[n - 1])}" for n in moved)
        why = N_(
            "--columns contradicts the headings: {pairs} (item = column). Leave it out, or write "
            "what the headings say: {columns}."
        )
        return Refused(why, pairs=pairs, columns=",".join(column_name(at) for at, *_more in said))
    pairs = enumeration(f"{n} = {columns_in_words([columns[n - 1]], row)}" for n in wrong)
    why = N_(
        "--columns contradicts the headings of these columns (item = column): {columns}. "
        "Leave it out, or name the columns in the order of the items."
    )
    return Refused(why, columns=pairs)


def _contradicts(row: Sequence[str], number: int, at: int) -> bool:
    """Whether a heading is surely not the item's, or another one surely is."""
    stated = statements(row[at])
    if stated:
        return any(
            statement.item != number
            or statement.is_about
            or any(map(is_turned, (*statement.before, *statement.after)))
            for statement in stated
        )
    near = resemblance(row[at])
    if near and near.get(number, 0) < max(near.values()):
        return True
    return any(statement.item == number for statement in stated_items(row).values())


def _numbering(
    sheet: Sheet, scale: Scale, columns: Sequence[int]
) -> tuple[int | None, dict[int, int]]:
    """The row of headings above columns that were named, and the items its numbers give them."""
    for at, row in enumerate(sheet.cells[:HEADING_ROWS]):
        batteries = batteries_of(sheet, at, scale)
        for battery in batteries.values():
            numbers = {column: n for n, there in battery.items() for column in there}
            mine = [numbers[column] for column in columns if column in numbers]
            is_whole = sorted(battery) == list(NUMBERS)
            if mine and (is_whole or sorted(mine) == list(NUMBERS)):
                return at, numbers
        if any(meaning(row[column]).may_be_a_point for column in columns):
            _refuse_no_headings(sheet, columns, at)
            above = sheet.cells[at - 1] if at else ()
            return (at - 1 if at and any(above[c] for c in columns) else None), {}
    return None, {}


def _refuse_no_headings(sheet: Sheet, columns: Sequence[int], first: int) -> None:
    """Refuse a table where a row above the first answers is full and yet no row of headings."""
    for at, row in enumerate(sheet.cells[:first]):
        heads = [row[column] for column in columns]
        if all(heads) and 1 < len(set(heads)) < len(heads):
            why = N_("Row {row} is neither headings nor answers that are known: {cells}.")
            cells = enumeration(f'"{cell_in_words(cell)}"' for cell in dict.fromkeys(heads))
            raise UnreadableSheet(Refused(why, row=at + 1, cells=cells))


def _parsed(sheet: Sheet, wanted: str, worded: int | None) -> list[int]:
    """The seven columns that a text names, by letter, number or heading."""
    if '"' in wanted:
        parts = next(csv.reader([wanted], skipinitialspace=True), [])
    else:
        parts = re.split(r"[,;]", wanted)
    parts = [part.strip() for part in parts]
    keys = [[ascii_key(legible(cell)) for cell in row] for row in sheet.cells[:HEADING_ROWS]]
    by_names = max(keys, key=lambda row: sum(ascii_key(part) in row for part in parts))
    headings = by_names if worded is None else keys[worded]
    columns: list[int] = []
    for part in parts:
        ends = _RANGE.fullmatch(part) if _index(part, headings) < 0 else None
        first, last = (ends[1], ends[2]) if ends else (part, part)
        columns += range(_index(first, headings), _index(last, headings) + 1)
    if len(columns) != len(ITEMS) or len(set(columns)) != len(ITEMS) or min(columns) < 0:
        why = N_('"{columns}" are not seven columns. Write them as B-H, or B,C,D,E,F,G,I.')
        raise UnreadableSheet(Refused(why, columns=cell_in_words(wanted)))
    if max(columns) >= sheet.width:
        why = N_("There is no column {column}: the last one is {last}.")
        names = {"column": column_name(max(columns)), "last": column_name(sheet.width - 1)}
        raise UnreadableSheet(Refused(why, **names))
    return columns


_RANGE: Final = re.compile(r"(.+?)\s*[-–:]\s*(.+)")
_LETTERS: Final = re.compile(r"[a-z]{1,3}")


def _index(part: str, headings: Sequence[str]) -> int:
    """Which column is meant by a heading, a letter or a number; -1 for none."""
    key = ascii_key(part)
    if key.isdecimal():
        return int(key) - 1
    if headings.count(key) == 1:
        return headings.index(key)
    if not _LETTERS.fullmatch(key):
        return -1
    index = 0
    for letter in key:
        index = index * 26 + ord(letter) - ord("a") + 1
    return index - 1
