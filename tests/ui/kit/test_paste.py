"""A paste that no terminal marked is told from what is typed, and is one text."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.message import Message

from facilitator.ui.kit.fields import CaptureLine
from facilitator.ui.kit.paste import GAP, LEAST
from tests.ui.desk import at_desk, begun
from tests.ui.kit.test_blank import preparing
from tests.ui.measurement.measured import measuring
from tests.ui.session.test_session_keys import keywords

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

BREAKS = {"\r": "enter", "\t": "tab", "\n": "ctrl+j", "\x7f": "backspace"}
TEXT = "3 ud af 5 sagde noget\r  10 minutter pause\r\r2\r"


async def arrive(desk: Desk, text: str, *, apart: float = 0) -> None:
    """Keys as the terminal's thread hands them on, so many seconds between two."""
    await asyncio.sleep(2 * GAP)  # what was pressed before is no part of it
    moment = Message().time - len(text) * apart
    for number, sign in enumerate(text):
        named = BREAKS.get(sign) or (sign if sign.isalnum() else _character_to_key(sign))
        key = events.Key(named, sign)
        key.time = moment + number * apart
        desk.app.post_message(key)
    await desk.settle()


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\r", "\n"), TEXT.replace("\r", "\r\n")])
async def test_a_paste_is_so_many_keywords_under_one_question_and_no_key_of_it_a_command(
    archive: Path, text: str, *, marked: bool
) -> None:
    async with at_desk(archive, begun()) as desk:
        await (desk.paste(text) if marked else arrive(desk, text))

        assert keywords(desk) == ["3 ud af 5 sagde noget", "10 minutter pause", "2"]
        assert desk.session.running


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", " \n \n", ""])
@pytest.mark.parametrize("text", ["få talte", "7", "\n få talte", "سلام", "Jonas talte mest"])
async def test_one_pasted_line_waits_for_enter_though_its_end_was_copied_with_it(
    archive: Path, text: str, end: str
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.paste(text + end)
        assert keywords(desk) == []
        assert desk.query_one(CaptureLine).value.strip() == text.strip()
        await desk.press("enter", "enter")

        assert keywords(desk) == [text.strip()]


async def test_one_pasted_line_of_a_dialog_waits_for_enter_too(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await desk.run("session.purpose")
        await desk.paste("ro på\n")
        assert desk.session.note.purpose is None
        await desk.press("enter")
        assert desk.session.note.purpose == "ro på"


async def test_the_rest_of_a_paste_that_comes_later_is_apart_from_what_came_first(
    archive: Path,
) -> None:
    async with at_desk(archive, preparing) as desk:
        await desk.press("down")
        await arrive(desk, "Mette Sol\rJonas Vind\r")
        await arrive(desk, "Søren Sø\rÅse Å\rBo Bi")
        await desk.press("ctrl+s")

        people = [person.name for person in desk.session.live.people]
        assert people == ["Mette Sol", "Jonas Vind", "Søren Sø", "Åse Å", "Bo Bi"]


async def test_enter_and_names_typed_as_fast_as_they_come_are_enter_and_names(
    archive: Path,
) -> None:
    async with at_desk(archive, preparing) as desk:
        await arrive(desk, "\rMette, Jonas, Søren og Åse")
        await desk.press("ctrl+s")

        assert [person.name for person in desk.session.live.people][:2] == ["Mette", "Jonas"]


async def test_what_is_typed_is_no_paste_however_late_it_is_seen(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await arrive(desk, "en linje af ord\rog en til af ord\r", apart=GAP * 1.5)

        assert keywords(desk) == ["en linje af ord", "og en til af ord"]


async def test_what_has_a_key_in_it_that_no_paste_holds_was_typed(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await arrive(desk, "en linje af ordd\x7f\rog en til af ord\rog mere\r")

        assert keywords(desk) == ["en linje af ord", "og en til af ord", "og mere"]


async def test_a_line_and_enter_are_a_line_and_enter_as_fast_as_they_come(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await arrive(desk, "x" * LEAST + "\r")

        assert keywords(desk) == ["x" * LEAST]


@pytest.mark.parametrize("marked", [True, False])
async def test_a_list_of_names_pasted_into_the_form_is_so_many_people(
    archive: Path, marked: bool
) -> None:
    names = "Mette Sol\rJonas Vind\rSøren Sø\r"
    async with at_desk(archive, preparing) as desk:
        await desk.press("down")
        await (desk.paste(names) if marked else arrive(desk, names))
        await desk.press("ctrl+s")

        people = [person.name for person in desk.session.live.people]
        assert people == ["Mette Sol", "Jonas Vind", "Søren Sø"]


async def test_a_row_of_keys_where_every_line_is_one_of_its_own_is_typed(archive: Path) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("f5")
        await arrive(desk, "2424245\r1424245\r3424245\r")
        measurement = desk.navigator.current.measuring
        assert measurement
        assert measurement.number_answered == 3


async def test_a_paste_where_no_line_is_does_nothing(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        assert desk.query_one(CaptureLine).disabled
        await arrive(desk, " 3 ud af fem, og så en pause\r")

        assert desk.session.running


async def test_a_line_break_that_a_busy_machine_hands_on_by_itself_still_ends_its_line(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await arrive(desk, "en første linje ord")
        await arrive(desk, "\n")
        await arrive(desk, "og en linje til ord\n")

        assert keywords(desk) == ["en første linje ord", "og en linje til ord"]


@pytest.mark.parametrize("marked", [True, False])
async def test_a_line_that_is_asked_about_is_not_run_together_with_the_next_of_the_paste(
    archive: Path, *, marked: bool
) -> None:
    text = "Jonas talte meget\randen linje her\rtredje linje"
    async with at_desk(archive, begun()) as desk:
        await (desk.paste(text) if marked else arrive(desk, text))

        assert keywords(desk) == []
        assert desk.query_one(CaptureLine).value == "Jonas talte meget anden linje her tredje linje"
        assert desk.session.running


@pytest.mark.parametrize("marked", [True, False])
async def test_a_line_that_is_refused_is_not_run_together_with_the_next_of_the_paste(
    archive: Path, *, marked: bool
) -> None:
    text = "få talte meget\r#tillid\randen linje her"
    async with at_desk(archive, begun()) as desk:
        await (desk.paste(text) if marked else arrive(desk, text))

        assert keywords(desk) == ["få talte meget"]
        assert desk.query_one(CaptureLine).value == "#tillid anden linje her"


@pytest.mark.parametrize("before", ["\r", " \r", "\r\n\r\n", " "])
async def test_what_was_typed_is_not_run_together_with_a_paste_that_begins_with_space(
    archive: Path, before: str
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.write("få talte")
        await desk.paste(f"{before}meget længe\randen linje\r")

        assert keywords(desk) == ["få talte meget længe", "anden linje"]


@pytest.mark.parametrize("marked", [True, False])
async def test_a_last_line_without_its_end_stays_to_be_gone_on_with(
    archive: Path, *, marked: bool
) -> None:
    text = "få talte meget\r\rto ventede på"
    async with at_desk(archive, begun()) as desk:
        await (desk.paste(text) if marked else arrive(desk, text))
        assert desk.query_one(CaptureLine).value == "to ventede på"
        await desk.enter(" ordet")

        assert keywords(desk) == ["få talte meget", "to ventede på ordet"]


@pytest.mark.parametrize("marked", [True, False])
async def test_lines_under_the_commitments_are_one_since_each_would_open_its_form(
    archive: Path, *, marked: bool
) -> None:
    text = "Vi begynder med en runde\rog holder den kort\r"
    async with at_desk(archive, begun()) as desk:
        await desk.enter("6")
        await (desk.paste(text) if marked else arrive(desk, text))
        line = desk.query_one(CaptureLine).value

        assert line.strip() == "Vi begynder med en runde og holder den kort"
        assert not desk.session.note.commitments


async def test_enter_twice_at_once_keeps_what_is_asked_about(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.write("Jonas talte")
        await arrive(desk, "\r\r")
        assert keywords(desk) == ["Jonas talte"]
