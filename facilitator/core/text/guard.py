"""The guard on every free field: what should not stand in a note, and what takes its place.

A CPR number is masked and never kept; participants' names give way when a session closes; the
rest is for a warning before saving. A finding holds positions alone, never the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facilitator.core.errors import N_
from facilitator.core.text import numbers as digits
from facilitator.core.text.folded import fold, replace
from facilitator.core.text.names import name_spans

CPR_MASK: Final = "••••••-••••"


class FindingKind(StrEnum):
    """What was found."""

    CPR = "cpr"
    """A number that may be a CPR number."""
    PHONE = "phone"
    """A Danish phone number, or one with a country code."""
    EMAIL = "email"
    """An e-mail address."""
    LONG_NUMBER = "long_number"
    """An account, a card, an EAN, a mistyped CPR number."""
    NAME = "name"
    """A participant's name."""
    WHO_DID_IT = "who_did_it"
    """"Hvem gjorde …": the question is what happened."""


WORDS: Final = {
    FindingKind.CPR: N_("a CPR number"),
    FindingKind.PHONE: N_("a phone number"),
    FindingKind.EMAIL: N_("an e-mail address"),
    FindingKind.LONG_NUMBER: N_("a long number"),
    FindingKind.NAME: N_("a participant's name"),
    FindingKind.WHO_DID_IT: N_('"Who did": ask what happened'),
}
"""What each is called, as a msgid."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text: `text[start:end]`. Two findings of numbers never overlap."""

    kind: FindingKind
    start: int
    end: int


# In this order, and each sees only what those before it have left.
_NUMBERS: Final = (
    (FindingKind.CPR, digits.cpr_spans),
    (FindingKind.PHONE, digits.international_phone_spans),
    (FindingKind.LONG_NUMBER, digits.long_number_spans),
    (FindingKind.PHONE, digits.danish_phone_spans),
)

_EMAIL: Final = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")

# "Those who did well" is no question: in English it has to begin a sentence.
_WHO_DID_IT: Final = re.compile(
    r"""(?<![^\W_]) hvem \s{1,9} gjorde (?![^\W_])
    | (?: ^ | (?<=[.!?:;"'“”«»(–-]) ) [^\S\n]{0,9} (?P<english> who \s{1,9} did (?![^\W_]) )""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


def find(text: str, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """All that the guard sees in `text`, in reading order; `names` are the participants'."""
    folded = fold(text)
    spans = []
    left = list(folded.text)
    for kind, spans_of in _NUMBERS:
        for start, end in spans_of("".join(left)):
            spans.append((kind, (start, end)))
            left[start:end] = "\n" * (end - start)
    numbers = _apart(sorted((*folded.original(span), kind) for kind, span in spans))
    spans = [(FindingKind.EMAIL, match.span()) for match in _EMAIL.finditer(folded.text)]
    for match in _WHO_DID_IT.finditer(folded.text):
        spans.append((FindingKind.WHO_DID_IT, match.span("english" if match["english"] else 0)))
    spans += [(FindingKind.NAME, span) for span in name_spans(folded.text, names)]
    found = [*numbers, *(Finding(kind, *folded.original(span)) for kind, span in spans)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def _apart(numbers: Iterable[tuple[int, int, FindingKind]]) -> Iterator[Finding]:
    """Numbers as findings that do not overlap: one sign of a text may stand for digits of two."""
    end = 0
    for start, stop, kind in numbers:
        if stop > end:
            yield Finding(kind, max(start, end), stop)
            end = stop


def mask_cpr(text: str) -> str:
    """`text` with `••••••-••••` for each CPR-like number, and no other character changed."""
    folded = fold(text)
    return replace(text, map(folded.original, digits.cpr_spans(folded.text)), CPR_MASK)


def mask_names(text: str, names: Iterable[str], stand_in: str) -> str:
    """`text` with `stand_in` for each participant's name, its genitive -s, 's or ’s included.

    Which words of a name are hidden, and when letter case counts: see names.py.
    """
    folded = fold(text)
    return replace(text, map(folded.original, name_spans(folded.text, names)), stand_in)


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
