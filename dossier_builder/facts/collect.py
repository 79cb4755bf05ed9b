"""Put the pages on the content: the one place where engines, text and page map meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossier_builder.domain.facts import Facts, FormFacts
from dossier_builder.domain.modele import Modele, PartHors
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.place import Place
from dossier_builder.domain.sections import NearHeading, NonVerifie, SectionFound
from dossier_builder.domain.submission import LaidOut, Submission
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import LayoutFailedError
from dossier_builder.facts.annexes import read_annexes
from dossier_builder.facts.content import Content, Line
from dossier_builder.facts.declared import NAMES
from dossier_builder.facts.docx_content import read_docx
from dossier_builder.facts.evidence import word_note
from dossier_builder.facts.form import read_form
from dossier_builder.facts.form_fixed import read_version
from dossier_builder.facts.outline import HeadingFound, Outline, read_outline, section_end
from dossier_builder.facts.page_map import length
from dossier_builder.facts.page_numbers import printed_numbers
from dossier_builder.facts.pagination import Testimony, judge, paginate
from dossier_builder.facts.pdf_content import FOOTER_TOP, HEADER_BOTTOM, read_pdf
from dossier_builder.facts.pdf_people import AUTHOR
from dossier_builder.facts.presentation import read_presentation
from dossier_builder.facts.toc import read_toc
from dossier_builder.facts.unread import PICTURE_WORDS, illegible_pages
from dossier_builder.facts.views import View, body_lines, views, word_view
from dossier_builder.pdf import PdfDocumentFacts, PdfPage, read_pages
from dossier_builder.values import frozen

# The counted pages may be this near a limit before a second engine is asked.
NEAR_LIMIT_PAGES = 2
# Two tops nearer than this, in shares of the height, are one printed line.
_SAME_LINE = 0.01
_DOCUMENTS = (".pdf", ".docx", ".odt", ".doc", ".rtf")


def read(submission: Submission) -> Content:
    """What the document says. Raises UnreadableError when it cannot be read."""
    if submission.format == "pdf":
        return read_pdf(read_pages(submission.document, information=(*NAMES, AUTHOR)))
    return read_docx(submission)


@frozen
class Observation:
    """The pages as the witnesses so far show them, and what follows for the count.

    `views` are those of the PDF or of the engines; `word` is that of Word's own record.
    """

    laid_out: LaidOut
    views: tuple[View, ...]
    word: View | None
    pagination: Pagination


def observe(
    laid_out: LaidOut, content: Content, modele: Modele, before: Observation | None = None
) -> Observation:
    """Weigh the witnesses; what `before` has seen of the same layouts is not read again.

    Raises LayoutFailedError when it is a docx that no engine could lay out.
    """
    shown = views(laid_out, content, modele, before.views if before else ())
    word = before.word if before else word_view(content, modele)
    if not shown:
        reasons = " ; ".join(failure.motif for failure in laid_out.failures)
        raise LayoutFailedError(
            insecable(
                "Aucun moteur n’a pu mettre en page ce document"
                f"{' : ' + reasons if reasons else ''}."
            ),
            "Exportez le PDF depuis Word et vérifiez le PDF.",
        )
    notes = " ; ".join(_notes(laid_out, shown, content))
    pagination = paginate(_testimonies(shown, word), counted_out(modele), notes)
    return Observation(laid_out, shown, word, pagination)


def counted_out(modele: Modele) -> tuple[PartHors, ...]:
    """The parts that do not count, under the pack's policy."""
    return modele.pages.hors if modele.pages else ("annexes",)


def collect(observation: Observation, content: Content, modele: Modele) -> Facts:
    """The facts of one document, pages included."""
    submission = observation.laid_out.submission
    return _facts(submission, content, modele, trusted(observation), observation.pagination)


def trusted(observation: Observation) -> View:
    """The view whose pages are those of the findings and of the page map."""
    testimonies = _testimonies(observation.views, observation.word)
    view = _trusted(observation.views, testimonies) if observation.views else observation.word
    if view is None:
        raise ValueError("nothing was observed")
    return view


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


def is_undecided(pagination: Pagination, modele: Modele) -> bool:
    """Whether the limit falls inside the interval, under either reading of « hors annexes »."""
    pages = modele.pages
    if pages is None or pagination.confiance == "sure":
        return False
    both = (pagination.comptees, pagination.hors_couverture_sommaire_annexes)
    return not all(c.inside(pages.min, pages.max) or c.outside(pages.min, pages.max) for c in both)


def _testimonies(shown: Sequence[View], word: View | None) -> tuple[Testimony, ...]:
    """What each witness says; Word's record is of no use where Word itself has just answered."""
    seen = tuple(view.testimony for view in shown)
    asked = any(testimony.direct for testimony in seen)
    return (*seen, word.testimony) if word and not asked else seen


def _trusted(shown: Sequence[View], testimonies: Sequence[Testimony]) -> View:
    """The view that agrees with the most trusted witness: its pages are those of the findings."""
    best = judge(testimonies).believed[0].witness
    agreeing = [v for v in shown if v.testimony.witness.total == best.total]
    same = [v for v in agreeing if v.testimony.witness.annexes_debut == best.annexes_debut]
    return (same or agreeing or list(shown))[0]


def _notes(laid_out: LaidOut, shown: Sequence[View], content: Content) -> Iterator[str]:
    """What else explains the figure: a record set aside, fonts replaced, engines that failed."""
    if laid_out.submission.format != "pdf" and (note := word_note(content)):
        yield note
    yield from dict.fromkeys(
        v.testimony.witness.detail for v in shown if v.testimony.witness.detail
    )
    yield from (failure.motif for failure in laid_out.failures)


def _facts(
    submission: Submission, content: Content, modele: Modele, view: View, pagination: Pagination
) -> Facts:
    printed = content.printed or (read_pages(view.pdf) if view.pdf is not None else None)
    lines = view.lines
    body = body_lines(lines, view.boundary)
    outline = read_outline(body, modele, len(body))
    last_page = view.testimony.witness.total
    form = _form(lines, modele, printed)
    following = view.boundary.line if view.boundary and view.boundary.fin is None else None
    return Facts(
        name=submission.name,
        format=submission.format,
        pagination=pagination,
        paragraphs=tuple(line.as_paragraph() for line in lines),
        sections=_sections(modele, outline, body, following, printed),
        sommaire=form.sommaire if form and form.sommaire else read_toc(lines),
        annexes=replace(
            read_annexes(lines, view.boundary, modele.annexes, last_page),
            seules=view.hypotheses.seules,
            a_cote=_beside(submission) if view.boundary is None else "",
        ),
        formulaire=form,
        properties=content.properties,
        page_numbers=_numbers(printed, content) if printed else {},
        non_verifie=_unread(printed, view) if printed else _maybe_pictures(view),
        changes_accepted=content.changes_accepted,
        sans_moteur=printed is None,
        personnes=content.personnes,
        retires=submission.retires,
        presentation=read_presentation(content, lines, body, printed),
    )


def _numbers(printed: PdfDocumentFacts, content: Content) -> Mapping[int, int | None]:
    """The number of each page as printed; where a field proves one, an engine may have lost it."""
    numbers = printed_numbers(printed)
    starts = Counter(n - page for page, n in numbers.items() if n is not None)
    if not content.numbered or not starts:
        return numbers
    start, _ = starts.most_common(1)[0]
    return {page: page + start for page in numbers}


def _form(
    lines: Sequence[Line], modele: Modele, printed: PdfDocumentFacts | None
) -> FormFacts | None:
    """The ministry's form, with the version that its footers tell."""
    form = read_form(lines, modele.formulaire) if modele.formulaire else None
    if form is None or printed is None:
        return form
    return replace(form, version=read_version(printed))


def _beside(submission: Submission) -> str:
    """The name of the file of annexes that stands in the same folder, "" when there is none."""
    own = submission.original or submission.document
    folder = own.parent
    names = (entry.name for entry in sorted(folder.glob("[Aa][Nn][Nn][Ee][Xx][Ee]*")))
    documents = (name for name in names if name.lower().endswith(_DOCUMENTS))
    return next((name for name in documents if name != own.name), "")


def _sections(
    modele: Modele,
    outline: Outline,
    lines: Sequence[Line],
    following: Line | None,
    printed: PdfDocumentFacts | None,
) -> tuple[SectionFound, ...]:
    """The sections of the body `lines`; `following` is the line that comes after them."""
    found = {heading.section.id: heading for heading in outline.found}
    positions = {line.index: position for position, line in enumerate(lines)}
    after = (following,) if following else ()
    sections = []
    for section in modele.sections:
        heading = found.get(section.id)
        if heading is None:
            near = tuple(_near(one) for one in outline.candidates.get(section.id, ()))
            sections.append(SectionFound(section.id, section.titre, candidats=near))
            continue
        start = positions[heading.line.index]
        end = section_end(heading, lines, start, outline.found)
        place = heading.line.place
        sections.append(
            SectionFound(
                id=section.id,
                titre=section.titre,
                trouve=heading.printed,
                paragraphe=heading.line.index,
                page=place.page if place else None,
                pages=length(place, _end_of_text((*lines, *after), end, printed)),
                mots=heading.words_after + sum(line.words for line in lines[start + 1 : end]),
                score=heading.score,
            )
        )
    return tuple(sections)


def _near(heading: HeadingFound) -> NearHeading:
    place = heading.line.place
    return NearHeading(heading.printed, place.page if place else None, heading.score)


def _end_of_text(lines: Sequence[Line], end: int, printed: PdfDocumentFacts | None) -> Place | None:
    """Where the text before line `end` stops: blank space before a new page is nobody's text."""
    following = next((line.place for line in lines[end:] if line.place is not None), None)
    if printed is None:
        last = next((line.place for line in reversed(lines[:end]) if line.place is not None), None)
        return following or last
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


def _maybe_pictures(view: View) -> tuple[NonVerifie, ...]:
    """The same without any layout: pages of the annexes that hold a picture and few words."""
    start = view.testimony.pages.annexes_debut
    pages = [n for n in pages_of_pictures(view.lines) if start is not None and n >= start]
    motif = insecable("ce sont peut-être des images : relisez noms, adresses et signatures.")
    return tuple(NonVerifie((page, page), motif, annexes=True) for page in pages)


def pages_of_pictures(lines: Sequence[Line]) -> tuple[int, ...]:
    """Pages that hold a picture and few words, by the lines placed on them."""
    words: dict[int, int] = {}
    pictured = set()
    for line in lines:
        if line.place is not None:
            words[line.place.page] = words.get(line.place.page, 0) + len(line.text.split())
            if line.picture:
                pictured.add(line.place.page)
    return tuple(sorted(page for page in pictured if words[page] < PICTURE_WORDS))


def _says(printed: PdfDocumentFacts, number: int) -> bool:
    return printed.pages[number - 1].has_text


def _unread(printed: PdfDocumentFacts, view: View) -> tuple[NonVerifie, ...]:
    """Runs of pages that are pictures: their text is out of the reach of every rule.

    A cover with words on a full-page picture is a usual cover, not a scan.
    """
    start = view.testimony.pages.annexes_debut
    covers = view.testimony.pages.couverture
    pictures = [n for n in illegible_pages(printed) if n not in covers or not _says(printed, n)]
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
