"""The archive that the tests of the store are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with nothing in it yet."""
    archive = Archive(tmp_path / "arkiv")
    archive.prepare()
    return archive
