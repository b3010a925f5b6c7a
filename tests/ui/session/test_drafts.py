"""What was begun under one question stays there: it lands under no other, nor is it lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.ui.session.capture import Capture
from facilitator.ui.session.close import CloseScreen
from tests.ui.desk import at_desk, begun, to_phase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk


def line(desk: Desk) -> str:
    return desk.query_one(Capture).written


async def test_a_line_begun_under_one_question_waits_there_while_the_phase_is_another(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_phase(desk, "shared-learning")
        await desk.write("vi spurgte")
        at = desk.query_one(Capture).heading
        await desk.press("pageup")
        assert line(desk) == ""
        assert "»vi spurgte« venter" in desk.text
        await desk.press("pagedown")
        assert desk.query_one(Capture).heading == at
        assert line(desk) == "vi spurgte"


async def test_what_was_asked_of_a_line_does_not_stand_in_another_phase(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_phase(desk, "shared-learning")
        await desk.enter("Mette spurgte")
        assert "Her nævnes nogen" in desk.text
        await desk.press("pageup")
        assert "Her nævnes nogen" not in desk.text


async def test_before_the_close_it_is_asked_about_and_is_there_after_a_no(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await to_phase(desk, "round")
        await desk.write("få talte")
        await desk.run("session.close")
        assert "står ikke på tavlen" in desk.prose
        assert "· få talte" in desk.text
        await desk.press("enter")
        assert line(desk) == "få talte"
        await desk.run("session.close")
        await desk.press("down", "enter")
        assert isinstance(desk.app.screen, CloseScreen)
        assert "få talte" not in desk.text


async def test_a_draft_that_was_left_is_asked_about_too(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_phase(desk, "shared-learning")
        await desk.write("vi spurgte")
        await desk.press("pageup")
        await desk.run("session.close")
        assert "· vi spurgte" in desk.text
