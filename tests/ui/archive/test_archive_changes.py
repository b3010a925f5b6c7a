"""A note of the archive is deleted for good, after a question whose careful answer is marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from facilitator.store.archive import Archive
from facilitator.store.lock import Lock
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.notes import dumps
from facilitator.ui.archive.screen import ArchiveScreen
from facilitator.ui.kit.list_detail import LongList
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.samples import a_note, a_session
from tests.ui.desk import at_desk, written

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk


def opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.open_archive()


def keep(archive: Path, name: str, *, day: int = 1, copy: str = "") -> Path:
    note = a_note([f"ord {name}"], note_id=name, team="Nord", day=date(2026, 2, day))
    return written(archive / "Nord" / f"2026-02-0{day}-{name}{copy}.toml", dumps(note).decode())


async def agree(desk: Desk) -> None:
    await desk.press("delete", "down", "enter")
    await desk.written()


async def test_a_note_is_gone_after_a_yes_and_its_neighbour_is_marked(archive: Path) -> None:
    first, second, third = (keep(archive, name, day=n) for n, name in enumerate("abc", 1))
    async with at_desk(archive, opened) as desk:
        await desk.press("down")
        await agree(desk)
        assert not second.exists()
        assert first.exists()
        assert third.exists()
        assert desk.query_one(LongList).length == 2
        assert "– ord a" in desk.text
        assert "Slettet for altid." in desk.text
        await desk.write("ord b")
        assert "Intet fundet." in desk.text


async def test_a_deletion_is_for_good_only_where_nothing_may_still_hold_it(archive: Path) -> None:
    keep(archive, "a", day=1)
    (archive / "Nord" / "a.toml.bak").write_text("ord a")
    async with at_desk(archive, opened) as desk:
        await agree(desk)
        (told,) = desk.app._notifications
        assert told.message == "Slettet. Andre filer i arkivet kan stadig rumme det."


async def test_the_careful_answer_is_marked_and_the_question_says_what_is_not_ours(
    archive: Path,
) -> None:
    note = keep(archive, "a")
    async with at_desk(archive, opened) as desk:
        await desk.press("delete")
        for words in ("Check-out · Nord · 1. februar 2026", "backup", "skyens"):
            assert words in desk.prose
        await desk.press("enter")
        assert note.exists()
        await desk.press("delete", "escape")
        assert note.exists()
        assert isinstance(desk.app.screen, ArchiveScreen)


async def test_the_copies_of_sync_programs_are_named_and_go_with_it(archive: Path) -> None:
    note, copy = keep(archive, "a"), keep(archive, "a", copy=" (conflicted copy)")
    async with at_desk(archive, opened) as desk:
        await desk.press("delete")
        assert "1 kopi" in desk.text
        assert "(conflicted copy).toml" in desk.text
        await desk.press("escape")
        await agree(desk)
        assert not note.exists()
        assert not copy.exists()


async def test_a_note_that_is_open_elsewhere_is_left_and_why_is_said(archive: Path) -> None:
    note = keep(archive, "a")
    held = Lock.take(note)
    async with at_desk(archive, opened) as desk:
        await agree(desk)
        assert note.exists()
        assert "ikke rørt" in desk.text
        held.release()
        await agree(desk)
        assert not note.exists()


async def test_what_still_runs_is_not_deleted(archive: Path) -> None:
    path = archive / "Nord" / "left by an earlier version.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(dumps(a_session()))
    async with at_desk(archive, opened) as desk:
        await desk.press("delete")
        assert "stadig i gang" in desk.text
        assert path.exists()


async def test_a_measurement_is_deleted_by_its_own_name(archive: Path) -> None:
    path = put_measurement(Archive(archive), closed(answered(random_rows(9, 5))))
    async with at_desk(archive, opened) as desk:
        await desk.press("delete")
        assert "Slet denne måling for altid?" in desk.text
        await desk.press("escape")
        await agree(desk)
        assert not path.exists()


async def test_a_file_that_is_no_note_is_left_to_people(archive: Path) -> None:
    file = written(archive / "Nord" / "halv.toml", "id = ")
    async with at_desk(archive, opened) as desk:
        await desk.press("delete")
        assert "Kun noter" in desk.text
        assert file.exists()
        desk.app.clear_notifications()
        await desk.write("findes ikke")
        await desk.press("delete", "f5")
        assert "Kun noter" not in desk.text


@pytest.mark.parametrize(("left", "asked"), [(0, True), (1, False)])
async def test_del_is_a_key_of_the_line_while_something_stands_right_of_its_cursor(
    archive: Path, left: int, asked: bool
) -> None:
    keep(archive, "a")
    async with at_desk(archive, opened) as desk:
        await desk.write("ord")
        await desk.press(*["left"] * left, "delete")
        assert ("Slet denne note" in desk.text) == asked
        if not asked:
            assert desk.query_one(Input).value == "or"


async def test_a_note_that_is_being_read_can_be_deleted_too(archive: Path) -> None:
    note = keep(archive, "a")
    async with at_desk(archive, opened) as desk:
        await desk.press("enter")
        await agree(desk)
        assert not note.exists()
        assert "0" not in desk.rows[2]
        await desk.write("x")
        assert desk.query_one(Input).value == "x"
