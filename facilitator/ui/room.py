"""The room's screens: whether to open it, how to take part, and what phones have written."""

from __future__ import annotations

import webbrowser
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from facilitator.core.errors import N_, Refused
from facilitator.core.text.guard import NO_TEXT
from facilitator.room.invitation import (
    ABOUT,
    GO_BACK,
    NOBODY_YET,
    OTHER_WORDS,
    QUESTION,
    SOMEBODY_IN,
    WALL_AT,
    WAS_OPEN,
    network_words,
)
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import Ask, PickScreen, confirm
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Aside
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.take_part import TakePart
from facilitator.ui.kit.worker import read_in_thread
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding
    from textual.widget import Widget

    from facilitator.core.room import KeptRoom
    from facilitator.room.invitation import Network
    from facilitator.room.participation import FromPhone, Participation
    from facilitator.room.server import Room


class WordsScreen(AppScreen[None]):
    """The texts in no order, each to be taken or left; what is doubtful is not taken unasked."""

    CONTEXT = "words"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[Binding]] = bindings("words", priority=True)  # type: ignore[assignment]

    def __init__(self, participation: Participation) -> None:
        super().__init__()
        self._participation = participation
        self._texts = participation.look_at_texts()

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label(classes="title")
            yield OptionList(markup=False)
            yield Aside()
        yield KeyLine()

    def on_mount(self) -> None:
        self._show()
        self.query_one(OptionList).highlighted = 0 if self._texts else None
        self.show_keys()

    def action_keep(self) -> None:
        if text := self._marked:
            text.is_taken = not text.is_taken
            self._show()

    def action_edit(self) -> None:
        text = self._marked
        if text is None:
            return

        def become(written: str | None) -> None:
            if written:
                text.text, text.is_taken = written, True
                self._show()

        conductor = self._participation.conductor
        names = [person.name for person in conductor.session.live.people]
        memory = conductor.memory
        self.app.push_screen(
            Ask(_(OTHER_WORDS), value=text.text, to_change=True, names=names, memory=memory),
            become,
        )

    def action_take(self) -> None:
        """What is marked goes onto the board, and all else is gone."""
        try:
            self._participation.take_texts()
        except Refused as refused:
            self.refuse(refused)
        else:
            self.dismiss()

    @property
    def _marked(self) -> FromPhone | None:
        at = self.query_one(OptionList).highlighted
        return self._texts[at] if at is not None and at < len(self._texts) else None

    def show_words(self) -> None:
        super().show_words()
        self._show()

    def _show(self) -> None:
        self.query_one(".title", Label).update(Content(_("Written on phones")))
        shown = self.query_one(OptionList)
        at = shown.highlighted
        shown.set_options([Option(self._row(text)) for text in self._texts])
        if self._texts:
            shown.highlighted = min(at or 0, len(self._texts) - 1)

    def _row(self, text: FromPhone) -> Content:
        mark = "✓" if text.is_taken else "–"
        doubt = self._participation.doubt(text)
        parts: list[str | tuple[str, str]] = [f"{mark} {text.text}"]
        if doubt:
            parts.append((f"  {doubt}", "$accent"))
        return Content.assemble(*parts)


NOBODY_AFTER: Final = 30.0
"""Seconds without anybody in, after which the likely causes are said."""
SHOW_EVERY: Final = 0.5
NOBODY_IN: Final = N_(
    "Nobody is in. Often the phone is on mobile data or in another network, or a guest network "
    "keeps devices apart, or this machine's firewall asks or blocks. Other ways: a hotspot (end "
    "this, share it, open anew), paper, or the same keyboard."
)


class OpenRoom(PickScreen[str]):
    """What will be reachable, where, for how long. Gives the address to use; empty: none."""

    def __init__(self, networks: Sequence[Network], before: KeptRoom | None = None) -> None:
        """`before` is the room that a crash has ended."""
        self._before = before
        super().__init__(
            _(QUESTION),
            [(_(GO_BACK), ""), *((network_words(n), n.address) for n in networks)],
            by_digit=False,
        )

    def about(self) -> Iterator[Widget]:
        if self._before:
            yield Label(Content(_(WAS_OPEN).format(address=self._before.address)))
        ends = _("It ends when the session ends, by a key, or when the program is closed.")
        yield Label(Content(f"{_(ABOUT)} {ends}"), classes="quiet")


class RoomScreen(AppScreen[None]):
    """The QR code, the address in words, the code for those who come late."""

    CONTEXT = "room"
    BINDINGS: ClassVar[list[Binding]] = bindings("room")  # type: ignore[assignment]

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._since = monotonic()
        self._wifi: list[str] | None = None
        """The code of the wireless network, while it is shown."""

    def compose(self) -> ComposeResult:
        yield TakePart()
        yield Aside()
        yield KeyLine()

    def on_mount(self) -> None:
        self.set_interval(SHOW_EVERY, self._show)
        self._show()
        self.show_keys()

    def on_resize(self) -> None:
        if self.is_mounted and self.query(TakePart):
            self._show()

    def show_words(self) -> None:
        super().show_words()
        self._show()

    def action_wall(self) -> None:
        url = self._room.wall_url

        def say(opened: bool) -> None:
            if not opened:
                self.say(_(WALL_AT).format(address=url), seconds=60)

        read_in_thread(self, lambda _go_on: webbrowser.open(url), say, group="browser")

    def action_network(self) -> None:
        if self._wifi:
            self._wifi = None
            self._show()
            return

        def named(name: str | None) -> None:
            if name:
                title = _("Its password, or nothing if it has none. It is not kept anywhere.")
                self.app.push_screen(Ask(title, unless=NO_TEXT), lambda p: self._show_wifi(name, p))

        self.app.push_screen(Ask(_("The name of the wireless network"), unless=NO_TEXT), named)

    def action_back(self) -> None:
        """From the code of the network to the room, and from there to where it was opened."""
        if self._wifi:
            self.action_network()
        else:
            super().action_back()

    def action_end(self) -> None:
        def end() -> None:
            self.dismiss()
            self.navigator.room.end()

        title = _("End it? Nobody takes part by phone any more, and the wall in a browser ends.")
        confirm(self, title, _("Yes, end it"), end)

    def _show_wifi(self, name: str, password: str | None) -> None:
        from facilitator.room.qr import half_blocks, wifi_code

        if password is not None:
            self._wifi = half_blocks(wifi_code(name, password))
            self._show()

    def _show(self) -> None:
        shown = self.query_one(TakePart)
        if self._wifi:
            words = _("With the camera: into the wireless network. Esc: back.")
            shown.show_code(self._wifi, words)
            return
        is_late = monotonic() - self._since >= NOBODY_AFTER
        waiting = _(NOBODY_IN) if is_late else _(NOBODY_YET)
        has_joined = self._room.tickets.has_joined
        words = _(SOMEBODY_IN) if has_joined else waiting
        shown.show(self._room.url, self._room.tickets.code, words)
