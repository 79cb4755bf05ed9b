"""How much a sheet can hold: two pages at most, so that it is read during an interview."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dossier_builder.render.fiche import Point, Sheet, SheetDossier
from dossier_builder.values import frozen


@frozen
class Room:
    """How much of each dossier is shown: things to mend after the first ones, things to write.

    `aides`: how many of the latter say how; `pourquoi`: whether the first ones say why; `longest`
    is the length of a sentence, in characters.
    """

    ensuite: int
    a_ecrire: int
    aides: int
    pourquoi: bool
    longest: int


ROOMS = (
    Room(12, 10, 3, pourquoi=True, longest=260),
    Room(7, 6, 3, pourquoi=True, longest=260),
    Room(5, 4, 1, pourquoi=True, longest=220),
    Room(3, 3, 0, pourquoi=True, longest=180),
    Room(2, 2, 0, pourquoi=False, longest=150),
    Room(1, 1, 0, pourquoi=False, longest=110),
    Room(0, 0, 0, pourquoi=False, longest=150),
)
"""From the widest to the narrowest."""

# Measured on our gabarit, in lines of text: a page holds 57; the head takes 5, the interview 13.
_TWO_PAGES = 92
_WIDTH, _POINT_WIDTH = 92, 86
_ROW = 0.4  # what surrounds a row


def fits(sheet: Sheet) -> bool:
    """Whether the sheet should hold on two pages."""
    lines = 2 * bool(sheet.bilan) + _lines(sheet.manquants, _WIDTH)
    return lines + sum(sum(_dossier(one)) for one in sheet.dossiers) <= _TWO_PAGES


def _dossier(dossier: SheetDossier) -> Iterator[float]:
    yield 2.5 + bool(dossier.fichier)
    for text in (dossier.pages, dossier.depuis, dossier.bien):
        yield _ROW * bool(text) + _lines(text, _WIDTH)
    for points in (
        dossier.d_abord, dossier.ensuite, dossier.conseils, dossier.a_ecrire, dossier.a_decider,
    ):  # fmt: skip
        yield _ROW * bool(points) + sum(map(_point, points))
    for texts in (dossier.non_verifie, dossier.derogations):
        yield _ROW * bool(texts) + sum(_lines(text, _WIDTH) for text in texts)


def _point(point: Point) -> float:
    said = _lines(f"{point.lieu} – {point.texte}  {point.code}", _POINT_WIDTH)
    return 0.2 + said + _lines(point.faire, _WIDTH) + _lines(point.pourquoi, _WIDTH)


def _lines(text: str, width: int) -> int:
    return math.ceil(len(text) / width)
