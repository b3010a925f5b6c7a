"""The database file of the index: private, and replaced whenever it cannot be trusted.

Everything in it can be read from the notes again, so nothing in it is ever repaired. After each
write the file's time is set to `SEAL`. Any other time means that another program has written in it,
or that a write was broken off; then a new file is begun. It has another name, since a journal is
found by its name, and that of the old file must not be applied to the new one. Where no file can be
made, the index is in memory.

The index of an encrypted archive is encrypted (see `encrypted`), and never in a file otherwise: an
older plain one is removed as soon as it is found.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from facilitator.core.errors import N_, Refused
from facilitator.store.encryption import index_key
from facilitator.store.files import PRIVATE_FILE, PRIVATE_FOLDER, make_private_folder
from facilitator.store.paths import blake2b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from facilitator.store.index.encrypted import EncryptedConnection
    from facilitator.store.index.rows import Rows

    Connection = sqlite3.Connection | EncryptedConnection

SCHEMA: Final = 14
"""A file of another number is left, and made anew."""
PATIENCE: Final = 5.0
"""Seconds that another program may write."""
SHOWN: Final = "n.main AND n.private IS NOT 1"
"""The condition that a note is one, and not one person's own."""
NEWEST_FIRST: Final = " ORDER BY n.date DESC, n.guide DESC, n.number DESC, n.file DESC"
"""How notes `n` are listed."""

_SETTINGS: Final = (
    "page_size=16384",  # a note and its lines fill much of a smaller one
    "secure_delete=ON",  # what is deleted is written over
    "journal_mode=DELETE",
    "synchronous=NORMAL",
    "temp_store=MEMORY",
    "cache_size=-4096",  # fresh memory takes longer than the system's own cache
    "cache_spill=2048",  # pages: from the first that is written early on nobody else can read
    "trusted_schema=OFF",
)
_TABLES: Final = """
CREATE TABLE files (
    file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp BLOB NOT NULL, problem TEXT,
    claims TEXT, recipients TEXT
);
CREATE INDEX with_problem ON files (file) WHERE problem IS NOT NULL;
CREATE TABLE notes (
    file INTEGER PRIMARY KEY, id TEXT, team TEXT, one_team TEXT, team_key TEXT, guide TEXT,
    title TEXT, guide_key TEXT, language TEXT, date TEXT, number INTEGER, status TEXT, kind TEXT,
    private INTEGER, to_follow_up INTEGER, commitments INTEGER,
    learning_points INTEGER, keywords INTEGER, kinds TEXT, themes TEXT,
    frame INTEGER, revisit TEXT, rank INTEGER, content TEXT, main INTEGER
);
CREATE INDEX in_order ON notes (
    date, guide, number, file, one_team, team, kind, title, main, private
) WHERE main AND private IS NOT 1;
CREATE INDEX own ON notes (file) WHERE private = 1;
CREATE INDEX by_id ON notes (id);
CREATE INDEX by_status ON notes (status);
CREATE INDEX frames ON notes (one_team, frame) WHERE frame IS NOT NULL;
CREATE INDEX copies ON notes (file) WHERE NOT main;
CREATE TABLE lines (file INTEGER PRIMARY KEY, written BLOB);
CREATE TABLE agreed (
    file INTEGER, place INTEGER, id TEXT, what TEXT, owner TEXT, due TEXT, theme TEXT, status TEXT,
    cue TEXT, response TEXT, happened TEXT, ended TEXT, revision INTEGER, PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE TABLE kept (
    file INTEGER, kind TEXT, day TEXT, number INTEGER, PRIMARY KEY (file, kind, day)
) WITHOUT ROWID;
CREATE TABLE unclean (one INTEGER PRIMARY KEY);
CREATE TABLE derived (name TEXT PRIMARY KEY, stamp TEXT, written TEXT) WITHOUT ROWID
"""
"""A note's number is that of its file's name. Two names of one team have `one_team` in common.
`private` is 1 where the note says itself that it is one person's own: it is in no list. It is 2
where its guide says so alone, or that is in doubt: its words are in nothing that leaves.
Of the files with one id the one that is `main` is the note, and the others are its copies; their
`content` is other where what they say is. `frame` is the version of its team's frame that it is.
`claims` is the id that a file has which cannot be read, `recipients` whom an encrypted one is for,
where that is known. `lines` are in UTF-8.
`agreed` has the commitments of closed notes that are not private; `kept` says what notes and their
copies hold that is due one day. `derived` has what settings and guides come to, by the stamps of
their files, so that nobody has to read them again. `unclean` has a row while deleted text may have
left letters in the part of FTS5 that is its own."""
_BY_PART: Final = (
    "CREATE VIRTUAL TABLE texts USING fts5"
    "(folded, tokenize='trigram case_sensitive 1', detail=none)"
)
_IN_TURN: Final = "CREATE TABLE texts (folded TEXT)"
"""For an SQLite without FTS5, or older than 3.34: the same answers, looked for one by one."""


def connected(path: str, key: bytes | None = None) -> Connection:
    """A connection whose transactions are begun and ended by hand. Raises sqlite3.Error.

    With a `key` the file is encrypted, and is there; the library for it is installed.
    """
    opened: Connection
    if key is None:
        opened = sqlite3.connect(
            path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
    else:
        from facilitator.store.index.encrypted import EncryptedConnection

        opened = EncryptedConnection(path, key, PATIENCE)
    try:
        for setting in _SETTINGS:
            opened.execute(f"PRAGMA {setting}").close()
    except BaseException:
        opened.close()
        raise
    return opened


def schema_of(opened: Connection) -> int:
    """The schema number; 0: there are no tables."""
    return int(opened.execute("PRAGMA user_version").fetchone()[0])


def make_tables(opened: Connection) -> None:
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


def is_unclean(opened: Connection) -> bool:
    """Whether deleted text may still be in the file."""
    return opened.execute("SELECT 1 FROM unclean").fetchone() is not None


def clean(opened: Connection) -> None:
    """Remove all deleted text: FTS5 only marks it until its parts are merged."""
    if opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'texts_data'").fetchone():
        opened.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    opened.execute("DELETE FROM unclean")


T = TypeVar("T")

SEAL: Final = 946_684_800 * 10**9
"""Nanoseconds: the first moment of 2000, which any disk can say."""
_SEALING: Final = 0.5
"""Seconds within which another program seals what it has written."""
_MOST_FILES: Final = 3
"""How often a new file is made before memory has to do."""
_PLAIN: Final = ".sqlite3"
_ENCRYPTED: Final = ".encrypted"


day_of = lru_cache(maxsize=4096)(date.fromisoformat)
"""A day as the index keeps it; the same days come again and again."""


def used_up(rows: list[T]) -> Iterator[T]:
    """The rows in order, each freed as it is taken.

    Freeing very many at once stops all other threads.
    """
    rows.reverse()
    while rows:
        yield rows.pop()


class Renewed(Exception):  # noqa: N818 not an error: whoever asked is to fill it and ask again
    """The index was replaced: what was read from it before no longer counts."""


class _NotSealed(sqlite3.DatabaseError):
    """Another program wrote in the file, or replaced it."""


class IndexFile:
    """The index of one archive, in whichever file it is. Threads may share it."""

    def __init__(self, archive: Path, folder: Path) -> None:
        self._archive = archive.absolute()
        self._folder = folder
        self._key: bytes | None = None
        self._start = f"{blake2b(os.fsencode(self._archive), 10).hex()}-"
        self._path: Path | None = None
        self._inode = 0
        self._connection: Connection | None = None
        self._made = 0
        self.number = 0
        """Of the index it is: another as soon as another has taken its place."""
        self._one_at_a_time = threading.RLock()

    def __del__(self) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The file it is in; None: it is in memory, or not open."""
        return self._path

    def close(self) -> None:
        """Let go of the file."""
        with self._one_at_a_time:
            if self._connection is not None:
                with suppress(sqlite3.Error):
                    self._connection.close()
            self._connection = None

    def run(
        self,
        work: Callable[[Connection], T],
        *,
        writes: bool = False,
        number: int | None = None,
    ) -> T:
        """The result of `work`, in one transaction.

        Raises Renewed where the index was replaced, or is not the one with that `number`.
        """
        with self._one_at_a_time:
            opened = self._connection or self._open()
            if number not in {None, self.number}:
                raise Renewed
            try:
                opened.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
                opened.execute("SELECT 1 FROM files LIMIT 1").fetchone()  # nobody writes from now
                self._check(writes=writes)
                result = work(opened)
                opened.execute("COMMIT")
                if writes:
                    self._seal()
            except (sqlite3.Error, OSError) as error:
                self._renew()
                raise Renewed from error
            except BaseException:
                with suppress(sqlite3.Error):
                    opened.execute("ROLLBACK")
                raise
            return result

    def remove_others(self) -> None:
        """Remove all other index files in its folder."""
        with self._one_at_a_time, suppress(OSError):
            ours = {self._path.name, f"{self._path.name}-journal"} if self._path else set()
            for file in sorted(self._folder.iterdir()):
                if file.name not in ours:
                    with suppress(OSError):
                        file.unlink()

    def remove_all(self) -> Path | None:
        """Remove all index files, its own too; returns it where it cannot be removed."""
        with self._one_at_a_time:
            own = self._path
            self.close()
            self._path = None
            self.remove_others()
            return own if own and os.path.lexists(own) else None

    def _open(self) -> Connection:
        """The newest file if it can be used, or else a new one."""
        self._ask_for_key()
        with suppress(sqlite3.Error, OSError):
            if numbers := self._numbers():
                return self._connect(self._file(numbers[-1]))
        return self._new()

    def _renew(self) -> None:
        """Switch to a file that another program has made since, or to a new one."""
        self.close()
        self._ask_for_key()
        with suppress(sqlite3.Error, OSError):
            newest = [self._file(number) for number in self._numbers()[-1:]]
            if newest and newest != [self._path]:
                self._connect(newest[0])
                return
        self._new()

    def _new(self) -> Connection:
        self._made += 1
        if self._made <= _MOST_FILES:
            with suppress(sqlite3.Error, OSError, Refused):
                make_private_folder(self._folder)
                if os.name != "nt":
                    self._folder.chmod(PRIVATE_FOLDER)
                before = self._numbers()
                number = max([time.time_ns() // 10**6, *(n + 1 for n in before)])
                opened = self._connect(self._file(number), make=True)
                for number in before:
                    self._remove(self._file(number))
                return opened
        self._path, self._connection = None, connected(":memory:")
        self.number += 1
        make_tables(self._connection)
        return self._connection

    def _connect(self, path: Path, *, make: bool = False) -> Connection:
        if make:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            os.close(os.open(path, flags, PRIVATE_FILE))
        empty = path.stat().st_size == 0
        opened = connected(str(path), self._key)
        try:
            if empty:
                make_tables(opened)
            _check_schema(opened)
        except BaseException:
            opened.close()
            raise
        self._connection, self._path, self._inode = opened, path, path.stat().st_ino
        self.number += 1
        if empty:
            self._seal()
        return opened

    def _check(self, *, writes: bool) -> None:
        """Raises _NotSealed where the file is not as our programs left it.

        Also where it is to be written, is plain, and the archive has been encrypted since.
        """
        if self._path is None:
            return
        if writes and self._key is None and index_key(self._archive) is not None:
            raise _NotSealed
        end = time.monotonic() + _SEALING
        while True:
            status = self._path.stat()
            if status.st_ino == self._inode and status.st_mtime_ns == SEAL:
                return
            if status.st_ino != self._inode or time.monotonic() > end:
                raise _NotSealed
            time.sleep(0.005)

    def _seal(self) -> None:
        """No other program of ours writes before this, as it checks the seal first."""
        if self._path is not None:
            os.utime(self._path, ns=(SEAL, SEAL))

    def _ask_for_key(self) -> None:
        """Learn whether the archive is encrypted by now; then no plain index of it stays.

        Raises Locked, and Refused where nothing can encrypt.
        """
        self._key = index_key(self._archive)
        if self._key is not None:
            from facilitator.store.index.encrypted import check_library

            self._remove_plain()
            check_library()

    def _remove_plain(self) -> None:
        """Raises Refused where a plain index of the archive is there and cannot be removed."""
        for file in self._folder.glob(f"{self._start}*{_PLAIN}*"):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                msgid = N_(
                    "{file} is an index that is not encrypted, and it cannot be removed. Close "
                    "the other windows of the program, or remove that file yourself."
                )
                raise Refused(msgid, file=file) from error

    @property
    def _end(self) -> str:
        return _PLAIN if self._key is None else _ENCRYPTED

    def _file(self, number: int) -> Path:
        return self._folder / f"{self._start}{number}{self._end}"

    def _numbers(self) -> list[int]:
        """The numbers of the files there are, the newest last."""
        try:
            names = [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        numbers = (
            name.removeprefix(self._start).removesuffix(self._end)
            for name in names
            if name.startswith(self._start) and name.endswith(self._end)
        )
        return sorted(int(number) for number in numbers if number.isdecimal())

    @staticmethod
    def _remove(path: Path) -> None:
        for name in (path.name, f"{path.name}-journal"):
            with suppress(OSError):
                path.with_name(name).unlink()


def _check_schema(opened: Connection) -> None:
    if schema_of(opened) != SCHEMA:
        raise _NotSealed


def derived(opened: Connection, name: str) -> tuple[str, str] | None:
    """The stamp and value cached under that name; None where there is none."""
    row: tuple[str, str] | None = opened.execute(
        "SELECT stamp, written FROM derived WHERE name = ?", (name,)
    ).fetchone()
    return row


def put_derived(opened: Connection, name: str, stamp: str, written: str) -> None:
    """Cache a value under that name."""
    opened.execute("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (name, stamp, written))


def take_out_guides(opened: Connection, is_other: Callable[[str], bool]) -> None:
    """Remove the notes of these guides, so that they are read again."""
    sql = "SELECT n.guide, f.path FROM notes n JOIN files f USING (file) WHERE n.kind = 'session'"
    rows = opened.execute(sql).fetchall()
    others = {guide for guide in {guide for guide, _path in rows} if is_other(guide)}
    put(opened, [path for guide, path in rows if guide in others], ())


class Read(NamedTuple):
    """A file and what was found in it."""

    path: str
    stamp: bytes
    rows: Rows | None
    problem: str | None
    claims: str | None = None
    """The id it says it has, where it cannot be read as a note."""
    recipients: str | None = None
    """Whom it is encrypted for, where that is known."""


def put(opened: Connection, gone: Iterable[str], read: Iterable[Read]) -> None:
    """Remove files that are gone, and add those that were read."""
    ids: set[str] = set()
    for path in gone:
        file = _number_of(opened, path)
        if file is not None:
            ids |= _take_out(opened, file)
            opened.execute("DELETE FROM files WHERE file = ?", (file,))
    for path, stamp, rows, *about in read:
        file = _number_of(opened, path)
        is_new = file is None
        if file is None:
            new = (
                "INSERT INTO files (path, stamp, problem, claims, recipients)"
                " VALUES (?, ?, ?, ?, ?)"
            )
            file = opened.execute(new, (path, stamp, *about)).lastrowid
        else:
            other = (
                "UPDATE files SET stamp = ?, problem = ?, claims = ?, recipients = ? WHERE file = ?"
            )
            opened.execute(other, (stamp, *about, file))
            ids |= _take_out(opened, file, unless=rows.folded if rows and rows.lines else None)
        if rows is not None:
            _put_in(opened, file, rows, is_new=is_new)
            ids.add(str(rows.note[0]))
    opened.executemany(_CHOOSE, ((note_id,) for note_id in ids))


_CHOSEN: Final = """(file = (
    SELECT o.file FROM notes o JOIN files f USING (file) WHERE o.id = notes.id
    ORDER BY o.status = 'running', NOT o.private, o.rank, o.number, length(f.path), f.path LIMIT 1
))"""
_CHOOSE: Final = f"UPDATE notes SET main = {_CHOSEN} WHERE id = ? AND main IS NOT {_CHOSEN}"  # noqa: S608
"""Which of the files with one id is the note. One that is closed before one that runs, for what was
left out at the close is not to come back; one that is its writer's own before one that others see;
then our own name in the team's folder, in another folder, any other name; then the shorter path."""


def _put_in(opened: Connection, file: int | None, rows: Rows, *, is_new: bool) -> None:
    marks = ", ".join("?" * (1 + len(rows.note)))
    opened.execute(f"INSERT INTO notes VALUES ({marks})", (file, *rows.note))  # noqa: S608 ours
    for table, parts in (
        ("agreed", [(at, *row) for at, row in enumerate(rows.agreed)]),
        ("kept", rows.kept),
    ):
        if parts:
            marks = ", ".join("?" * (1 + len(parts[0])))
            insert = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 ours
            opened.executemany(insert, ((file, *part) for part in parts))
    if not rows.lines:
        return
    opened.execute("INSERT INTO lines VALUES (?, ?)", (file, rows.written))
    has_text = "SELECT 1 FROM texts WHERE rowid = ?"
    if is_new or not opened.execute(has_text, (file,)).fetchone():
        opened.execute("INSERT INTO texts (rowid, folded) VALUES (?, ?)", (file, rows.folded))


def _take_out(opened: Connection, file: int, *, unless: str | None = None) -> set[str]:
    """Remove a note, except its text where the new one has the same.

    Returns the id it had.
    """
    ids = {row[0] for row in opened.execute("SELECT id FROM notes WHERE file = ?", (file,))}
    text = opened.execute("SELECT folded FROM texts WHERE rowid = ?", (file,)).fetchone()
    if text is not None and text[0] != unless:
        opened.execute("DELETE FROM texts WHERE rowid = ?", (file,))
        opened.execute("INSERT OR IGNORE INTO unclean VALUES (1)")
    for table in ("lines", "agreed", "kept", "notes"):
        opened.execute(f"DELETE FROM {table} WHERE file = ?", (file,))  # noqa: S608 ours
    return ids


def _number_of(opened: Connection, path: str) -> int | None:
    row = opened.execute("SELECT file FROM files WHERE path = ?", (path,)).fetchone()
    return None if row is None else int(row[0])
