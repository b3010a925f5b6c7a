"""The versions of a note that its copies hold, and choosing one of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_, Refused
from facilitator.store.index.notes import files_of
from facilitator.store.index.reading import digest_of, note_in
from facilitator.store.lock import CHANGED
from facilitator.store.notes import read_note_file, rewrite
from facilitator.store.retention import delete_file
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.measurement.note import Measurement
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.store.index import Index
    from facilitator.store.index.notes import Entry
    from facilitator.store.notes import NoteFile

ONE_FILE: Final = N_("There is one file of this note.")


@dataclass(frozen=True, slots=True)
class Version:
    """The common content of some files of one note, however each is written."""

    note: Note | Session | Measurement
    files: tuple[Path, ...]


def versions_of(index: Index, entry: Entry) -> tuple[Version, ...]:
    """The versions of a note, its own first. Unreadable files are in none of them.

    Raises FileProblem where its own file cannot be read.
    """
    versions: dict[str, Version] = {}
    for path in files_of(index, entry):
        try:
            note = note_in(path)
        except FileProblem:
            if path == entry.path:
                raise
            continue
        digest = digest_of(note)
        before = versions.get(digest)
        versions[digest] = Version(note, (*(before.files if before else ()), path))
    return tuple(versions.values())


def keep_version(
    index: Index, entry: Entry, versions: tuple[Version, ...], chosen: Version
) -> None:
    """Make that version the note, and delete its copies and the other versions for good.

    The note stays in its own file. Raises Refused where one of the files has changed since the
    versions were looked at: nothing is deleted that nobody has seen. AlreadyOpen, NotWritten.
    """
    digests = {path: digest_of(version.note) for version in versions for path in version.files}

    def is_still(path: Path) -> bool:
        return digest_of(note_in(path)) == digests[path]

    def check(path: Path) -> None:
        if not is_still(path):
            raise Refused(CHANGED, file=path.name)

    for path in digests:
        check(path)
    if entry.path not in chosen.files:

        def make(_file: NoteFile) -> bytes:
            check(entry.path)
            data = read_note_file(chosen.files[0]).data
            check(chosen.files[0])
            return data

        rewrite(entry.path, make)
    try:
        for path in digests:
            if path != entry.path:
                still = partial(is_still, path)
                delete_file(
                    index.archive, path, though_it_runs=True, stays=entry.path, is_still=still
                )
    finally:
        index.forget()
