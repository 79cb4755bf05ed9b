"""The workbook of the run before, as the trainer left it: cells by title, and what we had written.

Columns are found by their titles, wherever she moved them; a hidden sheet remembers what each of
our cells held, so that what she typed over one is known for hers.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.wording import folded
from dossier_builder.errors import InputProblem, InputsError, UnreadableError
from dossier_builder.report import xlsx_columns as x
from dossier_builder.values import frozen

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_TITLES_WITHIN = 10
"""Rows in which the titles are looked for: somebody may have put a heading above."""
_MOST_ROWS = 50_000
_PICTURES = ("xl/charts/", "xl/drawings/", "xl/pivottables/", "xl/vbaproject")
"""Parts that are lost when a workbook is written anew (comments excepted)."""


@frozen
class PastCell:
    """A cell that holds something; `place` as `D4`."""

    value: Any
    place: str
    formula: bool = False

    @property
    def text(self) -> str:
        """The value as text, on one line."""
        return text_of(self.value)


@frozen
class PastRow:
    """A row by its titles; `written` is what we had put there, None for a row that is hers."""

    key: str
    cells: Mapping[str, PastCell]
    written: Mapping[str, str] | None = None

    def text(self, title: str) -> str:
        """The cell under that title, "" when it is empty."""
        cell = self.cells.get(title)
        return cell.text if cell else ""

    def is_hers(self, title: str) -> bool:
        """Whether she typed in that cell: it holds something else than what we wrote."""
        text = self.text(title)
        return bool(text) and (self.written is None or text != self.written.get(title, ""))


@frozen
class PastSheet:
    """A sheet of ours: the titles as she left them, the rows in her order."""

    titles: tuple[str, ...] = ()
    rows: tuple[PastRow, ...] = ()
    ours: frozenset[str] = frozenset()


@frozen
class Past:
    """The whole workbook. `loses`: it holds pictures or charts that would not survive."""

    sheets: Mapping[str, PastSheet] = field(default_factory=dict)
    book: Workbook | None = None
    loses: bool = False

    def sheet(self, name: str) -> PastSheet:
        """That sheet, an empty one when it is not there."""
        return self.sheets.get(name, PastSheet())


def read_past(data: bytes, name: str) -> Past:
    """The workbook in these bytes; `name` is that of the file, for messages.

    Raises InputsError when it is no workbook that can be read.
    """
    import io

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    from dossier_builder.ooxml.gate import open_archive

    try:
        parts = [part.casefold() for part in open_archive(data).namelist()]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep, `loses` says
            book = load_workbook(io.BytesIO(data))
    except (
        UnreadableError, InvalidFileException, KeyError, TypeError, SyntaxError, *ZIP_ERRORS,
    ) as error:  # fmt: skip
        problem = InputProblem(
            name, None, None, "ce fichier n’est pas un classeur Excel (.xlsx) lisible",
            "Renommez-le ou supprimez-le, puis relancez : un nouveau classeur sera écrit.",
        )  # fmt: skip
        raise InputsError(f"{name} : classeur illisible", (problem,)) from error
    record = _record(book)
    sheets = {
        sheet: _sheet(book[sheet], sheet, record.get(sheet, {}))
        for sheet in x.KEYS
        if sheet in book.sheetnames
    }
    comments = all("vmldrawing" in part for part in parts if part.startswith("xl/drawings/"))
    lost = [part for part in parts if part.startswith(_PICTURES)]
    return Past(sheets, book, bool(lost) and not (comments and len(lost) == 1))


def text_of(value: Any) -> str:
    """A cell's value as we compare it: whole numbers without a point, no stray space."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "\n".join(" ".join(line.split()) for line in str(value).strip().splitlines())


def _record(book: Workbook) -> dict[str, dict[str, dict[str, str]]]:
    """Sheet → key of a row → title → what we had written; empty when somebody removed it."""
    record: dict[str, dict[str, dict[str, str]]] = {}
    if x.RECORD not in book.sheetnames:
        return record
    for row in book[x.RECORD].iter_rows(min_row=2, max_col=3, values_only=True):
        sheet, key, values = (str(value or "") for value in row)
        try:
            found = json.loads(values)
        except ValueError:
            continue
        if isinstance(found, dict):
            record.setdefault(sheet, {})[key] = {str(k): str(v) for k, v in found.items()}
    return record


def _sheet(sheet: Worksheet, name: str, record: dict[str, dict[str, str]]) -> PastSheet:
    keys = x.KEYS[name]
    ours = frozenset(record.get(x.EVERY_ROW, {}))
    known = {folded(title): title for title in (*ours, *_every_title())}
    rows = sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS))
    titles: dict[int, str] = {}
    made: list[PastRow] = []
    for number, cells in enumerate(rows, 1):
        if not titles:
            held_by = ((n, text_of(cell.value)) for n, cell in enumerate(cells))
            found = {n: text for n, text in held_by if text}
            wanted = {folded(key) for key in keys if key != x.CLE} or {folded(x.NOM)}
            if wanted <= {folded(title) for title in found.values()}:
                titles = {n: known.get(folded(title), title) for n, title in found.items()}
            elif number >= _TITLES_WITHIN:
                break
            continue
        held: dict[str, PastCell] = {}
        for n, cell in enumerate(cells):
            title = titles.get(n)
            if title is not None and title not in held and cell.value is not None:
                formula = cell.data_type == "f"
                held[title] = PastCell(cell.value, str(cell.coordinate), formula)
        if held:
            key = x.key_of(tuple(held[k].text if k in held else "" for k in keys))
            made.append(PastRow(key, held, record.get(key)))
    return PastSheet(tuple(dict.fromkeys(titles.values())), tuple(made), ours)


def _every_title() -> tuple[str, ...]:
    return tuple(
        value for name, value in vars(x).items() if name.isupper() and isinstance(value, str)
    )
