"""What a new version of the team's frame takes over from the one in force, text by text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from facilitator.conducting.headings import is_on_board
from facilitator.conducting.questions import TAKEN_OVER_IN_ITS_PHASE, frame_title
from facilitator.core.session.board import NOTHING_FITS, AddKeyword
from facilitator.ui.commands import bindings
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Aside
from facilitator.ui.session.conductor_screen import ConductorScreen
from facilitator.ui.session.edit_board import Entries
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session


class TakeOver(ConductorScreen):
    """The texts of the frame in force, each to be taken over into the new version."""

    CONTEXT = "take_over"
    AUTO_FOCUS = "Entries"
    BINDINGS: ClassVar[list[Binding]] = bindings("take_over", priority=True)  # type: ignore[assignment]

    def __init__(self, conductor: Conductor, frame: Note) -> None:
        super().__init__(conductor)
        self._frame = frame

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label(Content(frame_title(self._frame)), classes="title")
            yield Entries[AddKeyword](hanging=4)
            yield Aside()
        yield KeyLine()

    def action_take_over(self) -> None:
        text = self.query_one(Entries).marked
        if text is None:
            return
        if is_on_board(self.conductor.session, text.column, text.text):
            self.say(_("It stands on the board already."))
        else:
            self.do(text)

    def paint(self, session: Session) -> None:
        """The texts by column; only those of a column that is on the board now can be taken."""
        there = {column.id for column in session.note.questions}
        lines: list[tuple[Content, AddKeyword | None]] = []
        for column in self._frame.questions:
            if column.id in there and column.keywords:
                now = column.id in session.board
                lines.append((Content.styled(column.text, "" if now else "$muted"), None))
                for keyword in column.keywords:
                    text = AddKeyword(column.id, keyword.text)
                    taken = is_on_board(session, column.id, keyword.text)
                    sign, style = "✓" if taken else "·", "$muted" if taken or not now else ""
                    words = Content.styled(f"  {sign} {keyword.text}", style)
                    lines.append((words, text if now else None))
        if not lines:
            lines.append((Content(_(NOTHING_FITS)), None))
        elif not any(text for _words, text in lines):
            each = _(TAKEN_OVER_IN_ITS_PHASE)
            lines.insert(0, (Content(each), None))
        self.query_one(Entries).fill(lines)
