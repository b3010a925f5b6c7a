"""A commitment: what, who, when. The date is understood as it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label

from facilitator.core.errors import Refused
from facilitator.core.text.guard import A_NAME, NO_TEXT
from facilitator.core.text.plain import one_line
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.format import parsed_day, understood_day
from facilitator.ui.kit.guard import NOTHING_PRIVATE, Guard
from facilitator.ui.kit.screen import Dialog
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was filled in."""

    what: str
    owner: str
    due: date | None


class CommitmentForm(Dialog[None]):
    """Three lines; Enter goes on to the next, and from the last it is done.

    `agree` does what was agreed on; what it refuses is said here, and nothing typed is lost.
    `names` are the participants': offered as owners, and asked about in what is to be done.
    """

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("ctrl+s", "agree", show=False, priority=True),
    ]

    def __init__(
        self,
        today: date,
        names: list[str],
        agree: Callable[[Agreed], object],
        *,
        what: str = "",
        owner: str = "",
        due: date | None = None,
    ) -> None:
        super().__init__()
        self._today, self._names, self._agree = today, names, agree
        self._what, self._owner, self._due = what, owner, due
        self._guards = {
            "what": Guard(kept=what),
            "owner": Guard(kept=owner, unless=A_NAME),
            "due": Guard(unless=NO_TEXT),
        }

    def compose(self) -> ComposeResult:
        """What, who, when."""
        with Vertical(classes="dialog"):
            yield Label(Content(_("Commitment")), classes="title")
            yield Label(Content(_("What?")), classes="quiet")
            yield Field(self._what, id="what")
            yield Label(Content(_("Who?")), classes="quiet")
            yield Field(
                self._owner,
                id="owner",
                suggester=SuggestFromList(self._names, case_sensitive=False),
                select_on_focus=True,
            )
            yield Label(Content(_("When? (such as Friday, 3/12 or in two weeks)")), classes="quiet")
            due = f"{self._due:%d/%m-%Y}" if self._due else ""
            yield Field(due, id="due", select_on_focus=True)
            yield Label("", classes="quiet", id="understood")
            yield Label(Content(_("Enter: next line, then done · Esc: cancel")), classes="quiet")

    def on_mount(self) -> None:
        """Where something is still to be said, from the first key on: focus() waits a moment."""
        self._say("")
        self.set_focus(self.query_one("#owner" if self._what and not self._owner else "#what"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """How the date is understood; what was said before is about other words."""
        name = event.input.id or ""
        if question := self._guards[name].standing(event.input):
            self._say(question)
        elif name == "due":
            self._say_due()
        else:
            self._say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the next line, or done."""
        event.stop()
        if event.input.id == "due":
            self.action_agree()
        elif not self._asks(event.input.id or ""):
            self.app.action_focus_next()

    def action_agree(self) -> None:
        """Done, where it says what is to be done and when is understood."""
        if any(map(self._asks, self._guards)):
            return
        what, owner = self._value("what"), self._value("owner")
        if not what:
            self.query_one("#what", Input).focus()
            return
        try:
            due = parsed_day(self._value("due"), self._today)
        except Refused:
            self.query_one("#due", Input).focus()
            self._say_due()
            return
        try:
            self._agree(Agreed(what, owner, due))
        except Refused as refused:
            self._say(said(refused))
        else:
            self.dismiss()

    def _asks(self, name: str) -> bool:
        """Whether there is a question about that line first; it is asked there."""
        line = self.query_one(f"#{name}", Input)
        question = self._guards[name].asks(line, self._names)
        self._say(question or "")
        if question:
            line.focus()
        return question is not None

    def _value(self, name: str) -> str:
        return one_line(self.query_one(f"#{name}", Input).value)

    def _say_due(self) -> None:
        self._say(understood_day(self._value("due"), self._today))

    def _say(self, words: str) -> None:
        understood = self.query_one("#understood", Label)
        understood.update(Content(words or _(NOTHING_PRIVATE)))
        understood.set_class(bool(words), "-saying")
