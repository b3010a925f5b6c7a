"""The gates of a guide, which are asked at before a session of it; nothing of it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.core.guide.model import Card, GateChoice, Guide


class StaysShut(Exception):  # noqa: N818 an answer, no error
    """The session is not begun: a gate of the guide stays shut, or nobody wants it after all."""


def card_behind(guide: Guide, choice: GateChoice | None) -> Card | None:
    """The card to be shown at what was chosen; None: there is none."""
    from facilitator.store.guides import card_of

    return card_of(guide, choice.card) if choice and choice.card else None


def leads_to(choice: GateChoice | None) -> str | None:
    """The phase that the choice leads to, None: the next gate, or the first phase.

    Raises StaysShut where nothing was chosen, and where the choice has a card and leads nowhere.
    """
    if choice is None or (choice.card and choice.goes_to is None):
        raise StaysShut
    return choice.goes_to
