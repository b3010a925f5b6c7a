"""What has to hold between the values of a guide: ids, references, roles, keeping, minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import groupby
from typing import Final, Protocol

from facilitator.core.errors import N_
from facilitator.core.guide.entry import Minutes
from facilitator.core.guide.messages import Path, Problem
from facilitator.core.guide.model import (
    ALL_BUT,
    BoardAtClose,
    Guide,
    Keeps,
    Phase,
    Role,
    Speaks,
)
from facilitator.core.guide.plan import minutes_of_courses

LONGEST_PROMPT: Final = 200
"""Characters that can be read on a wall at once."""


class HasId(Protocol):
    """Anything in a guide that is referred to by its id."""

    @property
    def id(self) -> str:
        """Its name in the file."""


def breaches(guide: Guide) -> Iterator[Problem]:
    """Everything that does not hold, in the order of the rooms below."""
    for table, things in _tables(guide):
        yield from ids_given_twice(table, things)
    yield from _references(guide)
    groups = tuple(_groups(guide))
    yield from groups
    yield from _gates(guide)
    for index, phase in enumerate(guide.phases):
        at = ("phases", index)
        yield from _roles(guide, phase, at)
        yield from _keeping(guide, phase, at)
        yield from _prompts(phase, at)
    yield from _people(guide)
    yield from () if groups else _minutes(guide)  # groups in disorder have no sum


def _tables(guide: Guide) -> tuple[tuple[str, tuple[HasId, ...]], ...]:
    return (
        ("questions", guide.questions),
        ("cards", guide.cards),
        ("groups", guide.groups),
        ("phases", guide.phases),
    )


def ids_given_twice(table: str, things: Iterable[HasId]) -> Iterator[Problem]:
    """A problem for each thing whose id another one before it has."""
    seen: set[str] = set()
    for index, thing in enumerate(things):
        if thing.id in seen:
            yield Problem(
                (table, index, "id"),
                N_('The id "{id}" stands twice in [[{table}]]. Give this one another.'),
                {"id": thing.id, "table": table},
            )
        seen.add(thing.id)


def _references(guide: Guide) -> Iterator[Problem]:
    ids = {table: [thing.id for thing in things] for table, things in _tables(guide)}
    for table, wanted, path in _named(guide):
        if wanted not in ids[table]:
            yield _unknown_id(table, wanted, ids[table], path)


def _named(guide: Guide) -> Iterator[tuple[str, str, Path]]:
    """Each id that is referred to: its table, itself, and where."""
    for g, gate in enumerate(guide.gates):
        for c, choice in enumerate(gate.choices):
            if choice.card is not None:
                yield "cards", choice.card, ("gates", g, "choices", c, "card")
    for p, phase in enumerate(guide.phases):
        for c, card in enumerate(phase.cards):
            yield "cards", card, ("phases", p, "cards", c)
        for q, question in enumerate(phase.questions):
            yield "questions", question, ("phases", p, "questions", q)
        if phase.group is not None:
            yield "groups", phase.group, ("phases", p, "group")


def _unknown_id(table: str, wanted: str, known: list[str], path: Path) -> Problem:
    params: dict[str, object] = {"table": table, "id": wanted}
    if not known:
        return Problem(path, N_('No [[{table}]] has the id "{id}". Add one with that id.'), params)
    params["known"] = ", ".join(f'"{one}"' for one in get_close_matches(wanted, known, 1) or known)
    return Problem(
        path,
        N_('No [[{table}]] has the id "{id}". Write {known}, or add one with that id.'),
        params,
    )


def _groups(guide: Guide) -> Iterator[Problem]:
    runs = [group for group, _ in groupby(phase.group for phase in guide.phases)]
    for index, group in enumerate(guide.groups):
        if group.id not in runs:
            yield Problem(
                ("groups", index),
                N_('No phase belongs to this group. Write group = "{id}" in its phases.'),
                {"id": group.id},
            )
    left: set[str | None] = set()
    for index, phase in enumerate(guide.phases):
        before = guide.phases[index - 1].group if index else None
        if phase.group != before:
            left.add(before)
            if phase.group is not None and phase.group in left:
                yield Problem(
                    ("phases", index, "group"),
                    N_('The phases of the group "{id}" do not stand together. Move this one up.'),
                    {"id": phase.group},
                )


def _gates(guide: Guide) -> Iterator[Problem]:
    for index, gate in enumerate(guide.gates):
        if all(choice.card for choice in gate.choices):
            yield Problem(
                ("gates", index),
                N_("No choice of this gate goes on to the first phase. Leave card out of one."),
            )


def _roles(guide: Guide, phase: Phase, at: Path) -> Iterator[Problem]:
    needed = N_('{word} = "{value}" needs somebody with that role. Add "{role}" to roles.')
    ids = {role.id for role in guide.roles}
    for word in phase.speaks:
        role = word.removeprefix(ALL_BUT)
        if word in tuple(Speaks) or role in ids:
            continue
        if role in tuple(Role):
            params = {"word": "speaks", "value": word, "role": role}
            yield Problem((*at, "speaks"), needed, params)
        else:
            allowed = ", ".join(f'"{each}"' for each in (*Speaks, *sorted(ids)))
            msgid = N_(
                '"speaks" cannot be "{value}". Write one of {allowed}, or add "{role}" to roles.'
            )
            yield Problem((*at, "speaks"), msgid, {"value": word, "allowed": allowed, "role": role})
    if phase.leader is not None and Role.LEADER not in ids:
        params = {"word": "leader", "value": phase.leader, "role": Role.LEADER.value}
        yield Problem((*at, "leader"), needed, params)
    if phase.in_turn:
        return
    for word, counts in (("leader", phase.leader is not None), ("start", phase.start != "first")):
        if counts:
            yield Problem(
                (*at, word),
                N_(
                    '"{word}" counts only where the word goes round. '
                    'Write speaks = "all_in_turn", or take "{word}" out.'
                ),
                {"word": word},
            )


def _keeping(guide: Guide, phase: Phase, at: Path) -> Iterator[Problem]:
    if phase.commitments_at_most is not None and Keeps.COMMITMENTS not in phase.keeps:
        yield Problem(
            (*at, "commitments_at_most"),
            N_(
                "This phase keeps no commitments. "
                'Add "commitments" to keeps, or take "commitments_at_most" out.'
            ),
        )
    if Keeps.KEYWORDS not in phase.keeps:
        return
    if guide.board is BoardAtClose.CLEARED:
        yield Problem(
            (*at, "keeps"),
            N_(
                'A board that is cleared keeps no keywords. Write "learning_points" here, '
                'or board = "kept" for the whole guide.'
            ),
        )
    if not guide.questions:
        yield Problem(
            (*at, "keeps"),
            N_("Keywords need a question to stand under. Add one: [[questions]] with id and text."),
        )


def _prompts(phase: Phase, at: Path) -> Iterator[Problem]:
    for index, prompt in enumerate(phase.prompts):
        if len(prompt.strip()) > LONGEST_PROMPT:
            yield Problem(
                (*at, "prompts", index),
                N_(
                    "This prompt has {length} characters, too many to read on a wall. "
                    "Write at most {most}, or divide it into several prompts."
                ),
                {"length": len(prompt.strip()), "most": LONGEST_PROMPT},
            )


def _people(guide: Guide) -> Iterator[Problem]:
    if guide.people and guide.people_at_most and guide.people > guide.people_at_most:
        yield Problem(
            ("people",),
            N_('"people" is {people}, more than people_at_most. Write at most {most}.'),
            {"people": guide.people, "most": guide.people_at_most},
        )


def _minutes(guide: Guide) -> Iterator[Problem]:
    for index, phase in enumerate(guide.phases):
        if not (phase.minutes or phase.minutes_per_person or phase.untimed):
            yield Problem(
                ("phases", index),
                N_("This phase has no time. Write minutes = 5, or minutes_per_person = 2."),
            )
    said = _figure(guide.minutes)
    if guide.people is None and _depends_on_people(guide):
        yield Problem(
            ("minutes",),
            N_(
                "The minutes depend on how many take part. Write for how many they are "
                "{said}: people = 6, for example."
            ),
            {"said": said},
        )
        return
    courses = minutes_of_courses(guide, guide.people or 1)
    needed = _needed(guide.minutes, courses)
    if needed is None:
        return
    msgid = N_(
        "The phases add up to {sum} minutes, but the guide says {said}. "
        "Write minutes = {sum}, or give the phases other minutes."
    )
    if _depends_on_people(guide):
        msgid = N_(
            "With {people} people the phases add up to {sum} minutes, but the guide says {said}. "
            "Write minutes = {sum}, or give the phases other minutes."
        )
    params = {"sum": _figure(needed), "said": said, "people": guide.people}
    yield Problem(("minutes",), msgid, params)


def _needed(said: Minutes, courses: tuple[Minutes, ...]) -> Minutes | None:
    """What the guide should say its minutes are; None where it says so.

    A number holds for the middles of every course; a range from the least to the most of them.
    """
    whole = Minutes(min(c.low for c in courses), max(c.high for c in courses))
    middles = Minutes(min(courses), max(courses))
    if said.low < said.high:
        return None if _same(said, whole) else whole
    return None if _same(said, middles) else middles


def _same(a: Minutes, b: Minutes) -> bool:
    """Whether their ends are the same, as far as tenths add up."""
    return abs(a.low - b.low) < 1e-6 and abs(a.high - b.high) < 1e-6  # noqa: PLR2004


def _depends_on_people(guide: Guide) -> bool:
    per_person = any(phase.minutes_per_person for phase in guide.phases)
    return per_person or any(group.repeat == "per_person" for group in guide.groups)


def _figure(minutes: Minutes) -> str:
    """Minutes as they are written in a guide: 10, 2.5 and [10, 15]."""
    if minutes.low == minutes.high:
        return f"{minutes:.10g}"
    return f"[{minutes.low:.10g}, {minutes.high:.10g}]"
