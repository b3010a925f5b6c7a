"""The follow-up: what was agreed across all sessions, and what has become of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.core.errors import N_, Refused
from facilitator.store.guides import private_guides
from facilitator.store.index.commitments import commitments
from facilitator.store.index.notes import number_of_notes
from facilitator.ui.commands import bindings
from facilitator.ui.follow_up.changes import FollowUpChanges
from facilitator.ui.follow_up.listing import (
    Group,
    Narrow,
    Which,
    key_of,
    listed,
)
from facilitator.ui.follow_up.rows import (
    commitment_item,
    count_words,
    heading_item,
    page,
)
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.long_list import LongList
from facilitator.ui.kit.worker import read_in_thread
from facilitator.ui.workspace import MANY
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.commands import Command
    from facilitator.ui.follow_up.listing import Row
    from facilitator.ui.kit.long_list import Item


class FollowUpScreen(FollowUpChanges):
    """The commitments by team, and the marked one with everything about it beside the list."""

    CONTEXT = "follow_up"
    CSS_PATH = "follow_up.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("follow_up")  # type: ignore[assignment]

    def __init__(self, *, team: str | None = None, note: Path | None = None) -> None:
        """Of one note all it has; of a `team` no other's is to be seen: it sits before the list."""
        super().__init__()
        self._narrow = Narrow(Which.ALL if note else Which.WAITING, team, note)
        self._one_team = team is not None
        self._rows: tuple[Row, ...] = ()
        self._places: dict[int, int] = {}
        """By its number in the list: which of the commitments in it that is."""
        self._count = ""
        self._asking = False

    def compose(self) -> ComposeResult:
        """How many there are, the list and the page."""
        yield Line(id="count")
        with Horizontal():
            yield LongList(self._items)
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="commitment")
        yield KeyLine()

    def on_mount(self) -> None:
        """What the index knows, and then what has changed since."""
        self.read_archive()

    def on_screen_resume(self) -> None:
        """What was on top may have been in another language, or on another day."""
        if self._rows:
            self.show_rows()

    def on_long_list_marked(self) -> None:
        """Show what is marked."""
        self.show_progress()
        self._show_page()

    def on_long_list_opened(self) -> None:
        """Open it."""
        self.action_change()

    def on_resize(self) -> None:
        """Enter does another thing where the page has no room beside the list."""
        self.show_keys()

    # What is seen

    @property
    def marked(self) -> KeptCommitment | None:
        """The commitment that is marked."""
        number = self.query_one(LongList).marked
        row = self._rows[number] if number < len(self._rows) else None
        return None if isinstance(row, Group) else row

    def show_found(self, *, stay: bool = False) -> None:
        """Ask the index for all there are; beside the screen, where they are many."""
        if number_of_notes(self.workspace.index) > MANY:
            self._asking = True
            self.show_progress()
            read_in_thread(self, lambda _go_on: self._ask(), self._show_all, group="ask")
        else:
            self._show_all(self._ask())

    def _ask(self) -> tuple[KeptCommitment, ...]:
        return commitments(self.workspace.index, private_guides(self.workspace.guides))

    def _show_all(self, found: tuple[KeptCommitment, ...]) -> None:
        self._asking = False
        self.take(found)
        self.show_rows()

    def show_rows(self) -> None:
        """The list as it is narrowed down; the marked one stays marked, or its place."""
        shown = self.query_one(LongList)
        before, number = self.marked, shown.marked
        self._rows = listed(self._found, self._narrow, self.today, self._stay)
        rows = {n: row for n, row in enumerate(self._rows) if not isinstance(row, Group)}
        self._places = {n: place for place, n in enumerate(rows, 1)}
        count = sum(self._narrow.fits(row, self.today) for row in rows.values())
        about = next((row for row in rows.values() if row.path == self._narrow.note), None)
        self._count = count_words(count, self._narrow, about)
        if before:
            same = (n for n, row in rows.items() if key_of(row) == key_of(before))
            number = next(same, number)
        headings = frozenset(range(len(self._rows))) - rows.keys()
        shown.show(len(self._rows), number, headings=headings)

    def show_progress(self) -> None:
        """Show how many there are, and which is marked or how far the reading or saving is."""
        place = self._places.get(self.query_one(LongList).marked)
        right = f"{place}/{len(self._places)}" if place else ""
        if self._writers:
            right = _("Saving …")
        elif self._asking or self.reading:
            right = _("Reading {progress}").format(progress=self.reading or "…")
        self.query_one("#count", Line).show(
            "" if self._asking and not self._rows else self._count, right
        )

    def _items(self, numbers: range) -> Sequence[Item]:
        return [
            heading_item(row)
            if isinstance(row, Group)
            else commitment_item(row, self.today, saving=key_of(row) in self._writers)
            for row in self._rows[numbers.start : numbers.stop]
        ]

    def _show_page(self) -> None:
        one = self.marked
        self.query_one("#page").scroll_home(animate=False)
        if one:
            content = page(one, self.today)
        elif self._asking:
            content = Content("")
        elif self._found:
            content = Content.styled(_("None of them is here. A shows all."), "$muted")
        else:
            nothing = _("What you agree on in your sessions is gathered here.")
            content = Content.styled(nothing, "$muted")
        self.query_one("#commitment", Static).update(content)
        self.show_keys()

    def key_commands(self) -> tuple[Command, ...]:
        """Enter reads first, where the page has no room beside the list."""
        commands = super().key_commands()
        if not self.page_is_hidden:
            return commands
        return tuple(
            replace(c, label=N_("Read")) if c.id == "follow_up.change" else c for c in commands
        )

    # Commands

    def action_change(self) -> None:
        """Change it; where the page has no room beside the list, read it first."""
        if self.page_is_hidden:
            self.action_read()
        else:
            self.ask_change()

    def action_note(self) -> None:
        """The note it was made in."""
        from facilitator.ui.kit.note_sheet import note_sheet

        one = self.marked
        if one is None:
            return
        if not one.path.exists():
            self.refuse(Refused(N_("{file} is no longer there."), file=one.path.name))
            return
        try:
            self.app.push_screen(note_sheet(one.path))
        except Refused as refused:
            self.refuse(refused)

    def action_all(self) -> None:
        """Those that have ended as well, or not any more."""
        every = self._narrow.which is not Which.ALL
        self._narrow_to(replace(self._narrow, which=Which.ALL if every else Which.WAITING))

    def action_look_back(self) -> None:
        """The patterns over time of the team that is marked."""
        self.navigator.look_back(self.marked.team if self.marked else self._narrow.team or "")

    def action_filter(self) -> None:
        """Choose what to narrow it down by, and to what."""
        from facilitator.ui.follow_up.filter import ask_narrow

        ask_narrow(self, self._found, self._narrow, self._narrow_to, one_team=self._one_team)

    def _narrow_to(self, narrow: Narrow) -> None:
        self._narrow = narrow
        self._stay.clear()
        self.show_rows()

    def action_read(self) -> None:
        """The arrows move the page."""
        if self.marked:
            self.read_page(reading=True)

    def action_list(self) -> None:
        """The arrows move through the list again."""
        self.read_page(reading=False)
