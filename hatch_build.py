"""The build hook: compiles the message catalogues, for wheel, sdist and editable install alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Writes a .mo beside every .po, which is where gettext looks."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 hatchling's signature
        """Compile before files are collected; a catalogue that cannot be read stops the build."""
        for po in sorted(Path(self.root, "facilitator", "locale").glob("*/LC_MESSAGES/*.po")):
            with po.open("rb") as source:
                catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
            compiled = po.with_suffix(".mo.new")
            with compiled.open("wb") as target:
                write_mo(target, catalogue)
            compiled.replace(po.with_suffix(".mo"))  # a running program never reads half of one
