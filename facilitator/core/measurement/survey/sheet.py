"""A table as a spreadsheet shows it, and what is said where it cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from facilitator.core.errors import Refused
from facilitator.core.measurement.survey.wording import legible
from facilitator.core.text.guard import mask_cpr

Table: TypeAlias = Sequence[Sequence[str]]
"""Rows of cells without the spaces around them, the first being row 1. Empty rows are there too."""

MOST_NAMED: Final = 10
"""At most so many are named in one sentence."""
_LONGEST_SHOWN: Final = 40


class UnreadableSheet(Refused):
    """A table that no answers are taken from. Whatever is called `refuse…` raises it."""

    causes: tuple[Refused, ...]
    """Why, each cause once; the first is what this says."""

    def __init__(self, *causes: Refused) -> None:
        super().__init__(causes[0].msgid, **causes[0].params)
        self.causes = causes


class Remark:
    """Something that whoever reads the result has to know: a sentence to be translated."""

    def __init__(self, msgid: str, /, **params: object) -> None:
        self.msgid: Final = msgid
        self.params: Final[Mapping[str, object]] = MappingProxyType(params)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table."""

    name: str
    """As a spreadsheet names it: A, B … AA. Two that were joined: "C, I"."""
    heading: str
    """On one line; empty where it has none."""


class Sheet:
    """The table with its rows filled up to one width."""

    def __init__(self, table: Table) -> None:
        self.width: Final = max((_filled(row) for row in table), default=0)
        self.cells: Final = tuple(
            tuple(row[: self.width]) + ("",) * (self.width - len(row)) for row in table
        )
        self.lengths: Final = tuple(len(row) for row in table)
        """How many cells each row came with."""

    def column(self, at: int, first: int = 0) -> list[str]:
        """The cells of a column from a row on."""
        return [row[at] for row in self.cells[first:]]

    def headings(self, row: int | None) -> tuple[str, ...]:
        """The cells of a row of headings; where there is none, as many empty ones."""
        return ("",) * self.width if row is None else self.cells[row]

    def has_cells(self, at: int, first: int) -> bool:
        """Whether anything stands in a column from a row on."""
        return any(row[at] for row in self.cells[first:])


def _filled(row: Sequence[str]) -> int:
    return max((at + 1 for at, cell in enumerate(row) if cell), default=0)


def column_name(index: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    """A cell as a spreadsheet names it: row 0 of column 0 is A1."""
    return f"{column_name(column)}{row + 1}"


def cell_in_words(text: str, most: int = _LONGEST_SHOWN) -> str:
    """A cell in a sentence: on one line, not long, without a CPR number."""
    line = mask_cpr(legible(text), None)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def enumeration(texts: Iterable[str]) -> str:
    """Texts in one line; where there are more than ten, how many more."""
    every = list(texts)
    more = [f"+ {len(every) - MOST_NAMED}"] if len(every) > MOST_NAMED else []
    return ", ".join(every[:MOST_NAMED] + more)


def columns_in_words(columns: Iterable[int], headings: Sequence[str]) -> str:
    """Columns by letter and heading: `A (Tid), I`."""
    return enumeration(
        f"{column_name(at)} ({_both_ends(headings[at])})" if headings[at] else column_name(at)
        for at in columns
    )


def _both_ends(heading: str) -> str:
    """A heading in a sentence: what tells two apart may stand at its end."""
    line = cell_in_words(heading, len(heading))
    half = _LONGEST_SHOWN // 2
    return (
        line if len(line) <= _LONGEST_SHOWN else f"{line[:half].rstrip()} … {line[-half:].lstrip()}"
    )
