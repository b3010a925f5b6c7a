"""What is seen of an export before it is written (privacy.md P11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.sharing import lines, owners
from facilitator.export.plain import note_text
from facilitator.export.wording import span
from facilitator.words import ngettext

if TYPE_CHECKING:
    from facilitator.export.wording import Sharing


def preview(sharing: Sharing, text: str) -> str:
    """What was exported, as it is to be read; of a page the same words without the markup."""
    if text.startswith("<!DOCTYPE"):
        return "\n".join(map(note_text, sharing.notes))
    return text.removeprefix("\N{BYTE ORDER MARK}")


def account(sharing: Sharing) -> list[str]:
    """How much there is of it, and whether somebody is named in it: a sentence each."""
    kept = sum(map(lines, sharing.notes))
    number = ngettext("{n} line was kept", "{n} lines were kept", kept).format(n=kept)
    found = [f"{span(sharing.notes)}: {number}."]
    if named := sum(map(owners, sharing.notes)):
        sentence = ngettext(
            "{n} commitment names who does it.", "{n} commitments name who does it.", named
        )
        found.append(sentence.format(n=named))
    return found
