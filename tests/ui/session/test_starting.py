"""Typing while the program that starts with a session still loads: nothing is lost or overtaken."""

from __future__ import annotations

from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING, Literal

import pytest
from textual import events

from facilitator.conducting.headings import fitting, headings
from facilitator.core.errors import Refused
from facilitator.core.session.events import conduct
from facilitator.core.session.opening import SessionSetup, new_session
from facilitator.core.session.phases import Start
from facilitator.store.archive import Archive
from facilitator.store.files import NotWritten
from facilitator.store.guides import Guides, shipped
from facilitator.store.session_file import Keeper
from facilitator.ui.home import HomeScreen
from facilitator.ui.kit.cover import Blank
from facilitator.ui.navigation.session import SessionNavigator
from facilitator.words import language, set_language
from tests.ui.desk import NOON, at_desk, begun, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from facilitator.core.session.model import Session
    from facilitator.store.session_file import NotSaved
    from tests.ui.desk import Desk

TEAM = "Team Nordlys"


class Loading:
    """The loading of what a session needs, which takes until `end`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._may_end = Event()
        load = SessionNavigator.load

        def held(navigator: SessionNavigator) -> None:
            assert self._may_end.wait(60)
            load(navigator)

        monkeypatch.setattr(SessionNavigator, "load", held)

    @asynccontextmanager
    async def desk(self, archive: Path, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
        words = Guides().first_words("check-out", language())
        assert words is not None
        first, words = begun(names="", team=TEAM), words._replace(team=TEAM)
        try:
            async with at_desk(archive, first, first_words=words, size=size) as desk:
                yield desk
        finally:
            self._may_end.set()

    async def end(self, desk: Desk) -> None:
        self._may_end.set()
        desk.holds_reading = False
        await desk.settle()


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> Loading:
    return Loading(monkeypatch)


async def waiting(desk: Desk, *keys: str) -> None:
    """Keys that wait, and all after them."""
    for key in keys:
        await desk._send(key)
    await desk.settle(waiting=len(keys))


def keywords(desk: Desk) -> list[list[str]]:
    return [[k.text for k in column.keywords] for column in desk.session.note.questions]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("size", [(50, 15), (80, 24), (160, 45)])
async def test_letters_are_seen_at_once_and_stay_where_they_are(
    archive: Path, loading: Loading, size: tuple[int, int], lang: Literal["da", "en"]
) -> None:
    set_language(lang)
    async with loading.desk(archive, size=size) as desk:
        await desk.write("få talte æøå 2")
        line = desk.row_with("❯")
        at, cursor = desk.rows.index(line), desk.app.cursor_position
        assert line.endswith("❯ få talte æøå 2")
        privacy = desk.rows[at + 1]

        await loading.end(desk)

        assert desk.conductor.session.running
        assert desk.rows[at] == line
        assert desk.rows[at + 1].startswith(privacy)
        assert desk.app.cursor_position == cursor

        await desk.enter(" til")
        assert keywords(desk)[0] == ["få talte æøå 2 til"]


async def test_other_keys_wait_and_all_after_them(archive: Path, loading: Loading) -> None:
    async with loading.desk(archive) as desk:
        await desk.write("få talx")
        await waiting(desk, "backspace", *"te", "enter", "2", "enter", *"to")
        assert desk.row_with("❯").endswith("❯ få talx")

        await loading.end(desk)

        assert keywords(desk)[:2] == [["få talte"], []]
        assert "2 Hvem talte ikke" in desk.row_with("❯")
        assert desk.row_with("❯").endswith("❯ to")


async def test_a_space_in_the_empty_line_is_the_clock_and_no_text(
    archive: Path, loading: Loading
) -> None:
    async with loading.desk(archive) as desk:
        await waiting(desk, "space", "x")
        assert desk.row_with("❯").endswith("❯")

        await loading.end(desk)

        assert not desk.session.running
        assert desk.row_with("❯").endswith("❯ x")


async def test_a_paste_comes_after_the_letters_before_it(archive: Path, loading: Loading) -> None:
    async with loading.desk(archive) as desk:
        await desk.write("få ")
        desk.app.post_message(events.Paste("talte\nmeget"))
        await desk.settle(waiting=1)
        await desk._send("!")

        await loading.end(desk)

        assert keywords(desk)[0] == ["få talte"]
        assert desk.row_with("❯").endswith("❯ meget!")


async def test_a_screen_made_smaller_keeps_what_was_typed(archive: Path, loading: Loading) -> None:
    async with loading.desk(archive) as desk:
        await desk.write("få talte")
        await desk.resize(50, 15)
        line = desk.row_with("❯")
        assert line.endswith("❯ få talte")
        at = desk.rows.index(line)

        await loading.end(desk)

        assert desk.rows[at] == line


async def test_a_screen_made_blank_stays_so_and_the_letters_are_there_behind_it(
    archive: Path, loading: Loading
) -> None:
    async with loading.desk(archive) as desk:
        await desk.write("få t")
        await desk.press("f9")
        assert isinstance(desk.app.screen, Blank)

        await loading.end(desk)
        assert isinstance(desk.app.screen, Blank)
        await desk.press("escape")

        assert desk.row_with("❯").endswith("❯ få t")


async def test_a_screen_made_blank_while_the_session_is_saved_stays_so(
    archive: Path, loading: Loading, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, fast, save = Event(), Event(), Keeper.save

    def slow(keeper: Keeper, session: Session) -> NotSaved | None:
        reached.set()
        assert fast.wait(60)
        return save(keeper, session)

    monkeypatch.setattr(Keeper, "save", slow)
    async with loading.desk(archive) as desk:
        await desk.write("få t")
        desk.holds_saving = True
        await loading.end(desk)
        await until(reached.is_set)
        await desk.press("f9")

        fast.set()
        desk.holds_saving = False
        await desk.settle()
        assert isinstance(desk.app.screen, Blank)
        await desk.press("escape")

        assert desk.row_with("❯").endswith("❯ få t")


@pytest.mark.parametrize("is_begun", [True, False])
async def test_where_it_is_asked_whether_to_begin_the_letters_are_of_that_session_alone(
    archive: Path, loading: Loading, monkeypatch: pytest.MonkeyPatch, is_begun: bool
) -> None:
    def refuse(_archive: Archive) -> None:
        raise NotWritten("Disken er fuld.")

    async with loading.desk(archive) as desk:
        with monkeypatch.context() as broken:
            broken.setattr(Archive, "prepare", refuse)
            await desk.write("få talte")
            await loading.end(desk)
            assert "Disken er fuld." in desk.text

        if is_begun:
            await desk.press("down", "enter")
            assert desk.row_with("❯").endswith("❯ få talte")
        else:
            await desk.press("enter")
            assert isinstance(desk.app.screen, HomeScreen)
            begun(names="", team=TEAM)(desk.app)
            await desk.settle()
            assert desk.row_with("❯").endswith("❯")


async def test_what_cannot_begin_is_said_and_the_program_ends(
    archive: Path, loading: Loading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_guides: Guides, _id: str, _lang: str) -> None:
        raise Refused("Der er ingen guide.")

    async with loading.desk(archive) as desk:
        await desk.write("få talte")
        monkeypatch.setattr(Guides, "guide", refuse)
        app = desk.app
        await loading.end(desk)
        assert str(app.refused) == "Der er ingen guide."


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_is_written_under_at_first_is_what_the_session_says(lang: Literal["da", "en"]) -> None:
    set_language(lang)
    checked = []
    for entry in shipped(lang):
        words = Guides().first_words(entry.id, lang)
        if words and words.question:
            setup = SessionSetup(Guides().guide(entry.id, lang), TEAM)
            begun = new_session(setup, session_id="x", today=NOON.date(), now=NOON)
            session = conduct(begun, Start(), NOON)
            first, *_others = headings(session)
            assert (first.id, first.text) == (fitting(session, None), words.question)
            assert not first.scale
            checked.append(entry.id)
    assert checked == ["check-out"]
