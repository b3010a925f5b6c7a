"""The board as a list: edit, move, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeAlias, TypeVar

from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from facilitator.core.guide.model import Keeps
from facilitator.core.note import LEARNING
from facilitator.core.session.board import DeleteKeyword, EditKeyword, MoveKeyword
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.format import keyword_words
from facilitator.ui.kit.line import Aside, KeyLine
from facilitator.ui.session.conductor import ConductorScreen
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding
    from textual.events import Resize

Entry = TypeVar("Entry")


class Entries(OptionList, Generic[Entry]):
    """Each line stands for an entry, and the one that is marked stays in view."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._entries: list[Entry | None] = []

    @property
    def marked(self) -> Entry | None:
        """The entry of the marked line, if there is one."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def fill(
        self, lines: Sequence[tuple[Content, Entry | None]], *, mark_last: bool = False
    ) -> None:
        """Show these lines; None is a heading. The mark stays where it was, or as near as can be.

        Before the first line is marked, the first entry gets the mark, or the last.
        """
        before = self.highlighted
        self._entries = [entry for _line, entry in lines]
        self.clear_options()
        self.add_options([Option(line, disabled=entry is None) for line, entry in lines])
        places = [at for at, entry in enumerate(self._entries) if entry is not None]
        if before is None:
            self.highlighted = places[-1 if mark_last else 0] if places else None
        else:
            above = [at for at in places if at <= before]
            self.highlighted = above[-1] if above else next(iter(places), None)

    def on_resize(self, event: Resize) -> None:
        """Fewer rows may have put the marked line out of view."""
        self.scroll_to_highlight()


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
