"""The archive as it lies on the disk: notes found, everything else named and passed over."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.note import Commitment, Note
from facilitator.store import scan
from facilitator.store.archive import Archive
from facilitator.store.encryption.archive_keys import keys_of
from facilitator.store.index.notes import running, teams, unfinished
from facilitator.store.measurement.notes import create
from facilitator.store.notes import dumps
from facilitator.words import refusal_words
from tests.core.measurement.measures import a_measurement
from tests.store.listing import find, listing, named, up_to_date
from tests.store.samples import a_note, a_session, put

if TYPE_CHECKING:
    from pathlib import Path


def on(day: int, *, team: str = "Nord", number: int = 1) -> Note:
    return a_note(note_id=f"2026-11-{day}-a{number}", day=date(2026, 11, day), team=team)


def test_notes_are_listed_newest_first(archive: Archive) -> None:
    for name, note in {
        "Nord/2026-11-12-check-out.toml": on(12),
        "Nord/2026-11-21-check-out-10.toml": on(21, number=10),
        "Nord/2026-11-21-check-out-2.toml": on(21, number=2),
        "Nord/2026-11-21-check-out.toml": on(21),
        "Syd/2026-11-20-check-out.toml": on(20, team="Syd"),
    }.items():
        put(archive, name, note)

    ids = [entry.id for entry in listing(archive).notes]

    assert ids == [
        "2026-11-21-a10",
        "2026-11-21-a2",
        "2026-11-21-a1",
        "2026-11-20-a1",
        "2026-11-12-a1",
    ]
    assert listing(archive).problems == ()


def test_an_entry_says_what_a_list_shows(archive: Archive) -> None:
    commitments = [
        Commitment(id="c1", what="a"),
        Commitment(id="c2", what="b", status=Status.DONE),
        Commitment(id="c3", what="c", status=Status.ADJUSTED),
    ]
    note = a_note(commitments=commitments).model_copy(update={"minutes": 11})
    path = put(archive, "Team Nordlys/x.toml", note)
    put(archive, "Team Nordlys/y.toml", a_session(note=a_note(note_id="y")))

    closed, open_ = sorted(listing(archive).notes, key=lambda entry: entry.path)

    assert (closed.id, closed.team, closed.guide, closed.title, closed.language) == (
        "2026-11-21-k3f9",
        "Team Nordlys",
        "check-out",
        "Check-out",
        "da",
    )
    assert (closed.date, closed.status, closed.path) == (date(2026, 11, 21), "closed", path)
    assert open_.status == "running"
    assert running(up_to_date(archive)) == (open_,)


def test_what_is_no_note_is_named_and_the_rest_is_listed(archive: Archive) -> None:
    put(archive, "Nord/god.toml", on(21))
    put(archive, "Nord/tom.toml", b"")
    put(archive, "Nord/halv.toml", dumps(on(20))[:40])
    put(archive, "Nord/fremmed.toml", b'[tool]\nname = "x"\n')
    put(archive, "Nord/latin.toml", "title = 'æ'".encode("latin-1"))

    assert [entry.path.name for entry in listing(archive).notes] == ["god.toml"]
    problems = named(archive)
    assert set(problems) == {f"Nord/{name}.toml" for name in ("tom", "halv", "fremmed", "latin")}
    assert problems["Nord/fremmed.toml"] == "Det er ikke en note fra dette program."


def test_what_is_not_for_the_list_is_passed_over_in_silence(archive: Archive) -> None:
    for name in (
        "guides/min.toml",
        ".git/config.toml",
        ".stversions/Nord/x.toml",
        "Nord/.x.toml",
        "Nord/.x.toml.0a1b.tmp",
        "Nord/README.md",
    ):
        put(archive, name, b"not a note")

    assert listing(archive) == listing(Archive(archive.folder / "absent"))


def test_a_team_may_have_guides_of_its_own_name_below(archive: Archive) -> None:
    put(archive, "Nord/guides/x.toml", on(21))

    assert len(listing(archive).notes) == 1


def test_a_link_out_of_the_archive_is_named_and_one_inside_is_no_second_note(
    archive: Archive, tmp_path: Path
) -> None:
    path = put(archive, "Nord/god.toml", on(21))
    secret = tmp_path / "secret.toml"
    secret.write_bytes(dumps(on(20)))
    (archive.folder / "Nord/ud.toml").symlink_to(secret)
    (archive.folder / "ud").symlink_to(tmp_path)
    (archive.folder / "Nord/igen.toml").symlink_to(path)
    (archive.folder / "Nord/rundt").symlink_to(archive.folder)
    (archive.folder / "sløjfe").symlink_to(archive.folder / "sløjfe")

    assert [entry.path for entry in listing(archive).notes] == [path]
    assert {"Nord/ud.toml", "ud"} <= set(named(archive)) <= {"Nord/ud.toml", "ud", "sløjfe"}
    assert named(archive)["ud"] == "Denne genvej fører ud af arkivet."


def test_what_leads_to_nothing_or_is_no_file_is_named_and_never_waited_for(
    archive: Archive,
) -> None:
    path = put(archive, "Nord/god.toml", on(21))
    for name in ("rør.toml", "Rør.TOML", "rør.toml.age", "rør"):
        os.mkfifo(path.with_name(name))
    for name in ("væk.toml", "en mappe", ".#god.toml"):
        path.with_name(name).symlink_to("findes-ikke")
    no_file = "Det er ikke en fil."
    nothing = "Det, genvejen fører til, er der ikke. Hent det tilbage, eller slet genvejen."

    assert [entry.path for entry in listing(archive).notes] == [path]
    assert named(archive) == {
        "Nord/rør.toml": no_file,
        "Nord/Rør.TOML": no_file,
        "Nord/rør.toml.age": no_file,
        "Nord/væk.toml": nothing,
        "Nord/en mappe": nothing,
    }
    path.with_name("findes-ikke").mkdir()
    assert not {"Nord/væk.toml", "Nord/en mappe"} & set(named(archive))


def test_a_link_to_what_cannot_be_looked_at_does_not_stop_the_list(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(archive, "Nord/god.toml", on(21))
    closed = put(archive, "Syd/god.toml", on(20)).resolve()
    path.with_name("lang.toml").symlink_to("x" * 300)
    path.with_name("lukket.toml").symlink_to(closed)
    really = os.stat

    def refuses(name: Any, *more: Any, **how: Any) -> os.stat_result:
        if str(name) == str(closed):
            raise PermissionError(13, "Permission denied")
        return really(name, *more, **how)

    monkeypatch.setattr(os, "stat", refuses)

    assert path in [entry.path for entry in listing(archive).notes]
    assert set(named(archive)) == {"Nord/lang.toml"}


def test_an_archive_that_is_itself_a_link_is_read(archive: Archive, tmp_path: Path) -> None:
    put(archive, "Nord/god.toml", on(21))
    (tmp_path / "link").symlink_to(archive.folder)

    assert len(listing(Archive(tmp_path / "link")).notes) == 1


def test_a_folder_that_cannot_be_read_does_not_stop_the_list(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, "Nord/god.toml", on(21))
    put(archive, "Syd/god.toml", on(20))
    for name in ("open", "scandir"):
        real = getattr(os, name)

        def refuses(folder: Any, *more: Any, really: Any = real) -> Any:
            if str(folder).endswith("Nord"):
                raise PermissionError(13, "Permission denied")
            return really(folder, *more)

        monkeypatch.setattr(os, name, refuses)

    assert [entry.path.parent.name for entry in listing(archive).notes] == ["Syd"]
    assert named(archive) == {"Nord": "Du har ikke adgang til at læse den."}


def test_a_file_whose_folder_may_be_listed_and_not_gone_into_is_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Listed:
        """An entry of a folder without the right to go into it, as Linux gives it."""

        name = "2026-11-21-check-out.toml"

        def is_file(self, *, follow_symlinks: bool) -> bool:
            return not follow_symlinks

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise PermissionError(13, f"Permission denied ({follow_symlinks})")

    put(archive, "Nord/x.toml", on(21))
    inside = scan._inside

    def listed(folder: Any, *, top: bool) -> list[Any]:
        return inside(folder, top=top) if top else [Listed()]

    monkeypatch.setattr(scan, "_inside", listed)

    assert listing(archive).notes == ()
    assert named(archive) == {f"Nord/{Listed.name}": "Du har ikke adgang til at læse den."}


def test_a_guide_about_conflicts_is_no_conflict(archive: Archive) -> None:
    note = on(21).model_copy(update={"guide": "konflikt-samtale"})
    put(archive, "Nord/2026-11-21-konflikt-samtale.toml", note)
    put(archive, "Nord/2026-11-21-konflikt-samtale-2.toml", note.model_copy(update={"id": "b"}))

    assert (len(listing(archive).notes), named(archive)) == (2, {})


def test_a_note_is_found_by_its_id_or_a_beginning_that_no_other_has(archive: Archive) -> None:
    put(archive, "Nord/a.toml", on(21))
    put(archive, "Nord/b.toml", on(21, number=12))
    put(archive, "Nord/c.toml", on(20))

    assert find(archive, "2026-11-21-a1").path.name == "a.toml"
    assert find(archive, "2026-11-20").path.name == "c.toml"
    assert find(archive, "Nord/b.toml").path.name == "b.toml"
    for wanted, sentence in {
        "2026-11-21": "Flere noter passer til 2026-11-21: 2026-11-21-a12, 2026-11-21-a1.",
        "x": "Der er ingen note x i dette arkiv.",
        "": "Der er ingen note  i dette arkiv.",
    }.items():
        with pytest.raises(Refused) as refused:
            find(archive, wanted)
        assert refusal_words(refused.value) == sentence


def test_teams_seen_before_come_the_most_recent_first_and_once_each(archive: Archive) -> None:
    put(archive, "Nord/a.toml", on(12, team="nord"))
    put(archive, "Nord/b.toml", on(20, team="Nord"))
    put(archive, "Syd/c.toml", on(21, team="Syd"))

    assert teams(up_to_date(archive)) == ("Syd", "Nord")


def test_a_note_that_changes_is_listed_as_it_is_by_now(archive: Archive) -> None:
    path = put(archive, "Nord/a.toml", a_session(note=on(21)))
    assert [entry.status for entry in listing(archive).notes] == ["running"]

    put(archive, "Nord/a.toml", on(21))
    assert [entry.status for entry in listing(archive).notes] == ["closed"]

    path.write_bytes(b"nonsense")
    assert (listing(archive).notes, len(listing(archive).problems)) == ((), 1)
    path.unlink()
    assert listing(archive) == listing(Archive(archive.folder / "absent"))


@pytest.mark.parametrize("header", ["[live]", "[ live ]", '["live"]', "  [live] # now"])
def test_a_running_session_is_seen_however_its_table_is_written(
    archive: Archive, header: str
) -> None:
    text = dumps(a_session()).replace(b"[live]", header.encode(), 1)
    put(archive, "Nord/a.toml", text)
    put(archive, "Nord/b.toml", a_note(["[live]", "live = 1"], note_id="b"))

    assert [entry.path.name for entry in unfinished(archive)] == ["a.toml"]


def test_what_is_open_in_an_encrypted_archive_is_seen_before_there_is_an_index(
    encrypted: Archive,
) -> None:
    path = create(encrypted, a_measurement())
    put(encrypted, "a/b.toml.age", keys_of(encrypted.folder).sealed(dumps(on(21))))

    assert [(entry.path, entry.kind) for entry in unfinished(encrypted)] == [(path, "measurement")]
