"""The annotated copies of a run: one docx for each Word file, beside nothing of the learner's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import UnreadableError
from dossier_builder.ouverture.recognition import recognise
from dossier_builder.report.annotated import annotate
from dossier_builder.report.fiche import Written, said_of_kept
from dossier_builder.report.file_names import unique_stems
from dossier_builder.report.promotion import sigle
from dossier_builder.resources.kept import put_beside

ENDING = " - annoté"


def write_annotated(report: Report, folder: Path, sources: Mapping[int, Path]) -> Written:
    """Write `DUPONT Alex - CCP2 - annoté.docx` in the folder for each of the sources.

    `sources`: rank of a document in the report → the learner's Word file, which is only read. What
    cannot be annotated is said in a sentence, and the others go on. A file there that is not ours,
    or that somebody changed, is kept: ours goes beside it. Raises CannotWriteError.
    """
    ranks = sorted(sources)
    stems = unique_stems([_name(report, rank, sources[rank]) for rank in ranks], ENDING)
    paths: list[Path] = []
    avis: list[str] = []
    for rank, stem in zip(ranks, stems, strict=True):
        source = sources[rank]
        try:
            made = _annotated(source, report.documents[rank], report)
        except UnreadableError as error:
            avis.append(f"Pas de copie annotée de « {source.name} ». {error.message}")
            continue
        put = put_beside(
            folder, stem, {".docx": made}, now=report.date, spared=tuple(sources.values())
        )
        paths += put.paths
        avis += said_of_kept(put)
    return Written(tuple(paths), tuple(map(insecable, avis)))


def _annotated(source: Path, document: DocumentReport, report: Report) -> bytes:
    """The copy; raises UnreadableError with the reason, for what is no Word document too."""
    if document.erreur is not None:
        raise UnreadableError(document.erreur.message, document.erreur.aide)
    what = recognise(source, source.name)
    if what.kind != "docx":
        raise UnreadableError(
            f"Seul un document Word (.docx) s’annote ; c’est {what.seen}.",
            "Les remarques sont dans la fiche et dans le rapport.",
        )
    return annotate(source, document, date=report.date)


def _name(report: Report, rank: int, source: Path) -> str:
    """Whose it is and what it is; the file's own name when nobody is named for it."""
    for bilan in report.cohorte.bilans if report.cohorte else ():
        for piece in bilan.pieces:
            if piece.document == rank:
                modele = report.documents[rank].modele
                kind = modele.sigle if modele else sigle(piece.genre, {})
                return f"{bilan.apprenant.affiche} - {kind}"
    return source.stem.removesuffix(ENDING)
