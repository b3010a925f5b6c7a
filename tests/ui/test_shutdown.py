"""The program ends when it is told to; what others have set for signals and threads is theirs."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.drivers._writer_thread import WriterThread

from facilitator.ui.app import WRITER, exiting_on_signals

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDS = (signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def all_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The last way out would end the tests, and a handler that is left would be met by others."""
    monkeypatch.setattr(os, "_exit", lambda _code: None)
    before, hook = [signal.getsignal(end) for end in ENDS], threading.excepthook
    yield
    threading.excepthook = hook
    for end, handler in zip(ENDS, before, strict=True):
        signal.signal(end, handler)


def die(name: str, error: Exception) -> None:
    """A thread of that name dies of that error."""

    def fail() -> None:
        raise error

    thread = threading.Thread(target=fail, name=name)
    thread.start()
    thread.join()


def test_it_ends_with_0_where_the_screen_is_not_up_yet() -> None:
    with exiting_on_signals(App()), pytest.raises(SystemExit) as ended:
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 0


def test_a_signal_that_is_ignored_stays_so_and_every_other_is_given_back() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    before, hook = signal.getsignal(signal.SIGTERM), threading.excepthook
    with exiting_on_signals(App()):
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGTERM) is before
    assert threading.excepthook is hook


def test_a_terminal_that_is_gone_ends_it_and_no_other_trouble_of_a_thread_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[int, int]] = []
    others: list[str] = []
    monkeypatch.setattr(os, "kill", lambda *what: sent.append(what))
    threading.excepthook = lambda what: others.append(what.thread.name if what.thread else "")
    with exiting_on_signals(App()):
        die("reader", OSError())
        die(WRITER, ValueError())
        assert (sent, others) == ([], ["reader", WRITER])
        die(WRITER, OSError())
    assert sent == [(os.getpid(), signal.SIGTERM)]
    assert others == ["reader", WRITER]


def test_the_thread_that_writes_to_the_terminal_still_has_the_name_it_is_known_by() -> None:
    assert WriterThread(sys.stdout).name == WRITER
