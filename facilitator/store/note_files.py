"""The files of an archive that may be notes, as paths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.store.found_files import found_files
from facilitator.store.notes import NoteError
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


def note_files(folder: Path) -> Iterator[Path | NoteError]:
    """The TOML files below a folder, in order, and what cannot be gone into; see `found_files`."""
    for found in found_files(folder):
        yield NoteError.of(found) if isinstance(found, FileProblem) else Path(found.path)
