"""The team's frame in a session: shown, offered for a new version, and what has gone from it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.conducting.headings import number_of_keywords
from facilitator.conducting.questions import begin_with_frame, frame_title
from facilitator.core.errors import Refused
from facilitator.core.session.board import AddColumns
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.line import balanced
from facilitator.ui.kit.note_page import GONE, frame_page, norms_page
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size

    from facilitator.core.note import Note
    from facilitator.ui.session.conductor_screen import ConductorScreen


def frame_content(frame: Note, *, whole: bool) -> Content:
    """What the room sees of the frame: all of it where a new one is made, else its norms."""
    page = frame_page(frame) if whole else norms_page(frame)
    return Content.assemble((frame_title(frame), "bold $accent"), "\n", page)


class FrameOffer:
    """Offers the texts of the frame in force for a new version, once, while its board is empty."""

    def __init__(self, screen: ConductorScreen) -> None:
        self._screen = screen
        self._is_made = False

    def make(self, frame: Note | None) -> None:
        """Ask whether a new version begins with them, where one is made that has no texts yet."""
        session = self._screen.conductor.session
        is_for = session.guide.makes == "frame" and not session.opening
        is_on_top = self._screen.app.screen is self._screen
        if frame is None or self._is_made or not is_for or not is_on_top:
            return
        self._is_made = True
        if not number_of_keywords(session):
            with suppress(Refused):  # nothing in it fits this guide: there is nothing to ask
                self._ask(frame)

    def _ask(self, frame: Note) -> None:
        screen, conductor = self._screen, self._screen.conductor
        add, session = AddColumns(frame.questions), conductor.session
        after = add.apply(session, conductor.now())
        added = number_of_keywords(after) - number_of_keywords(session)

        def answered(whole: bool) -> None:
            if whole and screen.do(add):
                words = ngettext(
                    "{n} text is on the board now, to change or delete in its phase. Ctrl+Z: undo.",
                    "{n} texts are on the board now, to change or delete in their phases. "
                    "Ctrl+Z: undo.",
                    added,
                )
                screen.say(words.format(n=added), seconds=15)

        choices = [
            (_("Yes: all of its texts come onto the board"), True),
            (_("No: the board is empty, and only what you write is in the new frame"), False),
        ]
        pick(screen, begin_with_frame(frame), choices, answered, unasked=True)


def gone_words(gone: Sequence[str], size: Size, below: str) -> str:
    """What a new version no longer says, in as many rows as a dialog has above `below`."""
    is_short = size.height < 20
    width = min(size.width, 72) - (4 if is_short else 6)
    room = size.height - (9 if is_short else 13) - len(balanced(below, width))
    rows, shown = [_("No longer in the frame:")], 0
    for text in gone:
        more = balanced(f"{GONE} {text}", width)
        rest = len(gone) - shown - 1
        if shown and len(rows) + len(more) + bool(rest) > room:
            break
        rows, shown = [*rows, *more], shown + 1
    if shown < len(gone):
        rows.append(_("… and {n} more").format(n=len(gone) - shown))
    return "\n".join(rows)


class FramePicture(VerticalScroll, can_focus=False):
    """The frame in a phase that shows it."""

    DEFAULT_CSS = """
    FramePicture { height: 1fr; padding: 0 1; display: none; }
    """

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, frame: Note | None, *, whole: bool) -> None:
        """Show a frame, all of it or only its norms; None: nothing."""
        self.display = frame is not None
        if frame is not None:
            self.query_one(Static).update(frame_content(frame, whole=whole))
