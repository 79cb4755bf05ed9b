"""What the name of a file tells before anybody opens it: worth opening or not, who sent it."""

from __future__ import annotations

import os
import re
import unicodedata

from dossier_builder.values import frozen

DOCUMENTS = frozenset(
    (
        *(".docx", ".docm", ".dotx", ".dotm", ".pdf", ".odt", ".ott", ".doc", ".dot", ".rtf"),
        # Not read, but handed in: each gets a sentence, nobody is left out in silence.
        *(".pages", ".fodt", ".odm", ".wps", ".wpd", ".gdoc", ".gsheet", ".gslides", ".heic"),
        *(".heif", ".url", ".webloc", ".lnk", ".msg", ".rar", ".7z", ".gz", ".tgz"),
    )
)
"""What is looked at in a folder; what a file is, its content tells."""
WINMAIL = "winmail.dat"
ARCHIVE = ".zip"
PACKAGES = frozenset((".pages", ".rtfd", ".numbers", ".key", ".app"))
"""Folders that Apple's programs show as one document."""

_SYSTEM = re.compile(r"^(?:desktop\.ini|thumbs\.db|ehthumbs\.db|icon\r?|__macosx)$", re.IGNORECASE)
_OURS = frozenset(("cohorte.yaml", "candidat.yaml"))
_MOODLE = re.compile(
    r"(?P<nom>.+?)_(?P<numero>\d+)_assignsubmission_(?:file|onlinetext)_(?P<fichier>.*)", re.DOTALL
)
_ARROW = " › "


@frozen
class Depot:
    """What Moodle writes before a file: who sent it, and the number of that submission."""

    nom: str
    numero: str
    fichier: str


def moodle(name: str) -> Depot | None:
    """`NOM Prénom_123456_assignsubmission_file_…`, a folder or a file; None for another name."""
    found = _MOODLE.fullmatch(name)
    return Depot(found["nom"].strip(), found["numero"], found["fichier"]) if found else None


def is_hidden(name: str) -> bool:
    """What systems and word processors leave behind: `.DS_Store`, `~$ossier.docx`, `__MACOSX`."""
    return name.startswith((".", "~")) or bool(_SYSTEM.match(name))


def is_ours(name: str) -> bool:
    """What says how to take the others, and needs no word about it."""
    return name.casefold() in _OURS


def suffix(name: str) -> str:
    """`.docx`; "" without one."""
    return os.path.splitext(name.rstrip(" ."))[1].casefold()  # noqa: PTH122 - a name, not a path


def displayed(name: str) -> str:
    """A name as reports may show it: one line, characters that exist, accents in one piece."""
    whole = os.fsencode(name).decode("utf-8", "replace")
    shown = "".join(
        "�" if unicodedata.category(character) in {"Cc", "Cs"} else character
        for character in unicodedata.normalize("NFC", whole)
    )
    return shown or "�"


def inside(archive: str, entry: str) -> str:
    """`promo.zip › dossier/fichier.docx`."""
    return f"{archive}{_ARROW}{entry}"
