"""A # offers the tags as one types; a sign never stands without its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.text.tags import ContributionKind, Theme
from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_a_sign_offers_the_tags_and_right_takes_the_first(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.write("vi sagde det #")
        assert "× fejl" in desk.text
        await desk.write("åb")
        assert "¤ åbne samtaler" in desk.text
        assert "× fejl" not in desk.text
        await desk.press("right", "enter")

        (keyword,) = desk.session.note.questions[0].keywords
        assert (keyword.text, keyword.theme) == ("vi sagde det", Theme.OPEN_CONVERSATION)


async def test_a_tag_of_two_words_is_taken_whole_and_typed_on_after(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("vi lyttede #åbne samtaler #fejl")

        (keyword,) = desk.session.note.questions[0].keywords
        assert keyword.text == "vi lyttede"
        assert (keyword.kind, keyword.theme) == (ContributionKind.ERROR, Theme.OPEN_CONVERSATION)


async def test_the_line_says_that_there_are_tags(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(100, 30)) as desk:
        await desk.press("pagedown", "pagedown", "pagedown")
        assert "# giver et mærke" in desk.text


@pytest.mark.parametrize("length", range(1, 24))
async def test_the_sign_of_a_tag_never_stands_last_in_a_row(archive: Path, length: int) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await desk.enter("o" * length + " #fejl")
        rows = [row.rstrip() for row in desk.rows]
        assert not any(row.endswith("×") for row in rows)
        assert "× fejl" in desk.text
