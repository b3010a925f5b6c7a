"""The same session in a second window: it is told, and follows what the room may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.conducting.conductor import Conductor
from facilitator.core.note import LEARNING
from facilitator.core.session.board import AddKeyword, KeepKeyword, SetPurpose
from facilitator.core.session.phases import (
    BeginClose,
    Hide,
    KeepRoom,
    NextPhase,
    ThinkingPause,
)
from facilitator.core.session.turns import PassOn
from facilitator.store.notes import dumps
from facilitator.store.session_file import Keeper
from facilitator.store.user_settings import Settings
from facilitator.ui.session.wall import Large
from tests.store.samples import a_frame
from tests.ui.desk import StoppedClock, at_desk, begun, written
from tests.ui.room.opened import ROOM

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.session.events import Event
    from tests.ui.desk import Desk


class FirstWindow:
    """The window in which the session is conducted."""

    def __init__(self, path: Path, clock: StoppedClock) -> None:
        keeper, session = Keeper.resume(path)
        self.path, self.clock = path, clock
        self._conductor = Conductor(session, keeper, clock)

    def do(self, *events: Event) -> None:
        for event in events:
            self._conductor.do(event)

    def close(self) -> None:
        self._conductor.keeper.close(self._conductor.kept())

    def throw_away(self) -> None:
        self._conductor.keeper.throw_away()


async def first_window(archive: Path, guide: str = "check-out") -> FirstWindow:
    """A session in its first phase, left by the program and taken up elsewhere."""
    async with at_desk(archive, begun(guide, "Mette, Jonas, Bo")) as desk:
        await desk.press("ctrl+q")
        return FirstWindow(desk.path, desk.clock)


def speaker(desk: Desk) -> str:
    """Who stands as the one who has the word, in large letters or in plain ones."""
    return desk.app.screen.query_one("#speaker", Large).text


async def look(desk: Desk) -> None:
    await desk.wait(1)


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_the_second_is_told_and_follows(archive: Path, size: tuple[int, int]) -> None:
    first = await first_window(archive)
    async with at_desk(archive, size=size, clock=first.clock) as desk:
        await desk.press("home", "enter")
        assert "Sessionen ledes i et andet vindue" in desk.text
        first.do(NextPhase(), NextPhase(), AddKeyword("ideas", "Vi fik [to] idéer"))
        await look(desk)
        assert "Runde" in desk.text
        assert "Vi fik [to]" in desk.text
        assert speaker(desk) == "Mette"
        first.do(PassOn())
        await look(desk)

        assert speaker(desk) == "Jonas"


async def test_it_shows_nothing_that_is_for_the_facilitator_alone(archive: Path) -> None:
    first = await first_window(archive)
    async with at_desk(archive, size=(160, 45), clock=first.clock) as desk:
        await desk.press("home", "enter")
        first.do(NextPhase(), NextPhase())
        await desk.wait(37)
        hints = first._conductor.session.phase.hints
        questions = first._conductor.session.guide.questions

        for hint in (*hints, *(question.hint for question in questions)):
            assert hint not in desk.text
        assert "0:37" not in desk.text
        assert "❯" not in desk.text


async def test_it_writes_nothing_whatever_is_pressed(archive: Path) -> None:
    first = await first_window(archive)
    async with at_desk(archive, clock=first.clock) as desk:
        await desk.press("home", "enter")
        before = first.path.read_bytes()
        for key in ("x", "space", "right", "enter", "pagedown", "f2", "f4", "f5", "f8", "ctrl+s",
                    "ctrl+z", "delete", "f1", "escape", "ctrl+t", "escape"):  # fmt: skip
            await desk.press(key)
        await look(desk)

        assert first.path.read_bytes() == before
        assert "Ramme" in desk.text


async def test_it_hides_the_clock_where_the_phase_hides_it_and_in_a_thinking_pause(
    archive: Path,
) -> None:
    first = await first_window(archive, "supervision-60")
    async with at_desk(archive, size=(160, 45), clock=first.clock) as desk:
        await desk.press("home", "enter")
        assert "tilbage" in desk.text.partition("Esc")[0]
        first.do(ThinkingPause())
        await look(desk)
        assert "minutter tilbage" not in desk.text
        first.do(ThinkingPause(), *[NextPhase()] * 5)
        await look(desk)

        asked = desk.app.screen.query_one("#question", Large).text
        assert asked == first._conductor.session.phase.prompts[0]
        assert not [row for row in desk.rows if any(map(str.isalnum, row)) and "Esc" not in row]


@pytest.mark.parametrize("thrown_away", [False, True])
async def test_it_says_when_the_session_is_over(archive: Path, *, thrown_away: bool) -> None:
    first = await first_window(archive)
    async with at_desk(archive, clock=first.clock) as desk:
        await desk.press("home", "enter")
        (first.throw_away if thrown_away else first.close)()
        await look(desk)

        assert "Sessionen er lukket" in desk.text
        assert "Reflektér" in desk.text
        assert "Fortsæt" not in desk.text


async def test_a_file_that_cannot_be_read_for_a_moment_changes_nothing(archive: Path) -> None:
    first = await first_window(archive)
    async with at_desk(archive, clock=first.clock) as desk:
        await desk.press("home", "enter")
        before = desk.text
        whole = first.path.read_bytes()
        first.path.write_bytes(whole[:-10])
        await desk.wait(0)
        assert desk.text == before
        first.path.write_bytes(whole)
        first.do(NextPhase())
        await look(desk)

        assert "2/5" in desk.text


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_it_can_be_left(archive: Path, key: str) -> None:
    first = await first_window(archive)
    async with at_desk(archive, clock=first.clock) as desk:
        await desk.press("home", "enter", key)

        assert "Fortsæt" in desk.text


async def test_it_goes_through_all_sizes_and_is_plain_where_signs_are(archive: Path) -> None:
    first = await first_window(archive)
    settings = Settings(ascii=True)
    async with at_desk(archive, settings=settings, clock=first.clock) as desk:
        await desk.press("home", "enter")
        for size in ((20, 5), (50, 15), (300, 100)):
            await desk.resize(*size)
            assert desk.text.translate({ord(s): "a" for s in "æøåÆØÅéÉ"}).isascii()


async def test_at_the_close_the_room_sees_all_that_may_be_kept_and_whether_it_is(
    archive: Path,
) -> None:
    first = await first_window(archive, "supervision-60")
    async with at_desk(archive, clock=first.clock, size=(160, 45)) as desk:
        await desk.press("home", "enter")
        first.do(SetPurpose("skilsmisse"), AddKeyword(LEARNING, "ro hjælper"), BeginClose())
        await look(desk)
        assert "– slettes  skilsmisse" in desk.text
        assert "– slettes  ro hjælper" in desk.text
        first.do(KeepKeyword(LEARNING, 0, True))
        await look(desk)

        assert "✓ gemmes   ro hjælper" in desk.text


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (160, 45)])
@pytest.mark.parametrize(
    ("guide", "readers"),
    [("check-out", "Teamet og dets leder kan læse"), ("supervision-60", "Tavlen slettes. Kun det")],
)
async def test_at_the_close_the_room_sees_who_can_read_it(
    archive: Path, size: tuple[int, int], guide: str, readers: str
) -> None:
    """Before it is saved (privacy.md P14)."""
    first = await first_window(archive, guide)
    async with at_desk(archive, clock=first.clock, size=size) as desk:
        await desk.press("home", "enter")
        first.do(SetPurpose("lære"), BeginClose())
        await look(desk)

        assert readers in desk.prose
        assert "lære" in desk.prose


async def test_the_room_sees_the_frame_in_the_phase_that_shows_it(archive: Path) -> None:
    first = await first_window(archive, "framing")
    frame = a_frame(1, what=["Mere ro"], social=["Vi siger tak"])
    written(archive / frame.team / f"{frame.date}-framing.toml", dumps(frame).decode())
    async with at_desk(archive, size=(100, 30), clock=first.clock) as desk:
        await desk.press("home", "enter")
        await look(desk)
        await look(desk)
        assert "– Mere ro" in desk.text
        first.do(NextPhase())
        await look(desk)
        assert "– Mere ro" not in desk.text


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_the_address_and_the_code_for_those_who_come_late_stay_in_view(
    archive: Path, size: tuple[int, int]
) -> None:
    first = await first_window(archive)
    async with at_desk(archive, size=size, clock=first.clock) as desk:
        await desk.press("home", "enter")
        assert "ABC DEF" not in desk.text
        first.do(KeepRoom(ROOM))
        for event in (NextPhase(), NextPhase(), ThinkingPause(), BeginClose()):
            await look(desk)
            assert "192.168.100.123:54321" in desk.text
            assert "ABC DEF" in desk.text
            assert "secret-token" not in desk.text
            first.do(event)
        first.do(KeepRoom(None))
        await look(desk)
        assert "ABC DEF" not in desk.text


async def test_the_qr_code_is_on_the_wall_as_where_the_session_is_led_and_by_a_key(
    archive: Path,
) -> None:
    first = await first_window(archive)
    async with at_desk(archive, size=(80, 24), clock=first.clock) as desk:
        await desk.press("home", "enter", "ctrl+b")
        assert "Ingen telefoner er med" in desk.prose
        first.do(KeepRoom(ROOM.model_copy(update={"is_large": True})))
        await look(desk)
        assert is_qr_shown(desk)
        first.do(KeepRoom(ROOM))
        await look(desk)
        assert not is_qr_shown(desk)
        await desk.press("ctrl+b")
        assert is_qr_shown(desk)
        await desk.press("ctrl+b")
        assert not is_qr_shown(desk)


def is_qr_shown(desk: Desk) -> bool:
    return sum("▄" in row or "█" in row for row in desk.rows) >= 12 and "ABC DEF" in desk.text


async def test_what_is_hidden_where_the_session_is_led_is_hidden_here_too(archive: Path) -> None:
    """Who walks in sees the wall first (privacy.md P13)."""
    first = await first_window(archive)
    async with at_desk(archive, size=(80, 24), clock=first.clock) as desk:
        await desk.press("home", "enter")
        first.do(NextPhase(), NextPhase(), AddKeyword("ideas", "Vi fik to idéer"), Hide())
        await look(desk)
        assert "Vi fik to idéer" not in desk.text
        assert "Runde" not in desk.text
        first.do(Hide(is_hidden=False))
        await look(desk)
        assert "Vi fik to idéer" in desk.text
        assert "Runde" in desk.text


async def test_a_session_that_is_gone_on_with_is_no_longer_hidden(archive: Path) -> None:
    first = await first_window(archive)
    first.do(Hide())
    first._conductor.keeper.release()
    async with at_desk(archive, clock=first.clock) as desk:
        desk.navigator.session.resume(first.path)
        await desk.settle()

        assert not desk.session.live.hidden
