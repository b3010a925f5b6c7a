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
    """`Nu: Mette · Næste: Jonas · 3 mangler stadig et ord`, and on the right the time left."""

    def show_view(self, view: StageView) -> None:
        """Show it as it stands; nothing while the session is opening."""
        if view.opening:
            self.show()
            return
        words = _("Wrap up calmly") if view.wrapping_up else time_words(view.time)
        self.show(_turn(view.turn), Content(words))


def _turn(turn: TurnView | None) -> Content:
    if turn is None:
        return Content("")
    parts = []
    if turn.now:
        parts.append(Content.assemble((_("Now:") + " ", "$muted"), (turn.now, "bold")))
    elif turn.voluntary and not turn.over:
        parts.append(Content.styled(_("Whoever would like to"), "bold"))
    if turn.next:
        parts.append(Content.assemble((_("Next:") + " ", "$muted"), turn.next))
    if waiting := waiting_words(turn):
        parts.append(Content.styled(waiting, "$muted"))
    return Content(" · ").join(parts)
