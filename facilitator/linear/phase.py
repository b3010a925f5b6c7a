"""Where a session stands, on lines: the phase, who speaks, the board, and the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.conducting import questions
from facilitator.conducting.cards import guide_hints
from facilitator.conducting.format import with_minutes
from facilitator.conducting.guard import NOTHING_PRIVATE
from facilitator.conducting.headings import COMMITMENTS, THEME
from facilitator.conducting.questions import SINCE_LAST_TIME
from facilitator.conducting.setup import PURPOSE
from facilitator.conducting.stage import (
    behind_words,
    people_words,
    roles_by_name,
    speaker,
    time_words,
    waiting_words,
)
from facilitator.core.commitments import are_too_many
from facilitator.core.errors import N_
from facilitator.core.guide.model import Shows
from facilitator.core.note import LEARNING
from facilitator.core.session.stage import shown, stage_view, time_view, turn_view
from facilitator.core.session.timing import elapsed, minutes_behind
from facilitator.export.plain_text import commitment_text, keyword_text
from facilitator.linear.commands import NAMES, typed_command
from facilitator.store.guides import foundations
from facilitator.words import _, number_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.conducting.headings import Heading
    from facilitator.core.guide.model import Guide
    from facilitator.core.note import BoardColumn, Keyword
    from facilitator.core.session.model import Session
    from facilitator.linear.leader import Leader


def tell_opening(leader: Leader) -> None:
    """Tell what comes before the first phase: purpose, checks, open commitments, ground rules."""
    console, session = leader.console, leader.session
    guide, alone = session.guide, session.guide.private
    texts = foundations(guide.language)
    about = [with_minutes(guide.title, guide.minutes)]
    if session.note.team != guide.title:
        about.append(session.note.team)
    console.tell(_("Session"), "; ".join(about))
    if session.note.purpose:
        console.tell(_(PURPOSE), session.note.purpose)
    for check in (*(() if alone else texts.start_check), *guide.checklist):
        console.tell(_(questions.BEFORE_WE_BEGIN), check)
    earlier = leader.workspace.open_commitments(session.note.team) if not alone else ()
    for kept in earlier:
        console.tell(_(SINCE_LAST_TIME), commitment_text(kept.commitment))
    if are_too_many([kept.commitment for kept in earlier]):
        console.tell(_(SINCE_LAST_TIME), _(questions.MANY_OPEN))
    for number, rule in enumerate(() if alone else texts.ground_rules, 1):
        console.tell(_("Ground rule {n}").format(n=number), rule)
    console.note(_("Enter begins the first phase. ? says what can be done."))


def tell_place(leader: Leader) -> None:
    """Which phase it is."""
    session = leader.session
    if session.opening:
        leader.console.tell(_("Session"), _("The first phase has not begun. Enter begins it."))
        return
    view = stage_view(session, leader.conductor.now())
    kind = _("Phase {n} of {all}").format(n=view.number, all=view.phases)
    leader.console.tell(kind, view.phase)


def tell_phase(leader: Leader) -> None:
    """Tell everything a phase begins with. Its hints are for the facilitator."""
    console, session = leader.console, leader.session
    tell_place(leader)
    tell_prompt(leader, session.guide)
    tell_turn(leader)
    tell_who(leader)
    if session.live.thinking_since:
        console.note(
            _("A thinking pause. {command} ends it.").format(command=typed_command("think")),
        )
    for way in session.phase.ways:
        console.tell(_("Way on"), way.label)
    tell_headings(leader)
    for hint in hints(leader):
        console.tell(_("Hint"), hint)
    tell_time(leader, short=True)


def tell_prompt(leader: Leader, guide: Guide) -> None:
    """Tell the prompt of the phase, in the words of that guide."""
    phase = guide.phase(leader.session.phase.id)
    leader.console.tell(_("Read out"), *phase.prompts)
    leader.console.tell(_("To tick off"), *phase.checklist)


def tell_turn(leader: Leader) -> None:
    """Tell whose turn it is, who is next, and how many wait; nothing without turns."""
    turn = turn_view(leader.session)
    if turn is None:
        return
    parts = [speaker(turn)]
    if turn.next:
        parts.append(_("next: {name}").format(name=turn.next))
    parts.append(waiting_words(turn))
    leader.console.tell(_("Turn"), "; ".join(filter(None, parts)))


def tell_who(leader: Leader) -> None:
    """Who speaks, who listens, who sits together, and who else has a role."""
    session = leader.session
    roles, named = roles_by_name(session), set[str]()
    view = stage_view(session, leader.conductor.now())
    for label, names in people_words(view, has_roles=bool(roles)):
        named.update(names)
        words = [f"{name} ({roles[name].lower()})" if name in roles else name for name in names]
        leader.console.tell(label.rstrip(":"), ", ".join(words))
    for name, role in roles.items():
        if name not in named:
            leader.console.tell(_("Role"), f"{name}: {role.lower()}")


def tell_time(leader: Leader, *, short: bool = False) -> None:
    """How long the phase has lasted and is to last, and how far behind the plan it is.

    `short`: as a phase begins, only how long it is to be, and whether it is late.
    """
    console, session, now = leader.console, leader.session, leader.conductor.now()
    if session.opening:
        console.tell(_("Time"), _("The clock has not started."))
        return
    parts = []
    if session.phase.untimed:
        parts.append(_("this phase takes the time it takes"))
    elif short:
        parts.append(_("{n} min").format(n=number_words(session.live_phase.minutes)))
    else:
        used = number_words(int(elapsed(session, now) / 60))  # whole: what is left is whole as well
        planned = number_words(session.live_phase.minutes)
        parts.append(_("{used} of {planned} min used").format(used=used, planned=planned))
        if session.running:
            parts += filter(None, [time_words(time_view(session, now))])
    if not short or round(minutes_behind(session, now)) > 0:
        parts.append(behind_words(session, now))
    if not session.running:
        parts.append(
            _("the clock is stopped, {command} starts it").format(command=typed_command("start"))
        )
    first, *more = dict.fromkeys(part.rstrip(".") for part in parts)
    console.tell(_("Time"), "; ".join([first, *map(_within_a_line, more)]))


def _within_a_line(sentence: str) -> str:
    """With a small letter; a word of one letter keeps its own: Danish "I" is "you"."""
    return sentence if sentence[1:2] == " " else sentence[:1].lower() + sentence[1:]


def hints(leader: Leader) -> Iterator[str]:
    """What the guide says to whoever leads, in this phase and at this question."""
    session = leader.session
    yield from guide_hints(session, leader.heading)
    has = {
        "tasks": bool(session.phase.tasks),
        "choose": session.phase.choose is not None,
        "result": Shows.RESULT in shown(session),
        str(session.phase.shows): True,
    }
    commands = {name: typed_command(name) for name in NAMES}
    for what, words in _HINTS.items():
        if has.get(what):
            yield _(words).format(**commands)
    if session.phase.shows == "answering" and leader.room.room:
        yield _("Phones wait until {measure} opens the measurement.").format(**commands)


_HINTS: Final = {
    "tasks": N_("Some have a task of their own. {cards} has it, for them alone."),
    "choose": N_("{vote} counts votes, {pick} chooses what you work on."),
    "answering": N_("{measure} leads to the measurement: everybody answers on this machine."),
    "commitments": N_("{since} goes through what was agreed earlier."),
    "frame": N_("{frame} reads the team’s frame."),
    "result": N_("{result} reads the team’s result."),
}
"""What there is to do in a phase, by what it has or shows."""


# The board


def tell_headings(leader: Leader) -> None:
    """The headings in play, each with how much stands under it, and where words are written."""
    for number, heading in enumerate(leader.headings, 1):
        words = heading.text
        if number_of := len(heading.entries):
            words += f" ({number_of})"
        if heading.scale:
            words += f" ({scale_words(leader.session, heading)})"
        leader.console.tell(question_kind(number), words)
        if heading.about and heading.id == leader.heading:
            leader.console.tell(question_kind(number), heading.about)
    if any(not heading.scale for heading in leader.headings):  # where words are written
        leader.console.note(_(NOTHING_PRIVATE))


def tell_board(leader: Leader) -> None:
    """Every heading in play with all that stands under it."""
    if not leader.headings:
        leader.console.tell(_("Board"), _(questions.NO_BOARD))
    for number, heading in enumerate(leader.headings, 1):
        words = heading.text
        if heading.scale:
            words += f" ({scale_words(leader.session, heading)})"
        elif not heading.entries:
            nothing = _("nothing yet")
            words += f" ({nothing})"
        leader.console.tell(question_kind(number), words)
        tell_entries(leader, heading)


def tell_entries(leader: Leader, heading: Heading) -> None:
    """All that stands under a heading."""
    for at in range(len(entries(leader.session, heading))):
        tell_entry(leader, heading, at)


def tell_entry(leader: Leader, heading: Heading, at: int) -> None:
    """An entry of the board, after the two numbers by which it can be changed."""
    kind = _("Commitment {q}.{n}") if heading.id == COMMITMENTS else _("Word {q}.{n}")
    words = entries(leader.session, heading)[at]
    leader.console.tell(kind.format(q=leader.number_of(heading), n=at + 1), words)


def question_kind(number: int) -> str:
    """What stands before a question of the board."""
    return _("Question {n}").format(n=number)


def entries(session: Session, heading: Heading) -> tuple[str, ...]:
    """What stands under a heading, in words alone."""
    note = session.note
    if heading.id == COMMITMENTS:
        return tuple(map(commitment_text, note.commitments))
    if heading.id == THEME:
        return (note.theme_word,) if note.theme_word else ()
    return tuple(map(entry_words, note.entries(heading.id)))


def entry_words(keyword: Keyword) -> str:
    """A keyword with its tags and votes, and whether it was picked."""
    words = keyword_text(keyword)
    return _("{words}; picked").format(words=words) if keyword.picked else words


def scale_words(session: Session, heading: Heading) -> str:
    """The levels of a scale, with how many chose each, or which is chosen."""
    counts = heading.counts or (0,) * len(heading.scale)
    if session.guide.chooses_one(heading.id):
        chosen = [level for level, n in zip(heading.scale, counts, strict=True) if n]
        return chosen[0] if chosen else _("nothing chosen")
    return ", ".join(f"{level}: {n}" for level, n in zip(heading.scale, counts, strict=True))


def column(session: Session, column_id: str) -> BoardColumn | None:
    """The question of that id; None for a heading that is none."""
    return next((q for q in session.note.questions if q.id == column_id), None)


def heading_words(leader: Leader) -> str:
    """What stands before the line in which words are written."""
    for number, heading in enumerate(leader.headings, 1):
        if heading.id == leader.heading and not leader.session.opening:
            name = {COMMITMENTS: _("Commitment"), LEARNING: _("Learning point")}
            return f"{name.get(heading.id, _('Word'))} {number}"
    return _("Command")
