"""Changing commitments from the follow-up, written in threads.

One change of a commitment is written at a time, and no key waits for it: another program may hold
the note for seconds.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import replace
from functools import partial
from itertools import count
from operator import itemgetter
from time import monotonic
from typing import TYPE_CHECKING, Final

from facilitator.conducting.earlier_commitments import WhichVersion
from facilitator.conducting.format import why_words
from facilitator.core.commitment_change import As, CommitmentChange, changed, when_then_parts
from facilitator.core.errors import Refused
from facilitator.core.text.plain import one_line
from facilitator.store.commitments import ChangedMeanwhile, change
from facilitator.store.lock import AlreadyOpen
from facilitator.ui.follow_up.listing import key_of
from facilitator.ui.kit.commitment_form import CommitmentForm, Filled
from facilitator.ui.kit.commitment_versions import TwoVersions
from facilitator.ui.kit.worker import stop, write_in_thread
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.worker import Worker

    from facilitator.core.commitment_change import AsItIs
    from facilitator.core.note import Commitment
    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.follow_up.listing import Key
    from facilitator.ui.kit.screen import AppScreen
    from facilitator.ui.kit.worker import GoOn

PATIENCE: Final = 10.0
"""Seconds to wait for a note that another program holds."""
_AT_A_TIME: Final = 0.2
"""Seconds of them after which a stop is seen."""


class CommitmentChanges:
    """The changes made from a screen, and those being written."""

    def __init__(self, screen: AppScreen[None], show: Callable[[], object]) -> None:
        """`show` is called when a commitment has changed, or begins to be written."""
        self._screen, self._show = screen, show
        self._written: dict[Key, KeptCommitment] = {}
        """What was written from here: the index may have read the note before."""
        self._writers: dict[Key, Worker[None]] = {}
        self._numbers = count()
        self._undoable: list[tuple[int, KeptCommitment, Commitment]] = []
        """What was changed from here, the latest last: as it is since, and as it was before."""
        self.recent: set[Key] = set()
        """Those that were changed since the list was narrowed down: they stay in it."""

    def __len__(self) -> int:
        """How many are being written."""
        return len(self._writers)

    def __contains__(self, kept: KeptCommitment) -> bool:
        """Whether a commitment is being written."""
        return key_of(kept) in self._writers

    def latest(self, kept: KeptCommitment) -> KeptCommitment:
        """The commitment as it was last changed from here."""
        own = self._written.get(key_of(kept)) if self._written else None
        newer = own and (own.commitment.revision or 0) > (kept.commitment.revision or 0)
        return own if own and newer else kept

    def ask(self, kept: KeptCommitment, begin_at: str = "status") -> None:
        """Open the form with everything that can be changed."""
        if not self._is_busy(kept):
            form = CommitmentForm(
                self._today,
                partial(self._save_form, kept),
                kept.commitment,
                follow_up=True,
                begin_at=begin_at,
                stop=partial(self._stop, kept),
            )
            self._screen.app.push_screen(form)

    def undo(self) -> None:
        """Undo the latest change made from here, and say which."""
        if not self._undoable:
            from facilitator.core.session.events import NOTHING_TO_UNDO

            self._screen.say(_(NOTHING_TO_UNDO))
        elif self._writers:  # the latest change may be among them
            self._screen.say(_("Saving – one moment."))
        else:
            _number, after, before = self._undoable.pop()
            self.save(after, _difference(after.commitment, Filled.of(before)), undoing=True)

    def save(
        self,
        seen: KeptCommitment,
        wanted: CommitmentChange,
        form: CommitmentForm | None = None,
        *,
        undoing: bool = False,
    ) -> None:
        """Write a change, and tell the form it was made in."""
        if not self._is_busy(seen):
            number = None if undoing else next(self._numbers)
            self._writers[key_of(seen)] = write_in_thread(
                self._screen,
                partial(_write, seen, wanted, self._today),
                partial(self._saved, seen, form, number),
                partial(self._not_saved, seen, wanted, form),
            )
            self._show()

    @property
    def _today(self) -> date:
        return self._screen.workspace.today

    def _is_busy(self, kept: KeptCommitment) -> bool:
        """Whether it is being written, and then say so."""
        if kept not in self:
            return False
        self._screen.say(_("Saving – one moment."))
        return True

    def _save_form(self, seen: KeptCommitment, form: CommitmentForm, filled: Filled) -> None:
        """Write what differs. Raises Refused as the core does, and for half a "Når …, så …"."""
        wanted = _difference(seen.commitment, filled)
        if wanted.when_then is not As.IT_IS:
            wanted = replace(wanted, when_then=when_then_parts(*wanted.when_then))
        if changed(seen.commitment, wanted, self._today) == seen.commitment:
            form.done()
            return
        form.say(_("Saving …"), saving=True)
        self.save(seen, wanted, form)

    def _stop(self, kept: KeptCommitment) -> None:
        if writer := self._writers.get(key_of(kept)):
            stop(writer)

    def _saved(
        self,
        seen: KeptCommitment,
        form: CommitmentForm | None,
        number: int | None,
        after: KeptCommitment | None,
    ) -> None:
        """It has been written, or stopped; the screen may have been left.

        `number` is the position of the change among others; None: it was an undo.
        """
        self._writers.pop(key_of(seen))
        if after is None:
            self._say(_("Nothing was saved."), form)
        else:
            self._put(after)
            if number is None:
                self._say(_("Undone: {what}").format(what=after.commitment.what), None)
            elif after.commitment != seen.commitment:
                insort(self._undoable, (number, after, seen.commitment), key=itemgetter(0))
            if form and form.is_attached:
                form.done()
        self._show()

    def _not_saved(
        self,
        seen: KeptCommitment,
        wanted: CommitmentChange,
        form: CommitmentForm | None,
        why: Refused,
    ) -> None:
        self._writers.pop(key_of(seen))
        in_view = self._screen.app.screen in (self._screen, form)  # and not blanked or left
        if isinstance(why, ChangedMeanwhile) and in_view:
            self._show_both(seen, wanted, form, why.theirs)
        else:
            self._say(why_words(why), form)
        self._show()

    def _put(self, kept: KeptCommitment) -> None:
        """It stands so now."""
        self._written[key_of(kept)] = kept
        self.recent.add(key_of(kept))

    def _say(self, words: str, form: CommitmentForm | None) -> None:
        if form and form.is_attached:
            form.say(words)
        elif self._screen.is_attached:
            self._screen.say(words, seconds=10)
        else:
            self._screen.app.notify(words, timeout=10, markup=False)

    def _show_both(
        self,
        seen: KeptCommitment,
        wanted: CommitmentChange,
        form: CommitmentForm | None,
        theirs: Commitment | None,
    ) -> None:
        """Somebody else has changed it: show both versions, to choose one."""
        if theirs is None:
            self._say(_("This commitment is no longer in the note. Nothing was saved."), form)
            return
        now = replace(seen, commitment=theirs)
        self._put(now)
        try:
            mine = changed(theirs, wanted, self._today)
        except Refused as refused:
            self._say(refusal_words(refused), form)
            return
        if mine == theirs:  # both wanted the same
            if form:
                form.done()
            return

        def chosen(choice: WhichVersion | None) -> None:
            if choice is WhichVersion.MINE:
                self.save(now, wanted, form)
            elif form and choice is WhichVersion.THEIRS:
                form.done()
            elif form:
                form.say(_("Nothing was saved."))

        self._screen.app.push_screen(TwoVersions(seen.commitment, theirs, mine), chosen)


def _write(
    seen: KeptCommitment, wanted: CommitmentChange, today: date, go_on: GoOn
) -> KeptCommitment | None:
    """The commitment as in its note now; None where the writing was stopped before.

    Raises AlreadyOpen where another program holds the note for too long, else as `change` does.
    """
    end = monotonic() + PATIENCE
    while go_on(0, 0):
        try:
            return change(seen, wanted, today, wait=_AT_A_TIME)
        except AlreadyOpen:
            if monotonic() > end:
                raise
    return None


def _difference(commitment: Commitment, wanted: Filled) -> CommitmentChange:
    """The change that makes of a commitment what is wanted."""

    def other(now: str, was: str | None) -> str | AsItIs:
        return As.IT_IS if now == one_line(was or "") else now

    plan = other(wanted.cue, commitment.cue), other(wanted.response, commitment.response)
    return CommitmentChange(
        status=As.IT_IS if wanted.status is commitment.status else wanted.status,
        what=other(wanted.what, commitment.what),
        owner=other(wanted.owner, commitment.owner),
        due=As.IT_IS if wanted.due == commitment.due else wanted.due,
        when_then=As.IT_IS if plan == (As.IT_IS, As.IT_IS) else (wanted.cue, wanted.response),
        happened=other(wanted.happened, commitment.happened),
    )
