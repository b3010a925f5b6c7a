"""What the keys of a session do at a moment: for the keys themselves and for the key line alike.

A command without a place in the phase keeps its key, which then says why it cannot be done; the
key line leaves it out. Only where its key is text, or means nothing, is a command not done at all.
The help screen names every command, for it is where they are learned.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from facilitator.conducting.headings import headings
from facilitator.core.errors import N_
from facilitator.core.guide.model import Keeps, Shows
from facilitator.core.session.stage import turn_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from facilitator.core.note import BoardColumn
    from facilitator.core.session.model import Session
    from facilitator.ui.commands import Command


# What a phase uses keys for


def answers(session: Session) -> bool:
    """Whether the team's measurement is answered in the phase."""
    return session.phase.shows is Shows.ANSWERING and not session.opening


def goes_through(session: Session) -> bool:
    """Whether the phase goes through the team's open commitments."""
    return session.phase.shows is Shows.COMMITMENTS and not session.opening


def answers_commitments(session: Session) -> bool:
    """Whether digits and arrows are for those commitments: there are no headings to choose."""
    return goes_through(session) and len(headings(session)) < 2


def has_turns(session: Session) -> bool:
    """Whether → and ← are for turns; else they are for a scale, where there is one."""
    return turn_view(session) is not None


def goes_back_to_preparation(session: Session) -> bool:
    """Whether going back from here leads to the preparation."""
    is_first = session.opening or session.previous_position is None
    return is_first and not session.guide.private


class Moment(NamedTuple):
    """What it depends on what a key does."""

    session: Session
    is_written: bool = False
    """Whether something stands in the capture line."""
    takes_words: bool = True
    """Whether the line takes words at all."""
    is_missed: bool = False
    """Whether words are being typed where none are taken."""
    scale: BoardColumn | None = None
    """The chosen question, where it has a scale."""
    has_result: bool = False
    """Whether the measurement answered in this session is closed."""
    has_frame: bool = False
    has_earlier: bool = False
    """Whether the team has commitments that have not ended."""
    has_more_hints: bool = False
    """Whether there are hints that have no room."""
    is_narrow: bool = False


Test: TypeAlias = "Callable[[Moment], bool]"


def _always(_now: Moment) -> bool:
    return True


def _never(_now: Moment) -> bool:
    return False


def _on_an_empty_line(now: Moment) -> bool:
    return not now.is_written


def _has_scale(now: Moment) -> bool:
    return now.scale is not None


def _counts_a_level(now: Moment) -> bool:
    return now.scale is not None and not now.session.guide.chooses_one(now.scale.id)


def _is_a_round(now: Moment) -> bool:
    return has_turns(now.session)


def _is_timed(now: Moment) -> bool:
    return not now.session.phase.untimed


def _is_for_several(now: Moment) -> bool:
    return not now.session.guide.private


def _has_frame(now: Moment) -> bool:
    return now.has_frame


class Rule(NamedTuple):
    """When a command is done by its key, and when the key line has it."""

    by_key: Test = _always
    """Whether its key does it; else that is text, or means nothing."""
    in_phase: Test = _always
    """Whether the key line has it in a phase."""
    at_opening: Test = _never
    """Whether the key line has it before the first phase."""


RULES: Final[Mapping[str, Rule]] = {
    # A digit is text wherever there is a line: there it chooses with Enter after it.
    "choose": Rule(
        lambda now: not now.takes_words and (goes_through(now.session) or not now.is_missed)
    ),
    "toggle_clock": Rule(
        lambda now: not now.is_written and (now.takes_words or not now.is_missed),
        _is_timed,
        _always,
    ),
    "answer": Rule(
        lambda now: answers(now.session) and not now.is_written,
        lambda now: answers(now.session),
    ),
    "pass_on": Rule(_on_an_empty_line, _is_a_round),
    "turn_back": Rule(_on_an_empty_line, _is_a_round),
    "pass_turn": Rule(in_phase=_is_a_round),
    "more": Rule(_has_scale, _counts_a_level),
    "fewer": Rule(_has_scale, _counts_a_level),
    "close": Rule(_on_an_empty_line),  # in a line that has begun Ctrl+E goes to its end
    "prolong": Rule(in_phase=_is_timed),
    "hints": Rule(in_phase=lambda now: now.has_more_hints),
    "edit_board": Rule(in_phase=lambda now: bool(headings(now.session))),
    "commitment": Rule(in_phase=lambda now: now.session.guide.keeps(Keeps.COMMITMENTS)),
    "people": Rule(in_phase=_is_for_several),
    "roles": Rule(in_phase=_is_for_several),
    "previous_phase": Rule(
        in_phase=lambda now: _is_for_several(now) or now.session.previous_position is not None,
        at_opening=_is_for_several,
    ),
    "wall": Rule(in_phase=_is_for_several, at_opening=_is_for_several),
    "since_last": Rule(at_opening=lambda now: now.has_earlier),
    "frame": Rule(in_phase=_has_frame, at_opening=_has_frame),
    "blank": Rule(at_opening=_always),
    "help": Rule(at_opening=_always),
}
"""By action; any other is always done by its key, and has its place in every phase."""

_ANY: Final = Rule()


def is_done_by_key(action: str, now: Moment) -> bool:
    """Whether the key of that action does it."""
    return RULES.get(action, _ANY).by_key(now)


def shown_now(commands: Iterable[Command], now: Moment) -> tuple[Command, ...]:
    """Those that the key line has now, each called by what it does, the most important first."""
    here = [
        replace(command, label=_label(command, now))
        for command in commands
        if _is_shown(command.action, now)
    ]
    if not now.session.opening:
        here.sort(key=lambda command: _rank(command, now))
    return tuple(here)


def _is_shown(action: str, now: Moment) -> bool:
    rule = RULES.get(action, _ANY)
    return rule.at_opening(now) if now.session.opening else rule.in_phase(now)


def _label(command: Command, now: Moment) -> str:
    session = now.session
    match command.action:
        case "toggle_clock":
            return N_("Pause") if session.running else N_("Start")
        case "previous_phase" if goes_back_to_preparation(session):
            return N_("Preparation")
        case "next_phase" if session.next_position is None:
            return N_("To the close")
        case "thinking_pause" if session.live.thinking_since:
            return N_("End the pause")
        case "answer" if now.has_result:
            return N_("Result")
    return command.label


_AT_A_FRAME: Final = ("toggle_clock", "next_phase", "frame")
"""What there is room for first, where a frame is made or shown."""


def _rank(command: Command, now: Moment) -> tuple[bool, bool, int]:
    """The least comes first; those of one rank stay in their order."""
    session, action = now.session, command.action
    is_frame = session.guide.makes == "frame" or session.phase.shows is Shows.FRAME
    place = _AT_A_FRAME.index(action) if action in _AT_A_FRAME else len(_AT_A_FRAME)
    return (
        now.is_narrow and action != "hints",  # what is nowhere else to be seen
        session.live.thinking_since is not None and action != "thinking_pause",
        place if is_frame else 0,
    )
