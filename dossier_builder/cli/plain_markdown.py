"""Light Markdown → text for a terminal: what our own pages use, and nothing more.

Headings, paragraphs, quotes, flat lists, tables with a header row, fenced code, bold, emphasis
and code spans. Imports nothing heavy: `dossier expliquer` must answer at once.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator

Paint = Callable[[str], str]

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*([^*\n]+?)\*(?![\w*])")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_CODE = re.compile(r"(`[^`]+`)")


def to_text(markdown: str, *, width: int, heading: Paint = str) -> str:
    """The page as text of at most `width` columns; `heading` paints titles. Ends with a newline."""
    parts = [_block(block, width, heading) for block in _blocks(markdown)]
    return "\n\n".join(parts) + "\n"


def _blocks(markdown: str) -> Iterator[list[str]]:
    """Groups of lines between blank lines; a fenced block is one group whatever it holds."""
    group: list[str] = []
    fenced = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        if line.strip() or fenced:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _block(lines: list[str], width: int, heading: Paint) -> str:
    first = lines[0]
    if first.startswith("#"):
        level = len(first) - len(first.lstrip("#"))
        title = _wrapped(first.lstrip("#").strip(), width)
        return heading(title.upper() if level == 2 else title)  # noqa: PLR2004 - sections stand out
    if first.startswith("```"):
        return "\n".join(f"    {line}" for line in lines if not line.startswith("```"))
    if first.startswith("|"):
        return "\n".join(_table(lines, width))
    if first.startswith(">"):
        text = " ".join(line.lstrip("> ") for line in lines)
        return _wrapped(text, width, first_indent="    ", indent="    ")
    if first.startswith("- "):
        items = [
            _wrapped(item, width, first_indent="  - ", indent="    ") for item in _items(lines)
        ]
        return "\n".join(items)
    return _wrapped(" ".join(lines), width)


def _items(lines: list[str]) -> Iterator[str]:
    item = ""
    for line in lines:
        if line.startswith("- "):
            if item:
                yield item
            item = line[2:]
        else:
            item += f" {line.strip()}"
    yield item


def _table(lines: list[str], width: int) -> Iterator[str]:
    """Aligned columns when they fit, otherwise one line per cell with its heading."""
    rows = [
        [_inline(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines
    ]
    head, *body = [rows[0], *rows[2:]]
    widths = [max(len(row[n]) for row in [head, *body]) for n in range(len(head))]
    if sum(widths) + 2 * len(widths) <= width:
        for row in [head, *body]:
            cells = (cell.ljust(size) for cell, size in zip(row, widths, strict=True))
            yield f"  {'  '.join(cells)}".rstrip()
        return
    for row in body:
        yield _wrapped(f"{row[0]}", width, first_indent="  - ", indent="    ")
        for name, cell in zip(head[1:], row[1:], strict=True):
            yield _wrapped(f"{name} : {cell}", width, first_indent="    ", indent="      ")


def _inline(text: str) -> str:
    """Without the marks; the text of a code span stays as it is."""
    pieces = _CODE.split(text)
    return "".join(
        piece[1:-1] if _CODE.fullmatch(piece) else _marks_removed(piece) for piece in pieces
    )


def _marks_removed(text: str) -> str:
    return _LINK.sub(r"\1", _EMPHASIS.sub(r"\1", _BOLD.sub(r"\1", text)))


def _wrapped(text: str, width: int, *, first_indent: str = "", indent: str = "") -> str:
    return textwrap.fill(
        _inline(text),
        width,
        initial_indent=first_indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
