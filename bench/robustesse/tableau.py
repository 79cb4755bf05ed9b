"""The figures of the trials as a table and as docs/robustesse.md; and what should be zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_ZERO = (
    ("erreurs_obscures", "erreurs obscures"),
    ("plantages", "plantages"),
    ("blocages", "blocages"),
    ("processus_restes", "processus restés"),
    ("connexions", "connexions tentées"),
    ("fichiers_ailleurs", "fichiers écrits ailleurs"),
)
_INTRODUCTION = (
    "Écrit par `bench/robustesse.py --page` (`make bench-robustesse`). Ce que l’on a fait subir au "
    "programme, et ce qui en est sorti."
)
_MACHINE = (
    "Mesuré le {jour} : {systeme}, {processeurs} processeurs (partagés avec d’autres travaux), "
    "Python {python}."
)
_HOW = (
    "Comment c’est mesuré : les connexions, la mémoire et les processus restés sont relevés de "
    "l’extérieur, dans `/proc`, vingt fois par seconde ; une panne est une écriture que le système "
    "refuse (disque plein, en panne, interdit, en lecture seule), une mort un SIGKILL au milieu "
    "d’une écriture. Après chacune, chaque fichier de l’apprenant est comparé octet par octet, et "
    "la commande est relancée (une fois sur cinq) : rien ne doit rester. Ce qui a planté un jour "
    "est dans `tests/fuzz/corpus`, et rejoué à chaque essai."
)
CORPUS = Path(__file__).resolve().parents[2] / "tests" / "fuzz" / "corpus"
_FLAT = 1.15
"""The last quarter of a load over the second one: memory is flat below this."""

Figures = Mapping[str, Any]
Row = Sequence[object]


def table(figures: Figures) -> tuple[list[str], list[str]]:
    """The lines to print, and what is wrong."""
    lines: list[str] = []
    for title, head, rows in _sections(figures):
        lines += ["", title, " | ".join(head), *(" | ".join(map(str, row)) for row in rows)]
    return lines, list(_wrong(figures))


def page(figures: Figures) -> str:
    """docs/robustesse.md."""
    lines = ["# Robustesse", "", _INTRODUCTION, "", _MACHINE.format(**figures["machine"])]
    lines += ["", figures["note"]] if figures.get("note") else []
    for title, head, rows in _sections(figures):
        lines += ["", f"## {title}", "", _row(head), _row(["---"] * len(head)), *map(_row, rows)]
    wrong = list(_wrong(figures))
    lines += ["", "## Ce qui devait être nul", ""]
    lines += [f"- {one}" for one in wrong] if wrong else ["Tout l’est."]
    mended = len([path for path in CORPUS.iterdir() if path.suffix])
    lines += ["", f"Cas qui ont planté un jour, corrigés et gardés : {mended}.", "", _HOW]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def _sections(figures: Figures) -> Iterator[tuple[str, Sequence[str], list[Row]]]:
    if figures.get("fichiers"):
        yield (
            "Fichiers hostiles, en une commande",
            ("", "nombre"),
            list(_files(figures["fichiers"])),
        )
    if figures.get("fouille"):
        head = ("harnais", "exécutions", "durée", "la plus lente", "plantages à ce jour")
        yield "Documents mutés", head, [
            (
                one["cible"], one["executions"], f"{one['secondes']} s",
                f"{one['la_plus_lente']:.1f} s".replace(".", ","), len(one["plantages"]),
            )
            for one in figures["fouille"]
        ]  # fmt: skip
    if figures.get("pannes"):
        head = ("commande", "écritures", "pannes", "morts", "fichiers perdus ou à moitié écrits")
        rows = [
            (one["commande"], one["ecritures"], one["pannes"], one["morts"], len(one["perdus"]))
            for one in figures["pannes"]
        ]
        total = ("ensemble", "", *(sum(int(row[n]) for row in rows) for n in (2, 3, 4)))
        yield "Écritures arrêtées", head, [*rows, total]
    if figures.get("charge"):
        load = figures["charge"]
        yield (
            "Charge",
            ("", "valeur"),
            [
                ("documents à la suite", load["documents"]),
                ("durée", f"{load['secondes']} s"),
                ("mémoire de l’ensemble, 2e quart", f"{load['memoire_2e_quart']} Mio"),
                ("mémoire de l’ensemble, dernier quart", f"{load['memoire_4e_quart']} Mio"),
                ("mémoire du processus parent, au plus", f"{load['parent_au_plus']} Mio"),
            ],
        )


def _files(one: Figures) -> Iterator[Row]:
    yield "fichiers", one["fichiers"]
    yield "documents rendus (archives ouvertes, images laissées de côté)", one["documents"]
    for verdict, count in sorted(one["verdicts"].items()):
        yield f"verdict {verdict}", count
    for code, count in one["erreurs"].items():
        yield f"erreur claire « {code} »", count
    for key, title in _ZERO:
        yield title, one[key]
    yield "durée", f"{one['secondes']} s"
    yield "mémoire du processus parent, au plus", f"{one['memoire_parent']} Mio"


def _wrong(figures: Figures) -> Iterator[str]:
    """What should be zero, or flat, and is not."""
    for key, title in _ZERO:
        if (figures.get("fichiers") or {}).get(key):
            yield f"{title} : {figures['fichiers'][key]}"
    for one in figures.get("fouille") or ():
        yield from (f"{one['cible']} : {crash}" for crash in one["plantages"])
    for one in figures.get("pannes") or ():
        yield from (f"{one['commande']} : {lost}" for lost in one["perdus"])
    load = figures.get("charge")
    if load and load["memoire_4e_quart"] > _FLAT * max(1, load["memoire_2e_quart"]):
        yield "la mémoire croît avec le nombre de documents"
