"""One person's answers: seven items, a comment if one wishes, and an overview of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from facilitator.conducting import measuring
from facilitator.conducting.guard import Guard
from facilitator.core.measurement.items import ITEMS, PREFER_NOT, Answer, labels
from facilitator.core.text.guard import FindingKind
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import confirm
from facilitator.ui.kit.fields import CaptureLine
from facilitator.ui.kit.hanging_list import hanging_rows
from facilitator.ui.kit.key_line import KeyLine, key_words
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.screen import AppScreen
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from textual.app import ComposeResult
    from textual.widget import Widget

    from facilitator.core.errors import Language, Refused
    from facilitator.core.measurement.items import Scale
    from facilitator.core.measurement.note import Measurement
    from facilitator.ui.commands import Command


def choice_rows(scale: Scale, language: Language, key: int | None) -> Iterator[Content]:
    """The answers of an item with their keys; `key` is the one that is chosen, if any is."""
    rows = [*enumerate(labels(scale, language), 1), (0, PREFER_NOT.in_language(language))]
    for number, label in rows:
        if not number:
            yield Content("")
        mark = "▸" if number == key else " "
        style = "bold $accent" if number == key else "$foreground"
        yield Content.styled(f"{mark} {number}  {label}", style)


def overview(
    scale: Scale,
    language: Language,
    chosen: Mapping[int, Answer],
    comment: str,
    width: int,
) -> Iterator[list[Content]]:
    """The rows of each item, and those of the comment where there is one. Nothing is cut.

    The answer stands at the end of an item's first row or, where there is no room, below.
    """
    words = [*labels(scale, language), PREFER_NOT.in_language(language)]
    room = width - max(map(len, words)) - GAP
    for at, item in enumerate(ITEMS):
        answer = words[(chosen.get(at) or len(words)) - 1]
        text = Content(f"{item.number} {item.text.in_language(language)}")
        if room < LEAST_OF_ITEM:
            below = Content.assemble(" " * NUMBER, (answer, "bold"))
            yield [*hanging_rows(text, NUMBER, width), below]
            continue
        first, *rest = hanging_rows(text, NUMBER, room)
        gap = " " * (room + GAP - first.cell_length)
        yield [Content.assemble(first, gap, (answer, "bold")), *rest]
    if comment:
        text = Content(f"{len(ITEMS) + 1} {_('Comment')}: {comment}")
        yield hanging_rows(text, NUMBER, width)


NUMBER = 2
"""Cells of an item's number."""
GAP = 2
"""Cells between an item and its answer."""
LEAST_OF_ITEM = 36
"""Cells in which an item is still read with its answer beside it."""
AROUND = 8
"""Rows around the overview: the prompt, the note and the keys."""
COMMENT = len(ITEMS)
OVERVIEW = COMMENT + 1


class Choices(Static):
    """The answers of an item, or in the overview all of them."""

    @property
    def mark(self) -> Offset | None:
        """Where the chosen answer is drawn."""
        rows = str(self.content).split("\n")
        return next((Offset(0, y) for y, row in enumerate(rows) if row.startswith("▸")), None)


class Answered(Protocol):
    """What takes a whole response."""

    def __call__(
        self,
        row: tuple[Answer, ...],
        comment: str,
        kept: Callable[[], None],
        refused: Callable[[Refused], None],
    ) -> object:
        """Call `kept` once it is on the disk, or `refused` with why it cannot be kept."""


class AnswerScreen(AppScreen[None]):
    """Seven items, a comment if one wishes, and an overview of all."""

    CONTEXT = "answer"
    AUTO_FOCUS = ""
    CSS_PATH = "answering.tcss"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("answer", priority=True),
        *(Binding(str(n), f"choose({n})", show=False, priority=True) for n in range(9)),
        Binding("right", "on_by_arrow", show=False, priority=True),
    ]

    def __init__(self, measurement: Measurement, answered: Answered) -> None:
        """`answered` takes the whole response."""
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
        if self._at < OVERVIEW:
            return commands
        return tuple(
            replace(command, label=measuring.HAND_IN) if command.id == "answer.on" else command
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
        if self._at == OVERVIEW:
            if 1 <= number <= COMMENT + 1:
                self._go(number - 1)
        elif number <= self._measurement.scale:
            self._chosen[self._at] = number or None
            self._show()

    def action_down(self) -> None:
        self._step_or_scroll(1)

    def action_up(self) -> None:
        self._step_or_scroll(-1)

    def on_input_changed(self) -> None:
        if self._at == COMMENT:
            self._tell_note()

    def action_on(self) -> None:
        if self._at == COMMENT and self.query_one(CaptureLine).question():
            self._tell_note()
        elif self._at < COMMENT and self._at not in self._chosen:
            self.say(_("Choose an answer, or 0 not to answer."))
        elif self._at < OVERVIEW:
            self._go(self._at + 1)
        else:
            self._hand_on()

    def action_on_by_arrow(self) -> None:
        if self._at != OVERVIEW:
            self.action_on()

    def action_back(self) -> None:
        if self._at:
            self._go(self._at - 1)

    def action_leave(self) -> None:
        if not self.has_answers:
            self.dismiss()
            return

        title = _(measuring.DISCARD_ANSWERS)
        confirm(self, title, _("Yes, leave"), self._leave_nothing)

    def say(self, text: str, *, seconds: float = 5) -> None:
        """Say it below the answers, until the next key: nothing covers them."""
        self.query_one("#note", Static).update(Content.styled(text, "$accent"))

    def _hand_on(self) -> None:
        row = tuple(self._chosen.get(at) for at in range(len(ITEMS)))
        self._answered(row, self._comment, self._leave_nothing, self.refuse)

    def _leave_nothing(self) -> None:
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

    def _step_or_scroll(self, by: int) -> None:
        """Another answer; in the overview what there is no room for."""
        if self._at == OVERVIEW:
            self.query_one("#answers").scroll_relative(y=by, animate=False)
        else:
            self._step(by)

    def _step(self, by: int) -> None:
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
        self.query_one("#answers").scroll_home(animate=False)

    def _show(self) -> None:
        measurement = self._measurement
        language = measurement.language
        comment = self.query_one(CaptureLine)
        comment.display = self._at == COMMENT
        self.remove_class("-long")
        self.query_one("#choices").display = self._at != COMMENT
        if self._at < COMMENT:
            self.query_one(Prompt).show(ITEMS[self._at].text.in_language(language))
            air = "\n\n" if self.app.size.height >= 32 else "\n"
            key = (self._chosen[self._at] or 0) if self._at in self._chosen else None
            self._tell(Content(air).join(choice_rows(measurement.scale, language, key)))
            place = f"{self._at + 1}/{len(ITEMS)}"
        elif self._at == COMMENT:
            self.query_one(Prompt).show(_(measuring.COMMENT))
            comment.focus()
            place = _("Comment")
        else:
            self.query_one(Prompt).show(_(measuring.REVIEW_ANSWERS))
            place = self._show_overview()
        if self._at != COMMENT:
            self.set_focus(None)
        self.query_one("#place", Line).show(measurement.label or measurement.team, place)
        self._tell_note()
        self.show_keys()

    def _show_overview(self) -> str:
        """Everything that was answered; gives the word that there is more, where there is."""
        scale, language = self._measurement.scale, self._measurement.language
        width, height = self.app.size
        items = list(overview(scale, language, self._chosen, self._comment, min(118, width - 6)))
        rows = sum(map(len, items))
        between = [Content("")] if rows + len(items) < height // 2 else []
        self._tell(Content("\n").join([row for item in items for row in item + between]))
        is_long = rows > height - AROUND
        self.set_class(is_long, "-long")
        return _("… more: {key}").format(key=key_words("down")) if is_long else ""

    def _tell_note(self) -> None:
        """What stands below the answers: what is asked of a comment, what there is to know."""
        words = ""
        if self._at == COMMENT:
            words = _(measuring.ABOUT_COMMENTS)
        elif self._at == OVERVIEW:
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
