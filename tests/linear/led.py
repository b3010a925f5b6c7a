"""Somebody who leads on lines, by a script: what is typed, what was written, and a clock."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias

from facilitator.conducting.workspace import Workspace
from facilitator.linear.console import Console, Left
from facilitator.linear.program import Program
from facilitator.store.archive import Archive
from facilitator.store.guides import Guides
from facilitator.store.user_settings import Settings
from facilitator.words import _
from tests.ui.desk import StoppedClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from facilitator.core.session.model import Session

Typed: TypeAlias = "str | type[KeyboardInterrupt] | Callable[[Led], str | None]"
"""A line, Ctrl+C, or what is done first and gives the line; None: nothing is typed, ask again."""

KIND = re.compile(r"[^\s:][^:]{0,60}:( .*)?")
"""A line that begins with its kind."""


class Led:
    """The program on lines in a folder, with a script of what is typed at it."""

    echoes = False
    hides = True

    def __init__(self, folder: Path, *typed: Typed) -> None:
        self.archive = Archive(folder)
        self.clock = StoppedClock()
        self.out = io.StringIO()
        self.unseen_lines = 0
        """How many lines were typed that are not shown."""
        self.poll: Callable[[], object] = lambda: None
        """What the program does while nobody types."""
        self._script = list(typed)
        console = Console(self, self.out, lambda: self.clock.today().date())
        workspace = Workspace(
            self.archive, Guides(self.archive.guides), Settings(), tuple, self.clock
        )
        self.program = Program(console, workspace)

    # As a keyboard

    def line(self, poll: Callable[[], object]) -> str | None:
        self.poll = poll
        while self._script:
            typed = self._script.pop(0)
            if typed is KeyboardInterrupt:
                raise KeyboardInterrupt
            line = typed if isinstance(typed, str) else typed(self)
            if line is not None:
                assert isinstance(line, str)
                return line
        return None

    @contextmanager
    def unseen(self) -> Iterator[None]:
        self.unseen_lines += 1
        yield

    # What is done and seen

    def run(self, guide: str, *, team: str = "", names: str = "", start: bool = False) -> Led:
        """Lead a session by that guide, to its end or the end of the script."""
        with suppress(Left):
            self.program.run(guide, team=team, names=names, start=start)
        return self

    def does(self, what: Callable[[Program], object]) -> Led:
        """Something else of the program's."""
        with suppress(Left):
            what(self.program)
        return self

    @property
    def text(self) -> str:
        return self.out.getvalue()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def notes(self) -> list[Path]:
        return sorted(self.archive.folder.glob("*/*.toml"))

    @property
    def session(self) -> Session:
        """The one that runs, as it is on the disk."""
        from tests.e2e.notes import the_session

        return the_session(self.archive.folder)


def by(words: str) -> Callable[[Led], str]:
    """The number of the choice that was offered last with these words."""
    start = _("Choice {n}").format(n="")

    def number(led: Led) -> str:
        rows = [row for row in led.lines if row.startswith(start) and words in row]
        assert rows, f"no choice has {words!r}:\n{led.text[-2000:]}"
        return rows[-1].removeprefix(start).partition(":")[0]

    return number


def item(words: str) -> Callable[[Led], str]:
    """The number of the item of the close that was told last with these words."""

    def number(led: Led) -> str:
        rows = [row for row in led.lines if re.match(r"\d+ \w+: ", row) and words in row]
        assert rows, f"no item has {words!r}:\n{led.text[-2000:]}"
        return rows[-1].partition(" ")[0]

    return number
