"""What is known of a guide before its model is loaded: its door and its minutes."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

from facilitator.core.errors import N_

MOST_MINUTES: Final = 600


class Door(StrEnum):
    """The door on the home screen behind which a guide is found (practices.md 10)."""

    MEASURE = "measure"
    REFLECT = "reflect"
    ROLE_MODEL = "role_model"
    SUPERVISION = "supervision"
    FRAME = "frame"
    FOLLOW_UP = "follow_up"


DOOR_TITLES: Final = {
    Door.MEASURE: N_("Measure"),
    Door.REFLECT: N_("Reflect"),
    Door.ROLE_MODEL: N_("Role model"),
    Door.SUPERVISION: N_("Supervision"),
    Door.FRAME: N_("Frame"),
    Door.FOLLOW_UP: N_("Follow-up"),
}

ROLE_TITLES: Final = {
    "facilitator": N_("Facilitator"),
    "supervisor": N_("Supervisor"),
    "supervisee": N_("Supervisee"),
    "case_presenter": N_("Case presenter"),
    "leader": N_("Leader"),
}
"""Those of the known roles, by id; a guide's own have theirs in the guide."""


class Minutes(float):
    """Planned minutes: a number, or the middle of a range whose ends it keeps."""

    low: float
    high: float

    def __new__(cls, low: float = 0, high: float | None = None) -> Self:
        """From one number, or from the least and the most."""
        most = low if high is None else high
        minutes = super().__new__(cls, (low + most) / 2)
        minutes.low, minutes.high = low, most
        return minutes

    def __eq__(self, other: object) -> bool:
        """Two ranges are equal where both their ends are."""
        if isinstance(other, Minutes):
            return (self.low, self.high) == (other.low, other.high)
        return float(self) == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = float.__hash__

    @property
    def as_written(self) -> float | list[float]:
        """The value as in a file: 10, or [10, 15]."""
        ends = [int(end) if end == int(end) else end for end in (self.low, self.high)]
        return ends[0] if self.low == self.high else ends
