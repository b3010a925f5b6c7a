"""How the time goes, as a bar and in words, and whose turn it is: for the room, so no seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from facilitator.core.session.stage import Pace, TimeView, TurnView
from facilitator.ui.kit.format import minutes_words
from facilitator.ui.kit.line import Line
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from textual.app import RenderResult

    from facilitator.core.session.stage import StageView


class TimeBar(Widget):
    """How much of the phase's time is used; blank where the clock is hidden."""

    DEFAULT_CSS = "TimeBar { height: 1; width: 1fr; color: $muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view = TimeView(pace=Pace.HIDDEN)
        self._cells = -1

    def show(self, view: TimeView) -> None:
        """Show the time; repaints only when a cell more is filled."""
        cells = self._filled(view)
        if cells != self._cells:
            self._view, self._cells = view, cells
            self.refresh()

    def on_resize(self) -> None:
        self._cells = self._filled(self._view)
        self.refresh()

    def render(self) -> RenderResult:
        """Used in a heavy line, the rest in a light one: glyphs that differ without colour."""
        width = self.content_size.width
        if self._cells < 0:
            return Content(" " * width)
        return Content.assemble(
            ("━" * self._cells, "$accent"), ("─" * (width - self._cells), "$line")
        )

    def _filled(self, view: TimeView) -> int:
        if view.pace is Pace.HIDDEN:
            return -1
        return round(view.filled * self.content_size.width)


class TurnLine(Line):
    """`Nu: Mette · Næste: Jonas · 3 mangler stadig et ord`, and on the right the time left.

    Where the row is too short for all of it, who is next gives way, then the time is said in
    fewer words, and at last a long name is cut: how many still have not had a word never is.
    """

    _view: StageView | None = None

    def show_view(self, view: StageView) -> None:
        """Show it as it stands; nothing while the session is opening."""
        self._view = view
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        view = self._view
        if view is None or view.opening:
            self.show()
            return
        for who_is_next, short in ((True, False), (False, False), (False, True)):
            time = Content(_time(view, short=short))
            turn = _turn(view.turn, who_is_next=who_is_next)
            over = turn.cell_length + time.cell_length + 1 - self.content_size.width
            if over <= 0:
                break
        else:
            turn = _turn(view.turn, who_is_next=False, cut_by=over)
        self.show(turn, time)


def _time(view: StageView, *, short: bool) -> str:
    time = view.time
    if view.wrapping_up or (short and time.pace is Pace.GONE):
        return _("Wrap up calmly")
    if short and time.pace is Pace.LEFT:
        return _("About {n} min").format(n=time.minutes)
    return time_words(time)


def _turn(turn: TurnView | None, *, who_is_next: bool, cut_by: int = 0) -> Content:
    if turn is None:
        return Content("")
    parts = []
    if turn.now:
        name = Content.styled(turn.now, "bold")
        if cut_by:
            name = name.truncate(max(1, name.cell_length - cut_by), ellipsis=True)
        parts.append(Content.assemble((_("Now:") + " ", "$muted"), name))
    elif turn.voluntary and not turn.over:
        parts.append(Content.styled(_("Whoever would like to"), "bold"))
    if turn.next and who_is_next:
        parts.append(Content.assemble((_("Next:") + " ", "$muted"), turn.next))
    if waiting := waiting_words(turn):
        parts.append(Content.styled(waiting, "$muted"))
    return Content(" · ").join(parts)


def time_words(view: TimeView) -> str:
    """Time for the room: whole minutes, calm words, nothing where the clock is hidden."""
    if view.pace is Pace.LEFT:
        return ngettext("About {n} minute left", "About {n} minutes left", view.minutes).format(
            n=view.minutes
        )
    if view.pace is Pace.GONE:
        return _("Time is up – wrap up calmly")
    if view.pace is Pace.OVER:
        return _("+{n} min").format(n=view.minutes)
    if view.pace is Pace.PAUSED:
        return _("The clock is paused")
    return ""


def waiting_words(turn: TurnView) -> str:
    """How many still have not had the word: a number, never names."""
    if turn.over:
        return _("Everybody has had a turn")
    if not turn.waiting:
        return ""
    return ngettext("{n} still to speak", "{n} still to speak", turn.waiting).format(n=turn.waiting)


def minutes_and_seconds(seconds: float) -> str:
    """`4:05`: minutes and seconds, for the facilitator."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


PAIRS_UNDER = 40
"""Seconds each: under this, pairs first is better."""


def per_person_words(seconds: float) -> str:
    """What the time is for each, for the facilitator: minutes, or the advice to try pairs."""
    if seconds < PAIRS_UNDER:
        return _("Under {n} seconds each: try pairs first.").format(n=PAIRS_UNDER)
    return _("About {minutes} min each.").format(minutes=minutes_words(round(seconds / 30) / 2))
