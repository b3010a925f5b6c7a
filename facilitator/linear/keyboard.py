"""Lines from standard input, with an eye on the time meanwhile; unseen where they are private."""

from __future__ import annotations

import codecs
import sys
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from io import RawIOBase
    from typing import TextIO

LOOK: Final = 5.0
"""Seconds between two looks at the time while nobody types."""
_CHUNK: Final = 4096


class Keyboard(Protocol):
    """Where lines come from."""

    echoes: bool
    """Whether what is typed stands on the terminal already, its line ended."""
    hides: bool
    """Whether `unseen` can keep what is typed from being shown."""

    def line(self, look: Callable[[], object]) -> str | None:
        """The next line, without its end; None where there will be no more.

        `look` is called from time to time while it is waited for. Raises KeyboardInterrupt.
        """

    def unseen(self) -> AbstractContextManager[None]:
        """While it lasts, what is typed is not shown."""


class StandardInput:
    """The lines of standard input: a terminal's, a pipe's, or a file's."""

    def __init__(self, stream: TextIO) -> None:
        self.echoes = self.hides = stream.isatty()
        self._stream = stream
        # The raw stream: a thread that waits in the buffered one keeps Python from ending.
        buffered = getattr(stream, "buffer", None)
        self._raw: RawIOBase | None = getattr(buffered, "raw", None)
        self._decoder = codecs.getincrementaldecoder(stream.encoding or "utf-8")("replace")
        self._chunks: SimpleQueue[bytes] = SimpleQueue()
        self._text = ""
        self._is_over = False
        self._reader: Thread | None = None

    def line(self, look: Callable[[], object]) -> str | None:
        """As `Keyboard.line`."""
        if self._reader is None:
            self._reader = Thread(target=self._read, name="keyboard", daemon=True)
            self._reader.start()
        while "\n" not in self._text:
            if self._is_over:
                rest, self._text = self._text, ""
                return rest or None
            try:
                chunk = self._chunks.get(timeout=LOOK)
            except Empty:
                look()
                continue
            self._is_over = not chunk and not self.echoes
            if not chunk and self.echoes:  # Ctrl+D: the terminal goes on, but nobody writes
                self._reader = None
                rest, self._text = self._text, ""
                return rest or None
            self._text += self._decoder.decode(chunk, final=not chunk)
        line, _end, self._text = self._text.partition("\n")
        return line.removesuffix("\r")

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """As `Keyboard.unseen`."""
        if not self.echoes:
            yield
            return
        with _no_echo(self._stream.fileno()):
            yield

    def _read(self) -> None:
        """In a thread of its own, until there is nothing more."""
        chunk = b"more"
        while chunk:
            try:
                chunk = self._raw.read(_CHUNK) or b"" if self._raw else self._line_in_memory()
            except (OSError, ValueError):  # the terminal is gone
                chunk = b""
            self._chunks.put(chunk)

    def _line_in_memory(self) -> bytes:
        """The next line of a stream that is no file's."""
        return self._stream.readline().encode(self._stream.encoding or "utf-8")


if sys.platform == "win32":

    @contextmanager
    def _no_echo(_file: int) -> Iterator[None]:
        import ctypes
        from ctypes import wintypes

        echo, standard_input = 0x4, -10
        kernel = ctypes.windll.kernel32
        handle, mode = kernel.GetStdHandle(standard_input), wintypes.DWORD()
        kernel.GetConsoleMode(handle, ctypes.byref(mode))
        kernel.SetConsoleMode(handle, mode.value & ~echo)
        try:
            yield
        finally:
            kernel.SetConsoleMode(handle, mode.value)

else:

    @contextmanager
    def _no_echo(file: int) -> Iterator[None]:
        import termios

        before = termios.tcgetattr(file)
        quiet = list(before)
        quiet[3] &= ~termios.ECHO  # the local modes
        termios.tcsetattr(file, termios.TCSADRAIN, quiet)
        try:
            yield
        finally:
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(file, termios.TCSADRAIN, before)
