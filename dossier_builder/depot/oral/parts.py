"""A dossier's facts → the parts of its presentation: place, length, key points, figures (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dossier_builder.depot.oral.figures import Figure
from dossier_builder.depot.oral.texts import bare_title, best, is_bold_point, sentences, several
from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.modele import Modele, Section
from dossier_builder.rules.extent import body
from dossier_builder.values import frozen

MOST_PARTS = 12
_POINTS = 3


@frozen
class Point:
    """A key point: the sub-heading it stands under, "" when there is none, and the words."""

    titre: str
    texte: str


@frozen
class Part:
    """One part as it is told: `pages` are its first and last, None where they are not known.

    `poids` is its length, in pages where they are known. `points` come from its own text and may
    be empty. `aide` are the pack's questions on that part.
    """

    titre: str
    poids: float
    pages: tuple[int, int] | None = None
    competences: tuple[int, ...] = ()
    points: tuple[Point, ...] = ()
    figures: tuple[Figure, ...] = ()
    aide: tuple[str, ...] = ()


@frozen
class Source:
    """What parts are read from: the facts, and what only the docx tells."""

    facts: Facts
    modele: Modele
    gras: Mapping[int, tuple[str, ...]]
    figures: Sequence[Figure]


@frozen
class _Span:
    """A part's place: from its heading to the next one."""

    titre: str
    debut: int
    sections: tuple[Section, ...] = ()
    poids: float = 0.0


def parts_of(source: Source) -> tuple[Part, ...]:
    """The parts of the body: the pack's, else the headings; the pack's own, empty, as a last way.

    Never empty as long as the pack has a section.
    """
    lines = [p for p in body(source.facts) if p.kind != "sommaire"]
    spans = _by_sections(source) or _by_examples(source.facts) or _by_headings(lines)
    if not spans:
        return tuple(_empty(section) for section in source.modele.sections if section.niveau == 1)
    spans = spans[:MOST_PARTS]
    bounds = [span.debut for span in spans[1:]]
    ends: list[int | None] = [*bounds, None]
    return tuple(_part(s, end, lines, source) for s, end in zip(spans, ends, strict=True))


def _empty(section: Section) -> Part:
    low, high = section.pages or (1.0, 1.0)
    return Part(
        section.titre, (low + high) / 2, competences=section.competences, aide=section.questions
    )


def _by_sections(source: Source) -> list[_Span]:
    """The sections of the first level that the document has, with those below them."""
    found = {s.id: s for s in source.facts.sections if s.paragraphe is not None}
    texts = {p.index: p.text for p in source.facts.paragraphs}
    spans: list[_Span] = []
    below: list[Section] = []
    for section in source.modele.sections:
        if section.niveau > 1 and spans:
            below.append(section)
            spans[-1] = _Span(spans[-1].titre, spans[-1].debut, tuple(below), spans[-1].poids)
        elif section.id in found:
            here = found[section.id]
            below = [section]
            start = here.paragraphe or 0
            title = bare_title(texts.get(start, "")) or section.titre
            spans.append(_Span(title, start, (section,), here.pages or 0.0))
        else:
            below = []
    return sorted(spans, key=lambda span: span.debut)


def _by_examples(facts: Facts) -> list[_Span]:
    form = facts.formulaire
    if form is None:
        return []
    return [
        _Span(e.intitule or e.activite_intitule, e.paragraphe, poids=e.pages or 0.0)
        for e in form.exemples
    ]


def _by_headings(lines: Sequence[Paragraph]) -> list[_Span]:
    """The headings of the highest level that has at least two."""
    for level in range(1, 4):
        found = [p for p in lines if p.level == level and p.text.strip()]
        if len(found) > 1:
            return [_Span(bare_title(p.text), p.index) for p in found]
    return []


def _part(span: _Span, end: int | None, lines: Sequence[Paragraph], source: Source) -> Part:
    inside = [p for p in lines if p.index >= span.debut and (end is None or p.index < end)]
    pages = [p.page for p in inside if p.page is not None and p.text.strip()]
    numbers = (n for section in span.sections for n in section.competences)
    figures = (f for f in source.figures if any(p.index == f.paragraphe for p in inside))
    first = span.sections[0].questions if span.sections else ()
    return Part(
        titre=span.titre,
        poids=span.poids or sum(p.words for p in inside) / _WORDS_A_PAGE,
        pages=(min(pages), max(pages)) if pages else None,
        competences=tuple(dict.fromkeys(numbers)),
        points=tuple(_points(inside[1:], source)),
        figures=tuple(figures),
        aide=first,
    )


_WORDS_A_PAGE = 450


def _points(inside: Sequence[Paragraph], source: Source) -> Iterator[Point]:
    """One point a sub-heading; without sub-headings, the sentences that tell most."""
    levels = [p.level for p in inside if p.level is not None]
    blocks = _blocks(inside, min(levels)) if levels else []
    if len(blocks) > 1:
        for heading, text in blocks:
            yield Point(bare_title(heading.text), _one(text, source))
        return
    bold = [words for p in inside for words in source.gras.get(p.index, ())]
    kept = [words for words in dict.fromkeys(bold) if is_bold_point(words) and _open(words, source)]
    kept = kept[:_POINTS]
    if len(kept) < _POINTS:
        kept += several(_texts(inside, source), _POINTS - len(kept))
    if not kept and (one := best(_texts(inside, source))):
        kept = [one]
    for words in kept:
        yield Point("", words)


def _blocks(inside: Sequence[Paragraph], level: int) -> list[tuple[Paragraph, Sequence[Paragraph]]]:
    starts = [n for n, p in enumerate(inside) if p.level == level and p.text.strip()]
    ends = [*starts[1:], len(inside)]
    return [(inside[a], inside[a + 1 : b]) for a, b in zip(starts, ends, strict=True)]


def _one(text: Sequence[Paragraph], source: Source) -> str:
    bold = (words for p in text for words in source.gras.get(p.index, ()))
    said = next((w for w in bold if is_bold_point(w) and _open(w, source)), "")
    return said or best(_texts(text, source))


def _texts(inside: Sequence[Paragraph], source: Source) -> list[str]:
    """The paragraphs of running text; the printed lines of a PDF put together again."""
    running = [p for p in inside if p.kind == "corps" and p.level is None and p.text.strip()]
    if source.facts.format == "pdf":
        joined = " ".join(p.text for p in running)
        texts = [joined] if joined else []
    else:
        texts = [p.text for p in running]
    if not source.facts.noms.a_masquer:
        return texts
    return [" ".join(one for one in sentences(text) if _open(one, source)) for text in texts]


def _open(text: str, source: Source) -> bool:
    """Whether no name that must be hidden stands in it."""
    low = text.casefold()
    return not any(name.casefold() in low for name in source.facts.noms.a_masquer)
