"""Notes of measurements as older versions of the program wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.core.measurement.measures import A

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROWS_OF_A = [" ".join(map(str, row)) for row in A]


def older_note(archive: Path, number: int = 1, rows: Sequence[str] = ROWS_OF_A) -> Path:
    """A closed note of schema 1, with its rows."""
    path = archive / "Team Nordlys" / f"2026-03-03-measurement-{number}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'schema = 1\nid = "2026-03-03-old{number}"\nkind = "measurement"\n'
        'team = "Team Nordlys"\ndate = 2026-03-03\nlanguage = "da"\nscale = 5\n'
        'label = "APV"\nremark = "vores"\nsource = "paper"\nstatus = "closed"\n'
        f"closed = 2026-03-04\nresponses = {list(rows)}\n",
        encoding="utf-8",
    )
    return path
