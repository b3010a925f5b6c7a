"""After the note is saved: thanks, what was agreed and when it is looked at again, and the note."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.commitments import AddCommitment
from facilitator.core.session.phases import AttachMeasurement
from facilitator.ui.home import HomeScreen
from facilitator.ui.session.close import ClosedScreen
from facilitator.words import set_language
from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

SIZES = [(50, 15), (80, 24), (160, 45)]
LONG = "Vi spørger de nye, hvad de har set, før vi går videre til det næste punkt på dagsordenen"


async def saved(desk: Desk, *commitments: AddCommitment, keyword: str = "") -> None:
    """To the last screen of a session."""
    if keyword:
        await desk.press("pagedown", "pagedown")
        await desk.enter(keyword)
    for commitment in commitments:
        desk.conductor.do(commitment)
    await desk.run("session.close")
    await desk.press("ctrl+s")
    await desk.written()


@pytest.mark.parametrize("size", SIZES)
async def test_the_room_sees_thanks_what_was_agreed_and_the_first_day_it_is_looked_at_again(
    archive: Path, size: tuple[int, int]
) -> None:
    two = (
        AddCommitment("vi begynder med en runde", "Åse", date(2026, 3, 24)),
        AddCommitment(LONG, "", date(2026, 3, 17)),
    )
    async with at_desk(archive, begun("retrospective"), size=size) as desk:
        await saved(desk, *two)
        assert isinstance(desk.app.screen, ClosedScreen)
        if size == (50, 15):
            assert "Tak for i dag" in desk.text
        assert "Det har vi aftalt" in desk.text
        assert "vi begynder med en runde – Åse" in desk.prose
        assert LONG in desk.prose
        if size[1] > 15:
            assert "Vi ser på det igen tirsdag 17. marts 2026." in desk.prose
        assert "Gemt: Noten ligger i arkivet." in desk.prose
        assert "toml" not in desk.text
        assert "/" not in desk.prose, "no path is for the group"
        assert all(len(row) <= size[0] for row in desk.rows)


async def test_the_note_is_read_in_the_order_in_which_it_is_kept(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("pagedown", "pagedown")
        for number in range(10, 20):
            await desk.enter(f"stikord {number}")
        await desk.run("session.close")
        await desk.press("ctrl+s")
        await desk.written()
        await desk.press("enter")
        shown = re.findall(r"stikord \d+", desk.prose)
        (path,) = desk.notes
        kept = re.findall(r"stikord \d+", path.read_text(encoding="utf-8"))
        assert shown == kept[: len(shown)]
        assert shown


async def test_without_a_day_the_group_is_asked_for_one_and_without_commitments_nothing_is(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await saved(desk, AddCommitment("vi begynder med en runde"))
        assert "Hvornår ser vi på det igen?" in desk.text
    async with at_desk(archive, begun()) as desk:
        await saved(desk, keyword="få talte meget")
        assert isinstance(desk.app.screen, ClosedScreen)
        assert "aftalt" not in desk.text
        assert "igen" not in desk.text


async def test_enter_reads_the_note_and_escape_leads_home(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await saved(desk, keyword="få talte meget")
        assert "få talte meget" not in desk.text
        await desk.press("enter")
        assert "– få talte meget" in desk.text
        await desk.press("escape", "escape")
        assert isinstance(desk.app.screen, HomeScreen)
        assert "toml" not in desk.text


async def test_where_nothing_was_kept_there_is_no_note_to_read_and_the_thanks_are_said(
    archive: Path,
) -> None:
    set_language("en")
    async with at_desk(archive, begun("measurement")) as desk:
        desk.conductor.do(AttachMeasurement("2026-03-03-ab2"))
        await saved(desk)
        assert isinstance(desk.app.screen, ClosedScreen)
        assert "psychological safety" in desk.prose
        assert "Read the note" not in desk.rows[-1]
        await desk.press("enter", "f9", "f9")
        assert isinstance(desk.app.screen, ClosedScreen)


async def test_the_program_can_be_quit_from_there(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await saved(desk, keyword="få talte meget")
        await desk.press("q")
        assert desk.app._exit
