"""What the pack says itself: its own words are nobody's copy.

Titles, help texts, fixed texts of the form, competences, the gabarit and the texts to start from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.wording import folded
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Package, paragraphs, text_of

GRAM = 5
"""Words in a row that are compared with those of the pack."""

_LEAST_WORDS = 7
"""Fewer words of the pack than this in a row may well be anybody's."""

_STARTING_TEXTS = "depart"
_TEXTS = (".md", ".txt")
_WORD = re.compile(r"[^\W_]+")
_NOT_SAID = {"gabarit", "dossiers", "regles"}
# A centre works with two or three packs; each holds some thousands of short tuples.
_REMEMBERED = 8

Gram = tuple[str, ...]


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    return folded(word)


def pack_spans(text: str, modele: Modele) -> Iterator[tuple[int, int]]:
    """Where the text repeats the pack: bounds in characters, in order."""
    own = _grams(tuple(_strings(_said(modele))), modele.gabarit, modele.dossiers)
    matches = list(_WORD.finditer(text))
    words = [_fold(match.group()) for match in matches]
    start = end = -1
    for first, gram in enumerate(_windows(words)):
        if gram not in own:
            continue
        if first > end:
            yield from _span(matches, start, end)
            start = first
        end = first + GRAM
    yield from _span(matches, start, end)


def _span(matches: Sequence[re.Match[str]], start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start >= _LEAST_WORDS:
        yield matches[start].start(), matches[end - 1].end()


def _windows(words: Sequence[str]) -> Iterator[Gram]:
    return zip(*(words[n:] for n in range(GRAM)), strict=False)


def _said(modele: Modele) -> dict[str, Any]:
    return {key: value for key, value in asdict(modele).items() if key not in _NOT_SAID}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from _strings(inside)
    elif isinstance(value, (list, tuple)):
        for inside in value:
            yield from _strings(inside)


@lru_cache(maxsize=_REMEMBERED)
def _grams(said: tuple[str, ...], gabarit: Path, folders: tuple[Path, ...]) -> frozenset[Gram]:
    files = (
        path
        for folder in folders
        for path in sorted((folder / _STARTING_TEXTS).rglob("*"))
        if path.is_file()
    )
    texts = [*said, *_printed(gabarit), *(text for path in files for text in _starting(path))]
    return frozenset(
        gram for text in texts for gram in _windows([_fold(word) for word in _WORD.findall(text)])
    )


def _starting(path: Path) -> Iterator[str]:
    if path.suffix in _TEXTS:
        yield path.read_text(encoding="utf-8", errors="replace")
    elif path.suffix == ".docx":
        yield from _printed(path)


def _printed(docx: Path) -> Iterator[str]:
    """The paragraphs of a docx; none of one that cannot be read: what needs it will say so."""
    try:
        package = Package.read(docx)
        root = package.xml(package.document_name)
    except UnreadableError:
        return
    for paragraph in paragraphs(root):
        yield text_of(paragraph.element)
