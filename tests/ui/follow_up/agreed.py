"""What was agreed on, the follow-up of it on screen, and another program meanwhile."""

from __future__ import annotations

import tomllib
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from textual.widgets import Input

from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.note import Commitment
from facilitator.store.commitments import change, in_note
from facilitator.store.lock import Lock
from facilitator.store.notes import dumps
from facilitator.ui.kit.list_detail import LongList
from tests.store.samples import a_note
from tests.ui.desk import NOON, at_desk, written

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

TODAY = NOON.date()
WEEK = timedelta(days=7)


def opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.follow_up()


def agree(archive: Path, *what: Commitment, team: str = "Nord", note_id: str = "n1") -> Path:
    """A note in which that was agreed on, three weeks ago."""
    note = a_note(note_id=note_id, team=team, day=TODAY - 3 * WEEK, commitments=what)
    return written(archive / team.replace("/", "-") / f"{note_id}.toml", dumps(note).decode())


def two(archive: Path) -> Path:
    late = Commitment(id="c1", what="Vi ringer først", owner="Mette", due=TODAY - WEEK)
    return agree(archive, late, Commitment(id="c2", what="Vi spørger", due=TODAY + WEEK))


def in_file(path: Path, number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["commitments"][number]
    return found


def elsewhere(path: Path, wanted: CommitmentChange, commitment_id: str = "c1") -> None:
    """What another program does with the note meanwhile."""
    change(in_note(path, commitment_id), wanted, TODAY)


async def press(desk: Desk, *keys: str) -> None:
    """Keys, each with what it writes written."""
    for key in keys:
        await desk.press(key)
        await desk.written()


async def fill(desk: Desk, name: str, text: str) -> None:
    """Other words on a line of the form."""
    desk.app.screen.query_one(f"#{name}", Input).focus()
    await desk.press("ctrl+u", "end", "ctrl+u")
    await desk.write(text)


def list_rows(desk: Desk) -> str:
    """What stands in the list alone."""
    x, y, width, height = desk.query_one(LongList).region
    return "\n".join(strip.crop(x, x + width).text for strip in desk.strips[y : y + height])


@asynccontextmanager
async def followed_up(
    archive: Path, *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Desk, Path]]:
    """The follow-up of two commitments, and the file of their note."""
    path = two(archive)
    async with at_desk(archive, opened, size=size) as desk:
        yield desk, path


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program holds the note meanwhile."""
    lock = Lock.take(path)
    try:
        yield
    finally:
        lock.release()


async def changed_under_a_blank_screen(desk: Desk, path: Path) -> None:
    """Another program has changed what is marked as done here, and the screen is blanked."""
    elsewhere(path, CommitmentChange(owner="Åse"))
    with held(path):
        await desk.press("g", "f9")
    await desk.written()
