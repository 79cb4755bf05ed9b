"""Likely questions, where the dossier answers them, and the grid of a mock exam (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossier_builder.depot.oral.minutes import share, spoken
from dossier_builder.depot.oral.plan import Timed
from dossier_builder.domain.facts import Facts
from dossier_builder.domain.modele import Competence, Modele, Source
from dossier_builder.domain.oral import Duree, Epreuve, Oral, Question
from dossier_builder.domain.typographie import insecable, plages
from dossier_builder.render.oral import CompetenceView, Feuille, Ligne, QuestionView
from dossier_builder.rules.competences import matrix
from dossier_builder.values import frozen

NOT_SEEN = "pas trouvé dans le dossier : préparez une réponse"
_PAGES = 4
_STATUTS = {
    "programme": "programme",
    "officiel": "texte officiel",
    "centre": "consigne du centre",
    "infere": "proposé",
}
NATURE = (
    "Questions probables, écrites pour s’entraîner d’après le référentiel : ce ne sont pas celles "
    "du jury. Les pages sont celles où le dossier en parle ; relisez-les."
)
GRILLE = (
    "Grille d’entraînement, établie par le programme d’après le dossier : elle n’est pas la grille "
    "officielle d’évaluation et ne remplace pas l’avis du jury."
)


@frozen
class Where:
    """On which pages the dossier speaks of each competence, and where its sections are."""

    competences: Mapping[int, tuple[int, ...]]
    sections: Mapping[str, tuple[int, ...]]

    def pages(self, question: Question) -> tuple[int, ...]:
        """The pages of its sections when the dossier has them, else those of its competence."""
        own = [page for name in question.sections for page in self.sections.get(name, ())]
        if own or question.competence is None:
            return tuple(sorted(set(own)))
        return self.competences.get(question.competence, ())


def where(facts: Facts, modele: Modele) -> Where:
    """Read the pages off the matrix of competences and the sections found."""
    seen = {
        row.competence.numero: tuple(sorted(row.pages[:_PAGES])) for row in matrix(facts, modele)
    }
    linked = _of_sections(facts, modele)
    numbers = {n for s in modele.sections for n in s.competences}
    for number in numbers:
        if not seen.get(number):
            names = [s.id for s in modele.sections if number in s.competences]
            seen[number] = tuple(sorted({p for name in names for p in linked.get(name, ())}))
    return Where(seen, linked)


def _of_sections(facts: Facts, modele: Modele) -> dict[str, tuple[int, ...]]:
    """Id of each section found → its pages, from its heading to the next heading."""
    found = {s.id: s for s in facts.sections if s.paragraphe is not None}
    starts = sorted(s.paragraphe or 0 for s in found.values())
    made: dict[str, tuple[int, ...]] = {}
    for section in modele.sections:
        here = found.get(section.id)
        if here is None:
            continue
        start = here.paragraphe or 0
        end = next((n for n in starts if n > start), facts.annexes.debut)
        inside = (p for p in facts.paragraphs if p.index >= start)
        pages = [p.page for p in inside if p.page and (end is None or p.index < end)]
        if pages:
            made[section.id] = tuple(range(min(pages), max(pages) + 1))
    return made


def expected(epreuve: Epreuve, facts: Facts, modele: Modele) -> tuple[Competence, ...]:
    """The competences asked about: those of the test's CCP, else of what the document shows."""
    types = modele.titre.activites_types if modele.titre else ()
    if epreuve.ccp is not None:
        types = tuple(t for t in types if t.ccp == epreuve.ccp)
    elif facts.formulaire is not None:
        shown = {e.activite_type for e in facts.formulaire.exemples} - {None}
        types = tuple(t for t in types if not shown or t.numero in shown)
    return tuple(competence for activite in types for competence in activite.competences)


def question_sheet(
    epreuve: Epreuve,
    oral: Oral,
    asked: Sequence[Competence],
    places: Where,
    head: Feuille,
) -> Feuille:
    """Everything that the sheet of likely questions shows; `head` says whose it is."""
    return replace(
        head,
        nature=insecable(NATURE),
        durees=tuple(_durations(epreuve)),
        generales=tuple(_view(question, places) for question in epreuve.generales),
        competences=tuple(_competence(one, oral, places) for one in asked),
        source=_sourced(oral.source),
    )


def jury_grid(
    epreuve: Epreuve,
    oral: Oral,
    asked: Sequence[Competence],
    places: Where,
    head: Feuille,
    parts: Sequence[Timed],
) -> Feuille:
    """The same as a grid: what is heard, how long, which competence and pages, room for notes."""
    return replace(
        head,
        nature=insecable(GRILLE),
        durees=tuple(_durations(epreuve)),
        presentation=tuple(map(_told, parts)),
        entretien=tuple(_asked(epreuve, oral, asked, places)),
        source=_sourced(oral.source),
    )


def _told(one: Timed) -> Ligne:
    pages = range(one.part.pages[0], one.part.pages[1] + 1) if one.part.pages else ()
    numbers = ", ".join(str(n) for n in one.part.competences)
    return Ligne(
        minutes=spoken(one.minutes),
        intitule=insecable(one.part.titre),
        competence=f"C{chr(0xA0)}{numbers}" if numbers else "",
        pages=insecable(_shown(tuple(pages))),
    )


def _asked(
    epreuve: Epreuve, oral: Oral, asked: Sequence[Competence], places: Where
) -> Iterator[Ligne]:
    """One row a competence, and one for the questions on the whole; the minutes sum exactly."""
    rows = len(asked) + bool(epreuve.generales)
    minutes = share(epreuve.entretien.minutes, [1.0] * rows) if rows else ()
    if epreuve.generales:
        yield Ligne(
            minutes=spoken(minutes[0]),
            intitule="Sur l’ensemble",
            questions=tuple(insecable(q.question) for q in epreuve.generales[:_QUESTIONS]),
        )
    for competence, own in zip(asked, minutes[bool(epreuve.generales) :], strict=True):
        questions = [q for q in oral.questions if q.competence == competence.numero]
        yield Ligne(
            minutes=spoken(own),
            intitule=insecable(competence.intitule),
            competence=f"C{chr(0xA0)}{competence.numero}",
            pages=insecable(_shown(places.competences.get(competence.numero, ()))),
            questions=tuple(insecable(q.question) for q in questions[:_QUESTIONS]),
        )


_QUESTIONS = 2


def _competence(competence: Competence, oral: Oral, places: Where) -> CompetenceView:
    pages = places.competences.get(competence.numero, ())
    questions = (q for q in oral.questions if q.competence == competence.numero)
    return CompetenceView(
        numero=str(competence.numero),
        intitule=insecable(competence.intitule),
        pages=insecable(_shown(pages)) or NOT_SEEN,
        questions=tuple(_view(question, places) for question in questions),
    )


def _view(question: Question, places: Where) -> QuestionView:
    return QuestionView(
        question=insecable(question.question),
        attendu=insecable(question.attendu),
        pages=insecable(_shown(places.pages(question))),
    )


def _shown(pages: tuple[int, ...]) -> str:
    return f"p. {plages(pages)}" if pages else ""


def _durations(epreuve: Epreuve) -> Iterator[str]:
    """`Présentation : 20 min (Programme de formation CIP du centre, programme)`."""
    if epreuve.presentation is not None:
        yield _duration("Présentation", epreuve.presentation)
    yield _duration("Entretien avec le jury", epreuve.entretien)


def _duration(what: str, duree: Duree) -> str:
    return insecable(f"{what} : {duree.minutes} min ({_sourced(duree.source)})")


def _sourced(source: Source) -> str:
    return insecable(f"{source.document} – {_STATUTS[source.statut]}")
