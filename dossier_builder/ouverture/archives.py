"""Which document a zip holds: a docx, an OpenDocument text, or something else that says so."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.typographie import pluriel
from dossier_builder.ooxml.gate import open_archive, read_bounded
from dossier_builder.ouverture import letters
from dossier_builder.ouverture.kinds import Document, Stranger

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")

_OPENDOCUMENT = "application/vnd.oasis.opendocument."
_TEXT: dict[str, Literal["odt", "ott"]] = {"text": "odt", "text-template": "ott"}
_OTHER = {
    "spreadsheet": "un classeur LibreOffice (.ods)",
    "presentation": "un diaporama LibreOffice (.odp)",
    "graphics": "un dessin LibreOffice (.odg)",
    "text-master": "un document maître LibreOffice (.odm), sans le texte de ses parties",
}
# LibreOffice writes empty libraries; what else is in those folders is a macro.
_MODULE = re.compile(r"(?:Basic|Scripts)/.*/(?!script-l[bc]\.xml|dialog-l[bc]\.xml)[^/]+$")
_MIMETYPE_BYTES = 200
_TO_DOCX = "Enregistrez le document au format .docx ou en PDF."
_LOCKED = (
    b"manifest:encryption-data",
    b"<encryption-data",
)  # ODF 1.3 part 2 §4.16: an entry of the manifest that is encrypted


def recognise(path: Path) -> Document | Stranger:
    """The document of an archive that has passed the gate.

    Without a table of contents that can be read it is taken for a docx: the gate says what is
    wrong. Raises UnreadableError: too large, a bomb, damaged.
    """
    archive = open_archive(read_bounded(path))
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return Document("docx")
    media = _media(archive)
    if media.startswith(_OPENDOCUMENT):
        return _opendocument(archive, media.removeprefix(_OPENDOCUMENT))
    if media == "application/epub+zip":
        return Stranger("un livre numérique (.epub)", _TO_DOCX)
    if any(name.startswith("Index/") or name == "Index.zip" for name in names):
        return Stranger(
            "un document Pages d’Apple",
            "Dans Pages : Fichier > Exporter vers > Word, ou PDF.",
            letter=letters.PAGES,
        )
    files = [name for name in names if not name.endswith("/")]
    if "_rels/.rels" in names:
        return Document("docx")  # of a producer that forgot the content types: the gate judges
    held = pluriel(len(files), "fichier", "fichiers")
    return Stranger(
        f"une archive ZIP ({held}), pas un document",
        "Décompressez-la et indiquez les documents qu’elle contient.",
    )


def _media(archive: zipfile.ZipFile) -> str:
    """What the archive says it is (ODF 1.3 part 2 §3.3), "" when it says nothing."""
    try:
        with archive.open("mimetype") as entry:
            return entry.read(_MIMETYPE_BYTES).decode("ascii", "replace").strip()
    except (KeyError, *ZIP_ERRORS):
        return ""


def _opendocument(archive: zipfile.ZipFile, media: str) -> Document | Stranger:
    if media not in _TEXT:
        seen = next((text for word, text in _OTHER.items() if media.startswith(word)), "")
        return Stranger(seen or "un document LibreOffice qui n’est pas un texte", _TO_DOCX)
    if _is_locked(archive):
        return Stranger(
            "un document LibreOffice protégé par un mot de passe",
            "Ouvrez-le avec son mot de passe et enregistrez-le sans.",
            known=True,
            letter=letters.LOCKED,
        )
    return Document(_TEXT[media], macros=any(map(_MODULE.match, archive.namelist())))


def _is_locked(archive: zipfile.ZipFile) -> bool:
    try:
        manifest = archive.read("META-INF/manifest.xml")
    except (KeyError, *ZIP_ERRORS):
        return False
    return any(sign in manifest for sign in _LOCKED)
