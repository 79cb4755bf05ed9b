"""What a docx holds about people outside its paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.domain.personnes import AUTEUR_MAISON, Personnes
from dossier_builder.facts.docx_people import read_people
from dossier_builder.ooxml import Package, paragraphs

from ..depot import planted  # noqa: TID252 - tests are no installed package


def read(package: Package) -> Personnes:
    root = package.xml(package.document_name)
    return read_people(package, root, paragraphs(root))


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package.read(planted.build(tmp_path / "d.docx", pages=1))


def test_headers_footers_and_alternative_texts(package: Package) -> None:
    texts = {(text.lieu, text.texte): text for text in read(package).hors_corps}
    assert ("en_tete", "Suivi de M. Éloualid") in texts
    assert ("pied", "Kervadek, 06.39.98.12.34") in texts
    assert texts["texte_alternatif", "Portrait de Mme Kervadek"].paragraphe is not None


def test_what_the_page_does_not_show(package: Package) -> None:
    hidden = read(package).cachees
    assert hidden.createur == "Sophie Kervadek"
    assert hidden.modifie_par == "Camille Exemple"
    assert hidden.commentaires == 1
    assert hidden.modifications == 2
    assert len(hidden.texte_masque) == 1
    assert hidden.images_situees == (hidden.images_situees[0],)
    assert hidden.images_situees[0] is not None
    assert hidden.rognages == ()


def test_our_own_comments_and_changes_are_not_counted(package: Package) -> None:
    ours = {
        name: package.part(name)
        .replace("Zéphyrin Eloualid".encode(), AUTEUR_MAISON.encode())
        .replace(b"Sophie Kervadek", AUTEUR_MAISON.encode())
        for name in ("word/comments.xml", "word/document.xml")
    }
    hidden = read(package.with_parts(ours)).cachees
    assert (hidden.commentaires, hidden.modifications) == (0, 1)


@pytest.mark.parametrize(
    ("crop", "share"),
    [
        ('l="50000"', 0.5),
        ('l="25000" r="25000" t="50000"', 0.75),
        ('b="40%"', 0.4),
        ('l="-5000"', None),
    ],
)
def test_the_hidden_share_of_a_picture(package: Package, crop: str, share: float | None) -> None:
    xml = package.part("word/document.xml").decode()
    xml = xml.replace("<a:stretch>", f"<a:srcRect {crop}/><a:stretch>", 1)
    found = read(package.with_parts({"word/document.xml": xml.encode()})).cachees.rognages
    assert [part for _, part in found] == ([] if share is None else [share])
