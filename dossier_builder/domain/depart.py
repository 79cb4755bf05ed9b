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
_SHORT = re.compile(r"\[[^\[\]]{2,90}\]")


def place(text: str) -> str:
    """What a short place shows: `[Titre du projet]`."""
    return f"[{text}]"


def optional(title: str) -> str:
    """The title of a place that may stay empty."""
    return f"{title} (facultatif)"


def help_lines(texts: Sequence[str]) -> frozenset[int]:
    """Positions of the paragraphs that are the help of a place, from its opening to its close."""
    found: set[int] = set()
    for start, text in enumerate(texts):
        if not folded(text).startswith(_OPENING):
            continue
        for end in range(start, min(start + _LONGEST, len(texts))):
            if folded(texts[end]).endswith(_CLOSING):
                found.update(range(start, end + 1))
                break
    return frozenset(found)


def is_place(text: str) -> bool:
    """Whether the text is what a short place shows: words in square brackets, nothing else."""
    return _SHORT.fullmatch(text.strip()) is not None


def places_in(text: str) -> tuple[str, ...]:
    """The short places shown within a text."""
    return tuple(_SHORT.findall(text))
