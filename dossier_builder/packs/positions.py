"""YAML with positions: text → `Located` → a checked pydantic value, every problem in French.

Public: `read_text`, `parse_yaml`, `validate`. Built on the event stream of ruamel.yaml, so that
depth and aliases are limited before anything grows, and so that scalars follow YAML 1.2:
« oui », « non », « yes », « on » stay text; only `true` and `false` are booleans.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

from dossier_builder.errors import InputsError
from dossier_builder.packs.decoding import DecodedText, read_text
from dossier_builder.packs.located import Chemin, Located

__all__ = ["Chemin", "DecodedText", "Located", "parse_yaml", "read_text", "validate"]

T = TypeVar("T")


def parse_yaml(text: str, fichier: str, *, first_line: int = 1) -> Located:
    """Parse one YAML document; an empty text gives an empty mapping.

    `first_line` is the line of the file where `text` begins (front matter). Raises InputsError:
    invalid syntax, keys written twice, several documents, nesting or aliases beyond reason.
    """
    from dossier_builder.packs.yaml_tree import build

    return build(text, fichier, first_line=first_line)


def validate(
    model_type: type[T],
    located: Located,
    *,
    exemples: Mapping[str, str] | None = None,
) -> T:
    """Check a parsed value against a pydantic model (or a type as `dt.date`) and return it.

    Values are taken strictly: no text for a number, no number for a text or a date. `exemples`
    maps a key to an example shown when that key is missing or wrong. Raises InputsError with
    every problem at its line and column.
    """
    import json

    from pydantic import TypeAdapter, ValidationError

    adapter = TypeAdapter(model_type)
    # JSON is pydantic's only strict mode in which a list may become a tuple, a text a date.
    as_json = json.dumps(located.value, default=dt.date.isoformat)
    try:
        return adapter.validate_json(as_json, strict=True)
    except ValidationError as error:
        from dossier_builder.packs.french import problems_of

        problems = problems_of(error, model_type, located, exemples or {})
        count = len(problems)
        message = (
            f"{located.fichier} : 1 problème à corriger"
            if count == 1
            else f"{located.fichier} : {count} problèmes à corriger"
        )
        raise InputsError(message, problems) from None
