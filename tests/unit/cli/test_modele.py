from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.cli import main
from dossier_builder.resources import templates_root

CENTRE = """\
id: centre/ccp2
version: "1"
etend: cip/ccp2
intitule: Dossier projet du centre
sources:
  nous: {document: Règlement du centre, statut: centre, date: 2026-09-01}
pages: {min: 17, max: 20, hors: [couverture, sommaire, annexes], source: nous}
annexes: {pages_max: 12, pages_max_par_annexe: 4, source: nous}
"""


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A root of packs with one pack of a centre."""
    folder = tmp_path / "modeles" / "centre" / "ccp2"
    folder.mkdir(parents=True)
    (folder / "modele.yaml").write_text(CENTRE, encoding="utf-8")
    return tmp_path / "modeles"


def test_ours_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele", "lister"]) == 0
    listed = capsys.readouterr().out
    for identifier in ("cip/ccp2", "cip/ccp3", "cip/dpp"):
        assert identifier in listed
    assert "fourni avec le programme" in listed


def test_those_of_a_centre_are_listed_with_their_place(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modele", "lister", "--modeles", str(centre)]) == 0
    line = next(x for x in capsys.readouterr().out.splitlines() if x.startswith("centre/ccp2"))
    assert "Dossier projet du centre" in line
    assert str(centre / "centre" / "ccp2") in line


def test_the_environment_names_a_folder_of_packs(
    centre: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_MODELES", str(centre))
    assert main(["modele", "montrer", "centre/ccp2"]) == 0
    text = capsys.readouterr().out
    assert "17 à 20 pages" in text
    assert "ne comptent pas\u00a0: page de garde, sommaire et annexes" in text
    assert "annexes\u00a0: 12 pages au plus" in text
    assert "chaque annexe\u00a0: 4 pages au plus" in text
    assert "Règlement du centre (règle d’un centre)" in text


def test_a_kind_with_sections_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele", "montrer", "cip/ccp3"]) == 0
    text = capsys.readouterr().out
    assert "12 à 15 pages" in text
    assert "<prospection-diagnostic>" in text
    assert "compétences 14 et 15" in text
    assert "SEC004  erreur" in text
    assert "(proposé)" in text


def test_the_form_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele", "montrer", "cip/dpp"]) == 0
    text = capsys.readouterr().out
    assert "aucune limite de pages" in text
    assert "1 à 3 exemples par activité-type" in text
    assert "boîte 3\u00a0: Avec qui avez-vous travaillé" in text
    assert "activité-type 2 (ccp2)" in text


def test_an_unknown_pack_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele", "montrer", "cip/ccp22"]) == 4
    assert "cip/ccp2" in capsys.readouterr().err


def test_a_folder_of_packs_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modele", "lister", "--modeles", str(tmp_path / "absent")]) == 2
    assert "n’existe pas" in capsys.readouterr().err


def test_all_of_ours_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele", "verifier", str(templates_root())]) == 0
    assert capsys.readouterr().out.count("rien à corriger") >= 3


def test_one_pack_is_verified_by_its_folder(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modele", "verifier", str(centre / "centre" / "ccp2")]) == 0
    assert capsys.readouterr().out.startswith("centre/ccp2\u00a0: rien à corriger")


def test_every_problem_is_shown_with_its_place(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = centre / "centre" / "ccp2" / "modele.yaml"
    path.write_text(
        CENTRE.replace("intitule:", "intitul:").replace("min: 17", "min: beaucoup"),
        encoding="utf-8",
    )
    assert main(["modele", "verifier", str(centre)]) == 4
    said = capsys.readouterr().err
    assert f"{path}:4:1" in said
    assert f"{path}:7:" in said
    assert "intitule" in said


def test_a_pack_in_a_folder_of_another_name_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "autre"
    folder.mkdir()
    (folder / "modele.yaml").write_text(CENTRE, encoding="utf-8")
    assert main(["modele", "verifier", str(folder)]) == 4
    assert "modele.yaml:1:" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["id: [", "- une liste", "id: 12"])
def test_a_file_that_is_no_pack_is_told(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "modele.yaml").write_text(content, encoding="utf-8")
    assert main(["modele", "verifier", str(tmp_path)]) == 4
    assert "modele.yaml" in capsys.readouterr().err


def test_a_folder_without_pack_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modele", "verifier", str(tmp_path)]) == 2
    assert "aucun modèle" in capsys.readouterr().err


def test_alone_the_verb_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele"]) == 0
    text = capsys.readouterr().out
    assert "Commandes :" in text
    assert "verifier" in text


def test_an_unknown_command_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele", "listr"]) == 2
    assert "«\u00a0lister\u00a0»" in capsys.readouterr().err
