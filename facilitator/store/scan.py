"""The files of an archive that may be notes, by their paths.

No note is read and no model loaded, so that ten thousand files take a moment.
"""

from __future__ import annotations

import os
import re
from contextlib import ExitStack, contextmanager
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.team import same_team
from facilitator.store.archive import safe_name
from facilitator.store.encryption import is_sealed
from facilitator.store.files import NOT_A_FILE, TEMPORARY, flag, not_read
from facilitator.store.paths import ARCHIVE_FILE, ENCRYPTION_FILE, GUIDES, SEALED, private_folder
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


def scan(folder: Path) -> Iterator[tuple[str, os.stat_result] | FileProblem]:
    """The TOML files below a folder, in order, and what cannot be gone into.

    A file is its path from the folder and its status. Links are not followed, so that nothing is
    found twice and no way leads out or round. A folder that is an archive of its own is not gone
    into: it has settings of its own.
    """
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        here = folder / inner
        with ExitStack() as stack:
            try:
                inside = _inside(stack.enter_context(_opened(here)), top=not inner)
            except FileNotFoundError:
                continue
            except OSError as error:
                why = not_read(error)
                yield FileProblem.of(here, why)
                continue
            if inner and ARCHIVE_FILE in [entry.name for entry in inside]:
                yield FileProblem(here, None, _ANOTHER_ARCHIVE)
                continue
            start, folders = f"{inner}{os.sep}" if inner else "", []
            for entry in inside:
                path = f"{start}{entry.name}"
                kind = _is_plainly_a_note(entry) or _other(entry, folder / path, folder)
                if isinstance(kind, FileProblem):
                    yield kind
                elif isinstance(kind, Path):
                    folders.append(path)
                elif kind and (status := _status(entry, here)):
                    yield status if isinstance(status, FileProblem) else (path, status)
        waiting += reversed(folders)


def note_files(folder: Path) -> Iterator[Path | FileProblem]:
    """The same, each file as an absolute path."""
    for file in scan(folder):
        yield file if isinstance(file, FileProblem) else folder / file[0]


def version_folders(archive: Path) -> Iterator[Path]:
    """The folders in an archive, and in its teams', in which programs keep what was deleted.

    No note is looked for in them: they are hidden.
    """
    for folder in (archive, *_folders_in(archive)):
        yield from (
            hidden for hidden in _folders_in(folder) if re.match(_KEEPS_VERSIONS, hidden.name)
        )


_KEEPS_VERSIONS: Final = (
    r"(?i)\.(git|hg|svn|bzr|jj|stversions|dropbox\.cache|sync|versions?|snapshots?|trash.*)$"
)
"""git and its like, Syncthing, Dropbox, Resilio, network drives, and the bins of desktops."""


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(e.path) for e in entries if e.is_dir(follow_symlinks=False))
    except OSError:
        return []


def name_rank(path: Path, base: str, team: str) -> int:
    """How likely a file's name makes it the note itself, and not a copy: 0 is the most likely.

    Our own name, which is `base` with or without a number, in its team's folder, or of an encrypted
    note its code; our name in another folder; any other name.
    """
    if is_sealed(path):
        return 0 if re.fullmatch(_CODE, path.name.removesuffix(SEALED)) else 2
    name, _, suffix = path.name.rpartition(".")
    number = name.removeprefix(base)
    is_numbered = number[:1] == "-" and number[1:].isdecimal()
    if suffix != "toml" or not name.startswith(base) or (number and not is_numbered):
        return 2
    return 0 if same_team(path.parent.name, safe_name(team)) else 1


@contextmanager
def _opened(folder: Path) -> Iterator[Path | int]:
    """A folder opened for listing, where that makes access to its files faster."""
    if not _BY_DESCRIPTOR:
        yield folder
        return
    descriptor = os.open(folder, os.O_RDONLY | flag("O_DIRECTORY"))
    try:
        yield descriptor
    finally:
        os.close(descriptor)


_BY_DESCRIPTOR: Final = os.scandir in os.supports_fd


def _inside(folder: Path | int, *, top: bool) -> list[os.DirEntry[str]]:
    """The entries of a folder, in order; at the top without those reserved for other uses."""
    with os.scandir(folder) as entries:
        inside = sorted(entries, key=attrgetter("name"))
    return [entry for entry in inside if entry.name not in _OURS] if top else inside


_OURS: Final = {GUIDES, ARCHIVE_FILE, ENCRYPTION_FILE}


_NOTE: Final = (".toml", SEALED)
_CODE: Final = r"[a-z2-7]{26}"
_BACKUP_NAME: Final = r"(?i)\.toml(?!$|\.age$)|\.(bak|old|orig|save|sw[a-p])$|~$"
"""In the names of what editors and sync programs leave of a file."""


def _is_backup(entry: os.DirEntry[str]) -> bool:
    """Whether an editor or a sync program may have left that of a note: its text may be in it.

    A Mac leaves `._NAME` beside every file on a foreign disk, and no text is in that.
    """
    name = entry.name
    return (
        not name.startswith("._")
        and re.search(_BACKUP_NAME, name) is not None
        and entry.is_file(follow_symlinks=False)
    )


def _is_plainly_a_note(entry: os.DirEntry[str]) -> bool:
    """Whether the entry is certainly a note's file, as nearly all are."""
    name = entry.name
    return (
        name.endswith(_NOTE)
        and name[0] != "."
        and name.isascii()
        and entry.is_file(follow_symlinks=False)
    )


def _other(entry: os.DirEntry[str], path: Path, archive: Path) -> FileProblem | Path | bool:
    """The problem of any other entry, a folder to go into, or whether it is a file to read.

    What is no note by its name or place has no problem.
    """
    name = entry.name
    if name[0] == "." and (name.endswith(TEMPORARY) or not _is_backup(entry)):
        return False  # what is hidden and temporary is being written, by us or a sync program
    if name == private_folder().name and path == private_folder():
        return False
    if msgid := _why_not(entry, path, archive):
        return FileProblem(path, None, msgid)
    if entry.is_dir(follow_symlinks=False) and _is_text(name):
        return path
    return name.lower().endswith(_NOTE) and not entry.is_symlink()


def _status(entry: os.DirEntry[str], here: Path) -> os.stat_result | FileProblem | None:
    """The status of a file in that folder; None: it is gone."""
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    except OSError as error:  # as where a folder may be listed, and not gone into
        why = not_read(error)
        return FileProblem.of(here / entry.name, why)


def _why_not(entry: os.DirEntry[str], path: Path, archive: Path) -> str | None:
    """Why a possible note is not read, as a msgid; None where nothing needs to be said."""
    if not _is_text(entry.name):
        return _NO_TEXT if entry.is_dir() or ".toml" in entry.name.lower() else None
    if entry.is_symlink():
        return _why_not_linked(path, archive)
    if _is_backup(entry):
        return _BACKUP
    is_file = entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
    return None if is_file or not entry.name.lower().endswith(_NOTE) else NOT_A_FILE


_NO_TEXT: Final = N_("Its name is not text in UTF-8, so it is passed over. Rename it.")
_LEADS_OUT: Final = N_("This link leads out of the archive.")
_LEADS_NOWHERE: Final = N_(
    "What this link leads to is not there. Fetch it back, or delete the link."
)
_ANOTHER_ARCHIVE: Final = N_(
    "This folder is an archive of its own, and is passed over. Move it out of this one."
)
_BACKUP: Final = N_(
    "It looks like a backup of a note that an editor or a sync program has left. It is not read, "
    "and may hold the words of the note: take it away."
)


def _why_not_linked(link: Path, archive: Path) -> str | None:
    """Why a link is a problem; None where it leads to something in the archive, read there."""
    try:
        leads_to = link.resolve()
    except (OSError, RuntimeError):  # a loop
        return _LEADS_OUT
    if not leads_to.is_relative_to(archive.resolve()):
        return _LEADS_OUT
    try:
        leads_to.stat()
    except PermissionError:  # the folder that cannot be gone into is named itself
        return None
    except OSError:
        return _LEADS_NOWHERE
    return None


def _is_text(name: str) -> bool:
    """Whether a name can be kept and shown; one from an old archive may be in another encoding."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
