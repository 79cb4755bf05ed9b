"""A centre settles its choices once: the dossiers are then built and checked with them."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from dossier_builder.domain.report import DocumentReport
from dossier_builder.pipeline.build import build_dossier
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.reglages import Choix, settle
from dossier_builder.pipeline.requests import Options, Request

from .variants import copy_conform

NOW = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def checked(document: Path, packs: Path | None, place: Path) -> DocumentReport:
    workspace = place / "travail"
    workspace.mkdir()
    options = Options(NOW, moteur="dxpdf", packs=packs)
    (report,) = check_documents([Request(document, document.name)], options, workspace)
    assert report.erreur is None, report.erreur
    assert report.pagination is not None
    return report


@pytest.mark.lent
def test_a_document_is_counted_as_its_centre_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    monkeypatch.delenv("DOSSIER_MODELES", raising=False)
    logo = tmp_path / "logo.png"
    Image.new("RGB", (400, 160), "#123456").save(logo)
    packs = tmp_path / "reglages"
    choix = Choix(
        centre="Les Exemples", par="A. Modèle", le=NOW.date(), logo=logo, garde=False,
        sommaire=False, parties=("contexte",),
    )  # fmt: skip
    settle(load("cip/ccp2", pack_roots(None)), choix, packs, pack_roots(None), NOW)

    folder = tmp_path / "ccp2"
    copy_conform("ccp2", folder)
    (tmp_path / "fabrication").mkdir()
    made = build_dossier(
        folder, workspace=tmp_path / "fabrication", moteur="dxpdf", packs=packs, now=NOW
    )
    media = [n for n in zipfile.ZipFile(made.delivered.docx).namelist() if "media" in n]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    theirs = checked(made.delivered.docx, packs, tmp_path / "a")
    usual = checked(made.delivered.docx, None, tmp_path / "b")
    assert theirs.verdict == "conforme"
    assert media
    assert theirs.modele is not None
    assert usual.modele is not None
    assert theirs.modele.id == usual.modele.id == "cip/ccp2"
    assert theirs.modele.section("contexte").source.statut == "centre"
    assert theirs.pagination is not None
    assert usual.pagination is not None
    assert theirs.pagination.couverture == usual.pagination.couverture == (1,)
    assert theirs.pagination.comptees.max == usual.pagination.comptees.max - 2
