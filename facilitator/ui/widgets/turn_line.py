"""Whose turn it is and how the time goes, in one row: for the room, so no seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.ui.spoken import time_words, waiting_words
from facilitator.ui.widgets.line import Line
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.core.stage import StageView, TurnView


class TurnLine(Line):
    """`Nu: Mette · Næste: Jonas · 3 mangler stadig et ord`, and on the right the time left.

    Where the row is too short for all of it, who is next gives way.
    """

    _view: StageView | None = None

    def show_view(self, view: StageView) -> None:
        """Show it as it stands; nothing while the session is opening."""
        self._view = view
        self._fit()

    def on_resize(self) -> None:
        """Another width: as much as fits."""
        self._fit()

    def _fit(self) -> None:
        view = self._view
        if view is None or view.opening:
            self.show()
            return
        words = Content(_("Wrap up calmly") if view.wrapping_up else time_words(view.time))
        turn = _turn(view.turn)
        if turn.cell_length + words.cell_length + 1 > self.content_size.width:
            turn = _turn(view.turn, who_is_next=False)
        self.show(turn, words)


def _turn(turn: TurnView | None, *, who_is_next: bool = True) -> Content:
    if turn is None:
        return Content("")
    parts = []
    if turn.now:
        parts.append(Content.assemble((_("Now:") + " ", "$muted"), (turn.now, "bold")))
    elif turn.voluntary and not turn.over:
        parts.append(Content.styled(_("Whoever would like to"), "bold"))
    if turn.next and who_is_next:
        parts.append(Content.assemble((_("Next:") + " ", "$muted"), turn.next))
    if waiting := waiting_words(turn):
        parts.append(Content.styled(waiting, "$muted"))
    return Content(" · ").join(parts)
