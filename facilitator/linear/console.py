"""Reading and writing lines.

A written line begins with its kind, and choices are numbered. A typed line comes from standard
input, which is read without stopping the clock, and without echo where the answer is private.
"""

from __future__ import annotations

import codecs
import sys
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from facilitator.core.errors import N_, Refused
from facilitator.core.text.numbers import whole_number
from facilitator.core.text.plain import one_line, search_key
from facilitator.core.text.terminal import cells_of, cleaned, plain_spaces, rows_of
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from io import RawIOBase
    from typing import TextIO

    from facilitator.conducting.guard import Guard

T = TypeVar("T")

AS_IT_STANDS: Final = N_("Keep it as it stands")
WRITE_AGAIN: Final = N_("Write it again")
"""What may be done with a text that the guard has doubts about."""
_YES: Final = frozenset({"y", "yes", "j", "ja"})

POLL_EVERY: Final = 5.0
"""Seconds between two calls of `poll` while nobody types."""
_CHUNK: Final = 4096


class Keyboard(Protocol):
    """A source of lines."""

    echoes: bool
    """Whether what is typed stands on the terminal already, its line ended."""
    hides: bool
    """Whether `unseen` can keep what is typed from being shown."""

    def line(self, poll: Callable[[], object]) -> str | None:
        """The next line without its line break; None at the end of input.

        `poll` is called from time to time while waiting. Raises KeyboardInterrupt.
        """

    def unseen(self) -> AbstractContextManager[None]:
        """Within it, typing is not echoed."""


class StandardInput:
    """Standard input, be it a terminal, a pipe or a file."""

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

    def line(self, poll: Callable[[], object]) -> str | None:
        """As `Keyboard.line`."""
        if self._reader is None:
            self._reader = Thread(target=self._read, name="keyboard", daemon=True)
            self._reader.start()
        while "\n" not in self._text:
            if self._is_over:
                rest, self._text = self._text, ""
                return rest or None
            try:
                chunk = self._chunks.get(timeout=POLL_EVERY)
            except Empty:
                poll()
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
        """Read lines in a thread, until the end of input."""
        chunk = b"more"
        while chunk:
            try:
                chunk = self._raw.read(_CHUNK) or b"" if self._raw else self._line_in_memory()
            except (OSError, ValueError):  # the terminal is gone
                chunk = b""
            self._chunks.put(chunk)

    def _line_in_memory(self) -> bytes:
        """The next line of a stream without a file descriptor."""
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


class Left(Exception):  # noqa: N818 a way to go, no error
    """The user has left: what runs stays as it is."""


@dataclass
class TypedText:
    """A typed text until it is saved."""

    value: str
    cursor_position: int = 0


class Console:
    """Input and output of the program on lines."""

    def __init__(
        self,
        keyboard: Keyboard,
        out: TextIO,
        today: Callable[[], date],
        width: Callable[[], int] = lambda: 0,
    ) -> None:
        """`today` is the local date, `width` the columns of the terminal; 0: it is no terminal."""
        self.today = today
        self._width = width
        self.poll: Callable[[], object] = lambda: None
        """What is done from time to time while nobody types; it may write nothing of its own."""
        self._may_leave: str = N_("Leave the program?")
        """The question asked at Ctrl+C, as a msgid."""
        self._keyboard = keyboard
        self._out = out

    @property
    def hides(self) -> bool:
        """Whether a line can be typed without echo."""
        return self._keyboard.hides

    def tell(self, kind: str, *texts: str) -> None:
        """Write the lines of the texts, each with its kind; empty lines are left out."""
        for text in texts:
            lines = [line for line in cleaned(text).splitlines() if line.strip()]
            for line in lines or [""]:
                row = f"{kind}: {line}".rstrip()
                self._out.write(unbroken(row, self._width()) + "\n")
        self._out.flush()

    def refuse(self, *why: Refused | str) -> None:
        """Write why something is not done."""
        self.tell(
            _("Not done"),
            *(refusal_words(w, in_rows=True) if isinstance(w, Refused) else w for w in why),
        )

    def note(self, *texts: str) -> None:
        """Write what whoever leads should know."""
        self.tell(_("Please note"), *texts)

    def question(self, *texts: str) -> None:
        """Write a question, and what an answer would mean."""
        self.tell(_("Question"), *texts)

    @contextmanager
    def meanwhile(self, poll: Callable[[], object], may_leave: str) -> Iterator[None]:
        """Within it `poll` is done while nobody types, and Ctrl+C asks the msgid `may_leave`."""
        before = self.poll, self._may_leave
        self.poll, self._may_leave = poll, may_leave
        try:
            yield
        finally:
            self.poll, self._may_leave = before

    def line(self, kind: str, *question: str, unseen: bool = False) -> str:
        """Ask, and read a line. `unseen`: without echo.

        Raises Left at the end of input, and at Ctrl+C where the user confirms it.
        """
        self.question(*question)
        return one_line(self._line(kind, unseen=unseen))

    def _line(self, kind: str, *, unseen: bool) -> str:
        while True:
            try:
                self._out.write(f"{kind.removesuffix('?')}: ")
                self._out.flush()
                with self._keyboard.unseen() if unseen else nullcontext():
                    line = self._keyboard.line(self.poll)
            except KeyboardInterrupt:
                self._out.write("\n")
                if self._leaves():
                    raise Left from None
                continue
            if line is None:
                self._out.write("\n")
                raise Left
            if unseen or not self._keyboard.echoes:
                self._out.write("\n")
            return line

    def _leaves(self) -> bool:
        """Whether Ctrl+C was meant to leave; pressed twice it is."""
        self.question(_(self._may_leave))
        try:
            self._out.write(f"{_('Yes or no')}: ")
            self._out.flush()
            line = self._keyboard.line(self.poll)
        except KeyboardInterrupt:
            line = None
        if line is None or not self._keyboard.echoes:
            self._out.write("\n")
        return line is None or search_key(line) in _YES

    def agrees(self, *question: str) -> bool:
        """Whether the answer is yes; anything else is no."""
        return search_key(self.line(_("Yes or no"), *question)) in _YES

    def choice(
        self,
        question: str,
        choices: Sequence[tuple[str, T]],
        *,
        back: str | None = None,
        empty: int | None = 0,
    ) -> T | None:
        """Ask for a choice by number; None for 0, which `back` explains.

        `empty` is the number that an empty line stands for, which is told where it is not 0; with
        None the choices are told again. So it is where 0 would lose what somebody has typed.
        """

        def tell() -> None:
            self.question(question)
            for number, (words, _value) in enumerate(choices, 1):
                self.tell(choice_kind(number), words)
            self.tell(choice_kind(0), back or _("Back"))
            if empty:
                self.question(_("An empty line: choice {n}.").format(n=empty))

        tell()
        return self.numbered([value for _words, value in choices], tell, empty=empty)

    def decide(
        self, choices: Sequence[tuple[str, T]], *, back: str | None = None, empty: int | None = 1
    ) -> T | None:
        """Ask what should happen to a text; by default it may be left out."""
        question = _("What should happen to it?")
        return self.choice(question, choices, back=back or _("Leave it out"), empty=empty)

    def numbered(
        self,
        values: Sequence[T],
        tell: Callable[[], object],
        named: Mapping[str, T] | None = None,
        *,
        empty: int | None = 0,
    ) -> T | None:
        """Like `choice`, for choices that have been told already; `?` repeats them.

        `named` are words that may be typed for some of them.
        """
        while True:
            line = self.line(_("Choose"))
            if named and line.casefold() in named:
                return named[line.casefold()]
            number = whole_number(line) if line else empty
            if number == 0:
                return None
            if number is not None and number <= len(values):
                return values[number - 1]
            if line in {"", "?"}:
                tell()
            else:
                self.refuse_number(len(values))

    def refuse_number(self, most: int) -> None:
        """Say which numbers can be chosen."""
        self.refuse(_("A number from 0 to {n}, please.").format(n=most))

    def guarded(self, words: str, guard: Guard, names: Iterable[str] = ()) -> str | None:
        """The text once the guard's questions are answered; None: it is not to be saved."""
        field = TypedText(words)
        while field.value:
            before = field.value
            if guard.question(field, self.today(), tuple(names)) is None:
                guard.forget()
                return field.value
            is_masked = field.value != before
            self.tell(_("Guard"), guard.doubt)
            choices: list[tuple[str, str]] = [(_(AS_IT_STANDS), "keep")]
            if is_masked:
                self.tell(_("Guard"), field.value)
                choices = [(_("Keep the rest"), "keep")]
                if guard.can_bring_back(field):
                    choices.append((_("It is not a CPR number: put it back"), "back"))
            choices.append((_(WRITE_AGAIN), "anew"))
            match self.decide(choices):
                case "keep":
                    pass
                case "back":
                    guard.bring_back(field, self.today())
                case "anew":
                    field.value = self.line(_("Write"))
                case _:
                    return None
        return None


def choice_kind(number: int) -> str:
    """What stands before a choice."""
    return _("Choice {n}").format(n=number)


def unbroken(line: str, width: int) -> str:
    """A line that stays one, with spaces put in where a terminal so wide would break a word."""
    if cells_of(line) <= width or width <= 1:
        return plain_spaces(line)
    filled, *rows = rows_of(line, width - 1)  # a space always stands between two words
    for row in rows:
        filled += " " * (width - cells_of(filled) % width) + row
    return filled
