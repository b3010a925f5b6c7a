"""The index of an archive: a copy of what its notes say, made to be asked, and never the truth.

It is brought up to date before it is asked, by the stamps of the files: only those that have
changed are read. Nothing is lost with it (see `file`).
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from facilitator.core.text.plain import printable
from facilitator.store.index.database import IndexFile, Read, Renewed, clean, is_unclean, put
from facilitator.store.places import GUIDES, index_folder, user_guides
from facilitator.store.scan import scan
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


T = TypeVar("T")

_BATCH: Final = 1000
"""Files that are put in at once: each time costs a wait for the disk."""
_A_FEW: Final = 50
"""Files that are read between two looks up."""
_SETTLED: Final = 2 * 10**9
"""Nanoseconds after which a file's time tells one write from the next, on any disk."""
_TRIES: Final = 6


class Refreshed(NamedTuple):
    """What bringing the index up to date came to."""

    complete: bool
    """Whether it went to the end."""
    changed: bool
    """Whether anything is another than before."""
    number: int
    """Which index that was: its `IndexFile.number`."""


class Index:
    """The index of the archive in a folder. Threads may share it."""

    def __init__(self, archive: Path, folder: Path | None = None) -> None:
        self.archive = archive.absolute()
        self._start = os.path.join(self.archive, "")  # noqa: PTH118 in the end as well
        self._file = IndexFile(self.archive, folder or index_folder())

    @property
    def path(self) -> Path | None:
        """The file it is in; None: it is in memory, or not open."""
        return self._file.path

    def file(self, path: str) -> Path:
        """The file of that path in the archive."""
        return Path(f"{self._start}{path}")

    def close(self) -> None:
        """Let go of its file."""
        self._file.close()

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """What `question` finds in the index as it is; a lost index is filled again first."""
        for _ in range(_TRIES):
            try:
                return self._file.run(question)
            except Renewed:
                self.refresh()
        return self._file.run(question)

    def ask_all(
        self,
        question: Callable[[sqlite3.Connection], T],
        go_on: Callable[[int, int], bool] | None = None,
    ) -> T | None:
        """What `question` finds with every note of the archive in the index, brought up to date.

        None where it is not: `go_on`, as in `refresh`, said no. Where another index takes the
        place of the one that was read into, it is read into anew: a part of it is never asked.
        """
        for _ in range(_TRIES):
            read = self.refresh(go_on)
            if not read.complete:
                return None
            with suppress(Renewed):
                return self._file.run(question, number=read.number)
        return None

    def refresh(
        self, go_on: Callable[[int, int], bool] | None = None, first: Path | None = None
    ) -> Refreshed:
        """Bring it up to date. Never raises for a file that cannot be used.

        `go_on` is told how many of the changed files have been read, and how many there are;
        where it says no, what has been read so far stays read. What is in the folder `first` is
        read before the rest.
        """
        for _ in range(_TRIES):
            try:
                return self._refresh(go_on, first)
            except Renewed:
                continue
        return self._refresh(go_on, first)

    def forget(self) -> None:
        """Take out what has been deleted, in notes and with them: no byte of it is left.

        Files that are not in it yet are left for `refresh`. Every other index goes, as one of them
        may be of the same notes under another path; it is made anew when it is asked.
        """
        for _ in range(_TRIES):
            try:
                self._refresh(new_too=False)
                break
            except Renewed:
                continue
        self._file.remove_others()

    def _refresh(
        self,
        go_on: Callable[[int, int], bool] | None = None,
        first: Path | None = None,
        *,
        new_too: bool = True,
    ) -> Refreshed:
        known, number = self._file.run(lambda opened: (_stamps(opened), self._file.number))
        stamps, refused = self._found()
        gone = [path for path in known if path not in stamps and path not in refused]
        changed = [Read(path, problem, None, problem) for path, problem in refused.items()]
        changed = [file for file in changed if known.get(file.path) != file.stamp]
        waiting = [
            path
            for path, stamp in stamps.items()
            if known.get(path) != stamp and (new_too or path in known)
        ]
        if first is not None:
            start = f"{str(first)[len(self._start) :]}{os.sep}"
            waiting.sort(key=lambda path: not path.startswith(start))
        complete = True
        if gone or changed:
            self._file.run(lambda opened: put(opened, gone, changed), writes=True)
        read: list[Read] = []
        for at, path in enumerate(waiting):
            if go_on is not None and at % _A_FEW == 0 and not go_on(at, len(waiting)):
                complete = False
                break
            read.append(self._read(path, stamps[path]))
            if len(read) == _BATCH:
                self._take_in(read)
                read = []
        self._take_in(read)
        if self._file.run(is_unclean):
            self._file.run(clean, writes=True)
        return Refreshed(complete, bool(gone or changed or waiting), number)

    def _found(self) -> tuple[dict[str, str], dict[str, str]]:
        """By its path in the archive: the stamp of each file, and what cannot be gone into."""
        stamps: dict[str, str] = {}
        refused: dict[str, str] = {}
        cut, now = len(self._start), time.time_ns()
        for entry in scan(self.archive):
            if isinstance(entry, FileProblem):
                refused[printable(str(entry.path)[cut:])] = _problem(entry)
            else:
                with suppress(OSError):  # gone since its folder was read
                    status = entry.stat(follow_symlinks=False)
                    stamp, new = _stamp(status), abs(now - status.st_mtime_ns) < _SETTLED
                    stamps[entry.path[cut:]] = _again(stamp) if new else stamp
        return stamps, refused

    def _take_in(self, read: list[Read]) -> None:
        """Put in what was read, but for what has gone meanwhile.

        Nobody else writes in the index from here: what another program has deleted since it was
        read is not put in after that program has seen to it that the index forgets.
        """

        def put_in(opened: sqlite3.Connection) -> None:
            put(opened, (), [now for file in read if (now := self._as_by_now(file))])

        if read:
            self._file.run(put_in, writes=True)

    def _read(self, path: str, stamp: str) -> Read:
        from facilitator.store.index.reading import claimed_id, note_in
        from facilitator.store.index.rows import rows_of

        file = self.file(path)
        try:
            note = note_in(file)
        except FileProblem as problem:
            unread = "reason" in problem.params  # tomorrow it may be readable, its stamp the same
            stamp = _again(stamp) if unread else stamp
            return Read(path, stamp, None, _problem(problem), claimed_id(file))
        return Read(path, stamp, rows_of(file, note, self._private), None)

    def _as_by_now(self, file: Read) -> Read | None:
        """What was read, or what is to be read by now; None where the file has gone."""
        try:
            status = os.lstat(f"{self._start}{file.path}")
        except OSError:
            return None
        if file.stamp.startswith(_stamp(status)):
            return file
        return self._read(file.path, _again(file.stamp))

    @cached_property
    def _private(self) -> frozenset[str]:
        """The guides whose notes are one person's own."""
        from facilitator.store.guides import Guides, private_guides

        return private_guides(Guides(self.archive / GUIDES, user_guides()))


def _stamps(opened: sqlite3.Connection) -> dict[str, str]:
    return dict(opened.execute("SELECT path, stamp FROM files").fetchall())


def _stamp(status: os.stat_result) -> str:
    """What tells that a file was written, replaced, or may be read by others than before."""
    inode = 0 if os.name == "nt" else status.st_ino  # folders are read without it there
    return f"{inode}-{status.st_size}-{status.st_mtime_ns}-{status.st_ctime_ns}-"


def _again(stamp: str) -> str:
    """A stamp that no file has the next time."""
    return f"{stamp}{time.monotonic_ns()}-"


def _problem(problem: FileProblem) -> str:
    written = {"line": problem.line, "msgid": problem.msgid, "params": dict(problem.params)}
    return json.dumps(written, default=str)
