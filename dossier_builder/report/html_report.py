"""Report → HTML files: a board with one page a learner beside it, or the page of one document.

The board holds no excerpt and no picture. The folder of pages is named after the board, as
browsers do (`promo_fichiers`), and each page after a hash: a name that somebody gave to a file
never becomes a file name.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dossier_builder.domain.report import Report
from dossier_builder.report.html_board import Board, board
from dossier_builder.report.html_document import DocumentView, view
from dossier_builder.report.html_env import page
from dossier_builder.report.promotion import Row, rows
from dossier_builder.report.words import FOOTER
from dossier_builder.resources.writing import write_file

_HASH = 12


def write(report: Report, target: Path) -> tuple[Path, ...]:
    """Write `target` and, beside a board, the pages that it links to; gives every path, it first.

    Raises CannotWriteError. The pages are written before the board that names them.
    """
    if len(report.documents) == 1 and report.cohorte is None:
        write_file(target, document_page(report))
        return (target,)
    made = rows(report)
    links = {row.key: _name(row.key) for row in made if any(row.all_cells)}
    folder = target.parent / f"{target.stem}_fichiers"
    paths = []
    for row in made:
        if row.key in links:
            path = folder / links[row.key]
            write_file(path, learner_page(report, row, home=f"../{_address(target.name)}"))
            paths.append(path)
    addresses = {key: f"{_address(folder.name)}/{name}" for key, name in links.items()}
    write_file(target, board_page(report, board(report, made), addresses))
    return (target, *paths)


def board_page(report: Report, shown: Board, links: Mapping[str, str]) -> str:
    """The board; `links` gives the page of a row by its key."""
    return page("tableau.html.j2", board=shown, links=links, **_common(report))


def learner_page(report: Report, row: Row, *, home: str) -> str:
    """The page of a row: each of its documents in full; `home` is the board's address."""
    coherence = row.bilan.coherence if row.bilan else ()
    return page(
        "apprenant.html.j2",
        name=row.name,
        detail=row.detail,
        views=tuple(_views(report, row)),
        between=tuple(one for one in coherence if one.statut == "echouee"),
        absent=tuple(
            cell.sigle for column in row.cells for cell in column if cell.etat == "manquant"
        ),
        home=home,
        **_common(report),
    )


def document_page(report: Report) -> str:
    """The page of the only document of a report."""
    document = report.documents[0]
    return page(
        "apprenant.html.j2",
        name=document.fichier,
        detail="",
        views=(view(document, "d1", report.date),),
        between=(),
        absent=(),
        home="",
        **_common(report),
    )


def _views(report: Report, row: Row) -> Iterator[DocumentView]:
    evolution = report.cohorte.evolution if report.cohorte else None
    for number, cell in enumerate(row.all_cells, start=1):
        if cell.document is not None:
            yield view(
                cell.document,
                f"d{number}",
                report.date,
                cell.piece,
                cell.avance,
                evolution.depuis if evolution else None,
            )


def _name(key: str) -> str:
    """A file name that is stable from one run to the next and tells nothing."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"page-{digest[:_HASH]}.html"


def _address(name: str) -> str:
    """The name of a file of this system as a relative address, even one that is not UTF-8."""
    return quote(os.fsencode(name), safe="")


def _common(report: Report) -> dict[str, Any]:
    return {"report": report, "footer": FOOTER}
