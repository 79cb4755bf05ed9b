"""JSON Schemas of what a trainer writes, so that editors complete and explain the keys.

Committed in schemas/ at the root of the repository and compared by a test. To write them anew:
`python -c "from dossier_builder.packs.schemas import write; write()"`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """File name → text of each schema."""
    from pydantic import TypeAdapter

    from dossier_builder.domain.modele import Titre
    from dossier_builder.packs.ecrit import ModeleEcrit
    from dossier_builder.packs.oral_ecrit import OralEcrit

    return {
        "modele.schema.json": _text(ModeleEcrit.model_json_schema(), "Modèle de dossier"),
        "oral.schema.json": _text(
            _without_english(OralEcrit.model_json_schema()), "Épreuves orales d’un titre"
        ),
        # The docstrings of the domain are in English, for programmers.
        "titre.schema.json": _text(
            _without(TypeAdapter(Titre).json_schema(), "description"), "Titre professionnel"
        ),
    }


def _text(schema: dict[str, Any], title: str) -> str:
    # pydantic makes titles of the keys: noise in an editor's help.
    described = {"$schema": _DIALECT, "title": title} | _without(schema, "title")
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _without_english(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema less what the domain's own types say of themselves, in English."""
    kept = ("EpreuveEcrite",)
    definitions = {
        name: part if name in kept else _without(part, "description")
        for name, part in schema["$defs"].items()
    }
    return schema | {"$defs": definitions}


def _without(schema: Any, key: str) -> Any:
    """The schema less that annotation; a property of that name stays, being a mapping."""
    if isinstance(schema, dict):
        return {
            name: _without(part, key)
            for name, part in schema.items()
            if name != key or isinstance(part, dict)
        }
    return [_without(part, key) for part in schema] if isinstance(schema, list) else schema


def write(folder: Path = Path("schemas")) -> None:
    """Write every schema into `folder`, created if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
