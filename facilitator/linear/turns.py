"""Turns, phases, the clock and the people of a session, on lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.conducting import questions
from facilitator.conducting.setup import change_running, setup_of
from facilitator.conducting.stage import WRAP_UP, behind_words, halves_left, plan_rows
from facilitator.core.errors import N_, Refused
from facilitator.core.session.people import (
    Arrive,
    AssignRole,
    Leave,
    RoleConflict,
    all_roles,
    missing_roles,
)
from facilitator.core.session.phases import (
    AcceptRefit,
    NextPhase,
    Prolong,
    SetElapsed,
    Start,
    TakeWay,
    ThinkingPause,
    WrapUp,
    a_minute_more,
)
from facilitator.core.session.timing import elapsed, refit
from facilitator.core.session.turns import GiveTurn
from facilitator.core.text.guard import A_NAME
from facilitator.core.text.numbers import minutes_of
from facilitator.export.plain_text import role_words
from facilitator.linear.close import close
from facilitator.linear.display import offer_frame
from facilitator.linear.phase import tell_phase, tell_place, tell_time, tell_turn, tell_who
from facilitator.linear.prepare import Form
from facilitator.words import _, number_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from facilitator.core.session.events import Event
    from facilitator.linear.leader import Leader

_NOBODY: Final = N_("There is nobody to choose. Name somebody first.")


def enter_phase(leader: Leader) -> None:
    """Tell the phase the session has entered, and ask for roles that it needs."""
    leader.position = leader.session.live.position
    leader.fit()
    if missing_roles(leader.session) and leader.session.present:
        tell_place(leader)
        ask_missing_roles(leader)
    tell_phase(leader)
    offer_frame(leader)


# Phases


def next_phase(leader: Leader, _words: str = "") -> None:
    """`.next`: go to the next phase, by the way that is chosen; after the last, to the close."""
    session, event = leader.session, NextPhase()
    if not session.opening and session.phase.ways:
        ways = [(way.label, TakeWay(way.goes_to)) for way in session.phase.ways]
        way = leader.console.choice(_(questions.WHICH_WAY), ways)
        if way and leader.do(way):
            enter_phase(leader)
    elif not session.opening and session.next_position is None:
        close(leader)
    elif leader.do(event):
        enter_phase(leader)


# Turns


def give_floor(leader: Leader, _words: str) -> None:
    """`.floor`: somebody speaks out of turn."""
    going = leader.session.live_phase.round
    if _ask_person(leader, _(questions.WHO_SPEAKS), going.queue if going else (), GiveTurn):
        tell_turn(leader)


def prepare_again(leader: Leader, _words: str) -> None:
    """`.prepare`: change what was filled in before the session."""
    if leader.session.guide.private:
        leader.console.refuse(_(questions.NOTHING_PREPARED))
        return
    filled = setup_of(leader.session)
    setup = Form(leader.console, leader.workspace, filled).change()
    if setup == filled:
        return
    if leader.step(lambda: change_running(leader.conductor, setup)):
        people(leader)


# Time


def start(leader: Leader, words: str) -> None:
    """`.start`: start the clock; before the first phase, begin it."""
    if leader.session.opening:
        next_phase(leader, words)
    elif leader.do(Start()):
        tell_time(leader)


def more(leader: Leader, words: str) -> None:
    """`.more`: add minutes to the phase, one or as many as typed."""

    def prolong() -> None:
        minute = a_minute_more(leader.session, leader.conductor.now())
        leader.conductor.do(Prolong(minutes_of(words)) if words else minute)

    if leader.step(prolong):
        tell_time(leader)


def think(leader: Leader, _words: str) -> None:
    """`.think`: begin or end a thinking pause."""
    if leader.do(ThinkingPause()):
        has_begun = leader.session.live.thinking_since is not None
        words = _("Thinking pause. Take the time you need.")
        leader.console.note(words if has_begun else _("The thinking pause is over."))


def wrap_up(leader: Leader, _words: str) -> None:
    """`.wrap`: begin to wrap up the phase, or stop doing so."""
    if leader.do(WrapUp()):
        words = _("The phase is not being wrapped up after all.")
        has_begun = leader.session.live_phase.wrapping_up
        leader.console.note(_(WRAP_UP) if has_begun else words)


def set_used(leader: Leader, words: str) -> None:
    """`.used`: set the minutes the phase has lasted."""
    if not words:
        used = elapsed(leader.session, leader.conductor.now()) / 60
        leader.console.tell(_("Time"), _("{n} min used").format(n=number_words(round(used, 1))))
        words = leader.console.line(_("Minutes"), _(questions.MINUTES_USED))
    if words and leader.step(lambda: leader.conductor.do(SetElapsed(minutes_of(words)))):
        tell_time(leader)


def plan(leader: Leader, _words: str) -> None:
    """`.plan`: tell how far behind the session is, and offer a plan that fits the time left."""
    console, now = leader.console, leader.conductor.now()
    console.tell(_("Plan"), behind_words(leader.session, now))
    left = halves_left(leader.session, now)
    question = _("How many minutes are left in all? An empty line: {n}.")
    line = console.line(_("Minutes"), question.format(n=number_words(left)))
    try:
        proposal = refit(leader.session, now, minutes_of(line) if line else left)
    except Refused as why:
        console.refuse(why)
        return
    for row in plan_rows(leader.session, now, proposal):
        words = _("{phase}: {fits} min, planned {planned}")
        console.tell(_("Plan"), words.format(**row._asdict()))
    if console.agrees(_("Use this plan?")) and leader.do(AcceptRefit(proposal)):
        console.tell(_("Plan"), _("This is the plan now."))


# People


def arrive(leader: Leader, words: str) -> None:
    """`.arrive`: somebody arrives, or comes back."""
    console, guard = leader.console, leader.guard(unless=A_NAME)
    if not words:
        console.question(_(questions.WHO_ARRIVES))
    while name := console.guarded(words or console.line(_("Name")), guard):
        if leader.do(Arrive(name)):
            people(leader)
            return
        if words:
            return


def leave(leader: Leader, _words: str) -> None:
    """`.leave`: somebody leaves."""
    if _ask_person(leader, _(questions.WHO_LEAVES), leader.session.present, Leave):
        people(leader)


def people(leader: Leader, _words: str = "") -> None:
    """`.people`: tell who is present, whose turn it is, and the roles."""
    session = leader.session
    here = ", ".join(session.name(person) for person in session.present)
    leader.console.tell(_("Here"), here or _("Nobody has been named."))
    if not session.opening:
        tell_turn(leader)
        tell_who(leader)


def roles(leader: Leader, _words: str) -> None:
    """`.roles`: give a role to somebody."""
    session = leader.session
    if not session.present:
        leader.console.refuse(_(_NOBODY))
        return
    choices = []
    for role in all_roles(session):
        person = session.live.roles.get(role)
        name = _("nobody") if person is None else session.name(person)
        choices.append((f"{role_words(session.guide, role)}: {name}", role))
    chosen = leader.console.choice(_(questions.WHO_HAS_WHICH_ROLE), choices)
    if chosen:
        _ask_role(leader, chosen)


def ask_missing_roles(leader: Leader) -> None:
    """Ask who has a role that the phase needs and nobody has."""
    asked_for: set[str] = set()
    while missing := [r for r in missing_roles(leader.session) if r not in asked_for]:
        if not leader.session.present:
            return
        asked_for.add(missing[0])
        _ask_role(leader, missing[0])


def _ask_role(leader: Leader, role: str) -> None:
    session = leader.session
    words = role_words(session.guide, role)
    choices: list[tuple[str, AssignRole]] = [
        (session.name(person), AssignRole(role, person)) for person in session.present
    ]
    if role in session.live.roles:
        choices.append((_("nobody"), AssignRole(role, None)))
    question = _("{role}: who?").format(role=words)
    event = leader.console.choice(question, choices, back=_("Not now"))
    if event:
        _assign(leader, event, words)


def _assign(leader: Leader, event: AssignRole, words: str) -> None:
    """Give somebody a role; ask first where it excludes one of theirs."""
    try:
        leader.conductor.do(event)
    except RoleConflict as conflict:
        if leader.console.agrees(questions.both_roles(leader.session, conflict)):
            _assign(leader, event._replace(both=True), words)
        return
    except Refused as why:
        leader.console.refuse(why)
        return
    leader.tell_trouble()
    name = _("nobody") if event.person is None else leader.session.name(event.person)
    leader.console.tell(_("Role"), f"{words}: {name}")


def _ask_person(
    leader: Leader, question: str, people: Sequence[int], event: Callable[[int], Event]
) -> bool:
    if not people:
        leader.console.refuse(_(_NOBODY))
        return False
    choices = [(leader.session.name(person), event(person)) for person in people]
    chosen = leader.console.choice(question, choices)
    return chosen is not None and leader.do(chosen)
