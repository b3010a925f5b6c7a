"""A guide as a page to print: a table of phases, with who speaks, what is asked and what is kept.

Plain text of a fixed width, so that it reads the same on screen, on paper and in a pipe.
"""

from __future__ import annotations

from itertools import groupby
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.guide.entry import DOOR_TITLES, Minutes
from facilitator.core.guide.model import ALL_BUT, BoardAtClose, Keeps, Order, Shows, Together
from facilitator.core.guide.plan import minutes_of_courses
from facilitator.export.plain_text import role_words
from facilitator.words import _, ngettext, number_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facilitator.core.guide.model import Card, Choose, Gate, Guide, Phase, PhaseGroup

WIDTH: Final = 80
NARROWEST: Final = 44
"""Columns that a page has at least."""
_SIDE: Final = 12
"""Columns before a phase's texts: its number and its minutes."""

SPEAKS: Final = {
    "all_in_turn": N_("All, in turn"),
    "all": N_("All"),
    "facilitator": N_("Facilitator"),
    "team": N_("The team"),
    "none": N_("Nobody"),
}
ORDERS: Final = {
    Order.RANDOM: N_("in random order"),
    Order.VOLUNTARY: N_("in the order they wish"),
    Order.FACILITATORS_CHOICE: N_("in the order the facilitator chooses"),
}
TOGETHER: Final = {
    Together.ALONE: N_("alone"),
    Together.PAIRS: N_("in pairs"),
    Together.THREES: N_("in threes"),
    Together.FOURS: N_("in fours"),
    Together.GROUPS: N_("in groups"),
}
LANGUAGES: Final = {"da": N_("Danish"), "en": N_("English")}
KEPT: Final = {
    Keeps.KEYWORDS: N_("keywords"),
    Keeps.LEARNING_POINTS: N_("learning points"),
    Keeps.COMMITMENTS: N_("commitments"),
    Keeps.THEME_WORD: N_("a theme word"),
}
SHOWN: Final = {
    Shows.COMMITMENTS: N_("the team's open commitments"),
    Shows.RESULT: N_("the latest result"),
    Shows.FRAME: N_("the team's frame"),
    Shows.ANSWERING: N_("the way into the measurement"),
}


def guide_page(guide: Guide, width: int = WIDTH, common: Iterable[Card] = ()) -> str:
    """The whole guide, as lines of at most `width` characters.

    `common` are the cards that every guide may name besides its own.
    """
    named = {card for phase in guide.phases for card in phase.cards}
    named |= {choice.card for gate in guide.gates for choice in gate.choices if choice.card}
    own = {card.id for card in guide.cards}
    cards = [card for card in common if card.id in named - own]
    guide = guide.model_copy(update={"cards": (*guide.cards, *cards)})
    return "\n".join(_page(guide, width)) + "\n"


def minutes_text(minutes: Minutes) -> str:
    """`10`, `2,5` or `10–15`."""
    if minutes.low == minutes.high:
        return number_words(minutes.low)
    return f"{number_words(minutes.low)}–{number_words(minutes.high)}"


def minutes_in_words(minutes: Minutes) -> str:
    """`10 minutter` or `45–60 minutter`; empty where no phase has a time."""
    if not minutes:
        return ""
    n = 1 if minutes == 1 else max(2, round(minutes.high))
    return ngettext("{minutes} minute", "{minutes} minutes", n).format(
        minutes=minutes_text(minutes)
    )


def people_text(guide: Guide) -> str:
    """For how many people it is; empty where it does not say."""
    least, most = guide.people_at_least, guide.people_at_most
    if least and most:
        return _("{least}–{most} people").format(least=least, most=most)
    if most:
        return _("{most} people at most").format(most=most)
    return _("{least} people at least").format(least=least) if least else ""


def speaks_text(guide: Guide, phase: Phase) -> str:
    """Who speaks in a phase, and how."""
    if phase.all_but is not None:
        words = _("All but {role}, in turn").format(role=role_words(guide, phase.all_but))
    else:
        words = _enumeration(_speaker(guide, word) for word in phase.speaks)
    details = []
    if phase.together is not None:
        details.append(_(TOGETHER[phase.together]))
    if phase.in_turn and phase.order in ORDERS:
        details.append(_(ORDERS[phase.order]))
    if phase.leader is not None:
        details.append(_("the leader first") if phase.leader == "first" else _("the leader last"))
    return ", ".join((words, *details))


def kept_text(phase: Phase) -> str:
    """What of a phase may be saved in the note; empty where nothing is."""
    words = []
    for keeps in phase.keeps:
        word = _(KEPT[keeps])
        if keeps is Keeps.COMMITMENTS and phase.commitments_at_most is not None:
            word = _("{what} ({most} at most)").format(what=word, most=phase.commitments_at_most)
        if keeps is Keeps.COMMITMENTS and phase.when_then:
            word = _("{what}: when …, then …").format(what=word)
        words.append(word)
    return ", ".join(words)


def _page(guide: Guide, width: int) -> Iterator[str]:
    yield from _wrapped(f"{guide.title} ({guide.id})", width)
    about = [minutes_in_words(guide.minutes), people_text(guide), _(DOOR_TITLES[guide.door])]
    yield from _wrapped(" · ".join((*filter(None, about), _(LANGUAGES[guide.language]))), width)
    if guide.trained_leader:
        yield _("For a leader trained in this kind of session.")
    if guide.summary:
        yield from ("", *_wrapped(guide.summary, width))
    yield from _before(guide, width)
    yield from _table(guide, width)
    yield from _after(guide, width)


def _before(guide: Guide, width: int) -> Iterator[str]:
    roles = [role_words(guide, role.id) for role in guide.roles]
    yield from _section(_("Roles"), [", ".join(roles)] if roles else [], width)
    yield from _section(_("Purpose"), guide.purposes, width, bullet="- ")
    yield from _section(_("Before the start"), guide.checklist, width, bullet="- ")
    for gate in guide.gates:
        yield from _section(_("To be settled first"), _gate(guide, gate), width)


def _gate(guide: Guide, gate: Gate) -> Iterator[str]:
    yield gate.text
    for choice in gate.choices:
        steps = []
        if choice.card is not None:
            steps.append(_("the card “{title}”").format(title=_card(guide, choice.card)))
        if choice.goes_to is not None:
            steps.append(_("on to “{title}”").format(title=guide.phase(choice.goes_to).title))
        elif choice.card is None:
            steps.append(_("go on"))
        yield f"- {choice.label} → {', '.join(steps)}"


def _table(guide: Guide, width: int) -> Iterator[str]:
    columns = (width - _SIDE) // 2
    yield ""
    minutes, title, who = _("Min"), _("Phase"), _("Who speaks")
    yield f"{minutes:>10}  {title:<{columns}}{who}"
    yield "─" * width
    number = 0
    groups = {group.id: group for group in guide.groups}
    for group_id, phases in groupby(guide.phases, key=lambda phase: phase.group):
        if group_id is not None and groups[group_id].repeat != 1:
            yield from _wrapped(f"⟲ {_repeats(guide, groups[group_id])}", width)
        for phase in phases:
            number += 1
            yield from _phase(guide, phase, number, width)
    yield "─" * width
    totals = minutes_of_courses(guide, guide.people or 1)
    total = Minutes(min(each.low for each in totals), max(each.high for each in totals))
    note = "" if guide.people is None else _("with {n} people").format(n=guide.people)
    in_all = _("in all")
    if total:
        yield f"{minutes_text(total):>10}  {in_all} {note}".rstrip()


def _phase(guide: Guide, phase: Phase, number: int, width: int) -> Iterator[str]:
    columns = (width - _SIDE) // 2
    minutes = "–" if phase.untimed else minutes_text(phase.minutes)
    if phase.minutes_per_person and not phase.minutes:
        minutes = ""
    titles = list(_wrapped(phase.title, columns - 1))
    speakers = list(_wrapped(speaks_text(guide, phase), width - _SIDE - columns))
    for row in range(max(len(titles), len(speakers))):
        side = f"{number:>2}. {minutes:>6}" if row == 0 else ""
        title = titles[row] if row < len(titles) else ""
        speaker = speakers[row] if row < len(speakers) else ""
        yield f"{side:<{_SIDE}}{title:<{columns}}{speaker}".rstrip()
    for text in _details(guide, phase):
        yield from _wrapped(text, width, indent=" " * _SIDE)
    yield ""


def _details(guide: Guide, phase: Phase) -> Iterator[str]:
    yield from _words(guide, phase)
    if board := _board_words(guide, phase):
        yield _("On the board: {questions}").format(questions=board)
    if phase.choose is not None:
        yield _choice(guide, phase.choose)
    if phase.shows is not None:
        yield _("On screen: {what}").format(what=_(SHOWN[phase.shows]))
    if phase.cards:
        cards = " · ".join(_card(guide, card) for card in phase.cards)
        yield _("Cards: {cards}").format(cards=cards)
    for way in phase.ways:
        yield f"→ {way.label}: {guide.phase(way.goes_to).title}"
    if kept := kept_text(phase):
        yield _("Kept: {what}").format(what=kept)


def _board_words(guide: Guide, phase: Phase) -> str:
    board = guide.board_of(phase)
    if len(board) == len(guide.questions) > 1:
        return _("all {n} questions").format(n=len(board))
    texts = {question.id: question.text for question in guide.questions}
    return " · ".join(texts[question] for question in board)


def _words(guide: Guide, phase: Phase) -> Iterator[str]:
    """The texts of a phase, for the room and for the facilitator."""
    if phase.minutes_per_person:
        each = number_words(phase.minutes_per_person)
        yield _("{minutes} min per person").format(minutes=each)
    if phase.optional:
        yield _("Can be left out.")
    if phase.listens:
        listeners = _enumeration(_speaker(guide, word) for word in phase.listens)
        yield _("Listens: {who}").format(who=listeners)
    yield from (_("“{prompt}”").format(prompt=prompt) for prompt in phase.prompts)
    for task in phase.tasks:
        prompt = _("“{prompt}”").format(prompt=task.prompt)
        yield f"{role_words(guide, task.role)}: {prompt}"
    yield from (_("Hint: {hint}").format(hint=hint) for hint in phase.hints)
    yield from (f"☐ {line}" for line in phase.checklist)


def _choice(guide: Guide, choose: Choose) -> str:
    question = next(each.text for each in guide.questions if each.id == choose.question)
    words = ngettext("{n} is picked from “{question}”", "{n} are picked from “{question}”",
                     choose.picks)  # fmt: skip
    text = words.format(n=choose.picks, question=question)
    if choose.votes_each is None:
        return text
    return f"{text}, " + _("{n} votes each").format(n=choose.votes_each)


def _repeats(guide: Guide, group: PhaseGroup) -> str:
    match group.repeat:
        case "per_person":
            text = _("Once for each person:")
        case "per_topic":
            text = _("Once for each topic that was picked:")
        case number:
            text = _("{n} times:").format(n=number)
    if group.rotates is None:
        return text
    role = role_words(guide, group.rotates)
    return f"{text} " + _("{role} is another person each time").format(role=role)


def _after(guide: Guide, width: int) -> Iterator[str]:
    yield from _section(_("The board"), _board(guide), width)
    for card in guide.cards:
        title = card.title
        if card.audience == "facilitator":
            title = _("{title} (for the facilitator alone)").format(title=title)
        yield from _section(_("Card: {title}").format(title=title), [card.body], width)
    yield from _section(_("What is kept"), _kept(guide), width)
    yield from _section(_("Source"), filter(None, (guide.source, guide.credit)), width)


def _board(guide: Guide) -> Iterator[str]:
    for number, question in enumerate(guide.questions, 1):
        yield f"{number}. {question.text}"
        if question.about:
            yield f"   {question.about}"
        if question.scale:
            yield "   " + " · ".join(question.scale)
        if question.hint:
            yield "   " + _("Hint: {hint}").format(hint=question.hint)


def _kept(guide: Guide) -> Iterator[str]:
    if guide.private:
        yield _("The note is one person's own, and in no team's archive.")
    if guide.board is BoardAtClose.CLEARED:
        yield _("The board is cleared at the close.")
    for question in guide.questions:
        if question.id in guide.kept_questions:
            yield f"- {question.text}"
        elif not question.keep:
            yield "- " + _("{question}: never").format(question=question.text)
    for keeps in (Keeps.THEME_WORD, Keeps.LEARNING_POINTS, Keeps.COMMITMENTS):
        if guide.keeps(keeps):
            yield f"- {_(KEPT[keeps])}"
    if guide.makes is not None:
        yield _("The note is the team's frame.")
    if not guide.kept_questions and not any(phase.keeps for phase in guide.phases):
        yield _("Nothing but that it was held, when and by how many.")


def _section(heading: str, texts: Iterable[str], width: int, bullet: str = "") -> Iterator[str]:
    lines = [line for text in texts for line in _wrapped(bullet + text, width)]
    if lines:
        yield from ("", *_wrapped(heading.upper(), width), *lines)


def _speaker(guide: Guide, word: str) -> str:
    return _(SPEAKS[word]) if word in SPEAKS else role_words(guide, word.removeprefix(ALL_BUT))


def _card(guide: Guide, card_id: str) -> str:
    """A card's title, or its id where the card is not given."""
    return next((card.title for card in guide.cards if card.id == card_id), card_id)


def _enumeration(words: Iterable[str]) -> str:
    *first, last = words
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def _wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """A text wrapped into lines; list items get a hanging indent."""
    for line in text.split("\n"):
        hang = " " * (len(line) - len(line.lstrip("-·☐→⟲0123456789. ")))
        wrapper = TextWrapper(
            width, initial_indent=indent, subsequent_indent=indent + hang[:4],
            break_long_words=True, break_on_hyphens=False, drop_whitespace=True,
        )  # fmt: skip
        yield from wrapper.wrap(line) or [""]
