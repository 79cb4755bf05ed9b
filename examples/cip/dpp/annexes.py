"""Draw the PDF annex of this model dossier (needs reportlab and the Lato fonts).

    python annexes.py [FOLDER_OF_LATO_TTF]

Without a folder, the one of the PyPI package ``fontpkg-lato`` is used.
"""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

TARGET = Path(__file__).parent / "conforme" / "annexes" / "grille-analyse-poste.pdf"
TITLE = "Grille d’analyse du poste d’agent de restauration collective"
INK = HexColor("#2b2b2b")
ACCENT = HexColor("#1f4e5f")
PALE = HexColor("#e9eff1")
RULE = HexColor("#9fb1b8")

TEXT = ParagraphStyle("text", fontName="Lato", fontSize=9.5, leading=12.5, textColor=INK)
BOLD = ParagraphStyle("bold", parent=TEXT, fontName="Lato-Bold")
HEAD = ParagraphStyle("head", parent=BOLD, textColor=white)
H1 = ParagraphStyle("h1", parent=BOLD, fontSize=16, leading=20, textColor=ACCENT, spaceAfter=4)
H2 = ParagraphStyle(
    "h2", parent=BOLD, fontSize=11.5, leading=15, textColor=ACCENT, spaceBefore=11, spaceAfter=4
)
NOTE = ParagraphStyle("note", parent=TEXT, fontName="Lato-Italic", fontSize=9, leading=12)

IDENTITY = [
    ("Établissement", "Cuisine centrale, 31 salariés, 1 400 repas par jour scolaire"),
    ("Poste", "Agent de restauration collective (fiche ROME G1603)"),
    ("Contrat", "CDI, 28 heures : lundi, mardi, jeudi et vendredi, de 7 h 30 à 15 h"),
    ("Accès", "Ligne 4, arrêt à 300 m ; premier bus utile à 6 h 52, arrivée à 7 h 18"),
    ("Rattachement", "Responsable de production ; tutrice désignée pendant deux mois"),
    ("Observation", "19 janvier 2027, de 8 h à 9 h et de 13 h à 14 h, sur le poste tenu"),
]

TASKS = [
    ("Horaire", "Activité observée", "Ce qu’elle demande", "Pénibilité relevée"),
    (
        "7 h 30 – 10 h",
        "Préparation froide : laver, tailler, assembler, peser",
        "Lire une fiche recette, régler une trancheuse, compter par lots de dix",
        "Froid (10 °C), debout, gestes répétés",
    ),
    (
        "10 h – 12 h",
        "Mise en barquettes et étiquetage à la chaîne",
        "Tenir une cadence à quatre, signaler un écart, relever une température",
        "Debout par séquences de 50 minutes, bruit",
    ),
    (
        "12 h – 12 h 30",
        "Pause repas prise sur place",
        "Aucune exigence",
        "Aucune",
    ),
    (
        "12 h 30 – 14 h 30",
        "Plonge : retour des bacs, lavage, rangement",
        "Ranger selon un plan, doser les produits, travailler à deux",
        "Bacs de 6 à 9 kg, sol humide, chaleur",
    ),
    (
        "14 h 30 – 15 h",
        "Nettoyage du poste, relevés, tri des déchets",
        "Compléter un relevé de températures, trier les biodéchets",
        "Produits d’entretien, gants obligatoires",
    ),
]

CRITERIA = [
    ("Demande initiale", "Question posée", "Réponse par le travail", "Suite donnée"),
    (
        "« Jeune et dynamique »",
        "Que fait-on debout, combien de temps ?",
        "Séquences de 50 minutes, deux pauses assises",
        "Critère : tenir ce rythme. L’âge est écarté",
    ),
    (
        "« Qui habite à côté »",
        "De quel retard avez-vous souffert ?",
        "Deux retards en hiver, bus manqué",
        "Critère : être présent à 7 h 30. Le lieu de résidence est écarté",
    ),
    (
        "« Niveau bac »",
        "Que faut-il lire et écrire ?",
        "Une fiche recette, un relevé de températures",
        "Critère : lire et compléter ces deux écrits. Le diplôme est écarté",
    ),
    (
        "« Deux ans d’expérience »",
        "Qu’apprend-on ici, en combien de jours ?",
        "Règles d’hygiène en deux jours, cadence en trois semaines",
        "Souhaité, non exigé : l’expérience s’acquiert au poste",
    ),
]

RISKS = [
    ("Risque", "Prévention en place", "À prévoir pour l’accueil"),
    (
        "Glissade à la plonge",
        "Chaussures fournies, raclage toutes les heures",
        "Remise des chaussures avant le premier jour",
    ),
    (
        "Port de charges",
        "Consigne « pas plus de 10 kg seul »",
        "Chariot à niveau constant, plonge à deux",
    ),
    (
        "Coupure à la trancheuse",
        "Carter et gant de protection",
        "Formation au poste avant toute utilisation",
    ),
    (
        "Froid",
        "Veste fournie, rotation toutes les deux heures",
        "Essai des tailles, rotation affichée",
    ),
]

PLAN = [
    ("Date", "Point de suivi", "Avec qui"),
    ("1er février", "Visite des locaux, équipement, règles d’hygiène", "Responsable, tutrice"),
    ("2 février", "Premier point : consignes, horaires, questions", "Salariée, tutrice, PLIE"),
    ("4 février", "Entretien à trois : rythme, place dans l’équipe", "Salariée, responsable, PLIE"),
    ("19 février", "Repère de cadence, utilité du chariot", "Salariée, responsable, PLIE"),
    ("Mi-mars", "Bilan avant la fin de la période d’essai (31 mars)", "Les mêmes"),
]


def grid(rows: list[list[str]], widths: tuple[float, ...], *, header: bool = True) -> Table:
    """Lay out rows of text as a ruled table, the first one as its header."""
    body = [
        [Paragraph(text, HEAD if header and n == 0 else TEXT) for text in row]
        for n, row in enumerate(rows)
    ]
    style = [
        ("FONTNAME", (0, 0), (-1, -1), "Lato"),
        ("GRID", (0, 0), (-1, -1), 0.5, RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    if header:
        style.append(("BACKGROUND", (0, 0), (-1, 0), ACCENT))
        style.append(("ROWBACKGROUNDS", (0, 1), (-1, -1), [white, PALE]))
    else:
        style.append(("BACKGROUND", (0, 0), (0, -1), PALE))
    return Table(
        body,
        colWidths=[width * cm for width in widths],
        style=TableStyle(style),
        repeatRows=1 if header else 0,
    )


def section(title: str, *flowables: Flowable) -> KeepTogether:
    """Keep a heading with what it introduces."""
    return KeepTogether([Paragraph(title, H2), *flowables])


def no_breaks(text: str) -> str:
    """Put no-break spaces where French typography wants them."""
    text = re.sub(r" (?=[»:;?])|(?<=«) ", "\u00a0", text)
    text = re.sub(r"(?<=\d) (?=(?:h|kg|m|°C)\b|\d)", "\u00a0", text)
    return re.sub(r"(?<=\u00a0h) (?=\d\d\b)", "\u00a0", text)


def prepared(rows: list[tuple[str, ...]]) -> list[list[str]]:
    """Apply no_breaks to every cell."""
    return [[no_breaks(cell) for cell in row] for row in rows]


def footer(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """Print the title and the page number at the foot of a page."""
    canvas.saveState()
    canvas.setFont("Lato", 8.5)
    canvas.setFillColor(INK)
    canvas.drawString(2 * cm, 1.2 * cm, TITLE)
    canvas.drawRightString(A4[0] - 2 * cm, 1.2 * cm, f"{document.page}")
    canvas.restoreState()


def story() -> list[Flowable]:
    """Return the content of the annex."""
    return [
        Paragraph(TITLE, H1),
        Paragraph(
            no_breaks(
                "Grille renseignée sur place le 19 janvier 2027, partie 6 ajoutée le 1er février."
                " Établissement et chiffres fictifs. Aucune donnée sur les candidats."
            ),
            NOTE,
        ),
        section("1. Le poste", grid(prepared(IDENTITY), (3.2, 13.8), header=False)),
        section("2. La journée de travail", grid(prepared(TASKS), (3.1, 4.7, 5.0, 4.2))),
        section(
            "3. De la demande aux critères",
            grid(prepared(CRITERIA), (3.4, 4.2, 4.6, 4.8)),
            Spacer(1, 4),
            Paragraph(
                "Repères : articles L. 1132-1 (motifs de discrimination) et L. 1221-6 (lien direct"
                " et nécessaire avec l’emploi) du Code du travail.",
                NOTE,
            ),
        ),
        section("4. Risques et prévention", grid(prepared(RISKS), (3.6, 6.4, 7.0))),
        section(
            "5. Critères de l’offre réécrite",
            Paragraph(
                no_breaks(
                    "<b>Exigés :</b> être présent à 7 h 30 quatre jours par semaine ; travailler"
                    " debout par séquences de 50 minutes ; lire une fiche recette et compléter un"
                    " relevé ; appliquer des règles d’hygiène et travailler en équipe."
                ),
                TEXT,
            ),
            Paragraph(
                no_breaks(
                    "<b>Souhaités :</b> une première expérience de cuisine ou de nettoyage, y"
                    " compris bénévole ou familiale."
                ),
                TEXT,
            ),
            Paragraph(
                no_breaks(
                    "<b>Appris au poste :</b> réglage de la trancheuse, cadence de la chaîne, plan"
                    " de rangement, tri des biodéchets (ajout du responsable)."
                ),
                TEXT,
            ),
        ),
        section("6. Plan d’intégration", grid(prepared(PLAN), (2.6, 9.0, 5.4))),
    ]


def main() -> None:
    """Write the PDF file."""
    if len(sys.argv) > 1:
        fonts = Path(sys.argv[1])
    else:
        spec = find_spec("fontpkg_lato")
        if spec is None or spec.origin is None:
            sys.exit("Lato not found: give the folder that holds Lato-Regular.ttf")
        fonts = Path(spec.origin).parent / "files"
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        name = "Lato" if style == "Regular" else f"Lato-{style}"
        pdfmetrics.registerFont(TTFont(name, fonts / f"Lato-{style}.ttf"))
    pdfmetrics.registerFontFamily(
        "Lato", normal="Lato", bold="Lato-Bold", italic="Lato-Italic", boldItalic="Lato-BoldItalic"
    )
    document = SimpleDocTemplate(
        str(TARGET),
        pagesize=A4,
        leftMargin=2 * cm,
        rightMargin=2 * cm,
        topMargin=1.8 * cm,
        bottomMargin=2 * cm,
        title=TITLE,
        author="Dossier modèle",
        lang="fr-FR",
        initialFontName="Lato",  # else Helvetica is declared and not embedded
        invariant=1,
    )
    document.build(story(), onFirstPage=footer, onLaterPages=footer)


if __name__ == "__main__":
    main()
