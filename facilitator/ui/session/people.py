"""Who speaks, who listens and who has which role, by name; and the dialog that sets roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from facilitator.conducting.questions import WHO_HAS_WHICH_ROLE
from facilitator.conducting.setup import role_words
from facilitator.conducting.stage import people_words
from facilitator.core.session.people import AssignRole, all_roles
from facilitator.ui.kit.dialog import Dialog
from facilitator.ui.kit.line import Pieces
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult, RenderResult
    from textual.geometry import Size

    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView


class PeopleLine(Widget):
    """`Runde 2 af 3: Mette · Lytter: Jonas, Bo`, in as many rows as it takes."""

    DEFAULT_CSS = "PeopleLine { height: auto; width: 1fr; padding: 0 1; color: $muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = Content("")

    def show_view(self, view: StageView, roles: Mapping[str, str] | None = None) -> None:
        """Show a view; `roles` are the roles by name, for the facilitator."""
        words = Content(" · ").join(_people(view, roles or {}))
        if not words.is_same(self._words):
            self._words = words
            self.refresh(layout=True)
        self.display = bool(words.plain) and not view.opening

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return self._words.plain

    def render(self) -> RenderResult:
        return self._words

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the names need."""
        return len(self._words.wrap(max(width, 10))) if self._words.plain else 0


def _people(view: StageView, roles: Mapping[str, str]) -> Iterator[Content]:
    shown: set[str] = set()

    def named(label: str, names: Sequence[str]) -> Content:
        shown.update(names)
        words = [f"{name} ({roles[name].lower()})" if name in roles else name for name in names]
        return Content.assemble(f"{label} ", (", ".join(words), "$foreground"))

    for label, names in people_words(view, has_roles=bool(roles)):
        yield named(label, names) if names else Content(label)
    for name, role in roles.items():
        if name not in shown:
            yield Content.assemble(f"{role}: ", (name, "$foreground"))


class RolesScreen(Dialog[AssignRole | str | None]):
    """All roles and who has them. A digit gives the marked one to somebody, 0 to nobody.

    Returns the event, or the id of a role whose holder is to be chosen from a list.
    """

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "dismiss(None)", show=False),
        *(Binding(str(n), f"give({n})", show=False) for n in range(10)),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._roles = all_roles(session)

    def compose(self) -> ComposeResult:
        session = self._session
        with Vertical(classes="dialog"):
            yield Label(Content(_(WHO_HAS_WHICH_ROLE)), classes="title")
            yield OptionList(*(Option(self._row(role)) for role in self._roles), markup=False)
            names = [f"{n} {session.name(p)}" for n, p in enumerate(session.present[:9], 1)]
            yield Pieces([*names, _("0 nobody")])
            keys = _("↑ ↓ role · digit: who · Enter: from a list · Esc: back")
            yield Pieces(keys.split(" · "), classes="quiet")

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._roles[event.option_index])

    def action_give(self, digit: int) -> None:
        at, present = self.query_one(OptionList).highlighted, self._session.present
        if at is not None and digit <= len(present):
            person = present[digit - 1] if digit else None
            self.dismiss(AssignRole(self._roles[at], person))

    def _row(self, role: str) -> Content:
        person = self._session.live.roles.get(role)
        name = "–" if person is None else self._session.name(person)
        words = role_words(self._session.guide, role)
        return Content.assemble(f"{words}: ", (name, "bold"))
