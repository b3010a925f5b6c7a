"""A day with an encrypted archive: no word, team, name, id or day of it in any file of the user."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.note import Commitment
from facilitator.core.text.query import query_of
from facilitator.store.archive import Archive
from facilitator.store.conversion import convert
from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import create_keys
from facilitator.store.index import Index
from facilitator.store.index.commitments import commitments
from facilitator.store.index.notes import listing
from facilitator.store.index.search import hits
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.paths import index_folder
from facilitator.store.retention import delete
from facilitator.store.session_file import Keeper
from facilitator.store.state import encrypt_keys
from tests.core.measurement.measures import a_measurement
from tests.store.samples import a_note, a_session, put

if TYPE_CHECKING:
    from pathlib import Path

    from pyrage import x25519

    from facilitator.store.encryption.archive_keys import Recipient

WORDS = (
    "hemmeligt", "nordlys", "observerede", "aftalen", "ingeborg", "2026-11", "check-out",
    "age-secret-key",
)  # fmt: skip
"""Of notes: what was said, the team, a question, a commitment, a person, days and ids, guides."""


def in_clear(*folders: Path) -> set[tuple[str, str]]:
    """The words that stand in the path or in the bytes of any file there."""
    return {
        (str(file.relative_to(folder)), word)
        for folder in folders
        for file in folder.rglob("*")
        for word in WORDS
        if word in str(file.relative_to(folder)).casefold()
        or (file.is_file() and word.encode() in file.read_bytes().lower())
    }


def test_nothing_of_it_stands_in_any_file_of_this_machine(
    archive: Archive, own_home: Path, recipients: tuple[Recipient, ...], me: x25519.Identity
) -> None:
    made = [Commitment(id="c1", what="aftalen", owner="Ingeborg", due=date(2026, 11, 29))]
    for number in range(4):
        note = a_note([f"hemmeligt {number}"], note_id=f"2026-11-2{number}-k3f9", commitments=made)
        put(archive, f"Team Nordlys/2026-11-2{number}-check-out.toml", note)
    (archive.folder / "archive.toml").write_text("schema = 1\nremember_order = true\n", "utf-8")
    archive = Archive(archive.folder)
    plain = Index(archive.folder)
    plain.refresh()
    assert in_clear(own_home, archive.folder)

    create_keys(archive.folder, recipients)
    encrypt_keys(archive.folder)
    index = Index(archive.folder)
    index.refresh()
    assert convert(archive.folder).is_done
    assert in_clear(own_home, archive.folder) == set()

    keeper = Keeper.begin(archive, a_session(["hemmeligt i dag"]))
    keeper.remember_names("Team Nordlys", ["Ingeborg"])
    measured = MeasurementKeeper.begin(archive, a_measurement())
    for at in range(5):
        measured.add((1, 2, 3, 4, 5, 4, 3), f"hemmeligt svar {at}")
    assert in_clear(own_home, archive.folder) == set()

    assert keeper.close(a_note(["hemmeligt i dag"], note_id="2026-11-30-k3f9")) is None
    assert measured.close(measured.measurement.date) is None
    for asked in (index, plain):
        asked.refresh()
        assert len(hits(asked, query_of("hemmeligt"))) == 5
        assert len(commitments(asked)) == 4
        assert len(listing(asked).notes) == 6
    delete(index, listing(index).notes[0].path)
    assert in_clear(own_home, archive.folder) == set()

    index.close()
    plain.close()
    again = Index(archive.folder)
    own_key.close_own_key()
    with pytest.raises(Refused, match="your key is not open"):
        again.refresh()
    assert [file.suffix for file in index_folder().iterdir()] == [".encrypted"]
    own_key._open[:] = [me]
    again.refresh()
    assert len(listing(again).notes) == 5
    again.close()
