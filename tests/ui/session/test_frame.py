"""A frame made in a session: what is kept of it, what is taken over, when it is looked at again."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from facilitator.words import set_language
from tests.store.samples import a_frame
from tests.ui.desk import at_desk, begun
from tests.ui.frame.framed import SIZES, TODAY, keep

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

FRAMING = begun("framing", team="Nord")


def has_frame(archive: Path) -> None:
    day = TODAY - timedelta(100)
    keep(archive, a_frame(1, team="Nord", day=day, what=["Mere ro"], social=["Vi siger tak"]))


async def to_phase(desk: Desk, phase: str) -> None:
    while desk.navigator.current.conductor.session.phase.id != phase:  # type: ignore[union-attr]
        await desk.press("pagedown")


def frame_in(desk: Desk) -> dict[str, Any]:
    """The note that was made today."""
    (file,) = (note for note in desk.notes if note.name.startswith(str(TODAY)))
    return tomllib.loads(file.read_text(encoding="utf-8"))


def words(note: dict[str, Any]) -> list[str]:
    return [k["text"] for q in note.get("questions", []) for k in q.get("keywords", [])]


async def saved(desk: Desk) -> None:
    await desk.run("session.close")
    await desk.press("ctrl+s")
    await desk.settle()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_close_asks_when_it_is_looked_at_again_and_proposes_a_day(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, FRAMING, size=size) as desk:
        await to_phase(desk, "what")
        await desk.enter("Færre afbrydelser")
        await saved(desk)
        assert "Rammen, version 1. Hvornår genbesøger I den?" in desk.prose
        assert desk.app.screen.query_one(Input).value == "3. juni 2026"
        await desk.press("enter")

        note = frame_in(desk)
        assert note["frame"] == {"version": 1, "revisit": date(2026, 6, 3)}
        assert words(note) == ["Færre afbrydelser"]


async def test_another_day_may_be_said_in_words_and_none_at_all(archive: Path) -> None:
    async with at_desk(archive, FRAMING) as desk:
        await to_phase(desk, "what")
        await desk.enter("Færre afbrydelser")
        await saved(desk)
        await desk.press("ctrl+u")
        await desk.enter("i går")
        assert "allerede gået" in desk.prose or "passeret" in desk.prose
        await desk.press("ctrl+u")
        await desk.write("om 14 dage")
        assert "→ tirsdag 17. marts 2026" in desk.prose
        await desk.press("ctrl+u", "enter")

        assert frame_in(desk)["frame"] == {"version": 1}


async def test_what_was_unspoken_is_never_kept_but_for_what_became_an_agreement(
    archive: Path,
) -> None:
    async with at_desk(archive, FRAMING) as desk:
        await to_phase(desk, "unspoken")
        await desk.enter("Man skal selv opdage det")
        await desk.run("session.close")
        assert "Man skal selv opdage det" not in desk.text
        await desk.press("ctrl+s")
        await desk.settle()

        assert "opdage" not in desk.notes[0].read_text(encoding="utf-8")


async def test_a_frame_of_nothing_is_no_version(archive: Path) -> None:
    async with at_desk(archive, FRAMING) as desk:
        await saved(desk)
        assert "genbesøger" not in desk.prose
        assert "frame" not in frame_in(desk)


async def test_a_new_version_takes_over_the_texts_one_by_one(archive: Path) -> None:
    has_frame(archive)
    async with at_desk(archive, FRAMING) as desk:
        await desk.settle()
        await desk.press("2")
        await to_phase(desk, "what")
        await desk.enter("Færre afbrydelser")
        await desk.press("ctrl+n")
        assert "Rammen, version 1" in desk.prose
        assert "· Mere ro" in desk.text
        await desk.press("enter")
        assert "✓ Mere ro" in desk.text
        await desk.press("enter")
        assert "Det står allerede på tavlen." in desk.prose
        await desk.press("ctrl+z")
        assert "· Mere ro" in desk.text
        await desk.press("enter", "escape")
        await saved(desk)
        assert "Rammen, version 2." in desk.prose
        await desk.press("enter")

        note = frame_in(desk)
        assert note["frame"]["version"] == 2
        assert sorted(words(note)) == ["Færre afbrydelser", "Mere ro"]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_frame_is_seen_in_the_phase_that_shows_it(
    archive: Path, size: tuple[int, int]
) -> None:
    has_frame(archive)
    async with at_desk(archive, FRAMING, size=size) as desk:
        await desk.settle()
        await desk.press("2")
        assert size == (50, 15) or "Ctrl+N Rammen" in desk.prose
        assert "Rammen, version 1" in desk.prose
        assert "– Mere ro" in desk.text
        await to_phase(desk, "what")
        assert "– Mere ro" not in desk.text


async def test_a_text_is_taken_over_only_where_its_column_is_on_the_board(archive: Path) -> None:
    has_frame(archive)
    async with at_desk(archive, FRAMING) as desk:
        await desk.settle()
        await desk.press("2", "ctrl+n", "enter")
        assert "i den fase, hvis kolonne den står i" in desk.prose
        await desk.press("escape")
        await to_phase(desk, "what")
        await desk.press("ctrl+n", "down", "down", "enter")
        await desk.press("escape")

        note = desk.navigator.current.conductor.session.note  # type: ignore[union-attr]
        assert [len(column.keywords) for column in note.questions] == [1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_new_version_begins_with_all_that_is_in_force_where_the_group_says_so(
    archive: Path, size: tuple[int, int]
) -> None:
    has_frame(archive)
    async with at_desk(archive, begun("framing", team="Nord", start=False), size=size) as desk:
        await desk.settle()
        assert "Der er en ramme" not in desk.prose
        await desk.press("enter")
        assert "Der er en ramme, version 1. Vil I begynde med" in desk.prose
        await desk.press("enter")
        assert words(desk.session.note.model_dump()) == ["Mere ro", "Vi siger tak"]
        await desk.press("ctrl+z")
        assert words(desk.session.note.model_dump()) == []
        await desk.press("ctrl+y")

        await to_phase(desk, "check")
        assert "Mere ro" in desk.text
        assert "Det usagte" not in desk.text
        await saved(desk)
        assert "Ikke længere" not in desk.prose
        await desk.press("enter")
        assert sorted(words(frame_in(desk))) == ["Mere ro", "Vi siger tak"]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_close_says_what_is_no_longer_in_the_frame_before_it_is_saved(
    archive: Path, size: tuple[int, int]
) -> None:
    many = [f"Aftale {n}" for n in range(40)]
    frame = a_frame(1, team="Nord", day=TODAY - timedelta(100), what=["Mere ro"], how=many)
    keep(archive, frame)
    async with at_desk(archive, FRAMING, size=size) as desk:
        await desk.settle()
        await desk.press("2")
        await to_phase(desk, "how")
        await desk.enter("mere RO")
        await saved(desk)
        dialog = "\n".join(strip.text for strip in desk.strips_to_read())
        shown = dialog.count("× Aftale")
        assert "Ikke længere med i rammen:" in dialog
        assert "Mere ro" not in dialog
        assert shown
        assert f"… og {40 - shown} til" in dialog
        assert "Hvornår genbesøger I den?" in dialog
        assert len(desk.notes) == 1


async def test_the_close_says_that_the_unspoken_is_deleted(archive: Path) -> None:
    async with at_desk(archive, FRAMING) as desk:
        await desk.run("session.close")
        assert "Det usagte" not in desk.text
        await desk.press("escape")
        await to_phase(desk, "unspoken")
        await desk.enter("Man skal selv opdage det")
        await desk.run("session.close")
        assert "Slettes, når I gemmer: Det usagte" in desk.prose
        assert "ikke skrevet noget på tavlen" not in desk.prose


async def test_who_goes_on_with_a_new_version_is_not_asked_once_more(archive: Path) -> None:
    has_frame(archive)
    async with at_desk(archive, FRAMING) as desk:
        await desk.settle()
        await desk.press("2")
        await desk.press("pagedown", "pageup")
        assert "Der er en ramme" not in desk.prose


async def test_another_session_shows_its_norms_by_one_key(archive: Path) -> None:
    has_frame(archive)
    async with at_desk(archive, begun(team="Nord")) as desk:
        await desk.settle()
        await desk.press("ctrl+n")
        assert "– Vi siger tak" in desk.text
        assert "Mere ro" not in desk.text
        await desk.press("escape")
        assert "Vi siger tak" not in desk.text


async def test_a_team_without_a_frame_is_told_so(archive: Path) -> None:
    has_frame(archive)
    async with at_desk(archive, begun(team="Syd")) as desk:
        await desk.settle()
        await desk.press("ctrl+n")
        assert "Teamet har ingen ramme endnu." in desk.prose


@pytest.mark.parametrize("start", [True, False])
async def test_who_makes_a_frame_alone_is_told_to_run_it_with_the_group(
    archive: Path, *, start: bool
) -> None:
    alone = begun("framing", "Mette", team="Nord", start=start)
    async with at_desk(archive, alone) as desk:
        await desk.settle()
        assert "Lav den sammen med gruppen" in desk.prose
        assert desk.navigator.current.conductor is None
        await desk.press("down", "enter")
        await desk.settle()

        assert desk.navigator.current.conductor is not None


async def test_the_close_of_a_frame_made_alone_says_it_is_a_draft(archive: Path) -> None:
    async with at_desk(archive, begun("framing", "Mette", team="Nord")) as desk:
        await desk.settle()
        await desk.press("down", "enter")
        await desk.settle()
        await to_phase(desk, "what")
        await desk.enter("Færre afbrydelser")
        await saved(desk)
        assert "er det et udkast" in desk.prose


async def test_it_is_asked_in_english_where_english_is_chosen(archive: Path) -> None:
    set_language("en")
    async with at_desk(archive, begun("framing", team="Nord")) as desk:
        await to_phase(desk, "what")
        await desk.enter("Fewer interruptions")
        await saved(desk)
        assert "The frame, version 1. When do you look at it again?" in desk.prose
        assert desk.app.screen.query_one(Input).value == "3 June 2026"
