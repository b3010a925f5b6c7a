"""Every phase of every guide of ours on small screens: nothing of the prompt is cut."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Literal

import pytest

from facilitator.core.errors import Refused
from facilitator.core.session.board import AddKeyword
from facilitator.core.session.phases import NextPhase, TakeWay
from facilitator.core.session.turns import PassOn
from facilitator.store.guides import shipped
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.session.capture import Capture
from facilitator.ui.session.wall import Large
from facilitator.words import set_language
from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.widget import Widget

    from facilitator.core.session.model import Session
    from tests.ui.desk import Desk

Language = Literal["da", "en"]

SIZES = [(160, 45), (80, 24), (50, 15)]
SEVEN = "Mette, Jonas, Søren, Åse, Bo, Kirsten, Tobias"


def cut(desk: Desk, widget: Widget) -> bool:
    """Whether not all of a widget is on the screen."""
    placed = desk.app.screen.find_widget(widget)
    return placed.visible_region != placed.region or placed.region.bottom > desk.app.size.height


def amiss(desk: Desk) -> Iterator[str]:
    """What of a phase is not to be seen."""
    phase = desk.session.phase
    prompt = desk.query_one(Prompt)
    lines = prompt._lines(*prompt.content_size)
    if prompt.text != phase.prompts[0]:
        yield f"another prompt: {prompt.text}"
    if cut(desk, prompt) or prompt.content_size.height < len(lines):
        yield f"cut off: {prompt.text}"
    if max(line.rstrip().cell_length for line in lines) > prompt.content_size.width:
        yield f"too wide: {prompt.text}"
    if cut(desk, desk.query_one(KeyLine)):
        yield "no keys"


@pytest.mark.parametrize("size", [(80, 24), (50, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("names", ["", SEVEN], ids=["nobody named", "seven with roles"])
async def test_no_prompt_of_ours_is_cut_off(
    archive: Path, names: str, lang: Language, size: tuple[int, int]
) -> None:
    set_language(lang)
    found = []
    async with at_desk(archive, size=size) as desk:
        for entry in shipped(lang):
            roles = desk.app.workspace.guides.guide(entry.id, lang).roles if names else ()
            given = dict(zip((role.id for role in roles), names.split(", "), strict=False))
            begun(entry.id, names, roles=given)(desk.app)
            await desk.settle()
            at_end = False
            while not at_end:
                where = f"{entry.id}/{desk.session.phase.id}"
                found += [f"{where}: {wrong}" for wrong in amiss(desk)]
                at_end = desk.session.next_position is None
                if not at_end:
                    desk.conductor.do(on(desk.session))
                    await desk.settle()
    assert found == []


@pytest.mark.parametrize(
    "size", [(80, 24), (90, 24), (100, 30), (50, 15)], ids=lambda size: f"{size[0]}x{size[1]}"
)
async def test_every_row_of_the_prompt_is_on_the_screen_however_much_the_board_and_turn_take(
    archive: Path, size: tuple[int, int]
) -> None:
    """The letters were measured by half a screen, and given what board and turn had left."""
    set_language("da")
    found = []
    most_written = 0
    async with at_desk(archive, size=size) as desk:
        for entry in shipped("da"):
            roles = desk.app.workspace.guides.guide(entry.id, "da").roles
            given = dict(zip((role.id for role in roles), SEVEN.split(", "), strict=False))
            begun(entry.id, SEVEN, roles=given)(desk.app)
            await desk.settle()
            at_end = False
            while not at_end:
                with suppress(Refused):  # a phase without turns
                    desk.conductor.do(PassOn())
                for written in range(5):
                    if written and not wrote(desk, f"åndenød {written}"):
                        break
                    most_written = max(most_written, written)
                    await desk.settle()
                    where = f"{entry.id}/{desk.session.phase.id}, {written} written"
                    found += [f"{where}: {wrong}" for wrong in amiss(desk)]
                at_end = desk.session.next_position is None
                if not at_end:
                    desk.conductor.do(on(desk.session))
                    await desk.settle()
    assert found == []
    assert most_written == 4


def wrote(desk: Desk, keyword: str) -> bool:
    """Add a keyword under the chosen heading, where it takes one."""
    heading = desk.query_one(Capture).heading
    try:
        desk.conductor.do(AddKeyword(heading or "", keyword))
    except Refused:
        return False
    return True


def on(session: Session) -> NextPhase | TakeWay:
    """On to the next phase: by the first way, where there are several."""
    ways = session.phase.ways
    return TakeWay(ways[0].goes_to) if ways else NextPhase()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["da", "en"])
async def test_on_the_wall_nothing_that_is_asked_and_nobody_who_speaks_is_cut_off(
    archive: Path, lang: Language, size: tuple[int, int]
) -> None:
    set_language(lang)
    found = []
    async with at_desk(archive, size=size) as desk:
        for entry in shipped(lang):
            roles = desk.app.workspace.guides.guide(entry.id, lang).roles
            given = dict(zip((role.id for role in roles), SEVEN.split(", "), strict=False))
            begun(entry.id, SEVEN, roles=given)(desk.app)
            await desk.settle()
            await desk.press("ctrl+f")
            at_end = False
            while not at_end:
                found += [
                    f"{entry.id}/{desk.session.phase.id}: {words.text}"
                    for words in desk.app.screen.query("#asked > Large").results(Large)
                    if words.display and cut(desk, words)
                ]
                at_end = desk.session.next_position is None
                if not at_end:
                    desk.conductor.do(on(desk.session))
                    await desk.settle()
    assert found == []
