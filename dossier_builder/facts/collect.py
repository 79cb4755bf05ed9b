"""Put the pages on the content: the one place where engines, text and page map meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier_builder.domain.facts import Facts, NonVerifie, SectionFound
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.place import Place
from dossier_builder.domain.submission import LaidOut, Submission
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import LayoutFailedError
from dossier_builder.facts.annexes import read_annexes
from dossier_builder.facts.content import Content, Line
from dossier_builder.facts.docx_content import read_docx
from dossier_builder.facts.evidence import word_testimony
from dossier_builder.facts.form import read_form
from dossier_builder.facts.outline import HeadingFound, find_sections, section_end
from dossier_builder.facts.page_map import length
from dossier_builder.facts.page_numbers import printed_numbers
from dossier_builder.facts.pagination import Testimony, judge, paginate
from dossier_builder.facts.pdf_content import FOOTER_TOP, HEADER_BOTTOM, read_pdf
from dossier_builder.facts.toc import read_toc
from dossier_builder.facts.views import View, views
from dossier_builder.pdf import PdfDocumentFacts, PdfPage, read_pages

# The counted pages may be this near a limit before a second engine is asked.
NEAR_LIMIT_PAGES = 2
# A page covered this far by pictures, with fewer words than this, has text that no rule can read.
# A figure over the width of the text and half its height covers 0.3; a page placed as a picture
# within the margins 0.58; a scan 0.8 and more.
_PICTURE_SHARE = 0.5
_PICTURE_WORDS = 30
# Two tops nearer than this, in shares of the height, are one printed line.
_SAME_LINE = 0.01


def read(submission: Submission) -> Content:
    """What the document says. Raises UnreadableError when it cannot be read."""
    if submission.format == "pdf":
        return read_pdf(submission.document, read_pages(submission.document))
    return read_docx(submission)


@dataclass(frozen=True, slots=True)
class Observation:
    """The pages as the witnesses so far show them, and what follows for the count."""

    laid_out: LaidOut
    views: tuple[View, ...]
    pagination: Pagination


def observe(
    laid_out: LaidOut, content: Content, modele: Modele, before: Observation | None = None
) -> Observation:
    """Weigh the witnesses; what `before` has seen of the same layouts is not read again.

    Raises LayoutFailedError when it is a docx that no engine could lay out.
    """
    shown = views(laid_out, content, modele, before.views if before else ())
    if not shown:
        reasons = " ; ".join(failure.motif for failure in laid_out.failures)
        raise LayoutFailedError(
            insecable(
                "Aucun moteur n’a pu mettre en page ce document"
                f"{' : ' + reasons if reasons else ''}."
            ),
            "Exportez le PDF depuis Word et vérifiez le PDF.",
        )
    hors = modele.pages.hors if modele.pages else ("annexes",)
    notes = " ; ".join(_notes(laid_out, shown))
    return Observation(laid_out, shown, paginate(_testimonies(shown, content), hors, notes))


def collect(observation: Observation, content: Content, modele: Modele) -> Facts:
    """The facts of one document, pages included."""
    view = _trusted(observation.views, _testimonies(observation.views, content))
    submission = observation.laid_out.submission
    return _facts(submission, content, modele, view, observation.pagination)


def needs_second_opinion(pagination: Pagination, modele: Modele) -> bool:
    """Whether another engine should be asked: near a limit, a font replaced, Word disagrees."""
    pages = modele.pages
    if pagination.confiance == "sure":
        return False
    if any(witness.source == "word" or witness.detail for witness in pagination.temoins):
        return True
    limits = [bound for bound in (pages.min, pages.max) if bound is not None] if pages else []
    both = (pagination.comptees, pagination.hors_couverture_sommaire_annexes)
    near = NEAR_LIMIT_PAGES
    return any(bound - near <= c.max and c.min <= bound + near for bound in limits for c in both)


def _testimonies(shown: Sequence[View], content: Content) -> tuple[Testimony, ...]:
    record = word_testimony(content)
    seen = tuple(view.testimony for view in shown)
    return (*seen, record) if record else seen


def _trusted(shown: Sequence[View], testimonies: Sequence[Testimony]) -> View:
    """The view whose total agrees with the most trusted witness: its page map is taken."""
    best = judge(testimonies).believed[0].witness
    return next((v for v in shown if v.testimony.witness.total == best.total), shown[0])


def _notes(laid_out: LaidOut, shown: Sequence[View]) -> Iterator[str]:
    """What else explains the figure: fonts replaced, engines that failed."""
    yield from dict.fromkeys(
        v.testimony.witness.detail for v in shown if v.testimony.witness.detail
    )
    yield from (failure.motif for failure in laid_out.failures)


def _facts(
    submission: Submission, content: Content, modele: Modele, view: View, pagination: Pagination
) -> Facts:
    printed = read_pages(view.pdf)
    lines = view.lines
    body_end = view.boundary.position if view.boundary else len(lines)
    headings = find_sections(lines, modele, body_end)
    last_page = len(printed.pages)
    return Facts(
        name=submission.name,
        format=submission.format,
        pagination=pagination,
        paragraphs=tuple(line.as_paragraph() for line in lines),
        sections=_sections(modele, headings, lines, body_end, printed),
        sommaire=read_toc(lines),
        annexes=read_annexes(lines, view.boundary, modele.annexes, last_page),
        formulaire=read_form(lines, modele.formulaire) if modele.formulaire else None,
        properties=content.properties,
        page_numbers=printed_numbers(printed),
        non_verifie=_unread(printed, view),
        changes_accepted=content.changes_accepted,
    )


def _sections(
    modele: Modele,
    headings: Sequence[HeadingFound],
    lines: Sequence[Line],
    body_end: int,
    printed: PdfDocumentFacts,
) -> tuple[SectionFound, ...]:
    found = {heading.section.id: heading for heading in headings}
    positions = {line.index: position for position, line in enumerate(lines)}
    sections = []
    for section in modele.sections:
        heading = found.get(section.id)
        if heading is None:
            sections.append(SectionFound(section.id, section.titre))
            continue
        start = positions[heading.line.index]
        end = section_end(heading, lines[:body_end], start, headings)
        place = heading.line.place
        sections.append(
            SectionFound(
                id=section.id,
                titre=section.titre,
                trouve=heading.line.printed,
                paragraphe=heading.line.index,
                page=place.page if place else None,
                pages=length(place, _end_of_text(lines, end, printed)),
                mots=sum(line.words for line in lines[start + 1 : end]),
                score=heading.score,
            )
        )
    return tuple(sections)


def _end_of_text(lines: Sequence[Line], end: int, printed: PdfDocumentFacts) -> Place | None:
    """Where the text before line `end` stops: blank space before a new page is nobody's text."""
    following = next((line.place for line in lines[end:] if line.place is not None), None)
    if following is None:
        return _last_text(printed.pages)
    page = printed.pages[following.page - 1]
    if any(HEADER_BOTTOM < line.top < following.top - _SAME_LINE for line in page.lines):
        return following
    return _last_text(printed.pages[: following.page - 1]) or following


def _last_text(pages: Sequence[PdfPage]) -> Place | None:
    """The foot of the last line of these pages, footers left out."""
    for page in reversed(pages):
        bottoms = [line.bottom for line in page.lines if line.bottom < FOOTER_TOP]
        if bottoms:
            return Place(page.number, max(bottoms))
    return None


def _unread(printed: PdfDocumentFacts, view: View) -> tuple[NonVerifie, ...]:
    """Runs of pages that are pictures: their text is out of the reach of every rule.

    A cover with words on a full-page picture is a usual cover, not a scan.
    """
    start = view.testimony.pages.annexes_debut
    covers = view.testimony.pages.couverture
    pictures = [
        page.number
        for page in printed.pages
        if page.images >= _PICTURE_SHARE
        and len(page.text.split()) < _PICTURE_WORDS
        and not (page.number in covers and page.has_text)
    ]
    runs: list[list[int]] = []
    for number in pictures:
        follows = runs and number == runs[-1][-1] + 1 and (start is None or number != start)
        if follows:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(
        NonVerifie(
            pages=(run[0], run[-1]),
            motif=insecable("ce sont des images : relisez noms, adresses et signatures."),
            annexes=start is not None and run[0] >= start,
        )
        for run in runs
    )
