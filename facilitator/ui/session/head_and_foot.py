"""The rows at the top and the foot of a session: where in it one is, and what is not written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Horizontal
from textual.content import Content

from facilitator.conducting.guard import NOTHING_PRIVATE
from facilitator.conducting.stage import minutes_and_seconds
from facilitator.core.session.timing import elapsed
from facilitator.ui.kit.line import Line
from facilitator.words import _

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView

_DOTS_FROM = 100
"""Columns from which each phase is a dot as well."""
_MOST_DOTS = 20


class Head(Horizontal):
    """What session it is, its phase with its number among all, and the minutes used of it."""

    _place = getters.query_one("#place", Line)
    _used = getters.query_one("#used", Line)

    def compose(self) -> ComposeResult:
        yield Line(id="place")
        yield Line(id="used")  # by itself: it alone is repainted every second

    def show(self, view: StageView, code: str) -> None:
        """Show the place; `code` is the one for latecomers, where it stands here."""
        if view.opening:
            team = "" if view.team == view.title else view.team
            self._place.show(" · ".join(filter(None, (code, team))), view.title)
            return
        total = view.phases
        place = Content.assemble((view.phase, "bold"), (f"  {view.number}/{total}", "$muted"))
        if self.app.size.width >= _DOTS_FROM and total <= _MOST_DOTS:
            dots = "".join("●" if i <= view.number else "○" for i in range(1, total + 1))
            place = Content.assemble(place, (f"  {dots}", "$muted"))
        names = dict.fromkeys((*((code,) if code else ()), view.title, view.team))
        self._place.show(" · ".join(names), place)

    def show_used(self, session: Session, now: datetime) -> None:
        """Show the minutes used of those planned, where the phase has a clock that is shown."""
        figure = ""
        has_clock = session.phase.clock == "shown" and not session.phase.untimed
        if has_clock and not (session.opening or session.live.thinking_since):
            used = minutes_and_seconds(elapsed(session, now))
            planned = minutes_and_seconds(session.live_phase.minutes * 60)
            figure = _("{used} of {planned}").format(used=used, planned=planned)
        self._used.show(right=Content.styled(figure, "$muted"))


class PrivacyLine(Line):
    """What is not to be written, and next to it something else that there is room to say."""

    @property
    def room(self) -> int:
        """The cells next to it."""
        return max(20, self.app.size.width - 2) - len(_(NOTHING_PRIVATE)) - 3

    def show_beside(self, words: str) -> None:
        """Show it, and next to it the words, if they fit."""
        right = words if len(words) <= self.room else ""
        self.show(_(NOTHING_PRIVATE), Content.styled(right, "$muted"))
