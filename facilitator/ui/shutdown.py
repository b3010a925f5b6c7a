"""The program ends when it is told to, also where the terminal it writes to is gone.

Textual writes to the terminal from a thread that dies with the terminal; whoever then writes waits
for it for ever, and the session would stay locked by a program nobody sees.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from textual.app import App

GRACE = 1.0
"""Seconds to leave the terminal as it was. Everything entered is on disk before that."""

WRITER = "textual-output"
"""What Textual names the thread that writes to the terminal."""


@contextmanager
def exiting_on_signals(app: App[int]) -> Iterator[None]:
    """While the app runs, it leaves when it is told to end or its terminal is closed."""

    def end_program(_number: int, _frame: FrameType | None) -> None:
        last_way = threading.Timer(GRACE, os._exit, (0,))
        last_way.daemon = True
        last_way.start()
        try:
            asyncio.get_running_loop().call_soon_threadsafe(app.exit, 0)
        except RuntimeError:  # the app is not up yet, or no longer
            sys.exit(0)

    def thread_died(what: threading.ExceptHookArgs) -> None:
        if what.thread and what.thread.name == WRITER and isinstance(what.exc_value, OSError):
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            threads_before(what)

    threads_before, threading.excepthook = threading.excepthook, thread_died
    # SIGHUP is not known on Windows, and is ignored under nohup: then it stays so.
    ends = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    before = {
        end: signal.signal(end, end_program)
        for end in ends
        if end is not None and signal.getsignal(end) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        threading.excepthook = threads_before
        for end, handler in before.items():
            signal.signal(end, handler)
