"""The files of an archive that may be notes, by where they lie.

Finding them reads no note and loads no model, so that ten thousand files are looked over at once.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

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

    Links are not followed, so that nothing is found twice and no way leads out or round.
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
        for entry in inside:
            if not _is_text(entry.name):
                if entry.is_dir() or ".toml" in entry.name.lower():
                    msgid = N_("Its name is not text in UTF-8, so it is passed over. Rename it.")
                    yield FileProblem(Path(entry.path), None, msgid)
            elif entry.is_symlink():
                if _leads_out(Path(entry.path), folder):
                    msgid = N_("This link leads out of the archive.")
                    yield FileProblem(Path(entry.path), None, msgid)
            elif entry.is_file() and entry.name.lower().endswith(".toml"):
                yield entry
        waiting += [
            Path(entry.path)
            for entry in reversed(inside)
            if entry.is_dir(follow_symlinks=False) and _is_text(entry.name)
        ]


def note_files(folder: Path) -> Iterator[Path | FileProblem]:
    """The same, each file as a path."""
    for file in scan(folder):
        yield file if isinstance(file, FileProblem) else Path(file.path)


def name_rank(path: Path, base: str, team: str) -> int:
    """How much a file's name speaks for it as the note itself, and not a copy: 0 the most.

    Our own name, which is `base` with or without a number, in its team's folder; that name in
    another folder; any other name.
    """
    if not re.fullmatch(rf"{re.escape(base)}(-\d+)?\.toml", path.name):
        return 2
    return 0 if same_team(path.parent.name, safe_name(team)) else 1


def _inside(here: Path, *, top: bool) -> list[os.DirEntry[str]]:
    """What lies in a folder, in order, without what is hidden or no note by its place."""
    ours = {GUIDES, ARCHIVE_FILE} if top else set()
    private = private_folder()
    with os.scandir(here) as found:
        return sorted(
            (
                entry
                for entry in found
                if not entry.name.startswith(".")
                and not entry.name.endswith(TEMPORARY)
                and entry.name not in ours
                and not (entry.name == private.name and Path(entry.path) == private)
            ),
            key=lambda entry: entry.name,
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
