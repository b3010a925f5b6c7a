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
def ctrl_c_is_heard() -> Iterator[None]:
    """A program inherits that SIGINT is ignored, as where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def archive(own_home: Path) -> Path:
    """The archive that the command uses (see own_home), not there yet."""
    return own_home / "sessions"
