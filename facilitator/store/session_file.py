"""The file of one running session: kept by one program at a time, followed by others."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from random import SystemRandom
from typing import TYPE_CHECKING, TypeAlias

from facilitator.core.errors import N_, Refused
from facilitator.core.session.model import Session
from facilitator.store.archive import LETTERS
from facilitator.store.files import (
    NotRead,
    NotWritten,
    Overtaken,
    Stamp,
    create_privately,
    make_private_folder,
    not_written,
    read_file,
    remove_leftovers,
    stamp_of,
    write_privately,
)
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.notes import (
    MOST_BYTES,
    NoteError,
    dumps,
    loads,
    read_document,
    read_note_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The disk said no. What stood there stands there still; the next save tries again."""

    reason: Refused


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody else changed the file, which is left to them: the session goes on in another."""

    path: Path
    """The new file."""
    reason: Refused


Saved: TypeAlias = NotSaved | Moved | None
"""What became of a save; None: all is well."""


class Keeper:
    """Keeps one session's file. Make one with `begin` or `resume`."""

    path: Path
    """The file the session is in by now."""
    unsaved: NotSaved | None
    """Why the last save did not reach the disk; None: it did."""

    def __init__(self, path: Path, base: str) -> None:
        self.path = path
        self.unsaved = None
        self._base = base
        """The file's name without its number and ending."""
        self._lock: Lock | None = None
        self._on_disk: tuple[bytes, Stamp] | None = None
        """What we last wrote, or read; None where no file of ours stands."""
        self._made: list[Path] = []
        self._over = False

    @classmethod
    def begin(cls, archive: Archive, session: Session) -> Keeper:
        """Keep a new session, in a file of its own in its team's folder.

        Never raises for the disk: `unsaved` says what it had against it.
        """
        note = session.note
        base = f"{note.date}-{note.guide}"
        keeper = cls(archive.team_folder(note.team) / f"{base}.toml", base)
        with suppress(NotWritten):  # the save says so too
            archive.prepare()
        keeper.save(session)
        remove_leftovers(keeper.path)
        return keeper

    @classmethod
    def resume(cls, path: Path) -> tuple[Keeper, Session]:
        """Go on with the session in a file.

        Raises AlreadyOpen while another program keeps it, NoteError for a file that cannot be
        used, Refused for a session that is closed.
        """
        path = path.resolve()
        lock = Lock.take(path)
        try:
            data, session = _read(path)
        except BaseException:
            lock.release()
            raise
        base = f"{session.note.date}-{session.note.guide}"
        keeper = cls(path, base if path.stem.startswith(base) else path.stem)
        keeper._lock, keeper._on_disk = lock, data
        remove_leftovers(path)
        return keeper, session

    def save(self, session: Session) -> Saved:
        """Bring the file up to date. Whatever the answer, nothing on disk has been damaged."""
        return self._save(dumps(session))

    def close(self, note: Note) -> Saved:
        """Write the note that is kept and let the file go; after NotSaved it is still held."""
        result = self._save(dumps(note))
        if not isinstance(result, NotSaved):
            remove_leftovers(self.path)
            self.release()
        return result

    def throw_away(self) -> NotSaved | None:
        """Remove the file for good, and the team's folder if it was made for it and is empty."""
        try:
            if self._is_someone_elses():
                reason = N_("{file} was changed by someone else, and is left as it is.")
                self.unsaved = NotSaved(Refused(reason, file=self.path.name))
                return self.unsaved
            if self._on_disk is not None:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            self.unsaved = NotSaved(not_written(self.path, error))
            return self.unsaved
        remove_leftovers(self.path)
        for folder in reversed(self._made):
            with suppress(OSError):  # there are other notes in it
                folder.rmdir()
        self.release()
        return None

    def release(self) -> None:
        """Let go of the file. Nothing more can be saved."""
        self._over = True
        if self._lock is not None:
            self._lock.release()
        self._lock = None

    def _save(self, data: bytes) -> Saved:
        if self._over:
            raise ValueError("this keeper has let go of its file")
        before = self.path
        if len(data) > MOST_BYTES:  # it could not be read again
            reason = Refused(N_("It is larger than {most} MB."), most=MOST_BYTES // 2**20)
            self.unsaved = NotSaved(reason)
            return self.unsaved
        try:
            moved = self._written(data)
        except NotWritten as error:
            self.unsaved = NotSaved(error)
            return self.unsaved
        except OSError as error:
            self.unsaved = NotSaved(not_written(self.path, error))
            return self.unsaved
        self.unsaved = None
        if not moved:
            return None
        why = N_("{file} was changed by someone else. The session is now saved in {new}.")
        return Moved(self.path, Refused(why, file=before.name, new=self.path.name))

    def _written(self, data: bytes) -> bool:
        """Write, and tell whether it had to be in another file because of somebody else."""
        had_a_file = self._lock is not None
        if not self._is_someone_elses():
            if self._on_disk is None or stamp_of(self.path) is None:
                return self._create(data) and had_a_file
            if self._on_disk[0] == data:
                return False
            with suppress(Overtaken):
                stamp = write_privately(self.path, data, over=self._on_disk[1])
                self._on_disk = data, stamp
                return False
        self._create(data, elsewhere=True)
        return True

    def _is_someone_elses(self) -> bool:
        """Whether the file that stands there is not what we last wrote."""
        if self._on_disk is None:
            return False
        here = stamp_of(self.path)
        if here is None or here == self._on_disk[1]:  # what has gone may come back: a network disk
            return False
        try:  # a sync program may have touched it and left every byte
            found = read_file(self.path, MOST_BYTES)
        except NotRead:
            return True
        if found[0] == self._on_disk[0]:
            self._on_disk = found
            return False
        return True

    def _create(self, data: bytes, *, elsewhere: bool = False) -> bool:
        """Write into a new file, and tell whether its name had to be another than before."""
        self._made += make_private_folder(self.path.parent)
        for path in self._names(elsewhere=elsewhere):
            lock = self._lock if path == self.path and self._lock else None
            try:
                taken = lock or Lock.take(path)
            except AlreadyOpen:
                continue
            try:
                stamp = create_privately(path, data)
            except BaseException as error:
                if lock is None:
                    taken.release()
                if isinstance(error, FileExistsError):
                    continue
                raise
            if self._lock is not None and self._lock is not taken:
                self._lock.release()
            moved = path != self.path
            self.path, self._lock, self._on_disk = path, taken, (data, stamp)
            return moved
        raise AssertionError  # the numbers do not end

    def _names(self, *, elsewhere: bool) -> Iterator[Path]:
        """The names the file may have, those taken left out."""
        names = (self.path.with_name(f"{self._base}-{number}.toml") for number in count(2))
        for path in names if elsewhere else chain((self.path,), names):
            if not os.path.lexists(path):
                yield path


def _read(path: Path) -> tuple[tuple[bytes, Stamp], Session]:
    """What stands in a file, and the session in it."""
    data, text, stamp = read_note_file(path)
    session = loads(text, path)
    if not isinstance(session, Session):
        raise Refused(N_("This session is closed."))
    return (data, stamp), session


def new_id(today: date) -> str:
    """An id for a session, with no two letters that look alike: `2026-11-21-k3f9`."""
    return f"{today}-" + "".join(SystemRandom().choices(LETTERS, k=4))


@dataclass(frozen=True, slots=True)
class Closed:
    """The session is over: closed, or its file is gone."""

    note: Note | None
    """The note that was kept; None when the file is gone."""


class Follower:
    """Follows the session in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: Stamp | None = None
        self._gone = False

    def changed(self) -> Session | Closed | None:
        """The session as it is by now; None when it is as it was, or cannot be read just now."""
        try:
            stamp = stamp_of(self._path)
        except OSError:
            return None
        if stamp is None:
            told, self._gone, self._seen = self._gone, True, None
            return None if told else Closed(None)
        if stamp == self._seen:
            return None
        try:
            found = read_document(self._path)
        except NoteError:
            return None
        self._seen, self._gone = stamp, False
        return found if isinstance(found, Session) else Closed(found)
