"""Role model on the screen: begun without a team, seen by one person, over time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.core.guide.entry import Door
from facilitator.core.note import BoardColumn, Commitment, Keyword
from facilitator.store.paths import private_folder
from facilitator.store.private import private_archive, private_notes
from facilitator.ui.home import HomeScreen
from facilitator.ui.role_model import RoleModelScreen
from facilitator.words import set_language
from tests.store.samples import PRIVATE_GUIDE, a_note, put
from tests.ui.desk import NOON, at_desk

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.ui.app import FacilitatorApp

TODAY = NOON.date()


@pytest.fixture
def archive(archive: Path) -> Path:
    """With a guide of the user's own behind the door."""
    (archive / "guides").mkdir(parents=True, exist_ok=True)
    (archive / "guides" / "for-mig-selv.toml").write_text(PRIVATE_GUIDE, encoding="utf-8")
    return archive


def opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.open_door(Door.ROLE_MODEL)


def reflected(weeks_ago: int, level: int, *, note_id: str = "n1") -> Note:
    counts = tuple(int(at == level) for at in range(3))
    care = BoardColumn(
        id="care", text="Vis omsorg", scale=("Ikke endnu", "På vej", "Tydeligt"), counts=counts
    )
    note = a_note(note_id=note_id, team="For mig selv", day=TODAY - timedelta(weeks=weeks_ago))
    promise = Commitment(id="c1", what="Jeg siger, at jeg er i tvivl")
    return note.model_copy(
        update={"private": True, "questions": (care,), "commitments": (promise,)}
    )


def names_in(folder: Path) -> list[str]:
    return [file.name for file in folder.rglob("*.toml")]


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_the_course_is_seen_over_time(archive: Path, size: tuple[int, int]) -> None:
    put(private_archive(), "a/a.toml", reflected(8, 0))
    put(private_archive(), "a/b.toml", reflected(1, 2, note_id="n2"))
    async with at_desk(archive, opened, size=size) as desk:
        assert isinstance(desk.app.screen, RoleModelScreen)
        assert "Kun for dig" in desk.text
        assert "Jeg siger, at jeg" in desk.text
        if size[0] < 70:
            return
        assert "○ jan" in desk.text
        assert "● feb" in desk.text
        assert "Tydeligt, 24. februar 2026" in desk.text


async def test_the_arrows_move_through_the_list_beside_a_long_page_until_it_is_read(
    archive: Path,
) -> None:
    for week in (1, 2):
        long = reflected(week, 0, note_id=f"n{week}")
        points = tuple(Keyword(text=f"læring {n}") for n in range(30))
        put(
            private_archive(), f"a/{week}.toml", long.model_copy(update={"learning_points": points})
        )
    async with at_desk(archive, opened) as desk:
        screen = desk.app.screen
        assert isinstance(screen, RoleModelScreen)
        await desk.press("end", "up")
        assert screen.long_list.marked == screen.long_list.length - 2
        await desk.press("down")
        await desk.press("enter", "down")
        assert screen.long_list.marked == screen.long_list.length - 1
        assert screen.page.scroll_y == 1


async def test_nothing_is_said_of_a_room_to_one_who_is_alone(archive: Path) -> None:
    async with at_desk(archive, opened, size=(160, 45)) as desk:
        await desk.press("enter")
        assert "Mellemrum Start" in desk.rows[-1]
        for _phase in range(2):
            assert "facilitator wall" not in desk.text
            for label in ("Rummets billede", "Deltagere", "Roller", "PgUp"):
                assert label not in desk.rows[-1]
            await desk.press("enter")


async def test_it_begins_without_a_team_and_ends_in_the_own_folder(archive: Path) -> None:
    async with at_desk(archive, opened) as desk:
        await desk.press("enter")
        assert desk.navigator.current.conductor is not None
        assert desk.session.note.private
        await desk.press("enter")
        await desk.enter("Jeg var i tvivl om vagten")
        await desk.run("session.close")
        assert "Kun du kan læse det" in desk.text
        assert "Teamet og dets leder" not in desk.text
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, RoleModelScreen)
    (kept,) = private_notes().notes
    assert kept.note.entries("doubt")[0].text == "Jeg var i tvivl om vagten"
    assert names_in(archive) == ["for-mig-selv.toml"]


async def test_a_session_that_runs_is_gone_on_with_here_and_not_from_home(archive: Path) -> None:
    async with at_desk(archive, opened) as desk:
        await desk.press("enter")
        await desk.run("session.leave_running")
        assert isinstance(desk.app.screen, HomeScreen)
        assert "Fortsæt" not in desk.text
        desk.navigator.open_door(Door.ROLE_MODEL)
        await desk.settle()
        assert "▸ Fortsæt For mig selv" in desk.text


async def test_a_note_is_read_and_deleted_after_a_question(archive: Path) -> None:
    put(private_archive(), "a/a.toml", reflected(1, 2))
    async with at_desk(archive, opened) as desk:
        await desk.press("down", "down", "enter")
        assert "Vis omsorg" in desk.text
        await desk.press("escape", "delete")
        assert "Slet denne note for altid?" in desk.text
        await desk.press("down", "enter")
        await desk.written()
        assert "Slettet for altid." in desk.text
    assert private_notes().notes == ()


async def test_notes_astray_in_the_archive_are_taken_home_on_a_yes(archive: Path) -> None:
    from facilitator.store.archive import Archive

    lies = put(Archive(archive), "Ledelse/x.toml", reflected(1, 1))
    async with at_desk(archive, opened) as desk:
        assert "! 1 note af denne slags" in desk.text
        await desk.press("down", "down", "enter")
        assert "kun er din?" in desk.prose
        await desk.press("down", "enter")
        await desk.written()
        assert "Nu er de kun dine." in desk.text
    assert not lies.exists()
    assert len(private_notes().notes) == 1


async def test_a_broken_note_is_named_with_its_file(archive: Path) -> None:
    put(private_archive(), "a/broken.toml", "schema = ")
    async with at_desk(archive, opened) as desk:
        assert "broken.toml" in desk.text


async def test_it_is_told_in_english(archive: Path) -> None:
    set_language("en")
    async with at_desk(archive, opened) as desk:
        assert "For you alone." in desk.text
    assert not private_folder().exists()
