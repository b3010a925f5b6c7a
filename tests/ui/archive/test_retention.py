"""What has been kept long enough: offered on the home screen, listed, and deleted for good."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import OptionList

import facilitator.store.retention as store
from facilitator.core.note import Keyword
from facilitator.store.index.due import due
from facilitator.store.lock import Lock
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.notes import dumps
from facilitator.ui.archive.retention import RetentionScreen
from facilitator.ui.home import HomeScreen
from facilitator.ui.kit.list_detail import LongList
from facilitator.words import set_language
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.samples import a_note
from tests.ui.desk import at_desk, begun, until, written

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.index.due import DueList
    from tests.ui.desk import Desk

OLD = date(2024, 3, 1)
OFFER = "Tid til at slette"


def keep(archive: Path, name: str, word: str, *, day: date = OLD) -> Path:
    written(archive / "archive.toml", "schema = 1\n")
    note = a_note([word], note_id=name, team="Nord", day=day)
    note = note.model_copy(update={"learning_points": (Keyword(text=f"lært {word}"),)})
    return written(archive / "Nord" / f"{name}.toml", dumps(note).decode())


def keep_three(archive: Path) -> list[Path]:
    keep(archive, "nu", "stadig ny", day=date(2026, 3, 1))
    return [keep(archive, f"n{n}", f"[gammelt] {n}", day=date(2024, 3, n)) for n in (1, 2, 3)]


async def open_list(desk: Desk) -> None:
    await desk.press("home", "enter")
    await desk.written()


async def agree(desk: Desk) -> None:
    await desk.press("delete", "down", "enter")
    await desk.written()


def marked(desk: Desk) -> str:
    option = desk.query_one(OptionList).highlighted_option
    assert option
    return str(option.prompt)


def words_left(paths: list[Path]) -> list[str]:
    return [path.name for path in paths if "[gammelt]" in path.read_text("utf-8")]


async def test_nothing_is_offered_where_nothing_is_due(archive: Path) -> None:
    keep(archive, "nu", "ny", day=date(2026, 3, 1))
    async with at_desk(archive) as desk:
        assert OFFER not in desk.text


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_it_is_offered_after_what_runs_and_before_the_doors(
    archive: Path, size: tuple[int, int]
) -> None:
    keep_three(archive)
    async with at_desk(archive, begun(team="Syd"), size=size) as desk:
        await desk.run("session.leave_running")
        running, offer, door = (
            desk.text.index(words) for words in ("Fortsæt", f"{OFFER}: 3 noter", "Reflektér")
        )
        assert running < offer < door


async def test_enter_on_a_fresh_home_opens_a_door_and_not_the_deletion(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive) as desk:
        assert "Reflektér" in marked(desk)
        await desk.press("up", "up")  # over what was held last
        assert OFFER in marked(desk)
        await desk.press("f7")
        assert "Time to delete: 3 notes" in marked(desk)


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
@pytest.mark.parametrize("lang", ["da", "en"])
async def test_what_is_due_is_listed_oldest_first_without_its_words(
    archive: Path, size: tuple[int, int], lang: str
) -> None:
    set_language("en" if lang == "en" else "da")
    keep_three(archive)
    async with at_desk(archive, size=size) as desk:
        await open_list(desk)
        assert isinstance(desk.app.screen, RetentionScreen)
        assert desk.text.index("2024-03-01") < desk.text.index("2024-03-02")
        assert desk.row_with("2024-03-01").count("Nord") == 1
        what = "1 keyword, 1 learning point" if lang == "en" else "1 stikord, 1 læringspunkt"
        assert what in desk.text
        assert "[gammelt]" not in desk.text
        assert "Nord/n1.toml" in desk.text
        assert all(strip.cell_length <= size[0] for strip in desk.strips)
        assert ("Del Delete" if lang == "en" else "Del Slet") in desk.rows[-1]


async def test_a_note_can_be_read_before_it_goes(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive) as desk:
        await open_list(desk)
        await desk.press("down", "enter")
        assert "– [gammelt] 2" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, RetentionScreen)


async def test_the_careful_answer_is_marked_and_leaves_all_as_it_is(archive: Path) -> None:
    old = keep_three(archive)
    async with at_desk(archive) as desk:
        await open_list(desk)
        await desk.press("delete")
        assert "backup" in desk.prose
        await desk.press("enter")
        await desk.written()
        assert isinstance(desk.app.screen, RetentionScreen)
        assert len(words_left(old)) == 3


async def test_all_that_is_listed_goes_and_home_says_so_in_one_line(archive: Path) -> None:
    old = keep_three(archive)
    async with at_desk(archive) as desk:
        await open_list(desk)
        await agree(desk)
        assert isinstance(desk.app.screen, HomeScreen)
        assert "Slettet for altid: det, der havde nået slettefristen, i 3 noter." in desk.text
        assert OFFER not in desk.text
        assert words_left(old) == []
        assert "stadig ny" in (archive / "Nord" / "nu.toml").read_text("utf-8")
        assert len(desk.notes) == 4


async def test_a_note_that_stays_for_now_is_left_and_offered_again(archive: Path) -> None:
    old = keep_three(archive)
    async with at_desk(archive) as desk:
        await open_list(desk)
        await desk.press("space")
        assert "bliver indtil videre" in desk.text
        assert desk.query_one(LongList).marked == 1
        await desk.press("space", "up", "space")
        assert "3 noter · 1 bliver indtil videre" in desk.text
        await agree(desk)
        assert words_left(old) == ["n1.toml"]
        assert f"{OFFER}: 1 note" in desk.text


async def test_where_all_stay_for_now_nothing_is_asked(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive) as desk:
        await open_list(desk)
        await desk.press("space", "space", "space", "delete")
        assert isinstance(desk.app.screen, RetentionScreen)


async def test_what_cannot_be_deleted_is_said_with_its_file_and_stays_listed(
    archive: Path,
) -> None:
    old = keep_three(archive)
    held = Lock.take(old[1])
    async with at_desk(archive) as desk:
        await open_list(desk)
        await agree(desk)
        assert desk.query_one(LongList).length == 1
        assert "! Et andet program bruger noten lige nu" in desk.text
        assert "Nord/n2.toml" in desk.text
        assert words_left(old) == ["n2.toml"]
        held.release()
        await agree(desk)
        assert words_left(old) == []
        assert "i 3 noter" in desk.text


async def test_escape_stops_after_the_note_that_is_being_deleted(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keep_three(archive)
    one_at_a_time, begins = threading.Semaphore(0), threading.Event()
    delete = store._delete_due

    def slowly(*arguments: object) -> None:
        begins.set()
        one_at_a_time.acquire()
        delete(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "_delete_due", slowly)
    async with at_desk(archive) as desk:
        await open_list(desk)
        await desk.press("delete", "down", "enter")
        while not begins.is_set():
            await desk.settle()
        await desk.press("space", "enter", "delete", "escape", "escape")
        assert isinstance(desk.app.screen, RetentionScreen)
        one_at_a_time.release()
        await desk.written()
        assert words_left(old) == ["n2.toml", "n3.toml"]
        assert desk.query_one(LongList).length == 2
        await desk.press("escape")
        assert "i 1 note." in desk.text
        assert f"{OFFER}: 2 noter" in desk.text


async def test_a_measurement_is_looked_at_and_goes_whole(archive: Path) -> None:
    async with at_desk(archive) as desk:
        day = date(2022, 1, 1)
        path = put_measurement(
            desk.app.workspace.archive, closed(answered(random_rows(9, 5), day=day))
        )
        desk.navigator.go_home()
        await desk.settle()
        await open_list(desk)
        assert "hele målingen" in desk.text
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, RetentionScreen)
        await agree(desk)
        assert not path.exists()


async def test_files_that_nobody_can_look_into_are_counted(archive: Path) -> None:
    keep_three(archive)
    written(archive / "Nord" / "halv.toml", "id = ")
    async with at_desk(archive) as desk:
        await open_list(desk)
        assert "1 fil kan ikke læses" in desk.text


async def test_the_mouse_marks_a_note_and_opens_it(archive: Path) -> None:
    keep_three(archive)
    async with at_desk(archive) as desk:
        await open_list(desk)
        y = next(y for y, row in enumerate(desk.rows) if "2024-03-02" in row)
        await desk.click(6, y, times=2)
        assert "– [gammelt] 2" in desk.text


async def test_what_is_due_is_let_go_of_a_little_at_a_time_where_the_list_is_left_before_it_is_read(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_three(archive)
    reads, goes_on = threading.Event(), threading.Event()
    let_go: list[object] = []

    def slow(*known: Any) -> DueList:
        reads.set()
        goes_on.wait(60)
        return due(*known)

    monkeypatch.setattr("facilitator.ui.archive.retention.due", slow)
    monkeypatch.setattr("facilitator.ui.archive.retention.let_go", let_go.extend)
    async with at_desk(archive) as desk:
        desk.holds_reading = True
        await desk.press("home", "enter")
        await until(reads.is_set)
        await desk.press("escape")
        goes_on.set()
        await until(lambda: len(let_go) == 3)
