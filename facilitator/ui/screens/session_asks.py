"""The session's questions: what asks before it does something."""

from __future__ import annotations

from math import isfinite, nan
from typing import TYPE_CHECKING

from facilitator.core import events as e
from facilitator.core.board import kept_by
from facilitator.core.guide import Card, Keeps, Role, Speaks
from facilitator.core.note import LEARNING
from facilitator.core.plaintext import one_line
from facilitator.core.refusal import N_, Refused
from facilitator.core.textguard import find
from facilitator.core.timing import elapsed
from facilitator.store.guides import foundations
from facilitator.ui.screens.base import RoomScreen
from facilitator.ui.screens.blank import Blank
from facilitator.ui.screens.card import CardScreen
from facilitator.ui.screens.commitment import Agreed, CommitmentForm
from facilitator.ui.screens.dialogs import Ask, Pick
from facilitator.ui.spoken import minutes_words
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.core.events import Event
    from facilitator.ui.conductor import Conductor

ROLE_WORDS = {
    Role.FACILITATOR: N_("Facilitator"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.SUPERVISEE: N_("Supervisee"),
    Role.CASE_PRESENTER: N_("Case presenter"),
    Role.LEADER: N_("Leader"),
}

NEEDS = {
    Speaks.SUPERVISEE: Role.SUPERVISEE,
    Speaks.ALL_BUT_SUPERVISEE: Role.SUPERVISEE,
    Speaks.CASE_PRESENTER: Role.CASE_PRESENTER,
    Speaks.ALL_BUT_CASE_PRESENTER: Role.CASE_PRESENTER,
}
"""The role somebody must have before a phase makes sense."""


class SessionAsks(RoomScreen[None]):
    """Asks, and sends the answer as an event."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self.conductor = conductor

    def do(self, event: Event) -> bool:
        """The event done, or a word on why not."""
        try:
            self.conductor.do(event)
        except Refused as refused:
            self.refuse(refused)
            return False
        return True

    def nudge(self, text: str) -> None:
        """A gentle word where a text names somebody or asks who did it (privacy.md P9)."""
        names = [person.name for person in self.conductor.session.live.people]
        kinds = {finding.kind for finding in find(text, names)}
        if "cpr" in kinds:
            self.say(_("A CPR number was taken out, and is not saved."), seconds=10)
        elif "who_did_it" in kinds:
            self.say(_("Rather “What happened?” than “Who did it?” (F5)."), seconds=10)
        elif "name" in kinds:
            self.say(
                _(
                    "This names somebody. Write the pattern instead (F5). "
                    "The note leaves the name out."
                ),
                seconds=10,
            )
        elif kinds:
            self.say(_("This looks like a number or an e-mail address (F5)."), seconds=10)

    # People

    def action_arrive(self) -> None:
        """Who comes."""
        self._ask(_("Who arrives? First name or initials."), e.Arrive)

    def action_leave(self) -> None:
        """Who goes."""
        self._pick_person(_("Who leaves?"), self.conductor.session.present, e.Leave)

    def action_give_word(self) -> None:
        """Who speaks out of turn."""
        going = self.conductor.session.live_phase.round
        waiting = going.queue if going else ()
        self._pick_person(_("Who speaks now?"), waiting, e.GiveWord)

    def action_roles(self) -> None:
        """Which role, then who."""
        roles = tuple(Role)
        session = self.conductor.session

        def line(role: Role) -> str:
            person = session.live.roles.get(role)
            name = session.name(person) if person is not None else "–"
            return f"{_(ROLE_WORDS[role])}: {name}"

        def chosen(index: int | None) -> None:
            if index is not None:
                self.ask_role(roles[index])

        self.app.push_screen(Pick(_("Which role?"), [line(role) for role in roles]), chosen)

    def ask_role(self, role: Role) -> None:
        """Who takes the role."""
        title = _("Who is {role}?").format(role=_(ROLE_WORDS[role]).lower())
        self._pick_person(
            title, self.conductor.session.present, lambda person: e.AssignRole(role, person)
        )

    def ask_missing_role(self) -> None:
        """Where the phase needs somebody in a role and nobody has it: who."""
        session = self.conductor.session
        role = NEEDS.get(session.phase.speaks)
        if role and role not in session.live.roles and session.present:
            self.ask_role(role)

    # Time

    def action_set_elapsed(self) -> None:
        """How long it has lasted."""
        used = elapsed(self.conductor.session, self.conductor.now()) / 60
        self._ask(
            _("How many minutes has this phase lasted?"),
            lambda text: e.SetElapsed(minutes_of(text)),
            value=minutes_words(round(used, 1)),
        )

    def action_plan(self) -> None:
        """How far behind, and what fits."""
        from facilitator.ui.screens.plan import PlanScreen

        def accepted(event: e.AcceptRefit | None) -> None:
            if event:
                self.do(event)

        self.app.push_screen(PlanScreen(self.conductor), accepted)

    # What is written

    def ask_commitment(self, what: str = "", then: Callable[[], None] = lambda: None) -> None:
        """What, who, when; `then` is done once it is agreed."""

        def agree(answer: Agreed) -> None:
            self.conductor.do(e.AddCommitment(answer.what, answer.owner, answer.due))
            then()
            most = self.conductor.session.phase.commitments_at_most
            if most is not None and len(self.conductor.session.note.commitments) > most:
                self.say(
                    _("The guide suggests {n} at most: small enough to succeed.").format(n=most)
                )

        names = [self.conductor.session.name(person) for person in self.conductor.session.present]
        today = self.room.clock.today().date()
        self.app.push_screen(CommitmentForm(today, names, agree, what=one_line(what)))

    def action_commitment(self) -> None:
        """A new commitment."""
        if self._keeps(Keeps.COMMITMENTS):
            self.ask_commitment()

    def action_learning_point(self) -> None:
        """A learning point."""
        if self._keeps(Keeps.LEARNING_POINTS):
            self._ask(_("What did we learn?"), lambda text: e.AddKeyword(LEARNING, text))

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
        self._ask(_("What is the session for?"), e.SetPurpose, value=purpose)

    def action_edit_board(self) -> None:
        """The board as a list."""
        from facilitator.ui.screens.edit_board import EditBoard

        self.app.push_screen(EditBoard(self.conductor))

    # To look at

    def action_blank(self) -> None:
        """Nothing on the screen."""
        self.app.push_screen(Blank())

    def action_reactions(self) -> None:
        """Listen, acknowledge, thank."""
        texts = foundations(self.conductor.session.guide.language)
        self._pick_card(_("How to respond to what was said"), texts.reactions)

    def action_since_last(self) -> None:
        """What was agreed and has not ended."""
        earlier = self.room.open_commitments(self.conductor.session.note.team)
        body = "\n".join(f"· {words}" for words in earlier)
        card = Card(
            id="since-last", title=_("Since last time"), body=body or _("Nothing is waiting.")
        )
        self.app.push_screen(CardScreen(card))

    def action_result(self) -> None:
        """The team's result, whole, where the session is about it."""
        session = self.conductor.session
        latest = self.room.latest_result(session.note.team)
        if session.guide.shows == "result" and latest:
            self.room.show_result(latest[0])
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
        from facilitator.ui.screens.close import CloseScreen

        if self.conductor.session.opening or self.do(e.BeginClose()):
            self.app.push_screen(CloseScreen(self.conductor))

    def action_leave_running(self) -> None:
        """Home; the session stays open."""
        self.room.let_go(self.room.go_home)

    # How it is asked

    def _ask(self, title: str, event: Callable[[str], Event], *, value: str = "") -> None:
        """A line of text that becomes an event; what is refused is said in the dialog."""

        def check(text: str) -> None:
            self.conductor.do(event(text))

        self.app.push_screen(Ask(title, value=value, check=check))

    def _pick_person(
        self, title: str, people: tuple[int, ...], event: Callable[[int], Event]
    ) -> None:
        session = self.conductor.session
        if not people:
            self.say(_("There is nobody to choose. Add people with “Somebody arrives”."))
            return

        def chosen(index: int | None) -> None:
            if index is not None:
                self.do(event(people[index]))

        self.app.push_screen(Pick(title, [session.name(person) for person in people]), chosen)


def minutes_of(text: str) -> float:
    """Minutes somebody typed: `7`, `2,5`, `1:30`. Refused where it is no number."""
    try:
        if ":" in text:
            minutes, seconds = text.split(":", 1)
            return int(minutes) + int(seconds) / 60
        number = float(text.replace(",", ".").removesuffix("min").strip())
    except ValueError:
        number = nan
    if not isfinite(number):
        raise Refused(N_("Write a number of minutes, such as 7 or 2.5."))
    return number
