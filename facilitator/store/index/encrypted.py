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
    """Raises Refused where the library that encrypts an index is not installed."""
    with suppress(ImportError):
        import apsw

        if hasattr(apsw, "mc_version"):  # a plain apsw would write everything as it is
            return
    raise Refused(
        N_("An encrypted archive needs more of the program: install facilitator[shared].")
    )


class Cursor:
    """The rows of a statement, with the interface of `sqlite3.Cursor`."""

    def __init__(self, rows: list[tuple[Any, ...]], lastrowid: int) -> None:
        self._rows = rows
        self.lastrowid = lastrowid

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._rows)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        return self._rows

    def fetchone(self) -> Any:
        """The first row; None: there is none."""
        return self._rows[0] if self._rows else None

    def close(self) -> None:
        """Nothing: all rows have been read."""


class EncryptedConnection:
    """A connection to an existing encrypted database. Raises sqlite3.Error."""

    def __init__(self, path: str, key: bytes, patience: float) -> None:
        """`key` is 32 bytes; a lock of another program is waited for `patience` seconds."""
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
        """Execute a statement and read all of its rows."""
        try:
            rows = self._opened.execute(sql, values).fetchall()
        except self._error as error:
            raise self._translated(error) from error
        return Cursor(rows, self._opened.last_insert_rowid())

    def executemany(self, sql: str, values: Iterable[Sequence[Any]]) -> Cursor:
        """Execute the statement with each of these values."""
        try:
            self._opened.executemany(sql, values)
        except self._error as error:
            raise self._translated(error) from error
        return Cursor([], self._opened.last_insert_rowid())

    def close(self) -> None:
        """Close the file."""
        self._opened.close()

    def _translated(self, error: Exception) -> sqlite3.DatabaseError:
        """The error as the one `sqlite3` raises."""
        kind = (
            sqlite3.OperationalError if isinstance(error, self._in_sql) else sqlite3.DatabaseError
        )
        return kind(str(error))
