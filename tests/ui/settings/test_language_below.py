"""A language chosen in the settings is that of the screen below, as soon as they are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.ui.home import HomeScreen
from facilitator.words import set_language
from tests.ui.desk import at_desk
from tests.ui.measurement.measured import door
from tests.ui.screens import screen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

SIZE = (100, 30)
LISTS = ("archive", "follow-up", "over time", "look back", "hand over")
OF_THE_SESSION = (
    "round",
    "thinking pause",
    "opening",
    "edit the board",
    "close",
    "answer",
    "result",
)
"""What a guide or the measurement says stays in the language that it was begun in, and so do the
headings of the board, which are the note's."""


OURS = (
    "Hvad bliver gemt",
    "Tavlen",
    "gemmes",
    "Tænkepause",
    "Nu:",
    "Vi oplever",
)


async def choose_the_other_language(desk: Desk) -> None:
    """In the settings, opened from where one is, and left again."""
    await desk.run("everywhere.settings")
    await desk.press("down", "right")
    await desk.written()
    await desk.press("escape")
    await desk.written()


@pytest.mark.parametrize("name", LISTS)
async def test_a_screen_below_the_settings_has_the_words_that_it_has_in_that_language(
    archive: Path, tmp_path: Path, name: str
) -> None:
    set_language("en")
    async with screen(tmp_path / "english", name, SIZE) as desk:
        english = desk.prose
    set_language("da")
    async with screen(archive, name, SIZE) as desk:
        await choose_the_other_language(desk)
        assert desk.prose == english


@pytest.mark.parametrize("name", OF_THE_SESSION)
async def test_our_own_words_on_what_a_session_shows_are_in_that_language(
    archive: Path, name: str
) -> None:
    async with screen(archive, name, SIZE) as desk:
        await choose_the_other_language(desk)
        left = [words for words in OURS if words in desk.prose]
        assert left == []
        assert not (name in {"round", "close"} and "Commitments" in desk.prose)
        assert desk.rows[-1].endswith("F1 Help")


async def test_a_door_leads_to_other_guides_in_another_language_and_is_left(archive: Path) -> None:
    async with at_desk(archive, door) as desk:
        await choose_the_other_language(desk)
        assert isinstance(desk.app.screen, HomeScreen)
        assert "Reflect" in desk.text


async def test_the_guides_are_those_of_that_language(archive: Path) -> None:
    async with screen(archive, "guides", SIZE) as desk:
        assert "Temperaturmåling" in desk.text
        await choose_the_other_language(desk)
        assert "Taking the temperature" in desk.text
        assert "BEFORE THE START" in desk.text
        assert "Temperaturmåling" not in desk.text
