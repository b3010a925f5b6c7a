"""The program with a session on screen, a room on the loopback and an open measurement in it.

`python -m benchmarks.room_program FILE PHONES`: what phones need is written to FILE, as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.sessions import archive
from facilitator.core.measurement.lifecycle import new_measurement
from facilitator.room.server import Room
from facilitator.store.guides import Guides
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.running import running
from facilitator.store.session_file import new_id
from facilitator.store.user_settings import Settings
from facilitator.ui.app import FacilitatorApp
from facilitator.words import set_language


def main(file: str, phones: str) -> None:
    """Run it until it is killed."""
    number = int(phones)
    set_language("da")
    kept = archive()
    app = FacilitatorApp(kept, Guides(), Settings())

    def first(app: FacilitatorApp) -> None:
        navigator = app.navigator
        navigator.session.resume(running(kept.folder).sessions[0].path)
        today = navigator.current.workspace.today
        measurement = new_measurement(
            measurement_id=new_id(today), team="Nord", today=today, language="da", scale=5
        )
        keeper = MeasurementKeeper.begin(kept, measurement)
        before = _memory()
        room = Room.open("127.0.0.1")
        room.begin_answering(keeper)
        navigator.current.room = room

        def write_the_rest() -> None:
            """Fewer than a lot wait for the close: they are written once all have answered."""
            if keeper.number_answered >= number and keeper.number_in_hand:
                keeper.write_lot(least=1)

        app.set_interval(0.5, write_the_rest)
        app.set_interval(0.5, navigator.room._update)  # noqa: SLF001 as when it is opened by hand
        Path(file).write_text(
            json.dumps({
                "host": room.host, "key": room.tickets.public_key.hex(), "code": room.tickets.code,
                "wall": f"/wall/{room.wall_token}/events", "measurement": measurement.id,
                "memory": before,
            })
        )  # fmt: skip

    app._first = first  # noqa: SLF001 as it is told from the command line
    app.run()


def _memory() -> int:
    """What it takes now, in kB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
