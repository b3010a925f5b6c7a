"""Undo, redo, a role set, a pause: what has happened is said in a word, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets._toast import Toast

from facilitator.ui.session.board import Board
from tests.ui.desk import at_desk, begun, to_phase

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp


async def test_undo_and_redo_say_which_keyword(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("tillid")
        await desk.press("ctrl+z")
        assert "Fortrudt: stikordet »tillid«" in desk.text
        await desk.press("ctrl+y")
        assert "Gjort igen: stikordet »tillid«" in desk.text


@pytest.mark.parametrize(
    ("guide", "text"),
    [
        ("check-out", "Jonas talte"),
        ("check-out", "ring på 20 12 34 56"),
        ("supervision-60", "sorg"),
    ],
)
async def test_what_may_name_somebody_is_not_shown_once_more_when_it_is_gone(
    archive: Path, guide: str, text: str
) -> None:
    async with at_desk(archive, begun(guide)) as desk:
        await to_phase(desk, {"check-out": "frame", "supervision-60": "reflecting-round"}[guide])
        await desk.enter(text)
        await desk.press("enter", "ctrl+z")

        assert "Fortrudt: et stikord" in desk.text
        assert text not in desk.text


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("pagedown",), "fasen »Tænk"),
        (("space",), "uret"),
        (("f4",), "de planlagte minutter"),
        (("pagedown", "pagedown", "right"), "en tur"),
        (("f3",), "tænkepausen"),
    ],
)
async def test_whatever_is_undone_has_a_name(
    archive: Path, keys: tuple[str, ...], words: str
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press(*keys, "ctrl+z")
        assert f"Fortrudt: {words}" in desk.prose
        await desk.press("ctrl+y")
        assert f"Gjort igen: {words}" in desk.prose


async def test_a_role_that_is_set_is_said(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("ctrl+l", "2")
        assert desk.session.live.roles
        role = desk.label("session.roles")
        assert role
        assert ": Jonas" in desk.row_with("Jonas")
        await desk.press("ctrl+z")
        assert "Fortrudt: hvem der har hvilken rolle" in desk.text


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_the_thinking_pause_says_how_it_ends(archive: Path, size: tuple[int, int]) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.press("f3")
        assert "F3 Slut pausen" in desk.rows[-1]
        await desk.press("f3")
        assert "Slut pausen" not in desk.text


async def test_in_the_last_phase_the_key_says_that_it_leads_to_the_close(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await to_phase(desk, desk.session.guide.phases[-1].id)
        assert "PgDn Til afslutningen" in desk.rows[-1]


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_what_is_said_over_a_session_covers_none_of_its_questions(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.press("ctrl+c")
        assert "Ctrl+Q lukker" in desk.prose
        assert not desk.app.screen.query(Toast)
        for number in range(1, 7):
            assert any(row.strip(" ▸").startswith(f"{number} ") for row in desk.rows), number
        assert desk.row_with("❯")


THREE_ROWS = (
    "Et CPR-nummer er taget ud. Enter beholder resten; er det ikke et CPR-nummer, "
    "henter Ctrl+Z det tilbage."
)
FOUR_ROWS = (
    "Et nummer, som du sagde ikke var et CPR-nummer, stod kun i hukommelsen og er nu maskeret. "
    "Skriv det igen dér, hvor det hører til; Ctrl+Z henter det tilbage."
)
SAID = ("Et CPR-nummer er taget ud.", THREE_ROWS, FOUR_ROWS)
"""In one row of a small screen, in three, and in four."""


@pytest.mark.parametrize("words", SAID, ids=["1", "3", "4"])
@pytest.mark.parametrize("phase", ["frame", "think", "round", "gather"])
async def test_what_is_said_hides_nothing_that_is_asked(
    archive: Path, phase: str, words: str
) -> None:
    async with at_desk(archive, begun(), size=(50, 15)) as desk:
        await to_phase(desk, phase)
        asked = [heading.text for heading in desk.query_one(Board)._headings]
        assert len(asked) == 6
        desk.app.screen.say(words)  # type: ignore[attr-defined]
        await desk.settle()
        assert words in desk.prose
        assert " ".join(desk.session.phase.prompts[0].split()) in desk.prose
        for number, heading in enumerate(asked, 1):
            assert f"{number} {heading[:7]}" in desk.text


@pytest.mark.parametrize("guide", ["check-out", "measurement-dialogue"])
@pytest.mark.parametrize("size", [(50, 15), (80, 24)])
async def test_that_it_is_a_trial_is_said_and_covers_nothing(
    archive: Path, size: tuple[int, int], guide: str
) -> None:
    def opened(app: FacilitatorApp) -> None:
        app.navigator.session.try_out(app.workspace.guides.guide(guide, "da"), ends=True)

    async with at_desk(archive, opened, size=size) as desk:
        assert "En prøve i 10 gange tempo" in desk.prose
        assert " ".join(desk.session.phase.prompts[0].split()) in desk.prose
        assert not desk.app.screen.query(Toast)


async def test_who_arrives_and_who_leaves_is_said(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("ctrl+g", "enter")
        await desk.enter("Ida")
        assert "Ida er med nu." in desk.text
        await desk.press("ctrl+g", "3")
        assert "Jonas er gået." in desk.text
        await desk.run("session.leave")
        await desk.press("1")
        assert "Mette er gået." in desk.text


async def test_a_learning_point_that_no_board_shows_is_said_to_be_noted(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await desk.run("session.learning_point")
        await desk.enter("vi venter")
        assert "Noteret. Det vises, når I lukker." in desk.text
