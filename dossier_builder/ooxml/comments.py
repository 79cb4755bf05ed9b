"""Comments of a Word document (ISO/IEC 29500-1 §17.13.4): read, put in, taken out by author.

Ours bear an author of our own: checks ignore them, a new run replaces them, `deposer` takes them
out. Others' are never touched.
"""

from __future__ import annotations

import datetime as dt
import itertools
import posixpath
from collections.abc import Iterator, Sequence

from lxml import etree

from dossier_builder.ooxml.comment_anchors import (
    first_host,
    hang,
    hosts,
    referenced,
    take_down,
)
from dossier_builder.ooxml.comment_threads import PARA_ID, Threads, without_threads
from dossier_builder.ooxml.names import Element, R, W, qn
from dossier_builder.ooxml.package import CONTENT_TYPES_PART, Package, relationships_part
from dossier_builder.ooxml.paragraphs import paragraphs
from dossier_builder.ooxml.styles import Styles
from dossier_builder.ooxml.text import text_of
from dossier_builder.ooxml.xml import parse_xml, serialize_xml
from dossier_builder.values import frozen

AUTHOR = "dossier_builder"
"""The author of every comment that we write, and of no other."""
INITIALS = "DB"

_COMMENT, _ID, _AUTHOR = qn("w:comment"), qn("w:id"), qn("w:author")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NO_LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


@frozen
class Comment:
    """A comment that is there; its text, paragraphs joined by line ends."""

    id: str
    author: str
    text: str


@frozen
class Line:
    """A paragraph of a comment: what is in bold, then the rest."""

    bold: str = ""
    text: str = ""


@frozen
class Note:
    """A comment to put in: at that paragraph (see `paragraphs`), or for the whole document."""

    lines: tuple[Line, ...]
    paragraph: int | None = None


def comments(package: Package) -> tuple[Comment, ...]:
    """Every comment of the document, in the order they are stored."""
    name = package.related("comments")
    if name is None:
        return ()
    return tuple(
        Comment(
            element.get(_ID, ""),
            element.get(_AUTHOR, ""),
            "\n".join(text_of(p.element) for p in paragraphs(element)),
        )
        for element in package.xml(name).iterchildren(_COMMENT)
    )


def without_comments(package: Package, author: str = AUTHOR) -> Package:
    """The same document without the comments of that author, their signs and their threads.

    An answer that somebody gave to one of them stays, as a comment of its own.
    """
    name = package.related("comments")
    if name is None:
        return package
    root = package.xml(name)
    gone = [one for one in root.iterchildren(_COMMENT) if one.get(_AUTHOR) == author]
    if not gone:
        return package
    for one in gone:
        root.remove(one)
    document = package.xml(package.document_name)
    take_down(document, frozenset(one.get(_ID, "") for one in gone))
    numbers = {n for one in gone for p in one.iter(qn("w:p")) if (n := p.get(PARA_ID))}
    parts = {name: serialize_xml(root), package.document_name: serialize_xml(document)}
    return package.with_parts({**parts, **without_threads(package, numbers)})


def with_comments(
    package: Package, notes: Sequence[Note], *, date: dt.datetime | None = None
) -> Package | None:
    """The document with our comments, after those of others; None when nothing can bear one.

    No paragraph of it moves: the signs take no place. `date` is local time, as Word writes it.
    """
    document = package.xml(package.document_name)
    numbered = paragraphs(document)
    able = hosts(numbered)
    first = first_host(numbered)
    if first is None:
        return None
    package = _with_part(package)
    name = package.related("comments") or ""
    root = package.xml(name)
    identifiers = _free_ids(root, document)
    threads = Threads.of(package, root, document)
    placed: dict[int, list[str]] = {}
    for note in sorted(notes, key=lambda n: -1 if n.paragraph is None else n.paragraph):
        identifier = next(identifiers)
        host = None if note.paragraph is None else able[note.paragraph]
        placed.setdefault(first if host is None else host, []).append(identifier)
        root.append(_written(note, identifier, date, _style_id(package, "annotation text")))
        threads.follow(root[-1])
    mark_style = _style_id(package, "annotation reference")
    for host, its in placed.items():
        hang(numbered[host].element, its, mark_style)
    document.attrib.pop(qn("w:conformance"), "")  # its names were put in the usual ones
    parts = {name: serialize_xml(root), package.document_name: serialize_xml(document)}
    return package.with_parts({**parts, **threads.parts()})


def bearers(package: Package) -> tuple[int | None, ...]:
    """For each paragraph of the document, the number of the one that its comment would hang on."""
    return hosts(paragraphs(package.xml(package.document_name)))


# -- the part itself --


def _with_part(package: Package) -> Package:
    """The package with a part for comments, declared and linked."""
    if package.related("comments") is not None:
        return package
    folder = posixpath.dirname(package.document_name)
    names = (f"comments{n}.xml" for n in itertools.chain([""], itertools.count(2)))
    base = next(n for n in names if posixpath.join(folder, n) not in package)
    name = posixpath.join(folder, base)
    types = package.xml(CONTENT_TYPES_PART)
    override = etree.SubElement(types, qn("ct:Override"))
    override.set("PartName", f"/{name}")
    override.set("ContentType", _TYPE)
    links_part = relationships_part(package.document_name)
    links = parse_xml(package.part(links_part) if links_part in package else _NO_LINKS)
    taken = {link.get("Id") for link in links}
    identifiers = (f"rIdCommentaires{n}" for n in itertools.chain([""], itertools.count(2)))
    link = etree.SubElement(links, qn("rel:Relationship"))
    link.set("Id", next(i for i in identifiers if i not in taken))
    link.set("Type", f"{R}/comments")
    link.set("Target", base)
    return package.with_parts(
        {
            CONTENT_TYPES_PART: serialize_xml(types),
            links_part: serialize_xml(links),
            name: serialize_xml(etree.Element(qn("w:comments"), nsmap={"w": W})),
        }
    )


def _free_ids(root: Element, document: Element) -> Iterator[str]:
    """Numbers that no comment bears, here or in the signs of a damaged document."""
    used = {one.get(_ID, "") for one in root.iterchildren(_COMMENT)} | referenced(document)
    highest = max((int(text) for text in used if text.isdecimal()), default=-1)
    return (str(n) for n in itertools.count(highest + 1))


def _style_id(package: Package, name: str) -> str | None:
    found = (s.id for s in Styles.of(package).by_id.values() if s.name.lower() == name)
    return next(found, None)


def _written(note: Note, identifier: str, date: dt.datetime | None, style: str | None) -> Element:
    made = etree.Element(_COMMENT, nsmap={"w": W})
    made.set(_ID, identifier)
    made.set(_AUTHOR, AUTHOR)
    if date is not None:
        made.set(qn("w:date"), f"{date:%Y-%m-%dT%H:%M:%SZ}")
    made.set(qn("w:initials"), INITIALS)
    for number, line in enumerate(note.lines):
        paragraph = etree.SubElement(made, qn("w:p"))
        if style is not None:
            properties = etree.SubElement(paragraph, qn("w:pPr"))
            etree.SubElement(properties, qn("w:pStyle")).set(qn("w:val"), style)
        if number == 0:
            etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:annotationRef"))
        _run(paragraph, line.bold, bold=True)
        _run(paragraph, line.text, bold=False)
    return made


def _run(paragraph: Element, text: str, *, bold: bool) -> None:
    if not text:
        return
    run = etree.SubElement(paragraph, qn("w:r"))
    if bold:
        etree.SubElement(etree.SubElement(run, qn("w:rPr")), qn("w:b"))
    content = etree.SubElement(run, qn("w:t"))
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    content.text = text
