"""The archive, the guides and the settings in use, for whatever leads sessions."""

from __future__ import annotations

import os
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import Refused
from facilitator.core.team import same_team
from facilitator.words import language, refusal_words

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

FIRST_READING = 0.5
"""Seconds that the notes may be read in at first; what is left is read with the archive open."""

DIALOGUE = "measurement-dialogue"
"""The guide of the talk about a result."""


class LastTime(NamedTuple):
    """What is needed to hold a session once more."""

    guide: str
    title: str
    """Of its guide, in the language chosen: it is held in that."""
    team: str
    date: date
    names: str
    """As they are filled in; where none are remembered, how many there were."""


class Workspace:
    """An archive with its guides and settings, and the queries on it."""

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
        """The index of the archive, brought up to date by the caller."""
        from facilitator.store.index import Index

        return Index(self.archive.folder)

    def refresh_index(self, first: Path | None = None) -> bool:
        """Bring the index up to date for a short while; returns whether it is.

        The folder `first` is read before the rest.
        """
        return self.index.refresh(_for_so_long(FIRST_READING), first).complete

    def exchange(self, go_on: Callable[[int, int], bool]) -> StoreNews:
        """Exchange with the store that the archive follows. In a thread."""
        from facilitator.conducting.exchanging import exchange

        return exchange(self.archive.folder, self.index, go_on)

    @property
    def today(self) -> date:
        """The local date."""
        return self.clock.today().date()

    def archive_of(self, guide: Guide) -> Archive:
        """The archive for a session's note: private ones lie in the user's own."""
        if not guide.private:
            return self.archive
        from facilitator.store.private import private_archive

        return private_archive()

    def guide(self, guide_id: str) -> Guide:
        """The guide in the language in use and the archive's words. Raises Refused."""
        from facilitator.core.guide.vocabulary import in_words_of

        return in_words_of(self.guides.guide(guide_id, language()), self.archive.citizen)

    def in_other_language(self, guide: Guide) -> Guide | None:
        """The same guide in the other language; None where there is no usable one."""
        from facilitator.core.guide.vocabulary import in_words_of

        other = self.guides.other_language(guide)
        return other and in_words_of(other, self.archive.citizen)

    # Notes

    def unfinished(self) -> tuple[Entry, ...]:
        """The measurements, then the sessions, that have not been closed.

        What has been left open too long is ended first; `problems` tells what was destroyed.
        """
        from facilitator.store.index.notes import running, unfinished
        from facilitator.store.left_open import settle

        whole = self.refresh_index()
        self._destroyed += settle(self.archive, self.index, self.clock.now())
        if not whole:
            notes = unfinished(self.archive)
            return tuple(sorted(notes, key=lambda note: note.kind == "session"))
        opened = running(self.index, "measurement")
        return (*opened, *running(self.index))

    def last_time(self) -> LastTime | None:
        """The session closed last, to be held once more, as far as the index knows."""
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
        guides = self.guides.entries(language())
        title = next((guide.title for guide in guides if guide.id == entry.guide), entry.title)
        return LastTime(entry.guide, title, entry.team, entry.date, names)

    def left_open(self, path: Path) -> LeftOpen | None:
        """The session in that file, if it was left open so long that its end is offered."""
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
        """The number of notes with something due for deletion, as far as the index knows."""
        from facilitator.store.index.due import how_many_due

        try:
            kept = self.archive.retention
        except Refused:  # in doubt nothing is offered for deletion; `problems` says why
            return 0
        return how_many_due(self.index, kept, self.today)

    def teams(self) -> tuple[str, ...]:
        """The teams seen before; in a large archive those that have been read by now."""
        from facilitator.store.index.notes import teams

        self.refresh_index()
        return teams(self.index)

    def open_commitments(self, team: str) -> tuple[KeptCommitment, ...]:
        """The team's earlier commitments that have not ended, the oldest first."""
        from facilitator.store.index.commitments import open_of_team

        self.refresh_index(self.archive.team_folder(team))
        return open_of_team(self.index, team)

    def frame_in_force(self, team: str) -> Note | None:
        """The frame in force of a team. In a thread."""
        from facilitator.store.index.frames import frame_in_force

        self.refresh_index(self.archive.team_folder(team))
        return frame_in_force(self.index, team)

    def has_frames(self) -> bool:
        """Whether any team has a frame, as far as the index knows. In a thread."""
        from facilitator.store.index.frames import frames

        self.refresh_index()
        return bool(frames(self.index))

    def frames_to_revisit(self) -> tuple[str, ...]:
        """The teams whose frame is due to be looked at again, as far as the index knows."""
        from facilitator.store.index.frames import to_revisit

        return tuple(frame.team for frame in to_revisit(self.index, self.today))

    def remembered_names(self, team: str) -> str:
        """The names of last time, where the archive allows remembering them."""
        from facilitator.store.remembered_order import remembered_order

        return ", ".join(remembered_order(self.archive, team))

    def problems(self) -> tuple[str, ...]:
        """Problems with files of the archive, the settings and the guides, a line a file.

        Those of the archive are as of the last update of the index.
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
        """All measurements of the archive, read afresh.

        It reads every changed file, so screens call it in a thread.
        """
        from facilitator.store.index.notes import measurements

        return measurements(self.archive, self.index)

    def measurement_file(self, measurement_id: str) -> MeasurementFile | None:
        """The measurement with that id, open or closed; None: it is gone."""
        files = self.measurements().files
        return next((file for file in files if file.measurement.id == measurement_id), None)

    def result_of(
        self, measurement: Measurement, among: Iterable[Measurement] | None = None
    ) -> Result | Withheld:
        """What may be shown of a measurement, given `among` all of them."""
        from facilitator.core.measurement.lifecycle import result_of

        least = self.archive.response_limit
        everything = self.measurements().notes if among is None else among
        return result_of(measurement, everything, least=least)

    def course_of(self, team: str, among: Iterable[Measurement] | None = None) -> tuple[Step, ...]:
        """A team's closed measurements, the oldest first, given `among` all of them."""
        from facilitator.core.measurement.trend import course

        least = self.archive.response_limit
        return course(team, self.measurements().notes if among is None else among, least)

    def result_to_talk_about(self, team: str) -> tuple[Result | Withheld, str] | None:
        """The team's latest result and its language, or why it is withheld."""
        everything = self.measurements().notes
        if latest := self.latest_result(team, everything):
            return latest[1], latest[0].language
        for measurement in _closed(everything, team):
            return self.result_of(measurement, everything), measurement.language
        return None

    def latest_result(
        self, team: str = "", among: Iterable[Measurement] | None = None
    ) -> tuple[Measurement, Result] | None:
        """The latest measurement with a result, of that team if one is given."""
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
        self.refresh_index()
        held = [
            entry.date
            for entry in listing(self.index).notes
            if entry.guide == DIALOGUE and same_team(entry.team, team)
        ]
        return not any(day >= latest[0].date for day in held)


def _for_so_long(seconds: float) -> Callable[[int, int], bool]:
    """A callback that is True for that many seconds from now."""
    end = monotonic() + seconds
    return lambda _done, _total: monotonic() < end


def _closed(everything: Iterable[Measurement], team: str) -> list[Measurement]:
    """The closed ones, newest first, of one team if given, whether they may be shown or not."""
    return [m for m in everything if not m.is_open and (not team or same_team(m.team, team))]
