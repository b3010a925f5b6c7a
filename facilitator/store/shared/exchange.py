"""What goes between an archive's folder and the store that it follows, and back.

The folder is read and written as any archive. Here it is compared with what was last agreed
(`ledger`): what is other in the store comes, what is other here goes, each written only over what
it was made of. A change of one thing by two people ends as two versions of the note side by side.
"""

from __future__ import annotations

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.store.archive import safe_name
from facilitator.store.files import (
    NotRead,
    Overtaken,
    Stamp,
    create_privately,
    make_private_folder,
    read_file,
    remove_file,
    stamp_of,
    text_of,
    write_privately,
)
from facilitator.store.lock import Lock
from facilitator.store.notes import MOST_BYTES
from facilitator.store.places import ARCHIVE_FILE, GUIDES
from facilitator.store.scan import scan
from facilitator.store.settings import first_text
from facilitator.store.shared.ledger import Ledger, Synced
from facilitator.store.shared.merge import merged
from facilitator.store.shared.place import Gone, Taken, Unreachable
from facilitator.store.toml import FileProblem, parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from facilitator.store.shared.place import Item, Object, Place

HOUSE: Final = "house"
"""The shelf of what all teams share: archive.toml and the guides."""
TEAMS: Final = "teams"
_NOTES: Final = "notes"
_LOG: Final = "log"

_AT_ONCE: Final = 16
"""Objects that are read at the same time."""
_BATCH: Final = 200
"""Objects between two writings of the ledger; also those that one line of a log tells of."""
_PATIENCE: Final = 5.0
"""Seconds to wait for another program to be done with a note."""

_ID: Final = re.compile(r"[a-z0-9_-]{1,60}")
_GUIDE: Final = re.compile(r"guides/[\w][\w .-]{0,80}\.toml")
_WORDS: Final = re.compile(r"[a-z0-9-]{1,60}")
_BUSY: Final = N_("Another program on this machine is exchanging with the store. Try again.")


class Waiting(NamedTuple):
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


class Exchanged(NamedTuple):
    """What an exchange came to."""

    received: int
    sent: int
    forgotten: int
    """Notes that went here because they were deleted in the store."""
    two_versions: tuple[Path, ...]
    """Notes that were changed here and there in the same thing: both versions are here now."""
    problems: tuple[FileProblem, ...]
    waiting: int
    complete: bool
    """Whether it went to the end: `go_on` did not end it."""


class _Local(NamedTuple):
    """A file here that is not as agreed."""

    name: str
    """Of its object."""
    path: str
    data: bytes
    synced: Synced | None


class _Stop(Exception):  # noqa: N818
    """`go_on` said no."""


class Exchange:
    """Between the archive in a folder and a place. Make one for each time."""

    def __init__(
        self,
        folder: Path,
        place: Place,
        *,
        teams: Iterable[str] = (),
        go_on: Callable[[int, int], bool] = lambda _done, _total: True,
    ) -> None:
        """`teams` are the folders of those that may be seen; none: all that the store shows.

        `go_on` is told how many objects are done, and of how many; where it says no, what was
        exchanged so far stays exchanged, and the rest is for the next time.
        """
        self._folder = folder
        self._place = place
        self._teams = tuple(teams)
        self._go_on = go_on
        self._received = self._sent = self._forgotten = 0
        self._two_versions: list[Path] = []
        self._problems: list[FileProblem] = []
        self._unsendable: list[FileProblem] = []

    def run(self) -> Exchanged:
        """Receive and send. Raises Unreachable, Forbidden, NotWritten, and AlreadyOpen."""
        lock = Lock.take(self._folder / ".exchange", wait=_PATIENCE, why=_BUSY)
        try:
            self._ledger = Ledger(self._folder)
            try:
                return self._run()
            finally:
                self._ledger.close()
        finally:
            lock.release()

    def _run(self) -> Exchanged:
        complete = True
        try:
            local = self._local()
            for shelf in self._shelves(local):
                self._receive(
                    shelf, {each.name: each for each in local if shelf_of(each.name) == shelf}
                )
            self._send()
        except _Stop:
            complete = False
        left = self._local()
        waiting = len(left) + len(self._ledger.deleted()) + len(self._ledger.unlogged())
        return Exchanged(
            self._received,
            self._sent,
            self._forgotten,
            tuple(self._two_versions),
            (*self._problems, *self._unsendable),
            waiting,
            complete,
        )

    # What is here

    def _local(self) -> list[_Local]:
        changes = list(_changed_here(self._folder, self._ledger))
        self._unsendable = [each for each in changes if isinstance(each, FileProblem)]
        return [each for each in changes if isinstance(each, _Local)]

    def _shelves(self, local: list[_Local]) -> list[str]:
        folders = self._teams or self._place.folders(TEAMS)
        shelves = [f"{TEAMS}/{name}" for name in folders if name == safe_name(name)]
        ours = sorted({shelf_of(each.name) for each in local} - {HOUSE})
        return [HOUSE, *dict.fromkeys([*shelves, *ours])]

    # From there

    def _receive(self, shelf: str, local: dict[str, _Local]) -> None:
        """Bring the folder up to what the store has on a shelf."""
        number = self._ledger.logged(shelf)
        log = list(self._place.names(f"{shelf}/{_LOG}", _line(shelf, number or 0)))
        numbers = [_number(item.name) for item in log]
        if number is not None and (not numbers or numbers[0] == number + 1):
            tags = self._told([item.name for item in log])
        else:
            tags = {item.name: item.tag for item in self._listed(shelf)}
            gone = [
                name
                for name in self._ledger.agreed()
                if shelf_of(name) == shelf and name not in tags
            ]
            tags |= dict.fromkeys(gone, "")
        agreed, deleted = self._ledger.agreed(), self._ledger.deleted()
        wanted = [
            name
            for name, tag in tags.items()
            if is_ours(name)
            and name not in deleted
            and (name not in agreed or agreed[name].tag != tag)
        ]
        missing = [
            name
            for name, each in agreed.items()
            if shelf_of(name) == shelf
            and name not in deleted
            and not (each.path and os.path.lexists(self._folder / each.path))
        ]
        self._fetch([*dict.fromkeys([*wanted, *missing])], local)
        self._ledger.read_up_to(shelf, max([number or 0, *numbers]))

    def _listed(self, shelf: str) -> Iterator[Item]:
        if shelf == HOUSE:
            yield from (
                i for i in self._place.names(HOUSE) if not i.name.startswith(f"{HOUSE}/{_LOG}/")
            )
        else:
            yield from self._place.names(f"{shelf}/{_NOTES}")

    def _told(self, lines: list[str]) -> dict[str, str]:
        """What the lines of a log tell of: tags by name, the last that was told; empty: gone."""
        tags: dict[str, str] = {}
        for _name, line in self._read(lines):
            with suppress(ValueError, AttributeError):
                told = json.loads(line.data) if line else {}
                tags |= {str(name): str(tag) for name, tag in told.items()}
        return tags

    def _fetch(self, names: list[str], local: dict[str, _Local]) -> None:
        done = 0
        for start in range(0, len(names), _BATCH):
            batch = names[start : start + _BATCH]
            came: list[Synced] = []
            try:
                for name, there in self._read(batch):
                    if not self._go_on(done, len(names)):
                        raise _Stop
                    done += 1
                    if there is None or not there.data:
                        self._forget(name, local.get(name))
                    elif agreed := self._take(name, there, local.get(name)):
                        came.append(agreed)
            finally:
                with self._ledger.at_once():
                    self._ledger.put(came)

    def _read(self, names: list[str]) -> Iterator[tuple[str, Object | None]]:
        """These objects, several at a time; None: it is gone."""

        def read(name: str) -> Object | None:
            with suppress(Gone):
                return self._place.read(name)
            return None

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from zip(names, pool.map(read, names), strict=True)

    def _take(self, name: str, there: Object, here: _Local | None) -> Synced | None:
        """Put an object into the folder; what is agreed on it by then."""
        agreed = here.synced if here else self._ledger.find(name)
        if here is not None and here.data != there.data:
            return self._settle(here, there)
        if here is not None:
            return self._agreed(name, here.path, there)
        file = self._folder / agreed.path if agreed and agreed.path else None
        if file is None or not os.path.lexists(file):
            file = new_file(self._folder, name, there.data, file)
        elif agreed is None or not self._replaced(file, agreed.data, there.data):
            return None
        self._received += 1
        return self._agreed(name, file.relative_to(self._folder).as_posix(), there)

    @staticmethod
    def _replaced(file: Path, before: bytes, data: bytes) -> bool:
        """Whether a file could be replaced, being as it was; else the next exchange sees to it."""
        lock = Lock.take(file, wait=_PATIENCE, why=_BUSY)
        try:
            found, stamp = read_file(file, MOST_BYTES)
            if found != before:
                return False
            write_privately(file, data, over=stamp)
        except (Overtaken, NotRead):
            return False
        else:
            return True
        finally:
            lock.release()

    def _settle(self, here: _Local, there: Object) -> Synced:
        """Both have changed: one note of both changes, else both versions side by side."""
        file = self._folder / here.path
        both = merged(here.synced.data, here.data, there.data, file) if here.synced else None
        is_default = here.path == ARCHIVE_FILE and here.data == first_text().encode()
        lock = Lock.take(file, wait=_PATIENCE, why=_BUSY)
        try:
            data, stamp = read_file(file, MOST_BYTES)
            if data != here.data:  # changed again meanwhile: the next exchange settles it
                raise Unreachable(_BUSY)
            if both is None and not is_default:
                create_privately(_beside(file), here.data)
                self._two_versions.append(file)
            write_privately(file, there.data if both is None else both, over=stamp)
        except (NotRead, Overtaken) as error:
            raise Unreachable(_BUSY) from error
        finally:
            lock.release()
        self._received += 1
        return Synced(here.name, here.path, there.tag, there.data, None)

    def _agreed(self, name: str, path: str, there: Object) -> Synced:
        stamp = stamp_of(self._folder / path)
        return Synced(name, path, there.tag, there.data, stamp)

    def _forget(self, name: str, here: _Local | None) -> None:
        """An object was deleted in the store: its file goes, unless it was changed here."""
        agreed = self._ledger.find(name)
        if agreed is None:
            return
        if here is not None:
            self._problems.append(FileProblem(self._folder / here.path, None, _DELETED_THERE))
            return
        if agreed.path:
            file = self._folder / agreed.path
            remove_file(file)
            with suppress(OSError):
                file.parent.rmdir()
        self._ledger.forget(name, gone=True)
        self._forgotten += 1

    # From here

    def _send(self) -> None:
        for name, tag in self._ledger.deleted().items():
            self._delete(name, tag)
        local = self._local()
        for at, each in enumerate(local):
            if not self._go_on(at, len(local)):
                self._tell()
                raise _Stop
            self._send_file(each)
            if at % _BATCH == _BATCH - 1:
                self._tell()
        self._tell()

    def _delete(self, name: str, tag: str) -> None:
        """Delete an object in the store, if it is still the one that was deleted here.

        It is emptied first: that alone can be refused where somebody has changed it meanwhile.
        """
        try:
            self._place.replace(name, b"", tag)
        except Overtaken:
            with suppress(Gone):
                if self._place.read(name).data:
                    file = self._folder / name
                    self._problems.append(FileProblem(file, None, _CHANGED_THERE))
                    self._ledger.forget(name, gone=False)
                    self._ledger.read_up_to(shelf_of(name), None)  # it comes again
                    return
        self._ledger.sent(name, "")
        self._place.delete(name)
        self._ledger.forget(name, gone=True)
        self._sent += 1

    def _send_file(self, here: _Local, *, again: bool = False) -> None:
        self._ledger.sent(here.name, "?")  # told of even if we are killed before we know its tag
        try:
            if here.synced is None:
                tag = self._place.create(here.name, here.data)
            else:
                tag = self._place.replace(here.name, here.data, here.synced.tag)
        except (Taken, Overtaken):
            self._ledger.told([here.name])
            there = self._there(here)
            if there is None or (there.data != here.data and again):
                return
            if there.data != here.data:
                self._ledger.put([self._settle(here, there)])
                if changed := next((e for e in self._local() if e.name == here.name), None):
                    self._send_file(changed, again=True)
                return
            tag = there.tag
        self._ledger.sent(here.name, tag)
        stamp = _stamp_while(self._folder / here.path, here.data)
        self._ledger.put([Synced(here.name, here.path, tag, here.data, stamp)])
        self._sent += 1

    def _there(self, here: _Local) -> Object | None:
        """What the store has where it took nothing; None where that is not to be settled now."""
        try:
            there = self._place.read(here.name)
        except Gone:
            if here.synced:
                file = self._folder / here.path
                self._problems.append(FileProblem(file, None, _DELETED_THERE))
            return None
        if here.synced and there.tag == here.synced.tag and there.data != here.data:
            return None  # it said no without a reason: the next exchange tries again
        return there

    def _tell(self) -> None:
        """Write into the logs what was sent, so that others find it without listing everything."""
        unlogged = self._ledger.unlogged()
        for shelf in sorted({shelf_of(name) for name in unlogged}):
            told = {name: tag for name, tag in unlogged.items() if shelf_of(name) == shelf}
            read = self._ledger.logged(shelf)
            number = tell(self._place, shelf, told, read or 0)
            self._ledger.told(told)
            if read is not None and number == read + 1:
                self._ledger.read_up_to(shelf, number)


_DELETED_THERE: Final = N_(
    "It was deleted in the store, and has been changed here since. It is not sent: delete it here "
    "too, or keep what you need of it elsewhere."
)
_CHANGED_THERE: Final = N_(
    "It was deleted here, but somebody has changed it in the store meanwhile. It stays there, and "
    "comes back."
)
_STILL_RUNS: Final = N_("It is still running: close it first, or end it there.")
_A_COPY: Final = N_("It is a copy of another note here, and is not sent.")
_NOT_A_NOTE: Final = N_("It has no id, so it cannot be sent to the store.")


def waiting(folder: Path) -> Waiting:
    """What is to be sent of the archive in a folder, without asking the store."""
    ledger = Ledger(folder)
    try:
        changes = list(_changed_here(folder, ledger))
        return Waiting(
            tuple(folder / each.path for each in changes if isinstance(each, _Local)),
            len(ledger.deleted()),
            tuple(each for each in changes if isinstance(each, FileProblem)),
        )
    finally:
        ledger.close()


def _changed_here(folder: Path, ledger: Ledger) -> Iterator[_Local | FileProblem]:
    """The files that are not as agreed, and those that cannot be sent."""
    agreed = ledger.agreed()
    by_path = {each.path: each for each in agreed.values()}
    gone = ledger.gone() | ledger.deleted().keys()
    new: set[str] = set()
    for path in _files(folder):
        known = by_path.get(path)
        if known and known.stamp == _stamp(folder / path):
            continue
        known = ledger.find(known.name) if known else None
        data = _other_than(known, folder / path, ledger)
        if data is None:
            continue
        try:
            name = _name_of(path, data)
        except FileProblem as problem:
            yield FileProblem(folder / path, problem.line, problem.msgid, **problem.params)
            continue
        if name is None:
            yield FileProblem(folder / path, None, _NOT_A_NOTE)
            continue
        if known and known.name == name:
            yield _Local(name, path, data, known)
            continue
        if name in gone and name not in agreed:
            yield FileProblem(folder / path, None, _DELETED_THERE)
            continue
        if known:  # another note is in its file: where it is itself is not known any more
            agreed[known.name] = known._replace(path="", stamp=None)
            ledger.put([agreed[known.name]])
        yield from _elsewhere(_Local(name, path, data, None), folder, agreed, new, ledger)


def _elsewhere(
    here: _Local, folder: Path, agreed: dict[str, Synced], new: set[str], ledger: Ledger
) -> Iterator[_Local]:
    """A note in a file that is not known: a new one, one that was moved, or a copy, which stays."""
    known = agreed.get(here.name)
    if known is None:
        if here.name not in new:
            new.add(here.name)
            yield here
    elif not (known.path and os.path.lexists(folder / known.path)):
        whole = ledger.find(here.name)
        if whole:
            agreed[here.name] = whole._replace(path=here.path, stamp=None)
            ledger.put([agreed[here.name]])
            if whole.data != here.data:
                yield here._replace(synced=agreed[here.name])


def _other_than(synced: Synced | None, file: Path, ledger: Ledger) -> bytes | None:
    """What is in a file, where it is to be sent; None where it is as agreed, or is not to be."""
    try:
        data, stamp = read_file(file, MOST_BYTES)
    except NotRead:  # the archive's own listing says why
        return None
    if synced and synced.data == data:
        ledger.put([synced._replace(stamp=stamp)])
        return None
    return None if _runs(data) else data


def _stamp(file: Path) -> Stamp | None:
    with suppress(OSError):
        return stamp_of(file)
    return None


def sendable(folder: Path) -> Iterator[tuple[str, str, bytes] | FileProblem]:
    """All that an archive has to send: the name of each object, its path and its bytes.

    Copies of one note come once; what cannot be sent is named.
    """
    seen: set[str] = set()
    for path in _files(folder):
        try:
            data = read_file(folder / path, MOST_BYTES)[0]
            name = _name_of(path, data)
        except NotRead as why:
            yield FileProblem(folder / path, None, why.msgid, **why.params)
            continue
        except FileProblem as problem:
            yield FileProblem(folder / path, problem.line, problem.msgid, **problem.params)
            continue
        if name is None or _runs(data):
            yield FileProblem(folder / path, None, _NOT_A_NOTE if name is None else _STILL_RUNS)
        elif name in seen:
            yield FileProblem(folder / path, None, _A_COPY)
        else:
            seen.add(name)
            yield name, path, data


def new_file(folder: Path, name: str, data: bytes, file: Path | None = None) -> Path:
    """Write an object that has no file here into one: that, or one named as notes are."""
    if file is None:
        file = folder / _path_of(name, data)
    make_private_folder(file.parent)
    stem, number = file.stem, 1
    while True:
        with suppress(FileExistsError):
            create_privately(file, data)
            return file
        number += 1
        file = file.with_name(f"{stem}-{number}.toml")


def tell(place: Place, shelf: str, told: dict[str, str], after: int = 0) -> int:
    """Write the next line of a shelf's log, which tells tags by name; and give its number."""
    line = json.dumps(told, ensure_ascii=False).encode()
    number = after + 1
    while True:
        try:
            place.create(_line(shelf, number), line)
        except Taken:
            last = [item.name for item in place.names(f"{shelf}/{_LOG}", _line(shelf, number))]
            number = _number(last[-1]) + 1 if last else number + 1
        else:
            return number


def _files(folder: Path) -> Iterator[str]:
    """The paths of what may be sent: notes, the settings of the archive, and its guides."""
    cut = len(os.path.join(folder, ""))  # noqa: PTH118 in the end as well
    if os.path.lexists(folder / ARCHIVE_FILE):
        yield ARCHIVE_FILE
    with suppress(OSError), os.scandir(folder / GUIDES) as entries:
        yield from sorted(
            path
            for e in entries
            if e.is_file(follow_symlinks=False)
            if _GUIDE.fullmatch(path := f"{GUIDES}/{e.name}")
        )
    for file in scan(folder):
        if not isinstance(file, FileProblem):
            yield file[0][cut:].replace(os.sep, "/")


def _name_of(path: str, data: bytes) -> str | None:
    """The name of the object that a file is to be; None where it says no id.

    Raises FileProblem for what is no TOML.
    """
    if path == ARCHIVE_FILE or _GUIDE.fullmatch(path):
        return f"{HOUSE}/{path}"
    try:
        note = parsed(text_of(data), Path(path))
    except NotRead as error:
        raise FileProblem(Path(path), None, error.msgid, **error.params) from error
    note_id = note.get("id")
    if not isinstance(note_id, str) or not _ID.fullmatch(note_id):
        return None
    top, _slash, inside = path.partition("/")
    folder = safe_name(top) if inside else safe_name(str(note.get("team", "")))
    return f"{TEAMS}/{folder}/{_NOTES}/{note_id}.toml"


def _runs(data: bytes) -> bool:
    """Whether it is a session that runs in the form of an earlier version: it stays here."""
    return re.search(rb"^\[live[.\]]", data, re.MULTILINE) is not None


def _path_of(name: str, data: bytes) -> str:
    """Where a new object is to lie in the folder, named as this program names notes."""
    if shelf_of(name) == HOUSE:
        return name.removeprefix(f"{HOUSE}/")
    _teams, folder, _notes, file = name.split("/")
    stem = file.removesuffix(".toml")
    with suppress(Refused):
        note = parsed(text_of(data), Path(name))
        words = [str(note.get("date", "")), str(note.get("guide") or note.get("kind") or "")]
        if all(_WORDS.fullmatch(word) for word in words):
            stem = "-".join(words)
    return f"{folder}/{stem}.toml"


def is_ours(name: str) -> bool:
    """Whether an object is one of ours by its name: no way leads out of the folder."""
    if shelf_of(name) == HOUSE:
        path = name.removeprefix(f"{HOUSE}/")
        return path == ARCHIVE_FILE or _GUIDE.fullmatch(path) is not None
    words = name.split("/")
    return (
        len(words) == 4  # noqa: PLR2004
        and words[0] == TEAMS
        and words[1] == safe_name(words[1])
        and words[2] == _NOTES
        and words[3].endswith(".toml")
        and _ID.fullmatch(words[3].removesuffix(".toml")) is not None
    )


def shelf_of(name: str) -> str:
    """The words of a name that stand for a team, or the house."""
    first, _slash, rest = name.partition("/")
    return HOUSE if first == HOUSE else f"{first}/{rest.partition('/')[0]}"


def _line(shelf: str, number: int) -> str:
    return f"{shelf}/{_LOG}/{number:012}"


def _number(name: str) -> int:
    last = name.rpartition("/")[2]
    return int(last) if last.isdecimal() else 0


def _beside(file: Path) -> Path:
    """A free name beside a note, for the version of it that was made here."""
    number = 0
    while True:
        mark = "here" if number == 0 else f"here {number}"
        other = file.with_name(f"{file.stem} ({mark}).toml")
        if not os.path.lexists(other):
            return other
        number += 1


def _stamp_while(file: Path, data: bytes) -> Stamp | None:
    """The stamp of a file that still holds these bytes; None where it is other by now."""
    with suppress(NotRead, OSError):
        now, stamp = read_file(file, MOST_BYTES)
        if now == data:
            return stamp
    return None
