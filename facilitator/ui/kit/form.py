"""Forms: lines to fill in one after another, and what is to be settled before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Label

from facilitator.conducting.guard import NOTHING_PRIVATE
from facilitator.core.errors import Refused
from facilitator.ui.commands import bindings
from facilitator.ui.kit.fields import Choice, Field
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.screen import AppScreen, LeftOnce
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.widget import Widget
    from textual.widgets import Input


class Form(LeftOnce[None]):
    """A screen of lines: Enter goes on to the next, and from the last it begins.

    What the guard has to ask, and what is refused, stands in its `Aside`.
    """

    asked: tuple[Widget | None, str] = (None, "")
    """The line at which something is to be settled, and what; until something is written in it."""

    def begin(self) -> None:
        """Begin with the values. Raises Refused."""
        raise NotImplementedError

    def refusals(self) -> Mapping[str, Refused]:
        """Why it cannot begin with these values, by the id of the line."""
        return {}

    def names_in(self, name: str) -> Sequence[str]:
        """The people who must not be named in that line."""
        return ()

    def not_begun(self, why: Refused) -> None:
        """Say why it could not begin."""
        self.query_one(Aside).ask(refusal_words(why))

    def remark(self, line: Widget | None) -> str:
        """What there is to say of a line that is being filled in."""
        at, words = self.asked
        if line is at:
            return words
        return line.remark if isinstance(line, Field) else ""

    def show_remark(self, line: Widget | None) -> None:
        """Show what there is to say of a line."""
        self.query_one(Aside).ask(self.remark(line))

    @property
    def lines(self) -> list[Widget]:
        """The lines in their order."""
        return list(self.query("Field, Choice"))

    def value(self, name: str) -> str:
        """The value of that line."""
        return self.query_one(f"#{name}", Field).text

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self.asked[0]:
            self.asked = (None, "")
        if isinstance(event.input, Field):
            self.show_remark(event.input)

    def action_next_line(self) -> None:
        lines = self.lines
        at = lines.index(self.focused) if self.focused in lines else len(lines) - 1
        if at == len(lines) - 1:
            self.action_begin()
        elif not self._asks_first(lines[at : at + 1]):
            lines[at + 1].focus()

    def action_begin(self) -> None:
        if self._asks_first(self.lines):
            return
        try:
            self.begin()
        except Refused as refused:
            self.not_begun(refused)

    def ask_at(self, line: Widget, words: str) -> None:
        """Say what is to be settled, and go to the line at which it is."""
        self.asked = (line, words)
        line.focus()
        self.query_one(Aside).ask(words)

    def question(self, line: Widget) -> str | None:
        """The guard's question about a line; None: none. The same text is asked about once."""
        return line.question(self.names_in(line.id or "")) if isinstance(line, Field) else None

    def unsettled(self, lines: Sequence[Widget]) -> Sequence[tuple[Widget, str]]:
        """The lines on which something must be settled now, and what."""
        # What the guard masks is masked first, also where something else is in the way.
        questions = {line: self.question(line) for line in lines}
        refusals, settling = self.refusals(), []
        for line in lines:
            name = line.id or ""
            if name in refusals:
                settling.append((line, refusal_words(refusals[name])))
            elif question := questions[line]:
                settling.append((line, question))
        return settling

    def _asks_first(self, lines: Sequence[Widget]) -> bool:
        """Show what must be settled on these lines, and focus the first of them."""
        settling = self.unsettled(lines)
        if settling:
            several = len(settling) > 1
            rows = [f"{_name(line)}: {words}" if several else words for line, words in settling]
            self.ask_at(settling[0][0], "\n".join(rows))
        return bool(settling)


def _name(line: Widget) -> str:
    """The label of a line of a form."""
    row = line.parent
    return "" if row is None else " ".join(str(name.content) for name in row.query(Label))


class FormScreen(AppScreen[None], Form):
    """A form as a screen of its own."""

    CONTEXT = "prepare"
    HINT: ClassVar[str] = NOTHING_PRIVATE
    """What stands under the form while nothing is asked; empty: nothing."""
    AUTO_FOCUS = "Field, Choice"
    DEFAULT_CSS = """
    FormScreen { align-horizontal: center; }
    FormScreen Aside { width: 84; max-width: 100%; max-height: 6; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("prepare", priority=True),
        # With priority: where there is more than fits, these would scroll.
        Binding("down,tab", "app.step_line(1)", show=False, priority=True),
        Binding("up,shift+tab", "app.step_line(-1)", show=False, priority=True),
    ]

    def offer(self, name: str, text: str) -> None:
        """Fill in that line, unless the user has written in it."""
        line = self.query_one(f"#{name}", Field)
        if line.is_as_filled:
            line.fill(text)

    def fill(self) -> None:
        """Fill in what is known, once the lines are there."""

    def on_mount(self) -> None:
        self._fill()

    def _fill(self) -> None:
        self.show_keys()
        self.query_one(Aside).hint(_(self.HINT) if self.HINT else "")
        self.fill()

    def show_words(self) -> None:
        self.call_next(self._compose_anew)

    async def _compose_anew(self) -> None:
        """The form in another language, with all its values."""
        before = {line.id: line for line in self.lines}
        focused = self.focused.id if self.focused else None
        await self.recompose()
        self._fill()
        for line in self.lines:
            other = before.get(line.id)
            # What was offered is offered anew, in other words.
            is_written = isinstance(other, Field) and not other.is_as_filled
            if isinstance(line, Choice) and isinstance(other, Choice):
                line.take_over(other)
            if isinstance(line, Field) and isinstance(other, Field) and is_written:
                line.take_over(other)
            if line.id == focused:
                line.focus()
