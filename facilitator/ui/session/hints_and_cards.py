"""What there is for whoever leads: hints, as many as fit in a line and all of them, and cards."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.conducting.cards import card_words, cards_at_hand, guide_hints
from facilitator.conducting.questions import WHICH_CARD
from facilitator.core.guide.model import Card
from facilitator.core.session.people import missing_roles
from facilitator.export.plain_text import role_words
from facilitator.ui.kit.dialog import card_sheet, pick
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.worker import read_in_thread
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.session.model import Session
    from facilitator.store.guide_files import CardsFile
    from facilitator.ui.session.conductor_screen import ConductorScreen


def hints_now(session: Session, heading: str | None) -> list[str]:
    """All hints of this moment, `heading` being the one that is written under."""
    hints = [] if session.running else [_("The clock is paused. Space starts it.")]
    if session.live.thinking_since:
        hints.insert(0, _("F3 ends the thinking pause."))
    hints += guide_hints(session, heading)
    if session.phase.tasks:
        hints.append(_("Some have a task of their own: F6 shows it, to them alone."))
    if session.phase.choose:
        hints.append(_("F5: votes and what you pick."))
    hints += [
        _("Nobody is {role} yet: Ctrl+L.").format(role=role_words(session.guide, role).lower())
        for role in missing_roles(session)
        if session.present
    ]
    return hints


class HintLine(Aside):
    """As many whole hints as fit; what is said or asked stands in their place."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.has_more = False
        """Whether there are hints that have no room."""

    @property
    def most_rows(self) -> int:
        """The rows that hints may take."""
        height = self.app.size.height
        return 0 if height < 20 else 5 if height >= 32 else 2  # -short and -tall come later

    def show_hints(self, hints: Sequence[str]) -> None:
        """Show the first of them."""
        width, room = max(20, self.app.size.width - 2), self.most_rows
        each = [[str(row).rstrip() for row in Content(hint).wrap(width)] for hint in hints]
        fit = [len(rows) <= room for rows in accumulate(each)]
        rows = [row for hint in each[: max(1, sum(fit))] for row in hint]
        self.has_more = not all(fit)
        self.hint("\n".join(rows[:room] if room else rows))


def show_all_hints(screen: ConductorScreen, hints: Sequence[str]) -> None:
    """Show all hints on a sheet of their own."""
    between = "\n" if screen.has_class("-short") else "\n\n"
    body = between.join(f"· {hint}" for hint in hints)
    screen.app.push_screen(card_sheet(Card(id="hints", title=_("Hints"), body=body or "–")))


def ask_card(screen: ConductorScreen) -> None:
    """Ask for a card and show it; those of the phase first, the user's own once they are read."""
    session, guides = screen.conductor.session, screen.workspace.guides

    def show(card: Card) -> None:
        screen.app.push_screen(card_sheet(card))

    def ask(files: tuple[CardsFile, ...]) -> None:
        choices = [
            row
            for heading, cards in cards_at_hand(session, files).items()
            for row in ((heading, None), *((card_words(card), card) for card in cards))
        ]
        pick(screen, _(WHICH_CARD), choices, show)
        for problem in [problem for file in files for problem in file.problems][:1]:
            screen.say(f"{problem.place}: {refusal_words(problem)}")

    read_in_thread(screen, lambda _go_on: guides.own_cards(), ask)
