"""What the screens ask of the archive, the settings and the guides."""

from __future__ import annotations

from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from facilitator.ui.kit.key_queue import KeysInTurn
from facilitator.words import said

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Commitment
    from facilitator.store.archive import Archive
    from facilitator.store.guides import Guides
    from facilitator.store.index import Index
    from facilitator.store.index.notes import Entry
    from facilitator.store.settings import Settings
    from facilitator.store.toml import FileProblem
    from facilitator.ui.clock import Clock

LOOK = 0.5
"""Seconds that a first look at the notes may take; what is left is read with the archive open."""


class Known(KeysInTurn):
    """An app that knows the archive its screens show."""

    archive: Archive
    guides: Guides
    settings: Settings
    settings_problems: tuple[FileProblem, ...]
    clock: Clock

    @cached_property
    def index(self) -> Index:
        """The index of the archive; whoever asks it brings it up to date first."""
        from facilitator.store.index import Index

        return Index(self.archive.folder)

    def look(self, first: Path | None = None) -> bool:
        """Bring the index up to date, unless it takes long: gives whether it is.

        What is in the folder `first` is read before the rest.
        """
        end = monotonic() + LOOK
        return self.index.refresh(lambda _done, _total: monotonic() < end, first).complete

    def unfinished(self) -> tuple[Entry, ...]:
        """The measurements, and then the sessions, that have not been closed."""
        from facilitator.store.index import notes as listing
        from facilitator.store.index.notes import running

        if not self.look():
            notes = listing.unfinished(self.archive)
            return tuple(sorted(notes, key=lambda note: note.kind == "session"))
        opened = running(self.index, "measurement")
        return (*opened, *running(self.index))

    def how_many_due(self) -> int:
        """In how many notes something is due to be deleted, as far as the index knows."""
        from facilitator.store.index.due import how_many_due

        kept = self.archive.settings.retention_months
        return how_many_due(self.index, kept, self.clock.today().date())

    def teams(self) -> tuple[str, ...]:
        """The teams seen before; in a large archive those that have been read by now."""
        from facilitator.store.index.notes import teams

        self.look()
        return teams(self.index)

    def open_commitments(self, team: str) -> tuple[Commitment, ...]:
        """What the team agreed on earlier and has not ended, what was made first on top."""
        from facilitator.store.guides import private_guides
        from facilitator.store.index.commitments import open_of_team

        self.look(self.archive.team_folder(team))
        found = open_of_team(self.index, team, private_guides(self.guides))
        return tuple(one.commitment for one in found)

    def remembered_names(self, team: str) -> str:
        """The names of last time, where the archive says that they may be remembered."""
        from facilitator.store.orders import remembered_order

        return ", ".join(remembered_order(self.archive, team))

    def problems(self) -> tuple[str, ...]:
        """What is wrong with files of the archive, the settings and the guides, a line a file.

        Of the archive it is what the index knew when it was last brought up to date.
        """
        from facilitator.store.index.notes import problems

        found = (
            *self.settings_problems,
            *self.archive.problems,
            *(problem for file in self.guides.own for problem in file.problems),
            *problems(self.index),
        )
        first = {problem.path: problem for problem in reversed(found)}
        return tuple(f"{problem.place}: {said(problem)}" for problem in reversed(first.values()))
