"""A write is whole, durable and private, or it has not happened."""

from __future__ import annotations

import errno
import os
import stat
import time
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.errors import Refused
from facilitator.store import files
from facilitator.store.files import (
    NotRead,
    NotWritten,
    Overtaken,
    create_privately,
    make_private_folder,
    read_file,
    read_text_file,
    stamp_of,
    sweep,
    write_privately,
)
from facilitator.words import refusal_words
from tests.store.operations import refusing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from facilitator.store.files import Stamp

OLD, NEW = b"old = 1\n", b"new = 2\n" * 1000

WRITERS: list[Callable[[Path, bytes], Stamp]] = [write_privately, create_privately]


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("write", WRITERS)
def test_a_file_is_its_owners_alone_whatever_the_umask(
    tmp_path: Path, write: Callable[[Path, bytes], Stamp]
) -> None:
    file = tmp_path / "note.toml"

    stamp = write(file, NEW)

    assert (mode(file), file.read_bytes(), stamp_of(file)) == (0o600, NEW, stamp)


@pytest.mark.usefixtures("umask")
def test_a_folder_is_its_owners_alone_and_one_that_was_there_is_left_as_it_is(
    tmp_path: Path,
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    there.chmod(0o755)

    made = make_private_folder(there / "a" / "b")

    assert made == [there / "a", there / "a" / "b"]
    assert [mode(folder) for folder in (there, *made)] == [0o755, 0o700, 0o700]
    assert make_private_folder(there / "a" / "b") == []


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_a_write_that_fails_at_any_step_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    file = tmp_path / "note.toml"
    write_privately(file, OLD)
    with monkeypatch.context() as broken:
        broken.setattr(os, step, refusing(number))
        with pytest.raises(NotWritten):
            write_privately(file, NEW)

    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["note.toml"]


def test_a_disk_that_fills_up_in_mid_file_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "note.toml"
    write_privately(file, OLD)
    real, room = os.write, [100]

    def write(descriptor: int, data: memoryview) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(descriptor, data[: room[0]])
        room[0] -= written
        return written

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", write)
        with pytest.raises(NotWritten) as refused:
            write_privately(file, NEW)

    assert refusal_words(refused.value) == "Disken er fuld."
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["note.toml"]


def test_a_system_that_takes_a_few_bytes_at_a_time_gets_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))

    write_privately(tmp_path / "note.toml", NEW)

    assert (tmp_path / "note.toml").read_bytes() == NEW


def test_the_file_is_on_the_disk_before_it_gets_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def note_fsync(descriptor: int) -> None:
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("fsync of the folder" if folder else "fsync of the file")
        fsync(descriptor)

    def note_replace(source: Path, target: Path) -> None:
        steps.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", note_replace)
    write_privately(tmp_path / "note.toml", NEW)

    assert steps == ["fsync of the file", "rename", "fsync of the folder"]


def test_a_folder_that_cannot_be_flushed_is_no_failure_for_the_file_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)

    write_privately(tmp_path / "note.toml", NEW)

    assert (tmp_path / "note.toml").read_bytes() == NEW


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "Disken er fuld."),
        (errno.EDQUOT, "Disken er fuld."),
        (errno.EACCES, "Der må ikke skrives i /arkiv."),
        (errno.EPERM, "Der må ikke skrives i /arkiv."),
        (errno.EROFS, "Der må ikke skrives i /arkiv."),
        (errno.ENOENT, "Mappen /arkiv findes ikke."),
        (errno.ENAMETOOLONG, "Navnet x.toml er for langt til denne disk."),
        (errno.EFBIG, "Filen er større, end denne disk tillader."),
        (errno.EIO, f"Der kan ikke skrives til disken: {os.strerror(errno.EIO)}."),
    ],
)
def test_what_the_disk_has_against_it_is_said_in_a_sentence(
    tmp_path: Path, number: int, sentence: str
) -> None:
    error = files.not_written(
        tmp_path.__class__("/arkiv/x.toml"), OSError(number, os.strerror(number))
    )

    assert refusal_words(error) == sentence


def test_a_name_too_long_for_the_disk_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as refused:
        write_privately(tmp_path / ("x" * 300), NEW)

    assert refusal_words(refused.value).endswith("er for langt til denne disk.")


def test_a_file_that_somebody_reads_on_windows_is_tried_again_for_less_than_half_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    replace, left = os.replace, [2]

    def busy(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "in use")
        replace(source, target)

    monkeypatch.setattr(files, "_WAITS", (0.02, 0.05, 0.1, 0.2))
    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(os, "replace", busy)

    write_privately(tmp_path / "note.toml", NEW)
    assert (tmp_path / "note.toml").read_bytes() == NEW

    left[0] = 1000
    with pytest.raises(NotWritten):
        write_privately(tmp_path / "note.toml", OLD)
    assert (tmp_path / "note.toml").read_bytes() == NEW
    assert sum(waited) < 0.5


def test_a_file_that_has_become_another_since_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "note.toml"
    stamp = write_privately(file, OLD)
    file.write_bytes(b"somebody else's")

    with pytest.raises(Overtaken):
        write_privately(file, NEW, over=stamp)

    assert file.read_bytes() == b"somebody else's"
    assert names(tmp_path) == ["note.toml"]


def test_a_file_that_changes_while_the_new_one_is_being_flushed_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "note.toml"
    stamp = write_privately(file, OLD)
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        file.write_bytes(b"somebody else's")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(Overtaken):
        write_privately(file, NEW, over=stamp)

    assert file.read_bytes() == b"somebody else's"


def test_a_link_laid_where_the_temporary_file_would_be_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim, file = tmp_path / "victim", tmp_path / "note.toml"
    victim.write_bytes(OLD)
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / ".note.toml.000000000000.tmp").symlink_to(victim)

    with pytest.raises(FileExistsError):
        write_privately(file, NEW)

    assert (victim.read_bytes(), file.exists()) == (OLD, False)


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_new_file_never_takes_the_place_of_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    file = tmp_path / "note.toml"

    create_privately(file, OLD)
    with pytest.raises(FileExistsError):
        create_privately(file, NEW)

    assert (file.read_bytes(), mode(file)) == (OLD, 0o600)
    assert names(tmp_path) == ["note.toml"]


def test_a_new_file_without_links_that_cannot_be_named_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    monkeypatch.setattr(os, "replace", refusing(errno.EIO))

    with pytest.raises(NotWritten):
        create_privately(tmp_path / "note.toml", NEW)

    assert names(tmp_path) == []


@pytest.fixture(params=[True, False], ids=["unnamed", "named"])
def unnamed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the system can write a file that has no name until it is whole."""
    if not request.param:
        monkeypatch.setattr(files, "_UNNAMED", 0)
    elif not files._UNNAMED:
        pytest.skip("this system cannot")
    return bool(request.param)


def test_a_new_file_has_no_name_at_all_before_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, unnamed: bool
) -> None:
    seen: list[list[str]] = []
    fsync = os.fsync

    def look(descriptor: int) -> None:
        seen.append(names(tmp_path))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", look)

    create_privately(tmp_path / "a.toml", NEW)
    write_privately(tmp_path / "a.toml", OLD)

    assert (seen[0] == [], seen[2] == ["a.toml"]) == (unnamed, unnamed)
    assert (names(tmp_path), (tmp_path / "a.toml").read_bytes()) == (["a.toml"], OLD)


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP])
@pytest.mark.parametrize("step", ["open", "link"])
def test_where_a_file_cannot_be_without_a_name_it_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    real = getattr(os, step)

    def refuse(*arguments: Any, **others: Any) -> Any:
        if "src_dir_fd" in others or (step == "open" and arguments[1] & files._UNNAMED):
            raise OSError(number, os.strerror(number))
        return real(*arguments, **others)

    monkeypatch.setattr(os, step, refuse)

    create_privately(tmp_path / "a.toml", OLD)
    write_privately(tmp_path / "a.toml", NEW)

    assert ((tmp_path / "a.toml").read_bytes(), names(tmp_path)) == (NEW, ["a.toml"])


ABANDONED = [".note.toml.0123456789ab.tmp", ".other.toml.0123456789ab.tmp"]
OTHERS = ["note.toml", ".note.toml", ".theirs.tmp", "x.tmp", ".y.toml.0123456789a.tmp"]


@pytest.mark.parametrize(
    "write", [*WRITERS, lambda path, _data: files.remove_file(path), lambda p, _d: sweep(p.parent)]
)
def test_what_a_killed_write_left_in_a_folder_goes_with_the_next_write_there_and_nothing_else(
    tmp_path: Path, write: Callable[[Path, bytes], object]
) -> None:
    for name in (*ABANDONED, *OTHERS):
        (tmp_path / name).write_bytes(OLD)
    (tmp_path / ".link.0123456789ab.tmp").symlink_to("note.toml")

    write(tmp_path / "new.toml", NEW)

    assert {*names(tmp_path)} - {"new.toml"} == {*OTHERS, ".link.0123456789ab.tmp"}


def test_what_another_program_is_writing_just_now_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def meanwhile(source: Path, target: Path) -> None:
        with monkeypatch.context() as other:
            other.setattr(os, "replace", replace)
            write_privately(tmp_path / "other.toml", OLD)
        replace(source, target)

    monkeypatch.setattr(os, "replace", meanwhile)

    write_privately(tmp_path / "note.toml", NEW)

    assert names(tmp_path) == ["note.toml", "other.toml"]
    assert (tmp_path / "note.toml").read_bytes() == NEW


def test_where_locks_do_not_tell_a_temporary_file_is_left_for_an_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_lock", lambda _descriptor: None)
    for name in ABANDONED:
        (tmp_path / name).write_bytes(OLD)
    os.utime(tmp_path / ABANDONED[0], (0, 0))

    sweep(tmp_path)

    assert names(tmp_path) == ABANDONED[1:]


def test_text_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("æøå", "utf-8-sig")
    (tmp_path / "b").write_text("æøå", "utf-8")

    assert [read_text_file(tmp_path / name, 100) for name in "ab"] == ["æøå", "æøå"]


def test_what_is_no_text_of_a_sane_size_is_refused_and_a_pipe_does_not_hold_us_up(
    tmp_path: Path,
) -> None:
    (tmp_path / "big").write_bytes(b"x" * 101)
    (tmp_path / "utf16").write_text("æøå", "utf-16")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    sentences = {}
    for name in ("big", "utf16", "folder", "pipe", "absent"):
        with pytest.raises(NotRead) as refused:
            read_text_file(tmp_path / name, 100)
        assert isinstance(refused.value, Refused)
        sentences[name] = refusal_words(refused.value)

    assert sentences == {
        "big": "Den fylder mere end 1 MB.",
        "utf16": "Den er ikke tekst i UTF-8.",
        "folder": "Det er ikke en fil.",
        "pipe": "Det er ikke en fil.",
        "absent": "Den findes ikke.",
    }


@pytest.mark.parametrize("inner", ["", "Nord"])
def test_a_file_where_a_folder_has_to_be_is_named(tmp_path: Path, inner: str) -> None:
    (tmp_path / "arkiv").write_text("no folder")

    with pytest.raises(files.NotWritten) as raised:
        files.make_private_folder(tmp_path / "arkiv" / inner)

    assert (
        refusal_words(raised.value)
        == f"{tmp_path / 'arkiv'} er en fil, hvor der skal være en mappe."
    )


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_a_file_is_read_whole_where_it_comes_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    file = tmp_path / "note.toml"
    file.write_bytes(bytes(range(size)))
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, number: read(descriptor, min(number, 7)))

    assert read_file(file, 100)[0] == bytes(range(size))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "note.toml"
    file.write_bytes(bytes(101))

    with pytest.raises(NotRead):
        read_file(file, 100)
