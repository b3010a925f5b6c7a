"""The review screen: a team's patterns over time as pictures, in the space available."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.export import review as words_of
from facilitator.store.exporting import LookBack, look_back
from facilitator.store.guides import private_guides
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.cover import COLUMNS
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.ui.review.page import page
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.errors import Refused
    from facilitator.ui.kit.worker import GoOn, Progress

NARROW: Final = 70
SHORT: Final = 20
"""Columns and rows under which the style sheet saves them."""


class ReviewScreen(AppScreen[None]):
    """Section by section in the order a leader reads; two columns where there is room for them."""

    CONTEXT = "review"
    AUTO_FOCUS = "VerticalScroll"
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("review", priority=True)  # type: ignore[assignment]

    def __init__(self, team: str) -> None:
        super().__init__()
        self.team = team
        self._look_back: LookBack | Refused | None = None
        self._starts: tuple[int, ...] = ()
        self._is_long = False

    def compose(self) -> ComposeResult:
        yield Label(id="whose")
        yield Label(id="word")
        with VerticalScroll(), Horizontal():
            yield Static(id="first")
            yield Static(id="second")
        yield KeyLine()

    def on_mount(self) -> None:
        read_in_thread(self, self._read, self._show_read, refused=self._show_read)

    def _read(self, go_on: GoOn) -> LookBack | None:
        """What there is to look back on; None where it was cancelled. Raises Refused."""
        workspace = self.workspace
        if not workspace.index.refresh(go_on).complete:
            return None
        private = private_guides(workspace.guides)
        return look_back(workspace.archive, workspace.index, self.team, private, workspace.today)

    def on_progress(self, event: Progress) -> None:
        if self._look_back is None:
            self.query_one("#word", Label).update(Content(event.reading))

    def _show_read(self, shown: LookBack | Refused | None) -> None:
        self._look_back = shown
        self._show()
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Drawn to the room there is."""
        self._show()

    def show_words(self) -> None:
        if self._look_back is not None:
            self._show()

    def key_commands(self) -> tuple[Command, ...]:
        """Only what there is."""
        left_out = set() if self._is_long else {"page_down", "page_up"}
        if not isinstance(self._look_back, LookBack) or not self._look_back.steps:
            left_out.add("trend")
        return tuple(c for c in super().key_commands() if c.action not in left_out)

    # Commands

    def action_page_down(self) -> None:
        """On to the first section that is not seen whole, or on in it where it is too long."""
        scroll = self.query_one(VerticalScroll)
        top, rows = round(scroll.scroll_target_y), scroll.size.height
        below = top + rows - 1
        for start, end in pairwise(self._starts):
            if end - 1 > top + rows:  # but for the empty row under it
                below = start if start > top else below
                break
        scroll.scroll_to(y=below, animate=False)

    def action_page_up(self) -> None:
        """Back by as many sections as can be seen whole, or back in one that is too long."""
        scroll = self.query_one(VerticalScroll)
        top, rows = round(scroll.scroll_target_y), scroll.size.height
        fitting = [start for start in self._starts if top - rows <= start < top]
        scroll.scroll_to(y=min(fitting, default=top - rows + 1), animate=False)

    def action_trend(self) -> None:
        if isinstance(self._look_back, LookBack) and self._look_back.steps:
            self.navigator.measurement.show_trend(self._look_back.review.team)

    def action_back(self) -> None:
        """Back; what is still being read is let go of."""
        self.workers.cancel_node(self)
        self.dismiss()

    # What is seen

    def _show(self) -> None:
        shown = self._look_back
        drawn = isinstance(shown, LookBack)
        self.query_one("#word", Label).display = not drawn
        self.query_one(VerticalScroll).display = drawn
        team = self.team
        if isinstance(shown, LookBack):
            team = shown.review.team
            self._draw(shown)
        elif shown:
            self.query_one("#word", Label).update(Content(refusal_words(shown)))
        title = _(words_of.LOOKING_BACK).format(team=team)
        self.query_one("#whose", Label).update(Content(title))
        self.show_keys()

    def _draw(self, look_back: LookBack) -> None:
        size, short = self.app.size, self.app.size.height < SHORT
        margins = 3 if size.width < NARROW else 5
        rows = size.height - (2 if short else 4)
        width = max(size.width, COLUMNS)  # with fewer it is covered
        drawn = page(*look_back, width - margins, rows)
        self._is_long = drawn.height > rows
        self._starts = drawn.starts if len(drawn.columns) == 1 else ()
        for at, column in enumerate(("#first", "#second")):
            shown = self.query_one(column, Static)
            shown.display = at < len(drawn.texts)
            shown.styles.width = drawn.width
            if shown.display:
                shown.update(drawn.texts[at])
