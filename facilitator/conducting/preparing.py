"""What is settled before a session, and what there is to choose from."""

from __future__ import annotations

from facilitator.core.errors import N_
from facilitator.core.guide.model import Order

ORDERS: tuple[tuple[Order | None, str], ...] = (
    (None, N_("as in the guide")),
    (Order.CLOCKWISE, N_("clockwise, as listed")),
    (Order.RANDOM, N_("random")),
    (Order.VOLUNTARY, N_("voluntary")),
    (Order.FACILITATORS_CHOICE, N_("the facilitator's choice")),
)
"""How the floor may go round, with the words for it; None: as the guide has it."""
