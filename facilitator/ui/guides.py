"""The screen of the guides, each as a page: read, copied, opened in the user's editor, tried out.

A file is read again when it is saved, and its problems are shown above its page.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import SuspendNotSupported
from textual.content import Content

from facilitator.conducting.format import and_its_language
from facilitator.core.errors import Refused
from facilitator.core.guide.entry import DOOR_TITLES
from facilitator.core.guide.vocabulary import in_words_of
from facilitator.core.text.guard import NO_TEXT
from facilitator.export.guide import NARROWEST, WIDTH, guide_page, minutes_in_words
from facilitator.store.guides import foundations
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import Ask
from facilitator.ui.kit.list_detail import ListDetailScreen
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import _, language, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.binding import Binding

    from facilitator.core.guide.model import Guide
    from facilitator.store.toml import FileProblem
    from facilitator.ui.kit.list_detail import Item
    from facilitator.ui.kit.worker import GoOn

EVERY = 1.0
"""Seconds between two looks at the files."""
SCROLLBAR = 2
"""Columns that may be taken by it once there is a page."""


class GuideRow(NamedTuple):
    """A guide, or a file that should be one."""

    title: str
    about: str
    id: str
    path: Path | None
    """Its file, where it is one of the user's own."""
    guide: Guide | None
    problems: tuple[FileProblem, ...] = ()
    """What is wrong with the file, or probably not meant."""


class GuidesScreen(ListDetailScreen[None, "tuple[GuideRow, ...]"]):
    """All guides, broken ones of the user's first."""

    CONTEXT = "guides"
    DEFAULT_CSS = """
    GuidesScreen Horizontal LongList { width: 1fr; min-width: 28; max-width: 44; }
    GuidesScreen #page { width: 2fr; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("guides")  # type: ignore[assignment]
    complete = True
    """No note is asked for here."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[GuideRow, ...] = ()
        self._wanted: Path | None = None
        """The file that is to be marked when it is listed."""

    def on_mount(self) -> None:
        self.set_interval(EVERY, lambda: self.load_list(stay=True, awaited=False))

    def on_long_list_opened(self) -> None:
        self.action_read()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_page)

    # What is listed

    def load(self, go_on: GoOn) -> tuple[GuideRow, ...]:
        guides, citizen = self.workspace.guides, self.workspace.archive.citizen
        files = {file.path: file for file in guides.own}
        rows = [
            GuideRow(file.path.name, _("cannot be used"), "", file.path, None, file.problems)
            for file in files.values()
            if file.guide is None
        ]
        for entry in guides.entries(language()):
            minutes = and_its_language(minutes_in_words(entry.minutes), entry.language)
            about = [_(DOOR_TITLES[entry.door]), minutes]
            if entry.path is not None:
                about.append(entry.path.name)
            file = files[entry.path] if entry.path else None
            with suppress(Refused):
                guide = (file and file.guide) or guides.guide(entry.id, entry.language)
                rows.append(
                    GuideRow(
                        entry.title,
                        " · ".join(filter(None, about)),
                        entry.id,
                        entry.path,
                        in_words_of(guide, citizen),
                        file.doubts if file else (),
                    )
                )
        return tuple(rows)

    def show_list(self, loaded: tuple[GuideRow, ...], *, stay: bool) -> None:
        if loaded == self._rows and self._wanted is None:
            return
        before = self._marked
        wanted, self._wanted = self._wanted or (before and before.path), None
        self._rows = loaded
        marked = self.long_list.marked if stay else 0
        for number, row in enumerate(loaded):
            if row.path == wanted if wanted else before and row.id == before.id:
                marked = number
        self.long_list.show(len(loaded), marked)

    def items(self, numbers: range) -> Sequence[Item]:
        return [
            (
                Content.styled(row.title, "" if row.guide else "$error"),
                Content.styled(f"  {row.about}", "$muted"),
            )
            for row in self._rows[numbers.start : numbers.stop]
        ]

    def show_count(self) -> None:
        n = len(self._rows)
        words = ngettext("{n} guide", "{n} guides", n).format(n=n)
        self.count.show(words, self.progress)

    def show_page(self) -> None:
        """A file that was saved is shown where it is being read."""
        self.text.update(self.page_content())
        self.show_keys()

    def page_content(self) -> Content:
        row, parts = self._marked, []
        if row is None:
            return Content("")
        if row.path is not None:
            parts.append(Content.styled(str(row.path), "$muted"))
        for problem in row.problems:
            place = _("Line {n}").format(n=problem.line) + ": " if problem.line else ""
            parts.append(
                Content.styled(
                    place + refusal_words(problem), "$warning" if row.guide else "$error"
                )
            )
        if row.guide is not None:
            width = self.text.content_size.width - SCROLLBAR
            width = max(NARROWEST, min(width, WIDTH))
            common = foundations(row.guide.language).cards
            parts.append(Content(guide_page(row.guide, width, common)))
        return Content("\n\n").join(parts)

    @property
    def _marked(self) -> GuideRow | None:
        return self.marked_of(self._rows)

    # Commands

    def action_try_out(self) -> None:
        row = self._marked
        if row is None or row.guide is None:
            self.say(_("This file has to be fixed first."))
            return
        self.navigator.session.try_out(row.guide)

    def action_copy(self) -> None:
        """Make a guide of the user's own as a copy of the marked one."""
        row = self._marked
        if row is None or row.guide is None:
            self.say(_("This file has to be fixed first."))
            return
        title = _(
            "What is your guide to be called in commands? Small letters a–z, digits, hyphens."
        )
        ask = Ask(title, value=_("our-{guide}").format(guide=row.id), unless=NO_TEXT)
        self.app.push_screen(ask, lambda new_id: self._copy(row.id, new_id))

    def _copy(self, other: str, new_id: str | None) -> None:
        if not new_id:
            return
        from facilitator.export.guide_schema import guide_schema
        from facilitator.store.guide_files import new_guide

        archive, guides = self.workspace.archive, self.workspace.guides

        def write(_go_on: GoOn) -> Path:
            schema = json.dumps(guide_schema(), ensure_ascii=False, indent=1) + "\n"
            archive.prepare()
            copied = guides.file(other, language()).path
            return new_guide(archive.guides, new_id.strip(), language(), schema.encode(), copied)

        def written(path: Path) -> None:
            self._wanted = path
            self._edit(path)

        write_in_thread(self, write, written)

    def action_edit(self) -> None:
        """Open the file in the editor named by the environment."""
        row = self._marked
        if row is None or row.path is None:
            self.say(_("This guide comes with the program: copy it, and write in the copy."))
            return
        self._edit(row.path)

    def _edit(self, path: Path) -> None:
        """Open the editor; without one, say where the file is: it is watched."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        words = _("Open this file in an editor: {file}. It is read again whenever it is saved.")
        if not editor:
            self.app.notify(words.format(file=path), timeout=20, markup=False)
        else:
            try:
                with self.app.suspend():
                    subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603
            except (SuspendNotSupported, OSError, ValueError):
                self.app.notify(words.format(file=path), timeout=20, markup=False)
        self.load_list(stay=True)
