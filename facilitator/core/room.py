"""An open room as its session or measurement keeps it, so that phones find it again after a crash.

A wall in another window of this machine reads here how the room takes part.
"""

from __future__ import annotations

from typing import NamedTuple

from pydantic import Field

from facilitator.core.record import Record


class Certificate(NamedTuple):
    """A TLS certificate of this machine, and its key."""

    file: str
    key: str
    name: str
    """As browsers are to call this machine."""


class KeptRoom(Record):
    """The address of an open room, and the secrets that admit phones and walls."""

    address: str
    port: int = Field(ge=1, le=65535)
    key: str
    """The session's secret key in hex: what phones ask to be let in with is sealed to it."""
    wall: str
    """The token of the wall."""
    code: str
    """The code that lets phones in."""
    url: str = ""
    """As phones type it, the code apart."""
    is_large: bool = False
    """Whether the walls show nothing but how to take part."""


def code_words(code: str) -> str:
    """A code for reading out: in two groups of capitals."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}".upper()
