"""An open measurement: its answers outside the archive, saved as they are given by one program."""

from __future__ import annotations

import os
from contextlib import suppress
from random import SystemRandom
from typing import TYPE_CHECKING, Literal

import tomli_w
from pydantic import ValidationError

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement import lifecycle as measuring
from facilitator.core.measurement.lifecycle import shuffled
from facilitator.core.measurement.note import Answers
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
    write_privately,
)
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.measurement.listing import measurements_in
from facilitator.store.measurement.note import create, dumps, loads
from facilitator.store.notes import MOST_BYTES, NoteError, read_note_file
from facilitator.store.places import answers_folder
from facilitator.store.session_file import Moved, NotSaved, Saved
from facilitator.store.toml import FileProblem, parsed, value_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path
    from random import Random

    from facilitator.core.measurement.items import Answer
    from facilitator.core.measurement.note import Measurement
    from facilitator.store.archive import Archive
    from facilitator.store.measurement.listing import Measurements


class Elsewhere(Refused):
    """The answers are not on this machine."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "The answers of this measurement are not on this machine. "
                "Go on with it where it was opened."
            )
        )


def answers_file(measurement: Measurement) -> Path:
    """Where the answers of a measurement are while it is open."""
    return answers_folder() / f"{measurement.id}.toml"


def write_answers(measurement: Measurement, source: Random) -> None:
    """Write all of a measurement's answers, shuffled once more. Raises NotWritten."""
    mixed = shuffled(measurement, source)
    written = Answers(
        id=mixed.id, scale=mixed.scale, responses=mixed.responses, comments=mixed.comments
    )
    file = answers_file(measurement)
    make_private_folder(file.parent)
    text = tomli_w.dumps(written.model_dump(by_alias=True), multiline_strings=True)
    write_privately(file, text.encode())


def with_answers(measurement: Measurement) -> Measurement:
    """An open measurement with the answers it has so far.

    Raises Elsewhere where they are not on this machine, NoteError for a file that cannot be used.
    """
    file = answers_file(measurement)
    if not file.exists():
        raise Elsewhere
    text = read_note_file(file).text
    try:
        found = Answers.model_validate(parsed(text, file))
    except ValidationError as error:
        raise NoteError.of(value_problems(file, text, error)[0]) from error
    except FileProblem as problem:
        raise NoteError.of(problem) from problem
    if (found.id, found.scale) != (measurement.id, measurement.scale):
        why = N_("The scale of a measurement cannot be changed once it is open.")
        raise NoteError(file, None, why)
    return measurement.model_copy(update={"responses": found.responses, "comments": found.comments})


def number_answered(measurement: Measurement) -> int | None:
    """How many have answered by now; None where an open measurement's answers cannot be read."""
    if not measurement.is_open:
        return measurement.number_answered
    try:
        return with_answers(measurement).number_answered
    except Refused:
        return None


def remove_answers(measurement: Measurement) -> None:
    """Remove them for good. Raises OSError."""
    file = answers_file(measurement)
    file.unlink(missing_ok=True)
    remove_leftovers(file)


class MeasurementKeeper:
    """Keeps one open measurement. Make one with `begin` or `resume`."""

    path: Path
    """The file its note is in."""
    measurement: Measurement
    """With all answers so far."""
    unsaved: NotSaved | None
    """Why the last answer did not reach the disk; None: all did."""

    def __init__(
        self,
        archive: Archive,
        measurement: Measurement,
        path: Path,
        lock: Lock,
        source: Random,
        *,
        found: Callable[[], Measurements],
    ) -> None:
        self.archive = archive
        self.least = archive.responses_at_least
        """From how many answers a result is shown, as it is told to those who answer."""
        self.measurement = measurement
        self.path = path
        self.unsaved = None
        self._lock = lock
        self._source = source
        self._found = found
        self._on_disk = b""

    @classmethod
    def begin(
        cls,
        archive: Archive,
        measurement: Measurement,
        source: Random | None = None,
        found: Callable[[], Measurements] | None = None,
    ) -> MeasurementKeeper:
        """Keep a measurement that nobody has answered, its note in its team's folder.

        `found` finds all measurements of the archive; unless told, by looking into every file.

        Raises NotWritten where it cannot be kept: nobody is to answer in vain. AlreadyOpen where
        one of that id is open.
        """
        source = source or SystemRandom()
        note = dumps(measurement, source)
        archive.prepare()
        found = found or (lambda: measurements_in(archive))
        _sweep(found())
        if answers_file(measurement).exists():
            raise AlreadyOpen(answers_file(measurement))
        write_answers(measurement, source)
        try:
            path, lock = create(archive, measurement, note)
        except BaseException:
            with suppress(OSError):
                remove_answers(measurement)
            raise
        keeper = cls(archive, measurement, path, lock, source, found=found)
        keeper._on_disk = note
        return keeper

    @classmethod
    def resume(
        cls,
        archive: Archive,
        path: Path,
        source: Random | None = None,
        found: Callable[[], Measurements] | None = None,
    ) -> MeasurementKeeper:
        """Go on with an open measurement; `found` as above.

        Raises AlreadyOpen while another program keeps it, Elsewhere where its answers are not on
        this machine, NoteError for a file that cannot be used, Refused when it is closed.
        """
        path = path.resolve()
        lock = Lock.take(path)
        try:
            data, measurement = _read_open(path)
        except BaseException:
            lock.release()
            raise
        remove_leftovers(path)
        found = found or (lambda: measurements_in(archive))
        keeper = cls(archive, measurement, path, lock, source or SystemRandom(), found=found)
        keeper._on_disk = data
        return keeper

    def add(self, row: Sequence[Answer], comment: str = "") -> NotSaved | None:
        """One more response. Raises Refused for what is none.

        When the disk says no it is kept in memory; the next answer, or `save`, tries again.
        """
        self.measurement = measuring.add(self.measurement, row, comment, source=self._source)
        return self.save()

    def save(self) -> NotSaved | None:
        """Write the answers once more."""
        try:
            write_answers(self.measurement, self._source)
        except NotWritten as error:
            self.unsaved = NotSaved(error)
        else:
            self.unsaved = None
        return self.unsaved

    def preview(self, today: date) -> Measurement:
        """What closing it today would leave: whether there will be a result, and why not."""
        return self._closed("rows", today)

    def close(self, keep: Literal["rows", "counts"], today: date) -> Saved:
        """Close it for good: its note is written, the answers outside the archive are removed.

        After NotSaved it is still open and held. Moved: somebody else has changed the note, which
        is left to them.
        """
        after = self._closed(keep, today)
        try:
            moved = self._write(dumps(after, self._source))
        except NotWritten as error:
            self.unsaved = NotSaved(error)
            return self.unsaved
        except OSError as error:
            self.unsaved = NotSaved(not_written(self.path, error))
            return self.unsaved
        self.measurement, self.unsaved = after, None
        with suppress(OSError):  # resuming it removes them
            remove_answers(after)
        self.release()
        return moved

    def throw_away(self) -> NotSaved | None:
        """Remove it for good, with every answer."""
        try:
            remove_answers(self.measurement)
            self.path.unlink(missing_ok=True)
        except OSError as error:
            self.unsaved = NotSaved(not_written(self.path, error))
            return self.unsaved
        remove_leftovers(self.path)
        self._lock.release()
        return None

    def release(self) -> None:
        """Let go of it; it stays as it is."""
        self._lock.release()

    def _closed(self, keep: Literal["rows", "counts"], today: date) -> Measurement:
        return measuring.close(
            self.measurement,
            keep=keep,
            today=today,
            others=[one for one in self._found().notes if one.id != self.measurement.id],
            least=max(self.least, self.archive.responses_at_least),
            source=self._source,
        )

    def _write(self, data: bytes) -> Moved | None:
        """Put the note in the place of the one we know, or beside what has taken its place."""
        before = self._as_we_left_it()
        if before is not None:
            with suppress(Overtaken):
                write_privately(self.path, data, over=before)
                self._on_disk = data
                return None
        if not os.path.lexists(self.path):
            make_private_folder(self.path.parent)
            with suppress(FileExistsError):
                create_privately(self.path, data)
                self._on_disk = data
                return None
        path, lock = create(self.archive, self.measurement, data)
        self._lock.release()
        old, self.path, self._lock, self._on_disk = self.path, path, lock, data
        why = N_("{file} was changed by someone else. The measurement is now saved in {new}.")
        return Moved(path, Refused(why, file=old.name, new=path.name))

    def _as_we_left_it(self) -> Stamp | None:
        """The stamp of the note, if every byte of it is ours."""
        try:
            data, stamp = read_file(self.path, MOST_BYTES)
        except NotRead:
            return None
        return stamp if data == self._on_disk else None


def _read_open(path: Path) -> tuple[bytes, Measurement]:
    """What stands in the note of an open measurement, and the measurement with its answers."""
    data, text, _stamp = read_note_file(path)
    note = loads(text, path)
    if not note.is_open:
        raise Refused(N_("The measurement is closed already."))
    remove_leftovers(answers_file(note))  # a killed write leaves a version beside it
    return data, with_answers(note)


def _sweep(found: Measurements) -> None:
    """Remove the answers of what was closed when the machine stopped before it was done."""
    for one in found.notes:
        if not one.is_open:
            with suppress(OSError):
                remove_answers(one)
