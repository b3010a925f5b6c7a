"""Every command once: its id, keys, label and help feed bindings, key line, help and palette.

The id is `context.action`; a screen of that context has the method `action_<action>`. The user's
own keymap in the settings file overrides keys by id.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from facilitator.core.errors import N_


@dataclass(frozen=True, slots=True)
class Command:
    """Something a user can do."""

    id: str
    keys: str
    """Textual's names, comma between alternatives; empty: in the palette alone."""
    label: str
    help: str
    rank: int = 0
    """Its place in the key line, 1 first; 0: not in it."""
    on_empty_line: bool = False
    """Whether the key does this only while the capture line is empty."""

    @property
    def context(self) -> str:
        """The screens it belongs to."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The name of the screen's action."""
        return self.id.partition(".")[2]


EVERYWHERE = "everywhere"

CONTEXTS = {
    "session": N_("In a session"),
    "close": N_("At the close"),
    "board": N_("Editing the board"),
    "prepare": N_("Preparing"),
    "handover": N_("Between two people who answer"),
    "answer": N_("Answering"),
    "result": N_("A result"),
    "trend": N_("Results over time"),
    "review": N_("Looking back"),
    "archive": N_("In the archive"),
    "follow_up": N_("Following up"),
    "follow": N_("Following a session"),
    "export": N_("Exporting a note"),
    "retention": N_("What is to be deleted"),
    "home": N_("On the home screen"),
    "list": N_("In a list"),
    EVERYWHERE: N_("Everywhere"),
}
"""The contexts with their headings in the help screen, in its order."""

COMMANDS: tuple[Command, ...] = (
    Command("session.toggle_clock", "space", N_("Start/pause"),
            N_("Start the clock, or pause it."), 1, on_empty_line=True),
    Command("session.pass_on", "right", N_("Done"),
            N_("The one speaking is done; the next one begins."), 2, on_empty_line=True),
    Command("session.turn_back", "left", N_("Back a turn"),
            N_("The one who spoke before speaks again."), 11, on_empty_line=True),
    Command("session.pass_turn", "f2", N_("Pass"),
            N_("Pass: the turn goes on, and is offered again at the end. It leaves no trace."), 3),
    Command("session.thinking_pause", "f3", N_("Think"),
            N_("A thinking pause of about a minute. The same key ends it."), 7),
    Command("session.prolong", "f4", N_("+1 min"), N_("One minute more for this phase."), 5),
    Command("session.edit_board", "f5", N_("Board"),
            N_("Edit, move or delete what stands on the board."), 6),
    Command("session.reactions", "f6", N_("Reactions"),
            N_("The reaction helper: listen, acknowledge, thank."), 10),
    Command("session.other_language", "f7", N_("Other language"),
            N_("Show the prompt in the other language."), 12),
    Command("session.plan", "f8", N_("Plan"),
            N_("How far behind the plan you are, and a plan that fits the time left."), 8),
    Command("session.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 9),
    Command("session.next_phase", "pagedown", N_("Next phase"),
            N_("The next phase; after the last, the close."), 4),
    Command("session.previous_phase", "pageup", N_("Previous phase"),
            N_("The phase before."), 13),
    Command("session.question_up", "up", N_("Question up"),
            N_("Choose the question above. The digits 1–9 choose one directly.")),
    Command("session.question_down", "down", N_("Question down"), N_("Choose the question below.")),
    Command("session.undo", "ctrl+z", N_("Undo"), N_("Undo the last thing done."), 14),
    Command("session.redo", "ctrl+y", N_("Redo"), N_("Do again what was undone."), 15),
    Command("session.close", "", N_("Close the session"), N_("See what will be kept, and save.")),
    Command("session.wrap_up", "", N_("Wrap up"),
            N_("Tell the room that the phase is drawing to a calm end, or take it back.")),
    Command("session.commitment", "", N_("New commitment"), N_("What, who and when.")),
    Command("session.learning_point", "", N_("Learning point"),
            N_("Write a learning point.")),
    Command("session.give_word", "", N_("Give the floor to …"),
            N_("Somebody speaks out of turn; the others keep their places.")),
    Command("session.new_round", "", N_("New round"), N_("Once more round the room.")),
    Command("session.arrive", "", N_("Somebody arrives"),
            N_("A name or initials, for this session only.")),
    Command("session.leave", "", N_("Somebody leaves"), N_("The round goes on without them.")),
    Command("session.roles", "", N_("Roles"),
            N_("Who is supervisee, leader and so on from now on.")),
    Command("session.set_elapsed", "", N_("Set the time used"),
            N_("“I forgot to start”: say how long the phase has lasted.")),
    Command("session.purpose", "", N_("Purpose"), N_("What this session is for.")),
    Command("session.since_last", "ctrl+o", N_("Since last time"),
            N_("What the team agreed on earlier and has not ended."), 16),
    Command("session.result", "ctrl+r", N_("The whole result"),
            N_("The result with all its words, comments and figures; Esc leads back.")),
    Command("session.cards", "", N_("Cards"),
            N_("Cards to show: what psychological safety is, why, and more.")),
    Command("session.leave_running", "", N_("Leave, to go on later"),
            N_("The session stays as it is; the home screen offers to continue it.")),
    Command("close.save", "ctrl+s", N_("Save"), N_("Save the note and end the session."), 1),
    Command("close.keep", "space", N_("Keep / let go"),
            N_("Mark the line to be kept, or not."), 2),
    Command("close.edit", "enter", N_("Edit"), N_("Change the words of the line."), 3),
    Command("close.delete", "delete", N_("Delete"),
            N_("Delete the line. Ctrl+Z brings it back."), 4),
    Command("close.commitment", "f4", N_("New commitment"), N_("What, who and when."), 5),
    Command("close.throw_away", "f8", N_("Throw away"),
            N_("Keep nothing at all of this session. Asks first."), 7),
    Command("close.back", "escape,pageup", N_("Back to the session"),
            N_("Go on with the session."), 6),
    Command("close.undo", "ctrl+z", N_("Undo"), N_("Undo the last thing done."), 8),
    Command("close.redo", "ctrl+y", N_("Redo"), N_("Do again what was undone."), 9),
    Command("close.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 10),
    Command("board.edit", "enter", N_("Edit"), N_("Change the words; #tags too."), 1),
    Command("board.delete", "delete", N_("Delete"), N_("Take it off the board."), 2),
    Command("board.move", "m", N_("Move"), N_("Move it to another question."), 3),
    Command("board.undo", "ctrl+z", N_("Undo"), N_("Undo the last thing done."), 5),
    Command("board.redo", "ctrl+y", N_("Redo"), N_("Do again what was undone."), 6),
    Command("board.back", "escape,f5", N_("Back to the session"),
            N_("Go on with the session."), 4),
    Command("board.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back.")),
    Command("handover.begin", "enter", N_("Answer"), N_("The next person answers."), 1),
    Command("handover.close", "f8", N_("Close the measurement"),
            N_("No more answers; then the result is shown. Asks first."), 2),
    Command("handover.sheet", "f5", N_("Paper"),
            N_("Answers on paper: one row of seven keys a sheet."), 4),
    Command("handover.leave", "escape", N_("Leave"),
            N_("Leave it open; it can be gone on with later."), 3),
    Command("handover.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 5),
    Command("answer.on", "enter", N_("Next"),
            N_("On to the next; at the end, hand in. → does the same outside a text."), 1),
    Command("answer.back", "left", N_("Back"), N_("Back to the one before."), 2),
    Command("answer.up", "up", N_("Answer above"), N_("The answer above.")),
    Command("answer.down", "down", N_("Answer below"), N_("The answer below.")),
    Command("answer.leave", "escape", N_("Leave"),
            N_("Throw these answers away. Asks first."), 3),
    Command("answer.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 4),
    Command("result.technical", "t", N_("Technical"),
            N_("The figures behind the picture, for those who know them."), 2),
    Command("result.comments", "k,c", N_("Comments"),
            N_("What people have added, apart from their answers and in no order."), 1),
    Command("result.trend", "o", N_("Over time"), N_("The team's measurements over time."), 3),
    Command("result.dialogue", "d", N_("Dialogue"),
            N_("Talk about the result, 45 minutes."), 4),
    Command("result.back", "escape", N_("Back"), N_("Back to where you came from."), 5),
    Command("result.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 6),
    Command("trend.look_back", "t", N_("Look back"),
            N_("Look back with the team: its patterns over time, as pictures."), 1),
    Command("trend.back", "escape", N_("Back"), N_("Back to where you came from."), 2),
    Command("trend.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 3),
    Command("review.page_down", "pagedown,space", N_("Down"),
            N_("On to what is not yet seen whole."), 1),
    Command("review.page_up", "pageup", N_("Up"), N_("Back up the page."), 2),
    Command("review.trend", "o", N_("Over time"), N_("The team's measurements over time."), 4),
    Command("review.back", "escape", N_("Back"), N_("Back to where you came from."), 3),
    Command("review.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 5),
    Command("prepare.begin", "enter", N_("Begin"),
            N_("Begin with what is filled in. What is empty is chosen sensibly."), 1),
    Command("prepare.back", "escape", N_("Back"), N_("Back to where you came from."), 2),
    Command("prepare.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back.")),
    Command("archive.open", "enter", N_("Read"), N_("Read the note, or look at the result."), 1),
    Command("archive.filter", "f4", N_("Narrow"),
            N_("By team, guide, theme, kind or period."), 2),
    Command("archive.commitments", "f6", N_("Commitments"),
            N_("What was agreed in the note, and what has become of it."), 6),
    Command("archive.back", "escape", N_("Back"), N_("Back to where you came from."), 7),
    Command("archive.look_back", "f8", N_("Look back"),
            N_("Look back with the team: its patterns over time, as pictures."), 4),
    Command("archive.export", "f5", N_("Export"),
            N_("See what would leave the archive, and write it to a file."), 3),
    Command("archive.delete", "delete", N_("Delete"),
            N_("Delete the note for good, with the copies of it. Asks first."), 5),
    Command("archive.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 8),
    Command("archive.up", "up", N_("Note above"), N_("The note above.")),
    Command("archive.down", "down", N_("Note below"), N_("The note below.")),
    Command("archive.page_up", "pageup", N_("Page up"), N_("A page up.")),
    Command("archive.page_down", "pagedown", N_("Page down"), N_("A page down.")),
    Command("archive.first", "home", N_("First note"), N_("The newest note.")),
    Command("archive.last", "end", N_("Last note"), N_("The oldest note, and what is no note.")),
    Command("follow_up.change", "enter", N_("Change"),
            N_("Its words, who, when, how, and what has become of it."), 1),
    Command("follow_up.done", "g,d", N_("Mark done"),
            N_("It is done; pressed again: it is open."), 2),
    Command("follow_up.status", "s", N_("Status"),
            N_("Open, done, continuing, adjusted or released."), 7),
    Command("follow_up.all", "a", N_("All"),
            N_("Show those that have ended as well, or not any more."), 3),
    Command("follow_up.note", "n", N_("The note"), N_("Read the note it was made in."), 5),
    Command("follow_up.look_back", "t", N_("Look back"),
            N_("Look back with the team: its patterns over time, as pictures."), 6),
    Command("follow_up.filter", "f4", N_("Narrow"), N_("By team or status."), 4),
    Command("follow_up.happened", "h", N_("What happened"),
            N_("Write what has come of it."), 8),
    Command("follow_up.back", "escape", N_("Back"), N_("Back to where you came from."), 9),
    Command("follow_up.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 10),
    Command("follow_up.read", "right", N_("Read"), N_("The arrows move the page.")),
    Command("follow_up.list", "left", N_("The list"), N_("The arrows move through the list.")),
    Command("follow_up.up", "up", N_("Commitment above"), N_("The commitment above.")),
    Command("follow_up.down", "down", N_("Commitment below"), N_("The commitment below.")),
    Command("follow_up.page_up", "pageup", N_("Page up"), N_("A page up.")),
    Command("follow_up.page_down", "pagedown", N_("Page down"), N_("A page down.")),
    Command("follow_up.first", "home", N_("First commitment"), N_("The first commitment.")),
    Command("follow_up.last", "end", N_("Last commitment"), N_("The last commitment.")),
    Command("follow.leave", "escape,q", N_("Leave"),
            N_("Home; the session goes on where it is led.")),
    Command("follow.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back.")),
    Command("export.write", "enter", N_("Write the file"),
            N_("Write what is seen below to a new file, for your eyes alone."), 1),
    Command("export.back", "escape", N_("Back"), N_("Back, with nothing written."), 2),
    Command("export.page_down", "pagedown", N_("Down"), N_("Further down what would be in it."), 3),
    Command("export.page_up", "pageup", N_("Up"), N_("Back up."), 4),
    Command("export.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 5),
    Command("retention.delete", "delete", N_("Delete"),
            N_("Delete all that is listed for good, but for what stays for now. Asks first."), 1),
    Command("retention.keep_for_now", "space", N_("Keep for now"),
            N_("Let the note stay for now, or take it in again."), 2),
    Command("retention.read", "enter", N_("Read"), N_("Read the note, or look at the result."), 3),
    Command("retention.back", "escape", N_("Back"),
            N_("Back; while it deletes, stop after the note it is at."), 4),
    Command("retention.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back."), 5),
    Command("home.language", "f7", N_("Dansk / English"), N_("Change the language."), 1),
    Command("home.quit", "q", N_("Quit"), N_("Leave the program."), 2),
    Command("home.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back.")),
    Command("list.choose", "enter", N_("Choose"), N_("Open the marked line."), 1),
    Command("list.back", "escape", N_("Back"), N_("Back to where you came from."), 2),
    Command("list.blank", "f9", N_("Blank"),
            N_("Blank the screen at once. Any key brings it back.")),
    Command("everywhere.definition", "ctrl+t", N_("What is psychological safety?"),
            N_("A card with the definition, for the room."), 80),
    Command("everywhere.help", "f1", N_("Help"), N_("Every key and command, by context."), 90),
    Command("everywhere.palette", "ctrl+p", N_("Everything else"),
            N_("Search all commands by name."), 91),
    Command("everywhere.quit", "ctrl+q", N_("Quit"),
            N_("Leave the program. A running session stays as it is and can be continued.")),
)  # fmt: skip


def of(context: str) -> tuple[Command, ...]:
    """The commands of a context."""
    return tuple(command for command in COMMANDS if command.context == context)


def named(command_id: str) -> Command:
    """The command of that id. Raises KeyError where there is none."""
    for command in COMMANDS:
        if command.id == command_id:
            return command
    raise KeyError(command_id)


def bindings(context: str, *, priority: bool = False) -> list[Binding]:
    """Textual's bindings for a context's commands. Their words come from the key line and help.

    A command without a key gets one that no keyboard has: the user's keymap can give it another.
    """
    return [
        Binding(c.keys or f"no-key-{c.id}", c.action, c.label, id=c.id, show=False,
                priority=priority)
        for c in of(context)
    ]  # fmt: skip
