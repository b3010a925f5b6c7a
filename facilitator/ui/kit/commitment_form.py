"""A commitment in words, the form that makes or changes one, and choosing between two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label

from facilitator.conducting.earlier_commitments import (
    AS_WANTED,
    CHANGED_MEANWHILE,
    IN_THE_NOTE,
    WhichVersion,
)
from facilitator.conducting.format import (
    CUE,
    RESPONSE,
    STATUSES,
    WHAT,
    WHEN,
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
from facilitator.core.text.tags import THEMES
from facilitator.export.plain_text import when_then_words
from facilitator.ui.kit.dialog import Dialog, Versions
from facilitator.ui.kit.form import Choice, Field, field
from facilitator.words import _, date_words, language, refusal_words, weekday_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from facilitator.conducting.guard import GuardMemory
    from facilitator.core.note import Commitment


_MADE = {"what": WHAT, "owner": WHO, "due": N_("By when")}
_WHEN_THEN = {"cue": CUE, "response": RESPONSE}
_FOLLOWED_UP = _WHEN_THEN | {"happened": N_("What happened")}


def details(commitment: Commitment) -> Iterator[tuple[str, str]]:
    """Status, theme, owner and day, each with its name; a dash where it has none."""
    yield _("Status"), status_words(commitment.status)
    if commitment.theme:
        tag = THEMES[commitment.theme]
        yield _("Theme"), f"{tag.symbol} {tag.label(language())}"
    yield _(WHO), commitment.owner or "–"
    yield _(WHEN), weekday_words(commitment.due) if commitment.due else "–"


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


class CommitmentForm(Dialog[None]):
    """A line a field; Enter goes on to the next, and from the last it saves, as Ctrl+S does.

    `save` is handed the form and what is filled in: it raises Refused, or tells the form how it
    went with `done` or `say`. Until then Escape calls `stop`; what was typed stays. With
    `follow_up` there is also what has become of it. `names` are the participants': offered as
    owners, and asked about in what is to be done. `memory` is the session's (see `Guard`).
    """

    CSS_PATH = "commitment_form.tcss"
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "leave", show=False),
        Binding("enter,down,tab", "app.step_line(1)", show=False),
        Binding("up,shift+tab", "app.step_line(-1)", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
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
        self._lines = {name: label for name, label in lines.items() if name != "owner" or not alone}
        self._texts = {name: one_line(text) for name, text in texts.items()}
        self._advice = advice
        self._begin_at = begin_at or (list(self._lines)[1] if what else "what")
        self._memory = memory
        self._saving = False
        self._refused = ("", "")
        """An empty line that is to be filled in, and what is said of it."""
        self._far = {before.due} if before else set()
        """Days more than a year ahead that were asked about."""

    def compose(self) -> ComposeResult:
        """Status first, where there is one, since that is changed most often."""
        offered = SuggestFromList(self._names, case_sensitive=False) if self._names else None
        examples = {
            "due": _("Friday, 3/12, in two weeks"),
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
            for name, label in self._lines.items():
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
            yield Label("", id="say")
            keys = _("Enter: next · Ctrl+S: save · Esc: cancel")
            yield Label(Content(keys), classes="quiet")

    def on_mount(self) -> None:
        """In the line it was asked for, from the first key on: focus() waits a moment."""
        self.say("")
        self.set_focus(self.query_one(f"#{self._begin_at}"))

    def on_descendant_focus(self) -> None:
        """Show what there is to say of the focused line."""
        self._say_of(self.focused)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show how the day is understood."""
        self._say_of(event.input)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the next line, or done."""
        event.stop()
        name = event.input.id or ""
        if name == next(reversed(self._lines)):
            self.action_save()
        elif question := self._line(name).question(self._names):
            self.say(question)
        elif name != "due" or self._is_a_day():
            self.app.action_focus_next()

    def _is_a_day(self) -> bool:
        """Whether the day is understood; if not, say so."""
        try:
            parsed_day(self._value("due"), self._today)
        except Refused as refused:
            self.say(refusal_words(refused))
            return False
        return True

    def action_save(self) -> None:
        if self._saving:
            return
        for line in self.query(Field):
            if question := line.question(self._names):
                line.focus()
                self.say(question)
                return
        if not self._value("what"):
            self._line("what").focus()
            self.say(_(WHAT_TO_DO))
            return
        try:
            filled = self._filled()
        except Refused as refused:
            self._line("due").focus()
            self.say(refusal_words(refused))
            return
        if self._is_asked_about(filled.due):
            return
        self._saving = True
        try:
            self._save(self, filled)
        except Refused as refused:
            self._saving = False
            self._refuse(refusal_words(refused))

    def _refuse(self, words: str) -> None:
        """Say why it is refused, at the line to be changed."""
        texts = {name: self._value(name) for name in _WHEN_THEN if name in self._lines}
        lacking = [name for name, text in texts.items() if not text]
        if len(lacking) == 1:
            self._refused = (lacking[0], words)
            self._line(lacking[0]).focus()
        self.say(words)

    def _is_asked_about(self, due: date | None) -> bool:
        """Whether the day is a year away and more, and it has not been asked whether it is meant.

        A day that was agreed on before is not asked about.
        """
        from facilitator.core.text.dates import is_far

        if due is None or due in self._far or not is_far(due, self._today):
            return False
        self._far.add(due)
        self._line("due").focus()
        words = _("{day} is more than a year ahead. Enter keeps it.")
        self.say(words.format(day=weekday_words(due)))
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
        shown = self.query_one("#say", Label)
        shown.update(Content(words or _(NOTHING_PRIVATE)))
        shown.set_class(bool(words), "-saying")

    def done(self) -> None:
        """It has been saved."""
        self._saving = False
        self.dismiss_in_time()

    # What was typed

    def _line(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    def _value(self, name: str) -> str:
        return self._line(name).text if name in self._lines else self._texts[name]

    def _filled(self) -> Filled:
        """The values. Raises Refused for a day that is not understood."""
        due = self._value("due")
        day = self._before.due if self._before and due == self._texts["due"] else None
        return Filled(
            status=STATUSES[self.query_one(Choice).index] if self._follow_up else self._status,
            what=self._value("what"),
            owner=self._value("owner"),
            due=day or parsed_day(due, self._today),
            cue=self._value("cue"),
            response=self._value("response"),
            happened=self._value("happened"),
        )

    def _say_of(self, line: object) -> None:
        """What there is to say of a line: the guard's question, or its day."""
        if self._saving:
            return
        words = line.remark if isinstance(line, Field) else ""
        if isinstance(line, Field) and line.id == "due" and not words:
            words = understood_day(self._value("due"), self._today)
        if isinstance(line, Field) and line.id == self._refused[0] and not line.value:
            words = self._refused[1]
        self.say(words)


def _texts(commitment: Commitment | None) -> dict[str, str]:
    """A commitment as it stands in the lines."""
    if commitment is None:
        return dict.fromkeys(_MADE | _FOLLOWED_UP, "")
    filled = Filled.of(commitment)._asdict()
    due = date_words(commitment.due) if commitment.due else ""
    return {name: filled[name] for name in _MADE | _FOLLOWED_UP} | {"due": due}


class TwoVersions(Versions[WhichVersion]):
    """The version in the note, and the one that was to be written.

    All that somebody has changed or wants to change is shown; where the two differ, in bold.
    """

    def __init__(self, seen: Commitment, theirs: Commitment, mine: Commitment) -> None:
        """`mine` is theirs with the wanted change; `seen` is what it was made from."""
        super().__init__(
            _(CHANGED_MEANWHILE),
            [_two_versions(seen, theirs, mine)],
            [(_(version.value), version) for version in WhichVersion],
        )


def _two_versions(*versions: Commitment) -> Content:
    seen, theirs, mine = (dict(_lines(commitment)) for commitment in versions)
    names = [name for name in theirs | mine if theirs.get(name) != mine.get(name)]
    names += [name for name in seen | theirs if seen.get(name) != theirs.get(name)]
    shown = [name for name in seen | theirs | mine if name in names]
    rows = [Content(seen[_(WHAT)]), Content("")] if _(WHAT) not in shown else []
    for title, lines in ((_(IN_THE_NOTE), theirs), (_(AS_WANTED), mine)):
        rows.append(Content.styled(title, "$accent"))
        for name in shown:
            style = "bold" if theirs.get(name) != mine.get(name) else ""
            rows.append(Content.assemble((f"{name}: ", "$muted"), (lines.get(name, "–"), style)))
        rows.append(Content(""))
    return Content("\n").join(rows[:-1])


def _lines(commitment: Commitment) -> Iterator[tuple[str, str]]:
    """All that can be changed, each with its name."""
    yield _(WHAT), commitment.what
    yield from details(commitment)
    yield _("When …, then …"), when_then_words(commitment) or "–"
    yield _("What happened"), commitment.happened or "–"
