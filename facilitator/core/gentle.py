"""What is said before a text is saved that may hold too much (privacy.md P9): once, and gently.

Whoever types decides: the same text again is kept as it is. A CPR number is the one thing that is
never kept, so it is masked before anything is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from facilitator.core.refusal import N_
from facilitator.core.textguard import FindingKind, find, mask_cpr

A_NAME: Final = frozenset({FindingKind.NAME})
"""What may stand in a field in which somebody is to be named."""
NO_TEXT: Final = frozenset(FindingKind)
"""And in one for a number or a day, of which no text is kept."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word on a text before it is saved."""

    text: str
    """The text with CPR numbers masked: what would be saved."""
    words: str
    """What may be too much in it, as a msgid."""


_WORDS: Final = (
    (FindingKind.CPR, N_("A CPR number has been taken out.")),
    (FindingKind.WHO_DID_IT, N_("Rather “What happened?” than “Who did it?”.")),
    (FindingKind.NAME, N_("This names somebody. Better without the name.")),
    (FindingKind.PHONE, N_("This looks like a phone number.")),
    (FindingKind.EMAIL, N_("This looks like an e-mail address.")),
    (FindingKind.LONG_NUMBER, N_("There is a long number in it.")),
)
"""The most important first: one thing is said at a time."""


def doubt(
    text: str, names: Iterable[str] = (), *, unless: Collection[FindingKind] = ()
) -> Doubt | None:
    """What to say before `text` is saved; None where nothing speaks against it.

    `names` are the participants'. `unless` are kinds that may stand in this field, such as a name
    where somebody is to be named; a CPR number may stand in none.
    """
    allowed = set(unless) - {FindingKind.CPR}
    kinds = {finding.kind for finding in find(text, names)} - allowed
    for kind, words in _WORDS:
        if kind in kinds:
            return Doubt(mask_cpr(text), words)
    return None
