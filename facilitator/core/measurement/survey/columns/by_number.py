"""The columns that are headed 1 to 7, with or without a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS, Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.columns.candidates import (
    columns_as_one,
    is_answered,
    joined_remark,
    may_hold_answers,
    without_column,
)
from facilitator.core.measurement.survey.columns.chosen import NUMBERS, Chosen
from facilitator.core.measurement.survey.columns.heading_row import (
    HEADING_ROWS,
    SHORTEST_HEADING,
    numbered,
)
from facilitator.core.measurement.survey.sheet import (
    Sheet,
    UnreadableSheet,
    cell_in_words,
    columns_in_words,
)
from facilitator.core.measurement.survey.statements import statements
from facilitator.core.measurement.survey.wording import (
    Heading,
    counts_no_item,
    key_of,
    may_name_people,
    names_people,
)

Battery = dict[int, list[int]]
"""By number: the columns that are headed by it, all of them with one word before it."""
_LEAST_OTHERS: Final = 5
"""Columns beside seven numbered ones that may be the items instead, some having been lost."""
_LEAST_NUMBERED: Final = 4
"""Numbers among 1 to 7 with one word: fewer are another question."""


def by_number(sheet: Sheet, scale: Scale, language: str) -> Chosen | None:
    """The columns that are headed 1 to 7, with or without one word; None where none are numbered.

    Refused are a number that is lacking or too many, and two sets that have all seven.
    """
    for heading, row in enumerate(sheet.cells[:HEADING_ROWS]):
        batteries = batteries_of(sheet, heading, scale)
        whole = {
            word: columns
            for word, numbers in batteries.items()
            if (columns := _whole(sheet, heading, numbers))
        }
        if len(whole) == 1:
            ((word, columns),) = whole.items()
            _refuse_other_numbers(sheet, heading, word, batteries)
            _refuse_other_order(sheet, heading)
            remarks = tuple(joined_remark(joined, row) for joined in columns if len(joined) > 1)
            return Chosen(columns, heading, remarks)
        if whole:
            every = (at for columns in whole.values() for joined in columns for at in joined)
            why = N_(
                "Several sets of columns are numbered 1 to 7: {columns}. "
                "Name the right ones with --columns."
            )
            raise UnreadableSheet(Refused(why, columns=columns_in_words(sorted(every), row)))
        if broken := max(batteries.values(), key=len, default=None):
            raise UnreadableSheet(*_why_not_numbered(sheet, heading, broken, language))
        if is_answered(row):
            return None
    return None


def _why_not_numbered(
    sheet: Sheet, heading: int, battery: Battery, language: str
) -> Iterator[Refused]:
    """Which item has no column, which number several have, and which are no item's."""
    row = sheet.cells[heading]
    single = {
        number: joined
        for number in NUMBERS
        if (joined := columns_as_one(sheet, heading, battery.get(number, ())))
    }
    if missing := [number for number in NUMBERS if number not in battery]:
        used = {at for joined in single.values() for at in joined}
        yield without_column(sheet, heading, missing, used, language)
    if twice := [n for n in NUMBERS if n in battery and n not in single]:
        why = N_(
            "More than one column has the same number: {columns}. "
            "Name the seven columns with --columns."
        )
        yield Refused(why, columns=columns_in_words((at for n in twice for at in battery[n]), row))
    beyond = sorted(at for number in battery.keys() - set(NUMBERS) for at in battery[number])
    if beyond and not missing:
        why = N_(
            "There are seven statements, and more headings are numbered: {columns}. "
            "Name the seven columns with --columns."
        )
        yield Refused(why, columns=columns_in_words(beyond, row))


def batteries_of(sheet: Sheet, heading: int, scale: Scale) -> dict[str, Battery]:
    """By word: the headings of a row that are numbered, where they may number the items."""
    batteries: dict[str, Battery] = defaultdict(lambda: defaultdict(list))
    for at, cell in enumerate(sheet.cells[heading]):
        if cell and "ImportId" not in cell and (number := numbered(cell)):
            batteries[number[0]][number[1]].append(at)
    return {
        word: battery
        for word, battery in batteries.items()
        if len(battery.keys() & set(NUMBERS)) >= _LEAST_NUMBERED
        and (
            _is_row_of_headings(list(battery), scale)
            if not word
            else not _is_code_of_answers(sheet, heading, word, battery)
        )
    }


def _is_row_of_headings(numbers: list[int], scale: Scale) -> bool:
    """Whether bare numbers head columns: in order from 1, or all seven on a scale of five.

    Somebody may answer 2, 1, 3, 4, 5, 6, 7 on a scale of seven.
    """
    in_order = numbers == sorted(numbers) and numbers[0] == 1 and len(numbers) >= len(ITEMS) - 1
    return in_order or (sorted(numbers) == list(NUMBERS) and scale < len(ITEMS))


def _is_code_of_answers(sheet: Sheet, heading: int, word: str, battery: Battery) -> bool:
    """Whether the cells below are written the same way: answers coded as A1 to A5."""
    columns = [at for columns in battery.values() for at in columns]
    below = [row[at] for row in sheet.cells[heading + 1 :][:HEADING_ROWS] for at in columns]
    same = [number[0] for cell in below if (number := numbered(cell))].count(word)
    return not any(below) or 2 * same > sum(map(bool, below))


def _whole(sheet: Sheet, heading: int, battery: Battery) -> tuple[tuple[int, ...], ...]:
    """The columns of items 1 to 7, where each number is there once and there is no eighth."""
    if sorted(battery) != list(NUMBERS):
        return ()
    columns = tuple(columns_as_one(sheet, heading, battery[number]) for number in NUMBERS)
    return columns if all(columns) else ()


def _refuse_other_numbers(
    sheet: Sheet, heading: int, word: str, batteries: Mapping[str, Battery]
) -> None:
    """Refuse a table where it may be something else that is numbered 1 to 7, or another set."""
    row = sheet.cells[heading]
    others = [
        at
        for other, battery in batteries.items()
        if other != word and len(battery) >= _LEAST_OTHERS
        for columns in battery.values()
        for at in columns
        if may_hold_answers(sheet.column(at, heading + 1))
    ]
    used = {at for joined in batteries[word].values() for at in joined}
    others = others or [
        at
        for at in range(sheet.width)
        if at not in used
        and not Heading.ROW_ID.heads(row[at])
        and may_hold_answers(sheet.column(at, heading + 1))
    ]
    if len(others) >= _LEAST_OTHERS:
        why = N_(
            "These columns may hold the answers too: {columns}. "
            "Name the seven right ones with --columns."
        )
        raise UnreadableSheet(Refused(why, columns=columns_in_words(others, row)))
    name = key_of(word)
    is_people = names_people(name) or (
        may_name_people(name) and _may_number_statements(sheet, heading)
    )
    if is_people or counts_no_item(name):
        columns = [at for joined in batteries[word].values() for at in joined]
        why = N_(
            "Whether these headings number the statements cannot be told: {columns}. "
            "Name the seven columns with --columns if they do."
        )
        raise UnreadableSheet(Refused(why, columns=columns_in_words(columns, row)))


def _refuse_other_order(sheet: Sheet, heading: int) -> None:
    """Refuse a table where a list of the statements beside the table numbers them otherwise."""
    for at, row in enumerate(sheet.cells):
        for before, cell in zip(("", *row), row, strict=False):
            for statement in statements(cell) if len(cell) >= SHORTEST_HEADING else ():
                number = numbered(before) or numbered(" ".join(statement.before))
                if at != heading and number and number[1] != statement.item:
                    why = N_(
                        "The headings are numbered, and the table itself numbers the statements "
                        "otherwise: row {row}, {number}. Name the seven columns with --columns."
                    )
                    raise UnreadableSheet(
                        Refused(why, row=at + 1, number=f'{number[1]} "{cell_in_words(cell)}"')
                    )


def _may_number_statements(sheet: Sheet, heading: int) -> bool:
    """Whether a column numbers or names seven rows, and nothing says that they are people."""
    rows = [row for row in sheet.cells[heading + 1 :] if is_answered(row)]
    if len(rows) != len(ITEMS):
        return False
    first = next((at for at in range(sheet.width) if rows[0][at]), 0)
    if Heading.ROW_ID.heads(sheet.cells[heading][first]):
        return False
    cells = [row[first] for row in rows]
    numbers = [number and number[1] for number in map(numbered, cells)]
    are_words = all(meaning(cell).kind is CellKind.UNKNOWN for cell in cells)
    return numbers == list(NUMBERS) or (are_words and len(set(cells)) == len(cells))
