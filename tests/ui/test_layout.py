"""What the main screens look like: each kept as text in __snapshots__, and compared cell by cell.

`uv run pytest tests/ui/test_layout.py --snapshot-update` keeps them as they are now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.words import set_language
from tests.ui.desk import at_desk, begun
from tests.ui.measurement.measured import TEAM
from tests.ui.review.reviewed import half_a_year, look_back

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from facilitator.ui.app import FacilitatorApp, First
    from tests.ui.desk import Desk

    Steps = Callable[[Desk], Awaitable[None]]

WORDS = ("få talte meget", "to ventede på ordet", "vi spurgte for sent")


def result(app: FacilitatorApp) -> None:
    latest = app.workspace.latest_result(TEAM)
    assert latest
    app.navigator.measurement.show_result(latest[0])


async def nothing(_desk: Desk) -> None:
    """It is there at once."""


async def a_round(desk: Desk) -> None:
    await desk.press("pagedown", "pagedown")
    for words in WORDS:
        await desk.enter(words)


async def a_reflecting_round(desk: Desk) -> None:
    while desk.session.phase.id != "reflecting-round":
        await desk.press("pagedown", "escape")


async def a_close(desk: Desk) -> None:
    await a_round(desk)
    await desk.run("session.commitment")
    await desk.enter("Vi begynder med en runde")
    await desk.press("enter", "enter")
    await desk.run("session.close")


SCREENS: dict[str, tuple[First | None, Steps]] = {
    "home": (None, nothing),
    "prepare": (lambda app: app.navigator.session.prepare("check-out"), nothing),
    "round": (begun(), a_round),
    "reflecting round": (begun("supervision-60"), a_reflecting_round),
    "close": (begun(), a_close),
    "archive": (lambda app: app.navigator.open_archive(), nothing),
    "follow-up": (lambda app: app.navigator.follow_up(), nothing),
    "result": (result, nothing),
    "look back": (look_back(), nothing),
}
SMALL = ("home", "prepare", "round", "close", "follow-up")
IN_ENGLISH = ("home", "round", "close", "result")


async def shown(archive: Path, screen: str, size: tuple[int, int]) -> str:
    """The screen as it stands, with what the test's folder is called left out."""
    first, steps = SCREENS[screen]
    if screen in {"archive", "follow-up", "result", "look back"}:
        half_a_year(archive)
    async with at_desk(archive, first, size=size) as desk:
        await steps(desk)
        await desk.settle()
        return "\n".join(row.rstrip() for row in desk.rows)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_is_laid_out_as_it_was(
    archive: Path, snapshot: SnapshotAssertion, screen: str, size: tuple[int, int]
) -> None:
    assert await shown(archive, screen, size) == snapshot


@pytest.mark.parametrize("screen", SMALL)
async def test_a_small_screen_is_laid_out_as_it_was(
    archive: Path, snapshot: SnapshotAssertion, screen: str
) -> None:
    assert await shown(archive, screen, (50, 15)) == snapshot


@pytest.mark.parametrize("screen", IN_ENGLISH)
async def test_a_screen_in_english_is_laid_out_as_it_was(
    archive: Path, snapshot: SnapshotAssertion, screen: str
) -> None:
    set_language("en")
    assert await shown(archive, screen, (80, 24)) == snapshot
