"""Draw the figures and build the produced annexes of the model dossier cip/ccp2.

Run with ``python figures.py`` (needs matplotlib, pillow, reportlab, python-docx and
font-lato, which carries the font of the dossier).
"""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import font_lato
import matplotlib

matplotlib.use("Agg")

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from matplotlib import font_manager
from matplotlib.patches import FancyBboxPatch, Patch
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

HERE = Path(__file__).resolve().parent
IMAGES = HERE / "conforme" / "images"
ANNEXES = HERE / "conforme" / "annexes"
DPI = 200
CM = 1 / 2.54

DARK = "#1F3F66"
MID = "#6F9BC4"
LIGHT = "#D9E2EC"
ACCENT = "#B4531F"
GREY = "#5A6470"


def register_fonts() -> dict[str, str]:
    """Give Lato to matplotlib and return the font files for the PDF."""
    files = {
        "regular": font_lato.font_files["Lato"],
        "bold": font_lato.font_files["LatoBold"],
        "italic": font_lato.font_files["LatoItalic"],
    }
    for path in files.values():
        font_manager.fontManager.addfont(path)
    plt.rcParams["font.family"] = "Lato"
    plt.rcParams["font.size"] = 10
    return files


def save(fig: plt.Figure, path: Path, ncolors: int = 48) -> None:
    """Write the figure as a small palette PNG at 200 dpi."""
    buffer = io.BytesIO()
    fig.savefig(buffer, dpi=DPI, facecolor="white")
    plt.close(fig)
    buffer.seek(0)
    image = Image.open(buffer).convert("RGB")
    image = image.quantize(colors=ncolors, dither=Image.Dither.NONE)
    image.save(path, optimize=True, dpi=(DPI, DPI))


def glue(text: str) -> str:
    """Put the no-break spaces of French typography."""
    for sign in ":;!?»":
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("« ", "«\u00a0").replace(" min", "\u00a0min").replace("M. K", "M.\u00a0K")


def bare(ax: plt.Axes, *sides: str) -> None:
    """Hide the named sides of the frame and the tick marks."""
    for side in sides:
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0)


def figure_bmo() -> None:
    """Recruitment projects of the basin, with the part said to be difficult."""
    rows = [
        ("Aides à domicile", 270, 81),
        ("Aides-soignants", 188, 79),
        ("Employés de restauration", 165, 50),
        ("Vendeurs", 158, 34),
        ("Conducteurs de transport en commun", 71, 83),
        ("Secrétaires médicaux", 64, 69),
        ("Agents d’accueil", 52, 23),
    ][::-1]
    fig, ax = plt.subplots(figsize=(16 * CM, 7.6 * CM))
    names = [r[0] for r in rows]
    hard = [round(r[1] * r[2] / 100) for r in rows]
    rest = [r[1] - h for r, h in zip(rows, hard, strict=True)]
    ax.barh(names, hard, color=DARK, height=0.62, label="Jugés difficiles")
    ax.barh(
        names,
        rest,
        left=hard,
        color=LIGHT,
        edgecolor=GREY,
        linewidth=0.6,
        height=0.62,
        hatch="///",
        label="Autres projets",
    )
    for y, (_, total, share) in enumerate(rows):
        ax.text(total + 4, y, f"{total} – {share} %", va="center", fontsize=9.5)
    ax.set_xlim(0, 330)
    ax.set_xlabel("Nombre de projets – part jugée difficile", color=GREY, fontsize=9.5)
    ax.xaxis.set_ticks(range(0, 301, 50))
    ax.grid(axis="x", color="#E3E6EA", linewidth=0.7)
    ax.set_axisbelow(True)
    bare(ax, "top", "right", "left")
    ax.legend(frameon=False, loc="lower right", fontsize=9.5)
    fig.tight_layout(pad=0.4)
    save(fig, IMAGES / "bmo.png")


def figure_path() -> None:
    """The path of the person from October 2026 to May 2027, in five lanes."""
    lanes = ["Formation, emploi", "Garde, mobilité, santé", "Immersions", "Atelier", "Entretiens"]
    fig, ax = plt.subplots(figsize=(16 * CM, 8.4 * CM))
    for y in range(len(lanes)):
        ax.axhspan(y - 0.5, y + 0.5, color="#F4F6F8" if y % 2 == 0 else "white", zorder=0)

    meetings = [
        date(2026, 10, 13),
        date(2026, 11, 19),
        date(2026, 11, 26),
        date(2026, 12, 10),
        date(2026, 12, 18),
        date(2027, 1, 8),
        date(2027, 1, 22),
        date(2027, 2, 5),
        date(2027, 2, 19),
    ]
    ax.plot(meetings, [4] * len(meetings), "o", color=DARK, markersize=6, zorder=3)
    ax.text(date(2026, 10, 13), 4.2, "diagnostic", fontsize=9, ha="center", va="bottom")
    ax.text(date(2026, 11, 19), 4.2, "contrat", fontsize=9, ha="center", va="bottom")
    ax.text(date(2027, 1, 4), 4.2, "avenant 1", fontsize=9, ha="center", va="bottom")
    ax.text(date(2027, 2, 20), 4.2, "avenant 2", fontsize=9, ha="right", va="bottom")
    ax.plot([date(2026, 12, 8)], [3], "D", color=DARK, markersize=7, zorder=3)
    ax.text(date(2026, 12, 13), 3, "8 décembre", fontsize=9, va="center")

    def bar(lane: float, start: date, end: date, text: str, **style: object) -> None:
        width = mdates.date2num(end) - mdates.date2num(start)
        look: dict = {"color": MID, "height": 0.34, "zorder": 2} | style
        ax.barh(lane, width, left=mdates.date2num(start), **look)
        if text:
            middle = mdates.date2num(start) + width / 2
            ax.text(middle, lane - 0.22, text, fontsize=9, ha="center", va="top")

    bar(2.12, date(2026, 11, 30), date(2026, 12, 5), "aide à domicile")
    bar(2.12, date(2027, 1, 11), date(2027, 1, 27), "maison de santé")
    planned = {"color": "white", "edgecolor": DARK, "hatch": "////", "linewidth": 0.9}
    bar(0.12, date(2027, 3, 8), date(2027, 5, 21), "POEI prévue, 280 heures", **planned)
    ax.plot([date(2027, 5, 24)], [0.12], ">", color=DARK, markersize=7, zorder=3)

    thin = {"height": 0.17}
    bar(1.3, date(2026, 11, 24), date(2027, 1, 11), "", color=MID, **thin)
    bar(1.3, date(2027, 1, 11), date(2027, 5, 24), "", color=DARK, **thin)
    bar(1.0, date(2026, 11, 19), date(2027, 1, 11), "", color=MID, **thin)
    bar(1.0, date(2027, 1, 11), date(2027, 3, 11), "", color=DARK, **thin)
    bar(0.7, date(2026, 12, 15), date(2027, 5, 24), "", color=MID, **thin)
    label = {"fontsize": 9, "ha": "right", "va": "center"}
    ax.text(date(2026, 11, 16), 1.3, "garde", **label)
    ax.text(date(2026, 11, 16), 1.0, "véhicule", **label)
    ax.text(date(2026, 12, 12), 0.7, "MDPH", **label)

    troubles = [
        (date(2026, 12, 2), 2.12),
        (date(2026, 12, 7), 3.7),
        (date(2027, 1, 14), 2.12),
        (date(2027, 2, 1), 0.12),
    ]
    for day, lane in troubles:
        ax.plot([day], [lane], "X", color=ACCENT, markeredgecolor="white", markersize=9, zorder=4)
    ax.text(date(2027, 1, 28), 0.12, "refus", fontsize=9, ha="right", va="center")

    ax.axvline(date(2027, 2, 22), color=GREY, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    ax.text(date(2027, 2, 24), 3, "date du dossier", fontsize=9, color=GREY, va="center")
    ax.set_yticks(range(len(lanes)), lanes)
    ax.set_ylim(-0.5, 4.62)
    ax.set_xlim(date(2026, 10, 1), date(2027, 5, 31))
    months = ["oct.", "nov.", "déc.", "janv.", "févr.", "mars", "avril", "mai"]
    starts = [date(2026, m, 1) for m in (10, 11, 12)] + [date(2027, m, 1) for m in range(1, 6)]
    ax.set_xticks([mdates.date2num(s) + 15 for s in starts], months)
    for start in starts[1:]:
        ax.axvline(start, color="#DDE1E6", linewidth=0.7, zorder=1)
    bare(ax, "top", "right", "left")
    handles = [
        plt.Line2D([], [], marker="X", color=ACCENT, linestyle="", markersize=8, label="imprévu"),
        Patch(color=MID, label="démarche ou immersion"),
        Patch(color=DARK, label="solution en place"),
        Patch(facecolor="white", edgecolor=DARK, hatch="////", label="prévu"),
    ]
    fig.legend(
        handles=handles,
        frameon=False,
        ncols=4,
        loc="lower center",
        fontsize=9,
        handletextpad=0.5,
        columnspacing=1.6,
    )
    fig.tight_layout(pad=0.4, rect=(0, 0.08, 1, 1))
    save(fig, IMAGES / "parcours.png")


def figure_positions() -> None:
    """Self-assessment at two dates, as linked points."""
    rows = [
        ("Garde des enfants", 2, 6),
        ("Mobilité", 3, 6),
        ("Confiance dans ma santé au travail", 6, 5),
        ("Connaissance du métier visé", 3, 8),
        ("Parler de mes compétences", 2, 7),
        ("Soutiens autour de moi", 4, 7),
    ][::-1]
    fig, ax = plt.subplots(figsize=(16 * CM, 7 * CM))
    for y, (_, before, after) in enumerate(rows):
        ax.plot([before, after], [y, y], color="#B8C2CC", linewidth=3, zorder=1)
        ax.plot(
            [before],
            [y],
            "o",
            markersize=9,
            markerfacecolor="white",
            markeredgecolor=DARK,
            markeredgewidth=1.6,
            zorder=2,
        )
        ax.plot([after], [y], "o", markersize=10, color=DARK, zorder=2)
        left, right = min(before, after), max(before, after)
        ax.text(left - 0.28, y, str(left), ha="right", va="center", fontsize=9.5)
        ax.text(right + 0.28, y, str(right), ha="left", va="center", fontsize=9.5)
    ax.set_yticks(range(len(rows)), [r[0] for r in rows])
    ax.set_xlim(0, 10)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xticks(range(0, 11, 2))
    ax.grid(axis="x", color="#E3E6EA", linewidth=0.7)
    ax.set_axisbelow(True)
    bare(ax, "top", "right", "left")
    handles = [
        plt.Line2D(
            [],
            [],
            marker="o",
            linestyle="",
            markersize=8,
            markerfacecolor="white",
            markeredgecolor=DARK,
            markeredgewidth=1.6,
            label="19 novembre 2026",
        ),
        plt.Line2D(
            [], [], marker="o", linestyle="", markersize=8, color=DARK, label="19 février 2027"
        ),
    ]
    fig.legend(handles=handles, frameon=False, ncols=2, loc="lower center", fontsize=9.5)
    fig.tight_layout(pad=0.4, rect=(0, 0.1, 1, 1))
    save(fig, IMAGES / "positionnement.png")


def figure_survey() -> None:
    """Answers of the eight participants, as stacked bars."""
    rows = [
        ("Les objectifs étaient clairs", (6, 2, 0, 0)),
        ("Le rythme me convenait", (3, 3, 2, 0)),
        ("J’ai osé prendre la parole", (4, 3, 1, 0)),
        ("Je sais dire trois compétences", (5, 2, 1, 0)),
        ("Le témoignage m’a été utile", (6, 2, 0, 0)),
        ("Je sais quelle démarche faire ensuite", (2, 4, 2, 0)),
    ][::-1]
    looks = [
        ("Tout à fait", {"color": DARK}, "white"),
        ("Plutôt", {"color": MID}, "black"),
        ("Plutôt pas", {"color": "white", "edgecolor": GREY, "hatch": "///"}, "black"),
    ]
    fig, ax = plt.subplots(figsize=(16 * CM, 6.8 * CM))
    names = [r[0] for r in rows]
    left = [0] * len(rows)
    for i, (name, look, ink) in enumerate(looks):
        values = [r[1][i] for r in rows]
        shown = [y for y, value in enumerate(values) if value]
        ax.barh(
            shown,
            [values[y] for y in shown],
            left=[left[y] for y in shown],
            height=0.62,
            label=name,
            linewidth=0.8,
            **look,
        )
        for y, (start, value) in enumerate(zip(left, values, strict=True)):
            if value:
                box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2} if i == 2 else None
                ax.text(
                    start + value / 2,
                    y,
                    str(value),
                    ha="center",
                    va="center",
                    color=ink,
                    fontsize=9.5,
                    bbox=box,
                )
        left = [a + b for a, b in zip(left, values, strict=True)]
    ax.set_yticks(range(len(rows)), names)
    ax.set_xlim(0, 8.05)
    ax.set_xticks([])
    bare(ax, "top", "right", "left", "bottom")
    fig.legend(
        *ax.get_legend_handles_labels(), frameon=False, ncols=3, loc="lower center", fontsize=9.5
    )
    fig.tight_layout(pad=0.4, rect=(0, 0.1, 1, 1))
    save(fig, IMAGES / "questionnaire.png")


def poster() -> None:
    """The A4 poster of the workshop."""
    fig = plt.figure(figsize=(21 * CM, 29.7 * CM))
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, 210)
    ax.set_ylim(0, 297)
    ax.axis("off")
    ax.add_patch(plt.Rectangle((0, 205), 210, 92, color=DARK))
    ax.text(18, 281, "ATELIER DU PLIE DE VALFICTIVE", color="white", fontsize=15)
    ax.text(
        18,
        266,
        "Valoriser ses compétences\nautrement que par le CV",
        color="white",
        fontsize=32,
        weight="bold",
        va="top",
        linespacing=1.25,
    )
    ax.text(
        18,
        221,
        "« Moi, je ne sais rien faire de spécial. » Et si l’on regardait de plus près ?",
        color="white",
        fontsize=14.5,
        style="italic",
        va="center",
    )

    cards = ["écouter", "calmer quelqu’un", "tenir un budget", "réparer", "coordonner"]
    widths = [27, 44, 40, 26, 35]
    x = 18.6
    for text, width in zip(cards, widths, strict=True):
        ax.add_patch(
            FancyBboxPatch(
                (x, 184),
                width - 4,
                11,
                boxstyle="round,pad=0.6,rounding_size=2.5",
                facecolor=LIGHT,
                edgecolor=DARK,
                linewidth=1,
            )
        )
        ax.text(x + (width - 4) / 2, 189.4, text, ha="center", va="center", fontsize=13.5)
        x += width + 0.6

    ax.text(18, 168, "En une matinée, vous repartirez avec :", fontsize=19, weight="bold")
    lines = [
        "trois choses que vous savez faire, et la preuve que vous savez les faire",
        "deux minutes pour en parler à un employeur, sans réciter",
        "une prochaine étape à vous, avec une date",
    ]
    for i, line in enumerate(lines):
        y = 153 - i * 12
        ax.add_patch(plt.Rectangle((18, y - 1.2), 4, 4, color=ACCENT))
        ax.text(27, y + 0.8, line, fontsize=15.5, va="center")
    ax.text(
        18,
        113,
        "Une employeuse du secteur de l’aide à domicile répondra à vos questions.",
        fontsize=14.5,
        va="center",
        color=GREY,
    )

    ax.add_patch(
        FancyBboxPatch(
            (18, 48),
            174,
            54,
            boxstyle="round,pad=0.5,rounding_size=3",
            facecolor="white",
            edgecolor=DARK,
            linewidth=2,
        )
    )
    ax.text(26, 90, "Mardi 8 décembre 2026", fontsize=24, weight="bold", va="center", color=DARK)
    ax.text(26, 76.5, "de 9 h 15 à 12 h", fontsize=20, va="center")
    ax.text(
        26, 63.5, "Mission locale de Valfictive, salle du rez-de-chaussée", fontsize=16, va="center"
    )
    ax.text(
        26,
        54,
        "Accès de plain-pied, boucle magnétique à l’accueil",
        fontsize=13.5,
        va="center",
        color=GREY,
    )

    ax.text(
        18,
        36.5,
        "Dix places. Inscription auprès de votre référent de parcours.",
        fontsize=16,
        weight="bold",
        va="center",
    )
    ax.text(
        18,
        26,
        "Trajet, garde, lecture difficile : dites-le-nous, on s’organise ensemble.",
        fontsize=14.5,
        va="center",
    )
    ax.add_patch(plt.Rectangle((0, 0), 210, 14, color=LIGHT))
    ax.text(
        105,
        7,
        "Pôle Adultes – PLIE cofinancé par l’Union européenne (FSE+)",
        fontsize=12,
        ha="center",
        va="center",
    )
    save(fig, ANNEXES / "affiche.png", ncolors=32)


def guide(files: dict[str, str]) -> None:
    """The two-page facilitation guide (PDF)."""
    pdfmetrics.registerFont(TTFont("Body", files["regular"]))
    pdfmetrics.registerFont(TTFont("Body-Bold", files["bold"]))
    pdfmetrics.registerFont(TTFont("Body-Italic", files["italic"]))
    pdfmetrics.registerFontFamily("Body", normal="Body", bold="Body-Bold", italic="Body-Italic")
    text = ParagraphStyle("text", fontName="Body", fontSize=10.5, leading=14.2, alignment=TA_LEFT)
    cell = ParagraphStyle("cell", parent=text, fontSize=10, leading=12.8)
    head = ParagraphStyle("head", parent=cell, fontName="Body-Bold", textColor=colors.white)
    title = ParagraphStyle(
        "title", parent=text, fontName="Body-Bold", fontSize=16, leading=20, textColor=DARK
    )
    sub = ParagraphStyle("sub", parent=text, textColor=GREY, spaceAfter=6)
    h2 = ParagraphStyle(
        "h2",
        parent=text,
        fontName="Body-Bold",
        fontSize=12.5,
        leading=16,
        spaceBefore=10,
        spaceAfter=4,
        keepWithNext=1,
        textColor=DARK,
    )

    def bullets(items: list[str]) -> ListFlowable:
        return ListFlowable(
            [ListItem(Paragraph(glue(item), text), leftIndent=12) for item in items],
            bulletType="bullet",
            bulletFontName="Body",
            bulletFontSize=8,
            start="•",
            leftIndent=12,
        )

    def grid(rows: list[list[str]], widths: list[float]) -> Table:
        data = [[Paragraph(glue(c), head) for c in rows[0]]]
        data += [[Paragraph(glue(c), cell) for c in row] for row in rows[1:]]
        table = Table(data, colWidths=[w * cm for w in widths], repeatRows=1)
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(DARK)),
                    ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#AEB7C1")),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    (
                        "ROWBACKGROUNDS",
                        (0, 1),
                        (-1, -1),
                        [colors.white, colors.HexColor("#F4F6F8")],
                    ),
                    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
                ]
            )
        )
        return table

    story = [
        Paragraph("Guide d’animation", title),
        Paragraph(
            "Atelier « Valoriser ses compétences autrement que par le CV » – PLIE de Valfictive, "
            "version 2 du 11 janvier 2027, corrigée après la séance du 8 décembre 2026",
            sub,
        ),
        Paragraph("L’essentiel", h2),
        bullets(
            [
                "<b>Public :</b> six à dix adultes volontaires, deux ans d’interruption ou plus, "
                "tous projets. Lecture non exigée.",
                "<b>Durée :</b> 2 h 45, après l’heure d’entrée à l’école. Pause comprise.",
                "<b>À la fin, chacun sait :</b> relever trois compétences ; appuyer l’une d’elles "
                "sur une preuve ; la présenter en deux minutes ; choisir une démarche et sa date.",
                "<b>Encadrement :</b> une personne anime, une autre observe et peut accueillir "
                "quelqu’un qui a besoin de sortir.",
                "<b>Matériel :</b> 48 cartes, cartes vierges (quatre par personne), affiche SAR, "
                "grilles d’écoute, cartes « mon prochain pas », tableau de papier, collation.",
            ]
        ),
        Paragraph("Déroulé et consignes à dire", h2),
        grid(
            [
                ["Durée", "Séquence", "Ce que je dis", "Points de vigilance"],
                [
                    "15 min",
                    "Accueil",
                    "« Prenez un café, écrivez le prénom que vous voulez entendre. »",
                    "Émarger en tête-à-tête. Annoncer d’emblée la venue d’un employeur.",
                ],
                [
                    "15 min",
                    "Cadre, objet",
                    "« Choisissez un objet que vous avez sur vous et dites à quoi il vous sert. »",
                    "Proposer trois règles, en faire ajouter. Chacun peut passer son tour.",
                ],
                [
                    "30 min",
                    "Les cartes",
                    "« Prenez les cartes de ce que vous faites sans y penser. Racontez à votre "
                    "voisin la dernière fois. »",
                    "Ne pas dire « vos compétences » : le mot bloque. Deux variantes plus bas.",
                ],
                [
                    "15 min",
                    "La preuve (SAR)",
                    "« Où était-ce ? Qu’avez-vous fait ? Qu’est-ce que cela a changé ? »",
                    "Un seul exemple, pris dans le groupe. Faire chiffrer le résultat.",
                ],
                [
                    "10 min",
                    "Pause",
                    "« Reprise dans dix minutes ; je passe vous prévenir. »",
                    "Repérer qui s’isole.",
                ],
                [
                    "30 min",
                    "Les trios",
                    "« L’un raconte, l’autre écoute, le troisième note. Puis on change. »",
                    "Confier l’observation à qui prend beaucoup de place.",
                ],
                [
                    "20 min",
                    "L’employeur",
                    "« Qu’est-ce qui vous convainc quand le CV est mince ? »",
                    "Après les trios, les questions sont meilleures. Pas d’offre en séance.",
                ],
                [
                    "20 min",
                    "Mon prochain pas",
                    "« Quoi, avec qui, quel jour ? »",
                    "Durée garantie : c’est l’objectif le moins atteint de la première séance.",
                ],
                [
                    "10 min",
                    "Évaluer, clore",
                    "« Je lis, vous cochez. Personne ne signe. »",
                    "Lire chaque affirmation deux fois.",
                ],
            ],
            [1.5, 2.5, 6.6, 6.4],
        ),
        Paragraph("La preuve en trois questions : situation, action, résultat", h2),
        grid(
            [
                ["", "Question", "Exemple du groupe (M. K., avec son accord)"],
                [
                    "S",
                    "Où, quand, avec qui ?",
                    "« Dans mon immeuble, depuis le printemps, pour "
                    "les enfants du troisième étage. »",
                ],
                [
                    "A",
                    "Qu’ai-je fait, moi ?",
                    "« Je démonte, je cherche la panne, je récupère les "
                    "pièces à la ressourcerie. »",
                ],
                [
                    "R",
                    "Qu’est-ce que cela a changé ?",
                    "« Onze vélos roulent. On vient me voir de la rue d’à côté. »",
                ],
            ],
            [1.0, 4.6, 11.4],
        ),
        PageBreak(),
        Paragraph("Deux variantes du tri des cartes", h2),
        bullets(
            [
                "<b>Rapide</b> (personne à l’aise) : dix cartes, puis n’en garder que trois et "
                "défendre ce choix devant son binôme.",
                "<b>Lente</b> (personne en retrait ou lisant peu) : raconter d’abord une journée ; "
                "le binôme pose une carte à chaque action entendue.",
            ]
        ),
        Paragraph("Grille d’écoute des trios", h2),
        grid(
            [
                ["J’ai entendu…", "Oui", "Pas encore", "Un mot que je retiens"],
                ["une situation précise (lieu, moment)", "", "", ""],
                ["« je », et non « on »", "", "", ""],
                ["un résultat qui se voit ou se compte", "", "", ""],
            ],
            [7.2, 1.8, 2.4, 5.6],
        ),
        Paragraph("Des canaux où une preuve se voit", h2),
        grid(
            [
                ["Canal", "Pour qui", "Premier pas possible"],
                [
                    "Immersion (PMSMP)",
                    "Vérifier un métier ou se faire connaître",
                    "En parler à son référent ; repérer deux lieux d’accueil",
                ],
                [
                    "Recrutement par simulation (MRS)",
                    "Pas de diplôme, à l’aise dans l’action",
                    "Demander à France Travail les sessions du trimestre",
                ],
                [
                    "Prise de contact directe",
                    "Commerce, artisanat, associations",
                    "Préparer deux minutes, choisir l’heure creuse",
                ],
                [
                    "Forum, rencontre en entreprise",
                    "Besoin de voir avant de choisir",
                    "Y aller à deux, avec une question chacun",
                ],
            ],
            [5.0, 5.4, 6.6],
        ),
        Paragraph("Si cela se complique", h2),
        bullets(
            [
                "<b>Une émotion forte :</b> ralentir, nommer sans interpréter, rappeler le droit "
                "de passer ou de sortir, revoir la personne à la fin, prévenir son référent si "
                "elle l’accepte.",
                "<b>Une parole qui prend toute la place :</b> donner un rôle utile plutôt qu’un "
                "rappel à l’ordre.",
                "<b>Un retard de l’employeur :</b> avancer les trios ; prévoir trois questions "
                "jouées par l’observateur.",
                "<b>Moins de six présents :</b> remplacer les trios par des binômes et prolonger "
                "la séquence employeur.",
            ]
        ),
        Spacer(1, 6),
        Paragraph(
            "<i>Après la séance : corriger le guide le jour même, transmettre à chaque référent "
            "la carte « mon prochain pas » avec l’accord de la personne, appeler à un mois.</i>",
            text,
        ),
    ]

    def footer(canvas, doc) -> None:
        canvas.setFont("Body", 8.5)
        canvas.setFillColor(colors.HexColor(GREY))
        canvas.drawString(2 * cm, 1.1 * cm, "PLIE de Valfictive – guide d’animation")
        canvas.drawRightString(A4[0] - 2 * cm, 1.1 * cm, f"{doc.page} / 2")

    doc = SimpleDocTemplate(
        str(ANNEXES / "guide-animation.pdf"),
        pagesize=A4,
        leftMargin=2 * cm,
        rightMargin=2 * cm,
        topMargin=1.6 * cm,
        bottomMargin=1.9 * cm,
        title="Guide d’animation de l’atelier",
        author="Camille Exemple",
        lang="fr-FR",
        invariant=1,
    )
    doc.build(story, onFirstPage=footer, onLaterPages=footer)


def shade(cell, fill: str) -> None:
    """Give a table cell a background colour."""
    tag = OxmlElement("w:shd")
    tag.set(qn("w:val"), "clear")
    tag.set(qn("w:color"), "auto")
    tag.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(tag)


def questionnaire() -> None:
    """The questionnaire given to the participants (docx, one A4 page)."""
    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    style = doc.styles["Normal"]
    style.font.name = "Arial"
    style.font.size = Pt(11)
    fonts = style.element.rPr.rFonts
    for side in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(side), "Arial")
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "fr-FR")
    style.element.rPr.append(lang)
    style.paragraph_format.space_after = Pt(6)

    def para(text: str, size: float = 11, bold: bool = False, after: float = 6):
        p = doc.add_paragraph()
        run = p.add_run(glue(text))
        run.bold = bold
        run.font.size = Pt(size)
        p.paragraph_format.space_after = Pt(after)
        return p

    para("Votre avis sur l’atelier", 18, True, 2)
    para(
        "« Valoriser ses compétences autrement que par le CV » – mardi 8 décembre 2026",
        11,
        False,
        8,
    )
    para(
        "Ce questionnaire est anonyme. La personne qui anime lit chaque phrase à voix haute, deux "
        "fois. Cochez une seule case par ligne. Il n’y a pas de bonne réponse : vos remarques "
        "servent à améliorer l’atelier pour les suivants.",
        11,
        False,
        10,
    )
    header = ["", "Tout à fait", "Plutôt", "Plutôt pas", "Pas du tout"]
    rows = [
        "1. Les objectifs de la matinée étaient clairs.",
        "2. Le rythme me convenait.",
        "3. J’ai osé prendre la parole.",
        "4. Je sais dire trois compétences, avec un exemple.",
        "5. Le témoignage de l’employeuse m’a été utile.",
        "6. Je sais quelle démarche faire ensuite.",
    ]
    widths = [Cm(7.4)] + [Cm(2.4)] * 4
    table = doc.add_table(rows=1 + len(rows), cols=5)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for r, row in enumerate(table.rows):
        row.height = Cm(0.95)
        for c, cell in enumerate(row.cells):
            cell.width = widths[c]
            value = header[c] if r == 0 else (rows[r - 1] if c == 0 else "")
            p = cell.paragraphs[0]
            p.paragraph_format.space_before = Pt(4)
            p.paragraph_format.space_after = Pt(4)
            run = p.add_run(glue(value))
            if c:
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if r == 0:
                run.bold = True
                run.font.size = Pt(10)
                shade(cell, "D9E2EC")
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)

    def box(question: str, height: float) -> None:
        p = para(question, 11, True, 3)
        p.paragraph_format.space_before = Pt(12)
        p.paragraph_format.keep_with_next = True
        frame = doc.add_table(rows=1, cols=1)
        frame.style = "Table Grid"
        frame.rows[0].height = Cm(height)

    box("7. Ce que je retiens de cette matinée (un mot, une phrase, ou à dicter) :", 2.4)
    box("8. Ce que je changerais :", 2.4)
    para("Un mot que j’emporte", 11, True, 3).paragraph_format.space_before = Pt(12)
    para(
        "Avant de partir, chacun peut choisir une carte et la garder. Elle servira de point de "
        "départ au prochain rendez-vous avec le référent de parcours.",
        11,
        False,
        8,
    )
    para(
        "Les réponses sont additionnées le jour même puis les feuilles sont détruites. Aucune "
        "n’est versée au dossier des participants.",
        9.5,
        False,
        0,
    )
    props = doc.core_properties
    props.title = "Questionnaire d’évaluation de l’atelier"
    props.author = "Camille Exemple"
    props.last_modified_by = "Camille Exemple"
    props.language = "fr-FR"
    props.comments = ""
    props.created = props.modified = datetime(2026, 12, 4, 9, 0)
    buffer = io.BytesIO()
    doc.save(buffer)
    # Rewrite the package with fixed dates, so that two runs give the same bytes.
    target = ANNEXES / "questionnaire-evaluation.docx"
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for item in source.infolist():
            info = zipfile.ZipInfo(item.filename, (2026, 12, 4, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, source.read(item.filename))


def main() -> None:
    """Build everything."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    ANNEXES.mkdir(parents=True, exist_ok=True)
    files = register_fonts()
    figure_bmo()
    figure_path()
    figure_positions()
    figure_survey()
    poster()
    guide(files)
    questionnaire()


if __name__ == "__main__":
    main()
