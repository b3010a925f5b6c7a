"""The screen of the teams' frames: the one in force, its history, and what each version changed.

A new version is made by a session, which can be begun here.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeAlias

from textual.content import Content

from facilitator.core.frame import is_time
from facilitator.core.team import team_key
from facilitator.core.text.plain import danish_order
from facilitator.export.review import NO_FRAME, revisit_words
from facilitator.store.index.frames import frame_versions
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.list_detail import ListDetailScreen
from facilitator.ui.kit.note_page import frame_page
from facilitator.words import _, date_words, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from textual.binding import Binding

    from facilitator.store.index.frames import FrameVersion
    from facilitator.ui.kit.list_detail import Item
    from facilitator.ui.kit.worker import GoOn


class ShownVersion(NamedTuple):
    """A version and those before and after it."""

    version: FrameVersion
    before: FrameVersion | None
    after: FrameVersion | None
    """The one that took its place; None: it is in force."""


Row: TypeAlias = "str | ShownVersion"
"""A team's name over its versions, or one of them."""


class FrameScreen(ListDetailScreen[None, "tuple[Row, ...]"]):
    """All versions by team, the one in force first; the marked one next to the list."""

    CONTEXT = "frame"
    DEFAULT_CSS = """
    FrameScreen Horizontal LongList { width: 1fr; max-width: 44; }
    FrameScreen #page { width: 1fr; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("frame")  # type: ignore[assignment]

    def __init__(self, guides: Sequence[tuple[str, str]]) -> None:
        """`guides` are those that make a frame: title and id."""
        super().__init__()
        self._guides = guides
        self._rows: tuple[Row, ...] = ()

    def on_screen_resume(self) -> None:
        """What was on top may have been in another language."""
        super().on_screen_resume()
        self.load_list(stay=True, awaited=False)

    def on_long_list_opened(self) -> None:
        self.action_read()

    # What is listed

    def load(self, go_on: GoOn) -> tuple[Row, ...]:
        return tuple(_rows(frame_versions(self.workspace.index)))

    def show_list(self, loaded: tuple[Row, ...], *, stay: bool) -> None:
        self._rows = loaded
        headings = [number for number, row in enumerate(loaded) if isinstance(row, str)]
        marked = self.long_list.marked if stay else 0
        self.long_list.show(len(loaded), marked or 1, headings=headings)

    def items(self, numbers: range) -> Sequence[Item]:
        today = self.workspace.today
        return [_item(row, today) for row in self._rows[numbers.start : numbers.stop]]

    def show_count(self) -> None:
        teams = sum(isinstance(row, str) for row in self._rows)
        words = ngettext("The frame of {n} team", "The frames of {n} teams", teams)
        left = words.format(n=teams) if teams else _("Frame")
        self.count.show(left, self.progress)

    def page_content(self) -> Content:
        if shown := self._marked:
            return _page(shown, self.workspace.today)
        return Content.styled(_(NO_FRAME) if self.complete else "", "$muted")

    @property
    def _marked(self) -> ShownVersion | None:
        row = self.marked_of(self._rows)
        return row if isinstance(row, ShownVersion) else None

    # Commands

    def action_new(self) -> None:
        def begin() -> None:
            team = self._marked.version.kept.team if self._marked else ""
            self._prepare(team)

        self.when_loaded(begin)

    def action_other_team(self) -> None:
        self._prepare("")

    def _prepare(self, team: str) -> None:
        if not self._guides:
            self.say(_("There is no guide that makes a frame."))
        elif len(self._guides) == 1:
            self.navigator.session.prepare(self._guides[0][1], team=team)
        else:
            pick(
                self,
                _("Choose a guide"),
                self._guides,
                lambda guide: self.navigator.session.prepare(guide, team=team),
            )


def _rows(versions: Iterable[FrameVersion]) -> Iterator[Row]:
    by_team = [list(team) for _key, team in groupby(versions, lambda v: team_key(v.kept.team))]
    for team in sorted(by_team, key=lambda team: danish_order(team[0].kept.team)):
        yield team[0].kept.team
        for at, version in enumerate(team):
            before = team[at + 1] if at + 1 < len(team) else None
            yield ShownVersion(version, before, team[at - 1] if at else None)


def _item(row: Row, today: date) -> Item:
    if isinstance(row, str):
        return Content.styled(row, "bold"), Content("")
    kept = row.version.kept
    name = _("Version {n}").format(n=kept.version)
    first = Content.assemble(f"  {name}", (f" · {_state(row, today)}", "$muted"))
    return first, Content.styled(f"  {date_words(kept.made)}", "$muted")


def _state(shown: ShownVersion, today: date) -> str:
    if shown.after:
        return _("replaced")
    if is_time(shown.version.kept.revisit, today):
        return _("time to look at it again")
    return _("in force")


def _page(shown: ShownVersion, today: date) -> Content:
    kept = shown.version.kept
    title = _("{team}: the frame, version {n}").format(team=kept.team, n=kept.version)
    about = [_("Made on {date}.").format(date=date_words(kept.made))]
    if shown.after:
        replaced = _("Version {n} took its place on {date}.")
        after = shown.after.kept
        about.append(replaced.format(n=after.version, date=date_words(after.made)))
    elif again := revisit_words(kept.revisit, today):
        about.append(again)
    before = shown.before.note if shown.before else None
    return Content("\n").join(
        [
            Content.styled(title, "bold $accent"),
            Content.styled("\n".join(about), "$muted"),
            frame_page(shown.version.note, before),
        ]
    )
