"""Home: what still runs first, then the doors, and what is wrong with a file by its name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import OptionList

from facilitator.core.errors import N_
from facilitator.store.archive import Archive
from facilitator.store.guides import foundations
from facilitator.store.notes import dumps
from facilitator.store.remembered_order import remember_order
from facilitator.store.running import running
from facilitator.store.session_file import Keeper
from facilitator.store.state import destroy_state
from facilitator.store.toml import FileProblem
from facilitator.ui.home import MOST_UNFINISHED, HomeScreen, Overview
from facilitator.ui.session.prepare import PrepareScreen
from facilitator.words import set_language
from tests.store.samples import a_note, a_session, put
from tests.ui.desk import at_desk, begun, written
from tests.ui.session.own_guide import own_guide, phase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

DOORS = {
    "da": ["Reflektér", "Supervision", "Mål", "Rollemodel", "Ramme", "Opfølgning", "Arkiv"],
    "en": ["Reflect", "Supervision", "Measure", "Role model", "Frame", "Follow-up", "Archive"],
}


async def choose(desk: Desk, door: str) -> None:
    """The door of that name, with the arrows."""
    for _row in range(20):
        marked = desk.app.screen.query_one("OptionList").highlighted_option  # type: ignore[attr-defined]
        if str(marked.prompt).strip().startswith(door):
            break
        await desk.press("down")
    await desk.press("enter")


def home_of(desk: Desk) -> HomeScreen:
    screen = desk.app.screen
    assert isinstance(screen, HomeScreen)
    return screen


def not_yet_known(home: HomeScreen) -> Overview:
    """Home as it is before anything is known of the archive; gives what will be known."""
    known, home._overview = home._overview, Overview()
    home.query_one(OptionList).clear_options()
    home.show_home()
    return known


def marked(desk: Desk) -> str:
    option = home_of(desk).query_one(OptionList).highlighted_option
    assert option
    return str(option.prompt).strip()


async def test_home_is_there_before_the_archive_has_been_looked_at(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    real = HomeScreen.show_home

    def show_home(home: HomeScreen) -> None:
        real(home)
        looked.append("index" in vars(home.workspace))

    monkeypatch.setattr(HomeScreen, "show_home", show_home)
    async with at_desk(archive) as desk:
        assert looked[0] is False
        assert "index" in vars(desk.app.workspace)


@pytest.mark.parametrize("moved", [False, True])
async def test_what_comes_in_late_is_marked_unless_somebody_has_chosen(
    archive: Path, *, moved: bool
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("ctrl+q")
    async with at_desk(archive) as desk:
        home = home_of(desk)
        known = not_yet_known(home)
        assert marked(desk).startswith("Reflektér")
        if moved:
            await desk.press("down")

        home._show_overview(known)

        assert marked(desk).startswith("Supervision" if moved else "▸ Fortsæt")


async def test_enter_on_a_door_opens_it_though_rows_come_in_above_it(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("ctrl+q")
    async with at_desk(archive) as desk:
        home = home_of(desk)
        known = not_yet_known(home)

        home.query_one(OptionList).action_select()  # its message is on its way
        home._show_overview(known)
        await desk.settle()

        assert "Check-out: spørgsmål for spørgsmål" in desk.text


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_doors_and_the_definition_are_there_in_both_languages(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, size=size) as desk:
        for language in ("da", "en", "da"):
            for door in DOORS[language]:
                assert desk.row_with(f" {door}"), door
            texts = foundations("da" if language == "da" else "en")
            assert texts.definition in desk.prose
            assert ("Hjælp" in desk.rows[-1]) == (language == "da")
            await desk.press("f7")


async def test_no_door_leads_nowhere(archive: Path) -> None:
    async with at_desk(archive) as desk:
        for door in DOORS["da"][:-1]:
            await choose(desk, door)
            assert not isinstance(desk.app.screen, HomeScreen), door
            await desk.press("escape")


async def test_a_door_with_several_guides_lets_one_choose(archive: Path) -> None:
    async with at_desk(archive) as desk:
        await choose(desk, "Reflektér")
        assert "Check-out: spørgsmål for spørgsmål" in desk.text
        await desk.press("escape")
        await choose(desk, "Reflektér")
        await desk.press("down", "enter", "ctrl+s", "enter")

        assert desk.session.note.guide == "check-out"


async def test_a_guide_of_ones_own_opens_its_door(archive: Path) -> None:
    own_guide(archive)
    async with at_desk(archive) as desk:
        await choose(desk, "Ramme")
        await desk.press("enter")

        assert "Vores egen · 5 minutter" in desk.text


async def test_a_guide_in_one_language_alone_is_offered_in_both_and_says_so(
    archive: Path,
) -> None:
    own_guide(archive)
    set_language("en")
    async with at_desk(archive) as desk:
        await choose(desk, "Frame")
        await desk.press("enter", "ctrl+s", "enter", "f7")

        assert "one language" in desk.text
        assert "Hvad nu, en?" in desk.text


async def test_sessions_still_running_are_offered_first_and_continue_where_they_were(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(team="Nord")) as desk:
        await desk.enter("et stikord")
        await desk.press("pagedown", "pagedown", "right")
        await desk.run("session.leave_running")
        first = next(row for row in desk.rows if "▸" in row)
        assert "Fortsæt Check-out · Nord · 3. marts 2026" in first
        assert desk.text.index("Fortsæt") < desk.text.index("Reflektér")
        await desk.press("home", "enter")

        assert "3/5" in desk.rows[0]
        assert "Nu: Jonas" in desk.text
        assert desk.session.note.questions[0].keywords[0].text == "et stikord"


async def test_a_session_that_lies_in_the_archive_is_said_to_before_it_is_chosen(
    archive: Path,
) -> None:
    old = dumps(a_session()).decode()
    note = written(archive / "Nord" / "2026-03-03-check-out.toml", old)
    async with at_desk(archive) as desk:
        assert "▸ Overtag fra arkivet: Check-out · " in desk.text
        await desk.press("home", "enter")
        assert "Den kan være åben på en andens maskine" in desk.prose
        await desk.press("enter")  # no, go back
        assert note.read_text(encoding="utf-8") == old
        await desk.press("home", "enter", "down", "enter")
        assert "Check-out" in desk.rows[0]
        assert not note.exists()


async def test_many_sessions_left_running_leave_room_for_the_doors(archive: Path) -> None:
    for number in range(7):
        async with at_desk(archive, begun(team=f"Nord {number}")) as desk:
            await desk.run("session.leave_running")
    async with at_desk(archive, size=(80, 24)) as desk:
        assert sum("Fortsæt Check-out" in row for row in desk.rows) == MOST_UNFINISHED
        assert "Fortsæt 3 ældre" in desk.text
        assert "Reflektér" in desk.text
        await choose(desk, "▸ Fortsæt 3 ældre")
        assert sum("Fortsæt Check-out" in row for row in desk.rows) == 3
        await desk.press("enter")
        assert "Check-out · Nord" in desk.rows[0]


async def test_a_session_left_in_the_close_goes_on_in_the_close(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("et stikord")
        await desk.run("session.close")
        desk.conductor.keeper.release()
        desk.navigator.go_home()
        await desk.settle()
        await desk.press("home", "enter")
        assert "Hvad bliver gemt?" in desk.text
        await desk.press("escape")

        assert "❯" in desk.text


async def test_a_session_that_was_away_for_hours_goes_on_with_the_time_it_had(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.wait(20)
        await desk.enter("et stikord")
        await desk.run("session.leave_running")
        desk.clock.go(minutes=600)
        await desk.press("home", "enter")

        assert "0:20 af 1:00" in desk.text
        assert "tæller ikke med" in desk.text or "ikke talt med" in desk.text


async def test_a_closed_session_is_no_longer_offered_and_lies_in_the_archive(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(team="Nord")) as desk:
        await desk.enter("et [stikord]")
        await desk.press(*["pagedown"] * 5, "ctrl+s", "escape")
        assert "Fortsæt" not in desk.text
        await choose(desk, "Arkiv")
        assert "2026-03-03 Check-out" in desk.text
        await desk.press("enter")
        assert "et [stikord]" in desk.text
        await desk.press("escape", "escape")

        assert "Reflektér" in desk.text


async def test_an_empty_archive_says_so(archive: Path) -> None:
    async with at_desk(archive) as desk:
        await choose(desk, "Arkiv")

        assert "note" in desk.text.lower()
        assert "Check-out" not in desk.text


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_broken_and_foreign_files_are_named_and_passed_over(
    archive: Path, size: tuple[int, int]
) -> None:
    written(archive / "archive.toml", "schema = 1\n")
    written(archive / "Nord" / "[red]broken.toml", "schema = 1\nid = ")
    written(archive / "Nord" / "foreign.toml", 'title = "noget andet"\n')
    written(archive / "guides" / "wrong.toml", 'schema = 1\nid = "Forkert ord"\n')
    async with at_desk(archive, begun(team="Nord")) as desk:
        await desk.press(*["pagedown"] * 5, "ctrl+s", "escape")
        await desk.resize(*size)
        squeezed = "".join(desk.text.split())

        for file in ("[red]broken.toml", "foreign.toml", "wrong.toml"):
            assert squeezed.count(file) == 1 or size == (50, 15), file
        assert "wrong.toml" in squeezed
        assert "Reflektér" in desk.text
        await choose(desk, "Arkiv")
        assert "Check-out" in desk.text


async def test_many_broken_files_leave_room_for_the_doors(archive: Path) -> None:
    written(archive / "archive.toml", "schema = 1\n")
    for number in range(9):
        written(archive / "Nord" / f"{number}.toml", "x")
    async with at_desk(archive, size=(100, 24)) as desk:
        assert "og 6 til" in desk.text
        for door in DOORS["da"]:
            assert desk.row_with(f" {door}"), door


async def test_what_is_wrong_with_the_settings_is_said(archive: Path) -> None:
    problem = FileProblem(archive / "settings.toml", 3, N_("{key} is not known here."), key="[x]")
    async with at_desk(archive, problems=(problem,), size=(160, 45)) as desk:
        assert "settings.toml:3" in "".join(desk.text.split())
        assert "[x]" in desk.text


async def test_q_leaves_and_ctrl_c_says_how_to(archive: Path) -> None:
    async with at_desk(archive) as desk:
        await desk.press("ctrl+c")
        assert "Ctrl+Q" in desk.text
        assert not desk.app._exit
        await desk.press("q")

        assert desk.app._exit


# Gates


def gated(archive: Path) -> None:
    own_guide(
        archive,
        phase("en"),
        title="Efter en episode",
        gates=[
            {
                "text": "Er nogen i fare [nu]?",
                "choices": [{"label": "Nej"}, {"label": "Ja", "card": "help"}],
            },
            {"text": "Er I parate?", "choices": [{"label": "Ja"}]},
        ],
        cards=[{"id": "help", "title": "Først hjælp", "body": "Ring efter [hjælp]."}],
    )


async def test_a_gate_is_settled_before_any_content(archive: Path) -> None:
    gated(archive)
    async with at_desk(archive) as desk:
        await choose(desk, "Ramme")
        await desk.press("enter")
        assert "Er nogen i fare [nu]?" in desk.text
        assert "Efter en episode · 5 minutter" not in desk.text
        await desk.press("enter")
        assert "Er I parate?" in desk.text
        await desk.press("enter")
        assert "Efter en episode · 5 minutter" in desk.text
        await desk.press("ctrl+s")

        assert "fare" not in desk.file.partition("[live")[0]


async def test_a_gate_can_show_a_card_instead_of_going_on(archive: Path) -> None:
    gated(archive)
    async with at_desk(archive) as desk:
        await choose(desk, "Ramme")
        await desk.press("enter", "down", "enter")
        assert "Først hjælp" in desk.text
        assert "Ring efter [hjælp]." in desk.text
        await desk.press("escape")

        assert "Efter en episode" in desk.text
        assert desk.navigator.current.conductor is None


@pytest.mark.parametrize("keys", [("escape",), ("down", "enter", "escape")])
async def test_a_gate_that_stays_shut_leads_home_where_the_program_began_with_its_guide(
    archive: Path, keys: tuple[str, ...]
) -> None:
    gated(archive)
    async with at_desk(archive, lambda app: app.navigator.session.prepare("egen")) as desk:
        assert "Er nogen i fare [nu]?" in desk.text
        await desk.press(*keys)

        assert "Reflektér" in desk.text


async def test_a_guide_that_is_not_there_leads_home_and_is_named(archive: Path) -> None:
    async with at_desk(archive, lambda app: app.navigator.session.prepare("[x]")) as desk:
        assert "[x]" in desk.text
        assert "Reflektér" in desk.text


# The latest session once more


def has_met(archive: Path, names: int | None = 5) -> None:
    note = a_note(["få talte meget"], note_id="n", team="Team Nord", day=date(2026, 3, 1))
    note = note.model_copy(update={"participants": names})
    put(Archive(archive), "Team Nord/n.toml", note)


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (160, 45)])
async def test_the_latest_session_is_prepared_once_more_with_its_team(
    archive: Path, size: tuple[int, int]
) -> None:
    has_met(archive)
    async with at_desk(archive, size=size) as desk:
        assert "Sidst: Check-out i Team Nord, 1. marts 2026" in desk.prose
        listed = desk.query_one(OptionList)
        assert listed.highlighted_option
        assert listed.highlighted_option.id == "Reflect"  # Enter does what it always did
        await desk.press("up", "enter")
        assert isinstance(desk.app.screen, PrepareScreen)
        assert [desk.app.screen.value(name) for name in ("team", "people")] == ["Team Nord", "5"]


async def test_the_guide_of_last_time_is_named_in_the_language_it_will_be_held_in(
    archive: Path,
) -> None:
    note = a_note(["få talte"], note_id="n", team="Team Nord", day=date(2026, 3, 1))
    note = note.model_copy(update={"guide": "follow-up", "title": "Opfølgning", "language": "da"})
    put(Archive(archive), "Team Nord/n.toml", note)
    async with at_desk(archive) as desk:
        assert "Sidst: Opfølgning i Team Nord" in desk.prose
        await desk.press("f7")
        assert "Last time: Follow-up in Team Nord" in desk.prose
        await desk.press("up", "enter")
        assert "Follow-up" in desk.rows[1]


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (160, 45)])
async def test_what_is_in_another_language_than_the_program_says_so(
    archive: Path, size: tuple[int, int]
) -> None:
    own_guide(archive, title="Vores egen", door="reflect")
    async with at_desk(archive, begun("follow-up"), size=size) as desk:
        await desk.press("ctrl+q")
    set_language("en")
    async with at_desk(archive, size=size) as desk:
        assert "· dansk" in desk.prose
        await desk.press("home", "down", "enter")
        assert "· dansk" in desk.row_with("Vores egen")
        assert "dansk" not in desk.row_with("Check-in, daily")
    set_language("da")
    async with at_desk(archive, size=size) as desk:
        assert "· dansk" not in desk.prose


async def test_with_names_that_are_remembered_the_same_people_are_there(archive: Path) -> None:
    has_met(archive)
    (archive / "archive.toml").write_text("remember_order = true\n", "utf-8")
    remember_order(Archive(archive), "Team Nord", ["Mette", "Bo"])
    async with at_desk(archive) as desk:
        await desk.press("up", "enter")
        assert isinstance(desk.app.screen, PrepareScreen)
        assert desk.app.screen.value("people") == "Mette, Bo"


async def test_an_archive_without_a_closed_session_has_no_last_time(archive: Path) -> None:
    async with at_desk(archive) as desk:
        assert "Sidst" not in desk.text


# What runs is never stale


async def test_what_is_closed_or_begun_in_another_window_goes_and_comes_by_itself(
    archive: Path,
) -> None:
    async with at_desk(archive) as desk:
        assert "Fortsæt" not in desk.text
        keeper = Keeper.begin(Archive(archive), a_session())
        await desk.wait(5)
        assert "Fortsæt" in desk.text
        keeper.release()
        destroy_state(running(archive).sessions[0].path)
        await desk.wait(5)
        assert "Fortsæt" not in desk.text


async def test_whoever_comes_back_to_the_terminal_sees_what_runs_now(archive: Path) -> None:
    async with at_desk(archive) as desk:
        keeper = Keeper.begin(Archive(archive), a_session())
        desk.app.post_message(events.AppBlur())
        await desk.settle()
        desk.app.post_message(events.AppFocus())
        await desk.settle()
        assert "Fortsæt" in desk.text
        keeper.release()


async def test_on_a_short_screen_all_that_can_be_chosen_comes_before_the_definition(
    archive: Path,
) -> None:
    for number in range(5):
        async with at_desk(archive, begun(team=f"Nord {number}")) as desk:
            await desk.run("session.leave_running")
    async with at_desk(archive, size=(50, 15)) as desk:
        assert sum("Fortsæt Check-out" in row for row in desk.rows) == MOST_UNFINISHED
        assert "Arkiv" in desk.text
        assert "Troen på" not in desk.text
        await desk.resize(80, 24)
        assert "Troen på" in desk.text
