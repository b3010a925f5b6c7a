"""F5, the board as a list: other words, another question, off the board, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input
from textual.widgets._toast import Toast

from tests.ui.desk import at_desk, begun, to_phase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk


async def with_keywords(desk: Desk, *texts: str) -> None:
    for text in texts:
        await desk.enter(text)


def keywords(desk: Desk, question: int = 1) -> list[str]:
    return [keyword.text for keyword in desk.session.note.questions[question - 1].keywords]


async def test_the_latest_keyword_is_marked_and_its_words_can_be_changed(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await with_keywords(desk, "en", "to #ide")
        await desk.press("f5", "enter")
        assert desk.query_one(Input).value == "to"
        await desk.write(" tre")
        await desk.press("enter")
        assert "to tre" in desk.text
        await desk.press("escape")

        assert keywords(desk) == ["en", "to tre"]
        assert "to tre" in desk.file
        assert 'kind = "idea"' in desk.file


async def test_a_keyword_without_words_is_refused_in_the_dialog(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await with_keywords(desk, "en")
        await desk.press("f5", "enter", "backspace", "backspace", "enter")
        assert desk.query_one(Input).value == ""
        await desk.press("escape")

        assert keywords(desk) == ["en"]


async def test_a_keyword_is_deleted_and_brought_back(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await with_keywords(desk, "en", "to")
        await desk.press("f5", "delete")
        assert keywords(desk) == ["en"]
        assert "to" not in [row.strip() for row in desk.rows]
        await desk.press("delete")
        assert "Tavlen er tom" in desk.text
        await desk.press("delete", "enter", "m", "ctrl+z", "ctrl+z")
        assert keywords(desk) == ["en", "to"]
        await desk.press("ctrl+y")

        assert keywords(desk) == ["en"]


async def test_a_keyword_is_moved_to_another_question(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await with_keywords(desk, "en", "to")
        await desk.press("f5", "m")
        assert "Læringspunkter" not in desk.text, "this guide keeps none"
        await desk.press("down", "enter")
        assert desk.row_with("Kom der ideer?")
        await desk.press("f5")

        assert (keywords(desk, 1), keywords(desk, 3)) == (["en"], ["to"])


async def test_a_learning_point_is_what_a_keyword_can_become(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_phase(desk, "reflecting-round")
        await with_keywords(desk, "det stikker")
        await desk.press("f5", "m", "end", "enter", "escape")

        assert [point.text for point in desk.session.note.learning_points] == ["det stikker"]
        assert keywords(desk) == []


async def test_letters_other_than_its_keys_do_nothing(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await with_keywords(desk, "en")
        await desk.press("f5")
        before = desk.text
        await desk.write("xyz1 ")

        assert desk.text == before
        assert keywords(desk) == ["en"]


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_what_is_said_in_passing_covers_no_line_of_the_board(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await with_keywords(desk, *[f"nummer {number}" for number in range(20)])
        await desk.press("f5", "ctrl+y")

        assert "Der er ikke noget at gentage" in desk.prose
        assert "nummer 19" in desk.text
        assert not desk.app.screen.query(Toast)
