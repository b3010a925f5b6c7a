"""An encrypted SQLite database behind the interface of the module `sqlite3`.

SQLite3 Multiple Ciphers encrypts and authenticates each page with AEGIS-256, in the file and in its
journal; temporary tables are in memory. It is loaded only where an archive is encrypted.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

KEY_BYTES: Final = 32


def check_library() -> None:
    """Raises Refused where what encrypts an index is not installed."""
    with suppress(ImportError):
        import apsw

        if hasattr(apsw, "mc_version"):  # a plain apsw would write everything as it is
            return
    raise Refused(
        N_("An encrypted archive needs more of the program: install facilitator[shared].")
    )


class Cursor:
    """What a statement gave, as `sqlite3.Cursor` has it."""

    def __init__(self, rows: list[tuple[Any, ...]], lastrowid: int) -> None:
        self._rows = rows
        self.lastrowid = lastrowid

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._rows)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All of them."""
        return self._rows

    def fetchone(self) -> Any:
        """The first of them; None: there is none."""
        return self._rows[0] if self._rows else None

    def close(self) -> None:
        """There is nothing to let go of: they were all read."""


class EncryptedConnection:
    """A connection to the encrypted database in a file that is there. Raises sqlite3.Error."""

    def __init__(self, path: str, key: bytes, patience: float) -> None:
        """`key` is of 32 bytes; another program may write for `patience` seconds."""
        if len(key) != KEY_BYTES:
            raise ValueError(len(key))  # any other would be taken for a passphrase
        import apsw

        self._error, self._in_sql = apsw.Error, apsw.SQLError
        try:
            self._opened = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
        except self._error as error:
            raise self._translated(error) from error
        self._opened.set_busy_timeout(round(patience * 1000))
        self._opened.pragma("cipher", "aegis")
        if self._opened.pragma("key", f"raw:{key.hex()}") != "ok":
            raise sqlite3.NotSupportedError

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Cursor:
        """What the statement gives, all of it read."""
        try:
            rows = self._opened.execute(sql, values).fetchall()
        except self._error as error:
            raise self._translated(error) from error
        return Cursor(rows, self._opened.last_insert_rowid())

    def executemany(self, sql: str, values: Iterable[Sequence[Any]]) -> Cursor:
        """The statement with each of these values in turn."""
        try:
            self._opened.executemany(sql, values)
        except self._error as error:
            raise self._translated(error) from error
        return Cursor([], self._opened.last_insert_rowid())

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()

    def _translated(self, error: Exception) -> sqlite3.DatabaseError:
        """The error that `sqlite3` would have raised."""
        kind = (
            sqlite3.OperationalError if isinstance(error, self._in_sql) else sqlite3.DatabaseError
        )
        return kind(str(error))
