"""A whole session on lines: its typed commands, and leading it until it is closed or left.

A typed line is a word for the board, unless it is a number alone, which chooses a question, a
single letter, or begins with a full stop right before a letter. So no sentence is taken for a
command; `.word` writes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.conducting.changes import change_details
from facilitator.conducting.format import not_saved_words
from facilitator.conducting.questions import ASLEEP, NOBODY_ELSE, NOT_COUNTED
from facilitator.core.errors import N_, Refused
from facilitator.core.session.phases import KeepRoom, Woke
from facilitator.core.session.timing import LONG_SLEEP
from facilitator.core.text.numbers import whole_number
from facilitator.core.text.plain import ascii_key
from facilitator.linear import board, look, turns
from facilitator.linear.close import SessionOver, close
from facilitator.linear.console import NO, Left
from facilitator.linear.leader import Leader
from facilitator.linear.measure import measure_in_session
from facilitator.linear.names import command_letter, command_word, typed_command
from facilitator.linear.phase import (
    heading_words,
    tell_headings,
    tell_opening,
    tell_place,
    tell_time,
    tell_turn,
)
from facilitator.linear.turns import enter_phase
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.workspace import Workspace
    from facilitator.linear.console import Console
    from facilitator.linear.room import PhonesInRoom


class LineCommand(NamedTuple):
    """A command that is typed in a session."""

    does: Callable[[Leader, str], object]
    """It is handed what was typed after the command."""
    help: str
    """What it does, as a msgid."""


def undo(leader: Leader, _words: str) -> None:
    """`.undo`: undo the last event, and tell where the session is."""
    _step(leader, leader.conductor.undo, _("Undone"))


def redo(leader: Leader, _words: str) -> None:
    """`.redo`: redo the last undone event."""
    _step(leader, leader.conductor.redo, _("Done again"))


def _step(leader: Leader, step: Callable[[], object], kind: str) -> None:
    before = leader.session
    if not leader.step(step):
        return
    details = change_details(before, leader.session)
    leader.console.tell(kind, *(details or [_("the last step")]))
    if leader.session.live.position != leader.position:
        turns.enter_phase(leader)


def manage_room(leader: Leader, _words: str = "") -> None:
    """`.phones`: open the room, tell how to take part and what has arrived, or close it."""
    if leader.session.guide.private:
        leader.console.tell(_(NO), _(NOBODY_ELSE))
        return
    leader.room.manage(leader.conductor, None, leader.heading)


def leave_session(_leader: Leader, _words: str) -> None:
    """`.quit`: leave; the session stays as it is."""
    raise Left


COMMANDS: Final = {
    "next": LineCommand(turns.next_phase, N_("the next phase; after the last, the close")),
    "previous": LineCommand(turns.previous_phase, N_("the phase before")),
    "prepare": LineCommand(
        turns.prepare_again, N_("team, people, roles and purpose, to be changed")
    ),
    "done": LineCommand(turns.pass_on, N_("the one speaking is done, the next begins")),
    "pass": LineCommand(
        turns.pass_turn, N_("pass: the turn goes on, and comes by again at the end")
    ),
    "turn_back": LineCommand(turns.turn_back, N_("the one who spoke before speaks again")),
    "floor": LineCommand(turns.give_floor, N_("somebody speaks out of turn")),
    "round": LineCommand(turns.new_round, N_("once more round the room")),
    "board": LineCommand(board.board, N_("all that stands on the board")),
    "word": LineCommand(board.word, N_("write what follows, whatever it looks like")),
    "change": LineCommand(board.change, N_("other words: .change 1.2 new words")),
    "delete": LineCommand(board.delete, N_("take it off the board: .delete 1.2")),
    "move": LineCommand(board.move, N_("to another question: .move 1.2")),
    "vote": LineCommand(board.vote, N_("count votes: .vote 1.2 3")),
    "pick": LineCommand(board.pick, N_("choose what you work on, or not after all: .pick 1.2")),
    "count": LineCommand(board.count, N_("how many chose each level of a scale")),
    "tags": LineCommand(board.tags, N_("the tags there are, and how to write them")),
    "commitment": LineCommand(board.commitment, N_("a new commitment: what, who, when")),
    "learning": LineCommand(board.learning_point, N_("write a learning point")),
    "theme": LineCommand(board.theme, N_("the theme in a word")),
    "purpose": LineCommand(board.purpose, N_("what the session is for")),
    "undo": LineCommand(undo, N_("undo the last thing done")),
    "redo": LineCommand(redo, N_("do it again")),
    "time": LineCommand(turns.time, N_("the time used, and the plan")),
    "start": LineCommand(turns.start, N_("start the clock")),
    "pause": LineCommand(turns.pause, N_("stop the clock")),
    "more": LineCommand(turns.more, N_("a minute more, or .more 5")),
    "think": LineCommand(turns.think, N_("a thinking pause, or its end")),
    "wrap": LineCommand(turns.wrap_up, N_("say that the phase is drawing to an end, or not")),
    "used": LineCommand(turns.set_used, N_("say how long the phase has lasted")),
    "plan": LineCommand(turns.plan, N_("a plan that fits the time left")),
    "people": LineCommand(turns.people, N_("who is here, and whose turn it is")),
    "arrive": LineCommand(turns.arrive, N_("somebody arrives")),
    "leave": LineCommand(turns.leave, N_("somebody leaves")),
    "roles": LineCommand(turns.roles, N_("who has which role")),
    "since": LineCommand(look.since_last, N_("what was agreed earlier, and what became of it")),
    "frame": LineCommand(look.read_frame, N_("the team’s frame")),
    "take_over": LineCommand(look.take_over, N_("texts of the frame in force onto the board")),
    "result": LineCommand(look.result, N_("the team’s latest result")),
    "room": LineCommand(manage_room, N_("phones in the room: their code, and what they have sent")),
    "measure": LineCommand(measure_in_session, N_("answer the measurement, one at a time")),
    "cards": LineCommand(look.cards, N_("cards to read out, tasks and advice")),
    "hints": LineCommand(look.tell_hints, N_("what the guide says to you")),
    "language": LineCommand(look.other_language, N_("the prompt in the other language")),
    "definition": LineCommand(look.definition, N_("what psychological safety is")),
    "close": LineCommand(close, N_("see what will be kept, and save")),
    "quit": LineCommand(leave_session, N_("leave; the session can be continued later")),
}
"""By their names, in the order of the help."""

_NEEDS_TURNS: Final = {"done", "pass", "turn_back", "floor", "round"}
_NEEDS_BOARD: Final = {
    "board", "word", "change", "delete", "move", "vote", "pick", "count", "tags"
}  # fmt: skip


def obey(leader: Leader, line: str) -> None:
    """Carry out a typed line."""
    if not line:
        _repeat(leader)
    elif line in {"?", "??"}:
        tell_help(leader, whole=line == "??")
    elif line[0] == "." and line[1:2].isalpha():
        _do_named(leader, line)
    elif len(line) == 1 and line.isalpha():
        names = [name for name in COMMANDS if command_letter(name) == line.casefold()]
        if names:
            COMMANDS[names[0]].does(leader, "")
        else:
            words = _("“{letter}” alone is not a command. ? lists them; {command} writes it.")
            leader.console.tell(
                _(NO), words.format(letter=line, command=f"{typed_command('word')} {line}")
            )
    elif line.isascii() and line.isdigit() and (number := whole_number(line)) is not None:
        board.choose_heading(leader, number)
    else:
        board.write(leader, line)


def _repeat(leader: Leader) -> None:
    """An empty line: begin the first phase, or tell the place in the session."""
    if leader.session.opening:
        turns.next_phase(leader)
    else:
        tell_place(leader)
        tell_turn(leader)


def _do_named(leader: Leader, line: str) -> None:
    """Carry out the command with that name. An unknown one may be a word: that is asked."""
    name, _space, words = line[1:].partition(" ")
    key = ascii_key(name)
    exact = [command for command in COMMANDS if ascii_key(command_word(command)) == key]
    if exact:
        COMMANDS[exact[0]].does(leader, words.strip())
        return
    near = [command for command in COMMANDS if ascii_key(command_word(command)).startswith(key)]
    leader.console.tell(_(NO), _("There is no command {name}.").format(name=f".{name}"))
    choices = [
        (f"{typed_command(command)}: {_(COMMANDS[command].help)}", command) for command in near
    ]
    choices.append((_("It is a word: write it"), ""))
    chosen = leader.console.choice(_("What is meant?"), choices)
    if chosen:
        COMMANDS[chosen].does(leader, words.strip())
    elif chosen is not None:
        board.write(leader, line)


def tell_help(leader: Leader, *, whole: bool = False) -> None:
    """Tell the commands of this moment; `whole`: all of them, with what they do."""
    console, session = leader.console, leader.session
    if session.opening:
        tell_opening(leader)
    else:
        tell_place(leader)
        tell_turn(leader)
        tell_headings(leader)
        tell_time(leader)
    if leader.headings and not session.opening:
        console.tell(
            _("Help"),
            _("Write and press Enter: the words stand on the board. A number alone is a question."),
        )
    gone = set() if session.live_phase.round else _NEEDS_TURNS
    if not leader.headings:
        gone = gone | _NEEDS_BOARD
    for heading, names in _GROUPS.items():
        shown = [name for name in names if name not in gone]
        if whole:
            rows = [f"{_typed(name)}: {_(COMMANDS[name].help)}" for name in shown]
            console.tell(_(heading), *rows)
        elif shown:
            console.tell(_(heading), ", ".join(map(_typed, shown)))
    if not whole:
        console.tell(_("Help"), _("?? says what each of them does."))


def _typed(name: str) -> str:
    """What may be typed for a command: `n or .next`."""
    short = command_letter(name)
    either = _("{letter} or {word}")
    return either.format(letter=short, word=typed_command(name)) if short else typed_command(name)


_GROUPS: Final = {
    N_("Phases"): ("next", "previous", "prepare", "close", "quit"),
    N_("Turns"): ("done", "pass", "turn_back", "floor", "round"),
    N_("Board"): ("board", "word", "change", "delete", "move", "vote", "pick", "count", "tags"),
    N_("To be kept"): ("commitment", "learning", "theme", "purpose"),
    N_("Undoing"): ("undo", "redo"),
    N_("Time"): ("time", "start", "pause", "more", "think", "wrap", "used", "plan"),
    N_("People"): ("people", "arrive", "leave", "roles", "room"),
    N_("To read"): ("hints", "cards", "language", "definition"),
    N_("Of the team"): ("since", "frame", "take_over", "result", "measure"),
}
"""The commands by what they are about, in the order of the help."""


def lead(
    console: Console,
    conductor: Conductor,
    workspace: Workspace,
    room: PhonesInRoom | None = None,
) -> bool:
    """Lead a session until it ends or is left; returns whether it ended.

    A session that is left stays as it is, and can be resumed.
    """
    leader = Leader(console, conductor, workspace, room)
    slept: list[float] = []

    def look() -> None:
        if gap := conductor.tick():
            slept.append(gap)
        leader.room.look(conductor, leader.heading)

    def show() -> None:
        leader.room.show(conductor)

    console.look = look
    conductor.changed.append(show)
    console.may_leave = lambda: _("Leave the session? It can be continued later.")
    try:
        _lead(leader, slept)
    except SessionOver as over:
        console.tell(_("Session"), *over.words)
        leader.room.finish()
        return True
    except Left:
        leader.room.end()
        conductor.save()
        if conductor.trouble:
            console.tell(_(NO), not_saved_words(conductor.trouble.reason))
        conductor.keeper.release()
        return False
    finally:
        leader.room.end()
        conductor.changed.remove(show)
        console.look = lambda: None
    return True


def _lead(leader: Leader, slept: list[float]) -> None:
    leader.tell_trouble()
    _offer_again(leader)
    if leader.session.opening:
        leader.position = leader.session.live.position
        leader.fit()
        tell_opening(leader)
    else:
        enter_phase(leader)
        if leader.session.live.closing:
            close(leader)
    if not leader.session.guide.private:
        leader.room.manage_if_wanted(leader.conductor, None, leader.heading)
    while True:
        line = leader.console.line(heading_words(leader))
        leader.console.look()
        if slept:
            slept.clear()
            words = _(ASLEEP)
            leader.console.tell(_("Please note"), words)
        leader.tell_trouble()
        leader.room.tell_untold()
        try:
            obey(leader, line)
        except Refused as why:  # such as a file of the archive that cannot be read
            leader.console.refuse(why)
        leader.console.look()


def _offer_again(leader: Leader) -> None:
    """Offer to reopen the room that a crash has ended: phones wait for it."""
    if before := leader.session.live.room:
        leader.room.offer(before)
        if leader.room.room is None:
            leader.do(KeepRoom(None))


def wake(console: Console, conductor: Conductor) -> None:
    """Account for the time away when a session is resumed: a long one does not count."""
    before = conductor.session
    gap = (conductor.now() - before.live.seen).total_seconds()
    conductor.do(Woke(before.live.seen))
    if before.live.masked_on_disk:
        words = _(
            "A number that you said was not a CPR number was held in memory alone, and is "
            "masked now. Write it again where it belongs."
        )
        console.tell(_("Please note"), words)
    if before.running and gap > LONG_SLEEP:
        console.tell(_("Please note"), _(NOT_COUNTED))
