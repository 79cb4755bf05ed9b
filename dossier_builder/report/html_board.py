"""The board of a run as its HTML page shows it: counts, what to ask for, rows, what is missed."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_builder.domain.cohorte import Cohorte
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.report import Report
from dossier_builder.domain.typographie import pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.report.bars import Bar, count_bar
from dossier_builder.report.promotion import (
    ETATS,
    Cell,
    Column,
    Etat,
    Filtre,
    Row,
    columns,
    fell_back,
    limits,
)
from dossier_builder.report.selection import natures
from dossier_builder.report.shared_faults import Lot, in_common
from dossier_builder.report.tonight import Demande, demandes
from dossier_builder.values import frozen

FILTERS: tuple[tuple[Filtre, str], ...] = (
    ("non_conforme", "à corriger"),
    ("a_verifier", "à vérifier"),
    ("illisible", "illisible"),
    ("manquant", "manquant"),
    ("recul", "a reculé"),
)


@frozen
class Count:
    """A figure of the header; `change` since the run before (`+22`), "" for none."""

    figure: int
    label: str
    etat: Etat | None = None
    change: str = ""


@frozen
class BoardCell:
    """A dossier in its row: the state in words, and what is worth a mark."""

    etat: Etat
    tone: str
    word: str
    sigle: str
    remark: str
    pages: str
    bar: Bar | None
    bar_label: str
    waived_by: str
    movement: str
    anchor: str


@frozen
class BoardRow:
    """A row: ranks are what the page sorts by, `lengths` one a column, -1 where none is known."""

    key: str
    name: str
    detail: str
    cells: tuple[tuple[BoardCell, ...], ...]
    first: str
    filters: tuple[Filtre, ...]
    by_urgency: int
    by_name: int
    lengths: tuple[int, ...]


@frozen
class Board:
    """The board, from the top to the bottom of the page."""

    title: str
    facts: tuple[str, ...]
    intake: tuple[Count, ...]
    paths: str
    verdicts: tuple[Count, ...]
    fallen: str
    demandes: tuple[Demande, ...]
    columns: tuple[Column, ...]
    filters: tuple[tuple[Filtre, str, int], ...]
    rows: tuple[BoardRow, ...]
    lot: Lot
    waived: tuple[str, ...]


def board(report: Report, rows: Sequence[Row]) -> Board:
    """The board of a run, from its rows in the order of urgency."""
    cohorte, kinds = report.cohorte, columns(report)
    names = sorted(range(len(rows)), key=lambda n: folded(rows[n].name))
    by_name = {row: rank for rank, row in enumerate(names)}
    return Board(
        title=cohorte.nom if cohorte else "Contrôle d’un lot de dossiers",
        facts=_facts(report, cohorte),
        intake=_intake(rows, cohorte),
        paths=_paths(cohorte),
        verdicts=_verdicts(report),
        fallen=_fallen(cohorte),
        demandes=demandes(rows, kinds),
        columns=kinds,
        filters=tuple(
            (name, label, count)
            for name, label in FILTERS
            if (count := sum(name in row.filters for row in rows))
        ),
        rows=tuple(_row(row, rank, by_name[rank]) for rank, row in enumerate(rows)),
        lot=in_common(report.documents),
        waived=tuple(
            f"{row.name} ({cell.sigle}) : dérogation de {cell.waived_by}"
            for row in rows
            for cell in row.all_cells
            if cell.waived_by
        ),
    )


def _facts(report: Report, cohorte: Cohorte | None) -> tuple[str, ...]:
    made = f"{report.date:%d/%m/%Y} à {report.date.hour} h {report.date:%M}"
    facts = []
    if cohorte and cohorte.session:
        left = (cohorte.session - report.date.date()).days
        when = f" (J-{left})" if left >= 0 else " (passée)"
        facts.append(f"session du {cohorte.session:%d/%m/%Y}{when}")
    if cohorte and cohorte.evolution:
        turn = cohorte.evolution.tour
        facts.append(f"{turn}{'er' if turn == 1 else 'e'} tour, {made}")
    else:
        facts.append(f"contrôlé le {made}")
    return tuple(facts)


def _intake(rows: Sequence[Row], cohorte: Cohorte | None) -> tuple[Count, ...]:
    if cohorte is None:
        return (Count(len(rows), "documents" if len(rows) > 1 else "document"),)
    learners = len(cohorte.bilans)
    received = sum(len(bilan.pieces) for bilan in cohorte.bilans)
    missing = sum(len(bilan.manquants) for bilan in cohorte.bilans)
    counts = [
        Count(learners, "apprenants" if learners > 1 else "apprenant"),
        Count(received + missing, "attendus"),
        Count(received, "reçus"),
        Count(missing, "manquants", "manquant"),
    ]
    if cohorte.a_attribuer:
        counts.append(Count(len(cohorte.a_attribuer), "à attribuer"))
    return tuple(counts)


def _paths(cohorte: Cohorte | None) -> str:
    """« 37 titre, 1 CCP2 seul, dont 2 VAE »; "" when nobody said what they aim at."""
    if cohorte is None:
        return ""
    aims: dict[str, int] = {}
    for bilan in cohorte.bilans:
        who = bilan.apprenant
        if who.vise:
            one = len(who.vise) == 1 and who.vise[0] != "titre"
            aim = f"{who.vise[0]} seul" if one else " et ".join(who.vise)
            aims[aim] = aims.get(aim, 0) + 1
    said = [f"{count} {aim}" for aim, count in sorted(aims.items(), key=lambda a: (-a[1], a[0]))]
    vae = sum(bilan.apprenant.voie == "vae" for bilan in cohorte.bilans)
    return ", ".join([*said, *([f"dont {vae} VAE"] if vae else [])])


def _verdicts(report: Report) -> tuple[Count, ...]:
    count = report.synthese
    conform = Count(
        count.conformes,
        "conformes" if count.conformes > 1 else "conforme",
        "conforme",
        _change(report.cohorte),
    )
    return (
        conform,
        Count(count.non_conformes, "à corriger", "non_conforme"),
        Count(count.a_verifier, "à vérifier", "a_verifier"),
        Count(count.illisibles, "illisibles" if count.illisibles > 1 else "illisible", "illisible"),
    )


def _change(cohorte: Cohorte | None) -> str:
    """How many more dossiers are conform than at the run before: `+22`, `−1`."""
    if cohorte is None or cohorte.evolution is None:
        return ""
    seen = cohorte.evolution.avances
    change = sum(a.apres == "conforme" for a in seen) - sum(a.avant == "conforme" for a in seen)
    return f"+{change}" if change > 0 else f"\u2212{-change}" if change else ""


def _fallen(cohorte: Cohorte | None) -> str:
    if cohorte is None or cohorte.evolution is None:
        return ""
    since = f"depuis le {cohorte.evolution.depuis:%d/%m/%Y}"
    fallen = sum(fell_back(avance) for avance in cohorte.evolution.avances)
    if not fallen:
        return f"aucun dossier n’a reculé {since}"
    return f"{pluriel(fallen, 'dossier a', 'dossiers ont')} reculé {since}"


def _row(row: Row, by_urgency: int, by_name: int) -> BoardRow:
    ordered = {id(cell): n for n, cell in enumerate(row.all_cells, start=1)}
    return BoardRow(
        row.key,
        row.name,
        row.detail,
        tuple(
            tuple(_cell(cell, f"d{ordered.get(id(cell), 0)}") for cell in column)
            for column in row.cells
        ),
        row.first,
        tuple(name for name, _ in FILTERS if name in row.filters),
        by_urgency,
        by_name,
        tuple(max((_length(cell) for cell in column), default=-1) for column in row.cells),
    )


def _cell(cell: Cell, anchor: str) -> BoardCell:
    counted = _counted(cell)
    limit = cell.document.modele.pages if cell.document and cell.document.modele else None
    wanted = limits(limit)
    pages = f"{counted} p." if counted else ""
    says = f"{counted} page{'s' if counted.max > 1 else ''}" if counted else ""
    return BoardCell(
        etat=cell.etat,
        tone="a_ecrire" if cell.etat == "non_conforme" and cell.only_to_write else cell.etat,
        word=ETATS[cell.etat],
        sigle=cell.sigle,
        remark=_remark(cell),
        pages=pages,
        bar=count_bar(counted, limit.min, limit.max) if counted and limit else None,
        bar_label=f"{says} ; il en faut {wanted}",
        waived_by=cell.waived_by,
        movement="a reculé" if cell.recule else "progresse" if cell.progresse else "",
        anchor=anchor,
    )


def _remark(cell: Cell) -> str:
    """How many points are behind the word."""
    if cell.document is None or cell.etat == "conforme":
        return ""
    count = natures(cell.document)
    mend, write = count["a_corriger"], count["a_ecrire"]
    said = [pluriel(mend, "point")] if mend else []
    return ", ".join([*said, *([f"{write} à écrire"] if write else [])])


def _counted(cell: Cell) -> Interval | None:
    return cell.document.pagination.comptees if cell.document and cell.document.pagination else None


def _length(cell: Cell) -> int:
    counted = _counted(cell)
    return counted.max if counted else -1
