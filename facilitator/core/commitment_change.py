"""A change of a commitment after its session: what may change, and what must not be saved.

Texts are put on one line here and CPR numbers in them masked (privacy.md P9). What else the guard
finds is asked about before: `findings`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from typing import Final, Literal, TypeAlias

from facilitator.core.commitments import TO_FOLLOW_UP, WHAT_TO_DO, Status
from facilitator.core.errors import N_, Refused
from facilitator.core.note import Commitment
from facilitator.core.text.guard import (
    A_NAME,
    CPR_MASK,
    FindingKind,
    cpr_digits,
    guard_findings,
    mask_cpr,
)
from facilitator.core.text.plain import one_line
from facilitator.core.text.tags import split_tags

LONGEST: Final = 500
"""Characters of a text, and of an owner."""


class As(Enum):
    """A marker for a field that stays unchanged."""

    IT_IS = "as it is"


AsItIs: TypeAlias = Literal[As.IT_IS]


@dataclass(frozen=True, slots=True)
class CommitmentChange:
    """The changes to a commitment. An empty text removes the field, as None does."""

    status: Status | AsItIs = As.IT_IS
    what: str | AsItIs = As.IT_IS
    owner: str | AsItIs = As.IT_IS
    due: date | AsItIs | None = As.IT_IS
    when_then: tuple[str, str] | AsItIs = As.IT_IS
    """What comes after "Når" and after "så": see `split_when_then`."""
    happened: str | AsItIs = As.IT_IS


def changed(commitment: Commitment, change: CommitmentChange, today: date) -> Commitment:
    """Return the commitment after the change; the same object where nothing differs.

    A CPR-like number that was in it before was confirmed to be none, and stays. Raises Refused for
    an empty text, half a "Når …, så …", or a text that is too long.
    """
    written = partial(_written, today=today, stays=_numbers_in(commitment, today))
    update: dict[str, object] = {}
    if change.what is not As.IT_IS:
        tagged = split_tags(change.what)
        if not tagged.text:
            raise Refused(WHAT_TO_DO)
        update |= {"what": written(tagged.text), "theme": tagged.theme or commitment.theme}
    if change.owner is not As.IT_IS:
        update["owner"] = written(change.owner) or None
    if change.due is not As.IT_IS:
        update["due"] = change.due
    if change.when_then is not As.IT_IS:
        cue, response = map(written, change.when_then)
        if bool(cue) != bool(response):
            raise Refused(_BOTH)
        update |= {"cue": cue or None, "response": response or None}
    if change.happened is not As.IT_IS:
        update["happened"] = written(change.happened) or None
    if change.status is not As.IT_IS and change.status is not commitment.status:
        update |= {"status": change.status, "ended": _ended(commitment, change.status, today)}
    after = commitment.model_copy(update=update)
    if after == commitment:
        return commitment
    return after.model_copy(update={"revision": (commitment.revision or 0) + 1})


def findings(change: CommitmentChange, today: date) -> Mapping[str, frozenset[FindingKind]]:
    """Return what the guard finds in the texts of a change, by field; only fields with findings.

    Who took part in a closed session is unknown, so only given names are found. An owner may be
    named. A CPR number is masked whatever is answered.
    """
    cue, response = ("", "") if change.when_then is As.IT_IS else change.when_then
    texts = {"what": change.what, "owner": change.owner, "cue": cue, "response": response}
    by_field = {
        field: frozenset(finding.kind for finding in guard_findings(text, today))
        for field, text in (texts | {"happened": change.happened}).items()
        if text is not As.IT_IS
    }
    by_field["owner"] = by_field.get("owner", frozenset()) - A_NAME
    return {field: kinds for field, kinds in by_field.items() if kinds}


def split_when_then(text: str) -> tuple[str, str]:
    """The two parts of "Når vi mødes, så spørger vi først"; two empty ones of an empty text.

    Danish and English are both understood. Raises Refused where one of the parts is missing.
    """
    phrase = one_line(text)
    if not phrase:
        return "", ""
    for pattern in _WHEN_THEN:
        if match := pattern.fullmatch(phrase):
            return match["cue"], match["response"]
    raise Refused(_BOTH)


def when_then_parts(cue: str, response: str) -> tuple[str, str]:
    """Split two texts into their "when" and "then" parts; the words "når" and "så" may be missing.

    The first text may hold both parts. Raises Refused as `split_when_then` does.
    """
    cue, response = one_line(cue), one_line(response)
    if cue and not response:
        return split_when_then(cue)
    return _WHEN.sub("", cue), _THEN.sub("", response)


_BOTH: Final = N_("Write it in two parts: when …, then …")
_WHEN_THEN: Final = tuple(
    re.compile(rf"(?i:når|naar|when) (?P<cue>[^ ,].*?){pause}(?i:så|saa|then) (?P<response>.+)")
    for pause in (" ?, ?", " ")
)
"""With a comma between the parts, or else without: "Når vi er så få, så ringer vi"."""

_WHEN: Final = re.compile(r"^(?i:når|naar|when) ")
_THEN: Final = re.compile(r"^(?i:så|saa|then) (?!snart)")


def is_masked(after: Commitment, before: Commitment) -> bool:
    """Whether a CPR number was masked in what changed."""
    return _texts(after).count(CPR_MASK) > _texts(before).count(CPR_MASK)


def _numbers_in(commitment: Commitment, today: date) -> Collection[str]:
    """The digits of everything in a commitment that looks like a CPR number."""
    return cpr_digits(_texts(commitment), today)


def _texts(commitment: Commitment) -> str:
    texts = (commitment.what, commitment.owner, commitment.cue, commitment.response)
    return "\n".join(filter(None, (*texts, commitment.happened)))


def _written(text: str, today: date, stays: Collection[str]) -> str:
    """A typed text ready for saving; the numbers in `stays` are not masked."""
    written = mask_cpr(one_line(text), today, stays)
    if len(written) > LONGEST:
        raise Refused(N_("A text can have at most {most} characters."), most=LONGEST)
    return written


def _ended(before: Commitment, status: Status, today: date) -> date | None:
    """The day it ended; one that had ended before keeps its day."""
    if status in TO_FOLLOW_UP:
        return None
    return today if before.status in TO_FOLLOW_UP else before.ended or today
