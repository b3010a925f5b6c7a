"""The widget of the team's open commitments, one marked with what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget

from facilitator.conducting.earlier_commitments import ANSWERS, answer_to, follow_up
from facilitator.conducting.format import SIGNS, commitment_words, status_words
from facilitator.conducting.questions import NO_OPEN_COMMITMENTS
from facilitator.core.commitments import Status
from facilitator.export.plain_text import STATUS
from facilitator.ui.kit.hanging_list import first_seen, hanging_rows
from facilitator.words import _, date_words

if TYPE_CHECKING:
    from textual.app import RenderResult

    from facilitator.core.session.commitments import FollowUp
    from facilitator.core.session.model import Followed, Session
    from facilitator.store.index.commitments import KeptCommitment

_INDENT: Final = 4
"""Cells before a commitment's words: whether it is marked, and its sign."""


class EarlierCommitments(Widget):
    """One after the other; the mark moves on by itself to nothing: it is moved by hand."""

    DEFAULT_CSS = "EarlierCommitments { height: 1fr; width: 1fr; padding: 0 2; display: none; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commitments: tuple[KeptCommitment, ...] | None = None
        """None: not read yet."""
        self._followed: tuple[Followed, ...] = ()
        self.marked = self._top = self._marked_row = 0

    def show(self, commitments: tuple[KeptCommitment, ...] | None, session: Session) -> None:
        """The commitments as they were read, and what the group says of them."""
        self._commitments, self._followed = commitments, session.live.followed
        self.marked = max(0, min(self.marked, len(commitments or ()) - 1))
        self.refresh()

    @property
    def marked_words(self) -> str:
        """What the marked one says; empty where there is none."""
        return self._commitments[self.marked].commitment.what if self._commitments else ""

    @property
    def mark(self) -> Offset | None:
        """Where the marked one is drawn."""
        return Offset(0, self._marked_row) if self._commitments else None

    def move(self, by: int) -> None:
        """The mark, by so many."""
        self.marked = max(0, min(self.marked + by, len(self._commitments or ()) - 1))
        self.refresh()

    def answer(self, digit: int) -> FollowUp | None:
        """What says that this has become of the marked one; said again: nothing yet."""
        if not self._commitments or not 1 <= digit <= len(ANSWERS):
            return None
        kept, status = self._commitments[self.marked], ANSWERS[digit - 1]
        answer = answer_to(self._followed, kept)
        is_said = answer is not None and answer.status is status
        return follow_up(kept, None if is_said else status)

    def render(self) -> RenderResult:
        if self._commitments is None:
            return Content.styled("…", "$muted")
        if not self._commitments:
            return Content.styled(_(NO_OPEN_COMMITMENTS), "$muted")
        width, room = self.content_size.width, max(1, self.content_size.height - 2)
        each = [
            self._rows(kept, marked=number == self.marked, width=width)
            for number, kept in enumerate(self._commitments)
        ]
        kept = range(self.marked, self.marked + 1)
        self._top = first_seen([*map(len, each)], self._top, kept, room)
        rows: list[Content] = []
        for number, own in enumerate(each[self._top :], self._top):
            if rows and len(rows) + len(own) > room:
                break
            if number == self.marked:
                self._marked_row = len(rows)
            rows += own
        answers = [f"{digit} {_(STATUS[status])}" for digit, status in enumerate(ANSWERS, 1)]
        place = f"{self.marked + 1}/{len(self._commitments)}"
        if len(self._commitments) > 1:
            place = f"↑ ↓ {place}"
        in_a_row = "   ".join((*answers, place))
        last = ("", in_a_row) if len(in_a_row) <= width else (place, "  ".join(answers))
        return Content("\n").join([*rows, *(Content.styled(row, "$muted") for row in last)])

    def _rows(self, kept: KeptCommitment, *, marked: bool, width: int) -> list[Content]:
        answer = answer_to(self._followed, kept)
        sign = SIGNS[answer.status if answer else Status.OPEN]
        first = Content.assemble(
            ("▸ " if marked else "  ", "$accent"),
            (f"{sign} ", "bold $accent" if answer else "$muted"),
            (commitment_words(kept.commitment), "bold" if marked else ""),
        )
        about = [f"{kept.title}, {date_words(kept.date)}"]
        if answer:
            about.insert(0, status_words(answer.status))
        elif kept.commitment.status is not Status.OPEN:
            about.insert(0, _(STATUS[kept.commitment.status]))
        second = Content.styled(" " * _INDENT + " · ".join(about), "$muted")
        return hanging_rows(first, _INDENT, width) + hanging_rows(second, _INDENT, width)
