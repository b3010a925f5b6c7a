"""The files of an archive that may be notes: by where they lie, not by what is in them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.core.refusal import N_
from facilitator.store.files import TEMPORARY
from facilitator.store.notes import NoteError
from facilitator.store.places import ARCHIVE_FILE, GUIDES

if TYPE_CHECKING:
    from collections.abc import Iterator


def note_files(folder: Path) -> Iterator[Path | NoteError]:
    """The TOML files below a folder, in order, and what cannot be gone into.

    Links are not followed, so that nothing is found twice and no way leads out or round.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            inside = _inside(here, folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            reason = error.strerror or str(error)
            yield NoteError(here, None, N_("It cannot be read: {reason}."), reason=reason)
            continue
        for entry in inside:
            path = Path(entry.path)
            if entry.is_symlink():
                if _leads_out(path, folder):
                    yield NoteError(path, None, N_("This link leads out of the archive."))
            elif entry.is_file() and path.suffix.lower() == ".toml":
                yield path
        waiting += [Path(e.path) for e in reversed(inside) if e.is_dir(follow_symlinks=False)]


def _inside(here: Path, archive: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, in order, without what is hidden or no note by its place."""
    ours = {GUIDES, ARCHIVE_FILE} if here == archive else set()
    with os.scandir(here) as found:
        return sorted(
            (
                entry
                for entry in found
                if not entry.name.startswith(".")
                and not entry.name.endswith(TEMPORARY)
                and entry.name not in ours
            ),
            key=lambda entry: entry.name,
        )


def _leads_out(link: Path, folder: Path) -> bool:
    try:
        return not link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop
        return True
