"""The board as a list: edit, move, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from facilitator.core import events as e
from facilitator.core.guide import Keeps
from facilitator.core.note import LEARNING
from facilitator.core.refusal import Refused
from facilitator.ui.commands import bindings
from facilitator.ui.headings import keyword_words
from facilitator.ui.screens.base import RoomScreen
from facilitator.ui.screens.dialogs import Ask, Pick
from facilitator.ui.widgets.key_line import KeyLine
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.ui.conductor import Conductor


class EditBoard(RoomScreen[None]):
    """Every keyword and learning point under its heading."""

    CONTEXT = "board"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[Binding]] = bindings("board", priority=True)  # type: ignore[assignment]

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self.conductor = conductor
        self._places: list[tuple[str, int] | None] = []

    def compose(self) -> ComposeResult:
        """A title over the list."""
        yield Label(Content(_("The board")), classes="title")
        yield OptionList(markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """The latest keyword marked: it is the likeliest to be mended."""
        self.show_keys()
        self._fill()
        last = [i for i, place in enumerate(self._places) if place]
        self.query_one(OptionList).highlighted = last[-1] if last else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A dialog on top has the keys."""
        return self.app.screen is self and super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Other words."""
        place = self._marked
        if place is None:
            return
        column, index = place
        text = self.conductor.session.note.entries(column)[index].text

        def check(new: str) -> None:
            self.conductor.do(e.EditKeyword(column, index, new))

        self.app.push_screen(
            Ask(_("Change the words"), value=text, check=check), lambda _answer: self._fill()
        )

    def action_delete(self) -> None:
        """Off the board; Ctrl+Z brings it back."""
        if self._marked:
            self._do(e.DeleteKeyword(*self._marked))

    def action_move(self) -> None:
        """Under another heading."""
        place = self._marked
        if place is None:
            return
        note = self.conductor.session.note
        kept = self.conductor.session.guide.keeps(Keeps.LEARNING_POINTS)
        columns = [c for c in note.columns if c != place[0] and (c != LEARNING or kept)]
        words = {q.id: q.text for q in note.questions} | {LEARNING: _("Learning points")}

        def chosen(index: int | None) -> None:
            if index is not None:
                self._do(e.MoveKeyword(*place, columns[index]))

        self.app.push_screen(Pick(_("Move to"), [words[c] for c in columns]), chosen)

    def action_undo(self) -> None:
        """Undo."""
        self._step(self.conductor.undo)

    def action_redo(self) -> None:
        """Redo."""
        self._step(self.conductor.redo)

    def action_back(self) -> None:
        """Back to the session."""
        self.dismiss()

    @property
    def _marked(self) -> tuple[str, int] | None:
        index = self.query_one(OptionList).highlighted
        return self._places[index] if index is not None and index < len(self._places) else None

    def _do(self, event: e.Event) -> None:
        self._step(lambda: self.conductor.do(event))

    def _step(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Refused as refused:
            self.refuse(refused)
        self._fill()

    def _fill(self) -> None:
        listed = self.query_one(OptionList)
        before = listed.highlighted
        note = self.conductor.session.note
        options: list[Option] = []
        self._places = []
        columns = [(q.id, q.text, q.keywords) for q in note.questions]
        columns.append((LEARNING, _("Learning points"), note.learning_points))
        for column, title, keywords in columns:
            if not keywords:
                continue
            options.append(Option(Content(title), disabled=True))
            self._places.append(None)
            for index, keyword in enumerate(keywords):
                options.append(Option(Content(f"  {keyword_words(keyword)}")))
                self._places.append((column, index))
        if not options:
            options.append(Option(Content(_("The board is empty.")), disabled=True))
            self._places.append(None)
        listed.clear_options()
        listed.add_options(options)
        if before is not None:
            near = min(before, len(options) - 1)
            while near > 0 and self._places[near] is None:
                near -= 1
            listed.highlighted = (
                near
                if self._places[near]
                else next((i for i, place in enumerate(self._places) if place), None)
            )
