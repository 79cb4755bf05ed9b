"""What the comments of an annotated copy say, where they hang, and what they leave alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest

from dossier_builder.domain.cohorte import Apprenant, Bilan, Cohorte, Piece
from dossier_builder.domain.findings import Dispense, Finding, Outcome
from dossier_builder.domain.modele import Source
from dossier_builder.domain.pagination import Witness
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.sections import SectionFound
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Package, qn
from dossier_builder.ooxml.comments import AUTHOR, comments
from dossier_builder.report.annotated import annotate
from dossier_builder.report.annotated_files import write_annotated

from .documents import NOW, SESSION, conform, report, unreadable

TEXTS = (
    "Couverture",
    "1. Contexte de la structure",
    "Une phrase du texte qui nomme [à compléter] sans plus.",
    "Le contexte, encore.",
)
SOURCE = Source(document="Programme de Valfictive", statut="programme", date=dt.date(2026, 1, 5))


@cache
def original() -> bytes:
    made = docx.Document()
    for text in TEXTS:
        made.add_paragraph(text)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def outcome(*findings: Finding, code: str = "TXT001", **more: object) -> Outcome:
    known = Outcome(code.lower(), code, "echouee", "erreur", findings, source=SOURCE)
    return replace(known, **more)  # type: ignore[arg-type]  # fields by name


def reported(*outcomes: Outcome, **more: object) -> DocumentReport:
    known = DocumentReport("x.docx", None, "non_conforme", "brouillon", outcomes=outcomes)
    return replace(known, **more)  # type: ignore[arg-type]  # fields by name


def placed(data: bytes) -> dict[int, list[str]]:
    """Rank of the paragraph in the body → the first lines of its comments."""
    package = Package.from_bytes(data)
    said = {comment.id: comment.text.split("\n")[0] for comment in comments(package)}
    body = package.xml(package.document_name)[0]
    return {
        rank: [said[r.get(qn("w:id"), "")] for r in child.iter(qn("w:commentReference"))]
        for rank, child in enumerate(body)
        if next(child.iter(qn("w:commentReference")), None) is not None
    }


def everything(data: bytes) -> str:
    return "\n".join(comment.text for comment in comments(Package.from_bytes(data)))


def test_a_comment_says_what_why_and_how() -> None:
    found = Finding("Texte resté : « [à compléter] ».", "Remplacez-le.", paragraphe=2, page=5)
    said = comments(Package.from_bytes(annotate(original(), reported(outcome(found)), date=NOW)))
    assert said[1].author == AUTHOR
    assert said[1].text == (
        "À corriger\u00a0: Texte resté\u00a0: «\u00a0[à compléter]\u00a0».\n"
        "À faire\u00a0: Remplacez-le.\n"
        "Pourquoi\u00a0: Programme de Valfictive (programme du centre). "
        "Pour comprendre\u00a0: dossier expliquer TXT001"
    )


def test_each_finding_hangs_at_its_paragraph_and_the_rest_opens_the_document() -> None:
    document = reported(
        outcome(Finding("a", paragraphe=2), Finding("b", paragraphe=2)),
        outcome(Finding("c", nature="a_ecrire", paragraphe=2), code="SEC003"),
        outcome(Finding("d", "Coupez.", page=4), code="PAG001", gravite="avertissement"),
        outcome(Finding("hors", paragraphe=999), code="SOM002"),
    )
    made = annotate(original(), document, date=NOW)
    assert placed(made) == {
        0: ["Contrôle du 09/10/2026\u00a0: à corriger."],
        2: ["À corriger\u00a0: a", "À écrire\u00a0: c"],
    }
    summary = comments(Package.from_bytes(made))[0].text
    assert "Points\u00a0: 4 à corriger et 1 à écrire, dont 1 conseillé." in summary
    assert "2 commentaires sont à leur place" in summary
    assert "À corriger (conseillé), p.\u00a04\u00a0: d\nÀ faire\u00a0: Coupez." in summary
    assert "À corriger\u00a0: hors" in summary
    assert "le jury juge le fond" in summary


def test_what_is_no_use_in_a_draft_is_not_written() -> None:
    document = reported(
        outcome(Finding("info", paragraphe=1), gravite="information"),
        outcome(Finding("permis", paragraphe=1), dispense=Dispense("la formatrice", SESSION)),
        outcome(Finding("ressemblance", paragraphe=1), code="SIM001", gravite="avertissement"),
        verdict="conforme",
    )
    made = annotate(original(), document)
    assert set(placed(made)) == {0}
    text = everything(made)
    assert "Contrôle\u00a0: conforme." in text
    assert "rien à corriger" in text
    for private in ("info", "permis", "formatrice", "ressemblance"):
        assert private not in text


def test_a_rule_that_could_not_be_judged_is_in_the_summary() -> None:
    unknown = outcome(code="PAG001", statut="non_evaluee", preuve="Les moteurs hésitent.")
    assert "À vérifier\u00a0: Les moteurs hésitent. (PAG001)" in everything(
        annotate(original(), reported(unknown, verdict="a_verifier"))
    )


def test_annotating_again_replaces_ours() -> None:
    first = annotate(original(), reported(outcome(Finding("avant", paragraphe=2))))
    second = annotate(first, reported(outcome(Finding("après", paragraphe=3))))
    assert "avant" not in everything(second)
    assert placed(second)[3] == ["À corriger\u00a0: après"]
    assert second == annotate(original(), reported(outcome(Finding("après", paragraphe=3))))


@pytest.mark.parametrize("other", ["pdf", "changed"])
def test_a_report_of_another_file_is_placed_by_its_text(other: str) -> None:
    """The PDF that counts, or the docx before somebody changed it: numbers mean nothing here."""
    pages = conform().pagination
    assert pages is not None
    pages = replace(pages, temoins=(Witness("pdf", 7, 6),)) if other == "pdf" else pages
    document = reported(
        outcome(
            Finding("cité", paragraphe=81, extrait="…nomme [à compléter] sans plus."),
            Finding("introuvable", paragraphe=3, page=6, extrait="une phrase du seul PDF, ici"),
            Finding("court", paragraphe=3, extrait="contexte"),
            Finding("titre", paragraphe=40),
        ),
        pagination=pages,
        empreinte="" if other == "pdf" else hashlib.sha256(b"autre").hexdigest(),
        sections=(SectionFound("contexte", "Contexte", "Contexte de la structure", 40, 3),),
    )
    made = annotate(original(), document)
    assert placed(made)[2] == ["À corriger\u00a0: cité"]
    assert placed(made)[1] == ["À corriger\u00a0: titre"]
    summary = comments(Package.from_bytes(made))[0].text
    assert "p.\u00a06\u00a0: introuvable" in summary
    assert "court" in summary


def test_a_text_that_xml_refuses_is_written_without_it() -> None:
    found = Finding("a\x00b\ufffec <&>", paragraphe=2)
    assert "abc <&>" in everything(annotate(original(), reported(outcome(found)))).replace(
        "\ufffd", ""
    )


def test_macros_are_left_out(docm: bytes) -> None:
    made = Package.from_bytes(annotate(docm, reported()))
    assert not any("vba" in name for name in made.names)
    assert made.content_type(made.document_name).endswith("document.main+xml")
    assert len(comments(made)) == 1


@pytest.fixture
def docm() -> bytes:
    package = Package.from_bytes(original())
    types = package.part("[Content_Types].xml")
    types = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    ).replace(
        b"</Types>",
        b'<Override PartName="/word/vbaProject.bin" '
        b'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    links = package.part("word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="vba" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    changed = {
        "[Content_Types].xml": types,
        "word/_rels/document.xml.rels": links,
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
    }
    return package.with_parts(changed).to_bytes()


def test_a_document_of_the_strict_vocabulary_becomes_a_usual_one() -> None:
    package = Package.from_bytes(original())
    old = b"http://schemas.openxmlformats.org/"
    strict = {
        name: package.part(name)
        .replace(old + b"wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(old + b"officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/")
        for name in package.names
        if name.endswith((".xml", ".rels"))
    }  # fmt: skip
    name = package.document_name
    strict[name] = strict[name].replace(b"<w:document ", b'<w:document w:conformance="strict" ')
    made = annotate(package.with_parts(strict).to_bytes(), reported(outcome(Finding("a"))))
    text = Package.from_bytes(made).part(name)
    assert b"purl.oclc.org" not in text
    assert b"conformance" not in text
    assert [c.author for c in docx.Document(io.BytesIO(made)).comments] == [AUTHOR]


def test_a_document_without_paragraph_is_refused(tmp_path: Path) -> None:
    package = Package.from_bytes(original())
    body = b'<w:document xmlns:w="%s"><w:body/></w:document>' % qn("w:p")[1:-2].encode()
    path = tmp_path / "vide.docx"
    path.write_bytes(package.with_parts({package.document_name: body}).to_bytes())
    with pytest.raises(UnreadableError, match="aucun paragraphe"):
        annotate(path, reported())


def test_copies_are_named_after_learners_and_originals_left_alone(tmp_path: Path) -> None:
    sources = {rank: tmp_path / f"envoi {rank}.docx" for rank in range(2)}
    for path in sources.values():
        path.write_bytes(original())
    cohorte = Cohorte("P", (Bilan(Apprenant("a", "Dupont", "Alex"), (Piece(0, "cip/ccp2"),)),))
    run = Report("1", NOW, (conform(), reported(outcome(Finding("a", paragraphe=2)))), cohorte)
    written = write_annotated(run, tmp_path / "retours", sources)
    assert [path.name for path in written.paths] == [
        "DUPONT Alex - ESSAI - annoté.docx", "envoi 1 - annoté.docx"
    ]  # fmt: skip
    assert written.avis == ()
    assert all(path.read_bytes() == original() for path in sources.values())
    assert len(comments(Package.read(written.paths[1]))) == 2


def test_a_copy_that_comes_back_is_not_replaced_by_its_own_copy(tmp_path: Path) -> None:
    source = tmp_path / "dossier.docx"
    source.write_bytes(original())
    run = report(reported(outcome(Finding("a", paragraphe=2))))
    (first,) = write_annotated(run, tmp_path, {0: source}).paths
    again = write_annotated(run, tmp_path, {0: first})
    assert [path.name for path in again.paths] == ["dossier - annoté 2026-10-09 21h14.docx"]
    assert "gardé tel quel" in again.avis[0]
    (third,) = write_annotated(run, tmp_path, {0: source}).paths
    assert third == first


def test_what_cannot_be_annotated_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    contents = {
        "a.pdf": b"%PDF-1.4\n%%EOF\n",
        "b.docx": b"PK\x03\x04 coup\xe9",
        "c.docx": original(),
    }
    sources = {}
    for rank, (name, data) in enumerate(contents.items()):
        sources[rank] = tmp_path / name
        sources[rank].write_bytes(data)
    sources[3] = tmp_path / "c.docx"
    run = report(*(reported() for _ in range(3)), unreadable())
    written = write_annotated(run, tmp_path / "retours", sources)
    assert [path.name for path in written.paths] == ["c - annoté.docx"]
    assert "c’est un PDF" in written.avis[0]
    assert "endommagé" in written.avis[1]
    assert len(written.avis) == 3
