"""Every test starts in Danish and in a home of its own, the developer's settings left out."""

from __future__ import annotations

import gc
import gettext
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import Mock

import hypothesis
import pytest

from facilitator.words import set_language, set_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.commanded import Run

# A slow machine is no fault of the program's; benchmarks measure time.
hypothesis.settings.register_profile("facilitator", deadline=None)
hypothesis.settings.load_profile("facilitator")

LOCALE_VARIABLES = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """A folder is tested by every core; for a file or two, workers would take longer to start."""
    return None if any(Path(argument).is_dir() for argument in config.args) else 0


def pytest_collection_finish() -> None:
    """A search for garbage leaves out what the tests themselves have loaded, to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path) -> Iterator[Path]:
    """An empty home with an empty archive, for this process and those it starts.

    Whatever a test undoes of its own patches, this one stays to its end.
    """
    home = tmp_path / "home"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home))
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("FACILITATOR_SESSIONS", str(home / "sessions"))
        for name in ("NO_COLOR", "ACCESSIBLE", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(autouse=True)
def danish_before_and_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Danish before the test, and again after it, whatever it chose meanwhile."""
    for name in LOCALE_VARIABLES:
        monkeypatch.setenv(name, "")
    set_language("da")
    yield
    set_language("da")
    set_start("facilitator")
    gettext.textdomain("messages")


@pytest.fixture(autouse=True)
def no_key_stays_open() -> Iterator[None]:
    """A key that a test opened is closed after it."""
    yield
    if opened := sys.modules.get("facilitator.store.encryption.own_key"):
        opened.close_own_key()


@pytest.fixture(autouse=True)
def garbage_collection_as_ever(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What the program does with the search is for its own process alone: here it is noted."""
    noted = SimpleNamespace(freeze=Mock(), set_threshold=Mock(), collect=Mock())
    monkeypatch.setattr("facilitator.ui.garbage_collection.gc", noted)
    return noted


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The program as a command, without starting another Python."""
    from tests.cli.commanded import commanded

    return commanded(monkeypatch, capfd)
