from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.room.client import opened, picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.room.server import Room


@pytest.fixture
def room() -> Iterator[Room]:
    """An open room that shows a check-out."""
    with opened() as room:
        room.show(picture())
        yield room
