"""The files of a note that differ: all versions are shown, and nothing goes that nobody chose."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.notes import dumps
from facilitator.ui.archive.screen import ArchiveScreen
from facilitator.ui.kit.dialog import Versions
from facilitator.words import set_language
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.samples import a_note
from tests.ui.desk import at_desk, written

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp

TEAM = "Team Nord"


def opened(app: FacilitatorApp) -> None:
    app.navigator.open_archive()


def keep(archive: Path, name: str, *words: str) -> Path:
    note = a_note(words, note_id="n", team=TEAM, day=date(2026, 2, 1))
    return written(archive / TEAM / f"{name}.toml", dumps(note).decode())


def two_versions(archive: Path) -> tuple[Path, Path]:
    return keep(archive, "n", "Vi taler åbent"), keep(archive, "n (1)", "Vi taler [om] fejl")


def files_of(archive: Path) -> list[Path]:
    return list(archive.rglob("*.toml"))


def words_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
@pytest.mark.parametrize("lang", ["da", "en"])
async def test_it_is_said_on_the_page_and_both_are_shown(
    archive: Path, size: tuple[int, int], lang: str
) -> None:
    set_language("en" if lang == "en" else "da")
    two_versions(archive)
    async with at_desk(archive, opened, size=size) as desk:
        if size[0] >= 70:
            assert "F3" in desk.text
        await desk.press("f3")
        assert isinstance(desk.app.screen, Versions)
        seen = desk.text
        for _page in range(8):
            await desk.press("pagedown")
            seen += desk.text
        assert "Vi taler åbent" in seen
        assert "Vi taler [om] fejl" in seen
        assert "n (1).toml" in seen
        assert all(strip.cell_length <= size[0] for strip in desk.strips)
        await desk.press("escape")
        assert isinstance(desk.app.screen, ArchiveScreen)
    assert len(files_of(archive)) == 2


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_that_the_other_version_is_below_is_said_until_it_is_seen(
    archive: Path, size: tuple[int, int]
) -> None:
    two_versions(archive)
    async with at_desk(archive, opened, size=size) as desk:
        await desk.press("f3")
        assert "Vi taler [om] fejl" not in desk.text
        assert "… mere: PgDn" in desk.text
        for _page in range(8):
            await desk.press("pagedown")
        assert "… mere" not in desk.text
        await desk.resize(160, 60)
        assert "… mere" not in desk.text


async def test_what_both_say_is_not_bold_and_what_one_says_is(archive: Path) -> None:
    two_versions(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f3")
        for _page in range(4):
            await desk.press("pagedown")
        assert "› – Vi taler [om] fejl" in desk.text


async def test_the_careful_choice_is_marked_and_changes_nothing(archive: Path) -> None:
    note, copy = two_versions(archive)
    before = words_of(note), words_of(copy)
    async with at_desk(archive, opened) as desk:
        await desk.press("f3", "enter")
        assert isinstance(desk.app.screen, ArchiveScreen)
        await desk.press("f3", "down", "down", "enter")  # a version, and then: no, go back
        assert "n (1).toml" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, ArchiveScreen)
    assert (words_of(note), words_of(copy)) == before


@pytest.mark.parametrize(("downs", "left"), [(1, "Vi taler åbent"), (2, "Vi taler [om] fejl")])
async def test_the_chosen_one_is_the_note_and_the_other_file_goes(
    archive: Path, downs: int, left: str
) -> None:
    note, copy = two_versions(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f3", *["down"] * downs, "enter", "down", "enter")
        await desk.written()
        assert not copy.exists()
        assert left in words_of(note)
        assert left in desk.text
        assert "F3" not in desk.text


async def test_the_other_version_leads_to_them_where_it_is_listed_among_the_files(
    archive: Path,
) -> None:
    two_versions(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("end")
        assert "n (1).toml" in desk.text
        await desk.press("f3")
        assert isinstance(desk.app.screen, Versions)


async def test_a_file_that_changed_meanwhile_stays_and_so_does_the_note(archive: Path) -> None:
    note, copy = two_versions(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f3", "down", "enter")
        keep(archive, "n (1)", "Vi taler igen")
        await desk.press("down", "enter")
        await desk.written()
        assert "n (1).toml er ændret af en anden" in desk.prose
    assert "Vi taler igen" in words_of(copy)
    assert "Vi taler åbent" in words_of(note)


async def test_where_there_is_one_file_that_is_said(archive: Path) -> None:
    keep(archive, "n", "Vi taler åbent")
    async with at_desk(archive, opened) as desk:
        assert "F3" not in desk.text
        await desk.press("f3")
        assert "Der er én fil med denne note" in desk.text


async def test_of_a_measurement_no_version_shows_a_figure(archive: Path) -> None:
    for seed, name in ((1, "m"), (2, "m (1)")):
        measurement = closed(answered(random_rows(6, 5, seed), team=TEAM))
        path = put_measurement(Archive(archive), measurement)
        path.rename(path.with_name(f"{name}.toml"))
    async with at_desk(archive, opened) as desk:
        await desk.press("f3")
        assert isinstance(desk.app.screen, Versions)
        assert "m (1).toml" in desk.text
        assert "100" not in desk.text
