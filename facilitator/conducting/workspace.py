"""What the screens know of the archive, the guides and the settings. It knows no screen."""

from __future__ import annotations

import os
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import Refused
from facilitator.core.team import same_team
from facilitator.words import refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from facilitator.conducting.clock import Clock
    from facilitator.conducting.exchanging import StoreNews
    from facilitator.core.guide.model import Guide
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.measurement.trend import Step
    from facilitator.core.note import Note
    from facilitator.store.archive import Archive
    from facilitator.store.guides import Guides
    from facilitator.store.index import Index
    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.store.index.notes import Entry
    from facilitator.store.left_open import LeftOpen
    from facilitator.store.measurement.notes import MeasurementFile, Measurements
    from facilitator.store.toml import FileProblem
    from facilitator.store.user_settings import Settings

LOOK = 0.5
"""Seconds that a first look at the notes may take; what is left is read with the archive open."""

DIALOGUE = "measurement-dialogue"
"""The guide of the talk about a result."""


class LastTime(NamedTuple):
    """What a session takes to be held once more."""

    guide: str
    title: str
    team: str
    date: date
    names: str
    """As they are filled in; where none are remembered, how many there were."""


class Workspace:
    """One archive, and what is asked of it."""

    def __init__(
        self,
        archive: Archive,
        guides: Guides,
        settings: Settings,
        settings_problems: Callable[[], tuple[FileProblem, ...]],
        clock: Clock,
    ) -> None:
        self.archive = archive
        self.guides = guides
        self.settings = settings
        self._settings_problems = settings_problems
        self.clock = clock
        self._destroyed: list[Refused] = []
        """What has become of sessions that were left open for too long, in this run."""

    @cached_property
    def index(self) -> Index:
        """The index of the archive; whoever asks it brings it up to date first."""
        from facilitator.store.index import Index

        return Index(self.archive.folder)

    def look(self, first: Path | None = None) -> bool:
        """Bring the index up to date, unless it takes long: gives whether it is.

        What is in the folder `first` is read before the rest.
        """
        return self.index.refresh(_for_so_long(LOOK), first).complete

    def exchange(self, go_on: Callable[[int, int], bool]) -> StoreNews:
        """Bring the archive and the store that it follows up to each other. In a thread."""
        from facilitator.conducting.exchanging import exchange

        return exchange(self.archive.folder, self.index, go_on)

    @property
    def today(self) -> date:
        """The date in the room."""
        return self.clock.today().date()

    def archive_of(self, guide: Guide) -> Archive:
        """Where a session's note is to lie: what is one person's own lies with that person."""
        if not guide.private:
            return self.archive
        from facilitator.store.private import private_archive

        return private_archive()

    # Notes

    def unfinished(self) -> tuple[Entry, ...]:
        """The measurements, and then the sessions, that have not been closed.

        What is over on this machine is ended first; `problems` says what was destroyed.
        """
        from facilitator.store.index.notes import running
        from facilitator.store.index.unfinished import unfinished
        from facilitator.store.left_open import settle

        whole = self.look()
        self._destroyed += settle(self.archive, self.index, self.clock.now())
        if not whole:
            notes = unfinished(self.archive)
            return tuple(sorted(notes, key=lambda note: note.kind == "session"))
        opened = running(self.index, "measurement")
        return (*opened, *running(self.index))

    def last_time(self) -> LastTime | None:
        """The session that was closed last, to be held once more; as far as the index knows."""
        from facilitator.core.note import Note
        from facilitator.store.index.notes import latest_session
        from facilitator.store.notes import NoteError, read_document

        entry = latest_session(self.index)
        if entry is None:
            return None
        names = self.remembered_names(entry.team)
        if not names:
            try:
                note = read_document(entry.path)
            except (NoteError, OSError):
                return None
            number = note.participants if isinstance(note, Note) else None
            names = str(number) if number else ""
        return LastTime(entry.guide, entry.title, entry.team, entry.date, names)

    def left_open(self, path: Path) -> LeftOpen | None:
        """The session in that file, where it was left open for so long that its end is offered."""
        from facilitator.store.left_open import left_open

        old = left_open(self.archive, self.clock.now())
        return next(
            (
                left_open_session
                for left_open_session in old
                if left_open_session.session and left_open_session.state.path == path
            ),
            None,
        )

    def how_many_due(self) -> int:
        """In how many notes something is due to be deleted, as far as the index knows."""
        from facilitator.store.index.due import how_many_due

        try:
            kept = self.archive.retention
        except Refused:  # in doubt nothing is offered for deletion; `problems` says why
            return 0
        return how_many_due(self.index, kept, self.today)

    def teams(self) -> tuple[str, ...]:
        """The teams seen before; in a large archive those that have been read by now."""
        from facilitator.store.index.notes import teams

        self.look()
        return teams(self.index)

    def open_commitments(self, team: str) -> tuple[KeptCommitment, ...]:
        """What the team agreed on earlier and has not ended, what was made first on top."""
        from facilitator.store.index.commitments import open_of_team

        self.look(self.archive.team_folder(team))
        return open_of_team(self.index, team)

    def frame_in_force(self, team: str) -> Note | None:
        """The frame that holds in a team now. In a thread."""
        from facilitator.store.index.frames import frame_in_force

        self.look(self.archive.team_folder(team))
        return frame_in_force(self.index, team)

    def has_frames(self) -> bool:
        """Whether some team has a frame, as far as the index knows. In a thread."""
        from facilitator.store.index.frames import frames

        self.look()
        return bool(frames(self.index))

    def frames_to_revisit(self) -> tuple[str, ...]:
        """The teams whose frame is to be looked at again by now, as far as the index knows."""
        from facilitator.store.index.frames import to_revisit

        return tuple(frame.team for frame in to_revisit(self.index, self.today))

    def remembered_names(self, team: str) -> str:
        """The names of last time, where the archive says that they may be remembered."""
        from facilitator.store.remembered_order import remembered_order

        return ", ".join(remembered_order(self.archive, team))

    def problems(self) -> tuple[str, ...]:
        """What is wrong with files of the archive, the settings and the guides, a line a file.

        Of the archive it is what the index knew when it was last brought up to date.
        """
        from facilitator.store.index.problems import problems

        every_problem = (
            *self._settings_problems(),
            *self.archive.problems,
            *(problem for file in self.guides.own for problem in file.problems),
            *(problem for file in self.guides.own_cards() for problem in file.problems),
            *problems(self.index),
        )
        first = {problem.path: problem for problem in reversed(every_problem)}
        folder = f"{self.archive.folder}{os.sep}"  # whoever looks knows which archive is open
        wrong = (
            f"{problem.place.removeprefix(folder)}: {refusal_words(problem)}"
            for problem in reversed(first.values())
        )
        return (*map(refusal_words, self._destroyed), *wrong)

    # Measurements

    def measurements(self) -> Measurements:
        """All measurements of the archive, each time as they are by then.

        It reads every file that has changed: called in a thread, wherever a screen can wait for it.
        """
        from facilitator.store.index.notes import measurements

        return measurements(self.archive, self.index)

    def measurement_file(self, measurement_id: str) -> MeasurementFile | None:
        """The measurement of that id, open or closed; None: there is none any more."""
        files = self.measurements().files
        return next((file for file in files if file.measurement.id == measurement_id), None)

    def result_of(
        self, measurement: Measurement, among: Iterable[Measurement] | None = None
    ) -> Result | Withheld:
        """What may be shown of a measurement, `among` all there are."""
        from facilitator.core.measurement.lifecycle import result_of

        least = self.archive.response_limit
        everything = self.measurements().notes if among is None else among
        return result_of(measurement, everything, least=least)

    def course_of(self, team: str, among: Iterable[Measurement] | None = None) -> tuple[Step, ...]:
        """A team's closed measurements, the oldest first, `among` all there are."""
        from facilitator.core.measurement.trend import course

        least = self.archive.response_limit
        return course(team, self.measurements().notes if among is None else among, least)

    def result_to_talk_about(self, team: str) -> tuple[Result | Withheld, str] | None:
        """The team's latest result and the language it was asked in, or why it is withheld."""
        everything = self.measurements().notes
        if latest := self.latest_result(team, everything):
            return latest[1], latest[0].language
        for measurement in _closed(everything, team):
            return self.result_of(measurement, everything), measurement.language
        return None

    def latest_result(
        self, team: str = "", among: Iterable[Measurement] | None = None
    ) -> tuple[Measurement, Result] | None:
        """The latest measurement with a result, of that team where one is named."""
        from facilitator.core.measurement.result import Result

        everything = self.measurements().notes if among is None else tuple(among)
        for measurement in _closed(everything, team):
            result = self.result_of(measurement, everything)
            if isinstance(result, Result):
                return measurement, result
        return None

    def without_dialogue(self, team: str, among: Iterable[Measurement]) -> bool:
        """Whether the team's latest result is newer than its latest dialogue."""
        from facilitator.store.index.notes import listing

        latest = self.latest_result(team, among)
        if latest is None:
            return False
        self.look()
        held = [
            entry.date
            for entry in listing(self.index).notes
            if entry.guide == DIALOGUE and same_team(entry.team, team)
        ]
        return not any(day >= latest[0].date for day in held)


def _for_so_long(seconds: float) -> Callable[[int, int], bool]:
    """Lets the archive be read for that long from now."""
    end = monotonic() + seconds
    return lambda _done, _total: monotonic() < end


def _closed(everything: Iterable[Measurement], team: str) -> list[Measurement]:
    """The closed ones, newest first, of a team where one is named; may they be shown or not."""
    return [m for m in everything if not m.is_open and (not team or same_team(m.team, team))]
