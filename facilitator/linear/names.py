"""The names of the commands: a word after a full stop, some also a letter alone."""

from __future__ import annotations

from typing import Final

from facilitator.core.errors import N_
from facilitator.words import _

NAMES: Final = {
    "done": N_("d done"),
    "pass": N_("p pass"),
    "turn_back": N_("turnback"),
    "floor": N_("floor"),
    "round": N_("round"),
    "next": N_("n next"),
    "previous": N_("previous"),
    "prepare": N_("prepare"),
    "time": N_("t time"),
    "start": N_("start"),
    "pause": N_("pause"),
    "more": N_("more"),
    "think": N_("think"),
    "wrap": N_("wrap"),
    "used": N_("used"),
    "plan": N_("plan"),
    "board": N_("b board"),
    "word": N_("word"),
    "change": N_("change"),
    "delete": N_("delete"),
    "move": N_("move"),
    "vote": N_("vote"),
    "pick": N_("pick"),
    "count": N_("tally"),
    "tags": N_("tags"),
    "undo": N_("u undo"),
    "redo": N_("redo"),
    "commitment": N_("commitment"),
    "learning": N_("learning"),
    "theme": N_("theme"),
    "purpose": N_("purpose"),
    "arrive": N_("arrive"),
    "leave": N_("leave"),
    "people": N_("people"),
    "roles": N_("roles"),
    "since": N_("since"),
    "frame": N_("frame"),
    "take_over": N_("takeover"),
    "result": N_("result"),
    "measure": N_("measure"),
    "cards": N_("cards"),
    "hints": N_("hints"),
    "language": N_("language"),
    "definition": N_("definition"),
    "room": N_("phones"),
    "close": N_("close"),
    "save": N_("s save"),
    "discard": N_("discard"),
    "quit": N_("quit"),
}
"""By what they do: perhaps a letter, and a word, as msgids."""


def command_word(command: str) -> str:
    """A command's word in the chosen language."""
    return _(NAMES[command]).split()[-1]


def command_letter(command: str) -> str:
    """The letter that stands for it; empty where there is none."""
    first, *more = _(NAMES[command]).split()
    return first if more else ""


def typed_command(command: str) -> str:
    """What to type for a command: `.board`."""
    return f".{command_word(command)}"
