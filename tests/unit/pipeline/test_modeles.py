from __future__ import annotations

import os
from pathlib import Path

import pytest

from dossier_builder.errors import UsageError
from dossier_builder.pipeline.modeles import load, pack_roots, packs_in
from dossier_builder.resources import templates_root


def test_ours_come_last_after_what_people_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = {name: tmp_path / name for name in ("option", "un", "deux", "modeles", "mon-ccp2")}
    for folder in folders.values():
        folder.mkdir()
    monkeypatch.setenv(
        "DOSSIER_MODELES", os.pathsep.join(map(str, (folders["un"], folders["deux"])))
    )
    assert pack_roots(folders["option"], folders["mon-ccp2"]) == (
        folders["option"],
        folders["un"],
        folders["deux"],
        folders["modeles"],
        templates_root(),
    )


def test_nothing_named_leaves_ours_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_MODELES", "")
    assert pack_roots(None, tmp_path / "mon-ccp2") == (templates_root(),)


def test_a_relative_folder_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packs").mkdir()
    monkeypatch.chdir(tmp_path)
    assert pack_roots(Path("packs"))[0] == tmp_path / "packs"


def test_a_named_folder_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_MODELES", str(tmp_path / "absent"))
    with pytest.raises(UsageError, match="DOSSIER_MODELES"):
        pack_roots(None)


def test_a_pack_is_loaded_with_the_catalogue() -> None:
    modele = load("cip/ccp3", pack_roots(None))
    assert modele.pages is not None
    assert (modele.pages.min, modele.pages.max) == (12, 15)
    assert {regle.controle for regle in modele.regles} >= {"PAG001", "SEC004"}


def test_the_packs_of_a_folder_have_their_root() -> None:
    root = templates_root()
    assert ("cip/dpp", root) in packs_in(root)
    assert packs_in(root / "cip" / "dpp") == (("cip/dpp", root),)
