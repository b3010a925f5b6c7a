"""A CSV file of whatever kind as a table of cells: its encoding, its separator, its rows.

csv.Sniffer looks at letters and is easily led astray by commas in a question. Here each separator
is tried on the whole file, and the one that gives the most cells of the kind that is looked for is
taken.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from facilitator.core.refusal import N_
from facilitator.store.problems import FileProblem
from facilitator.store.reading import NotRead, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
