"""Which kind of dossier a document is, by what it says; with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from dossier_builder.domain.facts import FormFacts
from dossier_builder.domain.modele import Formulaire, Modele
from dossier_builder.domain.wording import folded
from dossier_builder.facts.content import Content
from dossier_builder.facts.form import read_form
from dossier_builder.facts.likeness import Names, Wording
from dossier_builder.facts.outline import find_sections
from dossier_builder.values import frozen

# At least this share of a pack's mandatory titles must be found, and two of them word for word.
_ENOUGH = 0.5
# Two kinds whose scores are nearer than this tell as much: the person is asked.
_CLOSE = 10
_AT_LEAST = 2
# Of 100: a title with typing errors is above 90, two titles of one family below 70.
_SAME_TITLE = 88
# Lines of text that a cover may hold: the kind is announced there.
_COVER_LINES = 30
_LETTERS_THEN_FIGURES = re.compile(r"([a-z]+)(\d+)")


@frozen
class Recognised:
    """The kind and the reason why (French)."""

    modele: Modele
    raison: str


@frozen
class NearKind:
    """A kind and how much of its plan is there: parts found, of them word for word, of how many."""

    modele: Modele
    found: int
    exact: int
    wanted: int
    announced: bool

    @property
    def score(self) -> int:
        """The share of the parts of the kind that were found, 0 to 100."""
        return round(100 * self.found / self.wanted) if self.wanted else 0

    @property
    def enough(self) -> bool:
        """Whether the titles alone may tell the kind."""
        return self.exact >= _AT_LEAST and self.score >= 100 * _ENOUGH

    @property
    def sentence(self) -> str:
        """« cip/ccp2 : 3 parties sur 9, annoncé en couverture » (French)."""
        said = ", annoncé en couverture" if self.announced else ""
        if not self.wanted:
            return f"{self.modele.id}{said}"
        return f"{self.modele.id} ({self.found} parties sur {self.wanted}, {self.score} %{said})"


def recognise_kind(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    """The kind that the document is; None when nothing tells, or two kinds tell as much.

    Our own property first, then the fixed texts of the ministry's form, then the part titles,
    then what the cover announces.
    """
    declared = content.properties.declared.modele
    for modele in modeles:
        if declared and modele.id == declared:
            return Recognised(modele, f"le fichier se déclare « {modele.intitule} »")
    return _by_form(content, modeles) or _by_titles(content, modeles) or _by_cover(content, modeles)


def _by_form(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    """The form is the same for every title: the title on its cover tells whose it is."""
    # The packs of all titles share one form: it is read once.
    read = {form: read_form(content.lines, form) for form in _forms(modeles)}
    forms = [
        (modele, form)
        for modele in modeles
        if modele.formulaire and (form := read[modele.formulaire]) is not None
    ]
    if not forms:
        return None
    reason = "les textes du formulaire du dossier professionnel y sont"
    for modele, form in forms:
        if _is_titled(modele, form):
            return Recognised(modele, reason)
    # Another title's form, when its cover names one; else that of the usual title.
    named = forms[0][1].couverture.get("titre", "")
    untitled = [modele for modele, _ in forms if modele.titre is None]
    if named and untitled:
        reason += f" ; ce formulaire est celui d’un autre titre : « {named} »"
        return Recognised(untitled[0], reason)
    titled = [modele for modele, _ in forms if modele.titre is not None]
    usual = [modele for modele in titled if modele.titre and modele.titre.par_defaut]
    alone = titled if len(titled) == 1 else []
    return Recognised((usual or alone or untitled or titled)[0], reason)


def _forms(modeles: Sequence[Modele]) -> set[Formulaire]:
    return {modele.formulaire for modele in modeles if modele.formulaire}


def _is_titled(modele: Modele, form: FormFacts) -> bool:
    if modele.titre is None:
        return False
    cover = folded(form.couverture.get("titre", ""))
    full, sigle = folded(modele.titre.intitule), folded(modele.titre.sigle)
    # Cut short, misspelled or in initials, it is this title all the same: a rule says so.
    cut = len(cover.split()) >= _AT_LEAST and cover in full
    if cut or sigle in cover.split() or fuzz.ratio(cover, full) >= _SAME_TITLE:
        return True
    read = {cover}
    read |= {folded(exemple.activite_intitule) for exemple in form.exemples}
    names = {modele.titre.intitule, *(a.intitule for a in modele.titre.activites_types)}
    return any(folded(name) in text for name in names for text in read)


def _by_titles(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    ranked = [near for near in kinds_by_titles(content, modeles) if near.enough]
    if not ranked:
        return None
    best, others = ranked[0], ranked[1:]
    if others and (best.announced, best.score - _CLOSE) <= (others[0].announced, others[0].score):
        return None
    name = "titre" if best.exact == best.found else "titre, à quelques mots près"
    return Recognised(best.modele, f"{best.found} de ses parties y sont sous leur {name}")


def kinds_by_titles(content: Content, modeles: Sequence[Modele]) -> tuple[NearKind, ...]:
    """How much of each kind's plan the document holds, the likeliest first."""
    cover = _cover(content)
    near = [_near(content, modele, announced=_announces(cover, modele)) for modele in modeles]
    found = [kind for kind in near if kind.found or kind.announced]
    return tuple(sorted(found, key=lambda k: (k.announced, k.score, k.found), reverse=True))


def _near(content: Content, modele: Modele, *, announced: bool) -> NearKind:
    required = {s.id for s in modele.sections if s.obligatoire and s.numerotee}
    headings = find_sections(content.lines, modele, len(content.lines))
    found = [heading for heading in headings if heading.section.id in required]
    # The score of a heading also tells where it lies: here the words alone count.
    exact = sum(Wording.of(h.line.title).joined in Names.of(h.section).whole for h in found)
    return NearKind(modele, len(found), exact, len(required), announced=announced)


def _by_cover(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    """The only kind that the first lines name, « CCP 2 » or in full; a form is known by its own."""
    cover = _cover(content)
    named = [m for m in modeles if m.formulaire is None and _announces(cover, m)]
    if len(named) != 1:
        return None
    return Recognised(named[0], f"la première page annonce « {named[0].sigle} »")


def _cover(content: Content) -> str:
    lines = (line.text for line in content.lines if line.text.strip() and line.toc is None)
    return folded(" ".join(text for text, _ in zip(lines, range(_COVER_LINES), strict=False)))


def _announces(cover: str, modele: Modele) -> bool:
    sigle = _LETTERS_THEN_FIGURES.sub(r"\1\\s?\2", re.escape(folded(modele.sigle)))
    return folded(modele.intitule) in cover or bool(re.search(rf"(?<!\w){sigle}(?!\w)", cover))
