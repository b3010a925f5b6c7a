"""A session apart from its board, in words: headline, people, turns, time and plan.

The room sees whole minutes; what is finer, and the plan, are for the facilitator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.core.guide.model import Shows
from facilitator.core.session.stage import Pace, time_view
from facilitator.core.session.timing import elapsed, minutes_behind, time_left
from facilitator.export.plain_text import role_words
from facilitator.words import _, ngettext, number_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView, TimeView, TurnView
    from facilitator.core.session.timing import Refit

MEASUREMENT_CLOSED: Final = N_("The measurement is closed")
WRAP_UP: Final = N_("Wrap up calmly")
THANKS: Final = N_("Thank you for today")
AGREED: Final = N_("This is what we agreed")
WHAT_WILL_BE_KEPT: Final = N_("What will be kept?")


def readers_words(*, is_private: bool, is_cleared: bool) -> str:
    """Who can read what is kept (privacy.md P14)."""
    if is_private:
        return _("Only you can read what is kept: it is on this machine, in your own folder.")
    if is_cleared:
        return _("The board is cleared. Only what you mark is kept, for the team and its leader.")
    return _("The team and its leader can read what is kept, as it stands here.")


ANSWER_BY_PHONE: Final = N_("Answer on your phone, or at the keyboard")


def headline(view: StageView) -> tuple[str, tuple[str, ...]]:
    """The largest text, and the lines below it."""
    if view.opening:
        return view.title, ()
    if view.closing:
        readers = readers_words(is_private=view.is_private, is_cleared=view.is_cleared)
        return _(WHAT_WILL_BE_KEPT), (readers,)
    if view.thinking:
        return _("Thinking pause"), (_("Take the time you need."),)
    if view.measured:
        return _(MEASUREMENT_CLOSED), ()
    if view.joining and Shows.ANSWERING in view.shows:  # nobody passes the keyboard on
        return _(ANSWER_BY_PHONE), ()
    below = view.prompts[1:]
    if view.checklist:
        below = (*below, " · ".join(f"☐ {item}" for item in view.checklist))
    return view.prompts[0], below


def joining_words(url: str, code: str) -> tuple[str, str]:
    """Where to take part by phone, and the code: a sentence each."""
    where = _("Take part with your phone: {address}").format(address=url)
    return where, _("Code: {code}").format(code=code)


def people_words(
    view: StageView, *, has_roles: bool = False
) -> Iterator[tuple[str, Sequence[str]]]:
    """Pairs of a label and names or texts: the round, the topic, who speaks and who listens.

    A label may stand alone. `has_roles`: whether roles are shown with the names.
    """
    if view.repetitions > 1:
        words = _("Round {n} of {all}").format(n=view.repetition, all=view.repetitions)
        elsewhere = view.turn is None and view.holder in (*view.speakers, *view.listeners)
        by_name = view.holder and not elsewhere
        yield (f"{words}:", [view.holder or ""]) if by_name else (words, ())
    if view.topic:
        yield _("Topic:"), [view.topic]
    if view.speakers and view.turn is None:
        yield _("Speaks:"), view.speakers
    elif view.all_speak and (view.holder or has_roles):  # else there is nobody to tell them from
        yield _("Speaks:"), [_("All")]
    if view.listeners:
        yield _("Listens:"), view.listeners
    if view.groups and all(len(group) == 1 for group in view.groups):
        yield _("Together:"), [_("each alone")]
    elif view.groups:
        yield _("Together:"), [" · ".join(" + ".join(group) for group in view.groups)]


def roles_by_name(session: Session) -> dict[str, str]:
    """The roles of the people present, by name."""
    roles: dict[str, str] = {}
    for role, person in session.live.roles.items():
        if person in session.present:
            words, name = role_words(session.guide, role), session.name(person)
            roles[name] = f"{roles[name]}, {words}" if name in roles else words
    return roles


# Turns


def speaker(turn: TurnView | None) -> str:
    """The name of the speaker, or an invitation to speak; empty where there are no turns."""
    if turn is None:
        return ""
    if turn.now:
        return turn.now
    return _("Whoever would like to") if turn.voluntary and not turn.over else ""


def waiting_words(turn: TurnView, *, short: bool = False) -> str:
    """How many have not had a turn: a number, never names."""
    if turn.over:
        return _("Everybody has had a turn")
    if not turn.waiting:
        return ""
    words = (
        ngettext("{n} to go", "{n} to go", turn.waiting)
        if short
        else ngettext("{n} still to speak", "{n} still to speak", turn.waiting)
    )
    return words.format(n=turn.waiting)


# Time and plan


def time_words(view: TimeView) -> str:
    """The time for the room in whole minutes; empty where the clock is hidden."""
    if view.pace is Pace.LEFT:
        return ngettext("About {n} minute left", "About {n} minutes left", view.minutes).format(
            n=view.minutes
        )
    if view.pace is Pace.GONE:
        return _("Time is up – wrap up calmly")
    if view.pace is Pace.OVER:
        return _("+{n} min").format(n=view.minutes)
    if view.pace is Pace.PAUSED:
        return _("The clock is paused")
    return ""


def time_in_words(view: StageView, *, short: bool = False) -> str:
    """The time for the room in words; `short`: where there is little space."""
    if view.wrapping_up or (short and view.time.pace is Pace.GONE):
        return _(WRAP_UP)
    if short and view.time.pace is Pace.LEFT:
        return _("About {n} min").format(n=view.time.minutes)
    return time_words(view.time)


def minutes_and_seconds(seconds: float) -> str:
    """`4:05`: minutes and seconds, for the facilitator."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


PAIRS_UNDER = 40
"""Seconds each: under this, pairs first is better."""


def per_person_words(seconds: float) -> str:
    """The minutes for each person, for the facilitator, or the advice to work in pairs."""
    if seconds < PAIRS_UNDER:
        return _("Under {n} seconds each: try pairs first.").format(n=PAIRS_UNDER)
    return _("About {minutes} min each.").format(minutes=number_words(round(seconds / 30) / 2))


def halves_left(session: Session, now: datetime) -> float:
    """Minutes left until the first planned end, in half minutes; 0 when it is past."""
    return max(0.0, round(time_left(session, now) * 2) / 2)


class PlanRow(NamedTuple):
    """A phase of the plan, with its remaining minutes."""

    phase: str
    planned: str
    fits: str
    """In the plan that fits the time left."""


def plan_rows(session: Session, now: datetime, proposal: Refit) -> Iterator[PlanRow]:
    """The remaining phases, as planned and as fitted."""
    used = elapsed(session, now) / 60
    for offset, minutes in enumerate(proposal.minutes):
        live = session.live.phases[proposal.position + offset]
        if not live.left_out:
            been = used if offset == 0 else live.spent / 60
            planned = number_words(round(max(0.0, live.minutes - been), 1))
            fits = number_words(round(minutes - been, 1))
            yield PlanRow(session.guide.phase(live.phase).title, planned, fits)


def behind_words(session: Session, now: datetime) -> str:
    """How far the session is behind its plan, and the phase over its time."""
    minutes = round(minutes_behind(session, now))
    if minutes > 0:
        return _("{n} min behind the plan.").format(n=minutes)
    time = time_view(session, now)
    if time.pace is Pace.OVER:
        words = (
            _("This phase is {over} min over, but you are {n} min ahead of the whole plan.")
            if minutes
            else _("This phase is {over} min over, but the whole will end in time.")
        )
        return words.format(over=time.minutes, n=-minutes)
    return _("{n} min ahead of the plan.").format(n=-minutes) if minutes else _("On time.")
