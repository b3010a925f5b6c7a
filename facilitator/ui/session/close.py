"""The close: the group sees what will be kept, and who will see it, before it is saved (P14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import LEARNING, Keyword
from facilitator.core.session.board import (
    AddCommitment,
    DeleteCommitment,
    DeleteKeyword,
    EditCommitment,
    EditKeyword,
    KeepKeyword,
)
from facilitator.core.session.closing import TakeNamesOut, is_kept, naming
from facilitator.core.session.phases import ReturnFromClose
from facilitator.store.guides import foundations
from facilitator.ui.commands import bindings
from facilitator.ui.kit.aside import Aside
from facilitator.ui.kit.commitment_form import CommitmentForm
from facilitator.ui.kit.dialog import confirm, pick
from facilitator.ui.kit.format import commitment_words, keyword_words
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Line
from facilitator.ui.session.conductor import ConductorScreen
from facilitator.ui.session.entries import Entries
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.ui.kit.commitment_form import Filled


_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list that can be worked on."""

    what: Literal["keyword", "commitment"]
    column: str
    index: int


class CloseScreen(ConductorScreen):
    """Everything that could be kept, with its mark; what is marked is saved."""

    CONTEXT = "close"
    AUTO_FOCUS = "Entries"
    DEFAULT_CSS = """
    CloseScreen.-short .title { padding: 0 2; }
    CloseScreen #trouble { color: $mark; display: none; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("close", priority=True)  # type: ignore[assignment]

    def compose(self) -> ComposeResult:
        """Title, who will see it, the list."""
        yield Label(Content(_("What will be kept?")), classes="title")
        yield Static(id="who", classes="quiet")
        yield Entries[Row]()
        yield Aside()
        yield Static(id="size", classes="quiet")
        yield Line(id="trouble")
        yield KeyLine()

    def on_mount(self) -> None:
        self.set_interval(5, self._tick)

    # What can be done

    def action_keep(self) -> None:
        """Keep it, or let it go."""
        row = self._marked
        if row and row.what == "keyword":
            keep = not is_kept(self._keyword(row), self.conductor.session.note.board)
            self.do(KeepKeyword(row.column, row.index, keep))
        elif row:
            self.say(_("A commitment is kept, unless you delete it with Del."))

    def action_edit(self) -> None:
        """Other words."""
        row = self._marked
        if row and row.what == "keyword":
            self.ask(
                _("Change the words"),
                lambda text: EditKeyword(row.column, row.index, text),
                value=self._keyword(row).text,
            )
        elif row:
            self._edit_commitment(row.index)

    def action_delete(self) -> None:
        """For good (Ctrl+Z brings it back until it is saved)."""
        row = self._marked
        if row and row.what == "keyword":
            self.do(DeleteKeyword(row.column, row.index))
        elif row:
            self.do(DeleteCommitment(row.index))

    def action_commitment(self) -> None:
        """A new one."""

        def agree(form: CommitmentForm, filled: Filled) -> None:
            self.conductor.do(AddCommitment(filled.what, filled.owner, filled.due))
            form.done()

        self.app.push_screen(
            CommitmentForm(self._today, agree, names=self.names, memory=self.conductor.memory)
        )

    def action_back(self) -> None:
        """Back into the session."""
        if self.conductor.session.live.closing:
            self.do(ReturnFromClose())
        self.dismiss()

    def action_save(self) -> None:
        """Save the note, and home; first ask about who is named in it and was not asked about."""
        memory = self.conductor.memory
        named = naming(self.conductor.session, memory.words)
        unasked = frozenset(text for text in named if text not in memory.texts)
        if not unasked:
            self._save()
            return

        def take_out() -> None:
            self.do(TakeNamesOut(unasked))

        def keep() -> None:
            memory.texts |= unasked
            self._save()

        lines = [_("Somebody who takes part is named here, and was not asked about:")]
        lines += [f"· {text}" for text in named if text in unasked][:_MOST_SHOWN]
        if len(unasked) > _MOST_SHOWN:
            lines.append(_("… and {n} more").format(n=len(unasked) - _MOST_SHOWN))
        choices: list[tuple[str, Callable[[], None]]] = [
            (_("Go back and look"), lambda: None),
            (_("Take the names out, and look once more"), take_out),
            (_("Keep it as it stands, and save"), keep),
        ]
        pick(self, "\n".join(lines), choices, lambda do: do())

    def _save(self) -> None:
        self.conductor.close()
        self._show_outcome()

    def _show_outcome(self) -> None:
        """Home where the session is closed; else why it is not."""
        keeper = self.conductor.keeper
        if not self.conductor.closed:
            self._show_trouble()
            return
        words = [_("Saved: {path}").format(path=keeper.note_file)]
        if keeper.left_behind:
            left = _("What was kept while it ran could not be removed: {why} It is tried again.")
            words.append(left.format(why=said(keeper.left_behind)))
        words.append(foundations(self.conductor.session.guide.language).closing)
        self.navigator.go_home("\n".join(words))

    def action_throw_away(self) -> None:
        """Nothing at all is kept."""

        def throw_away() -> None:
            if trouble := self.conductor.throw_away():
                self.refuse(trouble.reason)
            else:
                self.navigator.go_home(_("Nothing of the session was kept."))

        title = _("Throw the whole session away? It cannot be undone.")
        confirm(self, title, _("Yes, throw it away"), throw_away)

    # How it is shown

    @property
    def _today(self) -> date:
        return self.workspace.today

    @property
    def _marked(self) -> Row | None:
        return self.query_one(Entries).marked

    def _keyword(self, row: Row) -> Keyword:
        return self.conductor.session.note.entries(row.column)[row.index]

    def _edit_commitment(self, index: int) -> None:
        now = self.conductor.session.note.commitments[index]

        def agree(form: CommitmentForm, filled: Filled) -> None:
            what, owner, due = filled.what, filled.owner, filled.due
            self.conductor.do(EditCommitment(index, what, owner, due, now.status))
            form.done()

        self.app.push_screen(
            CommitmentForm(self._today, agree, now, names=self.names, memory=self.conductor.memory)
        )

    def _tick(self) -> None:
        self.conductor.tick()
        self._show_outcome()

    def _show_trouble(self) -> None:
        line = self.query_one("#trouble", Line)
        trouble = self.conductor.not_closed or self.conductor.trouble
        line.display = trouble is not None
        if trouble:
            line.show(
                _("Not saved: {why} It will be tried again.").format(why=said(trouble.reason))
            )

    def show_session(self) -> None:
        """Fill the list from the session as it stands."""
        note = self.conductor.session.note
        lines: list[tuple[Content, Row | None]] = []
        columns = [(LEARNING, _("Learning points"), note.learning_points)]
        columns += [(q.id, q.text, q.keywords) for q in note.questions]
        if note.commitments:
            lines.append((Content(_("Commitments")), None))
        for i, commitment in enumerate(note.commitments):
            words = _marked(commitment_words(commitment), kept=True)
            lines.append((words, Row("commitment", "", i)))
        for column, title, keywords in columns:
            if keywords:
                lines.append((Content(title), None))
            for i, keyword in enumerate(keywords):
                words = _marked(keyword_words(keyword), kept=is_kept(keyword, note.board))
                lines.append((words, Row("keyword", column, i)))
        nothing = (Content(_("Nothing was written on the board.")), None)
        self.query_one(Entries).fill(lines or [nothing])
        self._show_who(cleared=note.board is BoardAtClose.CLEARED)

    def _show_who(self, *, cleared: bool) -> None:
        note = self.conductor.kept()
        who = (
            _("The board is cleared. Only what you mark is kept, for the team and its leader.")
            if cleared
            else _("The team and its leader can read what is kept, as it stands here.")
        )
        self.query_one("#who", Static).update(Content(who))
        parts = [_("{n} min").format(n=note.minutes)]
        if note.participants:
            parts.append(_("{n} took part").format(n=note.participants))
        parts.append(_("Also kept: date, team and guide. Never: who spoke or passed."))
        self.query_one("#size", Static).update(Content(" · ".join(parts)))
        self._show_trouble()


def _marked(words: str, *, kept: bool) -> Content:
    mark = "✓ " + _("keep") if kept else "  " + _("let go")
    return Content.assemble((f"{mark:<12}", "bold" if kept else ""), Content(words))
