"""`facilitator guides`: what it says of the guides there are, and of a file that is to be one."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from facilitator.store.guide_files import guide_file
from facilitator.store.guides import Guides
from facilitator.store.paths import OUR_GUIDES
from tests.store.guide_texts import SMALL, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run

KEPT = SMALL.replace('"cleared"', '"kept"').replace(
    "[[phases]]", '[[questions]]\nid = "q"\ntext = "Hvad?"\n\n[[phases]]'
)


def test_a_guide_on_standard_input_is_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given(SMALL)
    assert run("guides", "check", "-").code == 0
    given(SMALL.replace("minutes = 2", "minutes = 2,5"))
    answer = run("guides", "check", "-")
    assert answer.code == 1
    assert answer.err == "-:5: Decimaler står efter et punktum. Skriv minutes = 2.5.\n"


def test_a_guide_is_checked_by_its_id_too(run: Run, own_home: Path) -> None:
    folder = own_home / "sessions" / "guides"
    broken = written(folder, "min.toml", 'id = "min"\nminutes = 8 min\nvers = 1,5\n')
    written(folder, "anden.toml", SMALL)

    assert run("guides", "check", "check-out").code == 0
    assert run("guides", "check", "anden").code == 0
    answer = run("guides", "check", "min")
    assert (answer.code, answer.err.startswith(f"{broken}:2: ")) == (1, True)
    unknown = run("guides", "check", "nix")
    assert (unknown.code, "Der er intet forløb »nix«." in unknown.err) == (2, True)
    assert "nix.toml: Den findes ikke." in run("guides", "check", "nix.toml").err


def test_a_doubt_is_said_and_the_guide_can_be_used(run: Run, tmp_path: Path) -> None:
    answer = run("guides", "check", written(tmp_path, "kept.toml", KEPT + 'questions = ["q"]\n'))

    assert answer.code == 0
    assert "Tavlen bliver gemt, men ingen fase gemmer" in answer.err
    assert answer.out == "Lille: Forløbet kan bruges.\n"


@pytest.mark.parametrize(
    "command", [("guides", "show", "min"), ("run", "min", "--start", "--team", "Nord")]
)
def test_a_broken_guide_asked_for_by_its_id_is_named_with_its_file(
    run: Run, own_home: Path, command: tuple[str, ...]
) -> None:
    path = written(own_home / "sessions" / "guides", "min.toml", 'id = "min"\nminutes = 8 min\n')

    answer = run(*command)

    assert (answer.code, answer.out) == (1, "")
    assert f"{path}:2: " in answer.err
    assert '"min". Skriv minutes = 8, kun tallet.' in answer.err


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_new_guide_begins_as_a_commented_file_without_a_fault(
    run: Run, own_home: Path, lang: str
) -> None:
    answer = run("--lang", lang, "guides", "new", "our-round")

    path = own_home / "sessions" / "guides" / "our-round.toml"
    file = guide_file(path)
    assert answer.code == 0
    assert file.guide is not None
    assert (file.guide.id, file.guide.language, file.doubts) == ("our-round", lang, ())
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#:schema ./guide.schema.json"
    assert sum("#" in line for line in lines) > 20
    assert str(path) in answer.out
    for command in (
        "guides check",
        "guides show our-round",
        "guides try our-round",
        "run our-round",
    ):
        assert f"facilitator {command}" in answer.out
    schema = json.loads((path.parent / "guide.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["phases"]


def test_a_guide_can_begin_as_a_copy_of_another_with_its_remarks(run: Run, own_home: Path) -> None:
    folder = own_home / "sessions" / "guides"
    written(folder, "small.toml", "# min egen\n" + SMALL.replace("title =", "# id = 1\ntitle ="))

    assert run("guides", "new", "copy", "--from", "small").code == 0
    assert run("guides", "new", "copy-2", "--from", "copy").code == 0
    assert run("guides", "new", "check-2", "--from", "check-out").code == 0

    copy = (folder / "copy-2.toml").read_text(encoding="utf-8")
    assert copy.startswith("#:schema ./guide.schema.json\n# min egen\n")
    assert copy.count("#:schema") == 1
    assert (tomllib.loads(copy)["id"], tomllib.loads(copy)["title"]) == ("copy-2", "Lille")
    assert Guides(folder).guide("check-2", "da").phases == Guides().guide("check-out", "da").phases


@pytest.mark.parametrize("guide_id", ["Min Runde", "../out", "a--b", "", "æble", "x" * 61])
def test_a_new_guide_needs_an_id_that_is_one(run: Run, own_home: Path, guide_id: str) -> None:
    assert run("guides", "new", guide_id).code == 2
    assert not list(own_home.rglob("*.toml")) or not (own_home / "sessions" / "guides").exists()


def test_a_new_guide_never_replaces_a_file(run: Run, own_home: Path) -> None:
    path = written(own_home / "sessions" / "guides", "mine.toml", "mit eget")

    answer = run("guides", "new", "mine")

    assert (answer.code, path.read_text(encoding="utf-8")) == (2, "mit eget")
    assert str(path) in answer.err


def test_a_copy_of_what_is_not_there_or_broken_is_refused(run: Run, own_home: Path) -> None:
    written(own_home / "sessions" / "guides", "broken.toml", "minutes = 2,5")

    assert run("guides", "new", "a", "--from", "nowhere").code == 2
    assert run("guides", "new", "b", "--from", "broken").code == 1
    assert not (own_home / "sessions" / "guides" / "a.toml").exists()


def test_guides_are_listed_with_door_minutes_language_and_file(run: Run, own_home: Path) -> None:
    path = written(
        own_home / "sessions" / "guides",
        "range.toml",
        SMALL.replace("minutes = 2", "minutes = [2, 4]"),
    )

    lines = run("guides").out.splitlines()
    rows = {row["id"]: row for row in run("guides", "--json").rows}

    [mine] = [line for line in lines if line.startswith("small")]
    assert mine.split() == ["small", "Reflektér", "2–4", "min", "da", "Lille", f"({path})"]
    assert any(line.startswith("check-out ") and "(indbygget)" in line for line in lines)
    assert (rows["small"]["minutes"], rows["small"]["file"]) == ([2, 4], str(path))
    assert (rows["check-out"]["minutes"], "file" in rows["check-out"]) == (10, False)


OURS = [*OUR_GUIDES.glob("??/*.toml"), *OUR_GUIDES.glob("new/*.toml")]


def test_the_schema_fits_our_guides_and_no_faulty_ones(run: Run) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = run("guides", "schema").document
    jsonschema.Draft7Validator.check_schema(schema)
    check = jsonschema.Draft7Validator(schema)

    for path in OURS:
        if path.stem != "foundations":
            written_guide = tomllib.loads(path.read_text(encoding="utf-8"))
            assert not list(check.iter_errors(written_guide)), path

    whole = tomllib.loads(SMALL)
    for word, value in {
        "minutes": "10", "door": "cellar", "minutter": 5, "private": "ja", "roles": "leader",
    }.items():  # fmt: skip
        assert list(check.iter_errors(whole | {word: value})), word


def test_the_schema_says_what_each_word_means(run: Run) -> None:
    schema = run("guides", "schema").document

    tables = {"guide": schema, **schema["definitions"]}
    for name, table in tables.items():
        for word, field in table.get("properties", {}).items():
            assert field["description"], f"{name}.{word}"
    assert set(schema["definitions"]["Choose"]["properties"]) == {"from", "votes_each", "picks"}
    assert "null" not in json.dumps(schema)


def test_a_common_card_that_a_guide_names_is_on_its_page(run: Run) -> None:
    page = run("guides", "show", "learning-review").out

    assert "psychological-first-aid" not in page
    assert "kortet »Psykisk førstehjælp«" in page
    assert "KORT: PSYKISK FØRSTEHJÆLP" in page
