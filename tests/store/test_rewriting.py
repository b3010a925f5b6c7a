"""What two change in one file at once is all in it afterwards, whoever is slow."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, current_thread, main_thread
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.store import user_settings
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.user_settings import Settings, read_settings, save_setting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "facilitator" / "settings.toml"


class Held:
    """The first that puts a file in its place is held there until a second has come as far.

    As far as it can: to where it waits for the first, or through.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._first, self.second = Event(), Event()
        for name in ("replace", "link"):
            monkeypatch.setattr(os, name, self._holding(getattr(os, name)))
        take = Lock.take

        def telling(*arguments: Any, **options: Any) -> Lock:
            if self._first.is_set():
                self.second.set()
            return take(*arguments, **options)

        monkeypatch.setattr(Lock, "take", telling)

    def _holding(self, put: Callable[..., None]) -> Callable[..., None]:
        def held(*arguments: Any, **options: Any) -> None:
            if not self._first.is_set() and current_thread() is not main_thread():
                self._first.set()
                assert self.second.wait(60)
            put(*arguments, **options)

        return held

    def both(self, first: Callable[[], object], second: Callable[[], object]) -> None:
        with ThreadPoolExecutor() as threads:
            futures: list[Future[object]] = [threads.submit(first)]
            assert self._first.wait(60)
            futures.append(threads.submit(second))
            futures[1].add_done_callback(lambda _future: self.second.set())
        for future in futures:
            future.result()


@pytest.mark.parametrize("before", ["", "# mine\nown = 7\n"])
def test_of_two_settings_changed_at_once_both_are_in_the_file(
    file: Path, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before:
        file.parent.mkdir()
        file.write_text(before, "utf-8")

    Held(monkeypatch).both(
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
    monkeypatch.setattr(user_settings, "_PATIENCE", 0)
    lock = Lock.take(file.resolve())

    with pytest.raises(AlreadyOpen, match="your settings"):
        save_setting(file, "ascii", value=True)

    lock.release()
    assert not file.exists()
