"""Rooms are opened on this machine alone."""

from __future__ import annotations

import pytest

from facilitator.room import invitation
from facilitator.room.invitation import LOOPBACK, Network


@pytest.fixture(autouse=True)
def _own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitation, "networks", lambda: (Network("", LOOPBACK),))
