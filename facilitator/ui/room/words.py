"""What phones have written, for the facilitator's look: taken onto the board, or nowhere kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from facilitator.core.errors import Refused
from facilitator.core.session.board import AddKeyword
from facilitator.core.text.guard import QUESTIONS, find, mask_cpr
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import Ask
from facilitator.ui.kit.line import Aside, KeyLine
from facilitator.ui.kit.screen import AppScreen
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.conducting.conductor import Conductor


@dataclass
class FromPhone:
    """A text from a phone, and whether it is to be taken."""

    question: str
    """The id of the column it was written under."""
    text: str
    is_taken: bool = True


class WordsScreen(AppScreen[None]):
    """The texts in no order, each to be taken or left; what is doubtful is not taken unasked."""

    CONTEXT = "words"
    AUTO_FOCUS = "OptionList"
    DEFAULT_CSS = """
    WordsScreen OptionList { height: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("words", priority=True)  # type: ignore[assignment]

    def __init__(self, conductor: Conductor, texts: list[FromPhone]) -> None:
        """What is taken or left goes out of `texts`."""
        super().__init__()
        self._conductor = conductor
        self._texts = texts
        for text in texts:
            text.text = mask_cpr(text.text, conductor.session.note.date)
            text.is_taken = text.is_taken and not self._doubt(text)

    def compose(self) -> ComposeResult:
        yield Label(Content(_("Written on phones")), classes="title")
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

        names, memory = self._names, self._conductor.memory
        self.app.push_screen(
            Ask(_("Other words"), value=text.text, names=names, memory=memory), become
        )

    def action_take(self) -> None:
        """What is marked goes onto the board, and all else is gone."""
        for text in [text for text in self._texts if text.is_taken]:
            try:
                self._conductor.do(AddKeyword(text.question, text.text))
            except Refused as refused:  # its question is not asked any more
                self.refuse(refused)
                self._show()
                return
            self._texts.remove(text)
        self._texts.clear()
        self.dismiss()

    @property
    def _marked(self) -> FromPhone | None:
        at = self.query_one(OptionList).highlighted
        return self._texts[at] if at is not None and at < len(self._texts) else None

    @property
    def _names(self) -> Sequence[str]:
        return [person.name for person in self._conductor.session.live.people]

    def _doubt(self, text: FromPhone) -> str:
        """What speaks against keeping it; empty: nothing."""
        found = {f.kind for f in find(text.text, self._conductor.session.note.date, self._names)}
        return next((_(words) for kind, words in QUESTIONS.items() if kind in found), "")

    def _show(self) -> None:
        shown = self.query_one(OptionList)
        at = shown.highlighted
        shown.set_options([Option(self._row(text)) for text in self._texts])
        if self._texts:
            shown.highlighted = min(at or 0, len(self._texts) - 1)

    def _row(self, text: FromPhone) -> Content:
        mark = "✓" if text.is_taken else "–"
        doubt = self._doubt(text)
        parts: list[str | tuple[str, str]] = [f"{mark} {text.text}"]
        if doubt:
            parts.append((f"  {doubt}", "$accent"))
        return Content.assemble(*parts)
