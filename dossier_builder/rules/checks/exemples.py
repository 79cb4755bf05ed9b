"""DPP001 and DPP005: how many examples each activité-type has, and how they are numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from dossier_builder.domain.facts import ExempleFound, FormFacts
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.modele import ActiviteType, Formulaire
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import SansParametres, Subject
from dossier_builder.rules.judged import Judged, failed, judged, not_applicable, not_evaluated

NOT_A_FORM = "Le document n’est pas le formulaire du dossier professionnel."
# Of 100: a title with a typing error is above 95, two titles of one family below 70.
SAME_TITLE = 90


def name(exemple: ExempleFound) -> str:
    """How a person calls an example: « AT2, exemple 1 »."""
    number = "exemple sans numéro" if exemple.numero is None else f"exemple {exemple.numero}"
    return number if exemple.activite_type is None else f"AT{exemple.activite_type}, {number}"


def capital(text: str) -> str:
    """The text as a sentence starts."""
    return text[:1].upper() + text[1:]


def _activities(subject: Subject) -> tuple[ActiviteType, ...]:
    return subject.modele.titre.activites_types if subject.modele.titre else ()


def _by_title(exemple: ExempleFound, activities: Sequence[ActiviteType]) -> int | None:
    """The activité-type whose title the example bears, whatever number stands before it."""
    read = folded(exemple.activite_intitule)
    if not read:
        return None
    titles = ((a.numero, folded(title)) for a in activities for title in (a.intitule, *a.alias))
    score, number = max(((fuzz.ratio(read, t), n) for n, t in titles), default=(0.0, None))
    return number if score >= SAME_TITLE else None


def _activity(exemple: ExempleFound, activities: Sequence[ActiviteType]) -> int | None:
    named = _by_title(exemple, activities)
    return exemple.activite_type if named is None else named


def _contradicts(exemple: ExempleFound, activities: Sequence[ActiviteType]) -> bool:
    """Its number is one activité-type's, its title another's: nobody knows which is meant."""
    printed = exemple.activite_type
    return printed is not None and _activity(exemple, activities) != printed


def examples_per_activity(subject: Subject, _: SansParametres) -> Judged:
    """DPP001: one to three examples for each activité-type that the candidate aims at."""
    form, written = subject.facts.formulaire, subject.modele.formulaire
    if form is None or written is None:
        return not_applicable(NOT_A_FORM)
    if not form.exemples:
        return failed([_no_example(subject)])
    activities = _activities(subject)
    surplus = [*_too_many(subject, form, written), *_unnamed(subject, form)]
    missing = _missing(form, activities)
    vise = subject.facts.properties.declared.vise
    if vise and "titre" not in vise:
        missing = [a for a in missing if a.ccp in vise]
    if surplus or not missing:
        # What the candidate aims at is unknown: only what is wrong whatever it is.
        sure = [_absent(subject, written, form, a) for a in missing] if vise else []
        return judged([*surplus, *sure], _seen(form, activities))
    if not vise:
        return not_evaluated(
            f"{_seen(form, activities)} Pas d’exemple pour {_named(missing)} : il en faut un si le "
            "titre est visé en entier, et non pour un seul CCP. À vérifier avec le formateur."
        )
    return failed([_absent(subject, written, form, activity) for activity in missing])


def _missing(form: FormFacts, activities: Sequence[ActiviteType]) -> list[ActiviteType]:
    """Activités-types that no example bears, neither by number nor by title."""
    if any(_activity(e, activities) is None for e in form.exemples):
        return []  # an example that does not say its activité-type may be the one
    seen = {e.activite_type for e in form.exemples}
    seen |= {_by_title(e, activities) for e in form.exemples}
    return [activity for activity in activities if activity.numero not in seen]


def _named(activities: Sequence[ActiviteType]) -> str:
    numbers = enumeration([str(activity.numero) for activity in activities])
    return (
        f"l’activité-type {numbers}" if len(activities) == 1 else f"les activités-types {numbers}"
    )


def _seen(form: FormFacts, activities: Sequence[ActiviteType]) -> str:
    found = [_activity(e, activities) for e in form.exemples]
    numbers = sorted({number for number in found if number is not None})
    counts = [f"{found.count(number)} pour l’AT{number}" for number in numbers]
    return f"Exemples : {enumeration(counts)}." if counts else "Aucun exemple."


def _no_example(subject: Subject) -> Finding:
    return subject.wording.finding(
        "Aucun exemple de pratique professionnelle.",
        "Remplissez un bloc « Activité-type » du formulaire pour chaque activité-type visée.",
        nature="a_ecrire",
        activite="",
        nombre=0,
    )


def _absent(
    subject: Subject, written: Formulaire, form: FormFacts, activity: ActiviteType
) -> Finding:
    return subject.wording.finding(
        f"Activité-type {activity.numero} : 0 exemple ; {_wanted(written)}.",
        f"Ajoutez un exemple pour « {activity.intitule} ».",
        nature="a_ecrire",
        page=_page_where_expected(form, activity),
        activite=activity.numero,
        nombre=0,
    )


def _page_where_expected(form: FormFacts, activity: ActiviteType) -> int | None:
    """The page of the last example before it, after which its own would stand."""
    before = [e for e in form.exemples if (e.activite_type or 0) < activity.numero]
    return (before or form.exemples)[-1 if before else 0].page


def _wanted(written: Formulaire) -> str:
    return f"le formulaire en demande {written.exemples_min} à {written.exemples_max}"


def _too_many(subject: Subject, form: FormFacts, written: Formulaire) -> Iterator[Finding]:
    activities = _activities(subject)
    sure = [e for e in form.exemples if not _contradicts(e, activities)]
    groups: dict[int, list[ExempleFound]] = {}
    for exemple in sure:
        number = _activity(exemple, activities)
        if number is not None:
            groups.setdefault(number, []).append(exemple)
    for number, examples in sorted(groups.items()):
        if len(examples) <= written.exemples_max:
            continue
        first = examples[written.exemples_max]
        yield subject.wording.finding(
            f"Activité-type {number} : {pluriel(len(examples), 'exemple')} ; {_wanted(written)}.",
            "Gardez les exemples qui montrent le plus de compétences.",
            page=first.page,
            paragraphe=first.paragraphe,
            activite=number,
            nombre=len(examples),
        )


def _unnamed(subject: Subject, form: FormFacts) -> Iterator[Finding]:
    activities = _activities(subject)
    for exemple in form.exemples:
        if _activity(exemple, activities) is None:
            yield subject.wording.finding(
                f"{capital(name(exemple))} : son activité-type n’est pas indiquée.",
                "Écrivez le numéro et l’intitulé de l’activité-type en tête de l’exemple.",
                nature="a_ecrire",
                page=exemple.page,
                paragraphe=exemple.paragraphe,
                activite="",
                nombre=1,
            )


def numbering(subject: Subject, _: SansParametres) -> Judged:
    """DPP005: numbers 1, 2, 3 in each activité-type, whose number and title agree."""
    form = subject.facts.formulaire
    if form is None or not form.exemples:
        return not_applicable(NOT_A_FORM if form is None else "Aucun exemple.")
    return judged(_misnumbered(subject, form), "Exemples numérotés dans l’ordre.")


def _misnumbered(subject: Subject, form: FormFacts) -> Iterator[Finding]:
    activities = _activities(subject)
    ranks: dict[int | None, int] = {}
    for exemple in form.exemples:
        activity = _activity(exemple, activities)
        if _contradicts(exemple, activities):
            message = (
                f"{capital(name(exemple))} : le numéro est celui de l’activité-type "
                f"{exemple.activite_type}, l’intitulé celui de l’activité-type {activity}."
            )
            yield _number_finding(
                subject, exemple, message, "Mettez le numéro et l’intitulé d’accord.", activity
            )
            continue
        expected = ranks[activity] = ranks.get(activity, 0) + 1
        if exemple.numero == expected:
            continue
        seen = f"n° {exemple.numero}" if exemple.numero else "sans numéro"
        where = f"Activité-type {activity} : l’" if activity else "L’"
        message = f"{where}exemple {seen} devrait porter le n° {expected}."
        aide = "Dans chaque activité-type, numérotez les exemples à partir de 1, dans l’ordre."
        yield _number_finding(subject, exemple, message, aide, expected)


def _number_finding(
    subject: Subject, exemple: ExempleFound, message: str, aide: str, numero: int | None
) -> Finding:
    return subject.wording.finding(
        message, aide, page=exemple.page, paragraphe=exemple.paragraphe, numero=numero
    )
