"""What a folder and its store last agreed on: of each object its tag, its file and its bytes.

What waits to be sent is derived from it: files that differ, and deletions noted here. A deleted
note is in no byte of the ledger afterwards.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.store.files import (
    DISK_FULL,
    NOT_TAKEN,
    PRIVATE_FILE,
    NotWritten,
    Stamp,
    make_private_folder,
)
from facilitator.store.paths import SHARED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Self

LEDGER: Final = "ledger.sqlite3"

_SETTINGS: Final = (
    "secure_delete=ON",
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "temp_store=MEMORY",
)
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS agreed (
    name TEXT PRIMARY KEY, path TEXT NOT NULL, tag TEXT NOT NULL, data BLOB NOT NULL,
    inode INTEGER, size INTEGER, mtime INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_path ON agreed (path);
CREATE TABLE IF NOT EXISTS deleted (name TEXT PRIMARY KEY, tag TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS moved (
    name TEXT PRIMARY KEY, tag TEXT NOT NULL, data BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS gone (mark TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS logged (shelf TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unlogged (name TEXT PRIMARY KEY, tag TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sending (mark TEXT PRIMARY KEY) WITHOUT ROWID
"""
"""`moved` are the objects whose note the store has under another name by now: they are to go there.
`gone` tells what was deleted, here or there: what is found of it is never sent again.
`logged` says up to which number a shelf's log has been read. `unlogged` are the objects that
were sent, and of which the log does not tell the others yet; an empty tag: it is gone. `sending`
tells what was being sent: found in the store it is no change of somebody else."""


_DAMAGED: Final = N_(
    "{file} is damaged: it says what this folder and the store last agreed on. Take it away, and "
    "exchange again; a note that somebody else has deleted meanwhile may come back."
)


def gone_mark(note_id: str) -> str:
    """What stands for a note that was deleted: not even its day is told."""
    return blake2b(note_id.encode(), digest_size=16).hexdigest()


class Synced(NamedTuple):
    """An object as the store and the folder last had it in common."""

    name: str
    path: str
    """In the folder, its words parted by `/`."""
    tag: str
    data: bytes
    stamp: Stamp | None
    """Of the file when it was so."""


class Ledger:
    """The ledger of the archive in a folder. Threads may share it, one at a time."""

    def __init__(self, folder: Path) -> None:
        """Raises NotWritten where it cannot be opened."""
        file = folder / SHARED / LEDGER
        make_private_folder(file.parent)
        try:
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
            os.close(descriptor)
            self._opened = sqlite3.connect(
                file, timeout=10, isolation_level=None, check_same_thread=False
            )
            for setting in _SETTINGS:
                self._opened.execute(f"PRAGMA {setting}").close()
            self._opened.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            if type(error) is sqlite3.DatabaseError:
                raise NotWritten(_DAMAGED, file=file) from error
            raise _not_written(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._opened.close()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is written inside is written whole or not at all; also inside another of these."""
        if self._opened.in_transaction:
            yield
            return
        with _as_not_written():
            self._opened.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with suppress(sqlite3.Error):
                    self._opened.execute("ROLLBACK")
                raise
            self._opened.execute("COMMIT")

    def agreed(self) -> dict[str, Synced]:
        """All that is agreed, by name; without the bytes, which are read one by one."""
        rows = self._opened.execute("SELECT name, path, tag, x'', inode, size, mtime FROM agreed")
        return {row[0]: _synced(row) for row in rows}

    def find(self, name: str) -> Synced | None:
        """What is agreed on an object, with its bytes."""
        sql = "SELECT name, path, tag, data, inode, size, mtime FROM agreed WHERE name = ?"
        row = self._opened.execute(sql, (name,)).fetchone()
        return _synced(row) if row else None

    def put(self, objects: Collection[Synced]) -> list[str]:
        """These are agreed by now. What was last known to be in the file of one of them is not.

        Gives the names of those that were deleted here meanwhile: they stay deleted.
        """
        deleted = self.deleted()
        rows = [
            (*o[:4], *(o.stamp or (None, None, None))) for o in objects if o.name not in deleted
        ]
        taken = [(path, name) for name, path, *_rest in rows if path]
        with self.at_once():
            self._opened.executemany(
                "UPDATE agreed SET path = '', inode = NULL WHERE path = ? AND name <> ?", taken
            )
            self._opened.executemany("REPLACE INTO agreed VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            self._opened.executemany(
                "UPDATE deleted SET tag = ? WHERE name = ? AND tag = ''",
                [(o.tag, o.name) for o in objects if o.name in deleted],
            )
        return [o.name for o in objects if o.name in deleted]

    def seen(self, agreed: Synced, path: str, stamp: Stamp | None) -> None:
        """What is agreed lies in that file, unless something else is agreed by now."""
        inode, size, mtime = stamp or (None, None, None)
        with self.at_once():
            self._opened.execute(
                "UPDATE agreed SET path = ?, inode = ?, size = ?, mtime = ? "
                "WHERE name = ? AND tag = ?",
                (path, inode, size, mtime, agreed.name, agreed.tag),
            )

    def forget(self, name: str, *, gone: str = "") -> None:
        """Nothing is agreed on that object any more; `gone`: the id of what is deleted for good."""
        with self.at_once():
            self._opened.execute("DELETE FROM agreed WHERE name = ?", (name,))
            self._opened.execute("DELETE FROM deleted WHERE name = ?", (name,))
            self._opened.execute("DELETE FROM moved WHERE name = ?", (name,))
            if gone:
                self._opened.execute("REPLACE INTO gone VALUES (?)", (gone_mark(gone),))

    def gone(self) -> frozenset[str]:
        """What was deleted, as `gone_mark` makes it of an id."""
        return frozenset(mark for (mark,) in self._opened.execute("SELECT mark FROM gone"))

    def delete(self, name: str, tag: str) -> None:
        """It was deleted here, and is to be deleted in the store. Its bytes go at once.

        `tag`: which of its versions; empty: it is just coming, and not known yet.
        """
        with self.at_once():
            self._opened.execute("DELETE FROM agreed WHERE name = ?", (name,))
            self._opened.execute("REPLACE INTO deleted VALUES (?, ?)", (name, tag))

    def deleted(self) -> dict[str, str]:
        """The tags of the objects that are to be deleted in the store, by name."""
        return dict(self._opened.execute("SELECT name, tag FROM deleted").fetchall())

    def move(self, agreed: Synced) -> None:
        """The store has that note under another name by now: the object is to go there."""
        with self.at_once():
            self._opened.execute("DELETE FROM agreed WHERE name = ?", (agreed.name,))
            row = (agreed.name, agreed.tag, agreed.data)
            self._opened.execute("REPLACE INTO moved VALUES (?, ?, ?)", row)

    def moved(self) -> dict[str, Synced]:
        """The objects that are to go, as they were when they were moved, by name."""
        rows = self._opened.execute("SELECT name, tag, data FROM moved").fetchall()
        return {name: Synced(name, "", tag, data, None) for name, tag, data in rows}

    def sent(self, tags: Mapping[str, str]) -> None:
        """Objects were sent, by name; empty: deleted. The log is to tell of them."""
        with self.at_once():
            self._opened.executemany("REPLACE INTO unlogged VALUES (?, ?)", tags.items())

    def unlogged(self) -> dict[str, str]:
        """What the log is to tell of yet: tags by name, empty for what is gone."""
        return dict(self._opened.execute("SELECT name, tag FROM unlogged").fetchall())

    def told(self, names: Iterable[str]) -> None:
        """The log tells of these."""
        with self.at_once():
            self._opened.executemany(
                "DELETE FROM unlogged WHERE name = ?", ((name,) for name in names)
            )

    def sending(self, marks: Iterable[str]) -> None:
        """What has these marks is being sent: it may be there though we never hear of it."""
        with self.at_once():
            rows = ((mark,) for mark in marks)
            self._opened.executemany("REPLACE INTO sending VALUES (?)", rows)

    def was_sent(self, mark: str) -> bool:
        """Whether what has that mark was being sent, in this exchange or one that broke off."""
        sql = "SELECT 1 FROM sending WHERE mark = ?"
        return self._opened.execute(sql, (mark,)).fetchone() is not None

    def all_is_sent(self) -> None:
        """Nothing is being sent any more, and all that was is known to be there."""
        with self.at_once():
            self._opened.execute("DELETE FROM sending")

    def logged(self, shelf: str) -> int | None:
        """Up to which number the log of a shelf was read; None: it never was."""
        sql = "SELECT number FROM logged WHERE shelf = ?"
        row = self._opened.execute(sql, (shelf,)).fetchone()
        return row[0] if row else None

    def read_up_to(self, shelf: str, number: int | None) -> None:
        """The log of a shelf was read up to that number; None: it is to be read whole."""
        with _as_not_written():
            if number is None:
                self._opened.execute("DELETE FROM logged WHERE shelf = ?", (shelf,))
            else:
                self._opened.execute("REPLACE INTO logged VALUES (?, ?)", (shelf, number))

    def shelves(self) -> tuple[str, ...]:
        """The shelves whose log was read."""
        rows = self._opened.execute("SELECT shelf FROM logged ORDER BY shelf").fetchall()
        return tuple(shelf for (shelf,) in rows)


def _synced(row: tuple[object, ...]) -> Synced:
    name, path, tag, data, inode, size, mtime = row
    stamp = None if inode is None else Stamp(int(str(inode)), int(str(size)), int(str(mtime)))
    assert isinstance(data, bytes)  # noqa: S101 the table says so
    return Synced(str(name), str(path), str(tag), data, stamp)


@contextmanager
def _as_not_written() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _not_written(error) from error


def _not_written(error: OSError | sqlite3.Error) -> NotWritten:
    if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
        return NotWritten(DISK_FULL)
    return NotWritten(NOT_TAKEN, reason=str(error))
