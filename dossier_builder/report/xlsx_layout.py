"""How the workbook looks and behaves: titles that stay, filters, colours, widths, print.

What comes from a document or a file name is text and nothing else: never a formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from dossier_builder.report import xlsx_columns as x
from dossier_builder.report.words import VERDICTS, visible
from dossier_builder.report.xlsx_carry import Carried, value_of
from dossier_builder.report.xlsx_past import PastCell
from dossier_builder.report.xlsx_rows import ETATS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000
"""Characters of a cell: Excel stops at 32 767."""
_TITLE = PatternFill("solid", fgColor="1F3A5F")
_HAND_TITLE = PatternFill("solid", fgColor="7A5A00")
_HAND = PatternFill("solid", fgColor="FFF8E1")
_LINE = Border(bottom=Side("hair", color="B0B8C4"))
# Dark letters on pale grounds: 7:1 and more, and the word itself says it without colour.
_COLOURS = {
    VERDICTS["conforme"]: ("E3F3E6", "14532D"),
    VERDICTS["non_conforme"]: ("FCE3DE", "7A1A0B"),
    VERDICTS["a_verifier"]: ("FFF1CC", "5C4300"),
    VERDICTS["illisible"]: ("E6E0F0", "3B2667"),
    ETATS["manquant"]: ("FCE3DE", "7A1A0B"),
    ETATS["sans_objet"]: ("F0F0F0", "4A4A4A"),
}
_VOIES = '"formation,apprentissage,vae"'
_EMPTY_ROWS = 20
"""Rows below the table where learners may be added, with their lists."""


def put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """Write a value that comes from anywhere; a text is never taken for a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        text = visible(value)[:_LONGEST]
        cell.value = text
        cell.data_type = "s"
        if text.startswith(_FORMULA_SIGNS):
            cell.quotePrefix = True
    else:
        cell.value = value


def put_hers(sheet: Worksheet, row: int, column: int, cell: PastCell | str) -> None:
    """Write what the trainer typed; a formula of hers follows its row."""
    if not (isinstance(cell, PastCell) and cell.formula and isinstance(cell.value, str)):
        put(sheet, row, column, value_of(cell))
        return
    target = sheet.cell(row, column)
    try:
        moved = Translator(cell.value, origin=cell.place).translate_formula(target.coordinate)
    except TranslatorError:
        moved = cell.value
    target.value = moved


def fill(sheet: Worksheet, carried: Carried) -> None:
    """Write a table with its titles, and make it easy to sort, filter, read and print."""
    table = carried.table
    letters = {c.title: get_column_letter(n) for n, c in enumerate(table.columns, 1)}
    for number, column in enumerate(table.columns, 1):
        _title(sheet, number, column)
    for place, row in enumerate(table.rows):
        line = place + 2
        hers = carried.hers[place]
        for number, column in enumerate(table.columns, 1):
            if column.title in hers:
                put_hers(sheet, line, number, hers[column.title])
            elif row.get(column.title, "") != "":
                put(sheet, line, number, row[column.title])
            _look(sheet.cell(line, number), column)
        if table.height is not None:
            sheet.row_dimensions[line].height = table.height
    last = len(table.rows) + 1
    end = f"{get_column_letter(len(table.columns))}{max(last, 2)}"
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}2"
    sheet.auto_filter.ref = f"A1:{end}"
    _colours(sheet, table, letters, last)
    _print(sheet, table)


def choices(sheet: Worksheet, carried: Carried, names: int) -> None:
    """Lists to choose from: the paths, the learners. Anything else may still be typed."""
    letters = {c.title: get_column_letter(n) for n, c in enumerate(carried.table.columns, 1)}
    last = len(carried.table.rows) + 1 + _EMPTY_ROWS
    lists = {x.ATTRIBUE: f"'{x.RECORD}'!$E$2:$E${names + 1}"} if names else {}
    if carried.table.sheet == x.PROMOTION:
        lists = {x.VOIE: _VOIES}
    for title, formula in lists.items():
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        rule.showErrorMessage = False
        sheet.add_data_validation(rule)
        rule.add(f"{letters[title]}2:{letters[title]}{last}")


def _title(sheet: Worksheet, number: int, column: x.Column) -> None:
    put(sheet, 1, number, column.title)
    cell = sheet.cell(1, number)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _HAND_TITLE if column.role == "hand" else _TITLE
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = column.width
    dimension.hidden = column.role == "hidden"


def _look(cell: Any, column: x.Column) -> None:
    cell.alignment = Alignment(wrap_text=column.wrap, vertical="top")
    cell.border = _LINE
    if column.role == "hand":
        cell.fill = _HAND


def _colours(sheet: Worksheet, table: x.Table, letters: dict[str, str], last: int) -> None:
    for column in table.columns:
        if not column.verdict or not table.rows:
            continue
        letter = letters[column.title]
        for word, (ground, ink) in _COLOURS.items():
            sheet.conditional_formatting.add(
                f"{letter}2:{letter}{last}",
                FormulaRule(  # type: ignore[no-untyped-call]  # the stubs leave it untyped
                    formula=[f'LEFT({letter}2,{len(word)})="{word}"'],
                    fill=PatternFill("solid", bgColor=ground, fgColor=ground),
                    font=Font(color=ink, bold=True),
                ),
            )


def _print(sheet: Worksheet, table: x.Table) -> None:
    """A3 or A4 on its side, as wide as the paper, the titles on every page."""
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=f"{table.sheet} : à garder dans l’équipe"),
        right=_HeaderFooterPart(text="&P / &N"),
    )
