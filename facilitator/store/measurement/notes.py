"""The notes of measurements: one as a TOML file, all of an archive, and rewriting older ones.

A note holds what is published and nothing else of the answers; while the measurement is open it
holds none of them (see `answers`). Here they are found by looking into every file; `index.notes`
finds them by the index.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tomli_w
from pydantic import ValidationError

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.note import SCHEMA, Measurement, holds_more, is_former, migrated
from facilitator.core.text.plain import ascii_key
from facilitator.store.encryption import is_sealed
from facilitator.store.files import NotRead, not_read, remove_file, stamp_of, text_of
from facilitator.store.lock import PATIENCE, Lock
from facilitator.store.notes import (
    NEWER_NOTE,
    NOT_A_NOTE,
    NoteError,
    read_note_bytes,
    read_note_file,
    rewrite,
)
from facilitator.store.scan import name_rank, note_files
from facilitator.store.toml import FileProblem, line_of, parsed, value_problems

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp
    from facilitator.store.notes import NoteFile

KIND: Final = "measurement"
"""How the file's name goes on after the date."""

_KIND: Final = re.compile(rb"^\s*kind\s*=\s*[\"']measurement[\"']", re.MULTILINE)
_ROWS: Final = "responses"


class OpenedNote(NamedTuple):
    """A measurement, and whether its file holds more than a note should."""

    measurement: Measurement
    holds_more: bool
    """Whether the file holds more than is published, being of an older version: of that the
    published figures are made in memory."""


def base_name(measurement: Measurement) -> str:
    """The beginning of its file's name: `2026-03-03-measurement-apv-2026`."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " "
        for letter in ascii_key(measurement.label or "")
    )
    return "-".join([str(measurement.date), KIND, *words.split()])


def dumps(measurement: Measurement) -> bytes:
    """A measurement as the bytes of its note."""
    written = measurement.model_dump(by_alias=True, exclude_none=True)
    for key in ("told_apart", "comments"):
        if not written[key]:
            del written[key]
    return tomli_w.dumps(written, multiline_strings=True).encode()


def is_measurement(data: bytes) -> bool:
    """Whether the bytes of a file are those of a measurement: a quick check."""
    return _KIND.search(data) is not None


def read_measurement(path: Path) -> Measurement:
    """The measurement in a file. Raises NoteError, with the line if known."""
    return loads(read_note_file(path).text, path)


def loads(text: str, path: Path) -> Measurement:
    """The measurement in the text of a file. Raises NoteError; `path` is only named in it."""
    return open_note(text, path).measurement


def open_note(text: str, path: Path) -> OpenedNote:
    """The same, and whether the file holds more than that. Raises NoteError."""
    try:
        written = parsed(text, path)
        _check_schema(written, path)
        is_open = written.get("status", "open") == "open"
        if _ROWS in written and (is_open or not is_former(written)):
            why = N_("There are no single answers in the note of a measurement.")
            raise NoteError(path, line_of(text, (_ROWS,)), why)
        more = is_former(written) and holds_more(written)
        today = migrated(written) if is_former(written) else written
        return OpenedNote(Measurement.model_validate(today), more)
    except ValidationError as error:
        raise NoteError.of(path, value_problems(path, text, error)[0]) from error
    except FileProblem as problem:
        raise NoteError.of(path, problem) from problem


def create(archive: Archive, measurement: Measurement) -> Path:
    """Write its note to a new file in its team's folder. Raises NotWritten."""
    return archive.create_note(
        measurement.team, base_name(measurement), measurement.id, dumps(measurement)
    )


def publishing(archive: Archive) -> Lock:
    """While it is held, one program alone looks at the results of an archive, and adds one.

    What two results give away together is asked before each: of two at once neither would know of
    the other. Raises AlreadyOpen, NotWritten.
    """
    why = N_("Another program is closing a measurement. Nothing was changed: try again.")
    return Lock.take(archive.folder / ".publishing", wait=PATIENCE, why=why, strict=True)


def migrate(path: Path) -> None:
    """Rewrite a note without what is not published; everything else in it stays.

    Raises as `rewrite` does.
    """

    def make(file: NoteFile) -> bytes | None:
        note = open_note(file.text, path)
        return dumps(note.measurement) if note.holds_more else None

    rewrite(path, make)


def _check_schema(written: dict[str, Any], path: Path) -> None:
    schema = written.get("schema")
    if not isinstance(schema, int) or "id" not in written:
        raise FileProblem(path, None, NOT_A_NOTE)
    if schema > SCHEMA:
        raise FileProblem(path, None, NEWER_NOTE)


@dataclass(frozen=True, slots=True)
class MeasurementFile:
    """A measurement and the file its note is in."""

    measurement: Measurement
    path: Path
    holds_more: bool = False
    """Whether the file holds more than is published, being of an older version."""


@dataclass(frozen=True, slots=True)
class Measurements:
    """The measurements of an archive, newest first, and the problems of other files."""

    files: tuple[MeasurementFile, ...]
    problems: tuple[NoteError, ...]
    unread: tuple[FileProblem, ...] = ()
    """Files and folders that the disk does not let us look into: there may be others in them."""

    @property
    def every_note(self) -> tuple[Measurement, ...]:
        """The same as `notes`, for callers that must know every measurement.

        Raises Refused where an unreadable file may be one.
        """
        for problem in (*self.problems, *self.unread):
            why = N_(
                "Whether a result of the same people is there already cannot be told while this "
                "cannot be read: {file}. Mend it, or take it out of the archive."
            )
            raise Refused(why, file=problem.path)
        return self.notes

    @property
    def notes(self) -> tuple[Measurement, ...]:
        """The measurements without their files."""
        return tuple(file.measurement for file in self.files)


class Migrated(NamedTuple):
    """A note of an older version that was migrated."""

    path: Path
    trouble: Refused | None
    """Why it could not be written anew; None: it holds only what is published now."""


def measurements_in(archive: Archive) -> Measurements:
    """All measurements of an archive, found by looking into every file.

    Never raises for a file that cannot be used.
    """
    files = (f.path if isinstance(f, FileProblem) else f for f in note_files(archive.folder))
    return in_files(path for path in files if not path.is_symlink())


def in_files(paths: Iterable[Path]) -> Measurements:
    """The measurements in these files. Files that the index reports as problems are skipped."""
    files: list[MeasurementFile] = []
    problems: list[NoteError] = []
    unread: list[FileProblem] = []
    for path in paths:
        try:
            file = _read(path, stamp_of(path))
        except (OSError, NotRead) as error:  # the archive's listing says why
            cause = error if isinstance(error, OSError) else error.__cause__
            if isinstance(cause, FileNotFoundError):
                continue
            if isinstance(cause, OSError) or is_sealed(path):
                why = error if isinstance(error, NotRead) else not_read(error)
                unread.append(FileProblem.of(path, why))
            continue
        except NoteError as error:
            problems.append(error)
            continue
        if file is not None:
            files.append(file)
    notes: dict[str, MeasurementFile] = {}
    for file in sorted(files, key=_rank):
        notes.setdefault(file.measurement.id, file)
    each = sorted(notes.values(), key=lambda file: (file.measurement.date, file.measurement.id))
    return Measurements(tuple(reversed(each)), tuple(problems), tuple(unread))


def _rank(file: MeasurementFile) -> tuple[bool, int, int, str]:
    """A sort key: of several files with one id, the first is the note, as in the index."""
    note, path = file.measurement, str(file.path)
    return note.is_open, name_rank(file.path, base_name(note), note.team), len(path), path


def migrate_all(measurements: Measurements) -> tuple[Migrated, ...]:
    """Rewrite the notes that hold more than is published; returns them."""
    done = []
    for file in measurements.files:
        if file.holds_more:
            trouble = None
            try:
                migrate(file.path)
            except Refused as refused:
                trouble = refused
            done.append(Migrated(file.path, trouble))
    return tuple(done)


@lru_cache(maxsize=2**16)
def _read(path: Path, _: Stamp | None) -> MeasurementFile | None:
    """The measurement in a file, None for anything else; cached while the file does not change."""
    data = read_note_bytes(path)[0]
    if not is_measurement(data):
        return None
    note = open_note(text_of(data), path)
    return MeasurementFile(note.measurement, path, note.holds_more)


def remove_open_note(path: Path) -> None:
    """Delete a note, if it is that of an open measurement. Raises NotWritten."""
    try:
        is_open = read_measurement(path).is_open
    except NoteError:
        return
    if is_open:
        remove_file(path)
