"""A paragraph of Word → its text, notes, references; and what it holds that is not text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier_builder.domain.blocks import (
    Footnote,
    Inline,
    LineBreak,
    Paragraph,
    Reference,
    Run,
)
from dossier_builder.inputs.inline_tidy import tidied
from dossier_builder.inputs.markdown_parser import web_address
from dossier_builder.inputs.word_source import Reading
from dossier_builder.ooxml import (
    PRINTED,
    Element,
    NoteCall,
    child_value,
    is_hidden,
    is_on,
    printed,
    qn,
)
from dossier_builder.values import frozen

_R, _RPR, _P, _SDT, _SDTPR, _SDT_CONTENT = (
    qn(n) for n in ("w:r", "w:rPr", "w:p", "w:sdt", "w:sdtPr", "w:sdtContent")
)
_HYPERLINK, _SIMPLE, _FLDCHAR, _INSTRUCTION = (
    qn(n) for n in ("w:hyperlink", "w:fldSimple", "w:fldChar", "w:instrText")
)
_BR, _CR, _T = qn("w:br"), qn("w:cr"), qn("w:t")
_ALTERNATE, _CHOICE, _FALLBACK = (
    qn(n) for n in ("mc:AlternateContent", "mc:Choice", "mc:Fallback")
)
_DRAWN = frozenset(qn(n) for n in ("w:drawing", "w:pict", "w:object"))
_NOTE_CALLS = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_NOT_READ = frozenset(
    qn(n)
    for n in (
        "w:del", "w:moveFrom", "w:p", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:delText",
        "w:delInstrText", "w:rt", "w:footnoteRef", "w:endnoteRef", "w:annotationRef",
    )
)  # fmt: skip
_CODE_STYLES = frozenset(("code", "html code", "source text"))
_LEADS_TO = re.compile(r"\s*(REF|HYPERLINK)\s+(?:\\l\s+)?\"?([^\"\s\\]+)\"?", re.IGNORECASE)


@frozen
class PageMark:
    """A page break typed within a paragraph."""


@frozen
class Drawn:
    """A picture, a text box, a chart: anything that Word draws."""

    element: Element


Piece = Inline | PageMark | Drawn


def pieces_of(paragraph: Element, reading: Reading, *, inherit: bool = True) -> tuple[Piece, ...]:
    """What the paragraph prints, in order; `inherit`: the bold of its own style counts too."""
    walk = _Walk(reading, paragraph if inherit else None)
    walk.into(paragraph)
    return tuple(walk.made)


def inlines_of(pieces: tuple[Piece, ...]) -> tuple[Inline, ...]:
    """The text among the pieces."""
    return tidied([piece for piece in pieces if not isinstance(piece, PageMark | Drawn)])


def shows_placeholder(control: Element) -> bool:
    """Whether a content control still shows its own prompt, which is nobody's text."""
    properties = control.find(_SDTPR)
    return properties is not None and is_on(properties.find(qn("w:showingPlcHdr")))


@dataclass(slots=True)
class _Field:
    """A field being read: its code, and what it makes of its result."""

    code: str = ""
    in_code: bool = True
    replaced: bool = False
    link: str | None = None


@dataclass(slots=True)
class _Walk:
    """One walk through one paragraph."""

    reading: Reading
    styled: Element | None
    made: list[Piece] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    link: str | None = None
    cited: bool = False

    def into(self, element: Element) -> None:
        for child in element:
            self._one(child)

    def _one(self, child: Element) -> None:
        tag = child.tag
        if tag == _R:
            if not is_hidden(child):
                self._run(child)
        elif tag == _HYPERLINK:
            self._hyperlink(child)
        elif tag == _SIMPLE:
            self._field_code(opened := _Field(child.get(qn("w:instr"), "")))
            self.fields.append(opened)
            self.into(child)
            self.fields.pop()
        elif tag == _SDT:
            content = child.find(_SDT_CONTENT)
            if content is not None and not shows_placeholder(child):
                self.into(content)
        elif tag == _ALTERNATE:
            self._alternate(child, None)
        elif tag in PRINTED:
            self._text(printed(child), None)
        elif tag not in _NOT_READ and len(child):
            self.into(child)

    def _run(self, run: Element) -> None:
        for child in run:
            self._in_run(child, run)

    def _in_run(self, child: Element, run: Element) -> None:  # noqa: C901 - one case per element of a run
        tag = child.tag
        if tag == _FLDCHAR:
            self._field_mark(child.get(qn("w:fldCharType")))
        elif tag == _INSTRUCTION:
            if self.fields and self.fields[-1].in_code:
                self.fields[-1].code += child.text or ""
        elif not self._visible:
            return
        elif tag in {_BR, _CR}:
            page = child.get(qn("w:type")) == "page"
            self.made.append(PageMark() if page else LineBreak())
        elif tag in PRINTED:
            self._text(printed(child), run)
        elif tag in _NOTE_CALLS:
            self._note(child)
        elif tag in _DRAWN:
            self.made.append(Drawn(child))
        elif tag == _ALTERNATE:
            self._alternate(child, run)
        elif tag not in _NOT_READ and len(child):
            for inner in child:  # w:ruby and the like
                if inner.tag not in _NOT_READ:
                    self.into(inner)

    def _alternate(self, element: Element, run: Element | None) -> None:
        """The first branch that gives something: Word stores text boxes and emoji twice."""
        for branch in element.iterchildren(_CHOICE, _FALLBACK):
            before = len(self.made)
            if run is None:
                self.into(branch)
            else:
                for child in branch:
                    self._in_run(child, run)
            if len(self.made) > before:
                return

    @property
    def _visible(self) -> bool:
        return not self.cited and not any(f.in_code or f.replaced for f in self.fields)

    def _text(self, text: str, run: Element | None) -> None:
        if text and self._visible:
            link = self.link or next((f.link for f in reversed(self.fields) if f.link), None)
            if run is None:
                self.made.append(Run(text, link=link))
                return
            code = self._style_name(run) in _CODE_STYLES
            bold, italic = self._toggle(run, "w:b"), self._toggle(run, "w:i")
            self.made.append(Run(text, bold, italic, code, link))

    def _style_name(self, run: Element) -> str:
        identifier = child_value(run.find(_RPR), "w:rStyle") or ""
        style = self.reading.source.styles.by_id.get(identifier)
        return style.name.lower() if style else ""

    def _toggle(self, run: Element, name: str) -> bool:
        """Bold or italic: set on the run, else by its style and its paragraph's (§17.7.3)."""
        properties = run.find(_RPR)
        own = None if properties is None else properties.find(qn(name))
        if own is not None:
            return is_on(own)
        styles = self.reading.source.styles
        chains = [styles.chain(styles.by_id.get(child_value(properties, "w:rStyle") or ""))]
        if self.styled is not None:
            chains.append(styles.chain(styles.of_paragraph(self.styled)))
        on = False
        for chain in chains:
            set_by = (
                s.run_properties.find(qn(name)) for s in chain if s.run_properties is not None
            )
            found = next((element for element in set_by if element is not None), None)
            on ^= is_on(found)
        return on

    def _hyperlink(self, element: Element) -> None:
        reference = self.reading.source.references.get(element.get(qn("w:anchor"), ""))
        if reference is not None and self._visible:
            self.made.append(reference)
            self._hidden(element)
            return
        relation = self.reading.relation(element.get(qn("r:id")))
        before = self.link
        if relation is not None and relation.external:
            self.link = self._address(relation.target)
        self.into(element)
        self.link = before

    def _hidden(self, element: Element) -> None:
        """Walk through what a reference replaces: fields may end there."""
        self.cited = True
        self.into(element)
        self.cited = False

    def _address(self, target: str) -> str | None:
        address = web_address(target)
        if address is None:
            self.reading.note("un lien vers un fichier ou un endroit du document devient du texte")
        return address

    def _field_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self._field_code(self.fields[-1])
        elif self.fields and kind == "end":
            self.fields.pop()

    def _field_code(self, opened: _Field) -> None:
        """The code is known: a reference of ours stands for its result, an address is a link."""
        opened.in_code = False
        leads = _LEADS_TO.match(opened.code)
        if leads is None:
            return
        reference: Reference | None = self.reading.source.references.get(leads[2])
        if reference is not None and self._visible:
            self.made.append(reference)
            opened.replaced = True
        elif leads[1].upper() == "HYPERLINK" and "\\l" not in opened.code:
            opened.link = self._address(leads[2])

    def _note(self, call: Element) -> None:
        kind = _NOTE_CALLS[call.tag]
        found = NoteCall("footnote" if kind == "footnote" else "endnote", call.get(qn("w:id"), ""))
        element = self.reading.source.notes.get(found)
        if element is None:
            return
        paragraphs = tuple(_note_paragraphs(element, self.reading, f"{kind}s"))
        if paragraphs:
            self.made.append(Footnote(paragraphs))


def _note_paragraphs(note: Element, reading: Reading, part: str) -> Iterator[Paragraph]:
    """The paragraphs of a note; one within another, or a picture, cannot be kept in place."""
    outer, reading.part = reading.part, part
    for paragraph in note.iter(_P):
        flat: list[Inline] = []
        for piece in pieces_of(paragraph, reading, inherit=False):
            if isinstance(piece, Footnote):
                flat.append(Run(" ("))
                flat += [inline for inner in piece.paragraphs for inline in inner.inlines]
                flat.append(Run(")"))
            elif isinstance(piece, Drawn):
                reading.note("une image d’une note de bas de page n’est pas reprise")
            elif not isinstance(piece, PageMark):
                flat.append(piece)
        inlines = tidied(flat)
        if inlines:
            yield Paragraph(inlines)
    reading.part = outer
