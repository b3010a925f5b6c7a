"""From the table of a survey to answers: the columns, the people, the points, and what to say.

Either all of it is certain, or nothing is taken and the cause is said: a figure from the wrong
column is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.figures import LEAST
from facilitator.core.measurement.items import Row, Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning, read_points
from facilitator.core.measurement.survey.columns import Chosen, choose
from facilitator.core.measurement.survey.days import AnsweredOn, answered_on
from facilitator.core.measurement.survey.notes import refuse_notes
from facilitator.core.measurement.survey.respondents import cells_of, find_people
from facilitator.core.measurement.survey.sheet import (
    Column,
    Remark,
    Sheet,
    Table,
    UnreadableSheet,
    cell_in_words,
    column_name,
)
from facilitator.core.measurement.survey.wording import legible, says_turned

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
    without it they are found. `least` is the limit under which nothing is shown. Raises Unreadable.
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
    chosen = choose(sheet, scale, wanted, language)
    people = find_people(sheet, chosen, scale, least)
    _refuse_other_scale(sheet, chosen, people.rows, scale)
    refuse_notes(sheet, chosen, people.rows, scale)
    lines = {at: cells_of(sheet, chosen, at) for at in people.rows}
    places: dict[str, str] = {}
    for at, cells in lines.items():
        for columns, cell in zip(chosen.columns, cells, strict=True):
            if cell not in places:
                column = next((i for i in columns if sheet.cells[at][i]), columns[0])
                places[cell] = f"{column_name(column)}{at + 1}"
    points = read_points(places, scale)
    rows = tuple(
        tuple(points[cell] for cell in cells)
        for cells in lines.values()
        if not all(meaning(cell).kind is CellKind.EMPTY for cell in cells)
    )
    if not rows:
        raise UnreadableSheet(Refused(NO_ANSWERS))
    heads = sheet.cells[chosen.heading] if chosen.heading is not None else ("",) * sheet.width
    beside = [at for at in range(sheet.width) if at not in chosen.every and sheet.has_cells(at, 0)]
    times = ((_column((at,), heads), [sheet.cells[row][at] for row in lines]) for at in beside)
    return Survey(
        rows=rows,
        used=tuple(_column(columns, heads) for columns in chosen.columns),
        ignored=tuple(_column((at,), heads) for at in beside),
        remarks=chosen.remarks + people.remarks,
        answered_on=answered_on(times),
    )


def _column(columns: tuple[int, ...], heads: tuple[str, ...]) -> Column:
    return Column(", ".join(map(column_name, columns)), legible(heads[columns[0]]))


_RANGE: Final = re.compile(
    r"(?<![\w.:/-])([01])\s*(?:-|–|—|til|to)\s*([0-9]{1,2})(?![\w/-]|[.:][0-9])"
)
_SCALE: Final = re.compile(r"skala|scale|trin\b|points?\b", re.IGNORECASE)
_IS: Final = r"\s*(?:=|:|-|–|\(|er|is|svarer til|betyder|means)\s*[\"“]?\s*"
_MOST: Final = r"(?:meget|helt|fuldt|fuldstændig|fuldstandig|strongly|totally|completely)\s+"


_BACKWARDS: Final = re.compile(
    rf"(?<![=:])(?<![=:] )\b1(?:{_IS}(?:{_MOST})?|\s+{_MOST})(?:enig|agree)\b"
    rf"|(?<![=:])(?<![=:] )\b[57](?:{_IS}(?:{_MOST})?|\s+{_MOST})(?:uenig|disagree)\b"
    rf"|\b{_MOST}(?:enig|agree)\s*[=:(]\s*1\b|\b{_MOST}(?:uenig|disagree)\s*[=:(]\s*[57]\b"
    rf"|[(\[]1\s+(?:{_MOST})?agree\b|[–—-]\s*[57]\s+(?:{_MOST})?disagree\b",
    re.IGNORECASE,
)
"""1 for those who agree the most."""
_MOST_OF_ALL: Final = re.compile(
    rf"(?<![\w.,-])([0-9]{{1,2}}){_IS}{_MOST}(?:enig|agree)\b", re.IGNORECASE
)
"""The number that those have who agree the most."""


def _refuse_other_scale(sheet: Sheet, chosen: Chosen, people: Sequence[int], scale: Scale) -> None:
    """Raise Unreadable where the table itself says that it has another scale, or a reversed one."""
    texts = [*_legend_beside(sheet, chosen, people)]
    are_people = frozenset(people)
    for at, row in enumerate(sheet.cells):
        if at in are_people:
            continue
        cells = [cell for cell in row if cell]
        texts += [*cells, *(f"{first} = {second}" for first, second in pairwise(cells))]
        is_heading = chosen.heading is not None and at <= chosen.heading
        for i, cell in enumerate(row):
            if at != chosen.heading and i in chosen.every and says_turned(cell):
                why = N_(
                    '{cell} says "{words}": the answers have to stand as they were given, and none '
                    "turned round. If it is so, delete the words."
                )
                place = f"{column_name(i)}{at + 1}"
                raise UnreadableSheet(Refused(why, cell=place, words=cell_in_words(cell)))
            if ((is_heading and i in chosen.every) or _SCALE.search(cell)) and " " in cell:
                _refuse_range(cell, _RANGE.findall(legible(cell)), scale)
    for text in texts:
        _refuse_range(text, (("1", most) for most in _MOST_OF_ALL.findall(legible(text))), scale)
        if len(text) > len("1=enig") and _BACKWARDS.search(legible(text)):
            why = N_(
                'The points are numbered the other way: "{cell}". Here 1 is to disagree the most.'
            )
            raise UnreadableSheet(Refused(why, cell=cell_in_words(text)))


def _refuse_range(cell: str, ranges: Iterable[tuple[str, str]], scale: Scale) -> None:
    """Raise Unreadable where a cell has another first and last point than the scale."""
    for low, high in ranges:
        if (int(low), int(high)) not in {(1, scale), (1, 1)}:
            why = N_(
                "{cell} speaks of a scale from {low} to {high}, and the scale is given as "
                "{points} points."
            )
            names = {"low": low, "high": high, "points": scale}
            raise UnreadableSheet(Refused(why, cell=f'"{cell_in_words(cell)}"', **names))


def _legend_beside(sheet: Sheet, chosen: Chosen, people: Sequence[int]) -> Iterator[str]:
    """What the points mean, where it stands in columns of its own beside the people's answers."""
    for at in range(sheet.width - 1):
        if at in chosen.every or at + 1 in chosen.every:
            continue
        pairs = [(sheet.cells[row][at], sheet.cells[row][at + 1]) for row in people]
        points = [
            (number, label)
            for number, label in pairs
            if (meaning(number).kind, meaning(label).kind) == (CellKind.NUMBER, CellKind.LABEL)
        ]
        labels = {meaning(label).label for _number, label in points}
        is_legend = len(labels) == len(points) > 1 and len({n for n, _label in points}) > 1
        if is_legend and not (chosen.heading is not None and sheet.cells[chosen.heading][at]):
            yield from (f"{number} = {label}" for number, label in points)
