"""Answering on one machine: one item a screen, and nothing left of it when it is done.

The answers live in this screen alone until the last look; then they are handed on whole, and the
screen is gone. Leaving in the middle leaves nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from facilitator.conducting.guard import Guard
from facilitator.conducting.measuring import ABOUT_COMMENTS
from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import (
    ITEMS,
    PREFER_NOT,
    Answer,
    labels,
)
from facilitator.core.text.guard import FindingKind
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import confirm
from facilitator.ui.kit.form import CaptureLine
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import KeyLine, Line
from facilitator.ui.kit.screen import AppScreen
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Literal

    from textual.app import ComposeResult
    from textual.widget import Widget

    from facilitator.core.measurement.items import Answer, Scale
    from facilitator.core.measurement.note import Measurement
    from facilitator.ui.commands import Command


def choice_rows(scale: Scale, language: Literal["da", "en"], key: int | None) -> Iterator[Content]:
    """The answers of an item with their keys; `key` is the one that is chosen, if any is."""
    rows = [*enumerate(labels(scale, language), 1), (0, PREFER_NOT.in_language(language))]
    for number, label in rows:
        if not number:
            yield Content("")
        mark = "▸" if number == key else " "
        style = "bold $accent" if number == key else "$foreground"
        yield Content.styled(f"{mark} {number}  {label}", style)


def overview_rows(
    scale: Scale,
    language: Literal["da", "en"],
    chosen: Mapping[int, Answer],
    comment: str,
    width: int,
) -> Iterator[Content]:
    """A row an item, its answer at the end of it, and one for the comment where there is one."""
    words = [*labels(scale, language), PREFER_NOT.in_language(language)]
    longest = max(map(len, words))
    room = width - longest - 2
    for at, item in enumerate(ITEMS):
        text = Content(f"{item.number} {item.text.in_language(language)}").truncate(
            room, ellipsis=True
        )
        answer = words[(chosen.get(at) or len(words)) - 1]
        gap = " " * (room + 2 - text.cell_length)
        yield Content.assemble(text, gap, (answer, "bold"))
    if comment:
        text = Content(f"{len(ITEMS) + 1} {_('Comment')}: {comment}")
        yield text.truncate(width, ellipsis=True)


COMMENT = len(ITEMS)
LAST_LOOK = COMMENT + 1


class Choices(Static):
    """The answers of an item, or at the last look all of them."""

    @property
    def mark(self) -> Offset | None:
        """Where the chosen answer is drawn."""
        rows = str(self.content).split("\n")
        return next((Offset(0, y) for y, row in enumerate(rows) if row.startswith("▸")), None)


class AnswerScreen(AppScreen[None]):
    """Seven items, a comment if one wishes, a last look."""

    CONTEXT = "answer"
    AUTO_FOCUS = ""
    CSS_PATH = "answer.tcss"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("answer", priority=True),
        *(Binding(str(n), f"choose({n})", show=False, priority=True) for n in range(9)),
        Binding("right", "on_by_arrow", show=False, priority=True),
    ]

    def __init__(
        self, measurement: Measurement, answered: Callable[[tuple[Answer, ...], str], object]
    ) -> None:
        """`answered` takes the whole response. Where it raises Refused the response stays here."""
        super().__init__()
        self._measurement = measurement
        self._answered = answered
        self._chosen: dict[int, Answer] = {}
        """By place, from 0; what is not in it has not been answered yet."""
        self._at = 0

    @property
    def marked_widget(self) -> Widget:
        return self.query_one(Choices)

    @property
    def has_answers(self) -> bool:
        """Whether anything would be lost."""
        return bool(self._chosen or self._comment)

    def compose(self) -> ComposeResult:
        yield Line(id="place")
        yield Prompt(id="prompt")
        with Vertical(id="answers"):
            yield Choices(id="choices")
            placeholder = _("Write, or leave it empty")
            yield CaptureLine(id="comment", placeholder=placeholder, guard=_guard())
        with Center():
            yield Static(id="note")
        yield KeyLine()

    def on_mount(self) -> None:
        self._show()

    def show_words(self) -> None:
        super().show_words()
        self._show()

    def on_resize(self) -> None:
        if self.is_mounted and self.query(Line):
            self._show()

    def key_commands(self) -> tuple[Command, ...]:
        """What the step needs."""
        commands = super().key_commands()
        if self._at < LAST_LOOK:
            return commands
        return tuple(
            replace(command, label=N_("Hand in")) if command.id == "answer.on" else command
            for command in commands
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits and arrows are answers at an item, and belong to the text in the comment."""
        if self.app.screen is not self:
            return False
        if action in {"choose", "up", "down"}:
            return self._at != COMMENT
        if action in {"back", "on_by_arrow"}:
            return self._at != COMMENT or not self._comment
        return super().check_action(action, parameters)

    def action_choose(self, number: int) -> None:
        if self._at == LAST_LOOK:
            if 1 <= number <= COMMENT + 1:
                self._go(number - 1)
        elif number <= self._measurement.scale:
            self._chosen[self._at] = number or None
            self._show()

    def action_down(self) -> None:
        self._step(1)

    def action_up(self) -> None:
        self._step(-1)

    def on_input_changed(self) -> None:
        if self._at == COMMENT:
            self._tell_note()

    def action_on(self) -> None:
        if self._at == COMMENT and self.query_one(CaptureLine).question():
            self._tell_note()
        elif self._at < COMMENT and self._at not in self._chosen:
            self.say(_("Choose an answer; 0 is not to answer."))
        elif self._at < LAST_LOOK:
            self._go(self._at + 1)
        else:
            self._hand_on()

    def action_on_by_arrow(self) -> None:
        if self._at != LAST_LOOK:
            self.action_on()

    def action_back(self) -> None:
        if self._at:
            self._go(self._at - 1)

    def action_leave(self) -> None:
        if not self.has_answers:
            self.dismiss()
            return

        def leave() -> None:
            self._forget()
            self.dismiss()

        title = _("Leave? Your answers are discarded; those of the others stay.")
        confirm(self, title, _("Yes, leave"), leave)

    def say(self, text: str, *, seconds: float = 5) -> None:
        """Say it below the answers, until the next key: nothing covers them."""
        self.query_one("#note", Static).update(Content.styled(text, "$accent"))

    def _hand_on(self) -> None:
        row = tuple(self._chosen.get(at) for at in range(len(ITEMS)))
        try:
            self._answered(row, self._comment)
        except Refused as refused:
            self.refuse(refused)
            return
        self._forget()
        self.dismiss()

    @property
    def _comment(self) -> str:
        return self.query_one(CaptureLine).value.strip()

    def _forget(self) -> None:
        """Nothing of the answers stays in this screen, nor in what it has drawn."""
        self._chosen, self._at = {}, 0
        line = self.query_one(CaptureLine)
        line.value, line.guard = "", _guard()
        self._show()

    def _step(self, by: int) -> None:
        if self._at >= COMMENT:
            return
        places = [*range(1, self._measurement.scale + 1), None]
        if self._at in self._chosen:
            at = (places.index(self._chosen[self._at]) + by) % len(places)
        else:
            at = 0 if by > 0 else len(places) - 1
        self._chosen[self._at] = places[at]
        self._show()

    def _go(self, at: int) -> None:
        self._at = at
        self._show()

    def _show(self) -> None:
        measurement = self._measurement
        language = measurement.language
        comment = self.query_one(CaptureLine)
        comment.display = self._at == COMMENT
        self.query_one("#choices").display = self._at != COMMENT
        if self._at < COMMENT:
            self.query_one(Prompt).show(ITEMS[self._at].text.in_language(language))
            air = "\n\n" if self.app.size.height >= 32 else "\n"
            key = (self._chosen[self._at] or 0) if self._at in self._chosen else None
            self._tell(Content(air).join(choice_rows(measurement.scale, language, key)))
            place = f"{self._at + 1}/{len(ITEMS)}"
        elif self._at == COMMENT:
            self.query_one(Prompt).show(_("Is there something you would like to add?"))
            comment.focus()
            place = _("Comment")
        else:
            self.query_one(Prompt).show(_("A last look"))
            width = min(118, self.app.size.width - 6)
            rows = overview_rows(measurement.scale, language, self._chosen, self._comment, width)
            self._tell(Content("\n").join(rows))
            place = ""
        if self._at != COMMENT:
            self.set_focus(None)
        self.query_one("#place", Line).show(measurement.label or measurement.team, place)
        self._tell_note()
        self.show_keys()

    def _tell_note(self) -> None:
        """What stands below the answers: what is asked of a comment, what there is to know."""
        words = ""
        if self._at == COMMENT:
            words = _(ABOUT_COMMENTS)
        elif self._at == LAST_LOOK:
            words = _("Enter hands in your answers. A digit goes back to that statement.")
        note = Content(words)
        if question := self.query_one(CaptureLine).remark:
            note = Content.assemble((question, "$accent"), "\n\n", note)
        self.query_one("#note", Static).update(note)

    def _tell(self, text: Content) -> None:
        self.query_one(Choices).update(text)


def _guard() -> Guard:
    """Who took part is not known here, and "who did it" is a question for a group."""
    return Guard(unless={FindingKind.WHO_DID_IT})
