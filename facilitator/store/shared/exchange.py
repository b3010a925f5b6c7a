"""The exchange between an archive's folder and the store that it follows.

The folder is compared with what both last agreed on (`ledger`): what differs in the store is
fetched, what differs here is sent, each written only over the version it was made from. Where two
people changed the same thing, both versions of the note stay, side by side.
"""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import ExitStack, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.store.archive import safe_name
from facilitator.store.encryption import is_encrypted
from facilitator.store.files import (
    FinishedFile,
    NotRead,
    Overtaken,
    Stamp,
    finish_file,
    flush_folder,
    make_private_folder,
    read_file,
    write_privately,
)
from facilitator.store.lock import AlreadyOpen
from facilitator.store.notes import MOST_BYTES
from facilitator.store.paths import ARCHIVE_FILE, ENCRYPTION_FILE
from facilitator.store.settings import first_text
from facilitator.store.shared.layout import (
    HOUSE,
    TEAMS,
    folder_of,
    id_of,
    is_code,
    is_ours,
    is_plain,
    objects_under,
    path_of,
    shelf_of,
)
from facilitator.store.shared.ledger import Ledger, Synced
from facilitator.store.shared.local import DELETED_THERE, EXCHANGE, Changed, Local, changed_here
from facilitator.store.shared.log import line_number, lines_after, log_of, tell, told_in
from facilitator.store.shared.merge import (
    keep_beside,
    locked,
    merge_into,
    merged,
    new_file,
    replaced,
    stamp_while,
)
from facilitator.store.shared.remote import Gone, Taken, etag_of
from facilitator.store.shared.threads import Threads
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from facilitator.store.shared.remote import ListedObject, Object, Remote

_AT_ONCE: Final = 16
"""Objects that are read or written at the same time."""
_RECEIVED_AT_ONCE: Final = 500
"""Objects that came, between two writings of the ledger."""
_SENT_AT_ONCE: Final = 64
"""Objects that go, between two writings of the ledger; one line of a log tells of them."""
_MOST_LINES: Final = 50
"""Lines of a log; where there are more it is quicker to list what there is."""
_KEYS: Final = f"{HOUSE}/{ENCRYPTION_FILE}"
"""Who can read an archive: it goes first, and comes first."""


class ExchangeResult(NamedTuple):
    """The outcome of an exchange."""

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


class _Came(NamedTuple):
    """An object that was fetched."""

    name: str
    there: Object | None
    """None: it is gone."""
    finished: FinishedFile | None
    """A file of it, where it is new here."""


class _Stop(Exception):  # noqa: N818
    """`go_on` returned False."""


class Exchange:
    """One exchange between the archive in a folder and its remote."""

    def __init__(
        self,
        folder: Path,
        remote: Remote,
        *,
        teams: Iterable[str] = (),
        go_on: Callable[[int, int], bool] = lambda _done, _total: True,
    ) -> None:
        """`teams` are the folders of those that may be seen; none: all that the store shows.

        `go_on` is told how many objects are done, and of how many; where it says no, what was
        exchanged so far stays exchanged, and the rest is for the next time.
        """
        self._folder = folder
        self._remote = remote
        self._teams = tuple(teams)
        self._go_on = go_on
        self._agreed: dict[str, Synced] = {}
        """What was agreed on when the files here were last looked at, without the bytes."""
        self._plain_shelves: list[str] = []
        """Those that an archive had before it was encrypted."""
        self._folders: dict[str, Path] = {}
        """Those of the shelves from which something has come."""
        self._unfinished: set[str] = set()
        """The shelves with something that could not be put in its place now."""
        self._moved: list[Synced] = []
        """What came under another name than that under which it was agreed on."""
        self._brought_together = False
        self._received = self._sent = self._forgotten = 0
        self._two_versions: list[Path] = []
        self._problems: list[FileProblem] = []

    def run(self) -> ExchangeResult:
        """Receive and send. Raises Unreachable, Forbidden, NotWritten, and AlreadyOpen."""
        with (
            locked(self._folder / EXCHANGE),
            Ledger(self._folder) as self._ledger,
            Threads(_AT_ONCE) as self._pool,
        ):
            return self._run()

    def _run(self) -> ExchangeResult:
        complete, anything = True, True
        try:
            local = self._look_here()
            if self._receive(local):
                local = self._look_here()
            received = self._received
            anything = self._send(local) or self._received > received
            if self._brought_together:
                self._send(self._look_here())
            self._clear_plain()
        except _Stop:
            complete = False
        if anything:
            local = self._look_here()
        going = {**self._ledger.deleted(), **self._ledger.moved(), **self._ledger.unlogged()}
        left = len(local.changed) + len(going)
        if complete and not left:
            self._ledger.all_is_sent()
        return ExchangeResult(
            self._received,
            self._sent,
            self._forgotten,
            tuple(self._two_versions),
            (*self._problems, *local.unsendable),
            left,
            complete,
        )

    def _look_here(self) -> Local:
        self._agreed = self._ledger.agreed()
        return changed_here(self._folder, self._ledger, self._agreed)

    def _go_on_or_stop(self, done: int, total: int) -> None:
        if not self._go_on(done, total):
            raise _Stop

    # From there

    def _receive(self, local: Local) -> bool:
        """Update the folder from the store; returns whether anything was read."""
        here = {each.name: each for each in local.changed}
        here |= {each.known_as: each for each in local.changed}
        numbers, names = self._news(self._shelves(local), local.paths)
        gone: list[str] = []
        moved_to = {each.name for each in local.changed if each.is_moved}
        names.sort(key=lambda name: (name != _KEYS, name not in moved_to))
        self._fetch(names, here, gone)
        self._forget_all(gone, here)
        with self._ledger.at_once():
            for shelf, number in numbers.items():
                if shelf not in self._unfinished and number != self._ledger.logged(shelf):
                    self._ledger.read_up_to(shelf, number)
        return bool(names)

    def _shelves(self, local: Local) -> list[str]:
        self._go_on_or_stop(0, 0)
        folders = self._teams or self._remote.folders(TEAMS)
        shelves = [f"{TEAMS}/{name}" for name in folders if name == safe_name(name)]
        ours = sorted({shelf_of(each.name) for each in local.changed} - {HOUSE})
        if is_encrypted(self._folder):
            plain = sorted({shelf_of(name) for name in self._agreed if is_plain(name)})
            self._plain_shelves = [shelf for shelf in {*shelves, *plain} if not is_code(shelf)]
            ours += plain
        return [HOUSE, *dict.fromkeys([*shelves, *ours])]

    def _news(self, shelves: list[str], paths: frozenset[str]) -> tuple[dict[str, int], list[str]]:
        """The last log number of each shelf, and the objects to read."""
        read = {shelf: self._ledger.logged(shelf) for shelf in shelves}
        logs = self._pool.map(lambda s: lines_after(self._remote, s, read[s] or 0), shelves)
        numbers: dict[str, int] = {}
        lines: list[str] = []
        whole: list[str] = []
        for shelf, log in zip(shelves, logs, strict=True):
            before = read[shelf]
            numbers[shelf] = max([before or 0, *map(line_number, log)])
            was_emptied = bool(log) and line_number(log[0]) != (before or 0) + 1
            is_old = shelf in self._plain_shelves  # its log may have gone
            if before is None or is_old or was_emptied or len(log) > _MOST_LINES:
                whole.append(shelf)
            else:
                lines += log
        tags = self._told(lines)
        for items in self._pool.map(self._objects, whole):
            tags |= {item.name: {item.tag} for item in items}
        looked, unread = set(shelves), set(whole)
        leaving = self._ledger.deleted().keys() | self._ledger.moved().keys()
        for name, each in self._agreed.items():
            shelf = shelf_of(name)
            if name not in tags and shelf in unread:
                tags[name] = {""}
            if each.path in paths:
                continue
            if shelf in looked and not (each.path and os.path.lexists(self._folder / each.path)):
                tags[name] = {"?"}  # its file here has vanished
        wanted = (
            name
            for name, told in tags.items()
            if name not in leaving
            if is_ours(name)
            if name not in self._agreed or not _is_all(told, self._agreed[name].tag)
        )
        return numbers, list(wanted)

    def _objects(self, shelf: str) -> list[ListedObject]:
        log = f"{log_of(shelf)}/"
        items = self._remote.names(objects_under(shelf))
        return [item for item in items if not item.name.startswith(log)]

    def _told(self, lines: list[str]) -> dict[str, set[str]]:
        """What the lines of a log tell of: all tags by name; empty: gone.

        Of two who wrote one after the other the first may tell last.
        """
        tags: dict[str, set[str]] = defaultdict(set)
        for line in self._pool.ahead(self._read, lines):
            for name, tag in told_in(line.data).items() if line else ():
                tags[name].add(tag)
        return tags

    def _fetch(self, names: list[str], here: dict[str, Changed], gone: list[str]) -> None:
        """Read these objects and put them into the folder; `gone` gets those that are no more."""

        def read(name: str) -> _Came:
            there = self._read(name)
            if there is None or not there.data or name in self._agreed or name in here:
                return _Came(name, there, None)
            file = path_of(self._folder_of(name), name, there.data)
            return _Came(name, there, finish_file(file, there.data))

        came: list[Synced] = []
        try:
            for done, each in enumerate(self._pool.ahead(read, names, _discard)):
                with each.finished or ExitStack():
                    self._go_on_or_stop(done, len(names))
                    if each.there is None or not each.there.data:
                        gone.append(each.name)
                    elif agreed := self._take(each, each.there, here.get(each.name)):
                        came.append(agreed)
                    else:
                        self._unfinished.add(shelf_of(each.name))
                if len(came) == _RECEIVED_AT_ONCE:
                    self._keep(came)
        finally:
            self._keep(came)

    def _folder_of(self, name: str) -> Path:
        """The folder for an object's file, made if missing."""
        shelf = shelf_of(name)
        if shelf == HOUSE or shelf not in self._folders:
            folder = folder_of(self._folder, name)
            make_private_folder(folder)
            self._folders[shelf] = folder
        return self._folders[shelf]

    def _keep(self, came: list[Synced]) -> None:
        """Save in the ledger what was fetched, once its files are on the disk."""
        for path in {each.path.rpartition("/")[0] for each in came}:
            flush_folder(self._folder / path)
        with self._ledger.at_once():
            deleted = self._ledger.put(came)
            for moved in self._moved:
                self._ledger.move(moved)
        for each in came:
            if each.name in deleted:  # here, while it came
                replaced(self._folder / each.path, each.data, None)
        came.clear()
        self._moved.clear()

    def _read(self, name: str) -> Object | None:
        with suppress(Gone):
            return self._remote.read(name)
        return None

    def _take(self, came: _Came, there: Object, here: Changed | None) -> Synced | None:
        """Put an object into the folder; returns what is agreed on it. None: not now."""
        name = came.name
        if here is not None:
            if here.name != name:
                return None  # it was moved here: what has come is brought over when it goes there
            agreed = self._settle(name, here, there)
            if agreed and here.synced and here.is_moved and here.name == name:
                self._moved.append(here.synced)
            return agreed
        before = self._ledger.find(name) if name in self._agreed else None
        is_here = before and before.path and os.path.lexists(self._folder / before.path)
        if before and is_here and before.tag == there.tag:
            return before
        file = self._folder / before.path if before and before.path else None
        stamp: Stamp | None
        if file is None or not os.path.lexists(file):
            if file is None:
                new = came.finished
                file = new.path if new else path_of(self._folder_of(name), name, there.data)
            file, stamp = new_file(file, there.data, came.finished)
        elif before is None or not replaced(file, before.data, there.data):
            return None
        else:
            stamp = stamp_while(file, there.data)
        self._received += 1
        path = str(file)[len(str(self._folder)) + 1 :].replace(os.sep, "/")
        return Synced(name, path, there.tag, there.data, stamp)

    def _settle(self, name: str, here: Changed, there: Object) -> Synced | None:
        """Merge both versions into one note, or keep them side by side.

        None: not now.
        """
        file = self._folder / here.path
        is_ours = self._ledger.was_sent(_mark(name, there.data))
        both = here.data if is_ours else self._both(here, there, file)
        is_default = here.path == ARCHIVE_FILE and here.data == first_text().encode()
        is_keys = here.path == ENCRYPTION_FILE
        with suppress(Overtaken, NotRead, AlreadyOpen), locked(file):
            data, read = read_file(file, MOST_BYTES)
            stamp: Stamp | None = read
            if data != here.data:  # changed again meanwhile: the next exchange settles it
                return None
            if both is None and is_keys:  # no two lists can be in force
                self._problems.append(FileProblem(file, None, _OTHER_KEYS))
            elif both is None and not is_default:
                keep_beside(file, here.data)
                self._two_versions.append(file)
            if both != data:
                stamp = write_privately(file, there.data if both is None else both, over=read)
                self._received += 1
            kept = stamp if both in (None, there.data) else None
            return Synced(name, here.path, there.tag, there.data, kept)
        return None

    @staticmethod
    def _both(here: Changed, there: Object, file: Path) -> bytes | None:
        """A note with both changes; None where both touch the same thing."""
        if here.data == there.data:
            return here.data
        if here.synced is None:
            return None
        if here.is_moved:
            # Somebody has moved it to the same team, nobody knows when: if that is all, ours is it.
            return here.data if here.synced.data == there.data else None
        return merged(here.synced.data, here.data, there.data, file)

    def _forget_all(self, names: list[str], here: dict[str, Changed]) -> None:
        """Remove the files of objects that were deleted in the store, or moved to another team."""
        if not names:
            return
        self._agreed = self._ledger.agreed()
        others = {id_of(name): name for name in self._agreed if name not in names}
        for name in names:
            if agreed := self._ledger.find(name):
                other = others.get(id_of(name))
                self._forget(agreed, here.get(name), self._ledger.find(other) if other else None)

    def _forget(self, agreed: Synced, here: Changed | None, other: Synced | None) -> None:
        """An object is gone; `other` is where the note is by now, if it was moved."""
        if here is not None and here.data != agreed.data:
            if other is None:
                self._problems.append(FileProblem(self._folder / here.path, None, DELETED_THERE))
                return
            if here.path != other.path and not self._brought_over(agreed, here, other):
                self._unfinished.add(shelf_of(agreed.name))
                return
        elif agreed.path and (other is None or agreed.path != other.path):
            file = self._folder / agreed.path
            if os.path.lexists(file) and not replaced(file, agreed.data, None):
                self._unfinished.add(shelf_of(agreed.name))
                return
            with suppress(OSError):
                file.parent.rmdir()
        self._ledger.forget(agreed.name, gone=id_of(agreed.name))
        self._forgotten += other is None

    def _brought_over(self, agreed: Synced, here: Changed, other: Synced) -> bool:
        """Merge the changes of a file into the note's new one; returns whether that was possible.

        Where both were changed in the same thing, both stay as two versions.
        """
        file = self._folder / other.path
        is_merged = merge_into(file, agreed.data, here.data)
        if is_merged:
            replaced(self._folder / here.path, here.data, None)
        elif is_merged is False:
            self._two_versions.append(file)
        return is_merged is not None

    # From here

    def _send(self, local: Local) -> bool:
        """Delete and write there what was deleted and written here; whether there was anything."""
        anything = bool(local.changed or self._ledger.deleted() or self._ledger.moved())
        self._delete(self._ledger.deleted())
        for done, batch in _batches(sorted(local.changed, key=lambda each: each.name != _KEYS)):
            try:
                self._go_on_or_stop(done, len(local.changed))
                self._send_files(batch)
            finally:
                self._tell()
        self._delete({name: moved.tag for name, moved in self._ledger.moved().items()})
        self._tell()
        return anything

    def _delete(self, tags: dict[str, str]) -> None:
        """Delete these objects, each if it still has that tag."""
        names = list(tags)
        for start in range(0, len(names), _SENT_AT_ONCE):
            self._go_on_or_stop(start, len(names))
            batch = names[start : start + _SENT_AT_ONCE]
            self._ledger.sent(dict.fromkeys(batch, ""))
            done = list(self._pool.map(lambda name: self._deleted_there(name, tags[name]), batch))
            for name, is_deleted in zip(batch, done, strict=True):
                if is_deleted:
                    self._ledger.forget(name, gone=id_of(name))
                    self._sent += 1
                else:
                    self._ledger.told([name])
                    self._keep_what_came_between(name)

    def _deleted_there(self, name: str, tag: str) -> bool:
        """Delete an object; returns whether it was unchanged.

        It is emptied first: only that can be refused where somebody has changed it meanwhile.
        """
        try:
            if not tag:
                raise Overtaken  # it was deleted before we knew which version it was  # noqa: TRY301
            self._remote.replace(name, b"", tag)
        except Overtaken:
            there = self._read(name)
            if there and there.data:
                return False
        self._remote.delete(name)
        return True

    def _keep_what_came_between(self, name: str) -> None:
        """Keep somebody's change of what was deleted or moved here.

        It is merged into the moved note. Where that is impossible it stays, and is fetched again.
        """
        moved = self._ledger.moved().get(name)
        if moved and self._brought_to_moved(moved):
            return
        why = _CHANGED_AND_MOVED if moved else _CHANGED_THERE
        self._problems.append(FileProblem(self._folder / name, None, why))
        self._ledger.forget(name)
        self._ledger.read_up_to(shelf_of(name), None)

    def _brought_to_moved(self, moved: Synced) -> bool:
        """Whether what somebody changed in a note that was moved here is in its file by now."""
        there = self._read(moved.name)
        agreed = self._ledger.agreed()
        note_id = id_of(moved.name)
        paths = [each.path for name, each in agreed.items() if id_of(name) == note_id]
        if not (paths and there and merge_into(self._folder / paths[0], moved.data, there.data)):
            return False
        self._ledger.move(moved._replace(tag=there.tag, data=there.data))
        self._received += 1
        self._brought_together = True
        return True

    def _send_files(self, files: Sequence[Changed]) -> None:
        # Told of even if we are killed before we know their tags.
        self._ledger.sent({here.name: "?" for here in files})
        self._ledger.sending(_mark(here.name, here.data) for here in files)
        taken: list[Changed] = []
        written: list[tuple[Changed, str]] = []
        problem: Refused | None = None
        for here, sending in [(here, self._pool.submit(self._write, here)) for here in files]:
            try:
                tag = sending.result()
            except Refused as why:
                problem = problem or why
                continue
            if tag is None:
                taken.append(here)
            else:
                written.append((here, tag))
        self._written(written)
        if problem:
            raise problem
        for here in taken:
            self._was_taken(here)

    def _write(self, here: Changed) -> str | None:
        """Write an object to the store; returns its tag. None: it has changed there."""
        try:
            if here.synced is None or here.is_moved:
                return self._remote.create(here.name, here.data)
            return self._remote.replace(here.name, here.data, here.synced.tag)
        except (Taken, Overtaken):
            return None

    def _written(self, written: Iterable[tuple[Changed, str]]) -> None:
        """Save the tags of written objects; a moved note is deleted at its old name."""
        with self._ledger.at_once():
            for here, tag in written:
                stamp = stamp_while(self._folder / here.path, here.data)
                if here.synced and here.is_moved:
                    self._ledger.move(here.synced)
                self._ledger.put([Synced(here.name, here.path, tag, here.data, stamp)])
                self._ledger.sent({here.name: tag})
                self._sent += 1

    def _clear_plain(self) -> None:
        """Remove the logs of teams whose notes were plain before they were encrypted."""
        for shelf in self._plain_shelves:
            names = [item.name for item in self._remote.names(shelf)]
            if all(name.startswith(f"{log_of(shelf)}/") for name in names):
                for name in names:
                    self._remote.delete(name)
        if is_encrypted(self._folder):
            for shelf in self._ledger.shelves():
                if shelf != HOUSE and not is_code(shelf):
                    self._ledger.read_up_to(shelf, None)

    def _was_taken(self, here: Changed) -> None:
        """The name exists in the store: settle both versions, and send the outcome."""
        self._ledger.told([here.name])
        there = self._there(here)
        if there is None:
            return
        if there.data == here.data:
            self._written([(here, there.tag)])
            return
        settled = self._settle(here.name, here, there)
        if settled is None:
            return
        with self._ledger.at_once():
            if here.synced and here.is_moved:
                self._ledger.move(here.synced)
            self._ledger.put([settled])
        file = self._folder / here.path
        with suppress(NotRead):
            data = read_file(file, MOST_BYTES)[0]
            if data != settled.data:
                changed = Changed(here.name, here.path, data, settled)
                self._ledger.sending([_mark(here.name, data)])
                if tag := self._write(changed):
                    self._written([(changed, tag)])

    def _there(self, here: Changed) -> Object | None:
        """The object in the store that prevented a write; None where it cannot be settled now."""
        there = self._read(here.name)
        if there is None or not there.data:
            if here.synced and not here.is_moved:
                self._forget_all([here.name], {here.name: here})
            return None
        if here.synced and there.tag == here.synced.tag and there.data != here.data:
            return None  # it said no without a reason: the next exchange tries again
        return there

    def _tell(self) -> None:
        """Write into the logs what was sent, so that others find it without listing everything.

        First where something came: whoever looks in between has a note that was moved twice, and
        not at all otherwise.
        """
        unlogged = self._ledger.unlogged()
        shelves = sorted({shelf_of(name) for name in unlogged})
        shelves.sort(
            key=lambda shelf: all(not unlogged[n] for n in unlogged if shelf_of(n) == shelf)
        )
        for shelf in shelves:
            told = {name: tag for name, tag in unlogged.items() if shelf_of(name) == shelf}
            read = self._ledger.logged(shelf)
            number = tell(self._remote, shelf, told, read or 0)
            self._ledger.told(told)
            if read is not None and number == read + 1:
                self._ledger.read_up_to(shelf, number)


def _discard(came: _Came) -> None:
    if came.finished:
        came.finished.discard()


def _is_all(told: set[str], tag: str) -> bool:
    """Whether an agreed tag is all that is told of an object; some lists tell its ETag alone."""
    return told in ({tag}, {etag_of(tag)})


def _mark(name: str, data: bytes) -> str:
    """By which an object that was sent is known again as ours, though nobody told us its tag."""
    return blake2b(data, key=blake2b(name.encode()).digest(), digest_size=16).hexdigest()


_CHANGED_THERE: Final = N_(
    "It was deleted here, but somebody has changed it in the store meanwhile. It stays there, and "
    "comes back."
)
_CHANGED_AND_MOVED: Final = N_(
    "It was moved here, while somebody changed it in the store. Both come: choose one of the two "
    "versions."
)


_OTHER_KEYS: Final = N_(
    "Somebody has changed who can read this archive, at the same time as you. Theirs is in force: "
    "look at it, and make your change again."
)


def _batches(changed: list[Changed]) -> Iterator[tuple[int, list[Changed]]]:
    """What is sent together, with how many went before: the keys of an archive alone, and first."""
    done = 0
    while done < len(changed):
        size = 1 if changed[done].name == _KEYS else _SENT_AT_ONCE
        yield done, changed[done : done + size]
        done += size
