"""Notes as JSON: each as it stands in its file, English keys, dates as 2026-11-21."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from facilitator.export.wording import confidential

if TYPE_CHECKING:
    from facilitator.core.note import Note
    from facilitator.export.wording import Sharing


def document(sharing: Sharing) -> str:
    """One note as an object; those of a team as an object with `team` and `notes`, newest first."""
    found: dict[str, Any] = {"confidential": confidential()}
    if sharing.team is not None:
        found |= {"team": sharing.team, "notes": [_note(note) for note in sharing.notes]}
    else:
        found |= _note(sharing.notes[0])
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _note(note: Note) -> dict[str, Any]:
    return note.model_dump(mode="json", by_alias=True, exclude_none=True)
