"""What keys are called on the keyboard in front of people."""

from __future__ import annotations

from facilitator.core.refusal import N_
from facilitator.words import _

NAMES = {
    "space": N_("Space"),
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "delete": "Del",
    "tab": "Tab",
}


def key_words(keys: str) -> str:
    """The first of a command's keys as people know it: `ctrl+z` is `Ctrl+Z`, `f2` is `F2`."""
    first = keys.split(",", maxsplit=1)[0].strip()
    return "+".join(
        _(NAMES[part]) if part in NAMES else part.upper() if len(part) <= 3 else part.capitalize()
        for part in first.split("+")
    ).replace("CTRL", "Ctrl")
