"""The rows of a table that have answers: the points in each, and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from facilitator.core.measurement.items import Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.columns.chosen import Chosen
from facilitator.core.measurement.survey.respondents.headings import rows_with_answers
from facilitator.core.measurement.survey.respondents.statistic import Values, is_statistic
from facilitator.core.measurement.survey.sheet import Sheet, cell_in_words, enumeration
from facilitator.core.measurement.survey.wording import key_of, may_be_a_name_too


class Rows:
    """The rows below the headings that have answers. Rows and columns are counted from 0."""

    def __init__(self, sheet: Sheet, chosen: Chosen, scale: Scale) -> None:
        self.sheet: Final = sheet
        self.chosen: Final = chosen
        self.scale: Final = scale
        self.heads: Final = sheet.headings(chosen.heading)
        self.first_item: Final = min(chosen.every)
        """The column furthest to the left that holds an item."""
        self.columns: Final = [at for at in range(sheet.width) if at not in chosen.every]
        """All but the items'."""
        self.lines: Final = [chosen.cells(sheet, at) for at in range(len(sheet.cells))]
        """By row: the cells of the seven items."""
        self.values: Final[list[Values]] = [
            [meaning(cell).value(scale) for cell in line] for line in self.lines
        ]
        """By row: the points, or what else is written there as a number."""
        self.all: Final = rows_with_answers(sheet, chosen, self.lines)
        """Every row with an answer; those of nobody are still among them."""

    def others(self, at: int) -> list[tuple[int, str]]:
        """What stands in a row beside the items: by column."""
        line = self.sheet.cells[at]
        return [(i, line[i]) for i in self.columns if line[i]]

    def named(self, rows: Iterable[int]) -> str:
        """Rows as a spreadsheet numbers them, with what they are called."""
        labels = {at: next((cell for _i, cell in self.others(at)), "") for at in rows}
        return enumeration(
            f"{at + 1} ({cell_in_words(label)})" if label else f"{at + 1}"
            for at, label in labels.items()
        )

    @cached_property
    def times(self) -> dict[int, Counter[str]]:
        """By column: how often each cell stands there."""
        return {i: Counter(self.sheet.cells[at][i] for at in self.all) for i in self.columns}

    @cached_property
    def groups(self) -> dict[int, set[str]]:
        """By column: what stands there, as words are compared."""
        return {i: set(map(key_of, times)) for i, times in self.times.items()}

    def is_common(self, column: int, cell: str) -> bool:
        """Whether so many rows have a cell that it is what they answered: "N", "Besvaret"."""
        times = self.times[column][cell]
        return 2 * times > len(self.all) or (times > 1 and may_be_a_name_too(cell))

    def number_answered(self, at: int) -> int:
        """How many of the seven items are answered in a row."""
        return sum(value is not None for value in self.values[at])

    def has_points_alone(self, at: int) -> bool:
        """Whether each of the seven cells of a row is a point of the scale, or missing."""
        return all(self._is_point(cell) for cell in self.lines[at])

    def is_no_answer(self, at: int, above: Iterable[int]) -> bool:
        """Whether a row has a number that is no point, or numbers where all above have words."""
        means = [meaning(cell) for cell in self.lines[at] if cell]
        if any(not self._is_point(cell) for cell in self.lines[at] if cell):
            return True
        words = (CellKind.LABEL, CellKind.BOTH, CellKind.CODE)
        return all(meant.kind is CellKind.NUMBER for meant in means) and all(
            meaning(cell).kind in words or meaning(cell).is_missing
            for row in above
            for cell in self.lines[row]
        )

    def is_statistic(self, at: int) -> bool:
        """Whether a row is one statistic of all rows above it."""
        return is_statistic(self.values[at], [self.values[row] for row in self.all if row < at])

    def _is_point(self, cell: str) -> bool:
        means = meaning(cell)
        value = means.value(self.scale)
        return means.is_missing or (
            means.may_be_a_point and value is not None and 1 <= value <= self.scale
        )
