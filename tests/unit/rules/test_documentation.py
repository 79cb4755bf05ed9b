from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from dossier_builder.rules import CHECKS
from dossier_builder.rules.between import COMPARISONS
from dossier_builder.rules.cohort_checks import COHORT_CHECKS
from dossier_builder.rules.documentation import STATUTS, our_modeles, pages, write
from dossier_builder.rules.explications import EXPLICATIONS


def test_every_check_has_its_explanation_and_no_other() -> None:
    assert not set(CHECKS) & (set(COMPARISONS) | set(COHORT_CHECKS))
    assert set(EXPLICATIONS) == set(CHECKS) | set(COMPARISONS) | set(COHORT_CHECKS)
    assert len(CHECKS) > 20


@pytest.mark.parametrize("code", CHECKS)
def test_parameters_and_placeholders_are_all_explained(code: str) -> None:
    check, explication = CHECKS[code], EXPLICATIONS[code]
    assert set(explication.parametres) == {
        field.name for field in dataclasses.fields(check.parametres)
    }
    assert set(explication.mots) == set(check.placeholders)


@pytest.mark.parametrize("code", CHECKS)
def test_the_example_of_a_rule_is_one_that_a_pack_may_hold(code: str) -> None:
    from dossier_builder.packs.ecrit import ModeleEcrit
    from dossier_builder.packs.located import Located
    from dossier_builder.packs.positions import parse_yaml, validate

    text = pages(())[f"{code}.md"]
    example = text.partition("```yaml\n")[2].partition("\n```")[0]
    located = parse_yaml(f"id: essai\n{example}\n", "essai.yaml")
    rule = validate(ModeleEcrit, located).regles[0]
    assert rule.controle == code
    validate(CHECKS[code].parametres, Located(rule.parametres or {}, "essai.yaml"))


def test_a_page_shows_the_rules_of_the_packs() -> None:
    made = pages(our_modeles())
    assert "| `cip/ccp2`, `cip/ccp3` | `pages-hors-annexes` | erreur |" in made["PAG001.md"]
    assert "Aucun de nos modèles" not in made["DPP002.md"]
    total = len(CHECKS) + len(COMPARISONS) + len(COHORT_CHECKS)
    assert made["README.md"].count("\n- [") == total


def test_a_check_of_a_cohort_is_no_rule_of_a_pack() -> None:
    text = pages(())["SIM001.md"]
    assert text.startswith("# SIM001 – ")
    assert "controle: SIM001" not in text
    assert "il ne s’écrit dans aucun modèle" in text


@pytest.mark.parametrize("code", EXPLICATIONS)
def test_every_page_says_what_why_an_example_a_remedy_and_a_source(code: str) -> None:
    text = pages(our_modeles())[f"{code}.md"]
    parts = dict(
        zip(*[iter(re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)[1:])] * 2, strict=True)
    )
    for heading in ("Ce qui est vérifié", "Pourquoi", "Dans Word", "Dans un dossier de fichiers"):
        assert len(parts[heading].split()) >= 3, heading
    assert re.match(r"\s*> \S", parts["Un exemple"])
    told = parts["Dans nos modèles"]
    assert any(statut in told for statut in STATUTS.values()) or "celle de la partie" in told


def test_the_page_of_a_removed_check_goes(tmp_path: Path) -> None:
    (tmp_path / "OLD001.md").write_text("# OLD001 – vieux")
    write(tmp_path)
    assert not (tmp_path / "OLD001.md").exists()
    assert (tmp_path / "PAG001.md").read_text(encoding="utf-8").startswith("# PAG001 – ")
