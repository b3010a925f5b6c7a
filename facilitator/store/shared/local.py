"""What is to be sent of an archive: its files, compared with what was last agreed with the store.

A note is its id. A file that holds a known id under another name is that note, moved, where the
note's own file is gone; otherwise it is a copy, which is not sent.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.core.team import team_key
from facilitator.store.encryption import is_encrypted
from facilitator.store.files import NotRead, Stamp, read_file, stamp_if_known
from facilitator.store.lock import STILL_RUNS, is_open
from facilitator.store.notes import MOST_BYTES
from facilitator.store.paths import GUIDES, is_shared
from facilitator.store.scan import scan
from facilitator.store.shared.layout import (
    GUIDE,
    HOUSE_FILES,
    id_of,
    is_plain,
    name_of,
    shelf_of,
    shelves_by_key,
)
from facilitator.store.shared.ledger import Ledger, Synced, gone_mark
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXCHANGE: Final = ".exchange"
"""What is locked in an archive's folder while it exchanges with its store."""

DELETED_THERE: Final = N_(
    "It was deleted in the store, and has been changed here since. It is not sent: delete it here "
    "too, or keep what you need of it elsewhere."
)
_DELETED: Final = N_(
    "This note was deleted, here or by somebody else, and has come back as a file. It is not sent: "
    "delete it, or keep what you need of it elsewhere."
)
_PLAIN: Final = N_("It is not encrypted, and is not sent. Encrypt it with: archive encrypt")
_A_COPY: Final = N_("It is a copy of another note here, and is not sent.")


class Outbox(NamedTuple):
    """What is to be sent."""

    files: tuple[Path, ...]
    """New, or other than they were last agreed to be."""
    deletions: int
    unsendable: tuple[FileProblem, ...]
    """Files that cannot be sent, and why."""

    @property
    def number(self) -> int:
        """How many things wait."""
        return len(self.files) + self.deletions


class Changed(NamedTuple):
    """A file here that is not as agreed."""

    name: str
    """Of its object, as it is to be."""
    path: str
    data: bytes
    synced: Synced | None
    """What is agreed on it; of a note that was moved, under the name that it had."""

    @property
    def known_as(self) -> str:
        """The name that the store knows it by, if it does."""
        return self.synced.name if self.synced else self.name

    @property
    def is_moved(self) -> bool:
        """Whether it lies in another team's folder by now."""
        return self.known_as != self.name


class Local(NamedTuple):
    """All of that."""

    changed: tuple[Changed, ...]
    unsendable: tuple[FileProblem, ...]
    paths: frozenset[str]
    """Where there are files."""


def waiting(folder: Path) -> Outbox:
    """What is to be sent of the archive in a folder, without asking the store."""
    with Ledger(folder) as ledger:
        local = changed_here(folder, ledger, ledger.agreed())
        return Outbox(
            tuple(folder / each.path for each in local.changed),
            len(ledger.deleted()) + len(ledger.moved()),
            local.unsendable,
        )


def note_deletion(folder: Path, path: Path, stays: Path | None = None) -> None:
    """A file of the archive in a folder is about to be deleted: so shall it be in the store.

    `stays`: but not the note, which goes on in that file, and was only a copy of it there.
    Raises NotWritten, and then it must not be deleted: it would come back.
    """
    if not is_shared(folder):
        return
    path_here = path.relative_to(folder).as_posix()
    with Ledger(folder) as ledger:
        agreed = ledger.agreed()
        entries = [each for each in agreed.values() if _key(each.path) == _key(path_here)]
        with suppress(FileProblem, NotRead):
            name = name_of(path_here, read_file(path, MOST_BYTES)[0], {})
            entries = [
                each
                for each in agreed.values()
                if id_of(each.name) == id_of(name)
                if each in entries or not _is_there(folder, each)
            ]
            if not entries and stays is None and is_open(folder / EXCHANGE):
                ledger.delete(name, "")  # it may just have come
        kept = _key(stays.relative_to(folder).as_posix()) if stays else ""
        if any(_key(each.path) == kept for each in agreed.values()):
            kept = ""  # the note is in the store twice, and was chosen to be there once
        for each in entries:
            if kept:
                ledger.seen(each, kept, None)
            else:
                ledger.delete(each.name, each.tag)


def changed_here(folder: Path, ledger: Ledger, agreed: dict[str, Synced]) -> Local:
    """The files that are not as agreed, and those that cannot be sent.

    A note that was moved is written down as being where it lies by now, in `agreed` as well.
    """
    return _Comparison(folder, ledger, agreed).local()


class _File(NamedTuple):
    """A file that may differ from what was agreed."""

    name: str
    path: str
    data: bytes
    synced: Synced | None
    """What is agreed on what was last in that file."""


class _Comparison:
    """The files compared with what was agreed."""

    def __init__(self, folder: Path, ledger: Ledger, agreed: dict[str, Synced]) -> None:
        self._folder, self._ledger, self._agreed = folder, ledger, agreed
        self._is_encrypted = is_encrypted(folder)
        self._by_path = {_key(each.path): each for each in agreed.values() if each.path}
        self._shelves = shelves_by_key({shelf_of(name) for name in agreed})
        self._ids: dict[str, list[str]] = defaultdict(list)
        for name in agreed:
            self._ids[id_of(name)].append(name)
        self._problems: list[FileProblem] = []
        self._paths: set[str] = set()

    def local(self) -> Local:
        files = list(self._files())
        for file in files:
            if file.synced and id_of(file.synced.name) != id_of(file.name):
                self._put(file.synced, "")  # another note is in its file
        deleted = self._ledger.gone() | {gone_mark(id_of(name)) for name in self._ledger.deleted()}
        new: set[str] = set()
        changed: list[Changed] = []
        for file in files:
            note_id = id_of(file.name)
            if self._is_encrypted and is_plain(file.name):
                self._problems.append(FileProblem(self._folder / file.path, None, _PLAIN))
                continue
            synced = self._synced(file)
            if synced is not None:
                if synced.data != file.data or synced.name != file.name:
                    changed.append(Changed(file.name, file.path, file.data, synced))
            elif self._ids[note_id] or note_id in new:
                continue  # a copy
            elif gone_mark(note_id) in deleted:
                self._problems.append(FileProblem(self._folder / file.path, None, _DELETED))
            else:
                new.add(note_id)
                changed.append(Changed(file.name, file.path, file.data, None))
        return Local(tuple(changed), tuple(self._problems), frozenset(self._paths))

    def _synced(self, file: _File) -> Synced | None:
        """What is agreed on the note in a file; None: it is new, or a copy."""
        names = self._ids[id_of(file.name)]
        if file.synced and file.synced.name in names:
            return self._ledger.find(file.synced.name)
        names = sorted(names, key=lambda name: name != file.name)
        for name in names:
            if not _is_there(self._folder, self._agreed[name]):
                return self._put(self._agreed[name], file.path)
        return None

    def _put(self, synced: Synced, path: str) -> Synced | None:
        """Save that a note is in that file now; empty: in none."""
        self._agreed[synced.name] = synced._replace(path=path, stamp=None)
        self._ledger.seen(synced, path, None)
        return self._ledger.find(synced.name)

    def _files(self) -> Iterator[_File]:
        """The files that may differ from what was agreed."""
        for path, now in sendable_files(self._folder):
            self._paths.add(path)
            synced = self._by_path.get(_key(path))
            if (
                synced
                and synced.stamp
                and synced.stamp == (now or stamp_if_known(self._folder / path))
            ):
                continue
            file = self._folder / path
            try:
                data, stamp = read_file(file, MOST_BYTES)
            except NotRead:  # the archive's own listing says why
                continue
            whole = self._ledger.find(synced.name) if synced else None
            is_as_agreed = whole is not None and whole.data == data
            try:
                name = self._name(path, data, synced)
            except FileProblem as problem:
                if not (is_as_agreed or _runs(data)):
                    self._problems.append(FileProblem.of(file, problem))
                continue
            if whole and is_as_agreed and name == whole.name:
                self._ledger.seen(whole, whole.path, stamp)
            elif not _runs(data):
                yield _File(name, path, data, synced)

    def _name(self, path: str, data: bytes, synced: Synced | None) -> str:
        """The object name for a file: the agreed one, if it is of the same team."""
        name = name_of(path, data, self._shelves)
        names = [synced.name] if synced else self._ids[id_of(name)]
        key = team_key(shelf_of(name))
        return next(
            (n for n in names if id_of(n) == id_of(name) and team_key(shelf_of(n)) == key), name
        )


def sendable(folder: Path) -> Iterator[tuple[str, str, bytes] | FileProblem]:
    """All that an archive has to send: the name of each object, its path and its bytes.

    Copies of one note come once; what cannot be sent is named.
    """
    seen: set[str] = set()
    encrypted = is_encrypted(folder)
    for path, _stamp_now in sendable_files(folder):
        try:
            data = read_file(folder / path, MOST_BYTES)[0]
            name = name_of(path, data, {})
        except NotRead as why:
            yield FileProblem.of(folder / path, why)
            continue
        except FileProblem as problem:
            yield FileProblem.of(folder / path, problem)
            continue
        if _runs(data):
            yield FileProblem(folder / path, None, STILL_RUNS)
        elif encrypted and is_plain(name):
            yield FileProblem(folder / path, None, _PLAIN)
        elif id_of(name) in seen:
            yield FileProblem(folder / path, None, _A_COPY)
        else:
            seen.add(id_of(name))
            yield name, path, data


def sendable_files(folder: Path) -> Iterator[tuple[str, Stamp | None]]:
    """The paths of what may be sent, with their stamps where these are known.

    Notes, the settings of the archive, its keys, and its guides.
    """
    yield from ((name, None) for name in HOUSE_FILES if os.path.lexists(folder / name))
    with suppress(OSError), os.scandir(folder / GUIDES) as entries:
        yield from sorted(
            (path, None)
            for e in entries
            if e.is_file(follow_symlinks=False)
            if GUIDE.fullmatch(path := f"{GUIDES}/{e.name}")
        )
    for file in scan(folder):
        if not isinstance(file, FileProblem):
            yield file[0].replace(os.sep, "/"), Stamp.of(file[1])


def _is_there(folder: Path, synced: Synced) -> bool:
    return bool(synced.path) and os.path.lexists(folder / synced.path)


def _key(path: str) -> str:
    """A key of a path: some systems change the composition of letters in file names."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _runs(data: bytes) -> bool:
    """Whether it is a running session of an earlier version, which is not sent."""
    return re.search(rb"^\[live[.\]]", data, re.MULTILINE) is not None
