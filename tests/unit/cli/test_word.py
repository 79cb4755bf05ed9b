"""Word files from the command line: a start file, a promotion's, the way back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier_builder.cli.importer import command as importer
from dossier_builder.cli.nouveau import command as nouveau
from dossier_builder.inputs import load_dossier
from dossier_builder.ooxml import Package, qn, serialize_xml
from dossier_builder.pipeline.generation import keep_generation
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.render import render

EXAMPLE = Path(__file__).parents[3] / "examples" / "cip" / "dpp"


def test_a_start_file_is_made_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["--word", "--modele", "cip/ccp3", "--nom", "Modèle", "--prenom", "Sacha"]
    made = CliRunner().invoke(nouveau, asked, standalone_mode=False)
    assert made.return_value == 0, made.output
    assert (tmp_path / "CCP3 - MODÈLE Sacha.docx").is_file()
    assert "dossier generer" in made.output


def test_a_promotion_is_made_beside_its_list(tmp_path: Path) -> None:
    listed = tmp_path / "promo.csv"
    listed.write_text("Nom;Prénom;Visé\nExemple;Camille;CCP3\n", encoding="utf-8")
    made = CliRunner().invoke(nouveau, ["--cohorte", str(listed)], standalone_mode=False)
    assert made.return_value == 0, made.output
    folder = tmp_path / "promo - dossiers" / "EXEMPLE Camille"
    assert sorted(path.name for path in folder.iterdir()) == [
        "CCP3 - EXEMPLE Camille.docx",
        "DPP - EXEMPLE Camille.docx",
    ]
    assert "1 apprenant, 2 fichiers écrits" in made.output.replace("\u00a0", " ")


def test_the_boxes_of_the_form_changed_in_word_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "dpp"
    shutil.copytree(EXAMPLE / "conforme", folder)
    shutil.copy(EXAMPLE / "candidat.yaml", tmp_path)
    roots = pack_roots(None)
    loaded = load_dossier(folder, lambda identifier: load(identifier, roots))
    made = render(loaded.dossier, loaded.modele)
    package = Package.from_bytes(
        keep_generation(folder, loaded.dossier, loaded.modele, made.content)
    )
    root = package.xml(package.document_name)
    for text in root.iter(qn("w:t")):
        if (text.text or "").startswith("J’ai posé le cadre"):
            text.text = (text.text or "").replace("mon statut", "d’abord mon statut")
    changed = tmp_path / "corrige.docx"
    changed.write_bytes(package.with_parts({package.document_name: serialize_xml(root)}).to_bytes())
    told = CliRunner().invoke(
        importer, [str(changed), "--dans", str(folder)], standalone_mode=False
    )
    assert told.return_value == 0, told.output
    for path in sorted((EXAMPLE / "conforme" / "exemples").glob("*.md")):
        was = path.read_text(encoding="utf-8")
        if path.name == "at1-1.md":
            assert "mon statut" in was
            was = was.replace("mon statut", "d’abord mon statut")
        assert (folder / "exemples" / path.name).read_text(encoding="utf-8") == was
