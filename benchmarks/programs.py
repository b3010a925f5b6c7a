"""What is measured: the facilitator and the bare app, each from its first byte on."""

from __future__ import annotations

from pathlib import Path

from benchmarks import bare_app
from benchmarks.on_a_pty import OnAPty

PROMPT = bare_app.PROMPT
"""The first phase of the Danish check-out asks it too."""


def facilitator(*arguments: str) -> OnAPty:
    """The command as it is installed."""
    return OnAPty("-m", "facilitator", "--lang", "da", *arguments)


def home() -> OnAPty:
    """The home screen."""
    return facilitator()


def check_out() -> OnAPty:
    """A check-out, its clock running."""
    return facilitator("run", "check-out", "--start")


def bare() -> OnAPty:
    """The floor."""
    return OnAPty(str(Path(bare_app.__file__)))
