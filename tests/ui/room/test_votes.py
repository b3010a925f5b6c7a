"""Votes from phones come to the board as counts: in lots, to be undone, beside the keyboard's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.board import AddKeyword, DeleteKeyword, Vote
from facilitator.core.session.phases import NextPhase
from facilitator.room import network, voting
from facilitator.room.network import LOOPBACK, Network
from tests.room.test_voting import vote
from tests.ui.desk import at_desk, begun
from tests.ui.room.test_words import gathering

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.conducting.conductor import Conductor
    from facilitator.room.server import Room
    from tests.ui.desk import Desk


@pytest.fixture(autouse=True)
def _own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "networks", lambda: (Network("", LOOPBACK),))
    monkeypatch.setattr(voting, "DELAY", 0.0)


async def in_vote(desk: Desk) -> tuple[Room, Conductor]:
    """A retrospective in its phase of voting, with an open room."""
    room = await gathering(desk)
    conductor = desk.navigator.current.conductor
    assert conductor
    for text in ("Tid", "Ro"):
        conductor.do(AddKeyword("topics", text))
    conductor.do(NextPhase())
    await desk.settle()
    desk.navigator.room._look()
    return room, conductor


def votes(conductor: Conductor) -> list[int | None]:
    return [keyword.votes for keyword in conductor.session.note.entries("topics")]


def all_vote(room: Room, conductor: Conductor, *places: int) -> None:
    for _ in conductor.session.present:
        assert vote(room, *places) == "counted"


async def test_a_lot_comes_to_the_board_and_is_undone_as_one(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        here = len(conductor.session.present)
        conductor.do(Vote("topics", 1, 0))
        all_vote(room, conductor, 0, 0, 1)
        desk.navigator.room._look()
        assert votes(conductor) == [2 * here, here]

        conductor.undo()
        assert votes(conductor) == [None, None]
        conductor.redo()
        conductor.do(Vote("topics", 1, 0))
        assert votes(conductor) == [2 * here, None]


async def test_few_are_counted_on_a_yes_or_when_the_phase_is_over(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        assert vote(room, 0) == "counted"
        desk.navigator.room._look()
        assert votes(conductor) == [None, None]
        await desk.press("ctrl+b", "down", "enter")
        assert votes(conductor) == [1, None]

        assert vote(room, 1) == "counted"
        conductor.do(NextPhase())
        desk.navigator.room._look()
        assert vote(room, 1) == "closed"
        desk.navigator.room._look()
        assert votes(conductor) == [1, 1]


async def test_votes_for_what_is_gone_are_said_and_the_others_counted(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        here = len(conductor.session.present)
        all_vote(room, conductor, 0, 1)
        conductor.do(DeleteKeyword("topics", 0))
        desk.navigator.room._look()
        await desk.settle()

        assert votes(conductor) == [here]
        assert not desk.navigator.room._votes
        assert f"der ikke længere står på tavlen, og som ikke er talt med: {here}" in desk.prose


async def test_more_votes_than_there_are_stay_uncounted_and_this_is_said(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        here = len(conductor.session.present)
        conductor.do(Vote("topics", 0, 3 * here))
        all_vote(room, conductor, 1)
        desk.navigator.room._look()
        await desk.settle()
        assert votes(conductor) == [3 * here, None]
        assert "Stemmer fra telefoner er ikke talt med" in desk.prose

        conductor.do(Vote("topics", 0, 0))
        await desk.press("ctrl+b", "down", "enter")
        assert votes(conductor) == [None, here]
