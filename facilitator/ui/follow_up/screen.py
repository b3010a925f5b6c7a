"""The follow-up screen: the commitments of all sessions, and what has become of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from facilitator.conducting.format import STATUSES, status_words
from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.commitments import Status
from facilitator.core.errors import N_
from facilitator.store.index.commitments import commitments
from facilitator.ui.commands import bindings
from facilitator.ui.follow_up.changes import CommitmentChanges
from facilitator.ui.follow_up.listing import (
    CommitmentList,
    Filter,
    TeamHeading,
    Which,
    ask_filter,
    commitment_item,
    count_words,
    heading_item,
    listing,
    page,
)
from facilitator.ui.garbage_collection import let_go
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.list_detail import ListDetailScreen
from facilitator.ui.kit.note_page import show_note
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.binding import Binding

    from facilitator.store.index import Refreshed
    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.commands import Command
    from facilitator.ui.kit.list_detail import Item
    from facilitator.ui.kit.worker import GoOn


class FollowUpScreen(ListDetailScreen[None, tuple["Sequence[KeptCommitment]", CommitmentList]]):
    """The commitments by team, and the page of the marked one."""

    CONTEXT = "follow_up"
    DEFAULT_CSS = """
    FollowUpScreen Horizontal LongList { width: 1fr; max-width: 70; }
    FollowUpScreen #page { width: 1fr; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("follow_up")  # type: ignore[assignment]

    def __init__(self, *, team: str | None = None, note: Path | None = None) -> None:
        """With a `note`, all of that note. With a `team`, no other team's are shown."""
        super().__init__()
        self._narrow = Filter(Which.ALL if note else Which.WAITING, team, note)
        self._one_team = team is not None
        self._commitments: Sequence[KeptCommitment] | None = None
        """All there are, as the index had them; None where it is to be asked again."""
        self._listing = CommitmentList()
        self._changes = CommitmentChanges(self, self._show_changes)

    def on_unmount(self) -> None:
        held, self._commitments, self._listing = self._commitments, None, CommitmentList()
        let_go(held or ())

    def on_screen_resume(self) -> None:
        """What was on top may have been in another language, or on another day."""
        if self._commitments is not None:
            self.load_list(stay=True, awaited=False)

    def on_long_list_opened(self) -> None:
        self.action_change()

    def on_resize(self) -> None:
        """Enter does another thing where the page has no room beside the list."""
        self.show_keys()

    # What is listed

    def load(self, go_on: GoOn) -> tuple[Sequence[KeptCommitment], CommitmentList] | None:
        """All commitments, and the filtered list."""
        in_archive = self._commitments
        if in_archive is None:
            in_archive = commitments(self.workspace.index, go_on=go_on)
        if not go_on(0, 0):  # nobody waits for it any more
            if self._commitments is not in_archive:
                let_go(in_archive)
            return None
        latest = map(self._changes.latest, in_archive)
        return in_archive, listing(
            latest, self._narrow, self.workspace.today, {*self._changes.recent}
        )

    def show_list(
        self, loaded: tuple[Sequence[KeptCommitment], CommitmentList], *, stay: bool
    ) -> None:
        """Keep the marked one marked, or its position."""
        before, number = self._marked, self.long_list.marked
        gone = self._listing.rows if self._commitments is None else ()
        self._commitments, self._listing = loaded
        let_go(gone)
        if before:
            rows = enumerate(self._listing.rows)
            same = (n for n, row in rows if not isinstance(row, TeamHeading) and _same(row, before))
            number = next(same, number)
        self.long_list.show(len(self._listing.rows), number, headings=self._listing.headings)

    def _refreshed(self, refreshed: Refreshed) -> None:
        self._commitments = None
        super()._refreshed(refreshed)

    def _show_changes(self) -> None:
        """A commitment is being written, or has been."""
        if self.is_attached:
            self.long_list.refresh()
            self.show_count()
            self.show_page()
            self.load_list(stay=True, awaited=False)

    def items(self, numbers: range) -> Sequence[Item]:
        rows = self._listing.rows[numbers.start : numbers.stop]
        return [
            heading_item(row) if isinstance(row, TeamHeading) else self._item(row) for row in rows
        ]

    def _item(self, kept: KeptCommitment) -> Item:
        saving = kept in self._changes
        return commitment_item(self._changes.latest(kept), self.workspace.today, saving=saving)

    def show_count(self) -> None:
        listing, left = self._listing, ""
        if self._commitments or self.complete:
            of_note = self._narrow.note and next((row for row in listing.rows[1:2]), None)
            about = of_note if of_note and not isinstance(of_note, TeamHeading) else None
            left = count_words(listing.fitting, self._narrow, about)
        at = f"{listing.place(self.long_list.marked)}/{listing.length}" if self._marked else ""
        right = _("Saving …") if len(self._changes) else self.progress or at
        self.count.show(left, right)

    # What is marked

    @property
    def _marked(self) -> KeptCommitment | None:
        row = self.marked_of(self._listing.rows)
        return None if row is None or isinstance(row, TeamHeading) else self._changes.latest(row)

    def page_content(self) -> Content:
        if kept := self._marked:
            return page(kept, self.workspace.today)
        words = ""
        if self._commitments:
            words = _("None of these is open. A shows all.")
        elif self.complete:
            words = _("What you agree on in your sessions is gathered here.")
        return Content.styled(words, "$muted")

    def key_commands(self) -> tuple[Command, ...]:
        """Enter reads first, where the page has no room beside the list."""
        commands = super().key_commands()
        if not self.page_is_hidden:
            return commands
        return tuple(
            replace(c, label=N_("Read")) if c.id == "follow_up.change" else c for c in commands
        )

    # Commands

    def _with_marked(self, do: Callable[[KeptCommitment], object]) -> None:
        """Do something with the marked commitment, where there is one."""

        def now() -> None:
            if kept := self._marked:
                do(kept)

        self.when_loaded(now)

    def action_change(self) -> None:
        """Change the marked one; where the page is hidden, show that first."""
        if self.page_is_hidden:
            self.action_read()
        else:
            self._with_marked(self._changes.ask)

    def action_happened(self) -> None:
        self._with_marked(lambda kept: self._changes.ask(kept, "happened"))

    def action_status(self) -> None:
        def ask(kept: KeptCommitment) -> None:
            def chosen(status: Status) -> None:
                if status is kept.commitment.status:
                    self.say(_("It stands so already."))
                else:
                    self._changes.save(kept, CommitmentChange(status=status))

            choices = [(status_words(status), status) for status in STATUSES]
            marked = STATUSES.index(kept.commitment.status)
            pick(self, _("What has become of it?"), choices, chosen, marked=marked)

        self._with_marked(ask)

    def action_done(self) -> None:
        """Mark it as done. One that was done stays so."""

        def change(kept: KeptCommitment) -> None:
            if kept.commitment.status is Status.DONE:
                self.say(_("It is done already. S gives it another status."))
            else:
                self._changes.save(kept, CommitmentChange(status=Status.DONE))

        self._with_marked(change)

    def action_undo(self) -> None:
        self._changes.undo()

    def action_note(self) -> None:
        self._with_marked(lambda kept: show_note(self, kept.path))

    def action_all(self) -> None:
        every = self._narrow.which is not Which.ALL
        self._narrow_to(replace(self._narrow, which=Which.ALL if every else Which.WAITING))

    def action_look_back(self) -> None:
        def look_back() -> None:
            self.navigator.look_back(self._marked.team if self._marked else self._narrow.team or "")

        self.when_loaded(look_back)

    def action_filter(self) -> None:
        teams = () if self._one_team else self._listing.teams
        ask_filter(self, teams, self._narrow, self._narrow_to)

    def _narrow_to(self, narrow: Filter) -> None:
        self._narrow = narrow
        self._changes.recent.clear()
        self.load_list(stay=True)


def _same(kept: KeptCommitment, other: KeptCommitment) -> bool:
    return (kept.note_id, kept.commitment.id) == (other.note_id, other.commitment.id)
