"""`importer FICHIER DOSSIER`: a document written elsewhere becomes a dossier folder.

Opened and read as a check reads it, cut where the same outline finds sections and annexes, written
as the learner's Markdown. Then the words of both are counted: what is missing is put in
a-classer.md, so that nothing is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.domain.blocks import Reference
from dossier_builder.facts.content import Line
from dossier_builder.inputs.word_source import own_references
from dossier_builder.ooxml import Element, Package, paragraphs, qn
from dossier_builder.pipeline.requests import Options
from dossier_builder.reprise.assembly import Assembly, DocumentText
from dossier_builder.reprise.cover import Cover, read_cover
from dossier_builder.reprise.docx_text import DocxText
from dossier_builder.reprise.finishing import Gathered, Imported, finish
from dossier_builder.reprise.folder import refuse_existing
from dossier_builder.reprise.form import FormReading
from dossier_builder.reprise.opening import OpenedDocument, open_document
from dossier_builder.reprise.pictures import Pictures
from dossier_builder.reprise.plan import Piece, plan

__all__ = ["Imported", "import_document"]

_ANNEX_MARK = re.compile(r"annexe[1-9]\d*")
_NOT_COUNTED = frozenset(("garde", "sommaire"))


def import_document(source: Path, target: Path, options: Options, workspace: Path) -> Imported:
    """Make the folder `target` of the document `source`.

    `workspace` is an existing private folder. Raises UsageError when `target` is not free, the
    errors of `verifier` on a document that cannot be read or is of no known kind,
    CannotWriteError.
    """
    refuse_existing(target)
    opened = open_document(source, options, workspace)
    pictures = Pictures()
    pieces = plan(opened.lines, opened.boundary, opened.modele)
    assembly = Assembly(_text(opened, pictures, pieces), opened.lines)
    form = FormReading.of(opened.lines, opened.modele)
    if form is not None:
        declared = opened.content.properties.declared
        cover = replace(form.gather(assembly, pieces), session=declared.session)
        gathered = Gathered(
            opened,
            assembly,
            cover,
            pictures,
            frozenset(form.counted),
            passing=form.passing(assembly, pieces),
            prints=tuple(form.prints()),
        )
        return finish(gathered, target, options.now.date())
    cover = _cover(opened, pieces)
    if cover.reste:
        assembly.put_aside(cover.reste, heading=None, titre="Page de garde")
    assembly.add(pieces)
    counted = [n for piece in pieces if piece.role not in _NOT_COUNTED for n in piece.positions]
    gathered = Gathered(opened, assembly, cover, pictures, frozenset((*counted, *cover.reste)))
    return finish(gathered, target, options.now.date())


def _text(opened: OpenedDocument, pictures: Pictures, pieces: Sequence[Piece]) -> DocumentText:
    if opened.submission.format == "pdf":
        from dossier_builder.reprise.pdf_text import PdfText

        return PdfText.of(opened.submission.document, opened.content, opened.lines, pictures.keep)
    package = Package.read(opened.submission.document)
    return DocxText.of(package, opened.lines, pictures.keep, lambda root: _references(root, pieces))


def _references(root: Element, pieces: Sequence[Piece]) -> Mapping[str, Reference]:
    """Our bookmarks of figures and tables under their names, those of annexes by their rank."""
    found = {k: r for k, r in own_references(root).items() if r.kind != "annexe"}
    headings: list[Line] = [p.heading for p in pieces if p.role == "annexe" and p.heading]
    elements = [paragraph.element for paragraph in paragraphs(root)]
    for rank, heading in enumerate(headings, start=1):
        for mark in elements[heading.index].iter(qn("w:bookmarkStart")):
            name = mark.get(qn("w:name"), "")
            if _ANNEX_MARK.fullmatch(name):
                found[name] = Reference("annexe", f"#{rank}")
    return found


def _cover(opened: OpenedDocument, pieces: Sequence[Piece]) -> Cover:
    positions = [n for piece in pieces if piece.role == "garde" for n in piece.positions]
    return read_cover(opened.lines, positions, opened.modele, opened.content.properties)
