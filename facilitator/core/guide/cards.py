"""Cards that somebody wrote, to be called up in every session beside the common ones."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from facilitator.core.guide.model import Card
from facilitator.core.record import Record


class OwnCards(Record):
    """A file of them: cards as a guide has them, and nothing else."""

    schema_: Literal[1] = Field(alias="schema")
    cards: tuple[Card, ...] = Field(min_length=1)
