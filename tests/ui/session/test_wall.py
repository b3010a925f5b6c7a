"""The wall: the room's view on a second screen, and on the session's own where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.commitments import AddCommitment
from facilitator.core.session.phases import AttachMeasurement, NextPhase, ShowResult
from facilitator.core.session.turns import PassTurn
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import measurements_in
from facilitator.ui.kit.dialog import PickScreen
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.session.wall import Large, Wall
from tests.ui.desk import at_desk, begun, to_phase
from tests.ui.measurement.measured import dialogue
from tests.ui.measurement.test_measure_in_session import SHEETS, close_it, to_the_answers
from tests.ui.review.reviewed import half_a_year
from tests.ui.session.test_second_window import FirstWindow, first_window, look, speaker

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

SIZES = [(50, 15), (80, 24), (160, 45)]


def wall(app: FacilitatorApp) -> None:
    """`facilitator wall`."""
    app.navigator.session.show_wall(None)


def asked(desk: Desk) -> str:
    """What stands largest."""
    return desk.app.screen.query_one("#question", Large).text


def waiting(desk: Desk) -> str:
    """What stands where no session is shown; empty: one is."""
    words = desk.app.screen.query_one("#waiting", Large)
    return words.text if words.region else ""


def keys_in_sight(desk: Desk) -> bool:
    return bool(desk.query_one(KeyLine).region)


# On the session's own screen


@pytest.mark.parametrize("size", SIZES)
async def test_a_key_turns_the_session_s_screen_into_the_wall_and_back(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.press("pagedown", "pagedown")
        hints = desk.session.phase.hints
        await desk.press("ctrl+f")
        await desk.wait(37)
        assert not keys_in_sight(desk)
        assert not any(hint[:20] in desk.text for hint in hints)
        assert "F1" not in desk.text
        assert "0:37" not in desk.text
        assert "❯" not in desk.text
        assert asked(desk) == desk.session.phase.prompts[0]
        assert speaker(desk) == "Mette"

        await desk.press("ctrl+f")
        assert keys_in_sight(desk)
        assert "❯" in desk.text


@pytest.mark.parametrize("size", SIZES)
async def test_back_from_the_wall_the_screen_is_as_it_was(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        for _phase in range(5):
            before = desk.rows
            await desk.press("ctrl+f")
            assert desk.rows != before
            await desk.press("ctrl+f")
            assert desk.rows == before
            await desk.press("pagedown")


@pytest.mark.parametrize("size", SIZES)
async def test_on_the_wall_the_keyboard_leads_the_session_and_what_is_typed_is_seen(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.press("pagedown", "pagedown", "ctrl+f")
        await desk.write("få talte")
        assert "❯ få talte" in desk.text
        await desk.press("enter")
        assert "❯" not in desk.text
        assert "få talte" in desk.text
        await desk.press("right")
        assert speaker(desk) == "Jonas"
        await desk.press("space")
        assert not desk.session.running
        await desk.press("pagedown")
        assert asked(desk) == desk.session.phase.prompts[0]


async def test_on_the_wall_what_is_asked_about_a_text_is_seen_until_it_is_answered(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("pagedown", "pagedown", "ctrl+f")
        await desk.enter("Mette talte meget")
        assert "Enter" in desk.text
        assert "❯ Mette talte meget" in desk.text
        await desk.press("enter")

        assert "· Mette talte meget" in desk.text
        assert "Enter" not in desk.text


async def test_the_wall_is_blank_when_the_screen_is_hidden_and_there_when_it_is_back(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("ctrl+f", "f9")
        assert not desk.text.strip()
        await desk.press("f9")
        assert desk.query_one(Wall).region
        assert not keys_in_sight(desk)


async def test_how_to_get_the_wall_is_said_before_the_session_begins(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        assert "facilitator wall" in desk.prose
        assert "Ctrl+F" in desk.prose


# On a second screen


async def test_it_waits_for_a_session_and_begins_when_one_is_led(archive: Path) -> None:
    async with at_desk(archive, wall) as desk:
        assert "når den begynder" in waiting(desk)
        first = await first_window(archive)
        await desk.wait(2)
        await look(desk)
        assert not waiting(desk)
        assert asked(desk) == first._conductor.session.phase.prompts[0]


async def test_a_session_that_was_left_is_not_one_that_is_led(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("ctrl+q")
    async with at_desk(archive, wall) as desk:
        await desk.wait(2)
        assert waiting(desk)


async def test_of_several_it_asks_which(archive: Path) -> None:
    first = await first_window(archive)
    async with at_desk(archive, begun("supervision-60", "Mette, Jonas, Bo")) as desk:
        await desk.press("ctrl+q")
        second = FirstWindow(desk.path, desk.clock)
    async with at_desk(archive, wall) as desk:
        await desk.wait(2)
        assert isinstance(desk.app.screen, PickScreen)
        assert "Check-out" in desk.text
        title = second._conductor.session.note.title
        down = ["down"] * [title in row for row in desk.rows if "Team Nordlys" in row].index(True)
        await desk.press(*down, "enter")
        await look(desk)
        assert asked(desk) == second._conductor.session.phase.prompts[0]
    del first


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_its_last_page_says_what_was_agreed(archive: Path, size: tuple[int, int]) -> None:
    first = await first_window(archive)
    async with at_desk(archive, wall, size=size, clock=first.clock) as desk:
        await desk.wait(2)
        first.do(AddCommitment("Vi ringer [først]", "Mette"))
        await look(desk)
        first.close()
        await look(desk)
        await desk.settle()
        assert waiting(desk) == "Tak for i dag"
        assert "Vi ringer [først]" in desk.text


async def test_it_comes_to_a_calm_end_and_waits_for_the_next(archive: Path) -> None:
    first = await first_window(archive)
    async with at_desk(archive, wall, clock=first.clock) as desk:
        await desk.wait(2)
        await look(desk)
        assert not waiting(desk)
        first.close()
        await look(desk)
        assert waiting(desk) == "Tak for i dag"
        assert "psykologisk tryghed" in desk.text
        assert "Nordlys" not in desk.text
        again = await first_window(archive)
        await desk.wait(2)
        await look(desk)
        assert asked(desk) == again._conductor.session.phase.prompts[0]


async def test_it_shows_what_was_agreed_and_no_board_where_the_phase_has_none(
    archive: Path,
) -> None:
    first = await first_window(archive)
    async with at_desk(archive, wall, clock=first.clock) as desk:
        await desk.wait(2)
        first.do(NextPhase(), AddCommitment("Vi ringer", "Jonas"))
        await look(desk)
        assert "· Vi ringer – Jonas" in desk.text
    supervision = await first_window(archive, "supervision-60")
    async with at_desk(archive, wall, clock=first.clock) as desk:
        await desk.wait(2)
        while supervision._conductor.session.board:
            supervision.do(NextPhase())
        desk.app.pop_screen()
        desk.app.navigator.session.show_wall(supervision.path)
        await look(desk)
        assert not desk.query_one(Wall).board.display


async def test_who_passes_is_not_seen_by_the_room(archive: Path) -> None:
    first = await first_window(archive)
    async with at_desk(archive, wall, clock=first.clock) as desk:
        await desk.wait(2)
        first.do(NextPhase(), NextPhase())
        await look(desk)
        before = desk.text.replace("Mette", "").replace("Jonas", "")
        first.do(PassTurn())
        await look(desk)
        assert speaker(desk) == "Jonas"
        assert "springer" not in desk.text.removeprefix(before)


async def test_that_the_measurement_is_closed_is_told_at_once_and_its_result_when_it_is_shown(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await close_it(desk, SHEETS)
        await desk.press("ctrl+q")
        first = FirstWindow(desk.path, desk.clock)
    async with at_desk(archive, wall, clock=first.clock, size=(100, 40)) as desk:
        await desk.wait(2)
        await look(desk)
        assert asked(desk) == "Målingen er lukket"
        assert "uenig" not in desk.text.lower()
        first.do(ShowResult())
        await look(desk)
        assert "enig" in desk.text.lower()
        first.do(ShowResult(shown=False))
        await look(desk)
        assert "uenig" not in desk.text.lower()


async def test_a_measurement_that_was_closed_elsewhere_is_known_to_the_session(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("measurement", start=False)) as desk:
        await to_the_answers(desk)
        await close_it(desk, SHEETS)
        (measurement,) = measurements_in(Archive(archive)).notes
        desk.conductor.do(AttachMeasurement(measurement.id))
        await desk.settle()
        assert "Enter viser resultatet" not in desk.text
        await desk.press("f9", "f9")  # on any other screen it may have been closed

        assert desk.session.live.measurement_closed


async def test_one_who_speaks_in_no_turn_stands_as_large_as_one_who_has_it(archive: Path) -> None:
    async with at_desk(archive, begun("troika", "Mette, Jonas, Bo"), size=(160, 45)) as desk:
        while desk.session.repetitions < 2:
            desk.conductor.do(NextPhase())
        await desk.press("ctrl+f")
        assert speaker(desk) == "Mette"
        assert "Lytter: Jonas, Bo" in desk.text
        assert "Taler:" not in desk.text


@pytest.mark.parametrize("size", SIZES)
async def test_a_result_that_is_talked_about_leaves_what_is_asked_in_sight(
    archive: Path, size: tuple[int, int]
) -> None:
    half_a_year(archive)
    async with at_desk(archive, dialogue(), size=size) as desk:
        await desk.press("ctrl+f")
        assert desk.session.phase.prompts[0].split("\n")[-1] in desk.text
        assert "0 0 1 5 3" in desk.text


@pytest.mark.parametrize("size", [(50, 15)])
async def test_what_is_said_in_passing_stands_over_no_question_on_a_short_screen(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.press("pagedown", "pagedown")
        desk.app.notify("Der er lukket mere tid op, end der var planlagt.", markup=False)
        await desk.settle()
        assert "Der er lukket mere tid op" in desk.text
        assert desk.session.phase.prompts[0] in desk.text
        assert "1 Hvem talte?" in desk.text


async def test_in_the_round_that_has_no_clock_the_room_sees_whose_turn_it_is(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_phase(desk, "reflecting-round")
        await desk.press("ctrl+f")

        assert speaker(desk) == "Jonas"
        assert "Næste: Søren" in desk.text
        assert "tilbage" not in desk.text


@pytest.mark.parametrize(
    ("guide", "phase", "size"),
    [
        ("peer-sparring", "choose", (80, 24)),
        ("peer-sparring", "advice", (80, 24)),
        ("supervision-60", "check-out", (80, 24)),
        ("retrospective", "decide", (80, 24)),
        ("supervision-60", "response", (50, 15)),
    ],
)
async def test_what_is_asked_is_large_wherever_there_is_room_for_it(
    archive: Path, guide: str, phase: str, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(guide), size=size) as desk:
        await to_phase(desk, phase)
        await desk.press("escape", "ctrl+f")

        assert desk.has_large_letters


async def test_its_letters_are_not_another_size_after_each_keyword(archive: Path) -> None:
    async with at_desk(archive, begun("peer-sparring")) as desk:
        await to_phase(desk, "choose")
        await desk.press("ctrl+f")
        heights = []
        for number in range(5):
            await desk.enter(f"emne {number}")
            heights.append(desk.app.screen.query_one("#question", Large).size.height)

        assert len(set(heights)) == 1
        assert "· emne 4" in desk.text


@pytest.mark.parametrize("size", [*SIZES, (120, 35)])
async def test_in_the_dialogue_every_item_of_the_result_is_on_the_wall(
    archive: Path, size: tuple[int, int]
) -> None:
    half_a_year(archive)
    async with at_desk(archive, dialogue(), size=size) as desk:
        for phase in ("reading", "round", "differences", "choice"):
            await to_phase(desk, phase)
            await desk.press(*["ctrl+f"] * (phase == "reading"))
            for figures in ("2 5 1 1 0", "0 0 1 6 2"):
                if size[0] > 50 or phase == "reading":
                    assert figures in desk.text, phase
            assert "7" in desk.text, phase


@pytest.mark.parametrize("size", [(120, 32), (120, 35), (100, 39), (160, 45)])
async def test_where_rows_are_free_the_room_is_told_what_the_signs_of_a_result_mean(
    archive: Path, size: tuple[int, int]
) -> None:
    half_a_year(archive)
    async with at_desk(archive, dialogue(), size=size) as desk:
        await to_phase(desk, "round")
        await desk.press("ctrl+f")

        assert "▓ Meget uenig" in desk.text
        assert "Lav enighed" in desk.text
        assert "2 5 1 1 0" in desk.text
