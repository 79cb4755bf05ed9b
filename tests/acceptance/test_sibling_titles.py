"""Titles that are data alone: each is begun by `nouveau`, written, built and checked.

No Python knows any of them: what is said here of a title is the text that a learner would write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import DocumentReport
from dossier_builder.pipeline.build import build_dossier
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.scaffold import Answers, make_folder

NOW = dt.datetime(2027, 2, 22, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
FORMS = ("dwwm/dp", "cda/dp", "ntc/dp", "ecsr/dp")
# Ordinary prose: what was done, with whom, what it gave. The number makes each paragraph its own.
PROSE = (
    "À l’étape {n}, j’ai repris les notes du {n}e jour et les ai relues avec ma tutrice avant de "
    "poursuivre. J’ai commencé par le plus simple, essayé deux façons de faire, puis gardé celle "
    "que je savais expliquer. Le résultat n’était pas celui que j’attendais : il m’a fallu revenir "
    "en arrière, corriger mon hypothèse et refaire l’essai numéro {n} avec un collègue. Je retiens "
    "de cette étape que prendre une heure pour décrire un problème en fait gagner plusieurs, et "
    "que demander un avis tôt coûte moins cher que de défaire un travail achevé."
)


@dataclass(frozen=True)
class Written:
    """What a learner writes: paragraphs of prose by section, and what each section opens with."""

    paragraphs: Mapping[str, int]
    openings: Mapping[str, str] = field(default_factory=dict)


DWWM = {
    "competences": "Ce dossier montre les huit compétences du référentiel.",
    "environnement": "J’ai installé et configuré mon environnement de travail pour ce projet web.",
    "realisations": (
        "## Maquetter les interfaces utilisateur\n\nJ’ai maquetté chaque écran.\n\n"
        "## Réaliser les interfaces statiques\n\nL’intégration en HTML et CSS est responsive.\n\n"
        "## Développer la partie dynamique des interfaces utilisateur\n\nUn appel d’API.\n\n"
        "## Mettre en place la base de données relationnelle\n\nTrois tables.\n\n"
        "## Développer des composants d’accès aux données SQL\n\nDes requêtes préparées.\n\n"
        "## Développer des composants métier côté serveur\n\nUn contrôleur par règle.\n\n"
        "## Documenter le déploiement de l’application\n\nLa procédure tient en une page."
    ),
}
CDA = {
    "competences": "Ce dossier montre les onze compétences du référentiel.",
    "besoins": "## Analyser les besoins et maquetter l’application\n\nNous avons dessiné six.",
    "environnement": (
        "J’ai installé et configuré mon environnement de travail pour le projet.\n\n"
        "## Contribuer à la gestion du projet informatique\n\nUn tableau de suivi des tâches."
    ),
    "realisations": (
        "## Définir l’architecture logicielle\n\nTrois couches.\n\n"
        "## Développer les interfaces utilisateur\n\nDouze écrans.\n\n"
        "## Développer des composants métier\n\nLes prêts et les retours.\n\n"
        "## Concevoir et mettre en place la base de données relationnelle\n\nNeuf tables.\n\n"
        "## Développer des composants d’accès aux données SQL\n\nDes requêtes préparées.\n\n"
        "## Préparer et exécuter les plans de tests\n\nQuarante essais.\n\n"
        "## Préparer et documenter le déploiement\n\nUne procédure.\n\n"
        "## Contribuer à la mise en production dans une démarche DevOps\n\nÀ chaque fusion."
    ),
}
ADP = {
    "situation": "J’ai choisi cette situation pour analyser ma pratique professionnelle.",
    "hypotheses": "Le groupe d’analyse de la pratique m’a fait voir deux autres explications.",
}
TEXTS = {
    "dwwm/projet": Written(
        {"competences": 3, "besoins": 42, "environnement": 36, "realisations": 170}, DWWM
    ),
    "cda/projet": Written(
        {"competences": 3, "besoins": 56, "environnement": 50, "realisations": 220}, CDA
    ),
    "ntc/projet": Written({"veille": 77, "plan": 91, "relation": 77}),
    "ecsr/ccp2": Written(
        dict.fromkeys(("demande", "public", "construction", "animation", "evaluation"), 15)
    ),
    "cip/analyse-pratique": Written(
        {"situation": 4, "questionnement": 2, "hypotheses": 4, "enseignements": 3}, ADP
    ),
}


@pytest.fixture(autouse=True)
def embedded_engine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    monkeypatch.delenv("DOSSIER_MODELES", raising=False)


def begun(pack: str, place: Path) -> tuple[Path, Modele]:
    """The folder that `dossier nouveau` makes for that pack."""
    modele = load(pack, pack_roots(None))
    folder = place / "dossier"
    answers = Answers(NOW.date(), nom="Exemple", prenom="Camille", titre="Un essai de bout en bout")
    make_folder(folder, modele, answers)
    return folder, modele


def checked(folder: Path, pack: str, place: Path) -> DocumentReport:
    workspace = place / "travail"
    workspace.mkdir()
    options = Options(NOW, moteur="dxpdf")
    (report,) = check_documents([Request(folder, pack)], options, workspace)
    assert report.erreur is None, report.erreur
    return report


def built(folder: Path, place: Path) -> Path:
    workspace = place / "fabrication"
    workspace.mkdir()
    made = build_dossier(folder, workspace=workspace, moteur="dxpdf", packs=None, now=NOW)
    return made.delivered.docx


def said(report: DocumentReport) -> str:
    return "\n".join(
        f"{o.controle} {o.gravite} {o.statut} {o.preuve} {[c.message for c in o.constats]}"
        for o in report.outcomes
        if o.statut in {"echouee", "non_evaluee"}
    )


def sections_of(written: Written) -> Iterator[tuple[str, str]]:
    number = 0
    for section, count in written.paragraphs.items():
        blocks = [written.openings.get(section, "")]
        for _ in range(count):
            number += 1
            blocks.append(PROSE.format(n=number))
        yield section, "\n\n".join(filter(None, blocks))


def fill(folder: Path, modele: Modele, written: Written) -> None:
    sheet = folder / "dossier.yaml"
    text = sheet.read_text(encoding="utf-8").replace('"[à compléter]"', '"Atelier Exemple"')
    sheet.write_text(text, encoding="utf-8")
    assert set(written.paragraphs) == {section.id for section in modele.sections}
    for section, words in sections_of(written):
        (folder / "sections" / f"{section}.md").write_text(words, encoding="utf-8")


@pytest.mark.parametrize("pack", [*TEXTS, *FORMS])
def test_the_scaffold_is_built_and_says_what_is_left(pack: str, tmp_path: Path) -> None:
    folder, modele = begun(pack, tmp_path)
    assert built(folder, tmp_path).is_file()
    report = checked(folder, pack, tmp_path)
    assert report.modele is not None
    assert report.modele.id == pack
    left = {o.controle for o in report.outcomes if o.statut == "echouee" and o.gravite == "erreur"}
    assert left & ({"DPP002", "TXT001"} if modele.formulaire else {"SEC003", "TXT001"}), said(
        report
    )


@pytest.mark.lent
@pytest.mark.parametrize("pack", TEXTS)
def test_a_written_dossier_is_conform_to_its_own_pack(pack: str, tmp_path: Path) -> None:
    folder, modele = begun(pack, tmp_path)
    fill(folder, modele, TEXTS[pack])
    docx = built(folder, tmp_path)
    report = checked(docx, pack, tmp_path)
    assert report.modele is not None
    assert report.modele.id == pack
    assert report.verdict == "conforme", said(report)
    failed = {o.controle for o in report.outcomes if o.statut == "echouee"}
    assert not failed & {"CPT001", "PAG001", "PAG002", "PAG004", "SEC001", "SEC003", "SEC004"}, (
        said(report)
    )
    measured = {o.controle: o.statut for o in report.outcomes}
    assert measured["CPT001"] == ("reussie" if has_competences(modele) else "non_applicable")


def has_competences(modele: Modele) -> bool:
    types = modele.titre.activites_types if modele.titre else ()
    return any(activite.competences for activite in types)


@pytest.mark.parametrize("pack", FORMS)
def test_a_filled_form_is_conform_to_its_own_pack(pack: str, tmp_path: Path) -> None:
    folder, _ = begun(pack, tmp_path)
    for example in sorted((folder / "exemples").iterdir()):
        example.write_text(
            "---\nintitule: Mener une tâche de bout en bout\nentreprise: Atelier Exemple\n"
            "periode: {debut: 2026-11-16, fin: 2026-12-11}\n---\n"
            f"# Tâches\n{PROSE.format(n=2)}\n\n# Moyens\nUn cahier et deux logiciels.\n\n"
            "# Avec qui\nMa tutrice et un collègue.\n",
            encoding="utf-8",
        )
    report = checked(built(folder, tmp_path), pack, tmp_path)
    assert report.modele is not None
    assert report.modele.id == pack
    assert report.verdict == "conforme", said(report)


@pytest.mark.lent
@pytest.mark.parametrize(
    ("pack", "section", "expected"),
    [
        ("dwwm/projet", "realisations", "PAG001"),
        ("ntc/projet", "plan", "PAG001"),
        ("ecsr/ccp2", "animation", "TXT003"),
        ("cip/analyse-pratique", "enseignements", "SEC003"),
    ],
)
def test_a_fault_is_found_by_the_pack_s_own_limit_and_can_fail_nobody(
    pack: str, section: str, expected: str, tmp_path: Path
) -> None:
    """The limits of these titles are inferred: they lead to « à vérifier », never further."""
    folder, modele = begun(pack, tmp_path)
    fill(folder, modele, TEXTS[pack])
    (folder / "sections" / f"{section}.md").write_text("Rien encore.\n", encoding="utf-8")
    report = checked(folder, pack, tmp_path)
    failed = {o.controle for o in report.outcomes if o.statut == "echouee"}
    assert expected in failed, said(report)
    assert report.verdict != "non_conforme", said(report)


@pytest.mark.parametrize("pack", [*TEXTS, *FORMS])
def test_every_limit_says_where_it_comes_from(pack: str) -> None:
    modele = load(pack, pack_roots(None))
    limits = [modele.pages, modele.caracteres, *modele.sections]
    sources = [limit.source for limit in limits if limit is not None]
    assert modele.titre is not None
    for source in [*sources, modele.titre.source, modele.annexes.source]:
        assert source.document
        assert source.statut in {"programme", "officiel", "centre", "infere"}
    if pack in TEXTS:
        assert {source.statut for source in sources} == {"infere"}
