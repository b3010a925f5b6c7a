"""A whole session on lines: its typed commands, and leading it until it is closed or left.

A typed line is a word for the board, unless it is a number alone, which chooses a question, a
single letter, or begins with a full stop right before a letter. So no sentence is taken for a
command; `.word` writes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from facilitator.conducting.changes import change_details
from facilitator.conducting.format import not_saved_words
from facilitator.conducting.questions import ASLEEP, NOBODY_ELSE, NOT_COUNTED
from facilitator.core.errors import N_, Refused
from facilitator.core.session.phases import KeepRoom, Pause, PreviousPhase, Woke
from facilitator.core.session.timing import LONG_SLEEP
from facilitator.core.session.turns import NewRound, PassOn, PassTurn, TurnBack
from facilitator.core.text.numbers import whole_number
from facilitator.core.text.plain import ascii_key
from facilitator.linear import board, display, turns
from facilitator.linear.close import SessionOver, close
from facilitator.linear.commands import (
    BOARD,
    COMMANDS,
    GROUPS,
    TURNS,
    command_letter,
    command_word,
    typed_command,
)
from facilitator.linear.console import Left
from facilitator.linear.leader import Leader
from facilitator.linear.measure import measure_in_session
from facilitator.linear.phase import (
    heading_words,
    tell_board,
    tell_headings,
    tell_opening,
    tell_place,
    tell_time,
    tell_turn,
)
from facilitator.linear.turns import enter_phase
from facilitator.store.user_settings import NO_COMMAND
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.session.events import Event
    from facilitator.linear.console import Console
    from facilitator.linear.room import PhonesInRoom

Does: TypeAlias = "Callable[[Leader, str], object]"
"""What a command does: it is handed what was typed after it."""


def _step(leader: Leader, step: Callable[[], object], kind: str) -> None:
    """Undo or redo, and tell what is so now and where the session is."""
    before = leader.session
    if not leader.step(step):
        return
    details = change_details(before, leader.session)
    leader.console.tell(kind, *(details or [_("the last step")]))
    if leader.session.live.position != leader.position:
        turns.enter_phase(leader)
    if leader.session.live.closing:  # at the close nothing else is done
        close(leader)


def manage_room(leader: Leader, _words: str = "") -> None:
    """`.phones`: open the room, tell how to take part and what has arrived, or close it."""
    if leader.session.guide.private:
        leader.console.refuse(_(NOBODY_ELSE))
        return
    leader.room.manage(leader.conductor, None, leader.heading)


def leave_session(_leader: Leader, _words: str) -> None:
    """`.quit`: leave; the session stays as it is."""
    raise Left


def _carries_out(event: Event, tell: Callable[[Leader], object]) -> Does:
    """A command that nothing is asked at: it carries out the event, then tells what is so."""

    def does(leader: Leader, _words: str) -> None:
        if leader.do(event):
            tell(leader)

    return does


DOES: Final[Mapping[str, Does]] = {
    "next": turns.next_phase,
    "previous": _carries_out(PreviousPhase(), turns.enter_phase),
    "prepare": turns.prepare_again,
    "close": close,
    "quit": leave_session,
    "done": _carries_out(PassOn(), tell_turn),
    "pass": _carries_out(PassTurn(), tell_turn),
    "turn_back": _carries_out(TurnBack(), tell_turn),
    "floor": turns.give_floor,
    "round": _carries_out(NewRound(), tell_turn),
    "board": lambda leader, _words: tell_board(leader),
    "word": board.word,
    "change": board.change,
    "delete": board.delete,
    "move": board.move,
    "vote": board.vote,
    "pick": board.pick,
    "count": board.count,
    "tags": board.tags,
    "commitment": board.commitment,
    "learning": board.learning_point,
    "theme": board.theme,
    "purpose": board.purpose,
    "undo": lambda leader, _words: _step(leader, leader.conductor.undo, _("Undone")),
    "redo": lambda leader, _words: _step(leader, leader.conductor.redo, _("Done again")),
    "time": lambda leader, _words: tell_time(leader),
    "start": turns.start,
    "pause": _carries_out(Pause(), tell_time),
    "more": turns.more,
    "think": turns.think,
    "wrap": turns.wrap_up,
    "used": turns.set_used,
    "plan": turns.plan,
    "people": turns.people,
    "arrive": turns.arrive,
    "leave": turns.leave,
    "roles": turns.roles,
    "room": manage_room,
    "hints": display.tell_hints,
    "cards": display.cards,
    "language": display.other_language,
    "definition": display.definition,
    "since": display.since_last,
    "frame": display.read_frame,
    "take_over": display.take_over,
    "result": display.result,
    "measure": measure_in_session,
}
"""What each command of a session does with what was typed after it."""


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
            DOES[names[0]](leader, "")
        else:
            words = _("“{letter}” alone is not a command. ? lists them; {command} writes it.")
            command = f"{typed_command('word')} {line}"
            leader.console.refuse(words.format(letter=line, command=command))
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
        DOES[exact[0]](leader, words.strip())
        return
    near = [command for command in COMMANDS if ascii_key(command_word(command)).startswith(key)]
    leader.console.refuse(_(NO_COMMAND).format(name=f".{name}"))
    choices = [
        (f"{typed_command(command)}: {_(COMMANDS[command].help)}", command) for command in near
    ]
    choices.append((_("It is a word: write it"), ""))
    chosen = leader.console.choice(_("What is meant?"), choices)
    if chosen:
        DOES[chosen](leader, words.strip())
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
    for heading, commands in GROUPS.items():
        if heading == TURNS and not session.live_phase.round:
            continue
        if heading == BOARD and not leader.headings:
            continue
        if whole:
            console.tell(_(heading), *(f"{_typed(n)}: {_(c.help)}" for n, c in commands.items()))
        else:
            console.tell(_(heading), ", ".join(map(_typed, commands)))
    if not whole:
        console.tell(_("Help"), _("?? says what each of them does."))


def _typed(name: str) -> str:
    """What may be typed for a command: `n or .next`."""
    short = command_letter(name)
    either = _("{letter} or {word}")
    return either.format(letter=short, word=typed_command(name)) if short else typed_command(name)


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

    def poll() -> None:
        if gap := conductor.tick():
            slept.append(gap)
        leader.room.update(conductor, leader.heading)

    def show() -> None:
        leader.room.show(conductor)

    conductor.changed.append(show)
    try:
        with console.meanwhile(poll, N_("Leave the session? It can be continued later.")):
            _lead(leader, slept)
    except SessionOver as over:
        console.tell(_("Session"), *over.words)
        leader.room.finish()
        return True
    except Left:
        leader.room.end()
        conductor.save()
        if conductor.trouble:
            console.refuse(not_saved_words(conductor.trouble.reason))
        conductor.keeper.release()
        return False
    finally:
        leader.room.end()
        conductor.changed.remove(show)
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
        leader.console.poll()
        if slept:
            slept.clear()
            leader.console.note(_(ASLEEP))
        leader.tell_trouble()
        leader.room.tell_untold()
        try:
            obey(leader, line)
        except Refused as why:  # such as a file of the archive that cannot be read
            leader.console.refuse(why)
        leader.console.poll()


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
        console.note(words)
    if before.running and gap > LONG_SLEEP:
        console.note(_(NOT_COUNTED))
