"""A note leaves the archive by a deliberate act: seen, marked, in a new file for its owner."""

from __future__ import annotations

import json
import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input
from textual.widgets._toast import Toast

from facilitator.core.note import Commitment
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.notes import dumps
from facilitator.ui.archive.export import ExportNote
from facilitator.ui.archive.screen import ArchiveScreen
from facilitator.words import set_language
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.samples import a_note, a_session, put
from tests.ui.desk import at_desk, written
from tests.ui.review.reviewed import half_a_year

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

NAME = "2026-02-01-check-out-vagt-oe"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mappe"
    folder.mkdir()
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(folder))
    return folder


def opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.open_archive()


async def name_it(desk: Desk, name: str) -> None:
    desk.query_one(Input).value = name
    await desk.settle()


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def keep(archive: Path, *words: str) -> Path:
    note = a_note(words or ("Åbent [om] fejl",), note_id="n", team="Vagt Ø", day=date(2026, 2, 1),
                  commitments=[Commitment(id="c", what="Vi ringer", owner="Bo")])  # fmt: skip
    return written(archive / "Vagt Ø" / "n.toml", dumps(note).decode())


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
@pytest.mark.parametrize("lang", ["da", "en"])
async def test_what_would_leave_is_seen_and_marked_before_anything_is_written(
    archive: Path, here: Path, size: tuple[int, int], lang: str
) -> None:
    set_language("en" if lang == "en" else "da")
    keep(archive)
    async with at_desk(archive, opened, size=size) as desk:
        await desk.press("f5")
        assert isinstance(desk.app.screen, ExportNote)
        assert ("Confidential: " if lang == "en" else "Fortroligt: ") in desk.text
        assert f"{NAME}.md" in desk.text
        assert ("1 commitment names" if lang == "en" else "1 aftale nævner") in desk.prose
        await desk.press("pagedown", "pagedown")
        assert "Åbent" in desk.text
        assert all(strip.cell_length <= size[0] for strip in desk.strips)
        await desk.press("escape")
        assert isinstance(desk.app.screen, ArchiveScreen)
        assert files(here) == []


@pytest.mark.parametrize("steps", range(4))
async def test_each_format_is_written_under_its_ending_for_the_owner_alone(
    archive: Path, here: Path, steps: int
) -> None:
    keep(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f5", *["right"] * steps)
        await desk.press("pagedown")
        seen = desk.text
        await desk.press("pagedown")
        assert "Åbent" in seen + desk.text
        await desk.press("ctrl+s")
        await desk.written()
        assert isinstance(desk.app.screen, ArchiveScreen)
        (file,) = files(here)
        assert file.name == f"{NAME}.{('md', 'html', 'csv', 'json')[steps]}"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        text = file.read_text("utf-8-sig")
        assert "Fortrolig" in text
        assert "Åbent" in text
        assert steps != 1 or text.startswith("<!DOCTYPE html>")
        assert steps != 3 or json.loads(text)["team"] == "Vagt Ø"


async def test_a_file_that_is_there_is_never_written_over(archive: Path, here: Path) -> None:
    keep(archive)
    (here / f"{NAME}.md").write_text("min egen", "utf-8")
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        line = desk.query_one(Input)
        assert line.value == f"{NAME}-2.md"
        await name_it(desk, f"{NAME}.md")
        await desk.press("ctrl+s")
        await desk.written()
        assert "findes allerede" in desk.text
        assert (here / f"{NAME}.md").read_text("utf-8") == "min egen"
        await name_it(desk, "andet.md")
        await desk.press("ctrl+s")
        await desk.written()
        assert (here / "andet.md").exists()
        assert "Skrevet, fortroligt" in desk.text


async def test_enter_confirms_a_line_and_the_last_one_writes(archive: Path, here: Path) -> None:
    keep(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f5", "enter", "enter")
        assert isinstance(desk.app.screen, ExportNote)
        assert files(here) == []
        await desk.press("enter")
        await desk.written()
        assert [file.name for file in files(here)] == [f"{NAME}.md"]


async def test_where_it_is_to_lie_is_asked_and_another_folder_can_be_chosen(
    archive: Path, here: Path, tmp_path: Path
) -> None:
    keep(archive)
    other = tmp_path / "andet sted"
    other.mkdir()
    async with at_desk(archive, opened, size=(160, 45)) as desk:
        await desk.press("f5")
        folder = desk.app.screen.query_one("#folder", Input)
        assert folder.value == str(here)
        folder.value = ""
        await desk.settle()
        await desk.press("ctrl+s")
        await desk.written()
        assert "hvilken mappe" in desk.prose
        folder.value = str(other)
        await desk.settle()
        await desk.press("ctrl+s")
        await desk.written()
        assert [file.name for file in files(other)] == [f"{NAME}.md"]
        assert files(here) == []


@pytest.mark.parametrize("mark", [".git", ".hg", "archive.toml"])
async def test_no_checkout_and_no_archive_is_proposed(
    archive: Path, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    keep(archive)
    monkeypatch.setenv("HOME", str(tmp_path))
    (here / mark).touch()
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        assert desk.app.screen.query_one("#folder", Input).value == "~"
    (tmp_path / mark).touch()
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        assert desk.app.screen.query_one("#folder", Input).value == ""


@pytest.mark.parametrize("name", ["", ".", "/", "findes/ikke.md", "~ingen/x.md"])
async def test_a_name_that_no_file_can_have_is_refused_with_a_reason(
    archive: Path, here: Path, name: str
) -> None:
    keep(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        await name_it(desk, name)
        await desk.press("ctrl+s")
        await desk.written()
        assert isinstance(desk.app.screen, ExportNote)
        assert any(words in desk.prose for words in ("navn", "Mappen", "findes allerede"))
        assert files(here) == []


async def test_nothing_is_shared_into_the_archive(archive: Path) -> None:
    keep(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        await name_it(desk, str(archive / "Vagt Ø" / "kopi.md"))
        await desk.press("ctrl+s")
        await desk.written()
        assert "hører ikke til i et arkiv" in desk.prose
        assert len(desk.notes) == 1
        assert not (archive / "Vagt Ø" / "kopi.md").exists()


async def test_a_name_of_ones_own_keeps_its_ending_when_the_format_changes(archive: Path) -> None:
    keep(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        line = desk.query_one(Input)
        for before, after in (("a.md", "a.html"), ("b.txt", "b.txt"), ("c", "c")):
            await name_it(desk, before)
            await desk.press("right")
            assert line.value == after
            await desk.press("left")


async def test_what_is_no_closed_session_is_not_shared_and_why_is_said(archive: Path) -> None:
    put_measurement(Archive(archive), closed(answered(random_rows(9, 5))))
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        assert isinstance(desk.app.screen, ArchiveScreen)
        assert "måling" in desk.row_with("▌") or "måling" in desk.prose


async def test_a_running_session_is_not_shared(archive: Path) -> None:
    put(Archive(archive), "left.toml", a_session())
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        assert isinstance(desk.app.screen, ArchiveScreen)
        assert "i gang" in desk.prose


async def test_a_note_with_another_version_is_not_shared_without_a_word(archive: Path) -> None:
    keep(archive)
    other = a_note(["Et andet ord"], note_id="n", team="Vagt Ø", day=date(2026, 2, 1))
    put(Archive(archive), "Vagt Ø/n - Kopi.toml", other)
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        assert isinstance(desk.app.screen, ExportNote)
        assert "! Noten findes i en anden version" in desk.prose


async def test_of_a_measurement_the_archive_names_the_key_that_shows_it_and_no_command(
    archive: Path,
) -> None:
    put_measurement(Archive(archive), closed(answered(random_rows(1, 5, 8))))
    async with at_desk(archive, opened) as desk:
        await desk.press("f5")
        assert isinstance(desk.app.screen, ArchiveScreen)
        assert "Det er en måling. Enter viser" in desk.prose
        assert "facilitator measure" not in desk.prose


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (50, 15)])
async def test_that_it_is_written_lies_over_nothing_that_is_read_next(
    archive: Path, here: Path, size: tuple[int, int]
) -> None:
    half_a_year(archive)
    async with at_desk(archive, opened, size=size) as desk:
        await desk.press("f8")
        alone = desk.text
        await desk.press("escape", "f5", "ctrl+s")
        await desk.written()
        assert files(here)
        (toast,) = desk.app.screen.query(Toast)
        if size[1] >= 20:  # where a screen is short it stands in its first row
            assert toast.region.bottom == size[1] - 1
        await desk.press("f8")
        assert desk.text == alone
