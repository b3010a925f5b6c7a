"""What becomes of the answers of measurements that nobody goes on with.

What a kill left between a note and its answers is ended, on positive evidence only; what is left
open is offered for closing, and destroyed in the end; what may yet be needed is kept, and named.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.store.files import NotRead, NotWritten, remove_file
from facilitator.store.lock import AlreadyOpen
from facilitator.store.measurement.answers import THROWN_AWAY
from facilitator.store.measurement.notes import remove_open_note
from facilitator.store.paths import answers_folder
from facilitator.store.state import (
    StateFile,
    archive_of,
    destroy_state,
    read_state,
    state_files,
    state_names,
)
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.measurement.notes import MeasurementFile, Measurements
    from facilitator.store.state import StateEntry


class LeftOpenMeasurement(NamedTuple):
    """An open measurement left unanswered so long that its end is offered."""

    file: MeasurementFile
    state: StateEntry
    """Its answers."""
    since: date
    """The day the last answer was given."""
    until: date
    """The day from which it is destroyed."""


def settle(
    archive: Archive, measurements: Callable[[], Measurements], now: datetime
) -> tuple[LeftOpenMeasurement, ...]:
    """End what is over of the answers of this archive's measurements, once it has been read.

    Answers whose note is closed are destroyed; so are those that were being thrown away, with the
    note. All others are kept, those too whose note cannot be found or read: that is doubt. A
    measurement that another program has open is left alone. Gives those that have waited their
    time and were destroyed for it. Raises nothing.
    """
    entries = state_files(answers_folder(), archive.folder)
    former = list(answers_folder().glob("*.toml"))
    if not entries and not former:
        return ()
    measured = measurements().files
    files = {file.measurement.id: file for file in measured}
    for plain in former:  # of a version that left them where anybody can read them
        if plain.stem in files and not files[plain.stem].measurement.is_open:
            with suppress(NotWritten):
                remove_file(plain)
    try:
        by_state = _by_state(archive, measured)
    except Refused:
        return ()
    for entry in entries:
        file = by_state.get(entry.name)
        if file is not None and not file.measurement.is_open:
            destroy_state(entry.path)
        elif _is_thrown_away(entry):
            with suppress(Refused):
                _throw_away(entry.path, file.path if file else None)
    ended = []
    for old in measurements_left_open(archive, measurements, now):
        if old.until <= _day(now):
            with suppress(Refused):
                _throw_away(old.state.path, old.file.path, old.state.changed)
                ended.append(old)
    return tuple(ended)


def measurements_left_open(
    archive: Archive, measurements: Callable[[], Measurements], now: datetime
) -> tuple[LeftOpenMeasurement, ...]:
    """The measurements left unanswered so long that their end is offered.

    None while the setting is in doubt. `now` is in UTC.
    """
    entries = state_files(answers_folder(), archive.folder)
    if all(now - entry.changed < timedelta(days=1) for entry in entries):
        return ()
    try:
        days = archive.left_open_days
        by_state = _by_state(archive, measurements().files)
    except Refused:  # in doubt
        return ()
    return tuple(
        LeftOpenMeasurement(file, entry, _day(entry.changed), _day(entry.changed + destroyed))
        for entry, destroyed in ((e, timedelta(days=days.answers_destroyed)) for e in entries)
        if now - entry.changed >= timedelta(days=days.answers_offered)
        and (file := by_state.get(entry.name)) is not None
        and file.measurement.is_open
    )


def _by_state(archive: Archive, files: Iterable[MeasurementFile]) -> dict[str, MeasurementFile]:
    """The measurements by the possible names of their state files. Raises as `state_names`."""
    return {
        name: file for file in files for name in state_names(archive.folder, file.measurement.id)
    }


def without_note(
    archive: Archive, measurements: Callable[[], Measurements]
) -> tuple[FileProblem, ...]:
    """The answers on this machine that may or may not still be needed.

    Their note is not in this archive or cannot be read, or their own archive is missing. They are
    kept, and named.
    """
    problems: list[FileProblem] = []
    why = N_(
        "Answers of a measurement whose note cannot be found or read in {folder}. They are kept. "
        "Delete the file where they are not needed."
    )
    own = {entry.path for entry in state_files(answers_folder(), archive.folder)}
    for entry in state_files(answers_folder()):
        try:
            if entry.path in own:
                is_known = entry.name in _by_state(archive, measurements().files)
                folder = None if is_known else archive.folder
            else:
                folder = archive_of(entry.path)
                folder = folder if folder and not folder.is_dir() else None
        except Refused as error:
            problems.append(FileProblem.of(entry.path, error))
            continue
        if folder is not None:
            problems.append(FileProblem(entry.path, None, why, folder=folder))
    return tuple(problems)


def destroyed_words(old: LeftOpenMeasurement) -> Refused:
    """The sentence that a measurement which was left open has been destroyed."""
    measurement = old.file.measurement
    return Refused(
        N_(
            "The measurement of {team}, {date}, was left open since {since} and has been "
            "destroyed with its answers."
        ),
        team=measurement.team,
        date=measurement.date,
        since=old.since,
    )


def _is_thrown_away(entry: StateEntry) -> bool:
    try:
        return read_state(entry.path).mark == THROWN_AWAY
    except NotRead:
        return False


def _throw_away(state: Path, note: Path | None, changed: datetime | None = None) -> None:
    """Delete an open measurement with its answers. Raises Refused where that is impossible now.

    With `changed`, only answers last written then.
    """
    file, opened = StateFile.open(state)
    try:
        entries = {entry.path: entry.changed for entry in state_files(state.parent)}
        if changed is not None and entries.get(state) != changed:
            raise AlreadyOpen(state)
        file.replace(opened.data, THROWN_AWAY)
        if note is not None:
            remove_open_note(note)
        file.destroy()
    finally:
        file.release()


def _day(moment: datetime) -> date:
    """The local date."""
    return moment.astimezone().date()
