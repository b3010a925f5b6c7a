"""The index of an archive: an SQLite copy of what its notes say, made to be queried.

It is brought up to date before it is queried, by the stamps of the files: only changed files are
read. Losing it loses nothing (see `database`).
"""

from __future__ import annotations

import os
import struct
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from facilitator.core.errors import N_, Refused, Typed
from facilitator.core.text.plain import printable
from facilitator.store.index.database import (
    IndexFile,
    Read,
    Renewed,
    clean,
    derived,
    is_unclean,
    put,
    put_derived,
    take_out_guides,
)
from facilitator.store.paths import GUIDES, OUR_GUIDES, index_folder, user_guides
from facilitator.store.scan import scan
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from facilitator.store.guides import PrivateGuides
    from facilitator.store.index.database import Connection


T = TypeVar("T")

_BATCH: Final = 1000
"""Files that are put in at once: each time costs a wait for the disk."""
_A_FEW: Final = 50
"""Files that are read between two looks up."""
_SETTLED: Final = 2 * 10**9
"""Nanoseconds after which a file's time tells one write from the next, on any disk."""
_TRIES: Final = 6
_NEVER_STILL: Final = N_(
    "Another program changes the index for searching all the time. Try again in a moment."
)
_PRIVATE: Final = "private"
"""What is derived of the guides."""


_COMMAND: Final = "command to type"
"""The key of a `Typed` parameter in a kept problem."""


class Refreshed(NamedTuple):
    """The outcome of bringing the index up to date."""

    complete: bool
    """Whether it went to the end."""
    changed: bool
    """Whether anything is another than before."""
    number: int
    """Which index that was: its `IndexFile.number`."""


class Index:
    """The index of the archive in a folder. Threads may share it."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive.absolute()
        self._start = os.path.join(self.archive, "")  # noqa: PTH118 in the end as well
        self._file = IndexFile(self.archive, index_folder())

    @property
    def path(self) -> Path | None:
        """The file of the database; None: it is in memory, or not open."""
        return self._file.path

    def file(self, path: str) -> Path:
        """The absolute path of a file in the archive."""
        return Path(self.path_of(path))

    def path_of(self, path: str) -> str:
        """The same as text: making ten thousand Path objects takes long."""
        return f"{self._start}{path}"

    def close(self) -> None:
        """Close the database."""
        self._file.close()

    def ask(self, question: Callable[[Connection], T]) -> T:
        """The answer of `question` from the index as it is; a lost index is filled again first.

        Raises Refused where another program keeps changing it.
        """
        for _ in range(_TRIES):
            try:
                return self._file.run(question)
            except Renewed:
                self.refresh()
        raise Refused(_NEVER_STILL)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query of the index as it is. Raises as `ask` does."""
        return self.ask(lambda opened: opened.execute(sql, values).fetchall())

    def row(self, sql: str, *values: object) -> Any:
        """The first row; None: there is none."""
        return self.ask(lambda opened: opened.execute(sql, values).fetchone())

    def files(self, sql: str, *values: object) -> tuple[Path, ...]:
        """The files of a query for paths."""
        return tuple(self.file(path) for (path,) in self.rows(sql, *values))

    def ask_all(self, question: Callable[[Connection], T]) -> T | None:
        """What `question` finds with every note of the archive in the index, brought up to date.

        Where another index takes the place of the one that was read into, it is read into anew: a
        part of it is never asked. None where another program never lets the index be.
        """
        for _ in range(_TRIES):
            with suppress(Renewed):
                number = self._refresh().number
                return self._file.run(question, number=number)
        return None

    def refresh(
        self, go_on: Callable[[int, int], bool] | None = None, first: Path | None = None
    ) -> Refreshed:
        """Bring it up to date. Never raises for a file that cannot be used.

        `go_on` is told how many of the changed files have been read, and how many there are;
        where it says no, what has been read so far stays read. What is in the folder `first` is
        read before the rest. Raises Refused where another program never lets the index be.
        """
        for _ in range(_TRIES):
            with suppress(Renewed):
                return self._refresh(go_on, first)
        raise Refused(_NEVER_STILL)

    def forget(self) -> None:
        """Remove deleted notes, and text deleted in notes: no byte of it is left.

        Files that are not in it yet are left for `refresh`. Every other index is removed, as one
        may hold the same notes under another path; so is this one where another program keeps
        changing it, or it is encrypted and cannot be opened.
        """
        for _ in range(_TRIES):
            try:
                self._refresh(new_too=False)
                self._file.remove_others()
            except Renewed:
                continue
            except Refused:
                break
            return
        if left := self._file.remove_all():
            msgid = N_("What was deleted may still be in {file}. Remove that file yourself.")
            raise Refused(msgid, file=left)

    def derived(self, name: str, files: Iterable[str], derive: Callable[[], str]) -> str:
        """What `derive` makes of these files, cached under a name while they do not change.

        Raises Refused where another program keeps changing the index.
        """
        for _ in range(_TRIES):
            with suppress(Renewed):
                return self._derived(name, files, derive)
        raise Refused(_NEVER_STILL)

    def _derived(
        self,
        name: str,
        files: Iterable[str],
        derive: Callable[[], str],
        changed: Callable[[Connection, str], object] = lambda _opened, _before: None,
    ) -> str:
        """The same; `changed` is called with the former value where it has changed."""
        stamp, settled = _stamp_of_all(files)
        before = self._file.run(lambda opened: derived(opened, name))
        if before and settled and before[0] == stamp:
            return before[1]
        now = derive()
        is_other = before is not None and before[1] != now
        if settled or before is None or is_other:

            def put_in(opened: Connection) -> None:
                put_derived(opened, name, stamp if settled else "", now)
                if before and is_other:
                    changed(opened, before[1])

            self._file.run(put_in, writes=True)
        return now

    def _refresh(
        self,
        go_on: Callable[[int, int], bool] | None = None,
        first: Path | None = None,
        *,
        new_too: bool = True,
    ) -> Refreshed:
        private = self._private()
        stamps, number = self._file.run(lambda opened: (_stamps(opened), self._file.number))
        waiting, refused = self._changed(stamps, new_too=new_too)
        gone = list(stamps)
        changed = [
            Read(path, stamp, None, problem, self._claims(path)) for path, stamp, problem in refused
        ]
        paths = list(waiting)
        if first is not None:
            start = f"{str(first)[len(self._start) :]}{os.sep}"
            paths.sort(key=lambda path: not path.startswith(start))
        complete = True
        if gone or changed:
            self._file.run(lambda opened: put(opened, gone, changed), writes=True)
        read: list[Read] = []
        for at, path in enumerate(paths):
            if go_on is not None and at % _A_FEW == 0 and not go_on(at, len(paths)):
                complete = False
                break
            read.append(self._read(path, waiting[path], private))
            if len(read) == _BATCH:
                self._take_in(read, private)
                read = []
        self._take_in(read, private)
        if self._file.run(is_unclean):
            self._file.run(clean, writes=True)
        return Refreshed(complete, bool(gone or changed or waiting), number)

    def _changed(
        self, stamps: dict[str, bytes], *, new_too: bool
    ) -> tuple[dict[str, bytes], list[tuple[str, bytes, str]]]:
        """The files that differ from their stamps, and those that are not read, with the reason.

        Each by its path in the archive, with its stamp. What is found is removed from `stamps`.
        """
        changed: dict[str, bytes] = {}
        refused: list[tuple[str, bytes, str]] = []
        now = time.time_ns()
        for file in scan(self.archive):
            if isinstance(file, FileProblem):
                problem = text_of_problem(file)
                path = printable(str(file.path)[len(self._start) :])
                stamp = f"{_stamp_of_all([str(file.path)])[0]} {problem}".encode()
                if stamps.pop(path, None) != stamp:
                    refused.append((path, stamp, problem))
                continue
            path, status = file
            stamp, before = _stamp(status), stamps.pop(path, None)
            if abs(now - status.st_mtime_ns) < _SETTLED:
                stamp = _again(stamp)
            if stamp != before and (new_too or before is not None):
                changed[path] = stamp
        return changed, refused

    def _take_in(self, read: list[Read], private: str) -> None:
        """Put in what was read, except what has been deleted meanwhile.

        No other program writes in the index during this: what one has deleted and made the index
        forget is not put in again.
        """

        def put_in(opened: Connection) -> None:
            by_now = (self._as_by_now(file, private) for file in read)
            put(opened, (), list(filter(None, by_now)))

        if read:
            self._file.run(put_in, writes=True)

    def _claims(self, path: str) -> str | None:
        """The id in a file that could not be read as a note; None where there is none."""
        from facilitator.store.index.reading import claimed_id

        return claimed_id(self.file(path))

    def _read(self, path: str, stamp: bytes, private: str) -> Read:
        from facilitator.store.index.reading import note_of
        from facilitator.store.index.rows import rows_of_note
        from facilitator.store.notes import read_note_file

        file, recipients = self.file(path), None
        try:
            read = read_note_file(file)
            recipients = read.recipients or None
            note = note_of(read, file)
        except FileProblem as problem:
            unread = "reason" in problem.params  # tomorrow it may be readable, its stamp the same
            stamp = _again(stamp) if unread else stamp
            return Read(path, stamp, None, text_of_problem(problem), self._claims(path), recipients)
        rows = rows_of_note(file, note, _guides_of(private))
        return Read(path, stamp, rows, None, recipients=recipients)

    def _as_by_now(self, file: Read, private: str) -> Read | None:
        """What was read, or is to be read again; None where the file is gone."""
        try:
            status = os.lstat(f"{self._start}{file.path}")
        except OSError:
            return None
        if file.stamp.startswith(_stamp(status)):
            return file
        return self._read(file.path, _again(file.stamp), private)

    def _private(self) -> str:
        """The guides whose notes are one person's own, as `_guides_of` reads them.

        Where they are others than before, the notes of those that are go at once, and are read
        anew: until then nobody sees what may be private by now.
        """
        folders = (self.file(GUIDES), user_guides(), *OUR_GUIDES.iterdir())

        def derive() -> str:
            from facilitator.store.guides import Guides, private_guides

            return private_guides(Guides(*folders[:2])).text

        def changed(opened: Connection, before: str) -> None:
            earlier, now = _guides_of(before), _guides_of(derive())
            take_out_guides(
                opened, lambda guide: earlier.may_be_private(guide) != now.may_be_private(guide)
            )

        return self._derived(_PRIVATE, _files_in(*folders), derive, changed)


def _stamps(opened: Connection) -> dict[str, bytes]:
    return dict(opened.execute("SELECT path, stamp FROM files"))


def _stamp(status: os.stat_result) -> bytes:
    """A stamp that changes when a file is written or replaced, or its permissions change."""
    inode = status.st_ino if _HAS_INODES else 0
    parts = inode, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    try:
        return _PACKED.pack(*parts)
    except struct.error:  # a clock that is centuries wrong
        return repr(parts).encode()


_HAS_INODES: Final = os.name != "nt"
"""Whether folders are read with them."""
_PACKED: Final = struct.Struct("<QQqq")


def _stamp_of_all(files: Iterable[str]) -> tuple[str, bool]:
    """A common stamp of several files, and whether it will show every later change."""
    stamps, settled, now = [], True, time.time_ns()
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116 a link is what it leads to
        except FileNotFoundError:
            stamps.append(f"{printable(file)} -")
        except OSError:
            return "", False
        else:
            stamps.append(f"{printable(file)} {_stamp(status).hex()}")
            settled = settled and abs(now - status.st_mtime_ns) >= _SETTLED
    return "\n".join(stamps), settled


def _files_in(*folders: Path) -> list[str]:
    """The entries of these folders, and the folders themselves."""
    files = [str(folder) for folder in folders]
    for folder in folders:
        with suppress(OSError):  # the stamp of the folder says so
            files += sorted(entry.path for entry in os.scandir(folder))
    return files


@lru_cache(maxsize=2)
def _guides_of(written: str) -> PrivateGuides:
    from facilitator.store.guides import PrivateGuides

    return PrivateGuides.of_text(written)


def _again(stamp: bytes) -> bytes:
    """A stamp that never matches."""
    return b"%b%d-" % (stamp, time.monotonic_ns())


def text_of_problem(problem: FileProblem) -> str:
    """A problem as text without its path, as the index keeps it."""
    import json

    params = {
        name: {_COMMAND: value.words} if isinstance(value, Typed) else value
        for name, value in problem.params.items()
    }
    return json.dumps([problem.line, problem.msgid, params], default=str)


def problem_of_text(path: Path, text: str) -> FileProblem:
    """The problem from its text, for the file at that path."""
    import json

    line, msgid, params = json.loads(text)
    return FileProblem(path, line, msgid, **{name: _param(value) for name, value in params.items()})


def _param(value: Any) -> Any:
    return Typed(tuple(value[_COMMAND])) if isinstance(value, dict) else value
