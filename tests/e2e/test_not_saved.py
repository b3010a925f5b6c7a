"""A disk that says no in mid-session: it is said, the session goes on, and is saved when it can be.

Nothing is simulated here, and nothing depends on who runs the tests: not even root writes into a
folder that is a file, beyond a limit on a file's size, or past rights it has given up.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING

import pytest

from facilitator.store.paths import sessions_folder, state_folder
from tests.e2e.notes import keywords, state_file, the_session
from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.e2e

RUN = ("--lang", "en", "run", "check-out", "--team", "Nord", "--start")
NOT_SAVED = "Not saved"
"""How the line begins that says so."""
BEFORE, MEANWHILE, AFTER = "before it", "in the middle of it", "after it"


def goes_on(archive: Path, terminal: Terminal, forbid: Callable[[], Callable[[], None]]) -> None:
    """The session with a disk that says no for a while; `forbid` gives what allows it again."""
    terminal.wait_for("❯", "F1")
    terminal.enter(BEFORE)
    terminal.wait_for_entered(BEFORE)
    file = state_file(archive)
    saved = file.read_bytes()
    allow = forbid()
    try:
        terminal.enter(MEANWHILE)
        terminal.wait_for_entered(MEANWHILE, NOT_SAVED)
        terminal.press("pagedown")
        terminal.wait_for(" 2/5 ", NOT_SAVED)
        assert [p.read_bytes() for p in state_folder().glob(f"*/{file.name}")] == [saved]
    finally:
        allow()
    terminal.wait_until(lambda: NOT_SAVED not in terminal.text, "saved again")
    assert keywords(the_session(archive).note) == [BEFORE, MEANWHILE]
    terminal.enter(AFTER)
    terminal.wait_for_entered(AFTER)
    assert keywords(the_session(archive).note) == [BEFORE, MEANWHILE, AFTER]
    assert the_session(archive).live.position == 1
    assert len(os.listdir(file.parent)) == 2  # noqa: PTH208 hidden ones too


def test_a_folder_that_is_gone_for_a_while(archive: Path) -> None:
    def forbid() -> Callable[[], None]:
        folder, away = sessions_folder(), state_folder() / "away"
        folder.rename(away)
        folder.write_text("a file where the folder was")

        def allow() -> None:
            folder.unlink()
            away.rename(folder)

        return allow

    with Terminal(*RUN) as terminal:
        goes_on(archive, terminal, forbid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_a_disk_that_takes_no_more_bytes_for_a_while(archive: Path) -> None:
    import resource

    with Terminal(*RUN) as terminal:

        def forbid() -> Callable[[], None]:
            limit = resource.RLIMIT_FSIZE
            before = resource.prlimit(terminal.pid, limit)
            resource.prlimit(terminal.pid, limit, (1000, before[1]))  # the write stops half-way

            def allow() -> None:
                resource.prlimit(terminal.pid, limit, before)

            return allow

        goes_on(archive, terminal, forbid)


def test_a_folder_made_read_only_in_mid_session(archive: Path) -> None:
    def forbid() -> Callable[[], None]:
        folder = sessions_folder()
        folder.chmod(0o500)
        return lambda: folder.chmod(0o700)

    with Terminal(*RUN, before=as_no_root) as terminal:
        goes_on(archive, terminal, forbid)


def as_no_root() -> None:
    """Give up, before the program starts, root's right to write where no rights allow it."""
    if os.geteuid() == 0:
        pr_capbset_drop, cap_dac_override = 24, 1  # see capabilities(7)
        if ctypes.CDLL(None).prctl(pr_capbset_drop, cap_dac_override, 0, 0, 0):
            raise OSError("root cannot give up its rights here")
