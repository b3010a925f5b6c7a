"""A note and its file: TOML that people read, any text whole, what we do not know kept."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.core.note import Commitment, Keyword, Note
from facilitator.core.session.model import Session
from facilitator.store import notes
from facilitator.store.notes import (
    NoteError,
    dumps,
    loads,
    read_document,
)
from facilitator.words import refusal_words
from tests.store.samples import TODAY, a_note, a_session, texts, with_keyword

FILE = Path("note.toml")

HOSTILE = [
    "Vi [aftalte] at mødes",
    "[/]",
    "[red]x",
    'et "citat" og en \\ og \'\'\' og """',
    "æøå ÆØÅ",
    "a\u030angst",  # å decomposed
    "👩‍👩‍👧 🏳️‍🌈",
    "\u202eomvendt\u202c \u200f",
    "\x1b[31mrød\x1b[0m \x1b]0;titel\x07",
    "[live]",
    "x = 1 # nej",
    "漢字 עברית",
    "a" * 10_000,
    "æ" * 10_000,
]

unknown = st.recursive(
    st.text()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.datetimes(timezones=st.none() | st.just(UTC))
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def reread(note: Session | Note) -> Session | Note:
    return loads(dumps(note).decode(), FILE)


def refused(text: str) -> NoteError:
    with pytest.raises(NoteError) as error:
        loads(text, FILE)
    return error.value


def test_a_note_is_read_in_a_fixed_order_and_what_is_not_there_is_absent() -> None:
    note = a_note(
        ["Vi talte åbent"],
        commitments=[Commitment(id="c1", what="Ringe til køkkenet", owner="Mette", due=TODAY)],
    )
    note = note.model_copy(
        update={"minutes": 11, "participants": 5, "learning_points": (Keyword(text="Spørg før"),)}
    )

    assert dumps(note).decode() == (
        "schema = 1\n"
        'id = "2026-11-21-k3f9"\n'
        'kind = "session"\n'
        'team = "Team Nordlys"\n'
        'guide = "check-out"\n'
        'title = "Check-out"\n'
        'language = "da"\n'
        "date = 2026-11-21\n"
        "minutes = 11\n"
        "participants = 5\n"
        'board = "kept"\n'
        "learning_points = [\n"
        '    { text = "Spørg før" },\n'
        "]\n"
        "commitments = [\n"
        '    { id = "c1", what = "Ringe til køkkenet", owner = "Mette",'
        ' due = 2026-11-21, status = "open" },\n'
        "]\n"
        "\n"
        "[[questions]]\n"
        'id = "observed"\n'
        'text = "Hvad observerede du på mødet?"\n'
        "keywords = [\n"
        '    { text = "Vi talte åbent" },\n'
        "]\n"
        "\n"
        "[[questions]]\n"
        'id = "next"\n'
        'text = "Hvad gør vi næste gang?"\n'
    )


def test_a_running_session_is_its_note_and_a_live_table_at_the_end() -> None:
    session = a_session()
    text = dumps(session).decode()

    assert text.startswith(dumps(session.note).decode())
    assert list(tomllib.loads(text))[-1] == "live"
    assert reread(session) == session


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_a_keyword_of_any_kind_comes_back_as_the_text_it_is(text: str) -> None:
    session = with_keyword(a_session(), text)
    data = dumps(session)

    assert (
        loads(data.decode(), FILE)
        == reread(session)
        == loads(dumps(reread(session)).decode(), FILE)
    )
    assert texts(reread(session)) == texts(session)
    assert b"\x1b" not in data
    assert "\u202e" not in data.decode()


@given(st.lists(st.text(), max_size=4), st.text(), st.text(min_size=1))
def test_a_note_comes_back_as_it_was_whatever_was_written(
    keywords: list[str], what: str, team: str
) -> None:
    note = a_note(keywords, team=team, commitments=[Commitment(id="c1", what=what)])
    data = dumps(note)

    assert reread(note) == note
    assert b"\r" not in data
    assert data.decode() == unicodedata.normalize("NFC", data.decode())


@given(unknown)
@example("a\u030a\r\nb\rc")
def test_a_key_we_do_not_know_survives_wherever_it_stands(value: Any) -> None:
    data = tomllib.loads(dumps(a_note(["a"], commitments=[Commitment(id="c1", what="b")])).decode())
    places = [
        data,
        data["commitments"][0],
        data["questions"][0],
        data["questions"][0]["keywords"][0],
    ]
    for place in places:
        place["x-theirs"] = value
    note = Note.model_validate(data)

    again = reread(note)

    assert again == reread(again)
    kept = tomllib.loads(dumps(again).decode())
    expected = normal(value)
    assert kept["x-theirs"] == expected
    assert kept["commitments"][0]["x-theirs"] == expected
    assert kept["questions"][0]["x-theirs"] == expected
    assert kept["questions"][0]["keywords"][0]["x-theirs"] == expected


def normal(value: Any) -> Any:
    """NFC and one kind of line end, which is all we do to what is not ours."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return {key: normal(item) for key, item in value.items()}
    return value


def test_an_accent_after_a_line_break_does_not_become_one_letter_with_its_escape() -> None:
    note = Note.model_validate(
        {**a_note().model_dump(by_alias=True), "theirs": "a\n\u0303b\t\u0301"}
    )

    assert tomllib.loads(dumps(note).decode())["theirs"] == "a\n\u0303b\t\u0301"


def test_what_somebody_added_to_a_running_session_survives_an_event() -> None:
    text = dumps(a_session()).decode()
    text = text.replace('id = "2026', 'theirs = "x"\nid = "2026').replace(
        "[live]", "[live]\ntheirs = 1979-05-27T07:32:00"
    )
    session = loads(text, FILE)
    assert isinstance(session, Session)

    data = tomllib.loads(dumps(with_keyword(session, "ny")).decode())

    assert data["theirs"] == "x"
    assert data["live"]["theirs"] == datetime(1979, 5, 27, 7, 32)  # noqa: DTZ001 a time without a zone is what they wrote


def test_a_question_without_keywords_keeps_its_text_and_an_empty_list_is_absent() -> None:
    data = tomllib.loads(dumps(a_note([])).decode())

    assert [question["text"] for question in data["questions"]] == [
        "Hvad observerede du på mødet?",
        "Hvad gør vi næste gang?",
    ]
    assert not {"learning_points", "commitments", "minutes"} & data.keys()
    assert "keywords" not in data["questions"][0]


def test_a_note_of_an_older_schema_is_brought_up_to_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def group_became_team(written: dict[str, Any]) -> dict[str, Any]:
        written["team"] = written.pop("group")
        return written | {"schema": 1}

    monkeypatch.setitem(notes.MIGRATIONS, 0, group_became_team)
    old = dumps(a_note()).decode().replace("schema = 1", "schema = 0").replace("team =", "group =")

    assert loads(old, FILE) == a_note()


@pytest.mark.parametrize(
    ("change", "line", "sentence"),
    [
        (("schema = 1\n", ""), None, "Det er ikke en note fra dette program."),
        (('id = "2026-11-21-k3f9"\n', ""), None, "Det er ikke en note fra dette program."),
        (("schema = 1", "schema = 0"), None, "Det er ikke en note fra dette program."),
        (("schema = 1", "schema = 2"), None, "Noten er lavet af en nyere version af programmet."),
        (("date = 2026-11-21", 'date = "i går"'), 8, "date skal være en dato som 2026-11-21."),
        (("date = 2026-11-21\n", ""), None, "date mangler."),
        (('language = "da"', 'language = "no"'), 7, "language skal være en af disse: 'da', 'en'."),
        (
            ('text = "Vi talte', 'text = 3, was = "Vi talte'),
            15,
            "questions.1.keywords.1.text skal være en tekst i anførselstegn.",
        ),
    ],
)
def test_a_wrong_note_is_refused_with_its_line_and_a_sentence(
    change: tuple[str, str], line: int | None, sentence: str
) -> None:
    text = dumps(a_note()).decode()
    assert change[0] in text

    error = refused(text.replace(*change, 1))

    assert (error.line, refusal_words(error)) == (line, sentence)


def test_a_file_that_is_no_toml_is_refused_with_its_line() -> None:
    error = refused(dumps(a_note()).decode().replace('kind = "session"', "kind = session"))

    assert (error.line, error.place) == (3, "note.toml:3")
    assert refusal_words(error)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "x = " + "9" * 5000,
        "x = 2026-02-31",
        "\x00",
        "schema = 'en'\nid = 3",
        "a.b.c = 1",
    ],
    ids=lambda text: text[:8],
)
def test_no_text_at_all_gets_through_as_a_note_or_as_another_error(text: str) -> None:
    assert refusal_words(refused(text))


@given(st.text())
def test_any_text_is_a_note_or_refused(text: str) -> None:
    assert refusal_words(refused(text))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (("seen = 2026-11-21 12:00:00+00:00", "seen = 2026-11-21 12:00:00"), "live.seen"),
        (("original = 10.0", "original = nan"), "live.phases.1.original"),
        (('phase = "round"', 'phase = "another"'), "live"),
        (("seen =", "position = 1\nseen ="), "live"),
        (("person = 0", "person = 2"), "live"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[1],
)
def test_a_running_session_that_points_at_nothing_is_refused(
    change: tuple[str, str], where: str
) -> None:
    text = dumps(a_session()).decode()
    assert change[0] in text

    error = refused(text.replace(*change, 1))

    assert error.params["key"] == where
    assert error.line is not None


def test_a_file_is_read_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "note.toml"
    file.write_bytes(b"\xef\xbb\xbf" + dumps(a_note()).replace(b"\n", b"\r\n"))

    assert read_document(file) == a_note()


def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes("æøå".encode("latin-1"))
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(8 * 2**20 + 1)
    sentences = []
    for name in ("latin", "huge"):
        with pytest.raises(NoteError) as error:
            read_document(tmp_path / name)
        assert error.value.path == tmp_path / name
        sentences.append(refusal_words(error.value))

    assert sentences == ["Den er ikke tekst i UTF-8.", "Den fylder mere end 8 MB."]


def test_text_in_a_file_is_made_as_safe_as_text_that_is_typed() -> None:
    text = (
        dumps(a_note(["x"])).decode().replace('{ text = "x" }', r'{ text = "\u001b[31mrød\nto" }')
    )
    note = loads(text, FILE)

    assert texts(note) == ["rød to"]


def test_a_keyword_keeps_its_kind_theme_and_choice() -> None:
    keyword = Keyword.model_validate(
        {"text": "x", "kind": "error", "theme": "trust", "keep": False}
    )
    session = a_session().with_note(a_note().with_entries("observed", (keyword,)))

    assert reread(session) == session


def test_times_of_day_that_others_wrote_survive() -> None:
    note = Note.model_validate({**a_note().model_dump(by_alias=True), "theirs": time(7, 32)})

    assert tomllib.loads(dumps(note).decode())["theirs"] == time(7, 32)
