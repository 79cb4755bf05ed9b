"""The paragraph and character styles that the writers use, by the names a trainer sees in Word.

Names, not ids: Word and LibreOffice rewrite the ids when they save a gabarit. Built-in names are
the English ones of the file format; a French Word shows « Titre 1 », « Corps de texte »…
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dossier_builder.errors import InputProblem, PackError
from dossier_builder.ooxml import Element, Styles, qn
from dossier_builder.render.markup import el
from dossier_builder.values import frozen

BODY = "Body Text"
QUOTE = "Quote"
SOURCE = "Source"
FIGURE = "Figure"
FIGURE_ALONE = "Figure sans légende"
CAPTION = "caption"
TABLE_CAPTION = "Légende de tableau"
TABLE = "Tableau du dossier"
TABLE_TEXT = "Texte de tableau"
TABLE_HEADER = "En-tête de tableau"
AFTER_TABLE = "Après tableau"
ANNEX_TITLE = "Titre d’annexe"
ANNEX_PAGE = "Page d’annexe"
FOOTNOTE_TEXT = "footnote text"
FOOTNOTE_REFERENCE = "footnote reference"
HYPERLINK = "Hyperlink"
SYMBOL = "Symbole"
CODE = "Code"
ANNEX_LIST = "table of figures"

SECTION_HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
ANNEX_HEADINGS = ("Intertitre d’annexe", "Intertitre d’annexe 2")
BOX_HEADINGS = ("Intertitre de boîte", "Intertitre de boîte 2")
TOC = ("toc 1", "toc 2", "toc 3")
BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
NUMBERS = ("List Number", "List Number 2", "List Number 3")
CONTINUED = ("List Continue", "List Continue 2", "List Continue 3")


@frozen
class StyleIds:
    """Style ids of a gabarit by lower-case name. Calling it with an unknown name: PackError."""

    gabarit: Path
    by_name: Mapping[str, str]

    @classmethod
    def of(cls, styles: Styles, gabarit: Path) -> StyleIds:
        """The styles of the gabarit at that path."""
        return cls(gabarit, {s.name.lower(): s.id for s in styles.by_id.values()})

    def __call__(self, name: str) -> str:
        """The id of the style of that name."""
        identifier = self.by_name.get(name.lower())
        if identifier is None:
            problem = InputProblem(
                str(self.gabarit), None, None, f"le style « {name} » manque",
                "Remettez-le dans Word (ou repartez du gabarit d’origine) : le dossier l’emploie.",
            )  # fmt: skip
            message = f"Le gabarit « {self.gabarit.name} » n’a plus le style « {name} »."
            raise PackError(message, (problem,), problem.aide)
        return identifier

    def paragraph(self, name: str, *content: Element, before: Element | None = None) -> Element:
        """A paragraph of that style; `before` is one more property, at its place."""
        return el("w:p", el("w:pPr", el("w:pStyle", val=self(name)), before), *content)

    def character(self, name: str) -> Element:
        """The run property that applies that character style."""
        return el("w:rStyle", val=self(name))


def style_of(paragraph: Element) -> str:
    """The style id that a paragraph names, "" when it names none."""
    properties = paragraph.find(qn("w:pPr"))
    named = None if properties is None else properties.find(qn("w:pStyle"))
    return "" if named is None else named.get(qn("w:val"), "")
