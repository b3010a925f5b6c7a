"""Phones in the room of what is led on lines: opened, told in words, looked at, ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from facilitator.conducting.workspace import Workspace
from facilitator.core.errors import Refused
from facilitator.linear import room as linear_room
from facilitator.room import invitation as network
from facilitator.room import server, submissions
from facilitator.room.invitation import LOOPBACK, Network
from facilitator.store.paths import sessions_folder
from facilitator.store.state import state_files
from tests.e2e.notes import keywords
from tests.linear.led import Led, by
from tests.room.client import ask, is_reachable
from tests.room.phone import joined
from tests.room.test_voting import box as votes_box
from tests.room.test_voting import state as votes_state
from tests.room.test_writing import box, state, write
from tests.ui.session.own_guide import own_guide, phase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.linear.program import Program
    from facilitator.room.server import Room

OPEN = (".telefoner", "1")


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Room]:
    """The rooms that are opened."""
    rooms: list[Room] = []

    class Noted(server.Room):
        def __init__(self, *arguments: object, **named: object) -> None:
            super().__init__(*arguments, **named)  # type: ignore[arg-type]
            rooms.append(self)

    monkeypatch.setattr(network, "networks", lambda: (Network("", LOOPBACK),))
    monkeypatch.setattr(server, "Room", Noted)
    monkeypatch.setattr(submissions, "DELAY", 0.0)
    monkeypatch.setattr(linear_room, "LINGERS", 0.0)
    return rooms


def led(folder: Path, *typed: str | Callable[[Led], str | None]) -> Led:
    return Led(folder, *typed).run("retrospective", team="Nord", names="Mette, Bo, Åse", start=True)


def test_how_to_take_part_is_said_in_words_and_nothing_is_reachable_before_a_yes(
    tmp_path: Path, opened: list[Room]
) -> None:
    none = led(tmp_path / "a", ".telefoner", "0")
    assert opened == []
    assert "Telefoner: Vær med" not in none.text

    text = led(tmp_path / "b", *OPEN).text
    (room,) = opened
    assert room.url in text
    assert f"Kode: {' '.join(room.tickets.code.upper())}" in text
    assert not is_reachable(room)  # it has ended with what was typed


def test_what_phones_write_is_read_out_and_goes_onto_the_board_but_for_doubts(
    tmp_path: Path, opened: list[Room]
) -> None:
    sent: list[dict[str, str]] = []

    def all_write(_led: Led) -> None:
        phone = joined(opened[0])
        for text in ("ro", "tid", "mad", "grin", "Mette glemte det"):
            sent.append(box(phone, text))
            assert state(opened[0], sent[-1]) == "held"

    def is_told(led: Led) -> None:
        led.poll()
        assert {state(opened[0], body) for body in sent} == {"counted"}

    session = led(
        tmp_path, "n", *OPEN, all_write, ".telefoner", by("Se på"), by("undtagen"), is_told
    )
    assert "Tekst 5: " in session.text
    assert "Mette glemte det – " in session.text
    assert sorted(keywords(session.session.note)) == ["grin", "mad", "ro", "tid"]
    assert session.session.live.room is None


def test_each_text_may_be_looked_at_by_itself(tmp_path: Path, opened: list[Room]) -> None:
    def both_write(_led: Led) -> None:
        for text in ("ro", "tid"):
            write(joined(opened[0]), text)

    session = led(
        tmp_path, "n", *OPEN, both_write, ".telefoner", by("Se på"), "ja",
        by("for sig"), by("Andre ord"), "uro", "0",
    )  # fmt: skip
    assert keywords(session.session.note) == ["uro"]


def test_the_wall_follows_and_votes_are_counted_while_nobody_types(
    tmp_path: Path, opened: list[Room]
) -> None:
    def on_the_wall(_led: Led) -> None:
        room = opened[0]
        assert "<li>Tid</li>" in ask(room, f"/wall/{room.wall_token}").body

    def all_vote(led: Led) -> None:
        bodies = [votes_box(joined(opened[0]), "Tid", phase=2) for _ in range(3)]
        assert {votes_state(opened[0], body) for body in bodies} == {"held"}
        before = led.text
        led.poll()
        assert {votes_state(opened[0], body) for body in bodies} == {"counted"}
        assert led.text == before

    session = led(tmp_path, "n", *OPEN, "2", "Tid", on_the_wall, "n", all_vote)
    assert [k.votes for k in session.session.note.entries("topics")] == [3]


def test_phones_answer_a_measurement_on_lines(tmp_path: Path, opened: list[Room]) -> None:
    def all_answer(_led: Led) -> None:
        for _ in range(5):
            assert joined(opened[0]).answer((1, 2, 3, 4, 5, 1, 2)) in {"held", "counted"}

    session = Led(
        tmp_path, "Nord", "1", "", "5", by("Telefoner"), "1", all_answer, by("Luk målingen"), "ja"
    ).does(lambda program: program.measure())  # fmt: skip
    (note,) = session.notes
    assert "answered = 5" in note.read_text()
    assert json.dumps(opened[0].tickets.code) not in note.read_text()
    assert not is_reachable(opened[0])


def test_a_room_that_is_asked_for_is_offered_as_soon_as_something_is_open(
    tmp_path: Path, opened: list[Room]
) -> None:
    led(tmp_path, "n")

    def go_on(program: Program) -> None:
        (state,) = state_files(sessions_folder())
        program.want_room()
        program.resume(state.path)

    text = Led(tmp_path, "1").does(go_on).text
    (room,) = opened
    assert room.url in text


def test_what_cannot_be_read_for_the_wall_is_said_once_though_several_parts_need_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_arguments: object) -> object:
        raise Refused("The disk does not answer.")

    def no_more(_led: Led) -> None:
        for reading in ("open_commitments", "result_to_talk_about"):
            monkeypatch.setattr(Workspace, reading, unreadable)

    guide = own_guide(tmp_path, phase("en", shows="commitments"), shows="result")
    lines = Led(tmp_path, no_more, *OPEN, "0").run(guide, team="Nord", names="Bo", start=True)
    assert lines.text.count("Disken svarer ikke.") == 1
