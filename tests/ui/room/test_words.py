"""What phones have written, looked at by the facilitator: taken, changed, or nowhere kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.closing import unasked
from facilitator.core.session.phases import NextPhase
from facilitator.ui.room import WordsScreen
from facilitator.ui.session.screen import SessionScreen
from tests.room.phone import joined
from tests.room.test_writing import box, state, write
from tests.ui.desk import at_desk, begun
from tests.ui.room.opened import look, phase_that_writes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk


def on_board(desk: Desk) -> list[str]:
    conductor = desk.conductor
    return [k.text for c in conductor.session.note.questions for k in c.keywords]


def written_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


async def test_what_is_marked_comes_to_the_board_and_the_rest_is_gone(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room = await phase_that_writes(desk)
        phone = joined(room)
        texts = [f"ord {at}" for at in range(6)]
        bodies = [box(phone, text) for text in texts]
        assert {state(room, body) for body in bodies} == {"held"}
        await desk.press("ctrl+b")
        assert isinstance(desk.app.screen, WordsScreen)
        assert on_board(desk) == []
        assert {state(room, body) for body in bodies} == {"held"}
        await desk.press("space", "ctrl+s")
        assert {state(room, body) for body in bodies} == {"counted"}  # looked at, all of them

        assert isinstance(desk.app.screen, SessionScreen)
        assert len(on_board(desk)) == 5
        assert set(on_board(desk)) < set(texts)
        assert room.number_of_words == 0
        taken = on_board(desk)
    left = (set(texts) - set(taken)).pop()
    assert not any(left.encode() in data for data in written_in(tmp_path))


async def test_what_names_somebody_or_holds_a_number_is_not_taken_unasked(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room = await phase_that_writes(desk)
        phone = joined(room)
        for text in ("ro", "tid", "Mette glemte det", "010136-4007", "ring 20 12 34 56"):
            assert write(phone, text) == "held"
        await desk.press("ctrl+b")
        assert "010136" not in "\n".join(desk.rows)
        assert "“Mette”" in desk.prose or "»Mette«" in desk.prose
        assert "{words}" not in desk.prose
        await desk.press("ctrl+s")

        assert {"ro", "tid"} <= set(on_board(desk))
        assert not {"Mette glemte det", "ring 20 12 34 56"} & set(on_board(desk))


async def test_who_is_named_and_taken_all_the_same_is_not_asked_about_at_the_close(
    tmp_path: Path,
) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room = await phase_that_writes(desk)
        phone = joined(room)
        for text in ("Mette så det", "Mette så det", "Mette så det", "Mette så det", "Jonas gik"):
            write(phone, text)
        await desk.press("ctrl+b", *["space", "down"] * 5, "ctrl+s")
        assert "Jonas gik" in on_board(desk)
        assert desk.conductor.memory.was_kept("Jonas gik")
        assert unasked(desk.conductor) == ()


async def test_a_number_from_a_phone_that_is_no_cpr_number_can_be_brought_back(
    tmp_path: Path,
) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room = await phase_that_writes(desk)
        phone = joined(room)
        for text in ["sag 010136-4007"] * 5:
            write(phone, text)
        await desk.press("ctrl+b")
        assert "Et CPR-nummer er taget ud" in desk.prose
        assert "✓" not in desk.text
        await desk.press("enter", "ctrl+z", "enter", "ctrl+s")

        assert on_board(desk) == ["sag 010136-4007"]


async def test_fewer_than_a_lot_are_looked_at_only_on_a_yes(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room = await phase_that_writes(desk)
        write(joined(room), "ord")
        await desk.press("ctrl+b", "enter")
        assert room.number_of_words == 1

        await desk.press("ctrl+b", "down", "enter")
        assert isinstance(desk.app.screen, WordsScreen)


async def test_only_a_phase_whose_guide_says_so_is_written_in(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room = await phase_that_writes(desk)
        conductor = desk.conductor
        conductor.do(NextPhase())
        await look(desk)

        assert write(joined(room), "ord") == "closed"


async def test_what_nobody_has_looked_at_is_not_lost_unasked(tmp_path: Path) -> None:
    async with at_desk(tmp_path, first=begun("retrospective")) as desk:
        room = await phase_that_writes(desk)
        write(joined(room), "ord")
        left: list[bool] = []
        desk.navigator.leave(lambda: left.append(True))
        await desk.settle()
        assert "Ingen har set på 1 tekst fra telefoner" in desk.prose
        await desk.press("enter")
        assert left == []
        assert room.number_of_words == 1
