"""What the trainer typed in the last workbook, carried into the tables of this one.

Her columns follow their rows; what she typed over one of our cells stays where it means a choice,
and goes with rows that are no longer there to the sheet « Conservé »: nothing is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from dossier_builder.domain.wording import folded
from dossier_builder.report import xlsx_columns as x
from dossier_builder.report.xlsx_past import Past, PastCell, PastRow, PastSheet, text_of
from dossier_builder.values import frozen

_EXTRA_WIDTH = 24
_UNTIL = re.compile(r"\s+jusqu", re.IGNORECASE)


@frozen
class Kept:
    """Something she typed whose place is gone: sheet, row, column, text."""

    feuille: str
    ligne: str
    colonne: str
    texte: str


@dataclass(slots=True)
class Carried:
    """A table with her cells: `hers` by row and title, `written` what to remember of each row."""

    table: x.Table
    hers: list[dict[str, PastCell | str]]
    written: list[dict[str, str]]
    kept: list[Kept] = field(default_factory=list)


def carried(table: x.Table, past: Past) -> Carried:
    """The table with what she had added to it or changed in it."""
    before = past.sheet(table.sheet)
    titles = {column.title for column in table.columns}
    extra = [t for t in before.titles if t not in titles and t not in before.ours]
    columns = (*table.columns, *(x.Column(title, _EXTRA_WIDTH, "hand") for title in extra))
    made = Carried(replace(table, columns=columns), [], [])
    by_key = {row.key: row for row in before.rows}
    used: list[PastRow] = []
    for row in table.rows:
        old = by_key.get(table.key(row)) or _by_name(row, before, table)
        ours = {c.title: text_of(row.get(c.title, "")) for c in table.columns if c.role != "hand"}
        made.written.append(ours)
        made.hers.append({})
        if old is not None:
            used.append(old)
            _carry(made, old, columns)
    for old in before.rows:
        if not any(old is one for one in used):
            made.kept += _of_lost_row(table.sheet, old, columns, before)
    return made


def moved_decisions(documents: Carried, promotion: Carried | None) -> None:
    """A decision on a file that is no longer there stays with its learner.

    « dispense PAG001 jusqu’au … » becomes « dispense PAG001 pour CCP2 jusqu’au … » in the sheet
    of the promotion.
    """
    if promotion is None:
        return
    rows = {
        folded(f"{row.get(x.NOM, '')} {row.get(x.PRENOM, '')}"): place
        for place, row in enumerate(promotion.table.rows)
    }
    for lost in [one for one in documents.kept if one.colonne == x.DECISION]:
        who, _, genre = lost.ligne.partition(" | ")
        place = rows.get(folded(who))
        if place is None or "dispense" not in folded(lost.texte):
            continue
        kind = genre.split(" | ")[0]
        text = _UNTIL.sub(f" pour {kind} jusqu", lost.texte) if kind else lost.texte
        cell = promotion.hers[place].get(x.DECISION, "")
        there = cell.text if isinstance(cell, PastCell) else cell
        if text not in there:
            promotion.hers[place][x.DECISION] = "\n".join(filter(None, (there, text)))
        documents.kept.remove(lost)


def _by_name(row: dict[str, str | int], before: PastSheet, table: x.Table) -> PastRow | None:
    """A learner that she added by hand has no key yet."""
    if table.sheet != x.PROMOTION:
        return None
    name = folded(f"{row.get(x.NOM, '')} {row.get(x.PRENOM, '')}")
    return next(
        (
            old
            for old in before.rows
            if not old.text(x.CLE) and folded(f"{old.text(x.NOM)} {old.text(x.PRENOM)}") == name
        ),
        None,
    )


def _carry(made: Carried, old: PastRow, columns: tuple[x.Column, ...]) -> None:
    hers, written = made.hers[-1], made.written[-1]
    for column in columns:
        title = column.title
        cell = old.cells.get(title)
        if cell is None or not cell.text:
            continue
        if column.role == "hand":
            hers[title] = cell
        elif old.is_hers(title) and column.role == "choice":
            if made.table.sheet == x.DOCUMENTS:
                # What she typed over a name is whose it is: the next column says so.
                if not old.text(x.ATTRIBUE):
                    hers[x.ATTRIBUE] = cell.text
            else:
                hers[title] = cell
                written[title] = (old.written or {}).get(title, "")
        elif old.written is not None and old.is_hers(title):
            made.kept.append(Kept(made.table.sheet, old.key, title, cell.text))


def _of_lost_row(
    sheet: str, old: PastRow, columns: tuple[x.Column, ...], before: PastSheet
) -> Iterator[Kept]:
    """What she had typed in a row that this run does not have."""
    hand = {column.title for column in columns if column.role == "hand"}
    line = old.key
    if sheet == x.DOCUMENTS:
        parts = (old.text(x.ATTRIBUE) or old.text(x.APPRENANT), old.text(x.GENRE), old.key)
        line = " | ".join(parts)
    elif sheet == x.PROMOTION:
        line = f"{old.text(x.NOM)} {old.text(x.PRENOM)}".strip()
    for title, cell in old.cells.items():
        mine = title in hand or title not in before.ours
        if cell.text and (mine or old.is_hers(title)):
            yield Kept(sheet, line, title, cell.text)


def value_of(cell: PastCell | str) -> Any:
    """What to write for a cell of hers."""
    return cell.value if isinstance(cell, PastCell) else cell
