"""A running session: in this machine's state folder while it runs, a note at the close.

Nothing of it is in the archive before the close (privacy.md P15). One program keeps it; others may
follow it.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from random import SystemRandom
from threading import Lock as ThreadLock
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.note import Note
from facilitator.core.session.model import Session
from facilitator.store.archive import Archive
from facilitator.store.files import TOO_LARGE, NotWritten, numbered, remove_file, stamp_of, text_of
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.notes import MOST_BYTES, NoteError, dumps, loads, read_document
from facilitator.store.paths import LETTERS, sessions_folder
from facilitator.store.running import NOT_RUNNING, digest
from facilitator.store.state import StateFile, find_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from facilitator.store.files import Stamp


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The disk failed. What was there is still there; the next save tries again."""

    reason: Refused


class Keeper:
    """Keeps one running session. Make one with `begin`, `resume` or `take_over`.

    One of nothing yet keeps a new session from its first save on. It may be used in several
    threads: one writes, the others wait, but for who lets go of it.
    """

    unsaved: NotSaved | None
    """Why the last save did not reach the disk; None: it did."""
    note_file: Path | None
    """Where its note is in the archive, once it is closed."""
    left_behind: NotWritten | None
    """Why something is still here of a session that is closed: it goes when it is next met."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.unsaved = None
        self.note_file = None
        self.left_behind = None
        self._file: StateFile | None = None
        """None where nothing of it has reached the disk yet."""
        self._on_disk = b""
        self._over = False
        self._disk = ThreadLock()

    @classmethod
    def begin(cls, archive: Archive, session: Session) -> Keeper:
        """Keep a new session, of an archive that need not be there before the close.

        Never raises for the disk: `unsaved` says what it had against it.
        """
        keeper = cls(archive)
        keeper.save(session)
        return keeper

    @classmethod
    def resume(cls, path: Path) -> tuple[Keeper, Session]:
        """Resume the session in a state file.

        Raises AlreadyOpen while another program keeps it, NotRead or NoteError for an unusable
        file, NotWritten where it could not be saved.
        """
        file, state = StateFile.open(path)
        try:
            session = loads(text_of(state.data), path)
        except BaseException:
            file.release()
            raise
        if not isinstance(session, Session):
            file.release()
            raise NoteError(path, None, NOT_RUNNING)
        keeper = cls(Archive(state.archive))
        keeper._file, keeper._on_disk = file, state.data
        return keeper, session

    @classmethod
    def take_over(cls, archive: Archive, path: Path) -> tuple[Keeper, Session]:
        """Go on with a session that an earlier version of the program kept in the archive.

        From now on it is on this machine alone: its file in the archive is removed, once all of it
        is on the disk here. Raises AlreadyOpen while another program of this machine keeps it,
        NoteError for a file that cannot be used, Refused for a session that is closed, NotWritten
        where the disk says no; then it lies where it lay.
        """
        with Lock.take(path):
            session = read_document(path)
            if not isinstance(session, Session):
                raise Refused(N_("This session is closed."))
            there = find_state(sessions_folder(), archive.folder, session.note.id)
            if there:  # the program was killed while it took it over
                keeper, session = cls.resume(there.path)
            else:
                keeper = cls.begin(archive, session)
            try:
                if keeper.unsaved:
                    raise keeper.unsaved.reason
                remove_file(path)
            except Refused:
                keeper.release() if there else keeper.throw_away()
                raise
        return keeper, session

    @property
    def is_on_disk(self) -> bool:
        """Whether there is something to resume."""
        return self._file is not None and self._file.is_there

    def save(self, session: Session) -> NotSaved | None:
        """Write the state file. A failure damages nothing.

        Nothing is written by a thread that had to wait until the session was over, or was let go
        of: the file may be another program's by then, or gone for good.
        """
        with self._writing():
            if not self._over:
                self.unsaved = None
                try:
                    self._write(session.note.id, dumps(session))
                except Refused as error:
                    self.unsaved = NotSaved(error)
        return self.unsaved

    def close(self, note: Note) -> NotSaved | None:
        """Create the note in the archive, and destroy what was kept here.

        After NotSaved the session is still kept, and closing it can be tried again.
        """
        with self._writing():
            self.unsaved = None
            data = dumps(note)
            try:
                if self._file is not None:
                    self._file.replace(self._on_disk, digest(data))
                base = f"{note.date}-{note.guide}"
                self.note_file = self.archive.create_note(note.team, base, note.id, data)
            except NotWritten as error:
                self.unsaved = NotSaved(error)
                return self.unsaved
            try:
                if self._file is not None:
                    self._file.destroy()
            except NotWritten as error:
                self.left_behind = error
            self._over = True
        return None

    def throw_away(self) -> NotSaved | None:
        """Destroy the session without a note."""
        with self._writing():
            try:
                if self._file is not None:
                    self._file.destroy()
            except NotWritten as error:
                self.unsaved = NotSaved(error)
                return self.unsaved
            self._over = True
        return None

    def remember_names(self, team: str, names: Sequence[str]) -> None:
        """Remember names for the team's next session, where the archive asks for it."""
        from facilitator.store.remembered_order import remember_order

        with suppress(Refused):  # a name that is not remembered is only typed again
            remember_order(self.archive, team, names)

    def release(self) -> None:
        """Let go of it; it can be gone on with. Nothing more can be saved.

        What is being written just now is let go of when it is.
        """
        self._over = True
        if self._disk.acquire(blocking=False):
            try:
                if self._file is not None:
                    self._file.release()
            finally:
                self._disk.release()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writes at a time; what is over by the end of it is released then."""
        try:
            with self._disk:
                yield
        finally:
            if self._over:
                self.release()

    def _write(self, name: str, data: bytes) -> None:
        if len(data) > MOST_BYTES:  # its note could not be read again
            raise Refused(TOO_LARGE, most=MOST_BYTES // 2**20)
        if self._file is None:
            self._file = _new_state_file(self.archive, name, data)
        elif data != self._on_disk or not self._file.is_there:
            self._file.replace(data)
        self._on_disk = data


def _new_state_file(archive: Archive, name: str, data: bytes) -> StateFile:
    """A state file for a session with that id; numbered where one has the same id."""
    for free in numbered(name):
        with suppress(FileExistsError, AlreadyOpen):
            return StateFile.create(sessions_folder(), archive.folder, free, data)
    raise AssertionError  # the numbers do not end


def new_id(today: date) -> str:
    """An id for a session, without letters that look alike: `2026-11-21-k3f9`."""
    return f"{today}-" + "".join(SystemRandom().choices(LETTERS, k=4))


class Closed(NamedTuple):
    """The session is over: it was closed or thrown away."""


def note_of_closed(archive: Archive, running: Note) -> Note | None:
    """The note of a session that has been closed, by its id; None: it left none. In a thread."""
    base = f"{running.date}-{running.guide}"
    with suppress(NotWritten):
        for file in archive.may_hold(running.team, base, running.id):
            with suppress(NoteError):
                note = read_document(file)
                if isinstance(note, Note) and note.id == running.id:
                    return note
    return None


class Follower:
    """Follows the session in a state file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: Stamp | None = None
        self._gone = False

    def changed(self) -> Session | Closed | None:
        """The session if it has changed; None if not, or if it cannot be read now."""
        try:
            stamp = stamp_of(self._path)
        except OSError:
            return None
        if stamp is None:
            was_gone, self._gone, self._seen = self._gone, True, None
            return None if was_gone else Closed()
        if stamp == self._seen:
            return None
        try:
            session = read_document(self._path)
        except NoteError:
            return None
        self._seen, self._gone = stamp, False
        return session if isinstance(session, Session) else None
