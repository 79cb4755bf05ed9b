"""STY001 to STY004: size of the type, paper and margins, line spacing, text squeezed to fit.

No official text fixes the look of a dossier: these are recommendations that a centre may change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.presentation import PageFormat, ParagraphForm
from dossier_builder.domain.typographie import enumeration, nombre, plages, pluriel
from dossier_builder.rules.check import Check, Parametres, Subject
from dossier_builder.rules.extent import body
from dossier_builder.rules.judged import Judged, failed, judged, not_applicable, not_evaluated
from dossier_builder.values import frozen

_A4 = (21.0, 29.7)
_SAME_SIZE_CM = 0.3
# What a file says is exact; what is measured on the pages of a PDF is not.
_TOLERANCE_PDF, _TOLERANCE_DOCX = 0.08, 0.02
_ENOUGH_LETTERS = 200
_MOST = 0.5
_SIDES = ("haut", "droite", "bas", "gauche")
_NO_LOOK = "La mise en forme de ce document n’a pas été mesurée."


@frozen(kw_only=True)
class SizeParametres(Parametres):
    """`taille_min` in points; `part_max`: the share of the text that may be smaller."""

    taille_min: float = 10.0
    part_max: float = 0.1


@frozen(kw_only=True)
class MarginParametres(Parametres):
    """`marge_min` in centimetres, on each side."""

    marge_min: float = 1.5


@frozen(kw_only=True)
class SpacingParametres(Parametres):
    """`interligne_min` in single lines; `part_max`: the share of the text that may be closer."""

    interligne_min: float = 1.0
    part_max: float = 0.1


@frozen(kw_only=True)
class SqueezeParametres(Parametres):
    """`part_max`: the share of the text that may be squeezed; `espaces_max`: small spaces."""

    part_max: float = 0.02
    espaces_max: int = 20


@frozen
class _Text:
    """The running text with its look: captions, tables, notes, headings, cover left out."""

    paragraphs: tuple[tuple[Paragraph, ParagraphForm], ...]

    @property
    def letters(self) -> int:
        return sum(form.lettres for _, form in self.paragraphs)

    def share(self, measure: Callable[[ParagraphForm], int]) -> float:
        """The share of the letters that `measure` counts."""
        return sum(measure(form) for _, form in self.paragraphs) / max(1, self.letters)

    def first(self, measure: Callable[[ParagraphForm], int]) -> Paragraph | None:
        """The first paragraph of which `measure` counts half, or else the first it counts in."""
        found = [(p, measure(form), form.lettres) for p, form in self.paragraphs if measure(form)]
        half = [p for p, counted, letters in found if 2 * counted >= letters]
        return next(iter([*half, *(p for p, _, _ in found)]), None)

    def pages(self, measure: Callable[[ParagraphForm], int]) -> str:
        return plages([p.page for p, form in self.paragraphs if p.page and measure(form)])


def _text(facts: Facts) -> _Text:
    forms = facts.presentation.paragraphes if facts.presentation else {}
    boxes = _box_paragraphs(facts)
    covers = {1, *facts.pagination.couverture} if facts.pagination.couverture else set()
    kept = [
        (p, form)
        for p in body(facts)
        if (form := forms.get(p.index)) is not None and form.lettres
        if (p.index in boxes if facts.formulaire else p.kind == "corps" and p.page not in covers)
    ]
    return _Text(tuple(kept))


def _box_paragraphs(facts: Facts) -> frozenset[int]:
    """In the ministry's form, what the learner wrote stands in its boxes."""
    if facts.formulaire is None:
        return frozenset()
    return frozenset(
        index
        for exemple in facts.formulaire.exemples
        for box in exemple.boites
        for index in box.paragraphes
    )


def _size(subject: Subject, parametres: SizeParametres) -> Judged:
    text = _text(subject.facts)
    if text.letters < _ENOUGH_LETTERS:
        return not_applicable("Trop peu de texte pour juger de sa taille.")
    least = parametres.taille_min

    def small(form: ParagraphForm) -> int:
        return sum(letters for size, letters in form.tailles if size < least)

    share = text.share(small)
    first = text.first(small)
    # The lines of a PDF do not tell captions and tables from the text: most of it must be small.
    allowed = parametres.part_max if subject.facts.format == "docx" else _MOST
    if share <= allowed or first is None:
        return judged((), f"Texte en {nombre(_usual_size(text))} points pour l’essentiel.")
    finding = subject.wording.finding(
        f"{_percent(share)} du texte est en moins de {nombre(least)} points.",
        f"Passez le style du texte à {nombre(max(least, 11))} points ; pour gagner de la place, "
        "déplacez plutôt en annexe ce qui illustre.",
        page=first.page,
        paragraphe=first.index,
        extrait=first.text,
        part=_percent(share),
        pages=text.pages(small),
    )
    return failed([finding])


def _usual_size(text: _Text) -> float:
    counts: dict[float, int] = {}
    for _, form in text.paragraphs:
        for size, letters in form.tailles:
            counts[size] = counts.get(size, 0) + letters
    return max(counts, key=lambda size: counts[size])


def _percent(share: float) -> str:
    return f"{max(1, round(share * 100))} %"


def _paper(subject: Subject, parametres: MarginParametres) -> Judged:
    presentation = subject.facts.presentation
    if presentation is None or not presentation.formats:
        return not_evaluated(_NO_LOOK)
    counted = {p.index: p for p in body(subject.facts) if p.text.strip()}
    covers = set(subject.facts.pagination.couverture)
    formats = [
        one
        for one in presentation.formats
        if any(
            one.debut <= index <= one.fin and p.page not in covers for index, p in counted.items()
        )
    ]
    constats = [*_wrong_paper(subject, formats), *_narrow(subject, formats, parametres)]
    return judged(constats, "Pages au format A4, marges suffisantes.")


def _wrong_paper(subject: Subject, formats: list[PageFormat]) -> Iterator[Finding]:
    wrong = [one for one in formats if not _is_a4(one)]
    for one in wrong[:1]:
        size = f"{nombre(one.largeur)} × {nombre(one.hauteur)} cm"
        yield subject.wording.finding(
            f"Le papier fait {size} ; le format A4 fait 21 × 29,7 cm.",
            "Dans Word : Mise en page, Taille, A4, pour tout le document.",
            page=one.page,
            paragraphe=one.debut,
            mesure=size,
        )


def _is_a4(one: PageFormat) -> bool:
    sides = sorted((one.largeur, one.hauteur))
    return all(abs(side - a4) <= _SAME_SIZE_CM for side, a4 in zip(sides, _A4, strict=True))


def _narrow(
    subject: Subject, formats: list[PageFormat], parametres: MarginParametres
) -> Iterator[Finding]:
    """The narrowest section tells it: one fault, one finding."""
    least = parametres.marge_min
    narrow = [
        (one, [n for n, m in enumerate(one.marges) if m is not None and round(m, 1) < least])
        for one in formats
    ]
    for one, sides in [(one, sides) for one, sides in narrow if sides][:1]:
        told = enumeration([f"{_SIDES[n]} {nombre(one.marges[n] or 0.0)} cm" for n in sides])
        yield subject.wording.finding(
            f"Marges étroites : {told} ; au moins {nombre(least)} cm conseillés.",
            "Dans Word : Mise en page, Marges, Normales (2,5 cm).",
            page=one.page,
            paragraphe=one.debut,
            mesure=told,
        )


def _line_spacing(subject: Subject, parametres: SpacingParametres) -> Judged:
    facts = subject.facts
    text = _text(facts)
    if text.letters < _ENOUGH_LETTERS:
        return not_applicable("Trop peu de texte pour juger de l’interligne.")
    known = _Text(tuple(one for one in text.paragraphs if one[1].interligne is not None))
    if 2 * known.letters < text.letters:
        return not_evaluated("L’interligne n’a pas pu être mesuré sur la moitié du texte.")
    least = parametres.interligne_min
    tolerance = _TOLERANCE_PDF if facts.format == "pdf" else _TOLERANCE_DOCX

    def close(form: ParagraphForm) -> int:
        too_close = form.interligne is not None and form.interligne < least - tolerance
        return form.lettres if too_close else 0

    share, first = known.share(close), known.first(close)
    if share <= parametres.part_max or first is None:
        return judged((), f"Interligne d’au moins {nombre(least, 2)}.")
    finding = subject.wording.finding(
        f"{_percent(share)} du texte a un interligne de moins de {nombre(least, 2)}.",
        "Dans Word : sélectionnez le texte, Accueil, Interligne, 1,15.",
        page=first.page,
        paragraphe=first.index,
        extrait=first.text,
        part=_percent(share),
        pages=known.pages(close),
    )
    return failed([finding])


def _squeezed(subject: Subject, parametres: SqueezeParametres) -> Judged:
    if subject.facts.format == "pdf":
        return not_applicable("Un PDF ne dit pas si ses lettres ont été resserrées.")
    text = _text(subject.facts)
    if text.letters < _ENOUGH_LETTERS:
        return not_applicable("Trop peu de texte pour en juger.")

    def condensed(form: ParagraphForm) -> int:
        return form.resserrees

    def spaces(form: ParagraphForm) -> int:
        return form.espaces_reduites

    constats = []
    share, first = text.share(condensed), text.first(condensed)
    if share > parametres.part_max and first is not None:
        constats.append(
            subject.wording.finding(
                f"{_percent(share)} du texte a des lettres resserrées ou rétrécies.",
                "Dans Word : sélectionnez le texte, Police, Paramètres avancés, Échelle 100 %, "
                "Espacement normal.",
                page=first.page,
                paragraphe=first.index,
                extrait=first.text,
                part=_percent(share),
            )
        )
    small = sum(form.espaces_reduites for _, form in text.paragraphs)
    first = text.first(spaces)
    if small > parametres.espaces_max and first is not None:
        constats.append(
            subject.wording.finding(
                f"{pluriel(small, 'espace')} entre les mots dans une police minuscule.",
                "Sélectionnez le texte et redonnez-lui une seule taille.",
                page=first.page,
                paragraphe=first.index,
                extrait=first.text,
                part=str(small),
            )
        )
    return judged(constats, "Aucun texte resserré.")


CHECKS = (
    Check(
        "STY001",
        "Taille du texte",
        _size,
        SizeParametres,
        placeholders=frozenset({"part", "pages"}),
    ),
    Check(
        "STY002",
        "Format du papier et marges",
        _paper,
        MarginParametres,
        placeholders=frozenset({"mesure"}),
        lit_le_texte=False,
    ),
    Check(
        "STY003",
        "Interligne",
        _line_spacing,
        SpacingParametres,
        placeholders=frozenset({"part", "pages"}),
    ),
    Check(
        "STY004",
        "Texte resserré",
        _squeezed,
        SqueezeParametres,
        placeholders=frozenset({"part"}),
    ),
)
