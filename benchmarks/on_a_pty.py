"""A program on a pty of 100×30, and what it costs: time, bytes and CPU. For Linux."""

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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

PATIENCE = 30.0
"""Seconds after which something is wrong."""


class OnAPty:
    """A program with a terminal of its own. As a context manager it ends with the block."""

    def __init__(
        self,
        *arguments: str,
        python: str | None = sys.executable,
        columns: int = 100,
        rows: int = 30,
    ) -> None:
        """The arguments of `python`, or a command with its own where that is None."""
        self.began = time.perf_counter()
        self._terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
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
