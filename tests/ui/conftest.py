"""An archive to open the program on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The folder of an archive that is not there yet."""
    return tmp_path / "sessions"
