"""After a session: a calm last screen for the room, with the note to read a key away."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.conducting.format import commitment_words
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.lettering import LINE, Prompt, wrapped
from facilitator.ui.kit.line import KeyLine
from facilitator.ui.kit.note_page import NoteSheet, note_page
from facilitator.ui.kit.screen import AppScreen
from facilitator.words import _, weekday_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.note import Note


_UNBROKEN = "\N{NO-BREAK SPACE}"


class Closed(NamedTuple):
    """A session that has come to its end."""

    closing: str
    """The sentence it ends with, from the guide."""
    note: Note | None
    """What was kept; None where nothing was, so that there is no note."""
    file: Path | None
    words: Sequence[str]
    """What else is to be known, for whoever led it."""


class ClosedScreen(AppScreen[None]):
    """Thanks, what was agreed, and when it is looked at again; where the note lies in one line."""

    CONTEXT = "closed"
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    ClosedScreen {
        align: center middle;
        VerticalScroll { height: auto; max-height: 1fr; padding: 0 2; }
        #thanks { padding: 1 0; color: $accent; }
        #closing { text-align: center; width: 1fr; }
        #agreed { width: auto; max-width: 100%; padding: 1 0; }
        #saved { dock: bottom; color: $muted; padding: 0 2; margin-bottom: 1; width: 1fr; }
        KeyLine { dock: bottom; }
        &.-short #thanks { padding: 0; }
        &.-short #agreed { padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("closed")  # type: ignore[assignment]

    def __init__(self, closed: Closed) -> None:
        super().__init__()
        self._outcome = closed

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Prompt(id="thanks")
            yield Static(id="closing")
            with Center():
                yield Static(id="agreed")
        yield Static(id="saved")
        yield KeyLine()

    def on_resize(self) -> None:
        size, closed = self.app.size, self._outcome
        large = size.height >= 20 and not self.workspace.settings.ascii
        self.query_one(Prompt).show(
            _("Thank you for today"), most_rows=size.height // 4 + 1 if large else 0
        )
        sentence = wrapped(closed.closing, min(LINE, size.width - 5))
        self.query_one("#closing", Static).update(Content("\n".join(sentence)))
        rows = list(_agreed(closed.note, min(76, size.width - 5)) if closed.note else ())
        agreed = self.query_one("#agreed", Static)
        agreed.display = bool(rows)
        agreed.update(Content("\n").join(rows))
        lines = [*closed.words, *([_saved(closed.file, size.width - 4)] if closed.file else [])]
        self.query_one("#saved", Static).update(Content("\n".join(lines)))
        self.show_keys()

    def key_commands(self) -> tuple[Command, ...]:
        """Only a note that is there can be read."""
        commands = super().key_commands()
        return tuple(c for c in commands if c.action != "read" or self._outcome.note)

    def action_quit(self) -> None:
        self.app.exit(0)

    def action_read(self) -> None:
        if self._outcome.note:
            self.app.push_screen(NoteSheet(note_page(self._outcome.note, ())))


def _agreed(note: Note, width: int) -> Iterator[Content]:
    """What was agreed, and when the group looks at it again."""
    if note.commitments:
        yield Content.styled(_("This is what we agreed"), "bold $accent")
        for commitment in note.commitments:
            first, *more = wrap(
                commitment_words(commitment).replace(" – ", f"{_UNBROKEN}– "), width - 2
            )
            yield Content(f"– {first}")
            yield from (Content(f"  {row}") for row in more)
    days = [commitment.due for commitment in note.commitments if commitment.due]
    if note.frame and note.frame.revisit:
        days.append(note.frame.revisit)
    if days:
        day = weekday_words(min(days))
        if note.commitments:
            yield Content("")
        yield Content(_("We look at it again on {day}.").format(day=day))
    elif note.commitments:
        yield from (Content(""), Content(_("When do we look at it again?")))


def _saved(file: Path, width: int) -> str:
    """Where the note lies, in one row: the end of it where there is no room for all."""
    words = _("Saved: {path}").format(path=file)
    if len(words) <= width:
        return words
    begun = _("Saved: {path}").format(path="…")
    return begun + str(file)[-(width - len(begun)) :]
