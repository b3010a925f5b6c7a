"""The commitments of a note as the index keeps them: JSON of the fields we know.

Keys of others are left out: a TOML file can say more than JSON can, and nobody asks the index for
them. Who changes a commitment does so in its file (see `commitments.change`).
"""

from __future__ import annotations

from typing import Final

from pydantic import TypeAdapter

from facilitator.core.note import Commitment

_ADAPTER: Final = TypeAdapter(tuple[Commitment, ...])
_KNOWN: Final = {"__all__": set(Commitment.model_fields)}


def written(commitments: tuple[Commitment, ...]) -> str:
    """Commitments as they stand in the index."""
    return _ADAPTER.dump_json(commitments, include=_KNOWN, exclude_none=True).decode()


def read(text: str) -> tuple[Commitment, ...]:
    """Commitments as `written` wrote them."""
    return _ADAPTER.validate_json(text)
