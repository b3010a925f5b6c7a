"""The format of a guide as a JSON Schema, by which TOML editors complete and check."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind

from facilitator.core.guide import model
from facilitator.core.guide.model import ALL_BUT, Guide, Role, Speaks
from facilitator.core.record import WORD_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
"""The draft that editors for TOML know."""


class _Schema(GenerateJsonSchema):
    """Pydantic's generator, without defaults that JSON cannot express."""

    ignored_warning_kinds: set[JsonSchemaWarningKind] = {"non-serializable-default"}  # noqa: RUF012


def guide_schema() -> dict[str, Any]:
    """The JSON Schema of a guide file: its words and what each means."""
    schema = Guide.model_json_schema(
        by_alias=True, ref_template="#/definitions/{model}", schema_generator=_Schema
    )
    definitions = schema.pop("$defs")
    docs = _docstrings()
    aliases = {"from": "question", "schema": "schema_"}
    for name, table in {"Guide": schema, **definitions}.items():
        table.pop("title", None)
        fields = table.get("properties", {})
        for word, field in fields.items():
            fields[word] = _written(field, docs.get((name, aliases.get(word, word)), ""))
    phase = definitions["Phase"]["properties"]
    for word in ("speaks", "listens"):
        phase[word] = _who(phase[word]["description"])
    head = {"$schema": DRAFT, "title": "A guide of facilitator"}
    return {**head, **schema, "definitions": definitions}


def _written(field: dict[str, Any], about: str) -> dict[str, Any]:
    """A field without null, which TOML does not have, and with its description."""
    field = {key: value for key, value in field.items() if key not in {"title", "default"}}
    kinds = [kind for kind in field.pop("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        field |= kinds[0]
    elif kinds:
        field["anyOf"] = kinds
    if "$ref" in field:  # beside a reference nothing else is read
        field = {"allOf": [{"$ref": field["$ref"]}]}
    return {"description": about, **field}


def _who(about: str) -> dict[str, Any]:
    """Who speaks: the predefined words as choices, and the ids of a guide's own roles."""
    everybody = (*Speaks, *(role for role in Role if role.value not in tuple(Speaks)))
    silent = (Role.SUPERVISEE, Role.CASE_PRESENTER)
    words = {
        "anyOf": [
            {"enum": [*everybody, *(f"{ALL_BUT}{role}" for role in silent)]},
            {"type": "string", "pattern": WORD_PATTERN},
        ]
    }
    several = {"type": "array", "items": words, "minItems": 1}
    return {"description": about, "anyOf": [*words["anyOf"], several]}


def _docstrings() -> dict[tuple[str, str], str]:
    """The model's docstrings of its fields, by record and field; empty where there is no source."""
    try:
        source = inspect.getsource(model)
    except OSError:
        return {}
    classes = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    return {(each.name, field): text for each in classes for field, text in _fields(each)}


def _fields(record: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(record.body, record.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            yield field.target.id, " ".join(str(after.value.value).split())
