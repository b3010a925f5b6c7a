"""The board as a list to edit, vote and count on, and as what takes over texts of a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeAlias, TypeVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from facilitator.conducting.format import CHANGE_WORDS, keyword_words
from facilitator.conducting.headings import is_on_board, learning_points_words
from facilitator.conducting.questions import TAKEN_OVER_IN_ITS_PHASE, frame_title
from facilitator.core.guide.model import Keeps
from facilitator.core.note import LEARNING
from facilitator.core.session.board import (
    NOTHING_FITS,
    AddKeyword,
    DeleteKeyword,
    EditKeyword,
    MoveKeyword,
    Pick,
    Tally,
    Vote,
)
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.hanging_list import HangingList, HangingRow
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Aside
from facilitator.ui.session.conductor_screen import ConductorScreen
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.note import BoardColumn, Keyword, Note
    from facilitator.core.session.model import Session
    from facilitator.ui.commands import Command


Entry = TypeVar("Entry")


class Entries(HangingList, Generic[Entry]):
    """Each row stands for an entry, and the one that is marked stays in view."""

    def __init__(self, *, hanging: int = 2) -> None:
        """`hanging`: the cells of an entry's row that what goes on below stands under."""
        super().__init__()
        self._hanging = hanging
        self._entries: list[Entry | None] = []

    @property
    def marked(self) -> Entry | None:
        """The entry of the marked line, if there is one."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def fill(
        self, lines: Sequence[tuple[Content, Entry | None]], *, mark_last: bool = False
    ) -> None:
        """Show these lines; None is a heading. The mark stays where it was, or as near as can be.

        Before the first line is marked, the first entry gets the mark, or the last.
        """
        before = self.highlighted
        self._entries = [entry for _line, entry in lines]
        self.show_rows(
            [HangingRow(line, self._hanging, is_heading=entry is None) for line, entry in lines]
        )
        places = [at for at, entry in enumerate(self._entries) if entry is not None]
        if before is None:
            self.highlighted = places[-1 if mark_last else 0] if places else None
        else:
            above = [at for at in places if at <= before]
            self.highlighted = above[-1] if above else next(iter(places), None)


Place: TypeAlias = tuple[str, int]
"""A column and the number of a keyword in it, or of a level of its scale."""


COUNTING = {"pick", "more", "fewer", "digit"}
"""The actions by which something is counted."""


class EditBoard(ConductorScreen):
    """Every keyword and learning point under its heading, and the levels of each scale in play.

    Where the phase picks from a question, its keywords take votes and are picked here.
    """

    CONTEXT = "board"
    AUTO_FOCUS = "Entries"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("board", priority=True),
        *(Binding(str(n), f"digit({n})", show=False, priority=True) for n in range(10)),
    ]

    def __init__(self, conductor: Conductor, column: str | None = None) -> None:
        """`column`: the one to begin at."""
        super().__init__(conductor)
        self._column = column
        self._typed: Place | None = None
        """Where a digit was typed last: another makes it a number of two."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label(classes="title")
            yield Entries[Place]()
            yield Aside()
        yield KeyLine()

    def key_commands(self) -> tuple[Command, ...]:
        """Only what can be done in this phase."""
        commands = super().key_commands()
        if self._counts:
            return commands
        return tuple(c for c in commands if c.action not in COUNTING)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is counted, the keys for it do nothing."""
        if action in COUNTING and not self._counts:
            return False
        return super().check_action(action, parameters)

    @property
    def _counts(self) -> bool:
        """Whether there are votes, picks or levels to be counted in this phase."""
        session = self.conductor.session
        scaled = {question.id for question in session.note.questions if question.scale}
        return session.phase.choose is not None or not scaled.isdisjoint(session.board)

    def action_edit(self) -> None:
        place = self._marked
        if place is None:
            return
        column, index = place
        if self._scale(column):
            self._count(1)
            return
        self.ask(
            _(CHANGE_WORDS),
            lambda text: EditKeyword(column, index, text),
            value=self.conductor.session.note.entries(column)[index].text,
            to_change=True,
        )

    def action_delete(self) -> None:
        if self._marked and self._scale(self._marked[0]):
            self._count(0)
        elif self._marked:
            self.do(DeleteKeyword(*self._marked))

    def action_move(self) -> None:
        place = self._marked
        if place is None or self._scale(place[0]):
            return
        note = self.conductor.session.note
        kept = self.conductor.session.guide.keeps(Keeps.LEARNING_POINTS)
        scaled = {q.id for q in note.questions if q.scale}
        columns = [c for c in note.columns if c not in {place[0], *scaled}]
        columns = [c for c in columns if c != LEARNING or kept]
        words = {q.id: q.text for q in note.questions}
        words[LEARNING] = learning_points_words(note.language)

        choices = [(words[column], column) for column in columns]
        pick(self, _("Move to"), choices, lambda column: self.do(MoveKeyword(*place, column)))

    def action_pick(self) -> None:
        """Work on this one, or not after all; of a scale: one who chose it, or none."""
        place = self._marked
        if place is None:
            return
        column, at = place
        if self._scale(column):
            self._count(0 if self._number(place) else 1)
        else:
            picked = self.conductor.session.note.entries(column)[at].picked
            self.do(Pick(column, at, not picked))

    def action_more(self) -> None:
        if self._marked:
            self._count(self._number(self._marked) + 1)

    def action_fewer(self) -> None:
        if self._marked:
            self._count(max(0, self._number(self._marked) - 1))

    def action_digit(self, digit: int) -> None:
        """So many; a second digit in the same row makes it a number of two."""
        place = self._marked
        if place:
            before = self._number(place) if place == self._typed else 0
            self._count(before * 10 + digit if before < 10 else digit)
            self._typed = place

    def _count(self, number: int) -> None:
        """So many votes for the marked keyword, or so many who chose the marked level."""
        if place := self._marked:
            self._typed = None
            column, at = place
            if self._scale(column):
                self.do(Tally(column, at, number))
            else:
                self.do(Vote(column, at, number))

    def _number(self, place: Place) -> int:
        column, at = place
        if self._scale(column):
            counts = self._question(column).counts
            return counts[at] if counts else 0
        return self.conductor.session.note.entries(column)[at].votes or 0

    def _scale(self, column: str) -> tuple[str, ...]:
        return () if column == LEARNING else self._question(column).scale

    def _question(self, column: str) -> BoardColumn:
        return next(q for q in self.conductor.session.note.questions if q.id == column)

    @property
    def _marked(self) -> Place | None:
        return self.query_one(Entries).marked

    def paint(self, session: Session) -> None:
        """Fill the list from the session as it stands, what is in play first."""
        self.query_one(".title", Label).update(Content(_("The board")))
        note, in_play = session.note, session.board
        lines: list[tuple[Content, Place | None]] = []
        for column in sorted(note.questions, key=lambda q: q.id not in in_play):
            rows = [self._keyword_row(keyword) for keyword in column.keywords]
            if column.scale and column.id in in_play:
                rows = self._level_rows(column)
            if rows:
                lines.append((Content(column.text), None))
            lines += [(row, (column.id, at)) for at, row in enumerate(rows)]
        if note.learning_points:
            lines.append((Content(learning_points_words(note.language)), None))
        lines += [
            (self._keyword_row(point), (LEARNING, at))
            for at, point in enumerate(note.learning_points)
        ]
        nothing = (Content(_("The board is empty.")), None)
        entries = self.query_one(Entries)
        entries.fill(lines or [nothing], mark_last=True)
        here = [at for at, (_row, place) in enumerate(lines) if place and place[0] == self._column]
        if here:
            from_above = self._scale(self._column or "") or session.phase.choose
            entries.highlighted = here[0 if from_above else -1]
            self._column = None

    def _keyword_row(self, keyword: Keyword) -> Content:
        mark = ("✓ ", "bold $accent") if keyword.picked else "  "
        return Content.assemble(mark, keyword_words(keyword))

    def _level_rows(self, column: BoardColumn) -> list[Content]:
        counts = column.counts or (0,) * len(column.scale)
        return [
            Content.assemble(f"  {level}", (f"  {number}" if number else "  –", "bold"))
            for level, number in zip(column.scale, counts, strict=True)
        ]


class TakeOver(ConductorScreen):
    """The texts of the frame in force, each to be taken over into the new version."""

    CONTEXT = "take_over"
    AUTO_FOCUS = "Entries"
    BINDINGS: ClassVar[list[Binding]] = bindings("take_over", priority=True)  # type: ignore[assignment]

    def __init__(self, conductor: Conductor, frame: Note) -> None:
        super().__init__(conductor)
        self._frame = frame

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label(Content(frame_title(self._frame)), classes="title")
            yield Entries[AddKeyword](hanging=4)
            yield Aside()
        yield KeyLine()

    def action_take_over(self) -> None:
        text = self.query_one(Entries).marked
        if text is None:
            return
        if is_on_board(self.conductor.session, text.column, text.text):
            self.say(_("It stands on the board already."))
        else:
            self.do(text)

    def paint(self, session: Session) -> None:
        """The texts by column; only those of a column that is on the board now can be taken."""
        there = {column.id for column in session.note.questions}
        lines: list[tuple[Content, AddKeyword | None]] = []
        for column in self._frame.questions:
            if column.id in there and column.keywords:
                now = column.id in session.board
                lines.append((Content.styled(column.text, "" if now else "$muted"), None))
                for keyword in column.keywords:
                    text = AddKeyword(column.id, keyword.text)
                    taken = is_on_board(session, column.id, keyword.text)
                    sign, style = "✓" if taken else "·", "$muted" if taken or not now else ""
                    words = Content.styled(f"  {sign} {keyword.text}", style)
                    lines.append((words, text if now else None))
        if not lines:
            lines.append((Content(_(NOTHING_FITS)), None))
        elif not any(text for _words, text in lines):
            each = _(TAKEN_OVER_IN_ITS_PHASE)
            lines.insert(0, (Content(each), None))
        self.query_one(Entries).fill(lines)
