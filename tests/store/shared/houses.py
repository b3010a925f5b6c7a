"""People's machines, each with a folder that follows one remote; and a remote that breaks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from facilitator.core.commitment_change import CommitmentChange
from facilitator.store import commitments
from facilitator.store.archive import Archive
from facilitator.store.shared.connection import Connection, connect
from facilitator.store.shared.exchange import Exchange
from facilitator.store.shared.remote import Unreachable

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.commitments import Status
    from facilitator.store.shared.exchange import ExchangeResult
    from facilitator.store.shared.remote import Remote

TODAY = date(2026, 11, 28)
NOTE = """schema = 1
id = "{id}"
kind = "session"
team = "{team}"
guide = "check-out"
title = "Check-out"
language = "da"
date = 2026-05-20
minutes = 12
participants = 6
board = "kept"
# en bemærkning, som nogen har skrevet

[[commitments]]
id = "c1"
what = "en anden faciliterer næste gang"
status = "open"

[[commitments]]
id = "c2"
what = "vi skriver tavlen af"
status = "open"
"""


class House:
    """One machine: its folder follows the remote."""

    def __init__(self, folder: Path, remote: Remote) -> None:
        self.archive = Archive(folder)
        self.remote = remote
        folder.mkdir(parents=True)
        connect(folder, Connection("s3://tests"))

    @property
    def folder(self) -> Path:
        return self.archive.folder

    def exchange(self) -> ExchangeResult:
        return Exchange(self.folder, self.remote).run()

    def write(self, note_id: str = "2026-05-20-aaaa", team: str = "Team Blåbær") -> Path:
        file = self.archive.team_folder(team) / f"2026-05-20-check-out-{note_id[-4:]}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(NOTE.format(id=note_id, team=team), "utf-8")
        return file

    def share_with(self, other: House, *about: str) -> Path:
        """Write a note, as `write` does, and bring it to the other machine."""
        file = self.write(*about)
        self.exchange()
        other.exchange()
        return file

    def notes(self) -> dict[str, str]:
        """The text of each file that is a note, by its path."""
        return {
            file.relative_to(self.folder).as_posix(): file.read_text("utf-8")
            for file in sorted(self.folder.rglob("*.toml"))
            if ".facilitator" not in file.parts and file.name != "archive.toml"
        }

    def set_status(self, commitment_id: str, status: Status, pattern: str = "Team*/*.toml") -> None:
        (file,) = self.folder.glob(pattern)
        seen = commitments.in_note(file, commitment_id)
        commitments.change(seen, CommitmentChange(status=status), TODAY)


def exchange_in_turn(*houses: House) -> None:
    for house in houses:
        house.exchange()


class Breaking:
    """A remote that fails at the nth call, before it is done or after."""

    def __init__(self, remote: Remote, at: int, *, after: bool) -> None:
        self._remote, self._left, self._after = remote, at, after

    def __getattr__(self, name: str) -> object:
        call = getattr(self._remote, name)

        def may_break(*args: object) -> object:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Unreachable("x")
            result = call(*args)
            if self._left == 0:
                raise Unreachable("x")
            return result

        return may_break
