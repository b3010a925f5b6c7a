"""Help and palette: every command by context with its key, found as one types, run by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from facilitator.core.text.plain import ascii_key
from facilitator.ui.commands import (
    CONTEXTS,
    EVERYWHERE,
    Command,
    named,
    of,
)
from facilitator.ui.kit.dialog import Dialog
from facilitator.ui.kit.form import Field
from facilitator.ui.kit.line import key_words
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult


class HelpScreen(Dialog[Command | None]):
    """Help and palette in one. Gives the command to run, or None."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape,f1", "dismiss(None)", show=False, priority=True),
        Binding("down", "move('cursor_down')", show=False, priority=True),
        Binding("up", "move('cursor_up')", show=False, priority=True),
        Binding("pagedown", "move('page_down')", show=False, priority=True),
        Binding("pageup", "move('page_up')", show=False, priority=True),
    ]

    def __init__(self, context: str, keymap: dict[str, str]) -> None:
        super().__init__()
        self._here = context
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(_("What would you like to do?")), classes="title")
            yield Field(placeholder=_("Type to search"))
            yield OptionList(markup=False)
            yield Label("", id="help")
            yield Label(Content(_("Enter: do it · Esc: back")), classes="quiet")

    def on_mount(self) -> None:
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        words = _(named(event.option_id).help) if event.option_id else ""
        self.query_one("#help", Label).update(Content(words))

    def on_input_submitted(self) -> None:
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        command = named(event.option_id or "")
        self.dismiss(command if command.context in {self._here, EVERYWHERE} else None)

    def action_move(self, how: str) -> None:
        """Move the mark while the search line keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def _fill(self, query: str) -> None:
        wanted = ascii_key(query).split()
        options: list[Option] = []
        for context in dict.fromkeys((self._here, EVERYWHERE, *CONTEXTS)):  # each once
            here = [c for c in of(context) if all(w in self._words(c) for w in wanted)]
            if here:
                options.append(Option(Content(_(CONTEXTS[context].heading)), disabled=True))
                options += [self._option(command) for command in here]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(options)
        first = next((i for i, option in enumerate(options) if not option.disabled), None)
        listed.highlighted = first
        if not options:
            self.query_one("#help", Label).update("")
            listed.add_option(Option(Content(_("Nothing found.")), disabled=True))

    def _option(self, command: Command) -> Option:
        key = self._key(command)
        return Option(Content.assemble((f"  {key:<12}", "bold"), _(command.label)), id=command.id)

    def _key(self, command: Command) -> str:
        keys = self._keymap.get(command.id, command.keys)
        return key_words(keys) if keys else ""

    def _words(self, command: Command) -> str:
        return ascii_key(f"{_(command.label)} {_(command.help)} {self._key(command)}")
