"""Opening the room on screen: what is asked, what is shown, how it ends."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from facilitator.conducting.workspace import Workspace
from facilitator.core.note import Commitment
from facilitator.core.session.phases import NextPhase
from facilitator.store.index.commitments import KeptCommitment
from facilitator.ui import room as screen
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.measurement.hand_over import HandOver
from facilitator.ui.navigation import room as navigation_room
from facilitator.ui.room import RoomScreen
from facilitator.ui.session.screen import SessionScreen
from facilitator.words import set_language
from tests.room.client import ask, is_reachable
from tests.room.phone import joined, now
from tests.room.test_writing import write
from tests.ui.desk import NOON, at_desk, begun, until
from tests.ui.measurement.measured import measuring
from tests.ui.room.opened import look, open_room, room_of

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.session.model import Session
    from tests.ui.desk import Desk


def headline(desk: Desk) -> str:
    return desk.app.screen.query_one(Prompt).text


async def test_nothing_is_reachable_before_a_yes(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("check-out")) as desk:
        await desk.press("ctrl+b")
        assert "127.0.0.1" not in "\n".join(desk.rows)
        await desk.press("enter")  # the careful answer is marked

        assert desk.navigator.current.room is None
        assert isinstance(desk.app.screen, SessionScreen)


@pytest.mark.parametrize("language", ["da", "en"])
async def test_the_qr_code_the_address_and_the_code_fit_on_eighty_by_twenty_four(
    tmp_path: Path, language: str
) -> None:
    set_language(language)  # type: ignore[arg-type]
    async with at_desk(tmp_path, first=begun("check-out"), size=(80, 24)) as desk:
        room = await open_room(desk)
        shown = "\n".join(desk.rows)

        assert room.url.removesuffix("/") in shown
        assert room.code_words in shown
        assert sum("▄" in row or "█" in row for row in desk.rows) >= 12
        await desk.press("escape")


async def test_nothing_is_looked_at_while_the_program_is_taken_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(tmp_path, first=begun("check-out")) as desk:
        await open_room(desk)
        await desk.press("escape")
        seen = Mock()
        monkeypatch.setattr("facilitator.room.participation.Participation.update", seen)
        await look(desk)
        assert seen.called
        seen.reset_mock()

        with monkeypatch.context() as taken_down:
            taken_down.setattr(desk.app.screen, "_pruning", True)
            await look(desk)
            assert not seen.called


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 15)])
async def test_the_code_stays_in_view_for_those_who_come_late(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_desk(tmp_path, first=begun("retrospective"), size=size) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        await look(desk)
        assert room.code_words in desk.text
        assert "Skriv ikke navne" in desk.text

        conductor = desk.conductor
        conductor.do(NextPhase())
        await look(desk)
        for number in range(3):
            write(joined(room), f"ord {number}")
        await desk.wait(1)
        assert room.code_words in desk.text
        assert size[0] < 80 or "3 tekster" in desk.text


async def test_the_wall_follows_what_is_written_and_is_blank_with_the_screen(
    tmp_path: Path,
) -> None:
    async with at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        await desk.enter("Vi ringer")
        await desk.wait(1)
        await look(desk)

        path = f"/wall/{room.wall_token}"
        assert "Vi ringer" in ask(room, path).body

        await desk.press("f9")
        await look(desk)
        assert "Vi ringer" not in ask(room, path).body


async def test_the_wall_never_shows_what_another_team_has_agreed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = threading.Event()

    def kept(workspace: Workspace, team: str) -> tuple[KeptCommitment, ...]:
        if team == "Nord":
            assert slow.wait(60)
        commitment = Commitment(id="c1", what=f"af {team}")
        file = workspace.archive.folder / "x.toml"
        return (KeptCommitment(commitment, "2026-01-01-aaaa", team, "x", "x", NOON.date(), file),)

    def agreed(session: Session) -> list[str]:
        earlier = desk.navigator.room._picture(session).own.earlier or ()
        return [kept.commitment.what for kept in earlier]

    monkeypatch.setattr(Workspace, "open_commitments", kept)
    async with at_desk(tmp_path, first=begun("check-out")) as desk:
        north, south = (
            desk.session.with_note(desk.session.note.model_copy(update={"team": team})).with_live(
                started=None
            )
            for team in ("Nord", "Syd")
        )
        assert agreed(north) == []
        await until(lambda: agreed(south) == ["af Syd"])  # Nord's is held
        slow.set()
        await desk.settle()
        assert agreed(south) == ["af Syd"]
        assert agreed(north) == []


async def test_it_ends_with_a_key_with_the_session_and_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation_room, "LINGERS", 3600.0)
    async with at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await open_room(desk)
        phone = joined(room)
        await desk.press("f8", "down", "enter")
        await desk.written()
        assert json.loads(now(room).body) == {"task": "closed"}  # for those who ask in time
        assert phone.answer((1, 2, 3, 4, 5, 1, 2)) == "gone"
        assert "Rummet er lukket" in ask(room, f"/wall/{room.wall_token}").body
        (lingering,) = [timer for timer in desk.app._timers if timer._interval == 3600]
        assert lingering._callback
        lingering._callback()
        await desk.until(lambda: not is_reachable(room))

        room = await open_room(desk)
        desk.navigator.leave(lambda: None)
        await desk.settle()
        assert not is_reachable(room)


async def test_phones_answer_beside_the_keyboard_and_the_count_is_the_rooms(
    tmp_path: Path,
) -> None:
    async with at_desk(tmp_path, first=measuring(expected=6)) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        assert isinstance(desk.app.screen, HandOver)
        for _ in range(5):
            joined(room).answer((1, 2, 3, 4, 5, 1, 2))

        keeper = desk.navigator.current.measuring
        assert keeper
        assert keeper.answers.number == 5
        assert room.number_told == 0  # it comes late
        await desk.press("f8", "down", "enter")
        await desk.written()
        assert keeper.measurement.answered == 5


async def test_what_phones_have_handed_in_counts_when_the_room_is_ended_by_a_key(
    tmp_path: Path,
) -> None:
    async with at_desk(tmp_path, first=measuring()) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        phone = joined(room)
        assert phone.answer((1, 2, 3, 4, 5, 1, 2)) == "held"
        keeper = desk.navigator.current.measuring
        assert keeper
        desk.navigator.room.end()
        await desk.written()
        assert keeper.answers.number == 1
        assert phone.answer((1, 2, 3, 4, 5, 1, 2)) == "counted"
        assert joined(room).answer((1, 2, 3, 4, 5, 1, 2)) == "gone"


async def test_beside_phones_nobody_is_asked_to_pass_the_keyboard_on(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=measuring()) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        for _ in range(5):
            joined(room).answer((1, 2, 3, 4, 5, 1, 2))
        await desk.until(lambda: "telefonen" in headline(desk))
        assert "Giv tastaturet videre" not in headline(desk)
        desk.navigator.room.end()
        await desk.written()
        desk.app.screen._show()  # type: ignore[attr-defined]
        assert "Giv tastaturet videre" in headline(desk)


async def test_whoever_leads_is_told_that_phones_wait_for_the_measurement(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("measurement")) as desk:
        conductor = desk.conductor
        while conductor.session.phase.shows != "answering":
            conductor.do(NextPhase())
        await desk.settle()
        assert "Telefonerne venter" not in desk.text
        assert "Giv tastaturet videre" in desk.text
        room = await open_room(desk)
        await desk.press("escape")
        assert "Telefonerne venter: Enter åbner målingen for dem." in desk.text
        assert "Giv tastaturet videre" not in desk.text
        assert headline(desk) == "Svar på telefonen – eller ved tastaturet"
        desk.navigator.room._update()
        wall = f"/wall/{room.wall_token}"
        await until(lambda: "Svar på telefonen – eller ved" in ask(room, wall).body)
        assert "Giv tastaturet videre" not in ask(room, wall).body


async def test_what_phones_have_handed_in_is_kept_when_the_measurement_is_left_open(
    tmp_path: Path,
) -> None:
    async with at_desk(tmp_path, first=measuring()) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        joined(room).answer((1, 2, 3, 4, 5, 1, 2))
        keeper = desk.navigator.current.measuring
        assert keeper
        await desk.press("escape")
        assert keeper.answers.number == 1


async def test_nobody_in_after_half_a_minute_says_why_and_what_else_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_language("en")
    monkeypatch.setattr(screen, "NOBODY_AFTER", 0.0)
    async with at_desk(tmp_path, first=begun("check-out"), size=(80, 24)) as desk:
        room = await open_room(desk)
        words = " ".join(" ".join(row[36:].split()) for row in desk.rows)
        assert "guest network" in words
        assert "same keyboard" in words

        joined(room)
        await desk.wait(1)
        assert "Somebody is in." in "\n".join(desk.rows)


async def test_a_wireless_networks_code_is_shown_and_its_password_is_nowhere_else(
    tmp_path: Path,
) -> None:
    async with at_desk(tmp_path, first=begun("check-out"), size=(100, 40)) as desk:
        await open_room(desk)
        before = desk.rows
        await desk.press("n")
        await desk.enter("Huset")
        await desk.enter("hemmelig1")

        assert desk.rows != before
        assert "hemmelig1" not in "\n".join(desk.rows)
        await desk.press("n")
        assert room_of(desk).code_words in "\n".join(desk.rows)


async def test_a_session_that_a_crash_ended_asks_for_its_room_and_phones_find_it_again(
    tmp_path: Path,
) -> None:
    async with at_desk(tmp_path, first=begun("check-out")) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        await look(desk)
        conductor = desk.conductor
        phone, before = joined(room), conductor.session.live.room
        assert before
        room.close()
        conductor.keeper.release()  # as the system does for a program that is killed
        desk.app.exit(0)
    path = desk.path
    async with at_desk(tmp_path, first=lambda app: app.navigator.session.resume(path)) as desk:
        assert "Rummet var åbent på 127.0.0.1" in desk.prose
        await desk.press("down", "enter")
        assert isinstance(desk.app.screen, RoomScreen)
        room = room_of(desk)
        assert (room.port, room.tickets.code) == (before.port, before.code)
        phone.room = room
        assert phone.join() == 200
        await desk.press("f8", "down", "enter")
        await desk.written()
        conductor = desk.conductor
        assert conductor.session.live.room is None


async def test_a_code_that_has_no_room_is_said_to_have_none(tmp_path: Path) -> None:
    set_language("en")
    async with at_desk(tmp_path, first=begun("check-out"), size=(50, 15)) as desk:
        room = await open_room(desk)
        assert "In its browser:" in desk.prose
        assert room.host in desk.text
        await desk.press("n")
        await desk.enter("Huset")
        await desk.enter("hemmelig1")
        assert "make the window larger" in desk.prose


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_the_code_stays_in_view_while_a_measurement_is_answered(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_desk(tmp_path, first=measuring(expected=6), size=size) as desk:
        room = await open_room(desk)
        await desk.press("escape")
        assert isinstance(desk.app.screen, HandOver)
        assert room.code_words in desk.rows[0]
        assert "0 af 6 har svaret" in desk.rows[0]
