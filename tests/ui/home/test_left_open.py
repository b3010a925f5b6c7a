"""A session left open is offered at home: to be closed, or destroyed."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

from facilitator.store.archive import Archive
from facilitator.store.paths import sessions_folder
from facilitator.store.session_file import Keeper
from tests.store.samples import a_session
from tests.ui.desk import StoppedClock, at_desk

if TYPE_CHECKING:
    from pathlib import Path


def left(archive: Path, days: float) -> Path:
    """A session that was last written so many days before the clock stopped."""
    keeper = Keeper.begin(Archive(archive), a_session())
    keeper.release()
    assert keeper._file
    moment = (StoppedClock().now() - timedelta(days=days)).timestamp()
    os.utime(keeper._file.path, (moment, moment))
    return keeper._file.path


async def test_one_left_open_asks_what_is_to_become_of_it(archive: Path) -> None:
    left(archive, 10)
    async with at_desk(archive) as desk:
        await desk.press("home", "enter")
        assert "har stået åben siden" in desk.prose
        await desk.press("escape")
        assert desk.navigator.current.conductor is None
        await desk.press("enter", "enter")

        assert desk.navigator.current.conductor is not None


async def test_it_is_destroyed_only_when_somebody_is_sure(archive: Path) -> None:
    path = left(archive, 10)
    async with at_desk(archive) as desk:
        await desk.press("home", "enter", "down", "enter")
        assert "kan ikke fortrydes" in desk.prose
        await desk.press("enter")
        assert path.exists()
        await desk.press("enter", "down", "enter", "down", "enter")

        assert list(sessions_folder().iterdir()) == []
        assert "Fortsæt" not in desk.text


async def test_one_that_was_destroyed_for_its_age_is_named(archive: Path) -> None:
    left(archive, 40)
    async with at_desk(archive, size=(160, 45)) as desk:
        assert "er slettet for altid" in desk.prose
        assert "Fortsæt" not in desk.text
    assert list(sessions_folder().iterdir()) == []


async def test_a_new_one_goes_on_at_once(archive: Path) -> None:
    left(archive, 1)
    async with at_desk(archive) as desk:
        await desk.press("home", "enter")

        assert desk.navigator.current.conductor is not None
