"""The archive on the screen: found as it is typed, read beside the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.measurement.note import Measurement
from facilitator.core.note import Commitment, Keyword
from facilitator.core.text.tags import ContributionKind, Theme
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import dumps as measurement_text
from facilitator.store.notes import dumps
from facilitator.store.session_file import Keeper
from facilitator.ui.archive.screen import ArchiveScreen
from facilitator.ui.kit.list_detail import LongList
from facilitator.ui.kit.note_page import MARK
from facilitator.words import set_language
from tests.store.samples import a_note, a_session, put
from tests.ui.desk import at_desk, written

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

QUESTION = "Hvad observerede du på mødet?"


def opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.open_archive()


def keep(archive: Path, name: str, note: Note) -> Path:
    return written(archive / name, dumps(note).decode())


def keep_three(archive: Path) -> None:
    for day, team, text in ((1, "Nord", "Åbent om [fejl]"), (2, "Nord", "arbejdsmiljø"),
                            (3, "Syd", "overlevering")):  # fmt: skip
        note = a_note([text], note_id=f"n{day}", team=team, day=date(2026, day, 1))
        keep(archive, f"{team}/{day}.toml", note)


def shown(desk: Desk) -> int:
    return desk.query_one(LongList).length


def marks(desk: Desk) -> list[str]:
    """What is drawn as marked."""
    return [
        segment.text
        for strip in desk.strips
        for segment in strip
        if segment.style and segment.style.reverse and segment.text.strip()
    ]


async def test_the_newest_note_is_beside_the_list_as_a_person_would_read_it(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive, opened) as desk:
        assert shown(desk) == 3
        at = next(n for n, row in enumerate(desk.rows) if "2026-03-01 Check-out" in row)
        assert desk.rows[at + 1].strip().startswith("Syd · ")
        assert QUESTION in desk.text
        assert "– overlevering" in desk.text
        assert "søndag 1. marts 2026" in desk.text


@pytest.mark.parametrize("typed", ["miljø", "ARBEJD", "team:nord miljø", "fra:2026-02 til:2026-02"])
async def test_what_fits_is_found_as_it_is_typed(archive: Path, typed: str) -> None:
    keep_three(archive)
    async with at_desk(archive, opened) as desk:
        await desk.write(typed)
        assert shown(desk) == 1
        assert "– arbejdsmiljø" in desk.text


async def test_the_match_is_marked_in_its_line(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive, opened) as desk:
        await desk.write("aabe")
        assert MARK == "reverse"
        assert marks(desk).count("Åbe") == 2  # in the list and on the page
        assert "Åbent om [fejl]" in desk.text


async def test_nothing_found_is_said_and_a_letter_less_brings_it_back(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive, opened) as desk:
        await desk.write("miljøx")
        assert "Intet fundet." in desk.text
        await desk.press("enter", "down", "backspace")
        assert shown(desk) == 1


async def test_the_arrows_move_through_the_list_while_the_line_keeps_the_focus(
    archive: Path,
) -> None:
    for number in range(40):
        note = a_note(
            [f"ord {number:02}"], note_id=f"n{number}", day=date(2026, 1, 1 + number % 28)
        )
        keep(archive, f"N/{number}.toml", note)
    async with at_desk(archive, opened) as desk:
        listed = desk.query_one(LongList)
        places = []
        for key in ("down", "up", "up", "end", "pageup", "home", "pagedown"):
            await desk.press(key)
            places.append(listed.marked)
        assert places == [1, 0, 0, 39, 39 - listed.page, 0, listed.page]
        await desk.write("ord 07")
        assert "– ord 07" in desk.text


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (40, 10), (160, 45)])
@pytest.mark.parametrize("lang", ["da", "en"])
async def test_enter_opens_the_note_to_read_and_escape_leads_back_by_the_same_way(
    archive: Path, size: tuple[int, int], lang: str
) -> None:
    set_language("en" if lang == "en" else "da")
    keep(archive, "N/a.toml", a_note([f"linje {n:02}" for n in range(60)]))
    keep_three(archive)
    async with at_desk(archive, opened, size=size) as desk:
        assert all(strip.cell_length <= size[0] for strip in desk.strips)
        await desk.press("enter", "end")
        assert "linje 59" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, ArchiveScreen)
        await desk.write("overlev")
        assert shown(desk) == 1
        await desk.press("escape")  # what was found goes first
        assert isinstance(desk.app.screen, ArchiveScreen)
        assert shown(desk) == 4
        await desk.press("escape")
        assert not isinstance(desk.app.screen, ArchiveScreen)


async def test_files_that_are_no_notes_are_listed_with_what_is_wrong(archive: Path) -> None:
    keep_three(archive)
    written(archive / "N" / "half.toml", "half a")
    keep(archive, "N/n1 (conflicted copy).toml", a_note(note_id="n9"))
    keep(archive, "N/double.toml", a_note(note_id="n1"))
    async with at_desk(archive, opened, size=(160, 45)) as desk:
        assert "4 noter · 2 filer" in desk.text
        await desk.press("end")
        assert "! double.toml" in desk.text
        assert "en anden version af" in desk.prose


async def test_a_choice_is_written_into_the_line(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive, opened) as desk:
        await desk.press("f4", "enter", "down", "enter")
        assert 'team:"Syd"' in desk.text
        assert shown(desk) == 1
        await desk.press("f4", "enter", "end", "enter")
        assert 'team:"Nord"' in desk.text
        assert "Syd" not in desk.rows[1]
        assert shown(desk) == 2
        await desk.press("f4", "enter", "home", "enter")
        assert shown(desk) == 3


async def test_a_kind_and_a_theme_narrow_it_down(archive: Path) -> None:
    keep_three(archive)
    note = a_note(note_id="tagged", day=date(2025, 1, 1))
    tagged = Keyword(text="glemt nøgle", kind=ContributionKind.ERROR, theme=Theme.TRUST)
    keep(archive, "N/t.toml", note.with_entries("observed", (tagged,)))
    async with at_desk(archive, opened) as desk:
        for typed in ("#fejl", "tema:tillid", "slags:fejl tema:tillid"):
            await desk.write(typed)
            assert shown(desk) == 1
            assert "glemt nøgle" in desk.text
            await desk.press("ctrl+u")


async def test_what_people_wrote_is_never_markup(archive: Path) -> None:
    text = "[bold]fed[/bold] [/] [link=x]her"
    keep(archive, "N/a.toml", a_note([text], team="[red]Nord[/]"))
    async with at_desk(archive, opened, size=(160, 45)) as desk:
        await desk.write("fed")
        assert f"– {text}" in desk.text
        assert "[red]Nord[/]" in desk.text


async def test_a_running_session_has_no_text_here_and_enter_goes_on_with_it(archive: Path) -> None:
    left = put(Archive(archive), "left.toml", a_session(["endnu uafklaret"]))
    async with at_desk(archive, opened) as desk:
        assert "endnu uafklaret" not in desk.text
        await desk.press("enter")
        assert "tidligere version" in desk.prose
        await desk.press("enter")
        assert desk.navigator.current.conductor is None
        assert left.exists()
        await desk.press("enter", "down", "enter")
        assert desk.navigator.current.conductor is not None
        assert not left.exists()


async def test_a_note_changed_under_the_screen_is_read_as_it_is_now(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive, opened) as desk:
        keep(archive, "Nord/2.toml", a_note(["noget nyt"], note_id="n2", day=date(2026, 2, 1)))
        (archive / "Nord" / "1.toml").unlink()
        await desk.press("down")
        assert "noget nyt" in desk.text
        await desk.press("down")
        assert desk.text


async def test_the_mouse_marks_and_opens(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive, opened) as desk:
        await desk.click(4, 5)
        assert desk.query_one(LongList).marked == 1
        await desk.click(4, 7, times=2)
        assert desk.app.screen.has_class("-reading")


async def test_what_still_runs_is_offered_before_a_large_archive_has_been_read(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.conducting.workspace.FIRST_READING", -1.0)
    keep_three(archive)
    Keeper.begin(Archive(archive), a_session()).release()
    measurement = Measurement(
        id="m", team="Syd", date=date(2026, 5, 1), language="da", scale=5, label="APV"
    )
    written(archive / "Syd" / "m.toml", measurement_text(measurement).decode())
    async with at_desk(archive) as desk:
        assert "Syd · APV" in desk.text
        assert "Check-out · Team Nordlys" in desk.text
        assert desk.text.count("▸") == 2


async def test_how_a_commitment_is_remembered_and_what_came_of_it_are_sentences(
    archive: Path,
) -> None:
    ring = Commitment(id="c1", what="Vi ringer", cue="vi er i tvivl", response="ringer vi",
                      happened="Det gik godt")  # fmt: skip
    keep(archive, "Nord/1.toml", a_note(["ord"], commitments=(ring,)))
    async with at_desk(archive, opened) as desk:
        page = [row.partition("│")[2].rstrip() for row in desk.rows]
        at = page.index("  – Vi ringer – åben")
        assert page[at + 1 : at + 3] == [
            "    Når vi er i tvivl, så ringer vi",
            "    Hvad der skete: Det gik godt",
        ]
        await desk.write("tvivl")
        assert marks(desk).count("tvivl") == 2  # in the list and on the page
