"""Before the first phase: what it is for, ground rules, what was agreed, the start check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.store.guides import foundations
from facilitator.ui.session.guidance import OpeningView
from facilitator.words import set_language
from tests.ui.desk import NOON, at_desk, begun
from tests.ui.session.own_guide import own_guide, phase

if TYPE_CHECKING:
    from pathlib import Path


def without_gaps(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["da", "en"])
async def test_the_ground_rules_and_the_start_check_are_shown_before_anything_begins(
    archive: Path, language: str
) -> None:
    set_language("da" if language == "da" else "en")
    texts = foundations("da" if language == "da" else "en")
    async with at_desk(archive, begun(start=False)) as desk:
        seen = without_gaps(desk.text)

        assert len(texts.ground_rules) == 5
        for words in (*texts.ground_rules, *texts.start_check):
            assert without_gaps(words) in seen
        assert desk.session.opening
        assert "❯" not in desk.text


async def test_on_a_zoomed_terminal_the_arrows_bring_the_rest_into_view(archive: Path) -> None:
    async with at_desk(archive, begun(start=False), size=(50, 15)) as desk:
        last = without_gaps(foundations("da").ground_rules[-1])
        assert last not in without_gaps(desk.text)
        await desk.press(*["down"] * 60)
        scrolled = "".join(row.rstrip("▁▂▃▄▅▆▇█ ") for row in desk.rows)
        assert last in without_gaps(scrolled)
        await desk.press(*["up"] * 60)
        assert "Check-out · 10 minutter" in desk.text


async def test_the_checklist_of_the_guide_is_part_of_the_start_check(archive: Path) -> None:
    own_guide(archive, checklist=["Er telefonerne [slukket]?"])
    async with at_desk(archive, begun("egen", start=False)) as desk:
        assert "Er telefonerne [slukket]?" in desk.prose


async def test_the_purpose_is_shown(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        await desk.run("session.purpose")
        await desk.enter("Bedre [møder]")

        assert "Bedre [møder]" in desk.text


async def test_what_the_team_agreed_on_and_has_not_ended_is_shown_to_the_same_team_alone(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(team="Nord")) as desk:
        await desk.press(*["pagedown"] * 4)
        await desk.enter("Vi begynder til tiden")
        await desk.enter("Jonas")
        await desk.enter("fredag")
        await desk.press("pagedown", "ctrl+s")
        begun(team="Nord", start=False)(desk.app)
        await desk.settle()
        assert "Vi begynder til tiden – Jonas – 6. marts 2026" in desk.text
        begun(team="Syd", start=False)(desk.app)
        await desk.settle()

        assert "Vi begynder til tiden" not in desk.text


@pytest.mark.parametrize("key", ["enter", "space", "pagedown"])
async def test_a_key_begins_the_first_phase(archive: Path, key: str) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        await desk.wait(minutes=5)
        await desk.press(key)

        assert "1/5" in desk.rows[0]
        assert desk.session.running
        assert desk.session.live.started != NOON
        assert "❯" in desk.text


async def test_letters_and_digits_before_the_first_phase_are_not_written_anywhere(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        before = desk.file
        await desk.write("abc1 ")
        assert "[live]" in before
        await desk.press("ctrl+z")
        await desk.paste("indsat")
        await desk.press("enter")

        assert desk.row_with("❯").endswith("❯")
        assert "abc" not in desk.text
        assert "indsat" not in desk.text


async def test_what_cannot_be_done_yet_is_refused_in_words(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        for key in ("right", "left", "f2", "f3"):
            await desk.press(key)
            assert "ikke begyndt" in desk.text, key

        assert desk.session.opening


async def test_the_opening_can_be_blanked(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        await desk.press("f9")
        assert not desk.text.strip()
        await desk.press("enter", "f9")

        assert desk.session.opening


async def test_a_session_can_be_thrown_away_before_it_began(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        await desk.run("session.close")
        assert "Hvad bliver gemt?" in desk.text
        await desk.press("escape")
        assert desk.session.opening
        await desk.run("session.close")
        await desk.press("f8", "down", "enter")

        assert desk.notes == []


async def test_a_phases_checklist_stands_under_its_prompt(archive: Path) -> None:
    own_guide(archive, phase("en", checklist=["Dør lukket", "[red]Ro"]))
    async with at_desk(archive, begun("egen")) as desk:
        assert "Dør lukket" in desk.text
        assert "[red]Ro" in desk.text


@pytest.mark.parametrize("guide", ["supervision-60", "check-out", "framing", "follow-up"])
async def test_it_has_the_whole_screen(archive: Path, guide: str) -> None:
    async with at_desk(archive, begun(guide, start=False), size=(50, 15)) as desk:
        assert desk.query_one(OpeningView).region.height == 13
