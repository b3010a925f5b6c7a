"""Names of teams: when two spellings are one team, and which may have been meant as one.

No model is loaded: the index asks for every note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import ascii_key, name_key, one_line

LONGEST_TEAM: Final = 80
"""Characters of a team's name."""

_LONG_WORD: Final = 5
"""Letters from which a word is taken for another one mistyped: shorter ones are too often names."""
_EMPTY: Final = frozenset(("team", "teamet", "the", "og", "and"))
"""Words that tell no team from another."""
_CYRILLIC: Final = "АВЕЅІЈКМНОРСТУХЗЬаеѕіјкмнорстухьӏԁԛԝ"
_GREEK: Final = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικορτυχ"
_LATIN: Final = str.maketrans(
    _CYRILLIC + _GREEK, "ABESIJKMHOPCTYX3baesijkmhopctyxbldqw" + "ABEZHIKMNOPTYXavikoptyx"
)
"""Letters of other scripts that look like Latin ones, as in a name that was copied."""


def team_name(text: str) -> str:
    """The name that was typed for a team, on one line. Raises Refused."""
    name = one_line(text)
    if not name or len(name) > LONGEST_TEAM:
        raise Refused(N_("A team’s name has 1 to {most} characters."), most=LONGEST_TEAM)
    return name


@lru_cache(maxsize=1024)
def team_key(name: str) -> str:
    """What all spellings of one team's name have in common: for comparing, never for showing.

    Two names are one team where they differ only in letter case, in how much white space they have
    and of what kind, in how Unicode composes their letters, in signs that cannot be seen, and in å
    written as aa. Every other letter, accent and sign counts: Müller and Muller are two teams.
    """
    return name_key(name)


def same_team(name: str, other: str) -> bool:
    """Whether two names are spellings of one team's."""
    return team_key(name) == team_key(other)


def near_teams(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of names that are two teams and may have been meant as one, in the order given.

    Their letters look the same but for accents, spaces and signs (Müller and Muller, Team Nord and
    Teamnord, a Latin o and a Cyrillic one); or their words do, in whatever order, but for "team"
    and "og" (Team Nord, Nord team and Nord; A & B and A og B; Team 1 and Team 01); or one word of
    five letters or more differs by one slip of the hand: a letter too many, too few, wrong, or two
    in the wrong order. Digits are never a slip.
    """
    teams: dict[str, str] = {}
    for name in names:
        teams.setdefault(team_key(name), name)
    order = {name: at for at, name in enumerate(teams.values())}
    alike: dict[str, list[str]] = {}
    for name in order:
        for trace in {_letters(name), _words(name), *_traces(name)}:
            alike.setdefault(trace, []).append(name)
    pairs = {
        (name, other)
        for group in alike.values()
        for at, name in enumerate(group)
        for other in group[at + 1 :]
        if _may_be_one(name, other)
    }
    return tuple(sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]])))


def _may_be_one(name: str, other: str) -> bool:
    if _letters(name) and _letters(name) == _letters(other):
        return True
    if _words(name) == _words(other):
        return True
    words, others = _seen(name).split(), _seen(other).split()
    if len(words) != len(others):
        return False
    different = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and _is_slip(*different[0])


def _is_slip(word: str, other: str) -> bool:
    """Whether one slip makes a word the other, and no digit is in it."""
    short, long = sorted((word, other), key=len)
    if len(long) < _LONG_WORD or len(long) - len(short) > 1:
        return False
    at = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    if len(short) < len(long):
        return long[:at] + long[at + 1 :] == short and not long[at].isdigit()
    swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
    replaced = short[at + 1 :] == long[at + 1 :]
    changed = short[at : at + 2] if swapped == long else short[at] + long[at]
    return (replaced or swapped == long) and not any(map(str.isdigit, changed))


def _seen(name: str) -> str:
    """Its `ascii_key` by what its letters look like."""
    return ascii_key(name.translate(_LATIN))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, _seen(name)))


def _words(name: str) -> str:
    """Its words in order, without those that tell no team from another where it has others."""
    signs = (sign if sign.isalnum() else " " for sign in _seen(normalize("NFKC", name)))
    words = sorted(word.lstrip("0") or "0" for word in "".join(signs).split())
    return " ".join([word for word in words if word not in _EMPTY] or words)


def _traces(name: str) -> Iterator[str]:
    """What is left of a name without one letter: two names one slip apart have one in common."""
    words = _seen(name)
    yield words
    yield from (words[:at] + words[at + 1 :] for at in range(len(words)))
