"""Whether a table read from a file is a guide: its shape, then the rules between its values.

Everything wrong with it is reported: ids, references, roles, keeping and minutes.
`breaches` make a guide unusable; `doubts` are only reported by the check.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Final, TypeVar

from facilitator.core.errors import N_
from facilitator.core.guide.entry import Minutes
from facilitator.core.guide.mistakes import (
    GuideRefused,
    Path,
    Problem,
    nearest,
    quoted,
    shaped,
    values_in,
)
from facilitator.core.guide.model import (
    ALL_BUT,
    BoardAtClose,
    Foundations,
    Guide,
    Keeps,
    OwnCards,
    Phase,
    PhaseGroup,
    Role,
    Speaks,
    Together,
)
from facilitator.core.guide.plan import minutes_of_courses, topics_of
from facilitator.core.guide.vocabulary import PLACES

M = TypeVar("M", Foundations, OwnCards)

MOST_LEVELS: Final = 7
"""Levels of a scale."""
LONGEST_PROMPT: Final = 200
"""Characters that can be read on a wall at once."""

_AT_LEAST: Final = {Together.PAIRS: 2, Together.THREES: 3, Together.FOURS: 4}
"""People who can sit together so."""
_BRACES: Final = re.compile(r"{(\s*[^\W\d]\w*\s*)}")
_TABLES: Final = ("questions", "cards", "roles", "groups", "phases")
"""The tables of a guide whose entries have an id."""


def checked(data: dict[str, object], common_cards: Collection[str] = ()) -> Guide:
    """The guide in a table; `cards` named in it may be common ones. Raises GuideRefused."""
    guide = shaped(Guide, data)
    if problems := (*breaches(guide, common_cards), *_words_in_braces(data)):
        raise GuideRefused(problems)
    return guide


def foundations_checked(data: dict[str, object]) -> Foundations:
    """The common texts in a table. Raises GuideRefused."""
    return _with_own_ids(shaped(Foundations, data), "cards", "reactions")


def own_cards_checked(data: dict[str, object]) -> OwnCards:
    """The cards in a table. Raises GuideRefused."""
    return _with_own_ids(shaped(OwnCards, data), "cards")


def _with_own_ids(texts: M, *tables: str) -> M:
    if problems := tuple(_ids_given_twice(_ids(texts, tables))):
        raise GuideRefused(problems)
    return texts


def breaches(guide: Guide, common_cards: Collection[str] = ()) -> Iterator[Problem]:
    """All problems that make the guide unusable, in the order of the rules below.

    `common_cards` are the ids of the cards that every guide may name besides its own.
    """
    yield from _ids_given_twice(_ids(guide, _TABLES))
    unknown = tuple(_references(guide, common_cards))
    yield from unknown
    order = (*_groups(guide), *_way_problems(guide))
    yield from order
    yield from _gates(guide)
    yield from _roles(guide)
    yield from _questions(guide)
    for index, phase in enumerate(guide.phases):
        at = ("phases", index)
        yield from _speaking(guide, phase, at)
        yield from _turns(phase, at)
        yield from _together(guide, phase, at)
        yield from _choosing(guide, phase, at)
        yield from _keeping(guide, phase, at)
        yield from _prompts(phase, at)
    yield from _frame(guide)
    yield from _people(guide)
    if not unknown and not order:  # phases in disorder have no sum
        yield from _minutes(guide)


def doubts(guide: Guide) -> Iterator[Problem]:
    """Problems with what is allowed, but probably not intended."""
    played = {question for phase in guide.phases for question in guide.board_of(phase)}
    for index, question in enumerate(guide.questions):
        if question.id not in played:
            yield Problem(
                ("questions", index),
                N_(
                    "No phase has this question on its board. "
                    'Write questions = ["{id}"] in the phase where it is asked.'
                ),
                id=question.id,
            )
    kept = guide.kept_questions | {each.id for each in guide.questions if each.scale and each.keep}
    if guide.board is BoardAtClose.KEPT and played and not kept:
        yield Problem(
            ("board",),
            N_(
                "The board is kept, but no phase keeps what is on it. "
                'Write keeps = ["keywords"] in the phases that fill it, or board = "cleared".'
            ),
        )


def _ids(texts: Guide | Foundations | OwnCards, tables: Collection[str]) -> dict[str, list[str]]:
    """The ids of the entries of each table."""
    return {table: [entry.id for entry in getattr(texts, table)] for table in tables}


def _ids_given_twice(ids_of: dict[str, list[str]]) -> Iterator[Problem]:
    """A problem for each id that was used before in its table."""
    for table, ids in ids_of.items():
        for index, wanted in enumerate(ids):
            if wanted in ids[:index]:
                yield Problem(
                    (table, index, "id"),
                    N_('The id "{id}" stands twice in [[{table}]]. Give this one another.'),
                    id=wanted,
                    table=table,
                )


def _references(guide: Guide, common_cards: Collection[str]) -> Iterator[Problem]:
    ids = _ids(guide, _TABLES)
    ids["cards"] += common_cards
    for table, wanted, path in _referred_to(guide):
        if wanted is not None and wanted not in ids[table]:
            yield _unknown_id(table, wanted, ids[table], path)


def _referred_to(guide: Guide) -> Iterator[tuple[str, str | None, Path]]:
    """Every id that is referred to, with its table and the path of the word that does."""
    for g, gate in enumerate(guide.gates):
        for c, choice in enumerate(gate.choices):
            at: Path = ("gates", g, "choices", c)
            yield "cards", choice.card, (*at, "card")
            yield "phases", choice.goes_to, (*at, "goes_to")
    for g, group in enumerate(guide.groups):
        yield "roles", group.rotates, ("groups", g, "rotates")
    for p, phase in enumerate(guide.phases):
        yield from _named_in(phase, ("phases", p))


def _named_in(phase: Phase, at: Path) -> Iterator[tuple[str, str | None, Path]]:
    for c, card in enumerate(phase.cards):
        yield "cards", card, (*at, "cards", c)
    for q, question in enumerate(phase.questions):
        yield "questions", question, (*at, "questions", q)
    yield "groups", phase.group, (*at, "group")
    if phase.choose is not None:
        yield "questions", phase.choose.question, (*at, "choose", "from")
    for w, way in enumerate(phase.ways):
        yield "phases", way.goes_to, (*at, "ways", w, "goes_to")
    for task in phase.tasks:
        yield "roles", task.role, (*at, "tasks", task.role)


def _unknown_id(table: str, wanted: str, ids: list[str], path: Path) -> Problem:
    params: dict[str, object] = {"table": table, "id": wanted}
    if not ids:
        return Problem(
            path, N_('No [[{table}]] has the id "{id}". Add one with that id.'), **params
        )
    params["known"] = quoted(nearest(wanted, ids) or ids)
    return Problem(
        path,
        N_('No [[{table}]] has the id "{id}". Write {known}, or add one with that id.'),
        **params,
    )


def _groups(guide: Guide) -> Iterator[Problem]:
    runs = [group for group, _ in groupby(phase.group for phase in guide.phases)]
    for index, group in enumerate(guide.groups):
        if group.id not in runs:
            yield Problem(
                ("groups", index),
                N_('No phase belongs to this group. Write group = "{id}" in its phases.'),
                id=group.id,
            )
        elif group.repeat == "per_topic":
            yield from _topics(guide, group, ("groups", index, "repeat"))
    left: set[str | None] = set()
    for index, phase in enumerate(guide.phases):
        before = guide.phases[index - 1].group if index else None
        if phase.group != before:
            left.add(before)
            if phase.group is not None and phase.group in left:
                yield Problem(
                    ("phases", index, "group"),
                    N_('The phases of the group "{id}" do not stand together. Move this one up.'),
                    id=phase.group,
                )


def _topics(guide: Guide, group: PhaseGroup, path: Path) -> Iterator[Problem]:
    choosing = topics_of(guide, group.id)
    if choosing is None:
        yield Problem(
            path,
            N_(
                "No phase before this group chooses topics. "
                'Write choose = {{ from = "…", picks = 2 }} in one, with the id of a question.'
            ),
        )
    elif choosing.optional:
        msgid = N_('"{id}" chooses the topics, and is optional. Take optional = true out there.')
        yield Problem(path, msgid, id=choosing.id)


def _way_problems(guide: Guide) -> Iterator[Problem]:
    places = {phase.id: index for index, phase in enumerate(guide.phases)}
    repeated = {group.id for group in guide.groups if group.repeat != 1}
    for index, phase in enumerate(guide.phases):
        at: Path = ("phases", index, "ways")
        if not phase.ways:
            continue
        if phase.group in repeated:
            yield Problem(
                at,
                N_(
                    "A phase that is gone through several times has no ways to choose. "
                    "Take it out of its group."
                ),
            )
        if len({way.goes_to for way in phase.ways}) < 2:  # noqa: PLR2004 a choice
            yield Problem(
                at,
                N_("A choice is between two ways at least. Add one that goes to another phase."),
            )
        for w, way in enumerate(phase.ways):
            yield from _target(guide, phase, way.goes_to, places, (*at, w, "goes_to"))


def _target(
    guide: Guide, phase: Phase, goes_to: str, places: dict[str, int], path: Path
) -> Iterator[Problem]:
    if goes_to not in places:  # told as an unknown id
        return
    target = guide.phase(goes_to)
    if places[goes_to] <= places[phase.id]:
        msgid = N_('"{id}" does not come after this phase. A way goes to a phase further down.')
        yield Problem(path, msgid, id=goes_to)
    elif target.optional:
        msgid = N_('"{id}" is optional, and a way goes to it. Take optional = true out there.')
        yield Problem(path, msgid, id=goes_to)
    elif target.group is not None:
        first = next(each.id for each in guide.phases if each.group == target.group)
        if first != goes_to:
            msgid = N_(
                '"{id}" lies in the middle of the group "{group}". '
                'Go to its first phase, "{first}".'
            )
            yield Problem(path, msgid, id=goes_to, group=target.group, first=first)


def _gates(guide: Guide) -> Iterator[Problem]:
    for index, gate in enumerate(guide.gates):
        if all(choice.card and not choice.goes_to for choice in gate.choices):
            yield Problem(
                ("gates", index),
                N_("No choice of this gate goes on to the first phase. Leave card out of one."),
            )


def _roles(guide: Guide) -> Iterator[Problem]:
    for index, role in enumerate(guide.roles):
        taken = role.id in tuple(Speaks) and role.id != Role.FACILITATOR
        if taken or role.id.startswith(ALL_BUT):
            msgid = N_('"{id}" means something else in speaks. Give the role another id.')
            yield Problem(("roles", index), msgid, id=role.id)
        elif not role.title and role.id not in tuple(Role):
            near = nearest(role.id, Role)
            msgid = N_('The role "{id}" has no title. Write {{ id = "{id}", title = "…" }}.')
            if near:
                msgid = N_(
                    'The role "{id}" has no title. Write "{known}", '
                    'or {{ id = "{id}", title = "…" }} for a role of your own.'
                )
            yield Problem(("roles", index), msgid, id=role.id, known="".join(near))


def _questions(guide: Guide) -> Iterator[Problem]:
    for index, question in enumerate(guide.questions):
        levels = len(question.scale)
        if levels and (levels != len(set(question.scale)) or not 1 < levels <= MOST_LEVELS):
            yield Problem(
                ("questions", index, "scale"),
                N_("A scale has from 2 to {most} levels, each with words of its own."),
                most=MOST_LEVELS,
            )
        if question.one and not levels:
            msgid = N_('"{id}" has no scale to choose one level of. Write one, or take "one" out.')
            yield Problem(("questions", index, "one"), msgid, id=question.id)


def _speaking(guide: Guide, phase: Phase, at: Path) -> Iterator[Problem]:
    """Problems with `speaks` and `listens`: neither words of the format nor roles of the guide."""
    ids = {role.id for role in guide.roles}
    alone = {*Speaks} - {Speaks.FACILITATOR, Speaks.TEAM}
    for word in phase.speaks:
        if len(phase.speaks) > 1 and (word in alone or word.startswith(ALL_BUT)):
            msgid = N_('"{value}" stands alone in speaks. Take it out, or the others.')
            yield Problem((*at, "speaks"), msgid, value=word)
        elif word not in tuple(Speaks) and word.removeprefix(ALL_BUT) not in ids:
            yield _unknown_role(guide, "speaks", word, at)
    for word in phase.listens:
        if word not in {*ids, Speaks.TEAM, Speaks.FACILITATOR}:
            yield _unknown_role(guide, "listens", word, at)
        elif word in phase.speaks or word == phase.all_but:
            msgid = N_('"{value}" stands in speaks too. Keep it in one of them.')
            if word == phase.all_but:
                msgid = N_('"{value}" listens anyway, as speaks says. Take it out of listens.')
            yield Problem((*at, "listens"), msgid, value=word)
    if phase.leader is not None and Role.LEADER not in ids:
        yield _needs_role("leader", phase.leader, Role.LEADER, at)


def _unknown_role(guide: Guide, where: str, word: str, at: Path) -> Problem:
    role = word.removeprefix(ALL_BUT)
    if role in tuple(Role):
        return _needs_role(where, word, role, at)
    words = tuple(Speaks) if where == "speaks" else (Speaks.TEAM, Speaks.FACILITATOR)
    roles = (*words, *(each.id for each in guide.roles))
    msgid = N_(
        '"{word}" cannot be "{value}". Write one of {allowed}, '
        'or a role of your own: add {{ id = "{role}", title = "…" }} to roles.'
    )
    near = nearest(word, (*roles, *Role))
    if near:
        msgid = N_('"{word}" cannot be "{value}". Write {allowed}, or add "{role}" to roles.')
    params = {"word": where, "value": word, "role": role, "allowed": quoted(near or roles)}
    return Problem((*at, where), msgid, **params)


def _needs_role(where: str, word: str, role: str, at: Path) -> Problem:
    msgid = N_('{word} = "{value}" needs somebody with that role. Add "{role}" to roles.')
    return Problem((*at, where), msgid, word=where, value=word, role=role)


def _turns(phase: Phase, at: Path) -> Iterator[Problem]:
    if phase.in_turn:
        return
    for word, counts in (("leader", phase.leader is not None), ("start", phase.start != "first")):
        if counts:
            yield Problem(
                (*at, word),
                N_(
                    '"{word}" counts only where the floor goes round. '
                    'Write speaks = "all_in_turn", or take "{word}" out.'
                ),
                word=word,
            )


def _together(guide: Guide, phase: Phase, at: Path) -> Iterator[Problem]:
    if phase.together is None or phase.together is Together.ALONE:
        return
    if phase.speaks in {(Speaks.NONE,), (Speaks.FACILITATOR,)}:
        msgid = N_(
            'Nobody talks in {together} where speaks = "{speaks}". Write speaks = "all", '
            "or take together out."
        )
        params = {"together": phase.together.value, "speaks": phase.speaks[0]}
        yield Problem((*at, "together"), msgid, **params)
    least = _AT_LEAST.get(phase.together, 2)
    if guide.people_at_most is not None and guide.people_at_most < least:
        msgid = N_('"{together}" need {least} people. Write people_at_most = {least} or more.')
        params = {"together": phase.together.value, "least": str(least)}
        yield Problem((*at, "together"), msgid, **params)


def _choosing(guide: Guide, phase: Phase, at: Path) -> Iterator[Problem]:
    if phase.choose is None:
        return
    question = phase.choose.question
    if any(each.id == question and each.scale for each in guide.questions):
        msgid = N_('"{id}" has a scale, and holds nothing to choose from. Choose from another.')
        yield Problem((*at, "choose", "from"), msgid, id=question)


def _keeping(guide: Guide, phase: Phase, at: Path) -> Iterator[Problem]:
    limited = phase.commitments_at_most is not None
    for word, counts in (("commitments_at_most", limited), ("when_then", phase.when_then)):
        if counts and Keeps.COMMITMENTS not in phase.keeps:
            yield Problem(
                (*at, word),
                N_(
                    "This phase keeps no commitments. "
                    'Add "commitments" to keeps, or take "{word}" out.'
                ),
                word=word,
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


def _frame(guide: Guide) -> Iterator[Problem]:
    if guide.makes and guide.board is not BoardAtClose.KEPT:
        msgid = N_('A frame is made of what is on the board. Write board = "kept".')
        yield Problem(("board",), msgid)


def _prompts(phase: Phase, at: Path) -> Iterator[Problem]:
    for index, prompt in enumerate(phase.prompts):
        if len(prompt.strip()) > LONGEST_PROMPT:
            yield Problem(
                (*at, "prompts", index),
                N_(
                    "This prompt has {length} characters, too many to read on a wall. "
                    "Write at most {most}, or divide it into several prompts."
                ),
                length=len(prompt.strip()),
                most=LONGEST_PROMPT,
            )


def _people(guide: Guide) -> Iterator[Problem]:
    least, most = guide.people_at_least, guide.people_at_most
    for word, people in (("people_at_least", least), ("people", guide.people)):
        if people and most and people > most:
            msgid = N_('"{word}" is {people}, more than people_at_most. Write at most {most}.')
            yield Problem((word,), msgid, word=word, people=people, most=most)
    if guide.people and least and guide.people < least:
        msgid = N_('"people" is {people}, less than people_at_least. Write {least} or more.')
        yield Problem(("people",), msgid, people=guide.people, least=least)


def _words_in_braces(written: object) -> Iterator[Problem]:
    """Problems with words in braces that the archive does not fill in."""
    for path, text in values_in(written, ()):
        for word in _BRACES.findall(text) if isinstance(text, str) else ():
            if word not in PLACES:
                near = nearest(word.strip().lower(), PLACES)
                msgid = N_("{{{word}}} is not known. Write {known}, or leave the braces out.")
                places = ", ".join(f"{{{place}}}" for place in near or PLACES)
                yield Problem(path, msgid, word=word, known=places)


def _minutes(guide: Guide) -> Iterator[Problem]:
    for index, phase in enumerate(guide.phases):
        timed = bool(phase.minutes or phase.minutes_per_person)
        if timed and phase.untimed:
            msgid = N_("An untimed phase has no minutes. Take the minutes out, or untimed = true.")
            yield Problem(("phases", index, "untimed"), msgid)
        if not timed and not phase.untimed:
            yield Problem(
                ("phases", index),
                N_(
                    "This phase has no time. Write minutes = 5 or minutes_per_person = 2, "
                    "or untimed = true where it is to have no clock."
                ),
            )
    backwards = [(path, minutes) for path, minutes in _ranges(guide) if minutes.high < minutes.low]
    for path, minutes in backwards:
        msgid = N_("The least comes first in a range. Write {range}.")
        yield Problem(path, msgid, range=_figure(Minutes(minutes.high, minutes.low)))
    if backwards:
        return
    figure = _figure(guide.minutes)
    if guide.people is None and _depends_on_people(guide):
        yield Problem(
            ("minutes",),
            N_(
                "The minutes depend on how many take part. Write for how many they are "
                "{said}: people = 6, for example."
            ),
            said=figure,
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
    params = {"sum": _figure(needed), "said": figure, "people": guide.people}
    yield Problem(("minutes",), msgid, **params)


def _ranges(guide: Guide) -> Iterator[tuple[Path, Minutes]]:
    yield ("minutes",), guide.minutes
    for index, phase in enumerate(guide.phases):
        yield ("phases", index, "minutes"), phase.minutes


def _needed(minutes: Minutes, courses: tuple[Minutes, ...]) -> Minutes | None:
    """The minutes the guide should state; None where it states them.

    A number stands for the middles of every route; a range for the least and the most of them.
    """
    whole = Minutes(min(c.low for c in courses), max(c.high for c in courses))
    middles = Minutes(min(courses), max(courses))
    if minutes.low < minutes.high:
        return None if _same(minutes, whole) else whole
    return None if _same(minutes, middles) else middles


def _same(a: Minutes, b: Minutes) -> bool:
    """Whether both ends are equal, within rounding."""
    return abs(a.low - b.low) < 1e-6 and abs(a.high - b.high) < 1e-6  # noqa: PLR2004


def _depends_on_people(guide: Guide) -> bool:
    per_person = any(phase.minutes_per_person for phase in guide.phases)
    return per_person or any(group.repeat == "per_person" for group in guide.groups)


def _figure(minutes: Minutes) -> str:
    """Minutes as written in a guide: 10, 2.5 or [10, 15]."""
    if minutes.low == minutes.high:
        return f"{minutes:.10g}"
    return f"[{minutes.low:.10g}, {minutes.high:.10g}]"
