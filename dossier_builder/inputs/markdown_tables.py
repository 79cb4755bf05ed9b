"""Tables of a Markdown text, with the caption paragraph that precedes them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import cast

from markdown_it.token import Token

from dossier_builder.domain.blocks import Alignment, Inline, Run, Table
from dossier_builder.errors import InputProblem
from dossier_builder.inputs.markdown_inlines import InlineReader, merged, place_in
from dossier_builder.inputs.places import Place, SourceText
from dossier_builder.values import frozen

_CAPTION = re.compile(r"Tableau\s*:\s*(?=\S)", re.IGNORECASE)
_CAPTION_LABEL = re.compile(r"Tableau\s*:", re.IGNORECASE)
_CAPTION_ID = re.compile(r"\s*\{#([^{}\s]+)\}\s*$")
_RULE_LINE = re.compile(r"^[\s>]*\|?\s*:?-{2,}:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CONTAINERS = re.compile(r"^(?:>|(?:[-*+]|\d+[.)])\s+|\s+)*")
_BAR = re.compile(r"(?<!\\)\|")

IDENTIFIER = re.compile(r"\w[\w-]*")


@frozen
class Caption:
    """A paragraph `Tableau : … {#id}`: its inlines without prefix and identifier, and whole."""

    inlines: tuple[Inline, ...]
    whole: tuple[Inline, ...]
    identifier: str | None
    place: Place


def caption_of(block: Token, reader: InlineReader) -> Caption | None:
    """The caption that a paragraph is, if it is one."""
    prefix = _CAPTION.match(block.content)
    if prefix is None:
        return None
    whole = reader.read(block)
    first, last = whole[0], whole[-1]
    if not isinstance(first, Run) or not _CAPTION_LABEL.match(first.text):
        return None
    inlines = list(whole)
    inlines[0] = dataclasses.replace(first, text=first.text[prefix.end() :])
    identifier, place = None, place_in(reader.source, block)
    last = inlines[-1]
    if isinstance(last, Run) and (mark := _CAPTION_ID.search(last.text)):
        inlines[-1] = dataclasses.replace(last, text=last.text[: mark.start()])
        identifier = mark[1]
        if not IDENTIFIER.fullmatch(identifier):
            reader.problems.add(bad_identifier(identifier, place))
            identifier = None
    return Caption(merged(iter(inlines)), whole, identifier, place)


def bad_identifier(identifier: str, place: Place) -> InputProblem:
    """Say that an identifier holds signs it may not."""
    return place.problem(
        f"identifiant « {identifier} » refusé",
        "Un identifiant est fait de lettres, de chiffres et de tirets. Exemple : {#plan-action}",
    )


def read_table(inner: Sequence[Token], caption: Caption | None, reader: InlineReader) -> Table:
    """A table; cells beyond the header's, which Markdown would drop, are a problem."""
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    alignments: list[Alignment] = []
    cells: list[tuple[Inline, ...]] = []
    row, column = inner[0], 0
    for part in inner:
        if part.type == "tr_open":
            row, cells, column = part, [], 0
        elif part.type == "th_open":
            style = str(part.attrGet("style") or "text-align:left")
            alignments.append(cast("Alignment", style.removeprefix("text-align:")))
        elif part.type == "inline":
            line = reader.source.line((part.map or [0])[0])
            found = line.find(part.content, column)
            part.meta["column"] = max(found, column)
            column = part.meta["column"] + len(part.content)
            cells.append(reader.read(part))
        elif part.type == "tr_close":
            rows.append(tuple(cells))
            _check_width(row, len(alignments), reader)
    return Table(
        rows[0],
        tuple(rows[1:]),
        tuple(alignments),
        caption.inlines if caption else (),
        caption.identifier if caption else None,
    )


def broken_table(block: Token, source: SourceText) -> InputProblem | None:
    """A paragraph meant as a table: its header and its line of dashes do not agree."""
    lines = block.content.split("\n")
    for number, line in enumerate(lines[1:], start=1):
        if "|" in line and _RULE_LINE.match(line) and "|" in lines[number - 1]:
            header, rule = _cells(lines[number - 1]), _cells(line)
            if header == rule:
                continue
            index = (block.map or [0])[0] + number
            return source.place(index).problem(
                f"tableau mal formé : {header} colonnes dans l’en-tête, {rule} dans la ligne de "
                "tirets",
                "Donnez aux deux lignes le même nombre de colonnes. Exemple : "
                "| Date | Action | puis | --- | --- |",
            )
    return None


def _check_width(row: Token, columns: int, reader: InlineReader) -> None:
    index = (row.map or [0])[0]
    found = _cells(reader.source.line(index))
    if found > columns:
        place = reader.source.place(index)
        message = f"cette ligne a {found} cellules pour {columns} colonnes"
        aide = "Retirez les cellules de trop, ou écrivez « \\| » pour une barre dans le texte."
        reader.problems.add(place.problem(message, aide))


def _cells(line: str) -> int:
    bare = _CONTAINERS.sub("", line).strip()
    bare = bare.removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return len(_BAR.findall(bare)) + 1
