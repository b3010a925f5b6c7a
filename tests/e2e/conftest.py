"""An archive for the real command to work in. There is no pty on Windows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

if os.name == "nt":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands of one run of the tests share what Python has compiled."""
    return tmp_path_factory.mktemp("bytecode")


@pytest.fixture(autouse=True)
def compiled_once(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some environments keep no bytecode; a hundred starts would then compile everything."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(bytecode))


@pytest.fixture
def archive(own_home: Path) -> Path:
    """The archive that the command uses (see own_home), not there yet."""
    return own_home / "sessions"
