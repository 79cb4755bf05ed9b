"""The file to anonymise: a Word document, or a sentence that says what to do with the others."""

from __future__ import annotations

from pathlib import Path

from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import UsageError
from dossier_builder.ooxml import Package
from dossier_builder.ouverture.recognition import recognise

_INSTEAD = {
    "pdf": (
        "Un PDF ne s’anonymise pas sans risque : le texte caché sous un rectangle noir se copie "
        "encore. Anonymisez le document Word dont il vient, puis exportez-le en PDF."
    ),
    "odt": (
        "Dans LibreOffice : Fichier > Enregistrer sous, format Word (.docx). Anonymisez le .docx, "
        "puis rouvrez-le dans LibreOffice si vous voulez revenir à l’.odt."
    ),
    "autre": "Ouvrez-le dans Word, enregistrez-le au format .docx et anonymisez ce .docx.",
}


def open_word_document(path: Path) -> Package:
    """The package of a docx.

    Raises UsageError for a folder and for every other format, with what to do; UnreadableError
    when the docx is damaged, encrypted, too large.
    """
    if path.is_dir():
        raise UsageError(
            insecable(f"« {path} » est un dossier : indiquez un document Word."),
            "Pour un dossier de fichiers : dossier generer, puis le .docx du sous-dossier rendu.",
        )
    found = recognise(path, path.name)
    if found.kind != "docx":
        key = {"pdf": "pdf", "odt": "odt", "ott": "odt"}.get(found.kind, "autre")
        message = f"« {path.name} » est {found.seen} : seuls les .docx s’anonymisent."
        raise UsageError(insecable(message), insecable(_INSTEAD[key]))
    return Package.read(path)
