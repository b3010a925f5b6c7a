"""The language is changed while a screen is open: it is as if it had been opened in the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from facilitator.words import set_language
from tests.ui.desk import at_desk, begun
from tests.ui.measurement.measured import TEAM
from tests.ui.review.reviewed import half_a_year
from tests.ui.screens import screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

SIZE = (80, 24)


async def change_language(desk: Desk) -> None:
    """To English, in the settings, and back to what was open."""
    desk.app.action_settings()
    await desk.settle()
    desk.app.use(replace(desk.app.workspace.settings, language="en"))
    await desk.press("escape")
    await desk.written()


@pytest.mark.parametrize(
    "name",
    ["prepare", "export", "wall: waits", "home with what was kept", "archive", "follow-up",
     "result", "look back"],
)  # fmt: skip
async def test_what_is_open_is_in_the_other_language_at_once(tmp_path: Path, name: str) -> None:
    set_language("en")
    async with screen(tmp_path / "en", name, SIZE) as desk:
        in_english = desk.text
    set_language("da")
    async with screen(tmp_path / "da", name, SIZE) as desk:
        assert desk.text != in_english
        await change_language(desk)
        assert desk.text == in_english


@pytest.mark.parametrize(
    ("opened", "danish", "english"),
    [
        (lambda app: app.navigator.measurement.ask(), "Ny måling", "New measurement"),
        (lambda app: app.navigator.open_retention(lambda _n: None), "Tid til", "Time to"),
        (lambda app: app.navigator.session.prepare("supervision-60"), "Talerække", "Speaking"),
    ],
    ids=["measurement", "retention", "supervision"],
)
async def test_no_heading_of_it_stays_in_the_language_before(
    archive: Path, opened: Callable[[FacilitatorApp], None], danish: str, english: str
) -> None:
    half_a_year(archive)
    async with at_desk(archive, opened, size=(160, 45)) as desk:
        await desk.written()
        assert danish in desk.text
        await change_language(desk)
        assert danish not in desk.text
        assert english in desk.text


async def test_what_was_written_and_chosen_in_a_form_stays(archive: Path) -> None:
    half_a_year(archive)
    opened = lambda app: app.navigator.session.prepare("supervision-60")  # noqa: E731
    async with at_desk(archive, opened) as desk:
        await desk.written()
        team = desk.app.screen.query_one("#team", Input)
        assert team.value == TEAM
        await desk.press("enter")
        await desk.write("Mette, Jonas")
        await desk.press("enter", "right", "right")
        chosen = [row.strip() for row in desk.rows if "‹ Jonas ›" in row]
        assert len(chosen) == 1
        await change_language(desk)
        assert len([row for row in desk.rows if "‹ Jonas ›" in row]) == 1
        assert "Mette, Jonas" in desk.text
        assert "‹ Jonas ›" in desk.rows[desk.app.cursor_position.y]
        await desk.press("ctrl+s")
        assert desk.session.guide.language == "en"
        assert [person.name for person in desk.session.live.people] == ["Mette", "Jonas"]


async def test_what_home_says_has_happened_is_said_in_the_other_language_too(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.close")
        await desk.run("close.throw_away")
        await desk.press("down", "enter")
        await desk.written()
        assert "Intet fra sessionen er gemt." in desk.text
        await desk.press("f7")
        assert "Nothing of the session was kept." in desk.text
        await desk.press("f7")
        assert "Intet fra sessionen er gemt." in desk.text
