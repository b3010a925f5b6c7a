"""The door "Role model": private reflection, and one's own course over time (practices.md 31).

All of it is private (privacy.md P12): it is read from the user's own folder, by this screen alone.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.content import Content
from textual.widgets import Label, Static

from facilitator.conducting.format import and_its_language
from facilitator.core.guide.entry import Door
from facilitator.export.guide import minutes_in_words
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.dialog import confirm, confirm_deletion
from facilitator.ui.kit.list_detail import ListDetailScreen
from facilitator.ui.kit.note_page import DELETE_NOTE, note_page, problem_item, problem_page
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import _, date_words, language, month_words, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.courses import Course
    from facilitator.core.errors import Refused
    from facilitator.store.guides import GuideEntry
    from facilitator.store.private import PrivateNote
    from facilitator.store.running import RunningSession
    from facilitator.store.toml import FileProblem
    from facilitator.ui.kit.list_detail import Item
    from facilitator.ui.kit.worker import GoOn

LEVELS: Final = "○◔◑◕●"
"""How far one has come, from not yet to clearly."""

STEPS_AT_MOST: Final = 6
"""Of a course the latest are shown."""


class Own(NamedTuple):
    """What is behind the door."""

    guides: tuple[GuideEntry, ...] = ()
    running: tuple[RunningSession, ...] = ()
    notes: tuple[PrivateNote, ...] = ()
    courses: tuple[Course, ...] = ()
    astray: tuple[Path, ...] = ()
    """Notes of this kind that lie in the archive, where others can read them."""
    problems: tuple[FileProblem, ...] = ()


class _Row(NamedTuple):
    """A row of the list: what it says, its page, and what Enter does."""

    item: Item
    page: Callable[[], Content]
    open: Callable[[], object]
    note: PrivateNote | None = None


class RoleModelScreen(ListDetailScreen[None, Own]):
    """What can be begun or gone on with, then one's own notes, the newest first."""

    CONTEXT = "role_model"
    CSS_PATH = "role_model.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("role_model")  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self._own = Own()
        self._rows: Sequence[_Row] = ()
        self._writes = False

    def compose_above(self) -> ComposeResult:
        yield Label(classes="title")
        yield Static(classes="quiet")

    def on_mount(self) -> None:
        self._show_title()

    def show_words(self) -> None:
        self._show_title()
        super().show_words()

    def _show_title(self) -> None:
        about = _("For you alone. It is on this machine, and in no team's archive.")
        self.query_one(".title", Label).update(Content(_("Role model")))
        self.query_one(".quiet", Static).update(Content(about))

    # What is listed

    def load(self, _go_on: GoOn) -> Own:
        from facilitator.core.courses import own_courses
        from facilitator.store.index.problems import astray
        from facilitator.store.paths import private_folder
        from facilitator.store.private import private_notes
        from facilitator.store.running import running

        workspace = self.workspace
        guides = tuple(
            entry for entry in workspace.guides.entries(language()) if entry.door is Door.ROLE_MODEL
        )
        kept, here = private_notes(), running(private_folder())
        workspace.refresh_index()
        return Own(
            guides,
            here.sessions,
            kept.notes,
            own_courses(each.note for each in kept.notes),
            astray(workspace.index),
            (*kept.problems, *here.problems),
        )

    def show_list(self, loaded: Own, *, stay: bool) -> None:
        self.complete = True
        self._own = loaded
        self._rows = [
            *map(self._begins, loaded.guides),
            *map(self._goes_on, loaded.running),
            *([self._takes_home()] if loaded.astray else []),
            *map(self._reads, loaded.notes),
            *map(self._is_broken, loaded.problems),
        ]
        self.long_list.show(len(self._rows), self.long_list.marked if stay else 0)

    def items(self, numbers: range) -> Sequence[Item]:
        return [self._rows[number].item for number in numbers]

    def show_count(self) -> None:
        n = len(self._own.notes)
        words = ngettext("{n} note of your own", "{n} notes of your own", n).format(n=n)
        self.count.show(words if n else "", self.progress)

    def _begins(self, guide: GuideEntry) -> _Row:
        item = (
            Content.styled(_("Begin: {title}").format(title=guide.title), "bold"),
            Content.styled(
                f"  {and_its_language(minutes_in_words(guide.minutes), guide.language)}", "$muted"
            ),
        )
        return _Row(
            item,
            partial(self._course_page, guide),
            partial(self.navigator.session.prepare, guide.id),
        )

    def _goes_on(self, session: RunningSession) -> _Row:
        item = (
            Content.styled(_("▸ Continue {title}").format(title=session.title), "bold"),
            Content.styled(f"  {date_words(session.date)}", "$muted"),
        )
        return _Row(item, lambda: Content(""), partial(self.navigator.session.resume, session.path))

    def _takes_home(self) -> _Row:
        n = len(self._own.astray)
        words = ngettext(
            "{n} note of this kind lies in the archive",
            "{n} notes of this kind lie in the archive",
            n,
        ).format(n=n)
        about = _("Others who have the archive can read them. Enter: take them home.")
        item = (Content.styled(f"! {words}", "$mark"), Content.styled(f"  {about}", "$muted"))
        return _Row(item, self._astray_page, self._ask_to_take_home)

    def _reads(self, note: PrivateNote) -> _Row:
        first, words = note.note, [c.what for c in note.note.commitments]
        item = (
            Content.assemble(date_words(first.date), (f" {first.title}", "$muted")),
            Content.styled(f"  {words[0] if words else ''}", "$muted"),
        )
        return _Row(item, lambda: note_page(first, ()), self.action_read, note)

    def _is_broken(self, problem: FileProblem) -> _Row:
        return _Row(problem_item(problem), partial(problem_page, problem), self.action_read)

    # Its page

    def page_content(self) -> Content:
        return self._marked.page() if self._marked else Content("")

    def _course_page(self, guide: GuideEntry) -> Content:
        """One's own course; before there is any, what it is."""
        rows = [Content.styled(guide.title, "bold $accent"), Content(guide.summary)]
        if self._own.courses:
            rows += [Content(""), Content.styled(_("Your own course"), "bold")]
        for course in self._own.courses:
            rows += [Content(f"\n{course.text}"), *_course_rows(course)]
        return Content("\n").join(rows)

    def _astray_page(self) -> Content:
        folder = self.workspace.archive.folder
        names = [str(path.relative_to(folder)) for path in self._own.astray]
        about = _("They are moved from the archive {folder} to your own folder.")
        return Content("\n".join([about.format(folder=folder), "", *names]))

    # Commands

    @property
    def _marked(self) -> _Row | None:
        return self.marked_of(self._rows)

    def key_commands(self) -> tuple[Command, ...]:
        """Only a note can be deleted."""
        row = self._marked
        can = row is not None and row.note is not None
        return tuple(c for c in super().key_commands() if can or c.action != "delete")

    def on_long_list_opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        if row := self._marked:
            row.open()

    def action_delete(self) -> None:
        row = self._marked
        if row is None or row.note is None or self._writes:
            return
        path, note = row.note
        title = "\n".join([_(DELETE_NOTE), f"{note.title} · {date_words(note.date)}"])
        from facilitator.store.private import delete_private
        from facilitator.store.retention import DELETED

        confirm_deletion(
            self,
            title,
            lambda: self._write(lambda: delete_private(path), _(DELETED)),
        )

    def _ask_to_take_home(self) -> None:
        n = len(self._own.astray)
        title = ngettext(
            "Move {n} note out of the archive, to a folder that is yours alone? A copy that a "
            "sync program or a backup has made stays where it is.",
            "Move {n} notes out of the archive, to a folder that is yours alone? Copies that a "
            "sync program or a backup has made stay where they are.",
            n,
        ).format(n=n)
        confirm(self, title, _("Yes, take them home"), self._take_home)

    def _take_home(self) -> None:
        from facilitator.store.private import take_home

        index, astray = self.workspace.index, self._own.astray
        self._write(lambda: take_home(index, astray), _("They are yours alone now."))

    def _write(self, write: Callable[[], object], words: str) -> None:
        """Write in a thread, say what came of it, and list anew."""
        self._writes = True

        def done(sentence: str) -> None:
            self._writes = False
            self.app.notify(sentence, markup=False)
            if self.is_attached:
                self.read_page(reading=False)
                self.load_list(stay=True)

        def refused(why: Refused) -> None:
            done(refusal_words(why))

        write_in_thread(self, lambda _go_on: write(), lambda _none: done(words), refused)


def _course_rows(course: Course) -> list[Content]:
    """The latest steps in a row, and the last of them in words."""
    top = len(course.scale) - 1
    steps = [
        f"{LEVELS[round(level * (len(LEVELS) - 1) / top)]} {month_words(day, short=True)}"
        for day, level in course.steps[-STEPS_AT_MOST:]
    ]
    day, level = course.steps[-1]
    return [
        Content.styled(f"  {'   '.join(steps)}", "$accent"),
        Content.styled(f"  {course.scale[level]}, {date_words(day)}", "$muted"),
    ]
