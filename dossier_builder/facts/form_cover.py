"""The cover of the form: who, which title, by which path."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from dossier_builder.domain.form_places import CoverField
from dossier_builder.facts import form_texts as texts
from dossier_builder.facts.form_placeholders import Placeholders
from dossier_builder.facts.form_texts import Entry
from dossier_builder.facts.form_words import Phrase, Words, phrase, value

Modalite = Literal["formation", "vae"]

LABELS: tuple[tuple[CoverField, Phrase], ...] = (
    ("nom_naissance", phrase("Nom de naissance")),
    ("nom_usage", phrase("Nom d’usage")),
    ("prenom", phrase("Prénom")),
    ("adresse", phrase("Adresse")),
    ("titre", texts.TITRE_VISE),
)
CHOICES: tuple[tuple[Modalite, Phrase], ...] = (
    ("formation", phrase("Parcours de formation")),
    ("vae", phrase("Validation des Acquis")),
)
_END = (texts.PRESENTATION, texts.SOMMAIRE)
# The two boxes and their labels: more lines than this are another part.
_CHOICE_LINES = 8
# Check marks of Unicode; of Wingdings in its private area, or read as Latin letters in a PDF
# (þ ý ticked, ¨ empty); those that people type.
_TICKED = (
    r"[☒☑✓✔✗✘✕✖⊠■▣\U0001f5f9\U0001f5f7\U0001f5f8\U0001f5f5þý\uf0fe\uf0fd\uf0fc\uf0fb"
    r"\uf052\uf053\uf078]|[\[(]\s?[xX✓]\s?[\])]|(?<![^\W_])[xX](?![^\W_])"
)
_EMPTY = r"[☐□❏❑❒◻▢¨\uf0a8\uf06f\uf071\uf072]|\[\s?\]|\(\s?\)|(?<![^\W_])o(?![^\W_])"
_BOX = re.compile(rf"(?P<ticked>{_TICKED})|{_EMPTY}")


def cover_end(entries: Sequence[Entry], first_block: int) -> int:
    """Where the cover ends: at the next part of the form, at the latest at the first example."""
    for at, entry in enumerate(entries[:first_block]):
        if any(entry.words.words == end or entry.opens(end) for end in _END):
            return at
    return first_block


def read_fields(cover: Sequence[Entry], placeholders: Placeholders) -> Mapping[str, str]:
    """What follows each label, on its line or below; "" when nothing or a placeholder does."""
    found: dict[str, list[str]] = {}
    current = None
    for entry in cover:
        if entry.words.starts_with(texts.MODALITE):
            break
        text = entry.line.text
        for name, label in LABELS:
            if name not in found and entry.words.starts_with(label):
                current, text = name, entry.words.after(len(label))
                found[name] = []
                break
        if current is not None:
            written = value(placeholders.written(entry.line, value(text)))
            found[current].append(written)
    return MappingProxyType(
        {name: " ".join(filter(None, found.get(name, []))) for name, _ in LABELS}
    )


def read_modalites(cover: Sequence[Entry]) -> Mapping[Modalite, bool]:
    """Which path is ticked; a path whose box cannot be read is left out."""
    start = next((n for n, e in enumerate(cover) if e.words.starts_with(texts.MODALITE)), None)
    after = cover[start:] if start is not None else cover
    lines = [entry.words.text for entry in after if entry.line.text.strip()]
    shown = Words.of("\n".join(lines[:_CHOICE_LINES] if start is not None else lines))
    labels = {name: at for name, label in CHOICES if (at := _place(shown, label)) is not None}
    first = min(labels.values(), default=0)
    # Far above the labels, a box or a lone x belongs to something else.
    boxes = [b for b in _BOX.finditer(shown.text) if b.start() >= _line_above(shown.text, first)]
    places = sorted(labels.items(), key=lambda item: item[1])
    return MappingProxyType(_paired(shown.text, boxes, places))


def _paired(
    text: str, boxes: Sequence[re.Match[str]], labels: Sequence[tuple[Modalite, int]]
) -> dict[Modalite, bool]:
    """Each label with its box: in order when there are as many, else the box before it.

    After it when a label comes first on its line: « Parcours de formation ☒ ».
    """
    if not boxes or not labels:
        return {}
    if len(boxes) == len(labels):
        return {
            name: box["ticked"] is not None for (name, _), box in zip(labels, boxes, strict=True)
        }
    first = boxes[0].start()
    start_of_line = text.rfind("\n", 0, first)
    before = not any(start_of_line < at < first for _, at in labels)
    found: dict[Modalite, bool] = {}
    for box in boxes:
        near = [name for name, at in labels if (at > box.start()) == before]
        if near:
            found[near[0] if before else near[-1]] = box["ticked"] is not None
    # A cross and nothing else: the path without a cross is the one not taken.
    if all(found.values()):
        found.update({name: False for name, _ in labels if name not in found})
    return found


def _place(shown: Words, label: Phrase) -> int | None:
    for at in range(len(shown.words)):
        if shown.starts_with(label, at):
            return shown.ends[at] - 1
    return None


def _line_above(text: str, place: int) -> int:
    """Where the line before the one of `place` begins."""
    line = text.rfind("\n", 0, place)
    return max(0, text.rfind("\n", 0, max(0, line)) + 1) if line > 0 else 0
