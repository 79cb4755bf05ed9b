"""One document as its HTML page shows it: what the template asks, computed and counted here."""

from __future__ import annotations

import base64
import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from dossier_builder.domain.cohorte import Avance, EcartMotif, Piece
from dossier_builder.domain.findings import Nature, Outcome
from dossier_builder.domain.modele import PartHors
from dossier_builder.domain.pagination import Witness, WitnessSource
from dossier_builder.domain.report import DocumentReport, PageGenre, PageVue
from dossier_builder.domain.typographie import pluriel
from dossier_builder.report import page_block, section_block, selection
from dossier_builder.report.bars import Bar, count_bar, length_bar
from dossier_builder.report.check_titles import check_title
from dossier_builder.report.evolution import advance_text, since_label
from dossier_builder.report.promotion import only_to_write
from dossier_builder.report.selection import FIRST, Folded, Group, Unjudged
from dossier_builder.report.words import VERDICTS, shortened
from dossier_builder.values import frozen

_WITNESSES: dict[WitnessSource, str] = {
    "pdf": "le PDF lui-même",
    "word": "Word",
    "libreoffice": "LibreOffice",
    "dxpdf": "moteur embarqué",
}
_GENRES: dict[PageGenre, tuple[str, str]] = {
    "garde": ("G", "page de garde"),
    "sommaire": ("S", "sommaire"),
    "comptee": ("", "page du dossier"),
    "annexe": ("A", "annexe"),
    "hors_compte": ("–", "page à part"),
}
_PARTS: dict[PageGenre, PartHors] = {
    "garde": "couverture",
    "sommaire": "sommaire",
    "annexe": "annexes",
}
_ECARTS: dict[EcartMotif, str] = {
    "plus_ancien": "version plus ancienne",
    "identique": "le même fichier",
    "meme_dossier": "le même dossier, dans l’autre format",
    "illisible": "illisible",
    "decision": "sur décision du formateur",
}


# What stands under a thumbnail: so many messages, of so many characters.
_CAPTIONS = 3
_CAPTION = 80


@frozen
class PageBox:
    """A page of the map; `label` says in words all that its letter, frame and marks say."""

    page: int
    genre: PageGenre
    letter: str
    counted: bool
    image: bool
    findings: int
    label: str


@frozen
class PartRow:
    """A part with its bar; None where its length is not known."""

    part: section_block.Part
    bar: Bar | None

    @property
    def label(self) -> str:
        """What the bar says, in words."""
        budget = f", repère {self.part.budget}" if self.part.budget else ""
        return f"{self.part.length} pages{budget}"


@frozen
class Thumbnail:
    """A page with findings, small; `source` is the picture itself as a data: address."""

    page: int
    source: str
    says: tuple[str, ...]


@frozen
class Findings:
    """The findings of one nature: those in full, and those folded, one line a rule."""

    full: tuple[Group, ...]
    folded: tuple[Folded, ...]
    count: int


@frozen
class DocumentView:
    """What the page of a document shows, in its order."""

    document: DocumentReport
    anchor: str
    title: str
    word: str
    tone: str
    facts: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    pages: str
    confidence: str
    explanations: tuple[str, ...]
    other_reading: str
    bar: Bar | None
    bar_label: str
    witnesses: tuple[tuple[str, Witness], ...]
    boxes: tuple[PageBox, ...]
    legend: tuple[PageBox, ...]
    parts: tuple[PartRow, ...]
    parts_to_confirm: bool
    to_mend: Findings
    to_write: Findings
    to_decide: Findings
    undecided: tuple[Unjudged, ...]
    waived: tuple[str, ...]
    thumbnails: tuple[Thumbnail, ...]
    verified: tuple[tuple[str, str, str], ...]
    unverified: tuple[tuple[str, str], ...]
    since: str
    handed_in: tuple[str, ...]


def view(
    document: DocumentReport,
    anchor: str,
    made: dt.datetime,
    piece: Piece | None = None,
    avance: Avance | None = None,
    depuis: dt.datetime | None = None,
) -> DocumentView:
    """The view of one document of a run made at `made`; `piece` and `avance` in a promotion."""
    modele, pagination = document.modele, document.pagination
    natures = selection.by_nature(document)
    undecided = tuple(selection.unjudged(document, decisive=True))
    limit = modele.pages if modele else None
    parts = section_block.parts(document)
    found = _findings_by_page(document)
    boxes = tuple(_box(page, document, found) for page in document.pages)
    return DocumentView(
        document=document,
        anchor=anchor,
        title=f"{modele.sigle} – {modele.intitule}" if modele else "Dossier",
        word=VERDICTS[document.verdict],
        tone="a_ecrire"
        if document.verdict == "non_conforme" and only_to_write(document)
        else document.verdict,
        facts=_facts(document, made),
        counts=_counts(document, undecided),
        pages=page_block.count_sentence(pagination, modele) if pagination and modele else "",
        confidence=page_block.CONFIANCE[pagination.confiance] if pagination else "",
        explanations=tuple(page_block.explanations(pagination, modele))
        if pagination and modele
        else (),
        other_reading=page_block.other_reading(pagination, modele) if pagination and modele else "",
        bar=count_bar(pagination.comptees, limit.min, limit.max) if pagination and limit else None,
        bar_label=page_block.count_sentence(pagination, modele) if pagination and modele else "",
        witnesses=tuple((_WITNESSES[w.source], w) for w in pagination.temoins)
        if pagination
        else (),
        boxes=boxes,
        legend=_legend(boxes),
        parts=_parts(parts),
        parts_to_confirm=section_block.to_confirm(parts),
        to_mend=_findings(natures["a_corriger"]),
        to_write=_findings(natures["a_ecrire"]),
        to_decide=_findings(natures["a_decider"], first=None),
        undecided=undecided,
        waived=tuple(
            f"{o.controle} {_named(o)} : dérogation de {w.auteur}, jusqu’au {w.fin:%d/%m/%Y}"
            for o, w in selection.waivers(document)
        ),
        thumbnails=_thumbnails(document, natures),
        verified=_verified(document),
        unverified=_unverified(document),
        since=_since(avance, depuis, made),
        handed_in=_handed_in(document, piece),
    )


def _facts(document: DocumentReport, made: dt.datetime) -> tuple[str, ...]:
    facts = [
        "brouillon" if document.etape == "brouillon" else "version finale",
        f"contrôlé le {made:%d/%m/%Y} à {made.hour} h {made:%M}",
    ]
    if document.session:
        days = (document.session - made.date()).days
        when = f"dans {pluriel(days, 'jour')}" if days > 0 else "aujourd’hui"
        facts.append(
            f"session du {document.session:%d/%m/%Y}" + (f", {when}" if days >= 0 else ", passée")
        )
    return tuple(facts)


def _counts(document: DocumentReport, undecided: Sequence[Unjudged]) -> tuple[tuple[str, int], ...]:
    if document.erreur:
        return ()
    count = selection.natures(document)
    passed = sum(o.statut == "reussie" for o in document.outcomes)
    return (
        ("à corriger", count["a_corriger"]),
        ("à écrire encore", count["a_ecrire"]),
        ("à décider", count["a_decider"] + len(undecided)),
        ("règles respectées" if passed > 1 else "règle respectée", passed),
    )


def _findings(groups: Sequence[Group], first: int | None = FIRST) -> Findings:
    later = groups[first:] if first is not None else ()
    count = sum(len(group.findings) for group in later)
    return Findings(tuple(groups[:first]), tuple(selection.folded(later)), count)


def _findings_by_page(document: DocumentReport) -> Counter[int]:
    return Counter(
        finding.page
        for group in selection.groups(document)
        for finding in group.findings
        if finding.page is not None
    )


def _box(page: PageVue, document: DocumentReport, found: Mapping[int, int]) -> PageBox:
    limit = document.modele.pages if document.modele else None
    hors: tuple[PartHors, ...] = limit.hors if limit else ("annexes",)
    counted = page.genre != "hors_compte" and _PARTS.get(page.genre) not in hors
    letter, name = _GENRES[page.genre]
    findings = found.get(page.page, 0)
    said = [f"page {page.page}", name, "comptée" if counted else "non comptée"]
    said += ["image sans texte lisible"] if page.image else []
    said += [pluriel(findings, "point à voir", "points à voir")] if findings else []
    return PageBox(page.page, page.genre, letter, counted, page.image, findings, ", ".join(said))


def _legend(boxes: Sequence[PageBox]) -> tuple[PageBox, ...]:
    """One box for each sort of page that is there, its label without a number."""
    sorts: dict[tuple[str, bool], PageBox] = {}
    for box in boxes:
        counted = "comptée" if box.counted else "non comptée"
        name = f"{_GENRES[box.genre][1]}, {counted}"
        sorts.setdefault(
            (box.genre, box.counted),
            PageBox(0, box.genre, box.letter, box.counted, image=False, findings=0, label=name),
        )
    return tuple(sorts.values())


def _parts(parts: Sequence[section_block.Part]) -> tuple[PartRow, ...]:
    lengths = [part.found.pages or 0.0 for part in parts]
    budgets = [part.section.pages[1] for part in parts if part.section.pages]
    longest = max((*lengths, *budgets), default=0.0)
    return tuple(
        PartRow(part, length_bar(part.found.pages, part.section.pages, longest))
        if part.found.pages is not None
        else PartRow(part, None)
        for part in parts
    )


def _thumbnails(
    document: DocumentReport, natures: Mapping[Nature, Sequence[Group]]
) -> tuple[Thumbnail, ...]:
    groups = [group for nature in natures for group in natures[nature]]
    return tuple(
        Thumbnail(
            page,
            f"data:image/png;base64,{base64.b64encode(picture).decode()}",
            _captions([group.finding.message for group in groups if page in group.pages]),
        )
        for page, picture in sorted(document.vignettes.items())
    )


def _captions(messages: Sequence[str]) -> tuple[str, ...]:
    """The first messages, short; the page has them in full above."""
    more = len(messages) - _CAPTIONS
    said = [shortened(message, _CAPTION) for message in messages[:_CAPTIONS]]
    return (*said, *([f"Et {pluriel(more, 'autre point', 'autres points')}."] if more > 0 else []))


def _verified(document: DocumentReport) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (o.controle, _named(o), o.preuve) for o in document.outcomes if o.statut == "reussie"
    )


def _unverified(document: DocumentReport) -> tuple[tuple[str, str], ...]:
    """What nobody could read or judge, with the rules it stops."""
    gaps = [(f"{page_block.gap(gap.pages)} : {gap.motif}", "") for gap in document.non_verifie]
    stopped = selection.unjudged(document, decisive=False)
    return (*gaps, *((one.preuve, ", ".join(one.codes)) for one in stopped))


def _named(outcome: Outcome) -> str:
    return check_title(outcome.controle) or outcome.controle


def _since(avance: Avance | None, depuis: dt.datetime | None, made: dt.datetime) -> str:
    """« Depuis le 09/11 : 2 points corrigés, 1 nouveau. »."""
    if avance is None or depuis is None:
        return ""
    return f"{since_label(depuis, made).capitalize()} : {advance_text(avance)}"


def _handed_in(document: DocumentReport, piece: Piece | None) -> tuple[str, ...]:
    """The file, how its owner is known, and the files set aside."""
    said = [f"Fichier : {document.fichier}"]
    if piece is None:
        return tuple(said)
    if piece.attribution:
        said.append(f"Attribué : {piece.attribution.preuve}")
    for other in piece.ecartes:
        when = f", du {other.modifie:%d/%m/%Y}" if other.modifie else ""
        said.append(f"Mis de côté : {other.fichier} ({_ECARTS[other.motif]}{when})")
    return tuple(said)
