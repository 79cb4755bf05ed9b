"""Plan → docx with python-docx: every look that people give their titles, and every oddity.

Never our renderer: the checker must not be judged on files of our own making alone.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from exactitude import oddities
from exactitude.plans import Bloc, Page, Plan, Spec
from exactitude.word_record import write_record

_TOC = 'TOC \\o "1-3" \\h \\z \\u'
_LINE_CM = 16.0


def write(plan: Plan, path: Path) -> None:
    """Write the document of a plan."""
    Writer(plan).write(path)


class Writer:
    """One document being written; `holder` is where paragraphs go (the body, a cell, a box)."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.spec = plan, plan.spec
        self.document: Any = Document()
        self.holder: Any = self.document
        self._prepare_styles()
        self._prepare_page(self.document.sections[0])

    def write(self, path: Path) -> None:
        """Write every page, then the file with Word's record of itself."""
        if "tout-en-tableau" in self.spec.extras:
            self._in_one_table()
        else:
            for number, page in enumerate(self.plan.pages):
                self._page(number, page)
        oddities.apply(self)
        buffer = io.BytesIO()
        self.document.save(buffer)
        write_record(buffer.getvalue(), path, self.spec, self.plan.verite.pages or 1)

    # --- pages -------------------------------------------------------------------------------

    def _page(self, number: int, page: Page) -> None:
        pending = ""
        if number and "sans-saut" not in self.spec.extras:
            pending = self._leave_page(number, page)
        if "tout-en-zones" in self.spec.extras:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.page_break_before = number > 0
            self.holder = oddities.text_box(paragraph, height_cm=19)
            self._blocs(page, "")
            self.holder = self.document
            return
        self._blocs(page, pending)

    def _leave_page(self, number: int, page: Page) -> str:
        """Break as the spec says; the name of the break that the next paragraph must carry."""
        here = self.plan.pages[number - 1].partie != page.partie
        if self.spec.saut == "section" or (self.spec.annexes == "section" and here):
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
            if self.spec.extras and number % 4 == 0:
                oddities.shape_section(section, self.spec.extras, number)
            elif "paysage" in self.spec.extras or "formats" in self.spec.extras:
                self._prepare_page(section)
                section.orientation = WD_ORIENT.PORTRAIT
            return ""
        if "tout-en-zones" in self.spec.extras:
            return ""
        first = page.blocs[0].genre if page.blocs else "texte"
        in_text = self.spec.support == "texte" or first != "titre"
        if self.spec.saut in {"avant", "debut"} and in_text and first not in {"image", "entree"}:
            return self.spec.saut
        if self.spec.saut == "seul":
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            last = self.document.paragraphs[-1]
            last.add_run().add_break(WD_BREAK.PAGE)
        return ""

    def _blocs(self, page: Page, pending: str) -> None:
        toc = [bloc for bloc in page.blocs if bloc.genre == "entree"]
        for bloc in page.blocs:
            if bloc.genre == "entree":
                if bloc is toc[0]:
                    self._toc(toc, field=page.partie == "sommaire" and self.spec.sommaire == "auto")
                continue
            self._bloc(bloc, pending)
            pending = ""

    def _bloc(self, bloc: Bloc, pending: str) -> None:
        special = {
            "titre": self._heading,
            "titre-annexe": self._annex_heading,
            "sous-titre": self._titled,
            "intercalaire": self._divider,
            "couverture": self._cover_line,
            "titre-sommaire": self._list_title,
            "image": self._picture,
            "grille": self._grid,
        }.get(bloc.genre)
        if special is not None:
            special(bloc, pending)
        else:
            style = "List Bullet" if bloc.genre == "puce" else None
            self._paragraph(bloc.texte, pending, style=style)

    def _cover_line(self, bloc: Bloc, pending: str) -> None:
        paragraph = self._paragraph(bloc.texte, pending)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(24)
        self._look(paragraph, bold=True, size=self.spec.taille + 5)

    def _list_title(self, bloc: Bloc, pending: str) -> None:
        paragraph = self._paragraph(bloc.texte, pending)
        self._look(paragraph, bold=True, size=self.spec.taille + 4)

    def _picture(self, bloc: Bloc, pending: str) -> None:
        run = self._paragraph("", pending).add_run()
        run.add_picture(oddities.picture(bloc.niveau), width=Cm(10))

    def _grid(self, bloc: Bloc, _pending: str) -> None:
        names = bloc.texte.split("|")
        table = self.document.add_table(3, len(names), "Table Grid")
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        table.rows[1].cells[0].text = "Entretien du lundi"
        self.document.add_paragraph()

    def _in_one_table(self) -> None:
        """A row of 20 cm a page: two cannot stand on one page of A4, whatever the engine."""
        table = self.document.add_table(len(self.plan.pages), 1)
        for row, page in zip(table.rows, self.plan.pages, strict=True):
            oddities.exact_height(row, 20)
            self.holder = row.cells[0]
            self._blocs(page, "")
        self.holder = self.document

    # --- paragraphs --------------------------------------------------------------------------

    def _paragraph(self, text: str, pending: str = "", style: str | None = None) -> Any:
        paragraph = self.holder.add_paragraph(style=style)
        if pending == "avant":
            paragraph.paragraph_format.page_break_before = True
        elif pending == "debut":
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        if text:
            paragraph.add_run(text)
        return paragraph

    def _heading(self, bloc: Bloc, pending: str) -> None:
        holder = self.holder
        if self.spec.support == "tableau":
            self.holder = self.document.add_table(1, 1, "Table Grid").cell(0, 0)
        elif self.spec.support == "zone":
            anchor = self._paragraph("", pending)
            self.holder, pending = oddities.text_box(anchor, height_cm=1.4), ""
        paragraph = self._titled(bloc, pending)
        if "coupe" in self.spec.extras:
            oddities.cut_after_number(paragraph)
        if self.spec.support == "tableau":
            first = self.holder.paragraphs[0]._p
            first.getparent().remove(first)
        self.holder = holder
        paragraph.paragraph_format.space_before = Pt(12)

    def _titled(self, bloc: Bloc, pending: str) -> Any:
        text, level = bloc.texte, bloc.niveau
        aspect, size = self.spec.aspect, self.spec.taille
        if aspect == "styles":
            return self._paragraph(text, pending, style=f"Heading {level}")
        if aspect == "perso":
            return self._paragraph(text, pending, style=f"MonTitre{level}")
        paragraph = self._paragraph(text.upper() if aspect == "capitales" else text, pending)
        if aspect == "plan":
            oddities.outline_level(paragraph, level)
            self._look(paragraph, bold=True, size=size + 3 - level)
        elif aspect == "gras":
            more = 11 if "gros" in self.spec.extras else 5
            self._look(paragraph, bold=True, size=size + more - level)
        elif aspect == "capitales":
            self._look(paragraph, bold=level == 1)
        elif aspect == "souligne":
            self._look(paragraph, underline=True)
        return paragraph

    def _annex_heading(self, bloc: Bloc, pending: str) -> None:
        if self.spec.annexes == "tableau" and bloc.niveau == 1:
            cell = self.document.add_table(1, 1, "Table Grid").cell(0, 0)
            cell.paragraphs[0].add_run(bloc.texte).bold = True
            return
        self._titled(bloc, pending)

    def _divider(self, bloc: Bloc, pending: str) -> None:
        if self.spec.annexes == "zone":
            holder = self.holder
            self.holder = oddities.text_box(self._paragraph("", pending), height_cm=3)
            pending = ""
        paragraph = self._paragraph(bloc.texte, pending)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._look(paragraph, bold=True, size=36)
        if self.spec.annexes == "zone":
            self.holder = holder
        else:
            paragraph.paragraph_format.space_before = Pt(200)

    def _look(
        self, paragraph: Any, *, bold: bool = False, underline: bool = False, size: float = 0
    ) -> None:
        for run in paragraph.runs:
            run.bold = bold or None
            run.underline = underline or None
            if size:
                run.font.size = Pt(size)

    # --- sommaire ----------------------------------------------------------------------------

    def _toc(self, entries: list[Bloc], *, field: bool) -> None:
        if self.spec.sommaire == "tableau":
            table = self.document.add_table(len(entries), 2)
            for row, entry in zip(table.rows, entries, strict=True):
                row.cells[0].text, row.cells[1].text = entry.texte, f"p. {entry.page}"
            self.document.add_paragraph()
            return
        for rank, entry in enumerate(entries):
            paragraph = self._entry(entry, field=field)
            if field and rank == 0:
                oddities.open_field(paragraph, _TOC)
            if field and rank == len(entries) - 1:
                oddities.close_field(paragraph)

    def _entry(self, entry: Bloc, *, field: bool) -> Any:
        if self.spec.sommaire == "nu":
            return self._paragraph(entry.texte)
        if not field and self.spec.sommaire == "points":
            dots = "." * max(4, 70 - len(entry.texte))
            return self._paragraph(f"{entry.texte} {dots} {entry.page}")
        style = f"toc {entry.niveau}" if field else None
        paragraph = self._paragraph(f"{entry.texte}\t{entry.page}", style=style)
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Cm(_LINE_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        return paragraph

    # --- preparation -------------------------------------------------------------------------

    def _prepare_styles(self) -> None:
        styles = self.document.styles
        font(styles["Normal"], self.spec.police, self.spec.taille)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for level in (1, 2):
            font(styles[f"Heading {level}"], self.spec.police, self.spec.taille + 5 - 2 * level)
            own = styles.add_style(f"MonTitre{level}", WD_STYLE_TYPE.PARAGRAPH)
            own.base_style = styles["Normal"]
            own.font.bold, own.font.size = True, Pt(self.spec.taille + 5 - 2 * level)
            listed = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
            listed.base_style = styles["Normal"]
            listed.paragraph_format.space_after = Pt(1)

    def _prepare_page(self, section: Any) -> None:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.5)
        if "entete" in self.spec.extras:
            section.header.paragraphs[0].text = "Accompagnement d’une personne"
        if self.spec.numeros and section.footer.is_linked_to_previous:
            paragraph = section.footer.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            oddities.page_number(paragraph)


def font(style: Any, name: str, size: float) -> None:
    """The same face for every script of a style."""
    style.font.name, style.font.size = name, Pt(size)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        faces.set(qn(script), name)


def element(name: str, **attributes: str) -> Any:
    """A `w:` element with `w:` attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


__all__ = ["Spec", "Writer", "write"]
