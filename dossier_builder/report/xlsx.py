"""The workbook of a run, which the trainer fills in and the next run reads back (XLSX).

It names people, and holds the passages that they share: it is the trainer's own.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier_builder.domain.report import Report
from dossier_builder.domain.typographie import insecable
from dossier_builder.report import xlsx_columns as x
from dossier_builder.report.words import FOOTER
from dossier_builder.report.xlsx_carry import Carried, Kept, carried, moved_decisions
from dossier_builder.report.xlsx_help import HELP, PROMOTION_HELP
from dossier_builder.report.xlsx_past import Past
from dossier_builder.report.xlsx_rows import tables

if TYPE_CHECKING:
    from openpyxl import Workbook

_KEPT_TITLES = ("Feuille", "Ligne", "Colonne", "Votre texte", "Conservé le")


def workbook(report: Report, past: Past | None = None) -> bytes:
    """The workbook of this run, with what the trainer typed in the one before.

    `past` is `read_past` of the file that this one replaces. Her own sheets are kept as they are.
    """
    from openpyxl import Workbook

    before = past or Past()
    book = before.book if before.book is not None else Workbook()
    others = [name for name in book.sheetnames if name not in x.OURS]
    if before.book is None:
        others = []
    kept_before = _kept_before(book)
    for name in book.sheetnames:
        if name not in others:
            del book[name]
    made = [carried(table, before) for table in tables(report)]
    by_sheet = {one.table.sheet: one for one in made}
    moved_decisions(by_sheet[x.DOCUMENTS], by_sheet.get(x.PROMOTION))
    made += [_untouched(name, before) for name in x.KEYS if _is_left(name, by_sheet, before)]
    _write(book, made, report, kept_before)
    for name in others:  # ours first, hers after them
        book.move_sheet(name, len(book.sheetnames) - 1 - book.sheetnames.index(name))
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.worksheets[0]
    book.properties.title = "Promotion"
    book.properties.creator = "dossier_builder"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _is_left(name: str, now: dict[str, Carried], before: Past) -> bool:
    """A sheet that this run does not make (a single lot this time) and where she had typed."""
    return name not in now and bool(before.sheet(name).rows)


def _untouched(name: str, before: Past) -> Carried:
    """Nothing of this run, all that she typed kept aside."""
    columns = tuple(x.Column(title, 20) for title in sorted(before.sheet(name).ours))
    return carried(x.Table(name, columns, x.KEYS[name], ()), before)


def _write(
    book: Workbook, made: Sequence[Carried], report: Report, kept_before: list[list[str]]
) -> None:
    from dossier_builder.report.xlsx_layout import choices, fill

    names = _names(report)
    for one in made:
        if one.table.rows or one.table.sheet in (x.PROMOTION, x.DOCUMENTS, x.CONSTATS):
            sheet = book.create_sheet(one.table.sheet)
            fill(sheet, one)
            if one.table.sheet in (x.PROMOTION, x.DOCUMENTS):
                choices(sheet, one, len(names) if report.cohorte else 0)
        elif report.cohorte is not None:
            fill(book.create_sheet(one.table.sheet), one)
    _read_me(book, report)
    kept = [kept for one in made for kept in one.kept]
    _conserve(book, kept, kept_before, report)
    _remember(book, made, names)


def _names(report: Report) -> list[str]:
    return [b.apprenant.affiche for b in report.cohorte.bilans] if report.cohorte else []


def _kept_before(book: Workbook) -> list[list[str]]:
    if x.CONSERVE not in book.sheetnames:
        return []
    rows = book[x.CONSERVE].iter_rows(min_row=2, max_col=len(_KEPT_TITLES), values_only=True)
    return [[str(value or "") for value in row] for row in rows if any(row)]


def _conserve(
    book: Workbook, kept: Sequence[Kept], before: list[list[str]], report: Report
) -> None:
    """What she typed and has no place any more, the oldest first, each once."""
    from dossier_builder.report.xlsx_layout import fill

    day = f"{report.date:%d/%m/%Y}"
    rows = list(before)
    seen = {tuple(row[:4]) for row in before}
    for one in kept:
        row = [one.feuille, one.ligne, one.colonne, one.texte]
        if tuple(row) not in seen:
            seen.add(tuple(row))
            rows.append([*row, day])
    if not rows:
        return
    columns = tuple(
        x.Column(title, width)
        for title, width in zip(_KEPT_TITLES, (14, 50, 24, 60, 14), strict=True)
    )
    values = tuple(dict[str, str | int](zip(_KEPT_TITLES, row, strict=True)) for row in rows)
    table = x.Table(x.CONSERVE, columns, _KEPT_TITLES[:3], values)
    fill(book.create_sheet(x.CONSERVE), Carried(table, [{} for _ in rows], [{} for _ in rows]))


def _remember(book: Workbook, made: Sequence[Carried], names: Sequence[str]) -> None:
    """The hidden sheet: what we wrote in each row, and the names to choose from."""
    from dossier_builder.report.xlsx_layout import put

    sheet = book.create_sheet(x.RECORD)
    sheet.sheet_state = "hidden"
    for column, title in enumerate(("feuille", "ligne", "valeurs", "", "apprenants"), 1):
        put(sheet, 1, column, title)
    line = 2
    for one in made:
        ours = {c.title: "" for c in one.table.columns if c.role != "hand"}
        hand = {c.title: "" for c in one.table.columns if c.role == "hand"}
        own = [title for title in hand if title in _OUR_HAND]
        entries = [(x.EVERY_ROW, ours | dict.fromkeys(own, ""))]
        entries += [
            (one.table.key(row), written)
            for row, written in zip(one.table.rows, one.written, strict=True)
        ]
        for key, values in entries:
            for column, text in enumerate((one.table.sheet, key, json.dumps(values)), 1):
                put(sheet, line, column, text)
            line += 1
    for place, name in enumerate(names, 2):
        put(sheet, place, 5, name)


_OUR_HAND = frozenset((x.DECISION, x.NOTES, x.ATTRIBUE))


def _read_me(book: Workbook, report: Report) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.properties import PageSetupProperties

    from dossier_builder.report.xlsx_layout import put

    sheet = book.create_sheet(x.LISEZMOI)
    sheet.column_dimensions["A"].width = 110
    cohorte = report.cohorte
    name = f"{cohorte.nom}, " if cohorte and cohorte.nom else ""
    heading = f"{name}contrôle du {report.date:%d/%m/%Y à %H h %M}"
    lines = [heading, "", *(PROMOTION_HELP if cohorte else ()), *HELP]
    if cohorte and cohorte.notes:
        lines += ["", "À noter", *cohorte.notes]
    lines += ["", FOOTER]
    for row, line in enumerate(lines, 1):
        put(sheet, row, 1, insecable(line))
        cell = sheet.cell(row, 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=row == 1 or line == "À noter", size=14 if row == 1 else 11)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
