"""An archive for the real command to work in. There is no pty on Windows."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if os.name == "nt":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(autouse=True)
def signals_are_heard() -> Iterator[None]:
    """A program inherits what is ignored: SIGINT in the background, SIGHUP under nohup."""
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler),
        signal.SIGHUP: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    }
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def archive(own_home: Path) -> Path:
    """The archive that the command uses (see own_home), not there yet."""
    return own_home / "sessions"
