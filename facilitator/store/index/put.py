"""What was found in files, put into the tables of the index; and taken out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from facilitator.store.index.rows import Rows


class Read(NamedTuple):
    """A file and what was found in it."""

    path: str
    stamp: str
    rows: Rows | None
    problem: str | None


def put(opened: sqlite3.Connection, gone: Iterable[str], read: Iterable[Read]) -> None:
    """Take out the files that have gone, and put in those that were read."""
    for path in gone:
        file = _number_of(opened, path)
        if file is not None:
            _take_out(opened, file)
            opened.execute("DELETE FROM files WHERE file = ?", (file,))
    for path, stamp, rows, problem in read:
        file = _number_of(opened, path)
        if file is None:
            new = "INSERT INTO files (path, stamp, problem) VALUES (?, ?, ?)"
            file = opened.execute(new, (path, stamp, problem)).lastrowid
        else:
            other = "UPDATE files SET stamp = ?, problem = ? WHERE file = ?"
            opened.execute(other, (stamp, problem, file))
            _take_out(opened, file, unless=rows.folded if rows and rows.lines else None)
        if rows is not None:
            _put_in(opened, file, rows)


def _put_in(opened: sqlite3.Connection, file: int | None, rows: Rows) -> None:
    for table, values in (("notes", rows.note), ("copies", rows.copy)):
        if values:
            marks = ", ".join("?" * (1 + len(values)))
            opened.execute(f"INSERT INTO {table} VALUES ({marks})", (file, *values))  # noqa: S608 ours
    if rows.agreed:
        opened.execute("INSERT INTO agreed VALUES (?, ?)", (file, rows.agreed))
    if rows.kept:
        kept = ((file, *one) for one in rows.kept)
        opened.executemany("INSERT INTO kept VALUES (?, ?, ?, ?)", kept)
    if not rows.lines:
        return
    opened.execute("INSERT INTO lines VALUES (?, ?)", (file, rows.written))
    if not opened.execute("SELECT 1 FROM texts WHERE rowid = ?", (file,)).fetchone():
        opened.execute("INSERT INTO texts (rowid, folded) VALUES (?, ?)", (file, rows.folded))


def _take_out(opened: sqlite3.Connection, file: int, *, unless: str | None = None) -> None:
    """Take out a note, though not its text where that is the same as what comes instead."""
    text = opened.execute("SELECT folded FROM texts WHERE rowid = ?", (file,)).fetchone()
    if text is not None and text[0] != unless:
        opened.execute("DELETE FROM texts WHERE rowid = ?", (file,))
        opened.execute("INSERT OR IGNORE INTO unclean VALUES (1)")
    for table in ("lines", "agreed", "kept", "copies", "notes"):
        opened.execute(f"DELETE FROM {table} WHERE file = ?", (file,))  # noqa: S608 ours


def _number_of(opened: sqlite3.Connection, path: str) -> int | None:
    row = opened.execute("SELECT file FROM files WHERE path = ?", (path,)).fetchone()
    return None if row is None else int(row[0])
