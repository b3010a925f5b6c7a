"""What the archive has of a team: read a part at a time, shown as far as it has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from facilitator.conducting.team import EARLIER, FRAME, MEASURED, RESULT, TeamReader
from facilitator.conducting.trial import TrialWorkspace
from facilitator.conducting.workspace import Workspace
from facilitator.core.guide.model import Shows
from facilitator.core.session.stage import stage_view
from facilitator.store.archive import Archive
from facilitator.store.guides import Guides
from facilitator.store.user_settings import Settings
from tests.core.builders import NOON, begun, check_out
from tests.store.samples import a_frame
from tests.ui.desk import StoppedClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.core.session.stage import StageView

T = TypeVar("T")
NORTH, SOUTH = a_frame(1, team="Nord"), a_frame(2, team="Syd")


class Frames(TrialWorkspace):
    """A workspace in which each team has a frame, and nothing else."""

    def frame_in_force(self, team: str) -> Note | None:
        return {"Nord": NORTH, "Syd": SOUTH}[team]


class Threads:
    """Holds every reading until it is let go."""

    def __init__(self, folder: Path) -> None:
        archive = Archive(folder)
        self.workspace = Frames(
            Workspace(archive, Guides(archive.guides), Settings(), tuple, StoppedClock())
        )
        self.waiting: list[tuple[str, Callable[[], object]]] = []
        self.changes = 0
        self.team = TeamReader(self._thread, self._changed)

    def _thread(
        self, part: str, read: Callable[[Workspace], T], keep: Callable[[T], object]
    ) -> None:
        self.waiting.append((part, lambda: keep(read(self.workspace))))

    def _changed(self) -> None:
        self.changes += 1

    @property
    def parts(self) -> list[str]:
        """What is being read."""
        return [part for part, _read in self.waiting]

    def finish(self, at: int = 0) -> None:
        self.waiting.pop(at)[1]()


@pytest.fixture
def threads(tmp_path: Path) -> Threads:
    return Threads(tmp_path)


def view(team: str = "Nord", **changes: Any) -> StageView:
    shown = stage_view(begun(check_out()), NOON)
    return shown.model_copy(update={"team": team, "opening": False} | changes)


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({}, []),
        ({"shows": (Shows.FRAME,)}, [FRAME]),
        ({"shows": (Shows.COMMITMENTS,)}, [EARLIER]),
        ({"opening": True}, [EARLIER]),
        ({"shows": (Shows.RESULT,)}, [RESULT]),
        ({"shows": (Shows.RESULT,), "measurement": "2026-03-03-aaaa"}, [MEASURED]),
        ({"shows": (Shows.FRAME, Shows.COMMITMENTS)}, [FRAME, EARLIER]),
    ],
)
def test_what_a_view_shows_is_read_and_nothing_else(
    threads: Threads, changes: dict[str, Any], parts: list[str]
) -> None:
    threads.team.follow("s1", view(**changes))

    assert threads.parts == parts


def test_it_is_read_once_for_a_view_and_again_for_another_phase_team_or_session(
    threads: Threads,
) -> None:
    shows = view(shows=(Shows.FRAME,))
    assert threads.team.follow("s1", shows).frame is None
    threads.finish()
    assert threads.changes == 1
    assert threads.team.follow("s1", shows).frame == NORTH
    assert threads.parts == []

    for session_id, other in (("s1", view()), ("s1", shows), ("s2", shows)):
        assert threads.team.follow(session_id, other).frame is None
    assert threads.parts == [FRAME, FRAME]
    threads.team.follow("s2", view("Syd", shows=(Shows.FRAME,)))
    threads.finish(at=-1)
    assert threads.team.frame == SOUTH


def test_what_was_being_read_of_another_team_is_never_shown(threads: Threads) -> None:
    threads.team.follow("s1", view("Nord", shows=(Shows.FRAME,)))
    south = view("Syd", shows=(Shows.FRAME,))
    threads.team.follow("s1", south)
    threads.finish(at=1)
    threads.finish(at=0)

    assert threads.team.follow("s1", south).frame == SOUTH
    assert threads.changes == 1


def test_of_two_readings_of_a_part_the_later_counts_whichever_is_over_first(
    threads: Threads,
) -> None:
    threads.team.read_frame("Nord")
    threads.team.read_frame("Syd")
    threads.finish(at=1)
    threads.finish(at=0)

    assert threads.team.frame == SOUTH


def test_what_is_forgotten_while_it_is_read_stays_forgotten(threads: Threads) -> None:
    threads.team.read_frame("Nord")
    threads.team.read_earlier("Nord")
    threads.finish()
    threads.team.forget()
    threads.finish()

    assert (threads.team.frame, threads.team.earlier, threads.changes) == (None, None, 1)
