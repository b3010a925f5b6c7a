"""The line that is typed in during a session, and the heading that its text goes under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Horizontal
from textual.content import Content

from facilitator.ui.kit.fields import CaptureLine
from facilitator.ui.kit.guard import Guard
from facilitator.ui.kit.line import Line
from facilitator.ui.session.board import fitting, headings

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from facilitator.core.session.model import Session
    from facilitator.ui.kit.guard import GuardMemory
    from facilitator.ui.session.board import Heading


class Capture(Horizontal):
    """`1 What went well? ❯ …`: the label of the heading, and the line."""

    line = getters.query_one(CaptureLine)
    _target = getters.query_one("#target", Line)

    def __init__(self, memory: GuardMemory, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.heading: str | None = None
        """The id of the heading that is chosen; None: this guide has no board."""
        self._memory = memory

    def compose(self) -> ComposeResult:
        yield Line(id="target")
        yield CaptureLine(id="capture", guard=Guard(memory=self._memory))

    @property
    def written(self) -> str:
        """What stands in the line."""
        return self.line.value if self.is_mounted else ""

    def fit(self, session: Session) -> None:
        """Choose the heading that fits the phase."""
        self.heading = fitting(session, self.heading)

    def show(self, listed: tuple[Heading, ...]) -> int | None:
        """Show which heading is chosen; gives its place among those listed."""
        ids = [heading.id for heading in listed]
        if self.heading not in ids:
            self.heading = next(iter(ids), None)
        at = ids.index(self.heading) if self.heading else None
        label = f"{at + 1} {listed[at].text}" if at is not None else ""
        self._target.show(Content.assemble((label, "$accent")), Content.styled("❯", "bold $accent"))
        return at

    def choose_by(self, step: int, session: Session) -> None:
        """Choose the heading so many places further down; after the last comes the first."""
        ids = [heading.id for heading in headings(session)]
        if ids:
            at = ids.index(self.heading) if self.heading in ids else 0
            self.heading = ids[(at + step) % len(ids)]

    def take_letters(self, *, taken: bool) -> None:
        """Let the line have the keys, or none."""
        if self.line.disabled == taken:
            self.line.disabled = not taken
            if taken:
                self.line.focus()

    def saved(self) -> None:
        """What was typed is saved: empty the line."""
        self.line.value = ""
        self.line.guard.forget()
