"""The archive that the tests of the store are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive
from tests.store.damage import KEY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with nothing in it yet."""
    archive = Archive(tmp_path / "arkiv")
    archive.prepare()
    return archive


@pytest.fixture
def is_encrypted(monkeypatch: pytest.MonkeyPatch) -> bool:
    """The archive is encrypted, as far as its index is to know."""
    monkeypatch.setattr("facilitator.store.index.database.index_key", lambda _archive: KEY)
    return True


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def may_be_encrypted(request: pytest.FixtureRequest) -> bool:
    """The archive is plain, and then it is encrypted, as far as its index is to know."""
    return bool(request.param and request.getfixturevalue("is_encrypted"))
