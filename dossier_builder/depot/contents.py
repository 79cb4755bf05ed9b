"""The files of one deposit: the PDF, the document it comes from, the annexes apart if asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dossier_builder.depot.final_pdf import FinalPdf, lacks, quality_sentence
from dossier_builder.depot.values import Fichier
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.typographie import enumeration, insecable, plages, pluriel
from dossier_builder.errors import DossierError
from dossier_builder.ooxml import Package
from dossier_builder.ooxml.comments import AUTHOR, comments, without_comments
from dossier_builder.ouverture.recognition import recognise
from dossier_builder.pdf import pages_of
from dossier_builder.values import frozen

_ENGINES = {"libreoffice": "fait par LibreOffice", "dxpdf": "fait par le moteur embarqué"}


@frozen
class Contents:
    """The files, what is to be said of them, and what stands in them unverified (French)."""

    fichiers: tuple[Fichier, ...]
    remarques: tuple[str, ...]
    non_verifie: tuple[str, ...] = ()


def contents_of(
    stem: str, source: Path, final: FinalPdf, pagination: Pagination | None, *,
    annexes: bool, word: Path | None,
) -> Contents:  # fmt: skip
    """Everything that goes into the deposit but the manifest and the proof.

    `source` is a snapshot of what was checked. Raises UnreadableError.
    """
    files = [_pdf(stem, final)]
    remarks: list[str] = []
    unchecked: list[str] = []
    missing = lacks(final.quality)
    if missing:
        made = "déposé tel quel" if final.engine is None else "fait ici"
        remarks.append(f"PDF {made} : {missing}.")
    document = source if final.engine is not None else word
    if document is not None:
        put, said = _document(stem, document)
        files.append(put)
        remarks += said
        if final.engine is None:
            unchecked.append("Le document Word joint : c’est le PDF qui a été contrôlé.")
    if annexes:
        cut, why = _annexes_apart(stem, final, pagination)
        files += cut
        remarks += [why] if why else []
    return Contents(tuple(files), tuple(map(insecable, remarks)), tuple(map(insecable, unchecked)))


def _pdf(stem: str, final: FinalPdf) -> Fichier:
    how = _ENGINES[final.engine] if final.engine else "tel que reçu"
    detail = f"{how} ; {quality_sentence(final.quality)}"
    return Fichier(f"{stem}.pdf", "pdf", final.path.read_bytes(), final.quality.pages, detail)


def _document(stem: str, path: Path) -> tuple[Fichier, list[str]]:
    """The document without our comments, else byte for byte; whose comments are left."""
    kind = recognise(path, path.name).kind
    suffix = path.suffix.lower() if path.suffix.lower() not in {"", ".zip"} else f".{kind}"
    data = path.read_bytes()
    name = f"{stem}{suffix}"
    if kind != "docx":
        return Fichier(name, "source", data, None, "tel que reçu"), []
    package = Package.from_bytes(data)
    found = comments(package)
    ours = sum(one.author == AUTHOR for one in found)
    others = [one for one in found if one.author != AUTHOR]
    detail = "document Word"
    said = []
    if ours:
        data = without_comments(package).to_bytes()
        count = pluriel(ours, "commentaire de contrôle retiré", "commentaires de contrôle retirés")
        detail += f", {count}"
    if others:
        who = enumeration(sorted({one.author or "sans nom" for one in others}))
        count = pluriel(len(others), "commentaire")
        said.append(f"Le Word garde {count} de : {who}. Retirez-les dans Word s’il le faut.")
        detail += f", {count} d’autres personnes"
    return Fichier(name, "source", data, None, detail), said


def _annexes_apart(
    stem: str, final: FinalPdf, pagination: Pagination | None
) -> tuple[list[Fichier], str]:
    """The PDF in two, and why it could not be cut (French)."""
    total = final.quality.pages
    start = _annexes_start(pagination, total)
    if start is None:
        doubt = pagination is not None and pagination.annexes_debut is not None
        why = "leur début n’est pas sûr" if doubt else "le document n’en a pas"
        return [], f"Les annexes ne sont pas mises à part : {why}."
    first, shared = start
    try:
        return list(_cut(stem, final.path, first, total, shared=shared)), ""
    except DossierError as error:
        return [], f"Les annexes ne sont pas mises à part : {error.message}"


def _annexes_start(pagination: Pagination | None, total: int) -> tuple[int, bool] | None:
    """The first page of the annexes in this PDF, and whether the text ends on it."""
    if pagination is None or pagination.hypotheses:
        return None
    starts = {
        witness.annexes_debut
        for witness in pagination.temoins
        if witness.total == total and witness.annexes_debut is not None
    }
    if len(starts) != 1:
        return None
    (first,) = starts
    body = pagination.hors_annexes
    return (first, body.is_exact and body.min == first) if 1 < first <= total else None


def _cut(stem: str, path: Path, first: int, total: int, *, shared: bool) -> Iterator[Fichier]:
    last = first if shared else first - 1
    told = insecable(f"p. {plages(range(1, last + 1))} du PDF ; sans balises")
    body = pages_of(path, 1, last, title=f"{stem} (sans annexes)")
    yield Fichier(f"{stem}_sans-annexes.pdf", "sans_annexes", body, last, told)
    rest = total - first + 1
    told = insecable(f"p. {plages(range(first, total + 1))} du PDF ; sans balises")
    data = pages_of(path, first, total, title=f"{stem} (annexes)")
    yield Fichier(f"{stem}_annexes.pdf", "annexes", data, rest, told)
