"""Proofs and sheets as PDFs: filled gabarits laid out together; a proof is made to fit one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier_builder.depot.preuve import ROOMS, Proven, proof_of
from dossier_builder.depot.values import Reglages
from dossier_builder.domain.submission import EngineName, Layout
from dossier_builder.errors import LayoutFailedError
from dossier_builder.layout import LayoutJob, export_final
from dossier_builder.pdf import finish, page_count
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.render.depot import FeuilleSession, render_proof, render_session
from dossier_builder.resources import templates_root

_FOLDER = Path("_commun", "depot")


def gabarit(name: str, roots: Sequence[Path]) -> Path:
    """`preuve.docx` or `session.docx`: that of the first root that has one, else ours."""
    found = (root / _FOLDER / name for root in roots)
    return next((path for path in found if path.is_file()), templates_root() / _FOLDER / name)


def print_proofs(
    proven: Mapping[int, Proven], reglages: Reglages, engines: Sequence[EngineName], room: Path
) -> dict[int, bytes]:
    """The proof of each deposit as a PDF of one page.

    Raises PackError (gabarit), LayoutFailedError when no engine can print one.
    """
    model = gabarit("preuve.docx", pack_roots(reglages.packs))
    printed: dict[int, bytes] = {}
    left = dict(proven)
    for size in ROOMS:
        sheets = {}
        for rank, one in left.items():
            sheets[rank] = render_proof(proof_of(one, reglages, size), model, date=reglages.now)
        for rank, path in print_all(sheets, engines, room).items():
            title = f"Preuve de dépôt – {left[rank].modele.sigle} – {left[rank].demande.affiche}"
            printed[rank] = _finished(path, title)
            if page_count(path) == 1:
                del left[rank]
        if not left:
            break
    return printed


def print_session(
    sheet: FeuilleSession, engines: Sequence[EngineName], room: Path, *, roots: Sequence[Path],
    date: dt.datetime,
) -> bytes:  # fmt: skip
    """The session's sheet as a PDF. Raises as `print_proofs`."""
    docx = render_session(sheet, gabarit("session.docx", roots), date=date)
    return _finished(print_all({0: docx}, engines, room)[0], sheet.titre)


def print_all(
    sheets: Mapping[int, bytes], engines: Sequence[EngineName], room: Path
) -> dict[int, Path]:
    """Each docx as a PDF in `room`, all in one go; the next engine for what the first cannot."""
    jobs = {}
    for rank, data in sheets.items():
        source = room / f"feuille{rank}.docx"
        source.write_bytes(data)
        jobs[LayoutJob(source, source.with_suffix(".pdf"))] = rank
    made: dict[int, Path] = {}
    for engine in engines:
        left = [job for job, rank in jobs.items() if rank not in made]
        for laid in export_final(left, engine) if left else ():
            if isinstance(laid.result, Layout):
                made[jobs[laid.job]] = laid.job.output
    if len(made) < len(jobs):
        raise LayoutFailedError(
            "La preuve n’a pas pu être imprimée en PDF ; rien n’a été déposé.",
            "Lancez « dossier diagnostic », puis recommencez.",
        )
    return made


def _finished(pdf: Path, title: str) -> bytes:
    properties = {"Title": title, "Author": "dossier_builder"}
    return finish(pdf, properties=properties, language="fr-FR", is_mark=lambda _: False)
