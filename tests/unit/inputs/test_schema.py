"""The JSON Schemas: true to the types, and committed as they are generated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dossier_builder.inputs.schema import CANDIDAT, candidat_schema, dossier_schema, schemas
from dossier_builder.packs import list_modeles, load_modele
from dossier_builder.packs.positions import parse_yaml
from dossier_builder.rules import CATALOGUE

ROOT = Path(__file__).parents[3]


def value(text: str) -> Any:
    """A YAML text as an editor sees it: dates are text."""
    return json.loads(json.dumps(parse_yaml(text, "x.yaml").value, default=str))


def errors(schema: dict[str, Any], text: str) -> list[str]:
    checker = jsonschema.Draft202012Validator(schema)
    return [error.message for error in checker.iter_errors(value(text))]


def test_committed_schemas_are_those_of_the_code() -> None:
    modeles = [load_modele(info.id, CATALOGUE) for info in list_modeles()]
    assert {"cip/ccp2", "cip/ccp3", "cip/dpp"} <= {modele.id for modele in modeles}
    for name, text in schemas(modeles).items():
        committed = (ROOT / "schemas" / name).read_text(encoding="utf-8")
        assert committed == text, f"{name}: run python tools/schemas.py"
        jsonschema.Draft202012Validator.check_schema(json.loads(text))


def test_the_examples_follow_the_schemas() -> None:
    for kind in ("ccp2", "ccp3", "dpp"):
        folder = ROOT / "examples" / "cip" / kind
        candidat = (folder / "candidat.yaml").read_text(encoding="utf-8")
        assert errors(candidat_schema(), candidat) == []
        schema = dossier_schema(load_modele(f"cip/{kind}", CATALOGUE))
        assert errors(schema, (folder / "conforme/dossier.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("prenom: A\nvoie: vae\n", "nom_naissance"),
        ("nom_naissance: A\nprenom: B\nvoie: autre\n", "autre"),
        ("nom_naissance: A\nprenom: B\nvoie: vae\nage: 3\n", "age"),
    ],
)
def test_candidat_schema_refuses_what_the_reader_refuses(text: str, part: str) -> None:
    assert any(part in message for message in errors(candidat_schema(), text))


def test_dossier_schema_follows_the_fields_of_the_pack(modele_ccp2: Any) -> None:
    schema = dossier_schema(modele_ccp2)
    good = "modele: cip/ccp2\ntitre: X\nperiode: {debut: 2026-01-01, fin: 2026-01-02}\n"
    assert errors(schema, f"$schema: x\n{good}") == []
    assert schema["required"] == ["modele", "titre"]
    assert any("structur" in m for m in errors(schema, f"{good}structur: Y\n"))
    assert any("cip/ccp2" in m for m in errors(schema, "modele: cip/ccp3\ntitre: X\n"))
    assert any("fichier" in m for m in errors(schema, f"{good}annexes: [{{id: a, titre: T}}]\n"))


def test_no_english_reaches_the_editor(modele_ccp2: Any) -> None:
    shown = json.dumps([candidat_schema(), dossier_schema(modele_ccp2)])
    assert "The " not in shown
    assert CANDIDAT == "candidat.schema.json"
