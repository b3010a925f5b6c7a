"""The programs that are measured, each on a pty of 100×30: their time, bytes and CPU. For Linux."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import bare_app

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

PROMPT = bare_app.PROMPT
"""The first phase of the Danish check-out asks it too."""
PATIENCE = 30.0
"""Seconds after which something is wrong."""


class OnAPty:
    """A program with a terminal of its own. As a context manager it ends with the block."""

    def __init__(self, *arguments: str, python: str | None = sys.executable) -> None:
        """The arguments of `python`, or a command with its own where that is None."""
        self.began = time.perf_counter()
        self._terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self._process = subprocess.Popen(
            [*filter(None, [python]), *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)
        self.received = 0
        """Bytes the program has written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    @property
    def pid(self) -> int:
        """By which the system knows it."""
        return self._process.pid

    @property
    def cpu(self) -> float:
        """CPU seconds used so far by all threads of the program."""
        cpu_clock_of_a_process = 2  # see clock_getcpuclockid(3)
        return time.clock_gettime((~self._process.pid << 3) | cpu_clock_of_a_process)

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self._terminal, text.encode())

    def wait_for(self, text: str) -> float:
        """Wait until the program writes that; gives the moment at which it had."""
        wanted, came = text.encode(), b""
        end = time.perf_counter() + PATIENCE
        while wanted not in came:
            came += self._read(end - time.perf_counter())
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} did not come; the last was {came[-400:]!r}")
        return time.perf_counter()

    def read(self, seconds: float) -> None:
        """Take in what is written in that time."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._terminal], [], [], max(0, seconds))[0]:
            return b""
        data = os.read(self._terminal, 65536)
        self.received += len(data)
        return data


def facilitator(*arguments: str) -> OnAPty:
    """The command as it is installed."""
    return OnAPty("-m", "facilitator", "--lang", "da", *arguments)


def home() -> OnAPty:
    """The home screen."""
    return facilitator()


def check_out() -> OnAPty:
    """A check-out, its clock running."""
    return facilitator("run", "check-out", "--start")


def bare() -> OnAPty:
    """The floor."""
    return OnAPty(str(Path(bare_app.__file__)))
