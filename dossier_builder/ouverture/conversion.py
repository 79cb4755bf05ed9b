"""Office formats other than docx: made docx by LibreOffice before they are opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier_builder.domain.retires import Retire
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DependencyMissingError, DossierError, UnreadableError
from dossier_builder.layout import ENGINES, ConversionJob, convert_to_docx
from dossier_builder.ouverture.incoming import Incoming
from dossier_builder.ouverture.opendocument import harmless
from dossier_builder.ouverture.recognition import Recognised
from dossier_builder.values import frozen

_REMEDY = "Ouvrez-le dans Word ou LibreOffice et enregistrez-le au format .docx ou en PDF."


@frozen
class Conversion:
    """The docx made of a file, or why there is none; `note` tells the user (French).

    `retires` is what was taken out of the file before LibreOffice opened it.
    """

    made: Path | DossierError
    note: str = ""
    retires: tuple[Retire, ...] = ()

    def result(self) -> Path:
        """The docx. Raises UnreadableError, DependencyMissingError."""
        if isinstance(self.made, DossierError):
            raise self.made
        return self.made


def convert(lot: Sequence[tuple[Incoming, Recognised]]) -> Mapping[Incoming, Conversion]:
    """Convert every file of the lot, together: LibreOffice takes a second to start."""
    if not lot:
        return {}
    state = ENGINES["libreoffice"].probe()
    if not state.available:
        return {one: Conversion(_missing(one, what, state.remedy)) for one, what in lot}
    known: dict[ConversionJob, tuple[Incoming, Recognised]] = {}
    gone: dict[Incoming, tuple[Retire, ...]] = {}
    found: dict[Incoming, Conversion] = {}
    for one, what in lot:
        try:
            job, gone[one] = _job(one, what)
        except DossierError as error:
            found[one] = Conversion(error)
        else:
            known[job] = (one, what)
    for converted in convert_to_docx(list(known)):
        one, what = known[converted.job]
        if converted.motif:
            found[one] = Conversion(_failed(one, what, converted.motif))
        else:
            found[one] = Conversion(converted.job.output, _note(one, what), gone[one])
    return found


def _job(one: Incoming, what: Recognised) -> tuple[ConversionJob, tuple[Retire, ...]]:
    """What LibreOffice is given: an OpenDocument text without its links, else the file itself.

    Nothing can be taken out of an RTF or a .doc: the box keeps LibreOffice from following it.
    Raises UnreadableError.
    """
    source = one.path
    gone: tuple[Retire, ...] = ()
    if what.kind in {"odt", "ott"}:
        source = one.own_docx("source").with_suffix(f".{what.kind}")
        gone = harmless(one.path, source)
    return ConversionJob(source, f".{what.kind}", one.own_docx("converti")), gone


def _note(one: Incoming, what: Recognised) -> str:
    return insecable(
        f"« {one.name} » est {what.seen} : LibreOffice l’a converti pour le lire ; "
        "l’original n’est pas modifié."
    )


def _missing(one: Incoming, what: Recognised, remedy: str) -> DependencyMissingError:
    return DependencyMissingError(
        insecable(f"« {one.name} » est {what.seen} : il faut LibreOffice pour le lire."),
        insecable(f"{remedy} Ou enregistrez le document au format .docx ou en PDF."),
    )


def _failed(one: Incoming, what: Recognised, motif: str) -> UnreadableError:
    message = f"« {one.name} » est {what.seen}, qui n’a pas pu être converti : {motif}."
    return UnreadableError(insecable(message), insecable(_REMEDY))
