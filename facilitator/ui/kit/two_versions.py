"""Two changes of one commitment at once: both are shown, and whoever looks at them chooses."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.ui.kit.commitment_form import details, plan
from facilitator.ui.kit.dialog import Dialog
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

    Shown is what somebody has changed or wants to change; where the two differ, in bold.
    """

    DEFAULT_CSS = """
    TwoVersions #versions { height: auto; max-height: 50vh; }
    TwoVersions.-short #versions { max-height: 6; }
    TwoVersions OptionList { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("pagedown", "scroll_versions(1)", show=False, priority=True),
        Binding("pageup", "scroll_versions(-1)", show=False, priority=True),
    ]

    def __init__(self, seen: Commitment, theirs: Commitment, mine: Commitment) -> None:
        """`mine` is theirs changed by what is wanted; `seen` stood there when it was thought of."""
        super().__init__()
        self._seen, self._theirs, self._mine = seen, theirs, mine

    def compose(self) -> ComposeResult:
        """What has happened, the two, and the choice."""
        with Vertical(classes="dialog"):
            yield Label(Content(_("Somebody else has changed this meanwhile")), classes="title")
            with VerticalScroll(id="versions", can_focus=False):
                yield Static(_versions(self._seen, self._theirs, self._mine))
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


def _versions(*versions: Commitment) -> Content:
    seen, theirs, mine = (dict(_lines(one)) for one in versions)
    names = [name for name in theirs | mine if theirs.get(name) != mine.get(name)]
    names += [name for name in seen | theirs if seen.get(name) != theirs.get(name)]
    shown = [name for name in seen | theirs | mine if name in names]
    rows = [Content(seen[_("What")]), Content("")] if _("What") not in shown else []
    for title, one in ((_("In the note now"), theirs), (_("As you want it"), mine)):
        rows.append(Content.styled(title, "$accent"))
        for name in shown:
            style = "bold" if theirs.get(name) != mine.get(name) else ""
            rows.append(Content.assemble((f"{name}: ", "$muted"), (one.get(name, "–"), style)))
        rows.append(Content(""))
    return Content("\n").join(rows[:-1])


def _lines(one: Commitment) -> Iterator[tuple[str, str]]:
    """All that can be changed, each with its name."""
    yield _("What"), one.what
    yield from details(one)
    yield _("When …, then …"), plan(one) or "–"
    yield _("What happened"), one.happened or "–"
