"""A list of the archive and its page, in the archive and the follow-up alike."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import date
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import pytest

from facilitator.core.note import Commitment
from facilitator.store.notes import dumps
from facilitator.ui.archive import listing
from facilitator.ui.kit.dialog import PickScreen
from facilitator.ui.kit.list_detail import LongList
from facilitator.words import set_language
from tests.store.samples import a_note
from tests.ui.desk import at_desk, until, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk


def archive_opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.open_archive()


def follow_up_opened(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.follow_up()


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
        assert "  F4 Filter" in desk.rows[-1]
        assert "   F4 Filter" not in desk.rows[-1]
        await desk.click(desk.rows[-1].index("F4"), 23)
        assert isinstance(desk.app.screen, PickScreen)


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
        await desk.written()
        assert "n1.toml: Værdien kan ikke læses." in desk.prose.replace("▌ ", "")


async def test_more_files_than_are_listed_are_all_counted(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PROBLEMS_AT_MOST", 2)
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


class Held:
    """A function that is held up until it is let go."""

    def __init__(self) -> None:
        self.began, self.let_go = threading.Event(), threading.Event()


@contextmanager
def held_up(desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[Held]:
    """The function of that name waits while the block lasts; then it is over."""
    held, really = Held(), resolve_name(name)

    def wait(*arguments: object, **named: object) -> object:
        held.began.set()
        held.let_go.wait(60)
        return really(*arguments, **named)

    monkeypatch.setattr(name.replace(":", "."), wait)
    desk.holds_reading = True
    try:
        yield held
    finally:
        held.let_go.set()
        desk.holds_reading = False


@BOTH
async def test_what_is_known_is_listed_while_what_has_changed_is_read(
    archive: Path, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    path = keep(archive)
    async with at_desk(archive) as desk:  # which reads it
        path.unlink()
        with held_up(desk, monkeypatch, "facilitator.store.index:Index.refresh") as held:
            opened(desk.app)  # type: ignore[operator]
            await until(held.began.is_set)
            count = 2 if opened is archive_opened else 1
            await until(lambda: "Check-out" in desk.text and "Læser …" in desk.rows[count])
            await desk.press("down")
        await desk.settle()
        assert "Læser" not in desk.text
        assert "Check-out" not in desk.text


async def test_a_key_after_the_last_letter_waits_for_what_is_found(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        note = a_note([f"ord {number}"], note_id=f"n{number}", day=date(2026, 1, 9 - number))
        written(archive / "Nord" / f"n{number}.toml", dumps(note).decode())
    async with at_desk(archive, archive_opened) as desk:
        with held_up(desk, monkeypatch, "facilitator.ui.archive.listing:matching") as held:
            await desk.write("ord")
            await until(held.began.is_set)
            await desk.press("down", "delete")
            assert desk.query_one(LongList).marked == 0
        await desk.settle()
        assert "8. januar 2026" in desk.prose
        assert isinstance(desk.app.screen, PickScreen)


async def test_what_was_to_be_done_with_the_list_before_is_dropped_with_it(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(archive)
    async with at_desk(archive, archive_opened) as desk:
        with held_up(desk, monkeypatch, "facilitator.ui.archive.listing:matching"):
            await desk.write("r")
            await desk.press("delete")
            await desk.write("i")
        await desk.settle()
        assert desk.query_one(LongList).length == 1
        assert not isinstance(desk.app.screen, PickScreen)


async def test_rows_far_from_the_mark_are_read_when_it_comes_near(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ROWS_AROUND", 5)
    for number in range(60):
        note = a_note([f"ord {number:02}"], note_id=f"n{number:02}", day=date(2026, 1, 9))
        written(archive / "N" / f"n{number:02}.toml", dumps(note).decode())
    async with at_desk(archive, archive_opened) as desk:
        for key in ("end", "pageup", "pageup", "home", "pagedown", "down"):
            await desk.press(key)
            listed = desk.query_one(LongList)
            x, y, width, height = listed.region
            rows = [strip.crop(x, x + width).text for strip in desk.strips[y : y + height]]
            assert all("2026-01-09 Check-out" in row for row in rows[::2] if row.strip()), key
            assert sum("2026-01-09" in row for row in rows) == listed.page


async def test_a_terminal_taller_than_the_rows_read_ahead_shows_them_all(archive: Path) -> None:
    for number in range(70):
        note = a_note([f"ord {number:02}"], note_id=f"n{number:02}", day=date(2026, 1, 9))
        written(archive / "N" / f"n{number:02}.toml", dumps(note).decode())
    async with at_desk(archive, archive_opened, size=(80, 150)) as desk:
        assert desk.text.count("2026-01-09 Check-out") == 70


LONG = (
    "Vi begynder hvert teammøde med en runde, hvor alle siger, hvad de er i tvivl om, før vi går "
    "i gang med dagsordenen, og den, der faciliterer, siger det først"
)


def list_prose(desk: Desk) -> str:
    """What stands in the list alone, its line breaks taken out."""
    x, y, width, height = desk.query_one(LongList).region
    rows = [strip.crop(x, x + width).text for strip in desk.strips[y : y + height]]
    return " ".join(" ".join(rows).split())


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (110, 30), (160, 45)])
@BOTH
async def test_nothing_that_was_written_is_cut_in_a_list(
    archive: Path, opened: Callable[[FacilitatorApp], None], size: tuple[int, int]
) -> None:
    for number in range(12):
        agreed = Commitment(id="c1", what=f"{number:02} {LONG}", owner="Mette")
        note = a_note(
            [f"{number:02} {LONG}"],
            note_id=f"n{number:02}",
            day=date(2026, 1, 28 - number),
            team="Team Solsikkehaven ved Åen, aftenvagten i vest",
            commitments=(agreed,),
        )
        written(archive / "N" / f"n{number:02}.toml", dumps(note).decode())
    async with at_desk(archive, opened, size=size) as desk:
        if opened is archive_opened:
            await desk.write("dagsordenen")
        for step in range(12):
            prose, listed = list_prose(desk), desk.query_one(LongList)
            number = step if opened is archive_opened else 11 - step
            assert f"{number:02} {LONG}" in prose, "the marked one is seen whole"
            assert "…" not in prose
            assert listed.mark is not None
            row = desk.rows[listed.region.y + listed.mark.y]
            assert row.strip().startswith(("○ ", f"2026-01-{28 - number}"))
            await desk.press("down")


async def test_a_page_down_passes_nothing_by_that_was_not_seen(archive: Path) -> None:
    agreed = [
        Commitment(id=f"c{n}", what=f"{n:02} {LONG if n % 3 else 'kort'}") for n in range(1, 30)
    ]
    note = a_note(["ord"], note_id="n1", day=date(2026, 1, 9), commitments=tuple(agreed))
    written(archive / "N" / "n1.toml", dumps(note).decode())
    async with at_desk(archive, follow_up_opened) as desk:
        seen: set[str] = set()
        for _page in range(29):
            seen |= {word for word in list_prose(desk).split() if len(word) == 2}
            await desk.press("pagedown")
        assert {f"{n:02}" for n in range(1, 30)} <= seen


async def test_a_click_marks_the_item_whose_words_it_is_on(archive: Path) -> None:
    agreed = [Commitment(id=f"c{n}", what=f"{n} {LONG}") for n in range(1, 4)]
    note = a_note(["ord"], note_id="n1", day=date(2026, 1, 9), commitments=tuple(agreed))
    written(archive / "N" / "n1.toml", dumps(note).decode())
    async with at_desk(archive, follow_up_opened, size=(80, 30)) as desk:
        listed = desk.query_one(LongList)
        rows = [listed.region.y + at for at in range(listed.region.height)]
        second = next(y for y in rows if "2 Vi begynder" in desk.rows[y])
        await desk.click(listed.region.x + 4, second + 2)
        assert listed.marked == 2
        last = max(y for y in rows if desk.rows[y].split("│")[0].strip())
        await desk.click(listed.region.x + 4, last + 1)
        assert listed.marked == 2, "below the last there is nothing to mark"
