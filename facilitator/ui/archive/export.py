"""The dialog that previews a note and writes it to a file outside the archive (privacy.md P11)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.conducting.guard import Guard
from facilitator.core.errors import N_, Refused
from facilitator.core.text.guard import NO_TEXT
from facilitator.export.formats import WRITTEN, Format, account, exported, preview
from facilitator.export.plain_text import Sharing, advice, confidential
from facilitator.store.exporting import closed_note, free_name, write_shared
from facilitator.store.guides import private_guides
from facilitator.store.index.problems import disputed
from facilitator.store.paths import export_folder, from_home
from facilitator.ui.commands import bindings
from facilitator.ui.kit.fields import Choice, Field, field
from facilitator.ui.kit.form import FormScreen
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.conducting.workspace import Workspace
    from facilitator.ui.kit.worker import GoOn

FORMATS: tuple[tuple[Format, str], ...] = (
    ("md", N_("Text with headings (md)")),
    ("html", N_("Page to print (html)")),
    ("csv", N_("Spreadsheet (csv)")),
    ("json", N_("For programs (json)")),
)


class Outgoing(NamedTuple):
    """A note that may be shared, and the proposed file."""

    sharing: Sharing
    folder: Path | None
    """The one that is proposed; None: there is none to propose."""
    name: str
    """Of a file that the folder has none of yet."""
    is_disputed: bool = False
    """Whether another file holds another version of the note."""


def outgoing(workspace: Workspace, path: Path) -> Outgoing:
    """The note in a file of the archive. Raises Refused as `closed_note` does. In a thread."""
    note = closed_note(workspace.index, str(path), private_guides(workspace.guides))
    folder = export_folder()
    return Outgoing(
        Sharing((note,)),
        folder,
        free_name(folder or Path.home(), note, FORMATS[0][0]),
        bool(disputed(workspace.index, note.id)),
    )


class ExportNote(FormScreen):
    """The dialog: format, file and folder, above a preview."""

    CONTEXT = "export"
    HINT = ""
    CSS_PATH = "export_note.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("export", priority=True)

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
        with field(_("Folder")):
            folder = from_home(self._folder) if self._folder else ""
            placeholder = _("the folder to write it to")
            yield Field(folder, id="folder", placeholder=placeholder, guard=Guard(unless=NO_TEXT))
        yield Aside()
        with VerticalScroll(id="preview", can_focus=False):
            yield Static(id="text", markup=False)
        yield KeyLine()

    def fill(self) -> None:
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A dialog on top has the keys."""
        return self.app.screen is self and super().check_action(action, parameters)

    def on_choice_changed(self) -> None:
        """Another format has another suffix and another preview."""
        name = self.query_one("#file", Field)
        file = Path(name.value)
        if file.suffix.removeprefix(".") in dict(FORMATS):
            renamed = str(file.with_suffix(f".{self._format}"))
            if name.is_as_filled:
                name.fill(renamed)
            else:
                name.value = renamed
        self._show()

    # Commands

    def refusals(self) -> Mapping[str, Refused]:
        refused: dict[str, Refused] = {}
        if not Path(self.value("file")).name:
            refused["file"] = Refused(N_("Give the file a name."))
        if not self.value("folder") and not Path(self._typed("file")).is_absolute():
            refused["folder"] = Refused(N_("Name the folder to write it to."))
        return refused

    def begin(self) -> None:
        """Write the file. Obstacles are reported after trying."""
        if self._writing:
            self.say(_("Saving – one moment."))
            return
        file = Path(self._typed("folder"), self._typed("file"))
        archive, text = self.workspace.archive.folder, self._text

        def write(_go_on: GoOn) -> Path:
            write_shared(archive, file, text)
            return file

        self._writing = True
        write_in_thread(self, write, self._written, self._not_written)

    def _written(self, file: Path) -> None:
        """Report it, even if the screen has been left."""
        self.dismiss_in_time()
        words = _(WRITTEN).format(file=file)
        self.app.notify(words, timeout=8, markup=False)

    def _not_written(self, why: Refused) -> None:
        self._writing = False
        if self.is_attached:
            self.query_one("#folder" if "folder" in why.params else "#file").focus()
            self.query_one(Aside).ask(refusal_words(why))
        else:
            self.app.notify(refusal_words(why), markup=False)

    def action_page_down(self) -> None:
        self.query_one("#preview").scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.query_one("#preview").scroll_page_up(animate=False)

    # What is seen

    @property
    def _format(self) -> Format:
        return FORMATS[self.query_one(Choice).index][0]

    @property
    def _text(self) -> str:
        return exported(self._sharing, self._format)

    def _typed(self, name: str) -> str:
        """A typed path, with `~` as the user's home."""
        return os.path.expanduser(self.value(name))  # noqa: PTH111 raises nothing

    def _show(self) -> None:
        self.query_one("#text", Static).update(Content(preview(self._sharing, self._text)))
        self.query_one("#preview").scroll_home(animate=False)
