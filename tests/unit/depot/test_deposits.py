"""The small rules of deposits: names, gates, pages that moved, manifests that are none."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder.depot.deposit import _moved
from dossier_builder.depot.final_pdf import FinalPdf, lacks, quality_sentence
from dossier_builder.depot.manifest import digests, read, read_digests
from dossier_builder.depot.names import file_stem
from dossier_builder.depot.preuve import ROOMS, Proven, proof_of
from dossier_builder.depot.refusal import refusal
from dossier_builder.depot.session import Session, sheet_of
from dossier_builder.depot.store import manifest_in
from dossier_builder.depot.values import Demande, Depose, Refus, Reglages
from dossier_builder.depot.verification import examine
from dossier_builder.domain.cohorte import Apprenant, Bilan, Cohorte, Piece
from dossier_builder.domain.depot import MANIFEST
from dossier_builder.domain.modele import DepotModele, Modele, PieceACocher
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.pdf import PdfQuality
from dossier_builder.pipeline.modeles import load, pack_roots

from ..report.documents import (  # noqa: TID252 - tests are no installed package
    NOW,
    conform,
    in_doubt,
    to_mend,
    unreadable,
    waived,
)

SESSION = dt.date(2026, 12, 7)


@pytest.fixture(scope="module")
def ccp2() -> Modele:
    return load("cip/ccp2", pack_roots(None))


def asked(rapport: DocumentReport, nom: str = "Exemple", prenom: str = "Camille") -> Demande:
    return Demande(rapport, Path("CCP2.docx"), nom, prenom, f"{nom.upper()} {prenom}")


@pytest.mark.parametrize(
    ("pattern", "who", "session", "expected"),
    [
        ("{sigle}_{NOM}_{Prenom}_{session}", ("Exemple", "Camille"), SESSION,
         "CCP2_EXEMPLE_Camille_2026-12-07"),
        ("{sigle}_{NOM}_{Prenom}_{session}", ("Exemple", "Camille"), None, "CCP2_EXEMPLE_Camille"),
        ("{sigle}_{NOM}_{Prenom}", ("Le Gall", "Anne Marie"), None, "CCP2_LE-GALL_Anne-Marie"),
        ("{genre} {Nom} n{numero}", ("Exemple", ""), None, "ccp2 Exemple n2"),
        ("{NOM}", ("../../etc {sigle}", "x"), None, "ETC-SIGLE"),
        ("{NOM}_{Prenom}", ("", ""), None, "EXEMPLE-Camille"),
        ("con", ("Exemple", "Camille"), None, "_con"),
    ],
)  # fmt: skip
def test_files_are_named_by_the_centre_s_pattern(
    ccp2: Modele, pattern: str, who: tuple[str, str], session: dt.date | None, expected: str
) -> None:
    modele = replace(ccp2, depot=DepotModele(nom=pattern))
    demande = replace(asked(replace(conform(), session=session), *who), dossier="EXEMPLE Camille")
    assert file_stem(demande, modele, 2) == expected


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ('"{sigle}_{NOMM}"', "« {NOMM} » n’est pas remplacé ; vouliez-vous dire « NOM »"),
        ('"{sigle"', "une accolade n’est pas refermée"),
        ('"{sigle}/{NOM}"', "un nom de fichier ne peut pas contenir /"),
        ('"{NOM:>20}"', "rien d’autre qu’un mot"),
        ('"{NOM.__class__}"', "n’est pas remplacé"),
        ('""', "un nom de fichier ne peut pas être vide"),
    ],
)
def test_a_wrong_pattern_is_a_problem_of_the_pack(
    tmp_path: Path, pattern: str, sentence: str
) -> None:
    from dossier_builder.errors import PackError

    folder = tmp_path / "mon-centre" / "ccp2"
    folder.mkdir(parents=True)
    text = f'id: mon-centre/ccp2\netend: cip/ccp2\nversion: "1"\ndepot:\n  nom: {pattern}\n'
    (folder / "modele.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load("mon-centre/ccp2", pack_roots(tmp_path))
    (problem,) = caught.value.problems
    assert sentence in problem.message.replace("\u00a0", " ")
    assert (problem.ligne, problem.aide.startswith("Exemple :")) == (5, True)


def test_a_pattern_is_inherited_and_changed(tmp_path: Path, ccp2: Modele) -> None:
    assert ccp2.depot.nom == "{sigle}_{NOM}_{Prenom}_{session}"
    folder = tmp_path / "mon-centre" / "ccp2"
    folder.mkdir(parents=True)
    text = 'id: mon-centre/ccp2\netend: cip/ccp2\nversion: "1"\ndepot: {nom: "{NOM} {sigle}"}\n'
    (folder / "modele.yaml").write_text(text, encoding="utf-8")
    assert load("mon-centre/ccp2", pack_roots(tmp_path)).depot.nom == "{NOM} {sigle}"


def test_the_gate_lets_only_what_is_conform_pass() -> None:
    assert refusal(conform(), "") is None
    for rapport in (to_mend(), in_doubt()):
        refused = refusal(rapport, "")
        assert refused
        assert refused.raisons
        assert refusal(rapport, "j’en réponds") is None
    assert refusal(unreadable(), "j’en réponds") is not None


def test_a_pdf_with_other_pages_than_those_checked_will_not_do() -> None:
    rapport = conform()
    assert rapport.pagination
    total = rapport.pagination.total.max
    same = FinalPdf(Path("a.pdf"), "libreoffice", PdfQuality(total))
    more = FinalPdf(Path("a.pdf"), "libreoffice", PdfQuality(total + 1))
    given = FinalPdf(Path("a.pdf"), None, PdfQuality(total + 1))
    assert _moved(asked(rapport), same) is None
    assert _moved(asked(rapport), given) is None
    refused = _moved(asked(rapport), more)
    assert refused
    assert "Exportez le PDF depuis Word" in refused.raisons[0]


def test_what_a_pdf_lacks_is_said() -> None:
    bare = PdfQuality(3, not_embedded=("Arial",))
    assert lacks(bare) == "il manque au PDF des balises, des signets et toutes ses polices"
    assert "polices non incorporées : Arial" in quality_sentence(bare).replace("\u00a0", " ")
    full = PdfQuality(3, tagged=True, ua=True, outline=2)
    assert lacks(full) == ""
    assert "non prouvé" in quality_sentence(full)
    assert "n’a pas pu être lue" in lacks(PdfQuality(3, known=False))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"\xff", b'{"version_schema": 2}', b"[" * 100_000, b"null"]
)
def test_what_is_no_manifest_is_none(data: bytes) -> None:
    assert read(data) is None


def test_a_list_of_fingerprints_is_read_back() -> None:
    written = digests({"a b.pdf": b"1", "é.docx": b"2"})
    found = read_digests(written)
    assert found
    assert list(found) == ["a b.pdf", "é.docx"]
    assert read_digests(b"rien") is None
    assert read_digests(b"\xff") is None


def test_a_proof_quotes_nothing_private(ccp2: Modele) -> None:
    rapport = replace(waived(), modele=ccp2)
    proven = Proven(asked(rapport), ccp2, 1, None, (), (), b"{}", "")
    reglages = Reglages(Path("depot"), NOW)
    wide, narrow = (proof_of(proven, reglages, room) for room in (ROOMS[0], ROOMS[-1]))
    assert any("dérogation accordée par" in text for text in wide.derogations)
    assert len(narrow.constats) <= len(wide.constats)
    assert "que le jury juge" in wide.non_verifie[-1]


def test_a_line_of_the_session_says_what_is_missing_and_what_to_tick(ccp2: Modele) -> None:
    assert ccp2.titre
    pieces = (
        PieceACocher(sigle="ECF", intitule="Livret", voies=("formation",)),
        PieceACocher(sigle="Papier", intitule="Exemplaires papier"),
    )
    titre = replace(ccp2.titre, pieces_a_cocher=pieces)
    good, bad = replace(conform(), modele=ccp2), replace(to_mend(), modele=ccp2)
    bilans = (
        Bilan(Apprenant("b", "Zoé", "Bo", "vae", ("CCP2",)), (Piece(0, "cip/ccp2"),)),
        Bilan(Apprenant("a", "Éa", "Al", "formation", ("titre",)), (Piece(1, "cip/ccp2"),),
              ("cip/ccp3",)),
        Bilan(Apprenant("c", "Ma", "Ny"), (), ("cip/dpp",)),
    )  # fmt: skip
    report = Report("1", NOW, (good, bad), Cohorte("Promo", bilans, session=SESSION))
    issues = {0: Depose(Path("d"), 1, NOW), 1: Refus("non")}
    sheet = sheet_of(Session(report, issues, titre))
    first, second, third = sheet.candidats
    assert [one.nom for one in sheet.candidats] == ["ÉA Al", "MA Ny", "ZOÉ Bo"]
    assert (first.a_reprendre, second.incomplet, third.complet) == (True, True, True)
    assert first.a_cocher == ("ECF", "Papier")
    assert third.a_cocher == ("Papier",)
    assert first.reste[0] == "manque\u00a0: CCP3"
    assert second.parcours == "voie non dite"
    assert "1 dossier déposé sur 4" in sheet.bilan


def test_an_archive_whose_data_are_wrong_is_damaged_and_no_bug(tmp_path: Path) -> None:
    """Deflated data that make no sense are an error of zlib's own, that zipfile lets through."""
    archive = tmp_path / "depot-1.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(MANIFEST, "conforme " * 500)
    data = bytearray(archive.read_bytes())
    start = data.index(MANIFEST.encode()) + len(MANIFEST)
    data[start : start + 8] = b"\xff" * 8
    archive.write_bytes(data)
    (found,) = examine(archive, tmp_path / "chambre")
    assert "L’archive est abîmée" in found.ecarts[0]
    assert manifest_in(archive) is None
