"""CPT001: the competences of the referential that are seen in the text, and those that are not."""

from __future__ import annotations

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.modele import Modele, Source
from dossier_builder.domain.typographie import plages
from dossier_builder.rules.check import Check, Parametres, Subject
from dossier_builder.rules.competences import SEUIL, CompetenceVue, matrix
from dossier_builder.rules.judged import Judged, failed, not_applicable, passed
from dossier_builder.values import frozen

_SHOWN_PAGES = 4


@frozen(kw_only=True)
class CompetencesParametres(Parametres):
    """`seuil`: share of the wording that a passage must hold; `sauf`: sections that only list.

    `competences`: the numbers expected; none: all those of the CCP, or of the title.
    """

    seuil: float = SEUIL
    sauf: tuple[str, ...] = ()
    competences: tuple[int, ...] = ()


def _coverage(subject: Subject, parametres: CompetencesParametres) -> Judged:
    rows = matrix(subject.facts, subject.modele, seuil=parametres.seuil, sauf=parametres.sauf)
    wanted = parametres.competences
    rows = tuple(row for row in rows if not wanted or row.competence.numero in wanted)
    if not rows:
        return not_applicable("Le modèle ne nomme aucune compétence à montrer ici.")
    seen = [row for row in rows if row.vue]
    proof = "Compétences vues : " + " ; ".join(map(_row_in_words, seen)) + "." if seen else ""
    missing = [row for row in rows if not row.vue]
    if not seen and any(p.aide for p in subject.facts.paragraphs):
        return not_applicable("Rien n’est encore écrit.")
    if not missing:
        return passed(proof)
    constats = [
        subject.wording.finding(
            f"Compétence {row.competence.numero}, « {row.competence.intitule} » : non vue"
            f"{_mention(row)}.",
            "Montrez-la dans ce que vous avez fait, avec les mots du référentiel. Si elle y est "
            "sous d’autres mots, rien n’est à changer : parlez-en à votre formateur.",
            nature="a_decider",
            page=_page_to_look_at(row, subject.modele, subject.facts),
            numero=row.competence.numero,
            competence=row.competence.intitule,
        )
        for row in missing
    ]
    return failed(constats, proof)


def _mention(row: CompetenceVue) -> str:
    return f" (une seule mention, p. {row.pages[0]})" if row.pages else ""


def _row_in_words(row: CompetenceVue) -> str:
    """`6 (p. 8 et 9)`."""
    shown = f" (p. {plages(row.pages[:_SHOWN_PAGES])})" if row.pages else ""
    return f"{row.competence.numero}{shown}"


def _page_to_look_at(row: CompetenceVue, modele: Modele, facts: Facts) -> int | None:
    """The page of its mention, else that of the section where the pack expects it."""
    if row.pages:
        return row.pages[0]
    linked = {s.id for s in modele.sections if row.competence.numero in s.competences}
    return next((s.page for s in facts.sections if s.id in linked and s.page is not None), None)


def _source(modele: Modele) -> Source | None:
    return modele.titre.source if modele.titre else None


CHECKS = (
    Check(
        "CPT001",
        "Compétences du référentiel",
        _coverage,
        CompetencesParametres,
        placeholders=frozenset({"numero", "competence"}),
        source=_source,
    ),
)
