"""An open room on screen, and the session shown in it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from facilitator.core.room import KeptRoom
from facilitator.core.session.phases import NextPhase
from facilitator.room.participation import FromPhone
from facilitator.ui.room import RoomScreen

if TYPE_CHECKING:
    from facilitator.room.server import Room
    from tests.ui.desk import Desk

ROOM = KeptRoom(
    address="192.168.100.123", port=54321, key="0c" * 32, wall="secret-token", code="abcdef",
    url="http://192.168.100.123:54321/",
)  # fmt: skip

STAND_IN: Any = SimpleNamespace(
    url=ROOM.url,
    wall_url=f"{ROOM.url}wall/{ROOM.wall}",
    tickets=SimpleNamespace(code=ROOM.code, has_joined=False),
)
"""What the screen of a room shows of it, the same each time."""

WRITTEN: Any = SimpleNamespace(
    look_at_texts=lambda: [
        FromPhone("ideas", "mere ro om eftermiddagen"),
        FromPhone("ideas", "Mette glemte det", is_taken=False),
        FromPhone("ideas", "vi spurgte for sent"),
    ],
    doubt=lambda text: "" if text.is_taken else "Mette?",
)
"""What phones have written, in an order that stays."""


def room_of(desk: Desk) -> Room:
    room = desk.navigator.current.room
    assert room
    return room


async def open_room(desk: Desk) -> Room:
    await desk.press("ctrl+b")
    await desk.press("down", "enter")
    assert isinstance(desk.app.screen, RoomScreen)
    return room_of(desk)


async def look(desk: Desk) -> None:
    """Show the session to phones and walls as it is now, as a timer does."""
    await desk.settle()
    desk.navigator.room._update()
    await desk.settle()


async def phase_that_writes(desk: Desk) -> Room:
    """An open room in the phase in which phones write."""
    room = await open_room(desk)
    await desk.press("escape")
    conductor = desk.conductor
    while conductor.session.phase.writes != "phones":
        conductor.do(NextPhase())
        await desk.settle()
    await look(desk)
    return room
