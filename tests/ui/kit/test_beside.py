"""The archive and the follow-up alike: their key lines, the page that is read, and what is said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.guide.door import Door
from facilitator.core.note import Commitment
from facilitator.store.notes import dumps
from facilitator.ui.archive import screen as archive_screen
from facilitator.ui.kit.dialog import Pick
from facilitator.words import set_language
from tests.store.samples import a_note
from tests.ui.desk import at_desk, written

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp


def archive_opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.open_archive()


def follow_up_opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.open_door(Door.FOLLOW_UP)


BOTH = pytest.mark.parametrize("opened", [archive_opened, follow_up_opened])


def keep(archive: Path) -> Path:
    """A note with a commitment."""
    ring = Commitment(id="c1", what="Vi ringer", owner="Mette")
    note = a_note(["Vi talte åbent"], note_id="n1", day=date(2026, 2, 1), commitments=(ring,))
    return written(archive / "Nord" / "n1.toml", dumps(note).decode())


@pytest.mark.parametrize("lang", ["da", "en"])
async def test_at_80_columns_an_export_and_a_deletion_are_in_view(archive: Path, lang: str) -> None:
    set_language("en" if lang == "en" else "da")
    keep(archive)
    async with at_desk(archive, archive_opened) as desk:
        for key in ("Enter ", "F4 ", "F5 ", "F8 ", "Del ", "F1 "):
            assert key in desk.rows[-1], desk.rows[-1]


@pytest.mark.parametrize("lang", ["da", "en"])
async def test_at_80_columns_the_follow_up_says_how_to_narrow_it(archive: Path, lang: str) -> None:
    set_language("en" if lang == "en" else "da")
    keep(archive)
    async with at_desk(archive, follow_up_opened) as desk:
        for key in ("Enter ", "A ", "F4 ", "N ", "T ", "F1 "):
            assert f" {key}" in f" {desk.rows[-1]}", desk.rows[-1]


async def test_keys_that_stand_closer_are_clicked_where_they_stand(archive: Path) -> None:
    set_language("en")
    keep(archive)
    async with at_desk(archive, follow_up_opened) as desk:
        assert "  F4 Narrow" in desk.rows[-1]
        assert "   F4 Narrow" not in desk.rows[-1]
        await desk.click(desk.rows[-1].index("F4"), 23)
        assert isinstance(desk.app.screen, Pick)


@BOTH
@pytest.mark.parametrize("size", [(50, 15), (80, 24)])
async def test_while_the_page_is_read_the_way_back_to_the_list_comes_first(
    archive: Path, opened: object, size: tuple[int, int]
) -> None:
    keep(archive)
    async with at_desk(archive, opened, size=size) as desk:  # type: ignore[arg-type]
        await desk.press("enter" if opened is archive_opened else "right")
        assert desk.rows[-1].startswith(" Esc Til listen")
        await desk.press("escape")
        assert "Til listen" not in desk.rows[-1]


async def test_a_note_that_has_become_unreadable_is_named_where_it_is_not_changed(
    archive: Path,
) -> None:
    path = keep(archive)
    async with at_desk(archive, follow_up_opened) as desk:
        path.write_text("status = banan [[")
        await desk.press("g")
        await desk.app.workers.wait_for_complete()
        await desk.settle()
        assert "n1.toml: Værdien kan ikke læses." in desk.prose.replace("▌ ", "")


async def test_more_files_than_are_listed_are_all_counted(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_screen, "PROBLEMS_AT_MOST", 2)
    keep(archive)
    for number in range(5):
        written(archive / "Nord" / f"x{number}.toml", "half a fi")
    async with at_desk(archive, archive_opened) as desk:
        assert "1 note · 5 filer at se på" in desk.text


async def test_where_nothing_is_found_it_says_how_guides_and_teams_are(archive: Path) -> None:
    keep(archive)
    async with at_desk(archive, archive_opened) as desk:
        await desk.write("supervision")
        assert "forløb:supervision finder et forløb" in " ".join(
            row.partition("│")[2].strip() for row in desk.rows
        )


@BOTH
async def test_a_click_gives_the_keys_to_the_page_and_to_the_list(
    archive: Path, opened: object
) -> None:
    keep(archive)
    async with at_desk(archive, opened) as desk:  # type: ignore[arg-type]
        await desk.click(60, 12)
        assert desk.rows[-1].startswith(" Esc Til listen")
        await desk.click(5, 4)
        assert "Til listen" not in desk.rows[-1]


@pytest.mark.parametrize("leave", ["click", "enter"])
async def test_a_letter_is_searched_for_while_the_page_is_read_too(
    archive: Path, leave: str
) -> None:
    keep(archive)
    async with at_desk(archive, archive_opened) as desk:
        if leave == "click":
            await desk.click(60, 12)
            await desk.click(5, 3)
        else:
            await desk.press("enter")
        await desk.write("åbentx")
        assert "åbentx" in desk.rows[1]
        assert "Intet fundet." in desk.text
