"""The order of names of last time, on this machine alone, for archives that ask for it.

Names are for the live session (privacy.md P3): they lie in a private file of the user's, never in
the archive, and where the archive does not ask for them they are removed.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import tomli_w

from facilitator.core.text.guard import mask_cpr
from facilitator.core.text.plain import one_line
from facilitator.store.archive import folded
from facilitator.store.files import NotRead, make_private_folder, read_text_file, write_privately
from facilitator.store.places import orders_folder, short_hash
from facilitator.store.settings import Doubt
from facilitator.store.toml import FileProblem, parsed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facilitator.store.archive import Archive

MOST_BYTES = 2**16


def remembered_order(archive: Archive, team: str) -> tuple[str, ...]:
    """The names of a team's last session, in order; none where none are to be remembered."""
    file = _file(archive, team)
    try:
        if not archive.remember_order:
            forget_order(archive, team)
            return ()
    except Doubt:  # neither remembered nor forgotten
        return ()
    try:
        names = parsed(read_text_file(file, MOST_BYTES), file).get("names")
    except (NotRead, FileProblem):
        return ()
    return tuple(one_line(str(name)) for name in names) if isinstance(names, list) else ()


def remember_order(archive: Archive, team: str, names: Sequence[str]) -> None:
    """Remember them until the next time, if the archive asks for it. Raises NotWritten.

    A CPR number is masked here too (privacy.md P9).
    """
    try:
        if not archive.remember_order:
            forget_order(archive, team)
            return
    except Doubt:
        return
    file = _file(archive, team)
    make_private_folder(file.parent)
    written = {"names": [mask_cpr(one_line(name)) for name in names]}
    write_privately(file, tomli_w.dumps(written).encode())


def forget_order(archive: Archive, team: str) -> None:
    """Remove what was remembered of a team."""
    with suppress(OSError):
        _file(archive, team).unlink()


def _file(archive: Archive, team: str) -> Path:
    """One for each team of each archive; its name says neither."""
    key = f"{archive.folder.resolve()}\n{folded(team)}"
    return orders_folder() / f"{short_hash(key, 12)}.toml"
