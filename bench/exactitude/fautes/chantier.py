"""A document being made: where a fault can be planted, and where each one was.

A fault works on the draft, on the form, on the plan of the pages, or on the docx once written.
Pages are counted by the breaks: every page of these documents is left by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from form_builder import Form

from dossier_builder.domain.modele import Modele
from exactitude.fautes.brouillon import Brouillon
from exactitude.plans import Plan, Spec

Base = Literal["dossier", "formulaire", "exemple"]
Etape = Literal["brouillon", "forme", "plan", "docx"]
Format = Literal["docx", "odt", "pdf"]
ALL_BASES: frozenset[Base] = frozenset({"dossier", "formulaire", "exemple"})
ALL_FORMATS: frozenset[Format] = frozenset({"docx", "odt", "pdf"})

_P, _BR, _T, _TAB = (qn(f"w:{name}") for name in ("p", "br", "t", "tab"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PLAIN_RUN = frozenset({qn("w:rPr"), _T})
_SENTENCE = re.compile(r"[.!?»] ")
_LONG = 18


@dataclass(frozen=True, slots=True)
class Lieu:
    """Where a fault stands: the paragraph itself, or a text that only it holds; or nowhere."""

    element: Any = None
    texte: str = ""
    page: int | None = None


NULLE_PART = Lieu()


@dataclass(frozen=True, slots=True)
class Faute:
    """A fault: what code and rule must see it, and how it is planted.

    `statut`: what the rule must say; `entraine`: codes that truly follow from it; `touche`: two
    faults that touch the same thing are not planted together.
    """

    nom: str
    code: str
    regle: str
    etape: Etape
    planter: Callable[[Chantier], Lieu]
    bases: frozenset[Base] = ALL_BASES
    formats: frozenset[Format] = ALL_FORMATS
    modeles: tuple[str, ...] = ()
    convient: Callable[[Spec], bool] | None = None
    statut: Literal["echouee", "non_evaluee"] = "echouee"
    entraine: frozenset[str] = frozenset()
    touche: str = ""


@dataclass(slots=True)
class Chantier:
    """The document; what is there depends on the step."""

    base: Base
    modele: Modele
    rng: Random
    sortie: Format = "docx"
    brouillon: Brouillon | None = None
    plan: Plan | None = None
    form: Form | None = None
    document: Any = None
    pris: list[Any] = field(default_factory=list)

    @property
    def draft(self) -> Brouillon:
        """The draft, which is there."""
        if self.brouillon is None:
            raise TypeError
        return self.brouillon

    @property
    def formulaire(self) -> Form:
        """The form, which is there."""
        if self.form is None:
            raise TypeError
        return self.form

    # --- where to plant ----------------------------------------------------------------------

    def textes(self, *, annexes: bool = False) -> list[Any]:
        """The paragraphs of running text (of the annexes), none of them used already."""
        found = []
        pages = pages_of(self.document)
        in_annexes = False
        for element, here in pages.items():
            text = Paragraph(element, self.document)
            in_annexes = in_annexes or self._opens_annexes(text, here)
            if in_annexes is not annexes or element in self.pris:
                continue
            if len(text.text.split()) >= _LONG and self._is_text(text, here):
                found.append(text)
        return found

    def _is_text(self, text: Paragraph, page: int) -> bool:
        if not _plain_runs(text):
            return False
        if self.base == "formulaire":
            first = 4
            last = first + len(self.formulaire.exemples) - 1
            return first <= page <= last
        wanted = not _style(text).lower().startswith(("toc", "heading", "titre", "legende"))
        return wanted and (self.base == "exemple" or page > 1)

    def _opens_annexes(self, text: Paragraph, page: int) -> bool:
        if self.plan is not None:
            return bool(self.plan.verite.annexes) and page >= (self.plan.verite.annexes or 0)
        return self.base == "exemple" and _style(text) == "TitreAnnexe"

    def un_texte(self, *, annexes: bool = False) -> Any:
        """One of them, at random; it is used then."""
        chosen = self.rng.choice(self.textes(annexes=annexes))
        self.pris.append(chosen._p)
        return chosen

    # --- how to plant ------------------------------------------------------------------------

    def glisser(self, sentence: str, *, annexes: bool = False) -> Lieu:
        """Put a sentence between two others of a paragraph; sometimes over two runs, as Word."""
        paragraph = self.un_texte(annexes=annexes)
        run = self.rng.choice(_plain_runs(paragraph))
        places = [m.end() for m in _SENTENCE.finditer(run.text)]
        at = self.rng.choice(places) if places else len(run.text)
        before, after = run.text[:at], run.text[at:]
        if before and not before.endswith(" "):
            before += " "
        whole = f"{before}{sentence}{' ' if after else ''}{after}"
        run.text = whole
        if self.rng.random() < 1 / 3:
            cut = len(before) + self.rng.randrange(1, len(sentence))
            second = deepcopy(run._r)
            run.text = whole[:cut]
            run._r.addnext(second)
            Run(second, paragraph).text = whole[cut:]
        return Lieu(paragraph._p)

    def nouveau(self, text: str, style: str | None = None) -> Lieu:
        """A paragraph of its own after another."""
        paragraph = self.un_texte()
        made = deepcopy(paragraph._p)
        for child in list(made):
            if child.tag != qn("w:pPr"):
                made.remove(child)
        for child in made.iter(qn("w:pageBreakBefore"), qn("w:sectPr")):
            child.getparent().remove(child)
        paragraph._p.addprevious(made)
        _swap_break_before(paragraph._p, made)
        added = Paragraph(made, paragraph._parent)
        if style and style in [s.name for s in self.document.styles]:
            added.style = style
        added.add_run(text)
        self.pris.append(made)
        return Lieu(made)

    def grille(self, rows: list[tuple[str, str]], target: int) -> Lieu:
        """A small table before a paragraph; the place is the value of row `target`."""
        paragraph = self.un_texte()
        table = self.document.add_table(len(rows), 2)
        if "Table Grid" in [s.name for s in self.document.styles]:
            table.style = "Table Grid"
        for row, (label, value) in zip(table.rows, rows, strict=True):
            row.cells[0].text, row.cells[1].text = label, value
        between = deepcopy(table.rows[0].cells[0].paragraphs[0]._p)
        for child in list(between):
            between.remove(child)
        paragraph._p.addprevious(table._tbl)
        paragraph._p.addprevious(between)
        cell = Table(table._tbl, paragraph._parent).rows[target].cells[1]
        if _breaks_before(paragraph._p):
            # The page must still begin before the table: an empty paragraph takes the break.
            lead = deepcopy(between)
            table._tbl.addprevious(lead)
            _swap_break_before(paragraph._p, lead)
        return Lieu(cell.paragraphs[0]._p)


def flow(document: Any) -> Iterator[Any]:
    """Every `w:p` of the body in order, tables and text boxes too, copies for old Words apart."""
    for element in document.element.body.iter(_P):
        if not any(parent.tag == _FALLBACK for parent in element.iterancestors()):
            yield element


def pages_of(document: Any) -> dict[Any, int]:
    """Paragraph → page where its text begins, by the breaks."""
    found: dict[Any, int] = {}
    page = 1
    for element in flow(document):
        if _breaks_before(element):
            page += 1
        texts = [_is_break(child) for child in element.iter(_T, _BR) if _told(child)]
        first = texts.index(False) if False in texts else 0
        found[element] = page + sum(texts[:first])
        page += sum(texts)
        if (section := element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")) is not None:
            kind = section.find(qn("w:type"))
            page += kind is None or kind.get(qn("w:val")) != "continuous"
    return found


def _told(child: Any) -> bool:
    return child.tag == _T or _is_break(child)


def _is_break(child: Any) -> bool:
    return child.tag == _BR and child.get(qn("w:type")) == "page"


def _breaks_before(element: Any) -> bool:
    return element.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def _swap_break_before(element: Any, first: Any) -> None:
    """The break before `element` now stands before `first`."""
    mark = element.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
    if mark is not None:
        Paragraph(element, None).paragraph_format.page_break_before = None
        Paragraph(first, None).paragraph_format.page_break_before = True


def _style(paragraph: Any) -> str:
    """The id of its style, "" for the usual one."""
    mark = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if mark is None else str(mark.get(qn("w:val")))


def _plain_runs(paragraph: Any) -> list[Any]:
    """Runs that hold text and nothing else."""
    return [
        run
        for run in paragraph.runs
        if len(run.text) > _LONG and {child.tag for child in run._r} <= _PLAIN_RUN
    ]


def index_of(document: Any, element: Any) -> int | None:
    """The rank of a paragraph in the flow."""
    return next((n for n, other in enumerate(flow(document)) if other is element), None)


def resolve(lieu: Lieu, document: Any) -> tuple[int | None, int | None]:
    """Page and index of a place in the finished document."""
    element = lieu.element
    if element is None and lieu.texte:
        holding = (e for e in flow(document) if lieu.texte in text_of(e) and not _in_toc(e))
        element = next(holding, None)
    if element is None:
        return lieu.page, None
    return pages_of(document).get(element, lieu.page), index_of(document, element)


def text_of(element: Any) -> str:
    """What a paragraph says."""
    return "".join("\t" if t.tag == _TAB else t.text or "" for t in element.iter(_T, _TAB))


def _in_toc(element: Any) -> bool:
    text = text_of(element)
    listed = _style(Paragraph(element, None)).lower().startswith("toc")
    return listed or bool(re.search(r"\.{4,} \d+$|\t\d+$", text))
