"""Which rows below the headings have answers, and which are headings or titles once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.columns.chosen import Chosen
from facilitator.core.measurement.survey.columns.heading_row import numbered
from facilitator.core.measurement.survey.sheet import Sheet, UnreadableSheet
from facilitator.core.measurement.survey.statements import statements
from facilitator.core.measurement.survey.wording import Heading

_SUB_HEADING: Final = re.compile(
    r'\{"importid".*|response|svar|besvarelse|open-ended response|answer', re.IGNORECASE
)


def rows_with_answers(sheet: Sheet, chosen: Chosen, lines: Sequence[Sequence[str]]) -> list[int]:
    """The rows with anything in the items' columns, but for more rows of headings.

    `lines` are the cells of the seven items by row. Raises UnreadableSheet for headings that are
    there again and differ.
    """
    first = 0 if chosen.heading is None else chosen.heading + 1
    rows: list[int] = []
    for at in range(first, len(sheet.cells)):
        cells = lines[at]
        if any(cells) and not (
            (not rows and _is_sub_heading(sheet, chosen, at, cells))
            or _is_heading_again(sheet, chosen, at, cells)
        ):
            rows.append(at)
    if chosen.heading is None:
        # Above the first answer there are titles at most.
        is_title = (not any(meaning(cell).may_be_a_point for cell in lines[at]) for at in rows)
        rows = rows[next((i for i, title in enumerate(is_title) if not title), len(rows)) :]
    return rows


def _is_sub_heading(sheet: Sheet, chosen: Chosen, at: int, cells: Sequence[str]) -> bool:
    """Whether a row right under the headings is one more of them, as some tools write."""
    in_order = list(range(1, len(cells) + 1))
    if all(_SUB_HEADING.fullmatch(cell) for cell in cells if cell) or _is_stem(cells):
        return True
    if [[statement.item for statement in statements(cell)] for cell in cells] == [
        [n] for n in in_order
    ]:
        return True
    if [number and number[1] for number in map(numbered, cells)] != in_order:
        return False
    is_alone = not any(sheet.cells[at][i] for i in range(sheet.width) if i not in chosen.every)
    return not all(map(str.isdecimal, cells)) or is_alone


def _is_heading_again(sheet: Sheet, chosen: Chosen, at: int, cells: Sequence[str]) -> bool:
    """Whether a row repeats the headings, as where one export was pasted below another."""
    above = sheet.headings(chosen.heading)
    heads = [above[columns[0]] for columns in chosen.columns]
    if any(heads) and list(cells) == heads:
        return True
    unknown = [cell for cell in cells if meaning(cell).kind is CellKind.UNKNOWN]
    is_headed = any(
        cell and cell == above[i] and Heading.ROW_ID.heads(cell)
        for i, cell in enumerate(sheet.cells[at])
        if i not in chosen.every
    )
    if is_headed or sum(bool(statements(cell)) for cell in unknown) > 1:
        why = N_("Row {row} has headings again, and other ones than those above.")
        raise UnreadableSheet(Refused(why, row=at + 1))
    return False


def _is_stem(cells: Sequence[str]) -> bool:
    """Whether all cells have one and the same sentence: the question that the items belong to."""
    long = meaning(cells[0]).kind is CellKind.UNKNOWN and len(cells[0].split()) > 3  # noqa: PLR2004
    return long and len(set(cells)) == 1
