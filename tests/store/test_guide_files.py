"""A guide's file: read, checked, and what is wrong with it told by line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from facilitator.store.guide_files import GuideError, guide_file, load_guide_file
from facilitator.words import refusal_words, set_language
from tests.store.guide_texts import SMALL, written

if TYPE_CHECKING:
    from pathlib import Path


def told(error: GuideError) -> list[tuple[int | None, str]]:
    return [(problem.line, str(problem)) for problem in error.problems]


def refused(path: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(GuideError) as caught:
        load_guide_file(path)
    assert caught.value.path == path
    return told(caught.value)


def test_a_guide_is_read_from_its_file(tmp_path: Path) -> None:
    assert load_guide_file(written(tmp_path, "small.toml")).title == "Lille"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, "small.toml", b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())

    assert load_guide_file(path).title == "Lille"


def test_what_is_wrong_is_told_by_line_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = SMALL.replace('speaks = "all"', 'speaks = "all"\nclock = "off"').replace("door", "dør")

    assert refused(written(tmp_path, "small.toml", text.replace("dør", "doors"))) == [
        (None, ('"door" is missing. Write it with one of "measure", "reflect", "role_model", '
         '"supervision", "frame", "follow_up".')),
        (6, '"doors" is not known here. Write "door", or take it out.'),
        (14, '"clock" cannot be "off". Write one of "shown", "hidden".'),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ['["da"]', '{ da = "en" }', "true"])
def test_a_language_of_any_kind_is_told_as_no_language(tmp_path: Path, value: str) -> None:
    text = SMALL.replace('language = "da"', f"language = {value}")

    ((line, sentence),) = refused(written(tmp_path, "small.toml", text))
    assert SMALL.split("\n")[(line or 0) - 1].startswith("language")
    assert sentence.endswith('Write one of "da", "en".')


def test_minutes_that_do_not_add_up_are_told_at_the_minutes_of_the_guide(tmp_path: Path) -> None:
    path = written(tmp_path, "small.toml", SMALL.replace("minutes = 2", "minutes = 5", 1))

    with pytest.raises(GuideError) as caught:
        load_guide_file(path)

    assert str(caught.value) == (
        f"{path}:5: The phases add up to 2 minutes, but the guide says 5. "
        "Write minutes = 2, or give the phases other minutes."
    )


def test_a_problem_is_said_in_danish(tmp_path: Path) -> None:
    path = written(tmp_path, "small.toml", SMALL.replace("minutes = 2", "minutes = 5", 1))
    set_language("da")

    with pytest.raises(GuideError) as caught:
        load_guide_file(path)

    assert refusal_words(caught.value.problems[0]) == (
        "Faserne giver tilsammen 2 minutter, men forløbet siger 5. "
        "Skriv minutes = 2, eller giv faserne andre minutter."
    )


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (
            'a = 1\nb = "x\n',
            2,
            (
                "A text is not closed, or runs over a line. End it with its quotation mark, "
                'or write """ around several lines.'
            ),
        ),
        ("a = 1\na = 2", 2, "The same word stands here a second time. Keep one of them."),
        (
            'a = "c:\\qx"\n',
            1,
            "A backslash stands alone in a text. Write two (\\\\), or use ' as quotes.",
        ),
        (
            "a = [1 2]\n",
            1,
            "A bracket is not closed, or a comma is missing between two values.",
        ),
        ("title\n", 1, "A word stands without a value. Write word = value."),
        (
            "title: 5\n",
            1,
            "After title comes an equals sign. Write title = instead of title:",
        ),
        (
            "a = ”x”\n",
            1,
            ('The quotation mark ” comes from a word processor. Write " at both ends of the text.'),
        ),
        (
            "a = 1 2\n",
            1,
            "Something stands after the value. Begin a new line, or put it in the text.",
        ),
        (
            "ø = 1\n",
            1,
            (
                "ø is not a word of the file: those are English, with the letters a–z. "
                "Look the word up, or take the line out."
            ),
        ),
        (
            "a = " + "9" * 5000,
            None,
            "The value cannot be read. Write a text in quotation marks, a number, true or false.",
        ),
        (
            "a = " + "[" * 20000,
            None,
            "Brackets lie too deep in each other. Take some away.",
        ),
    ],
    ids=range(11),
)
def test_a_file_that_is_no_toml_is_refused_with_what_to_write(
    tmp_path: Path, text: str, line: int | None, sentence: str
) -> None:
    assert refused(written(tmp_path, "broken.toml", text)) == [(line, sentence)]


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path: Path) -> None:
    huge = written(tmp_path, "huge.toml", "#" * (2**20 + 1))
    gone = tmp_path / "gone.toml"
    folder = tmp_path / "folder.toml"
    folder.mkdir()

    for path in (huge, gone, folder):
        [(line, sentence)] = refused(path)
        assert line is None
        assert sentence.endswith(".")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_a_file_saved_as_ansi_is_refused_by_the_line_and_told_how_to_save_it(
    tmp_path: Path, encoding: str
) -> None:
    text = SMALL.replace("Den eneste", "Tænkepause på gangen")

    [(line, sentence)] = refused(written(tmp_path, "ansi.toml", text.encode(encoding)))

    assert line == 11
    assert "ANSI" in sentence
    assert "Save it again as UTF-8" in sentence


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_saved_as_utf_16_is_told_how_to_save_it(tmp_path: Path, encoding: str) -> None:
    [(_line, sentence)] = refused(written(tmp_path, "wide.toml", SMALL.encode(encoding)))

    assert "UTF-16" in sentence


def test_what_is_probably_not_meant_is_a_doubt_by_line_and_no_problem(tmp_path: Path) -> None:
    text = SMALL.replace('"cleared"', '"kept"').replace(
        "[[phases]]", '[[questions]]\nid = "q"\ntext = "Hvad?"\n\n[[phases]]'
    )

    file = guide_file(written(tmp_path, "small.toml", text + 'questions = ["q"]\n'))

    assert (file.guide is not None, file.problems) == (True, ())
    assert [(doubt.line, str(doubt)) for doubt in file.doubts] == [
        (7, ("The board is kept, but no phase keeps what is on it. "
         'Write keeps = ["keywords"] in the phases that fill it, or board = "cleared".')),
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")

    assert len(refused(tmp_path / "pipe.toml")) == 1
