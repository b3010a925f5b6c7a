"""Votes from phones come to the board as counts: in lots, to be undone, beside the keyboard's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.board import AddKeyword, DeleteKeyword, Vote
from facilitator.core.session.phases import NextPhase
from facilitator.room import submissions
from facilitator.store.files import NotWritten
from facilitator.store.state import StateFile
from tests.room.phone import joined
from tests.room.test_voting import box, state, vote
from tests.ui.desk import at_desk, begun
from tests.ui.room.opened import look, phase_that_writes

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.conducting.conductor import Conductor
    from facilitator.room.server import Room
    from tests.ui.desk import Desk


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submissions, "DELAY", 0.0)


async def in_vote(desk: Desk) -> tuple[Room, Conductor]:
    """A retrospective in its phase of voting, with an open room."""
    room = await phase_that_writes(desk)
    conductor = desk.conductor
    for text in ("Tid", "Ro"):
        conductor.do(AddKeyword("topics", text))
        await desk.settle()
    conductor.do(NextPhase())
    await look(desk)
    return room, conductor


def votes(conductor: Conductor) -> list[int | None]:
    return [keyword.votes for keyword in conductor.session.note.entries("topics")]


def cast(room: Room, conductor: Conductor, *options: str) -> dict[str, str]:
    """The votes of one more phone, which are in hand now; gives what it sends again."""
    body = box(joined(room), *options, phase=conductor.session.live.position)
    assert state(room, body) == "held"
    return body


def all_vote(room: Room, conductor: Conductor, *options: str) -> list[dict[str, str]]:
    return [cast(room, conductor, *options) for _ in conductor.session.present]


def states(room: Room, bodies: list[dict[str, str]]) -> set[str]:
    """What phones are told that send again."""
    return {state(room, body) for body in bodies}


async def test_a_lot_comes_to_the_board_and_is_undone_as_one(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        here = len(conductor.session.present)
        conductor.do(Vote("topics", 1, 0))
        await desk.settle()
        bodies = all_vote(room, conductor, "Tid", "Tid", "Ro")
        await look(desk)
        assert votes(conductor) == [2 * here, here]
        assert states(room, bodies) == {"counted"}

        conductor.undo()
        await desk.settle()
        assert votes(conductor) == [None, None]
        assert states(room, bodies) == {"counted"}  # nothing is counted a second time
        conductor.redo()
        await desk.settle()
        conductor.do(Vote("topics", 1, 0))
        assert votes(conductor) == [2 * here, None]


async def test_few_are_counted_on_a_yes_or_when_the_phase_is_over(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        bodies = [cast(room, conductor, "Tid")]
        await look(desk)
        assert votes(conductor) == [None, None]
        assert states(room, bodies) == {"held"}
        await desk.press("ctrl+b", "down", "enter")
        assert votes(conductor) == [1, None]
        assert states(room, bodies) == {"counted"}

        bodies = [cast(room, conductor, "Ro")]
        conductor.do(NextPhase())
        await look(desk)
        assert vote(room, "Ro") == "closed"
        await look(desk)
        assert votes(conductor) == [1, 1]
        assert states(room, bodies) == {"counted"}


async def test_votes_for_what_is_gone_are_said_and_the_others_counted(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        here = len(conductor.session.present)
        bodies = all_vote(room, conductor, "Tid", "Ro")
        conductor.do(DeleteKeyword("topics", 0))
        await look(desk)

        assert votes(conductor) == [here]
        assert states(room, bodies) == {"counted"}
        assert f"der ikke længere står på tavlen, og som ikke er talt med: {here}" in desk.prose


async def test_more_votes_than_there_are_stay_uncounted_and_this_is_said(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        here = len(conductor.session.present)
        conductor.do(Vote("topics", 0, 3 * here))
        await desk.settle()
        bodies = all_vote(room, conductor, "Ro")
        await look(desk)
        assert votes(conductor) == [3 * here, None]
        assert "Stemmer fra telefoner er ikke talt med" in desk.prose
        assert states(room, bodies) == {"held"}

        conductor.do(Vote("topics", 0, 0))
        await desk.settle()
        await desk.press("ctrl+b", "down", "enter")
        assert votes(conductor) == [None, here]
        assert states(room, bodies) == {"counted"}


async def test_nobody_is_told_that_votes_count_which_the_disk_did_not_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        bodies = all_vote(room, conductor, "Tid")
        with monkeypatch.context() as full:
            full.setattr(StateFile, "replace", refuse)
            await look(desk)
            assert votes(conductor) == [len(bodies), None]
            assert states(room, bodies) == {"held"}
        conductor.save()
        await look(desk)
        assert states(room, bodies) == {"counted"}


async def test_what_is_in_hand_is_counted_where_the_session_is_left(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room, conductor = await in_vote(desk)
        cast(room, conductor, "Tid")
        desk.navigator.leave(lambda: None)
        await desk.settle()

        assert votes(conductor) == [1, None]
        assert conductor.session.live.room is None


def refuse(*_: object) -> None:
    raise NotWritten("The disk is full.")
