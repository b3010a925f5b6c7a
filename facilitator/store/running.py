"""The sessions that run on this machine or can be resumed, and the archive of each.

Sessions are not opened here, and no model is loaded: only what a list shows is read.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Language
from facilitator.core.text.plain import printable
from facilitator.store.files import NotRead, NotWritten, text_of
from facilitator.store.lock import is_open
from facilitator.store.paths import answers_folder, blake2b, private_folder, sessions_folder
from facilitator.store.state import (
    Damaged,
    StateEntry,
    archive_of,
    destroy_state,
    read_state,
    state_files,
)
from facilitator.store.toml import FileProblem, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
NOT_RUNNING: Final = N_("This is not a session that runs.")


class RunningSession(NamedTuple):
    """A session that has not been closed, without its content."""

    path: Path
    """Its state file."""
    id: str
    team: str
    guide: str
    title: str
    language: Language
    date: date
    changed: datetime
    """When it was last written (UTC)."""


class Running(NamedTuple):
    """The sessions of an archive that have not been closed, and unusable files."""

    sessions: tuple[RunningSession, ...]
    """The one that was written last comes first."""
    problems: tuple[FileProblem, ...]
    damaged: tuple[StateEntry, ...] = ()
    """Those of which nobody can read anything: each is among the problems too."""


def running(archive: Path) -> Running:
    """The sessions of the archive in a folder that are kept on this machine.

    A session whose note is in the archive already, since the program was killed while it closed, is
    not included: what was kept of it here is destroyed.
    """
    sessions, problems, damaged = [], [], []
    for entry in reversed(state_files(sessions_folder(), archive)):
        try:
            session = _session(entry)
        except FileProblem as problem:
            problems.append(problem)
            if not isinstance(problem.__cause__, NotRead) or isinstance(problem.__cause__, Damaged):
                damaged.append(entry)
        else:
            if session is not None:
                sessions.append(session)
    return Running(tuple(sessions), (*problems, *_forsaken(archive)), tuple(damaged))


def states_on_disk() -> frozenset[str]:
    """The names of all state files on this machine; none is read.

    A different set means that something has begun or ended.
    """
    folders = (sessions_folder(), answers_folder())
    return frozenset(path.name for folder in folders for path in folder.glob("*"))


def being_led(archive: Path) -> tuple[RunningSession, ...]:
    """The sessions of the archive that a program on this machine has open."""
    return tuple(session for session in running(archive).sessions if is_open(session.path))


def _forsaken(archive: Path) -> Iterator[FileProblem]:
    """The sessions of missing archives, which are kept and named."""
    ours = {entry.path for entry in state_files(sessions_folder(), archive)}
    for entry in state_files(sessions_folder()):
        if entry.path not in ours:
            with suppress(NotRead):
                folder = archive_of(entry.path)
                if folder and not folder.exists() and folder != private_folder():
                    msgid = N_(
                        "This session belongs to the archive {folder}, which is not there now."
                    )
                    yield FileProblem(entry.path, None, msgid, folder=printable(str(folder)))


def digest(note: bytes) -> str:
    """The digest by which a note that was being written during a kill is recognised."""
    return blake2b(note, 16).hex()


def _session(entry: StateEntry) -> RunningSession | None:
    """The session in a state file; None where it is closed. Raises FileProblem."""
    path = entry.path
    try:
        state = read_state(path)
        written = parsed(text_of(state.data), path)
    except NotRead as error:
        raise FileProblem.of(path, error) from error
    words = {key: str(written.get(key, "")) for key in ("id", "team", "guide", "title")}
    day = written.get("date")
    if not isinstance(day, date) or not all(words.values()):
        raise FileProblem(path, None, NOT_RUNNING)
    language: Language = "en" if written.get("language") == "en" else "da"
    session = RunningSession(path, **words, language=language, date=day, changed=entry.changed)
    if state.mark and _is_in_archive(state.archive, session, state.mark):
        destroy_state(path)
        return None
    return session


def _is_in_archive(folder: Path, session: RunningSession, wanted: str) -> bool:
    """Whether the note that was being written during a kill is in the archive.

    False where that cannot be known.
    """
    from facilitator.store.archive import Archive
    from facilitator.store.notes import read_note_bytes

    base = f"{session.date}-{session.guide}"
    try:
        files = Archive(folder).may_hold(session.team, base, session.id)
    except NotWritten:
        return False
    for file in files:
        with suppress(NotRead):
            if digest(read_note_bytes(file)[0]) == wanted:
                return True
    return False
