"""A run over many documents as rows of a board: who, which dossiers, in what state, what first.

Stands between a Report and the formats that show a whole promotion (HTML, Markdown). It quotes no
document: names, verdicts, counts, and the first thing to mend in a few words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from dossier_builder.domain.cohorte import Avance, Bilan, Cohorte, Piece
from dossier_builder.domain.findings import Verdict
from dossier_builder.domain.modele import Modele, Pages
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.typographie import enumeration, insecable
from dossier_builder.report.check_titles import check_title
from dossier_builder.report.selection import (
    Unjudged,
    first_group,
    groups,
    nature_of,
    waivers,
)
from dossier_builder.report.words import VERDICTS, shortened, shown
from dossier_builder.values import frozen

Etat = Literal["conforme", "non_conforme", "a_verifier", "illisible", "manquant", "sans_objet"]
Filtre = Literal["non_conforme", "a_verifier", "illisible", "manquant", "recul"]
ETATS: dict[Etat, str] = {
    "conforme": VERDICTS["conforme"],
    "non_conforme": VERDICTS["non_conforme"],
    "a_verifier": VERDICTS["a_verifier"],
    "illisible": VERDICTS["illisible"],
    "manquant": "manquant",
    "sans_objet": "sans objet",
}
_RANKS: tuple[Verdict, ...] = ("conforme", "a_verifier", "non_conforme", "illisible")
_URGENCY: tuple[Etat, ...] = ("illisible", "manquant", "non_conforme", "a_verifier", "conforme")
READY = "prêt à déposer"
NOBODYS = "à attribuer"
WHOSE = "dire à qui est ce dossier"
_FIRST = 110
"""Characters of the first thing to mend."""
# What these rules see is personal or belongs to others: the board names the rule, never the words.
PRIVATE = ("RGP", "SIM")


@frozen
class Column:
    """One kind of dossier; `limits` its pages (`16 à 21`), "" for none."""

    genre: str
    sigle: str
    limits: str


@frozen
class Cell:
    """One dossier of a row, or why there is none; `rank` is that of its document in the report."""

    etat: Etat
    sigle: str
    rank: int | None = None
    document: DocumentReport | None = None
    piece: Piece | None = None
    avance: Avance | None = None

    @property
    def recule(self) -> bool:
        """Whether its verdict is worse than at the run before."""
        return self.avance is not None and fell_back(self.avance)

    @property
    def progresse(self) -> bool:
        """Whether its verdict is better than at the run before."""
        seen = self.avance
        if seen is None or seen.avant is None:
            return False
        return _RANKS.index(seen.apres) < _RANKS.index(seen.avant)

    @property
    def waived_by(self) -> str:
        """Who waived a rule for it, "" for nobody; never the reason."""
        if self.document is None:
            return ""
        return enumeration(list(dict.fromkeys(w.auteur for _, w in waivers(self.document))))

    @property
    def only_to_write(self) -> bool:
        """Whether nothing but what is still to be written keeps a draft from being conform."""
        return self.document is not None and only_to_write(self.document)

    @property
    def excess(self) -> int | None:
        """Pages beyond its limits, either way; 0 within, None when there is no limit or count."""
        document = self.document
        if document is None or document.pagination is None or document.modele is None:
            return None
        limit, counted = document.modele.pages, document.pagination.comptees
        if limit is None:
            return None
        over = counted.max - limit.max if limit.max is not None else 0
        return max(0, over, limit.min - counted.min if limit.min is not None else 0)


@frozen
class Row:
    """A learner, or a document when nobody is named: one tuple of cells a column."""

    key: str
    name: str
    detail: str
    cells: tuple[tuple[Cell, ...], ...]
    first: str
    filters: frozenset[Filtre]
    urgency: tuple[int, int]
    bilan: Bilan | None = None

    @property
    def all_cells(self) -> Iterator[Cell]:
        """The cells that hold a document."""
        return (cell for column in self.cells for cell in column if cell.document is not None)


def fell_back(avance: Avance) -> bool:
    """Whether the verdict is worse than it was."""
    if avance.avant is None:
        return False
    return _RANKS.index(avance.apres) > _RANKS.index(avance.avant)


def only_to_write(document: DocumentReport) -> bool:
    """Whether every fault that decides is something still to be written, in a draft."""
    grave = [group for group in groups(document) if group.outcome.gravite == "erreur"]
    return bool(grave) and all(nature_of(g.finding, document) == "a_ecrire" for g in grave)


def columns(report: Report) -> tuple[Column, ...]:
    """The kinds of a promotion, the DPP first; a single column for a lot without promotion."""
    cohorte = report.cohorte
    if cohorte is None:
        return (Column("", "Contrôle", ""),)
    modeles = {d.modele.id: d.modele for d in report.documents if d.modele}
    genres = set()
    for bilan in cohorte.bilans:
        genres |= {genre_of(piece, report) for piece in bilan.pieces}
        genres |= {*bilan.manquants, *bilan.sans_objet}
    genres |= {genre_of(piece, report) for piece in cohorte.a_attribuer}
    ordered = sorted(genres, key=lambda g: (g == "", _ccp(g, modeles.get(g)), g))
    return tuple(
        Column(genre, sigle(genre, modeles), limits(_pages(modeles.get(genre))))
        for genre in ordered
    )


def genre_of(piece: Piece, report: Report) -> str:
    """The pack of a piece: what was said of it, else what its document turned out to be."""
    modele = report.documents[piece.document].modele
    return modele.id if modele else piece.genre


def sigle(genre: str, modeles: Mapping[str, Modele]) -> str:
    """`CCP2`; the end of the pack's id when no document of that kind was read."""
    if genre in modeles:
        return modeles[genre].sigle
    return genre.rsplit("/", 1)[-1].upper() or "Autre"


def limits(pages: Pages | None) -> str:
    """`16 à 21`, `au plus 21`, `au moins 16`, "" without limit."""
    if pages is None or (pages.min is None and pages.max is None):
        return ""
    if pages.min is None:
        return f"au plus {pages.max}"
    return f"au moins {pages.min}" if pages.max is None else f"{pages.min} à {pages.max}"


def rows(report: Report) -> tuple[Row, ...]:
    """The rows, the most urgent first, then by name."""
    kinds = columns(report)
    made = (
        [_lone(rank, document) for rank, document in enumerate(report.documents)]
        if report.cohorte is None
        else [*_learners(report, report.cohorte, kinds), *_nobodys(report, report.cohorte, kinds)]
    )
    return tuple(sorted(_told_apart(made), key=lambda row: (row.urgency, row.name.casefold())))


def _told_apart(made: Sequence[Row]) -> Iterator[Row]:
    """The rows with a key each: two archives may hold files of the same name."""
    seen: Counter[str] = Counter()
    for row in made:
        seen[row.key] += 1
        count = seen[row.key]
        yield row if count == 1 else replace(row, key=f"{row.key}\n{count}")


def _learners(report: Report, cohorte: Cohorte, kinds: Sequence[Column]) -> Iterator[Row]:
    avances = {(a.cle, a.genre): a for a in cohorte.evolution.avances} if cohorte.evolution else {}
    for bilan in cohorte.bilans:
        who = bilan.apprenant
        cells = tuple(
            tuple(_cells(bilan, column, report, avances.get((who.cle, column.genre))))
            for column in kinds
        )
        yield _row(f"a:{who.cle}", who.affiche, _aims(bilan), cells, bilan)


def _nobodys(report: Report, cohorte: Cohorte, kinds: Sequence[Column]) -> Iterator[Row]:
    for piece in cohorte.a_attribuer:
        document = report.documents[piece.document]
        genre = genre_of(piece, report)
        cells = tuple(
            (_held(piece, document, column.sigle),) if column.genre == genre else ()
            for column in kinds
        )
        name = within(document.fichier, report)
        row = _row(f"d:{document.fichier}", name, NOBODYS, cells)
        urgency = min(row.urgency, (_URGENCY.index("manquant"), 0))
        first = WHOSE if row.first == READY else row.first
        yield replace(row, urgency=urgency, first=first)


def within(fichier: str, report: Report) -> str:
    """The file's name without the folders that all the documents of the run are in."""
    parents = [document.fichier.split("/")[:-1] for document in report.documents]
    shared = 0
    for steps in zip(*parents, strict=False):
        if len(set(steps)) > 1:
            break
        shared += 1
    return "/".join(fichier.split("/")[shared:])


def _lone(rank: int, document: DocumentReport) -> Row:
    kind = document.modele.sigle if document.modele else ""
    cell = Cell(document.verdict, kind, rank, document)
    return _row(f"d:{document.fichier}", document.fichier, kind, ((cell,),))


def _cells(bilan: Bilan, column: Column, report: Report, avance: Avance | None) -> Iterator[Cell]:
    if column.genre in bilan.manquants:
        yield Cell("manquant", column.sigle)
    for piece in bilan.pieces:
        if genre_of(piece, report) == column.genre:
            yield _held(piece, report.documents[piece.document], column.sigle, avance)
    if column.genre in bilan.sans_objet:
        yield Cell("sans_objet", column.sigle)


def _held(piece: Piece, document: DocumentReport, kind: str, avance: Avance | None = None) -> Cell:
    return Cell(document.verdict, kind, piece.document, document, piece, avance)


def _row(
    key: str,
    name: str,
    detail: str,
    cells: tuple[tuple[Cell, ...], ...],
    bilan: Bilan | None = None,
) -> Row:
    flat = [cell for column in cells for cell in column if cell.etat != "sans_objet"]
    worst = min((_URGENCY.index(cell.etat) for cell in flat), default=len(_URGENCY))
    same = [cell for cell in flat if _URGENCY.index(cell.etat) == worst]
    filters: set[Filtre] = {cell.etat for cell in flat if cell.etat in _FILTERS}  # type: ignore[misc]  # mypy does not narrow a Literal by `in`
    if any(cell.recule for cell in flat):
        filters.add("recul")
    return Row(
        key, name, detail, cells, _first(flat, same), frozenset(filters), (worst, -len(same)), bilan
    )


_FILTERS = frozenset(("non_conforme", "a_verifier", "illisible", "manquant"))


def _first(cells: Sequence[Cell], worst: Sequence[Cell]) -> str:
    """What to do first for this row, the dossier named when there are several."""
    if not worst:
        return ""
    cell = worst[0]
    if cell.etat == "conforme":
        return READY
    if cell.etat == "manquant":
        names = enumeration([one.sigle for one in worst])
        return f"{names} {'manquants' if len(worst) > 1 else 'manquant'}"
    if cell.document is None:
        return ""
    where, text = first_words(cell.document)
    lead = ", ".join(filter(None, (cell.sigle if len(cells) > 1 else "", where)))
    return insecable(f"{lead} : {text}" if lead else text)


def first_words(document: DocumentReport) -> tuple[str, str]:
    """Where the first thing to mend is, and what, short; the rule's name where that is private."""
    if document.erreur:
        return "", shortened(shown(document.erreur.message), _FIRST)
    first = first_group(document)
    if first is None:
        return "", ""
    if isinstance(first, Unjudged):
        counted = document.pagination.comptees if document.pagination else None
        if "PAG001" in first.codes and counted and not counted.is_exact:
            return "", f"{counted} pages selon le logiciel, demander le PDF"
        return "", shortened(shown(first.preuve), _FIRST)
    code = first.outcome.controle
    if code.startswith(PRIVATE):
        return first.place, check_title(code) or code
    return first.place, shortened(shown(first.finding.message), _FIRST)


def _aims(bilan: Bilan) -> str:
    who = bilan.apprenant
    aims = enumeration(list(who.vise))
    return ", ".join(filter(None, (aims, "VAE" if who.voie == "vae" else "")))


def _pages(modele: Modele | None) -> Pages | None:
    return modele.pages if modele else None


def _ccp(genre: str, modele: Modele | None) -> str:
    """What sorts the kinds: those of the whole title first, then CCP by CCP."""
    last = genre.rsplit("/", 1)[-1]
    if modele:
        return modele.ccp or ""
    return last if last.startswith("ccp") else ""
