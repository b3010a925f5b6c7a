"""Dialogs: pick one of several, confirm, write a line, read a card, choose between versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import getters
from textual.binding import Binding
from textual.containers import Center, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.conducting.guard import NOTHING_PRIVATE, Guard
from facilitator.core.errors import Refused
from facilitator.core.text.plain import one_line
from facilitator.ui.commands import in_both_cases
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.hanging_list import PageText
from facilitator.ui.kit.key_line import key_words
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.screen import Modal, Result
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.message_pump import MessagePump

    from facilitator.conducting.guard import GuardMemory
    from facilitator.core.guide.model import Card
    from facilitator.core.text.guard import FindingKind

Value = TypeVar("Value")


class DialogText(Vertical):
    """What a dialog says above what it asks for: it scrolls where there is no room for all of it.

    So what can be chosen, and the keys, are always in sight.
    """

    DEFAULT_CSS = """
    DialogText { height: auto; }
    DialogText VerticalScroll { height: auto; }
    DialogText .more { height: 1; color: $accent; display: none; }
    DialogText.-cut VerticalScroll > * { margin-right: 1; } /* beside the bar */
    """
    LEAST: Final = 2
    """Rows of it that are in sight, however much else there is."""

    def __init__(self, *texts: Widget) -> None:
        super().__init__()
        # Held, and not queried: what is called after a refresh may find the dialog answered.
        self._shown = VerticalScroll(*texts, can_focus=False)
        self._more = Static(classes="more")

    def compose(self) -> ComposeResult:
        yield self._shown
        yield self._more

    def on_mount(self) -> None:
        self.watch(self._shown, "scroll_y", self._show_more, init=False)

    @property
    def is_cut(self) -> bool:
        """Whether there is no room for all of it."""
        return self._shown.max_scroll_y > 0

    def fit(self) -> None:
        """Take the room that what stands below it leaves."""
        dialog = self.parent
        if not isinstance(dialog, Widget):
            return
        below = sum(w.outer_size.height for w in dialog.children if w.display and w is not self)
        room = self.app.size.height - dialog.gutter.height - below
        if (missing := self.LEAST + 1 - room) > 0:
            for choices in dialog.query(OptionList):
                choices.styles.max_height = max(self.LEAST, choices.outer_size.height - missing)
                room = self.LEAST + 1
        is_cut = self._shown.virtual_size.height > room
        self._shown.styles.max_height = max(self.LEAST, room - 1) if is_cut else None
        self._more.display = is_cut
        self.set_class(is_cut, "-cut")
        self.call_after_refresh(self._show_more)

    def read_on(self, pages: int) -> None:
        """So many pages down."""
        rows = max(1, self._shown.size.height - 1)
        self._shown.scroll_relative(y=pages * rows, animate=False)

    def _show_more(self) -> None:
        words = _("… more: {key}").format(key=key_words("pagedown"))
        is_more = self._shown.scroll_offset.y < self._shown.max_scroll_y
        self._more.update(Content(words if is_more else ""))


class Dialog(Modal[Result]):
    """A question or a text over the screen that it is about."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("pagedown", "read_on(1)", show=False, priority=True),
        Binding("pageup", "read_on(-1)", show=False, priority=True),
    ]

    def on_resize(self) -> None:
        for text in self.query(DialogText):
            for choices in self.query(OptionList):
                choices.styles.max_height = None
            self.call_after_refresh(text.fit)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The pages are those of the text; only where it is whole, of a list that is longer.

        A key that turns no page marks no other choice.
        """
        if action == "read_on":
            texts = self.query(DialogText)
            is_cut = any(text.is_cut for text in texts)
            is_long = any(choices.max_scroll_y > 0 for choices in self.query(OptionList))
            return bool(texts) and (is_cut or not is_long)
        return super().check_action(action, parameters)

    def action_read_on(self, pages: int) -> None:
        for text in self.query(DialogText):
            text.read_on(pages)


class PickScreen(Dialog[Value | None]):
    """A choice by the arrows or a digit. Returns its value, or None."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "dismiss(None)", show=False),
        *(Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 10)),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, Value | None]],
        *,
        marked: int = 0,
        by_digit: bool = True,
        unasked: bool = False,
    ) -> None:
        """A choice is its words and what it stands for, or None: a heading over those below it.

        `marked` is the place of the likely one among all that can be picked.

        Not `by_digit`: what a slip of the finger is not to choose. `unasked`: it comes up by
        itself, where somebody may be about to write: letters, and what was typed before it was to
        be seen, go to the line that it covers.
        """
        super().__init__()
        self._unasked, self._shown_at = unasked, 0.0
        self._title = title
        self._choices = choices
        self._places = [at for at, (_words, value) in enumerate(choices) if value is not None]
        self._marked = marked
        self._by_digit = by_digit

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield DialogText(Label(Content(self._title), classes="title"), *self.about())
            yield OptionList(
                *(
                    Option(self._row(at, words), disabled=value is None)
                    for at, (words, value) in enumerate(self._choices)
                ),
                markup=False,
            )
            keys = (
                _("Number or Enter: choose · Esc: back")
                if self._by_digit
                else _("Enter: choose · Esc: back")
            )
            yield Label(Content(keys), classes="quiet")

    def about(self) -> Iterator[Widget]:
        """A text above the choices."""
        yield from ()

    def on_mount(self) -> None:
        self._shown_at = Message().time
        if self._places:
            self.query_one(OptionList).highlighted = self._places[self._marked]

    @property
    def _line(self) -> Field | None:
        """The input line that it covers, where it came up unasked."""
        line = self.app.screen_stack[-2].focused if self._unasked else None
        return line if isinstance(line, Field) else None

    def on_key(self, event: events.Key) -> None:
        is_early = event.time < self._shown_at
        sign = event.character if event.is_printable else None
        if self._line is None or not (is_early or (sign and sign.isalpha())):
            return
        event.stop()
        if sign:
            self._leave_to(self._line, sign)

    def on_paste(self, event: events.Paste) -> None:
        if self._line:
            self._leave_to(self._line, one_line(event.text))

    def _leave_to(self, line: Field, text: str) -> None:
        """Give what was typed to the line."""
        self.dismiss(None)
        line.insert_text_at_cursor(text)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index][1])

    def action_pick(self, at: int) -> None:
        if self._by_digit and at < len(self._places):
            self.dismiss(self._choices[self._places[at]][1])

    def _row(self, at: int, words: str) -> Content:
        """What goes on below the first row stands under its words."""
        digit = self._digit(at)
        width = min(self.app.size.width, 72) - 8  # its frame, its air, the scrollbar
        rows = Content(words).wrap(max(10, width - (len(digit) or 2)))
        first, *more = [row.rstrip() for row in rows] or [Content("")]
        below = (Content(" " * (len(digit) or 2)) + row for row in more)
        return Content("\n").join([Content.assemble((digit, "$muted"), first), *below])

    def _digit(self, at: int) -> str:
        """The digit that picks the row, or blank space as wide."""
        if not self._by_digit or at not in self._places:
            return ""
        number = self._places.index(at) + 1
        return f"{number} " if number < 10 else "  "


class Ask(Dialog[str | None]):
    """A dialog with one line of text. Returns it, or None; `check` may refuse it.

    `value` is offered, or with `to_change` words that are to be changed (see `Field`). `names` are
    the participants'; `unless` is what may be in it, and `memory` the session's (see `Guard`).
    `understood` tells how the text is understood.
    """

    BINDINGS: ClassVar[list[Binding]] = [Binding("escape", "dismiss(None)", show=False)]
    line = getters.query_one(Field)
    _aside = getters.query_one(Aside)

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        to_change: bool = False,
        check: Callable[[str], object] | None = None,
        names: Sequence[str] = (),
        unless: Collection[FindingKind] = (),
        memory: GuardMemory | None = None,
        understood: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._value, self._check, self._names = title, value, check, names
        self._understood, self._to_change = understood, to_change
        self._guard = Guard(value, unless=unless, memory=memory)
        self._hint = "" if unless else NOTHING_PRIVATE

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield DialogText(Label(Content(self._title), classes="title"))
            yield Field(self._value, guard=self._guard, to_change=self._to_change)
            yield Aside()
            yield Label(Content(_("Enter: done · Esc: back")), classes="quiet")

    def on_mount(self) -> None:
        self._aside.hint(self._hint and _(self._hint))
        self.on_input_changed()

    def on_input_changed(self) -> None:
        understood = self._understood(self.line.text) if self._understood else ""
        self._aside.ask(self.line.remark or understood)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if question := self.line.question(self._names):
            self._aside.ask(question)
            return
        text = self.line.text
        try:
            if self._check:
                self._check(text)
        except Refused as refused:
            self._aside.ask(refusal_words(refused))
        else:
            self.dismiss(text)


class Sheet(Dialog[None]):
    """A page on the whole screen, scrolled with the arrows."""

    DEFAULT_CSS = """
    Sheet { background: $background; }
    Sheet VerticalScroll { width: 84; max-width: 100%; padding: 1 3; }
    Sheet.card VerticalScroll { width: 76; }
    Sheet #way { dock: bottom; color: $muted; padding: 0 3; height: 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = [
        Binding(in_both_cases("escape,enter,space,q"), "dismiss", show=False)
    ]

    def __init__(self, page: Content, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._page = page

    def compose(self) -> ComposeResult:
        with Center(), VerticalScroll():
            yield PageText(self._page)
        yield Static(Content(_("Esc: back")), id="way")


def card_sheet(card: Card, credit: str = "") -> Sheet:
    """A card to read, with what it is taken from below it."""
    page = [Content.styled(card.title, "bold $accent"), Content(card.body)]
    if credit:
        page.append(Content.styled(credit, "$muted"))
    return Sheet(Content("\n\n").join(page), classes="card")


def pick(
    asker: MessagePump,
    title: str,
    choices: Sequence[tuple[str, Value | None]],
    then: Callable[[Value], object],
    *,
    marked: int = 0,
    unasked: bool = False,
) -> None:
    """Ask for a choice (see `PickScreen`); `then` gets its value, if one is picked."""

    def picked(value: Value | None) -> None:
        if value is not None:
            then(value)

    asker.app.push_screen(PickScreen(title, choices, marked=marked, unasked=unasked), picked)


def confirm(
    asker: MessagePump, title: str, yes: str, then: Callable[[], object], *, no: str = ""
) -> None:
    """Ask whether to go on with `then`. The careful answer is first, and marked."""
    choices = [(no or _("No, go back"), False), (yes, True)]

    def answered(sure: bool | None) -> None:
        if sure:
            then()

    asker.app.push_screen(PickScreen(title, choices, by_digit=False), answered)


def confirm_deletion(asker: MessagePump, title: str, then: Callable[[], object]) -> None:
    """Ask whether to delete something for good, and say what is out of the program's reach."""
    beyond = _("What a backup or a cloud's earlier versions hold is not deleted with it.")
    confirm(asker, f"{title}\n\n{beyond}", _("Yes, delete"), then)


class Versions(PickScreen[Value]):
    """Versions above each other, or next to each other where there is room; then the choices."""

    DEFAULT_CSS = """
    Versions #versions { height: auto; }
    Versions .version { height: auto; margin-bottom: 1; }
    Versions OptionList { margin-top: 1; }
    Versions.-short OptionList { margin-top: 0; }
    Versions.-wide .dialog { width: 104; }
    Versions.-wide #versions { layout: horizontal; }
    Versions.-wide .version { width: 1fr; padding-right: 2; }
    """

    def __init__(
        self, title: str, versions: Sequence[Content], choices: Sequence[tuple[str, Value]]
    ) -> None:
        super().__init__(title, choices, by_digit=False)
        self._versions = versions

    def about(self) -> Iterator[Widget]:
        yield Vertical(
            *(Static(version, classes="version") for version in self._versions), id="versions"
        )
