"""A dossier → somebody's own copy of the ministry's form, filled (package → docx).

Stands beside `document`: same blocks, same styles, but the form is not ours, so nothing is
written anywhere but at the places that `facts` found, and its fixed texts are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path

from lxml import etree

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.form_places import FormPlaces, Part
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.typographie import enumeration, insecable
from dossier_builder.ooxml import Element, Package, Styles, notes, qn, serialize_xml, text_of
from dossier_builder.render import styles as names
from dossier_builder.render.additions import Additions
from dossier_builder.render.assembly import with_additions, with_types
from dossier_builder.render.blocks import BlockWriter
from dossier_builder.render.body import Room, annexes, room_of
from dossier_builder.render.document import RenderedDocx
from dossier_builder.render.fonts import Coverage, UnknownCharacters
from dossier_builder.render.inlines import InlineWriter
from dossier_builder.render.numbering import annex_bookmark, number
from dossier_builder.render.official_form_examples import fill_examples
from dossier_builder.render.official_form_ids import unique_ids
from dossier_builder.render.official_form_pages import drop_breaks, start_page, tighten
from dossier_builder.render.official_form_parts import (
    diploma_lines,
    document_lines,
    fill_cover,
    fill_rows,
    fill_statement,
)
from dossier_builder.render.official_form_places import Form
from dossier_builder.render.official_form_sommaire import Targets, fill_sommaire
from dossier_builder.render.official_form_styles import with_styles
from dossier_builder.render.official_form_text import P, set_text
from dossier_builder.render.properties import with_properties
from dossier_builder.values import frozen

_NO_FACES = Coverage(frozenset(), frozenset())
_BODY_SHARE = 0.82  # of the text height: the form's header and footer reach into it
_ADDED_PARTS: Mapping[Part, tuple[str, str]] = {
    "documents": ("Documents illustrant la pratique professionnelle", "(facultatif)"),
    "annexes": ("Annexes", "(Si le RC le prévoit)"),
}


def fill_form(
    package: Package,
    places: FormPlaces,
    dossier: Dossier,
    modele: Modele,
    *,
    annexes_pdf: Mapping[str, Path],
) -> RenderedDocx:
    """The form filled with the dossier; its sommaire waits for its pages (`with_pages`).

    `annexes_pdf` as in `render`. Raises UnreadableError (torn tables), PackError, InputsError.
    """
    added = with_styles(package, modele.gabarit)
    package = added.package
    document = package.xml(package.document_name)
    form = Form.of(document, places.reserves, Styles.of(package))
    taken = [int(c.id) for c in notes(package) if c.kind == "footnote" and c.id.isdecimal()]
    additions = Additions(
        number_abstract=added.ordered,
        first_list=added.first_list,
        first_note=max([0, *taken]) + 1,
        prefix="Formulaire",
    )
    characters = UnknownCharacters(_NO_FACES)
    numbered = number(dossier, modele)
    inlines = InlineWriter(added.ids, additions, characters, numbered.targets)
    writer = BlockWriter(added.ids, additions, inlines, numbered)
    if added.round_trip and places.presentation is not None:
        tighten(form.top(form.at(places.presentation)))
    work = _Work(form, places, dossier, modele, writer, Targets.of(document, additions))
    avis = tuple(work.fill(annexes_pdf))
    unique_ids(document)
    done = package.with_parts({package.document_name: serialize_xml(document)})
    done = with_additions(with_types(done, {}), additions)
    done = with_properties(done, dossier, modele)
    return RenderedDocx(done.to_bytes(), tuple(work.targets.headings), avis)


@frozen
class _Work:
    """One filling under way: what its steps share."""

    form: Form
    places: FormPlaces
    dossier: Dossier
    modele: Modele
    writer: BlockWriter
    targets: Targets

    def fill(self, annexes_pdf: Mapping[str, Path]) -> Iterator[str]:
        """Write everything; what could not be is said in French."""
        form, places, dossier = self.form, self.places, self.dossier
        types = self.modele.titre.activites_types if self.modele.titre else ()
        titles = {activity.numero: activity.intitule for activity in types}
        title = self.modele.titre.intitule if self.modele.titre else self.modele.intitule
        lost = [name for name in _COVER if name not in places.couverture]
        if not fill_cover(form, places, dossier.candidat, title):
            lost.append("les deux cases de la modalité d’accès")
        filled = fill_examples(form, places.exemples, dossier.exemples, titles, self.writer)
        lost += self._tables()
        fill_statement(form, places, dossier)
        if "declaration" not in places.parties:
            lost.append("la déclaration sur l’honneur")
        nodes = {part: form.top(form.at(span.start)) for part, span in places.parties.items()}
        for node in nodes.values():
            start_page(node, form.breaking)
        yield from self._missing_parts(nodes)
        if self._has_annexes(nodes):
            yield insecable(
                "Ce formulaire contient déjà des annexes : elles sont gardées, et celles du "
                "dossier n’ont pas été ajoutées."
            )
        else:
            self._annexes(annexes_pdf)
        for index in filter(None, (places.intercalaire,)):
            start_page(form.top(form.at(index)), form.breaking)
        if places.sommaire is None:
            lost.append("le sommaire")
        else:
            opening = form.top(form.at(places.sommaire.titre))
            drop_breaks(opening)
            start_page(opening, form.breaking)
            ok = fill_sommaire(form, places.sommaire, filled, titles, nodes, self.targets)
            lost += [] if ok else ["le tableau du sommaire"]
        for mark in list(form.document.iter(qn("w:lastRenderedPageBreak"))):
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)
        if lost:
            words = enumeration([_COVER.get(name, name) for name in lost])
            yield insecable(f"Pas trouvé dans ce formulaire, donc pas rempli : {words}.")

    def _tables(self) -> list[str]:
        lost = []
        for part, lines, name in (
            ("diplomes", diploma_lines(self.dossier), "le tableau des titres et diplômes"),
            ("documents", document_lines(self.dossier), "le tableau des documents"),
        ):
            span = self.places.parties.get(part)  # type: ignore[call-overload]  # a literal key
            if span is None:
                lost += [name] if lines and part == "diplomes" else []
            elif not fill_rows(self.form, span, lines) and lines:
                lost.append(name)
        return lost

    def _missing_parts(self, nodes: dict[Part, Element]) -> Iterator[str]:
        """Parts that the copy lacks and the dossier fills: made after another of its parts."""
        documents = [line for (line,) in document_lines(self.dossier)]
        wanted = {"documents": bool(documents), "annexes": bool(self.dossier.annexes)}
        model = nodes.get("declaration", nodes.get("diplomes"))
        for part, (title, under) in _ADDED_PARTS.items():
            if part in nodes or not wanted[part]:
                continue
            made = self._band(model, title, under)
            for element in made:
                self._append(element)
            nodes[part] = made[0]
            start_page(made[0], self.form.breaking)
            for line in documents if part == "documents" else ():
                text = self.writer.inlines.plain(line)
                self._append(self.writer.paragraph(names.BULLETS[0], *text))
            yield insecable(
                f"Ce formulaire n’a pas la partie « {title} » : elle a été ajoutée à la fin, "
                "à l’image de ses autres parties."
            )

    def _band(self, model: Element | None, title: str, under: str) -> list[Element]:
        """The title of a part, as the form draws it."""
        if model is None or model.tag == P:
            made = deepcopy(model) if model is not None else self.writer.paragraph(names.BODY)
            set_text(made, f"{title} {under}", prompt=False)
            return [made]
        made = deepcopy(model)
        paragraphs = list(made.iter(P))
        set_text(paragraphs[0], title, prompt=False)
        for row in list(made.iter(qn("w:tr")))[3:]:
            made.remove(row)
        for paragraph in paragraphs[1:]:
            set_text(paragraph, "")
        below = self.writer.paragraph(names.FIGURE_ALONE, *self.writer.inlines.plain(under))
        return [made, below]

    def _has_annexes(self, nodes: Mapping[Part, Element]) -> bool:
        """Whether something stands below the title of the annexes."""
        span = self.places.parties.get("annexes")
        if span is None or not self.dossier.annexes:
            return False
        below = [self.form.at(n) for n in self.form.after(span)]
        texts = [text_of(p).strip() for p in below if self.form.top(p) is not nodes["annexes"]]
        pictures = [p for p in below if next(p.iter(qn("w:drawing")), None) is not None]
        return bool(pictures) or any(t and not t.startswith("(") for t in texts)

    def _annexes(self, annexes_pdf: Mapping[str, Path]) -> None:
        """The list of the annexes, then each on its pages, at the end of the document."""
        dossier = self.dossier
        if not dossier.annexes:
            return
        for annexe in dossier.annexes:
            text = self.writer.inlines.plain(f"Annexe {annexe.numero} – {annexe.titre}")
            link = etree.Element(qn("w:hyperlink"))
            link.set(qn("w:anchor"), annex_bookmark(annexe))
            link.extend(text)
            self._append(self.writer.paragraph(names.BODY, link))
        page = room_of(self.form.document)
        room = Room(page.width, int(page.height * _BODY_SHARE))
        for element in annexes(dossier, self.writer, room, annexes_pdf):
            self._append(element)

    def _append(self, element: Element) -> None:
        """At the end of the body, before its last section."""
        body = self.form.body
        last = body[-1]
        if last.tag == qn("w:sectPr"):
            last.addprevious(element)
        else:
            body.append(element)


_COVER: Mapping[str, str] = {
    "nom_naissance": "le nom de naissance",
    "nom_usage": "le nom d’usage",
    "prenom": "le prénom",
    "adresse": "l’adresse",
    "titre": "le titre professionnel visé",
}
