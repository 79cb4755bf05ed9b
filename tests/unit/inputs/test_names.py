"""Names to hide (dossier.yaml) and names that may be written (candidat.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.inputs import load_dossier

from .conftest import CCP2


def folder(root: Path, names: str, allowed: str = "") -> Path:
    (root / "sections").mkdir()
    (root / "dossier.yaml").write_text(f"modele: cip/ccp2\ntitre: Essai\n{names}\n", "utf-8")
    candidat = f"nom_naissance: Exemple\nprenom: Camille\nvoie: formation\n{allowed}\n"
    (root / "candidat.yaml").write_text(candidat, encoding="utf-8")
    return root


def test_names_are_read_and_are_no_field_to_print(tmp_path: Path) -> None:
    made = folder(tmp_path, "noms_a_masquer: [Kervadek, Sophie]", "noms_autorises: [Durand]")
    dossier = load_dossier(made, lambda _: CCP2).dossier
    assert dossier.noms_a_masquer == ("Kervadek", "Sophie")
    assert dossier.candidat.noms_autorises == ("Durand",)
    assert set(dossier.champs) == {"titre"}


@pytest.mark.parametrize("names", ["", "noms_a_masquer: []"])
def test_none_is_needed(tmp_path: Path, names: str) -> None:
    assert load_dossier(folder(tmp_path, names), lambda _: CCP2).dossier.noms_a_masquer == ()
