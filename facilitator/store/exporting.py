"""What of an archive may be shown to others (privacy.md P12), and the file it is written to.

Closed sessions, none of them private; and a team's review.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import N_, Refused, Typed
from facilitator.core.measurement.trend import Step, course
from facilitator.core.note import Note
from facilitator.core.redaction import redacted
from facilitator.core.review import Review, review
from facilitator.core.team import same_team
from facilitator.core.text.plain import ascii_key
from facilitator.store.files import create_privately, numbered, write_privately
from facilitator.store.index.notes import files_met, find, measurements
from facilitator.store.index.problems import not_found
from facilitator.store.notes import NoteError, read_document
from facilitator.store.paths import ARCHIVE_FILE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.guides import PrivateGuides
    from facilitator.store.index import Index


def check_outside(archive: Path, file: Path) -> None:
    """Refuse a file within that archive or any other.

    It would outlive what is deleted there, or replace it.
    """
    place = file.resolve()
    is_in_another = any(os.path.lexists(folder / ARCHIVE_FILE) for folder in place.parents)
    if is_in_another or place.is_relative_to(archive.resolve()) or file.is_relative_to(archive):
        raise Refused(N_("What is shared does not belong in an archive. Choose another folder."))


def write_shared(archive: Path, file: Path, text: str, *, replace: bool = False) -> None:
    """Write a file, mode 0600, whole or not at all; a file that is there only with `replace`.

    Raises NotWritten, and Refused where it would lie in the archive, a file is there already, or
    what is there is no file (a device is not to be replaced by one).
    """
    check_outside(archive, file)
    if replace and os.path.lexists(file):
        if not file.is_file():
            why = N_("{file} is not a file that could be replaced. Choose another name.")
            raise Refused(why, file=file.name)
        write_privately(file, text.encode())
        return
    try:
        create_privately(file, text.encode())
    except FileExistsError as error:
        why = N_("{file} is there already. Choose another name.")
        raise Refused(why, file=file.name) from error


def free_name(folder: Path, note: Note, suffix: str) -> str:
    """`2026-03-03-check-out-nord.md`, with a number if that exists in the folder."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " "
        for letter in ascii_key(f"{note.guide} {note.team}")
    )
    base = "-".join([str(note.date), *words.split()])[:100]
    names = numbered(base, f".{suffix}")
    return next(name for name in names if not os.path.lexists(folder / name))


class LookBack(NamedTuple):
    """A review, and the closed measurements of its team, the oldest first."""

    review: Review
    steps: tuple[Step, ...]


def look_back(
    archive: Archive, index: Index, team: str, private: PrivateGuides, today: date
) -> LookBack:
    """What a team can look back on. The index is brought up to date by the caller.

    Raises Refused where the team has no closed session, TooFew where it has too few.
    """
    notes = closed_notes(index, team, private)
    if not notes:
        raise no_closed_sessions(index, team)
    whole = review(notes, today)
    least = archive.response_limit
    return LookBack(whole, course(whole.team, measurements(archive, index).notes, least))


def no_closed_sessions(index: Index, team: str) -> Refused:
    """The refusal where a team has none."""
    why = N_("There are no closed sessions of {team} in this archive.")
    return not_found(index, Refused(why, team=team))


def closed_note(index: Index, wanted: str, private: PrivateGuides) -> Note:
    """The note whose id begins like this, as it may be shared.

    Raises Refused where there is none, or it is no session's, still runs or is private.
    """
    entry = find(index, wanted)
    if entry.kind == "measurement":
        raise Refused(
            N_("This is a measurement. See it with: {command}"),
            command=Typed(("measure", "show", entry.id)),
        )
    note = read_document(entry.path)
    if not isinstance(note, Note):
        raise Refused(N_("The session is still running. It can be shared when it is closed."))
    if _is_private(note, private):
        raise Refused(N_("This note is its writer's own, and is not shared."))
    return redacted(note)


def closed_notes(index: Index, team: str, private: PrivateGuides) -> tuple[Note, ...]:
    """A team's notes as they may be shared, newest first. Files that cannot be read are left out.

    Which they are the index says: whoever asks brings it up to date first. Empty for a team that
    is not there.
    """
    rows = [
        (note.date, note.id, redacted(note))
        for path in files_met(index, team)
        if (note := _closed(path)) and same_team(note.team, team) and not _is_private(note, private)
    ]
    return tuple(note for *_order, note in sorted(rows, key=lambda row: row[:2], reverse=True))


def _is_private(note: Note, private: PrivateGuides) -> bool:
    """Whether a note is its writer's own: as it says itself, or by its guide."""
    return note.private is True or private.may_be_private(note.guide)


def _closed(path: Path) -> Note | None:
    """The closed note in a file; None where there is none any more."""
    try:
        note = read_document(path)
    except (NoteError, OSError):
        return None
    return note if isinstance(note, Note) else None
