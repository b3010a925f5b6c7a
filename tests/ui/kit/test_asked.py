"""What may be too much in a text is asked about before it is saved, wherever it is typed (P9)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import measurements_in
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

        assert "“Jonas”: this names somebody" in desk.prose
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
        await desk.press("6", "enter")
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
    async with at_desk(
        archive, lambda app: app.navigator.session.prepare("check-out"), size=size
    ) as desk:
        await desk.press("down")
        await desk.write("Mette, Bo")
        await desk.press("up", "ctrl+u")
        await desk.enter("Mettes team")
        assert (NAMED in desk.prose, focused(desk).id) == (True, "team")
        await desk.press("enter", *["down"] * 4)
        await desk.enter("Bos plan")
        assert (NAMED in desk.prose, focused(desk).id) == (True, "purpose")
        assert desk.navigator.current.conductor is None
        await desk.press("enter")

        assert desk.session.note.team == "Mettes team"
        assert desk.session.note.purpose == "Bos plan"


async def test_a_team_that_was_here_before_is_not_asked_about_again(archive: Path) -> None:
    async with at_desk(archive, begun(team="Mettes team")) as desk:
        await desk.press(*["pagedown"] * 5, "ctrl+s")
        desk.navigator.session.prepare("check-out")
        await desk.settle()
        await desk.press("down")
        await desk.write("Mette, Bo")
        await desk.press("ctrl+s")

        assert desk.session.note.team == "Mettes team"


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_what_is_in_the_way_is_seen_in_every_size(
    archive: Path, size: tuple[int, int]
) -> None:
    def first(app: FacilitatorApp) -> None:
        app.navigator.session.prepare("check-out", names="Bo, bo")

    async with at_desk(archive, first, size=size) as desk:
        await desk.press("ctrl+s")

        assert "her allerede" in desk.prose


async def test_the_label_of_a_measurement_is_asked_about(archive: Path) -> None:
    async with at_desk(archive, door) as desk:
        await desk.press("enter", "tab", "tab")
        await desk.write("APV, ring 20 12 34 56")
        await desk.press("ctrl+s")
        assert PHONE in desk.prose
        assert not measurements_in(Archive(archive)).notes
        await desk.press("ctrl+s")

        (measurement,) = measurements_in(Archive(archive)).notes
        assert measurement.label == "APV, ring 20 12 34 56"


# What was kept, at the close


ASKED_AT_CLOSE = "Her nævnes en, der deltager"


async def to_the_close(desk: Desk) -> None:
    await desk.run("session.close")
    assert "Hvad bliver gemt?" in desk.text


@pytest.mark.parametrize(
    ("name", "text"),
    [("Hans", "vi hørte hans side af sagen"), ("Maj", "mere ro i maj"), ("Liv", "et liv i ro"),
     ("Jonas", "Jonas talte mest"), ("Bo", "tak til Bo"), ("Mette", "det var Ingas idé")],
)  # fmt: skip
async def test_what_was_kept_knowingly_is_in_the_note_as_it_was_written(
    archive: Path, name: str, text: str
) -> None:
    async with at_desk(archive, begun(names=f"Ali, {name}")) as desk:
        await desk.enter(text)
        assert keywords(desk) == []
        await desk.press("enter")
        await to_the_close(desk)
        assert text in desk.prose
        await desk.press("ctrl+s")

        assert desk.navigator.current.conductor is None
        assert text in desk.file


async def test_a_word_that_is_a_name_too_is_asked_about_once_a_session(archive: Path) -> None:
    async with at_desk(archive, begun(names="Hans, Mette")) as desk:
        await desk.enter("hans side af sagen")
        assert NAMED in desk.prose
        await desk.press("enter")
        await desk.enter("hans vagt")
        assert keywords(desk) == ["hans side af sagen", "hans vagt"]
        await desk.enter("Karen på stue 4")
        assert "Er »Karen« et navn?" in desk.prose
        await desk.press("enter")
        await desk.enter("Karens vagt")
        assert keywords(desk)[2:] == ["Karen på stue 4", "Karens vagt"]
        await desk.enter("så kom Hans")
        assert NAMED in desk.prose, "it is the name now"


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_a_name_that_was_never_asked_about_is_asked_about_at_the_close_and_kept(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(names="Mette, Bo"), size=size) as desk:
        await named_unasked(desk)
        assert "xylias ro smittede" in desk.prose
        await desk.press("end", "enter")

        assert desk.navigator.current.conductor is None
        assert "xylias ro smittede" in desk.file


async def named_unasked(desk: Desk) -> None:
    """A line that nobody was asked about: Xylia, whose name no list has, came after it."""
    await desk.enter("xylias ro smittede")
    await desk.run("session.arrive")
    await desk.enter("Xylia")
    await to_the_close(desk)
    await desk.press("ctrl+s")
    assert ASKED_AT_CLOSE in desk.prose
    assert desk.navigator.current.conductor, "nothing is saved yet"


async def test_names_are_taken_out_at_the_close_in_view_and_it_can_be_undone(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names="Mette, Bo")) as desk:
        await desk.enter("Bo talte")
        await desk.press("enter")
        await named_unasked(desk)
        await desk.press("down", "enter")
        assert "(en deltager) ro smittede" in desk.prose
        assert "Bo talte" in desk.prose, "it was kept knowingly"
        assert desk.navigator.current.conductor, "it is looked at first"
        await desk.press("ctrl+z")
        assert "xylias ro smittede" in desk.prose
        await desk.press("ctrl+y", "ctrl+s")

        assert desk.navigator.current.conductor is None
        assert "(en deltager) ro smittede" in desk.file
        assert "Bo talte" in desk.file


async def test_going_back_from_the_question_at_the_close_changes_nothing(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mette, Bo")) as desk:
        await named_unasked(desk)
        await desk.press("enter")
        assert "xylias ro smittede" in desk.prose
        await desk.press("ctrl+s", "escape", "ctrl+s")

        assert ASKED_AT_CLOSE in desk.prose


async def test_an_owner_alone_is_no_name_to_ask_about(archive: Path) -> None:
    async with at_desk(archive, begun(names="Ali, Mette")) as desk:
        await desk.run("session.commitment")
        await desk.enter("Ring til lederen")
        await desk.enter("Ali")
        await desk.press("enter")
        await to_the_close(desk)
        assert "Navne tages ud" not in desk.prose
        await desk.press("ctrl+s")

        assert desk.navigator.current.conductor is None
        assert 'owner = "Ali"' in desk.file


# A masking taken back


async def test_a_masking_is_taken_back_in_the_line_and_the_number_stays(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("vare 010136-4007")
        assert "Ctrl+Z" in desk.prose
        await desk.press("ctrl+z")
        assert desk.row_with("❯").endswith("❯ vare 010136-4007")
        await desk.press("enter")
        assert keywords(desk) == ["vare 010136-4007"]
        await to_the_close(desk)
        assert "vare 010136-4007" in desk.prose
        await desk.press("ctrl+s")

        assert "vare 010136-4007" in desk.file


async def test_what_is_taken_back_is_masked_in_the_file_of_the_running_session(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("vare 010136-4007")
        await desk.press("ctrl+z", "enter")
        assert keywords(desk) == ["vare 010136-4007"]

        assert "vare ••••••-••••" in desk.file, "after a crash it stays masked"
        assert "010136" not in desk.file


async def test_a_masking_is_taken_back_later_where_the_words_are_changed(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("vare 010136-4007")
        await desk.press("enter")
        assert keywords(desk) == ["vare ••••••-••••"]
        await desk.press("f5", "enter")
        assert "Ctrl+Z" in desk.prose
        await desk.press("ctrl+z", "enter")

        assert keywords(desk) == ["vare 010136-4007"]


async def test_a_masking_is_taken_back_in_a_commitment(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.commitment")
        await desk.enter("bestil 010136-4007")
        await desk.press("ctrl+z", "enter", "enter", "enter")

        assert [c.what for c in desk.session.note.commitments] == ["bestil 010136-4007"]


async def test_without_a_masking_ctrl_z_undoes_as_ever(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("en")
        await desk.press("ctrl+z")

        assert keywords(desk) == []


async def test_a_date_and_a_shift_are_asked_about_and_kept(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        day = desk.clock.today().date()
        await desk.enter(f"vagt {day:%d.%m.%y} 0800-1600")
        assert "en dato og et klokkeslæt" in desk.prose
        await desk.press("enter")

        assert keywords(desk) == [f"vagt {day:%d.%m.%y} 0800-1600"]


async def test_a_day_more_than_a_year_ahead_is_said_and_asked_about_once(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        year = desk.clock.today().year + 3
        await desk.run("session.commitment")
        await desk.enter("Vi ses")
        await desk.press("enter")
        await desk.write(f"3/12-{year}")
        assert "mere end et år væk" in desk.prose
        await desk.press("enter")
        assert "Enter beholder den" in desk.prose
        assert not desk.session.note.commitments
        await desk.press("enter")

        (commitment,) = desk.session.note.commitments
        assert commitment.due == date(year, 12, 3)
