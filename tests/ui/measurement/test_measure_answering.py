"""Answering on one machine: one item a screen, and nothing left of it when it is done."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Literal

import pytest

from facilitator.core.measurement.items import ITEMS, LABELS, PREFER_NOT
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import find_answers
from facilitator.ui.measurement.answering import AnswerScreen
from facilitator.ui.measurement.hand_over import HandOver
from facilitator.words import set_language
from tests.ui.desk import at_desk
from tests.ui.measurement.measured import answer, measuring

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.measurement.answers import MeasurementKeeper
    from tests.ui.desk import Desk

SIZES = [(80, 24), (50, 15), (160, 45)]
HOSTILE = "[b]fed[/b] [/] $x {y} \x1b[31mrød\x07\u202e"


def keeper(desk: Desk) -> MeasurementKeeper:
    """Who keeps what has been answered by now."""
    assert desk.navigator.current.measuring
    return desk.navigator.current.measuring


def marked(desk: Desk) -> str:
    """The row of the answer that is chosen."""
    return desk.row_with("▸").strip()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("scale", [5, 7])
@pytest.mark.parametrize("size", SIZES)
async def test_each_item_stands_alone_with_every_answer_and_none_preselected(
    archive: Path, size: tuple[int, int], scale: int, language: str
) -> None:
    set_language("en" if language == "en" else "da")
    async with at_desk(archive, measuring(scale=scale), size=size) as desk:
        await desk.press("enter")
        for item in ITEMS:
            assert item.text.in_language(language) in desk.prose
            labels = [label.in_language(language) for label in LABELS[scale]]  # type: ignore[index]
            for number, label in enumerate(labels, 1):
                assert f"{number}  {label}" in desk.text
            assert f"0  {PREFER_NOT.in_language(language)}" in desk.text
            assert not marked(desk)
            assert "trygt" not in desk.prose
            await desk.press("0", "enter")


async def test_nobody_goes_on_without_choosing_and_not_to_answer_is_one_key(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", "enter")
        assert ITEMS[0].text.da in desk.prose
        assert "Vælg et svar" in desk.prose

        await desk.press("0", "enter")

        assert ITEMS[1].text.da in desk.prose


async def test_arrows_choose_from_either_end_and_digits_beyond_the_scale_do_nothing(
    archive: Path,
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", "6", "7", "8")
        assert not marked(desk)
        await desk.press("up")
        assert marked(desk) == "▸ 0  Ønsker ikke at svare"
        await desk.press("down")
        assert marked(desk) == "▸ 1  Meget uenig"
        await desk.press("down", "down")
        assert marked(desk) == "▸ 3  Hverken enig eller uenig"
        await desk.press("right")
        assert ITEMS[1].text.da in desk.prose


async def test_one_goes_back_and_changes_an_answer_until_it_is_handed_in(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", "1", "enter", "1", "enter", "left", "left")
        assert marked(desk) == "▸ 1  Meget uenig"
        await desk.press("5", *["enter", "4"] * 6, "enter", "enter")
        assert "Et sidste blik" in desk.text
        assert "Enter Aflevér" in desk.rows[-1]
        assert "Meget enig" in desk.row_with("1 Hvis du")
        await desk.press("7", "2", "enter", "enter")
        assert "Uenig" in desk.row_with("7 Når jeg")
        assert keeper(desk).number_answered == 0

        await desk.press("enter")

        assert keeper(desk).answers.responses == ((5, 4, 4, 4, 4, 4, 2),)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [*SIZES, (110, 30)])
async def test_the_last_look_has_every_statement_whole_with_its_answer(
    archive: Path, size: tuple[int, int], language: Literal["da", "en"]
) -> None:
    set_language(language)
    comment = "Jeg er usikker på, om noget kommer ud af det, men jeg er glad for, at vi gør det"
    async with at_desk(archive, measuring(), size=size) as desk:
        await desk.press("enter", *(key for digit in "3313035" for key in (digit, "enter")))
        await desk.enter(comment)
        assert desk.rows[0].endswith("↓") == (size == (50, 15)), "that there is more is told"
        seen = ""
        for _row in range(30):
            seen += desk.prose
            await desk.press("down")
        assert desk.rows[-1].startswith(" Enter")
        for item in ITEMS:
            assert all(word in seen for word in item.text.in_language(language).split())
        assert all(word in seen for word in comment.split())
        assert "…" not in seen.replace("… mere: ↓", "").replace("… more: ↓", "")


async def test_only_enter_hands_in_never_an_arrow(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", *["3", "right"] * 7, "right", "right", "right", "right")

        assert "Et sidste blik" in desk.text
        assert keeper(desk).number_answered == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_warning_stands_where_a_comment_is_written(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, measuring(), size=size) as desk:
        await desk.press("enter", *["3", "enter"] * 7)
        assert "Skriv kun det, du kan stå ved" in desk.prose
        assert "oplysninger om borgere" in desk.prose
        assert "fra 8 svar" in desk.prose


async def test_digits_and_arrows_are_text_in_a_comment_and_an_empty_one_is_left_with_an_arrow(
    archive: Path,
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", *["3", "enter"] * 7, "left")
        assert ITEMS[6].text.da in desk.prose
        await desk.press("enter")
        await desk.write("Vi er 12")
        await desk.press("left", "left", "right", "up", "down", "home")
        await desk.write("0 ")
        await desk.press("enter")
        assert "8 Kommentar: 0 Vi er 12" in desk.text
        await desk.press("left")
        assert "0 Vi er 12" in desk.text


async def test_a_comment_is_text_whatever_is_typed_or_pasted(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", *["3", "enter"] * 7)
        await desk.paste(HOSTILE + "\nnæste linje")
        await desk.write(" [i]skrevet")
        await desk.press("enter")
        assert "[b]fed[/b] [/] $x {y} rød næste linje [i]skrevet" in desk.text
        await desk.press("enter")
        assert keeper(desk).answers.comments == (
            "[b]fed[/b] [/] $x {y} rød næste linje [i]skrevet",
        )
        assert not any(control in desk.text for control in "\x1b\x07\u202e")


async def test_a_cpr_number_in_a_comment_is_taken_out_and_said_before_the_last_look(
    archive: Path,
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", *["3", "enter"] * 7)
        await desk.enter("ring 010136-4007")
        assert "CPR-nummer er taget ud" in desk.prose
        assert "4007" not in desk.text
        await desk.press("enter")
        assert "8 Kommentar: ring ••••••-••••" in desk.text
        await desk.press("enter")
        assert "010136" not in str(keeper(desk).answers)


@pytest.mark.parametrize("size", SIZES)
async def test_a_comment_is_asked_about_once_and_what_to_know_stays_in_view(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, measuring(), size=size) as desk:
        await desk.press("enter", *["3", "enter"] * 7)
        await desk.enter("Hvem gjorde det? Ring 20 12 34 56")
        assert "Det ligner et telefonnummer" in desk.prose
        assert "Skriv kun det, du kan stå ved" in desk.prose
        assert "adskilt fra dine svar" in desk.prose
        await desk.write("!")
        assert "telefonnummer" not in desk.prose
        assert "Skriv kun det, du kan stå ved" in desk.prose
        await desk.press("enter", "enter")
        assert "Et sidste blik" in desk.text
        await desk.press("8", "enter")
        assert "Et sidste blik" in desk.text


async def test_a_comment_that_is_too_long_keeps_the_answers_where_they_are(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", *["3", "enter"] * 7)
        await desk.paste("a" * 1001)
        await desk.press("enter", "enter")
        assert "1000 tegn" in desk.prose
        assert keeper(desk).number_answered == 0
        await desk.press("8", "end", "backspace", "enter", "enter")
        assert keeper(desk).number_answered == 1


async def test_leaving_in_the_middle_asks_and_discards_that_answer_alone(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await answer(desk)
        await desk.press("enter", "5", "enter", "escape")
        assert "Dine svar bliver kasseret" in desk.prose
        await desk.press("enter")
        assert ITEMS[1].text.da in desk.prose
        await desk.press("escape", "down", "enter")
        assert isinstance(desk.app.screen, HandOver)
        assert keeper(desk).answers.responses == ((2, 4, 2, 4, 2, 4, 5),)


async def test_leaving_with_nothing_chosen_needs_no_question(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, HandOver)


async def test_the_next_person_meets_an_empty_form_and_no_way_to_the_one_before(
    archive: Path,
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await answer(desk, "5555555", "noget hemmeligt")
        assert "1 har svaret" in desk.text
        await desk.press("left", "ctrl+z", "pageup", "up")
        assert isinstance(desk.app.screen, HandOver)
        await desk.press("enter", "left", "left", "ctrl+z")
        assert ITEMS[0].text.da in desk.prose
        assert not marked(desk)
        await desk.press(*["0", "enter"] * 7)
        assert "hemmeligt" not in desk.text
        await desk.press("enter")
        assert "Meget enig" not in desk.text


async def test_nothing_of_an_answer_is_left_in_the_program_but_in_the_shuffled_set(
    archive: Path,
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter")
        answering = desk.app.screen
        assert isinstance(answering, AnswerScreen)
        await desk.press("escape")
        await answer(desk, "5151515", "kun mit ord")
        await answer(desk, "2424245")
        await desk.press("enter", "1", "enter", "2", "escape", "down", "enter")

        del answering
        gc.collect()
        kept = keeper(desk).answers
        for found in gc.get_objects():
            assert not (isinstance(found, AnswerScreen) and found._chosen)
            if type(found) in {list, tuple, dict} and found is not kept.comments:
                texts = found.values() if isinstance(found, dict) else found
                own = vars(kept).values()
                if any(isinstance(text, str) and "kun mit ord" in text for text in texts):
                    assert found in list(own)
        assert kept.comments == ("kun mit ord",)
        files = [p for p in archive.parent.rglob("*") if p.is_file()]
        holders = [p for p in files if b"kun mit ord" in p.read_bytes()]
        assert holders == []  # it is there, encrypted
        found_there = find_answers(Archive(archive), kept.id)
        assert found_there
        assert found_there.answers.comments == kept.comments


async def test_f9_blanks_every_step_and_the_question_before_leaving(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("f9")
        assert not desk.text.strip()
        await desk.press("f9")
        assert "Svar for dig selv" in desk.prose or desk.has_large_letters
        await desk.press("enter", "2")
        for step in ("2", *["enter", "3"] * 6, "enter", "enter"):
            await desk.press(step, "f9")
            assert not desk.text.strip()
            await desk.press("1")
            assert "Skjult" in desk.text
            await desk.press("f9")
        assert "Et sidste blik" in desk.text
        await desk.press("escape", "f9")
        assert not desk.text.strip()
        await desk.press("f9")
        assert "Dine svar bliver kasseret" in desk.prose


async def test_another_size_in_the_middle_keeps_the_answers(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter", "4")
        for size in (*SIZES, (20, 5), (80, 24)):
            await desk.resize(*size)
        assert marked(desk) == "▸ 4  Enig"
