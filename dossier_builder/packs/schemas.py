"""JSON Schemas of what a trainer writes, so that editors complete and explain the keys.

Committed in schemas/ at the root of the repository and compared by a test. To write them anew:
`python -c "from dossier_builder.packs.schemas import write; write()"`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """File name → text of each schema."""
    from dossier_builder.domain.modele import Titre
    from dossier_builder.packs.ecrit import ModeleEcrit

    return {
        "modele.schema.json": _schema(ModeleEcrit, "modele.yaml : un modèle de dossier"),
        "titre.schema.json": _schema(Titre, "titre.yaml : un titre professionnel"),
    }


def _schema(model: type[BaseModel], title: str) -> str:
    schema: dict[str, Any] = {"$schema": _DIALECT, **model.model_json_schema(), "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write(folder: Path = Path("schemas")) -> None:
    """Write every schema into `folder`, created if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
