"""Everything that is written in a session on lines: words, votes, counts, commitments, theme."""

from __future__ import annotations

import re
from functools import partial, wraps
from typing import TYPE_CHECKING, Final, TypeAlias

from facilitator.conducting import questions
from facilitator.conducting.format import CUE, RESPONSE, WHAT, WHEN, WHO, parsed_day
from facilitator.conducting.headings import (
    COMMITMENTS,
    THEME,
    THEME_IN_A_WORD,
    learning_points_words,
    written_last,
)
from facilitator.core.commitments import WHAT_TO_DO
from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import Keeps
from facilitator.core.note import LEARNING
from facilitator.core.session.board import (
    AddKeyword,
    DeleteKeyword,
    EditKeyword,
    MoveKeyword,
    Pick,
    SetPurpose,
    SetThemeWord,
    Tally,
    Vote,
)
from facilitator.core.session.commitments import AddCommitment, DeleteCommitment, EditCommitment
from facilitator.core.text.guard import A_NAME
from facilitator.core.text.numbers import whole_number
from facilitator.core.text.tags import KINDS, THEMES
from facilitator.export.plain_text import commitment_text
from facilitator.linear.commands import typed_command
from facilitator.linear.console import choice_kind
from facilitator.linear.phase import (
    column,
    entries,
    entry_words,
    question_kind,
    tell_board,
    tell_entries,
    tell_entry,
)
from facilitator.words import _, language, weekday_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from facilitator.conducting.headings import Heading
    from facilitator.core.note import Commitment
    from facilitator.core.session.events import Event
    from facilitator.core.text.guard import FindingKind
    from facilitator.linear.leader import Leader


def _ask_commitment(
    leader: Leader, what: str = "", before: Commitment | None = None
) -> AddCommitment | None:
    """Ask for a commitment; None where it is left out.

    For one there was `before`, an empty line keeps each part, and `-` removes it.
    """
    session = leader.session
    proposed = written_last(session) if session.phase.when_then else ""
    default = before.what if before else proposed
    if what:
        what = leader.console.guarded(what, leader.guard(), leader.names) or ""
    else:
        what = _ask(leader, _(WHAT_TO_DO), _(WHAT), default)
    if not what:
        return None
    owner = ""
    if not session.guide.private:
        owner = _ask_owner(leader, before.owner if before else None)
    due = _ask_day(leader, before.due if before else None)
    phases = session.guide.phases if session.live.closing else (session.phase,)
    if not (any(phase.when_then for phase in phases) or (before and before.cue)):
        return AddCommitment(what, owner, due)
    return AddCommitment(what, owner, due, *_ask_when_then(leader, before))


def _ask_owner(leader: Leader, before: str | None) -> str:
    """Somebody who takes part, by number, or whoever is named; empty: nobody."""
    console, names = leader.console, leader.names
    while True:
        for number, name in enumerate(names, 1):
            console.tell(choice_kind(number), name)
        owner = _ask(leader, _("Who?"), _(WHO), before, unless=A_NAME)
        chosen = whole_number(owner)
        if chosen is None or not names:
            return owner
        if chosen <= len(names):
            return names[chosen - 1] if chosen else ""
        console.refuse_number(len(names))


def new_commitment(leader: Leader, words: str = "") -> bool:
    """Ask for a commitment and add it; returns whether there is one more."""
    event = _ask_commitment(leader, words)
    return event is not None and leader.do(event)


def change_commitment(leader: Leader, at: int) -> bool:
    """Ask for the commitment at an index anew; returns whether it was changed."""
    before = leader.session.note.commitments[at]
    event = _ask_commitment(leader, before=before)
    if event is None:
        return False
    what, owner, due, cue, response = event
    return leader.do(EditCommitment(at, what, owner, due, before.status, cue, response))


def _ask_when_then(leader: Leader, before: Commitment | None) -> tuple[str, str]:
    """Ask for "when" and "then": both or neither."""
    when = _("When does it come up? Such as: we meet on Mondays")
    cue = _ask(leader, when, _(CUE), before.cue if before else None)
    then = _("What is then done? Such as: we ask first what went well")
    while cue:
        response = _ask(leader, then, _(RESPONSE), before.response if before else None)
        if response:
            return cue, response
        if leader.console.agrees(_("Without “then” there is no “when”. Leave both out?")):
            break
    return "", ""


def _ask(
    leader: Leader,
    question: str,
    kind: str,
    before: str | None,
    *,
    unless: Collection[FindingKind] = (),
) -> str:
    """Ask for a text; an empty line keeps the one before, `-` removes it."""
    console = leader.console
    line = console.line(kind, f"{question} {_stays(before)}")
    if line in {"", "-"}:
        return "" if line else before or ""
    guard = leader.guard(before or "", unless=unless)
    return console.guarded(line, guard, () if unless else leader.names) or ""


def _stays(before: str | None) -> str:
    """What an empty line means, and how what there was is taken away."""
    if not before:
        return _("An empty line: none.")
    return _("An empty line: {text}. - alone: none.").format(text=before)


def _ask_day(leader: Leader, before: date | None) -> date | None:
    from facilitator.core.text.dates import is_far

    console = leader.console
    question = _("By when? Such as Friday, 3 Dec or in two weeks.")
    console.question(f"{question} {_stays(weekday_words(before) if before else None)}")
    while True:
        line = console.line(_(WHEN))
        if line == "-":
            return None
        if not line:
            return before
        try:
            day = parsed_day(line, console.today())
        except Refused as why:
            console.refuse(why)
            continue
        if day is None:
            return None
        console.tell(_(WHEN), weekday_words(day))
        far = _("{day} is more than a year ahead. Is it meant so?")
        if not is_far(day, console.today()) or console.agrees(far.format(day=weekday_words(day))):
            return day


_A_NUMBER: Final = N_("A number, please.")
_PLACE: Final = re.compile(r"(\d{1,2})[.,](\d{1,3})(?:\s+(.+))?")
"""`2.3`, and perhaps words after it."""


def choose_heading(leader: Leader, number: int) -> None:
    """Write under another heading; at a scale, ask for its counts at once."""
    all_headings, console = leader.headings, leader.console
    if not all_headings:
        console.refuse(_(questions.NO_BOARD))
        return
    if not 1 <= number <= len(all_headings):
        console.refuse(_("There is no question {n} here.").format(n=number))
        return
    heading = all_headings[number - 1]
    leader.heading = heading.id
    console.tell(question_kind(number), *filter(None, (heading.text, heading.about)))
    tell_entries(leader, heading)
    hints = (q.hint for q in leader.session.guide.questions if q.id == heading.id and q.hint)
    console.tell(_("Hint"), *hints)
    if heading.scale:
        _count(leader, heading)


def write(leader: Leader, words: str) -> None:
    """Add the typed words under the chosen heading, once the guard is satisfied."""
    here = next((each for each in leader.headings if each.id == leader.heading), None)
    if here is None:
        leader.console.refuse(_(questions.NO_BOARD))
    elif here.scale:
        _count(leader, here)
    elif here.id == COMMITMENTS:
        commitment(leader, words)
    else:
        text = leader.console.guarded(words, leader.guard(), leader.names)
        event = SetThemeWord if here.id == THEME else partial(AddKeyword, here.id)
        if text and leader.do(event(text)):
            tell_entry(leader, here, len(entries(leader.session, here)) - 1)


def word(leader: Leader, words: str) -> None:
    """`.word`: add a word, even one that looks like a command."""
    if words or (words := leader.console.line(_("Word"))):
        write(leader, words)


# What stands there already


AtEntry: TypeAlias = "Callable[[Leader, Heading, int, str], object]"
"""What a command does with an entry: its heading, its index, and what else was typed."""


def _at_entry(does: AtEntry) -> Callable[[Leader, str], None]:
    """A command on an entry of the board, which is named by two numbers, or asked for."""

    @wraps(does)
    def command(leader: Leader, words: str) -> None:
        if place := _place(leader, words):
            does(leader, *place)

    return command


@_at_entry
def change(leader: Leader, heading: Heading, at: int, text: str) -> None:
    """`.change`: replace the words of an entry."""
    note = leader.session.note
    if heading.id == COMMITMENTS:
        if change_commitment(leader, at):
            _tell_commitment(leader, at)
        return
    before = (note.theme_word or "") if heading.id == THEME else note.entries(heading.id)[at].text
    guard = leader.guard(before)
    if not text:
        leader.console.tell(_("Now"), before)
        text = leader.console.line(_("Write"))
    text = leader.console.guarded(text, guard, leader.names) or ""
    event = SetThemeWord(text) if heading.id == THEME else EditKeyword(heading.id, at, text)
    if text and leader.do(event):
        tell_entry(leader, heading, at)


@_at_entry
def delete(leader: Leader, heading: Heading, at: int, _text: str) -> None:
    """`.delete`: take an entry off the board; undo brings it back."""
    gone = entries(leader.session, heading)[at]
    event: Event = DeleteKeyword(heading.id, at)
    if heading.id == COMMITMENTS:
        event = DeleteCommitment(at)
    elif heading.id == THEME:
        event = SetThemeWord("")
    if leader.do(event):
        deleted = _("{words}. {command} brings it back.")
        leader.console.tell(_("Deleted"), deleted.format(words=gone, command=typed_command("undo")))


@_at_entry
def move(leader: Leader, heading: Heading, at: int, _text: str) -> None:
    """`.move`: move an entry to another question."""
    if not _is_keyword(leader, heading):
        return
    texts = {q.id: q.text for q in leader.session.note.questions if not q.scale}
    if leader.session.guide.keeps(Keeps.LEARNING_POINTS):
        texts[LEARNING] = learning_points_words(leader.session.note.language)
    choices = [
        (text, MoveKeyword(heading.id, at, column_id))
        for column_id, text in texts.items()
        if column_id != heading.id
    ]
    event = leader.console.choice(_("Move to"), choices)
    if event and leader.do(event):
        leader.console.tell(_("Moved"), texts[event.to])


@_at_entry
def vote(leader: Leader, heading: Heading, at: int, text: str) -> None:
    """`.vote`: set the votes of an entry."""
    if not _is_keyword(leader, heading):
        return
    number = whole_number(text or leader.console.line(_("How many?")))
    if number is None:
        leader.console.refuse(_(_A_NUMBER))
    elif leader.do(Vote(heading.id, at, number)):
        tell_entry(leader, heading, at)


@_at_entry
def pick(leader: Leader, heading: Heading, at: int, _text: str) -> None:
    """`.pick`: pick an entry as a topic, or not."""
    if not _is_keyword(leader, heading):
        return
    picked = leader.session.note.entries(heading.id)[at].picked
    if leader.do(Pick(heading.id, at, not picked)):
        tell_entry(leader, heading, at)


def _is_keyword(leader: Leader, heading: Heading) -> bool:
    """Whether it is a keyword that stands there; if not, say so."""
    is_keyword = heading.id not in {COMMITMENTS, THEME}
    if not is_keyword:
        leader.console.refuse(_("That is for keywords alone."))
    return is_keyword


def _place(leader: Leader, words: str) -> tuple[Heading, int, str] | None:
    """The heading and index meant by `2.3`, and the words after it; asked for if not typed."""
    all_headings, console = leader.headings, leader.console
    if not words:
        tell_board(leader)
        if not any(entries(leader.session, heading) for heading in all_headings):
            return None
        words = console.line(_("Which? Such as 1.1"))
        if not words:
            return None
    match = _PLACE.fullmatch(words)
    if match is None:  # its number under the heading that is chosen
        here = [n for n, heading in enumerate(all_headings, 1) if heading.id == leader.heading]
        match = _PLACE.fullmatch(f"{here[0]}.{words}") if here else None
    if match is None:
        console.refuse(_("Say which by its two numbers, such as 1.2."))
        return None
    number, at = int(match[1]), int(match[2])
    if not 1 <= number <= len(all_headings) or not (
        1 <= at <= len(entries(leader.session, all_headings[number - 1]))
    ):
        console.refuse(_("There is no {place} here.").format(place=f"{number}.{at}"))
        return None
    return all_headings[number - 1], at - 1, match[3] or ""


# Scales


def count(leader: Leader, words: str) -> None:
    """`.tally`: ask how many chose each level of a question with a scale."""
    scales = [heading for heading in leader.headings if heading.scale]
    if not scales:
        leader.console.refuse(_("There is no question with a scale in this phase."))
        return
    if number := whole_number(words):
        choose_heading(leader, number)
        return
    choices = [(heading.text, heading) for heading in scales]
    chosen = scales[0] if len(scales) == 1 else leader.console.choice(_("Which question?"), choices)
    if chosen:
        _count(leader, chosen)


def _count(leader: Leader, heading: Heading) -> None:
    question = column(leader.session, heading.id)
    if question is None:
        return
    counts = question.counts or (0,) * len(question.scale)
    if leader.session.guide.chooses_one(heading.id):
        choices = [(level, Tally(heading.id, at, 1)) for at, level in enumerate(question.scale)]
        event = leader.console.choice(heading.text, choices)
        if event and leader.do(event):
            leader.console.tell(_("Chosen"), question.scale[event.level])
        return
    for at, level in enumerate(question.scale):
        question_of_level = _("How many chose “{level}”? An empty line: still {n}.")
        words = question_of_level.format(level=level, n=counts[at])
        line = leader.console.line(_("How many?"), words)
        number = whole_number(line) if line else counts[at]
        if number is None:
            leader.console.refuse(_(_A_NUMBER))
            return
        if number != counts[at] and not leader.do(Tally(heading.id, at, number)):
            return
    tell_board(leader)


# What is written otherwise


def tags(leader: Leader, _words: str) -> None:
    """`.tags`: tell the tags, and how they are typed."""
    sentence = _("Write #word in a line to tag it, as in: we thanked each other #trust.")
    leader.console.tell(_("Tags"), sentence)
    kinds = ", ".join(f"#{tag.label(language())}" for tag in KINDS.values())
    leader.console.tell(_("What it is"), kinds)
    themes = ", ".join(f"#{tag.label(language())}" for tag in THEMES.values())
    leader.console.tell(_("What it is about"), themes)


def commitment(leader: Leader, words: str) -> None:
    """`.commitment`: add what the group agrees to do: what, who, when."""
    if not leader.may(AddCommitment("-")):
        return
    if advice := questions.most_commitments(leader.session):
        leader.console.tell(_("Hint"), advice)
    if new_commitment(leader, words):
        _tell_commitment(leader, -1)


def _tell_commitment(leader: Leader, at: int) -> None:
    leader.console.tell(_("Commitment"), commitment_text(leader.session.note.commitments[at]))


def learning_point(leader: Leader, words: str) -> None:
    """`.learning`: add a learning point."""
    if not leader.may(AddKeyword(LEARNING, "-")):
        return
    if not words:
        words = leader.console.line(_("Write"), _(questions.WHAT_WAS_LEARNED))
    text = leader.console.guarded(words, leader.guard(), leader.names)
    if text and leader.do(AddKeyword(LEARNING, text)):
        point = leader.session.note.learning_points[-1]
        leader.console.tell(_("Learning point"), entry_words(point))


def theme(leader: Leader, words: str) -> None:
    """`.theme`: set the theme word."""
    if leader.may(SetThemeWord("-")):
        _set(leader, words, _(THEME_IN_A_WORD), leader.session.note.theme_word, SetThemeWord)


def purpose(leader: Leader, words: str) -> None:
    """`.purpose`: set the purpose of the session."""
    question = _(questions.WHAT_FOR)
    _set(leader, words, question, leader.session.note.purpose, SetPurpose)


def _set(
    leader: Leader,
    words: str,
    question: str,
    before: str | None,
    event: type[SetThemeWord | SetPurpose],
) -> None:
    """Ask for a single text; `-` removes it."""
    if before:
        leader.console.tell(_("Now"), before)
    if not words:
        words = leader.console.line(_("Write"), question + " " + _("- alone: none"))
    if words == "-":
        text: str | None = ""
    else:
        text = leader.console.guarded(words, leader.guard(before or ""), leader.names)
    if text is not None and (words or text) and leader.do(event(text)):
        leader.console.tell(question.rstrip("?"), text or _("none"))
