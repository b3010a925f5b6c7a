"""A closed note to read, on top of a screen that speaks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.core.errors import N_, Refused
from facilitator.core.note import Note
from facilitator.store.notes import read_document
from facilitator.ui.kit.dialog import Dialog
from facilitator.ui.kit.note_page import note_page
from facilitator.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult


def note_to_read(path: Path) -> Content:
    """The page of the closed note in a file. Raises Refused where there is none to be read."""
    if not path.exists():
        raise Refused(N_("{file} is no longer there."), file=path.name)
    note = read_document(path)
    if not isinstance(note, Note):
        raise Refused(N_("The session is still running."))
    return note_page(note, ())


class NoteSheet(Dialog[None]):
    """One note on the whole screen, scrolled with the arrows."""

    DEFAULT_CSS = """
    NoteSheet { background: $background; }
    NoteSheet VerticalScroll { width: 84; max-width: 100%; padding: 1 3; }
    NoteSheet #way { dock: bottom; color: $muted; padding: 0 3; height: 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = [
        Binding(key, "dismiss", show=False) for key in ("escape", "enter", "q")
    ]

    def __init__(self, page: Content) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """The page, and the way back."""
        with Center(), VerticalScroll():
            yield Static(self._page)
        yield Static(Content(_("Esc: back")), id="way")
