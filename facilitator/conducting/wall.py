"""What a wall shows of a session now: one rule for the wall in a terminal and in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.conducting.earlier_commitments import earlier_words
from facilitator.conducting.headings import stage_headings
from facilitator.conducting.questions import (
    BEFORE_WE_BEGIN,
    GROUND_RULES,
    NO_OPEN_COMMITMENTS,
    SINCE_LAST_TIME,
)
from facilitator.conducting.setup import PURPOSE
from facilitator.conducting.stage import people_words
from facilitator.core.guide.model import Shows
from facilitator.store.guides import foundations
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facilitator.conducting.headings import Heading
    from facilitator.conducting.team import TeamsOwn
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.note import Note
    from facilitator.core.session.stage import StageView, TurnView


class WallList(NamedTuple):
    """A heading with what stands under it, each a mark (or none) and a text."""

    heading: str
    items: Sequence[tuple[str, str]]
    is_numbered: bool = False
    """Whether the marks are numbers in order."""


class WallParts(NamedTuple):
    """What a wall shows beside the headline. What is empty is not shown."""

    lists: tuple[WallList, ...] = ()
    """How the session begins; earlier commitments."""
    has_time: bool = False
    """Whether the time is shown, and which phase it is of how many."""
    turn: TurnView | None = None
    people: tuple[tuple[str, Sequence[str]], ...] = ()
    """As `people_words`."""
    frame: Note | None = None
    result: tuple[Result | Withheld, str] | None = None
    """With the language it was asked in."""
    headings: tuple[Heading, ...] = ()
    """The board."""
    has_joining: bool = True
    """Whether those who come late see how to take part."""


def wall_parts(view: StageView, own: TeamsOwn) -> WallParts:
    """The parts that are shown now.

    Before the first phase there is only how it begins, at the close only what may be kept
    (`StageView.kept`), which nobody adds to from a phone any more, and in a thinking pause nothing
    that there is to read. Where the prompt is to stand alone there is who has the word, and
    neither the time nor who else takes part. A measurement's result stands in the place of the
    board. What is hidden, or gives way to how to take part, is for each wall to leave out whole.
    """
    if view.opening:
        return WallParts(lists=tuple(_opening(view, own)))
    if view.closing:
        return WallParts(has_joining=False)
    if view.thinking:
        return WallParts()
    shows_result = Shows.RESULT in view.shows or view.measurement is not None
    return WallParts(
        lists=tuple(_earlier(view, own)),
        has_time=not view.quiet,
        turn=view.turn,
        people=() if view.quiet else tuple(people_words(view)),
        frame=own.frame if Shows.FRAME in view.shows else None,
        result=own.result if shows_result else None,
        headings=() if view.measurement is not None else stage_headings(view),
    )


def _opening(view: StageView, own: TeamsOwn) -> Iterator[WallList]:
    """For one person alone there is neither a room to see to nor a team."""
    texts = foundations(view.language)
    if view.purpose:
        yield WallList(_(PURPOSE), (("", view.purpose),))
    checks = (*(() if view.is_private else texts.start_check), *view.checks)
    if checks:
        yield WallList(_(BEFORE_WE_BEGIN), (("", " · ".join(checks)),))
    if view.is_private:
        return
    if own.earlier:
        yield WallList(_(SINCE_LAST_TIME), earlier_words(view.followed, own.earlier))
    rules = [(f"{n}.", rule) for n, rule in enumerate(texts.ground_rules, 1)]
    yield WallList(_(GROUND_RULES), rules, is_numbered=True)


def _earlier(view: StageView, own: TeamsOwn) -> Iterator[WallList]:
    """Nothing while they have not been read yet."""
    if Shows.COMMITMENTS in view.shows and own.earlier is not None:
        rows = earlier_words(view.followed, own.earlier)
        yield WallList(_(SINCE_LAST_TIME), rows or [("", _(NO_OPEN_COMMITMENTS))])
