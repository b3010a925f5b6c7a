"""The files that something of the archive is shared in: outside it, new, and for their owner."""

from __future__ import annotations

import os
from itertools import chain, count
from typing import TYPE_CHECKING

from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import ascii_key
from facilitator.store.files import create_privately

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note


def check_outside(archive: Path, file: Path) -> None:
    """Refuse a file within the archive: it would outlive what is deleted there, or replace it."""
    if file.resolve().is_relative_to(archive.resolve()) or file.is_relative_to(archive):
        raise Refused(N_("What is shared does not belong in the archive. Choose another folder."))


def write_shared(archive: Path, file: Path, text: str) -> None:
    """Write a new file, mode 0600, whole or not at all.

    Raises NotWritten, and Refused where it would lie in the archive or a file is there already.
    """
    check_outside(archive, file)
    try:
        create_privately(file, text.encode())
    except FileExistsError as error:
        why = N_("{file} is there already. Choose another name.")
        raise Refused(why, file=file.name) from error


def free_name(folder: Path, note: Note, ending: str) -> str:
    """`2026-03-03-check-out-nord.md`, or with a number, such as the folder has none of yet."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " "
        for letter in ascii_key(f"{note.guide} {note.team}")
    )
    base = "-".join([str(note.date), *words.split()])[:100]
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(f"{n}.{ending}" for n in names if not os.path.lexists(folder / f"{n}.{ending}"))
