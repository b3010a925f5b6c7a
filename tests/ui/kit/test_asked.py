"""What may be too much in a text is asked about before it is saved, wherever it is typed (P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from facilitator.store.archive import Archive
from facilitator.store.measurement.listing import measurements_in
from facilitator.ui.session.screen import SessionScreen
from facilitator.words import set_language
from tests.ui.desk import at_desk, begun
from tests.ui.measurement.measured import door

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

NAMED = "Her nævnes nogen"
PHONE = "Det ligner et telefonnummer"


def keywords(desk: Desk) -> list[str]:
    return [keyword.text for keyword in desk.session.note.questions[0].keywords]


def focused(desk: Desk) -> Input:
    """The line that is written in."""
    assert isinstance(desk.app.focused, Input)
    return desk.app.focused


# The capture line


async def test_the_question_comes_before_saving_and_the_same_enter_keeps_it(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Jonas talte mest")
        assert NAMED in desk.prose
        assert keywords(desk) == []
        assert "talte mest" not in desk.file
        assert desk.row_with("❯").endswith("❯ Jonas talte mest")
        await desk.press("enter")

        assert keywords(desk) == ["Jonas talte mest"]
        assert NAMED not in desk.prose
        assert desk.row_with("❯").endswith("❯")


async def test_other_words_are_asked_about_anew_and_good_ones_are_not(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Jonas talte")
        await desk.write(" mest")
        assert NAMED not in desk.prose, "it was about other words"
        await desk.press("enter")
        assert NAMED in desk.prose
        await desk.press("home", *["delete"] * len("Jonas"))
        await desk.enter("En")

        assert keywords(desk) == ["En talte mest"]


async def test_the_same_words_another_time_are_asked_about_again(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Jonas talte")
        await desk.press("enter")
        await desk.enter("Jonas talte")

        assert NAMED in desk.prose
        assert keywords(desk) == ["Jonas talte"]


async def test_the_question_stands_until_it_is_answered_whatever_else_is_said(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("f4")
        assert "Et minut mere" in desk.prose
        await desk.enter("Jonas talte")
        assert NAMED in desk.prose
        await desk.wait(minutes=3)
        await desk.press("f9", "escape", "2", "pagedown")
        assert NAMED not in desk.prose, "a digit was written"
        await desk.press("backspace")
        assert NAMED in desk.prose
        await desk.press("enter")

        assert keywords(desk) == ["Jonas talte"] or "Jonas talte" in desk.file


async def test_after_a_cpr_number_what_is_left_is_asked_about_too(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Jonas, 010136-4007")
        assert "CPR-nummer er taget ud" in desk.prose
        assert desk.row_with("❯").endswith("❯ Jonas, ••••••-••••")
        await desk.press("enter")
        assert NAMED in desk.prose
        assert keywords(desk) == []
        await desk.press("enter")

        assert keywords(desk) == ["Jonas, ••••••-••••"]


async def test_somebody_who_left_or_came_later_is_somebody_too(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mette, Bo")) as desk:
        await desk.run("session.leave")
        await desk.press("enter")
        await desk.run("session.arrive")
        await desk.enter("Åse")
        for text in ("Mettes idé", "aases ide"):
            await desk.enter(text)
            assert NAMED in desk.prose, text
            await desk.press("enter")

        assert keywords(desk) == ["Mettes idé", "aases ide"]


async def test_people_without_names_make_no_word_a_name(archive: Path) -> None:
    async with at_desk(archive, begun(names="5")) as desk:
        await desk.enter("hver deltager fik ordet")

        assert keywords(desk) == ["hver deltager fik ordet"]


async def test_it_is_asked_in_english_where_english_is_chosen(archive: Path) -> None:
    set_language("en")
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Jonas spoke most")

        assert "This names somebody" in desk.prose
        assert "keep it with Enter" in desk.prose


# The dialogs


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
@pytest.mark.parametrize("field", ["session.purpose", "session.learning_point"])
async def test_a_dialog_asks_too_and_says_what_not_to_write(
    archive: Path, field: str, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun("supervision-60", "Mette, Jonas"), size=size) as desk:
        await desk.run(field)
        assert "Skriv ikke navne eller oplysninger om borgere" in desk.prose
        await desk.enter("Jonas ringer")
        assert NAMED in desk.prose
        assert "Jonas ringer" not in desk.file
        await desk.press("enter")

        assert "Jonas ringer" in desk.file
        assert isinstance(desk.app.screen, SessionScreen)


async def test_a_name_may_stand_where_somebody_is_named_and_a_number_where_one_is_asked_for(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names="Mette, Jonas")) as desk:
        await desk.run("session.arrive")
        await desk.enter("Mette H")
        await desk.run("session.arrive")
        await desk.enter("Bo 20 12 34 56")
        assert PHONE in desk.prose
        await desk.press(*["backspace"] * len(" 20 12 34 56"), "enter")
        await desk.run("session.set_elapsed")
        await desk.press("ctrl+u")
        await desk.enter("3")

        assert [p.name for p in desk.session.live.people] == ["Mette", "Jonas", "Mette H", "Bo"]
        assert isinstance(desk.app.screen, SessionScreen)


@pytest.mark.parametrize("where", [("f5", "enter"), (*["pagedown"] * 5, "enter")])
async def test_words_that_are_changed_are_asked_about_and_words_that_stay_are_not(
    archive: Path, where: tuple[str, ...]
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Jonas talte")
        await desk.press("enter", *where, "enter")
        assert not desk.app.screen.query(Input), "nothing was changed"
        await desk.press("enter")
        await desk.enter(" mest")
        assert NAMED in desk.prose
        assert keywords(desk) == ["Jonas talte"]
        await desk.press("enter")

        assert keywords(desk) == ["Jonas talte mest"]


# Commitments


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_what_is_agreed_on_is_asked_about_line_by_line_and_its_owner_may_be_named(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.run("session.commitment")
        await desk.enter("Jonas ringer")
        assert NAMED in desk.prose
        assert focused(desk).id == "what"
        await desk.press("enter")
        assert focused(desk).id == "owner"
        await desk.enter("Jonas 20 12 34 56")
        assert PHONE in desk.prose
        assert focused(desk).id == "owner"
        await desk.press(*["backspace"] * len(" 20 12 34 56"), "enter", "enter")

        (commitment,) = desk.session.note.commitments
        assert (commitment.what, commitment.owner) == ("Jonas ringer", "Jonas")


async def test_each_line_is_asked_about_once_when_all_is_agreed_at_once(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.commitment")
        await desk.write("Jonas ringer")
        await desk.press("tab")
        await desk.write("20 12 34 56")
        await desk.press("ctrl+s")
        assert (NAMED in desk.prose, focused(desk).id) == (True, "what")
        await desk.press("ctrl+s")
        assert (PHONE in desk.prose, focused(desk).id) == (True, "owner")
        assert not desk.session.note.commitments
        await desk.press("ctrl+s")

        assert desk.session.note.commitments[0].owner == "20 12 34 56"


async def test_what_was_asked_about_in_the_line_is_not_asked_about_in_the_form(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("6")
        await desk.enter("Jonas ringer")
        assert (NAMED in desk.prose, isinstance(desk.app.screen, SessionScreen)) == (True, True)
        await desk.press("enter")
        assert focused(desk).id == "owner"
        await desk.press("enter", "enter")

        assert [c.what for c in desk.session.note.commitments] == ["Jonas ringer"]
        assert desk.row_with("❯").endswith("❯")


# Before a session, and before a measurement


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_the_form_asks_in_the_line_it_is_about_and_enter_begins(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, lambda app: app.navigator.prepare("check-out"), size=size) as desk:
        await desk.write("Mette, Bo")
        await desk.press("up", "ctrl+u")
        await desk.write("Mettes team")
        await desk.press("down", *["down"] * 4)
        await desk.write("Bos plan")
        await desk.press("enter")
        assert (NAMED in desk.prose, focused(desk).id) == (True, "team")
        await desk.press("enter")
        assert (NAMED in desk.prose, focused(desk).id) == (True, "purpose")
        assert desk.navigator.conductor is None
        await desk.press("enter")

        assert desk.session.note.team == "Mettes team"
        assert desk.session.note.purpose == "Bos plan"


async def test_a_team_that_was_here_before_is_not_asked_about_again(archive: Path) -> None:
    async with at_desk(archive, begun(team="Mettes team")) as desk:
        await desk.press(*["pagedown"] * 5, "ctrl+s")
        desk.navigator.prepare("check-out")
        await desk.settle()
        await desk.write("Mette, Bo")
        await desk.press("enter")

        assert desk.session.note.team == "Mettes team"


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_what_is_in_the_way_is_seen_in_every_size(
    archive: Path, size: tuple[int, int]
) -> None:
    def first(app: FacilitatorApp) -> None:
        app.navigator.prepare("check-out", names="Bo, bo")

    async with at_desk(archive, first, size=size) as desk:
        await desk.press("enter")

        assert "her allerede" in desk.prose


async def test_the_label_of_a_measurement_is_asked_about(archive: Path) -> None:
    async with at_desk(archive, door) as desk:
        await desk.press("enter", "tab", "tab")
        await desk.write("APV, ring 20 12 34 56")
        await desk.press("enter")
        assert PHONE in desk.prose
        assert not measurements_in(Archive(archive)).notes
        await desk.press("enter")

        (measurement,) = measurements_in(Archive(archive)).notes
        assert measurement.label == "APV, ring 20 12 34 56"
