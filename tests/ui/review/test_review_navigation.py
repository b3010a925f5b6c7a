"""The ways to a look back and from it, and what is seen while it is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from facilitator.ui.measurement.result import TrendScreen
from facilitator.ui.review.screen import ReviewScreen
from tests.ui.desk import at_desk, never_read
from tests.ui.measurement.measured import TEAM
from tests.ui.review.reviewed import half_a_year, look_back, met

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_over_time_and_back_is_one_key_each(archive: Path) -> None:
    half_a_year(archive)
    async with at_desk(archive, look_back()) as desk:
        await desk.written()
        await desk.press("o")
        assert isinstance(desk.app.screen, TrendScreen)
        await desk.press("t")
        assert isinstance(desk.app.screen, ReviewScreen)
        assert len(desk.app.screen_stack) == 3
    async with at_desk(archive, lambda app: app.navigator.measurement.show_trend(TEAM)) as desk:
        await desk.press("t")
        await desk.written()
        assert "Tilbageblik for Team Nordlys" in desk.text


async def test_from_the_archive_it_is_the_team_of_the_marked_note(archive: Path) -> None:
    half_a_year(archive)
    met(archive, date(2026, 3, 2), team="Team Syd")
    async with at_desk(archive, lambda app: app.navigator.open_archive()) as desk:
        await desk.press("f8")
        await desk.written()
        assert "Tilbageblik for Team Syd" in desk.text
        await desk.press("escape", "down", "f8")
        await desk.written()
        assert "Tilbageblik for Team Nordlys" in desk.text


async def test_from_the_follow_up_it_is_the_team_of_the_marked_commitment(archive: Path) -> None:
    half_a_year(archive)
    async with at_desk(archive, lambda app: app.navigator.follow_up()) as desk:
        await desk.press("t")
        await desk.written()
        assert "Tilbageblik for Team Nordlys" in desk.text


async def test_without_a_team_it_is_asked_which_the_most_recent_first(archive: Path) -> None:
    for at, team in enumerate(("Vest", "Øst", "Syd"), 1):
        for day in (1, 2, 3):
            met(archive, date(2025, 9 + at, day), team=team)
    async with at_desk(archive, look_back("")) as desk:
        assert desk.text.index("Syd") < desk.text.index("Øst") < desk.text.index("Vest")
        await desk.press("down", "enter")
        await desk.written()
        assert "Tilbageblik for Øst" in desk.text


async def test_the_only_team_is_not_asked_for_and_no_team_is_a_sentence(archive: Path) -> None:
    async with at_desk(archive, look_back("")) as desk:
        assert "Der er ingen lukkede sessioner i" in desk.prose
    half_a_year(archive)
    async with at_desk(archive, look_back("")) as desk:
        await desk.written()
        assert "Tilbageblik for Team Nordlys" in desk.text


async def test_an_archive_that_is_still_being_read_is_not_said_to_be_empty(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(archive) as desk:
        monkeypatch.setattr(desk.app.workspace, "refresh_index", lambda: False)
        desk.navigator.look_back()
        await desk.settle()
        assert "bliver stadig læst" in desk.prose
        assert "Der er ingen lukkede" not in desk.prose


async def test_f9_blanks_it_and_any_key_brings_it_back(archive: Path) -> None:
    half_a_year(archive)
    async with at_desk(archive, look_back()) as desk:
        await desk.written()
        began = desk.text
        await desk.press("f9")
        assert not desk.text.strip()
        await desk.press("f9")
        assert desk.text == began


# Reading


async def test_while_it_is_read_how_far_it_is_is_said_and_esc_leaves_it(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_a_year(archive)
    async with (
        at_desk(archive) as desk,
        never_read(desk, monkeypatch, lambda: desk.navigator.look_back(TEAM)) as stopped,
    ):
        assert not stopped
        await desk.press("escape")
        assert "Tilbageblik for" not in desk.text
