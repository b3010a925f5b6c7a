"""A question that comes up by itself takes no letter of what is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from facilitator.ui.kit.dialog import PickScreen
from facilitator.ui.session.screen import SessionScreen
from tests.ui.desk import at_desk, begun
from tests.ui.session.own_guide import own_guide, phase
from tests.ui.session.test_frame import has_frame

if TYPE_CHECKING:
    from pathlib import Path


def asking(archive: Path) -> str:
    """A guide whose first phase takes words, and asks who has a role."""
    return own_guide(
        archive,
        phase("en", speaks="supervisee", keeps=["keywords"], questions=["hvad"]),
        roles=[{"id": "supervisee"}],
        questions=[{"id": "hvad", "text": "Hvad?"}],
    )


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_a_letter_leaves_the_question_of_a_role_and_is_the_first_of_the_line(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(asking(archive)), size=size) as desk:
        assert isinstance(desk.app.screen, PickScreen)
        await desk.write("hun")
        assert isinstance(desk.app.screen, SessionScreen)
        assert desk.row_with("❯").endswith("hun")
        await desk.press("f12")
        assert "Ctrl+L" in desk.prose


async def test_where_no_words_are_taken_the_question_stays(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        while not isinstance(desk.app.screen, PickScreen):
            await desk.press("pagedown")
        await desk.write("hun")
        assert isinstance(desk.app.screen, PickScreen)


async def test_a_digit_pressed_when_the_question_is_to_be_seen_answers_it(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        while not isinstance(desk.app.screen, PickScreen):
            await desk.press("pagedown")
        await desk.press("2")
        assert 1 in desk.session.live.roles.values()


async def test_what_is_typed_at_the_start_is_in_the_line_whole_whatever_comes_up(
    archive: Path,
) -> None:
    words = "3 ud af 5 sagde noget"
    async with at_desk(archive, begun(asking(archive))) as desk:
        assert isinstance(desk.app.screen, PickScreen)
        early = events.Key("3", "3")
        early.time -= 60  # pressed before the question was to be seen
        desk.app.post_message(early)
        await desk.settle()
        await desk.enter(words[1:])

        assert desk.session.note.questions[0].keywords[0].text == words
        assert not desk.session.live.roles


async def test_a_frame_is_left_with_ctrl_q_while_it_is_asked_about(archive: Path) -> None:
    has_frame(archive)
    async with at_desk(archive, begun("framing", team="Nord")) as desk:
        assert isinstance(desk.app.screen, PickScreen)
        await desk.press("ctrl+q")
        assert desk.app._exit
