"""What is filled in: lines with the text guard, the line for keywords, and choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Label

from facilitator.conducting.guard import Guard
from facilitator.core.text.plain import one_line
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.line import UNBROKEN, Line, shortened
from facilitator.ui.kit.paste import Pasted
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import RenderResult


class Field(Input):
    """An input line with the text guard.

    Control characters are removed from a text before it is shown.
    """

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("ctrl+z", "bring_back", show=False),
        Binding("ctrl+s", "submit", show=False),  # a dialog of one line is done by it too
    ]

    pasted: Pasted | None = None
    """What becomes of keys that come as fast as a paste; None: they are keys."""

    virtual_size = reactive(Size(0, 0), layout=False)
    """Textual lays the whole screen out anew when this changes, and it does at each letter."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,
        placeholder: str = "",
        suggester: Suggester | None = None,
        guard: Guard | None = None,
        between_lines: str = " ",
        to_change: bool = False,
    ) -> None:
        """A value is offered, or with `to_change` words that are to be changed.

        What is offered is selected on focus, so that typing replaces it. `between_lines` joins the
        lines of a pasted text; where that is no space, a paste is one text also when the terminal
        does not mark it.
        """
        super().__init__(
            one_line(value),
            placeholder,
            id=id,
            suggester=suggester,
            select_on_focus=False,
        )
        self.filled = "" if to_change else self.value
        """What was filled in for the user, and is selected on focus for as long as it stands."""
        self.guard = guard or Guard()
        self._between_lines = between_lines
        if between_lines != " ":
            self.pasted = Pasted.AS_A_WHOLE
        self.cursor_blink = False  # calm, and each blink would draw the screen anew

    @property
    def text(self) -> str:
        """The text without surrounding spaces."""
        return one_line(self.value)

    def fill(self, text: str) -> None:
        """Fill it in for the user: other words take its place."""
        self.value = self.filled = one_line(text)
        self.cursor_position = len(self.value)
        if self.has_focus:
            self.select_all()

    @property
    def is_as_filled(self) -> bool:
        """Whether nothing else has been written in it."""
        return self.value == self.filled

    def _on_focus(self, event: events.Focus) -> None:
        # Not by Textual's own rule, which would select what the user has written as well.
        if self.is_as_filled and not event.from_app_focus:
            self.select_all()

    @property
    def remark(self) -> str:
        """The guard's notice for the text; empty where it has none."""
        return self.guard.standing(self)

    def question(self, names: Sequence[str] = ()) -> str | None:
        """The guard's question before the text is saved, `names` the participants'; None: none.

        The same text is asked about once.
        """
        return self.guard.question(self, app_of(self).workspace.today, names)

    def take_over(self, other: Field) -> None:
        """Take the text and the guard's memory from another field."""
        self.value, self.guard = other.value, other.guard
        self.cursor_position = other.cursor_position

    def bring_back(self) -> bool:
        """Undo a masking; returns whether there was one."""
        return self.guard.bring_back(self, app_of(self).workspace.today)

    def action_bring_back(self) -> None:
        self.bring_back()

    def _on_paste(self, event: events.Paste) -> None:
        # Textual keeps the first line of a paste; what a group said is not to be cut.
        event.prevent_default()
        event.stop()
        text, before = event.text, self.value[: min(self.selection)]
        lines = self._between_lines.join(filter(None, map(one_line, text.splitlines())))
        if lines and text[:1].isspace() and before and not before[-1:].isspace():
            lines = self._between_lines + lines
        if lines and text[-1:].isspace():  # there may be more to come
            lines += self._between_lines
        if lines:
            self.replace(lines, *self.selection)


def field(name: str) -> Horizontal:
    """A row of a form: its label, and the widget inside."""
    row = Horizontal()
    row.compose_add_child(Label(Content(name), classes="name"))
    return row


class Choice(Widget, can_focus=True):
    """`‹ as the guide has it ›`: left and right (or Space) go through the choices.

    A letter chooses one that begins with it.
    """

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; padding: 0 1; }
    Choice:focus { color: $accent; text-style: bold; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("right,space", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Another choice was made."""

        choice: Choice

    def __init__(self, choices: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self.index = 0
        self._wanted = self.chosen
        """What was chosen by hand. It may be out of reach while a name is written anew."""

    @property
    def chosen(self) -> str:
        """The text of the current choice."""
        return self._choices[self.index] if self._choices else ""

    def offer(self, choices: Sequence[str]) -> None:
        """Offer other choices; one made by hand stays where it is among them."""
        self._choices = tuple(choices)
        self.index = self._choices.index(self._wanted) if self._wanted in self._choices else 0
        self.refresh()

    def choose(self, index: int) -> None:
        """Make that choice, as if by hand."""
        self.index = index
        self._wanted = self.chosen
        self.refresh()

    def take_over(self, other: Choice) -> None:
        """Take the choice of another widget, by index; or by text, once that is offered."""
        if other.index < len(self._choices):
            self.choose(other.index)
        else:
            self._wanted = other.chosen

    def on_key(self, event: events.Key) -> None:
        """A letter chooses the next that begins with it."""
        letter = (event.character or "").casefold()
        if not letter.isalpha() or not self._choices:
            return
        places = [(self.index + step) % len(self._choices) for step in range(1, len(self._choices))]
        for at in places:
            if self._choices[at].casefold().startswith(letter):
                event.stop()
                self.action_step(at - self.index)
                return

    def render(self) -> RenderResult:
        return Content.assemble(("‹ ", "$muted"), Content(self.chosen), (" ›", "$muted"))

    def action_step(self, by: int) -> None:
        if self._choices:
            self.choose((self.index + by) % len(self._choices))
            self.post_message(self.Changed(self))

    def on_click(self) -> None:
        self.action_step(1)


class TagSuggester(Suggester):
    """Completes the tag at the end of the line: → accepts it."""

    def __init__(self) -> None:
        super().__init__(case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        from facilitator.core.text.tags import begun, offered

        words = begun(value)
        tags = offered(words, language()) if words is not None else ()
        return value + tags[0].words[len(words or "") :] if tags else None


def tags_offered(line: str) -> str:
    """The tags that the last word may become; empty: it is no tag."""
    if "#" not in line:
        return ""
    from facilitator.core.text.tags import begun, offered

    words = begun(line)
    if words is None:
        return ""
    tags = [
        f"{tag.symbol} {typed}".replace(" ", UNBROKEN) for tag, typed in offered(words, language())
    ]
    return _("→ takes it: {tags}").format(tags="  ".join(tags)) if tags else ""


class CaptureLine(Field):
    """An input line for a keyword."""

    DEFAULT_CSS = """
    CaptureLine, CaptureLine:focus {
        height: 1; border: none; padding: 0; background: $background; width: 1fr;
    }
    """

    pasted = Pasted.AS_A_WHOLE

    def _on_paste(self, event: events.Paste) -> None:
        super()._on_paste(event)
        if len(self.value) == 1:
            self.value += " "  # alone, a digit would choose a question

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """On an empty line bound keys keep their meaning; any other key is text."""
        return bool(self.value) and super().check_consume_key(key, character)


class CaptureRow(Horizontal):
    """`1 What went well? ❯ …`: what is written under, and the line."""

    _target = getters.query_one("#target", Line)

    def __init__(self, line: CaptureLine, *, id: str | None = None) -> None:
        super().__init__(Line(id="target"), line, id=id)
        self.line = line

    def show_target(self, words: str) -> None:
        """Show what is written under, as much as there is room for."""
        room = self.app.size.width * TARGET // 100 - 4  # beside its margins and the sign
        target = shortened(Content.styled(words, "$accent"), room)
        self._target.show(target, Content.styled("❯", "bold $accent"))


TARGET: Final = 45
"""Hundredths of the line that what stands before it has at most; as in its style."""
