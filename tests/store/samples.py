"""What the tests of the store are about: a guide, a session under way and the note it becomes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from facilitator.core.guide.model import BoardAtClose, Guide
from facilitator.core.note import (
    BoardColumn,
    Commitment,
    Frame,
    Keyword,
    Note,
)
from facilitator.core.session.model import (
    Live,
    LivePhase,
    Person,
    Session,
)
from facilitator.core.session.rounds import Round, Turn
from facilitator.store.notes import dumps
from facilitator.store.paths import sessions_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from facilitator.store.archive import Archive

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUESTIONS = (("observed", "Hvad observerede du på mødet?"), ("next", "Hvad gør vi næste gang?"))

PRIVATE_GUIDE = """\
schema = 1
id = "for-mig-selv"
language = "da"
title = "For mig selv"
minutes = 5
door = "role_model"
board = "kept"
private = true

[[questions]]
id = "doubt"
text = "Hvad var jeg usikker på?"

[[phases]]
id = "one"
title = "Tanker"
minutes = 5
speaks = "none"
prompts = ["Hvad var jeg usikker på?"]
keeps = ["keywords"]
"""
"""A guide whose notes are one person's own."""


def a_guide() -> Guide:
    return Guide.model_validate(
        {
            "schema": 1,
            "id": "check-out",
            "language": "da",
            "title": "Check-out",
            "minutes": 10,
            "door": "reflect",
            "board": "kept",
            "questions": [{"id": id_, "text": text} for id_, text in QUESTIONS],
            "phases": [
                {
                    "id": "round",
                    "title": "Runde",
                    "minutes": 10,
                    "speaks": "all_in_turn",
                    "prompts": ["Hvad observerede du på mødet?\nVælg ét eller to spørgsmål."],
                }
            ],
        }
    )


def a_note(
    keywords: Iterable[str] = ("Vi talte åbent",),
    *,
    note_id: str = "2026-11-21-k3f9",
    team: str = "Team Nordlys",
    day: date = TODAY,
    commitments: Iterable[Commitment] = (),
) -> Note:
    observed, following = QUESTIONS
    return Note(
        id=note_id,
        team=team,
        guide="check-out",
        title="Check-out",
        language="da",
        date=day,
        board=BoardAtClose.KEPT,
        commitments=tuple(commitments),
        questions=(
            BoardColumn(
                id=observed[0],
                text=observed[1],
                keywords=tuple(Keyword(text=text) for text in keywords),
            ),
            BoardColumn(id=following[0], text=following[1]),
        ),
    )


def a_frame(
    version: int = 1,
    *,
    team: str = "Team Nordlys",
    day: date = TODAY,
    revisit: date | None = None,
    what: Iterable[str] = (),
    how: Iterable[str] = (),
    social: Iterable[str] = (),
) -> Note:
    """A version of a team's frame, with these texts in its columns."""
    columns = (("what", "HVAD", what), ("how", "HVORDAN", how), ("social-norms", "Normer", social))
    return Note(
        id=f"{day}-f{version}",
        team=team,
        guide="framing",
        title="Rammesætning",
        language="da",
        date=day,
        board=BoardAtClose.KEPT,
        frame=Frame(version=version, revisit=revisit),
        questions=tuple(
            BoardColumn(id=q, text=text, keywords=tuple(Keyword(text=word) for word in words))
            for q, text, words in columns
        ),
    )


def a_session(
    keywords: Iterable[str] = ("Vi talte åbent",),
    *,
    names: Iterable[str] = ("Mette", "Søren"),
    note: Note | None = None,
) -> Session:
    """A check-out in its round: the first has passed."""
    people = tuple(Person(name=name) for name in names)
    going = Round(order=tuple(range(len(people))), trail=(Turn(person=0, passed=True),))
    return Session(
        note=note or a_note(keywords),
        live=Live(
            seen=NOW,
            started=NOW,
            running_since=NOW,
            people=people,
            phases=(LivePhase(phase="round", original=10, minutes=10, round=going),),
            guide=a_guide(),
        ),
    )


def with_keyword(session: Session, text: str) -> Session:
    """The session with one more keyword under its first question."""
    before = session.note.entries("observed")
    return session.with_note(session.note.with_entries("observed", (*before, Keyword(text=text))))


def the_state() -> Path:
    """The state file of the one session that runs."""
    (path,) = sessions_folder().glob("*.age")
    return path


def texts(session: Session | Note) -> list[str]:
    """The keywords under the first question."""
    note = session.note if isinstance(session, Session) else session
    return [keyword.text for keyword in note.entries("observed")]


def put(archive: Archive, name: str, note: Note | Session | str | bytes) -> Path:
    """A file of that name in the archive: a note, or whatever stands in it."""
    path = archive.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(note, str):
        note = note.encode()
    path.write_bytes(note if isinstance(note, bytes) else dumps(note))
    return path
