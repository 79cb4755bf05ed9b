from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.rules import CHECKS
from dossier_builder.rules.documentation import our_modeles, pages, write
from dossier_builder.rules.explications import EXPLICATIONS


def test_every_check_has_its_explanation_and_no_other() -> None:
    assert set(EXPLICATIONS) == set(CHECKS)
    assert len(CHECKS) > 20


@pytest.mark.parametrize("code", CHECKS)
def test_parameters_and_placeholders_are_all_explained(code: str) -> None:
    check, explication = CHECKS[code], EXPLICATIONS[code]
    assert set(explication.parametres) == set(check.parametres.model_fields)
    assert set(explication.mots) == set(check.placeholders)


@pytest.mark.parametrize("code", CHECKS)
def test_the_example_of_a_rule_is_one_that_a_pack_may_hold(code: str) -> None:
    from dossier_builder.packs.ecrit import ModeleEcrit
    from dossier_builder.packs.positions import parse_yaml, validate

    text = pages(())[f"{code}.md"]
    example = text.partition("```yaml\n")[2].partition("\n```")[0]
    located = parse_yaml(f"id: essai\n{example}\n", "essai.yaml")
    rule = validate(ModeleEcrit, located).regles[0]
    assert rule.controle == code
    CHECKS[code].parametres.model_validate(rule.parametres or {})


def test_a_page_shows_the_rules_of_the_packs() -> None:
    made = pages(our_modeles())
    assert "| `cip/ccp2` | `pages-hors-annexes` | erreur |" in made["PAG001.md"]
    assert "Aucun de nos modèles" not in made["DPP002.md"]
    assert made["README.md"].count("\n- [") == len(CHECKS)


def test_the_page_of_a_removed_check_goes(tmp_path: Path) -> None:
    (tmp_path / "OLD001.md").write_text("# OLD001 – vieux")
    write(tmp_path)
    assert not (tmp_path / "OLD001.md").exists()
    assert (tmp_path / "PAG001.md").read_text(encoding="utf-8").startswith("# PAG001 – ")
