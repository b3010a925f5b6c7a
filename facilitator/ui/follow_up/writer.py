"""A change of a commitment on its way into its note: in a thread, and it can be stopped.

Another program may hold the note for seconds, and a disk may be slow: the keys wait for neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from facilitator.core.errors import Refused
from facilitator.store.commitments import change
from facilitator.store.lock import AlreadyOpen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from facilitator.core.commitments import CommitmentChange
    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.app import FacilitatorApp

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


class CommitmentWriter:
    """Writes one change. Begins at once; `done` is told of it on the screen's side."""

    def __init__(
        self,
        app: FacilitatorApp,
        seen: KeptCommitment,
        wanted: CommitmentChange,
        today: date,
        done: Callable[[Written], None],
    ) -> None:
        """It belongs to the app: leaving the screen it was asked on does not undo it."""
        self.seen, self.wanted = seen, wanted
        self._app, self._today, self._done = app, today, done
        self._stopped = False
        app.run_worker(self._run, thread=True)

    def stop(self) -> None:
        """Wait no longer. What has been written by then stays written."""
        self._stopped = True

    def _run(self) -> None:
        """In a thread."""
        written = self._written()
        self._app.call_later(self._done, written)

    def _written(self) -> Written:
        end = monotonic() + PATIENCE
        worker = get_current_worker()  # cancelled when the program ends
        while not (self._stopped or worker.is_cancelled):
            try:
                after = change(self.seen, self.wanted, self._today, wait=_AT_A_TIME)
            except AlreadyOpen as held:
                if monotonic() > end:
                    return Written(self.seen, self.wanted, refused=held)
            except Refused as refused:
                return Written(self.seen, self.wanted, refused=refused)
            else:
                return Written(self.seen, self.wanted, after)
        return Written(self.seen, self.wanted)
