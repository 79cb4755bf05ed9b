"""DPP001 to DPP007: the ministry's form for the dossier professionnel, filled as it asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from rapidfuzz import fuzz

from dossier_builder.domain.facts import BoxFound, ExempleFound, FormFacts
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.modele import ActiviteType, Boite, Formulaire, Modele, Source
from dossier_builder.domain.typographie import enumeration, nombre, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.judged import (
    Judged,
    failed,
    judged,
    not_applicable,
    not_evaluated,
    passed,
)

_NOT_A_FORM = "Le document n’est pas le formulaire du dossier professionnel."
# Of 100: a title with a typing error is above 95, two titles of one family below 70.
_SAME_TITLE = 90
# A title cut short (« Conseiller en insertion ») has fewer of its characters than this.
_WHOLE_TITLE = 0.9
_PATHS = 2


class BoxParametres(Parametres):
    """Which boxes the rule looks at: those that must be filled, or the optional ones."""

    boites: Literal["obligatoires", "facultatives"]


class LengthParametres(Parametres):
    """The longest an example may be, in pages."""

    pages_max: float = 3


def _form_source(modele: Modele) -> Source | None:
    return modele.formulaire.source if modele.formulaire else None


def _activities(subject: Subject) -> tuple[ActiviteType, ...]:
    return subject.modele.titre.activites_types if subject.modele.titre else ()


def _by_title(exemple: ExempleFound, activities: Sequence[ActiviteType]) -> int | None:
    """The activité-type whose title the example bears, whatever number stands before it."""
    read = folded(exemple.activite_intitule)
    if not read:
        return None
    titles = ((a.numero, folded(title)) for a in activities for title in (a.intitule, *a.alias))
    score, number = max(((fuzz.ratio(read, t), n) for n, t in titles), default=(0.0, None))
    return number if score >= _SAME_TITLE else None


def _activity(exemple: ExempleFound, activities: Sequence[ActiviteType]) -> int | None:
    named = _by_title(exemple, activities)
    return exemple.activite_type if named is None else named


def _contradicts(exemple: ExempleFound, activities: Sequence[ActiviteType]) -> bool:
    """Its number is one activité-type's, its title another's: nobody knows which is meant."""
    printed = exemple.activite_type
    return printed is not None and _activity(exemple, activities) != printed


def _examples_per_activity(subject: Subject, _: SansParametres) -> Judged:
    form, written = subject.facts.formulaire, subject.modele.formulaire
    if form is None or written is None:
        return not_applicable(_NOT_A_FORM)
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
        sure = [_absent(subject, written, a) for a in missing] if vise else []
        return judged([*surplus, *sure], _seen(form, activities))
    if not vise:
        names = enumeration([str(a.numero) for a in missing])
        return not_evaluated(
            f"{_seen(form, activities)} Pas d’exemple pour l’activité-type {names} : il en faut "
            "un si le titre est visé en entier, et non pour un seul CCP. À vérifier avec le "
            "formateur."
        )
    return failed([_absent(subject, written, activity) for activity in missing])


def _missing(form: FormFacts, activities: Sequence[ActiviteType]) -> list[ActiviteType]:
    """Activités-types that no example bears, neither by number nor by title."""
    if any(_activity(e, activities) is None for e in form.exemples):
        return []  # an example that does not say its activité-type may be the one
    seen = {e.activite_type for e in form.exemples}
    seen |= {_by_title(e, activities) for e in form.exemples}
    return [activity for activity in activities if activity.numero not in seen]


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


def _absent(subject: Subject, written: Formulaire, activity: ActiviteType) -> Finding:
    return subject.wording.finding(
        f"Activité-type {activity.numero} : 0 exemple ; {_wanted(written)}.",
        f"Ajoutez un exemple pour « {activity.intitule} ».",
        nature="a_ecrire",
        activite=activity.numero,
        nombre=0,
    )


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
                f"{_capital(name(exemple))} : son activité-type n’est pas indiquée.",
                "Écrivez le numéro et l’intitulé de l’activité-type en tête de l’exemple.",
                nature="a_ecrire",
                page=exemple.page,
                paragraphe=exemple.paragraphe,
                activite="",
                nombre=1,
            )


def _boxes(subject: Subject, parametres: BoxParametres) -> Judged:
    form, written = subject.facts.formulaire, subject.modele.formulaire
    if form is None or written is None:
        return not_applicable(_NOT_A_FORM)
    if not form.exemples:
        return not_applicable("Aucun exemple : leur absence est déjà signalée.")
    mandatory = parametres.boites == "obligatoires"
    wanted = {b.id: b for b in written.boites if b.obligatoire == mandatory}
    constats = [
        _box_finding(subject, exemple, box, wanted[box.id])
        for exemple in form.exemples
        for box in exemple.boites
        if box.id in wanted and _unfilled(box, wanted[box.id])
    ]
    count = pluriel(len(form.exemples), "exemple")
    proof = (
        f"Boîtes obligatoires remplies ({count})."
        if mandatory
        else f"Boîtes facultatives remplies ou laissées vides, sans consigne oubliée ({count})."
    )
    return judged(constats, proof)


def _unfilled(box: BoxFound, written: Boite) -> bool:
    # An optional box may stay empty; only a placeholder left in it is worth a word.
    return box.etat != "remplie" if written.obligatoire else box.etat == "espace_reserve"


def _box_finding(subject: Subject, exemple: ExempleFound, box: BoxFound, written: Boite) -> Finding:
    constat, aide = _box_words(box, written)
    at = f"{name(exemple)}, boîte {written.numero} (« {written.intitule} »)"
    return subject.wording.finding(
        f"{_capital(at)} : {constat}.",
        aide,
        nature="a_ecrire",
        page=box.page or exemple.page,
        paragraphe=box.paragraphe if box.paragraphe is not None else exemple.paragraphe,
        boite=written.intitule,
        exemple=name(exemple),
    )


def _box_words(box: BoxFound, written: Boite) -> tuple[str, str]:
    """What is wrong with a box and how to mend it."""
    aide = written.aide or "Remplissez la boîte."
    if box.etat == "absente":
        return "elle est absente", "Remettez la boîte du formulaire à sa place, puis remplissez-la."
    if box.manque:
        return (
            f"il y manque {enumeration(box.manque)}",
            "Écrivez l’entreprise, puis la période : « Du … au … ».",
        )
    if box.etat == "vide":
        return "elle est vide", aide
    left = " ".join(box.texte.split())[:60].rstrip(" .")
    if not written.obligatoire:
        aide = "Effacez cette consigne, ou remplacez-la par votre texte : la boîte est facultative."
    return f"elle contient encore « {left} »", aide


def name(exemple: ExempleFound) -> str:
    """How a person calls an example: « AT2, exemple 1 »."""
    number = "exemple sans numéro" if exemple.numero is None else f"exemple {exemple.numero}"
    return number if exemple.activite_type is None else f"AT{exemple.activite_type}, {number}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _length(subject: Subject, parametres: LengthParametres) -> Judged:
    form = subject.facts.formulaire
    if form is None or not form.exemples:
        return not_applicable(_NOT_A_FORM if form is None else "Aucun exemple.")
    most = nombre(parametres.pages_max)
    constats = [
        subject.wording.finding(
            f"{_capital(name(exemple))} : {nombre(exemple.pages)} pages ; au plus {most}.",
            "Resserrez les tâches autour de ce que vous avez fait vous-même.",
            page=exemple.page,
            paragraphe=exemple.paragraphe,
            exemple=name(exemple),
            pages=nombre(exemple.pages),
        )
        for exemple in form.exemples
        if exemple.pages is not None and exemple.pages > parametres.pages_max
    ]
    lengths = [e.pages for e in form.exemples if e.pages is not None]
    if not constats and len(lengths) < len(form.exemples):
        return not_evaluated("La longueur de certains exemples n’est pas connue.")
    longest = nombre(max(lengths, default=0))
    return judged(constats, f"Le plus long exemple fait {longest} page(s) ; au plus {most}.")


def _declaration(subject: Subject, _: SansParametres) -> Judged:
    form = subject.facts.formulaire
    if form is None:
        return not_applicable(_NOT_A_FORM)
    made = {"« Fait à »": form.declaration.get("fait_a"), "« le »": form.declaration.get("le")}
    empty = [label for label, value in made.items() if not value]
    if not empty:
        return passed("Déclaration sur l’honneur remplie.")
    if form.declaration_paragraphe is None:
        message = "La déclaration sur l’honneur est absente."
        aide = "Remettez la page « Déclaration sur l’honneur » du formulaire et remplissez-la."
    else:
        message = f"Déclaration sur l’honneur : {enumeration(empty)} à remplir."
        aide = (
            "Remplissez le lieu et la date, puis signez ; à la main après impression, c’est permis."
        )
    return failed(
        [
            subject.wording.finding(
                message,
                aide,
                nature="a_ecrire",
                page=form.declaration_page,
                paragraphe=form.declaration_paragraphe,
            )
        ]
    )


def _numbering(subject: Subject, _: SansParametres) -> Judged:
    form = subject.facts.formulaire
    if form is None or not form.exemples:
        return not_applicable(_NOT_A_FORM if form is None else "Aucun exemple.")
    return judged(_misnumbered(subject, form), "Exemples numérotés dans l’ordre.")


def _misnumbered(subject: Subject, form: FormFacts) -> Iterator[Finding]:
    activities = _activities(subject)
    ranks: dict[int | None, int] = {}
    for exemple in form.exemples:
        activity = _activity(exemple, activities)
        if _contradicts(exemple, activities):
            message = (
                f"{_capital(name(exemple))} : le numéro est celui de l’activité-type "
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


def _cover(subject: Subject, _: SansParametres) -> Judged:
    form, titre = subject.facts.formulaire, subject.modele.titre
    if form is None:
        return not_applicable(_NOT_A_FORM)
    constats = [
        *_cover_title(subject, form, titre.intitule if titre else ""),
        *_cover_path(subject, form),
    ]
    if not constats and not _path_is_readable(form):
        return not_evaluated(
            "Les cases « Modalité d’accès » ne se lisent pas dans ce fichier : vérifiez p. 1 "
            "qu’une seule est cochée."
        )
    return judged(constats, "Titre visé et modalité d’accès remplis p. 1.")


def _cover_title(subject: Subject, form: FormFacts, intitule: str) -> Iterator[Finding]:
    read = form.couverture.get("titre", "")
    if not read:
        full = f" : « {intitule} »" if intitule else ""
        yield subject.wording.finding(
            "Le titre professionnel visé est vide.",
            f"Écrivez le titre en entier{full}.",
            nature="a_ecrire",
            page=1,
        )
    elif intitule and not _says(read, intitule):
        yield subject.wording.finding(
            f"Titre professionnel visé : « {read} ».",
            f"Écrivez le titre en entier : « {intitule} ».",
            page=1,
        )


def _says(read: str, intitule: str) -> bool:
    """The whole title, within other words or not; « Conseillère » is as good."""
    title, text = folded(intitule), folded(read)
    if len(text) < len(title) * _WHOLE_TITLE:
        return False
    return title in text or fuzz.partial_ratio(title, text) >= _SAME_TITLE


def _cover_path(subject: Subject, form: FormFacts) -> Iterator[Finding]:
    ticked = [key for key, value in form.modalites.items() if value]
    declared = subject.facts.properties.declared.voie
    wanted = "vae" if declared == "vae" else "formation"
    aide = "Cochez « Parcours de formation » ou « VAE », une seule case."
    if len(form.modalites) == _PATHS and len(ticked) != 1:
        seen = "aucune case cochée" if not ticked else "deux cases cochées"
        yield subject.wording.finding(f"Modalité d’accès : {seen}.", aide, page=1)
    elif declared and ticked and ticked != [wanted]:
        yield subject.wording.finding(
            "Modalité d’accès : la case cochée n’est pas celle de votre voie d’accès.", aide, page=1
        )


def _path_is_readable(form: FormFacts) -> bool:
    return len(form.modalites) == _PATHS or any(form.modalites.values())


CHECKS = (
    Check(
        "DPP001",
        "Exemples par activité-type",
        _examples_per_activity,
        placeholders=frozenset({"activite", "nombre"}),
        source=_form_source,
    ),
    Check(
        "DPP002",
        "Boîtes remplies",
        _boxes,
        BoxParametres,
        placeholders=frozenset({"boite", "exemple"}),
        source=_form_source,
    ),
    Check(
        "DPP003",
        "Longueur d’un exemple",
        _length,
        LengthParametres,
        placeholders=frozenset({"exemple", "pages"}),
        source=_form_source,
    ),
    Check("DPP004", "Déclaration sur l’honneur", _declaration, source=_form_source),
    Check(
        "DPP005",
        "Numérotation des exemples",
        _numbering,
        placeholders=frozenset({"numero"}),
        source=_form_source,
    ),
    Check("DPP007", "Couverture du formulaire", _cover, source=_form_source),
)
