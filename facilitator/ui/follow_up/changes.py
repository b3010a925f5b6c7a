"""What the follow-up changes: asked for, written beside the screen, and shown where it stands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from facilitator.core.commitments import As, CommitmentChange, changed, when_then_parts
from facilitator.core.errors import Refused
from facilitator.core.note import Status
from facilitator.core.text.plain import one_line
from facilitator.store.commitments import ChangedMeanwhile
from facilitator.ui.follow_up.listing import key_of
from facilitator.ui.follow_up.writer import write_change
from facilitator.ui.kit.commitment_form import STATUSES, CommitmentForm, status_words
from facilitator.ui.kit.dialog import Pick
from facilitator.ui.kit.format import why_words
from facilitator.ui.kit.list_detail import BesideScreen
from facilitator.ui.kit.two_versions import Choose, TwoVersions
from facilitator.ui.kit.worker import stop, write_in_thread
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.worker import Worker

    from facilitator.core.commitments import AsItIs
    from facilitator.core.note import Commitment
    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.follow_up.listing import Key
    from facilitator.ui.follow_up.writer import Written
    from facilitator.ui.kit.commitment_form import Filled


class StatusPick(Pick[Status]):
    """A status by the arrows or by its digit."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(str(number), f"choose({number})", show=False)
        for number in range(1, len(STATUSES) + 1)
    ]

    def __init__(self, now: Status) -> None:
        numbered = enumerate(STATUSES, 1)
        choices = [(f"{number} {status_words(status)}", status) for number, status in numbered]
        super().__init__(_("What has become of it?"), choices, marked=STATUSES.index(now))

    def action_choose(self, number: int) -> None:
        self.dismiss(STATUSES[number - 1])


class FollowUpChanges(BesideScreen):
    """Changes the marked commitment. The list stays where it is, and the keys wait for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[KeptCommitment] = []
        self._own: dict[Key, KeptCommitment] = {}
        """What was written from here: the index may have read the note before."""
        self._stay: set[Key] = set()
        """What was changed since the list was narrowed down: it stays in it."""
        self._writers: dict[Key, Worker[None]] = {}

    @property
    def marked(self) -> KeptCommitment | None:
        """The commitment that is marked."""
        raise NotImplementedError

    def show_rows(self) -> None:
        """Show the list anew, where it was."""
        raise NotImplementedError

    @property
    def today(self) -> date:
        """The day of the clock on the wall."""
        return self.workspace.today

    def take(self, found: Sequence[KeptCommitment]) -> None:
        """These are the commitments there are, but for what has been written since."""
        self._found = [self._latest(one) for one in found]

    def _latest(self, one: KeptCommitment) -> KeptCommitment:
        own = self._own.get(key_of(one))
        newer = own and (own.commitment.revision or 0) > (one.commitment.revision or 0)
        return own if own and newer else one

    # What is asked for

    def action_status(self) -> None:
        """Which status it has now."""
        one = self.marked
        if one is None:
            return

        def chosen(status: Status | None) -> None:
            if status:
                self.save(one, CommitmentChange(status=status))

        self.app.push_screen(StatusPick(one.commitment.status), chosen)

    def action_done(self) -> None:
        """It is done; or, where it was, open again."""
        if one := self.marked:
            again = one.commitment.status is Status.DONE
            self.save(one, CommitmentChange(status=Status.OPEN if again else Status.DONE))

    def action_happened(self) -> None:
        """What came of it."""
        self.ask_change("happened")

    def ask_change(self, begin_at: str = "status") -> None:
        """Everything of it that can be changed."""
        if one := self.marked:
            if self._is_being_written(one):
                return
            form = CommitmentForm(
                self.today,
                partial(self._save_form, one),
                one.commitment,
                follow_up=True,
                begin_at=begin_at,
                stop=partial(self._stop, one),
            )
            self.app.push_screen(form)

    # How it is written

    def save(
        self, one: KeptCommitment, wanted: CommitmentChange, form: CommitmentForm | None = None
    ) -> None:
        """Write a change of what was seen as `one`."""
        if self._is_being_written(one):
            return
        write = partial(write_change, one, wanted, self.today)
        self._writers[key_of(one)] = write_in_thread(self, write, partial(self._written, form=form))
        self.show_rows()

    def _save_form(self, one: KeptCommitment, form: CommitmentForm, filled: Filled) -> None:
        """Write what is other. Raises Refused as the core does."""
        wanted = _change_to(one.commitment, filled)
        if changed(one.commitment, wanted, self.today) == one.commitment:
            form.done()
            return
        form.say(_("Saving …"), saving=True)
        self.save(one, wanted, form)

    def _stop(self, one: KeptCommitment) -> None:
        if writer := self._writers.get(key_of(one)):
            stop(writer)

    def _is_being_written(self, one: KeptCommitment) -> bool:
        """Whether it is; then that is said, for one thing at a time is written."""
        if key_of(one) not in self._writers:
            return False
        self.say(_("It is being saved. A moment."))
        return True

    def _written(self, written: Written, form: CommitmentForm | None) -> None:
        """It has been written, or not; whoever asked for it may have left by now."""
        self._writers.pop(key_of(written.seen), None)
        if written.after:
            self._put(written.after)
            if form and form.is_attached:
                form.done()
        elif isinstance(written.refused, ChangedMeanwhile) and self._may_ask(form):
            self._show_both(written, written.refused.theirs, form)
        else:
            why = why_words(written.refused) if written.refused else _("Nothing was saved.")
            self._say_why(why, form)
        if self.is_attached:
            self.show_rows()

    def _put(self, one: KeptCommitment) -> None:
        """It stands so now."""
        key = key_of(one)
        self._own[key] = one
        self._stay.add(key)
        self._found = [one if key_of(other) == key else other for other in self._found]

    def _say_why(self, why: str, form: CommitmentForm | None) -> None:
        if form and form.is_attached:
            form.say(why)
        elif self.is_attached:
            self.say(why, seconds=10)
        else:
            self.app.notify(why, timeout=10, markup=False)

    def _may_ask(self, form: CommitmentForm | None) -> bool:
        """Whether the screen is in view, and not blanked or left."""
        return self.app.screen in (self, form)

    def _show_both(
        self, written: Written, theirs: Commitment | None, form: CommitmentForm | None
    ) -> None:
        """Somebody was faster. Both are shown, and one of them is chosen."""
        seen, wanted = written.seen, written.wanted
        if theirs is None:
            self._say_why(_("This commitment is no longer in the note. Nothing was saved."), form)
            return
        now = replace(seen, commitment=theirs)
        self._put(now)
        try:
            mine = changed(theirs, wanted, self.today)
        except Refused as refused:
            self._say_why(said(refused), form)
            return
        if mine == theirs:  # both wanted the same
            if form:
                form.done()
            return

        def chosen(choice: Choose | None) -> None:
            if choice is Choose.MINE:
                self.save(now, wanted, form)
            elif form and choice is Choose.THEIRS:
                form.done()
            elif form:
                form.say(_("Nothing was saved."))

        self.app.push_screen(TwoVersions(seen.commitment, theirs, mine), chosen)


def _change_to(before: Commitment, filled: Filled) -> CommitmentChange:
    """What is other in what is filled in. Raises Refused for half a "Når …, så …"."""

    def other(now: str, was: str | None) -> str | AsItIs:
        return As.IT_IS if now == one_line(was or "") else now

    cue, response = other(filled.cue, before.cue), other(filled.response, before.response)
    plan_is_other = cue is not As.IT_IS or response is not As.IT_IS
    return CommitmentChange(
        status=As.IT_IS if filled.status is before.status else filled.status,
        what=other(filled.what, before.what),
        owner=other(filled.owner, before.owner),
        due=As.IT_IS if filled.due == before.due else filled.due,
        when_then=when_then_parts(filled.cue, filled.response) if plan_is_other else As.IT_IS,
        happened=other(filled.happened, before.happened),
    )
