"""What the core's tests begin with: moments, guides small enough to see through, sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from facilitator.core.guide.model import Guide, Order
from facilitator.core.session.events import Event, conduct
from facilitator.core.session.opening import SessionSetup, new_session
from facilitator.core.session.phases import Start

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from facilitator.core.session.model import Session

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def at(minutes: float = 0, *, hours: float = 0) -> datetime:
    """So long after noon, when every session of these tests begins."""
    return NOON + timedelta(hours=hours, minutes=minutes)


def guide(phases: Sequence[Mapping[str, object]], **changes: object) -> Guide:
    """A guide with these phases and a kept board of two questions."""
    written = {
        "schema": 1,
        "id": "test-guide",
        "language": "da",
        "title": "Forløb",
        "minutes": 10,
        "door": "reflect",
        "board": "kept",
        "questions": [
            {"id": "talked", "text": "Hvem talte?", "hint": "Skriv mønstre, ikke navne."},
            {"id": "ideas", "text": "Kom der ideer?"},
        ],
        "phases": list(phases),
    }
    return Guide.model_validate(written | changes)


def phase(phase_id: str, minutes: float = 2, **changes: object) -> dict[str, object]:
    """A phase in which the facilitator speaks."""
    written: dict[str, object] = {
        "id": phase_id,
        "title": phase_id.title(),
        "minutes": minutes,
        "speaks": "facilitator",
        "prompts": [f"{phase_id}?"],
    }
    return written | changes


BOARD = ["talked", "ideas"]
"""The questions of `guide`."""


def check_out(**round_changes: object) -> Guide:
    """Frame, round, next step: 2 + 6 + 2 minutes. Its board is kept, and one commitment.

    The board is in play throughout.
    """
    agree = {"keeps": ["commitments"], "commitments_at_most": 1}
    return guide(
        [
            phase("frame", 2, hints=["Sig tak."], questions=BOARD),
            phase("round", 6, speaks="all_in_turn", keeps=["keywords"]) | round_changes,
            phase("next-time", 2, speaks="all", questions=BOARD, **agree),
        ],
        roles=["leader"],
    )


def supervision(**changes: object) -> Guide:
    """Six phases of 10 minutes whose board is cleared at close.

    It is in play in the first, in the reflecting one, and where learning points are kept.
    """
    return guide(
        [
            phase("theme", 10, speaks="all", keeps=["theme_word"], questions=BOARD),
            phase("story", 10, speaks="supervisee"),
            phase("silence", 10, speaks="none", clock="hidden"),
            phase("reflection", 10, speaks="all_but_supervisee", questions=BOARD),
            phase("learning", 10, speaks="all_in_turn", keeps=["learning_points"]),
            phase("check-out", 10, speaks="all_in_turn", keeps=["commitments"]),
        ],
        **{"board": "cleared", "minutes": 60, "roles": ["supervisor", "supervisee"]} | changes,
    )


def workshop(**changes: object) -> Guide:
    """Ideas, of which two are picked and talked about, then one of two ways on, and a mood.

    2 + 5 + 2 + 2 × (3 + 1) + 2 + 4 minutes, the other way 3; the mood is asked without a clock.
    """
    ways = [{"label": "Brainstorm", "goes_to": "storm"}, {"label": "Ro", "goes_to": "quiet"}]
    return guide(
        [
            phase("frame", 2, optional=True),
            phase("collect", 5, questions=["ideas", "unspoken"], keeps=["keywords"]),
            phase("choose", 2, choose={"from": "ideas", "votes_each": 2, "picks": 2}),
            phase("talk", 3, speaks="all", together="pairs", group="topic"),
            phase("round-up", 1, group="topic"),
            phase("how", 2, ways=ways),
            phase("storm", 4, questions=["talked"]),
            phase("quiet", 3, speaks="none"),
            phase("mood", 0, untimed=True, questions=["mood"]),
        ],
        **{
            "minutes": 23,
            "questions": [
                {"id": "ideas", "text": "Ideer"},
                {"id": "unspoken", "text": "Det usagte", "keep": False},
                {"id": "talked", "text": "Hvem talte?", "about": "Mønstre, ikke navne."},
                {"id": "mood", "text": "Stemning", "scale": ["Lav", "Midt", "Høj"]},
            ],
            "groups": [{"id": "topic", "repeat": "per_topic"}],
        }
        | changes,
    )


def troika(**changes: object) -> Guide:
    """Each has a turn as case presenter, the others talk while that one listens. Board cleared."""
    return guide(
        [
            phase("frame", 2),
            phase("tell", 2, speaks="case_presenter", listens=["team"], group="turn"),
            phase("talk", 4, speaks=["helper", "team"], listens=["case_presenter"], group="turn"),
            phase("learn", 2, speaks="all", keeps=["learning_points"], questions=["talked"]),
        ],
        **{
            "groups": [{"id": "turn", "repeat": "per_person", "rotates": "case_presenter"}],
            "roles": ["case_presenter", {"id": "helper", "title": "Hjælper"}, "supervisor"],
            "board": "cleared",
            "people": 3,
            "minutes": 22,
        }
        | changes,
    )


def one_each() -> Guide:
    """A frame, then a turn of two phases for each person, then an end with a minute per person."""
    return guide(
        [
            phase("frame", 2),
            phase("share", 3, group="turn"),
            phase("answer", 2, group="turn"),
            phase("end", 1, minutes_per_person=1),
        ],
        groups=[{"id": "turn", "repeat": "per_person"}],
        people=3,
        minutes=21,
    )


def opened(setup: SessionSetup, seed: int = 0) -> Session:
    """The session that begins with this, at noon."""
    return new_session(
        setup, session_id="2026-03-03-test", today=date(2026, 3, 3), now=NOON, seed=seed
    )


def session_of(
    of: Guide,
    *names: str,
    roles: Mapping[str, str] | None = None,
    order: Order | None = None,
    seed: int = 0,
    without: Sequence[str] = (),
    begin_at: str | None = None,
    gates_passed: bool = False,
) -> Session:
    """A session that is about to begin, at noon."""
    setup = SessionSetup(
        of,
        "Birkelunden",
        names,
        tuple((roles or {}).items()),
        order=order,
        without=tuple(without),
        begin_at=begin_at,
        gates_passed=gates_passed,
    )
    return opened(setup, seed)


def begun(
    of: Guide,
    *names: str,
    roles: Mapping[str, str] | None = None,
    order: Order | None = None,
    seed: int = 0,
) -> Session:
    """A session whose first phase began at noon."""
    return done(session_of(of, *names, roles=roles, order=order, seed=seed), Start())


def done(session: Session, *events: Event, now: datetime = NOON) -> Session:
    """The session after these events, all at one moment."""
    for event in events:
        session = conduct(session, event, now)
    return session


def minutes_spent(session: Session) -> list[float]:
    """The minutes written down for each phase, the running time not among them."""
    return [live_phase.spent / 60 for live_phase in session.live.phases]


def planned(session: Session) -> list[float]:
    """The minutes each phase is to have."""
    return [live_phase.minutes for live_phase in session.live.phases]


def phase_ids(session: Session) -> list[str]:
    """The phases in the order they will be lived."""
    return [live_phase.phase for live_phase in session.live.phases]


def in_the_round(session: Session) -> list[str]:
    """Who is still to have the word: the first has it now."""
    going = session.live_phase.round
    return [session.name(person) for person in going.queue] if going else []


def keywords(session: Session, column: str = "talked") -> list[str]:
    """The texts that stand in a column."""
    return [keyword.text for keyword in session.note.entries(column)]


def without_clock(session: Session) -> Session:
    """The session but for its times."""
    phases = tuple(p.model_copy(update={"spent": 0.0}) for p in session.live.phases)
    return session.with_live(phases=phases, seen=NOON, running_since=None, ran=0.0)
