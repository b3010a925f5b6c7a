"""Saving a note of 100 keywords."""

from __future__ import annotations

import itertools
import os
import time
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, medians
from benchmarks.sessions import archive, session_of
from facilitator.core.session.board import AddKeyword
from facilitator.core.session.events import conduct
from facilitator.store.notes import dumps
from facilitator.store.paths import sessions_folder
from facilitator.store.session_file import Keeper

if TYPE_CHECKING:
    from pathlib import Path

KEYWORDS = 100


def measure(*, quick: bool) -> list[Figure]:
    """Seconds of a save against the bare write of the same bytes, equally safe."""
    session = session_of(KEYWORDS)
    other = conduct(session, AddKeyword("ideas", "ét mere"), session.live.seen)
    keeper = Keeper.begin(archive(), session)
    data = dumps(other)
    turns = itertools.cycle((other, session))  # what has not changed would not be written

    def ours() -> float:
        began = time.perf_counter()
        keeper.save(next(turns))
        return time.perf_counter() - began

    def floor() -> float:
        began = time.perf_counter()
        _write(sessions_folder() / "floor", data)
        return time.perf_counter() - began

    saved, written = medians(ours, floor, times=50 if quick else 400)
    if keeper.unsaved:
        raise keeper.unsaved.reason
    keeper.throw_away()
    return [Figure(f"save of {KEYWORDS} keywords", saved * 1000, written * 1000, "ms", 3)]


def _write(path: Path, data: bytes) -> None:
    """Write, fsync, rename, fsync of the folder: the least that survives a power cut."""
    temporary = path.with_name("floor.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    temporary.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
