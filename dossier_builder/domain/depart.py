"""The start file's own words: how a place says what is expected there, and how it is known again.

Known by its wording, not by Word's flag alone: some programs fill a content control and leave its
flag, others (Google Docs) drop the control and leave its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier_builder.domain.wording import folded

PROPERTY = "dossier.depart"
"""The custom property that marks a start file."""

CENTRE, VILLE, LIEU = "dossier.centre", "dossier.ville", "dossier.lieu"
"""Those that hold what the cover may not say: the centre, its town, where the session is."""

OPENING = "Écrivez ici :"
CLOSING = "Cliquez sur ce texte et tapez : il disparaît."
_OPENING, _CLOSING = folded(OPENING), folded(CLOSING)
_LONGEST = 12  # paragraphs of a help
_LENGTH, _QUESTION = "longueur :", "–"
ANNEX_LINES = (
    "une annexe : collez un document anonymisé, une image, un tableau.",
    "Donnez-lui un titre, et citez-la dans votre texte : « voir annexe 1 ».",
    "Pour une annexe de plus : copiez ce titre, collez-le plus bas, puis Ctrl+A et F9.",
    "Aucune annexe ? Supprimez le titre ci-dessus et ce texte.",
)
"""The help of an annex."""
FORM_PLACES = (
    "Nom d’usage, s’il est différent", "Adresse", "Entreprise", "Service", "Date de début",
    "Date de fin",
)  # fmt: skip
"""The short places of the ministry's form that no field of the pack names."""
_ANNEX_LINES = frozenset(map(folded, ANNEX_LINES))
_SHORT = re.compile(r"\[[^\[\]]{2,90}\]")


def place(text: str) -> str:
    """What a short place shows: `[Titre du projet]`."""
    return f"[{text}]"


def optional(title: str) -> str:
    """The title of a place that may stay empty."""
    return f"{title} (facultatif)"


def help_lines(texts: Sequence[str]) -> frozenset[int]:
    """Positions of the paragraphs that are the help of a place, from its opening to its close.

    What somebody typed between the two is not of them.
    """
    plain = [folded(text) for text in texts]
    found: set[int] = set()
    for start, text in enumerate(plain):
        if not text.startswith(_OPENING):
            continue
        for end in range(start, min(start + _LONGEST, len(plain))):
            if plain[end].endswith(_CLOSING):
                found |= {start, end}
                found.update(n for n in range(start, end) if _is_line_of_help(plain[n]))
                break
    return frozenset(found)


def _is_line_of_help(text: str) -> bool:
    """Whether the folded text has the look of a line between an opening and its close."""
    asks = text.startswith(_QUESTION) and text.endswith("?")
    return asks or text.startswith(_LENGTH) or text in _ANNEX_LINES


def is_place(text: str) -> bool:
    """Whether the text is what a short place shows: words in square brackets, nothing else."""
    return _SHORT.fullmatch(text.strip()) is not None


def places_in(text: str) -> tuple[str, ...]:
    """The short places shown within a text."""
    return tuple(_SHORT.findall(text))
