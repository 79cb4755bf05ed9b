"""A whole folder → Dossier."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfWriter

from dossier_builder.domain.blocks import Paragraph, Picture, Reference, Run
from dossier_builder.domain.candidat import Declaration, Diplome, Periode
from dossier_builder.errors import PackError
from dossier_builder.inputs import load_dossier

Image = Callable[..., bytes]


def pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Annexe")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text(value: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Run(value),)),)


def test_a_folder_becomes_a_dossier(dossier: Any, image: Image) -> None:
    dossier.write(
        "dossier.yaml",
        "# yaml-language-server: $schema=../schemas/dossier-cip-ccp2.schema.json\n"
        "$schema: ../x.json\n"
        "modele: cip/ccp2\ntitre: Mon projet\nsous_titre:\nstructure: Mission locale\n"
        "periode: {debut: 2026-11-16, fin: 2026-12-11}\nmots_cles: [accueil, projet]\n"
        "date: 2027-02-22\nannexes:\n"
        "  - {id: contrat, fichier: annexes/contrat.md, titre: Contrat}\n"
        "  - {id: guide, fichier: annexes\\guide.pdf, titre: Guide}\n"
        "  - {id: grille, fichier: annexes/grille.docx, titre: Grille}\n"
        "  - id: affiche\n    fichier: ./annexes/affiche.jpg\n"
        "    titre: Affiche\n    texte_alternatif: Une affiche\n",
    )
    dossier.write("sections/introduction.md", "# Pour commencer\n\nVoir {annexe:guide}.")
    dossier.write(
        "sections/contexte.md", '![Plan](images\\plan.png "Plan"){#plan}\n\n{figure:plan}'
    )
    dossier.write("images/plan.png", image())
    dossier.write("annexes/contrat.md", "# Contrat\n\nTexte du contrat")
    dossier.write("annexes/guide.pdf", pdf()).write("annexes/grille.docx", word())
    dossier.write("annexes/affiche.jpg", image("JPEG"))
    loaded = dossier.load()
    made, root = loaded.dossier, dossier.folder.resolve()
    assert loaded.modele.id == made.modele == "cip/ccp2"
    assert made.dossier == dossier.folder
    assert made.champs == {
        "titre": "Mon projet",
        "structure": "Mission locale",
        "periode": Periode(debut=dt.date(2026, 11, 16), fin=dt.date(2026, 12, 11)),
        "mots_cles": ("accueil", "projet"),
        "date": dt.date(2027, 2, 22),
    }
    introduction, contexte, conclusion = made.sections
    assert introduction.titre == "Pour commencer"
    assert introduction.blocks == (
        Paragraph((Run("Voir "), Reference("annexe", "guide"), Run("."))),
    )
    assert contexte.blocks[0] == Picture(root / "images/plan.png", "Plan", (Run("Plan"),), "plan")
    assert (conclusion.present, conclusion.blocks, conclusion.titre) == (False, (), None)
    assert [(a.id, a.numero, a.titre, a.fichier) for a in made.annexes] == [
        ("contrat", 1, "Contrat", None),
        ("guide", 2, "Guide", root / "annexes/guide.pdf"),
        ("grille", 3, "Grille", root / "annexes/grille.docx"),
        ("affiche", 4, "Affiche", root / "annexes/affiche.jpg"),
    ]
    assert made.annexes[0].blocks == text("Texte du contrat")
    assert made.annexes[3].texte_alternatif == "Une affiche"
    assert made.avis == ()


def test_an_empty_section_is_present_without_blocks(dossier: Any) -> None:
    dossier.write("sections/introduction.md", "").write("sections/contexte.md", "\n\n  \n")
    dossier.write("sections/conclusion.md", "<!-- à écrire -->\n")
    assert [(s.present, s.blocks) for s in dossier.load().dossier.sections] == [(True, ())] * 3


def test_candidat_is_shared_beside_the_folder(dossier: Any) -> None:
    here = dossier.folder / "candidat.yaml"
    here.rename(dossier.folder.parent / "candidat.yaml")
    assert dossier.load().dossier.candidat.prenom == "Camille"
    dossier.write("candidat.yaml", "nom_naissance: Fictif\nprenom: Dominique\nvoie: vae\n")
    assert dossier.load().dossier.candidat.prenom == "Dominique"


def test_a_problem_in_the_shared_candidat_names_it_beside(dossier: Any) -> None:
    (dossier.folder / "candidat.yaml").unlink()
    beside = dossier.folder.parent / "candidat.yaml"
    beside.write_text("prenom: Camille\nvoie: formation\n", encoding="utf-8")
    assert [p.fichier for p in dossier.problems()] == [str(beside)]


def test_optional_keys_left_blank_are_absent(dossier: Any) -> None:
    dossier.write(
        "candidat.yaml",
        "$schema: x\nnom_naissance: Exemple\nnom_usage:\nprenom: Camille\nadresse:\n"
        "voie: formation\nvise: [ccp2]\nsession:\n  date: 2027-03-15\n  lieu:\nperiodes:\n",
    )
    candidat = dossier.load().dossier.candidat
    assert (candidat.nom, candidat.adresse, candidat.vise) == ("Exemple", "", ("ccp2",))
    assert candidat.session is not None
    assert candidat.session.lieu == ""


def test_files_are_named_as_the_user_gave_the_folder(
    dossier: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dossier_builder.errors import InputsError

    dossier.write("sections/contexte.md", "<b>")
    (dossier.folder / "candidat.yaml").unlink()
    for start, given, before in (
        (dossier.folder.parent, "dossier", "dossier/"),
        (dossier.folder, ".", ""),
    ):
        monkeypatch.chdir(start)
        with pytest.raises(InputsError) as caught:
            load_dossier(Path(given), lambda _: dossier_modele())
        named = [p.fichier.replace(os.sep, "/") for p in caught.value.problems]
        assert named == [f"{before}candidat.yaml", f"{before}sections/contexte.md"]
        assert caught.value.message.startswith(f"{given}\xa0: 2 problèmes")


def dossier_modele() -> Any:
    from dossier_builder.domain.modele import AnnexesModele, Champ, Modele, Section, Source

    source = Source(document="Essai", statut="infere", date=dt.date(2026, 11, 23))
    return Modele(
        id="x/y", version="1", intitule="X", sigle="X", annexes=AnnexesModele(source=source),
        sections=(Section(id="contexte", titre="C", source=source),), gabarit=Path("g.docx"),
        champs=(Champ(id="titre", intitule="Titre", type="texte"),),
    )  # fmt: skip


def test_what_systems_and_notices_leave_is_ignored(dossier: Any) -> None:
    for name in (
        ".DS_Store",
        "desktop.ini",
        "Thumbs.db",
        "~$contexte.md",
        "LISEZMOI.txt",
        "lisez-moi.md",
    ):
        dossier.write(f"sections/{name}", "x").write(f"exemples/{name}", "x")
    dossier.load()


@pytest.mark.parametrize(("encoding", "said"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_other_encodings_are_read_with_a_notice(dossier: Any, encoding: str, said: str) -> None:
    dossier.write("sections/contexte.md", "L’été – à 100 €\r\n".encode(encoding))
    made = dossier.load().dossier
    assert made.sections[1].blocks == text("L’été – à 100 €")
    (notice,) = made.avis
    assert Path(notice.fichier).name == "contexte.md"
    assert said in notice.message


def test_utf8_with_bom_needs_no_notice(dossier: Any) -> None:
    dossier.write("dossier.yaml", "modele: cip/ccp2\r\ntitre: Été\r\n".encode("utf-8-sig"))
    dossier.write("sections/contexte.md", "# Le cadre\r\n\r\nTexte".encode("utf-8-sig"))
    made = dossier.load().dossier
    assert made.champs == {"titre": "Été"}
    assert made.sections[1].titre == "Le cadre"
    assert made.avis == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_every_kind_of_image_that_word_takes(dossier: Any, image: Image, kind: str) -> None:
    dossier.write("images/a", image(kind)).write("sections/contexte.md", "![a](images/a)")
    assert len(dossier.load().dossier.sections[1].blocks) == 1


def test_a_photo_with_a_thumbnail_and_a_film_after_it_is_whole(dossier: Any, image: Image) -> None:
    photo = image("JPEG")
    thumbnail = b"\xff\xe1" + (len(photo) + 2).to_bytes(2, "big") + photo
    dossier.write("images/a.jpg", photo[:2] + thumbnail + photo[2:] + b"ftyp\xff\xda" * 9)
    dossier.write("sections/contexte.md", "![a](images/a.jpg)")
    dossier.load()
    dossier.write("images/a.jpg", photo[:2] + thumbnail + photo[2:-2])
    assert "abîmée" in dossier.said()[0]


@pytest.mark.parametrize("written", ["images/mon%20plan.png", "<images/mon plan.png>"])
def test_spaces_in_names(dossier: Any, image: Image, written: str) -> None:
    dossier.write("images/mon plan.png", image()).write("sections/contexte.md", f"![a]({written})")
    dossier.load()


def test_accents_written_apart_by_macos(dossier: Any, image: Image) -> None:
    dossier.write("images/e\u0301tapes.png", image())
    dossier.write("sections/contexte.md", "![a](images/étapes.png)")
    dossier.load()


def test_a_link_within_the_folder_is_followed(dossier: Any, image: Image) -> None:
    dossier.write("annexes/plan.png", image()).write("sections/contexte.md", "![a](images/p.png)")
    (dossier.folder / "images").mkdir()
    (dossier.folder / "images" / "p.png").symlink_to(dossier.folder / "annexes" / "plan.png")
    (made,) = dossier.load().dossier.sections[1].blocks
    assert made.path == (dossier.folder / "annexes" / "plan.png").resolve()


DPP = """\
modele: cip/dpp
date: 2027-02-26
diplomes:
  - {intitule: Bac, organisme: Académie, date: 2014-07-04}
declaration: {lieu: Valfictive, date: 2027-02-26}
"""
EXEMPLE = """\
---
intitule: "Accueillir : un groupe"
entreprise: Mission locale
service:
periode: {debut: 2026-10-05, fin: 2026-10-23}
---
# 3. Avec qui avez-vous travaillé ?
En équipe.

# Tâches et conditions

J’ai reçu {tableau:t}.

## Détail

Tableau : Suites {#t}

| a |
|---|
| b |

# informations complementaires
Rien.
"""


def test_examples_of_practice(dossier: Any) -> None:
    dossier.write("dossier.yaml", DPP).write("exemples/at1-10.md", "").write(
        "exemples/at1-2.md", EXEMPLE
    )
    dossier.write("exemples/at3-1.md", "# avec_qui\n\nSeul.")
    made = dossier.load().dossier
    assert made.champs["diplomes"] == (
        Diplome(intitule="Bac", organisme="Académie", date=dt.date(2014, 7, 4)),
    )
    assert made.champs["declaration"] == Declaration(lieu="Valfictive", date=dt.date(2027, 2, 26))
    assert [(e.activite_type, e.numero) for e in made.exemples] == [(1, 2), (1, 10), (3, 1)]
    first, empty, third = made.exemples
    assert (first.intitule, first.entreprise, first.service) == (
        "Accueillir : un groupe", "Mission locale", "",
    )  # fmt: skip
    assert first.periode == Periode(debut=dt.date(2026, 10, 5), fin=dt.date(2026, 10, 23))
    assert list(first.boites) == ["avec_qui", "taches", "complements"]
    assert first.boites["avec_qui"] == text("En équipe.")
    assert (empty.intitule, empty.periode, empty.boites) == ("", None, {})
    assert third.boites == {"avec_qui": text("Seul.")}


def test_a_pack_that_is_wrong_is_not_the_learners_fault(dossier: Any) -> None:
    def broken(_: str) -> Any:
        raise PackError("modele.yaml : 1 problème", ())

    with pytest.raises(PackError):
        load_dossier(dossier.folder, broken)


def test_an_annexe_that_is_wrong_keeps_its_identifier_known(dossier: Any) -> None:
    dossier.write(
        "dossier.yaml",
        "modele: cip/ccp2\ntitre: X\nannexes: [{id: a, fichier: g.pdf, titre: T, x: 1}]\n",
    ).write("sections/contexte.md", "Voir {annexe:a}.")
    said = dossier.said()
    assert [line.split(" | ", maxsplit=1)[0] for line in said] == [
        "dossier.yaml:3:28 l’annexe « g.pdf » est introuvable",
        "dossier.yaml:3:45 clé inconnue « x »",
    ]


def test_sentences_have_their_no_break_spaces(dossier: Any) -> None:
    dossier.write("sections/contexte.md", "<b>")
    (problem,) = dossier.problems()
    assert problem.message == "le code HTML «\xa0<b>\xa0» n’est pas interprété"
