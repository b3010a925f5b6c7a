"""The real command on a real pty: keys go in, and an emulator shows what people would see."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import sys
import termios
import time
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, Self

KEYS = {
    "enter": "\r",
    "escape": "\x1b[27u",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
    "ctrl+y": "\x19",
    "ctrl+f": "\x06",
    "ctrl+z": "\x1a",
}
"""What a terminal sends for a key, by Textual's name for it.

Escape as Kitty's protocol has it, which the program asks for: what a bare escape character is, a
key or the beginning of another, only time tells.
"""

CAN_YOU_SYNCHRONIZE, YES = b"\x1b[?2026$p", "\x1b[?2026;2$y"
"""A program's question whether a frame can be shown when it is whole, and the answer to it."""
FRAME_ENDS = re.compile(rb"(?<=\x1b\[\?2026l)")
IN_A_FRAME = 2026 << 5
"""The mode as pyte notes it."""

CAPTURE = "❯"
"""Stands before the capture line, so a row without it shows what is entered, not what is typed."""

PATIENCE = 60.0
"""Seconds to wait for something that should be there at once: machines that test are slow."""

STILL = 0.5
"""Seconds without a byte more, after which nothing is being written."""


class NotSeen(AssertionError):  # noqa: N818 a sentence, as in `raises NotSeen`
    """What was waited for did not come; the message holds the screen."""


class Terminal:
    """A running `facilitator` with its screen. As a context manager it ends with the block."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 100,
        rows: int = 30,
        before: Callable[[], None] | None = None,
    ) -> None:
        """`before` is called in the new process, before the program is there."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.rows = [""] * rows
        """What is on screen, row by row; a frame is there whole or not at all."""
        self.seen: set[str] = set()
        """Every row that was on screen at any time, but for the capture line's."""
        self.received = b""
        """All that the program wrote to the terminal."""
        self._child: Any = pexpect.spawn(  # its types know no ptyproc
            sys.executable,
            ["-m", "facilitator", *arguments],
            dimensions=(rows, columns),
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            preexec_fn=before,
        )
        self._child.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.alive:
            self._child.kill(signal.SIGKILL)
            self._child.wait()
        self._child.close()

    # What is shown

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    @property
    def at_cursor(self) -> str:
        """The row in which the terminal's cursor stands, from there on."""
        cursor = self._screen.cursor
        return self.rows[cursor.y][cursor.x :]

    @property
    def entered(self) -> str:
        """The screen without the capture line."""
        return "\n".join(row for row in self.rows if CAPTURE not in row)

    def read(self, seconds: float) -> None:
        """Take in what the program writes in that time, or until it ends."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self._read_once(left):
                return

    def wait_until(self, there: Callable[[], bool], what: str) -> None:
        """Wait until that is so. Raises NotSeen."""
        end = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > end or not self._read_once(0.5):
                if there():
                    return
                raise NotSeen(f"{what} did not come. On screen:\n{self.text}")

    def wait_for(self, *texts: str) -> None:
        """Wait until all of these are on screen at once. Raises NotSeen."""
        self.wait_until(lambda: all(text in self.text for text in texts), repr(texts))

    def wait_for_entered(self, *texts: str) -> None:
        """Wait until all of these are on screen and not in the capture line. Raises NotSeen."""
        self.wait_until(lambda: all(text in self.entered for text in texts), repr(texts))

    def wait_until_it_stands_still(self) -> None:
        """Wait until the terminal, of which nothing is read meanwhile, takes no more. NotSeen."""
        end = time.monotonic() + PATIENCE
        held, since = 0, time.monotonic()
        while not held or time.monotonic() - since < STILL:
            if time.monotonic() > end:
                raise NotSeen("The program does not write, or does not stop.")
            time.sleep(0.02)
            waiting = fcntl.ioctl(self._child.child_fd, termios.FIONREAD, bytes(4))
            if (now := int.from_bytes(waiting, sys.byteorder)) != held:
                held, since = now, time.monotonic()

    # What is done to it

    def press(self, *keys: str) -> None:
        """Press keys, by name, one right after the other."""
        for key in keys:
            self._child.send(KEYS[key])

    def type(self, text: str, *, pace: float = 0) -> None:
        """Type a text; with a pace, so many seconds between two signs, as fingers would."""
        if not pace:
            self._child.send(text)
            return
        for sign in text:
            self._child.send(sign)
            self.read(pace)

    def enter(self, text: str) -> None:
        """Type a text and press Enter."""
        self._child.send(text + KEYS["enter"])

    def paste(self, text: str) -> None:
        """Paste a text, as a terminal with bracketed paste hands it over."""
        data = f"\x1b[200~{text}\x1b[201~".encode()
        while data:  # a pty takes some kB at a time, and the program writes meanwhile
            data = data[os.write(self._child.child_fd, data[:1024]) :]
            self.read(0.01)

    def resize(self, columns: int, rows: int) -> None:
        """Another size of window."""
        self._screen.resize(rows, columns)
        self._screen.dirty.clear()
        self.rows = [""] * rows
        self._child.setwinsize(rows, columns)

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal, and take in what was still on its way to the screen."""
        self._child.kill(number)
        self.wait_for_end()

    def hang_up(self) -> None:
        """Close the terminal's window."""
        self._child.ptyproc.fileobj.close()
        self._child.ptyproc.closed = True

    def wait_for_end(self) -> int | None:
        """The exit code, None where a signal ended it; all it wrote has been read by then."""
        end = time.monotonic() + PATIENCE
        while self._read_once(0.1) or self._child.isalive():
            if time.monotonic() > end:
                raise NotSeen(f"The program did not end. On screen:\n{self.text}")
        self._child.isalive()
        code: int | None = self._child.exitstatus
        return code

    @property
    def alive(self) -> bool:
        """Whether the program runs."""
        return bool(self._child.isalive())

    @property
    def pid(self) -> int:
        """The program's process."""
        return int(self._child.pid)

    def _read_once(self, seconds: float) -> bool:
        """Take in what comes next; whether the program may still write."""
        try:
            data: bytes = self._child.read_nonblocking(4096, seconds)
        except pexpect.TIMEOUT:
            return True
        except (pexpect.EOF, OSError):
            return False
        self.received += data
        is_new = len(data) + len(CAN_YOU_SYNCHRONIZE) - 1
        for _question in range(self.received[-is_new:].count(CAN_YOU_SYNCHRONIZE)):
            self._child.send(YES)
        for part in FRAME_ENDS.split(data):
            self._stream.feed(part)
            if IN_A_FRAME not in self._screen.mode:
                self._show()
        return True

    def _show(self) -> None:
        """What has been drawn is on screen."""
        for y in self._screen.dirty & set(range(self._screen.lines)):
            cells = self._screen.buffer[y]
            row = "".join(cells[x].data for x in range(self._screen.columns)).rstrip()
            self.rows[y] = row
            if CAPTURE not in row:
                self.seen.add(row)
        self._screen.dirty.clear()
