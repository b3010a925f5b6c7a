"""The team's frame in a session: its norms, and what a new version takes over from it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.conducting.headings import is_on_board, number_of_keywords
from facilitator.conducting.questions import TAKEN_OVER_IN_ITS_PHASE, begin_with_frame, frame_title
from facilitator.core.errors import Refused
from facilitator.core.guide.model import Shows
from facilitator.core.session.board import NOTHING_FITS, AddColumns, AddKeyword
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.line import Aside, KeyLine, balanced
from facilitator.ui.kit.note_page import GONE, frame_page, norms_page
from facilitator.ui.session.conductor_screen import ConductorScreen
from facilitator.ui.session.edit_board import Entries
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding
    from textual.geometry import Size

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView


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

    def show(self, frame: Note | None, view: StageView) -> None:
        """Show it, where the phase does and the team has one."""
        in_phase = Shows.FRAME in view.shows and not (view.opening or view.closing)
        self.display = frame is not None and in_phase
        if frame is not None and self.display:
            self.query_one(Static).update(frame_content(frame, whole=view.makes_frame))


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
