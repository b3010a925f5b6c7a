"""What the room may see of a session, by type: no hints, no seconds, nothing private.

The wall is drawn from this alone; what is not here cannot be shown there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from math import ceil

from facilitator.core.errors import Language
from facilitator.core.guide.model import BoardAtClose, Keeps, Order, Phase, Shows
from facilitator.core.note import LEARNING, Commitment, Keyword
from facilitator.core.record import Record
from facilitator.core.room import KeptRoom
from facilitator.core.session.closing import ClosingItem, closing_items
from facilitator.core.session.model import Followed, Session
from facilitator.core.session.people import proposed_groups
from facilitator.core.session.timing import elapsed, minutes_left
from facilitator.core.session.turns import listening, speaking


class Pace(StrEnum):
    """How the room is told about time; the screens have the words."""

    HIDDEN = "hidden"
    LEFT = "left"
    """About so many minutes left."""
    GONE = "gone"
    """The time has gone: wrap up calmly."""
    OVER = "over"
    """So many minutes over."""
    PAUSED = "paused"


class TimeView(Record):
    """Time for the room: whole minutes and how full the bar is, never a countdown."""

    pace: Pace
    minutes: int = 0
    filled: float = 0.0
    """The share of the phase's time that is used, 0 to 1."""


class TurnView(Record):
    """Whose turn it is: names, and how many have not had one yet."""

    now: str | None = None
    """Absent where the order is voluntary: whoever wants it."""
    next: str | None = None
    waiting: int = 0
    """How many have not been offered a turn yet, but for `now`."""
    over: bool = False
    voluntary: bool = False


class BoardPlace(StrEnum):
    """What a heading of the board is for."""

    QUESTION = "question"
    THEME_WORD = "theme_word"
    LEARNING_POINTS = "learning_points"
    COMMITMENTS = "commitments"


class HeadingView(Record):
    """A heading of the board with what stands under it."""

    id: str
    """The question's id; of what is no question its place."""
    place: BoardPlace
    text: str = ""
    """The question; empty for what is none: the screens have the words."""
    about: str = ""
    """For the room, under the text."""
    keywords: tuple[Keyword, ...] = ()
    """Under a question without a scale, and the learning points."""
    theme_word: str | None = None
    commitments: tuple[Commitment, ...] = ()
    at_most: int | None = None
    """How many commitments at most; None: as many as there are."""
    scale: tuple[str, ...] = ()
    """The levels of a question that is answered on a scale, the lowest first."""
    counts: tuple[int, ...] = ()
    """How many chose each level; empty: nobody has."""
    chooses_one: bool = False
    """Whether one level is chosen, and not how many chose each."""


class Joining(Record):
    """How to take part by phone, for those who come late too."""

    url: str
    code: str
    is_large: bool
    """Whether nothing else is shown."""


class StageView(Record):
    """All that the room sees of a session."""

    team: str
    title: str
    language: Language
    """Of the guide: prompts, questions and ground rules are in it."""
    purpose: str | None
    theme_word: str | None
    """What the group has chosen to talk about."""
    checks: tuple[str, ...]
    """What is settled before the first phase begins."""
    opening: bool
    closing: bool
    phase: str
    number: int
    """The phase's place, from 1, among those that are not left out."""
    phases: int
    repetition: int
    """How often the phases of this group have come, this time included; 1 outside a group."""
    repetitions: int
    """How often they come in all."""
    holder: str | None
    """Who has the role that goes round in this group."""
    topic: str | None
    """What is worked on, in a group that is gone through for each topic."""
    prompts: tuple[str, ...]
    checklist: tuple[str, ...]
    speakers: tuple[str, ...]
    """Who speaks, by name, where that is some of the room; empty: all, or whoever the turn has."""
    all_speak: bool
    """Whether all of those who are named speak, in no turn."""
    listeners: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    """Who may sit together, where the phase proposes it."""
    ways: tuple[str, ...]
    """How one may go on from here, where that is to be chosen."""
    picks: int
    """How many are to be picked from the board in this phase; 0: nothing is."""
    votes_each: int | None
    shows: tuple[Shows, ...]
    """What of the team's is on screen in this phase."""
    followed: tuple[Followed, ...]
    """What is said to have become of earlier commitments."""
    measured: bool
    """Whether what is answered in this phase has been answered, and is closed."""
    measurement: str | None
    """The id of the measurement answered in the session, while its result is shown to the room."""
    makes_frame: bool
    """Whether a new version of the team's frame is made here."""
    quiet: bool
    """Whether the prompt stands alone: no clock, and nothing of the phase is kept."""
    time: TimeView
    turn: TurnView | None
    thinking: bool
    wrapping_up: bool
    board: tuple[HeadingView, ...]
    """The headings in play, in the order of their digits; none: the phase has no board."""
    hidden: bool
    """Whether nothing at all is to be seen."""
    joining: Joining | None
    """None: no room is open."""
    is_private: bool
    """Whether what is kept is one person's own."""
    is_cleared: bool
    """Whether the board is cleared at the close, and only what is marked is kept."""
    kept: tuple[ClosingItem, ...]
    """At the close: every text that it may write, and whether it does. Empty before."""


def stage_view(session: Session, now: datetime) -> StageView:
    """What the room may see of the session at `now`."""
    phase, live = session.phase, session.live
    group = session.group
    holder = live.roles.get(group.rotates) if group and group.rotates else None
    in_play = [i for i, planned in enumerate(live.phases) if not planned.left_out]
    speak, listen = speaking(session), listening(session)
    return StageView(
        team=session.note.team,
        title=session.note.title,
        language=session.note.language,
        purpose=session.note.purpose,
        theme_word=session.note.theme_word,
        checks=session.guide.checklist,
        opening=session.opening,
        closing=live.closing,
        phase=phase.title,
        number=sum(i <= live.position for i in in_play),
        phases=len(in_play),
        repetition=session.live_phase.repetition,
        repetitions=session.repetitions,
        holder=None if holder is None else session.name(holder),
        topic=session.topic,
        prompts=phase.prompts,
        checklist=phase.checklist,
        speakers=_names(session, speak if len(speak) < len(session.present) else ()),
        all_speak=bool(speak) and len(speak) == len(session.present) and turn_view(session) is None,
        listeners=_names(session, listen),
        groups=tuple(_names(session, together) for together in proposed_groups(session)),
        ways=tuple(way.label for way in phase.ways),
        picks=phase.choose.picks if phase.choose else 0,
        votes_each=phase.choose.votes_each if phase.choose else None,
        shows=shown(session),
        followed=live.followed,
        measured=phase.shows is Shows.ANSWERING and live.measurement_closed,
        measurement=live.measurement if live.result_shown else None,
        makes_frame=session.guide.makes == "frame",
        quiet=not phase.keeps
        and (phase.clock == "hidden" or (phase.untimed and not session.board)),
        time=time_view(session, now),
        turn=turn_view(session),
        thinking=live.thinking_since is not None,
        wrapping_up=session.live_phase.wrapping_up,
        board=tuple(board_view(session)),
        hidden=live.hidden,
        joining=_joining(live.room),
        is_private=bool(session.note.private),
        is_cleared=session.note.board is BoardAtClose.CLEARED,
        kept=closing_items(session) if live.closing else (),
    )


def _joining(room: KeptRoom | None) -> Joining | None:
    return Joining(url=room.url, code=room.code, is_large=room.is_large) if room else None


def board_view(session: Session) -> Iterator[HeadingView]:
    """The questions in play in the phase, then what else it keeps; none: it has no board."""
    note, guide, in_play, keeps = session.note, session.guide, session.board, session.phase.keeps
    about = {question.id: question.about for question in guide.questions}
    for question in note.questions:
        if question.id in in_play:
            yield HeadingView(
                id=question.id,
                place=BoardPlace.QUESTION,
                text=question.text,
                about=about.get(question.id, ""),
                keywords=question.keywords,
                scale=question.scale,
                counts=question.counts,
                chooses_one=guide.chooses_one(question.id),
            )
    if Keeps.THEME_WORD in keeps:
        place = BoardPlace.THEME_WORD
        yield HeadingView(id=place, place=place, theme_word=note.theme_word)
    if LEARNING in in_play:
        yield HeadingView(
            id=LEARNING, place=BoardPlace.LEARNING_POINTS, keywords=note.learning_points
        )
    if Keeps.COMMITMENTS in keeps or (in_play and guide.keeps(Keeps.COMMITMENTS)):
        yield HeadingView(
            id=BoardPlace.COMMITMENTS,
            place=BoardPlace.COMMITMENTS,
            commitments=note.commitments,
            at_most=guide.commitments_at_most,
        )


def shown(session: Session) -> tuple[Shows, ...]:
    """What of the team's own this phase shows, and the guide throughout."""
    of_guide = (Shows(session.guide.shows),) if session.guide.shows else ()
    of_phase = (session.phase.shows,) if session.phase.shows else ()
    return tuple(dict.fromkeys((*of_guide, *of_phase)))


def _names(session: Session, people: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(session.name(person) for person in people)


def _has_no_clock(phase: Phase) -> bool:
    return phase.clock == "hidden" or phase.untimed


def time_view(session: Session, now: datetime) -> TimeView:
    """Time for the room. Hidden where the phase has none to show, and in a thinking pause."""
    if _has_no_clock(session.phase) or session.live.thinking_since is not None:
        return TimeView(pace=Pace.HIDDEN)
    left, planned = minutes_left(session, now), session.live_phase.minutes
    filled = min(1.0, elapsed(session, now) / 60 / planned) if planned else 1.0
    if not session.running:
        return TimeView(pace=Pace.PAUSED, filled=filled)
    if left > 0:
        return TimeView(pace=Pace.LEFT, minutes=ceil(left), filled=filled)
    if left > -1:
        return TimeView(pace=Pace.GONE, filled=filled)
    return TimeView(pace=Pace.OVER, minutes=int(-left), filled=filled)


def turn_view(session: Session) -> TurnView | None:
    """Whose turn it is; None where there are no turns."""
    going = session.live_phase.round
    if going is None or not (going.order or going.trail):
        return None
    voluntary = (session.live.order or session.phase.order) is Order.VOLUNTARY
    return TurnView(
        now=None if voluntary or going.current is None else session.name(going.current),
        next=None if voluntary or going.next is None else session.name(going.next),
        waiting=len(going.waiting if voluntary else going.waiting[1:]),
        over=going.over,
        voluntary=voluntary,
    )
