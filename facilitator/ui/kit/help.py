"""Help and palette: all commands by context with their keys, filtered by typing, run by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from facilitator.core.text.plain import ascii_key
from facilitator.ui.commands import CONTEXTS, EVERYWHERE, Command, command_of, of
from facilitator.ui.kit.dialog import Dialog
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.key_line import key_words
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


_BY_ITS_BEGINNING: Final = 1
"""As well as a command fits whose label begins with what was typed."""
_BY_LABEL: Final = 2
"""As well as a command fits at least whose label was typed, or the beginnings of its words."""
_BY_HELP: Final = _BY_LABEL + 2
"""As well as a command fits at least that is found by what is said of it, and by no name."""
_ELSEWHERE: Final = _BY_HELP + 1
"""As well as any command fits at most that cannot be done here."""


def _is_meant(fitting: Sequence[tuple[int, Command]]) -> bool:
    """Whether the first of those that fit, best first, is the one that was asked for."""
    fits = [fit for fit, _command in fitting]
    if fits[0] == 0:
        return True
    if fitting[0][1].changes:
        return fits[0] == _BY_ITS_BEGINNING and all(fit >= _ELSEWHERE for fit in fits[1:])
    return fits[0] <= _BY_LABEL and fits.count(fits[0]) == 1


class HelpScreen(Dialog[Command | None]):
    """Help and palette in one. Returns the command to run, or None."""

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
            yield Label(classes="quiet", id="keys")

    def on_mount(self) -> None:
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        words = _(command_of(event.option_id).help) if event.option_id else ""
        self.query_one("#help", Label).update(Content(words))

    def on_input_submitted(self) -> None:
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        command = command_of(event.option_id or "")
        self.dismiss(command if command.context in {self._here, EVERYWHERE} else None)

    def action_move(self, how: str) -> None:
        """Move the mark while the search line keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def _fill(self, query: str) -> None:
        """List what fits: by context, or what is looked for with the best label first.

        Nothing is marked, and so done by Enter, that was not asked for by its label or its key,
        nor where another fits as well: ↓ and Enter do it. What changes something at once is marked
        only by its whole label or key, or where nothing else here fits at all.
        """
        wanted = ascii_key(query).split()
        options = self.query_one(OptionList)
        options.clear_options()
        contexts = dict.fromkeys((self._here, EVERYWHERE, *CONTEXTS))  # each once
        if wanted:
            fitting = [
                (fit, command)
                for context in contexts
                for command in self._of(context)
                if (fit := self._fit(command, wanted)) is not None
            ]
            fitting.sort(key=lambda each: each[0])
            options.add_options(self._option(command) for _fit, command in fitting)
            if fitting and _is_meant(fitting):
                options.highlighted = 0
            if not fitting:
                options.add_option(Option(Content(_("Nothing found.")), disabled=True))
        else:
            for context in contexts:
                heading = Content(_(CONTEXTS[context].heading))
                options.add_option(Option(heading, disabled=True))
                options.add_options(self._option(command) for command in self._of(context))
            options.highlighted = 1
        marked = options.highlighted is not None
        if not marked:
            self.query_one("#help", Label).update("")
        keys = _("Enter: do it · Esc: back") if marked else _("↓ Enter: do it · Esc: back")
        self.query_one("#keys", Label).update(Content(keys))

    def _of(self, context: str) -> list[Command]:
        """The commands of a context, without keys that this screen uses itself."""
        here = {command.action for command in of(self._here)}
        return [c for c in of(context) if c.keys or context == self._here or c.action not in here]

    def _fit(self, command: Command, wanted: Sequence[str]) -> int | None:
        """How well a command matches the words, less is better; None: not at all.

        Commands that are possible here come first.
        """
        label = ascii_key(_(command.label))
        words, typed = label.split(), " ".join(wanted)
        also = ascii_key(_(command.also)) if command.also else ""
        elsewhere = command.context not in {self._here, EVERYWHERE}
        key = ascii_key(self._key(command))
        is_a_word = len(key) > 1 and key.isalpha()  # Danish "del" is "share", and no key
        if typed == label or (typed == key and not is_a_word):
            fit = 0
        elif label.startswith(typed):
            fit = _BY_ITS_BEGINNING
        elif all(any(word.startswith(each) for word in words) for each in wanted):
            fit = _BY_LABEL
        elif typed in also:
            fit = _BY_LABEL + 1
        elif typed == key or all(
            each in f"{label} {ascii_key(_(command.help))}" for each in wanted
        ):
            fit = _BY_HELP
        else:
            return None
        return fit + elsewhere * _ELSEWHERE

    def _option(self, command: Command) -> Option:
        key = self._key(command)
        return Option(Content.assemble((f"  {key:<12}", "bold"), _(command.label)), id=command.id)

    def _key(self, command: Command) -> str:
        keys = self._keymap.get(command.id, command.keys)
        return key_words(keys) if keys else ""
