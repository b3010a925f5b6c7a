"""Two changes of one commitment at once: both are shown, and whoever looks at them chooses."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.ui.follow_up_rows import details, plan
from facilitator.ui.screens.base import Dialog
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from facilitator.core.note import Commitment


class Choose(Enum):
    """What becomes of the two."""

    THEIRS = "theirs"
    MINE = "mine"


class TwoVersions(Dialog[Choose | None]):
    """The version that stands in the note, and the one that was to be written; None: neither yet.

    What differs is in bold.
    """

    DEFAULT_CSS = """
    TwoVersions #versions { height: auto; max-height: 60vh; }
    TwoVersions OptionList { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("pagedown", "scroll_versions(1)", show=False, priority=True),
        Binding("pageup", "scroll_versions(-1)", show=False, priority=True),
    ]

    def __init__(self, theirs: Commitment, mine: Commitment) -> None:
        """`mine` is what would stand in the note, theirs changed by what is wanted."""
        super().__init__()
        self._theirs, self._mine = theirs, mine

    def compose(self) -> ComposeResult:
        """What has happened, the two, and the choice."""
        with Vertical(classes="dialog"):
            yield Label(Content(_("Somebody else has changed this meanwhile")), classes="title")
            with VerticalScroll(id="versions", can_focus=False):
                yield Static(_versions(self._theirs, self._mine))
            yield OptionList(
                Option(Content(_("Keep what stands in the note"))),
                Option(Content(_("Write mine over it"))),
                Option(Content(_("Back, with nothing saved"))),
            )

    def on_mount(self) -> None:
        """The careful choice is marked."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """That one."""
        self.dismiss((Choose.THEIRS, Choose.MINE, None)[event.option_index])

    def action_scroll_versions(self, pages: int) -> None:
        """Where the two do not fit: up or down."""
        shown = self.query_one("#versions", VerticalScroll)
        shown.scroll_relative(y=pages * max(1, shown.size.height - 1), animate=False)


def _versions(theirs: Commitment, mine: Commitment) -> Content:
    rows = [
        Content.styled(_("In the note now"), "$accent"),
        *_rows(theirs, mine),
        Content.styled("\n" + _("As you want it"), "$accent"),
        *_rows(mine, theirs),
    ]
    return Content("\n").join(rows)


def _rows(one: Commitment, other: Commitment) -> Iterator[Content]:
    there = dict(_lines(other))
    for label, value in _lines(one):
        style = "" if there.get(label) == value else "bold"
        yield Content.assemble((f"{label}: ", "$muted"), (value, style))


def _lines(one: Commitment) -> Iterator[tuple[str, str]]:
    """All that can be changed, each with its name, but for what neither has."""
    yield _("What"), one.what
    yield from details(one)
    yield _("When …, then …"), plan(one) or "–"
    yield _("What happened"), one.happened or "–"
