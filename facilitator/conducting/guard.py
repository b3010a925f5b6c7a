"""The text guard of an input field: it asks before a text is saved; a second Enter keeps the text.

What it looks for is loaded with the first text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from facilitator.core.errors import N_
from facilitator.core.text.plain import one_line
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from facilitator.core.text.guard import Finding, FindingKind

NOTHING_PRIVATE: Final = N_("Write no names or details of people you support.")
"""Always in view where people type (privacy.md P10)."""


@dataclass
class GuardMemory:
    """What was answered in a session's fields, in memory alone: it holds what was masked."""

    texts: set[str] = field(default_factory=set)
    """Texts that were asked about and kept as they are."""
    words: set[str] = field(default_factory=set)
    """Words that are asked about once, and were."""
    originals: dict[str, list[str]] = field(default_factory=dict)
    """What was masked, by the text that is left of it; the latest last."""
    unmasked: set[str] = field(default_factory=set)
    """The digits of numbers that were said to be no CPR numbers."""

    def remember(self, original: str, masked: str) -> None:
        """Remember the original of a text that was masked, with its tags and without."""
        from facilitator.core.text.tags import split_tags

        for text, left in (
            (one_line(original), one_line(masked)),
            (split_tags(original).text, split_tags(masked).text),
        ):
            originals = self.originals.setdefault(left, [])
            if text not in originals:
                originals.append(text)

    def keep(self, text: str, findings: Collection[Finding]) -> None:
        """Remember that a text was kept although this was found, with its tags and without."""
        from facilitator.core.text.guard import words_asked_once
        from facilitator.core.text.tags import split_tags

        self.words |= words_asked_once(findings)
        self.texts |= {one_line(text), split_tags(text).text}

    def was_kept(self, text: str) -> bool:
        """Whether the text was kept, or is part of one that was, as "when" and "then" are."""
        return any(text in kept for kept in self.texts)


class GuardDoubt(NamedTuple):
    """What speaks against keeping a text as it is."""

    kind: FindingKind
    words: str


def first_doubt(
    findings: Sequence[Finding], unless: Collection[FindingKind] = ()
) -> GuardDoubt | None:
    """The most important doubt that the findings raise, except of some kinds; None: there is none.

    A CPR number raises no doubt: it is masked.
    """
    from facilitator.core.text.guard import QUESTIONS, words_meant

    for kind, words in QUESTIONS.items():
        of_kind = [finding for finding in findings if finding.kind is kind]
        if of_kind and kind not in unless:
            return GuardDoubt(kind, _(words).format(words=words_meant(of_kind, _("“{quote}”"))))
    return None


class TextField(Protocol):
    """A field whose text is to be saved."""

    value: str
    cursor_position: int


class Guard:
    """The guard of one field. It asks again when the text changes."""

    def __init__(
        self,
        *kept: str,
        unless: Collection[FindingKind] = (),
        memory: GuardMemory | None = None,
    ) -> None:
        """`kept` are texts that were in it before; `unless` is what may be in it.

        With a session's `memory` some words are asked about once, and a masking can be taken back.
        """
        self._unless = frozenset(unless)
        self._about = self._question = ""
        self.doubt = ""
        """What was last seen in the text, without what the keys do about it."""
        self._kinds_asked: frozenset[FindingKind] = frozenset()
        self._masks_for_good = memory is None
        self._memory = memory or GuardMemory()
        self._kept = frozenset(map(one_line, kept))

    def question(self, field: TextField, today: date, names: Sequence[str] = ()) -> str | None:
        """The question before the field's text is saved; None where it may be saved.

        A CPR number in the field is masked at once, unless it was there before: then it was
        confirmed to be none. Other findings are asked about one at a time, the most important
        first, and once for the same text.
        """
        from facilitator.core.text.guard import cpr_digits, guard_findings, mask_cpr

        masked = mask_cpr(field.value, today, self._memory.unmasked)
        if masked != field.value and self._kept:
            stood = cpr_digits("\n".join(self._kept), today)
            masked = mask_cpr(field.value, today, self._memory.unmasked | stood)
        if masked != field.value:
            self._memory.remember(field.value, masked)
            _fill(field, masked)
            return self._ask(masked, _MASKED if self._masks_for_good else _MASKED_FOR_NOW)
        text = field.value
        if text != self._about:
            self._about, self._kinds_asked = text, frozenset()
        if one_line(text) in self._kept:
            self._question = ""
            return None
        findings = guard_findings(text, today, names, self._memory.words)
        if doubt := first_doubt(findings, self._unless | self._kinds_asked):
            self._kinds_asked |= {doubt.kind}
            return self._ask(text, N_("{doubt} Change it, or keep it with Enter."), doubt.words)
        if self._kinds_asked:
            self._memory.keep(text, [each for each in findings if each.kind in self._kinds_asked])
        self._question = ""
        return None

    def bring_back(self, field: TextField, today: date) -> bool:
        """Put back what was masked in the field; returns False where nothing was.

        The number counts as no CPR number then, and is not masked again in this session.
        """
        from facilitator.core.text.guard import cpr_digits

        originals = self._memory.originals.get(one_line(field.value), [])
        if self._masks_for_good or not originals:
            return False
        original = originals.pop()
        originals.insert(0, original)  # of several with one mask each has its turn
        self._memory.unmasked |= cpr_digits(original, today)
        _fill(field, original)
        self._ask(original, _BROUGHT_BACK)
        return True

    def standing(self, field: TextField) -> str:
        """The notice for the text in the field now; empty where there is none."""
        if field.value == self._about and self._question:
            return self._question
        return _(_WAS_MASKED) if self.can_bring_back(field) else ""

    def can_bring_back(self, field: TextField) -> bool:
        """Whether something masked in the field can be put back."""
        return not self._masks_for_good and one_line(field.value) in self._memory.originals

    def forget(self) -> None:
        """Start afresh after saving: the same words are asked about again."""
        self._kept = frozenset()
        self._about = self._question = ""

    def _ask(self, text: str, words: str, doubt: str = "") -> str:
        if text != self._about:
            self._about, self._kinds_asked = text, frozenset()
        self._question = _(words).format(doubt=doubt)
        self.doubt = doubt or _(TAKEN_OUT)
        return self._question


TAKEN_OUT: Final = N_("A CPR number has been taken out.")
_MASKED: Final = N_("A CPR number has been taken out. Enter keeps the rest.")
_MASKED_FOR_NOW: Final = N_(
    "A CPR number has been taken out. Enter keeps the rest, Ctrl+Z brings it back if it is not one."
)
_WAS_MASKED: Final = N_("A number was taken out here. Ctrl+Z brings it back.")
_BROUGHT_BACK: Final = N_("It is not a CPR number, then: Enter keeps it as it stands.")


def _fill(field: TextField, text: str) -> None:
    field.value = text
    field.cursor_position = len(text)
