"""A change of a commitment on its way into its note.

Another program may hold the note for seconds: it is waited for in a thread, and can be stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import Refused
from facilitator.store.commitments import change
from facilitator.store.lock import AlreadyOpen

if TYPE_CHECKING:
    from datetime import date

    from facilitator.core.commitments import CommitmentChange
    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.kit.worker import GoOn

PATIENCE: Final = 10.0
"""Seconds to wait for a note that another program holds."""
_AT_A_TIME: Final = 0.2
"""Seconds of them after which a stop is seen."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it."""

    seen: KeptCommitment
    wanted: CommitmentChange
    after: KeptCommitment | None = None
    """As it stands in the note now; None where nothing was written."""
    refused: Refused | None = None
    """Why not; None where it was written, or stopped before."""


def write_change(
    seen: KeptCommitment, wanted: CommitmentChange, today: date, go_on: GoOn
) -> Written:
    """Write a change into its note. Never raises Refused: that is in what came of it."""
    end = monotonic() + PATIENCE
    while go_on(0, 0):
        try:
            return Written(seen, wanted, change(seen, wanted, today, wait=_AT_A_TIME))
        except AlreadyOpen as held:
            if monotonic() > end:
                return Written(seen, wanted, refused=held)
        except Refused as refused:
            return Written(seen, wanted, refused=refused)
    return Written(seen, wanted)
