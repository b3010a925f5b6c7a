"""Those who take part, as they are typed in one line."""

from __future__ import annotations

import re

from facilitator.core.text.numbers import whole_number
from facilitator.core.text.plain import one_line
from facilitator.words import _

MOST_UNNAMED = 60


def people_of(text: str) -> tuple[str, ...]:
    """Names between commas, or on lines; a number alone is so many people without names."""
    if 0 < (number := whole_number(text) or 0) <= MOST_UNNAMED:
        return tuple(_("Participant {n}").format(n=n) for n in range(1, number + 1))
    names = (one_line(name) for name in re.split(r"[,;\n\r]", text))
    return tuple(name for name in names if name)
