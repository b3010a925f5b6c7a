"""Input fields with the text guard, choices, and the form screen they stand in."""

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

from facilitator.conducting.guard import NOTHING_PRIVATE, Guard
from facilitator.core.errors import Refused
from facilitator.core.text.plain import one_line
from facilitator.ui.commands import bindings
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.line import UNBROKEN, Aside, Line, shortened
from facilitator.ui.kit.paste import Pasted
from facilitator.ui.kit.screen import AppScreen
from facilitator.words import _, language, refusal_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def _name(line: Widget) -> str:
    """The label of a line of a form."""
    row = line.parent
    return "" if row is None else " ".join(str(name.content) for name in row.query(Label))


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


class FormScreen(AppScreen[None]):
    """A form that asks what the guard has to ask before it begins."""

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

    def begin(self) -> None:
        """Begin with the values. Raises Refused."""
        raise NotImplementedError

    def refusals(self) -> Mapping[str, Refused]:
        """Why it cannot begin with these values, by the id of the line."""
        return {}

    def names_in(self, name: str) -> Sequence[str]:
        """The people who must not be named in that line."""
        return ()

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
        before = {line.id: line for line in self._lines()}
        focused = self.focused.id if self.focused else None
        await self.recompose()
        self._fill()
        for line in self._lines():
            other = before.get(line.id)
            # What was offered is offered anew, in other words.
            is_written = isinstance(other, Field) and not other.is_as_filled
            if isinstance(line, Choice) and isinstance(other, Choice):
                line.take_over(other)
            if isinstance(line, Field) and isinstance(other, Field) and is_written:
                line.take_over(other)
            if line.id == focused:
                line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        if isinstance(event.input, Field):
            self.query_one(Aside).ask(event.input.remark)

    def action_next_line(self) -> None:
        lines = self._lines()
        at = lines.index(self.focused) if self.focused in lines else len(lines) - 1
        if at == len(lines) - 1:
            self.action_begin()
        elif not self._asks_first(lines[at : at + 1]):
            lines[at + 1].focus()

    def action_begin(self) -> None:
        if self._asks_first(self._lines()):
            return
        try:
            self.begin()
        except Refused as refused:
            self.query_one(Aside).ask(refusal_words(refused))

    def value(self, name: str) -> str:
        """The value of that line."""
        return self.query_one(f"#{name}", Field).text

    def _lines(self) -> list[Widget]:
        return list(self.query("Field, Choice"))

    def _asks_first(self, lines: Sequence[Widget]) -> bool:
        """Show all that must be settled on these lines, and focus the first of them."""
        # What the guard masks is masked first, also where something else is in the way.
        questions: dict[Widget, str | None] = {
            line: line.question(self.names_in(line.id or ""))
            for line in lines
            if isinstance(line, Field)
        }
        refusals, settling = self.refusals(), []
        for line in lines:
            name = line.id or ""
            if name in refusals:
                settling.append((line, refusal_words(refusals[name])))
            elif question := questions.get(line):
                settling.append((line, question))
        if settling:
            settling[0][0].focus()
            several = len(settling) > 1
            rows = [f"{_name(line)}: {words}" if several else words for line, words in settling]
            self.query_one(Aside).ask("\n".join(rows))
        return bool(settling)
