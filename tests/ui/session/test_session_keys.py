"""The keys of a session, as the hands learn them once: on an empty line, in a line, anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from facilitator.ui.kit.cover import Blank
from facilitator.ui.kit.fields import CaptureLine
from facilitator.ui.session import capture, keys, screen
from facilitator.words import set_language
from tests.ui.desk import at_desk, begun, person_at, written
from tests.ui.session.own_guide import own_guide

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk


def keywords(desk: Desk, question: int = 1) -> list[str]:
    return [keyword.text for keyword in desk.session.note.questions[question - 1].keywords]


def chosen(desk: Desk) -> str:
    """The digit of the question that is chosen."""
    return desk.row_with("❯").split()[0]


async def in_the_round(desk: Desk) -> None:
    """On to the round of a check-out, where Mette has the word."""
    await desk.press("pagedown", "pagedown")
    assert person_at("Mette") in desk.text


# The capture line


async def test_any_letter_starts_a_keyword_and_enter_saves_it_under_the_chosen_question(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("3", "enter")
        await desk.enter("På tværs, øh: 0 ideer?")

        assert keywords(desk, 3) == ["På tværs, øh: 0 ideer?"]
        assert "På tværs, øh: 0 ideer?" in desk.file
        assert desk.row_with("❯").endswith("❯")


async def test_a_letter_is_shown_without_going_through_the_board_or_the_styles(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(archive, begun()) as desk:
        gone_through: list[object] = []
        for module in (screen, capture, keys):
            monkeypatch.setattr(module, "headings", gone_through.append)
        monkeypatch.setattr(screen.SessionScreen, "update_node_styles", gone_through.append)
        await desk.write("ord")

        assert desk.row_with("❯").endswith("ord")
        assert not gone_through


async def test_the_capture_line_has_the_focus_after_every_dialog(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await in_the_round(desk)
        for key in ("f1", "f5", "f6", "f8", "f9", "ctrl+p", "ctrl+t"):
            await desk.press(key, "escape")
            assert isinstance(desk.app.focused, CaptureLine), key
        for key in ("tab", "shift+tab", "escape", "f2", "f3", "f3", "f4", "f7", "space"):
            await desk.press(key)
            assert isinstance(desk.app.focused, CaptureLine), key
        await desk.enter("stadig her")

        assert keywords(desk) == ["stadig her"]


async def test_enter_on_an_empty_line_or_on_spaces_saves_nothing(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        before = desk.file
        await desk.press("enter")
        await desk.write("x")
        await desk.press("home", "space", "end", "backspace", "enter")

        assert keywords(desk) == []
        assert desk.file == before


async def test_keys_pressed_faster_than_the_program_is_are_done_in_their_order(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        for sign in "hej\r2\rdu\r1\rp2\r":
            desk.app.post_message(events.Key("enter" if sign == "\r" else sign, sign))
        await desk.settle()

        assert keywords(desk, 1) == ["hej", "p2"]
        assert keywords(desk, 2) == ["du"]


# Space


async def test_space_pauses_and_starts_on_an_empty_line(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("space")
        assert not desk.session.running
        assert "Uret er på pause" in desk.text
        await desk.press("space")

        assert desk.session.running


async def test_space_is_a_space_in_a_line_that_has_begun(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("to ord")

        assert desk.session.running
        assert keywords(desk) == ["to ord"]


# Turns


async def test_right_is_done_and_left_is_back_a_turn_on_an_empty_line(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await in_the_round(desk)
        assert "Jonas" in desk.row_with(person_at("Mette"))
        await desk.press("right")
        assert "Søren" in desk.row_with(person_at("Jonas"))
        await desk.press("left")

        assert person_at("Mette") in desk.text


async def test_the_arrows_move_in_a_line_that_has_begun(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await in_the_round(desk)
        await desk.write("ac")
        await desk.press("left")
        await desk.write("b")
        await desk.press("right", "enter")

        assert keywords(desk) == ["abc"]
        assert person_at("Mette") in desk.text


async def test_back_before_the_first_turn_is_refused_in_words(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await in_the_round(desk)
        await desk.press("left")

        assert person_at("Mette") in desk.text
        assert "første" in desk.text


# Questions


async def test_a_digit_and_enter_choose_the_question(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        for digit in "531642":
            await desk.press(digit)
            assert f"Enter: {digit} " in desk.text
            await desk.press("enter")
            assert chosen(desk) == digit
            assert desk.row_with("❯").endswith("❯")

        assert "Enter: " not in desk.text
        assert not any(q.keywords for q in desk.session.note.questions)


@pytest.mark.parametrize("typed", ["3 ud af 5 sagde noget", "10 minutter pause", "2.", "4 "])
async def test_a_digit_with_anything_after_it_is_text_however_slowly_it_is_typed(
    archive: Path, typed: str
) -> None:
    async with at_desk(archive, begun()) as desk:
        for sign in typed:
            await desk.press("space" if sign == " " else sign)
            await desk.wait(seconds=7)
        await desk.press("enter")

        assert keywords(desk) == [typed.strip()]
        assert desk.session.running


async def test_a_digit_that_stands_for_no_question_is_a_keyword(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("9")
        assert "Enter: " not in desk.text
        await desk.press("enter")

        assert keywords(desk) == ["9"]


async def test_digits_are_text_in_a_line_that_has_begun(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("kl. 13")

        assert keywords(desk) == ["kl. 13"]


async def test_up_and_down_choose_the_question_and_go_round(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("down", "down")
        assert chosen(desk) == "3"
        await desk.press("up", "up", "up")
        assert chosen(desk) == "6"
        await desk.press("down")

        assert chosen(desk) == "1"


async def test_a_question_can_be_chosen_after_its_keyword_was_written(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.write("en idé")
        await desk.press("down", "down", "enter")

        assert keywords(desk, 3) == ["en idé"]


# Phases


async def test_page_down_and_page_up_are_the_next_and_the_previous_phase(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        assert "1/5" in desk.rows[0]
        await desk.write("halvt skrevet")
        await desk.press("pagedown")
        assert "2/5" in desk.rows[0]
        assert desk.row_with("❯").endswith("halvt skrevet")
        await desk.press("pageup")

        assert "1/5" in desk.rows[0]


async def test_page_down_after_the_last_phase_is_the_close_and_page_up_comes_back(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press(*["pagedown"] * 4)
        assert "5/5" in desk.rows[0]
        await desk.press("pagedown")
        assert "Hvad bliver gemt?" in desk.text
        await desk.press("pageup")

        assert "5/5" in desk.rows[0]


# F-keys


async def test_f2_is_pas_and_who_passed_is_offered_the_word_again_at_the_end(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names="Mette, Jonas, Bo")) as desk:
        await in_the_round(desk)
        await desk.press("f2")
        assert person_at("Jonas") in desk.text
        await desk.press("right", "right")

        assert person_at("Mette") in desk.text


async def test_a_pas_leaves_no_trace_on_the_screen_or_in_the_note(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mette, Jonas, Bo")) as desk:
        await in_the_round(desk)
        before = desk.text
        await desk.press("f2", "left")
        assert desk.text == before
        await desk.press("f2")
        assert "pas" not in desk.text.lower().replace("f2 pas", "")
        await desk.press(*["pagedown"] * 3, "ctrl+s")

        assert "passed" not in desk.file
        assert "Mette" not in desk.file


async def test_f3_is_a_thinking_pause_without_a_clock_until_it_is_pressed_again(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await in_the_round(desk)
        assert "Ca. 6 minutter tilbage" in desk.text
        await desk.press("f3")
        await desk.wait(minutes=2)
        assert desk.session.live.thinking_since
        assert "minutter tilbage" not in desk.text
        assert " af 6:00" not in desk.text
        assert "Hvad observerede du" not in desk.text
        await desk.press("f3")

        assert "Ca. 4 minutter tilbage" in desk.text


async def test_f4_is_a_minute_more(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await in_the_round(desk)
        await desk.press("f4")

        assert "Ca. 7 minutter tilbage" in desk.text or "af 7 min" in desk.text
        assert desk.session.live_phase.minutes == 7


async def test_f6_is_the_reaction_helper(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("f6")
        for step in ("Lyt", "Anerkend", "Tak"):
            assert step in desk.text
        await desk.press("down", "down", "enter")

        assert "Tak for, at du siger det." in desk.text


async def test_f7_is_the_prompt_in_the_other_language_in_place_until_the_next_phase(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        danish = desk.text
        await desk.press("f7")
        assert "How did this meeting go?" in desk.text
        assert "Hvordan gik dette møde?" not in desk.text
        assert "Who spoke?" in desk.text
        assert "Hvem talte?" not in desk.text
        await desk.press("f7")
        assert desk.text == danish
        await desk.press("f7", "pagedown")

        assert "Hvad lagde du mærke til?" in desk.text


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (50, 15)])
async def test_all_of_the_guide_is_in_one_language_and_all_of_the_program_in_its_own(
    archive: Path, size: tuple[int, int]
) -> None:
    """The headings of the board are the note's, also those that are no question."""
    async with at_desk(archive, begun(), size=size) as desk:
        await in_the_round(desk)
        await desk.press("f7")
        for room in (False, True):
            assert "Who spoke less?" in desk.prose
            assert "Commitments" in desk.prose
            for danish in ("Hvad observerede", "Hvem talte", "Aftaler", "Begynd med dig selv"):
                assert danish not in desk.prose
            assert "Ca. 6 min" in desk.prose
            if not room:
                await desk.press("ctrl+f")
        await desk.press("ctrl+f")
        await desk.write("2")
        assert "Enter: 2 Who spoke less?" in desk.prose


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_what_a_guide_opens_with_is_in_the_other_language_on_the_screen_and_for_the_room(
    archive: Path, size: tuple[int, int]
) -> None:
    own_guide(archive, checklist=["Er døren lukket?"])
    own_guide(archive, language="en", title="Ours", checklist=["Is the door closed?"])
    async with at_desk(archive, begun("egen", start=False), size=size) as desk:
        await desk.press("f7")
        for _view in ("the screen", "the room's"):
            for english in ("Is the door closed?", "No superheroes"):
                assert english in desk.prose
            for danish in ("Vores egen", "Er døren lukket?", "Ingen superhelte"):
                assert danish not in desk.prose
            assert "Før vi begynder" in desk.prose
            await desk.press("ctrl+f")
        await desk.press("f7")
        assert "Er døren lukket?" in desk.prose


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (50, 15)])
async def test_what_will_stand_in_the_note_is_in_its_language_whatever_the_program_speaks(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.press("ctrl+a")
        await desk.enter("Vi ses")
        await desk.press("ctrl+s")
        set_language("en")
        desk.app.screen.show_words()  # type: ignore[attr-defined]
        await in_the_round(desk)
        assert "Aftaler, højst 1" in desk.prose
        assert "About 6 min" in desk.prose
        for _view in range(2):
            await desk.press("ctrl+f")
            assert "Commitments" not in desk.prose
        await desk.run("session.close")
        assert "Also kept" in desk.prose
        assert "Aftaler" in desk.prose
        assert "Commitments" not in desk.prose
        assert "keep" in desk.row_with("Vi ses")


async def test_the_prompt_in_the_other_language_has_the_words_of_the_archive(
    archive: Path,
) -> None:
    written(archive / "archive.toml", 'schema = 1\ncitizen = "beboer"\n')
    async with at_desk(archive, begun("supervision-60")) as desk:
        assert "Ingen navne på beboere." in desk.text
        await desk.press("f7")

        assert "residents" in desk.text
        assert "{" not in desk.text


async def test_f9_blanks_the_screen_and_no_key_does_anything_to_what_is_under_it(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await in_the_round(desk)
        await desk.write("halv")
        before, on_disk = desk.text, desk.file
        for key in ("space", "right", "enter", "pagedown", "f2", "f4", "ctrl+z", "ctrl+p", "f1",
                    "ctrl+t", "tab", "ctrl+s"):  # fmt: skip
            await desk.press("f9")
            assert not desk.text.strip()
            await desk.press(key)
            assert isinstance(desk.app.screen, Blank), key
            await desk.press("escape")
            assert desk.text == before, key
        await desk.press("f9")
        await desk.click(5, 5)
        await desk.press("f9")

        assert desk.text == before
        assert desk.file == on_disk


async def test_ctrl_z_and_ctrl_y_undo_and_redo_from_anywhere(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await in_the_round(desk)
        await desk.enter("et stikord")
        await desk.press("right")
        await desk.write("halvt")
        await desk.press("ctrl+z")
        assert person_at("Mette") in desk.text
        await desk.press("ctrl+z")
        assert keywords(desk) == []
        assert "et stikord" not in desk.file
        await desk.press("ctrl+y", "ctrl+y")

        assert keywords(desk) == ["et stikord"]
        assert person_at("Jonas") in desk.text
        assert desk.row_with("❯").endswith("❯ halvt")


async def test_undo_with_nothing_to_undo_says_so(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        await desk.press("ctrl+z")
        assert "fortryde" in desk.text
        await desk.press("ctrl+y")

        assert "gentage" in desk.text


async def test_ctrl_t_is_the_card_on_psychological_safety(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("ctrl+t")
        assert "Hvad er psykologisk tryghed?" in desk.text
        assert "interpersonelle risici" in desk.prose
        await desk.press("escape")

        assert "Hvordan gik dette møde?" in desk.text


async def test_ctrl_q_leaves_a_session_that_can_be_continued(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("et stikord")
        session = desk.session.note.id
        await desk.press("ctrl+q")

        assert desk.app._exit
        assert desk.app.left_running == session
        assert "[live]" in desk.file


async def test_everything_is_in_english_where_english_is_chosen(archive: Path) -> None:
    set_language("en")
    async with at_desk(archive, begun()) as desk:
        await desk.press("pagedown", "pagedown")
        for words in ("Now: Mette", "About 6 minutes left", "What did you observe", "Done"):
            assert words in desk.text
        await desk.press("f7")

        assert "Hvad observerede du på mødet?" in desk.text


# The mouse


async def test_a_click_on_the_key_line_does_what_the_key_does(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        row = desk.rows[-1]
        await desk.click(row.index("F5") + 1, 44)
        assert "Tavlen" in desk.text
        await desk.press("escape")
        await desk.click(row.index("F1 ") + 1, 44)

        assert "Hvad vil du gøre?" in desk.text


async def test_two_quick_clicks_leave_one_dialog_and_not_what_is_under_it(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("f6")
        dialog = desk.app.screen
        dialog.dismiss(None)
        dialog.dismiss(None)
        await desk.settle()

        assert "Hvordan gik dette møde?" in desk.text
