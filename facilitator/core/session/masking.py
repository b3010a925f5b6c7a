"""CPR numbers in a session: masked in every text that enters, and again when it is saved.

All events pass here (privacy.md P9). A number that the facilitator says is no CPR number stays, in
memory alone: a running session is saved fully masked, and tells so when it is resumed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final, TypeVar

from pydantic import BaseModel

from facilitator.core.session.model import Session
from facilitator.core.text.guard import mask_cpr

IDENTIFIERS: Final = frozenset({"id", "guide", "kind", "language"})
"""Fields of a note whose texts nobody types; nor are those that stand in a list by themselves."""

R = TypeVar("R", bound=BaseModel)


def masked(
    session: Session, before: Session | None = None, unmasked: Collection[str] = ()
) -> Session:
    """The session with CPR numbers masked, in its note and in the names of its people.

    Texts that are in `before` stay; so do the numbers `unmasked` (see `mask_cpr`).
    """
    stays = frozenset(_texts(before.note)) if before else frozenset[str]()
    today = session.note.date
    note = _masked(session.note, stays, today, unmasked)
    people = tuple(_masked(person, stays, today, unmasked) for person in session.live.people)
    return session.with_note(note).with_live(people=people)


def written_down(
    session: Session,
    kept_texts: Collection[str],
    kept_words: Collection[str],
    unmasked: Collection[str] = (),
) -> Session:
    """The session as it is saved: fully masked, even what is `unmasked` in memory.

    The texts and words that were asked about and kept are included, as far as they are in it, so
    that a resume does not ask again.
    """
    as_masked = masked(session) if unmasked else session  # else all of it is masked already
    texts = frozenset(_texts(session.note))
    kept = {
        mask_cpr(text, session.note.date)
        for text in texts
        if any(text in kept_text for kept_text in kept_texts)
    }
    return as_masked.with_live(
        kept_texts=tuple(sorted(kept)),
        kept_words=tuple(sorted(w for w in kept_words if any(w in text for text in texts))),
        masked_on_disk=as_masked.note != session.note,
    )


def _texts(record: BaseModel) -> Iterator[str]:
    for name in type(record).model_fields:
        value: object = getattr(record, name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, BaseModel):
                    yield from _texts(item)


def _masked(record: R, stays: Collection[str], today: date, unmasked: Collection[str]) -> R:
    changes: dict[str, object] = {}
    for name in type(record).model_fields:
        before: object = getattr(record, name)
        after = before
        if type(before) is str and name not in IDENTIFIERS and before not in stays:
            after = mask_cpr(before, today, unmasked)
        elif isinstance(before, tuple):
            after = tuple(
                _masked(item, stays, today, unmasked) if isinstance(item, BaseModel) else item
                for item in before
            )
        if after != before:
            changes[name] = after
    return record.model_copy(update=changes) if changes else record
