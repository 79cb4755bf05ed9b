"""A conform dossier as its writer has it in mind: parts and annexes; then the Plan of its pages.

A structural fault changes the draft before the pages are made, so that the sommaire, the numbers
and the truth follow from it as they do in life.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random
from typing import cast

from dossier_builder.domain.modele import Modele, Section
from exactitude import plans
from exactitude.plans import Bloc, Page, Plan, Spec
from exactitude.textes import sentences
from exactitude.titres import numbers, title

PAGE_WORDS = 265
"""Words on a page: about half of what it holds, so that every engine agrees on the count."""
_SCALES = (1.0, 0.93, 0.87, 0.8, 1.08)
_PARAGRAPH_WORDS = (45, 85)
_ANNEX_TITLES = (
    "Contrat d’engagement anonymisé", "Affiche de l’atelier", "Grille d’entretien d’accueil",
    "Questionnaire remis aux participants", "Fiche de poste rédigée avec l’employeur",
    "Compte rendu de la réunion technique",
)  # fmt: skip
_CITATIONS = (
    "Le document figure en annexe {n}.",
    "J’en donne le détail plus loin (voir annexe {n}).",
    "L’outil que j’ai employé est joint (annexe {n}).",
    "Comme le montre l’annexe {n}, ce choix a demandé deux essais.",
    "On en trouvera une version anonymisée en annexe n° {n}.",
)


# Cut after « M. »: half a sentence.
_CUT = re.compile(r"(?<!Mme )\bM\.$")


class Donne:
    """French sentences dealt one by one, none twice before all have been."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._left: list[str] = []

    def paragraph(self, words: int) -> str:
        """A paragraph of at least that many words."""
        chosen: list[str] = []
        while sum(len(sentence.split()) for sentence in chosen) < words:
            if not self._left:
                self._left = [s for s in sentences() if not _CUT.search(s)]
                self._rng.shuffle(self._left)
            chosen.append(self._left.pop())
        return " ".join(chosen)

    def paragraphs(self, words: int) -> list[str]:
        """Paragraphs of the usual length, that many words in all or a little more."""
        made: list[str] = []
        while (left := words - sum(len(text.split()) for text in made)) > 0:
            made.append(self.paragraph(min(left, self._rng.randrange(*_PARAGRAPH_WORDS))))
        return made


@dataclass(slots=True)
class Partie:
    """A section and its own paragraphs; `titre` without its number."""

    id: str
    titre: str
    niveau: int
    numerotee: bool
    paragraphes: list[str]

    @property
    def mots(self) -> int:
        """Words of its own paragraphs."""
        return sum(len(text.split()) for text in self.paragraphes)


@dataclass(slots=True)
class Brouillon:
    """The draft. `annexes` are (label, title) pairs; each is cited somewhere in the parts."""

    spec: Spec
    modele: Modele
    rng: Random
    parties: list[Partie]
    annexes: list[tuple[str, str]]
    donne: Donne
    couverture: list[str] = field(default_factory=list)
    blanche: bool = False
    """A page of the body is left blank."""
    reste: str = ""
    """What stands alone on a last page."""

    def partie(self, identifier: str) -> Partie:
        """The part of that id."""
        return next(partie for partie in self.parties if partie.id == identifier)

    def famille(self, identifier: str) -> list[Partie]:
        """A part of level 1 and its sub-parts, or a sub-part alone."""
        start = self.parties.index(self.partie(identifier))
        end = start + 1
        if self.parties[start].niveau == 1:
            while end < len(self.parties) and self.parties[end].niveau > 1:
                end += 1
        return self.parties[start:end]


def conforme(spec: Spec, modele: Modele, seed: str) -> Brouillon:
    """A draft that has everything its pack asks; the same for the same seed."""
    pages = modele.pages
    for scale in _SCALES:
        draft = _draft(spec, modele, Random(seed), scale)  # noqa: S311  a seed, not a secret
        counted = compose(draft).verite.comptees or 0
        if pages is None or (pages.min or 0) < counted < (pages.max or counted + 1):
            return _draft(spec, modele, Random(seed), scale)  # noqa: S311  a seed, not a secret
    raise ValueError(seed)


def _draft(spec: Spec, modele: Modele, rng: Random, scale: float) -> Brouillon:
    donne = Donne(rng)
    words = _words(modele)
    parties = [
        Partie(s.id, title(s, spec.variante, rng), s.niveau, s.numerotee,
               donne.paragraphs(max(round(words[s.id] * scale), s.mots_min or 0,
                                    PAGE_WORDS if s.niveau == 1 and not s.numerotee else 0)))
        for s in modele.sections
    ]  # fmt: skip
    titles = rng.sample(_ANNEX_TITLES, spec.nombre_annexes)
    annexes = [(f"Annexe {n}", text) for n, text in enumerate(titles, start=1)]
    draft = Brouillon(spec, modele, rng, parties, annexes, donne)
    for n in range(1, len(annexes) + 1):
        citer(draft, rng.choice(_CITATIONS).format(n=n))
    return draft


def citer(draft: Brouillon, sentence: str) -> str:
    """Put a sentence at the end of a paragraph taken at random; the paragraph's new text."""
    partie = draft.rng.choice([p for p in draft.parties if p.paragraphes])
    at = draft.rng.randrange(len(partie.paragraphes))
    partie.paragraphes[at] = f"{partie.paragraphes[at]} {sentence}"
    return partie.paragraphes[at]


def _words(modele: Modele) -> dict[str, int]:
    """How many words each section needs: its budget of pages, its least, the length in all."""
    sections = modele.sections
    words = {s.id: round(1.35 * (s.mots_min or 60)) for s in sections}
    for rank, section in enumerate(sections):
        if section.niveau > 1:
            continue
        children = _children(sections, rank)
        middle = sum(section.pages) / 2 if section.pages else 0
        wanted = round(middle * PAGE_WORDS)
        own = min(wanted, 70) if children else wanted
        words[section.id] = max(own, round(1.2 * (section.mots_min or 0)), 45)
        short = wanted - words[section.id] - sum(words[c.id] for c in children)
        for child in children:
            words[child.id] += max(0, short // len(children))
    if modele.caracteres and modele.caracteres.min and modele.caracteres.max:
        middle_chars = (modele.caracteres.min + modele.caracteres.max) / 2
        share = middle_chars / 6.05 / sum(words.values())
        words = {key: round(value * share) for key, value in words.items()}
    return words


def _children(sections: tuple[Section, ...], rank: int) -> list[Section]:
    found: list[Section] = []
    for section in sections[rank + 1 :]:
        if section.niveau == 1:
            break
        found.append(section)
    return found


# --- pages -----------------------------------------------------------------------------------


def compose(draft: Brouillon) -> Plan:
    """The pages of a draft and its truth."""
    spec = draft.spec
    sections = [draft.modele.section(p.id) for p in draft.parties if p.id in _ids(draft.modele)]
    typed = numbers(sections, spec.numerotation)
    titles = {p.id: typed.get(p.id, "") + p.titre for p in draft.parties}
    body = _body(draft, titles)
    pages = _front(draft) + plans._ordered(spec, body, _annexes(draft))
    places = plans._places(pages, titles)
    # What fills the sommaire asks of a section its id and its level alone.
    plans._fill_lists(pages, titles, places, cast("list[Section]", draft.parties))
    known = {key: page for key, page in places.items() if key in _ids(draft.modele)}
    return Plan(spec, tuple(pages), plans._truth(spec, pages, known))


def _ids(modele: Modele) -> frozenset[str]:
    return frozenset(section.id for section in modele.sections)


def _front(draft: Brouillon) -> list[Page]:
    pages = plans._front(draft.spec, draft.modele)
    if draft.couverture:
        pages[0].blocs = [Bloc("couverture", line) for line in draft.couverture]
    return pages


def _body(draft: Brouillon, titles: dict[str, str]) -> list[Page]:
    """Greedy: a page is left when it has its words; a title never stays alone at the foot."""
    pages = [Page()]
    count = 0
    for partie in draft.parties:
        if count >= PAGE_WORDS or (partie.niveau == 1 and count > PAGE_WORDS * 0.6):
            pages.append(Page())
            count = 0
        pages[-1].blocs.append(Bloc("titre", titles[partie.id], partie.niveau))
        for text in partie.paragraphes:
            if count >= PAGE_WORDS:
                pages.append(Page())
                count = 0
            pages[-1].blocs.append(Bloc("texte", text))
            count += len(text.split())
    if draft.blanche:
        pages.insert(draft.rng.randrange(2, len(pages) - 1), Page())
    if draft.reste:
        pages.append(Page([Bloc("texte", draft.reste)]))
    return pages


def _annexes(draft: Brouillon) -> list[Page]:
    spec = draft.spec
    pages: list[Page] = []
    if spec.annexes == "intercalaire":
        pages.append(Page([Bloc("intercalaire", "ANNEXES")], "annexes"))
    separator = draft.rng.choice((" : ", " – "))
    for n, (label, text) in enumerate(draft.annexes):
        page = Page(partie="annexes")
        together = spec.annexes == "titre"
        if n == 0 and together:
            page.blocs.append(Bloc("titre-annexe", "Annexes"))
        shown = f"{label}{separator}{text}" if label else text
        page.blocs.append(Bloc("titre-annexe", shown, 2 if together else 1))
        page.blocs.append(Bloc("texte", draft.donne.paragraph(80)))
        pages.append(page)
    return pages
