"""The JSON report: valid against its committed schema, and as the contract says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dossier_builder.domain.report import DocumentReport
from dossier_builder.report import REPORTERS, Style

from .documents import conform, in_doubt, report, to_mend, unread, unreadable, waived

ROOT = Path(__file__).parents[3]
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "schemas" / "rapport.schema.json").read_text(encoding="utf-8")
)
DOCUMENTS = [conform, to_mend, in_doubt, unread, waived, unreadable]


def values(*documents: DocumentReport) -> Any:
    return json.loads(REPORTERS["json"](report(*documents), Style()))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("maker", DOCUMENTS)
def test_every_report_follows_the_schema(maker: Any) -> None:
    Draft202012Validator(SCHEMA).validate(values(maker()))


def test_a_whole_run_follows_it_too() -> None:
    made = values(*(maker() for maker in DOCUMENTS))
    Draft202012Validator(SCHEMA).validate(made)
    assert made["synthese"] == {
        "documents": 6,
        "conformes": 2,
        "non_conformes": 1,
        "a_verifier": 2,
        "illisibles": 1,
    }


def _paths(schema: dict[str, Any], here: str = "") -> set[str]:
    """Every required key, by its path."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    found = set()
    for branch in (schema, *schema.get("anyOf", ())):
        if "$ref" in branch and branch is not schema:
            found |= _paths(branch, here)
        found |= {f"{here}.{key}" for key in branch.get("required", ())}
        for key, inner in branch.get("properties", {}).items():
            found |= _paths(inner, f"{here}.{key}")
        if isinstance(branch.get("items"), dict):
            found |= _paths(branch["items"], f"{here}[]")
    return found


def test_the_contract_s_keys_are_all_required() -> None:
    """Keys may be added, never renamed or removed: those of the first version, one by one."""
    document = ".documents[]"
    expected = {".version_schema", ".outil", ".synthese", ".documents"}
    expected |= {f".outil.{key}" for key in ("nom", "version")}
    expected |= {
        f".synthese.{key}"
        for key in ("documents", "conformes", "non_conformes", "a_verifier", "illisibles")
    }
    expected |= {
        f"{document}.{key}"
        for key in (
            "fichier", "modele", "verdict", "etape", "pagination", "sections", "regles",
            "non_verifie", "erreur",
        )
    }  # fmt: skip
    pages = f"{document}.pagination"
    expected |= {
        f"{pages}.{key}"
        for key in ("total", "annexes_debut", "comptees", "confiance", "comptes", "temoins")
    }
    expected |= {f"{pages}.total.min", f"{pages}.total.max"}
    expected |= {
        f"{pages}.comptes.hors_annexes",
        f"{pages}.comptes.hors_couverture_sommaire_annexes",
    }
    expected |= {f"{pages}.temoins[].{k}" for k in ("source", "total", "comptees", "detail")}
    expected |= {
        f"{document}.sections[].{k}" for k in ("id", "titre", "trouve", "page", "pages", "mots")
    }
    rules = f"{document}.regles[]"
    expected |= {
        f"{rules}.{k}" for k in ("regle", "controle", "statut", "gravite", "constats", "source")
    }
    expected |= {
        f"{rules}.constats[].{k}" for k in ("message", "aide", "nature", "page", "extrait")
    }
    expected |= {f"{rules}.source.{k}" for k in ("document", "statut")}
    expected |= {f"{document}.non_verifie[].{k}" for k in ("pages", "motif")}
    error = f"{document}.erreur"
    expected |= {f"{error}.{k}" for k in ("code", "message", "aide", "problemes")}
    expected |= {
        f"{error}.problemes[].{k}" for k in ("fichier", "ligne", "colonne", "message", "aide")
    }
    assert expected <= _paths(SCHEMA)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("documents", 0, "verdict"), "bon"),
        (("documents", 0, "etape"), "fini"),
        (("documents", 0, "pagination", "confiance"), "certaine"),
        (("documents", 0, "pagination", "total"), 27),
        (("documents", 0, "regles", 0, "statut"), "ok"),
        (("documents", 0, "regles", 0, "gravite"), "grave"),
        (("documents", 0, "regles", 0, "controle"), "pag001"),
        (("documents", 0, "non_verifie"), [{"pages": [3], "motif": "x"}]),
        (("version_schema",), 2),
        (("outil", "nom"), "autre"),
    ],
)
def test_the_schema_is_strict_on_the_contract(path: tuple[Any, ...], value: Any) -> None:
    made = values(conform())
    holder = made
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    assert not Draft202012Validator(SCHEMA).is_valid(made)


@pytest.mark.parametrize("key", ["verdict", "sections", "erreur", "pagination"])
def test_no_key_of_the_contract_may_be_missing(key: str) -> None:
    made = values(conform())
    del made["documents"][0][key]
    assert not Draft202012Validator(SCHEMA).is_valid(made)


def test_keys_may_be_added() -> None:
    made = values(conform())
    made["demain"] = made["documents"][0]["demain"] = 1
    assert Draft202012Validator(SCHEMA).is_valid(made)


def test_an_unreadable_document_has_its_error_and_nothing_else() -> None:
    (document,) = values(unreadable())["documents"]
    assert document["verdict"] == "illisible"
    assert document["modele"] is None
    assert document["pagination"] is None
    assert document["sections"] == document["regles"] == []
    assert document["erreur"]["code"] == "saisie"
    assert document["erreur"]["problemes"][0] == {
        "fichier": "dossier.yaml",
        "ligne": 3,
        "colonne": 1,
        "message": "clé inconnue « titer » ; vouliez-vous dire « titre » ?",
        "aide": 'Exemple : titre: "Un atelier CV"',
    }


def test_sections_not_found_are_null() -> None:
    (document,) = values(to_mend())["documents"]
    introduction = document["sections"][0]
    assert introduction["id"] == "introduction"
    assert {introduction[k] for k in ("trouve", "page", "pages", "mots")} == {None}
    assert [s["id"] for s in document["sections"]] == [
        "introduction", "contexte", "atelier", "atelier-bilan", "conclusion",
    ]  # fmt: skip


def test_the_text_is_readable_json_with_accents() -> None:
    text = REPORTERS["json"](report(to_mend()), Style(couleur=True))
    assert text.endswith("}\n")
    assert "é" in text
    assert "\x1b" not in text
