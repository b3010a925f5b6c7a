"""Converting the notes of an archive: to encrypted ones, or for other recipients than before.

Note by note, each read back before its source is removed. Which change is unfinished is written in
the archive's keys; which notes are done, on this machine. So it goes on where it was killed, and
from the beginning on another machine: encrypting a note twice does no harm.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import Refused
from facilitator.store.encryption import is_sealed
from facilitator.store.encryption.archive_keys import (
    ArchiveKeys,
    Replaced,
    read_keys,
    replace_keys,
)
from facilitator.store.files import (
    NOT_READ_BACK,
    PRIVATE_FILE,
    NotRead,
    create_privately,
    make_private_folder,
    read_file,
    remove_file,
    stamp_of,
)
from facilitator.store.lock import CHANGED, IN_USE, STILL_RUNS, Lock
from facilitator.store.notes import MOST_BYTES, may_run, read_note_bytes, recipients_of, rewrite
from facilitator.store.paths import path_hash, state_folder
from facilitator.store.scan import note_files
from facilitator.store.shared.local import note_deletion
from facilitator.store.toml import FileProblem, parsed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TRIES: Final = 5


class Converted(NamedTuple):
    """The outcome of encrypting all notes."""

    notes: int
    """How many are encrypted for those who are recipients now."""
    problems: tuple[FileProblem, ...]
    """What is left as it was, and why; also what is no note, and may hold the words of one."""
    is_done: bool
    """Whether every note is; else it goes on the next time."""


def convert(archive: Path, go_on: Callable[[int, int], bool] = lambda _at, _of: True) -> Converted:
    """Encrypt every note of an encrypted archive for those who are its recipients now.

    `go_on` is told how many are done, and of how many; where it says no, the rest is for the next
    time. Raises NotRead and FileProblem as `read_keys`, NotWritten where the disk says no, and
    AlreadyOpen while another program does the same.
    """
    with Lock.take(archive / ".encrypting", wait=2, why=IN_USE):
        return _converted(archive, read_keys(archive), go_on)


def _converted(archive: Path, keys: ArchiveKeys, go_on: Callable[[int, int], bool]) -> Converted:
    done = _Done(archive, keys.run)
    left: list[FileProblem] = []
    files = list(note_files(archive))
    notes = [file for file in files if not isinstance(file, FileProblem)]
    for at, file in enumerate(notes):
        if not go_on(at, len(notes)):
            return Converted(at - len(left), tuple(left), is_done=False)
        try:
            if not is_sealed(file):
                done.add(_encrypt(archive, keys, file))
            elif file not in done and (keys.run or not _is_for_all(file, keys)):
                rewrite(file, lambda note: note.data, wait=2, why=IN_USE)
                done.add(file)
        except FileProblem as problem:
            left.append(problem)
        except Refused as why:
            left.append(FileProblem.of(file, why))
    is_done = not left
    if is_done:
        if keys.run:
            try:
                replace_keys(archive, keys, keys._replace(run=""))
            except Replaced:  # there are other recipients by now: it goes on for these
                is_done = False
        done.forget()
    passed_over = [file for file in files if isinstance(file, FileProblem)]
    return Converted(len(notes) - len(left), (*left, *passed_over), is_done)


def _is_for_all(file: Path, keys: ArchiveKeys) -> bool:
    """Whether a note is encrypted for exactly the recipients. Raises NotRead.

    A writer with an older list may have encrypted it for that.
    """
    return recipients_of(file) == keys.mark


def _encrypt(archive: Path, keys: ArchiveKeys, plain: Path) -> Path:
    """Replace a plain note by an encrypted one. Raises Refused, FileProblem, NotRead."""
    with Lock.take(plain, wait=2, why=IN_USE):
        for _ in range(_TRIES):
            data, stamp = read_file(plain, MOST_BYTES)
            if may_run(data):
                raise Refused(STILL_RUNS)
            note = _encrypted_copy(archive, keys, plain, data)
            if stamp_of(plain) == stamp:  # else somebody has changed it: that is a version too
                note_deletion(archive, plain)
                remove_file(plain)
                if plain.parent != archive:
                    with suppress(OSError):
                        plain.parent.rmdir()
                return note
    raise Refused(CHANGED, file=plain.name)


def _encrypted_copy(archive: Path, keys: ArchiveKeys, plain: Path, data: bytes) -> Path:
    """An encrypted note of those bytes, read back: an existing one, or a new one."""
    team, note_id = _team_and_id(archive, plain, data)
    folder = archive / keys.team_code(team)
    make_private_folder(folder)
    for name in keys.note_names(note_id):
        path = folder / name
        if not os.path.lexists(path):
            try:
                create_privately(path, keys.sealed(data))
            except FileExistsError:
                continue
            if read_note_bytes(path)[0] != data:
                remove_file(path)
                raise Refused(NOT_READ_BACK)
            return path
        with suppress(NotRead):  # that of a program that was killed before the plain one went
            if read_note_bytes(path)[0] == data:
                return path
    raise AssertionError  # the numbers do not end


def _team_and_id(archive: Path, plain: Path, data: bytes) -> tuple[str, str]:
    """What a note's file is named after; for other files, the folder and the path."""
    place = plain.relative_to(archive).as_posix()
    with suppress(UnicodeDecodeError, FileProblem):
        written = parsed(data.decode("utf-8-sig"), plain)
        team, note_id = written.get("team"), written.get("id")
        if isinstance(team, str) and isinstance(note_id, str):
            return team, note_id
    return plain.parent.name, f"path {place}"


class _Done:
    """The notes that one run of `convert` has done, remembered on this machine."""

    def __init__(self, archive: Path, run: str) -> None:
        self._archive = archive
        self._file = state_folder() / "encrypting" / f"{path_hash(archive)}-{run}" if run else None
        self._names: set[str] = set()
        if self._file is not None:
            with suppress(OSError):
                self._names = set(self._file.read_text(encoding="ascii").split("\n"))

    def __contains__(self, file: Path) -> bool:
        return self._name(file) in self._names

    def add(self, file: Path) -> None:
        """Remember one more; where that cannot be saved it will only be done twice."""
        if self._file is None:
            return
        self._names.add(self._name(file))
        with suppress(OSError, Refused):
            make_private_folder(self._file.parent)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            descriptor = os.open(self._file, flags, PRIVATE_FILE)
            try:
                os.write(descriptor, f"{self._name(file)}\n".encode())
            finally:
                os.close(descriptor)

    def forget(self) -> None:
        """Remove the record."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink()

    def _name(self, file: Path) -> str:
        return ascii(file.relative_to(self._archive).as_posix())
