"""The user's settings are read with goodwill, and changed without taking anything away."""

from __future__ import annotations

import errno
import os
import stat
import tomllib
from typing import TYPE_CHECKING

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.files import NotWritten
from facilitator.store.toml import FileProblem
from facilitator.store.user_settings import (
    Settings,
    read_settings,
    save_setting,
    settings_problems,
)
from facilitator.words import refusal_words
from tests.store.operations import refusing

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = """\
# My settings
theme = "nat"   # the dark one
ascii = true

[keymap]
"turn.pass" = "f3"  # as on the old machine
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def problems_in(file: Path) -> tuple[FileProblem, ...]:
    themes, commands = ("aften", "dag", "nat"), ("home.quit", "session.pass_turn", "turn.pass")
    return settings_problems(file, themes=themes, commands=commands)


def put(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, "utf-8")


def test_settings_that_nobody_has_written_are_the_defaults(file: Path) -> None:
    assert read_settings(file) == Settings()
    assert problems_in(file) == ()


def test_settings_are_what_the_file_says(file: Path) -> None:
    put(file, BY_HAND)

    assert read_settings(file) == Settings(theme="nat", ascii=True, keymap={"turn.pass": "f3"})
    assert problems_in(file) == ()


def test_a_wrong_setting_is_named_by_its_line_and_the_others_count(file: Path) -> None:
    put(
        file,
        'language = "no"\nsound = "ja tak"\nascii = true\ntheirs = 1\n'
        '[keymap]\n"turn.pass" = 3\n"home.quit" = "f5"\n',
    )

    assert read_settings(file) == Settings(ascii=True, keymap={"home.quit": "f5"})
    assert [(problem.place, refusal_words(problem)) for problem in problems_in(file)] == [
        (f"{file}:1", "language skal være en af disse: 'da', 'en'."),
        (f"{file}:2", "sound skal være true eller false."),
        (f"{file}:6", "keymap.turn.pass skal være en tekst i anførselstegn."),
    ]


def test_a_theme_or_a_command_that_there_is_none_of_is_named_by_its_line(file: Path) -> None:
    put(
        file,
        'theme = "sol"\n[keymap]\n"session.pas_turn" = "f3"\n"home.quit" = "x"\n"[x]" = "f4"\n',
    )

    assert [(problem.place, refusal_words(problem)) for problem in problems_in(file)] == [
        (f"{file}:1", "theme skal være en af disse: 'aften', 'dag', 'nat'."),
        (
            f"{file}:3",
            "Der er ingen kommando ved navn session.pas_turn. Mener du session.pass_turn?",
        ),
        (f"{file}:5", "Der er ingen kommando ved navn [x]."),
    ]


VALUES = st.one_of(
    st.sampled_from(["da", "en", "no", "dag", "true", "", "a\nb"]),
    st.booleans(),
    st.integers(0, 2),
    st.lists(st.just("da"), max_size=1),
    st.dictionaries(st.sampled_from(["home.quit", "turn.pass"]), st.sampled_from(["x", 3, True])),
)


@given(written=st.dictionaries(st.sampled_from([*Settings.__annotations__]), VALUES))
def test_a_setting_counts_or_is_named_as_wrong(
    tmp_path_factory: pytest.TempPathFactory, written: dict[str, object]
) -> None:
    """What is read at once is what the model finds right, and only the rest has a problem."""
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    file.write_text(tomli_w.dumps(written), "utf-8")

    settings = read_settings(file)

    shapes = [p for p in problems_in(file) if "aften" not in refusal_words(p)]
    wrong = {str(problem.params.get("key", "")).split(".")[0] for problem in shapes}
    for key, value in written.items():
        if key == "keymap" and isinstance(value, dict):
            assert settings.keymap == {k: v for k, v in value.items() if isinstance(v, str)}
        elif key in wrong:
            assert getattr(settings, key) == getattr(Settings(), key), key
        elif isinstance(value, str):
            assert (getattr(settings, key) or "") == " ".join(value.split()), key
        else:
            assert getattr(settings, key) == value, key


@pytest.mark.parametrize(
    "text", ["keymap = [", "æ = 1", "\ud800".encode("utf-16-le", "surrogatepass")]
)
def test_a_file_of_nonsense_gives_the_defaults_and_a_sentence(
    file: Path, text: str | bytes
) -> None:
    file.parent.mkdir()
    file.write_bytes(text.encode() if isinstance(text, str) else text)

    assert read_settings(file) == Settings()
    (problem,) = problems_in(file)
    assert refusal_words(problem)


def test_a_changed_setting_leaves_the_rest_of_the_file_as_it_was_written(file: Path) -> None:
    put(file, BY_HAND)

    save_setting(file, "ascii", value=False)
    save_setting(file, "language", "en")

    assert file.read_text("utf-8") == BY_HAND.replace(
        "ascii = true\n", 'ascii = false\nlanguage = "en"\n'
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_setting_is_saved_where_there_is_no_file_yet(file: Path) -> None:
    save_setting(file, "theme", "nat")

    assert read_settings(file) == Settings(theme="nat")


@pytest.mark.parametrize(
    "before",
    [
        "theme = '''\nover\nlines'''\nascii = true\n",
        'ascii = true\n"theme" = "x"',
        "ascii = true\r\ntheme = 'x'\r\n",
        "ascii = true\n[keymap]\ntheme = 'x'\n",
        "ascii = true\n# theme = 'x'",
        "\ufeffascii = true\n",
    ],
)
def test_a_setting_is_saved_however_the_file_is_written(file: Path, before: str) -> None:
    put(file, before)

    save_setting(file, "theme", "nat")

    expected = tomllib.loads(before.lstrip("\ufeff")) | {"theme": "nat"}
    assert tomllib.loads(file.read_text("utf-8")) == expected


@given(value=st.text())
def test_a_setting_of_any_text_comes_back_whole(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    file.write_text(BY_HAND, "utf-8")

    save_setting(file, "theme", value)

    assert tomllib.loads(file.read_bytes().decode()) == tomllib.loads(BY_HAND) | {"theme": value}


def test_a_broken_file_is_not_written_over(file: Path) -> None:
    put(file, "theme = ")

    with pytest.raises(FileProblem) as refused:
        save_setting(file, "theme", "nat")

    assert refused.value.line == 1
    assert file.read_text("utf-8") == "theme = "


def test_a_link_to_the_settings_stays_a_link(file: Path, tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    target = tmp_path / "dotfiles" / "facilitator.toml"
    target.write_text(BY_HAND, "utf-8")
    file.parent.mkdir()
    file.symlink_to(target)

    save_setting(file, "sound", value=True)

    assert file.is_symlink()
    assert "sound = true" in target.read_text("utf-8")


def test_a_disk_that_says_no_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(file, BY_HAND)

    monkeypatch.setattr(os, "write", refusing(errno.ENOSPC))
    with pytest.raises(NotWritten):
        save_setting(file, "theme", "x")

    assert file.read_text("utf-8") == BY_HAND
