"""Draw the figures of the model dossier cip/ccp3 and the map of its annexes.

Run ``python figures.py`` (needs matplotlib and Pillow): the PNG files are written
beside this script, in ``conforme/images`` and ``conforme/annexes``.
Every number is invented: the territory does not exist.
"""

from __future__ import annotations

import importlib.util
from io import BytesIO
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from PIL import Image

HERE = Path(__file__).parent
IMAGES = HERE / "conforme" / "images"
ANNEXES = HERE / "conforme" / "annexes"
DPI = 200
WIDTH_CM = 16.0

# One dark, one middle, one light tone: they stay distinct when printed in grey.
DARK, MIDDLE, LIGHT, INK, GRID = "#1F3F5F", "#4A7AA0", "#C9D9E6", "#222222", "#D0D0D0"


def use_fonts() -> None:
    """Draw in Lato when the package rendercv_fonts is there, else in DejaVu Sans."""
    spec = importlib.util.find_spec("rendercv_fonts")
    if spec is not None and spec.origin is not None:
        for path in sorted((Path(spec.origin).parent / "Lato").glob("*.ttf")):
            font_manager.fontManager.addfont(path)
        plt.rcParams["font.family"] = ["Lato", "DejaVu Sans"]
    plt.rcParams.update({"font.size": 10, "text.color": INK, "axes.labelcolor": INK})


def canvas(height_cm: float, columns: int = 1) -> tuple[Figure, list[Axes]]:
    """Give a figure of the text width and its axes, without top and right spines."""
    size = (WIDTH_CM / 2.54, height_cm / 2.54)
    figure, axes = plt.subplots(1, columns, figsize=size, layout="constrained", squeeze=False)
    for ax in axes[0]:
        ax.spines[["top", "right"]].set_visible(False)
        ax.tick_params(length=0)
    return figure, list(axes[0])


def save(figure: Figure, path: Path) -> None:
    """Write a palette PNG, small enough for a document that is sent by e-mail."""
    buffer = BytesIO()
    figure.savefig(buffer, dpi=DPI, facecolor="white")
    plt.close(figure)
    buffer.seek(0)
    picture = Image.open(buffer).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True, dpi=(DPI, DPI))


def number(value: float) -> str:
    """Write a whole number the French way: 6480 gives « 6 480 » (no-break space)."""
    return f"{value:,.0f}".replace(",", "\u00a0")


def job_seekers() -> None:
    """Job seekers of the area by quarter, all and long-term, as indices: the gap is the point."""
    quarters = [f"T{quarter}" for quarter in (4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3)]
    total = [6480, 6420, 6350, 6330, 6260, 6190, 6120, 6080, 6010, 5950, 5900, 5860]
    long_term = [2660, 2665, 2670, 2690, 2700, 2705, 2710, 2725, 2735, 2740, 2745, 2754]
    figure, (ax,) = canvas(6.2)
    steps = range(len(quarters))
    last = len(quarters) - 1
    ax.axhline(100, color=GRID, linewidth=1)
    curves = [
        (long_term, "Inscrits depuis un an ou plus", MIDDLE, "s", "--", 104.6),
        (total, "Ensemble des demandeurs d’emploi", DARK, "o", "-", 93.0),
    ]
    for values, name, color, marker, style, place in curves:
        index = [value / values[0] * 100 for value in values]
        ax.plot(steps, index, color=color, linewidth=2.2, marker=marker, markersize=5, ls=style)
        ax.text(3.4, place, name, fontweight="bold", ha="center")
        ax.text(3.4, place - 1.5, f"de {number(values[0])} à {number(values[-1])}", ha="center")
        ax.text(last + 0.2, index[-1], f"{index[-1]:.1f}".replace(".", ","), va="center")
    ax.annotate("", (last, 102.7), (last, 91.4), arrowprops={"arrowstyle": "<->", "color": INK})
    share = "part des inscrits\ndepuis un an ou plus :\nde 41 % à 47 %"
    ax.text(last - 0.25, 97.6, share, ha="right", va="center", color=DARK)
    labels = list(quarters)
    for step, year in ((0, 2023), (1, 2024), (5, 2025), (9, 2026)):
        labels[step] = f"{quarters[step]}\n{year}"
    ax.set_xticks(list(steps), labels)
    ax.set_xlim(-0.4, last + 1)
    ax.set_ylim(88, 107)
    ax.set_yticks([90, 95, 100, 105])
    save(figure, IMAGES / "demandeurs.png")


def hiring_plans() -> None:
    """Hiring plans by occupation, split into those judged difficult and the others."""
    rows = [
        ("Manutention, préparation de commandes *", 330, 47),
        ("Aide à domicile", 270, 81),
        ("Entretien de locaux *", 245, 57),
        ("Production agroalimentaire *", 210, 52),
        ("Service hospitalier et hôtelier *", 170, 61),
        ("Aide de cuisine, restauration", 165, 50),
        ("Conduite routière", 95, 75),
        ("Maçonnerie, gros œuvre", 80, 79),
    ]
    figure, (ax,) = canvas(7.0)
    places = range(len(rows))
    difficult = [plans * share / 100 for _, plans, share in rows]
    others = [plans - hard for (_, plans, _), hard in zip(rows, difficult, strict=True)]
    ax.barh(places, difficult, color=DARK, height=0.66, label="Jugés difficiles (%)")
    ax.barh(
        places,
        others,
        left=difficult,
        color=LIGHT,
        edgecolor=MIDDLE,
        linewidth=0.6,
        height=0.66,
        label="Autres projets",
    )
    for place, (_, plans, share) in zip(places, rows, strict=True):
        ax.text(plans + 5, place, f"{plans} ({share} %)", va="center")
    ax.set_yticks(list(places), [name for name, _, _ in rows])
    for label, (name, _, _) in zip(ax.get_yticklabels(), rows, strict=True):
        label.set_fontweight("bold" if name.endswith("*") else "normal")
    ax.invert_yaxis()
    ax.set_xlim(0, 390)
    ax.set_xlabel("Nombre de projets (* : famille retenue pour la prospection)")
    ax.legend(loc="lower right", frameon=False)
    save(figure, IMAGES / "bmo.png")


def funnel() -> None:
    """From the list of targets to the people hired."""
    rows = [
        ("Établissements ciblés", 40, ""),
        ("Établissements joints", 34, "objectif 35"),
        ("Décideurs atteints", 21, ""),
        ("Rendez-vous sur site", 11, "objectif 10"),
        ("Besoins qualifiés", 7, ""),
        ("Offres recueillies (11 postes)", 5, "objectif 5"),
        ("Personnes en immersion", 4, "objectif 3"),
        ("Personnes embauchées", 3, "objectif 2"),
    ]
    figure, (ax,) = canvas(6.4)
    for place, (name, value, aim) in enumerate(rows):
        people = name.startswith("Personnes")
        ax.barh(
            place,
            value,
            left=-value / 2,
            height=0.74,
            color=DARK if people else MIDDLE if aim else LIGHT,
            edgecolor=DARK,
            linewidth=0.7,
        )
        ax.text(-22, place, name, ha="right", va="center")
        dark = people or bool(aim)
        ax.text(
            0,
            place,
            str(value),
            ha="center",
            va="center",
            fontweight="bold",
            color="white" if dark else INK,
        )
        ax.text(22, place, aim, ha="left", va="center")
    ax.axhline(5.5, color=INK, linewidth=0.8, linestyle=":", xmin=0.02, xmax=0.98)
    ax.set_xlim(-48, 36)
    ax.invert_yaxis()
    ax.set_axis_off()
    save(figure, IMAGES / "entonnoir.png")


def integration() -> None:
    """Speed and mistakes of M. K. during the first six weeks."""
    weeks = [1, 2, 3, 4, 5, 6]
    panels = [
        (
            "Lignes préparées par heure",
            [58, 66, 74, 81, 86, 90],
            95,
            "repère de l’équipe : 95",
            [0, 50, 100],
        ),
        (
            "Erreurs pour 1 000 lignes",
            [14, 11, 7, 5, 4, 4],
            5,
            "seuil de l’équipe : 5",
            [0, 5, 10, 15],
        ),
    ]
    figure, axes = canvas(6.0, columns=2)
    for ax, (title, values, mark, legend, ticks) in zip(axes, panels, strict=True):
        ax.set_title(title, fontsize=10.5, fontweight="bold", loc="left")
        ax.axhline(mark, color=INK, linewidth=1, linestyle="--")
        top = max(*values, mark)
        ax.text(6.3, mark + top * 0.035, legend, ha="right", va="bottom")
        ax.plot(weeks, values, color=DARK, linewidth=2.2, marker="o", markersize=5)
        for week, value in zip(weeks, values, strict=True):
            below = value <= mark
            shift = -top * 0.05 if below else top * 0.05
            ax.text(week, value + shift, str(value), ha="center", va="top" if below else "bottom")
        ax.axvline(1.5, color=MIDDLE, linewidth=1, linestyle=":")
        ax.text(1.56, top * 0.05, "après la réunion du 5 février", color=DARK, fontsize=9.5)
        ax.set_xticks(weeks, [f"S{week}" for week in weeks])
        ax.set_xlim(0.6, 6.4)
        ax.set_ylim(0, top * 1.2)
        ax.set_yticks(ticks)
    save(figure, IMAGES / "integration.png")


def tours() -> None:
    """Scheme of the area: zones, bus lines and the five rounds of visits."""
    figure = plt.figure(figsize=(WIDTH_CM / 2.54, 16.5 / 2.54))
    ax = figure.add_axes((0.01, 0.27, 0.98, 0.72))
    zones = [  # name, detail, x, y of the centre, rounds
        ("Zone de la Plaine", "logistique,\n14 cibles", 17, 84, "T1 (3) et T5 (1)"),
        ("Centre-ville et gare", "propreté, hôtellerie,\n7 cibles", 50, 50, "T4 (2)"),
        ("Les Coteaux", "quartier prioritaire,\n31 % du portefeuille", 83, 84, ""),
        ("Rives-Est", "santé, médico-social,\n9 cibles", 83, 16, "T2 (3)"),
        ("Vallon-Sud", "agroalimentaire,\n10 cibles", 17, 16, "T3 (2)"),
    ]
    lines = [
        (
            [(83, 84), (50, 50), (17, 84)],
            "-",
            "Ligne B : à la Plaine\nà partir de 6 h 15",
            (50, 76),
        ),
        (
            [(17, 16), (50, 50), (83, 16)],
            "--",
            "Ligne A : à Vallon-Sud\nà partir de 5 h 50",
            (50, 24),
        ),
    ]
    for points, style, label, place in lines:
        xs, ys = zip(*points, strict=True)
        ax.plot(xs, ys, color=MIDDLE, linewidth=4, linestyle=style, zorder=1)
        ax.text(*place, label, ha="center", va="center", fontsize=10, color=DARK)
    for name, detail, x, y, rounds in zones:
        prospected = bool(rounds)
        height = 24 if prospected else 18
        box = FancyBboxPatch(
            (x - 15, y - height / 2),
            30,
            height,
            boxstyle="round,pad=0.5,rounding_size=3",
            facecolor=LIGHT if prospected else "white",
            edgecolor=DARK,
            linewidth=1.2,
            linestyle="-" if prospected else "--",
            zorder=2,
        )
        ax.add_patch(box)
        top = y + height / 2
        ax.text(x, top - 3.6, name, ha="center", va="center", fontweight="bold", zorder=3)
        ax.text(x, top - 10.8, detail, ha="center", va="center", fontsize=9.5, zorder=3)
        if prospected:
            ax.text(
                x,
                y - height / 2 + 3.6,
                rounds,
                ha="center",
                va="center",
                fontsize=9.5,
                fontweight="bold",
                color="white",
                bbox={"boxstyle": "round,pad=0.3", "facecolor": DARK, "edgecolor": DARK},
                zorder=3,
            )
    ax.set_xlim(0, 100)
    ax.set_ylim(2, 98)
    ax.set_axis_off()

    table_ax = figure.add_axes((0.02, 0.045, 0.96, 0.215))
    table_ax.set_axis_off()
    table = table_ax.table(
        cellText=[
            ["T1", "jeudi 14 janvier", "Plaine : trois entreprises, dont L.", "voiture"],
            ["T2", "mardi 19 janvier", "Rives-Est : une clinique, deux résidences", "voiture"],
            ["T3", "jeudi 21 janvier", "Vallon-Sud : deux ateliers, dont A.", "ligne A"],
            ["T4", "mardi 26 janvier", "Centre-ville : P. et un hôtel", "à vélo"],
            ["T5", "jeudi 28 janvier", "Plaine : le transporteur de L.", "voiture"],
        ],
        colLabels=["Tournée", "Date", "Établissements visités", "Trajet"],
        colWidths=[0.11, 0.22, 0.54, 0.13],
        cellLoc="left",
        colLoc="left",
        bbox=(0, 0, 1, 1),
    )
    table.auto_set_font_size(value=False)
    table.set_fontsize(9.5)
    for (row, _), cell in table.get_celld().items():
        cell.set_edgecolor(GRID)
        cell.set_linewidth(0.6)
        if row == 0:
            cell.set_facecolor(LIGHT)
            cell.get_text().set_fontweight("bold")
    note = "Schéma sans échelle, territoire fictif. Entre parenthèses : établissements visités."
    figure.text(0.02, 0.014, note, fontsize=9)
    save(figure, ANNEXES / "schema-tournees.png")


def main() -> None:
    """Draw everything."""
    use_fonts()
    for draw in (job_seekers, hiring_plans, funnel, integration, tours):
        draw()


if __name__ == "__main__":
    main()
