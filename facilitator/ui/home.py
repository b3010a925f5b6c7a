"""The home screen: what still runs, sessions and measurements, then the doors (practices.md 10).

It is drawn before the archive is read: what runs, what is due and what is broken are added
when they are known.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.core.errors import N_
from facilitator.core.guide.entry import Door
from facilitator.store.guides import definition
from facilitator.ui.commands import Command, bindings, command_of
from facilitator.ui.garbage_collection import IDLE, collect, keep_what_is_loaded
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.hanging_list import hanging
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import FRAME, GoOn, read_in_thread
from facilitator.words import _, date_words, language, ngettext, set_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding
    from textual.geometry import Size
    from textual.timer import Timer

    from facilitator.conducting.workspace import LastTime
    from facilitator.store.index.notes import Entry
    from facilitator.ui.kit.app_protocol import Deletion, Words

DOORS: tuple[tuple[Door | None, str, str], ...] = (
    (Door.REFLECT, N_("Reflect"), N_("Check-out: how did it go?")),
    (Door.SUPERVISION, N_("Supervision"), N_("What does it stir in you?")),
    (Door.MEASURE, N_("Measure"), N_("Seven statements, anonymously.")),
    (Door.ROLE_MODEL, N_("Role model"), N_("The leader's own reflection.")),
    (Door.FRAME, N_("Frame"), N_("What we want, and how.")),
    (Door.FOLLOW_UP, N_("Follow-up"), N_("What became of what we agreed?")),
    (None, N_("Archive"), N_("The notes you have kept.")),
)
"""The doors with their names and what is behind them; None is the archive."""

PAGE = 80
"""Columns at most."""

SHORT = 20
"""Rows under which there is none to spare."""

ROOMY = 36
"""Rows from which each door has some air around it."""

DUE = "due"
"""The line that offers to delete: no door, and marked by whoever wants it only."""

REVISIT = "revisit"
"""The line that says whose frame it is time to look at again; as `DUE`."""

LAST_TIME = "last time"
"""The line that prepares the latest session once more; as `DUE`."""

UNMARKED = {DUE, REVISIT, LAST_TIME}

OLDER = "older"
"""The line that leads to what has been running for longest."""

MOST_UNFINISHED = 4
"""How many of those that still run stand here: the doors stay in view."""

MOST_TEAMS = 3
"""How many are named whose frame it is time to look at again; how many there are is not said."""

POLL_EVERY = 5.0
"""Seconds between two readings of whether something has begun or ended in another window."""

MOST_PROBLEMS = 3
"""How many are listed: the doors stay in view."""


class Unfinished(NamedTuple):
    """What still runs, and the words it is offered in."""

    entry: Entry
    words: str


class Overview(NamedTuple):
    """What home shows of the archive; empty until it has been read."""

    unfinished: tuple[Unfinished, ...] = ()
    due: int = 0
    """In how many notes something is to be deleted."""
    problems: tuple[str, ...] = ()
    revisit: tuple[str, ...] = ()
    """The teams whose frame it is time to look at again."""
    last: LastTime | None = None
    """The latest session."""


class Row(NamedTuple):
    """What can be chosen, and what it does."""

    id: str
    words: Content
    does: Callable[[], None]


class HomeScreen(AppScreen[None]):
    """The home screen."""

    CONTEXT = "home"
    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[Binding]] = bindings("home")  # type: ignore[assignment]

    def __init__(self, words: Words = "") -> None:
        """`words`: a message about what has just happened."""
        super().__init__()
        self._words = words
        self._does: dict[str | None, Callable[[], None]] = {}
        """What each row leads to, by its id."""
        self._drawn_for: Size | None = None
        self._overview = Overview()
        self._marked: str | None = None
        """The row that was marked by us: it is nobody's choice."""
        self._has_read = False
        self._states: frozenset[str] = frozenset()
        """What ran on this machine when the archive was read."""
        self._collecting: Timer | None = None
        """Until the next garbage collection."""

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Label("facilitator", id="name")
            yield Static(id="definition")
            yield Static(id="words")
            yield OptionList(markup=False)
            yield Static(id="problems")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read what still runs, once home has been drawn."""
        self.show_home()
        self.call_after_refresh(self._read_archive)
        self.call_after_refresh(app_of(self).exchange)
        self._collecting = self.set_timer(IDLE, self._collect_garbage)

    def on_mount(self) -> None:
        self.set_interval(POLL_EVERY, self._poll_running)
        self.watch(self.app, "app_focus", self._terminal_focused, init=False)

    def _terminal_focused(self, focused: bool) -> None:
        """Read the archive again when the terminal gets the focus."""
        if focused and self.is_current:
            self._read_archive()

    def _poll_running(self) -> None:
        """Read the archive again where something has begun or ended."""
        if not self.is_current:
            return

        def compare(states: frozenset[str]) -> None:
            if states != self._states and self.is_current:
                self._read_archive()

        read_in_thread(self, lambda _go_on: _states_on_disk(), compare, group="running")

    def on_screen_suspend(self) -> None:
        if self._collecting:
            self._collecting.stop()

    def _collect_garbage(self) -> None:
        """Once nothing is read: what a reading holds would all be looked through."""
        if any(worker.is_running for worker in self.app.workers):
            self._collecting = self.set_timer(IDLE, self._collect_garbage)
        else:
            collect()

    def on_key(self) -> None:
        """Somebody is here."""
        if self._collecting:
            self._collecting.reset()

    def on_resize(self) -> None:
        """Another height may have another amount of air, another width other rows."""
        if self.is_mounted and self._drawn_for != self.app.size:
            self.show_home()

    def tell(self, words: Words) -> None:
        """What has just happened, to be said once."""
        self._words = words
        self.show_home()
        self._read_archive()

    def show_home(self) -> None:
        """Show everything in the language chosen."""
        self._drawn_for = self.app.size
        quote = _("“{quote}”").format(quote=definition(language()))
        self.query_one("#definition", Static).update(Content(quote))
        line = self.query_one("#words", Static)
        words = self._words if isinstance(self._words, str) else self._words()
        line.update(Content(words))
        line.display = bool(words)
        self._show_rows(list(self._rows()))
        self._show_problems()
        self.show_keys()

    def _show_rows(self, rows: Sequence[Row]) -> None:
        """Show what can be chosen; what somebody has marked stays marked."""
        option_list = self.query_one(OptionList)
        marked = option_list.highlighted_option.id if option_list.highlighted_option else None
        width = max(20, min(self.app.size.width, PAGE) - 5)  # its padding, and the scrollbar
        options = [Option(hanging(row.words, width), id=row.id) for row in rows]
        self._does = {row.id: row.does for row in rows}
        option_list.clear_options()
        option_list.add_options(options)
        self._make_room(sum(str(option.prompt).count("\n") + 1 for option in options))
        ids = [row.id for row in rows]
        if marked in ids and marked != self._marked:
            self._marked = None
        else:
            marked = self._marked = next(id_ for id_ in ids if id_ not in UNMARKED)
        option_list.highlighted = ids.index(marked)

    def _rows(self) -> Iterator[Row]:
        """What still runs, what it is time for, and the doors."""
        unfinished = self._overview.unfinished
        yield from map(self._continues, unfinished[:MOST_UNFINISHED])
        if older := unfinished[MOST_UNFINISHED:]:
            n = len(older)
            words = ngettext("Continue {n} older one", "Continue {n} older ones", n).format(n=n)
            yield Row(
                OLDER, Content.styled(f"▸ {words}", "$muted"), lambda: self._open_older(older)
            )
        is_roomy = self.app.size.height >= ROOMY
        end = "\n" if is_roomy else ""
        for name, words, does in self._reminders():
            yield Row(name, Content.styled(f"{words}{end}", "$muted"), does)
        for door, name, about in DOORS:
            between = "\n  " if is_roomy else " " * (14 - len(_(name)))
            row = Content.assemble((_(name), "bold"), (f"{between}{_(about)}{end}", "$muted"))
            yield Row(name, row, self._behind(door))

    def _reminders(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        """What it is time for, and the latest session: the id of each, its words, what it does."""
        overview = self._overview
        if n := overview.due:
            words = ngettext("Time to delete: {n} note", "Time to delete: {n} notes", n).format(n=n)
            yield DUE, words, self._open_retention
        if teams := overview.revisit:
            more = ("…",) if len(teams) > MOST_TEAMS else ()
            words = _("Time to look at the frame again: {teams}").format(
                teams=", ".join((*teams[:MOST_TEAMS], *more))
            )
            yield REVISIT, words, self._behind(Door.FRAME)
        if last := overview.last:
            words = _("Last time: {title} in {team}, {date}").format(
                title=last.title, team=last.team, date=date_words(last.date)
            )
            prepare = self.navigator.session.prepare
            again = partial(prepare, last.guide, team=last.team, names=last.names)
            yield LAST_TIME, words, again

    def _make_room(self, rows: int) -> None:
        """Where there is little, so many rows of choices take that of the definition."""
        height = self.app.size.height
        is_full = rows + 4 > height  # with the definition, and the keys
        self.query_one("#definition").display = not (is_full and height < SHORT)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there: by what was chosen, though other rows may have come in above it meanwhile."""
        self._does[event.option_id]()

    def key_commands(self) -> tuple[Command, ...]:
        """The definition is offered here in so many words."""
        *own, helps = super().key_commands()
        return (*own, command_of("everywhere.definition"), helps)

    def action_language(self) -> None:
        set_language("en" if language() == "da" else "da")
        self.show_home()
        self._read_archive()
        app_of(self).exchange()

    def action_guides(self) -> None:
        self.navigator.show_guides()

    def action_settings(self) -> None:
        app_of(self).action_settings()

    def action_quit(self) -> None:
        self.app.exit(0)

    def _read_archive(self) -> None:
        """Ask the archive what runs, what is due and what is broken."""
        if not self._has_read:
            self._has_read = True
            keep_what_is_loaded()
        workspace = self.workspace

        def read(_go_on: GoOn) -> Overview:
            time.sleep(FRAME)
            from facilitator.conducting.format import continue_words

            self._states = _states_on_disk()
            unfinished = tuple(
                Unfinished(entry, continue_words(entry)) for entry in workspace.unfinished()
            )
            return Overview(
                unfinished,
                workspace.how_many_due(),
                workspace.problems(),
                workspace.frames_to_revisit(),
                workspace.last_time(),
            )

        read_in_thread(self, read, self._show_overview)

    def _show_overview(self, overview: Overview) -> None:
        if overview != self._overview:
            self._overview = overview
            self.show_home()
        navigator = self.navigator
        read_in_thread(self, lambda _go_on: navigator.load(), lambda _nothing: None)

    def on_exchanged(self) -> None:
        """The store that the archive follows has had something new, or there is a word on it."""
        if self.is_current:
            self._show_problems()
            if app_of(self).store_news.has_changed:
                self._read_archive()

    def _continues(self, each: Unfinished) -> Row:
        """The row of what still runs."""
        path, measures = each.entry.path, each.entry.kind == "measurement"
        go_on = self.navigator.measurement.resume if measures else self.navigator.session.resume
        return Row(str(path), Content.styled(f"▸ {each.words}", "bold"), lambda: go_on(path))

    def _open_older(self, older: Sequence[Unfinished]) -> None:
        from facilitator.ui.kit.menu import MenuScreen

        self.app.push_screen(
            MenuScreen(
                _("Continue"), [(row.words, row.does) for row in map(self._continues, older)]
            )
        )

    def _open_retention(self) -> None:
        def deleted(deletion: Deletion | None) -> None:
            if deletion and deletion.notes:
                self._words = partial(_deleted_words, deletion)
                # Until the archive has been read again, what was deleted is due no more.
                due = max(0, self._overview.due - deletion.notes)
                self._overview = self._overview._replace(due=due)
                self.show_home()
                self._read_archive()

        self.navigator.open_retention(deleted)

    def _behind(self, door: Door | None) -> Callable[[], None]:
        return partial(self.navigator.open_door, door) if door else self.navigator.open_archive

    def _show_problems(self) -> None:
        problems = (*app_of(self).store_news.lines, *self._overview.problems)
        shown = self.query_one("#problems", Static)
        shown.display = bool(problems)
        rows = [f"! {problem}" for problem in problems[:MOST_PROBLEMS]]
        if left_out := len(problems) - len(rows):
            rows.append(_("! … and {n} more").format(n=left_out))
        shown.update(Content("\n".join(rows)))


def _deleted_words(deletion: Deletion) -> str:
    n = deletion.notes
    words = ngettext(
        "Deleted for good: what was due in {n} note.",
        "Deleted for good: what was due in {n} notes.",
        n,
    )
    if deletion.may_remain:
        words = ngettext(
            "Deleted: what was due in {n} note. Other files of the archive may still hold it.",
            "Deleted: what was due in {n} notes. Other files of the archive may still hold it.",
            n,
        )
    return words.format(n=n)


def _states_on_disk() -> frozenset[str]:
    from facilitator.store.running import states_on_disk  # no first frame waits for it

    return states_on_disk()
