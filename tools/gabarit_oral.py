"""The gabarits of an oral test: the sheet of likely questions, the grid of a mock exam.

Used by construire_gabarits.py. Styles and cell colours are for a centre to restyle in Word.
"""

from __future__ import annotations

from gabarit_styles import Palette, run, spacing, style
from gabarit_xml import cell, field, paragraph, row, table, tag, text

SHEET = 9866  # A4 less twice 1.8 cm
GRID = 14570  # A4 turned, less twice 2 cm
_PAGES = 1500
_MINUTES, _COMPETENCE, _WHERE = 1150, 950, 1450
_HEARD = 5400
_NOTES = GRID - _MINUTES - _COMPETENCE - _WHERE - _HEARD
_ROOM = 1100


def sheet() -> str:
    """Who and what, the questions on the whole, then each competence with its own."""
    asked = (
        tag("%p if generales")
        + paragraph("OralCompetence", "Sur l’ensemble")
        + tag("%p endif")
        + tag("%p if generales")
        + _questions("generales")
        + tag("%p endif")
    )
    each = (
        tag("%p for competence in competences")
        + paragraph(
            "OralCompetence",
            text("Compétence {{ competence.numero }} – {{ competence.intitule }}"),
        )
        + paragraph("OralOu", text("Dans votre dossier : {{ competence.pages }}"))
        + _questions("competence.questions")
        + tag("%p endfor")
    )
    return (
        _head(SHEET, "QUESTIONS PROBABLES")
        + paragraph("OralNature", "{{ nature }} (D’après : {{ source }}.)")
        + asked
        + each
        + _section(turned=False)
    )


def _questions(name: str) -> str:
    width = SHEET - _PAGES
    question = (
        paragraph("OralQuestion", "{{ question.question }}")
        + tag("%p if question.attendu")
        + paragraph("OralAttendu", text("On attend : {{ question.attendu }}"))
        + tag("%p endif")
        + paragraph("OralReponse", text("Ma réponse :"))
    )
    rows = (
        _tag_row(f"%tr for question in {name}", SHEET, 2)
        + row(
            cell(width, question) + cell(_PAGES, paragraph("OralPages", "{{ question.pages }}")),
            whole=True,
        )
        + _tag_row("%tr endfor", SHEET, 2)
    )
    made = table(
        [width, _PAGES], rows, borders=("top", "insideH", "bottom"), padding=(60, 80, 60, 80)
    )
    return made + paragraph("OralEspace")


def grid() -> str:
    """The presentation part by part, the questions competence by competence, what was agreed."""
    return (
        _head(GRID, "GRILLE D’ENTRAÎNEMENT DU JURY")
        + paragraph("OralNature", "{{ nature }} (Questions : {{ source }}.)")
        + tag("%p if presentation")
        + paragraph("OralCompetence", "Présentation")
        + tag("%p endif")
        + tag("%p if presentation")
        + _rows("presentation", "Partie présentée")
        + tag("%p endif")
        + paragraph("OralCompetence", "Entretien")
        + _rows("entretien", "Compétence et questions")
        + _outcome()
        + _section(turned=True)
    )


def _rows(name: str, heard: str) -> str:
    widths = [_MINUTES, _COMPETENCE, _HEARD, _WHERE, _NOTES]
    titles = ("Temps", "Comp.", heard, "Pages", "Notes du jury : faits entendus")
    head = row(
        "".join(
            cell(width, paragraph("OralTitreColonne", title), fill="SOFT")
            for width, title in zip(widths, titles, strict=True)
        ),
        whole=True,
        header=True,
    )
    said = (
        paragraph("OralQuestion", "{{ ligne.intitule }}")
        + tag("%p for question in ligne.questions")
        + paragraph("OralAttendu", text("{{ question }}"))
        + tag("%p endfor")
    )
    line = row(
        cell(_MINUTES, paragraph("OralPages", "{{ ligne.minutes }}"))
        + cell(_COMPETENCE, paragraph("OralPages", "{{ ligne.competence }}"))
        + cell(_HEARD, said)
        + cell(_WHERE, paragraph("OralPages", "{{ ligne.pages }}"))
        + cell(_NOTES, paragraph("OralPages")),
        whole=True,
        height=_ROOM,
    )
    rows = (
        head
        + _tag_row(f"%tr for ligne in {name}", GRID, 5)
        + line
        + _tag_row("%tr endfor", GRID, 5)
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return table(widths, rows, borders=sides, padding=(50, 90, 50, 90)) + paragraph("OralEspace")


def _outcome() -> str:
    half = GRID // 2
    boxes = row(
        cell(half, paragraph("OralBilan", "Points d’appui") + paragraph("OralEspace") * 4)
        + cell(
            GRID - half,
            paragraph("OralBilan", "À travailler avant la session") + paragraph("OralEspace") * 4,
        ),
        whole=True,
        height=1500,
    )
    names = row(
        cell(half, paragraph("OralBilan", "Jury d’entraînement (noms)"))
        + cell(GRID - half, paragraph("OralBilan", "Date et signature")),
        whole=True,
        height=800,
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return table([half, GRID - half], boxes + names, borders=sides, padding=(60, 100, 60, 100))


def _head(width: int, title: str) -> str:
    left = width * 6 // 10
    who = (
        paragraph("OralTitre", title)
        + paragraph("OralNom", "{{ candidat }}")
        + paragraph("OralContexte", "{{ epreuve }}")
    )
    what = (
        tag("%p if dossier")
        + paragraph("OralContexteDroite", "{{ dossier }}")
        + tag("%p endif")
        + tag("%p if session")
        + paragraph("OralContexteDroite", "{{ session }}")
        + tag("%p endif")
        + paragraph("OralContexteDroite", "Établi le {{ date }}")
    )
    return (
        table(
            [left, width - left],
            row(
                cell(left, who, fill="ACCENT", align="center")
                + cell(width - left, what, fill="ACCENT", align="center"),
                whole=True,
            ),
            padding=(140, 220, 140, 220),
        )
        + tag("%p for duree in durees")
        + paragraph("OralDuree", "{{ duree }}")
        + tag("%p endfor")
    )


def _tag_row(name: str, width: int, span: int) -> str:
    return row(cell(width, tag(name), span=span))


def footer() -> str:
    """Who, and the page."""
    return paragraph(
        "OralPied",
        text("{{ candidat }} – {{ epreuve }}") + "<w:r><w:tab/></w:r>" + text("page ")
        + field("PAGE", "1") + text(" sur ") + field("NUMPAGES", "1"),
    )  # fmt: skip


def _section(*, turned: bool) -> str:
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        if turned
        else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    side = 1134 if turned else 1020
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>'
        f'{size}<w:pgMar w:top="{side - 100}" w:right="{side}" w:bottom="{side}" w:left="{side}" '
        'w:header="510" w:footer="510" w:gutter="0"/></w:sectPr>'
    )


def specific_styles(palette: Palette, width: int) -> str:
    """The styles of both papers."""
    accent, grey = palette.accent, palette.grey
    keep = "<w:keepNext/>"
    right = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return (
        style("OralTitre", "Oral titre", spacing(0, 40), run(17, palette.line, bold=True, wide=30))
        + style("OralNom", "Oral nom", spacing(), run(32, "FFFFFF", bold=True))
        + style("OralContexte", "Oral contexte", spacing(20, 0), run(20, "FFFFFF"))
        + style("OralContexteDroite", "Oral contexte à droite",
                f'{spacing(0, 20)}<w:jc w:val="right"/>', run(19, "FFFFFF"))
        + style("OralDuree", "Oral durée", spacing(60, 0), run(20, palette.text, bold=True))
        + style("OralNature", "Oral nature", spacing(100, 120, 252), run(19, grey))
        + style("OralCompetence", "Oral compétence", keep + spacing(200, 40),
                run(24, accent, bold=True))
        + style("OralOu", "Oral où", keep + spacing(0, 60), run(20, palette.text, bold=True))
        + style("OralQuestion", "Oral question", f"{keep}{spacing(20, 20, 252)}",
                run(21, bold=True))
        + style("OralAttendu", "Oral attendu", spacing(0, 20, 252), run(19, grey))
        + style("OralReponse", "Oral réponse", spacing(20, 400), run(18, grey, italic=True))
        + style("OralPages", "Oral pages", spacing(20, 20), run(20, palette.text))
        + style("OralTitreColonne", "Oral titre de colonne", keep + spacing(20, 20),
                run(19, accent, bold=True))
        + style("OralBilan", "Oral bilan", spacing(20, 20), run(20, accent, bold=True))
        + style("OralEspace", "Oral espace", spacing(0, 0, 120, "exact"), run(8), quick=False)
        + style("OralPied", "Oral pied", right + spacing(), run(16, grey))
    )  # fmt: skip
