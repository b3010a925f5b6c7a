"""Frames in an archive, for the tests of their door and of the session that makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.store.notes import dumps
from tests.ui.desk import NOON, written

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note

TODAY = NOON.date()
SIZES = [(80, 24), (50, 15), (160, 45)]


def keep(archive: Path, *frames: Note) -> None:
    """Their notes, each in its team's folder."""
    for frame in frames:
        file = archive / frame.team / f"{frame.date}-{frame.guide}-{frame.id}.toml"
        written(file, dumps(frame).decode())
