"""Reading files, and writing them atomically, durably, and readable by their owner alone.

A write is a temporary file in the same folder, fsync, rename, fsync of the folder (privacy.md P2).
The temporary file has no name where the system allows it, so that a killed write leaves nothing.
Whoever reads sees the old file or the new one, never half of one.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

NOT_READ_BACK: Final = N_("It could not be read again as it was written.")

DISK_FULL: Final = N_("The disk is full.")

NO_FOLDER: Final = N_("The folder {folder} is not there.")

TOO_LARGE: Final = N_("It is larger than {most} MB.")


class NotRead(Refused):
    """The file could not be read as text."""


class Stamp(NamedTuple):
    """The metadata that show whether a file was edited or replaced."""

    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp from a file's status."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none. Raises OSError when it cannot be known."""
    try:
        return Stamp.of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def stamp_if_known(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none, or it cannot be known."""
    with suppress(OSError):
        return stamp_of(path)
    return None


def read_file(path: Path, most_bytes: int) -> tuple[bytes, Stamp]:
    """The bytes of a file and their stamp. Raises NotRead, also for a pipe or a device."""
    try:
        descriptor = os.open(path, os.O_RDONLY | flag("O_BINARY") | flag("O_NONBLOCK"))
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise NotRead(NOT_A_FILE)
            data = os.read(descriptor, min(status.st_size, most_bytes) + 1)
            # It may have grown, and a network may have given a part of it.
            while len(data) <= most_bytes and (more := os.read(descriptor, _PART)):
                data += more
        finally:
            os.close(descriptor)
    except OSError as error:
        raise not_read(error) from error
    if len(data) > most_bytes:
        raise NotRead(TOO_LARGE, most=most_bytes // 2**20 or 1)
    return data, Stamp.of(status)


_PART: Final = 2**16
NOT_A_FILE: Final = N_("This is not a file.")


def not_read(error: OSError) -> NotRead:
    """An OSError of reading as a refusal."""
    if isinstance(error, FileNotFoundError):
        return NotRead(N_("It is not there."))
    if isinstance(error, PermissionError):
        return NotRead(N_("You are not allowed to read it."))
    return NotRead(N_("It cannot be read: {reason}."), reason=error.strerror or str(error))


def text_of(data: bytes) -> str:
    """Bytes as text: UTF-8, with or without a byte order mark. Raises NotRead."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotRead(N_("It is not text in UTF-8.")) from error


def read_text_file(path: Path, most_bytes: int) -> str:
    """The text of a file: UTF-8, with or without a byte order mark. Raises NotRead."""
    return text_of(read_file(path, most_bytes)[0])


def flag(name: str) -> int:
    """A flag of os.open, or 0 where the system lacks it."""
    return getattr(os, name, 0)


PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
TEMPORARY: Final = ".tmp"
"""How the name of a half-written file ends. It is hidden too, so archives pass it over."""

_WAITS: Final = (0.02, 0.05, 0.1, 0.2) if os.name == "nt" else ()
"""Seconds before each new try: on Windows a file that somebody reads cannot be replaced."""

_TEMPORARY: Final = rf"(?s)\..+\.[0-9a-f]{{12}}{re.escape(TEMPORARY)}"
_AN_HOUR: Final = 3600.0
_UNNAMED: Final = flag("O_TMPFILE") if os.path.isdir("/proc/self/fd") else 0  # noqa: PTH112
"""The flag that makes a file without a name: a killed write leaves nothing. 0: not here."""

_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE: Final = {errno.ENOENT, errno.ENOTDIR}
_NO_FSYNC: Final = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}

NOT_TAKEN: Final = N_("The disk does not take it: {reason}.")


class NotWritten(Refused):
    """The file was not written; what was on the disk is still there."""


class Overtaken(Exception):  # noqa: N818 somebody was faster, which is no error
    """The file to be replaced is not the one expected. Nothing was written."""


def write_privately(path: Path, data: bytes, *, over: Stamp | None = None) -> Stamp:
    """Write a file atomically, mode 0600 whatever the umask, replacing an existing one.

    With `over`, only the file with that stamp is replaced: raises Overtaken where it has changed.
    Raises NotWritten when the disk fails.
    """
    return _put_in_place(path, data, lambda finished: finished.replace(path, over))


def create_privately(path: Path, data: bytes) -> Stamp:
    """Write a new file atomically, mode 0600. Raises FileExistsError where it exists.

    Of two programs that create the same file one gets the error. Raises NotWritten as above.
    """
    return _put_in_place(path, data, lambda finished: finished.create(path))


def finish_file(path: Path, data: bytes) -> FinishedFile:
    """Write a new file in the folder of `path`, not yet in its place: for many at once.

    They can be written in several threads, and the folder is flushed once. Raises NotWritten.
    """
    try:
        return FinishedFile(path, data)
    except OSError as error:
        raise not_written(path, error) from error


def make_private_folder(path: Path) -> list[Path]:
    """Make a folder and its parents, each 0700; existing ones are left as they are.

    Returns the folders it made, outermost first. Raises NotWritten.
    """
    made: list[Path] = []
    try:
        missing = [folder for folder in (path, *path.parents) if not os.path.lexists(folder)]
        for folder in reversed(missing):
            with suppress(FileExistsError):  # made by another program just now
                folder.mkdir(PRIVATE_FOLDER)
                folder.chmod(PRIVATE_FOLDER)  # a umask may have taken the owner's own rights
                flush_folder(folder.parent)
                made.append(folder)
        if not path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except OSError as error:
        raise not_written(path, error) from error
    return made


def numbered(stem: str, suffix: str = "") -> Iterator[str]:
    """The possible names of a file, the best first: `stem.toml`, `stem-2.toml` and so on."""
    return chain([f"{stem}{suffix}"], (f"{stem}-{number}{suffix}" for number in count(2)))


def create_first_free(paths: Iterable[Path], data: bytes) -> Path:
    """Write a new file at the first of endless paths that is free. Raises NotWritten."""
    for path in paths:
        if not os.path.lexists(path):
            with suppress(FileExistsError):  # another program was faster
                create_privately(path, data)
                return path
    raise AssertionError  # the numbers do not end


def remove_file(path: Path) -> None:
    """Remove a file for good, and the remains of killed writes beside it. Raises NotWritten."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(path, error) from error
    sweep(path.parent)
    flush_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove the temporary files of killed writes in a folder; every write does so.

    A file that a program still writes is locked by it. Where locks do not work, as on a network
    disk or on Windows, one is left alone for an hour.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if re.fullmatch(_TEMPORARY, entry.name):
                with suppress(OSError):
                    _remove_if_abandoned(Path(entry.path))


def not_written(path: Path, error: OSError) -> NotWritten:  # noqa: PLR0911 as many as reasons
    """An OSError of writing as a refusal."""
    folder = str(path.parent)
    if error.errno in _FULL:
        return NotWritten(DISK_FULL)
    if error.errno in _FORBIDDEN:
        return NotWritten(N_("Writing in {folder} is not allowed."), folder=folder)
    if error.errno == errno.ENOTDIR and (file := _in_the_way(path)):
        return NotWritten(N_("{file} is a file where a folder has to be."), file=file)
    if error.errno in _GONE:
        return NotWritten(NO_FOLDER, folder=folder)
    if error.errno == errno.ENAMETOOLONG:
        return NotWritten(N_("The name {name} is too long for this disk."), name=path.name)
    if error.errno == errno.EFBIG:
        return NotWritten(N_("The file is larger than this disk allows."))
    reason = error.strerror or str(error)
    return NotWritten(NOT_TAKEN, reason=reason)


def _in_the_way(path: Path) -> Path | None:
    """The file that prevents a folder from being made, at its path or above."""
    here = (each for each in (path, *path.parents) if os.path.lexists(each))
    return next((each for each in here if not each.is_dir()), None)


class FinishedFile:
    """A complete file on the disk, not yet in its place; as a context manager it is discarded."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Write it in the folder of `path`. After an OSError nothing of it is left."""
        self.path, self._data = path, data
        self._name: Path | None = None
        self._descriptor: int | None = None
        if _UNNAMED:
            with suppress(_NeedsName):
                self._write(self._unnamed())
                return
        self._write(self._locked())

    def replace(self, target: Path, over: Stamp | None) -> None:
        """Move it over `target`; with `over` only if it has that stamp. Raises Overtaken."""
        name = self._named()
        if over is not None and stamp_of(target) != over:
            raise Overtaken
        _replace(name, target)

    def create(self, target: Path) -> Stamp:
        """Move it to its name; returns its stamp. Raises FileExistsError where the name is taken.

        That is durable once the folder has been flushed.
        """
        if self._name is None:
            try:
                self._link(target)
            except _NeedsName:
                self._write_again()
            else:
                return self.stamp
        _give_name(self._named(), target)
        return self.stamp

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.discard()

    def discard(self) -> None:
        """Remove it."""
        if self._name is not None:
            _remove_quietly(self._name)
        self._close()

    def _write(self, descriptor: int) -> None:
        self._descriptor = descriptor
        try:
            if os.name != "nt" and stat.S_IMODE(os.fstat(descriptor).st_mode) != PRIVATE_FILE:
                os.fchmod(descriptor, PRIVATE_FILE)  # a umask took the owner's own rights
            rest = memoryview(self._data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            _flush(descriptor)
            self.stamp = Stamp.of(os.fstat(descriptor))
            if os.name == "nt":  # an open file takes no other name there
                self._close()
        except BaseException:
            self.discard()
            raise

    def _write_again(self) -> None:
        """Write it with a name: what has none cannot be given one here."""
        self._close()
        self._write(self._locked())

    def _named(self) -> Path:
        """Its temporary name, from which it may be moved."""
        if self._name is None:
            if self._descriptor is not None:  # before anybody takes it for abandoned
                _lock(self._descriptor)
            name = self._free_name()
            try:
                self._link(name)
            except _NeedsName:
                self._write_again()
            else:
                self._name = name
        return self._name or name

    def _link(self, target: Path) -> None:
        if self._descriptor is None:
            raise ValueError("a file without a name is never closed before it has one")
        try:
            os.link(f"/proc/self/fd/{self._descriptor}", target, src_dir_fd=self._descriptor)
        except FileExistsError:
            raise
        except OSError as error:
            raise _NeedsName from error

    def _unnamed(self) -> int:
        try:
            return os.open(self.path.parent, os.O_WRONLY | _UNNAMED, PRIVATE_FILE)
        except OSError as error:
            raise _NeedsName from error

    def _locked(self) -> int:
        """A new temporary file, locked before anybody takes it for abandoned."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | flag("O_BINARY") | flag("O_NOFOLLOW")
        while True:
            name = self._free_name()
            descriptor = os.open(name, flags, PRIVATE_FILE)
            if _lock(descriptor) is False or not os.fstat(descriptor).st_nlink:
                os.close(descriptor)
                continue
            self._name = name
            return descriptor

    def _free_name(self) -> Path:
        return self.path.with_name(f".{self.path.name}.{os.urandom(6).hex()}{TEMPORARY}")

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None


class _NeedsName(Exception):  # noqa: N818 the next way is tried
    """The system cannot make files without a name here."""


def _put_in_place(path: Path, data: bytes, place: Callable[[FinishedFile], object]) -> Stamp:
    sweep(path.parent)
    try:
        with FinishedFile(path, data) as finished:
            place(finished)
    except FileExistsError:
        raise
    except OSError as error:
        raise not_written(path, error) from error
    flush_folder(path.parent)
    return finished.stamp


def _lock(descriptor: int) -> bool | None:
    """Lock a file while it is open; returns whether it could be. None: locks do not work here."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _remove_if_abandoned(temporary: Path) -> None:
    flags = os.O_RDONLY | flag("O_BINARY") | flag("O_NONBLOCK") | flag("O_NOFOLLOW")
    descriptor = os.open(temporary, flags)
    try:
        status, locked = os.fstat(descriptor), _lock(descriptor)
        if locked or (locked is None and status.st_mtime < time.time() - _AN_HOUR):
            if os.name == "nt":
                os.close(descriptor)
                descriptor = -1
            temporary.unlink()
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _replace(temporary: Path, path: Path) -> None:
    for wait in _WAITS:
        try:
            os.replace(temporary, path)  # noqa: PTH105 tests let this one fail
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(temporary, path)  # noqa: PTH105


def _give_name(temporary: Path, path: Path) -> None:
    """Link the temporary file under its own name, unless that is taken."""
    if os.name == "nt":
        os.rename(temporary, path)  # noqa: PTH104 on Windows a rename replaces nothing
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # many disks know no links: the name is claimed first, and then replaced
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
        try:
            _replace(temporary, path)
        except OSError:
            _remove_quietly(path)
            raise


def _flush(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FSYNC:  # some network disks know no fsync
            raise


def flush_folder(folder: Path) -> None:
    """Make a rename durable, where the system can; the file is in its place either way."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_quietly(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
