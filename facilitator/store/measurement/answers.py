"""The answers of an open measurement: outside the archive, saved as they are given.

They are in a state file of this machine (see `store.state`), encrypted, and destroyed at the close.
The archive holds the note alone, from the opening, and no answer before the close.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from itertools import takewhile
from random import SystemRandom
from threading import RLock
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import ValidationError

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement import lifecycle
from facilitator.core.measurement.figures import forget_rows, overwrite_rows
from facilitator.core.measurement.note import Answers, Measurement
from facilitator.store.encryption import sealed
from facilitator.store.files import NotRead, NotWritten, read_text_file, remove_file
from facilitator.store.lock import IN_USE, AlreadyOpen, Change, change_file, is_open
from facilitator.store.measurement.notes import (
    base_name,
    create,
    dumps,
    loads,
    measurements_in,
    publishing,
    read_measurement,
    remove_open_note,
)
from facilitator.store.notes import MOST_BYTES, NoteError, read_note_file
from facilitator.store.paths import answers_folder
from facilitator.store.session_file import NotSaved
from facilitator.store.state import (
    DAMAGED,
    StateFile,
    find_state,
    read_state,
    state_files,
    state_names,
)
from facilitator.store.toml import FileProblem, parsed, value_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from random import Random

    from facilitator.core.measurement.items import Answer
    from facilitator.core.room import KeptRoom
    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp
    from facilitator.store.measurement.notes import Measurements

THROWN_AWAY: Final = "thrown away"
"""The mark of answers whose measurement is being removed for good."""

LOT: Final = 5
"""So many answers from phones are written at once, at least: one alone is known by its hour."""

_PATIENCE: Final = 5.0
"""Seconds to wait for another program to be done with the note."""


class Elsewhere(Refused):
    """The answers of an open measurement are not on this machine."""


class Over(Exception):  # noqa: N818 no error
    """The measurement was closed or released since it was last used."""


class OpenAnswers(NamedTuple):
    """Answers on this machine, opened for reading only."""

    file: Path
    answers: Answers


def find_answers(archive: Archive, measurement_id: str) -> OpenAnswers | None:
    """The answers on this machine of an open measurement in that archive.

    None where there are none. Raises NotRead, NoteError where they cannot be read.
    """
    plain = _plain_file(measurement_id)
    if os.path.lexists(plain):
        return OpenAnswers(plain, _plain_answers(plain))
    file = _state_file(archive, measurement_id)
    return OpenAnswers(file, _answers(read_state(file).data)) if file else None


def is_being_answered(archive: Archive, measurement_id: str) -> bool:
    """Whether a program on this machine has the measurement open."""
    file = _state_file(archive, measurement_id)
    return file is not None and is_open(file)


def _state_file(archive: Archive, measurement_id: str) -> Path | None:
    """The encrypted file of its answers; None where there is none on this machine."""
    entry = find_state(answers_folder(), archive.folder, measurement_id)
    return entry.path if entry else None


def number_answered(archive: Archive, measurement: Measurement) -> int | None:
    """How many have answered; None where the answers of an open measurement cannot be read."""
    if not measurement.is_open:
        return measurement.answered
    with suppress(Refused):
        if opened := find_answers(archive, measurement.id):
            return opened.answers.number
    return None


def with_number(archive: Archive, measurement: Measurement) -> Measurement:
    """The measurement with the number of answers, which is all that is shown while it is open."""
    number = number_answered(archive, measurement)
    return measurement.model_copy(update={"answered": number})


class MeasurementKeeper:
    """Keeps one open measurement. Created by `begin` or `resume`."""

    path: Path
    """The file its note is in."""
    measurement: Measurement
    """Its note."""
    answers: Answers
    """All answers so far, those too that the disk has not taken yet."""
    changed: datetime | None
    """When its answers were last written before this program opened it (UTC); None: it is new."""
    unsaved: NotSaved | None
    """Why the last answer did not reach the disk; None: all did."""

    def __init__(
        self,
        archive: Archive,
        measurement: Measurement,
        path: Path,
        answers: Answers,
        file: StateFile,
        *,
        least: int,
        source: Random | None,
        others: Callable[[], Measurements] | None,
    ) -> None:
        self.archive = archive
        self.least = least
        """From how many answers a result is shown, as it is told to those who answer."""
        self.measurement = measurement
        self.path = path
        self.answers = answers
        self.changed: datetime | None = None
        self.unsaved = None
        self._in_hand = lifecycle.no_answers(measurement)
        """What phones have handed in and the disk has not got yet: less than a lot, as a rule."""
        self._file = file
        self._in_writing = self._in_hand
        """The part of it that is being written just now."""
        self._is_over = False
        self._disk = RLock()
        """One writing at a time: phones are served in a thread of their own."""
        self._lock = RLock()
        """One change at a time. Whoever needs both takes the disk first; phones need this alone."""
        self._source = source or SystemRandom()
        self._others = others or (lambda: measurements_in(archive))

    @classmethod
    def begin(
        cls,
        archive: Archive,
        measurement: Measurement,
        source: Random | None = None,
        others: Callable[[], Measurements] | None = None,
    ) -> MeasurementKeeper:
        """Keep a measurement that nobody has answered, its note in its team's folder.

        `others` finds all measurements of the archive; unless given, by looking into every file.

        Raises NotWritten where it cannot be kept: nobody is to answer in vain. AlreadyOpen where
        one of that id is open, Doubt where the archive's limit cannot be read.
        """
        least = archive.responses_at_least
        archive.prepare()
        answers = lifecycle.no_answers(measurement)
        try:
            file = StateFile.create(
                answers_folder(), archive.folder, measurement.id, _bytes_of(answers)
            )
        except FileExistsError as error:
            raise AlreadyOpen(answers_folder()) from error
        try:
            path = create(archive, measurement)
        except BaseException:
            with suppress(NotWritten):
                file.destroy()
            file.release()
            raise
        return cls(
            archive, measurement, path, answers, file, least=least, source=source, others=others
        )

    @classmethod
    def resume(
        cls,
        archive: Archive,
        path: Path,
        source: Random | None = None,
        others: Callable[[], Measurements] | None = None,
    ) -> MeasurementKeeper:
        """Go on with an open measurement; `others` as above.

        Raises AlreadyOpen while another program keeps it, Elsewhere where its answers are not on
        this machine, NotRead where they cannot be read, NoteError for a note that cannot be used,
        Refused when it is closed.
        """
        path = path.resolve()
        least, measurement = archive.responses_at_least, read_measurement(path)
        if not measurement.is_open:
            raise Refused(lifecycle.CLOSED_ALREADY)
        written = {entry.path: entry.changed for entry in state_files(answers_folder())}
        file, answers = _open_answers(archive, measurement)
        keeper = cls(
            archive, measurement, path, answers, file, least=least, source=source, others=others
        )
        keeper.changed = written.get(file.path)
        return keeper

    @property
    def number_answered(self) -> int:
        """How many have answered, including answers not yet written."""
        with self._lock:
            return self.answers.number + self.number_in_hand

    @property
    def takes_answers(self) -> bool:
        """Whether it is open, and held by this program."""
        return not self._is_over

    @property
    def number_in_hand(self) -> int:
        """The number of answers not yet on disk."""
        with self._lock:
            return self._in_hand.number + self._in_writing.number

    def is_spent(self, ticket: str) -> bool | None:
        """Whether the answer with a ticket's hash is on disk; None: there is none."""
        with self._lock:
            if ticket in self._in_hand.spent or ticket in self._in_writing.spent:
                return False
            return True if ticket in self.answers.spent else None

    def hand_in(self, row: Sequence[Answer], comment: str, ticket: str) -> None:
        """Take an answer from a phone and spend its ticket, given by its hash, in one step.

        It waits in memory for a lot: `write_lot` brings it to the disk. Raises Refused for what is
        no response, Over where no more answers are taken, ValueError for a ticket that is spent.
        """
        with self._lock:
            if self._is_over:
                raise Over
            if self.is_spent(ticket) is not None:
                raise ValueError("a ticket is spent once")
            handed_in = lifecycle.add(
                self._in_hand, row, comment, today=self.measurement.date, source=self._source
            )
            spent = tuple(sorted((*handed_in.spent, ticket)))
            self._in_hand = handed_in.model_copy(update={"spent": spent})

    def write_lot(self, least: int = LOT) -> NotSaved | None:
        """Write the waiting answers if there are at least that many: shuffled, with their tickets.

        When the disk fails they keep waiting.
        """
        nothing = lifecycle.no_answers(self.measurement)
        with self._disk:
            with self._lock:
                if self._is_over or self._in_hand.number < max(1, least):
                    return None
                self._in_writing, self._in_hand = self._in_hand, nothing
            after = lifecycle.merged(self.answers, self._in_writing, self._source)
            trouble = None
            try:
                self._file.replace(_bytes_of(after))
            except NotWritten as error:
                trouble = NotSaved(error)
            with self._lock:
                if trouble:
                    self._in_hand = lifecycle.merged(self._in_hand, self._in_writing, self._source)
                else:
                    self.answers, self.unsaved = after, None
                self._in_writing = nothing
            return trouble

    def open_room(self, room: KeptRoom) -> NotSaved | None:
        """Save where phones answer it. When the disk fails, they would not find it again."""
        with self._disk:
            if self._is_over:
                return None
            return self._write(self.answers.model_copy(update={"room": room}))

    def add(self, row: Sequence[Answer], comment: str = "") -> NotSaved | None:
        """Add a response. Raises Refused for an invalid one, and where no more answers are taken.

        When the disk fails it is kept in memory: call `save` until it is on disk.
        """
        with self._disk:
            if self._is_over:
                raise Refused(lifecycle.CLOSED_ALREADY)
            day = self.measurement.date
            return self._write(
                lifecycle.add(self.answers, row, comment, today=day, source=self._source)
            )

    def save(self) -> NotSaved | None:
        """Write the answers again, reshuffled; nothing where no more are taken."""
        with self._disk:
            return None if self._is_over else self._write(self.answers)

    def _write(self, answers: Answers) -> NotSaved | None:
        """Write these answers, shuffled; they count from then on, or from when the disk said no."""
        answers, unsaved = lifecycle.shuffled(answers, self._source), None
        try:
            self._file.replace(_bytes_of(answers))
        except NotWritten as error:
            unsaved = NotSaved(error)
        with self._lock:  # what is asked meanwhile does not wait for the disk
            self.answers, self.unsaved = answers, unsaved
        return unsaved

    def preview(self, today: date) -> Measurement:
        """What a close today would leave: whether there will be a result, and why not.

        Raises TooNear where it cannot be closed because of another measurement, and Refused where
        the archive's limit cannot be read.
        """
        return self._closed(self.measurement, today)

    def close(self, today: date) -> NotSaved | None:
        """Close it for good: its note is written, and then the answers are destroyed.

        What is still in hand counts, and is never written by itself. After NotSaved it is still
        open and held. Raises as `preview` does, and nothing has changed.
        """
        with ExitStack() as held:
            try:
                held.enter_context(publishing(self.archive))
                held.enter_context(self._disk)
                held.enter_context(self._lock)
                after = self._write_closed(today)
            except NotWritten as error:
                self.unsaved = NotSaved(error)
                return self.unsaved
            self.measurement, self.unsaved, self._is_over = after, None, True
            self._forget_rows()
            with suppress(NotWritten):  # the next command that reads the archive destroys them
                self._file.destroy()
            self._file.release()
            return None

    def throw_away(self) -> NotSaved | None:
        """Delete it with every answer. After NotSaved it is still held, and may be kept."""
        with self._disk, self._lock:
            try:
                self._file.replace(_bytes_of(self.answers), THROWN_AWAY)
                for path in self._paths():
                    if _open_note_in(path, self.measurement):
                        remove_open_note(path)
                self._file.destroy()
            except NotWritten as error:
                self.unsaved = NotSaved(error)
                return self.unsaved
            self._is_over = True
            self._forget_rows()
            nothing = lifecycle.no_answers(self.measurement)
            self.answers = self._in_hand = self._in_writing = nothing  # nobody's answer counts
            return None

    def _forget_rows(self) -> None:
        """Leave no row in memory: by where it lies one could tell when it came.

        Whose ticket is spent is known all the same: phones may still ask what became of theirs.
        """
        spent = tuple(sorted({*self.answers.spent, *self._in_hand.spent}))
        nothing = lifecycle.no_answers(self.measurement)
        self.answers, self._in_hand = nothing.model_copy(update={"spent": spent}), nothing
        forget_rows()
        overwrite_rows()

    def release(self) -> None:
        """Release it; it stays as it is."""
        with self._disk:
            self._is_over = True
            self._file.release()

    def _closed(self, measurement: Measurement, today: date) -> Measurement:
        with self._disk, self._lock:
            answers = lifecycle.merged(self.answers, self._in_hand, self._source)
        return lifecycle.close(
            measurement,
            answers,
            today=today,
            others=self._others().every_note,
            least=max(self.least, self.archive.responses_at_least),
            source=self._source,
        )

    def _write_closed(self, today: date) -> Measurement:
        """Replace the open note by the closed one, keeping what has changed in it.

        Where the open one is gone, the closed one gets a new file.
        """
        after: Measurement | None = None

        def read_and_change() -> Change | None:
            nonlocal after
            note = _open_note_in(self.path, self.measurement)
            if note is None:
                return None
            after = self._closed(note.measurement, today)
            return Change(sealed(self.path, dumps(after)), note.stamp)

        for path in self._paths():
            self.path = path
            change_file(path, read_and_change, wait=_PATIENCE, why=IN_USE)
            if after is not None:
                return after
        after = self._closed(self.measurement, today)
        self.path = create(self.archive, after)
        return after

    def _paths(self) -> Iterator[Path]:
        """Where its note may be: the archive may have been encrypted since it was opened."""
        yield self.path
        measurement = self.measurement
        folder = self.archive.team_folder(measurement.team)
        names = self.archive.note_names(base_name(measurement), measurement.id)
        yield from takewhile(os.path.lexists, (folder / name for name in names))


class _OpenNote(NamedTuple):
    measurement: Measurement
    stamp: Stamp


def _open_note_in(path: Path, ours: Measurement) -> _OpenNote | None:
    """The note in the file, if it is still that of our measurement and open."""
    try:
        file = read_note_file(path)
        note = loads(file.text, path)
    except NoteError:
        return None
    if not note.is_open or (note.id, note.scale) != (ours.id, ours.scale):
        return None
    return _OpenNote(note, file.stamp)


def _open_answers(archive: Archive, measurement: Measurement) -> tuple[StateFile, Answers]:
    """The answers of an open measurement, opened for writing."""
    folder, plain = answers_folder(), _plain_file(measurement.id)
    if os.path.lexists(plain):
        return _taken_over(archive, measurement, plain)
    if entry := find_state(folder, archive.folder, measurement.id):
        file, state = StateFile.open(entry.path)
        try:
            return file, _answers(state.data, measurement)
        except BaseException:
            file.release()
            raise
    names = state_names(archive.folder, measurement.id)
    for entry in state_files(folder):
        if entry.name in names:
            why = N_(
                "The answers of this measurement are on this machine, but belong to the archive "
                "{folder}. Go on with it there."
            )
            raise Elsewhere(why, folder=read_state(entry.path).archive)
    raise Elsewhere(
        N_(
            "The answers of this measurement are not on this machine. "
            "Go on with it where it was opened."
        )
    )


def _taken_over(
    archive: Archive, measurement: Measurement, plain: Path
) -> tuple[StateFile, Answers]:
    """Answers of an older version of the program, encrypted from now on."""
    answers = _plain_answers(plain)
    _check(answers, measurement)
    try:
        file = StateFile.create(
            answers_folder(), archive.folder, measurement.id, _bytes_of(answers)
        )
    except FileExistsError as error:
        raise AlreadyOpen(plain) from error
    try:
        remove_file(plain)
    except BaseException:
        file.release()
        raise
    return file, answers


def _plain_file(measurement_id: str) -> Path:
    """The unencrypted file in which an older version of the program kept answers."""
    return answers_folder() / f"{measurement_id}.toml"


def _plain_answers(plain: Path) -> Answers:
    """The answers in such a file. Raises NotRead, NoteError."""
    text = read_text_file(plain, MOST_BYTES)
    try:
        return Answers.model_validate(parsed(text, plain))
    except ValidationError as error:
        raise NoteError.of(plain, value_problems(plain, text, error)[0]) from error
    except FileProblem as problem:
        raise NoteError.of(plain, problem) from problem


def _bytes_of(answers: Answers) -> bytes:
    return answers.model_dump_json(by_alias=True).encode()


def _answers(data: bytes, measurement: Measurement | None = None) -> Answers:
    """The answers in a state file. Raises NotRead."""
    try:
        answers = Answers.model_validate_json(data)
    except ValidationError as error:
        raise NotRead(DAMAGED) from error
    if measurement is not None:
        _check(answers, measurement)
    return answers


def _check(answers: Answers, measurement: Measurement) -> None:
    if (answers.id, answers.scale) != (measurement.id, measurement.scale):
        raise NotRead(N_("The scale of a measurement cannot be changed once it is open."))
