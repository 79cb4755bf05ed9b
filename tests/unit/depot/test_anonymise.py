"""A document with names and numbers in every place where Word keeps text leaves none."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from dossier_builder.depot import Substitution, anonymise, open_word_document, propose
from dossier_builder.depot.pages import pages_of
from dossier_builder.errors import UsageError
from dossier_builder.ooxml import Package, paragraphs, parse_xml, text_of

from . import planted

LIST = (
    Substitution("Sophie Kervadek", "K."),
    Substitution("Kervadek Sophie", "K."),
    Substitution("Kervadek", "K."),
    Substitution("Zéphyrin Éloualid", "E."),
    Substitution("Éloualid", "E."),
    Substitution("Anne-Lise Trobriand", "T."),
    Substitution("Trobriand", "T."),
    Substitution(planted.NIR, "[numéro retiré]"),
    Substitution(planted.IBAN, "[IBAN retiré]"),
    Substitution("06 39 98 12 34", "[téléphone retiré]"),
    Substitution("12 mars 1985", "[date retirée]"),
    Substitution("12 rue des Lilas, 00000 Valfictive", "[adresse retirée]"),
    Substitution("sophie.kervadek@exemple.fr", "[courriel retiré]"),
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted.build(tmp_path_factory.mktemp("plante") / "dossier.docx")


@pytest.fixture(scope="module")
def made(source: Path) -> Any:
    return anonymise(open_word_document(source), LIST, {})


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if c.isalnum())


def everything(data: bytes) -> Iterator[str]:
    """Every byte of the archive, and the text of every part without any mark-up between."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            yield name
            yield content.decode("utf-8", "ignore")
            yield content.decode("utf-16-le", "ignore")
            if name.endswith((".xml", ".rels")):
                yield "".join(map(str, parse_xml(content).itertext()))
            if content.startswith(b"PK"):
                yield from everything(content)


def test_thirty_planted_values_are_gone(made: Any) -> None:
    assert sum(line.fois for line in made.lines) >= 30
    found = [plain(text) for text in everything(made.docx)]
    left = {value for value in planted.VALUES for text in found if plain(value) in text}
    assert left == set()
    assert made.proven
    assert made.restes == ()


def test_the_values_were_there(source: Path) -> None:
    found = [plain(text) for text in everything(source.read_bytes())]
    missing = {value for value in planted.VALUES if not any(plain(value) in text for text in found)}
    assert missing == set()


def test_the_text_reads_well(made: Any) -> None:
    package = Package.from_bytes(made.docx)
    texts = [text_of(p.element) for p in paragraphs(package.xml(package.document_name))]
    assert "J’ai reçu Mme K." in texts
    assert "M. E., puis M. E. seul." in texts
    assert "Née le [date retirée], elle répond au [téléphone retiré]." in texts
    assert "Encadré : M. E." in texts
    assert "Candidate : Camille EXEMPLE" in texts


def test_the_runs_keep_their_look(source: Path) -> None:
    made = anonymise(Package.read(source), LIST, {})
    package = Package.from_bytes(made.docx)
    before = Package.read(source).part("word/document.xml").count(b"<w:b/>")
    assert package.part("word/document.xml").count(b"<w:b/>") == before


def test_links_and_bookmarks_still_lead_somewhere(made: Any) -> None:
    package = Package.from_bytes(made.docx)
    xml = package.part("word/document.xml").decode()
    assert 'w:name="_K_1"' in xml
    assert 'w:anchor="_K_1"' in xml
    for link in package.relationships(package.document_name):
        assert link.external or link.target in package, link


def test_where_and_how_often_is_said(source: Path) -> None:
    package = open_word_document(source)
    indexes = {p.index: 2 for p in paragraphs(package.xml(package.document_name))}
    lines = {line.substitution.texte: line for line in anonymise(package, LIST, indexes).lines}
    said = lines[planted.IBAN].sentence.replace("\u00a0", " ")
    assert said == "« FR76 … 189 » → « [IBAN retiré] » : 1 fois (p. 2)"
    assert "note" in lines[planted.NIR].ailleurs
    assert {"en-tête", "propriétés"} <= set(lines["Éloualid"].ailleurs)
    absent = anonymise(package, [Substitution("Introuvable", "I.")], {}).lines[0]
    assert absent.fois == 0


def test_pictures_lose_their_metadata_and_objects_are_named(made: Any) -> None:
    assert any("lieu de la photo" in note for note in made.notes)
    said = " ".join(made.proof.non_verifie)
    assert "2\u00a0images" in said or "2 images" in said
    assert "oleObject1.bin" in said


def test_a_value_left_in_an_object_breaks_the_proof(source: Path) -> None:
    package = Package.read(source)
    ole = package.part("word/embeddings/oleObject1.bin") + "Kervadek".encode("utf-16-le")
    made = anonymise(package.with_parts({"word/embeddings/oleObject1.bin": ole}), LIST, {})
    assert not made.proven
    assert "objet incorporé" in made.restes[0]


def test_a_document_without_any_value_is_not_changed(tmp_path: Path) -> None:
    source = planted.build(tmp_path / "d.docx")
    package = Package.read(source)
    made = Package.from_bytes(anonymise(package, [Substitution("Introuvable", "I.")], {}).docx)
    assert made.part(made.document_name) == package.part(package.document_name)


def test_what_is_proposed_is_enough(source: Path) -> None:
    package = open_word_document(source)
    proposed = propose(package, ["Trobriand"], {})
    texts = [one.texte for one in proposed]
    assert not any("Exemple" in text or "EXEMPLE" in text for text in texts)
    made = anonymise(package, proposed, {})
    found = [plain(text) for text in everything(made.docx)]
    left = {value for value in planted.VALUES for text in found if plain(value) in text}
    assert left <= {"Anne-Lise"}


@pytest.mark.parametrize("pages", [{}, {0: 1, 1: 1}])
def test_a_document_of_one_page_is_no_cover(tmp_path: Path, pages: dict[int, int]) -> None:
    document = Document()
    document.add_paragraph("Grille d’observation")
    document.add_paragraph("Mme Kervadek, née le 12/03/1985, au 06 39 98 12 34.")
    document.save(str(tmp_path / "grille.docx"))
    proposed = propose(open_word_document(tmp_path / "grille.docx"), (), pages)
    assert [one.texte for one in proposed] == ["Kervadek", "12/03/1985", "06 39 98 12 34"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7\n%%EOF", "exportez-le en PDF"), (b"{\\rtf1 a}", "au format .docx")],
)
def test_other_formats_get_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "dossier"
    path.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        open_word_document(path)
    assert said in raised.value.aide.replace("\u00a0", " ")


def test_a_folder_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="dossier"):
        open_word_document(tmp_path)


@pytest.mark.parametrize(
    "engine", ["dxpdf", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]
)
def test_the_page_count_stays_within_one_page(
    source: Path, made: Any, tmp_path: Path, engine: Any
) -> None:
    copy = tmp_path / "copie.docx"
    copy.write_bytes(made.docx)
    before, after = pages_of(source, tmp_path, engine), pages_of(copy, tmp_path, engine)
    assert before.total is not None
    assert after.total is not None
    assert abs(before.total - after.total) <= 1
    assert set(before.of.values()) <= set(range(1, before.total + 1))
