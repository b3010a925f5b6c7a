"""State files: encrypted, one program's at a time, and nothing left once they are destroyed."""

from __future__ import annotations

import errno
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.store import state as state_module
from facilitator.store.files import NotRead, NotWritten
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.paths import locks_folder
from facilitator.store.state import (
    StateFile,
    destroy_state,
    read_state,
    state_files,
    sweep,
)
from tests.store.operations import refusing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = b"Mette sagde pas"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "arkiv"


def names(folder: Path) -> list[str]:
    return sorted(path.name.partition("-")[2] for path in folder.iterdir())


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_comes_back_with_the_archive_it_belongs_to(
    folder: Path, archive: Path
) -> None:
    kept = StateFile.create(folder, archive, "k3f9", SECRET)
    kept.replace(SECRET + b"!", "closing")
    kept.release()

    again, state = StateFile.open(kept.path)

    assert state == (archive, "closing", SECRET + b"!")
    assert again.archive == archive
    assert read_state(kept.path) == state


@pytest.mark.parametrize("end", [StateFile.destroy, StateFile.release])
def test_what_was_destroyed_or_released_is_never_written_again(
    folder: Path, archive: Path, end: Callable[[StateFile], None]
) -> None:
    kept = StateFile.create(folder, archive, "k3f9", SECRET)
    end(kept)
    before = sorted(folder.iterdir())

    with pytest.raises(ValueError, match="not written again"):
        kept.replace(b"for sent")

    assert sorted(folder.iterdir()) == before


def test_it_opens_though_another_program_looks_just_now_whether_it_is_open(
    folder: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "_A_LOOK", 60)
    made = StateFile.create(folder, archive, "k3f9", SECRET)
    made.release()
    looking, asked, take = Lock.take(made.path), threading.Event(), Lock.take

    def telling(*arguments: Any, **options: Any) -> Lock:
        asked.set()
        return take(*arguments, **options)

    monkeypatch.setattr(Lock, "take", telling)
    with ThreadPoolExecutor() as threads:
        opening = threads.submit(StateFile.open, made.path)
        assert asked.wait(60)
        looking.release()
        file, _state = opening.result()
    file.release()


def test_nothing_of_it_can_be_read_without_its_key_which_is_its_own(
    folder: Path, archive: Path
) -> None:
    first = StateFile.create(folder, archive, "a", SECRET)
    second = StateFile.create(folder, archive, "b", SECRET)

    assert b"Mette" not in bytes_of(folder)
    assert os.fsencode(archive.name) not in bytes_of(folder)
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600] * 4
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    first.path.with_suffix(".key").replace(second.path.with_suffix(".key"))
    with pytest.raises(NotRead):
        read_state(second.path)


def test_every_version_is_lost_with_the_key_which_is_written_over_before_it_goes(
    folder: Path, archive: Path, tmp_path: Path
) -> None:
    kept = StateFile.create(folder, archive, "a", SECRET)
    key = kept.path.with_suffix(".key")
    (tmp_path / "the same block").hardlink_to(key)

    kept.destroy()

    assert set((tmp_path / "the same block").read_bytes()) == {0}
    assert list(folder.iterdir()) == []
    assert list(locks_folder().iterdir()) == []


def test_one_program_has_it_at_a_time(folder: Path, archive: Path) -> None:
    kept = StateFile.create(folder, archive, "a", SECRET)

    with pytest.raises(AlreadyOpen):
        StateFile.open(kept.path)
    with pytest.raises(AlreadyOpen):
        StateFile.create(folder, archive, "a", b"")
    assert not destroy_state(kept.path)
    kept.release()
    with pytest.raises(FileExistsError):
        StateFile.create(folder, archive, "a", b"")
    assert read_state(kept.path).data == SECRET
    assert destroy_state(kept.path)
    assert list(folder.iterdir()) == []


def test_two_archives_on_a_machine_do_not_mix(folder: Path, archive: Path, tmp_path: Path) -> None:
    StateFile.create(folder, archive, "a", b"1").release()
    StateFile.create(folder, tmp_path / "other", "a", b"2").release()
    (tmp_path / "link").symlink_to(archive)

    (mine,) = state_files(folder, archive)
    assert (mine.name, read_state(mine.path).data) == ("a", b"1")
    assert state_files(folder, tmp_path / "link") == (mine,)
    assert len(state_files(folder)) == 2


@pytest.mark.parametrize("left", ["key", "age", "key written over", "nothing"])
def test_what_a_kill_leaves_of_one_made_or_destroyed_is_no_state_and_is_swept(
    folder: Path, archive: Path, left: str
) -> None:
    kept = StateFile.create(folder, archive, "a", SECRET)
    kept.release()
    key = kept.path.with_suffix(".key")
    if left == "key":
        kept.path.unlink()
    elif left == "age":
        key.unlink()
    elif left == "key written over":
        key.write_bytes(bytes(74))
    else:
        kept.path.unlink()
        key.unlink()
    for file in (kept.path, key):
        (folder / f".{file.name}.0123456789ab.tmp").write_bytes(b"half")

    assert state_files(folder) == ()
    sweep(folder)

    assert list(folder.iterdir()) == []
    assert list(locks_folder().iterdir()) == []


def test_a_sweep_leaves_alone_what_a_program_is_writing_just_now(
    folder: Path, archive: Path
) -> None:
    fcntl = pytest.importorskip("fcntl")
    kept = StateFile.create(folder, archive, "a", SECRET)
    half = folder / f".{kept.path.name}.0123456789ab.tmp"
    with half.open("wb") as written:
        fcntl.flock(written, fcntl.LOCK_EX)
        sweep(folder)
        assert half.exists()

    sweep(folder)

    assert not half.exists()
    assert read_state(kept.path).data == SECRET


def test_a_sweep_leaves_alone_one_that_is_being_made(folder: Path, archive: Path) -> None:
    kept = StateFile.create(folder, archive, "a", SECRET)
    whole = kept.path.read_bytes()
    kept.path.unlink()  # as before its text is written

    sweep(folder)
    kept.path.write_bytes(whole)

    assert read_state(kept.path).data == SECRET


def test_a_key_that_was_left_is_not_used_again(folder: Path, archive: Path) -> None:
    kept = StateFile.create(folder, archive, "a", SECRET)
    kept.release()
    old = kept.path.with_suffix(".key").read_bytes()
    kept.path.unlink()

    again = StateFile.create(folder, archive, "a", SECRET)

    assert again.path.with_suffix(".key").read_bytes() != old


@pytest.mark.parametrize("step", ["open", "write", "fsync", "link"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_one_that_cannot_be_made_leaves_nothing_and_no_lock(
    folder: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, step, refusing(number))
        if step == "link":
            broken.setattr(os, "replace", refusing(number))
        with pytest.raises(NotWritten):
            StateFile.create(folder, archive, "a", SECRET)

    assert not folder.exists() or list(folder.iterdir()) == []
    StateFile.create(folder, archive, "a", SECRET)


def test_a_damaged_one_is_said_to_be_so_and_its_lock_let_go(folder: Path, archive: Path) -> None:
    kept = StateFile.create(folder, archive, "a", SECRET)
    kept.release()
    whole = kept.path.read_bytes()
    for broken in (whole[:-1], b"", whole.replace(b"age", b"egg"), b"x" * 500):
        kept.path.write_bytes(broken)
        with pytest.raises(NotRead):
            StateFile.open(kept.path)
    kept.path.write_bytes(whole)
    key = kept.path.with_suffix(".key")
    good = key.read_bytes()
    for bad in (b"", b"junk", b"\xff" * 74, good[:-1]):
        key.write_bytes(bad)
        assert [entry.name for entry in state_files(folder)] == ["a"]
        with pytest.raises(NotRead):
            StateFile.open(kept.path)
    key.write_bytes(good)

    assert StateFile.open(kept.path)[1].data == SECRET
