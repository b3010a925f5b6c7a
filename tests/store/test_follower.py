"""A second view of a session reads along, and is never in the way."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive
from facilitator.store.session_file import Closed, Follower, Keeper
from tests.store.samples import a_note, a_session, with_keyword

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper.begin(Archive(tmp_path), a_session())


def path(keeper: Keeper) -> Path:
    assert keeper._file
    return keeper._file.path


def test_a_follower_sees_the_session_and_then_each_change_once(keeper: Keeper) -> None:
    follower = Follower(path(keeper))
    changed = with_keyword(a_session(), "ny")

    assert follower.changed() == a_session()
    assert follower.changed() is None
    keeper.save(changed)
    assert follower.changed() == changed
    assert follower.changed() is None


def test_a_follower_takes_no_lock_and_writes_nothing(keeper: Keeper) -> None:
    before = path(keeper).stat()
    follower = Follower(path(keeper))
    follower.changed()
    keeper.release()

    Keeper.resume(path(keeper))
    assert path(keeper).stat() == before


def test_a_follower_hears_that_the_session_is_closed(keeper: Keeper) -> None:
    follower = Follower(path(keeper))
    follower.changed()
    keeper.close(a_note())

    assert follower.changed() == Closed()
    assert follower.changed() is None


def test_a_follower_hears_once_that_the_file_is_gone_and_sees_it_come_back(keeper: Keeper) -> None:
    follower = Follower(path(keeper))
    follower.changed()
    path(keeper).unlink()

    assert follower.changed() == Closed()
    assert follower.changed() is None
    keeper.save(a_session())
    assert follower.changed() == a_session()


def test_a_follower_waits_while_the_file_cannot_be_read(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(path(keeper))
    whole = path(keeper).read_bytes()
    path(keeper).write_bytes(whole[:100])
    assert follower.changed() is None

    path(keeper).write_bytes(whole)
    with monkeypatch.context() as broken:
        broken.setattr(os, "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "no")))
        assert follower.changed() is None
    assert follower.changed() == a_session()
