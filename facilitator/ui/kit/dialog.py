"""Small questions on top of a screen: pick one, write a line, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from facilitator.core.errors import Refused
from facilitator.core.text.plain import one_line
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.guard import NOTHING_PRIVATE, Guard
from facilitator.ui.kit.screen import Dialog
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual.app import ComposeResult

    from facilitator.core.text.guard import FindingKind


class Pick(Dialog[int | None]):
    """One of several. Gives its index, or None."""

    BINDINGS: ClassVar[list[Binding]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, title: str, choices: Sequence[str], *, marked: int = 0) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._marked = marked

    def compose(self) -> ComposeResult:
        """A title over a list."""
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="title")
            yield OptionList(*[Option(Content(choice)) for choice in self._choices], markup=False)

    def on_mount(self) -> None:
        """Mark the likely one."""
        if self._choices:
            self.query_one(OptionList).highlighted = self._marked

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """That one."""
        self.dismiss(event.option_index)


class Ask(Dialog[str | None]):
    """One line of text. Gives it, or None; `check` may refuse it, with a reason.

    `names` are the participants'; `unless` is what may stand in it (see `Guard`).
    """

    BINDINGS: ClassVar[list[Binding]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        check: Callable[[str], object] | None = None,
        names: Sequence[str] = (),
        unless: Collection[FindingKind] = (),
    ) -> None:
        super().__init__()
        self._title, self._value, self._check, self._names = title, value, check, names
        self._guard = Guard(kept=value, unless=unless)
        self._hint = "" if unless else NOTHING_PRIVATE

    def compose(self) -> ComposeResult:
        """A title over a line."""
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="title")
            yield Field(self._value)
            yield Label("", classes="quiet", id="hint")

    def on_mount(self) -> None:
        """What not to write."""
        self._say("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said is about other words."""
        self._say(self._guard.standing(event.input))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line, where nothing speaks against it."""
        event.stop()
        if question := self._guard.asks(event.input, self._names):
            self._say(question)
            return
        text = one_line(event.input.value)
        try:
            if self._check:
                self._check(text)
        except Refused as refused:
            self._say(said(refused))
        else:
            self.dismiss(text)

    def _say(self, words: str) -> None:
        hint = self.query_one("#hint", Label)
        hint.update(Content(words or (self._hint and _(self._hint))))
        hint.set_class(bool(words), "-saying")


def yes_or_no(title: str, yes: str, no: str | None = None) -> Pick:
    """A question with the careful answer marked; 0 is no, 1 is yes."""
    return Pick(title, [no or _("No, go back"), yes])


def delete_or_not(asks: str) -> Pick:
    """Whether to delete something for good, and what of it is not ours to know; 1 is yes."""
    beyond = _("What a backup or a cloud's earlier versions hold is not deleted with it.")
    return yes_or_no(f"{asks}\n\n{beyond}", _("Yes, delete"))
