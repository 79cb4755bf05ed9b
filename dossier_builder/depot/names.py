"""How the folders and the files of a deposit are called: the centre's pattern, safe everywhere."""

from __future__ import annotations

import re

from dossier_builder.depot.values import Demande
from dossier_builder.domain.modele import Modele
from dossier_builder.report.file_names import safe_stem

_SEPARATORS = re.compile(r"([_\-. ])[_\-. ]+")


def file_stem(demande: Demande, modele: Modele, numero: int) -> str:
    """`CCP2_EXEMPLE_Camille_2026-12-07`, by the pack's pattern; what is not known leaves no gap."""
    session = demande.rapport.session
    centre = modele.centre.nom if modele.centre else ""
    words = {
        "sigle": modele.sigle,
        "genre": modele.id.rpartition("/")[2],
        "NOM": demande.nom.upper() or demande.dossier,
        "Nom": demande.nom or demande.dossier,
        "Prenom": demande.prenom,
        "session": session.isoformat() if session else "",
        "centre": centre,
        "numero": str(numero),
    }
    joined = {name: "-".join(_plain(text).split()) for name, text in words.items()}
    text = _SEPARATORS.sub(r"\1", modele.depot.nom.format(**joined)).strip("_-. ")
    return safe_stem(text)


def folder_name(name: str) -> str:
    """A candidate's name, or a kind's, as a folder."""
    return safe_stem(name)


def _plain(text: str) -> str:
    """A value that cannot climb out of its folder, nor be taken for part of the pattern."""
    return re.sub(r'[<>:"/\\|?*{}_]', " ", text)
