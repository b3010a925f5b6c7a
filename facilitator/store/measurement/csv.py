"""Answers from a survey tool's CSV file: its bytes as a table, read by `core.measurement.survey`.

The encoding, the separator and the quotation marks are found here. What is in columns of no item
(times, names, comments) is not stored.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import statistics
from itertools import islice
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.measurement.figures import LEAST
from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.survey import Survey, read_survey
from facilitator.core.measurement.survey.answers import meaning
from facilitator.core.measurement.survey.sheet import UnreadableSheet
from facilitator.core.measurement.survey.statements import statements
from facilitator.store.files import TOO_LARGE, NotRead, read_file
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from facilitator.core.measurement.items import Scale

MOST_BYTES: Final = 8 * 2**20
SEPARATORS: Final = ";,\t|"
"""Of two that do as well, the first."""

_NAMED_SEPARATOR: Final = re.compile(r'\A"?sep=([;,\t|])"?\r?\n', re.IGNORECASE)
"""A first line that spreadsheets write and hide."""
_SPREADSHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD_ENCODINGS: Final = ("cp1252", "cp865", "cp850", "mac_roman")
"""Of two that do as well, the first: Windows in the West, DOS in Denmark, DOS, old Macs."""
_LETTERS: Final = frozenset("æøåÆØÅéÉüÜöÖäÄ–—’“”…\xa0")
"""What is not ASCII in a Danish text."""
_SAMPLE: Final = 200
"""Rows that a separator is tried on."""
_MOST_LINES: Final = 100
"""Lines of one cell."""


class CsvError(FileProblem):
    """A CSV file that no answers can be taken from."""

    problems: tuple[FileProblem, ...]
    """All that is wrong, in order; the first is what this says."""

    def __init__(self, *problems: FileProblem) -> None:
        first = problems[0]
        super().__init__(first.path, first.line, first.msgid, **first.params)
        self.problems = problems


def read_answers(
    path: Path, scale: Scale, columns: str = "", *, language: str = "da", least: int = LEAST
) -> Survey:
    """The answers in a CSV file. Raises CsvError.

    `columns` names those of items 1 to 7; without it they are found. `language` is that of the
    items where one is named in a problem, `least` the limit under which nothing is shown.
    """
    try:
        data = read_file(path, MOST_BYTES)[0]
    except NotRead as error:
        raise CsvError(FileProblem.of(path, error)) from error
    return answers_of(data, path, scale, columns, language=language, least=least)


def answers_of(
    data: bytes,
    path: Path,
    scale: Scale,
    columns: str = "",
    *,
    language: str = "da",
    least: int = LEAST,
) -> Survey:
    """The answers in the bytes of a CSV file; `path` is what it is called in a problem.

    Raises CsvError.
    """
    try:
        return read_survey(table_of(data), scale, columns, language, least)
    except UnreadableSheet as error:
        causes = (FileProblem.of(path, why) for why in error.causes)
        raise CsvError(*causes) from error
    except NotRead as error:
        raise CsvError(FileProblem.of(path, error)) from error


def table_of(data: bytes) -> list[list[str]]:
    """The cells of a CSV file, without the spaces around them. Raises NotRead."""
    if len(data) > MOST_BYTES:
        raise NotRead(TOO_LARGE, most=MOST_BYTES // 2**20)
    text = _text(data)
    if named := _NAMED_SEPARATOR.match(text):
        text = text[named.end() :]
        separators = named[1] + SEPARATORS.replace(named[1], "")
        if _width(_sample(text, named[1])) > 1:
            separators = named[1]
    else:
        separators = SEPARATORS
    best = max(separators, key=lambda separator: _likelihood(_sample(text, separator)))
    return [[cell.strip() for cell in row] for row in _rows(text, best)]


def _text(data: bytes) -> str:
    """UTF-8 or UTF-16 with or without its mark, or else the old encoding with the most letters."""
    if data.startswith(_SPREADSHEETS):
        raise NotRead(N_("This is a spreadsheet. Save it as CSV first."))
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data[:_SAMPLE]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        text = data.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError:
        texts = [data.decode(encoding, "replace") for encoding in _OLD_ENCODINGS]
        text = max(texts, key=lambda text: sum(text.count(letter) for letter in _LETTERS))
    if "\0" in text:
        raise NotRead(N_("This is not text, and so not a CSV file."))
    return text


def _sample(text: str, separator: str) -> list[list[str]]:
    """The first rows, quotation marks taken as they come."""
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _SAMPLE)
    return [_unwrapped(row, separator) for row in rows]


def _likelihood(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How much of a table there is: points and headings of items; columns."""
    cells = [cell.strip() for row in rows for cell in row if cell]
    points = sum(meaning(cell).may_be_a_point for cell in cells)
    headings = sum(len(statements(cell)) == 1 for cell in cells if len(cell) > len(ITEMS))
    return points + len(ITEMS) * headings, _width(rows)


def _width(rows: Sequence[Sequence[str]]) -> int:
    return statistics.mode(len(row) for row in rows if row) if any(rows) else 0


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """The rows of a table, the first being row 1 of a spreadsheet. Raises NotRead.

    A cell that begins with a quotation ("Fint" sagde hun) is read where its line has as many cells
    as the others. A row that a spreadsheet has put into one cell is taken out of it.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        rows = []
    if not rows or any(_has_rows_in_it(cell, separator) for row in rows for cell in row):
        rows = list(_line_by_line(text, separator))
    for row in rows:
        yield _unwrapped(row, separator)


def _has_rows_in_it(cell: str, separator: str) -> bool:
    """Whether whole rows are in a cell, swallowed by a quotation mark that is not closed."""
    return "\n" in cell and any(
        sum(meaning(part.strip()).may_be_a_point for part in line.split(separator)) > len(ITEMS) - 2
        for line in cell.splitlines()
    )


def _unwrapped(row: list[str], separator: str) -> list[str]:
    if len(row) != 1 or row[0].count(separator) < len(ITEMS) - 1:
        return row
    try:
        return next(csv.reader([row[0]], delimiter=separator, strict=True), row)
    except csv.Error:
        return row


def _line_by_line(text: str, separator: str) -> Iterator[list[str]]:
    lines = list(io.StringIO(text, newline=""))
    alone = [next(csv.reader([line], delimiter=separator), []) for line in lines]
    width = _width([row for row in alone if len(row) >= len(ITEMS)])
    at = number = 0
    while at < len(lines):
        number += 1
        part = lines[at : at + _MOST_LINES]
        reader = csv.reader(part, delimiter=separator, strict=True)
        try:
            row = next(reader)
            taken = reader.line_num
        except (csv.Error, StopIteration):
            row, taken = [], 0
        if not taken or any(_has_rows_in_it(cell, separator) for cell in row):
            row, taken = alone[at], 1
            if len(row) != width:
                why = N_("Row {row}: a quotation mark is not closed, or stands inside a cell.")
                raise NotRead(why, row=number)
        yield row
        at += taken
