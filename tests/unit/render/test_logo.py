"""The centre of the pack on the cover: its name when the learner gives none, and its logo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import CentreModele, Modele
from dossier_builder.errors import InputsError
from dossier_builder.ooxml import NAMESPACES, Package, qn
from dossier_builder.render import render

CENTRE = CentreModele(nom="Centre Modèle", ville="Valfictive")


def without_centre(dossier: Dossier) -> Dossier:
    return replace(dossier, candidat=dossier.candidat.model_copy(update={"centre": None}))


def cover(dossier: Dossier, modele: Modele, centre: CentreModele | None) -> tuple[str, list[str]]:
    """The text of the whole document, and the alternative texts of its pictures in order."""
    package = Package.from_bytes(render(dossier, replace(modele, centre=centre)).content)
    document = package.xml(package.document_name)
    text = "".join(t.text or "" for t in document.iter(qn("w:t")))
    drawings = document.iterfind(".//wp:docPr", NAMESPACES)
    return text, [drawing.get("descr", "") for drawing in drawings]


def test_the_learner_s_own_centre_comes_first(dossier: Dossier, modele: Modele) -> None:
    assert dossier.candidat.centre is not None
    text, _ = cover(dossier, modele, CENTRE)
    assert dossier.candidat.centre.nom in text
    assert "Centre Modèle" not in text


def test_the_centre_of_the_pack_where_there_is_none(dossier: Dossier, modele: Modele) -> None:
    text, _ = cover(without_centre(dossier), modele, CENTRE)
    assert "Centre Modèle, Valfictive" in text


def test_the_logo_stands_first_on_the_cover(dossier: Dossier, modele: Modele, png: Path) -> None:
    _, before = cover(dossier, modele, CENTRE)
    _, pictures = cover(dossier, modele, replace(CENTRE, logo=png))
    assert pictures == ["Logo de Centre Modèle", *before]


def test_the_ministry_s_form_takes_no_logo(dpp: Dossier, formulaire: Modele, png: Path) -> None:
    _, before = cover(dpp, formulaire, None)
    _, pictures = cover(dpp, formulaire, replace(CENTRE, logo=png))
    assert pictures == before


def test_a_logo_that_is_no_picture_is_said(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("pas une image")
    with pytest.raises(InputsError, match="logo"):
        cover(dossier, modele, replace(CENTRE, logo=logo))
