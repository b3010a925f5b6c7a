"""What a setting guards is neither loosened nor deleted while the setting cannot be read."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.measurement.result import Withheld
from facilitator.core.retention import Retention
from facilitator.store.archive import Archive
from facilitator.store.index.due import due
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.paths import answers_folder
from facilitator.store.remembered_order import remember_order, remembered_order
from facilitator.store.retention import delete_due
from facilitator.store.settings import GUARDS, Doubt, first_text
from facilitator.words import refusal_words
from tests.core.measurement.measures import a_measurement, answered, closed, random_rows
from tests.store.listing import up_to_date
from tests.store.samples import a_note, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG_AGO = date(2000, 1, 1)
GOOD = """\
schema = 1
remember_order = true
responses_at_least = 12
[retention_months]
keywords = 60
"""


def unreadable(file: Path) -> None:
    file.unlink()
    file.mkdir()


def dangling(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "gone.toml")


def round_and_round(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def huge(file: Path) -> None:
    os.truncate(file, 2**21)


OFFERED_LATE = (
    "left_open_days: Det, der står åbent, ville blive slettet, før det tilbydes lukket. "
    "Lad tilbuddet komme først."
)
WHOLE: dict[str, bytes | Callable[[Path], None]] = {
    "a syntax error": GOOD.encode() + b"commitments = \n",
    "cut off": GOOD.encode()[:-8] + b'"',
    "an encoding that is not ours": b'name = "Br\xf8nd"\n' + GOOD.encode(),
    "utf-16": GOOD.encode("utf-16"),
    "nothing but zeros": bytes(200),
    "empty": b"",
    "white space": b"\n \n",
    "a newer schema": GOOD.replace("schema = 1", "schema = 2").encode(),
    "a schema that is no number": GOOD.replace("schema = 1", 'schema = "1"').encode(),
    "the same word twice": GOOD.encode() + b"keywords = 1\n",
    "a folder": unreadable,
    "a link to nothing": dangling,
    "a link in a circle": round_and_round,
    "huge": huge,
}
"""What may have become of an archive.toml: nothing in it can be known."""

ONE: dict[str, tuple[str, str, str]] = {
    "too few": ("responses_at_least", "responses_at_least = 12", "responses_at_least = 2"),
    "a word": ("responses_at_least", "responses_at_least = 12", 'responses_at_least = "tolv"'),
    "a mistyped word": ("responses_at_least", "responses_at_least", "response_at_least"),
    "a hyphen": ("responses_at_least", "responses_at_least", "responses-at-least"),
    "other words": ("responses_at_least", "responses_at_least", "min_responses"),
    "words in Danish": ("responses_at_least", "responses_at_least", "svar_mindst"),
    "a table in Danish": ("retention_months", "[retention_months]", "[opbevaring]"),
    "a kind in Danish": ("retention_months", "[retention_months]\nkeywords", "stikord"),
    "capitals": ("responses_at_least", "responses_at_least", "Responses_At_Least"),
    "in a table of others": (
        "responses_at_least",
        "responses_at_least = 12",
        "limits = { responses_at_least = 12 }",
    ),
    "months of none": ("retention_months", "keywords = 60", "keywords = 0"),
    "months in words": ("retention_months", "keywords = 60", 'keywords = "fem år"'),
    "a mistyped kind": ("retention_months", "keywords = 60", "keyword = 60"),
    "no table": ("retention_months", "[retention_months]\nkeywords = 60", "retention_months = 60"),
    "a mistyped table": ("retention_months", "[retention_months]", "[retention]"),
    "without its table": ("retention_months", "[retention_months]\n", ""),
    "a key of another program": ("retention_months", "keywords = 60", "decisions = 60"),
    "a key in a guarded table": ("left_open_days", "[ret", "[left_open_days]\nhours = 4\n[ret"),
    "a mistyped end": ("left_open_days", "[ret", "[left_open_days]\nsession_destroyed = 60\n[ret"),
    "offered after it comes": (
        "left_open_days",
        "[ret",
        "[left_open_days]\nsessions_destroyed = 3\n[ret",
    ),
    "neither true nor false": ("remember_order", "= true", '= "ja"'),
    "a mistyped flag": ("remember_order", "remember_order", "remember_orders"),
}
"""One value that is wrong: the field that is in doubt, what stood there, what stands there now."""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    folder = tmp_path / "arkiv"
    folder.mkdir()
    (folder / "archive.toml").write_text(GOOD, "utf-8")
    return Archive(folder)


def file_of(archive: Archive) -> Path:
    return archive.folder / "archive.toml"


def spoil(archive: Archive, how: str) -> None:
    what = WHOLE[how]
    if isinstance(what, bytes):
        file_of(archive).write_bytes(what)
    else:
        what(file_of(archive))


def in_doubt(archive: Archive) -> set[str]:
    """The fields that cannot be known; each says in which file."""
    doubts = {}
    for name in GUARDS:
        try:
            archive.certain(name)
        except Doubt as doubt:
            doubts[name] = refusal_words(doubt)
    assert all(words.startswith(str(file_of(archive))) for words in doubts.values())
    return set(doubts)


def test_what_is_not_said_is_the_default(tmp_path: Path) -> None:
    absent = Archive(tmp_path / "absent")
    (tmp_path / "archive.toml").write_text(
        "schema = 1\nname = 'x'\ntheirs = 1\n[others]\nx = 1\n", "utf-8"
    )
    bare = Archive(tmp_path)

    for archive in (absent, bare):
        assert in_doubt(archive) == set()
        assert archive.problems == ()
        assert (archive.retention, archive.responses_at_least) == (Retention(), 5)
        assert archive.remember_order is False


@pytest.mark.parametrize("how", WHOLE)
def test_a_file_that_cannot_be_read_leaves_everything_it_guards_in_doubt(
    archive: Archive, how: str
) -> None:
    spoil(archive, how)

    assert in_doubt(archive) == set(GUARDS)
    assert len(archive.problems) == 1


def test_an_archive_that_cannot_be_gone_into_leaves_everything_in_doubt(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.lstat

    def lstat(path: Path, **settings: Any) -> os.stat_result:
        if path == file_of(archive):
            raise PermissionError(13, "Permission denied")
        return real(path, **settings)

    monkeypatch.setattr(os, "lstat", lstat)
    monkeypatch.setattr("facilitator.store.archive.stamp_of", lstat)

    assert in_doubt(archive) == set(GUARDS)


@pytest.mark.parametrize(("field", "before", "after"), ONE.values(), ids=ONE)
def test_one_wrong_value_leaves_that_field_in_doubt_and_no_other(
    archive: Archive, field: str, before: str, after: str
) -> None:
    file_of(archive).write_text(GOOD.replace(before, after), "utf-8")

    assert in_doubt(archive) == {field}
    assert len(archive.problems) == 1
    assert archive.problems[0].line is not None


def test_all_that_is_wrong_is_said_and_only_what_is_wrong_is_in_doubt(archive: Archive) -> None:
    file_of(archive).write_text(
        'schema = 1\nresponses_at_least = "tolv"\n'
        "[retention_months]\nkeywords = 60\n[left_open_days]\n"
        'sessions_destroyed = "aldrig"\nanswers_destroyed = 5\nhours = 4\n',
        "utf-8",
    )

    assert in_doubt(archive) == {"responses_at_least", "left_open_days"}
    assert archive.retention == Retention(keywords=60)
    assert [(problem.line, refusal_words(problem)) for problem in archive.problems] == [
        (2, "responses_at_least skal være et helt tal."),
        (6, "left_open_days.sessions_destroyed skal være et helt tal."),
        (5, OFFERED_LATE),
        (8, "left_open_days.hours kendes ikke her."),
    ]


@pytest.mark.parametrize(
    "piece",
    ["# Arkivets navn.\n", "name = 'Nord'\n", "citizen = 'barn'\n# Slut.", "schema = 1\n\n# Arki"],
)
def test_what_a_piece_of_the_file_does_not_say_is_in_doubt(archive: Archive, piece: str) -> None:
    file_of(archive).write_text(piece, "utf-8")

    assert in_doubt(archive) == set(GUARDS)
    assert len(archive.problems) == 1


@pytest.mark.parametrize("kept", [40, 90, 120, 150, 200, 300])
def test_the_file_the_program_writes_is_in_doubt_when_cut_within_a_line(
    archive: Archive, kept: int
) -> None:
    text = first_text()[:kept]
    assert not text.endswith("\n")
    file_of(archive).write_text(text, "utf-8")

    assert in_doubt(archive) >= {"responses_at_least", "retention_months", "left_open_days"}


TABLE = "[retention_months]\nkeywords = 60\nlearning_points = 60\n"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("responses_at_least = 12", set(GUARDS)),
        ("responses_at_least = 12\n# Hvor man", set(GUARDS) - {"responses_at_least"}),
        (f"{TABLE}commitments = 60\naggregates = 3", set(GUARDS)),
        (f"{TABLE}# Kun ", set(GUARDS)),
        (f"{TABLE}commitments = 60\naggregates = 36 # Mål", set(GUARDS)),
        (f"{TABLE}commitments = 60\naggregates = 36\n# Mål", set(GUARDS) - {"retention_months"}),
        (f"remember_order = true\n{TABLE}com = 6", set(GUARDS) - {"remember_order"}),
        ("retention_months = {keywords = 60}\nremember_order = true", set(GUARDS)),
    ],
)
def test_what_may_go_on_beyond_the_end_of_a_cut_file_is_in_doubt(
    archive: Archive, text: str, lost: set[str]
) -> None:
    file_of(archive).write_text(f"schema = 1\n{text}", "utf-8")
    assert in_doubt(archive) == lost

    file_of(archive).write_text(f"schema = 1\n{text}\n", "utf-8")
    assert in_doubt(archive) == ({"retention_months"} if "com = 6" in text else set())


def test_no_setting_is_known_as_another_wherever_a_value_is_cut(archive: Archive) -> None:
    whole = re.sub(r"= (5|6|7|12|14|30|36|90) ", r"= \g<1>0 ", f"{first_text()}# Slut")
    file_of(archive).write_text(f"{whole}\n", "utf-8")
    meant = {name: getattr(archive.certain(name), name) for name in GUARDS}
    for digit in re.finditer(r"\d", whole):
        file_of(archive).write_text(whole[: digit.end()], "utf-8")
        known = set(GUARDS) - in_doubt(archive)
        assert {n: getattr(archive.certain(n), n) for n in known} == {n: meant[n] for n in known}


def test_what_a_file_without_its_schema_does_say_counts(archive: Archive) -> None:
    file_of(archive).write_text("responses_at_least = 9\n", "utf-8")

    assert in_doubt(archive) == set(GUARDS) - {"responses_at_least"}
    assert archive.responses_at_least == 9


def test_a_limit_that_cannot_be_read_stops_no_deletion_of_what_is_due(archive: Archive) -> None:
    file_of(archive).write_text('responses_at_least = "tolv"\n[retention_months]\nkeywords = 60\n')
    old = put(archive, "Nord/a.toml", a_note(["stikord"], day=LONG_AGO))
    index, today = up_to_date(archive), date(2026, 11, 21)

    assert delete_due(archive, index, due(archive, index, today).notes, today) == ()

    assert "stikord" not in old.read_text("utf-8")
    with pytest.raises(Doubt, match="no result is shown"):
        _ = archive.responses_at_least


def test_a_field_that_stands_below_a_table_is_not_read_there_and_is_in_doubt(
    archive: Archive,
) -> None:
    file_of(archive).write_text(
        "schema = 1\n[retention_months]\nkeywords = 60\nresponses_at_least = 12\n"
    )

    assert in_doubt(archive) == {"responses_at_least"}
    assert refusal_words(archive.problems[0]) == (
        "retention_months.responses_at_least læses ikke her. Menes der responses_at_least?"
    )


def test_what_is_mended_counts_at_once(archive: Archive) -> None:
    spoil(archive, "a syntax error")
    assert in_doubt(archive) == set(GUARDS)

    file_of(archive).write_text(GOOD, "utf-8")

    assert in_doubt(archive) == set()
    assert (archive.retention.keywords, archive.responses_at_least) == (60, 12)


@pytest.mark.parametrize("how", WHOLE)
def test_nothing_is_due_and_nothing_is_deleted_while_the_months_are_in_doubt(
    archive: Archive, how: str
) -> None:
    old = put(archive, "Nord/a.toml", a_note(day=LONG_AGO))
    measured = put_measurement(archive, closed(answered(random_rows(6, 5), day=LONG_AGO)))
    index, today = up_to_date(archive), date(2026, 11, 21)
    found = due(archive, index, today)
    before = {path: path.read_bytes() for path in (old, measured)}
    assert len(found.notes) == 2

    spoil(archive, how)

    with pytest.raises(Doubt, match="nothing is deleted"):
        due(archive, index, today)
    failed = delete_due(archive, index, found.notes, today)
    assert [type(refused.why) for refused in failed] == [Doubt, Doubt]
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("how", WHOLE)
def test_no_result_is_shown_and_none_is_made_while_the_limit_is_in_doubt(
    archive: Archive, how: str
) -> None:
    measurement = closed(answered(random_rows(20, 5), number=2))
    keeper = MeasurementKeeper.begin(archive, a_measurement())
    for row in random_rows(20, 5):
        keeper.add(row)
    assert not isinstance(result_of(measurement, (), least=archive.response_limit), Withheld)

    spoil(archive, how)

    shown = result_of(measurement, (), least=archive.response_limit)
    assert isinstance(shown, Withheld)
    assert str(file_of(archive)) in refusal_words(shown.reason)
    with pytest.raises(Doubt):
        keeper.preview(date(2026, 11, 21))
    with pytest.raises(Doubt):
        keeper.close(date(2026, 11, 21))
    keeper.release()
    left = sorted(answers_folder().iterdir())
    with pytest.raises(Doubt):
        MeasurementKeeper.begin(archive, a_measurement(number=3))
    assert sorted(answers_folder().iterdir()) == left


@pytest.mark.parametrize("how", WHOLE)
def test_an_order_of_names_is_neither_offered_nor_forgotten_in_doubt(
    archive: Archive, how: str
) -> None:
    remember_order(archive, "Nord", ["Mette", "Hans"])

    spoil(archive, how)

    assert remembered_order(archive, "Nord") == ()
    remember_order(archive, "Nord", ["Liv"])
    file_of(archive).rmdir() if how == "a folder" else file_of(archive).unlink()
    file_of(archive).write_text(GOOD, "utf-8")
    assert remembered_order(archive, "Nord") == ("Mette", "Hans")
