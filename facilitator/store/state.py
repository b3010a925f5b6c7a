"""State files of this machine: encrypted while something runs, and destroyed afterwards.

A running session and the answers of an open measurement are in no archive (privacy.md P15): an
archive may be a folder whose every version somebody keeps. Each is two files in the state folder.
`NAME.age` is its text, encrypted with age and replaced whole at every save; `NAME.key` is the key
that opens it, made for it alone and written once. At the end the key is overwritten and removed,
and with it every version of the text is lost, those in freed blocks and snapshots as well. A backup
that holds both files holds the text: that cannot be undone from here. Of an encrypted archive the
key itself is encrypted for the user's own key, and no name has a date in it.

NAME is a short hash of the archive's folder, and a word of whoever keeps the file. The folder is in
the text too, so that two archives on one machine do not mix.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.store.encryption import is_encrypted, keys_if_encrypted
from facilitator.store.files import (
    NotRead,
    create_privately,
    flush_folder,
    make_private_folder,
    not_written,
    read_file,
    write_privately,
)
from facilitator.store.files import sweep as remove_half_written
from facilitator.store.lock import Lock
from facilitator.store.paths import folders_of_state, path_hash

if TYPE_CHECKING:
    from pyrage import x25519

STATE: Final = ".age"
KEY: Final = ".key"
_A_LOOK: Final = 0.3
"""Seconds: who only looks whether a session is open (`lock.is_open`) has let go by then."""
MOST_BYTES: Final = 2**24

_KEY_BYTES: Final = 74
"""Of an age identity as text."""
_MOST_KEY_BYTES: Final = 2**12
"""Of one that is encrypted."""
_ENCRYPTED: Final = b"age-encryption.org/"
"""How it begins then."""


DAMAGED: Final = N_("It is damaged, or its key is another's.")


class Damaged(NotRead):
    """It cannot be decrypted: its text or its key was changed."""


class State(NamedTuple):
    """The content of a state file."""

    archive: Path
    """The folder of the archive it belongs to, as it was when it was made: absolute, resolved."""
    mark: str
    """A word of whoever keeps it, by which a killed program is understood; empty: none."""
    data: bytes


class StateEntry(NamedTuple):
    """A state file that has not been opened."""

    path: Path
    name: str
    """The word of whoever keeps it, or what stands for that: one of `state_names`."""
    changed: datetime
    """When it was last written (UTC)."""


class StateFile:
    """A state file that only this program may write. Created by `create` or `open`."""

    def __init__(self, path: Path, archive: Path, key: x25519.Identity, lock: Lock) -> None:
        self.path = path
        self.archive = archive
        """The folder of its archive, absolute and resolved."""
        self._key = key
        self._lock = lock

    @classmethod
    def create(cls, folder: Path, archive: Path, name: str, data: bytes) -> StateFile:
        """A new state file in that folder, with a key of its own.

        Raises FileExistsError where there is one of that name already, AlreadyOpen while another
        program makes it, NotWritten when the disk says no, Locked where the archive is encrypted
        and this user's key is not open: then nothing is left of it.
        """
        from pyrage import x25519

        make_private_folder(folder)
        archive = archive.resolve()
        path = folder / f"{_prefix(archive)}{state_names(archive, name)[0]}{STATE}"
        lock = _locked(path)
        if os.path.lexists(path):
            lock.release()
            raise FileExistsError(path)
        key = x25519.Identity.generate()
        made = cls(path, archive, key, lock)
        try:
            _destroy_key(path)  # of a program that was killed before it wrote its text
            create_privately(_key_file(path), _written_key(archive, key))
            create_privately(path, made._encrypted(data, ""))
        except BaseException as error:
            with suppress(OSError):
                _destroy(path)
            lock.release()
            if isinstance(error, OSError):
                raise not_written(path, error) from error
            raise
        return made

    @classmethod
    def open(cls, path: Path) -> tuple[StateFile, State]:
        """Open a state file for writing; returns its content too.

        Raises AlreadyOpen while another program has it, NotRead where it cannot be decrypted,
        NotWritten where it could not be written either.
        """
        lock = _locked(path, wait=_A_LOOK)
        try:
            remove_half_written(path.parent)
            key = _key(path)
            state = _decrypted(path, key)
        except BaseException:
            lock.release()
            raise
        return cls(path, state.archive, key, lock), state

    @property
    def is_there(self) -> bool:
        """Whether both its files still exist."""
        return os.path.lexists(self.path) and os.path.lexists(_key_file(self.path))

    def replace(self, data: bytes, mark: str = "") -> None:
        """Replace its content. Raises NotWritten, and nothing changes; ValueError once released."""
        if not self._lock.is_held:
            raise ValueError("what was destroyed or released is not written again")
        if not self.is_there:
            make_private_folder(self.path.parent)
            with suppress(FileExistsError):
                create_privately(_key_file(self.path), _written_key(self.archive, self._key))
        write_privately(self.path, self._encrypted(data, mark))

    def destroy(self) -> None:
        """Overwrite its key, then remove both files. Releases it.

        Raises NotWritten where the key cannot be overwritten: it is still there, and still held.
        """
        try:
            _destroy(self.path)
        except OSError as error:
            raise not_written(self.path, error) from error
        self.release()

    def release(self) -> None:
        """Release it; it stays as it is."""
        self._lock.release()

    def _encrypted(self, data: bytes, mark: str) -> bytes:
        import json

        from pyrage import encrypt

        head = json.dumps({"archive": str(self.archive), "mark": mark}).encode()
        encrypted: bytes = encrypt(head + b"\n" + data, [self._key.to_public()])
        return encrypted


def read_state(path: Path) -> State:
    """The content of a state file that another program may write. Raises NotRead, Damaged.

    Locked where it belongs to an encrypted archive, and this user's key is not opened when asked.
    """
    return _decrypted(path, _key(path))


def archive_of(path: Path) -> Path | None:
    """The folder of the archive a state file belongs to. Raises NotRead, Damaged.

    None: it is encrypted, and this user's key is not open. Nobody is asked to open it.
    """
    if _is_encrypted(path):
        from facilitator.store.encryption.own_key import is_open

        if not is_open():
            return None
    return read_state(path).archive


def state_names(archive: Path, word: str) -> tuple[str, ...]:
    """The possible names of the state file for a word and an archive, the best first.

    Raises NotWritten where the archive is encrypted and its keys are in doubt.
    """
    keys = keys_if_encrypted(archive)
    return (keys.state_code(word), word) if keys else (word,)


def find_state(folder: Path, archive: Path, word: str) -> StateEntry | None:
    """The state file in a folder for a word and an archive. Raises as above."""
    entries = state_files(folder, archive)
    names = state_names(archive, word) if entries else ()
    return next((entry for entry in entries if entry.name in names), None)


def encrypt_keys(archive: Path | None = None) -> None:
    """Encrypt the keys of an archive's state files for the newest of this user's identities.

    None: those of every archive that are encrypted already, since it is another by now. Raises
    AlreadyOpen where a program has one of them open, NotRead, Locked, NotWritten.
    """
    for folder in folders_of_state():
        for entry in state_files(folder, archive):
            lock = _locked(entry.path)
            try:
                if not _is_destroyed(entry.path) and (archive or _is_encrypted(entry.path)):
                    _replace_key(_key_file(entry.path), _encrypted_key(_key(entry.path)))
            finally:
                lock.release()


def state_files(folder: Path, archive: Path | None = None) -> tuple[StateEntry, ...]:
    """The state files in a folder, of one archive or of all, those written last at the end.

    What a program that was killed has left of one that was made or destroyed is none.
    """
    start = _prefix(archive.resolve()) if archive else ""
    states = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(STATE) and entry.name.startswith(start):
                path, (_, _, name) = Path(entry.path), entry.name.partition("-")
                with suppress(OSError):  # gone meanwhile
                    changed = _changed(entry.stat())
                    if not _is_destroyed(path):
                        states.append(StateEntry(path, name.removesuffix(STATE), changed))
    return tuple(sorted(states, key=lambda entry: (entry.changed, entry.path)))


def destroy_state(path: Path, changed: datetime | None = None) -> bool:
    """Destroy a state file that no program has open; returns whether it was done.

    With `changed`, only if it was last written then.
    """
    try:
        lock = _locked(path)
    except Refused:
        return False
    try:
        if changed is not None and changed != _changed(path.stat()):
            return False
        _destroy(path)
    except OSError:
        return False
    finally:
        lock.release()
    return True


def sweep_all() -> None:
    """Remove what killed programs left in any state folder; every command begins with it."""
    for folder in folders_of_state():
        sweep(folder)


def sweep(folder: Path) -> None:
    """Remove what killed programs have left in a folder of state files: no text can be read in it.

    Half-written files, keys without a text, texts whose key is gone. What a program has open just
    now is left alone. Raises nothing.
    """
    remove_half_written(folder)
    paths: set[Path] = set()
    with suppress(OSError), os.scandir(folder) as entries:
        paths |= {Path(e.path).with_suffix(STATE) for e in entries if e.name.endswith((STATE, KEY))}
    for path in paths:
        if os.path.lexists(path) and not _is_destroyed(path):
            continue
        with suppress(OSError, Refused):
            lock = _locked(path)
            try:
                if _is_destroyed(path) or not os.path.lexists(path):
                    _destroy(path)
            finally:
                lock.release()


def _prefix(archive: Path) -> str:
    """The beginning of the names of an archive's state files, by its resolved folder."""
    return f"{path_hash(archive)}-"


def _changed(status: os.stat_result) -> datetime:
    return datetime.fromtimestamp(status.st_mtime, UTC)


def _key_file(path: Path) -> Path:
    return path.with_suffix(KEY)


def _locked(path: Path, *, wait: float = 0) -> Lock:
    """The lock on a state file. Raises AlreadyOpen, and NotWritten where none can be made."""
    make_private_folder(path.parent)
    return Lock.take(path, wait=wait, strict=True)


def _written_key(archive: Path, key: x25519.Identity) -> bytes:
    """The key as it is written beside its text. Raises Locked."""
    return _encrypted_key(key) if is_encrypted(archive) else str(key).encode()


def _encrypted_key(key: x25519.Identity) -> bytes:
    from pyrage import encrypt, x25519

    from facilitator.store.encryption.own_key import recipient_open

    own = x25519.Recipient.from_str(recipient_open())
    encrypted: bytes = encrypt(str(key).encode(), [own])
    return encrypted


def _replace_key(file: Path, data: bytes) -> None:
    """Replace the file of a key by another form of the same key, and overwrite the old one."""
    before = None if os.name == "nt" else os.open(file, os.O_WRONLY)  # open, it stays there
    try:
        write_privately(file, data)
        if before is not None:
            os.write(before, bytes(os.fstat(before).st_size))
            os.fsync(before)
    finally:
        if before is not None:
            os.close(before)


def _is_encrypted(path: Path) -> bool:
    """Whether the key of a state file is itself encrypted. Raises NotRead."""
    return read_file(_key_file(path), _MOST_KEY_BYTES)[0].startswith(_ENCRYPTED)


def _key(path: Path) -> x25519.Identity:
    from pyrage import IdentityError, x25519

    key = read_file(_key_file(path), _MOST_KEY_BYTES)[0]
    if key.startswith(_ENCRYPTED):
        from facilitator.store.encryption.own_key import decrypted

        key = decrypted(key)
    try:
        return x25519.Identity.from_str(key.decode())
    except (IdentityError, UnicodeDecodeError) as error:
        raise Damaged(N_("Its key cannot be used.")) from error


def _decrypted(path: Path, key: x25519.Identity) -> State:
    import json

    from pyrage import DecryptError, decrypt

    try:
        head, _, data = decrypt(read_file(path, MOST_BYTES)[0], [key]).partition(b"\n")
        written = json.loads(head)
        return State(Path(written["archive"]), written["mark"], data)
    except (DecryptError, ValueError, KeyError, TypeError) as error:
        raise Damaged(DAMAGED) from error


def _is_destroyed(path: Path) -> bool:
    """Whether it can never be opened: its key is missing or overwritten."""
    try:
        with _key_file(path).open("rb") as key:
            written = key.read(_KEY_BYTES)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return bool(written) and not written.strip(b"\0")


def _destroy(path: Path) -> None:
    """Write over its key, so that nobody can read it any more, and remove it.

    Raises OSError where the key cannot be written over. What cannot be removed is swept later.
    """
    _destroy_key(path)
    with suppress(OSError):
        path.unlink(missing_ok=True)
    remove_half_written(path.parent)
    flush_folder(path.parent)


def _destroy_key(path: Path) -> None:
    """Overwrite the key of a state file, and remove it. Raises OSError as above."""
    file = _key_file(path)
    try:
        descriptor = os.open(file, os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        os.write(descriptor, bytes(max(_KEY_BYTES, os.fstat(descriptor).st_size)))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    with suppress(OSError):
        file.unlink()
    flush_folder(file.parent)
