"""The names of the last session in order, on this machine alone, where the archive asks for it.

Names are for the live session (privacy.md P3): they lie in a state file of their own, encrypted,
and never in the archive. Where the archive does not ask for them they are destroyed.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from facilitator.core.errors import Refused
from facilitator.core.team import team_key
from facilitator.core.text.guard import mask_cpr
from facilitator.core.text.plain import one_line
from facilitator.store.files import text_of
from facilitator.store.paths import orders_folder, short_hash
from facilitator.store.settings import Doubt
from facilitator.store.state import StateFile, destroy_state, find_state, read_state, state_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facilitator.store.archive import Archive


def remembered_order(archive: Archive, team: str) -> tuple[str, ...]:
    """The names of a team's last session, in order; none where none are to be remembered."""
    if not forget_unless_asked_for(archive):
        return ()
    try:
        file = _file(archive, team)
        return tuple(filter(None, text_of(read_state(file).data).split("\n"))) if file else ()
    except Refused:
        return ()


def remember_order(archive: Archive, team: str, names: Sequence[str]) -> None:
    """Remember them until the next time, if the archive asks for it. Raises NotWritten, Locked.

    A CPR number is masked here too (privacy.md P9).
    """
    if not forget_unless_asked_for(archive):
        return
    forget_order(archive, team)
    written = "\n".join(mask_cpr(one_line(name), None) for name in names)
    with suppress(FileExistsError):  # another program remembers them just now
        StateFile.create(orders_folder(), archive.folder, _word(team), written.encode()).release()


def forget_order(archive: Archive, team: str) -> None:
    """Destroy what was remembered of a team. Raises NotWritten as `state_names` does."""
    if file := _file(archive, team):
        destroy_state(file)


def forget_unless_asked_for(archive: Archive) -> bool:
    """Delete all names where the archive does not ask for them; returns whether it does."""
    for plain in orders_folder().glob("*.toml"):  # of a version that encrypted nothing
        with suppress(OSError):
            plain.unlink()
    try:
        if archive.remember_order:
            return True
    except Doubt:  # neither remembered nor forgotten
        return False
    for entry in state_files(orders_folder(), archive.folder):
        destroy_state(entry.path)
    return False


def _file(archive: Archive, team: str) -> Path | None:
    """The file of a team in an archive; its name tells neither."""
    entry = find_state(orders_folder(), archive.folder, _word(team))
    return entry.path if entry else None


def _word(team: str) -> str:
    return short_hash(team_key(team), 12)
