"""What a session is to begin with, filled in on a screen or given on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.core.text.plain import one_line
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.core.guide.model import Guide, Order, Role

MOST_UNNAMED = 60


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a session is to begin with."""

    guide: Guide
    team: str
    names: tuple[str, ...] = ()
    roles: tuple[tuple[Role, str], ...] = ()
    purpose: str = ""
    order: Order | None = None


def people_of(text: str) -> tuple[str, ...]:
    """Names between commas; a number alone is so many people without names."""
    text = one_line(text)
    if text.isdecimal() and 0 < int(text) <= MOST_UNNAMED:
        return tuple(_("Participant {n}").format(n=n) for n in range(1, int(text) + 1))
    names = (one_line(name) for name in re.split(r"[,;]", text))
    return tuple(name for name in names if name)
