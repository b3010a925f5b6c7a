"""An open room on screen, and the session shown in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.session.phases import NextPhase
from facilitator.ui.room import RoomScreen

if TYPE_CHECKING:
    from facilitator.room.server import Room
    from tests.ui.desk import Desk


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
    desk.navigator.room._look()
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
