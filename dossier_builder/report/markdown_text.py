"""Text → GitHub-flavoured Markdown that shows it as it is: nothing in it becomes a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dossier_builder.report.words import shown

_MARKS = re.compile(r"([\\`*_\[\]|~])")
_STARTS = re.compile(r"^(\s*)([#>+=-]|\d+[.)])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto)(?=:)|\bwww(?=\.)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def plain(text: str) -> str:
    """One line of text in which no character is a mark, a tag, an entity or a link."""
    text = shown(text).strip()
    text = _MARKS.sub(r"\\\1", text)
    text = "".join(_ENTITIES.get(character, character) for character in text)
    text = _ADDRESS.sub(r"\g<0>\\", text)
    return _STARTS.sub(_start, text)


def _start(found: re.Match[str]) -> str:
    """A mark that would open a heading, a quotation or a list, escaped by its last character."""
    blanks, mark = found.groups()
    return f"{blanks}{mark[:-1]}\\{mark[-1]}"


def title(level: int, text: str) -> Iterator[str]:
    """A heading between two blank lines."""
    yield from ("", f"{'#' * level} {plain(text)}", "")


def items(texts: Iterable[str]) -> Iterator[str]:
    """A list of plain texts."""
    return (f"- {plain(text)}" for text in texts)


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of plain texts."""
    yield from (_line(head), _line(["---"] * len(head), raw=True))
    yield from (_line(cells) for cells in body)


def _line(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else plain(cell) for cell in cells)} |"
