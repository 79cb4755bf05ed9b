"""The sheet of each learner: what it says, what it must never say, where it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder import pdf
from dossier_builder.domain.cohorte import (
    Apprenant,
    Avance,
    Bilan,
    Cohorte,
    Ecarte,
    Evolution,
    Passage,
    Piece,
)
from dossier_builder.domain.findings import Finding, Nature, Outcome
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.report import DocumentReport, Identite, Report
from dossier_builder.domain.submission import EngineName, LayoutFailure
from dossier_builder.errors import CannotWriteError, PackError
from dossier_builder.layout import ENGINES, Laid, LayoutJob
from dossier_builder.ooxml import Package, custom_properties, paragraphs, text_of
from dossier_builder.render.fiche import SheetDossier
from dossier_builder.report.fiche import GABARIT, sheet_gabarit, write_sheets
from dossier_builder.report.fiche_content import learners, sheet_of
from dossier_builder.report.words import FOOTER
from dossier_builder.resources import templates_root

from .documents import NOW, SESSION, conform, essai, in_doubt, report, to_mend, unreadable, waived

PACK = essai().id
DUPONT = Apprenant("a", "Dupont", "Alex", "formation", ("titre",))
FICTIF = Apprenant("b", "Fictif", "Dominique", "vae", ("CCP2",))
WAIVED = replace(waived(), fichier="envoi/FICTIF Dominique_12_/ccp2.docx")


def promotion() -> Report:
    """Two learners: three dossiers with everything that can be said, and one conform."""
    mended = replace(to_mend(), fichier="promo/dupont et fictif.docx")
    late = Piece(
        0, "essai", modifie=dt.datetime(2026, 10, 8, tzinfo=dt.UTC),
        ecartes=(Ecarte("v1.docx", "plus_ancien"), Ecarte("x.pdf", "meme_dossier")),
    )  # fmt: skip
    bilans = (
        Bilan(DUPONT, (late, Piece(1, "essai"), Piece(2, "cip/ccp3")), manquants=("cip/dpp",)),
        Bilan(FICTIF, (Piece(3, "essai"),)),
        Bilan(Apprenant("c", "Personne", "Lou"), manquants=("cip/ccp2",)),
    )
    evolution = Evolution(
        dt.datetime(2026, 9, 14, 20, 0, tzinfo=dt.UTC),
        2,
        (
            Avance("a", PACK, "non_conforme", "non_conforme", Interval(9, 9), Interval(6, 6), 2, 1),
            Avance("b", PACK, None, "conforme"),
        ),
    )  # fmt: skip
    cohorte = Cohorte(
        "P", bilans, session=SESSION, evolution=evolution,
        passages=(Passage(0, 3, 3, 4, 40, "mêmes mots, mot pour mot"),),
    )  # fmt: skip
    documents = (mended, in_doubt(), unreadable(), WAIVED)
    return Report("1.2.3", NOW, documents, cohorte)


def dossiers(run: Report, rank: int) -> tuple[SheetDossier, ...]:
    return sheet_of(learners(run)[rank], run).dossiers


def text(path: Path) -> str:
    package = Package.read(path)
    roots = [package.document_name, *(n for n in package.names if "footer" in n or "header" in n)]
    return "\n".join(text_of(p.element) for n in roots for p in paragraphs(package.xml(n)))


def test_first_things_first_then_the_rest() -> None:
    (dossier, *_) = dossiers(promotion(), 0)
    assert dossier.a_corriger
    assert [point.rang for point in dossier.d_abord] == ["1", "2", "3"]
    assert len({point.code for point in dossier.d_abord}) == 3
    assert all(point.faire and point.code for point in dossier.d_abord)
    assert dossier.ensuite
    assert dossier.a_ecrire
    assert dossier.non_verifie == (
        "p.\u00a07\u00a0: ce sont des images\u00a0: relisez noms et adresses.",
    )
    assert dossier.bien.endswith(".")
    assert "il en faut 4 à 9" in dossier.pages


def test_history_and_versions() -> None:
    (dossier, second, _) = dossiers(promotion(), 0)
    assert dossier.depuis == (
        "le 14/09/2026 (à corriger alors)\u00a0: 3 pages de moins\u00a0; "
        "2 points corrigés, 1 nouveau."
    )
    assert dossier.fichier == "Version du 08/10/2026, 1 version plus ancienne reçue"
    assert second.fichier == "dossier.docx"


def test_who_and_what_is_missing() -> None:
    run = promotion()
    sheets = [sheet_of(learner, run) for learner in learners(run)]
    assert [sheet.apprenant for sheet in sheets] == [
        "DUPONT Alex", "FICTIF Dominique", "PERSONNE Lou"
    ]  # fmt: skip
    assert sheets[0].parcours == "Titre complet, parcours de formation"
    assert sheets[0].session == "Session du 07/12/2026 (dans 59 jours)"
    assert sheets[0].manquants == "DPP"
    assert sheets[0].bilan == (
        "3 dossiers contrôlés\u00a0: 1 à corriger, 1 à vérifier et 1 illisible."
    )
    assert sheets[1].bilan == ""
    assert sheets[2].bilan == "Aucun dossier reçu à ce jour."
    assert sheets[2].manquants == "CCP2"


def test_an_unreadable_file_says_what_to_do() -> None:
    dossier = dossiers(promotion(), 0)[2]
    assert dossier.illisible
    assert dossier.sigle == "CCP3"
    assert dossier.d_abord[0].faire == "Corrigez-les, puis relancez."


def test_what_decides_but_could_not_be_judged_is_to_be_decided() -> None:
    dossier = dossiers(promotion(), 0)[1]
    assert dossier.a_verifier
    assert any("PAG001" in point.code for point in dossier.a_decider)


def test_a_conform_dossier_gets_advice_and_no_fault() -> None:
    known = conform()
    advised = tuple(
        replace(o, statut="echouee", constats=(Finding("page 4 sans numéro", "Numérotez."),))
        if o.gravite == "avertissement" and o.controle == "PAG003"
        else o
        for o in known.outcomes
    )
    (dossier,) = dossiers(report(replace(known, outcomes=advised)), 0)
    assert dossier.conforme
    assert dossier.d_abord == dossier.ensuite == ()
    assert [point.texte for point in dossier.conseils] == ["page 4 sans numéro"]


def test_a_waiver_names_its_author() -> None:
    (dossier,) = dossiers(promotion(), 1)
    assert " ".join(dossier.derogations) == (
        "Nombre de pages comptées (PAG001)\u00a0: dérogation accordée par la formatrice, "
        "jusqu’au 07/12/2026."
    )


def test_similarity_is_never_in_a_sheet() -> None:
    alike = Outcome(
        "sim", "SIM001", "echouee", "avertissement", (Finding("comme celui de Dominique"),)
    )
    known = to_mend()
    (dossier,) = dossiers(report(replace(known, outcomes=(alike, *known.outcomes))), 0)
    assert "SIM001" not in str(dossier)


def many_faults(fichier: str) -> DocumentReport:
    """Forty rules of every nature, each with a long sentence and a long remedy."""
    natures: tuple[Nature, ...] = ("a_corriger", "a_ecrire", "a_decider")
    many = tuple(
        Outcome(
            f"r{n}", f"STY{n:03}", "echouee", "avertissement",
            (Finding(f"{n} " + "qui dit bien " * 9, "Reprenez-le. " * 15, natures[n % 3], n),),
        )
        for n in range(40)
    )  # fmt: skip
    return replace(to_mend(), fichier=fichier, outcomes=many)


def test_there_is_room_for_so_many() -> None:
    (dossier,) = dossiers(report(many_faults("a.docx")), 0)
    assert len(dossier.d_abord) == 3
    assert 3 < len(dossier.ensuite) < 11
    assert dossier.ensuite[-1].texte.endswith("voyez le rapport, ou la copie annotée.")
    few = dossiers(report(to_mend()), 0)[0]
    assert not any("copie annotée" in point.texte for point in few.ensuite)


@pytest.mark.parametrize(
    "engine", ["dxpdf", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]
)
def test_three_dossiers_full_of_faults_hold_on_two_pages(
    tmp_path: Path, engine: EngineName
) -> None:
    documents = tuple(many_faults(f"{n}.docx") for n in range(3))
    pieces = tuple(Piece(n, PACK) for n in range(3))
    cohorte = Cohorte("P", (Bilan(DUPONT, pieces, manquants=("cip/dpp",)),), session=SESSION)
    run = Report("1", NOW, documents, cohorte)
    written = write_sheets(run, tmp_path, lay_out=ENGINES[engine].lay_out)
    assert pdf.page_count(written.paths[1]) == 2


def test_without_promotion_each_document_has_its_sheet() -> None:
    named = replace(conform(), identite=Identite("Modèle", "Sacha", "couverture"))
    run = report(named, replace(conform(), fichier="C:\\envois\\ccp2 v3.docx"))
    assert [learner.nom for learner in learners(run)] == ["MODÈLE Sacha", "ccp2 v3"]


def _no_pdf(jobs: Sequence[LayoutJob]) -> Iterator[Laid]:
    return (Laid(job, LayoutFailure("dxpdf", "moteur absent")) for job in jobs)


def test_the_files(tmp_path: Path) -> None:
    written = write_sheets(promotion(), tmp_path, lay_out=ENGINES["dxpdf"].lay_out)
    names = [path.name for path in written.paths]
    assert names[:2] == ["DUPONT Alex - fiche.docx", "DUPONT Alex - fiche.pdf"]
    assert len(names) == 6
    assert written.avis == ()
    for path in written.paths:
        if path.suffix == ".pdf":
            assert 1 <= pdf.page_count(path) <= 2
            assert all(abs(page.width - 595.3) < 1 for page in pdf.read_pages(path).pages)
    said = text(written.paths[0])
    for wanted in ("DUPONT Alex", FOOTER, "Convenu en entretien le", "D’abord", "Reste à écrire"):
        assert wanted.replace(" ;", "\u00a0;") in said
    assert said.count("signature") == 2
    assert custom_properties(Package.read(written.paths[0]))["dossier.genre"] == "fiche"


def test_nobody_else_is_named(tmp_path: Path) -> None:
    """Not even by the name of a file, nor in what compares learners."""
    written = write_sheets(promotion(), tmp_path, lay_out=_no_pdf)
    for rank, others in ((0, ("fictif", "dominique")), (1, ("dupont", "alex"))):
        said = text(written.paths[rank]).lower()
        assert not [name for name in others if name in said]
        assert "mot pour mot" not in said


def test_without_engine_the_docx_is_there_and_it_is_said(tmp_path: Path) -> None:
    written = write_sheets(report(conform()), tmp_path, lay_out=_no_pdf)
    assert [path.suffix for path in written.paths] == [".docx"]
    assert "n’a pas de PDF" in written.avis[0]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [
        write_sheets(promotion(), tmp_path / name, lay_out=_no_pdf).paths[0].read_bytes()
        for name in "ab"
    ]
    assert made[0] == made[1]


def test_an_annotated_sheet_is_kept(tmp_path: Path) -> None:
    run = report(conform())
    (first,) = write_sheets(run, tmp_path, lay_out=_no_pdf).paths
    (same,) = write_sheets(run, tmp_path, lay_out=_no_pdf).paths
    assert same == first
    first.write_bytes(b"notes de l'entretien")
    written = write_sheets(run, tmp_path, lay_out=_no_pdf)
    assert first.read_bytes() == b"notes de l'entretien"
    assert written.paths[0].name == f"{first.stem} 2026-10-09 21h14.docx"
    assert "gardé tel quel" in written.avis[-1]


def test_a_centre_has_its_own_gabarit(tmp_path: Path) -> None:
    assert sheet_gabarit((tmp_path,)) == templates_root() / GABARIT
    theirs = tmp_path / GABARIT
    theirs.parent.mkdir(parents=True)
    package = Package.read(templates_root() / GABARIT)
    name = package.document_name
    restyled = package.part(name).replace(b"FICHE DE SUIVI", b"Centre de Valfictive")
    theirs.write_bytes(package.with_parts({name: restyled}).to_bytes())
    run = report(conform())
    (path,) = write_sheets(run, tmp_path / "sortie", roots=(tmp_path,), lay_out=_no_pdf).paths
    assert "Centre de Valfictive" in text(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"{{ mention }}", b"", "mention"),
        (b"{{ bilan }}", b"{{ bilam }}", "vouliez-vous dire"),
        (b"{{ dossier.pages }}", b"{{ dossier.page }}", "page"),
    ],
)
def test_a_gabarit_that_does_not_fit_is_refused(
    tmp_path: Path, old: bytes, new: bytes, said: str
) -> None:
    package = Package.read(templates_root() / GABARIT)
    name = package.document_name
    theirs = tmp_path / GABARIT
    theirs.parent.mkdir(parents=True)
    changed = package.part(name).replace(old, new)
    theirs.write_bytes(package.with_parts({name: changed}).to_bytes())
    with pytest.raises(PackError, match=said):
        write_sheets(report(conform()), tmp_path / "x", roots=(tmp_path,), lay_out=_no_pdf)
    assert not (tmp_path / "x").exists()


def test_a_folder_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "sortie").write_bytes(b"un fichier")
    with pytest.raises(CannotWriteError):
        write_sheets(report(conform()), tmp_path / "sortie", lay_out=_no_pdf)


def test_braces_and_signs_of_a_learner_stay_text(tmp_path: Path) -> None:
    hostile = "{{ apprenant }} <w:p> & {% if %}"
    document: DocumentReport = replace(
        conform(),
        verdict="non_conforme",
        outcomes=(Outcome("r", "TXT001", "echouee", "erreur", (Finding(hostile),)),),
    )
    (path,) = write_sheets(report(document), tmp_path, lay_out=_no_pdf).paths
    assert hostile in text(path)


@pytest.mark.libreoffice
def test_libreoffice_prints_it_on_two_pages_at_most(tmp_path: Path) -> None:
    written = write_sheets(promotion(), tmp_path)
    pages = [pdf.page_count(path) for path in written.paths if path.suffix == ".pdf"]
    assert len(pages) == 3
    assert max(pages) <= 2
