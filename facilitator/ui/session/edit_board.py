"""The board as a list: edit, move, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.content import Content
from textual.widgets import Label

from facilitator.core.guide.model import Keeps
from facilitator.core.note import LEARNING
from facilitator.core.session.board import DeleteKeyword, EditKeyword, MoveKeyword
from facilitator.ui.commands import bindings
from facilitator.ui.kit.aside import Aside
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.format import keyword_words
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.session.conductor import ConductorScreen
from facilitator.ui.session.entries import Entries
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding

Place: TypeAlias = tuple[str, int]
"""A column and the number of a keyword in it."""


class EditBoard(ConductorScreen):
    """Every keyword and learning point under its heading."""

    CONTEXT = "board"
    AUTO_FOCUS = "Entries"
    BINDINGS: ClassVar[list[Binding]] = bindings("board", priority=True)  # type: ignore[assignment]

    def compose(self) -> ComposeResult:
        yield Label(Content(_("The board")), classes="title")
        yield Entries[Place]()
        yield Aside()
        yield KeyLine()

    def action_edit(self) -> None:
        place = self._marked
        if place is None:
            return
        column, index = place
        self.ask(
            _("Change the words"),
            lambda text: EditKeyword(column, index, text),
            value=self.conductor.session.note.entries(column)[index].text,
        )

    def action_delete(self) -> None:
        if self._marked:
            self.do(DeleteKeyword(*self._marked))

    def action_move(self) -> None:
        place = self._marked
        if place is None:
            return
        note = self.conductor.session.note
        kept = self.conductor.session.guide.keeps(Keeps.LEARNING_POINTS)
        columns = [c for c in note.columns if c != place[0] and (c != LEARNING or kept)]
        words = {q.id: q.text for q in note.questions} | {LEARNING: _("Learning points")}

        choices = [(words[column], column) for column in columns]
        pick(self, _("Move to"), choices, lambda column: self.do(MoveKeyword(*place, column)))

    @property
    def _marked(self) -> Place | None:
        return self.query_one(Entries).marked

    def show_session(self) -> None:
        """Fill the list from the session as it stands."""
        note = self.conductor.session.note
        lines: list[tuple[Content, Place | None]] = []
        columns = [(q.id, q.text, q.keywords) for q in note.questions]
        columns.append((LEARNING, _("Learning points"), note.learning_points))
        for column, title, keywords in columns:
            if keywords:
                lines.append((Content(title), None))
            for index, keyword in enumerate(keywords):
                lines.append((Content(f"  {keyword_words(keyword)}"), (column, index)))
        nothing = (Content(_("The board is empty.")), None)
        self.query_one(Entries).fill(lines or [nothing], mark_last=True)
