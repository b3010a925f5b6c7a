"""Answers from a survey tool's CSV file: seven columns of it, and nothing else.

What is in the other columns (times, names, comments) is not stored. One wrong cell, named as a
spreadsheet names it, and nothing is taken.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from facilitator.core.errors import N_
from facilitator.core.measurement.items import (
    ITEMS,
    LABELS,
    PREFER_NOT,
    Scale,
)
from facilitator.core.text.guard import mask_cpr
from facilitator.core.text.plain import ascii_key, one_line
from facilitator.store.files import NotRead, read_file
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from facilitator.core.measurement.items import Answer, Row

Table: TypeAlias = list[list[str]]
"""Rows of cells, the first being row 1 of a spreadsheet. Empty rows are there too."""

MOST_BYTES: Final = 8 * 2**20
SEPARATORS: Final = ";,\t"
"""Of two that do as well, the first."""

_SEPARATOR_TOLD: Final = re.compile(r'\A"?sep=([;,\t])"?\r?\n', re.IGNORECASE)
"""A first line that spreadsheets write and hide."""
_SPREADSHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_table(path: Path, is_wanted: Callable[[str], bool]) -> Table:
    """The cells of a CSV file, without the spaces around them. Raises FileProblem.

    `is_wanted` knows a cell of the kind that the file is read for.
    """
    try:
        data = read_file(path, MOST_BYTES)[0]
    except NotRead as error:
        raise FileProblem(path, None, error.msgid, **error.params) from error
    text = _text(path, data)
    told = _SEPARATOR_TOLD.match(text)
    if told:
        return _table(path, text[told.end() :], told[1])
    found: list[tuple[int, int, Table]] = []
    first_error: FileProblem | None = None
    for at, separator in enumerate(SEPARATORS):
        try:
            table = _table(path, text, separator)
        except FileProblem as error:
            first_error = first_error or error
            continue
        found.append((sum(is_wanted(cell) for row in table for cell in row), -at, table))
    best = max(found, key=lambda one: one[:2], default=None)
    if best is None or (not best[0] and first_error):
        raise first_error or AssertionError
    return best[2]


def column_name(index: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _text(path: Path, data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, or else what Windows writes in the West."""
    if data.startswith(_SPREADSHEETS):
        raise FileProblem(path, None, N_("This is a spreadsheet. Save it as CSV first."))
    try:
        if data.startswith(_WIDE):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise FileProblem(path, None, N_("This is no text, and so no CSV file."))
    return text


def _table(path: Path, text: str, separator: str) -> Table:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    table: Table = []
    try:
        table.extend([cell.strip() for cell in row] for row in reader)
    except csv.Error as error:
        why = N_("Row {row}: a quotation mark is not closed, or stands inside a cell.")
        raise FileProblem(path, None, why, row=len(table) + 1) from error
    return table


MOST_NAMED: Final = 10
"""Wrong cells that are named at once."""

_MISSING: Final = {"", "-", "–", "—", ascii_key(PREFER_NOT.da), ascii_key(PREFER_NOT.en)}
_NUMBER: Final = re.compile(r"([0-9]{1,3})(?:[.,]0+)?")
_NUMBER_AND_LABEL: Final = re.compile(r"([0-9])\s*[-–=.:)]\s*(.+)|(.+?)\s*\(([0-9])\)")
_NUMBERED: Final = re.compile(r"(.*?)([0-9]{1,3})\W*")
_LETTERS: Final = re.compile(r"[a-z]{1,3}")
_RANGE: Final = re.compile(r"(.+?)\s*[-–:]\s*(.+)")
_LONGEST_SHOWN: Final = 40


class CsvError(FileProblem):
    """A CSV file that no answers can be taken from."""

    problems: tuple[FileProblem, ...]
    """All that is wrong, in order; the first is what this says."""

    def __init__(self, *problems: FileProblem) -> None:
        first = problems[0]
        super().__init__(first.path, first.line, first.msgid, **first.params)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file."""

    name: str
    """As a spreadsheet names it: A, B … AA."""
    heading: str
    """Empty where it has none."""


@dataclass(frozen=True, slots=True)
class CsvAnswers:
    """What was read: the rows, and which columns they are from."""

    rows: tuple[Row, ...]
    used: tuple[Column, ...]
    """For items 1 to 7."""
    ignored: tuple[Column, ...]


def read_answers(path: Path, scale: Scale, columns: str = "") -> CsvAnswers:
    """The answers in a CSV file.

    `columns` names those of items 1 to 7: "B-H", "2-8", "B,C,D,E,F,G,I" or their headings. Without
    it they are found by the items' wording, by headings numbered 1 to 7, or as the only seven
    columns that hold answers. Raises CsvError.
    """
    try:
        table = read_table(path, lambda cell: isinstance(_answer(cell, scale), int))
    except FileProblem as problem:
        raise CsvError(problem) from problem
    width = _width(table)
    table = [(row + [""] * width)[:width] for row in table]
    if not width:
        raise CsvError(FileProblem(path, None, N_("There are no answers in it.")))
    found = _named(path, table, columns) if columns.strip() else _found(path, table, scale)
    headed = _is_heading([table[0][at] for at in found], scale)
    headings = table[0] if headed else [""] * width
    rows = _rows(path, table, found, scale, headed=headed)
    every = [Column(column_name(at), one_line(headings[at])) for at in range(width)]
    filled = {at for row in table for at, cell in enumerate(row) if cell}
    return CsvAnswers(
        rows=rows,
        used=tuple(every[at] for at in found),
        ignored=tuple(every[at] for at in sorted(filled - set(found))),
    )


def _rows(
    path: Path, table: Table, columns: Sequence[int], scale: Scale, *, headed: bool
) -> tuple[Row, ...]:
    rows: list[Row] = []
    wrong: list[FileProblem] = []
    why = N_('{cell}: "{value}" is no answer on a scale of {points} points.')
    width = _width(table[:1]) if headed else len(table[0])
    for number, cells in enumerate(table[headed:], headed + 1):
        if _width([cells]) > width:
            cell = f"{column_name(width)}{number}"
            beyond = N_("{cell}: there is more in this row than there are headings.")
            wrong.append(FileProblem(path, None, beyond, cell=cell))
        if not any(cells[at] for at in columns):
            continue
        answers = [_answer(cells[at], scale) for at in columns]
        for at, answer in zip(columns, answers, strict=True):
            if isinstance(answer, str):
                cell, value = f"{column_name(at)}{number}", mask_cpr(one_line(answer), None)
                shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
                wrong.append(FileProblem(path, None, why, cell=cell, value=shown, points=scale))
        rows.append(tuple(answer for answer in answers if not isinstance(answer, str)))
    if wrong:
        raise CsvError(*wrong[:MOST_NAMED])
    if not rows:
        raise CsvError(FileProblem(path, None, N_("There are no answers in it.")))
    return tuple(rows)


def _width(table: Table) -> int:
    """How many columns are filled, to the last one."""
    return max((at + 1 for row in table for at, cell in enumerate(row) if cell), default=0)


def _answer(cell: str, scale: Scale) -> Answer | str:
    """The answer in a cell: a point, None for a missing one, the cell itself if it is neither."""
    key = ascii_key(cell).rstrip(" .")
    if key in _MISSING:
        return None
    if number := _NUMBER.fullmatch(key):
        return int(number[1]) if 1 <= int(number[1]) <= scale else cell
    point = _POINTS[scale].get(key)
    if point is None and (both := _NUMBER_AND_LABEL.fullmatch(key)):
        point = _POINTS[scale].get(both[2] or both[3])
        if str(point) != (both[1] or both[4]):
            point = None
    return cell if point is None else point


_POINTS: Final = {
    scale: {
        ascii_key(text): point
        for point, label in enumerate(texts, 1)
        for text in (label.da, label.en)
    }
    for scale, texts in LABELS.items()
}


def _is_heading(cells: Sequence[str], scale: Scale) -> bool:
    """Whether the first row's cells over the answers are headings and not answers."""
    if [ascii_key(cell) for cell in cells] == [str(item.number) for item in ITEMS]:
        return True
    answers = [_answer(cell, scale) for cell in cells]
    return any(isinstance(a, str) for a in answers) and not any(isinstance(a, int) for a in answers)


def _named(path: Path, table: Table, wanted: str) -> list[int]:
    """The columns that were asked for."""
    width = len(table[0])
    headings = [ascii_key(cell) for cell in table[0]]
    found: list[int] = []
    for part in map(str.strip, re.split(r"[,;]", wanted)):
        ends = _RANGE.fullmatch(part) if _index(part, headings) < 0 else None
        first, last = (ends[1], ends[2]) if ends else (part, part)
        found += range(_index(first, headings), _index(last, headings) + 1)
    if len(found) != len(ITEMS) or len(set(found)) != len(ITEMS) or min(found) < 0:
        raise CsvError(
            FileProblem(
                path,
                None,
                N_('"{columns}" are not seven columns. Write them as B-H, or B,C,D,E,F,G,I.'),
                columns=wanted.strip(),
            )
        )
    if max(found) >= width:
        why = N_("There is no column {column}: the last one is {last}.")
        names = {"column": column_name(max(found)), "last": column_name(width - 1)}
        raise CsvError(FileProblem(path, None, why, **names))
    return found


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


def _found(path: Path, table: Table, scale: Scale) -> list[int]:
    """The columns of the seven items, by what is in the file."""
    width = len(table[0])
    keys = [ascii_key(cell) for cell in table[0]]
    for found in (_by_wording(keys), _by_number(keys)):
        if found:
            return found
    if width == len(ITEMS):
        return list(range(width))
    found = [at for at in range(width) if _mostly_answers([row[at] for row in table], scale)]
    if len(found) == len(ITEMS):
        return found
    why = N_(
        "Which seven columns hold the answers cannot be told. "
        "Name them with --columns, as B-H or B,C,D,E,F,G,I."
    )
    raise CsvError(FileProblem(path, None, why))


def _by_wording(keys: Sequence[str]) -> list[int]:
    """Columns whose headings hold the items' own words, whatever stands around them."""
    found: list[int] = []
    for item in ITEMS:
        texts = [ascii_key(text).rstrip(".") for text in (item.text.da, item.text.en)]
        columns = [at for at, key in enumerate(keys) if any(text in key for text in texts)]
        if len(columns) != 1:
            return []
        found += columns
    return found


def _by_number(keys: Sequence[str]) -> list[int]:
    """Columns whose headings are one word and the numbers 1 to 7; bare numbers only in order."""
    numbered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, key in enumerate(keys):
        if match := _NUMBERED.fullmatch(key):
            numbered[match[1]].append((int(match[2]), at))
    numbers = [item.number for item in ITEMS]
    whole = [
        [at for _number, at in sorted(columns)]
        for word, columns in numbered.items()
        if [n for n, _at in (sorted(columns) if word.strip() else columns)] == numbers
    ]
    return whole[0] if len(whole) == 1 else []


def _mostly_answers(cells: Sequence[str], scale: Scale) -> bool:
    answers = [_answer(cell, scale) for cell in cells]
    given = [answer for answer in answers if answer is not None]
    return bool(given) and 2 * sum(isinstance(answer, int) for answer in given) >= len(given)
