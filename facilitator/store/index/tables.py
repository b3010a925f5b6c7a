"""The tables of the index, and how SQLite is asked to keep them."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Final

SCHEMA: Final = 2
"""A file of another number is left, and made anew."""
PATIENCE: Final = 5.0
"""Seconds that another program may write."""
NEWEST_FIRST: Final = " ORDER BY n.date DESC, n.guide DESC, n.number DESC, n.file DESC"
"""How notes `n` are listed."""

_SETTINGS: Final = (
    "secure_delete=ON",  # what is deleted is written over
    "journal_mode=DELETE",
    "synchronous=NORMAL",
    "temp_store=MEMORY",
    "cache_size=-32768",
    "trusted_schema=OFF",
)
_TABLES: Final = """
CREATE TABLE files (
    file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, problem TEXT
);
CREATE INDEX with_problem ON files (file) WHERE problem IS NOT NULL;
CREATE TABLE notes (
    file INTEGER PRIMARY KEY, id TEXT, team TEXT, one_team TEXT, team_key TEXT, guide TEXT,
    title TEXT, guide_key TEXT, language TEXT, date TEXT, number INTEGER, status TEXT, kind TEXT,
    private INTEGER, minutes INTEGER, to_follow_up INTEGER, commitments INTEGER,
    learning_points INTEGER, keywords INTEGER, kinds TEXT, themes TEXT
);
CREATE INDEX in_order ON notes (date, guide, number, file);
CREATE INDEX by_id ON notes (id);
CREATE INDEX by_status ON notes (status);
CREATE TABLE lines (file INTEGER PRIMARY KEY, written TEXT);
CREATE TABLE agreed (file INTEGER PRIMARY KEY, written TEXT);
CREATE TABLE copies (file INTEGER PRIMARY KEY, id TEXT, team TEXT, title TEXT, date TEXT);
CREATE TABLE kept (
    file INTEGER, kind TEXT, day TEXT, number INTEGER, PRIMARY KEY (file, kind, day)
) WITHOUT ROWID;
CREATE TABLE unclean (one INTEGER PRIMARY KEY)
"""
"""A note's number is that of its file's name. Two names of one team have `one_team` in common.
`agreed` has the commitments of closed notes that are not private, as JSON. `copies` are those of
sync programs, which are no notes; `kept` says what they and notes hold that is due one day.
`unclean` has a row while deleted text may have left letters in the part of FTS5 that is its own."""
_BY_PART: Final = (
    "CREATE VIRTUAL TABLE texts USING fts5"
    "(folded, tokenize='trigram case_sensitive 1', detail=none)"
)
_IN_TURN: Final = "CREATE TABLE texts (folded TEXT)"
"""For an SQLite without FTS5, or older than 3.34: the same answers, looked for one by one."""


def connected(path: str) -> sqlite3.Connection:
    """A connection whose transactions are begun and ended by hand. Raises sqlite3.Error."""
    opened = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        for setting in _SETTINGS:
            opened.execute(f"PRAGMA {setting}").close()
    except BaseException:
        opened.close()
        raise
    return opened


def schema_of(opened: sqlite3.Connection) -> int:
    """The number of its tables; 0: there are none."""
    return int(opened.execute("PRAGMA user_version").fetchone()[0])


def make_tables(opened: sqlite3.Connection) -> None:
    """Make the tables in an empty file, unless another program has just done so."""
    opened.execute("BEGIN IMMEDIATE")
    try:
        if schema_of(opened) == 0:
            for table in _TABLES.split(";"):
                opened.execute(table)
            try:
                opened.execute(_BY_PART)
            except sqlite3.OperationalError:
                opened.execute(_IN_TURN)
            opened.execute(f"PRAGMA user_version = {SCHEMA}")
        opened.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            opened.execute("ROLLBACK")
        raise


def is_unclean(opened: sqlite3.Connection) -> bool:
    """Whether something may be left of deleted text."""
    return opened.execute("SELECT 1 FROM unclean").fetchone() is not None


def clean(opened: sqlite3.Connection) -> None:
    """Leave nothing of deleted text: FTS5 only marks it as gone until its parts are merged."""
    with suppress(sqlite3.OperationalError):  # a plain table has no such command
        opened.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    opened.execute("DELETE FROM unclean")
