"""Joining two teams of an archive that are one under two names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.note import Measurement
from facilitator.core.session.model import Session
from facilitator.core.team import same_team
from facilitator.store.index.notes import files_of_team, team_called
from facilitator.store.index.reading import note_in
from facilitator.store.lock import STILL_RUNS
from facilitator.store.notes import changed_text, rewrite
from facilitator.store.remembered_order import forget_order
from facilitator.store.running import running
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.index import Index
    from facilitator.store.notes import NoteFile


class NotJoined(NamedTuple):
    """A file that still has the old name."""

    path: Path
    why: Refused


def join_teams(
    archive: Archive, index: Index, name: str, into: str
) -> tuple[int, tuple[NotJoined, ...]]:
    """Give the notes of one team the name of another, copies too; their files stay where they lie.

    Gives how many files were written, and those that could not be. Whoever asks brings the index
    up to date first. Raises Refused where there is no such team, or the two are one already.
    """
    old, new = team_called(index, name), team_called(index, into)
    if same_team(old, new):
        raise Refused(N_("{one} and {other} are one team already."), one=old, other=new)
    left = [
        NotJoined(session.path, Refused(STILL_RUNS))
        for session in running(archive.folder).sessions
        if same_team(session.team, old)
    ]
    written = 0
    for path in files_of_team(index, old):
        try:
            _rename(path, old, new)
        except Refused as refused:
            left.append(NotJoined(path, refused))
        else:
            written += 1
    forget_order(archive, old)
    index.refresh()
    return written, tuple(left)


def _rename(path: Path, old: str, new: str) -> None:
    def make(file: NoteFile) -> bytes | None:
        note = note_in(path)
        if isinstance(note, Session) or (isinstance(note, Measurement) and note.is_open):
            raise Refused(STILL_RUNS)
        if not same_team(note.team, old):
            return None
        try:
            return changed_text(file.text, path, lambda document: document.update(team=new))
        except FileProblem as problem:
            raise Refused(problem.msgid, **problem.params) from problem

    rewrite(path, make, wait=2)
