"""The form that makes a commitment, or changes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Label

from facilitator.conducting.format import (
    CUE,
    RESPONSE,
    STATUSES,
    WHAT,
    WHO,
    parsed_day,
    status_words,
    understood_day,
)
from facilitator.conducting.guard import NOTHING_PRIVATE, Guard
from facilitator.core.commitments import WHAT_TO_DO, Status
from facilitator.core.errors import N_, Refused
from facilitator.core.text.guard import A_NAME, NO_TEXT
from facilitator.core.text.plain import one_line
from facilitator.ui.kit.dialog import Dialog
from facilitator.ui.kit.fields import Choice, Field, field
from facilitator.ui.kit.form import Form
from facilitator.ui.kit.line import Aside
from facilitator.words import _, date_words, refusal_words, weekday_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.widget import Widget

    from facilitator.conducting.guard import GuardMemory
    from facilitator.core.note import Commitment


_MADE = {"what": WHAT, "owner": WHO, "due": N_("By when")}
_WHEN_THEN = {"cue": CUE, "response": RESPONSE}
_FOLLOWED_UP = _WHEN_THEN | {"happened": N_("What happened")}


class Filled(NamedTuple):
    """The values of the form; empty texts where nothing is filled in."""

    status: Status
    what: str
    owner: str
    due: date | None
    cue: str
    response: str
    happened: str

    @classmethod
    def of(cls, commitment: Commitment) -> Filled:
        """A commitment as it stands in the form."""
        texts = (commitment.cue, commitment.response, commitment.happened)
        return cls(
            commitment.status,
            commitment.what,
            commitment.owner or "",
            commitment.due,
            *(text or "" for text in texts),
        )


class CommitmentForm(Dialog[None], Form):
    """A line a field; from the last Enter saves, as Ctrl+S does.

    `save` is handed the form and what is filled in: it raises Refused, or tells the form how it
    went with `done` or `say`. Until then Escape calls `stop`; what was typed stays. With
    `follow_up` there is also what has become of it. `names` are the participants': offered as
    owners, and asked about in what is to be done. `memory` is the session's (see `Guard`).
    """

    CSS_PATH = "commitment_form.tcss"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("escape", "leave", show=False),
        Binding("enter", "next_line", show=False, priority=True),
        Binding("down,tab", "app.step_line(1)", show=False),
        Binding("up,shift+tab", "app.step_line(-1)", show=False),
        Binding("ctrl+s", "begin", show=False, priority=True),
    ]

    def __init__(
        self,
        today: date,
        save: Callable[[CommitmentForm, Filled], object],
        before: Commitment | None = None,
        *,
        what: str = "",
        names: Sequence[str] = (),
        memory: GuardMemory | None = None,
        follow_up: bool = False,
        when_then: bool = False,
        alone: bool = False,
        begin_at: str = "",
        advice: str = "",
        stop: Callable[[], object] = lambda: None,
    ) -> None:
        """`before` as it is now, None for a new one, of which `what` may be known already.

        `advice` stands under the title. With `when_then` it is asked when it is to be done and
        what then; who makes it `alone` is not asked who.
        """
        super().__init__()
        self._today, self._save, self._stop, self._names = today, save, stop, names
        self._before, self._status = before, before.status if before else Status.OPEN
        self._follow_up = follow_up
        texts = _texts(before) | ({"what": what} if what else {})
        lines = _MADE | (_FOLLOWED_UP if follow_up else _WHEN_THEN if when_then else {})
        self._labels = {
            name: label for name, label in lines.items() if name != "owner" or not alone
        }
        self._texts = {name: one_line(text) for name, text in texts.items()}
        self._advice = advice
        self._begin_at = begin_at or (list(self._labels)[1] if what else "what")
        self._memory = memory
        self._saving = False
        self._far = {before.due} if before else set()
        """Days more than a year ahead that were asked about."""

    def compose(self) -> ComposeResult:
        """Status first, where there is one, since that is changed most often."""
        offered = SuggestFromList(self._names, case_sensitive=False) if self._names else None
        examples = {
            "due": _("Friday, 3 Dec, in two weeks"),
            "cue": _("such as: we meet on Mondays"),
            "response": _("such as: we do a round first"),
        }
        with Vertical(classes="dialog"):
            yield Label(Content(_("Commitment")), classes="title")
            if self._advice:
                yield Label(Content(self._advice), classes="quiet")
            if self._follow_up:
                with field(_("Status")):
                    choice = Choice([status_words(status) for status in STATUSES], id="status")
                    choice.index = STATUSES.index(self._status)
                    yield choice
            for name, label in self._labels.items():
                with field(_(label)):
                    yield Field(
                        self._texts[name],
                        id=name,
                        placeholder=examples.get(name, ""),
                        suggester=offered if name == "owner" else None,
                        to_change=name not in {"owner", "due"},
                        guard=Guard(
                            self._texts[name],
                            unless={"owner": A_NAME, "due": NO_TEXT}.get(name, ()),
                            memory=self._memory,
                        ),
                    )
            yield Aside()
            keys = _("Enter: next · Ctrl+S: save · Esc: cancel")
            yield Label(Content(keys), classes="quiet")

    def on_mount(self) -> None:
        """In the line it was asked for, from the first key on: focus() waits a moment."""
        self.query_one(Aside).hint(_(NOTHING_PRIVATE))
        self.set_focus(self.query_one(f"#{self._begin_at}"))

    def on_descendant_focus(self) -> None:
        """Show what there is to say of the focused line."""
        self.show_remark(self.focused)

    def names_in(self, name: str) -> Sequence[str]:
        return self._names

    def refusals(self) -> Mapping[str, Refused]:
        try:
            self._day()
        except Refused as refused:
            return {"due": refused}
        return {}

    def unsettled(self, lines: Sequence[Widget]) -> Sequence[tuple[Widget, str]]:
        """One question at a time: there is little room for them."""
        for line in lines:
            if question := self.question(line):
                return [(line, question)]
        return super().unsettled(lines)

    def remark(self, line: Widget | None) -> str:
        """The guard's, or how a day is understood."""
        words = super().remark(line)
        if isinstance(line, Field) and line.id == "due" and not words:
            words = understood_day(line.text, self._today)
        return words

    def show_remark(self, line: Widget | None) -> None:
        if not self._saving:
            super().show_remark(line)

    def action_begin(self) -> None:
        if not self._saving:
            super().action_begin()

    def begin(self) -> None:
        """Save it. Raises Refused."""
        if not self.value("what"):
            raise Refused(WHAT_TO_DO)
        filled = self._filled()
        if self._is_asked_about(filled.due):
            return
        self._saving = True
        try:
            self._save(self, filled)
        except Refused:
            self._saving = False
            raise

    def not_begun(self, why: Refused) -> None:
        """Say why at the line to be changed: what is to be done, or the lacking half of a plan."""
        plan = [name for name in _WHEN_THEN if name in self._labels and not self.value(name)]
        lacking = plan[:1] if len(plan) == 1 else []
        if not self.value("what"):
            lacking = ["what"]
        if lacking:
            self.ask_at(self.query_one(f"#{lacking[0]}"), refusal_words(why))
        else:
            super().not_begun(why)

    def _is_asked_about(self, due: date | None) -> bool:
        """Whether the day is a year away and more, and it has not been asked whether it is meant.

        A day that was agreed on before is not asked about.
        """
        from facilitator.core.text.dates import is_far

        if due is None or due in self._far or not is_far(due, self._today):
            return False
        self._far.add(due)
        words = _("{day} is more than a year ahead. Enter keeps it.")
        self.ask_at(self.query_one("#due"), words.format(day=weekday_words(due)))
        return True

    def action_leave(self) -> None:
        if self._saving:
            self._stop()
        else:
            self.dismiss()

    # How it went

    def say(self, words: str, *, saving: bool = False) -> None:
        """Say what is in the way; while it is being saved, that."""
        self._saving = saving
        self.query_one(Aside).ask(words)

    def done(self) -> None:
        """It has been saved."""
        self._saving = False
        self.dismiss_in_time()

    # What was typed

    def value(self, name: str) -> str:
        return super().value(name) if name in self._labels else self._texts[name]

    def _day(self) -> date | None:
        """The day, as it was before where it has not been touched. Raises Refused."""
        due = self.value("due")
        day = self._before.due if self._before and due == self._texts["due"] else None
        return day or parsed_day(due, self._today)

    def _filled(self) -> Filled:
        """The values. Raises Refused for a day that is not understood."""
        return Filled(
            status=STATUSES[self.query_one(Choice).index] if self._follow_up else self._status,
            what=self.value("what"),
            owner=self.value("owner"),
            due=self._day(),
            cue=self.value("cue"),
            response=self.value("response"),
            happened=self.value("happened"),
        )


def _texts(commitment: Commitment | None) -> dict[str, str]:
    """A commitment as it stands in the lines."""
    if commitment is None:
        return dict.fromkeys(_MADE | _FOLLOWED_UP, "")
    filled = Filled.of(commitment)._asdict()
    due = date_words(commitment.due) if commitment.due else ""
    return {name: filled[name] for name in _MADE | _FOLLOWED_UP} | {"due": due}
