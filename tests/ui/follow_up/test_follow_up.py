"""The follow-up on the screen: what was agreed, what has become of it, and how that is written."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from facilitator.core import commitments as core
from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.commitments import Status
from facilitator.core.note import Commitment
from facilitator.store.files import NotWritten
from facilitator.ui.follow_up import changes as commitment_changes
from facilitator.ui.follow_up.screen import FollowUpScreen
from facilitator.ui.kit.commitment_form import CommitmentForm
from facilitator.ui.kit.commitment_versions import TwoVersions
from facilitator.ui.kit.cover import Blank
from facilitator.ui.kit.list_detail import LongList
from facilitator.words import set_language
from tests.hostile import HOSTILE
from tests.ui.desk import at_desk, begun
from tests.ui.follow_up.agreed import (
    TODAY,
    WEEK,
    agree,
    changed_under_a_blank_screen,
    elsewhere,
    fill,
    followed_up,
    held,
    in_file,
    list_rows,
    opened,
    press,
    two,
)

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

SIZES = [(80, 24), (50, 15), (160, 45)]


@pytest.fixture
def asks_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the note is free by now."""
    monkeypatch.setattr(commitment_changes, "_AT_A_TIME", 0.01)


# What is shown


@pytest.mark.parametrize(("lang", "word"), [("da", "frist udløbet"), ("en", "overdue")])
async def test_everything_of_the_marked_one_is_beside_the_list(
    archive: Path, lang: str, word: str
) -> None:
    set_language("en" if lang == "en" else "da")
    agree(
        archive,
        Commitment(id="c1", what="Vi ringer", owner="Mette", due=TODAY - WEEK, cue="vi er i tvivl",
                   response="ringer vi", happened="Det gik godt", status=Status.CONTINUING),
    )  # fmt: skip
    async with at_desk(archive, opened, size=(160, 45)) as desk:
        for text in ("Vi ringer", "Mette", word, "vi er i tvivl", "Det gik godt", "Check-out"):
            assert text in desk.text
        assert f"● {word}" in list_rows(desk)
        assert "21 dage" in desk.text or lang == "en"
        assert ("fortsætter" if lang == "da" else "continuing") in list_rows(desk)


async def test_teams_stand_by_their_names_and_each_has_what_is_due_soonest_on_top(
    archive: Path,
) -> None:
    for number, team in enumerate(("Østre", "Åhus", "Nord", "ærø")):
        one = Commitment(id="c1", what=f"senere {team}", due=TODAY + WEEK)
        two = Commitment(id="c2", what=f"først {team}", due=TODAY - WEEK)
        agree(archive, one, two, team=team, note_id=f"n{number}")
    async with at_desk(archive, opened, size=(80, 40)) as desk:
        shown = [row.strip() for row in list_rows(desk).splitlines()]
        names = [row for row in shown if row in {"Østre", "Åhus", "Nord", "ærø"}]
        assert names == ["Nord", "ærø", "Østre", "Åhus"]
        assert shown.index("○ først Nord") < shown.index("○ senere Nord")


async def test_those_that_have_ended_are_shown_when_they_are_asked_for(archive: Path) -> None:
    agree(
        archive,
        Commitment(id="c1", what="Åben"),
        Commitment(id="c2", what="Var", status=Status.DONE),
    )
    async with at_desk(archive, opened) as desk:
        assert "1 åben aftale" in desk.text
        assert "Var" not in list_rows(desk)
        await desk.press("a")
        assert "✓ Var" in list_rows(desk)
        await desk.press("a")
        assert "Var" not in list_rows(desk)


@pytest.mark.parametrize("number", [5, 6])
async def test_more_than_five_open_ones_of_a_team_are_worth_a_calm_word(
    archive: Path, number: int
) -> None:
    agree(archive, *(Commitment(id=f"c{n}", what=f"Ting {n}") for n in range(number)))
    agree(archive, Commitment(id="c1", what="Mere"), team="Syd", note_id="n2")
    async with at_desk(archive, opened) as desk:
        assert ("Hellere få og små aftaler." in desk.text) == (number > 5)


@pytest.mark.parametrize("size", [*SIZES, (40, 10)])
async def test_what_people_wrote_is_never_markup_and_no_row_is_too_long(
    archive: Path, size: tuple[int, int]
) -> None:
    for at, text in enumerate(("[red]x[/]", *HOSTILE[:6])):
        one = Commitment(id="c1", what=text, owner=text, cue=text, response=text, happened=text)
        agree(archive, one, team=text, note_id=f"n{at}")
    async with at_desk(archive, opened, size=size) as desk:
        seen = ""
        for _ in range(7):
            seen += desk.text
            await desk.press("down")
        for key in ("right", "down", "left", "s", "escape", "n", "escape", "enter", "enter"):
            await desk.press(key)
            assert all(strip.cell_length <= size[0] for strip in desk.strips)
        assert "[red]x[/]" in seen


async def test_an_empty_archive_says_what_will_be_here(archive: Path) -> None:
    async with at_desk(archive, opened) as desk:
        assert "0 åbne aftaler" in desk.text
        assert "samles her" in desk.prose
        await desk.press("enter", "g", "s", "h", "n", "right", "up", "end", "f4", "escape")
        assert isinstance(desk.app.screen, FollowUpScreen)


async def test_it_is_narrowed_by_team_and_by_status_and_nothing_else(archive: Path) -> None:
    agree(archive, Commitment(id="c1", what="Nords", owner="Mette"))
    agree(
        archive, Commitment(id="c1", what="Syds", status=Status.RELEASED), team="Syd", note_id="n2"
    )
    async with at_desk(archive, opened) as desk:
        await desk.press("f4")
        assert "Mette" not in desk.prose.split("Filtrér efter")[1].split("Status")[0]
        await desk.press("end", "enter")
        assert "sluppet" in desk.text
        await desk.press("end", "up", "enter")
        assert "– Syds" in list_rows(desk)
        assert "Nords" not in list_rows(desk)
        await desk.press("f4", "end", "enter", "end", "enter", "f4", "enter", "down", "enter")
        assert "Nords" in list_rows(desk)
        assert "Syds" not in list_rows(desk)
        assert "· Nord" in desk.rows[1]


# What is changed


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_says_that_it_is_done_twice_does_not_open_it_and_undo_does(
    archive: Path, size: tuple[int, int]
) -> None:
    async with followed_up(archive, size=size) as (desk, path):
        await press(desk, "g")
        assert (in_file(path)["status"], in_file(path)["ended"]) == ("done", TODAY)
        assert "✓ Vi ringer først" in list_rows(desk)
        assert "1 åben aftale" in desk.text
        await press(desk, "g")
        assert in_file(path)["status"] == "done"
        await press(desk, "ctrl+z")
        assert in_file(path)["status"] == "open"
        assert "ended" not in in_file(path)
        assert "Fortrudt: Vi ringer" in desk.prose
        await press(desk, "ctrl+z")
        assert in_file(path)["status"] == "open"


@pytest.mark.parametrize("size", SIZES)
async def test_the_status_it_has_already_is_no_change_and_nothing_to_undo(
    archive: Path, size: tuple[int, int]
) -> None:
    async with followed_up(archive, size=size) as (desk, path):
        before = in_file(path)
        await press(desk, "s", "enter")
        assert "Sådan står den allerede." in desk.prose
        assert in_file(path) == before
        await press(desk, "ctrl+z")
        assert "Der er ikke noget at fortryde" in desk.prose


async def test_what_somebody_else_has_set_the_same_meanwhile_is_nothing_to_undo(
    archive: Path,
) -> None:
    async with followed_up(archive) as (desk, path):
        elsewhere(path, CommitmentChange(status=Status.DONE))
        await press(desk, "g", "ctrl+z")
        assert in_file(path)["status"] == "done"


async def test_undo_takes_back_all_that_a_form_changed_and_the_latest_change_first(
    archive: Path,
) -> None:
    path = two(archive)
    before = in_file(path, 0), in_file(path, 1)
    async with at_desk(archive, opened) as desk:
        await press(desk, "enter", "tab", "x", "tab", "B", "o", "ctrl+s")
        await press(desk, "down", "s", "4")
        assert in_file(path, 1)["status"] == "adjusted"
        assert in_file(path, 0) != before[0]
        await press(desk, "ctrl+z")
        assert in_file(path, 1)["status"] == before[1]["status"]
        await press(desk, "ctrl+z")
        after = in_file(path, 0)
        assert after.pop("revision") == 2
        assert {**before[0], **after} == before[0]


async def test_keys_that_are_letters_work_with_shift_too(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        await press(desk, "G")
        assert in_file(path)["status"] == "done"


async def test_a_status_is_chosen_by_its_digit(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        await press(desk, "down", "s", "3", "up", "s", "5")
        assert in_file(path, 1)["status"] == "continuing"
        assert in_file(path, 0)["status"] == "released"
        assert desk.query_one(LongList).marked == 1


async def test_the_form_changes_words_owner_day_plan_and_what_happened_and_nothing_else(
    archive: Path,
) -> None:
    path = two(archive)
    path.write_text(path.read_text().replace('status = "open"', 'status = "open", eget = 7', 1))
    before = tomllib.loads(path.read_text())
    async with at_desk(archive, opened) as desk:
        await desk.press("enter")
        await fill(desk, "what", "Vi mødes")
        await fill(desk, "owner", "Åse")
        await fill(desk, "due", "fredag")
        assert "→ fredag 6. marts 2026" in desk.text
        await fill(desk, "cue", "Når vi er i tvivl")
        await fill(desk, "response", "så spørger vi")
        await fill(desk, "happened", "Det hjalp")
        await press(desk, "enter")
        assert isinstance(desk.app.screen, FollowUpScreen)
        after = in_file(path)
        assert after == {
            "id": "c1", "what": "Vi mødes", "owner": "Åse", "due": date(2026, 3, 6),
            "status": "open", "eget": 7, "cue": "vi er i tvivl", "response": "spørger vi",
            "happened": "Det hjalp", "revision": 1,
        }  # fmt: skip
        assert "Når vi er i tvivl, så spørger vi" in desk.prose
        now = tomllib.loads(path.read_text())
        assert now | {"commitments": 0} == before | {"commitments": 0}


async def test_a_whole_plan_can_be_written_in_its_first_line_and_half_a_plan_is_refused(
    archive: Path,
) -> None:
    async with followed_up(archive) as (desk, path):
        await desk.press("enter")
        await fill(desk, "cue", "vi er i tvivl")
        await press(desk, "ctrl+s")
        assert "Skriv det i to dele" in desk.prose
        await fill(desk, "cue", "Når vi er i tvivl, så spørger vi")
        await press(desk, "ctrl+s")
        assert (in_file(path)["cue"], in_file(path)["response"]) == ("vi er i tvivl", "spørger vi")


async def test_a_line_that_is_not_touched_is_not_written(archive: Path) -> None:
    """The other program's change of another line is no conflict that could be written over."""
    async with followed_up(archive) as (desk, path):
        await desk.press("enter")
        await press(desk, "ctrl+s")
        assert isinstance(desk.app.screen, FollowUpScreen)
        assert "revision" not in in_file(path)


async def test_a_day_that_is_not_understood_is_said_and_what_was_typed_stays(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        await desk.press("enter")
        await fill(desk, "due", "når vi får tid")
        await press(desk, "ctrl+s")
        assert desk.app.screen.query_one("#due", Input).value == "når vi får tid"
        assert isinstance(desk.app.screen, CommitmentForm)
        assert in_file(path)["due"] == TODAY - WEEK
        await fill(desk, "due", "")
        await press(desk, "ctrl+s")
        assert "due" not in in_file(path)


@pytest.mark.parametrize("line", ["what", "owner", "cue", "response", "happened"])
async def test_every_line_is_asked_about_once_and_the_same_key_keeps_it(
    archive: Path, line: str
) -> None:
    path = agree(archive, Commitment(id="c1", what="Vi ringer", cue="a", response="b"))
    async with at_desk(archive, opened) as desk:
        await desk.press("enter")
        await fill(desk, line, "Ring 20 12 34 56")
        await press(desk, "enter")
        assert "telefonnummer" in desk.prose
        assert "revision" not in in_file(path)
        await press(desk, "enter")
        if isinstance(desk.app.screen, CommitmentForm):
            await press(desk, "ctrl+s")
        assert in_file(path)[line] == "Ring 20 12 34 56"


async def test_a_cpr_number_never_reaches_the_file(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        await desk.press("h")
        await desk.write("Borger 010136-4007")
        await press(desk, "enter")
        assert "010136" not in desk.text
        await press(desk, "enter")
        assert in_file(path)["happened"].startswith("Borger")
        assert "4007" not in path.read_text()


# Two at once


async def both_changed(desk: Desk, path: Path) -> None:
    """Somebody lets it go on while here it is given to another, with a word on what happened."""
    await desk.press("enter")
    await fill(desk, "owner", "[red]Bo[/]")
    await fill(desk, "happened", "Det gik")
    elsewhere(path, CommitmentChange(status=Status.CONTINUING, happened="Ikke endnu"))
    await press(desk, "ctrl+s")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["da", "en"])
async def test_both_versions_are_shown_and_mine_can_be_written_over_what_stands_there(
    archive: Path, size: tuple[int, int], lang: str
) -> None:
    set_language("en" if lang == "en" else "da")
    async with followed_up(archive, size=size) as (desk, path):
        await press(desk, *["enter"] * (size[0] < 70))
        await both_changed(desk, path)
        assert isinstance(desk.app.screen, TwoVersions)
        seen = desk.prose
        for _ in range(4):
            await desk.press("pagedown")
            seen += desk.prose
        for text in ("Ikke endnu", "Det gik", "[red]Bo[/]", "Mette"):
            assert text in seen
        assert in_file(path)["happened"] == "Ikke endnu"
        await press(desk, "down", "enter")
        after = in_file(path)
        assert (after["owner"], after["happened"]) == ("[red]Bo[/]", "Det gik")
        assert after["status"] == "continuing"
        assert isinstance(desk.app.screen, FollowUpScreen)


async def test_theirs_can_be_kept_and_is_what_the_list_shows(archive: Path) -> None:
    async with followed_up(archive, size=(160, 45)) as (desk, path):
        await both_changed(desk, path)
        await press(desk, "enter")
        assert isinstance(desk.app.screen, FollowUpScreen)
        assert (in_file(path)["happened"], in_file(path)["owner"]) == ("Ikke endnu", "Mette")
        assert "Ikke endnu" in desk.text


async def test_back_leaves_what_was_typed_in_the_form_and_both_are_shown_again(
    archive: Path,
) -> None:
    async with followed_up(archive) as (desk, path):
        await both_changed(desk, path)
        await press(desk, "escape")
        assert desk.app.screen.query_one("#happened", Input).value == "Det gik"
        assert "Intet er gemt" in desk.prose
        await press(desk, "ctrl+s")
        assert isinstance(desk.app.screen, TwoVersions)
        assert in_file(path)["happened"] == "Ikke endnu"


async def test_one_that_is_changed_again_while_both_are_shown_is_shown_again(archive: Path) -> None:
    async with followed_up(archive, size=(160, 45)) as (desk, path):
        await both_changed(desk, path)
        elsewhere(path, CommitmentChange(happened="Og dog"))
        await press(desk, "down", "enter")
        assert isinstance(desk.app.screen, TwoVersions)
        assert "Og dog" in desk.text
        assert in_file(path)["happened"] == "Og dog"


async def test_a_status_meets_another_change_without_a_form_as_well(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        elsewhere(path, CommitmentChange(owner="Åse"))
        await press(desk, "g")
        assert isinstance(desk.app.screen, TwoVersions)
        await press(desk, "down", "enter")
        assert (in_file(path)["owner"], in_file(path)["status"]) == ("Åse", "done")


async def test_two_who_wanted_the_same_are_not_asked(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        elsewhere(path, CommitmentChange(status=Status.DONE))
        await press(desk, "g")
        assert isinstance(desk.app.screen, FollowUpScreen)
        assert "✓ Vi ringer først" in list_rows(desk)
        assert in_file(path)["revision"] == 1


async def test_both_versions_are_not_shown_where_the_screen_has_been_blanked(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        await changed_under_a_blank_screen(desk, path)
        assert isinstance(desk.app.screen, Blank)
        assert "Åse" not in desk.text
        assert in_file(path)["status"] == "open"


async def test_a_commitment_that_is_gone_is_said_and_what_was_typed_stays(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        await desk.press("h")
        await desk.write("Det gik")
        agree(archive, Commitment(id="c9", what="En anden"))
        await press(desk, "ctrl+s")
        assert "står ikke længere" in desk.prose
        assert desk.app.screen.query_one("#happened", Input).value == "Det gik"
        path.unlink()
        await press(desk, "ctrl+s")
        assert "n1.toml findes ikke længere" in desk.prose
        assert desk.app.screen.query_one("#happened", Input).value == "Det gik"


# What takes long, and what fails


@pytest.mark.usefixtures("asks_again_at_once")
async def test_a_note_that_another_program_holds_stops_no_key(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        with held(path):
            await desk.press("g")
            assert "Gemmer …" in list_rows(desk)
            await desk.press("g", "down")
            assert "Der gemmes – et øjeblik" in desk.prose
            assert desk.query_one(LongList).marked == 2
        await desk.written()
        assert in_file(path)["status"] == "done"
        assert desk.query_one(LongList).marked == 2
        assert "Gemmer" not in desk.text


@pytest.mark.usefixtures("asks_again_at_once")
async def test_escape_stops_waiting_and_the_form_keeps_what_was_typed(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        with held(path):
            await desk.press("h")
            await desk.write("Det gik")
            await desk.press("enter")
            assert "Gemmer …" in desk.text
            await desk.press("escape")
            await desk.written()
            assert "Intet er gemt" in desk.prose
        await press(desk, "ctrl+s")
        assert in_file(path)["happened"] == "Det gik"


@pytest.mark.usefixtures("asks_again_at_once")
async def test_what_was_asked_for_last_is_undone_first_though_the_disk_was_slow_with_the_other(
    archive: Path,
) -> None:
    first = agree(archive, Commitment(id="c1", what="Den ene", due=TODAY - WEEK))
    last = agree(archive, Commitment(id="c1", what="Den anden", due=TODAY), note_id="n2")
    async with at_desk(archive, opened) as desk:
        with held(first):
            await desk.press("g", "down", "g")
            await desk.until(lambda: in_file(last)["status"] == "done")
            await desk.press("ctrl+z")
            assert "Gemmer" in desk.prose
        await desk.written()

        await press(desk, "ctrl+z")
        assert in_file(first)["status"] == "done"
        assert in_file(last)["status"] == "open"
        await press(desk, "ctrl+z")
        assert in_file(first)["status"] == "open"


@pytest.mark.usefixtures("asks_again_at_once")
async def test_a_note_that_is_held_too_long_is_said(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commitment_changes, "PATIENCE", 0.0)
    async with followed_up(archive) as (desk, path):
        with held(path):
            await press(desk, "g")
            assert "Et andet program bruger noten" in desk.prose
        assert "○ Vi ringer først" in list_rows(desk)


@pytest.mark.usefixtures("asks_again_at_once")
async def test_a_change_goes_on_where_its_screen_is_left(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        with held(path):
            await desk.press("g", "escape")
            assert not isinstance(desk.app.screen, FollowUpScreen)
        await desk.written()
        assert in_file(path)["status"] == "done"


async def test_a_full_disk_is_said_and_what_was_typed_stays(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = two(archive)

    def full(*_: object, **__: object) -> None:
        raise NotWritten("The disk is full.")

    async with at_desk(archive, opened) as desk:
        with monkeypatch.context() as patch:
            patch.setattr("facilitator.store.lock.write_privately", full)
            await desk.press("h")
            await desk.write("Det gik")
            await press(desk, "enter")
            assert "Disken er fuld" in desk.prose
            assert isinstance(desk.app.screen, CommitmentForm)
        await press(desk, "ctrl+s")
        assert in_file(path)["happened"] == "Det gik"


async def test_two_with_one_id_are_refused_with_a_sentence(archive: Path) -> None:
    agree(archive, Commitment(id="c1", what="Den ene"), Commitment(id="c1", what="Den anden"))
    async with at_desk(archive, opened) as desk:
        await press(desk, "g")
        assert "To aftaler i denne note har" in desk.prose


async def test_what_was_written_here_is_not_undone_by_an_index_that_read_before(
    archive: Path,
) -> None:
    async with followed_up(archive) as (desk, path):
        await press(desk, "g")
        screen = desk.app.screen
        assert isinstance(screen, FollowUpScreen)
        screen.load_list(stay=True)  # the index has not looked since
        await desk.settle()
        assert "✓ Vi ringer først" in list_rows(desk)
        await press(desk, "ctrl+z")
        assert in_file(path)["status"] == "open"


# The ways to it


@pytest.mark.parametrize("size", SIZES)
async def test_the_note_it_was_made_in_is_a_key_away_and_so_is_the_way_back(
    archive: Path, size: tuple[int, int]
) -> None:
    two(archive)
    async with at_desk(archive, opened, size=size) as desk:
        await desk.press("n")
        assert "Vi talte åbent" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, FollowUpScreen)


async def test_a_note_that_is_gone_is_a_sentence(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        path.unlink()
        await desk.press("n")
        assert isinstance(desk.app.screen, FollowUpScreen)
        assert "n1.toml findes ikke længere" in desk.prose


async def test_the_archive_leads_to_what_was_agreed_in_the_marked_note(archive: Path) -> None:
    agree(archive, Commitment(id="c1", what="Gjort her", status=Status.DONE))
    agree(archive, Commitment(id="c1", what="En anden nots"), team="Syd", note_id="n2")
    agree(archive, team="Vest", note_id="n0")

    def archive_opened(app: FacilitatorApp) -> None:
        app.navigator.go_home()
        app.navigator.open_archive()

    async with at_desk(archive, archive_opened) as desk:
        for team, words in (("vest", "ingen aftaler"), ("nord", "✓ Gjort her")):
            await desk.write(f"team:{team}")
            await desk.press("f6")
            assert words in desk.prose
            await desk.press("ctrl+u")
        assert "En anden nots" not in desk.text
        await desk.press("escape")
        assert "team:nord" in desk.text


async def test_the_mouse_marks_and_opens(archive: Path) -> None:
    two(archive)
    async with at_desk(archive, opened) as desk:
        await desk.click(4, 3)
        await desk.click(4, 7)
        assert desk.query_one(LongList).marked == 2
        await desk.click(4, 5, times=2)
        assert isinstance(desk.app.screen, CommitmentForm)


async def test_a_session_opens_with_status_and_leads_to_the_list_of_its_team_alone(
    archive: Path,
) -> None:
    path = two(archive)
    elsewhere(path, CommitmentChange(status=Status.ADJUSTED))
    agree(archive, Commitment(id="c1", what="En hemmelighed"), team="Syd", note_id="n2")
    async with at_desk(archive, begun(team="Nord", start=False), size=(100, 40)) as desk:
        assert "Vi ringer først – Mette – 24. februar 2026 (justeret)" in desk.prose
        before = desk.file
        await press(desk, "ctrl+o", "g")
        assert in_file(path)["status"] == "done"
        await press(desk, "a", "f4")
        assert "Syd" not in desk.text
        await press(desk, "escape")
        assert "hemmelighed" not in desk.text
        await press(desk, "escape")
        assert "Vi ringer først" not in desk.text
        assert "Vi spørger" in desk.text
        assert desk.file == before
        await desk.press("enter")
        assert not desk.session.opening


@pytest.mark.parametrize("number", [5, 6])
async def test_a_session_of_a_team_with_many_open_ones_says_so_calmly(
    archive: Path, number: int
) -> None:
    agree(archive, *(Commitment(id=f"c{n}", what=f"Ting {n}") for n in range(number)))
    async with at_desk(archive, begun(team="Nord", start=False), size=(100, 40)) as desk:
        assert ("Hellere få og små aftaler." in desk.text) == (number > core.MOST_OPEN)


@pytest.mark.parametrize("size", [(50, 15), (80, 24)])
async def test_where_there_is_nothing_it_says_what_there_would_be(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, lambda app: app.navigator.follow_up(), size=size) as desk:
        assert "Det, I aftaler i jeres sessioner, samles her." in desk.prose
