"""The settings screen: a change is seen at once and written to the user's file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.errors import N_
from facilitator.store.paths import from_home, settings_file
from facilitator.store.user_settings import save_setting
from facilitator.ui.commands import COMMANDS, bindings
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.fields import Choice, field
from facilitator.ui.kit.key_line import KeyLine, key_words
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import _, language

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from facilitator.conducting.workspace import Workspace
    from facilitator.ui.kit.worker import GoOn

_SAVING: Final = Lock()
SETTINGS: Final[dict[str, tuple[str, tuple[tuple[str | bool, str], ...]]]] = {
    "theme": (
        N_("Colours"),
        (("aften", N_("Dark")), ("dag", N_("Light")), ("kontrast", N_("Black and white"))),
    ),
    "language": (N_("Language"), (("da", "Dansk"), ("en", "English"))),
    "ascii": (N_("Plain signs"), ((False, N_("No")), (True, N_("Yes")))),
    "reduced_motion": (N_("Less motion"), ((False, N_("No")), (True, N_("Yes")))),
    "sound": (N_("Sound"), ((False, N_("No")), (True, N_("Yes, at the end of a phase")))),
}
"""What can be chosen, by its key in the file: its name, and each value with its words."""


class SettingsScreen(AppScreen[None]):
    """A row for each setting: left and right change it."""

    CONTEXT = "settings"
    AUTO_FOCUS = "Choice"
    DEFAULT_CSS = """
    SettingsScreen { align-horizontal: center; }
    SettingsScreen .form { height: 1fr; }
    SettingsScreen #keys { padding: 1 2; height: auto; color: $muted; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("settings"),
        Binding("down,enter,tab", "app.step_line(1)", show=False, priority=True),
        Binding("up,shift+tab", "app.step_line(-1)", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, classes="form"):
            yield Label(Content(_("Settings")), classes="title")
            yield Label("")
            for key, (name, values) in SETTINGS.items():
                with field(_(name)):
                    choice = Choice([_(words) for _value, words in values], id=key)
                    choice.index = self._chosen(key)
                    yield choice
            yield Static(self._keys(), id="keys")
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_keys()

    async def on_choice_changed(self, event: Choice.Changed) -> None:
        """Apply the setting at once, and write it."""
        key = event.choice.id or ""
        _name, values = SETTINGS[key]
        value, _words = values[event.choice.index]
        chosen = replace(self.workspace.settings, **{key: value})  # type: ignore[arg-type]
        app_of(self).use(chosen)
        write_in_thread(self, partial(_save, self.workspace, key), lambda _none: None)
        if key == "language":
            await self.recompose()
            self.query_one("#language").focus()
            self.show_keys()

    def action_change(self) -> None:
        if isinstance(choice := self.focused, Choice):
            choice.action_step(1)

    def _chosen(self, key: str) -> int:
        """The index of a setting's current value."""
        settings = self.workspace.settings
        now = language() if key == "language" else getattr(settings, key)
        values = [value for value, _words in SETTINGS[key][1]]
        return values.index(now) if now in values else 0

    def _keys(self) -> Content:
        """The settings file, and the keys it changes."""
        keymap = self.workspace.settings.keymap
        words = {command.id: command.label for command in COMMANDS}
        rows = [
            f"{key_words(keys)}  {_(words[name])}" for name, keys in keymap.items() if name in words
        ]
        own = [_("Keys of your own:"), *rows] if rows else []
        where = _("Keys of your own are set in {file}, under [keymap].")
        if rows:
            where = _("They are in {file}, under [keymap].")
        where = where.format(file=from_home(settings_file()))
        plain = [_("NO_COLOR is set on this machine, so there are no colours."), ""]
        return Content("\n".join([*(plain if self.app.no_color else ()), *own, where]))


def _save(workspace: Workspace, key: str, _go_on: GoOn) -> None:
    """Write the current value: of two threads, the last writes the latest."""
    with _SAVING:
        save_setting(settings_file(), key, getattr(workspace.settings, key))
