"""What people get wrong who write TOML for the first time, and how it is said."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from facilitator.store.paths import OUR_GUIDES
from facilitator.store.toml import FileProblem, parsed

HERE = Path("guide.toml")
WORD = 'comes from a word processor. Write " at both ends of the text.'
INSIDE = (
    'A quotation mark stands inside a text and ends it. Write " at the ends of the text alone, '
    "and » « inside it."
)
COMMA = "A comma is missing after this text. Write one between the texts of a list."
OPEN = "The bracket that is opened here is never closed. Close it: ] ends [."
SPACE = "A space that came with copied text stands here. Delete the spaces and type them again."


def mistake(text: str) -> tuple[int | None, str]:
    with pytest.raises(FileProblem) as caught:
        parsed(text, HERE)
    return caught.value.line, str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("minutes = 2,5", 1, "Decimals come after a full stop. Write minutes = 2.5."),
        ("\nminutes = 12,5 # i alt", 2, "Decimals come after a full stop. Write minutes = 12.5."),
        ("minutes = 8 min", 1, "Write minutes = 8, the number alone."),
        ("minutes = 8min.", 1, "Write minutes = 8, the number alone."),
        ("minutes = 2,5 minutter", 1, "Write minutes = 2.5, the number alone."),
        ("minutes = 10-15", 1, "Write minutes = [10, 15]."),
        ("minutes = 10–15", 1, "Write minutes = [10, 15]."),
        ("minutes = 10 til 15 min", 1, "Write minutes = [10, 15]."),
        ("minutes = 5.", 1, "Write minutes = 5, the number alone."),
        ("minutes = .5", 1, "Write minutes = 0.5, the number alone."),
        ("title = “Runde”", 1, f"The quotation mark “ {WORD}"),
        ("title = ”Runde”", 1, f"The quotation mark ” {WORD}"),
        ("title = »Runde«", 1, f"The quotation mark » {WORD}"),
        ("title = ’Runde’", 1, f"The quotation mark ’ {WORD}"),
        ("title = \xb4Runde\xb4", 1, f"The quotation mark \xb4 {WORD}"),
        ('title = "Runde”', 1, f"The quotation mark ” {WORD}"),
        ("title = 'Runde’", 1, f"The quotation mark ’ {WORD}"),
        ("prompts = [“Hvad?”, “Hvem?”]", 1, f"The quotation mark “ {WORD}"),
        ('prompts = ["Hvad?”, "Hvem?”]', 1, f"The quotation mark ” {WORD}"),
        ('prompts = [\n  "Hvad?",\n  “Hvem?”,\n]', 3, f"The quotation mark “ {WORD}"),
        ('title = "Det "rigtige" spørgsmål"', 1, INSIDE),
        ('prompts = ["Sig "tak" nu"]', 1, INSIDE),
        ('prompts = [\n"a",\n"Sig "tak" nu"]', 3, INSIDE),
        (
            "title = 'Jonas' runde'", 1,
            ("An apostrophe stands inside a text and ends it. "
             "Write \" at both ends of the text instead of '."),
        ),
        ('prompts = ["Hvad?" "Hvem?"]', 1, COMMA),
        ('prompts = [\n  "Hvad?"\n  "Hvem?"\n]', 2, COMMA),
        ('prompts = ["Hvad?",\n"Hvem?"\n\n[[phases]]', 1, OPEN),
        ('prompts = ["Hvad?"\nhints = ["Vent."]', 1, OPEN),
        ("private = ja", 1, "Write private = true."),
        ("private = True", 1, "Write private = true."),
        ("private = NEJ # endnu", 1, "Write private = false."),
        ("title = Åben runde", 1, 'A text stands in quotation marks. Write title = "Åben runde".'),
        ("keeps = [keywords]", 1, 'A text stands in quotation marks. Write "keywords".'),
        ('title: "Runde"', 1, "After title comes an equals sign. Write title = instead of title:"),
        (
            "rækkefølge = 1", 1,
            ("rækkefølge is not a word of the file: those are English, with the letters a–z. "
             "Look the word up, or take the line out."),
        ),
        (
            "[[spørgsmål]]", 1,
            ("spørgsmål is not a word of the file: those are English, with the letters a–z. "
             "Look the word up, or take the line out."),
        ),
        (
            "minutes per person = 3", 1,
            "A word of the file has no spaces. Write minutes_per_person, or look it up.",
        ),
        ("minutes\u00a0= 8", 1, SPACE),
        ("minutes =\u00a08", 1, SPACE),
        ("\u200bminutes = 8", 1, SPACE),
        (
            "[phases]\nid = 1\n[phases]\nid = 2", 1,
            ("[phases] stands here more than once. Keep one of them, or write [[phases]] "
             "each time, in double brackets, where it is a list."),
        ),
        (
            "[[phases]]\nid = 1\n\n[phases] # to\nid = 2", 4,
            ("[phases] stands here more than once. Keep one of them, or write [[phases]] "
             "each time, in double brackets, where it is a list."),
        ),
        (
            "[phases]\nid = 1\n[[phases]]", 1,
            ("[phases] stands here more than once. Keep one of them, or write [[phases]] "
             "each time, in double brackets, where it is a list."),
        ),
        (
            'a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> origin/main\n', 2,
            ("Two versions that git could not join stand in this file. Keep one of them, and take "
             "out the lines <<<<<<<, ======= and >>>>>>>."),
        ),
        (
            'a = 1\nb = "x\n=======\nb = "y"\n>>>>>>> theirs\n', 5,
            ("Two versions that git could not join stand in this file. Keep one of them, and take "
             "out the lines <<<<<<<, ======= and >>>>>>>."),
        ),
        (
            "a = 1\nb = \0\0\0\0", 2,
            ("The file holds zeros where its text should be: a disk or a sync program has damaged "
             "it. Fetch an earlier version of it."),
        ),
    ],
)  # fmt: skip
def test_a_common_mistake_is_said_by_line_with_what_to_write_instead(
    text: str, line: int, sentence: str
) -> None:
    assert mistake(text) == (line, sentence)
    assert mistake(text.replace("\n", "\r\n")) == (line, sentence)


@pytest.mark.parametrize(
    "text",
    [
        'title = "Det »rigtige« spørgsmål"',
        "title = 'Det \"rigtige\" spørgsmål'",
        'title = "Jonas’ runde, 2,5 min"',
        "minutes = [2, 5]",
        'title = """Flere\nlinjer med "ord" """',
        "private = true",
    ],
)
def test_what_is_right_is_no_mistake(text: str) -> None:
    assert parsed(text, HERE)


def test_whatever_stands_in_a_file_is_read_or_refused() -> None:
    text = (OUR_GUIDES / "da" / "supervision-90.toml").read_text(encoding="utf-8")
    signs = random.Random(9)  # noqa: S311 no secret
    for _ in range(300):
        spoilt = list(text)
        for _ in range(signs.randint(1, 4)):
            at = signs.randrange(len(spoilt))
            spoilt[at : at + signs.randint(0, 1)] = signs.choice("\"'[]{}=,:.“”\u00a0\n#\\")
        with suppress(FileProblem):
            parsed("".join(spoilt), HERE)
