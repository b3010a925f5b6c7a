from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

import pytest
import tomli

from facilitator.core.errors import Refused
from facilitator.core.guide.entry import Door
from facilitator.store import guide_files
from facilitator.store import guides as library
from facilitator.store.guides import (
    Guides,
    foundations,
    shipped,
)
from facilitator.store.toml import FileProblem
from tests.store.guide_texts import SMALL, written

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.guide.model import Guide


def titled(title: str, **words: str) -> str:
    text = SMALL.replace('"Lille"', f'"{title}"')
    for word, value in words.items():
        text = text.replace(f"{word} = ", f'{word} = "{value}" # ', 1)
    return text


def test_ours_are_listed_by_doors_and_length() -> None:
    listed = Guides().entries("da")

    assert len(listed) >= 18
    assert {guide.door for guide in listed} == set(Door)
    doors = list(Door)
    keys = [(doors.index(g.door), g.minutes or 600) for g in listed]  # what has no clock is last
    assert keys == sorted(keys)
    assert {guide.language for guide in Guides().entries("en")} == {"en"}
    assert {guide.id for guide in Guides().entries("en")} == {guide.id for guide in listed}


def test_ours_are_listed_without_being_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(_: Path) -> Guide:
        raise AssertionError

    monkeypatch.setattr(library, "load_guide_file", parse)
    shipped.cache_clear()

    assert Guides().entries("da")


def test_only_the_guide_asked_for_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def loads(text: str) -> dict[str, object]:
        parsed.append(text)
        return plainly(text)

    plainly = tomli.loads
    guide_files._common_cards("da")
    written(tmp_path, "another.toml", titled("Anden", id="another"))
    monkeypatch.setattr(tomli, "loads", loads)
    library._our_guide.cache_clear()

    assert Guides(tmp_path).guide("supervision-60", "da").minutes == 60
    assert len(parsed) == 1


def test_the_users_own_guides_stand_beside_ours(tmp_path: Path) -> None:
    written(tmp_path / "a", "small.toml")
    written(tmp_path / "b", "another.toml", titled("Anden", id="another"))
    guides = Guides(tmp_path / "a", tmp_path / "b", tmp_path / "none")

    listed = [guide.id for guide in guides.entries("da") if guide.door is Door.REFLECT]

    assert listed[:2] == ["another", "small"]
    assert listed[2:] == [guide.id for guide in shipped("da") if guide.door is Door.REFLECT]
    assert guides.guide("another", "da").title == "Anden"


def test_of_the_same_guide_the_archives_is_used_then_the_users_then_ours(tmp_path: Path) -> None:
    archive, user = tmp_path / "archive", tmp_path / "user"
    written(archive, "a.toml", titled("Arkivets", id="small"))
    written(user, "a.toml", titled("Brugerens", id="small"))
    written(user, "b.toml", titled("Brugerens check-out", id="check-out"))

    guides = Guides(archive, user)

    assert guides.guide("small", "da").title == "Arkivets"
    assert guides.guide("check-out", "da").title == "Brugerens check-out"
    titles = [guide.title for guide in guides.entries("da")]
    assert {"Arkivets", "Brugerens check-out"} < set(titles)
    assert {"Brugerens", "Check-out"}.isdisjoint(titles)


def test_a_guide_of_one_language_is_found_from_the_other(tmp_path: Path) -> None:
    written(tmp_path, "small.toml")
    guides = Guides(tmp_path)

    assert guides.guide("small", "en").language == "da"
    assert "small" in [guide.id for guide in guides.entries("en")]
    assert guides.other_language(guides.guide("small", "da")) is None


def test_the_same_guide_is_there_in_the_other_language(tmp_path: Path) -> None:
    guides = Guides(tmp_path)
    danish = guides.guide("check-out", "da")

    english = guides.other_language(danish)

    assert english is not None
    assert (english.id, english.language) == ("check-out", "en")
    assert guides.other_language(english) == danish


def test_a_guide_that_is_not_there_is_refused_with_those_that_are() -> None:
    for guide_id in ("check-in", "../da/check-out", "foundations", ""):
        with pytest.raises(Refused, match="These are there: measurement, measurement-dialogue"):
            Guides().guide(guide_id, "da")


def test_broken_files_are_named_and_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "my-check-out.toml", titled("Min", id="my").replace("schema = 1", ""))
    written(tmp_path, ".hidden.toml", "not looked at")
    written(tmp_path, "note.txt", "not looked at")
    (tmp_path / "nowhere.toml").symlink_to(tmp_path / "gone")
    (tmp_path / "folder.toml").mkdir()
    written(tmp_path, "small.toml")
    guides = Guides(tmp_path)

    assert guides.guide("check-out", "da").title == "Check-out"
    assert [(file.path.name, file.guide is None, len(file.problems)) for file in guides.own] == [
        ("small.toml", False, 0),
        ("folder.toml", True, 1),
        ("nowhere.toml", True, 1),
        ("my-check-out.toml", True, 1),
    ]


def test_a_folder_that_is_a_file_is_named_and_passed_over(tmp_path: Path) -> None:
    guides = Guides(written(tmp_path, "guides"))

    assert guides.guide("check-out", "da").minutes == 10
    assert [file.path.name for file in guides.own] == ["guides"]
    assert guides.own[0].problems


def test_a_conflict_copy_is_named_and_does_not_hide_the_file_it_is_a_copy_of(
    tmp_path: Path,
) -> None:
    written(tmp_path, "small.toml")
    written(tmp_path, "small (conflicted copy).toml", titled("Kopi"))
    guides = Guides(tmp_path)

    assert guides.guide("small", "da").title == "Lille"
    [copy] = [file for file in guides.own if file.guide is None]
    assert copy.path.name == "small (conflicted copy).toml"
    assert str(copy.problems[0]) == (
        "small.toml is older and has the same id and language. Give this copy another id."
    )
    assert copy.problems[0].line == 2


def test_the_newer_of_two_files_is_the_copy_whatever_their_names(tmp_path: Path) -> None:
    original = written(tmp_path, "small-with-a-long-name.toml")
    copy = written(tmp_path, "a.toml", titled("Kopi"))
    os.utime(original, (1_000_000, 1_000_000))
    guides = Guides(tmp_path)

    assert guides.guide("small", "da").title == "Lille"
    assert [file.path for file in guides.own if file.guide is None] == [copy]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("check-out.toml", 'schema = 1\ntitle = "Mit', ":2"),
        ("min.toml", 'schema = 1\nid = "check-out"\nminutes = 2,5', ":3"),
        ("min.toml", 'id = "check-out"\ntitle = "Vores møde"'.encode("cp1252"), ":2"),
        ("check-out.toml", 'id = "check-out"'.encode("utf-16"), ":1"),
    ],
)
def test_a_broken_guide_asked_for_by_its_id_is_said_to_be_broken(
    tmp_path: Path, name: str, text: str | bytes, place: str
) -> None:
    path = written(tmp_path, name, text)

    with pytest.raises(FileProblem, match='The guide "check-out" is broken') as caught:
        Guides(tmp_path).guide("check-out", "da")

    assert caught.value.place == f"{path}{place}"


def test_a_broken_copy_does_not_stop_the_guide_it_is_a_copy_of(tmp_path: Path) -> None:
    written(tmp_path, "small.toml")
    written(tmp_path, "small-2.toml", 'id = "small"\nminutes = 2,5')

    assert Guides(tmp_path).guide("small", "da").title == "Lille"


def test_a_guide_the_user_wrote_is_never_rewritten(tmp_path: Path) -> None:
    path = written(tmp_path, "small.toml", "# mit eget\n" + SMALL)
    before = path.stat()

    guides = Guides(tmp_path)
    guides.entries("da")
    guides.guide("small", "da")

    assert path.read_text(encoding="utf-8") == "# mit eget\n" + SMALL
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_the_common_texts_are_there_in_both_languages() -> None:
    danish, english = foundations("da"), foundations("en")

    assert len(danish.ground_rules) == len(english.ground_rules) == 5
    assert danish.start_check == (
        "Tid",
        "Sted",
        "Ro",
        "Hvem mangler i rummet?",
        "Hvem faciliterer i dag?",
    )
    assert [card.title for card in danish.reactions] == ["Lyt", "Anerkend", "Tak"]
    assert [card.id for card in danish.cards] == [card.id for card in english.cards]
    assert [card.audience for card in danish.cards] == [card.audience for card in english.cards]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("entry", [entry.id for entry in shipped("da")])
def test_what_a_guide_begins_with_is_what_its_first_phase_says(
    entry: str, lang: Literal["da", "en"]
) -> None:
    opening = Guides().first_words(entry, lang)
    guide = Guides().guide(entry, lang)

    if guide.gates:
        assert opening is None, "what is asked first is seen first"
        return
    assert opening is not None
    assert opening.title == guide.title
    said = guide.phases[0].prompts
    assert opening.prompts == said or "{" in said[len(opening.prompts)]


def test_a_guide_that_may_be_the_users_own_is_read_before_it_is_seen(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('id = "check-out"\n# half a file', "utf-8")

    assert Guides(tmp_path).first_words("check-out", "da") is None
    assert Guides(tmp_path).first_words("supervision-60", "da") is not None
    assert Guides(tmp_path).first_words("no-such", "da") is None
