"""The door Ramme: the frame in force, its history, what changed, and a new version."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.core.guide.entry import Door
from facilitator.ui.frame import FrameScreen
from facilitator.words import set_language
from tests.hostile import HOSTILE
from tests.store.samples import a_frame
from tests.ui.desk import at_desk
from tests.ui.frame.framed import SIZES, TODAY, keep

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp

WEEK = timedelta(days=7)


def opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.open_door(Door.FRAME)


def home(app: FacilitatorApp) -> None:
    app.navigator.go_home()


def two_versions(archive: Path) -> None:
    keep(
        archive,
        a_frame(1, team="Nord", day=TODAY - 20 * WEEK, what=["Mere ro", "Færre fald"]),
        a_frame(
            2,
            team="Nord",
            day=TODAY - 8 * WEEK,
            revisit=TODAY + 5 * WEEK,
            what=["Mere ro"],
            social=["Vi siger tak"],
        ),
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_frame_in_force_stands_first_with_its_history(
    archive: Path, size: tuple[int, int]
) -> None:
    two_versions(archive)
    async with at_desk(archive, opened, size=size) as desk:
        await desk.settle()
        assert isinstance(desk.app.screen, FrameScreen)
        assert "Nord" in desk.prose
        assert desk.row_with("Version 2")
        assert "gælder nu" in desk.row_with("Version 2")
        assert "afløst" in desk.row_with("Version 1 ")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_changed_from_one_version_to_the_next_is_marked(
    archive: Path, size: tuple[int, int]
) -> None:
    two_versions(archive)
    async with at_desk(archive, opened, size=size) as desk:
        await desk.settle()
        await desk.press("enter")

        assert "Nord: rammen, version 2" in desk.prose
        assert "Den genbesøges" in desk.prose
        assert "– Mere ro" in desk.text
        assert "× Færre fald" in desk.text
        assert "+ Vi siger tak" in desk.text


async def test_a_first_version_stands_without_marks(archive: Path) -> None:
    two_versions(archive)
    async with at_desk(archive, opened) as desk:
        await desk.settle()
        await desk.press("down")

        assert "Nord: rammen, version 1" in desk.prose
        assert "Version 2 afløste" in desk.prose
        assert "– Færre fald" in desk.text
        assert "ny siden" not in desk.prose


async def test_it_is_said_when_it_is_time_at_the_door_and_at_home_without_a_count(
    archive: Path,
) -> None:
    keep(archive, a_frame(1, team="Nord", day=TODAY - 20 * WEEK, revisit=TODAY, what=["Ro"]))
    async with at_desk(archive, home) as desk:
        await desk.settle()
        assert "Tid til at genbesøge rammen: Nord" in desk.prose
        await desk.press("up", "up", "enter")  # over what was held last

        assert isinstance(desk.app.screen, FrameScreen)
        assert "tid til at genbesøge" in desk.prose


async def test_of_many_teams_three_are_named_at_home_and_none_is_counted(archive: Path) -> None:
    for number, team in enumerate(("Nord", "Syd", "Vest", "Øst")):
        frame = a_frame(1, team=team, day=TODAY - 20 * WEEK, revisit=TODAY, what=["Ro"])
        keep(archive, frame.model_copy(update={"id": f"frame-{number}"}))
    async with at_desk(archive, home) as desk:
        await desk.settle()
        row = desk.row_with("Tid til at genbesøge rammen")
        assert row.rstrip().endswith(", …")
        assert sum(team in row for team in ("Nord", "Syd", "Vest", "Øst")) == 3


async def test_a_frame_whose_day_is_to_come_is_not_named_at_home(archive: Path) -> None:
    two_versions(archive)
    async with at_desk(archive, home) as desk:
        await desk.settle()
        assert "genbesøge rammen" not in desk.prose


async def test_hostile_words_are_only_words(archive: Path) -> None:
    keep(archive, a_frame(1, team="Nord", what=HOSTILE), a_frame(2, team="Nord", how=HOSTILE))
    async with at_desk(archive, opened, size=(160, 45)) as desk:
        await desk.settle()
        await desk.press("enter")
        assert "rammen, version 2" in desk.prose


async def test_it_speaks_english_where_that_is_chosen(archive: Path) -> None:
    two_versions(archive)
    set_language("en")
    async with at_desk(archive, opened) as desk:
        await desk.settle()
        assert "in force" in desk.row_with("Version 2")
        assert "Nord: the frame, version 2" in desk.prose
