"""What was checked → what is asked of the deposit: the glue between `batch` and `depot`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder.batch.destinations import Destination, Destinations
from dossier_builder.cli.exit_codes import TO_MEND, of_lot
from dossier_builder.depot.values import Demande, Depose, Issue
from dossier_builder.domain.cohorte import Apprenant
from dossier_builder.domain.depot import MANIFEST
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import UsageError

if TYPE_CHECKING:
    from dossier_builder.batch.promotion import Run

WORKBOOK = "promo.xlsx"
"""The promotion's workbook, where a session has one."""
_WORD = (".docx", ".docm")
_NOBODY = "Sans nom"


def without_pairs(given: Sequence[str]) -> tuple[list[str], dict[str, Path]]:
    """What is to be checked, and the Word file that goes with each PDF of the same name."""
    paths = [Path(one) for one in given]
    pairs: dict[str, Path] = {}
    for text, path in zip(given, paths, strict=True):
        if path.suffix.lower() != ".pdf":
            continue
        for other in paths:
            if other.with_suffix("") == path.with_suffix("") and other.suffix.lower() in _WORD:
                pairs[text] = other
    beside = set(pairs.values())
    return [text for text, path in zip(given, paths, strict=True) if path not in beside], pairs


def refuse_reason_for_many(given: Sequence[str], malgre: str) -> None:
    """A reason is somebody's answer for one document. Raises UsageError."""
    if not malgre:
        return
    only = Path(given[0])
    is_folder = only.is_dir() and not (only / "dossier.yaml").is_file()
    if len(given) > 1 or is_folder or only.suffix.lower() == ".zip":
        raise UsageError(
            "--malgre engage pour un document à la fois.",
            'Nommez-le seul : dossier deposer CCP2.docx --malgre "raison"',
        )


def refuse_deposits(given: Sequence[str], vers: Path) -> None:
    """What is deposited already is verified, not deposited again. Raises UsageError."""
    archive = vers.resolve()
    for text in given:
        path = Path(text)
        inside = path.resolve() == archive or archive in path.resolve().parents
        if inside or (path / MANIFEST).is_file():
            raise UsageError(
                insecable(f"« {text} » fait partie des dépôts déjà faits."),
                f"Pour vérifier que rien n’y a changé : dossier deposer --verifier {text}",
            )


def destinations_of(given: Sequence[str], vers: Path, workbook: Path | None) -> Destinations:
    """What is no submission (the deposits), and the workbook whose decisions are followed."""
    beside = [Path(one) / WORKBOOK for one in given]
    found = workbook or next((path for path in beside if path.is_file()), None)
    books = (Destination("xlsx", found.absolute()),) if found else ()
    return Destinations((Destination("depot", vers.absolute()), *books))


def demandes_of(run: Run, pairs: Mapping[str, Path]) -> dict[int, Demande]:
    """Rank of a document → what is asked for it, at the final stage; set aside versions are not."""
    paths = {arrival.name: arrival.path for arrival in run.intake.arrivals}
    cohorte = run.report.cohorte
    found: dict[int, Demande] = {}
    if cohorte is None:
        for rank, rapport in enumerate(run.report.documents):
            source = paths.get(rapport.fichier, Path(rapport.fichier))
            word = pairs.get(rapport.fichier)
            found[rank] = _demande(rapport, source, _owner(rapport), word=word)
        return found
    for bilan in cohorte.bilans:
        for piece in bilan.pieces:
            rapport = run.report.documents[piece.document]
            rapport = replace(rapport, session=rapport.session or cohorte.session)
            source = paths.get(rapport.fichier, Path(rapport.fichier))
            word = paths.get(piece.docx) if piece.docx else None
            word = word if word != source else None
            found[piece.document] = _demande(rapport, source, bilan.apprenant, word=word)
    return _told_apart(run, found)


def _told_apart(run: Run, found: dict[int, Demande]) -> dict[int, Demande]:
    """Two learners of one name get two folders."""
    cohorte = run.report.cohorte
    folders: dict[str, str] = {}
    for bilan in cohorte.bilans if cohorte else ():
        base = bilan.apprenant.affiche or _NOBODY
        name, number = base, 2
        while folders.setdefault(name.casefold(), bilan.apprenant.cle) != bilan.apprenant.cle:
            name, number = f"{base} ({number})", number + 1
        for piece in bilan.pieces:
            found[piece.document] = replace(found[piece.document], dossier=name)
    return found


def _demande(
    rapport: DocumentReport, source: Path, who: Apprenant, *, word: Path | None
) -> Demande:
    final = replace(rapport, etape="final")
    return Demande(final, source, who.nom, who.prenom, who.affiche or _NOBODY, word)


def _owner(rapport: DocumentReport) -> Apprenant:
    """Whose a lone document is: what it says itself, else its file's name."""
    who = rapport.identite
    if who is not None and (who.nom or who.prenom):
        return Apprenant("", who.nom, who.prenom)
    return Apprenant("", Path(rapport.fichier).stem or _NOBODY, "")


def exit_code(documents: Sequence[DocumentReport], done: Mapping[int, Issue]) -> int:
    """0 when everything is put away; else what the check says of the documents, at least 1."""
    if all(isinstance(issue, Depose) for issue in done.values()):
        return 0
    return of_lot(documents) or TO_MEND
