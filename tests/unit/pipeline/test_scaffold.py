"""`nouveau` writes a folder that loads, from the pack alone, and replaces nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dossier_builder.errors import UsageError
from dossier_builder.inputs import load_dossier
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.scaffold import PLACEHOLDER, Answers, make_folder

ROOTS = pack_roots(None)
ANSWERS = Answers(
    today=dt.date(2026, 11, 23),
    nom="Exemple",
    prenom="Camille",
    titre="Un projet « fictif » & complet",
)


@pytest.mark.parametrize("kind", ["cip/ccp2", "cip/ccp3"])
def test_the_folder_loads_and_its_advice_is_not_printed(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "mon-dossier"
    made = make_folder(folder, load(kind, ROOTS), ANSWERS)
    assert made.kept is None
    text = (folder / "dossier.yaml").read_text(encoding="utf-8")
    (folder / "dossier.yaml").write_text(
        text.replace('structure: ""', 'structure: "Structure fictive"'), encoding="utf-8"
    )
    loaded = load_dossier(folder, lambda identifier: load(identifier, ROOTS))
    assert loaded.dossier.candidat.prenom == "Camille"
    assert loaded.dossier.champs["titre"] == "Un projet « fictif » & complet"
    assert loaded.dossier.sections
    assert all(section.present for section in loaded.dossier.sections)
    assert not any(section.blocks for section in loaded.dossier.sections)


def test_the_shared_file_is_never_replaced(tmp_path: Path) -> None:
    shared = tmp_path / "candidat.yaml"
    shared.write_text("nom_naissance: Modèle\n", encoding="utf-8")
    made = make_folder(tmp_path / "ccp2", load("cip/ccp2", ROOTS), ANSWERS)
    assert made.kept == shared
    assert shared.read_text(encoding="utf-8") == "nom_naissance: Modèle\n"


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "ccp2"
    folder.mkdir()
    (folder / "notes.txt").write_text("précieux", encoding="utf-8")
    with pytest.raises(UsageError, match="n’est pas vide"):
        make_folder(folder, load("cip/ccp2", ROOTS), ANSWERS)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_the_form_gets_one_example_file_an_activity(tmp_path: Path) -> None:
    folder = tmp_path / "dpp"
    make_folder(folder, load("cip/dpp", ROOTS), ANSWERS)
    examples = sorted(path.name for path in (folder / "exemples").iterdir())
    assert examples == ["at1-1.md", "at2-1.md", "at3-1.md"]


def test_what_is_not_known_yet_is_a_placeholder_that_the_checks_know(tmp_path: Path) -> None:
    folder = tmp_path / "ccp2"
    modele = load("cip/ccp2", ROOTS)
    make_folder(folder, modele, Answers(today=dt.date(2026, 11, 23)))
    loaded = load_dossier(folder, lambda identifier: load(identifier, ROOTS))
    assert loaded.dossier.champs["titre"] == PLACEHOLDER
    assert loaded.dossier.candidat.prenom == PLACEHOLDER
    assert PLACEHOLDER in modele.espaces_reserves


def test_what_a_notepad_opens_first_ends_its_lines_as_the_system_does(tmp_path: Path) -> None:
    folder = tmp_path / "mon dossier"
    make_folder(folder, load("cip/ccp2", ROOTS), ANSWERS, newline="\r\n")
    read_me = (folder / "LISEZMOI.txt").read_bytes().decode("utf-8")
    assert read_me.count("\r\n") == read_me.count("\n") > 10
    assert "Bonjour Camille," in read_me
    assert 'dossier suivre "mon dossier"' in read_me


@pytest.mark.parametrize("kind", ["cip/ccp2", "cip/ccp3", "cip/dpp"])
def test_every_file_says_what_the_jury_looks_for_how_long_and_asks_questions(
    tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "dossier"
    made = make_folder(folder, load(kind, ROOTS), ANSWERS)
    texts = [path.read_text(encoding="utf-8") for path in made.files if path.suffix == ".md"]
    assert len(texts) >= 3
    for text in texts:
        assert "jury cherche" in text.lower()
        assert "longueur à viser" in text.lower()
        assert "\n- " in text
        assert text.count("?") >= 2
        advice = text.split("-->")[0].split("<!--")[-1]
        assert max(map(len, advice.splitlines())) <= 80
    assert load_dossier(folder, lambda identifier: load(identifier, ROOTS))
