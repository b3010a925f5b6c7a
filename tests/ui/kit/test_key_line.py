"""The key line shows what has room, the most important first, and always how to get on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.ui.commands import CONTEXTS, command_of, in_key_line
from facilitator.ui.kit.key_line import GAPS, _fitting, key_words
from facilitator.words import _, language, set_language

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=["da", "en"], autouse=True)
def _in_each_language(request: pytest.FixtureRequest) -> Iterator[None]:
    before, lang = language(), request.param
    set_language(lang)
    yield
    set_language(before)


@pytest.mark.parametrize("context", [name for name in CONTEXTS if CONTEXTS[name].key_line])
@pytest.mark.parametrize("gap", [*GAPS, 1])
def test_in_a_narrow_line_the_way_back_and_help_are_always_there(context: str, gap: int) -> None:
    commands = (*in_key_line(context), command_of("everywhere.help"))
    texts = [(key_words(command.keys), _(command.label), command) for command in commands]
    shown = [command.action for _key, _label, command in _fitting(texts, 48, gap)]

    assert shown[-1] == "help"
    assert ("back" in shown) == any(command.action == "back" for command in commands)
    assert len(shown) >= min(3, len(commands))
    cells = [len(f"{key} {label}".strip()) for key, label, _command in _fitting(texts, 48, gap)]
    assert sum(cells) + gap * (len(cells) - 1) <= 48
