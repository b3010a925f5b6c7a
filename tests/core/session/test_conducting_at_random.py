"""Whatever happens, in whatever order and with whatever clock, what has to hold holds."""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from facilitator.core.errors import Refused
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.session.board import AddKeyword, EditKeyword, SetPurpose, SetThemeWord
from facilitator.core.session.closing import (
    TakeNamesOut,
    closing_items,
    kept_note,
    naming,
)
from facilitator.core.session.commitments import AddCommitment, EditCommitment
from facilitator.core.session.events import History
from facilitator.core.session.model import Session
from facilitator.core.session.people import proposed_groups
from facilitator.core.session.phases import AcceptRefit, SetElapsed, Woke
from facilitator.core.session.stage import stage_view
from facilitator.core.session.timing import elapsed, elapsed_in_all, refit, running_for
from facilitator.core.session.turns import PassOn, PassTurn
from tests.core.builders import (
    NOON,
    check_out,
    one_each,
    session_of,
    supervision,
    troika,
    without_clock,
    workshop,
)
from tests.core.session import random_events as some

if TYPE_CHECKING:
    from facilitator.core.session.events import Event

GUIDES = {
    "check-out": check_out(leader="last"),
    "check-out at random": check_out(order="random", start="rotated"),
    "supervision": supervision(),
    "one each": one_each(),
    "workshop": workshop(),
    "workshop whose board is cleared": workshop(board="cleared"),
    "troika": troika(),
}


class Conducting(RuleBasedStateMachine):
    """A session that is conducted at random, by a clock that now and then is set back."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.words = 0
        self.history = History(session_of(GUIDES["check-out"]))

    @property
    def session(self) -> Session:
        return self.history.session

    @initialize(
        guide=st.sampled_from(sorted(GUIDES)),
        here=st.sets(some.names),
        seed=st.integers(0, 99),
        without=st.sets(st.just("frame")),
    )
    def opens(self, guide: str, here: set[str], seed: int, without: set[str]) -> None:
        of = GUIDES[guide]
        self.history = History(session_of(of, *sorted(here), seed=seed, without=tuple(without)))

    @rule(seconds=st.floats(0, 600))
    def time_goes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(seconds=st.floats(0, 2 * 3600))
    def the_clock_is_set_back(self, seconds: float) -> None:
        self.now -= timedelta(seconds=seconds)

    @rule(event=some.TIME)
    def something_of_time(self, event: Event) -> None:
        self.does(event)

    @rule(event=some.TURNS)
    def a_turn(self, event: Event) -> None:
        self.does(event)

    @rule(event=some.PEOPLE)
    def somebody(self, event: Event) -> None:
        self.does(event)

    @rule(event=some.BOARD)
    def something_on_the_board(self, event: Event) -> None:
        self.does(event)

    @rule(column=some.columns, who=some.names, index=st.none() | some.indices)
    def something_is_written(self, column: str, who: str, index: int | None) -> None:
        text = f"{who} og {who}s {self.new_word()}"
        if index is None:
            self.does(AddKeyword(column, text))
        else:
            self.does(EditKeyword(column, index, text))

    @rule(who=some.names, owner=st.just("") | some.names, index=st.none() | some.indices)
    def something_is_agreed(self, who: str, owner: str, index: int | None) -> None:
        what = f"{who} {self.new_word()}"
        if index is None:
            self.does(AddCommitment(what, owner))
        else:
            self.does(EditCommitment(index, what, owner))

    @rule(who=some.names)
    def it_is_said_what_it_is_about(self, who: str) -> None:
        self.does(SetPurpose(f"{who}s {self.new_word()}"))
        self.does(SetThemeWord(f"{who} {self.new_word()}"))

    @rule(minutes=st.none() | st.floats(0, 90))
    def the_plan_is_refitted(self, minutes: float | None) -> None:
        try:
            proposal = refit(self.session, self.now, minutes)
        except Refused:
            return
        self.does(AcceptRefit(proposal))

    @rule(seconds=st.floats(0, 12 * 3600))
    def the_machine_sleeps(self, seconds: float) -> None:
        before, since = self.session, self.now
        self.now += timedelta(seconds=seconds)
        self.history = self.history.conduct(Woke(since), self.now)

        assert offset(self.session) == pytest.approx(offset(before))
        assert (
            elapsed_in_all(before, before.live.seen)
            <= elapsed_in_all(self.session, self.now) + 1e-6
            <= elapsed_in_all(before, self.now) + 2e-6
        )

    @precondition(lambda self: self.history.past)
    @rule()
    def the_last_step_is_undone(self) -> None:
        before, target = self.session, self.history.past[-1]
        self.history = self.history.undo(self.now)

        assert offset(self.session) == pytest.approx(offset(target))
        assert self.session.live.ran == pytest.approx(ran(before, self.now))

    @precondition(lambda self: self.history.future)
    @rule()
    def the_step_is_done_again(self) -> None:
        before, target = self.session, self.history.future[0]
        self.history = self.history.redo(self.now)

        assert offset(self.session) == pytest.approx(offset(target))
        assert self.session.live.ran == pytest.approx(ran(before, self.now))

    def does(self, event: Event) -> None:
        """What happens, if it may: no event changes what was, nor the time that has gone."""
        before = self.session
        as_it_was = before.model_copy(deep=True)
        try:
            self.history = self.history.conduct(event, self.now)
        except Refused:
            assert self.session is before
        assert before == as_it_was
        if self.session is before:
            return
        assert self.session.live.seen == self.now
        if not isinstance(event, SetElapsed):
            assert elapsed_in_all(self.session, self.now) == pytest.approx(
                elapsed_in_all(before, self.now)
            )
            assert offset(self.session) == pytest.approx(offset(before))
        if isinstance(event, PassOn | PassTurn):
            self.had_the_offer_once_before_anybody_twice(before)

    def had_the_offer_once_before_anybody_twice(self, before: Session) -> None:
        going = before.live_phase.round
        assert going is not None
        if going.current in {turn.person for turn in going.trail}:
            assert not going.waiting

    def new_word(self) -> str:
        self.words += 1
        return f"stikord{self.words:04}"

    @invariant()
    def time_is_never_negative(self) -> None:
        assert elapsed(self.session, self.now) >= 0
        assert all(phase.spent >= 0 for phase in self.session.live.phases)

    @invariant()
    def we_are_in_a_phase_that_is_planned_once(self) -> None:
        planned = [(phase.phase, phase.repetition) for phase in self.session.live.phases]
        assert 0 <= self.session.live.position < len(planned)
        assert len(set(planned)) == len(planned)
        assert all(phase.minutes >= 0 for phase in self.session.live.phases)

    @invariant()
    def we_are_in_no_phase_that_is_left_out(self) -> None:
        assert not self.session.live_phase.left_out
        for place in (self.session.next_position, self.session.previous_position):
            assert place is None or not self.session.live.phases[place].left_out

    @invariant()
    def whoever_has_the_role_that_goes_round_has_it_in_this_repetition_alone(self) -> None:
        phases = self.session.live.phases
        holders = {(p.repetition, p.holder) for p in phases if p.holder is not None}
        assert len({nth for nth, _ in holders}) == len(holders)
        assert {person for _, person in holders} <= set(range(len(self.session.live.people)))

    @invariant()
    def everybody_who_sits_together_is_here_once(self) -> None:
        together = [person for group in proposed_groups(self.session) for person in group]
        assert len(set(together)) == len(together)
        assert set(together) <= set(self.session.present)

    @invariant()
    def votes_and_tallies_are_no_more_than_there_can_be(self) -> None:
        for column in self.session.note.questions:
            assert len(column.counts) in {0, len(column.scale)}
            assert not (column.scale and column.keywords)
            assert sum(bool(keyword.picked) for keyword in column.keywords) <= 2

    @invariant()
    def of_what_is_never_kept_nothing_is_in_the_note(self) -> None:
        note, kept = self.session.note, kept_note(self.session, self.now)
        keepable = self.session.guide.kept_questions
        written = kept.model_dump_json()
        for column in note.questions:
            if column.id not in keepable:
                for word in own_words(" ".join(k.text for k in column.keywords)):
                    assert word not in written
        assert "picked" not in kept.model_dump_json(exclude_none=True)

    @invariant()
    def everybody_in_the_round_waits_or_had_the_offer(self) -> None:
        going = self.session.live_phase.round
        if going is None:
            return
        turns = Counter(turn.person for turn in going.trail)
        offered = set(turns) & set(going.order)
        assert sorted(going.waiting) == sorted(set(going.order) - offered)
        assert set(going.offered_again) <= offered
        assert len(set(going.queue)) == len(going.queue)
        assert set(going.order) <= set(self.session.present)
        for person, times in turns.items():
            first = next(turn for turn in going.trail if turn.person == person)
            assert times == 1 or (times == 2 and first.passed)

    @invariant()
    def undo_and_redo_lead_back(self) -> None:
        if not self.history.past:
            return
        back = self.history.undo(self.now).redo(self.now).session
        assert without_clock(back) == without_clock(self.session)
        assert elapsed_in_all(back, self.now) == pytest.approx(
            elapsed_in_all(self.session, max(self.now, self.session.live.seen))
        )

    @invariant()
    def the_session_survives_its_file(self) -> None:
        written = self.session.model_dump(mode="python", by_alias=True)
        assert Session.model_validate(written) == self.session

    @invariant()
    def the_room_always_sees_something(self) -> None:
        assert stage_view(self.session, self.now).prompts

    @invariant()
    def the_note_keeps_only_what_was_chosen_and_nobody_who_is_not_asked_about(self) -> None:
        asked = TakeNamesOut(frozenset(naming(self.session)))
        note = kept_note(asked.apply(self.session, self.now), self.now)
        owned = [c.model_copy(update={"owner": None}) for c in note.commitments if not c.owner]
        kept = note.model_copy(update={"commitments": tuple(owned)}).model_dump_json()
        for person in self.session.live.people:
            for part in person.name.split():
                assert part not in kept
        for commitment in note.commitments:
            named = {person.name for person in self.session.live.people} & set(some.NAMES)
            assert not {n for n in named if n in commitment.what and n != commitment.owner}
        if note.board is BoardAtClose.CLEARED:
            for word in not_chosen(self.session):
                assert word not in note.model_dump_json()

    @invariant()
    def nothing_is_written_that_the_group_has_not_seen_as_kept(self) -> None:
        items = closing_items(self.session)
        seen = " ".join(str(item.entry) for item in items if item.kept)
        written = kept_note(self.session, self.now).model_dump_json()
        assert set(own_words(written)) <= set(own_words(seen))
        assert sorted(own_words(written)) == sorted(own_words(seen))
        let_go = (str(item.entry) for item in items if not item.kept)
        assert not set(own_words(" ".join(let_go))) & set(own_words(written))
        assert stage_view(self.session, self.now).kept in ((), items)


def own_words(text: str) -> list[str]:
    """The words of this test, each of which was written once."""
    return re.findall(r"stikord\d{4}", text)


def offset(session: Session) -> float:
    """Seconds by which the phases' times differ from the time that ran: what was set by hand."""
    return sum(phase.spent for phase in session.live.phases) - session.live.ran


def ran(session: Session, now: datetime) -> float:
    """Seconds the clock has run by now."""
    return session.live.ran + running_for(session, now)


def not_chosen(session: Session) -> list[str]:
    """The own words of what stands on the board and was not chosen to be kept."""
    note = session.note
    board = [keyword for question in note.questions for keyword in question.keywords]
    entries = (*board, *note.learning_points)
    return [keyword.text.split()[-1] for keyword in entries if not keyword.keep]


TestConducting = Conducting.TestCase
TestConducting.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
