"""What the samples tell: sessions to be held and measurements to be answered."""

from __future__ import annotations

import tomllib
from datetime import date  # noqa: TC003 pydantic reads it
from pathlib import Path

from pydantic import Field

from facilitator.core.commitments import Status
from facilitator.core.guide.model import Role  # noqa: TC001 as above
from facilitator.core.measurement.items import Scale  # noqa: TC001 as above
from facilitator.core.record import Record

HERE = Path(__file__).parent
TEAM = "Team Nordlys"


class Agreed(Record):
    """A commitment as it is typed, and what became of it."""

    what: str
    owner: str = ""
    due: str = ""
    became: Status = Status.OPEN


class Sample(Record):
    """A session to be held."""

    team: str = TEAM
    guide: str
    day: date
    people: str
    roles: dict[Role, str]
    purpose: str = ""
    minutes: int
    """What it took in all; the phases share it as the guide has it."""
    passes: tuple[str, ...] = ()
    """Who says pas when first offered the word."""
    cut_short_after: int | None = None
    """Turns of the round after which it is closed."""
    theme: str = ""
    keywords: tuple[str, ...] = ()
    """Each after the digit of its question, with its tags."""
    gathered: tuple[str, ...] = ()
    """Those that come when the keywords are read out."""
    learned: tuple[str, ...] = ()
    """Learning points the group chooses to keep."""
    let_go: tuple[str, ...] = ()
    """Learning points it does not."""
    agreed: tuple[Agreed, ...] = ()
    tally: dict[str, str] = Field(default_factory=dict)
    """The level that is marked, by the id of its question."""
    followed: dict[str, Status] = Field(default_factory=dict)
    """What has become of earlier commitments, by some of their words."""


class Measured(Record):
    """A measurement to be answered and closed."""

    team: str = TEAM
    day: date
    label: str
    scale: Scale
    expected: int
    answers: tuple[str, ...]
    """Seven keys a person, 0 for no answer."""
    comments: tuple[str, ...] = ()
    """What the first of them add."""


def measured() -> list[Measured]:
    """The measurements told."""
    told = tomllib.loads((HERE / "measured.toml").read_text("utf-8"))
    return [Measured.model_validate(measurement) for measurement in told["measurement"]]


def samples() -> list[Sample]:
    """All that is told, in the order it happened."""
    told = [tomllib.loads(file.read_text("utf-8")) for file in sorted(HERE.glob("samples/*.toml"))]
    return [Sample.model_validate(session) for part in told for session in part["session"]]
