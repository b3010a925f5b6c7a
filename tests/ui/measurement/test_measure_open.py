"""A measurement while it is open: begun, handed over, gone on with, left, closed."""

from __future__ import annotations

import os
import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper, number_answered
from facilitator.store.measurement.notes import measurements_in
from facilitator.store.paths import answers_folder
from facilitator.ui.home import HomeScreen
from facilitator.ui.kit.line import Line
from facilitator.ui.measurement.hand_over import HandOver
from facilitator.ui.measurement.result import ResultScreen
from facilitator.words import set_language
from tests.core.measurement.measures import TODAY, A
from tests.ui.desk import at_desk, begun
from tests.ui.measurement.measured import NINE, TEAM, answer, choose, door, kept, measuring

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.measurement.note import Measurement
    from facilitator.store.session_file import NotSaved
    from tests.ui.desk import Desk

FIVE_SHEETS = ["2424245", "1514155", "3323344", "2433244", "4232433"]


def only(archive: Path) -> Measurement:
    """The one measurement of the archive, as its note has it."""
    (one,) = measurements_in(Archive(archive)).notes
    return one


async def type_sheets(desk: Desk, sheets: list[str]) -> None:
    await desk.press("f5")
    for sheet in sheets:
        await desk.enter(sheet)
    await desk.press("escape")


async def test_the_form_opens_a_measurement_and_locks_its_scale(archive: Path) -> None:
    async with at_desk(archive, door) as desk:
        await choose(desk, "Ny måling")
        await desk.press("ctrl+u")
        await desk.write("Team Nordlys")
        await desk.press("tab", "right", "tab")
        await desk.write("APV 2026")
        await desk.press("tab")
        await desk.write("9")
        await desk.press("enter")
        assert "0 af 9 har svaret" in desk.text
        assert "APV 2026" in desk.rows[0]
        found = only(archive)
        assert (found.team, found.scale, found.label, found.expected) == (TEAM, 7, "APV 2026", 9)
        assert found.is_open


@pytest.mark.parametrize("wrong", ["ni", "0", "1001", "-3"])
async def test_a_number_that_cannot_be_is_refused_in_the_form(archive: Path, wrong: str) -> None:
    async with at_desk(archive, door) as desk:
        await choose(desk, "Ny måling")
        await desk.write("Nord")
        await desk.press("tab", "tab", "tab")
        await desk.write(wrong)
        await desk.press("enter")
        assert desk.navigator.current.measuring is None
        assert "Nord" in desk.text
        assert not desk.notes


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_what_anonymous_means_is_said_whole_before_each_person(
    archive: Path, size: tuple[int, int], language: str
) -> None:
    set_language("en" if language == "en" else "da")
    async with at_desk(archive, measuring(), size=size) as desk:
        words = {
            "da": ("fra 5 svar", "Nogle kan måske gætte", "Lederen svarer ikke"),
            "en": ("from 5 answers", "Some may be able to guess", "The leader does not answer"),
        }
        for text in words[language]:
            assert text in desk.prose
        assert {"da": "F8 Luk", "en": "F8 Close"}[language] in desk.text


async def test_while_open_only_the_count_is_told(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await answer(desk, "5151515", "noget")
        assert "1 har svaret" in desk.text
        assert not any(words in desk.text for words in ("noget", "enig", "Indeks"))
        await type_sheets(desk, FIVE_SHEETS)
        assert "6 har svaret" in desk.text
        assert "Indeks" not in desk.text


async def test_when_all_who_are_expected_have_answered_it_says_so(archive: Path) -> None:
    async with at_desk(archive, measuring(expected=2)) as desk:
        await answer(desk)
        assert "Alle har svaret" not in desk.prose
        await desk.resize(50, 15)
        assert "Giv tastaturet videre" in desk.prose
        await answer(desk)
        assert "Alle har svaret" in desk.prose
        await answer(desk)
        assert "3 har svaret, og 2 var ventet" in desk.prose


# Sheets of paper


async def test_sheets_are_typed_one_after_the_other_as_fast_as_fingers_can(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("f5")
        for sheet in FIVE_SHEETS:
            for key in (*sheet, "enter"):
                await desk._send(key)
        await desk.settle()
        assert "5 har svaret" in desk.prose
        beside = desk.app.screen_stack[-2].query_one("#place", Line).text
        assert "5 har svaret" in beside
        await desk.press("escape")
        assert desk.navigator.current.measuring
        rows = {
            "".join(map(str, row)) for row in desk.navigator.current.measuring.answers.responses
        }
        assert rows == set(FIVE_SHEETS)


async def test_no_answer_on_a_sheet_is_a_nought_or_a_dash(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await type_sheets(desk, ["0 4 2-245"])
        assert desk.navigator.current.measuring
        assert desk.navigator.current.measuring.answers.responses == ((None, 4, 2, None, 2, 4, 5),)


@pytest.mark.parametrize("wrong", ["", "242424", "24242455", "242424x", "2424246", "2424248"])
async def test_a_sheet_that_cannot_be_is_refused_and_stays_to_be_put_right(
    archive: Path, wrong: str
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("f5")
        await desk.enter(wrong)
        assert "0 har svaret" in desk.prose
        assert wrong in desk.text
        assert "syv cifre: ét for hvert" in desk.prose or "et tal fra 1 til 5" in desk.prose
        await desk.press(*["backspace"] * len(wrong))
        await desk.enter("2424245")
        assert "1 har svaret" in desk.prose


# Left and gone on with


async def test_home_shows_an_open_measurement_before_a_running_session(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        desk.navigator.leave(desk.navigator.go_home)
        await desk.settle()
        desk.navigator.measurement.begin(TEAM, 5, "APV 2026", None)
        await desk.settle()
        await answer(desk)
        await desk.press("escape")
        first, second = desk.app.screen.query_one("OptionList").options[:2]  # type: ignore[attr-defined]
        assert "Fortsæt måling: Team Nordlys · APV 2026" in str(first.prompt)
        assert "Check-out" in str(second.prompt)
        await desk.press("home", "enter")
        assert isinstance(desk.app.screen, HandOver)
        assert "1 har svaret" in desk.text


async def test_the_door_goes_on_with_an_open_measurement(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await answer(desk)
        await desk.press("escape")
    async with at_desk(archive, door) as desk:
        await choose(desk, "Team Nordlys · APV 2026")
        assert "1 har svaret" in desk.text


async def test_a_second_terminal_is_told_where_to_answer(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("escape")
    elsewhere = MeasurementKeeper.resume(Archive(archive), archive / TEAM / only_file(archive))
    async with at_desk(archive) as desk:
        await desk.press("home", "enter")
        assert "åben i et andet vindue" in desk.prose
        assert isinstance(desk.app.screen, HomeScreen)
        elsewhere.release()
        await desk.press("enter")
        assert isinstance(desk.app.screen, HandOver)


def only_file(archive: Path) -> str:
    (path,) = archive.glob("*/*.toml")
    return path.name


@pytest.mark.parametrize("place", ["between", "answering"])
async def test_ctrl_q_lets_go_of_the_measurement_and_asks_where_an_answer_is_lost(
    archive: Path, place: str
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await answer(desk)
        if place == "answering":
            await desk.press("enter", "4", "ctrl+q")
            assert "Nogen er ved at svare" in desk.prose
            await desk.press("enter")
            assert desk.row_with("▸")
            await desk.press("ctrl+q", "down", "enter")
        else:
            await desk.press("ctrl+q")
        assert desk.app.return_code == 0
        MeasurementKeeper.resume(Archive(archive), archive / TEAM / only_file(archive)).release()


async def test_an_answer_that_was_not_saved_is_tried_again_though_nobody_else_answers(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.ui.measurement.hand_over.TRY_AGAIN_AFTER", 0.05)
    async with at_desk(archive, measuring()) as desk:
        with monkeypatch.context() as disk:
            disk.setattr("os.replace", full)
            await answer(desk)
            assert "Ikke gemt" in desk.prose
        await desk.until(lambda: "Nu er det gemt" in desk.prose)
        assert number_answered(Archive(archive), only(archive)) == 1


def full(*_arguments: object, **_named: object) -> None:
    raise OSError(28, os.strerror(28))


async def test_answers_that_are_not_saved_are_told_of_before_one_leaves(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(archive, measuring()) as desk:
        with monkeypatch.context() as disk:
            disk.setattr("os.replace", full)
            await answer(desk)
            assert "Ikke gemt" in desk.prose
            assert "1 har svaret" in desk.text
            await desk.press("escape")
            assert "Ikke gemt" in desk.prose
            await desk.press("enter")
            assert isinstance(desk.app.screen, HandOver)
        await desk.press("escape")
        assert isinstance(desk.app.screen, HomeScreen)
        await desk.press("home", "enter")
        assert "1 har svaret" in desk.text


async def left_for_weeks(archive: Path) -> None:
    """An open measurement that nobody has answered for twenty days."""
    async with at_desk(archive, measuring()) as desk:
        await type_sheets(desk, FIVE_SHEETS)
        await desk.press("escape")
        moment = (desk.app.workspace.clock.now() - timedelta(days=20)).timestamp()
    for file in answers_folder().iterdir():
        os.utime(file, (moment, moment))


@pytest.mark.parametrize("choice", ["leave", "close", "delete"])
async def test_one_that_nobody_has_answered_for_two_weeks_is_offered_for_closing_or_deleting(
    archive: Path, choice: str
) -> None:
    await left_for_weeks(archive)
    async with at_desk(archive) as desk:
        await desk.press("home", "enter")
        assert "Ingen har svaret siden" in desk.prose
        if choice == "leave":
            await desk.press("enter")
            assert isinstance(desk.app.screen, HandOver)
        elif choice == "close":
            await desk.press("down", "enter", "down", "enter")
            await desk.written()
            assert isinstance(desk.app.screen, ResultScreen)
        else:
            await desk.press("down", "down", "enter", "down", "enter")
            await desk.written()
            assert isinstance(desk.app.screen, HomeScreen)
            assert not list(answers_folder().iterdir())
            assert not measurements_in(Archive(archive)).files


# Asked before another is opened


async def test_a_new_one_is_asked_about_while_the_last_result_has_had_no_dialogue(
    archive: Path,
) -> None:
    kept(archive, A, day=TODAY - timedelta(days=100))
    async with at_desk(archive, door) as desk:
        await choose(desk, "Ny måling")
        assert TEAM in desk.text  # it is offered
        await desk.press("ctrl+s")
        assert "ikke talt om det seneste resultat" in desk.prose
        await desk.press("escape")
        assert desk.navigator.current.measuring is None
        await desk.press("ctrl+s", "down", "enter")
        assert desk.navigator.current.measuring


async def test_after_the_dialogue_another_team_or_a_withheld_result_there_is_no_question(
    archive: Path,
) -> None:
    kept(archive, A, day=TODAY - timedelta(days=100), team="Team Syd")
    kept(archive, A[:4], day=TODAY - timedelta(days=100), number=2)
    async with at_desk(archive, measuring()) as desk:
        assert desk.navigator.current.measuring
        desk.navigator.leave(desk.navigator.go_home)
        await desk.settle()


async def test_a_dialogue_that_was_held_answers_the_question(archive: Path) -> None:
    kept(archive, A, day=TODAY - timedelta(days=100))
    async with at_desk(archive, begun("measurement-dialogue")) as desk:
        desk.navigator.leave(desk.navigator.go_home)
        await desk.settle()
        desk.navigator.measurement.begin("TEAM NORDLYS", 5, "", None)
        await desk.settle()
        assert isinstance(desk.app.screen, HandOver)


async def test_a_new_one_is_asked_about_when_the_team_was_just_measured_or_has_one_open(
    archive: Path,
) -> None:
    kept(archive, A, day=date(2026, 2, 20))
    async with at_desk(archive, measuring()) as desk:
        assert "under fire uger siden" in desk.prose
        await desk.press("down", "enter", "escape")
        desk.navigator.measurement.begin(TEAM, 5, "", None)
        await desk.settle()
        assert "stadig er åben" in desk.prose


# The close


async def test_closing_asks_first_and_under_the_limit_says_what_is_missing_before_and_after(
    archive: Path,
) -> None:
    async with at_desk(archive, measuring()) as desk:
        for row in FIVE_SHEETS[:4]:
            await answer(desk, row)
        await desk.press("f8")
        why = "4 har svaret. Resultatet vises fra 5 svar."
        assert "kan ikke åbnes igen" in desk.prose
        assert why in desk.prose
        await desk.press("enter")
        assert only(archive).is_open
        await desk.press("f8", "escape")
        assert only(archive).is_open
        await desk.press("f8", "down", "enter")
        await desk.written()
        assert isinstance(desk.app.screen, ResultScreen)
        assert why in desk.prose
        assert only(archive).figures is None


async def test_the_result_opens_after_the_close_and_the_answers_are_gone(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await type_sheets(desk, ["".join(map(str, row)) for row in NINE])
        assert list(answers_folder().iterdir())
        await desk.press("f8")
        assert "De enkelte svar" in desk.prose
        await desk.press("down", "enter")
        await desk.written()
        assert isinstance(desk.app.screen, ResultScreen)
        assert "Indeks" in desk.text
        assert only(archive).full_figures
        assert list(answers_folder().iterdir()) == []
        assert desk.navigator.current.measuring is None
        await desk.press("escape")
        assert "Fortsæt måling" not in desk.text


@pytest.mark.parametrize("choice", ["leave", "throw away"])
async def test_beside_the_result_of_the_same_people_it_is_not_closed_and_which_is_named(
    archive: Path, choice: str
) -> None:
    kept(archive, NINE, team="Huset", day=TODAY - timedelta(days=5), number=7)
    async with at_desk(archive, measuring()) as desk:
        await type_sheets(desk, ["".join(map(str, row)) for row in NINE[3:]])
        await desk.press("f8")
        assert "kan ikke lukkes" in desk.prose
        assert "Huset, 26. februar 2026" in desk.prose
        if choice == "leave":
            await desk.press("enter")
            assert isinstance(desk.app.screen, HandOver)
            assert "6 har svaret" in desk.text
            assert list(answers_folder().iterdir())
            return
        await desk.press("down", "enter")
        await desk.written()
        assert isinstance(desk.app.screen, HomeScreen)
        assert "Målingen og dens svar er slettet" in desk.prose
        assert [m.team for m in measurements_in(Archive(archive)).notes] == ["Huset"]
        assert list(answers_folder().iterdir()) == []


async def test_a_close_that_cannot_be_written_leaves_it_open(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await type_sheets(desk, FIVE_SHEETS)
        with monkeypatch.context() as disk:
            disk.setattr("os.replace", full)
            await desk.press("f8", "down", "enter")
            await desk.written()
            assert "Ikke gemt" in desk.prose
            assert isinstance(desk.app.screen, HandOver)
        await desk.press("f8", "down", "enter")
        await desk.written()
        assert isinstance(desk.app.screen, ResultScreen)


async def test_what_is_read_for_a_close_does_not_come_between_while_it_is_deleted(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, throw_away = MeasurementKeeper.preview, MeasurementKeeper.throw_away
    is_read, is_deleted = threading.Event(), threading.Event()

    def slow_preview(keeper: MeasurementKeeper, today: date) -> object:
        assert is_read.wait(60)
        return preview(keeper, today)

    def slowly_thrown_away(keeper: MeasurementKeeper) -> NotSaved | None:
        assert is_deleted.wait(60)
        return throw_away(keeper)

    monkeypatch.setattr(MeasurementKeeper, "preview", slow_preview)
    monkeypatch.setattr(MeasurementKeeper, "throw_away", slowly_thrown_away)
    async with at_desk(archive, measuring()) as desk:
        await type_sheets(desk, FIVE_SHEETS)
        desk.holds_reading = True
        await desk.press("f8")  # close it: what would come of it is read
        hand_over = desk.app.screen
        assert isinstance(hand_over, HandOver)
        hand_over._delete()  # as is offered after two weeks
        await desk.settle()
        await desk.press("down", "enter")
        is_read.set()
        await desk.until(lambda: [w.group for w in desk.app.workers if w.is_running] == ["end"])
        assert desk.app.screen is hand_over
        assert not hand_over.check_action("begin", ()), "it is being deleted"
        is_deleted.set()
        desk.holds_reading = False
        await desk.written()
        assert isinstance(desk.app.screen, HomeScreen)
        assert list(answers_folder().iterdir()) == []


async def test_two_hundred_answers_leave_every_key_at_once(archive: Path) -> None:
    from time import process_time

    async with at_desk(archive, measuring()) as desk:
        keeper = desk.navigator.current.measuring
        assert keeper
        for number in range(200):
            keeper.answers = keeper.answers.model_copy(
                update={
                    "responses": (
                        *keeper.answers.responses,
                        tuple((number + item) % 5 + 1 for item in range(7)),
                    )
                }
            )
        began = process_time()
        await answer(desk)
        assert "201 har svaret" in desk.text
        assert process_time() - began < 10  # seventeen keys, and one save
