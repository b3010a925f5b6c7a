"""What two change in one file at once is all in it afterwards, whoever is slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from facilitator.store import user_settings
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.user_settings import Settings, read_settings, save_setting
from tests.store.two_at_once import two_at_once

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "facilitator" / "settings.toml"


@pytest.mark.parametrize("before", ["", "# mine\nown = 7\n"])
def test_of_two_settings_changed_at_once_both_are_in_the_file(
    file: Path, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before:
        file.parent.mkdir()
        file.write_text(before, "utf-8")

    two_at_once(
        monkeypatch,
        lambda: save_setting(file, "ascii", value=True),
        lambda: save_setting(file, "sound", value=True),
    )

    assert read_settings(file) == Settings(ascii=True, sound=True)
    assert file.read_text("utf-8").startswith(before)


@pytest.mark.parametrize("before", ["", "# mine\n"])
def test_what_an_editor_writes_meanwhile_stays(
    file: Path, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    if before:
        file.write_text(before, "utf-8")
    read = user_settings._read

    def edited(path: Path) -> Any:
        answer = read(path)
        if answer[0] == before:
            path.write_text("# edited\nsound = true\n", "utf-8")
        return answer

    monkeypatch.setattr(user_settings, "_read", edited)

    save_setting(file, "ascii", value=True)

    assert file.read_text("utf-8") == "# edited\nsound = true\nascii = true\n"


def test_a_program_that_does_not_let_go_is_told_of(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_settings, "PATIENCE", 0)
    lock = Lock.take(file.resolve())

    with pytest.raises(AlreadyOpen, match="your settings"):
        save_setting(file, "ascii", value=True)

    lock.release()
    assert not file.exists()
