"""The session's questions about time, about what is written and about what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.errors import Refused
from facilitator.core.guide.model import Card, Keeps
from facilitator.core.note import LEARNING
from facilitator.core.session.board import AddCommitment, AddKeyword, SetPurpose, kept_by
from facilitator.core.session.phases import AcceptRefit, BeginClose, SetElapsed
from facilitator.core.session.timing import elapsed
from facilitator.core.text.guard import NO_TEXT
from facilitator.store.guides import foundations
from facilitator.ui.kit.card import CardScreen
from facilitator.ui.kit.commitment_form import CommitmentForm
from facilitator.ui.kit.dialog import Pick
from facilitator.ui.kit.format import minutes_of, minutes_words
from facilitator.ui.session.people import SessionPeople
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.ui.kit.commitment_form import Filled


class SessionAsks(SessionPeople):
    """Asks, and sends the answer as an event."""

    # Time

    def action_set_elapsed(self) -> None:
        """How long it has lasted."""
        used = elapsed(self.conductor.session, self.conductor.now()) / 60
        self.ask(
            _("How many minutes has this phase lasted?"),
            lambda text: SetElapsed(minutes_of(text)),
            value=minutes_words(round(used, 1)),
            unless=NO_TEXT,
        )

    def action_plan(self) -> None:
        """How far behind, and what fits."""
        from facilitator.ui.session.plan import PlanScreen

        def accepted(event: AcceptRefit | None) -> None:
            if event:
                self.do(event)

        self.app.push_screen(PlanScreen(self.conductor), accepted)

    # What is written

    def ask_commitment(self, what: str = "", then: Callable[[], None] = lambda: None) -> None:
        """What, who, when; `then` is done once it is agreed."""

        def agree(form: CommitmentForm, filled: Filled) -> None:
            self.conductor.do(AddCommitment(filled.what, filled.owner, filled.due))
            form.done()
            then()
            most = self.conductor.session.phase.commitments_at_most
            if most is not None and len(self.conductor.session.note.commitments) > most:
                self.say(
                    _("The guide suggests {n} at most: small enough to succeed.").format(n=most)
                )

        today = self.workspace.clock.today().date()
        self.app.push_screen(CommitmentForm(today, agree, what=what, names=self.names))

    def action_commitment(self) -> None:
        """A new commitment."""
        if self._keeps(Keeps.COMMITMENTS):
            self.ask_commitment()

    def action_learning_point(self) -> None:
        """A learning point."""
        if self._keeps(Keeps.LEARNING_POINTS):
            self.ask(_("What did we learn?"), lambda text: AddKeyword(LEARNING, text))

    def _keeps(self, what: Keeps) -> bool:
        """Whether the guide keeps it; where it does not, that is said before anything is typed."""
        try:
            kept_by(self.conductor.session, what)
        except Refused as refused:
            self.refuse(refused)
            return False
        return True

    def action_purpose(self) -> None:
        """What the session is for."""
        purpose = self.conductor.session.note.purpose or ""
        self.ask(_("What is the session for?"), SetPurpose, value=purpose)

    def action_edit_board(self) -> None:
        """The board as a list."""
        from facilitator.ui.session.edit_board import EditBoard

        self.app.push_screen(EditBoard(self.conductor))

    # To look at

    def action_reactions(self) -> None:
        """Listen, acknowledge, thank."""
        texts = foundations(self.conductor.session.guide.language)
        self._pick_card(_("How to respond to what was said"), texts.reactions)

    def action_since_last(self) -> None:
        """What was agreed and has not ended, and what has become of it. No other team's is seen."""
        self.navigator.follow_up(team=self.conductor.session.note.team)

    def action_result(self) -> None:
        """The team's result, whole, where the session is about it."""
        session = self.conductor.session
        latest = self.workspace.latest_result(session.note.team)
        if session.guide.shows == "result" and latest:
            self.navigator.show_result(latest[0])
        else:
            self.say(_("There is no result to show here."))

    def action_cards(self) -> None:
        """A card to call up: the phase's, the guide's, the common ones."""
        session = self.conductor.session
        texts = foundations(session.guide.language)
        first = [card for card in session.guide.cards if card.id in session.phase.cards]
        rest = [card for card in session.guide.cards if card not in first]
        self._pick_card(_("Which card?"), (*first, *rest, *texts.cards))

    def _pick_card(self, title: str, cards: tuple[Card, ...]) -> None:
        def chosen(index: int | None) -> None:
            if index is not None:
                self.app.push_screen(CardScreen(cards[index]))

        def label(card: Card) -> str:
            aside = _("for your eyes only") if card.audience == "facilitator" else ""
            return f"{card.title}  ({aside})" if aside else card.title

        self.app.push_screen(Pick(title, [label(card) for card in cards]), chosen)

    # The end

    def action_close(self) -> None:
        """See what will be kept."""
        from facilitator.ui.session.close import CloseScreen

        if self.conductor.session.opening or self.do(BeginClose()):
            self.app.push_screen(CloseScreen(self.conductor))

    def action_leave_running(self) -> None:
        """Home; the session stays open."""
        self.navigator.leave(self.navigator.go_home)
