"""The working copy: what the engines lay out in the place of the submitted docx.

Changes accepted, marks placed, no macro, nothing that leads outside; what it prints is what Word
prints of the document once every change is accepted.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from dossier_builder.domain import limits
from dossier_builder.domain.submission import WorkingCopy
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Element, Package, paragraphs, qn, serialize_xml
from dossier_builder.ouverture.macros import as_plain_document
from dossier_builder.ouverture.marks import (
    choose_prefix,
    next_free_id,
    place_marks,
    settle_marks,
)
from dossier_builder.ouverture.outside import drop_direct_links, without_outside_links
from dossier_builder.ouverture.outside_fields import unlink_fields
from dossier_builder.ouverture.outside_pictures import safe_pictures
from dossier_builder.ouverture.revisions import accept_changes, unwrap

_P, _SDT, _SDT_CONTENT, _R, _RPR = (qn(n) for n in ("w:p", "w:sdt", "w:sdtContent", "w:r", "w:rPr"))
_BLOCK_HOLDERS = frozenset(
    qn(n)
    for n in (
        "w:body", "w:tc", "w:tr", "w:tbl", "w:txbxContent", "w:hdr", "w:ftr", "w:footnote",
        "w:endnote",
    )
)  # fmt: skip
_COMMENT_SIGNS = tuple(
    qn(n) for n in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
)
_OBJECT, _PICT = qn("w:object"), qn("w:pict")
_PROGRAMS = (qn("o:OLEObject"), qn("w:control"), qn("w:objectEmbed"), qn("w:objectLink"))
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_STORIES = ("header", "footer", "footnotes", "endnotes")


def make_working_copy(package: Package, target: Path) -> WorkingCopy:
    """Write the working copy of a docx at `target`.

    Raises UnreadableError when a part that is printed is damaged or the document is beyond the
    bounds of domain/limits.py, CannotWriteError.
    """
    name = package.document_name
    data = package.part(name)
    root = package.xml(name)
    prefix = choose_prefix(data)
    numbered = paragraphs(root)
    if len(numbered) > limits.PARAGRAPHS:
        raise _too_many(len(numbered))
    place_marks(numbered, prefix, next_free_id(root))
    gone = [*unlink_fields(root), *drop_direct_links(root)]
    changed = _clean(root)
    settle_marks(root, prefix)
    parts = {name: serialize_xml(root)}
    for story in _stories(package):
        other = package.xml(story)
        gone += [*unlink_fields(other), *drop_direct_links(other)]
        changed = _clean(other) or changed
        parts[story] = serialize_xml(other)
    copied, linked = without_outside_links(as_plain_document(package.with_parts(parts)))
    pictures, drawn = safe_pictures(copied.names, copied.head)
    copied.with_parts(pictures).write(target, compress=False)
    retires = (*gone, *linked, *drawn)
    return WorkingCopy(target, prefix, len(numbered), changes_accepted=changed, retires=retires)


def _too_many(count: int) -> UnreadableError:
    message = f"Le document compte {count} paragraphes : plus de {limits.PARAGRAPHS}."
    return UnreadableError(
        insecable(message), "Vérifiez que c’est le bon fichier.", refus="trop_de_paragraphes"
    )


def _stories(package: Package) -> tuple[str, ...]:
    """Headers, footers and notes: the other parts that are printed, each once."""
    links = package.relationships(package.document_name)
    found = {link.target for link in links if link.kind in _STORIES and not link.external}
    return tuple(sorted(name for name in found if name in package and posixpath.basename(name)))


def _clean(root: Element) -> bool:
    """Everything that both engines must see the same way (in place); whether a change was there."""
    changed = accept_changes(root)
    _drop_comment_signs(root)
    _show_objects_as_pictures(root)
    _drop_drawings_of_pictures(root)
    for control in list(root.iter(_SDT)):
        if _is_run_level(control):
            content = control.find(_SDT_CONTENT)
            unwrap(control, [] if content is None else list(content))
    return changed


def _drop_comment_signs(root: Element) -> None:
    for sign in list(root.iter(*_COMMENT_SIGNS)):
        parent = sign.getparent()
        if parent is None:
            continue
        parent.remove(sign)
        emptied = parent.tag == _R and all(child.tag == _RPR for child in parent)
        holder = parent.getparent()
        if emptied and holder is not None:
            holder.remove(parent)


def _show_objects_as_pictures(root: Element) -> None:
    """Keep of an embedded object the picture that stands for it.

    dxpdf refuses some files for their objects, and no object has to be loaded to be printed.
    """
    for holder in list(root.iter(_OBJECT)):
        holder.tag = _PICT
        for program in list(holder.iterchildren(*_PROGRAMS)):
            holder.remove(program)


def _drop_drawings_of_pictures(root: Element) -> None:
    """Keep of a picture that is an SVG drawing too what every engine can draw."""
    for drawing in list(root.iter(_SVG)):
        extension = drawing.getparent()
        if extension is not None:
            extension.remove(drawing)


def _is_run_level(control: Element) -> bool:
    """Whether the control lies within a paragraph: dxpdf drops the text of those."""
    for ancestor in control.iterancestors():
        if ancestor.tag == _P:
            return True
        if ancestor.tag in _BLOCK_HOLDERS:
            return False
    return False
