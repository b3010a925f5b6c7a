"""A guide that a user wrote, in the archive's folder of guides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli_w

from tests.ui.desk import written

if TYPE_CHECKING:
    from pathlib import Path


def phase(phase_id: str, **changes: Any) -> dict[str, Any]:
    """A phase of five minutes in which the facilitator speaks."""
    words = {"id": phase_id, "title": phase_id.title(), "minutes": 5, "speaks": "facilitator"}
    return {**words, "prompts": [f"Hvad nu, {phase_id}?"], **changes}


def own_guide(archive: Path, *phases: dict[str, Any], **changes: Any) -> str:
    """Write the guide, and give its id."""
    phases = phases or (phase("en"),)
    guide: dict[str, Any] = {
        "schema": 1,
        "id": "egen",
        "language": "da",
        "title": "Vores egen",
        "minutes": sum(phase["minutes"] for phase in phases),
        "door": "frame",
        "board": "kept",
        **changes,
        "phases": list(phases),
    }
    written(archive / "guides" / f"{guide['id']}-{guide['language']}.toml", tomli_w.dumps(guide))
    return str(guide["id"])
