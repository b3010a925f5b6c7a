"""A note on its way out of the archive: seen first, and then written to a file (privacy.md P11)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static

from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import one_line
from facilitator.export.formats import (
    Format,
    account,
    exported,
    preview,
)
from facilitator.export.plain import Sharing, advice, confidential
from facilitator.store.guides import private_guides
from facilitator.store.index.problems import disputed
from facilitator.store.sharing import closed_note, free_name, write_shared
from facilitator.ui.commands import bindings
from facilitator.ui.kit.form import Choice, Field, field
from facilitator.ui.kit.line import Aside, KeyLine
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import _, said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from facilitator.conducting.workspace import Workspace
    from facilitator.ui.kit.worker import GoOn

FORMATS: tuple[tuple[Format, str], ...] = (
    ("md", N_("Text with headings (md)")),
    ("html", N_("Page to print (html)")),
    ("csv", N_("Spreadsheet (csv)")),
    ("json", N_("For programs (json)")),
)


class Outgoing(NamedTuple):
    """A note that may be shared, and where a file of it could be written."""

    sharing: Sharing
    folder: Path
    """The one the program was begun in."""
    name: str
    """Of a file that the folder has none of yet."""
    is_disputed: bool = False
    """Whether another file holds another version of the note."""


def outgoing(workspace: Workspace, path: Path) -> Outgoing:
    """The note in a file of the archive. Raises Refused as `closed_note` does. In a thread."""
    note = closed_note(workspace.index, str(path), private_guides(workspace.guides))
    folder = _here()
    return Outgoing(
        Sharing((note,)),
        folder,
        free_name(folder, note, FORMATS[0][0]),
        bool(disputed(workspace.index, note.id)),
    )


class ExportNote(AppScreen[None]):
    """Format and file over what would be in it."""

    CONTEXT = "export"
    AUTO_FOCUS = "#format"
    CSS_PATH = "export_note.tcss"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("export", priority=True),
        Binding("down,tab", "app.step_line(1)", show=False),
        Binding("up,shift+tab", "app.step_line(-1)", show=False),
    ]

    def __init__(self, note: Outgoing) -> None:
        super().__init__()
        self._sharing, self._folder, self._proposed, self._is_disputed = note
        self._writing = False

    def compose(self) -> ComposeResult:
        about = " ".join([*account(self._sharing), advice()])
        yield Label(Content(f"{confidential()}: {self._sharing.title}"), classes="title")
        yield Static(Content(about), classes="quiet")
        if self._is_disputed:
            words = _("The note has another version: this is what its own file says.")
            yield Static(Content.styled(f"! {words}", "$mark"), classes="quiet", id="disputed")
        with field(_("Format")):
            yield Choice([_(words) for _name, words in FORMATS], id="format")
        with field(_("File")):
            yield Field(self._proposed, id="file")
        yield Aside()
        with VerticalScroll(id="preview", can_focus=False):
            yield Static(id="text", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """What would be written, and where."""
        self.show_keys()
        self.query_one(Aside).hint(_("In the folder {folder}").format(folder=self._folder))
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A dialog on top has the keys."""
        return self.app.screen is self and super().check_action(action, parameters)

    def on_choice_changed(self) -> None:
        """Another format: another ending, and another preview."""
        name = self.query_one("#file", Input)
        file = Path(name.value)
        if file.suffix.removeprefix(".") in dict(FORMATS):
            name.value = str(file.with_suffix(f".{self._format}"))
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said is about another name."""
        self.query_one(Aside).ask(self.query_one(Field).remark)

    # Commands

    def action_write(self) -> None:
        if self._writing:
            self.say(_("It is being saved. A moment."))
            return
        name = self.query_one(Field)
        if question := name.question():
            self._doubt(question)
            return
        try:
            file = self._file()
        except Refused as refused:
            self._doubt(said(refused))
            return
        archive, text = self.workspace.archive.folder, self._text

        def write(_go_on: GoOn) -> Path:
            write_shared(archive, file, text)
            return file

        self._writing = True
        write_in_thread(self, write, self._written, self._not_written)

    def _written(self, file: Path) -> None:
        """Say so, though the screen may have been left by now."""
        self.dismiss_in_time()
        words = _("Written, confidential: {file}").format(file=file)
        self.app.notify(words, timeout=8, markup=False)

    def _not_written(self, why: Refused) -> None:
        self._writing = False
        if self.is_attached:
            self._doubt(said(why))
        else:
            self.app.notify(said(why), markup=False)

    def _doubt(self, words: str) -> None:
        """What stands in the way, in the line it is about."""
        self.query_one(Field).focus()
        self.query_one(Aside).ask(words)

    def action_page_down(self) -> None:
        self.query_one("#preview").scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.query_one("#preview").scroll_page_up(animate=False)

    def action_back(self) -> None:
        self.dismiss()

    # What is seen

    @property
    def _format(self) -> Format:
        return FORMATS[self.query_one(Choice).index][0]

    @property
    def _text(self) -> str:
        return exported(self._sharing, self._format)

    def _file(self) -> Path:
        name = one_line(self.query_one("#file", Input).value)
        file = self._folder / os.path.expanduser(name)  # noqa: PTH111 raises nothing
        if not name or not file.name:
            raise Refused(N_("Give the file a name."))
        return file

    def _show(self) -> None:
        self.query_one("#text", Static).update(Content(preview(self._sharing, self._text)))
        self.query_one("#preview").scroll_home(animate=False)


def _here() -> Path:
    """The folder the program was begun in, or the user's own where that has gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()
