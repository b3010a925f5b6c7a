"""What stands of a commitment in words, and choosing between two versions of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.conducting.earlier_commitments import (
    AS_WANTED,
    CHANGED_MEANWHILE,
    IN_THE_NOTE,
    WhichVersion,
)
from facilitator.conducting.format import WHAT, WHEN, WHO, status_words
from facilitator.core.text.tags import THEMES
from facilitator.export.plain_text import when_then_words
from facilitator.ui.kit.dialog import Versions
from facilitator.words import _, language, weekday_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.note import Commitment


def details(commitment: Commitment) -> Iterator[tuple[str, str]]:
    """Status, theme, owner and day, each with its name; a dash where it has none."""
    yield _("Status"), status_words(commitment.status)
    if commitment.theme:
        tag = THEMES[commitment.theme]
        yield _("Theme"), f"{tag.symbol} {tag.label(language())}"
    yield _(WHO), commitment.owner or "–"
    yield _(WHEN), weekday_words(commitment.due) if commitment.due else "–"


class TwoVersions(Versions[WhichVersion]):
    """The version in the note, and the one that was to be written.

    All that somebody has changed or wants to change is shown; where the two differ, in bold.
    """

    def __init__(self, seen: Commitment, theirs: Commitment, mine: Commitment) -> None:
        """`mine` is theirs with the wanted change; `seen` is what it was made from."""
        super().__init__(
            _(CHANGED_MEANWHILE),
            [_two_versions(seen, theirs, mine)],
            [(_(version.value), version) for version in WhichVersion],
        )


def _two_versions(*versions: Commitment) -> Content:
    seen, theirs, mine = (dict(_lines(commitment)) for commitment in versions)
    names = [name for name in theirs | mine if theirs.get(name) != mine.get(name)]
    names += [name for name in seen | theirs if seen.get(name) != theirs.get(name)]
    shown = [name for name in seen | theirs | mine if name in names]
    rows = [Content(seen[_(WHAT)]), Content("")] if _(WHAT) not in shown else []
    for title, lines in ((_(IN_THE_NOTE), theirs), (_(AS_WANTED), mine)):
        rows.append(Content.styled(title, "$accent"))
        for name in shown:
            style = "bold" if theirs.get(name) != mine.get(name) else ""
            rows.append(Content.assemble((f"{name}: ", "$muted"), (lines.get(name, "–"), style)))
        rows.append(Content(""))
    return Content("\n").join(rows[:-1])


def _lines(commitment: Commitment) -> Iterator[tuple[str, str]]:
    """All that can be changed, each with its name."""
    yield _(WHAT), commitment.what
    yield from details(commitment)
    yield _("When …, then …"), when_then_words(commitment) or "–"
    yield _("What happened"), commitment.happened or "–"
