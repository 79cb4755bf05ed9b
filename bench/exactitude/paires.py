"""Real documents with the PDF that Word made of them, where they are: the only true referee."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.report import DocumentReport
from dossier_builder.pdf import page_count
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.engines import EngineChoice
from dossier_builder.pipeline.requests import Options, Request
from exactitude.mesure import NOW, holds
from exactitude.textes import ROOT

VARIABLE = "DOSSIER_CORPUS"
_FORCED = "cip/ccp2"


@dataclass(frozen=True, slots=True)
class Paire:
    """A real docx or PDF checked; `pages` is the page count of Word's own PDF."""

    nom: str
    pages: int
    rapport: DocumentReport

    @property
    def pagination(self) -> Pagination | None:
        """What was said of its pages."""
        return self.rapport.pagination

    @property
    def contenue(self) -> bool:
        """Whether the interval holds Word's count."""
        return self.pagination is not None and holds(self.pagination.total, self.pages)

    @property
    def sure(self) -> bool:
        """Whether the count was said sure."""
        return self.pagination is not None and self.pagination.confiance == "sure"


def corpus() -> Path:
    """Where the pairs are looked for."""
    return Path(os.environ.get(VARIABLE, ROOT.parent / "shared" / "corpus")) / "pairs"


def results(moteur: EngineChoice) -> tuple[Paire, ...]:
    """Each docx, then each PDF; empty where there is no corpus."""
    sources = sorted(corpus().glob("*.docx")) if corpus().is_dir() else []
    sources = [path for path in sources if path.with_suffix(".pdf").exists()]
    if not sources:
        return ()
    paths = [*sources, *(path.with_suffix(".pdf") for path in sources)]
    options = Options(now=NOW, modele=_FORCED, moteur=moteur)
    workspace = Path(tempfile.mkdtemp(prefix="exactitude-"))
    try:
        requests = [Request(path, path.name) for path in paths]
        reports = list(check_documents(requests, options, workspace))
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
    return tuple(
        Paire(path.name, page_count(path.with_suffix(".pdf")), report)
        for path, report in zip(paths, reports, strict=True)
    )


def table(pairs: Sequence[Paire]) -> str:
    """One line a document, then the shares."""
    lines = [
        "| Document | Pages de Word | Intervalle | Confiance | Témoins |",
        "|---|---|---|---|---|",
    ]
    for pair in pairs:
        pagination = pair.pagination
        if pagination is None:
            reason = pair.rapport.erreur.message if pair.rapport.erreur else "?"
            lines.append(f"| {pair.nom} | {pair.pages} | illisible | – | {reason} |")
            continue
        witnesses = ", ".join(f"{w.source} {w.total}" for w in pagination.temoins)
        mark = "" if pair.contenue else " ✗"
        lines.append(
            f"| {pair.nom} | {pair.pages} | {pagination.total}{mark} "
            f"| {pagination.confiance} | {witnesses} |"
        )
    return "\n".join((*lines, "", sentence(pairs)))


def sentence(pairs: Sequence[Paire]) -> str:
    """The figures of the docx in a sentence: the PDF are exact by nature."""
    docx = [pair for pair in pairs if pair.nom.endswith(".docx")]
    wrong = sum(p.sure and p.pagination is not None and not _exact(p) for p in docx)
    outside = [p for p in docx if not p.contenue and p.pagination is not None]
    unsaid = sum(p.pagination.confiance != "incertaine" for p in outside if p.pagination)
    exact_pdf = sum(_exact(p) for p in pairs if p.nom.endswith(".pdf"))
    return (
        f"{len(docx)} documents Word : {sum(p.sure for p in docx)} sûrs, dont {wrong} faux ; "
        f"{sum(p.contenue for p in docx)} intervalles contiennent le compte de Word ; "
        f"{unsaid} hors intervalle sans être dit incertain. "
        f"{len(pairs) - len(docx)} PDF : {exact_pdf} exacts."
    )


def _exact(pair: Paire) -> bool:
    total = pair.pagination.total if pair.pagination else None
    return total is not None and total.is_exact and total.min == pair.pages
