"""What a phase has for whoever leads it: its hints and its cards, some of them to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.stage import per_person_words
from facilitator.core.guide.model import Card
from facilitator.core.session.turns import minutes_each
from facilitator.export.plain_text import role_words
from facilitator.store.guides import card_of, foundations
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facilitator.core.session.model import Session
    from facilitator.store.guide_files import CardsFile


def guide_hints(session: Session, heading: str | None) -> Iterator[str]:
    """The guide's hints in this phase and at this heading, and the time for each person."""
    yield from session.phase.hints
    yield from (q.hint for q in session.guide.questions if q.id == heading and q.hint)
    each = minutes_each(session)
    if each and (words := per_person_words(each * 60)):
        yield words


def cards_at_hand(session: Session, own: Iterable[CardsFile]) -> dict[str, Sequence[Card]]:
    """All cards by heading, those of the phase first; `own` are the user's files."""
    guide, phase = session.guide, session.phase
    texts = foundations(guide.language)
    here = [card_of(guide, card_id) for card_id in phase.cards]
    groups: dict[str, Sequence[Card]] = {
        _("Tasks in this phase"): [
            Card(id=task.role, title=role_words(guide, task.role), body=task.prompt)
            for task in phase.tasks
        ],
        _("For this phase"): here,
        _("How to respond to what was said"): texts.reactions,
        _("Of this guide"): [card for card in guide.cards if card not in here],
        _("Your own"): [card for file in own for card in file.cards],
        _("For every session"): [card for card in texts.cards if card not in here],
    }
    return {heading: cards for heading, cards in groups.items() if cards}


def card_words(card: Card) -> str:
    """A card's title, marked where it is not for the room."""
    audience = _("for your eyes only") if card.audience == "facilitator" else ""
    return f"{card.title}  ({audience})" if audience else card.title
