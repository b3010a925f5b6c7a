"""The guides on screen: read, copied, and read again as soon as a file is saved."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from facilitator.store.guide_files import guide_file
from facilitator.ui.guides import GuidesScreen
from tests.store.guide_texts import SMALL, written
from tests.ui.desk import at_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

pytestmark = pytest.mark.usefixtures("no_editor")
WIDE = (120, 40)


@pytest.fixture
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


async def the_guides(desk: Desk) -> GuidesScreen:
    await desk.run("home.guides")
    screen = desk.app.screen
    assert isinstance(screen, GuidesScreen)
    await desk.until(lambda: screen.long_list.length)
    return screen


async def mark(desk: Desk, screen: GuidesScreen, title: str) -> None:
    number = next(n for n, row in enumerate(screen._rows) if row.title == title)
    screen.long_list.show(len(screen._rows), number)
    await desk.settle()


@pytest.mark.parametrize("size", [(80, 24), (50, 15), WIDE])
async def test_every_guide_is_listed_and_read_as_a_page(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, size=size) as desk:
        screen = await the_guides(desk)
        assert screen.long_list.length == len(desk.app.workspace.guides.entries("da"))
        await mark(desk, screen, "Check-out")
        await desk.press("enter")
        assert "Check-out (check-out)" in desk.text
        await desk.press("pagedown")
        assert screen.query_one("#page").scroll_y > 0


async def test_a_broken_file_is_listed_with_its_problems_by_line(archive: Path) -> None:
    path = written(archive / "guides", "min.toml", SMALL.replace("minutes = 2", "minutes = 2,5", 1))
    async with at_desk(archive, size=WIDE) as desk:
        await the_guides(desk)
        assert "kan ikke bruges" in desk.text
        assert "Linje 5: Decimaler står efter et punktum. Skriv minutes = 2.5." in desk.text

        written(path.parent, path.name, SMALL)
        await desk.until(lambda: "Lille (small)" in desk.text)


async def test_a_guide_is_copied_and_marked_and_where_it_lies_is_said(archive: Path) -> None:
    async with at_desk(archive, size=WIDE) as desk:
        screen = await the_guides(desk)
        await mark(desk, screen, "Check-out")
        await desk.press("c")
        assert "vores-check-out" in desk.text
        await desk.press("enter")
        path = archive / "guides" / "vores-check-out.toml"
        await desk.until(path.exists)
        await desk.until(lambda: screen._marked and screen._marked.path == path)
        assert screen._marked is not None
        assert "Åbn denne fil i en editor" in desk.text

    copy = guide_file(path).guide
    assert copy is not None
    assert copy.id == "vores-check-out"


async def test_a_copy_never_replaces_a_file(archive: Path) -> None:
    mine = written(archive / "guides", "vores-check-out.toml", SMALL)
    async with at_desk(archive, size=WIDE) as desk:
        screen = await the_guides(desk)
        await mark(desk, screen, "Check-out")
        await desk.press("c", "enter")
        await desk.until(lambda: "findes" in desk.text)

    assert mine.read_text(encoding="utf-8") == SMALL


async def test_ours_cannot_be_written_in(archive: Path) -> None:
    async with at_desk(archive, size=WIDE) as desk:
        screen = await the_guides(desk)
        await mark(desk, screen, "Check-out")
        await desk.press("e")
        assert "kopiér det, og" in desk.text
        assert "skriv i kopien." in desk.text  # on the message's second row


async def test_a_guide_is_tried_out_from_its_page_and_nothing_is_kept(archive: Path) -> None:
    async with at_desk(archive, size=WIDE) as desk:
        screen = await the_guides(desk)
        await mark(desk, screen, "Check-out")
        before = files(archive)
        await desk.press("t")
        assert desk.session.guide.id == "check-out"
        desk.app.navigator.go_home()
        await desk.settle()

    assert files(archive) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no editor runs in the terminal there")
async def test_an_editor_that_cannot_be_opened_is_no_fault(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor --wait")
    written(archive / "guides", "small.toml")
    async with at_desk(archive, size=WIDE) as desk:
        screen = await the_guides(desk)
        await mark(desk, screen, "Lille")
        await desk.press("e")
        assert "small.toml" in desk.text
