"""How to take part: the question whether to open the room, and the QR code with the address."""

from __future__ import annotations

import webbrowser
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.errors import N_
from facilitator.core.text.guard import NO_TEXT
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import Ask, PickScreen, confirm
from facilitator.ui.kit.line import KeyLine
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.room.network import Network
    from facilitator.room.server import Room

NOBODY_AFTER: Final = 30.0
"""Seconds without anybody in, after which the likely causes are said."""
LOOK_EVERY: Final = 0.5
LEAST_WORDS: Final = 24
"""Columns that the words need beside a code."""
NOBODY_IN: Final = N_(
    "Nobody is in. Often the phone is on mobile data or in another network, or a guest network "
    "keeps devices apart, or this machine's firewall asks or blocks. Other ways: a hotspot (end "
    "this, share it, open anew), paper, or the same keyboard."
)


class OpenRoom(PickScreen[str]):
    """What will be reachable, where, for how long. Gives the address to use; empty: none."""

    def __init__(self, networks: Sequence[Network]) -> None:
        super().__init__(
            _("Let the room take part?"),
            [(_("No, go back"), ""), *((_network_words(n), n.address) for n in networks)],
            by_digit=False,
        )

    def about(self) -> ComposeResult:
        yield Label(
            Content(
                _(
                    "Whoever is in the same network can then reach this machine at one address: "
                    "the wall in a browser, for whoever has its address; for whoever has the code, "
                    "the answering of a measurement, and keywords or votes where the phase says "
                    "so. Nothing else, no account, no internet. It ends with the session, with a "
                    "key, and with the program."
                )
            ),
            classes="quiet",
        )


def _network_words(network: Network) -> str:
    if network.is_own:
        return _("Yes, on this machine alone: the wall in its browser")
    return _("Yes, at {address} ({name})").format(address=network.address, name=network.name)


class RoomScreen(AppScreen[None]):
    """The QR code, the address in words, the code for those who come late."""

    CONTEXT = "room"
    DEFAULT_CSS = """
    RoomScreen #both { height: 1fr; align: center middle; }
    RoomScreen #code { width: auto; height: auto; color: #000000; background: #ffffff; }
    RoomScreen #words { width: 44; max-width: 1fr; height: auto; padding: 0 0 0 3; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("room")  # type: ignore[assignment]

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._since = monotonic()
        self._wifi: list[str] | None = None
        """The code of the wireless network, while it is shown."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="both"):
            yield Static(id="code")
            yield Static(id="words")
        yield KeyLine()

    def on_mount(self) -> None:
        self.set_interval(LOOK_EVERY, self._show)
        self._show()
        self.show_keys()

    def on_resize(self) -> None:
        if self.is_mounted and self.query("#code"):
            self._show()

    def action_wall(self) -> None:
        url = self._room.wall_url

        def say(opened: bool) -> None:
            if not opened:
                self.say(_("The wall is at {address}").format(address=url), seconds=60)

        read_in_thread(self, lambda _go_on: webbrowser.open(url), say, group="browser")

    def action_network(self) -> None:
        if self._wifi:
            self._wifi = None
            self._show()
            return

        def named(name: str | None) -> None:
            if name:
                title = _("Its password; nothing: it has none. It is kept nowhere.")
                self.app.push_screen(Ask(title, unless=NO_TEXT), lambda p: self._show_wifi(name, p))

        self.app.push_screen(Ask(_("The name of the wireless network"), unless=NO_TEXT), named)

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
        from facilitator.room.qr import address_code, half_blocks

        rows = self._wifi or half_blocks(address_code(self._room.url_with_code))
        code, size = self.query_one("#code", Static), self.app.size
        code.update(Content("\n".join(rows)))
        code.display = len(rows) < size.height and len(rows[0]) + LEAST_WORDS <= size.width
        self.query_one("#words", Static).update(self._words())

    def _words(self) -> Content:
        if self._wifi:
            return Content(_("With the camera: into the wireless network. The same key: back."))
        parts: list[str | tuple[str, str]] = [
            (_("Take part with your phone"), "bold"),
            "\n\n",
            _("With the camera, or in its browser:"),
            "\n",
            (self._room.url.removesuffix("/"), "bold $accent"),
            "\n\n",
            _("Code:"),
            " ",
            (self._room.code_words, "bold $accent"),
            "\n\n",
        ]
        if self._room.tickets.has_joined:
            parts.append((_("Somebody is in."), "$muted"))
        elif monotonic() - self._since >= NOBODY_AFTER:
            parts.append((_(NOBODY_IN), "$muted"))
        else:
            parts.append((_("Nobody is in yet."), "$muted"))
        return Content.assemble(*parts)
