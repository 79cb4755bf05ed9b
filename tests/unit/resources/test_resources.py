"""What travels with the program is found, and the cache belongs to its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dossier_builder import resources
from dossier_builder.errors import CannotWriteError


def test_templates_hold_the_common_pack() -> None:
    root = resources.templates_root()
    assert (root / "_commun" / "modele.yaml").is_file()
    assert (root / "cip" / "titre.yaml").is_file()


def test_a_wheel_has_its_own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "dossier_builder"
    (package / "_donnees" / "templates" / "_commun").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.templates_root() == package / "_donnees" / "templates"


def test_a_broken_installation_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "dossier_builder")
    with pytest.raises(FileNotFoundError):
        resources.templates_root()


def test_lato_comes_in_four_faces() -> None:
    faces = [face for face in resources.fonts() if face.famille == "Lato"]
    assert {(face.bold, face.italic) for face in faces} == {
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    }
    assert all(face.path.is_file() for face in resources.fonts())


def test_a_face_of_ours_has_the_family_it_declares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lato = resources.fonts()[0].path
    ours = tmp_path / "templates" / "_commun" / "polices"
    ours.mkdir(parents=True)
    (ours / "copie.ttf").write_bytes(lato.read_bytes())
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "dossier_builder")
    face = resources.fonts()[-1]
    assert (face.famille, face.path.name) == ("Lato", "copie.ttf")


def test_the_cache_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "a" / "cache"))
    folder = resources.cache_folder()
    assert folder == tmp_path / "a" / "cache"
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700


def test_the_cache_has_a_default_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOSSIER_CACHE")
    folder = resources.cache_folder()
    assert folder.is_dir()
    assert folder.is_absolute()


def test_a_cache_that_cannot_be_made_says_how_to_choose_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fichier").write_text("x", encoding="utf-8")
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "fichier" / "cache"))
    with pytest.raises(CannotWriteError) as caught:
        resources.cache_folder()
    assert "DOSSIER_CACHE" in caught.value.aide
