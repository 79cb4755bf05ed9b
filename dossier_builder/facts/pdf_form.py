"""A PDF → Measured: sizes and line spacing of its printed lines, paper, margins, pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median, quantiles

from dossier_builder.domain.presentation import PageFormat, ParagraphForm, PictureFound
from dossier_builder.facts.docx_spacing import SINGLE_LINE
from dossier_builder.facts.measured import Measured
from dossier_builder.pdf import PdfPage, TextLine

_POINTS_PER_CM = 72 / 2.54
_CM_PER_INCH = 2.54
# From one line of a paragraph to the next, in sizes of the type.
_CLOSEST, _FURTHEST = 0.7, 2.6
# Fewer pitches say nothing of a page, fewer lines nothing of its margins.
_ENOUGH_PITCHES, _ENOUGH_LINES = 8, 20
_SAME_SIZE = 0.3
# The margins are where nine lines in ten begin and end: a wide table does not move them.
_DECILES = 10


def measure_pdf(pages: Sequence[PdfPage], lines: Sequence[TextLine]) -> Measured:
    """The look of a PDF; `lines` are those of the text, numbered as the paragraphs are."""
    pitches = _pitches(pages, lines)
    return Measured(
        paragraphes={
            n: ParagraphForm(
                ((round(line.size * 2) / 2, sum(map(str.isalnum, line.text))),),
                pitches.get((line.page, round(line.size))),
            )
            for n, line in enumerate(lines)
        },
        formats=tuple(_formats(pages, lines)),
        images=tuple(_pictures(pages)),
    )


def _pitches(
    pages: Sequence[PdfPage], lines: Sequence[TextLine]
) -> Mapping[tuple[int, int], float]:
    """Page and size → the line spacing there, in single lines: the median of many.

    The ink of one line tells its height badly: « une » has neither the top nor the foot of « Éq ».
    """
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for one, other in pairwise(lines):
        if one.page != other.page or abs(one.size - other.size) > _SAME_SIZE or not one.size:
            continue
        middle = (other.top + other.bottom - one.top - one.bottom) / 2
        pitch = middle * pages[one.page - 1].height / one.size
        if _CLOSEST < pitch < _FURTHEST:
            found[one.page, round(one.size)].append(pitch)
    return {
        key: round(median(values) / SINGLE_LINE, 2)
        for key, values in found.items()
        if len(values) >= _ENOUGH_PITCHES
    }


def _formats(pages: Sequence[PdfPage], lines: Sequence[TextLine]) -> Iterator[PageFormat]:
    """One for each run of pages of one size. Top and bottom are not judged: headers stand there."""
    numbered: dict[int, list[tuple[int, TextLine]]] = defaultdict(list)
    for n, line in enumerate(lines):
        numbered[line.page].append((n, line))
    for (width, height), run in groupby(pages, key=lambda p: (round(p.width), round(p.height))):
        printed = [one for page in run for one in numbered[page.number]]
        if not printed:
            continue
        across = width / _POINTS_PER_CM
        left, right = _margins([line for _, line in printed], across)
        yield PageFormat(
            largeur=round(across, 2),
            hauteur=round(height / _POINTS_PER_CM, 2),
            marges=(None, right, None, left),
            debut=printed[0][0],
            fin=printed[-1][0],
            page=printed[0][1].page,
        )


def _margins(lines: Sequence[TextLine], across: float) -> tuple[float | None, float | None]:
    if len(lines) < _ENOUGH_LINES:
        return None, None
    left = quantiles([line.x0 for line in lines], n=_DECILES)[0]
    right = 1 - quantiles([line.x1 for line in lines], n=_DECILES)[-1]
    return round(left * across, 2), round(right * across, 2)


def _pictures(pages: Sequence[PdfPage]) -> Iterator[PictureFound]:
    for page in pages:
        for picture in page.pictures:
            width = (picture.x1 - picture.x0) * page.width / _POINTS_PER_CM
            height = (picture.bottom - picture.top) * page.height / _POINTS_PER_CM
            across, down = picture.pixels
            area = width * height
            density = (across * down / area) ** 0.5 * _CM_PER_INCH if area and across else None
            yield PictureFound(
                paragraphe=None,
                page=page.number,
                largeur=round(width, 2),
                hauteur=round(height, 2),
                ppp=None if density is None else round(density, 1),
            )
