"""How an exported page is set: type, measure and margins, on a screen and on A4."""

from __future__ import annotations

from typing import Final

_STYLE: Final = """\
:root { color-scheme: light; --ink: #1b1b1f; --soft: #4c4c55; --rule: #c9c9d1; --tint: #f3f3f6; }
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 42rem; color: var(--ink);
  background: #fff; font-family: "Segoe UI", system-ui, -apple-system, "Helvetica Neue",
  "Noto Sans", Arial, sans-serif; line-height: 1.5; hyphens: manual; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; break-after: avoid; }
h1 { font-size: 2.2rem; font-weight: 650; letter-spacing: -.015em; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; font-weight: 650; margin: 2.4rem 0 .6rem; }
h3 { font-size: 1.03rem; font-weight: 650; margin: 1.7rem 0 .4rem; }
p { margin: 0 0 .7rem; }
.mark { border: 2px solid var(--ink); padding: .35rem .75rem; font-size: .85rem; margin: 0; }
header .mark { margin-bottom: 2.6rem; }
footer { margin-top: 3.5rem; }
.team { font-size: 1.05rem; color: var(--soft); margin: 0 0 .2rem; }
.facts { color: var(--soft); }
.aside { color: var(--soft); margin-top: 1.6rem; font-size: .93rem; }
dl { margin: 1.3rem 0 0; padding: .8rem 1rem; background: var(--tint); display: grid;
  grid-template-columns: max-content 1fr; gap: .25rem 1.1rem; }
dt { font-weight: 650; }
dd { margin: 0; min-width: 0; }
ul { margin: 0; padding: 0; list-style: none; }
li { margin: 0; padding: .2rem 0 .2rem 1.2rem; position: relative; break-inside: avoid; }
ul > li::before { content: "–" / ""; position: absolute; left: 0; color: var(--soft); }
.tag { color: var(--soft); font-size: .86rem; margin-left: .45em; white-space: nowrap; }
.commitments ul { border-top: 1px solid var(--rule); }
.commitments li { padding: .65rem 0; border-bottom: 1px solid var(--rule); }
.commitments li::before { content: none; }
.what { display: block; font-weight: 600; }
.more { display: block; font-size: .93rem; margin-top: .15rem; }
.terms { display: flex; flex-wrap: wrap; gap: 0 1.5rem; font-size: .9rem; }
.terms b { font-weight: 400; color: var(--soft); margin-right: .25em; }
nav { margin: 2rem 0 0; padding: 1rem 1.25rem 1.1rem; background: var(--tint); }
nav h2 { font-size: 1.03rem; margin: 0 0 .4rem; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav li { padding: .12rem 0; display: flex; gap: 1rem; }
nav li span { flex: 0 0 10.5rem; color: var(--soft); font-variant-numeric: tabular-nums; }
a { color: #1a4585; text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid #1a4585; outline-offset: 2px; }
article { margin-top: 3rem; padding-top: .2rem; border-top: 2px solid var(--ink); }
article h2 { font-size: 1.55rem; margin: 1.2rem 0 .2rem; }
@media (max-width: 30rem) {
  body { padding: 1.2rem 1rem 3rem; } h1 { font-size: 1.75rem; }
  nav li { display: block; } nav li span { display: block; } dl { grid-template-columns: 1fr; }
  .tag { white-space: normal; }
}
@media print {
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  h1 { font-size: 22pt; }
  a { color: inherit; text-decoration: none; }
  dl, nav { background: none; border: 1px solid var(--rule); }
  h2 { margin-top: 6.5mm; }
  header .mark { margin-bottom: 8mm; }
  footer { margin-top: 9mm; break-inside: avoid; }
  section { break-inside: avoid-page; }
  p, li { orphans: 3; widows: 3; }
  article { margin-top: 11mm; }
}
"""

_PAGE: Final = """\
@page {{ size: A4; margin: 20mm 22mm 22mm;
  @top-right {{ content: "{mark}"; font: 600 9pt sans-serif; }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 9pt sans-serif; }}
}}
"""


def style(mark: str) -> str:
    """The style sheet; `mark`, a word of our own, stands at the head of every printed page."""
    return _STYLE + _PAGE.format(mark=mark)
