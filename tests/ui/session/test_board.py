"""The board: every question visible, what was said under it, as the room there is allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual._cells import cell_len

from facilitator.conducting.headings import headings
from tests.ui.desk import at_desk, begun, to_phase

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("guide", ["check-out", "supervision-60"])
async def test_every_question_is_in_view(archive: Path, guide: str) -> None:
    async with at_desk(archive, begun(guide)) as desk:
        if guide == "supervision-60":
            await to_phase(desk, "shared-learning")
        for size in ((80, 24), (160, 45), (300, 100), (50, 15)):
            await desk.resize(*size)
            in_play = [q for q in desk.session.note.questions if q.id in desk.session.board]
            for number, question in enumerate(in_play, 1):
                assert f"{number} {question.text.split()[0]}" in desk.text, size


async def test_columns_share_the_whole_width_evenly(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(150, 45)) as desk:
        for width in (150, 160, 161, 163, 300):
            await desk.resize(width, 45)
            row = next(row for row in desk.rows[4:] if "━━━" in row)
            lengths = [len(rule) for rule in row.split()]

            assert len(lengths) == 6
            assert max(lengths) - min(lengths) <= 1
            assert width - len(row) == len(row) - len(row.lstrip())


async def test_a_keyword_stands_under_its_question(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await desk.press("3", "enter")
        await desk.enter("Vi fik to gode idéer")
        column = desk.row_with("3 Kom der").index("3 Kom der")

        assert desk.row_with("· Vi fik to").index("· Vi fik to") == column


async def test_the_latest_keywords_are_in_view_and_the_rest_are_a_number(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(80, 24)) as desk:
        for number in range(1, 13):
            await desk.enter(f"stikord {number}")

        assert "· stikord 12" in desk.text
        assert "· stikord 1\n" not in desk.text
        assert "1 Hvem talte?  12" in desk.text
        shown = desk.text.count("· stikord")
        assert f"↑ {12 - shown}" in desk.text


async def test_a_keyword_that_is_cut_ends_in_three_dots(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(50, 15)) as desk:
        await desk.enter("Speciallægepraksisplanlægningsstabiliseringsperiode")

        assert desk.row_with("· Speciallæge").endswith("…")


async def test_wide_signs_stay_within_their_column(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await desk.enter("日本語" * 12)
        await desk.press("2", "enter")
        await desk.enter("ved siden af")
        found = [strip for strip in desk.strips if "· ved siden af" in strip.text]
        before = found[0].text.partition("· ved")[0]

        assert cell_len(before) == desk.row_with("2 Hvem").index("2 Hvem")


async def test_a_click_on_a_column_chooses_its_question(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        for question, x in ((3, 60), (1, 5), (5, 115), (6, 155)):
            await desk.click(x, 25)

            assert f"{question} " in desk.row_with("❯")


async def test_a_click_on_a_row_chooses_its_question(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.click(20, next(y for y, row in enumerate(desk.rows) if "3 Kom der" in row))

        assert "3 Kom der ideer? ❯" in desk.text


async def test_tags_are_a_symbol_and_a_word(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Vi glemte nøglen #fejl")
        row = desk.row_with("· Vi glemte nøglen")

        assert "#" not in row
        assert row.endswith("fejl")
        assert row.removesuffix("fejl").strip().split()[-1] not in {"nøglen", ""}


async def test_a_heading_does_not_say_again_what_the_phase_asks(archive: Path) -> None:
    async with at_desk(archive, begun("framing")) as desk:
        await to_phase(desk, "what")
        assert desk.session.phase.prompts[0] == "Hvad vil vi opnå?"
        assert desk.text.casefold().count("hvad vil vi opnå?") == 1
        assert "1 Stikord" in desk.text
        await desk.press("f7")
        assert desk.text.casefold().count("what do we want to achieve?") == 1
        await to_phase(desk, "how")
        assert "HVAD vil vi opnå?" in desk.text


@pytest.mark.parametrize(
    ("guide", "phase"), [("retrospective", "gather"), ("follow-up", "learning")]
)
async def test_two_headings_that_a_phase_asks_keep_their_own_words(
    archive: Path, guide: str, phase: str
) -> None:
    """With “Keywords” over each of them nobody could tell them apart."""
    async with at_desk(archive, begun(guide)) as desk:
        await to_phase(desk, phase)

        assert "Stikord" not in desk.text
        first, second, *_rest = headings(desk.session)
        assert first.text != second.text


async def test_a_number_of_votes_stays_with_its_word(archive: Path) -> None:
    async with at_desk(archive, begun("retrospective"), size=(50, 15)) as desk:
        await to_phase(desk, "gather")
        await desk.press("2", "enter")
        await desk.enter("få talte meget")
        await to_phase(desk, "vote")
        await desk.press("f5", "+", "escape")

        assert "1 stemme" in desk.text
