#!/usr/bin/env python3
"""Bring the Danish catalogue in step with the source: `uv run scripts/words.py`.

New texts come in untranslated, gone ones leave; both are listed. What is translated stays.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "facilitator"
DANISH = SOURCE / "locale" / "da" / "LC_MESSAGES" / "facilitator.po"


def in_source() -> Catalog:
    """Every text marked in the source by _, ngettext or N_, in the order of the files."""
    catalogue = Catalog()
    for _file, _line, msgid, comments, _context in extract_from_dir(
        SOURCE, comment_tags=["Translators:"], strip_comment_tags=True
    ):
        catalogue.add(msgid, auto_comments=comments)
    return catalogue


def main() -> None:
    """Rewrite the catalogue under the header it has."""
    written = DANISH.read_text(encoding="utf-8")
    header, gap, _texts = written.partition("\n\n")
    catalogue = read_po(io.StringIO(written), locale="da", abort_invalid=True)
    before = {message.id for message in catalogue}
    catalogue.update(in_source(), no_fuzzy_matching=True)

    texts = io.BytesIO()
    write_po(texts, catalogue, omit_header=True, ignore_obsolete=True, width=0, sort_output=True)
    new = DANISH.with_suffix(".po.new")
    new.write_text(header + gap + texts.getvalue().decode().strip() + "\n", encoding="utf-8")
    new.replace(DANISH)

    for msgid in sorted(map(str, before - {message.id for message in catalogue})):
        sys.stdout.write(f"gone: {msgid}\n")
    for message in catalogue:
        forms = message.string if message.pluralizable else (message.string,)
        if message.id and not all(forms or ("",)):
            sys.stdout.write(f"to translate: {message.id}\n")


if __name__ == "__main__":
    main()
