"""Notes of an older version, which hold more than is published: written anew, and said so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.export.measures import migrated_words
from facilitator.store.measurement.listing import migrate_all
from facilitator.ui.kit.worker import write_in_thread

if TYPE_CHECKING:
    from facilitator.store.measurement.listing import Measurements, Migrated
    from facilitator.ui.kit.screen import RoomScreen

MOST_TOLD: Final = 3
"""Notes that are named; of more their number is told."""


def migrate_older(screen: RoomScreen[None], measurements: Measurements) -> None:
    """Write those of these notes anew that need it, beside the screen, and tell of each."""
    if not any(file.holds_more for file in measurements.files):
        return
    app = screen.app

    def tell(notes: tuple[Migrated, ...]) -> None:
        words = [migrated_words(*note) for note in notes]
        more = [f"… {len(words) - MOST_TOLD}"] if len(words) > MOST_TOLD else []
        app.notify("\n".join([*words[:MOST_TOLD], *more]), markup=False, timeout=20)

    write_in_thread(screen, lambda _go_on: migrate_all(measurements), tell)
