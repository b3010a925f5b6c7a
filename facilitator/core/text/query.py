"""A search in an archive, parsed from what was typed.

`overlevering team:nord #fejl fra:2026-03` is a word, a team, a kind and a first month. The prefixes
of both languages are always understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import ascii_key, key_of_lines, name_key, one_line, search_key
from facilitator.core.text.tags import ContributionKind, Theme, meaning


@dataclass(frozen=True, slots=True)
class Query:
    """All of it has to be true of a note. What is empty asks for nothing."""

    words: tuple[str, ...] = ()
    """Parts of words, as `search_key` folds them."""
    team: str = ""
    """A part of its name, as `name_key` gives it: an accent that is not typed may be there."""
    whole_team: str = ""
    """All of its name, as `core.team.team_key` gives it."""
    guide: str = ""
    """A part of its title or its id, folded."""
    kinds: tuple[ContributionKind, ...] = ()
    themes: tuple[Theme, ...] = ()
    since: str = ""
    """A day, a month or a year: `2026-03-09`, `2026-03`, `2026`. It is itself included."""
    until: str = ""
    """The same, and itself included too."""
    mistake: Refused | None = field(default=None, compare=False)
    """Why a part that begins as a prefix of ours asks for nothing; it is looked for as words."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == Query()


PREFIXES: Final[Mapping[str, str]] = {
    "team": "team",
    "guide": "guide",
    "forloeb": "guide",
    "tema": "theme",
    "theme": "theme",
    "slags": "kind",
    "bidragstype": "kind",
    "kind": "kind",
    "fra": "since",
    "from": "since",
    "til": "until",
    "to": "until",
}
"""What a prefix asks for, by its `ascii_key`."""

_PART: Final = re.compile(r'(?P<prefix>[^\W\d_]+):(?P<value>"[^"]*"?|[^\s"]*)|(?P<word>\S+)')
_PERIOD: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MISTAKES: Final = {
    "team": N_("{part} names no team."),
    "guide": N_("{part} names no guide."),
    "theme": N_("{part} names no theme."),
    "kind": N_("{part} names no kind."),
    "since": N_("{part} is not a day, a month or a year. Write it as 2026-03-09, 2026-03 or 2026."),
    "until": N_("{part} is not a day, a month or a year. Write it as 2026-03-09, 2026-03 or 2026."),
}
"""By what is asked for: why a part asks for nothing."""


def query_of(text: str) -> Query:
    """What a line asks for. What is no prefix, tag or period of ours is looked for as words."""
    words: list[str] = []
    asked_for: dict[str, str] = {}
    kinds: list[ContributionKind] = []
    themes: list[Theme] = []
    mistakes: list[Refused] = []
    for part in _PART.finditer(one_line(text)):
        criterion = PREFIXES.get(ascii_key(part["prefix"])) if part["prefix"] else None
        value = (part["value"] or "").strip('"').strip()
        tag = _tag(criterion, value, part[0])
        if isinstance(tag, ContributionKind):
            kinds.append(tag)
        elif tag is not None:
            themes.append(tag)
        elif criterion == "team" and name_key(value):
            asked_for[criterion] = name_key(value)
        elif criterion == "guide" and search_key(value):
            asked_for[criterion] = search_key(value)
        elif criterion in ("since", "until") and _is_period(value):
            asked_for[criterion] = value
        else:
            if criterion:
                mistakes.append(Refused(_MISTAKES[criterion], part=part[0]))
            words += search_key(part[0]).split()
    return Query(
        words=tuple(dict.fromkeys(words)),
        team=asked_for.get("team", ""),
        guide=asked_for.get("guide", ""),
        kinds=tuple(dict.fromkeys(kinds)),
        themes=tuple(dict.fromkeys(themes)),
        since=asked_for.get("since", ""),
        until=asked_for.get("until", ""),
        mistake=next(iter(mistakes), None),
    )


def _is_period(text: str) -> bool:
    """Whether it is a day, a month or a year that there is."""
    if not _PERIOD.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[: len("2026-01-01")])
    except ValueError:
        return False
    return True


def _tag(criterion: str | None, value: str, whole: str) -> ContributionKind | Theme | None:
    """The kind or theme that `tema:tillid`, `slags:fejl` or `#fejl` names."""
    if criterion == "theme":
        tag = meaning(value)
        return tag if isinstance(tag, Theme) else None
    if criterion == "kind":
        tag = meaning(value)
        return tag if isinstance(tag, ContributionKind) else None
    return meaning(whole[1:]) if whole.startswith("#") else None


def places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the words, folded, stand in a line as shown: first place and the one after the last.

    In order, and without two that overlap.
    """
    folded: list[str] = []
    places_of: list[int] = []
    for at, letter in enumerate(text):
        key = letter.casefold() if letter.isascii() else key_of_lines(letter)
        folded.append(key)
        places_of += [at] * len(key)
    whole = "".join(folded)
    marked: set[int] = set()
    for word in words:
        at = whole.find(word)
        while at >= 0 and word:
            marked.update(places_of[at : at + len(word)])
            at = whole.find(word, at + 1)
    letters = set(places_of)
    for at in range(1, len(text)):
        if at not in letters and at - 1 in marked:  # a mark on the letter before it
            marked.add(at)
    spans: list[tuple[int, int]] = []
    for place in sorted(marked):
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans
