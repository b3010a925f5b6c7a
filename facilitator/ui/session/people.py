"""Who speaks, who listens and who has which role: shown by name, and asked about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from facilitator.conducting.questions import (
    WHO_ARRIVES,
    WHO_HAS_WHICH_ROLE,
    WHO_LEAVES,
    WHO_SPEAKS,
    both_roles,
)
from facilitator.conducting.stage import people_words
from facilitator.core.errors import Refused
from facilitator.core.session.people import (
    Arrive,
    AssignRole,
    Leave,
    RoleConflict,
    all_roles,
    missing_roles,
)
from facilitator.core.session.turns import GiveTurn
from facilitator.core.text.guard import A_NAME
from facilitator.export.plain_text import role_words
from facilitator.ui.kit.dialog import Dialog, confirm, pick
from facilitator.ui.kit.line import Pieces
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual.app import ComposeResult, RenderResult
    from textual.geometry import Size

    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView
    from facilitator.ui.session.conductor_screen import ConductorScreen


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


# Asked about


def _pick_person(
    screen: ConductorScreen, title: str, people: Sequence[int], then: Callable[[int], object]
) -> None:
    """Ask for one of these people; where there are none, that is said."""
    if not people:
        screen.say(_("There is nobody to choose. Add people with “Somebody arrives”."))
        return
    session = screen.conductor.session
    pick(screen, title, [(session.name(person), person) for person in people], then)


def ask_who_speaks(screen: ConductorScreen) -> None:
    """Ask for whoever has not had the floor yet, and give it to them."""
    going = screen.conductor.session.live_phase.round
    queue = going.queue if going else ()
    _pick_person(screen, _(WHO_SPEAKS), queue, lambda person: screen.do(GiveTurn(person)))


def ask_who_arrives(screen: ConductorScreen) -> None:
    """Ask for a name, and add it to those who take part."""
    screen.ask(_(WHO_ARRIVES), Arrive, unless=A_NAME, done=_("{text} takes part now."))


def ask_who_leaves(screen: ConductorScreen) -> None:
    """Ask who of those who are there leaves."""
    present = screen.conductor.session.present
    _pick_person(screen, _(WHO_LEAVES), present, partial(_leaves, screen))


def ask_who_arrives_or_leaves(screen: ConductorScreen) -> None:
    """Ask for somebody new, or for who leaves, in one list."""
    session = screen.conductor.session
    choices: list[tuple[str, Callable[[], None]]] = [
        (_("Somebody arrives …"), partial(ask_who_arrives, screen))
    ]
    choices += [
        (_("{name} leaves").format(name=session.name(person)), partial(_leaves, screen, person))
        for person in session.present
    ]
    pick(screen, _("Who arrives or leaves?"), choices, lambda do: do())


def _leaves(screen: ConductorScreen, person: int) -> None:
    if screen.do(Leave(person)):
        name = screen.conductor.session.name(person)
        screen.say(_("{name} has left.").format(name=name))


def ask_roles(screen: ConductorScreen) -> None:
    """Show all roles, and give one to somebody."""

    def chosen(result: AssignRole | str | None) -> None:
        if isinstance(result, AssignRole):
            _assign(screen, result)
        elif result is not None:
            _ask_role(screen, result)

    if screen.conductor.session.present:
        screen.app.push_screen(RolesScreen(screen.conductor.session), chosen)
    else:
        _pick_person(screen, "", (), lambda _person: None)


def ask_missing_roles(screen: ConductorScreen) -> None:
    """Ask who has a role that the phase needs and nobody has."""
    session = screen.conductor.session
    missing = missing_roles(session)
    if missing and session.present:
        _ask_role(screen, missing[0], unasked=True)


def _ask_role(screen: ConductorScreen, role: str, *, unasked: bool = False) -> None:
    session = screen.conductor.session
    title = _("Who is {role}?").format(role=role_words(session.guide, role).lower())
    choices = [(session.name(person), AssignRole(role, person)) for person in session.present]
    pick(screen, title, choices, partial(_assign, screen), unasked=unasked)


def _assign(screen: ConductorScreen, event: AssignRole) -> None:
    """Give somebody a role; ask first where it excludes one of theirs."""
    conductor = screen.conductor
    try:
        conductor.do(event)
    except RoleConflict as conflict:
        title = both_roles(conductor.session, conflict)
        both = partial(_assign, screen, event._replace(both=True))
        confirm(screen, title, _("Yes, both"), both)
    except Refused as refused:
        screen.refuse(refused)
    else:
        role = role_words(conductor.session.guide, event.role)
        name = "–" if event.person is None else conductor.session.name(event.person)
        screen.say(f"{role}: {name}")
        ask_missing_roles(screen)
