"""From the table of a survey to answers: the columns, the people, the points, and what to say.

`read_survey` goes by stages, each in a module of its own: the table as a `sheet`; which of its
`columns` hold the items, by the `statements` that head them, or those that are `requested`; which
`rows` have answers, and which of these are `respondents`, by their `identity` and by whether all
are of one team and of one of the `occasions`, as the `background` columns say; whether the table
says that its answers have another `coding`; and the `answers` themselves. `wording` knows the
words for all of it.

Either all of it is certain, or nothing is taken and the cause is said: a figure from the wrong
column is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.figures import LEAST
from facilitator.core.measurement.items import Row, Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning, read_points
from facilitator.core.measurement.survey.background import AnsweredOn, answered_on, background
from facilitator.core.measurement.survey.coding import refuse_other_coding
from facilitator.core.measurement.survey.columns import Chosen, choose
from facilitator.core.measurement.survey.requested import requested
from facilitator.core.measurement.survey.respondents import find_respondents
from facilitator.core.measurement.survey.sheet import (
    Column,
    Remark,
    Sheet,
    Table,
    UnreadableSheet,
    cell_name,
    column_name,
)
from facilitator.core.measurement.survey.wording import legible

NO_ANSWERS: Final = N_("There are no answers in it.")


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read: the rows, and where they are from."""

    rows: tuple[Row, ...]
    used: tuple[Column, ...]
    """For items 1 to 7."""
    ignored: tuple[Column, ...]
    """All others that anything stands in."""
    remarks: tuple[Remark, ...]
    answered_on: AnsweredOn | None = None
    """By the file's own times, where it has any."""


def read_survey(
    table: Table, scale: Scale, wanted: str = "", language: str = "da", least: int = LEAST
) -> Survey:
    """The answers in a table.

    `wanted` names the columns of items 1 to 7: "B-H", "2-8", "B,C,D,E,F,G,I" or their headings;
    without it they are found. `least` is the limit under which nothing is shown. Raises
    UnreadableSheet.
    """
    sheet = Sheet(table)
    if not sheet.width:
        raise UnreadableSheet(Refused(NO_ANSWERS))
    if sheet.width == 1:
        why = N_(
            "All of it is in one column: columns have to be separated by semicolons, commas, tabs "
            "or |."
        )
        raise UnreadableSheet(Refused(why))
    if wanted.strip():
        chosen = requested(sheet, scale, wanted, language)
    else:
        chosen = choose(sheet, scale, language)
    people = find_respondents(sheet, chosen, scale, least)
    refuse_other_coding(sheet, chosen, people.rows, scale)
    rows = _answers(sheet, chosen, people.rows, scale)
    heads = sheet.headings(chosen.heading)
    others = [at for at in range(sheet.width) if at not in chosen.every and sheet.has_cells(at, 0)]
    return Survey(
        rows=rows,
        used=tuple(_column(columns, heads) for columns in chosen.columns),
        ignored=tuple(_column((at,), heads) for at in others),
        remarks=chosen.remarks + people.remarks,
        answered_on=answered_on(background(sheet, chosen, people.rows)),
    )


def _answers(sheet: Sheet, chosen: Chosen, people: Sequence[int], scale: Scale) -> tuple[Row, ...]:
    """The answers in the rows of people, but for rows without any."""
    lines = {at: chosen.cells(sheet, at) for at in people}
    places: dict[str, str] = {}
    for at, cells in lines.items():
        for columns, cell in zip(chosen.columns, cells, strict=True):
            filled = next((i for i in columns if sheet.cells[at][i]), columns[0])
            places.setdefault(cell, cell_name(at, filled))
    points = read_points(places, scale)
    rows = tuple(
        tuple(points[cell] for cell in cells)
        for cells in lines.values()
        if not all(meaning(cell).kind is CellKind.EMPTY for cell in cells)
    )
    if not rows:
        raise UnreadableSheet(Refused(NO_ANSWERS))
    return rows


def _column(columns: tuple[int, ...], heads: tuple[str, ...]) -> Column:
    return Column(", ".join(map(column_name, columns)), legible(heads[columns[0]]))
