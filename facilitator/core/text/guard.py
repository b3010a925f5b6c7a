"""The guard on every free field: what should not stand in a note, and what takes its place.

A CPR number is masked and never kept; all else is for a question before saving, which says the
words it is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from facilitator.core.errors import N_
from facilitator.core.text.identifiers import (
    british_phones,
    cpr_like,
    danish_phones,
    international_phones,
    long_numbers,
    told_phones,
)
from facilitator.core.text.names import accented_name_spans, given_name_spans, is_word_too
from facilitator.core.text.participants import participant_spans
from facilitator.core.text.plain import Span, fold, replace

CPR_MASKED: Final = N_("A CPR number is masked: it is never kept.")

CPR_MASK: Final = "••••••-••••"


class FindingKind(StrEnum):
    """What was found."""

    CPR = "cpr"
    """A number that may be a CPR number."""
    TIME = "time"
    """A date with a time of day, or times, whose digits read as a CPR number too."""
    PHONE = "phone"
    """A Danish or a British phone number, or one with a country code."""
    EMAIL = "email"
    """An e-mail address."""
    LONG_NUMBER = "long_number"
    """An account, a card, an EAN, a mistyped CPR number."""
    NAME = "name"
    """A participant's name."""
    GIVEN_NAME = "given_name"
    """The name of somebody who does not take part: given name or surname."""
    WHO_DID_IT = "who_did_it"
    """"Hvem gjorde …": the question is what happened."""


WORDS: Final = {
    FindingKind.CPR: N_("a CPR number"),
    FindingKind.TIME: N_("a date and a time, or a CPR number"),
    FindingKind.PHONE: N_("a phone number"),
    FindingKind.EMAIL: N_("an e-mail address"),
    FindingKind.LONG_NUMBER: N_("a long number"),
    FindingKind.NAME: N_("a participant's name"),
    FindingKind.GIVEN_NAME: N_("somebody's name"),
    FindingKind.WHO_DID_IT: N_('"Who did": ask what happened'),
}
"""What each is called, as a msgid."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text: `text[start:end]`. Two findings of numbers never overlap."""

    kind: FindingKind
    start: int
    end: int
    words: str = field(default="", repr=False, compare=False)
    """What stands there, for a screen to say; in no log and no traceback."""


# In this order, and each sees only what those before it have left.
_NUMBERS: Final = (
    (FindingKind.PHONE, international_phones),
    (FindingKind.LONG_NUMBER, long_numbers),
    (FindingKind.PHONE, british_phones),
    (FindingKind.PHONE, danish_phones),
    (FindingKind.PHONE, told_phones),
)

_EMAIL: Final = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64} ?(?:@|[(\[]at[)\]]) ?[\w-]{1,63}(?:\.[\w-]{1,63})+"
)

# "Those who did well" is no question: in English it has to begin a sentence, or follow a word such
# as "asked". It is compiled when it is needed, as it takes 2 ms. ~ is a space, or several.
_WHO_DID_IT: Final = r"""(?xim)(?<![^\W_]) (?:
        hvem (?: ~ (?: mon | af ~ (?:jer|os|dem) | i ~ alverden | fanden | helvede | pokker
            | er ~ det | var ~ det ) ,? ){0,2} (?: ~ (?:der|som) )? ~ (?:
            gjorde | begik | glemte | overs(?:aa|ae) | svigtede | fejlede | kludrede | sjuskede
            | (?:dummede|kvajede) ~ sig | sladrede | oedelagde | ødelagde
            | (?:lavede|gav) ~ (?:(?:den|en) ~)?
              (?: fejl\w{0,9} | det | lort\w{0,3} | rod\w{0,3} | koks | ged | forkert\w{0,3} )
            | (?:har|havde) ~ (?:ikke ~)?
              (?: gjort | begaaet | glemt | oversat | overset | svigtet | ødelagt | sladret
                | lavet ~ (?:fejl\w{0,9} | det | lort\w{0,3} | rod\w{0,3}) )
            | (?:har|havde|fik|faar|bærer|skal ~ have) ~ skylden
            | (?:kan|skal|giver|gav) ~ (?:vi ~ (?:give|bebrejde) | vi) ~ (?:skylden | det)
            | (?:er|var) ~ (?:den ~)? skyld(?:ig|ige)?
            | skal ~ (?:staa ~ til ~ ansvar | bebrejdes)
        )
        | (?: hvis | hvem ~ sin ) ~ (?:fejl|skyld) ~ (?:er|var)
    ) (?![^\W_])
    | (?: ^ | (?<=[.!?:;"'“”«»(–-]) | (?<![^\W_])
          (?: so | and | but | then | well | ok(?:ay)? | ask(?:s|ed|ing)? | wonder(?:s|ed|ing)?
            | knows? | knew | out | about ) (?=[\s,]) ,? ) [^\S\n]{0,9} (?P<english>
        who (?: ~ on ~ earth | ~ the ~ hell | ~ (?:is|was) ~ it ~ (?:that|who) )? (?:
            ~ did | (?: ~ has | ~ had | 's ) ~ done
            | ~ made ~ (?:the|that|this|a) ~ (?:mistake|error|mess)
            | ~ (?:caused|broke|missed) ~ (?:it|this|that)
            | ~ gave ~ (?:the ~)? wrong
            | ~ (?: forgot | failed ~ to | (?:messed|screwed) ~ up
                | let ~ (?:this|that|it) ~ happen )
            | (?: ~ is | ~ was | 's ) ~ (?: to ~ blame | at ~ fault
                | responsible ~ for ~ (?:the|this|that) ~ (?:mistake|error|mess) )
            | ~ (?:do|can|should|must) ~ we ~ blame )
        | whose ~ (?:fault|mistake|error)
    ) (?![^\W_])""".replace("~", r"\s{1,9}")


def guard_findings(
    text: str, today: date | None, names: Iterable[str] = (), kept: Collection[str] = ()
) -> tuple[Finding, ...]:
    """All that the guard sees in `text`, in reading order.

    `today` is the day by which a written date is near (see `cpr_like`), `names` are those of who
    takes part, `kept` words that need no asking any more (see `words_asked_once`).
    """
    folded = fold(text)
    numbers = [
        (FindingKind.TIME if number.is_time else FindingKind.CPR, number.span)
        for number in cpr_like(folded.text, today)
    ]
    for kind, spans_of in _NUMBERS:
        left = _blanked(folded.text, (span for _, span in numbers))
        numbers += [(kind, span) for span in spans_of(left)]
    others = [(FindingKind.EMAIL, match.span()) for match in _EMAIL.finditer(folded.text)]
    if re.search("hv|who", folded.text, re.IGNORECASE):
        others += [
            (FindingKind.WHO_DID_IT, match.span("english" if match["english"] else 0))
            for match in re.finditer(_WHO_DID_IT, folded.text)
        ]
    participants = list(participant_spans(folded.text, names))
    others += [(FindingKind.NAME, span) for span in participants]
    left = _blanked(folded.text, (span for _, span in others))
    others += [(FindingKind.GIVEN_NAME, span) for span in given_name_spans(left)]
    places = [
        *_apart(sorted((*folded.original(span), kind) for kind, span in numbers)),
        *((*folded.original(span), kind) for kind, span in others),
    ]
    places += [
        (*span, FindingKind.GIVEN_NAME)
        for span in accented_name_spans(text)
        if not any(start < span[1] and span[0] < end for start, end, _ in places)
    ]
    findings = (Finding(kind, start, end, text[start:end]) for start, end, kind in sorted(places))
    return tuple(
        finding
        for finding in findings
        if not (words := words_asked_once([finding])) or not words <= set(kept)
    )


def words_asked_once(findings: Iterable[Finding]) -> set[str]:
    """The words of `findings` that are asked about once, as they are written.

    They are anybody's given name, and a participant's that is a word too, as "Hans" and "Maj".
    """
    words: set[str] = set()
    for finding in findings:
        if finding.kind is FindingKind.GIVEN_NAME or (
            finding.kind is FindingKind.NAME and is_word_too(finding.words)
        ):
            words.update(_WORD.findall(finding.words))
    return words


_WORD: Final = re.compile(r"[^\W_]+")


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with each character of `spans` replaced by a line's end."""
    left = list(text)
    for start, end in spans:
        left[start:end] = "\n" * (end - start)
    return "".join(left)


def _apart(
    numbers: Iterable[tuple[int, int, FindingKind]],
) -> Iterator[tuple[int, int, FindingKind]]:
    """Numbers that do not overlap: one character may belong to the digits of two."""
    end = 0
    for start, stop, kind in numbers:
        if stop > end:
            yield max(start, end), stop, kind
            end = stop


def mask_cpr(text: str, today: date | None, unmasked: Collection[str] = ()) -> str:
    """`text` with `••••••-••••` for each CPR-like number, and no other character changed.

    A date near `today` with a time of day is left, and what is in `unmasked`: the digits of
    numbers that were said to be none.
    """
    folded = fold(text)
    spans = (
        number.span
        for number in cpr_like(folded.text, today)
        if not number.is_time and _digits(folded.text[slice(*number.span)]) not in unmasked
    )
    return replace(text, map(folded.original, spans), CPR_MASK)


def cpr_digits(text: str, today: date | None) -> frozenset[str]:
    """The CPR-like numbers that `mask_cpr` would mask, each by its digits alone."""
    folded = fold(text).text
    return frozenset(
        _digits(folded[slice(*number.span)])
        for number in cpr_like(folded, today)
        if not number.is_time
    )


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def mask_names(text: str, names: Iterable[str], stand_in: str) -> str:
    """`text` with `stand_in` for each participant's name, its genitive -s, 's or ’s included.

    Which words of a name are hidden, and when letter case counts: see names.py.
    """
    folded = fold(text)
    return replace(text, map(folded.original, participant_spans(folded.text, names)), stand_in)


A_NAME: Final = frozenset({FindingKind.NAME, FindingKind.GIVEN_NAME})
"""What may stand in a field in which somebody is to be named."""
NO_TEXT: Final = frozenset(FindingKind)
"""All kinds: what may stand in a field for a number or a day, of which no text is kept."""

QUESTIONS: Final = {
    FindingKind.WHO_DID_IT: N_("Rather “What happened?” than “Who did it?”."),
    FindingKind.NAME: N_("{words}: this names somebody. Better without the name."),
    FindingKind.GIVEN_NAME: N_("Is {words} somebody’s name? Better without it."),
    FindingKind.TIME: N_("Is {words} a date and a time, or a CPR number?"),
    FindingKind.PHONE: N_("{words}: this looks like a phone number."),
    FindingKind.EMAIL: N_("{words}: this looks like an e-mail address."),
    FindingKind.LONG_NUMBER: N_("{words} is a long number. Better without it."),
}
"""What is said of a text before it is saved, as a msgid, the most important first.

One thing is said at a time, with the words that it is about. A CPR number is no question: it is
masked.
"""


def words_meant(findings: Iterable[Finding], quoted: str = "“{quote}”") -> str:
    """The words of `findings` as they are said in a question: `“Karen”, “Inga Petersen”`."""
    words = (quoted.format(quote=finding.words) for finding in findings)
    return ", ".join(dict.fromkeys(words))
