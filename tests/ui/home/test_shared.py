"""Home with an archive that follows a store: what others write comes, and what waits is said."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from facilitator.core.errors import Refused
from facilitator.store.archive import Archive
from facilitator.store.shared.connection import Connection, connect
from facilitator.store.shared.exchange import Exchange
from facilitator.store.shared.remote import Unreachable
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import refusal_words, set_language
from tests.store.samples import a_note, put
from tests.store.shared.folder_remote import FolderRemote
from tests.ui.desk import at_desk, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from facilitator.store.shared.remote import Remote
    from tests.ui.desk import Desk


def follow(folder: Path, remote: Remote | Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the archive in a folder follow that remote; a refusal: it cannot be reached."""
    connect(folder, Connection("s3://tests"))

    def opened(_store: Connection, *, retries: int) -> Remote:  # noqa: ARG001
        if isinstance(remote, Refused):
            raise remote
        return remote

    monkeypatch.setattr(Connection, "remote", opened)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


async def in_archive(desk: Desk) -> Screen[object]:
    """The archive's screen, once the first exchange is over."""
    await desk.until(lambda: not desk.app.is_exchanging)
    desk.app.navigator.open_archive()
    await desk.until(lambda: "Archive" in type(desk.app.screen).__name__)
    return desk.app.screen


async def test_what_somebody_else_wrote_comes_while_home_is_open(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    there = FolderRemote(tmp_path / "store")
    other = shutil.copytree(request.config.rootpath / "sessions", tmp_path / "other")
    Exchange(other, there).run()
    follow(here, there, monkeypatch)
    async with at_desk(here) as desk:
        await until(lambda: len(list(here.glob("Team*/*.toml"))) > 20)
        await desk.until(lambda: not desk.app.is_exchanging)  # nothing goes on after the test


async def test_a_store_that_cannot_be_reached_is_said_with_what_waits(
    here: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(request.config.rootpath / "sessions" / "Team Nordlys", here / "Team Nordlys")
    away = Unreachable("The store cannot be reached: {why}.", why="x")
    follow(here, away, monkeypatch)
    async with at_desk(here) as desk:
        problems = desk.app.screen.query_one("#problems", Static)
        await desk.until(lambda: refusal_words(away) in str(problems.content))
        assert "29" in str(problems.content)


async def test_what_comes_under_another_screen_comes_quietly_and_is_said_on_home(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    there = FolderRemote(tmp_path / "store")
    follow(here, there, monkeypatch)
    async with at_desk(here) as desk:
        archive = await in_archive(desk)
        other = shutil.copytree(request.config.rootpath / "sessions", tmp_path / "other")
        Exchange(other, there).run()
        desk.app.exchange()
        await until(lambda: len(list(here.glob("Team*/*.toml"))) > 20)
        follow(here, Unreachable("The store does not answer."), monkeypatch)
        await desk.until(lambda: not desk.app.is_exchanging)
        desk.app.exchange()
        await desk.until(lambda: desk.app.store_news.why is not None)
        assert desk.app.screen is archive
        assert not desk.app._notifications
        await desk.press("escape")
        problems = desk.app.screen.query_one("#problems", Static)
        await desk.until(lambda: "Lageret svarer ikke" in str(problems.content))
        set_language("en")
        desk.app.screen.show_home()  # type: ignore[attr-defined]
        assert "The store does not answer." in str(problems.content)


async def test_whoever_leaves_does_not_wait_for_a_store_that_hangs(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    class Hanging(FolderRemote):
        def folders(self, under: str) -> tuple[str, ...]:
            over.wait(60)
            return super().folders(under)

    follow(here, Hanging(tmp_path / "store"), monkeypatch)
    try:
        async with at_desk(here) as desk:
            await until(lambda: desk.app.is_exchanging)
            await desk.press("f7")
        assert not over.is_set()
    finally:
        over.set()
    assert desk.app._exchanging
    desk.app._exchanging.join()


async def test_what_is_written_under_another_screen_is_sent_at_once(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = FolderRemote(tmp_path / "store")
    follow(here, there, monkeypatch)
    async with at_desk(here) as desk:
        screen = await in_archive(desk)
        assert isinstance(screen, AppScreen)
        note = put(Archive(here), "Team Nord/2026-11-28-check-out.toml", a_note())
        write_in_thread(screen, lambda _go_on: note, lambda _note: None)
        await until(lambda: any("/notes/" in item.name for item in there.names("teams")))
        await desk.until(lambda: not desk.app.is_exchanging)
        assert desk.app.screen is screen
