"""A docx that somebody writes in, opened to be read back: its lines, its body, its sections.

`source` makes a dossier of it; `reprise` compares it with what was generated. Nothing is written
but in the caller's private room.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import PackError, UnknownKindError, UsageError
from dossier_builder.facts import Content, read, recognise_kind
from dossier_builder.inputs.images import check_image
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.word_source import WordPicture, WordSource
from dossier_builder.ooxml import (
    Element,
    Package,
    custom_properties,
    paragraphs,
    qn,
    serialize_xml,
)
from dossier_builder.ouverture import open_submission
from dossier_builder.ouverture.revisions import accept_changes
from dossier_builder.pipeline.modeles import load, load_all
from dossier_builder.pipeline.word_help import remove_help
from dossier_builder.values import frozen

_P, _TBL, _SDT, _CONTENT = (qn(n) for n in ("w:p", "w:tbl", "w:sdt", "w:sdtContent"))
_WRAPPERS = frozenset(qn(n) for n in ("w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
_MARK = qn("w:bookmarkStart")


@frozen
class WordDocument:
    """The document as read: tracked changes accepted, the help of a start file taken out.

    `paragraphs` are the elements by the index of their line; `flow` the paragraphs and tables of
    the body in order, controls opened. `properties` are its custom properties.
    """

    path: Path
    modele: Modele
    content: Content
    source: WordSource
    paragraphs: Mapping[int, Element]
    flow: tuple[Element, ...]
    properties: Mapping[str, str]
    room: Path
    _places: Mapping[Element, int]

    def place(self, element: Element) -> int | None:
        """The rank in `flow` of what holds an element; None when nothing there does."""
        holders = (element, *element.iterancestors())
        return next((self._places[e] for e in holders if e in self._places), None)

    def keep(self, picture: WordPicture) -> Path | None:
        """Keep a picture in the room; None: it is of a format that cannot be printed."""
        folder = self.room / "images"
        folder.mkdir(exist_ok=True)
        suffix = Path(picture.name).suffix.lower() or ".png"
        name = f"{hashlib.sha256(picture.data).hexdigest()[:16]}{suffix}"
        path = folder / name
        if not path.exists():
            path.write_bytes(picture.data)
        problem = check_image(path, Place(picture.name), what="cette image")
        return None if problem else path


def open_word(path: Path, roots: tuple[Path, ...], room: Path) -> WordDocument:
    """Open a docx that is a dossier. `room` is an existing private folder of the caller.

    Raises UnreadableError, UnknownKindError (nothing tells which kind it is), UsageError (a PDF).
    """
    own = room / f"lu-{hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:8]}"
    own.mkdir(exist_ok=True)
    submission = open_submission(path, name=path.name, workspace=own)
    if submission.format == "pdf":
        raise UsageError(
            insecable(f"« {path.name} » est un PDF : on n’y écrit pas."),
            insecable(f'Importez-le : dossier importer "{path}" NOUVEAU-DOSSIER'),
        )
    package = Package.read(submission.document)
    root = package.xml(package.document_name)
    if accept_changes(root):
        package = package.with_parts({package.document_name: serialize_xml(root)})
        accepted = own / "accepte.docx"
        package.write(accepted)
        submission = open_submission(accepted, name=path.name, workspace=own)
        root = package.xml(package.document_name)
    content = read(submission)
    modele = _kind(path, content, roots)
    by_index = {one.index: one.element for one in paragraphs(root)}
    remove_help(root, modele)
    flow = tuple(_flow(root.find(qn("w:body"))))
    return WordDocument(
        path=path,
        modele=modele,
        content=content,
        source=WordSource.of(package, root),
        paragraphs=by_index,
        flow=flow,
        properties=custom_properties(package),
        room=own,
        _places={element: rank for rank, element in enumerate(flow)},
    )


def _kind(path: Path, content: Content, roots: tuple[Path, ...]) -> Modele:
    declared = content.properties.declared.modele
    if declared:
        with contextlib.suppress(PackError):
            return load(declared, roots)
    found = recognise_kind(content, load_all(roots))
    if found is None:
        raise not_recognised(path)
    return found.modele


def not_recognised(path: Path) -> UnknownKindError:
    """What to say of a Word file in which nothing of a dossier is found."""
    return UnknownKindError(
        insecable(f"« {path.name} » : aucune partie d’un dossier n’y est reconnue."),
        insecable(
            "Remettez les titres des parties (style Titre 1), ou importez-le : "
            f'dossier importer "{path}" NOUVEAU-DOSSIER'
        ),
    )


def _flow(holder: Element | None) -> Iterator[Element]:
    """Paragraphs and tables in order, whatever wraps them at this level.

    A bookmark between two paragraphs goes to the one that follows.
    """
    marks: list[Element] = []
    for child in holder if holder is not None else ():
        if child.tag == _MARK:
            marks.append(child)
        elif child.tag in {_P, _TBL}:
            _take(marks, child)
            yield child
        elif child.tag == _SDT:
            for inner in _flow(child.find(_CONTENT)):
                _take(marks, inner)
                yield inner
        elif child.tag in _WRAPPERS:
            yield from _flow(child)


def _take(marks: list[Element], element: Element) -> None:
    """Put waiting bookmarks at the start of a paragraph; of a table, in its first paragraph."""
    first = element if element.tag == _P else next(element.iter(_P), None)
    if marks and first is not None:
        place = 1 if len(first) and first[0].tag == qn("w:pPr") else 0
        for mark in marks:
            first.insert(place, mark)
        marks.clear()
