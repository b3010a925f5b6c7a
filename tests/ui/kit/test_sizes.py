"""Any terminal from 20×5 to 300×100, and from one to another in the middle of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual._compositor import Compositor

from facilitator.core.guide.entry import Door
from facilitator.words import set_language
from tests.ui.desk import NOON, at_desk, begun, written
from tests.ui.session.own_guide import own_guide, phase

if TYPE_CHECKING:
    from pathlib import Path

    from textual.geometry import Region

    from tests.ui.desk import Desk

SMALL = (20, 5)
ON_THE_WAY = {
    "home": (),
    "guides": ("enter",),
    "archive": ("end", "enter"),
    "follow-up": ("end", "up", "enter", "enter"),
}
IN_A_SESSION = {
    "session": (),
    "help": ("f1",),
    "plan": ("f8",),
    "board": ("f5", "enter"),
    "reaction": ("f6", "enter"),
    "thinking": ("f3", "f9"),
    "quiet": (*["pagedown", "escape"] * 5,),
    "role": (*["pagedown"] * 3,),
    "commitment": ("7", "x", "enter"),
}
AT_THE_CLOSE = {
    "close": (),
    "commitment": ("f4",),
    "throw away": ("f8",),
}


async def through_all_sizes(desk: Desk) -> None:
    """Each size with all of its rows drawn, no row longer than the terminal; then back."""
    began = desk.text
    size = desk.app.size
    for columns, rows in ((50, 15), SMALL, (160, 45)):
        await desk.resize(columns, rows)
        strips = desk.strips
        assert len(strips) == rows
        assert all(strip.cell_length <= columns for strip in strips)
        assert ("40×10" in desk.text) == ((columns, rows) == SMALL)
    await desk.resize(*size)
    assert desk.text == began


@pytest.mark.parametrize("keys", ON_THE_WAY.values(), ids=ON_THE_WAY)
async def test_a_screen_is_the_same_when_its_size_is_again(
    archive: Path, keys: tuple[str, ...]
) -> None:
    written(archive / "x" / "broken.toml", "x")
    async with at_desk(archive) as desk:
        await desk.press(*keys)
        await through_all_sizes(desk)


@pytest.mark.parametrize("keys", IN_A_SESSION.values(), ids=IN_A_SESSION)
async def test_a_session_is_the_same_when_its_size_is_again(
    archive: Path, keys: tuple[str, ...]
) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await desk.enter("Vi talte [åbent] #fejl")
        await desk.press(*keys)
        await through_all_sizes(desk)


async def test_the_close_is_the_same_when_its_size_is_again(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Vi talte [åbent] #fejl")
        await desk.run("session.close")
        for keys in AT_THE_CLOSE.values():
            await desk.press(*keys)
            await through_all_sizes(desk)
            await desk.press(*["escape"] * bool(keys))


async def test_the_form_and_the_opening_are_the_same_when_their_size_is_again(
    archive: Path,
) -> None:
    async with at_desk(
        archive, lambda app: app.navigator.session.prepare("supervision-60")
    ) as desk:
        await through_all_sizes(desk)
        await desk.press("enter")
        await through_all_sizes(desk)


async def test_forty_columns_and_ten_rows_are_enough(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(41, 11)) as desk:
        for columns, rows in ((40, 10), (39, 10), (40, 9), (40, 10), (300, 9), (39, 100)):
            await desk.resize(columns, rows)
            assert ("40×10" in desk.text) == (columns < 40 or rows < 10)


@pytest.mark.parametrize("language", ["da", "en"])
async def test_a_terminal_that_is_too_small_says_so_and_the_session_goes_on_under_it(
    archive: Path, language: str
) -> None:
    set_language("da" if language == "da" else "en")
    async with at_desk(archive, begun(), size=SMALL) as desk:
        assert "40×10" in desk.text
        await desk.write("x")
        await desk.press("enter", "pagedown", "f1", "f9", "ctrl+t", "ctrl+p", "escape")
        await desk.wait(60)
        assert "40×10" in desk.text
        await desk.resize(80, 24)

        assert "1/5" in desk.rows[0]
        assert desk.session.live.started == NOON
        assert not desk.session.note.questions[0].keywords


@pytest.mark.parametrize("keys", [(), ("f1",), ("f8",), ("f9",)])
async def test_a_window_that_is_back_at_its_size_before_another_was_seen_is_drawn_whole(
    archive: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press(*keys)
        drawn: list[Region] = []
        monkeypatch.setattr(
            Compositor,
            "render_update",
            lambda compositor, **_: drawn.extend(compositor._dirty_regions),
        )
        desk.app.post_message(events.Resize(desk.app.size, desk.app.size))
        await desk.settle()
        assert desk.app.size.region in drawn


async def test_a_screen_that_changes_under_the_line_is_there_when_there_is_room_again(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.resize(*SMALL)
        desk.navigator.go_home("Et ord på vejen")
        await desk.settle()
        assert "40×10" in desk.text
        desk.navigator.open_door(Door.SUPERVISION)
        await desk.settle()
        await desk.resize(80, 24)
        assert "Hvilket forløb?" in desk.text
        await desk.press("escape")

        assert "Et ord på vejen" in desk.text


async def test_a_guide_with_a_gate_can_be_opened_in_a_small_terminal(archive: Path) -> None:
    gate = {"text": "Er alle klar?", "choices": [{"label": "Ja"}]}
    own_guide(archive, gates=[gate])
    async with at_desk(
        archive, lambda app: app.navigator.session.prepare("egen"), size=SMALL
    ) as desk:
        assert "40×10" in desk.text
        await desk.resize(50, 15)
        assert "Er alle klar?" in desk.text
        await desk.press("enter")

        assert "Vores egen" in desk.text


async def test_a_prompt_is_whole_in_every_size(archive: Path) -> None:
    own_words = "Hvad ville du ønske, at nogen havde spurgt dig om i den forgangne uge?"
    own_guide(archive, phase("lang", speaks="none", prompts=[own_words]))
    words = own_words.split()
    async with at_desk(archive, begun("egen")) as desk:
        for size in ((80, 24), (50, 15), (40, 10), (300, 100)):
            await desk.resize(*size)
            shown = desk.text.split()
            assert desk.has_large_letters or [w for w in words if w in shown] == words, size
