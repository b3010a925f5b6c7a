"""Exports as survey tools write them, and what people do to them on the way to us."""

from __future__ import annotations

import csv
import io
import statistics
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from facilitator.core.measurement.items import ITEMS, LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from facilitator.core.measurement.items import Answer, Row, Scale


@dataclass(frozen=True)
class Export:
    """A table, and what is in it."""

    table: list[list[str]]
    answers: list[Row]
    """What is to be read, or nothing."""
    columns: list[int]
    """Of items 1 to 7."""
    head: int
    """The row of the items' headings; -1 for none."""
    first: int
    """The first row that is a person."""
    scale: Scale = 5
    must_refuse: bool = False
    spoilt: tuple[str, ...] = field(default=())

    def with_table(self, table: list[list[str]], **more: object) -> Export:
        return replace(self, table=table, **more)  # type: ignore[arg-type]

    def written(self, separator: str = ";", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=separator, lineterminator=end).writerows(self.table)
        return out.getvalue().encode(encoding, "replace")


def in_words(scale: Scale, language: str) -> Callable[[Answer], str]:
    return lambda x: "" if x is None else LABELS[scale][x - 1].in_language(language)


def in_numbers(_scale: Scale, _language: str) -> Callable[[Answer], str]:
    return lambda x: "" if x is None else str(x)


def in_both(pattern: str) -> Callable[[Scale, str], Callable[[Answer], str]]:
    def notation(scale: Scale, language: str) -> Callable[[Answer], str]:
        words = in_words(scale, language)
        return lambda x: "" if x is None else pattern.format(n=x, words=words(x))

    return notation


NOTATIONS: Final[dict[str, Callable[[Scale, str], Callable[[Answer], str]]]] = {
    "numbers": in_numbers,
    "words": in_words,
    "decimals": in_both("{n},0"),
    "points": in_both("{n}.00"),
    "4 (Enig)": in_both("{n} ({words})"),
    "4 Enig": in_both("{n} {words}"),
    "4 - Enig": in_both("{n} - {words}"),
    "4 -- Enig": in_both("{n} -- {words}"),
    "4: Enig": in_both("{n}: {words}"),
    "4. Enig": in_both("{n}. {words}"),
    "4=Enig": in_both("{n}={words}"),
    "Enig (4)": in_both("{words} ({n})"),
    "A4": in_both("A{n}"),
    "AO04": in_both("AO0{n}"),
    '="4"': in_both('="{n}"'),
}


def wording(language: str) -> list[str]:
    return [item.text.in_language(language) for item in ITEMS]


STEM: Final = {
    "da": "Hvor enig eller uenig er du i følgende udsagn?",
    "en": "How much do you agree or disagree with these statements?",
}


def google_forms(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    head = ["Tidsstempel" if language == "da" else "Timestamp", *wording(language), "Andet?"]
    people = [
        [f"2026/11/21 9:1{i % 10}:0{i % 7} AM GMT+1", *map(cell, row), "Godt, at vi gør det"]
        for i, row in enumerate(answers)
    ]
    return Export([head, *people], list(answers), list(range(1, 8)), 0, 1)


def google_grid(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    export = google_forms(answers, cell, language)
    head = [*export.table[0]]
    head[1:8] = [f"{STEM[language]} [{text}]" for text in wording(language)]
    return export.with_table([head, *export.table[1:]])


def ms_forms(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    times = ["Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn"]
    if language == "en":
        times = ["Start time", "Completion time", "Email", "Name"]
    head = ["ID", *times, *(f"{text}\xa0" for text in wording(language))]
    people = [
        [
            str(i),
            f"11-21-26 9:1{i % 10}:00",
            f"11-21-26 9:2{i % 10}:30",
            "anonymous",
            "",
            *map(cell, row),
        ]
        for i, row in enumerate(answers, 1)
    ]
    return Export([head, *people], list(answers), list(range(5, 12)), 0, 1)


def ms_quiz(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    dash = "–" if language == "da" else "-"
    points, feedback = ("Point", "Feedback") if language == "da" else ("Points", "Feedback")
    head = ["ID", "Starttidspunkt", "Samlet antal point", "Quizfeedback"]
    for text in wording(language):
        head += [text, f"{points} {dash} {text}", f"{feedback} {dash} {text}"]
    people = []
    for i, row in enumerate(answers, 1):
        line = [str(i), f"11-21-26 9:1{i % 10}:00", str(i % 4), ""]
        for x in row:
            line += [cell(x), str(i % 4), ""]
        people.append(line)
    return Export([head, *people], list(answers), list(range(4, 25, 3)), 0, 1)


def surveyxact(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    head = [
        "respondent",
        "statusdato",
        "organisation",
        *(f"{STEM[language]} - {t}" for t in wording(language)),
        "Samlet status",
    ]
    people = [
        [f"{48123 + i}", "21-11-2026 09:15:00", "Nordlys", *map(cell, row), "Gennemført"]
        for i, row in enumerate(answers)
    ]
    return Export([head, *people], list(answers), list(range(3, 10)), 0, 1)


def limesurvey(codes: str) -> Callable[[Sequence[Row], Callable[[Answer], str], str], Export]:
    def export(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
        head = [
            "id",
            "submitdate",
            "lastpage",
            "startlanguage",
            "seed",
            *(codes.format(n=n, text=t) for n, t in enumerate(wording(language), 1)),
            "kommentar",
        ]
        people = [
            [
                str(i),
                "2026-11-21 09:17:00",
                "2",
                language,
                str(123456 + 7 * i % 5),
                *map(cell, row),
                "",
            ]
            for i, row in enumerate(answers, 1)
        ]
        return Export([head, *people], list(answers), list(range(5, 12)), 0, 1)

    return export


def qualtrics(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    fixed = ["StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId", "UserLanguage"]
    codes = [*fixed, *(f"Q1_{n}" for n in range(1, 8)), "Q2"]
    texts = [
        "Start Date",
        "End Date",
        "Response Type",
        "Progress",
        "Finished",
        "Response ID",
        "User Language",
        *(f"{STEM[language]} - {t}" for t in wording(language)),
        "Andet?",
    ]
    ids = [f'{{"ImportId":"{name}"}}' for name in codes]
    people = [
        [
            "2026-11-21 09:15:00",
            "2026-11-21 09:17:00",
            "IP Address",
            "100",
            "True",
            f"R_{i}abc",
            "DA",
            *map(cell, row),
            "tak",
        ]
        for i, row in enumerate(answers)
    ]
    return Export([codes, texts, ids, *people], list(answers), list(range(7, 14)), 1, 3)


def surveymonkey(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    head = [
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        STEM[language],
        *[""] * 6,
        "Andet?",
    ]
    sub = ["", "", "", "", *wording(language), "Open-Ended Response"]
    people = [
        [
            f"118{i:07}",
            "450",
            "11/21/2026 09:15:00 AM",
            "11/21/2026 09:17:00 AM",
            *map(cell, row),
            "",
        ]
        for i, row in enumerate(answers)
    ]
    return Export([head, sub, *people], list(answers), list(range(4, 11)), 1, 2)


def surveymonkey_single(
    answers: Sequence[Row], cell: Callable[[Answer], str], language: str
) -> Export:
    export = surveymonkey(answers, cell, language)
    head = ["Respondent ID", "Collector ID", "Start Date", "End Date", *wording(language), "Andet?"]
    sub = ["", "", "", "", *["Response"] * 7, "Open-Ended Response"]
    return export.with_table([head, sub, *export.table[2:]], head=0)


def redcap(answers: Sequence[Row], cell: Callable[[Answer], str], _language: str) -> Export:
    head = ["record_id", "tryg_timestamp", *(f"tryg_{n}" for n in range(1, 8)), "tryg_complete"]
    people = [
        [str(i), "2026-11-21 09:15", *map(cell, row), "2"] for i, row in enumerate(answers, 1)
    ]
    return Export([head, *people], list(answers), list(range(2, 9)), 0, 1)


def redcap_labels(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    head = ["Record ID", "Survey Timestamp", *wording(language), "Complete?"]
    people = [
        [str(i), "2026-11-21 09:15", *map(cell, row), "Complete"]
        for i, row in enumerate(answers, 1)
    ]
    return Export([head, *people], list(answers), list(range(2, 9)), 0, 1)


def typeform(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    head = ["#", *wording(language), "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]
    people = [
        [f"{i}x9abc{i}q", *map(cell, row), "2026-11-21 08:15:00", "2026-11-21 08:17:00", f"f00{i}a"]
        for i, row in enumerate(answers)
    ]
    return Export([head, *people], list(answers), list(range(1, 8)), 0, 1)


def enalyzer(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    head = ["Respondent", "Status", *(f"{n}. {t}" for n, t in enumerate(wording(language), 1))]
    people = [[f"R{i:05}", "Gennemført", *map(cell, row)] for i, row in enumerate(answers)]
    return Export([head, *people], list(answers), list(range(2, 9)), 0, 1)


def typed_in(answers: Sequence[Row], cell: Callable[[Answer], str], language: str) -> Export:
    return Export(
        [wording(language), *(list(map(cell, row)) for row in answers)],
        list(answers),
        list(range(7)),
        0,
        1,
    )


def bare(answers: Sequence[Row], cell: Callable[[Answer], str], _language: str) -> Export:
    return Export([list(map(cell, row)) for row in answers], list(answers), list(range(7)), -1, 0)


TOOLS: Final[dict[str, Callable[[Sequence[Row], Callable[[Answer], str], str], Export]]] = {
    "Google Forms": google_forms,
    "Google Forms, grid": google_grid,
    "MS Forms": ms_forms,
    "MS Forms, quiz": ms_quiz,
    "SurveyXact": surveyxact,
    "LimeSurvey, codes": limesurvey("tryg[SQ00{n}]"),
    "LimeSurvey, groups": limesurvey("G01Q01[SQ00{n}]"),
    "LimeSurvey, questions": limesurvey("G01Q0{n}"),
    "LimeSurvey, text": limesurvey("Hvad mener du? [{text}]"),
    "LimeSurvey, both": limesurvey("tryg[SQ00{n}]. {text}"),
    "Qualtrics": qualtrics,
    "SurveyMonkey": surveymonkey,
    "SurveyMonkey, single": surveymonkey_single,
    "REDCap, raw": redcap,
    "REDCap, labels": redcap_labels,
    "Typeform": typeform,
    "Enalyzer": enalyzer,
    "typed in": typed_in,
    "bare": bare,
}


# What people do to them. Each gives an export that is to be read as it says, or refused.


def _lines(export: Export) -> list[list[str]]:
    return [list(row) for row in export.table]


def _full_lines(export: Export) -> list[list[str]]:
    width = max(map(len, export.table))
    return [row + [""] * (width - len(row)) for row in export.table]


def _is_person(export: Export, at: int) -> bool:
    return export.first <= at < export.first + len(export.answers)


def _each_heading(export: Export, change: Callable[[str], str]) -> Export:
    if export.head < 0:
        return export
    table = _lines(export)
    for at in export.columns:
        table[export.head][at] = change(table[export.head][at])
    return export.with_table(table)


def _one_heading(export: Export, source: Random, change: Callable[[str], str]) -> Export:
    if export.head < 0:
        return export
    table, at = _lines(export), source.choice(export.columns)
    table[export.head][at] = change(table[export.head][at])
    return export.with_table(table)


def shuffle_columns(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    order = list(range(len(export.table[export.head])))
    source.shuffle(order)
    table = [[(row + [""] * len(order))[at] for at in order] for row in export.table]
    return export.with_table(table, columns=[order.index(at) for at in export.columns])


def title_rows(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    width = len(export.table[0])
    rows = [
        ["Trivselsmåling – Team Nordlys", *[""] * (width - 1)],
        ["Udtrukket 21-11-2026"],
        [""] * width,
    ]
    rows = rows[: source.randint(1, 3)]
    return export.with_table(
        rows + export.table, head=export.head + len(rows), first=export.first + len(rows)
    )


def blank_rows_below(export: Export, _source: Random) -> Export:
    return export.with_table([*export.table, [], [""] * 9, []])


def note_below(export: Export, _source: Random) -> Export:
    return export.with_table([*export.table, [], ["Bemærk: 2 har svaret på papir"]])


def note_beside(export: Export, source: Random) -> Export:
    table = _lines(export)
    at = source.randrange(export.first, len(table))
    width = max(map(len, table))
    table[at] += [""] * (width - len(table[at])) + ["husk at ringe"]
    return export.with_table(table)


def trailing_delimiters(export: Export, _source: Random) -> Export:
    return export.with_table([[*row, "", ""] for row in export.table])


def trailing_delimiters_below(export: Export, _source: Random) -> Export:
    table = [row if at < export.first else [*row, ""] for at, row in enumerate(export.table)]
    return export.with_table(table)


def empty_columns(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    at = source.randrange(len(export.table[export.head]))
    table = [[*row[:at], "", *row[at:]] for row in export.table]
    return export.with_table(table, columns=[c + (c >= at) for c in export.columns])


def ids(export: Export, _source: Random) -> Export:
    if export.head < 0:
        return export
    table = [["", *row] for row in export.table]
    table[export.head][0] = "Nr."
    for n, row in enumerate(table[export.first :], 1):
        row[0] = str(n)
    return export.with_table(table, columns=[c + 1 for c in export.columns])


def extra_scale(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    table = _full_lines(export)
    for at, row in enumerate(table):
        row.append(
            "Alt i alt, hvor tilfreds er du?"
            if at == export.head
            else str(source.randint(1, 5))
            if _is_person(export, at)
            else ""
        )
    return export.with_table(table)


def extra_numbers(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    table = _full_lines(export)
    for at, row in enumerate(table):
        row += [
            "1234567"[i]
            if at == export.head
            else str(source.randint(1, 5))
            if _is_person(export, at)
            else ""
            for i in range(7)
        ]
    return export.with_table(table)


def other_statement(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    table = _lines(export)
    texts = [
        "Jeg trives i dette team.",
        "Det er let at tale med min leder om problemer.",
        "Andre medlemmer af dette team hjælper mig.",
        "Folk i dette team er i godt humør.",
    ]
    text = source.choice(texts)
    for at, row in enumerate(table):
        row.insert(
            0,
            text
            if at == export.head
            else str(source.randint(1, 5))
            if _is_person(export, at)
            else "",
        )
    return export.with_table(table, columns=[c + 1 for c in export.columns])


def _totals(name: str, figure: Callable[[list[int]], str]) -> Callable[[Export, Random], Export]:
    def spoil(export: Export, source: Random) -> Export:
        table = _lines(export)
        row = [""] * max(map(len, table))
        for item, at in enumerate(export.columns):
            numbers = [answers[item] for answers in export.answers]
            row[at] = figure([n for n in numbers if n is not None])
        place = next((at for at in range(len(row)) if at not in export.columns), None)
        if name and place is not None:
            row[place] = name
        gap: list[list[str]] = [[]] if source.random() < 0.3 or place is None else []
        return export.with_table([*table, *gap, row])

    spoil.__name__ = f"totals: {name or figure.__name__}"
    return spoil


def _count(numbers: list[int]) -> str:
    return str(len(numbers))


def _sum(numbers: list[int]) -> str:
    return str(sum(numbers))


def _mean(numbers: list[int]) -> str:
    return f"{statistics.fmean(numbers):.2f}".replace(".", ",") if numbers else ""


def _median(numbers: list[int]) -> str:
    return f"{statistics.median(numbers):g}" if numbers else ""


def _sd(numbers: list[int]) -> str:
    return f"{statistics.stdev(numbers):.3f}" if len(numbers) > 1 else ""


def case(export: Export, _source: Random) -> Export:
    return _each_heading(export, str.upper)


def no_accents(export: Export, _source: Random) -> Export:
    return _each_heading(
        export, lambda t: t.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    )


def lost_letters(export: Export, _source: Random) -> Export:
    return _each_heading(export, lambda t: t.encode("ascii", "replace").decode())


def unknown_letters(export: Export, _source: Random) -> Export:
    return _each_heading(export, lambda t: t.encode("cp1252", "replace").decode("utf-8", "replace"))


def mojibake(export: Export, _source: Random) -> Export:
    table = [[cell.encode().decode("cp1252", "replace") for cell in row] for row in export.table]
    return export.with_table(table)


def mojibake_dos(export: Export, _source: Random) -> Export:
    return _each_heading(export, lambda t: t.encode().decode("cp850"))


def no_punctuation(export: Export, _source: Random) -> Export:
    return _each_heading(export, lambda t: t.replace(",", "").rstrip(". ") if "SQ" not in t else t)


def no_comma(export: Export, source: Random) -> Export:
    return _one_heading(export, source, lambda t: t.replace(",", ""))


def line_breaks(export: Export, source: Random) -> Export:
    return _one_heading(export, source, lambda t: t.replace("team", "team\r\n", 1))


def mark_up(export: Export, source: Random) -> Export:
    return _one_heading(
        export, source, lambda t: f"<p><strong>{t.replace('team', 'team<br>', 1)}</strong></p>"
    )


def entities(export: Export, _source: Random) -> Export:
    return _each_heading(
        export, lambda t: t.replace("æ", "&aelig;").replace("ø", "&oslash;").replace("å", "&aring;")
    )


def our_team(export: Export, _source: Random) -> Export:
    return _each_heading(
        export, lambda t: t.replace("dette team", "vores team").replace("this team", "our team")
    )


def named_team(export: Export, source: Random) -> Export:
    name = source.choice(
        [
            "dette team (Nordlys)",
            "Team Nordlys",
            "dette team, Team Nordlys,",
            "teamet",
            "dette team (Hjem og Pleje)",
            "Nordlys-teamet",
            "vores afdeling",
        ]
    )
    return _each_heading(export, lambda t: t.replace("dette team", name).replace("this team", name))


def cut_long(export: Export, _source: Random) -> Export:
    return _each_heading(export, lambda t: t if len(t) < 45 else t[:45])


def cut_short(export: Export, _source: Random) -> Export:
    return _each_heading(
        export,
        lambda t: (
            t if len(t) < 20 or "[" in t or STEM["da"] in t or STEM["en"] in t else t[:20] + "…"
        ),
    )


def typo(export: Export, source: Random) -> Export:
    def change(text: str) -> str:
        at = source.randrange(len(text))
        return text[:at] + text[at + 1 :] if text[at].isalpha() else text

    return _one_heading(export, source, change)


def numbered(export: Export, _source: Random) -> Export:
    return _each_heading(export, lambda t: f"7) {t}" if " " in t else t)


# What changes the meaning: nothing may be read.


def negated(export: Export, source: Random) -> Export:
    if not _is_worded(export):
        return export
    table, item = _lines(export), source.choice([3, 4])
    at = export.columns[item]
    text = table[export.head][at]
    changed = text.replace("Det er ", "Det er ikke ").replace("It is ", "It is not ")
    changed = changed.replace("ET ER ", "ET ER IKKE ").replace("T IS ", "T IS NOT ")
    if changed == text:
        return export
    table[export.head][at] = changed
    return export.with_table(table, must_refuse=True)


def dropped_item(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    at = source.choice(export.columns)
    table = [row[:at] + row[at + 1 :] for row in export.table]
    return export.with_table(
        table, must_refuse=True, columns=[c - (c > at) for c in export.columns]
    )


def doubled_item(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    at = source.choice(export.columns)
    table = _full_lines(export)
    for i, row in enumerate(table):
        row.append(
            row[at] if i == export.head else str(source.randint(1, 5)) if i >= export.first else ""
        )
    return export.with_table(table, must_refuse=True)


def renamed_item(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    table = _lines(export)
    table[export.head][source.choice(export.columns)] = source.choice(
        ["", "Trivsel", "Jeg er glad for mit team"]
    )
    return export.with_table(table, must_refuse=True)


def turned(export: Export, _source: Random) -> Export:
    if export.head < 0:
        return export
    table = export.table[export.head : export.head + 1] + export.table[export.first :]
    return export.with_table([list(row) for row in zip(*table, strict=False)], must_refuse=True)


def unknown_words(export: Export, source: Random) -> Export:
    table = _lines(export)
    table[source.randrange(export.first, export.first + len(export.answers))][
        source.choice(export.columns)
    ] = "Helt vildt"
    return export.with_table(table, must_refuse=True)


def other_order_below(export: Export, source: Random) -> Export:
    if export.head < 0:
        return export
    table = _lines(export)
    again = list(table[export.head])
    a, b = source.sample(export.columns, 2)
    again[a], again[b] = again[b], again[a]
    table.insert(export.first + 2, again)
    return export.with_table(table, must_refuse=True)


def unquoted(export: Export, _source: Random) -> Export:
    """Headings written without quotation marks where the separator is a comma."""
    if export.head < 0 or not any("," in export.table[export.head][at] for at in export.columns):
        return export
    table = _lines(export)
    table[export.head] = ",".join(table[export.head]).split(",")
    return export.with_table(table, must_refuse=True)


def _is_worded(export: Export) -> bool:
    return export.head >= 0 and " " in export.table[export.head][export.columns[0]]


HARMLESS: Final = (
    shuffle_columns,
    title_rows,
    blank_rows_below,
    note_below,
    note_beside,
    trailing_delimiters,
    trailing_delimiters_below,
    empty_columns,
    ids,
    extra_scale,
    extra_numbers,
    other_statement,
    *(
        _totals(name, figure)
        for name, figure in (
            ("Antal svar", _count),
            ("Antal", _count),
            ("N", _count),
            ("Sum", _sum),
            ("Total", _sum),
            ("I alt", _sum),
            ("Gennemsnit", _mean),
            ("Gns.", _mean),
            ("Mean", _mean),
            ("Average", _mean),
            ("Median", _median),
            ("Std.afv.", _sd),
            ("StdDev", _sd),
            ("Count", _count),
            ("n = 6", _count),
            ("", _count),
            ("", _mean),
            ("", _sum),
            ("", _median),
            ("", _sd),
        )
    ),
    case,
    no_accents,
    lost_letters,
    unknown_letters,
    mojibake,
    mojibake_dos,
    no_punctuation,
    no_comma,
    line_breaks,
    mark_up,
    entities,
    our_team,
    named_team,
    cut_long,
    cut_short,
    typo,
    numbered,
)
"""After these the right answers are read, or nothing."""

HARMFUL: Final = (
    negated,
    dropped_item,
    doubled_item,
    renamed_item,
    turned,
    unknown_words,
    other_order_below,
    unquoted,
)
"""After these nothing is read."""
