"""Each variant of the examples: the planted fault is found under its code and page, alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from .runs import findings
from .variants import EXAMPLES, Attendu, Variant, Variante, copy_conform, load_variants

Reports = Callable[[str], Mapping[str, Any]]


def test_the_planted_fault_is_found_and_nothing_else(
    reports: Reports, variant: Variant, engine: str
) -> None:
    report = reports(engine)[variant.name]
    expected = {erreur.controle: list(erreur.pages) for erreur in variant.attendu.erreurs}
    assert findings(report, "erreur") == expected
    assert report["verdict"] == variant.attendu.verdict
    assert set(findings(report, "avertissement")) <= set(variant.attendu.avertissements)


def test_nothing_stays_unjudged_because_of_the_fault(
    reports: Reports, variant: Variant, engine: str
) -> None:
    report = reports(engine)[variant.name]
    unjudged = [
        regle["controle"]
        for regle in report["regles"]
        if regle["gravite"] == "erreur" and regle["statut"] == "non_evaluee"
    ]
    assert unjudged == []


def test_every_kind_has_its_variants() -> None:
    names = {variant.name for variant in load_variants()}
    for kind in ("ccp2", "ccp3"):
        assert names >= {
            f"{kind}/{fault}"
            for fault in (
                "trop-court", "trop-long", "section-vide", "texte-provisoire", "annexe-absente"
            )
        }  # fmt: skip
    assert names >= {"ccp2/partie-absente", "ccp3/deux-parties", "dpp/boite-vide"}


@pytest.mark.parametrize(
    "operation",
    [
        {"supprime": "sections/introduction.md"},
        {"remplacer": "sections/introduction.md", "texte": "", "par": "x"},
        {"repeter": "sections/introduction.md", "fois": 1},
        {"ecrire": "sections/introduction.md"},
    ],
)
def test_a_badly_written_operation_is_refused(operation: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Variante.model_validate({"description": "x", "operations": [operation]})


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(ValidationError):
        Attendu.model_validate({"verdict": "conforme", "erreurs": [], "avertissement": []})


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ({"remplacer": "dossier.yaml", "texte": "nulle part", "par": ""}, "stands 0 times"),
        ({"remplacer": "dossier.yaml", "texte": "annexes/", "par": ""}, "stands 5 times"),
        ({"supprimer": "../ailleurs.md"}, "outside the dossier"),
    ],
)
def test_an_operation_that_does_not_fit_the_example_is_an_error(
    operation: dict[str, object], said: str, tmp_path: Path
) -> None:
    variante = Variante.model_validate({"description": "x", "operations": [operation]})
    variant = Variant("ccp2", "essai", variante, Attendu(verdict="conforme", erreurs=()))
    with pytest.raises(ValueError, match=said):
        variant.apply(tmp_path / "copie")


def test_a_variant_leaves_the_conform_example_alone(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in EXAMPLES.rglob("conforme/**/*.md")}
    for variant in load_variants():
        variant.apply(tmp_path / variant.name)
    copy_conform("dpp", tmp_path / "dpp" / "conforme")
    assert {path: path.read_bytes() for path in before} == before
