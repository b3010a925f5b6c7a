"""All commands of the screens: keys, label and help, for bindings, key line, help and palette.

A context is a kind of screen, and lists the commands it takes. There a command has the id
`context.action`, by which the keymap in a user's settings gives it other keys, and a screen of that
context has the method `action_<action>`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding

from facilitator.core.errors import N_

EVERYWHERE = "everywhere"
"""The context of what can be done on any screen."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its action, keys and texts."""

    action: str
    """The name of the screen's action."""
    keys: str
    """Textual's names, comma between alternatives; empty: in the palette alone."""
    label: str
    help: str
    on_empty_line: bool = False
    """Whether the key does this only while the capture line is empty."""
    changes: bool = False
    """Whether it changes something, or leaves, at once: half its label is not enough to do it."""
    also: str = ""
    """Other words that it is looked for by."""
    context: str = ""
    """The context that has taken it."""

    @property
    def id(self) -> str:
        """Its name in a user's keymap."""
        return f"{self.context}.{self.action}"

    def on(self, keys: str) -> Command:
        """The same command with other keys."""
        return replace(self, keys=keys)


class Context:
    """The commands of a kind of screen, in the order of the help screen."""

    def __init__(self, heading: str, key_line: str, *commands: Command) -> None:
        """`heading` stands over them in the help screen; `key_line`: actions in their order."""
        self.heading = heading
        self.key_line = key_line.split()
        self.commands = commands


BLANK = Command(
    "blank", "f9", N_("Hide"), N_("Hide the screen at once. The same key, or Esc, brings it back."),
    also=N_("cover, black, privacy"),
)  # fmt: skip
BACK = Command("back", "escape", N_("Back"), N_("Back to where you came from."))
UNDO = Command("undo", "ctrl+z", N_("Undo"), N_("Undo the last thing done."), changes=True)
REDO = Command("redo", "ctrl+y", N_("Redo"), N_("Do again what was undone."), changes=True)
FILTER = Command(
    "filter", "f4", N_("Filter"), N_("Show only some of what is listed."),
    also=N_("overdue, team, open"),
)  # fmt: skip
UP = Command("up", "up", N_("Up"), N_("The one above."))
DOWN = Command("down", "down", N_("Down"), N_("The one below."))
FIRST = Command("first", "home", N_("First"), N_("The first of all."))
LAST = Command("last", "end", N_("Last"), N_("The last of all."))
PAGE_UP = Command("page_up", "pageup", N_("Page up"), N_("A page up."))
PAGE_DOWN = Command("page_down", "pagedown", N_("Page down"), N_("A page down."))
THROUGH_THE_LIST = (UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST)
READ = Command("read", "enter,right", N_("Read"), N_("The arrows move the page."))
LIST = Command("list", "left", N_("The list"), N_("The arrows move through the list."))
EDIT = Command("edit", "enter", N_("Edit"), N_("Change the words of the line."))
BACK_TO_SESSION = Command(
    "back", "escape", N_("Back to the session"), N_("Go on with the session.")
)
LOOK_BACK = Command(
    "look_back", "t", N_("Look back"),
    N_("Look back with the team: its patterns over time, as pictures."),
)  # fmt: skip
TREND = Command("trend", "o", N_("Over time"), N_("The team's measurements over time."))
MORE = Command(
    "more", "plus,right", N_("One more"), N_("A vote more, or one more who chose the level."),
    changes=True,
)  # fmt: skip
FEWER = Command(
    "fewer", "minus,left", N_("One fewer"), N_("A vote fewer, or one fewer."), changes=True
)
QUIT = Command("quit", "q", N_("Quit"), N_("Leave the program."))
SETTINGS = Command(
    "settings", "", N_("Settings"), N_("Colours, language, plain signs, motion, sound, keys."),
    also=N_("theme, dark, light, shortcuts"),
)  # fmt: skip
ROOM = Command(
    "room",
    "ctrl+b",
    N_("Phones"),
    N_("Phones and a browser in the room take part: a QR code, and the wall in a browser."),
)
COMMITMENT = Command(
    "commitment", "", N_("New commitment"), N_("What, who and when."),
    also=N_("agreement, action, to do"),
)  # fmt: skip

WALL = Command(
    "wall", "ctrl+f", N_("Room’s view"),
    N_("This screen as the room’s view, all keys as before; the same key: back. On a second "
       "screen, run: facilitator wall"),
    also=N_("wall, projector, big screen"),
)  # fmt: skip

CONTEXTS: dict[str, Context] = {
    "session": Context(
        N_("In a session"),
        "answer toggle_clock more fewer pass_on pass_turn next_phase hints prolong edit_board "
        "cards roles thinking_pause plan blank people commitment close turn_back other_language "
        "previous_phase undo redo since_last frame wall",
        Command("toggle_clock", "space", N_("Start/pause"),
                N_("Start the clock, or pause it."), on_empty_line=True, changes=True,
                also=N_("stop, time, timer")),
        Command("answer", "enter", N_("Answer"),
                N_("Into the measurement: everybody answers on this machine. Esc leads back.")),
        Command("pass_on", "right", N_("Done"),
                N_("The one speaking is done; the next one begins."), on_empty_line=True,
                changes=True),
        Command("turn_back", "left", N_("Back a turn"),
                N_("The one who spoke before speaks again."), on_empty_line=True, changes=True),
        MORE.on("plus"), FEWER.on("minus"),
        Command("pass_turn", "f2", N_("Pass"),
                N_("Pass: the turn goes on, and is offered again at the end. It leaves no trace."),
                changes=True, also=N_("skip")),
        Command("thinking_pause", "f3", N_("Think"),
                N_("A thinking pause of about a minute. The same key ends it."), changes=True,
                also=N_("silence, quiet, break")),
        Command("prolong", "f4", N_("+1 min"), N_("One minute more for this phase."),
                changes=True, also=N_("more time, extra time, extend")),
        Command("edit_board", "f5", N_("Board"),
                N_("Edit, move or delete what stands on the board; votes, picks and counts."),
                also=N_("correct, mistake, typing error")),
        Command("cards", "f6", N_("Cards"),
                N_("Cards to show: those of the phase, how to respond, what to ask, and more.")),
        Command("other_language", "f7", N_("Other language"),
                N_("The prompt and the questions in the other language. The same key: back."),
                also=N_("English, Danish, translation")),
        Command("plan", "f8", N_("Plan"),
                N_("How far behind the plan you are, and a plan that fits the time left."),
                also=N_("late, delayed, schedule, minutes left")),
        BLANK,
        Command("next_phase", "pagedown", N_("Next phase"),
                N_("The next phase; after the last, the close."), changes=True,
                also=N_("go on, forward")),
        Command("previous_phase", "pageup", N_("Previous phase"),
                N_("The phase before; from the first, what was prepared."), changes=True,
                also=N_("go back")),
        Command("question_up", "up", N_("Question up"),
                N_("Choose the question above. A digit and Enter choose one directly.")),
        Command("question_down", "down", N_("Question down"), N_("Choose the question below.")),
        UNDO, REDO,
        Command("close", "ctrl+e", N_("Close the session"),
                N_("See what will be kept, and save. From any phase, on an empty line."),
                also=N_("end, finish, stop")),
        Command("wrap_up", "", N_("Wrap up"),
                N_("Tell the room that the phase is drawing to a calm end, or take it back."),
                changes=True),
        COMMITMENT.on("ctrl+a"),
        Command("learning_point", "", N_("Learning point"), N_("Write a learning point.")),
        Command("give_word", "", N_("Give the floor to …"),
                N_("Somebody speaks out of turn; the others keep their places.")),
        Command("new_round", "", N_("New round"), N_("Once more round the room."), changes=True),
        Command("people", "ctrl+g", N_("People"), N_("Somebody arrives or leaves."),
                also=N_("names, participants, late")),
        Command("arrive", "", N_("Somebody arrives"),
                N_("A name or initials, for this session only.")),
        Command("leave", "", N_("Somebody leaves"), N_("The round goes on without them.")),
        Command("roles", "ctrl+l", N_("Roles"),
                N_("Who is supervisee, leader and so on from now on: a digit gives the role.")),
        Command("hints", "f12", N_("Hints"), N_("All that the guide says to you in this phase."),
                also=N_("tip, advice")),
        Command("set_elapsed", "", N_("Set the time used"),
                N_("“I forgot to start”: say how long the phase has lasted.")),
        Command("purpose", "", N_("Purpose"), N_("What this session is for.")),
        Command("preparation", "", N_("Preparation"),
                N_("Team, people, roles and purpose: change them, and go on.")),
        ROOM,
        Command("since_last", "ctrl+o", N_("Since last time"),
                N_("What the team agreed on earlier and has not ended.")),
        Command("result", "ctrl+r", N_("The whole result"),
                N_("The result with all its words, comments and figures; Esc leads back.")),
        WALL,
        Command("frame", "ctrl+n", N_("The frame"),
                N_("The team's frame and its norms; in a framing session, what to take over.")),
        Command("leave_running", "", N_("Leave, and continue later"),
                N_("The session stays as it is; the home screen offers to continue it."),
                changes=True, also=N_("home, exit, stop, interrupt")),
    ),
    "close": Context(N_("At the close"),
        "save keep edit back commitment delete throw_away undo redo blank",
        Command("save", "ctrl+s", N_("Save"), N_("Save the note and end the session."),
                changes=True),
        Command("keep", "space", N_("Keep / delete"), N_("Mark the line to be kept, or not."),
                changes=True),
        EDIT,
        Command("delete", "delete", N_("Delete"), N_("Delete the line. Ctrl+Z brings it back."),
                changes=True),
        COMMITMENT.on("f4,ctrl+a"),
        Command("throw_away", "f8", N_("Discard"),
                N_("Keep nothing at all of this session. Asks first.")),
        Command("back", "escape,pageup", N_("Back"), N_("Go on with the session.")),
        UNDO, REDO, BLANK, WALL,
    ),
    "closed": Context(N_("After a session"), "read back quit blank",
        Command("read", "enter", N_("Read the note"), N_("What was kept, as it stands.")),
        Command("back", "escape", N_("Home"), N_("To the home screen.")),
        QUIT, BLANK,
    ),
    "board": Context(N_("Editing the board"), "pick more fewer edit back delete move undo redo",
        Command("pick", "space", N_("Pick"), N_("Work on this one, or not after all."),
                changes=True),
        MORE, FEWER,
        Command("edit", "enter", N_("Edit"), N_("Change the words; #tags too.")),
        Command("delete", "delete", N_("Delete"), N_("Take it off the board."), changes=True),
        Command("move", "m", N_("Move"), N_("Move it to another question.")),
        UNDO, REDO,
        Command("back", "escape,f5", N_("Back"), N_("Go on with the session.")),
        BLANK,
    ),
    "take_over": Context(N_("Renewing a frame"), "take_over back undo redo",
        Command("take_over", "enter", N_("Take over"),
                N_("Put it on the board of the new version, in the same column."), changes=True),
        UNDO, REDO,
        BACK_TO_SESSION.on("escape,ctrl+n"),
        BLANK,
    ),
    "prepare": Context(N_("Preparing"), "next_line begin back",
        Command("next_line", "enter", N_("Next"),
                N_("On to the next line; from the last one, begin.")),
        Command("begin", "ctrl+s,pagedown", N_("Begin"),
                N_("Begin with what is filled in. What is empty is chosen sensibly."),
                changes=True),
        BACK, BLANK,
    ),
    "handover": Context(N_("Between two people who answer"), "begin close leave sheet room blank",
        Command("begin", "enter", N_("Answer"), N_("The next person answers.")),
        Command("close", "f8", N_("Close"),
                N_("Close the measurement: no more answers, and then its result. Asks first.")),
        Command("sheet", "f5", N_("Paper"), N_("Answers on paper: one row of seven keys a sheet.")),
        ROOM,
        Command("leave", "escape", N_("Leave"), N_("Leave it open; you can continue it later.")),
        BLANK,
    ),
    "answer": Context(N_("Answering"), "on back leave blank",
        Command("on", "enter", N_("Next"),
                N_("On to the next; at the end, hand in. Outside a text, → does the same.")),
        Command("back", "left", N_("Back"), N_("Back to the one before.")),
        UP, DOWN,
        Command("leave", "escape", N_("Leave"), N_("Discard these answers. Asks first.")),
        BLANK,
    ),
    "result": Context(N_("A result"), "comments technical trend dialogue back blank",
        Command("technical", "t", N_("Technical"),
                N_("The figures behind the picture, for those who know them.")),
        Command("comments", "k,c", N_("Comments"),
                N_("What people have added, apart from their answers and in no order.")),
        TREND,
        Command("dialogue", "d", N_("Dialogue"), N_("Talk about the result, 45 minutes.")),
        BACK, BLANK,
    ),
    "trend": Context(N_("Results over time"), "look_back back blank",
        LOOK_BACK, BACK, BLANK,
    ),
    "review": Context(N_("Looking back"), "page_down page_up back trend blank",
        Command("page_down", "pagedown,space", N_("Down"), N_("A page down.")),
        Command("page_up", "pageup", N_("Up"), N_("Back up the page.")),
        TREND, BACK, BLANK,
    ),
    "archive": Context(N_("In the archive"),
        "open versions filter export look_back delete commitments back blank",
        Command("open", "enter", N_("Read"), N_("Read the note, or look at the result.")),
        FILTER,
        Command("commitments", "f6", N_("Commitments"),
                N_("What was agreed in the note, and what has become of it.")),
        Command("versions", "f3", N_("Versions"),
                N_("See the versions of the note that its copies hold, and choose one.")),
        BACK, LOOK_BACK.on("f8"),
        Command("export", "f5", N_("Export"),
                N_("See what would leave the archive, and write it to a file."),
                also=N_("share, send, file")),
        Command("delete", "delete", N_("Delete"),
                N_("Delete the note for good, with the copies of it. Asks first.")),
        BLANK,
        *THROUGH_THE_LIST,
    ),
    "follow_up": Context(N_("Following up"),
        "change done all filter note look_back status undo happened back blank",
        Command("change", "enter", N_("Change"),
                N_("Its words, who, when, how, and what has become of it.")),
        Command("done", "g,d", N_("Mark done"), N_("It is done."), changes=True),
        Command("status", "s", N_("Status"), N_("Open, done, continuing, adjusted or released.")),
        Command("all", "a", N_("All"),
                N_("Show those that have ended as well, or hide them again.")),
        Command("note", "n", N_("The note"), N_("Read the note it was made in.")),
        LOOK_BACK,
        FILTER,
        Command("happened", "h", N_("What happened"), N_("Write down what came of it.")),
        UNDO, BACK, BLANK,
        READ.on("right"), LIST,
        *THROUGH_THE_LIST,
    ),
    "frame": Context(N_("The frame"), "new read other_team back blank",
        Command("new", "n", N_("New version"),
                N_("Make a new version with the group, from the one in force.")),
        Command("other_team", "f4", N_("Another team"),
                N_("A first frame for a team that has none yet.")),
        READ, LIST,
        BACK, BLANK,
        *THROUGH_THE_LIST,
    ),
    "role_model": Context(N_("Role model"), "open delete back blank",
        Command("open", "enter", N_("Open"), N_("Begin, go on with it, or read it.")),
        Command("delete", "delete", N_("Delete"), N_("Delete the note for good. Asks first.")),
        BACK, BLANK,
        *THROUGH_THE_LIST,
    ),
    "second_window": Context(N_("The wall"), "",
        PAGE_DOWN.on("pagedown,down"), PAGE_UP.on("pageup,up"),
        Command("room", "ctrl+b", N_("Phones"),
                N_("Nothing but the QR code by which phones take part; the same key: back.")),
        Command("leave", "escape,q", N_("Leave"), N_("The session goes on where it is led.")),
        BLANK,
    ),
    "words": Context(N_("Written on phones"), "take keep edit back blank",
        Command("take", "ctrl+s", N_("To the board"),
                N_("What is marked goes onto the board; nothing else is kept."),
                changes=True),
        Command("keep", "space", N_("Take/leave"), N_("Mark the line to be taken, or not."),
                changes=True),
        EDIT,
        BACK, BLANK,
    ),
    "room": Context(N_("Phones in the room"), "back end wall network blank",
        Command("wall", "w", N_("Wall"),
                N_("Open the wall in this machine's browser: drag it to the projector.")),
        Command("network", "n", N_("Wi-Fi"),
                N_("A code by which phones join the wireless network. It is kept nowhere.")),
        BACK.on("escape,enter"),
        Command("end", "f8", N_("End"), N_("Nobody takes part by phone any more. Asks first.")),
        BLANK,
    ),
    "export": Context(N_("Exporting a note"), "next_line begin back page_down page_up blank",
        Command("next_line", "enter", N_("Next"),
                N_("On to the next line; from the last one, write the file.")),
        Command("begin", "ctrl+s", N_("Write the file"),
                N_("Write what is seen below to a new file, for your eyes alone."),
                changes=True),
        Command("back", "escape", N_("Back"), N_("Back, with nothing written.")),
        PAGE_DOWN, PAGE_UP,
        BLANK,
    ),
    "retention": Context(N_("What is to be deleted"), "delete keep_for_now read back blank",
        Command("delete", "delete", N_("Delete"),
                N_("Delete everything listed for good, except what stays for now. Asks first.")),
        Command("keep_for_now", "space", N_("Keep for now"),
                N_("Let the note stay for now, or take it in again."), changes=True),
        Command("read", "enter", N_("Read"), N_("Read the note, or look at the result.")),
        Command("back", "escape", N_("Back"),
                N_("Back. While notes are being deleted: stop after this one.")),
        BLANK,
        *THROUGH_THE_LIST,
    ),
    "guides": Context(N_("The guides"), "copy edit try_out read back blank",
        Command("copy", "c", N_("Copy"), N_("Begin a guide of your own as a copy of this one.")),
        Command("edit", "e", N_("Edit"), N_("Edit the file in your own editor.")),
        Command("try_out", "t", N_("Try out"),
                N_("Try it at ten times the pace; nothing is written.")),
        READ, LIST,
        BACK, BLANK,
        *THROUGH_THE_LIST,
    ),
    "settings": Context(N_("In the settings"), "change back blank",
        Command("change", "right", N_("Change"), N_("The next choice; ← the one before."),
                changes=True),
        BACK, BLANK,
    ),
    "home": Context(N_("On the home screen"), "guides language settings quit",
        Command("guides", "g", N_("Guides"), N_("Read the guides, try them, and write your own.")),
        Command("language", "f7", N_("Dansk / English"), N_("Change the language.")),
        SETTINGS.on("f2"),
        QUIT,
        BLANK,
    ),
    "list": Context(N_("In a list"), "choose back",
        Command("choose", "enter", N_("Choose"), N_("Open the marked line.")),
        BACK, BLANK,
    ),
    EVERYWHERE: Context(N_("Everywhere"), "",
        Command("definition", "ctrl+t", N_("What is psychological safety?"),
                N_("A card with the definition, for the room."), also=N_("theory, Edmondson")),
        Command("help", "f1", N_("Help"), N_("Every key and command, by context.")),
        SETTINGS,
        Command("palette", "ctrl+p", N_("Everything else"), N_("Search all commands by name.")),
        Command("quit", "ctrl+q", N_("Quit"),
                N_("Leave the program. A running session stays as it is and can be continued."),
                also=N_("exit, end")),
    ),
}  # fmt: skip
"""In the order of the help screen."""

COMMANDS = tuple(
    replace(command, context=name)
    for name, context in CONTEXTS.items()
    for command in context.commands
)


def of(context: str) -> tuple[Command, ...]:
    """The commands of a context."""
    return tuple(command for command in COMMANDS if command.context == context)


def in_key_line(context: str) -> tuple[Command, ...]:
    """Those that the key line shows, in order."""
    return tuple(command_of(f"{context}.{action}") for action in CONTEXTS[context].key_line)


def command_of(command_id: str) -> Command:
    """The command with that id. Raises KeyError where there is none."""
    return _BY_ID[command_id]


_BY_ID = {command.id: command for command in COMMANDS}


def bindings(context: str, *, priority: bool = False) -> list[Binding]:
    """Textual's bindings for a context's commands.

    Their words come from the key line and help. A command without a key gets one that no keyboard
    has, so that the user's keymap can give it another.
    """
    return [
        Binding(in_both_cases(c.keys) or f"no-key-{c.id}", c.action, c.label, id=c.id, show=False,
                priority=priority)
        for c in of(context)
    ]  # fmt: skip


def in_both_cases(keys: str) -> str:
    """Keys that are letters, also with Shift or Caps Lock."""
    every = [key.strip() for key in keys.split(",") if key.strip()]
    upper = [key.upper() for key in every if len(key) == 1 and key != key.upper()]
    return ",".join([*every, *upper])
