"""The JSON Schemas that editors use: committed, up to date, and true of what we ship."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest

from dossier_builder.packs.positions import parse_yaml, read_text
from dossier_builder.packs.schemas import schemas, write
from dossier_builder.resources import templates_root

COMMITTED = Path(__file__).parents[3] / "schemas"


def test_the_committed_schemas_are_those_of_the_code() -> None:
    made = schemas()
    assert set(made) == {"modele.schema.json", "oral.schema.json", "titre.schema.json"}
    for name, text in made.items():
        committed = (COMMITTED / name).read_text(encoding="utf-8")
        assert committed == text, (
            "schémas à régénérer : "
            'python -c "from dossier_builder.packs.schemas import write; write()"'
        )


def test_writing_gives_the_same_files(tmp_path: Path) -> None:
    write(tmp_path / "schemas")
    assert {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "schemas").iterdir()} == (
        schemas()
    )


@pytest.mark.parametrize("name", ["modele", "oral", "titre"])
def test_what_we_ship_follows_the_schemas(name: str) -> None:
    schema = json.loads(schemas()[f"{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    paths = list(templates_root().rglob(f"{name}.yaml"))
    assert paths
    for path in paths:
        value = parse_yaml(read_text(path).text, str(path)).value
        validator.validate(json.loads(json.dumps(value, default=dt.date.isoformat)))


def test_a_misspelt_key_breaks_the_schema() -> None:
    schema = json.loads(schemas()["modele.schema.json"])
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors({"id": "a", "titer": "b"}))
    assert len(errors) == 1


def test_editors_show_french_explanations() -> None:
    properties = json.loads(schemas()["modele.schema.json"])["properties"]
    assert properties["etend"]["description"] == "Le modèle que celui-ci complète."
    assert "title" not in properties["etend"]
