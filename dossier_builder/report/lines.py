"""Lines of a text report: wrapped at the width of the style, under what stands before them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from dossier_builder.domain.typographie import insecable
from dossier_builder.report.style import Role, Style

_BLANKS = re.compile(r"[ \t\n]+")  # no-break spaces stay


def wrapped(
    text: str,
    style: Style,
    *,
    before: str = "",
    indent: int | None = None,
    right: str = "",
    role: Role | None = None,
) -> Iterator[str]:
    """The text after `before`, its other lines indented as its first; `right` ends the first line.

    `role` colours the text, and only it. With plain text only, one line, `right` in brackets.
    """
    text = insecable(_BLANKS.sub(" ", text).strip())
    if style.texte_seul:
        end = f" ({right})" if right else ""
        yield f"{before}{style.paint(text, role) if role else text}{end}"
        return
    column = len(before) if indent is None else indent
    room = max(20, style.largeur - column)
    first_room = max(20, style.largeur - len(before) - (len(right) + 2 if right else 0))
    for number, line in enumerate(_cut(text, first_room, room)):
        lead = before if number == 0 else " " * column
        tail = ""
        if number == 0 and right:
            gap = style.largeur - len(lead) - len(line) - len(right)
            tail = " " * max(2, gap) + style.paint(right, "discret")
        yield f"{lead}{style.paint(line, role) if role else line}{tail}"


def _cut(text: str, first_room: int, room: int) -> list[str]:
    """The text in lines, the first one shorter; no-break spaces hold."""
    (first, *rest) = _wrap(text, first_room) or [""]
    return [first, *_wrap(" ".join(rest), room)]


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def labelled(label: str, text: str, style: Style, *, right: str = "") -> Iterator[str]:
    """A line under a label in the margin: « NON VÉRIFIÉ     p. 21 à 23 sont des images »."""
    yield from _coloured(
        label, wrapped(text, style, before=_margin(label, style), right=right), style
    )


def _margin(label: str, style: Style) -> str:
    return f"{label}  " if style.texte_seul else f"{label:<{MARGIN}}"


def _coloured(label: str, lines: Iterator[str], style: Style) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == 0 and label.strip():
            yield style.paint(label, "titre") + line[len(label) :]
        else:
            yield line


MARGIN = 16
"""Width of the labels: « RESTE À ÉCRIRE  » is the longest."""
