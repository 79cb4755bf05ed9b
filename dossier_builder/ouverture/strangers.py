"""Files that are no document that can be checked: what each is, and what to do with it."""

from __future__ import annotations

from pathlib import Path

from dossier_builder.ouverture import letters
from dossier_builder.ouverture.kinds import Stranger

_TO_DOCX = "Ce format n’est pas pris en charge : enregistrez-le en .docx ou en PDF."
_FROM_WORD = "Ouvrez-le dans Word et enregistrez-le au format .docx ou en PDF."
_PHOTOS = "Demandez le document lui-même, en .docx ou en PDF."
_FROM_GOOGLE = "Dans Google Docs : Fichier > Télécharger > Microsoft Word (.docx)."
_LOCK_BYTES = 1_024  # Word's owner files have 54 or 162 bytes, those of LibreOffice about 100
_MARK = b"\xef\xbb\xbf"

_SIGNS: tuple[tuple[tuple[bytes, ...], Stranger], ...] = (
    (
        (b"\x89png", b"\xff\xd8\xff", b"gif8", b"ii*\x00", b"mm\x00*", b"bm"),
        Stranger("une image", _PHOTOS, letter=letters.PHOTO),
    ),
    (
        (b"<!doctype html", b"<html", b"<head", b"<meta", b"mime-version:"),
        Stranger("une page web", _FROM_WORD),
    ),
    ((b"\xffwpc",), Stranger("un document WordPerfect", _TO_DOCX)),
    (
        (b"\xdb\xa5-\x00", b"1\xbe\x00\x00"),
        Stranger("un document d’un très vieux Word", _FROM_WORD),
    ),
    (
        (b"rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b"),
        Stranger(
            "une archive compressée, pas un document",
            "Décompressez-la et indiquez les documents qu’elle contient.",
        ),
    ),
    (
        (b"[internetshortcut]",),
        Stranger(
            "un raccourci vers une page web, pas le document", _FROM_GOOGLE, letter=letters.CLOUD
        ),
    ),
    (
        (b"\x78\x9f\x3e\x22",),  # [MS-OXTNEF] §2.1.3.3
        Stranger(
            "une pièce jointe emballée par Outlook (winmail.dat)",
            "Demandez que le message soit renvoyé au format HTML, ou le document déposé en PDF.",
            letter=letters.WINMAIL,
        ),
    ),
    (
        (b"l\x00\x00\x00\x01\x14\x02\x00",),  # [MS-SHLLINK] §2.1, in lower case
        Stranger(
            "un raccourci Windows, pas le document",
            "Demandez le document lui-même, en .docx ou en PDF.",
            letter=letters.SHORTCUT,
        ),
    ),
    (
        (b"bplist00",),
        Stranger(
            "un raccourci d’Apple, pas le document",
            "Demandez le document lui-même, en .docx ou en PDF.",
            letter=letters.CLOUD,
        ),
    ),
)
"""First bytes in lower case, white space and byte order mark left out."""
_WORD_XML = (b'progid="word.document"', b"<w:worddocument", b"<pkg:package")
_FLAT_OPENDOCUMENT = b"office:document"
_GOOGLE = (b'"doc_id"', b"docs.google.com")
_HEIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def recognise(path: Path, head: bytes) -> Stranger:
    """What a file is that is neither a PDF, nor RTF, nor an archive, nor an old Office file.

    `head` is its beginning.
    """
    lock = _lock(path, head)
    if lock:
        return lock
    if head[4:8] == b"ftyp":
        seen = "une photo (HEIC)" if head[8:12] in _HEIF else "une vidéo"
        return Stranger(seen, _PHOTOS, letter=letters.PHOTO if head[8:12] in _HEIF else "")
    if head[:4] == b"RIFF":
        return Stranger("une image" if head[8:12] == b"WEBP" else "un son ou une vidéo", _PHOTOS)
    start = _plain(head)
    for signs, stranger in _SIGNS:
        if start.startswith(signs):
            return stranger
    return _xml_or_text(start, binary=b"\x00" in _without_marks(head))


def _lock(path: Path, head: bytes) -> Stranger | None:
    """The small file that stands beside a document while somebody has it open."""
    if len(head) > _LOCK_BYTES:
        return None
    for prefix, program, suffix in (("~$", "Word", ""), (".~lock.", "LibreOffice", "#")):
        if path.name.startswith(prefix) and path.name.endswith(suffix):
            return Stranger(
                f"le témoin que {program} pose à côté d’un document ouvert, pas le document",
                f"Fermez le document dans {program} et indiquez le document lui-même.",
                known=True,
            )
    return None


def _plain(head: bytes) -> bytes:
    """The text in lower case, one byte a letter, whatever its encoding."""
    return _without_marks(head).lstrip(b" \t\r\n").lower()


def _without_marks(head: bytes) -> bytes:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").encode("utf-8")
    return head.removeprefix(_MARK)


def _xml_or_text(start: bytes, *, binary: bool) -> Stranger:
    if binary:
        return Stranger("un fichier d’un type inconnu", _TO_DOCX)
    if any(sign in start for sign in _WORD_XML):
        return Stranger("un document Word au format XML", _FROM_WORD)
    if start.startswith(b"<?xml") and _FLAT_OPENDOCUMENT in start:
        return Stranger("un document LibreOffice en un seul fichier XML (.fodt)", _TO_DOCX)
    if start.startswith(b"<?xml") and b"<html" in start:
        return Stranger("une page web", _FROM_WORD)
    apple = start.startswith(b"<?xml") and b"<plist" in start and b"<key>url</key>" in start
    google = start.startswith((b"{", b"[")) and any(sign in start for sign in _GOOGLE)
    if apple or google:
        where = "vers Google Docs" if google else "vers une page web"
        seen = f"un raccourci {where}, pas le document"
        return Stranger(seen, _FROM_GOOGLE, letter=letters.CLOUD)
    return Stranger("un fichier de texte simple", _TO_DOCX)
