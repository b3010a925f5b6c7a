"""What phones have written, for the facilitator's look: taken onto the board, or nowhere kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from facilitator.core.errors import Refused
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import Ask
from facilitator.ui.kit.line import Aside, KeyLine
from facilitator.ui.kit.screen import AppScreen
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.room.participation import FromPhone, Participation


class WordsScreen(AppScreen[None]):
    """The texts in no order, each to be taken or left; what is doubtful is not taken unasked."""

    CONTEXT = "words"
    AUTO_FOCUS = "OptionList"
    DEFAULT_CSS = """
    WordsScreen OptionList { height: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("words", priority=True)  # type: ignore[assignment]

    def __init__(self, participation: Participation) -> None:
        super().__init__()
        self._participation = participation
        self._texts = participation.look_at_texts()

    def compose(self) -> ComposeResult:
        yield Label(classes="title")
        yield OptionList(markup=False)
        yield Aside()
        yield KeyLine()

    def on_mount(self) -> None:
        self._show()
        self.query_one(OptionList).highlighted = 0 if self._texts else None
        self.show_keys()

    def action_keep(self) -> None:
        if text := self._marked:
            text.is_taken = not text.is_taken
            self._show()

    def action_edit(self) -> None:
        text = self._marked
        if text is None:
            return

        def become(written: str | None) -> None:
            if written:
                text.text, text.is_taken = written, True
                self._show()

        conductor = self._participation.conductor
        names = [person.name for person in conductor.session.live.people]
        memory = conductor.memory
        self.app.push_screen(
            Ask(_("Other words"), value=text.text, names=names, memory=memory), become
        )

    def action_take(self) -> None:
        """What is marked goes onto the board, and all else is gone."""
        try:
            self._participation.take_texts()
        except Refused as refused:
            self.refuse(refused)
        else:
            self.dismiss()

    @property
    def _marked(self) -> FromPhone | None:
        at = self.query_one(OptionList).highlighted
        return self._texts[at] if at is not None and at < len(self._texts) else None

    def show_words(self) -> None:
        super().show_words()
        self._show()

    def _show(self) -> None:
        self.query_one(".title", Label).update(Content(_("Written on phones")))
        shown = self.query_one(OptionList)
        at = shown.highlighted
        shown.set_options([Option(self._row(text)) for text in self._texts])
        if self._texts:
            shown.highlighted = min(at or 0, len(self._texts) - 1)

    def _row(self, text: FromPhone) -> Content:
        mark = "✓" if text.is_taken else "–"
        doubt = self._participation.doubt(text)
        parts: list[str | tuple[str, str]] = [f"{mark} {text.text}"]
        if doubt:
            parts.append((f"  {doubt}", "$accent"))
        return Content.assemble(*parts)
