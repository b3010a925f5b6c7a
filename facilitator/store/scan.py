"""The files of an archive that may be notes, by where they lie.

Finding them reads no note and loads no model, so that ten thousand files are looked over at once.
"""

from __future__ import annotations

import os
import re
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.team import same_team
from facilitator.store.archive import safe_name
from facilitator.store.files import TEMPORARY, not_read
from facilitator.store.places import ARCHIVE_FILE, GUIDES, private_folder
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


def scan(folder: Path) -> Iterator[os.DirEntry[str] | FileProblem]:
    """The TOML files below a folder, in order, and what cannot be gone into.

    Links are not followed, so that nothing is found twice and no way leads out or round. A folder
    that is an archive of its own is not gone into: it has settings of its own.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            inside = _inside(here, top=here == folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            why = not_read(error)
            yield FileProblem(here, None, why.msgid, **why.params)
            continue
        if here != folder and any(entry.name == ARCHIVE_FILE for entry in inside):
            yield FileProblem(here, None, _ANOTHER_ARCHIVE)
            continue
        folders: list[Path] = []
        for entry in inside:
            if _is_plainly_a_note(entry):
                yield entry
            elif msgid := _why_not(entry, folder):
                yield FileProblem(Path(entry.path), None, msgid)
            elif entry.is_dir(follow_symlinks=False) and _is_text(entry.name):
                folders.append(Path(entry.path))
            elif entry.name.lower().endswith(".toml") and entry.is_file(follow_symlinks=False):
                yield entry
        waiting += reversed(folders)


def note_files(folder: Path) -> Iterator[Path | FileProblem]:
    """The same, each file as a path."""
    for file in scan(folder):
        yield file if isinstance(file, FileProblem) else Path(file.path)


def name_rank(path: Path, base: str, team: str) -> int:
    """How much a file's name speaks for it as the note itself, and not a copy: 0 the most.

    Our own name, which is `base` with or without a number, in its team's folder; that name in
    another folder; any other name.
    """
    name, _, ending = path.name.rpartition(".")
    number = name.removeprefix(base)
    is_numbered = number[:1] == "-" and number[1:].isdecimal()
    if ending != "toml" or not name.startswith(base) or (number and not is_numbered):
        return 2
    return 0 if same_team(path.parent.name, safe_name(team)) else 1


def _inside(here: Path, *, top: bool) -> list[os.DirEntry[str]]:
    """What lies in a folder, in order, without what is no note by its place or its name."""
    ours = {GUIDES, ARCHIVE_FILE} if top else set()
    private = private_folder()
    private_name = private.name
    with os.scandir(here) as entries:
        return sorted(
            (
                entry
                for entry in entries
                if (name := entry.name) not in ours
                and (name[0] != "." or _is_backup(entry))
                and not name.endswith(TEMPORARY)
                and not (name == private_name and Path(entry.path) == private)
            ),
            key=attrgetter("name"),
        )


_BACKUP_NAME: Final = re.compile(r"\.toml(?!$)|\.(bak|old|orig|save|sw[a-p])$|~$", re.IGNORECASE)
"""In the names of what editors and sync programs leave of a file."""


def _is_backup(entry: os.DirEntry[str]) -> bool:
    """Whether an editor or a sync program may have left that of a note: its text may be in it.

    A Mac leaves `._NAME` beside every file on a foreign disk, and no text is in that.
    """
    name = entry.name
    return (
        not name.startswith("._")
        and _BACKUP_NAME.search(name) is not None
        and entry.is_file(follow_symlinks=False)
    )


def _is_plainly_a_note(entry: os.DirEntry[str]) -> bool:
    """Whether nothing else is to be asked about it, as with nearly all of ten thousand."""
    name = entry.name
    return (
        name.endswith(".toml")
        and name[0] != "."
        and name.isascii()
        and entry.is_file(follow_symlinks=False)
    )


def _why_not(entry: os.DirEntry[str], archive: Path) -> str | None:
    """Why what may be a note is not read, as a msgid; None where nothing is to be said."""
    if not _is_text(entry.name):
        return _NO_TEXT if entry.is_dir() or ".toml" in entry.name.lower() else None
    if entry.is_symlink():
        return _LEADS_OUT if _leads_out(Path(entry.path), archive) else None
    return _BACKUP if _is_backup(entry) else None


_NO_TEXT: Final = N_("Its name is not text in UTF-8, so it is passed over. Rename it.")
_LEADS_OUT: Final = N_("This link leads out of the archive.")
_ANOTHER_ARCHIVE: Final = N_(
    "This folder is an archive of its own, and is passed over. Move it out of this one."
)
_BACKUP: Final = N_(
    "It looks like a backup of a note that an editor or a sync program has left. It is not read, "
    "and may hold the words of the note: take it away."
)


def _leads_out(link: Path, folder: Path) -> bool:
    try:
        return not link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop
        return True


def _is_text(name: str) -> bool:
    """Whether a name can be kept and shown; one from an old archive may be in another encoding."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
