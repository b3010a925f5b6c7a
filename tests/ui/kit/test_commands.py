"""Commands are declared once: each has a key or a name to find it by, a method, and Danish."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from textual.binding import Binding

import facilitator.ui
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.commands import (
    BLANK,
    COMMANDS,
    CONTEXTS,
    EVERYWHERE,
    Command,
    bindings,
    command_of,
    in_key_line,
    of,
)
from facilitator.ui.kit.key_line import key_words
from facilitator.ui.kit.screen import AppScreen
from facilitator.words import _, set_language


def screens() -> dict[str, type]:
    """The screen of each context, found among all there are."""
    found: dict[str, type] = {EVERYWHERE: FacilitatorApp}
    for module in pkgutil.walk_packages(facilitator.ui.__path__, "facilitator.ui."):
        for screen in vars(importlib.import_module(module.name)).values():
            if isinstance(screen, type) and issubclass(screen, AppScreen):
                found.setdefault(screen.CONTEXT, screen)
    return found


OF = screens()
FIXED = {
    "space": "session.toggle_clock",
    "right": "session.pass_on",
    "left": "session.turn_back",
    "up": "session.question_up",
    "down": "session.question_down",
    "pagedown": "session.next_phase",
    "pageup": "session.previous_phase",
    "f2": "session.pass_turn",
    "f3": "session.thinking_pause",
    "f4": "session.prolong",
    "f5": "session.edit_board",
    "f6": "session.cards",
    "f7": "session.other_language",
    "f8": "session.plan",
    "f9": "session.blank",
    "ctrl+z": "session.undo",
    "ctrl+y": "session.redo",
    "f1": "everywhere.help",
    "ctrl+p": "everywhere.palette",
}
FORBIDDEN = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket", "slash", "at", "tilde"}


def keys_of(command: Command) -> list[str]:
    return [key.strip() for key in command.keys.split(",") if key.strip()]


def test_no_two_commands_have_one_id() -> None:
    ids = [command.id for command in COMMANDS]

    assert sorted(set(ids)) == sorted(ids)


def test_no_key_does_two_things_in_one_context() -> None:
    for context in CONTEXTS:
        here = {command.id: command for command in (*of(context), *of(EVERYWHERE))}.values()
        keys = [key for command in here for key in keys_of(command)]
        assert sorted(set(keys)) == sorted(keys), context


def test_the_key_line_of_a_screen_has_commands_of_that_screen_each_once() -> None:
    for context in CONTEXTS:
        shown = in_key_line(context)
        assert sorted(set(shown), key=shown.index) == list(shown), context
        assert set(shown) <= set(of(context)), context


def test_every_screen_can_be_blanked() -> None:
    without = {name for name, context in CONTEXTS.items() if BLANK not in context.commands}

    assert without == {EVERYWHERE}


def test_every_command_is_of_a_context_that_the_help_screen_lists() -> None:
    assert {command.context for command in COMMANDS} == set(CONTEXTS)


def test_every_command_has_its_method_on_its_screen() -> None:
    methods = {c.id: getattr(OF[c.context], f"action_{c.action}", None) for c in COMMANDS}

    assert [name for name, method in methods.items() if not callable(method)] == []


def test_every_key_is_bound_on_its_screen() -> None:
    for context, screen in OF.items():
        here = [b for b in screen.__dict__["BINDINGS"] if isinstance(b, Binding) and b.id]
        bound = {(binding.id, binding.key) for binding in here}
        wanted = {(binding.id, binding.key) for binding in bindings(context)}
        assert wanted - bound <= {("list.choose", "enter")}, "a list has Enter itself"


def test_every_command_and_context_has_its_words_in_danish_and_in_english() -> None:
    same_word = {"+1 min", "Start/pause", "Dansk / English", "Plan", "Status", "Wi-Fi"}
    words = [word for c in COMMANDS for word in (c.label, c.help)] + [
        c.heading for c in CONTEXTS.values()
    ]

    assert [word for word in words if _(word) in {word, ""} and word not in same_word] == []
    set_language("en")
    assert [_(word) for word in words] == words


def test_the_fixed_keys_of_a_session_are_there() -> None:
    assert {
        key for key, command in FIXED.items() if key not in keys_of(command_of(command))
    } == set()


def test_ctrl_s_saves_at_the_close() -> None:
    assert keys_of(command_of("close.save")) == ["ctrl+s"]


def test_no_key_is_one_that_a_danish_keyboard_or_an_old_terminal_cannot_give() -> None:
    keys = {key for command in COMMANDS for key in keys_of(command)}

    assert not keys & FORBIDDEN
    assert not [key for key in keys if key.startswith("alt+")]


def test_the_keys_that_are_text_in_a_written_line_are_keys_on_an_empty_one_alone() -> None:
    conditional = {key for command in COMMANDS if command.on_empty_line for key in keys_of(command)}

    assert conditional == {"space", "right", "left"}


@pytest.mark.parametrize(
    ("key", "danish"),
    [("ctrl+z", "Ctrl+Z"), ("f2", "F2"), ("pagedown", "PgDn"), ("escape,pageup", "Esc"),
     ("right", "→"), ("space", "Mellemrum"), ("q", "Q")],
)  # fmt: skip
def test_a_key_is_called_what_stands_on_it(key: str, danish: str) -> None:
    assert key_words(key) == danish


def test_an_unknown_command_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        command_of("session.fly")


def test_no_command_that_a_keymap_may_name_has_lost_its_id() -> None:
    ids = {command.id for command in COMMANDS}
    assert set(Path(__file__).with_name("command_ids.txt").read_text("utf-8").split()) <= ids
