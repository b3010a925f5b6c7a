"""What is done to a note while it goes or comes is neither lost nor undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitments import Status
from facilitator.store.files import NotWritten
from facilitator.store.index import Index
from facilitator.store.retention import delete
from facilitator.store.shared.exchange import Exchange
from facilitator.words import refusal_words
from tests.store.shared.folder_remote import FolderRemote
from tests.store.shared.houses import exchange_in_turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.store.shared.remote import Object
    from tests.store.shared.houses import House


class During(FolderRemote):
    """A remote at which something else is done by somebody before a note is read."""

    def __init__(self, folder: Path, act: Callable[[], object]) -> None:
        super().__init__(folder)
        self._act = act

    def read(self, name: str) -> Object:
        if "/notes/" in name:
            self._act()
        return super().read(name)


@pytest.fixture
def remote(tmp_path: Path) -> FolderRemote:
    return FolderRemote(tmp_path / "remote")


def test_what_is_changed_while_it_is_deleted_there_stays(
    mette: House, jonas: House, tmp_path: Path
) -> None:
    file = mette.share_with(jonas)
    delete(Index(mette.folder), file)
    mette.exchange()
    done: list[bool] = []

    def act() -> None:
        if not done:
            jonas.set_status("c1", Status.DONE)
            done.append(True)

    Exchange(jonas.folder, During(tmp_path / "remote", act)).run()
    assert done
    assert jonas.exchange().problems
    (text,) = jonas.notes().values()
    assert 'status = "done"' in text
    assert list(jonas.remote.names("teams/Team Blåbær/notes")) == []


@pytest.mark.parametrize("at", [0, 1])
def test_what_is_deleted_here_while_it_comes_is_deleted(
    mette: House, jonas: House, at: int
) -> None:
    mette.write("2026-05-20-aaaa", "Team A")
    mette.write("2026-05-20-bbbb", "Team B")
    mette.exchange()

    def go_on(done: int, total: int) -> bool:
        if total == 2 and done == 1:
            for file in jonas.folder.glob("Team A/*.toml"):
                delete(Index(jonas.folder), file)
        return True

    Exchange(jonas.folder, jonas.remote, go_on=go_on).run()
    for house in (jonas, mette, jonas) if at else (mette, jonas, mette):
        house.exchange()
    assert list(jonas.remote.names("teams/Team A/notes")) == []
    assert len(jonas.notes()) == len(mette.notes()) == 1


def test_a_note_deleted_here_while_it_is_fetched_again_stays_deleted(
    mette: House, jonas: House, tmp_path: Path
) -> None:
    file = mette.share_with(jonas)
    mette.set_status("c1", Status.DONE)
    mette.exchange()

    def act() -> None:
        for file in jonas.folder.glob("Team*/*.toml"):
            delete(Index(jonas.folder), file)

    Exchange(jonas.folder, During(tmp_path / "remote", act)).run()
    assert jonas.notes() == {}
    exchange_in_turn(jonas, mette, jonas)
    # It was changed in the store meanwhile: nobody has seen that, so it is not deleted unseen.
    assert list(jonas.notes().values()) == list(mette.notes().values())
    assert file.exists()


def test_a_version_from_here_that_others_have_kept_meanwhile_is_kept_as_well(
    mette: House, jonas: House
) -> None:
    mette.share_with(jonas)
    mette.set_status("c1", Status.DONE)
    jonas.set_status("c1", Status.RELEASED)
    mette.exchange()
    (file,) = jonas.folder.glob("Team*/*.toml")
    file.with_name(f"{file.stem} (here).toml").write_bytes(b"")
    jonas.exchange()
    versions = [text for name, text in jonas.notes().items() if "(here" in name]
    assert any('"released"' in text for text in versions)


def test_a_damaged_ledger_is_said_with_what_to_do(mette: House) -> None:
    mette.write()
    mette.exchange()
    ledger = mette.folder / ".facilitator" / "ledger.sqlite3"
    ledger.write_bytes(b"no database at all " * 400)
    with pytest.raises(NotWritten) as refused:
        mette.exchange()
    assert str(ledger) in refusal_words(refused.value)
    ledger.unlink()
    assert mette.exchange().waiting == 0
    assert len(mette.notes()) == 1


class BeforeItIsTold(FolderRemote):
    """A remote at which somebody else writes between a note and the line that tells of it."""

    def __init__(self, folder: Path, act: Callable[[], object]) -> None:
        super().__init__(folder)
        self._act = act

    def create(self, name: str, data: bytes) -> str:
        if "/log/" in name:
            self._act()
        return super().create(name, data)


def test_who_wrote_first_and_tells_last_gets_what_was_written_after(
    mette: House, jonas: House, tmp_path: Path
) -> None:
    mette.share_with(jonas)
    mette.set_status("c1", Status.DONE)
    done: list[bool] = []

    def act() -> None:
        if not done:
            done.append(True)
            jonas.set_status("c2", Status.RELEASED)
            jonas.exchange()

    Exchange(mette.folder, BeforeItIsTold(tmp_path / "remote", act)).run()
    assert done
    exchange_in_turn(mette, jonas, mette)
    (text,) = mette.notes().values()
    assert list(jonas.notes().values()) == [text]
    assert 'status = "done"' in text
    assert 'status = "released"' in text
