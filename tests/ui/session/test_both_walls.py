"""The wall in a browser and the wall in a terminal show the same parts of a session."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.conducting.setup import people_of
from facilitator.conducting.team import TeamsOwn
from facilitator.core.commitments import Status
from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.note import Commitment
from facilitator.core.session.events import conduct
from facilitator.core.session.opening import SessionSetup, new_session
from facilitator.core.session.phases import (
    AttachMeasurement,
    BeginClose,
    Hide,
    KeepRoom,
    NextPhase,
    ShowResult,
    Start,
    TakeWay,
    ThinkingPause,
    WrapUp,
)
from facilitator.core.session.stage import stage_view
from facilitator.room.wall import Picture, wall_html
from facilitator.store.index.commitments import KeptCommitment
from facilitator.ui.session.board import Board
from facilitator.ui.session.frame import FramePicture
from facilitator.ui.session.result import ResultPicture
from facilitator.ui.session.time_and_turn import TimeBar
from facilitator.ui.session.wall import Foot, Large, TextColumns, Wall
from tests.core.builders import NOON, at
from tests.core.measurement.measures import TODAY, answered, closed
from tests.guides.test_shipped import each_guide, guide
from tests.store.samples import a_frame
from tests.ui.desk import at_desk
from tests.ui.measurement.measured import NINE
from tests.ui.room.opened import ROOM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView
    from tests.ui.desk import Desk

NAMES = ("Mette", "Jonas", "Søren", "Åse", "Bo")
PURPOSE = "At vi taler om overdragelsen."
AGREED = "Vi ringer først"
CHECK = "Hvem mangler i rummet?"
JOINING = '<section class="join">KODE</section>'


def teams_own() -> TeamsOwn:
    """A team that has something of each kind."""
    measurement = closed(answered(NINE))
    commitment = Commitment(id="a-1", what=AGREED, status=Status.OPEN)
    kept = KeptCommitment(
        commitment, "n-1", "Team Nordlys", "check-out", "Check-out", TODAY, Path("n-1.md")
    )
    return TeamsOwn(
        frame=a_frame(what=["Ro på gangen"], social=["Vi siger tak"]),
        earlier=(kept,),
        result=(result_of(measurement, [measurement], least=5), "da"),
    )


def moments(guide_id: str) -> Iterator[tuple[str, StageView]]:
    """Every moment of a session in which a wall may be looked at, with what it is called."""
    setup = SessionSetup(
        guide(guide_id), "Team Nordlys", people_of(", ".join(NAMES)), purpose=PURPOSE,
        gates_passed=True,
    )  # fmt: skip
    session = new_session(setup, session_id="s-1", today=TODAY, now=NOON, seed=1)
    yield "before the first phase", view_of(session)
    yield "before the first phase, hidden", view_of(session, Hide())
    session = conduct(session, Start(), NOON)
    while True:
        yield from in_phase(session)
        if session.next_position is None:
            break
        ways = session.phase.ways
        session = conduct(session, TakeWay(ways[0].goes_to) if ways else NextPhase(), at(1))
    yield "close", view_of(session, BeginClose())


def in_phase(session: Session) -> Iterator[tuple[str, StageView]]:
    where = session.phase.id
    yield where, view_of(session)
    yield f"{where}, wrapping up", view_of(session, WrapUp())
    yield f"{where}, thinking", view_of(session, ThinkingPause())
    yield f"{where}, wrapping up and thinking", view_of(session, WrapUp(), ThinkingPause())
    yield f"{where}, hidden", view_of(session, Hide())
    measured = AttachMeasurement("m-1", is_closed=True), ShowResult()
    yield f"{where}, its result shown", view_of(session, *measured)
    yield f"{where}, its result shown, thinking", view_of(session, *measured, ThinkingPause())


def view_of(session: Session, *events: Any) -> StageView:
    """What the room sees after these events, with a room open for phones."""
    for event in (KeepRoom(ROOM), *events):
        session = conduct(session, event, at(2))
    return stage_view(session, at(2))


def in_browser(view: StageView, own: TeamsOwn) -> dict[str, object]:
    """The parts that the wall in a browser shows."""
    page = unescape(wall_html(Picture(view, own), JOINING))
    place = re.search(r"<header><span>.*?</span><span>(.*?)</span>", page)
    return {
        "headline": re.findall("<h1>(.*?)</h1>", page, re.DOTALL),
        "place": bool(place and place[1]),
        "time": bool(re.search('<p class="time">|<progress', page)),
        "names": {name for name in NAMES if re.search(rf"\b{name}\b", page)},
        "frame": 'class="frame"' in page,
        "result": 'class="result"' in page,
        "lists": re.findall('<section class="listed"><h2>(.*?)</h2>', page),
        "board": re.findall("<article><h2>(.*?)</h2>", page),
        "purpose": PURPOSE in page,
        "check": CHECK in page,
        "agreed": AGREED in page,
        "joining": JOINING in page,
    }


def in_terminal(desk: Desk, view: StageView, own: TeamsOwn) -> dict[str, object]:
    """The parts that the wall in a terminal shows."""
    wall = desk.query_one(Wall)
    wall.show(view, own)
    is_seen = wall.query_one("#stage").display
    texts = [large for large in wall.query(Large) if is_seen and large.display]
    said = "\n".join(line for large in texts for line in (large.text, *large._below))
    listing = wall.query_one(TextColumns)
    groups = listing._groups if is_seen and wall.query_one("#lists").display else ()
    listed = "\n".join(text for shown in groups for _mark, text in shown.items)
    foot = wall.query_one(Foot)
    is_timed = is_seen and not wall.has_class("-quiet")
    words, bar = foot._words[0].plain if foot._words else "", wall.query_one(TimeBar)
    board = wall.query_one(Board)
    headings = [h.text for h in board._headings] if is_seen and board.display else []
    lists = [shown.heading for shown in groups]
    if view.closing:  # what is to be kept stands as a board in the browser
        headings, lists = lists, []
    everything = "\n".join((said, listed, *(e for h in board._headings for e in h.entries)))
    return {
        "headline": [large.text for large in texts if large.id == "question"],
        "place": is_timed and view.phase in words,
        "time": is_timed and not (words.startswith(view.phase) and bar._cells < 0),
        "names": {name for name in NAMES if re.search(rf"\b{name}\b", everything)},
        "frame": is_seen and wall.query_one(FramePicture).display,
        "result": is_seen and wall.query_one(ResultPicture).display,
        "lists": lists,
        "board": headings,
        "purpose": PURPOSE in listed,
        "check": CHECK in listed,
        "agreed": AGREED in listed,
        "joining": wall.query_one("#joining").display,
    }


@each_guide
async def test_both_walls_show_the_same_parts_at_every_moment(archive: Path, guide_id: str) -> None:
    own, differing = teams_own(), {}
    async with at_desk(archive, size=(160, 45)) as desk:
        await desk.app.screen.mount(Wall())
        for moment, view in moments(guide_id):
            browser, terminal = in_browser(view, own), in_terminal(desk, view, own)
            if browser != terminal:
                differing[moment] = {
                    part: (browser[part], terminal[part])
                    for part in browser
                    if browser[part] != terminal[part]
                }
    assert differing == {}
