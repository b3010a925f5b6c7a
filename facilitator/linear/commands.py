"""The commands that are typed on lines: a word after a full stop, some also a letter alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.words import _


class LineCommand(NamedTuple):
    """What is typed for a command, and what it does, as msgids."""

    name: str
    """Perhaps a letter, and a word."""
    help: str


TURNS: Final = N_("Turns")
BOARD: Final = N_("Board")
"""The commands of these groups need a round and a board."""
GROUPS: Final = {
    N_("Phases"): {
        "next": LineCommand(N_("n next"), N_("the next phase; after the last, the close")),
        "previous": LineCommand(N_("previous"), N_("the phase before")),
        "prepare": LineCommand(N_("prepare"), N_("team, people, roles and purpose, to be changed")),
        "close": LineCommand(N_("close"), N_("see what will be kept, and save")),
        "quit": LineCommand(N_("quit"), N_("leave; the session can be continued later")),
    },
    TURNS: {
        "done": LineCommand(N_("d done"), N_("the one speaking is done, the next begins")),
        "pass": LineCommand(
            N_("p pass"), N_("pass: the turn goes on, and comes by again at the end")
        ),
        "turn_back": LineCommand(N_("turnback"), N_("the one who spoke before speaks again")),
        "floor": LineCommand(N_("floor"), N_("somebody speaks out of turn")),
        "round": LineCommand(N_("round"), N_("once more round the room")),
    },
    BOARD: {
        "board": LineCommand(N_("b board"), N_("all that stands on the board")),
        "word": LineCommand(N_("word"), N_("write what follows, whatever it looks like")),
        "change": LineCommand(N_("change"), N_("other words: .change 1.2 new words")),
        "delete": LineCommand(N_("delete"), N_("take it off the board: .delete 1.2")),
        "move": LineCommand(N_("move"), N_("to another question: .move 1.2")),
        "vote": LineCommand(N_("vote"), N_("count votes: .vote 1.2 3")),
        "pick": LineCommand(N_("pick"), N_("choose what you work on, or not after all: .pick 1.2")),
        "count": LineCommand(N_("tally"), N_("how many chose each level of a scale")),
        "tags": LineCommand(N_("tags"), N_("the tags there are, and how to write them")),
    },
    N_("To be kept"): {
        "commitment": LineCommand(N_("commitment"), N_("a new commitment: what, who, when")),
        "learning": LineCommand(N_("learning"), N_("write a learning point")),
        "theme": LineCommand(N_("theme"), N_("the theme in a word")),
        "purpose": LineCommand(N_("purpose"), N_("what the session is for")),
    },
    N_("Undoing"): {
        "undo": LineCommand(N_("u undo"), N_("undo the last thing done")),
        "redo": LineCommand(N_("redo"), N_("do it again")),
    },
    N_("Time"): {
        "time": LineCommand(N_("t time"), N_("the time used, and the plan")),
        "start": LineCommand(N_("start"), N_("start the clock")),
        "pause": LineCommand(N_("pause"), N_("stop the clock")),
        "more": LineCommand(N_("more"), N_("a minute more, or .more 5")),
        "think": LineCommand(N_("think"), N_("a thinking pause, or its end")),
        "wrap": LineCommand(N_("wrap"), N_("say that the phase is drawing to an end, or not")),
        "used": LineCommand(N_("used"), N_("say how long the phase has lasted")),
        "plan": LineCommand(N_("plan"), N_("a plan that fits the time left")),
    },
    N_("People"): {
        "people": LineCommand(N_("people"), N_("who is here, and whose turn it is")),
        "arrive": LineCommand(N_("arrive"), N_("somebody arrives")),
        "leave": LineCommand(N_("leave"), N_("somebody leaves")),
        "roles": LineCommand(N_("roles"), N_("who has which role")),
        "room": LineCommand(
            N_("phones"), N_("phones in the room: their code, and what they have sent")
        ),
    },
    N_("To read"): {
        "hints": LineCommand(N_("hints"), N_("what the guide says to you")),
        "cards": LineCommand(N_("cards"), N_("cards to read out, tasks and advice")),
        "language": LineCommand(N_("language"), N_("the prompt in the other language")),
        "definition": LineCommand(N_("definition"), N_("what psychological safety is")),
    },
    N_("Of the team"): {
        "since": LineCommand(N_("since"), N_("what was agreed earlier, and what became of it")),
        "frame": LineCommand(N_("frame"), N_("the team’s frame")),
        "take_over": LineCommand(N_("takeover"), N_("texts of the frame in force onto the board")),
        "result": LineCommand(N_("result"), N_("the team’s latest result")),
        "measure": LineCommand(N_("measure"), N_("answer the measurement, one at a time")),
    },
}
"""The commands of a session by what they are about, in the order of the help."""

COMMANDS: Final = {name: command for group in GROUPS.values() for name, command in group.items()}

NAMES: Final = {name: command.name for name, command in COMMANDS.items()} | {
    "save": N_("s save"),
    "discard": N_("discard"),
}
"""What is typed for each, also at the close."""


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
