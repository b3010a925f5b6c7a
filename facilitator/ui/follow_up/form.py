"""Changing a commitment after its session: its words, who, when, how, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label

from facilitator.core.commitments import (
    As,
    CommitmentChange,
    changed,
    when_then_parts,
)
from facilitator.core.errors import N_, Refused
from facilitator.core.note import Status
from facilitator.core.text.guard import A_NAME, NO_TEXT
from facilitator.core.text.plain import one_line
from facilitator.ui.follow_up.rows import status_words
from facilitator.ui.kit.fields import Choice, Field, field
from facilitator.ui.kit.format import parsed_day, understood_day
from facilitator.ui.kit.guard import NOTHING_PRIVATE, Guard
from facilitator.ui.kit.screen import Dialog
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult

    from facilitator.core.note import Commitment
    from facilitator.store.index.commitments import KeptCommitment

STATUSES = tuple(Status)
LINES = {
    "what": N_("What"),
    "owner": N_("Who"),
    "due": N_("By when"),
    "cue": N_("When …"),
    "response": N_("then …"),
    "happened": N_("What happened"),
}
"""The lines that are written, with their names."""


class ChangeForm(Dialog[None]):
    """A line a field; Enter goes on to the next, and from the last it saves.

    `save` is handed what is to be other, and says how it went with `done` or `say`. Until then
    Escape stops it; what was typed stays.
    """

    CSS_PATH = "change_commitment.tcss"
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "leave", show=False),
        Binding("enter,down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
    ]

    def __init__(
        self,
        one: KeptCommitment,
        today: date,
        save: Callable[[ChangeForm, CommitmentChange], None],
        stop: Callable[[], None],
        *,
        begin_at: str = "status",
    ) -> None:
        super().__init__()
        self._one, self._today, self._save, self._stop = one, today, save, stop
        self._begin_at = begin_at
        self._saving = False
        self._before = _texts(one.commitment)
        self._guards = {
            name: Guard(kept=text, unless={"owner": A_NAME, "due": NO_TEXT}.get(name, ()))
            for name, text in self._before.items()
        }

    def compose(self) -> ComposeResult:
        """Status first, since that is most often what is new."""
        with Vertical(classes="dialog"):
            yield Label(Content(_("Commitment")), classes="title")
            with field(_("Status")):
                choice = Choice([status_words(status) for status in STATUSES], id="status")
                choice.index = STATUSES.index(self._one.commitment.status)
                yield choice
            for name, label in LINES.items():
                with field(_(label)):
                    yield Field(self._before[name], id=name, placeholder=self._example(name))
            yield Label("", id="said")
            keys = _("Enter: next · Ctrl+S: save · Esc: cancel")
            yield Label(Content(keys), classes="quiet")

    def on_mount(self) -> None:
        """Where it was asked for."""
        self.query_one(f"#{self._begin_at}").focus()
        self.say("")

    def on_descendant_focus(self) -> None:
        """What stands in the line that is gone to."""
        self._say_what_stands(self.focused)

    def on_input_changed(self, event: Input.Changed) -> None:
        """How the date is understood; what was said is about other words."""
        self._say_what_stands(event.input)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the next line, or done."""
        event.stop()
        name = event.input.id or ""
        if question := self._guards[name].asks(event.input):
            self.say(question)
        elif name == next(reversed(LINES)):
            self.action_save()
        else:
            self.app.action_focus_next()

    def action_save(self) -> None:
        """Save what is other, unless something is in the way."""
        if self._saving:
            return
        if question := self._question():
            self.say(question)
            return
        try:
            wanted = self._wanted()
            after = changed(self._one.commitment, wanted, self._today)
        except Refused as refused:
            self.say(said(refused))
            return
        if after == self._one.commitment:
            self.dismiss()
            return
        self._saving = True
        self._save(self, wanted)

    def action_leave(self) -> None:
        """Leave it as it was; while it is being saved: stop that."""
        if self._saving:
            self._stop()
        else:
            self.dismiss()

    # How it went

    def say(self, words: str, *, saving: bool = False) -> None:
        """Say what is in the way; or, while it is being saved, so."""
        self._saving = saving
        shown = self.query_one("#said", Label)
        shown.update(Content(words or _(NOTHING_PRIVATE)))
        shown.set_class(bool(words), "-saying")

    def done(self) -> None:
        """It has been saved."""
        self._saving = False
        self.dismiss_in_time()

    # What was typed

    def _value(self, name: str) -> str:
        return one_line(self.query_one(f"#{name}", Field).value)

    def _example(self, name: str) -> str:
        return {
            "due": _("such as Friday, 3/12 or in two weeks"),
            "cue": _("such as: we meet on Mondays"),
            "response": _("such as: we ask first what went well"),
        }.get(name, "")

    def _question(self) -> str:
        """The first of the guard's questions that has not been answered."""
        for name, guard in self._guards.items():
            line = self.query_one(f"#{name}", Field)
            if question := guard.asks(line):
                line.focus()
                return question
        return ""

    def _wanted(self) -> CommitmentChange:
        """What is other. Raises Refused for a day that is not understood, or half a plan."""
        other = {name: self._value(name) for name in LINES}
        other = {name: text for name, text in other.items() if text != self._before[name]}
        status = STATUSES[self.query_one(Choice).index]
        plan = "cue" in other or "response" in other
        return CommitmentChange(
            status=As.IT_IS if status is self._one.commitment.status else status,
            what=other.get("what", As.IT_IS),
            owner=other.get("owner", As.IT_IS),
            due=parsed_day(other["due"], self._today) if "due" in other else As.IT_IS,
            when_then=when_then_parts(self._value("cue"), self._value("response"))
            if plan
            else As.IT_IS,
            happened=other.get("happened", As.IT_IS),
        )

    def _say_what_stands(self, line: object) -> None:
        """What is to be said of a line as it stands: the guard's question, or its day."""
        if self._saving:
            return
        name = line.id or "" if isinstance(line, Input) else ""
        words = self._guards[name].standing(line) if isinstance(line, Input) else ""
        if name == "due" and not words:
            words = understood_day(self._value("due"), self._today)
        self.say(words)


def _texts(commitment: Commitment) -> dict[str, str]:
    """A commitment as it stands in the lines."""
    return {
        "what": commitment.what,
        "owner": commitment.owner or "",
        "due": f"{commitment.due:%d/%m-%Y}" if commitment.due else "",
        "cue": commitment.cue or "",
        "response": commitment.response or "",
        "happened": commitment.happened or "",
    }
