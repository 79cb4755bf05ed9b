"""The start file: the kind's own gabarit, where what is not known yet is a place to type in.

What a place shows travels through the render as a mark (`@@3@@`) in the place of a value; here
each mark becomes a content control that shows its help until somebody types (`showingPlcHdr`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from dossier_builder.domain.depart import PROPERTY, place
from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.typographie import insecable
from dossier_builder.ooxml import Element, Package, paragraphs, qn, serialize_xml, text_of
from dossier_builder.render.document import RenderedDocx, render
from dossier_builder.render.markup import el, run
from dossier_builder.render.properties import with_properties
from dossier_builder.values import frozen

_MARK = re.compile(r"@@(\d+)@@")
_STYLE = "DossierInvite"
_STYLE_NAME = "Placeholder Text"
_GREY = "595959"
_SDT, _CONTENT, _PR = qn("w:sdt"), qn("w:sdtContent"), qn("w:sdtPr")
_LINKED = ("w:hyperlink",)
_DARK = 128
_STORIES = ("header", "footer")


@frozen
class Place:
    """A place to type in: `tag` names it for who reads the file back, `titre` is shown in Word.

    `lignes`: the help of a place for paragraphs, its first line opens it; none for a short place,
    which shows `titre` in square brackets. `date`: Word offers a calendar.
    """

    tag: str
    titre: str
    lignes: tuple[str, ...] = ()
    date: bool = False


def mark(number: int) -> str:
    """What stands for place `number` in the values given to the render."""
    return f"@@{number}@@"


def render_start(
    marked: Dossier,
    known: Dossier,
    modele: Modele,
    places: Sequence[Place],
    empty: Mapping[str, Place],
    properties: Mapping[str, str],
) -> RenderedDocx:
    """The start file of a kind. `marked` holds the marks of `places`, `known` what is true.

    `empty` are places for the gabarit's controls that stay empty, by their tag; `properties` are
    more custom properties.

    Raises PackError, as `render`.
    """
    made = render(marked, modele)
    package = Package.from_bytes(made.content)
    document = package.xml(package.document_name)
    writing = _Writing(places, empty)
    writing.body(document)
    parts = {package.document_name: serialize_xml(document)}
    parts |= dict(_stories(package, modele, known))
    package = _with_style(package.with_parts(parts))
    package = with_properties(package, known, modele, {PROPERTY: "1", **properties})
    headings = tuple(replace(h, text=writing.plain(h.text)) for h in made.headings)
    return RenderedDocx(package.to_bytes(), headings)


@dataclass(slots=True)
class _Writing:
    """The controls of one file, numbered as they are made."""

    places: Sequence[Place]
    empty: Mapping[str, Place]
    _made: int = 0

    def body(self, document: Element) -> None:
        """Every mark of the body becomes a control; in the sommaire, plain words."""
        for numbered in paragraphs(document):
            paragraph = numbered.element
            whole = _MARK.fullmatch(text_of(paragraph).strip())
            if whole and self.places[int(whole[1])].lignes:
                self._block(paragraph, self.places[int(whole[1])])
        for text in list(document.iter(qn("w:t"))):
            if not _MARK.search(text.text or ""):
                continue
            if any(True for _ in text.iterancestors(*map(qn, _LINKED))):
                text.text = self.plain(text.text or "")
            else:
                self._inline(text)
        for control in list(document.iter(_SDT)):
            wanted = self.empty.get(_tag(control))
            runs = list(control.iter(qn("w:r")))
            if wanted and runs and not "".join(r.findtext(qn("w:t")) or "" for r in runs):
                made = self._properties(wanted, *_kind(wanted))
                _replace(control, made, [_shown(runs[0], wanted)])

    def plain(self, text: str) -> str:
        """The text with the words of the places for their marks."""
        return _MARK.sub(lambda found: place(self.places[int(found[1])].titre), text)

    def _block(self, paragraph: Element, wanted: Place) -> None:
        """A control around the help; it goes when somebody types (`w:temporary`).

        Every line is a paragraph of the style that the text will have: what is typed takes its
        look, and LibreOffice shows line breaks in a control of one paragraph at the wrong place.
        The end of a bookmark would go with the help, so it stands after.
        """
        ends = paragraph.findall(qn("w:bookmarkEnd"))
        style = paragraph.find(qn("w:pPr"))
        content = el("w:sdtContent")
        control = el("w:sdt", self._properties(wanted, el("w:temporary")), content)
        for number, line in enumerate(wanted.lignes):
            content.append(el("w:p", deepcopy(style), *_help(line, opens=number == 0)))
        paragraph.addprevious(control)
        for end in reversed(ends):
            control.addnext(end)
        holder = paragraph.getparent()
        if holder is not None:
            holder.remove(paragraph)

    def _inline(self, text: Element) -> None:
        """The gabarit's control takes its place's words, or the run is cut around a new one."""
        held = next(text.iterancestors(_SDT), None)
        run_ = text.getparent()
        if run_ is None:
            return
        value = text.text or ""
        found = list(_MARK.finditer(value))
        wanted = self._joined([self.places[int(one[1])] for one in found])
        if held is not None and _is_plain(held):
            _replace(held, self._properties(wanted, *_kind(wanted)), [_shown(run_, wanted)])
            return
        before, end = "", 0
        for one in found:
            before, here = value[end : one.start()], self.places[int(one[1])]
            if before:
                run_.addprevious(_like(run_, before))
            shown = el("w:sdtContent", _shown(run_, here))
            run_.addprevious(el("w:sdt", self._properties(here, *_kind(here)), shown))
            end = one.end()
        if value[end:]:
            run_.addprevious(_like(run_, value[end:]))
        holder = run_.getparent()
        if holder is not None:
            holder.remove(run_)

    def _joined(self, wanted: Sequence[Place]) -> Place:
        """One place for several values: the whole name is asked for at once."""
        if len(wanted) == 1:
            return wanted[0]
        return Place("candidat", " et ".join(one.titre for one in wanted))

    def _properties(self, wanted: Place, *others: Element) -> Element:
        """The properties of a control that shows its help, in the order of the schema."""
        self._made += 1
        temporary = [one for one in others if one.tag == qn("w:temporary")]
        kinds = [one for one in others if one.tag != qn("w:temporary")]
        return el(
            "w:sdtPr",
            el("w:alias", val=wanted.titre[:60]),
            el("w:tag", val=wanted.tag[:60]),
            el("w:id", val=70_000 + self._made),
            *temporary,
            el("w:showingPlcHdr"),
            *kinds,
        )


def _help(line: str, *, opens: bool) -> Iterator[Element]:
    """A line of a help, in grey; the first words of the first one in bold."""
    opening, colon, rest = line.partition("\u00a0:") if opens else ("", "", line)
    if colon:
        yield run(opening + colon, el("w:rStyle", val=_STYLE), el("w:b"), el("w:bCs"))
    yield run(rest, el("w:rStyle", val=_STYLE))


def _kind(wanted: Place) -> tuple[Element, ...]:
    if not wanted.date:
        return (el("w:text"),)
    return (
        el(
            "w:date",
            el("w:dateFormat", val="d MMMM yyyy"),
            el("w:lid", val="fr-FR"),
            el("w:storeMappedDataAs", val="dateTime"),
            el("w:calendar", val="gregorian"),
        ),
    )


def _is_plain(control: Element) -> bool:
    """Whether the control holds one short text, and nothing else."""
    properties = control.find(_PR)
    return properties is not None and properties.find(qn("w:text")) is not None


def _replace(control: Element, properties: Element, content: Sequence[Element]) -> None:
    for child in list(control):
        control.remove(child)
    control.append(properties)
    control.append(el("w:sdtContent", *content))


def _shown(like: Element, wanted: Place) -> Element:
    """The words of a short place: grey, or in the cover's own colour on a dark ground."""
    words = insecable(place(wanted.titre))
    if _on_dark(like):
        return run(words, el("w:i"), el("w:iCs"))
    return run(words, el("w:rStyle", val=_STYLE))


def _on_dark(element: Element) -> bool:
    for cell in element.iterancestors(qn("w:tc")):
        shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
        fill = "" if shade is None else shade.get(qn("w:fill"), "")
        if re.fullmatch("[0-9A-Fa-f]{6}", fill):
            return sum(int(fill[n : n + 2], 16) for n in (0, 2, 4)) / 3 < _DARK
    return False


def _like(original: Element, text: str) -> Element:
    """A run of the same look with another text."""
    made = run(text)
    look = original.find(qn("w:rPr"))
    if look is not None:
        made.insert(0, deepcopy(look))
    return made


def _stories(package: Package, modele: Modele, known: Dossier) -> Iterator[tuple[str, bytes]]:
    """Headers and footers hold no place to type in: the kind's name, and the learner's if known."""
    person = f"{known.candidat.prenom} {known.candidat.nom}".strip()
    links = package.relationships(package.document_name)
    for name in sorted({link.target for link in links if link.kind in _STORIES}):
        root = package.xml(name)
        for text in root.iter(qn("w:t")):
            if _MARK.search(text.text or ""):
                control = next(text.iterancestors(_SDT), None)
                text.text = person if _tag(control) == "candidat" else modele.intitule
        yield name, serialize_xml(root)


def _tag(control: Element | None) -> str:
    found = None if control is None else control.find(f"{_PR}/{qn('w:tag')}")
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _with_style(package: Package) -> Package:
    """Word's own style of placeholders, grey enough to be read (WCAG AA on white)."""
    name = package.related("styles")
    if name is None:
        return package
    root = package.xml(name)
    root.append(
        el(
            "w:style",
            el("w:name", val=_STYLE_NAME),
            el("w:uiPriority", val=99),
            el("w:rPr", el("w:color", val=_GREY)),
            type="character",
            styleId=_STYLE,
        )
    )
    return package.with_parts({name: serialize_xml(root)})


__all__ = ["Place", "mark", "render_start"]
