"""The file of the index: private, and made anew whenever it is not to be trusted.

What is in it can be had from the notes again, so nothing in it is ever repaired. Whoever writes
sets the file's time to `SEAL`: where it has another, somebody else has written in it, or a write
was broken off, and it is left for a new file of another name: a journal is found by name, and one
of the old file must not meet the new. Where no file can be had the index is in memory.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from facilitator.core.errors import Refused
from facilitator.store.files import PRIVATE_FILE, PRIVATE_FOLDER, make_private_folder
from facilitator.store.index.tables import (
    SCHEMA,
    connected,
    make_tables,
    schema_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

SEAL: Final = 946_684_800 * 10**9
"""Nanoseconds: the first moment of 2000, which any disk can say."""
_SEALING: Final = 0.5
"""Seconds within which another program seals what it has written."""
_MOST_FILES: Final = 3
"""How often a new file is made before memory has to do."""
_END: Final = ".sqlite3"


class Renewed(Exception):  # noqa: N818 not an error: whoever asked is to fill it and ask again
    """The index is another now: what was read from it before no longer counts."""


class _NotSealed(sqlite3.DatabaseError):
    """Somebody else wrote in the file, or put another in its place."""


class IndexFile:
    """The index of one archive, in whichever file it is. Threads may share it."""

    def __init__(self, archive: Path, folder: Path) -> None:
        self._folder = folder
        name = hashlib.blake2b(os.fsencode(archive.absolute()), digest_size=10).hexdigest()
        self._start = f"{name}-"
        self._path: Path | None = None
        self._inode = 0
        self._connection: sqlite3.Connection | None = None
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
        work: Callable[[sqlite3.Connection], T],
        *,
        writes: bool = False,
        number: int | None = None,
    ) -> T:
        """What `work` gives, in one transaction.

        Raises Renewed where the index is another by now, or not the one of that `number`.
        """
        with self._one_at_a_time:
            opened = self._connection or self._open()
            if number not in {None, self.number}:
                raise Renewed
            try:
                opened.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
                opened.execute("SELECT 1 FROM files LIMIT 1").fetchone()  # nobody writes from now
                self._check()
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
        """Remove every other file that lies with it."""
        with self._one_at_a_time, suppress(OSError):
            ours = {self._path.name, f"{self._path.name}-journal"} if self._path else set()
            for file in sorted(self._folder.iterdir()):
                if file.name not in ours:
                    with suppress(OSError):
                        file.unlink()

    def _open(self) -> sqlite3.Connection:
        """The newest file where it can be used, or else a new one."""
        with suppress(sqlite3.Error, OSError):
            if numbers := self._numbers():
                return self._connect(self._file(numbers[-1]))
        return self._new()

    def _renew(self) -> None:
        """Leave the file for one that another program has made since, or for a new one."""
        self.close()
        with suppress(sqlite3.Error, OSError):
            newest = [self._file(number) for number in self._numbers()[-1:]]
            if newest and newest != [self._path]:
                self._connect(newest[0])
                return
        self._new()

    def _new(self) -> sqlite3.Connection:
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

    def _connect(self, path: Path, *, make: bool = False) -> sqlite3.Connection:
        if make:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            os.close(os.open(path, flags, PRIVATE_FILE))
        empty = path.stat().st_size == 0
        opened = connected(str(path))
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

    def _check(self) -> None:
        """Raise _NotSealed where the file is not as a program of ours left it."""
        if self._path is None:
            return
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

    def _file(self, number: int) -> Path:
        return self._folder / f"{self._start}{number}{_END}"

    def _numbers(self) -> list[int]:
        """The numbers of the files there are, the newest last."""
        try:
            names = [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        found = (
            name.removeprefix(self._start).removesuffix(_END)
            for name in names
            if name.startswith(self._start) and name.endswith(_END)
        )
        return sorted(int(number) for number in found if number.isdecimal())

    @staticmethod
    def _remove(path: Path) -> None:
        for name in (path.name, f"{path.name}-journal"):
            with suppress(OSError):
                path.with_name(name).unlink()


def _check_schema(opened: sqlite3.Connection) -> None:
    if schema_of(opened) != SCHEMA:
        raise _NotSealed
