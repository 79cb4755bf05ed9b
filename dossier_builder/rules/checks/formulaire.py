"""DPP001 to DPP007: the ministry's form for the dossier professionnel, filled as it asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dossier_builder.domain.facts import BoxFound, ExempleFound, FormFacts
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.modele import ActiviteType, Boite, Formulaire, Modele, Source
from dossier_builder.domain.typographie import enumeration, nombre, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.judged import Judged, judged, not_applicable, not_evaluated

_NOT_A_FORM = "Le document n’est pas le formulaire du dossier professionnel."


class BoxParametres(Parametres):
    """Which boxes the rule looks at: those that must be filled, or the optional ones."""

    boites: Literal["obligatoires", "facultatives"]


class LengthParametres(Parametres):
    """The longest an example may be, in pages."""

    pages_max: float = 3


def _form_source(modele: Modele) -> Source | None:
    return modele.formulaire.source if modele.formulaire else None


def _examples_per_activity(subject: Subject, _: SansParametres) -> Judged:
    form, written = subject.facts.formulaire, subject.modele.formulaire
    if form is None or written is None:
        return not_applicable(_NOT_A_FORM)
    activities = subject.modele.titre.activites_types if subject.modele.titre else ()
    vise = subject.facts.properties.declared.vise
    expected = [a for a in activities if not vise or "titre" in vise or a.ccp in vise]
    constats = []
    for activity in activities:
        count = sum(e.activite_type == activity.numero for e in form.exemples)
        if count > written.exemples_max or (activity in expected and count < written.exemples_min):
            constats.append(_count_finding(subject, form, activity, written, count))
    absent_only = all(c.nature == "a_ecrire" for c in constats)
    if constats and not vise and form.exemples and absent_only:
        names = enumeration([str(a.numero) for a in activities if not _has_example(form, a)])
        return not_evaluated(
            f"Aucun exemple pour l’activité-type {names} : c’est juste si le candidat ne vise pas "
            "le titre entier. Dites ce qu’il vise, ou demandez-le au formateur."
        )
    return judged(constats, _seen(form))


def _has_example(form: FormFacts, activity: ActiviteType) -> bool:
    return any(e.activite_type == activity.numero for e in form.exemples)


def _seen(form: FormFacts) -> str:
    numbers = sorted({e.activite_type for e in form.exemples if e.activite_type is not None})
    counts = [f"{sum(e.activite_type == n for e in form.exemples)} pour l’AT{n}" for n in numbers]
    return f"Exemples : {enumeration(counts)}." if counts else "Aucun exemple."


def _count_finding(
    subject: Subject, form: FormFacts, activity: ActiviteType, written: Formulaire, count: int
) -> Finding:
    examples = [e for e in form.exemples if e.activite_type == activity.numero]
    too_many = count > written.exemples_max
    surplus = examples[written.exemples_max] if too_many else None
    return subject.wording.finding(
        f"Activité-type {activity.numero} : {pluriel(count, 'exemple')} ; le formulaire en demande "
        f"{written.exemples_min} à {written.exemples_max}.",
        "Gardez les exemples qui montrent le plus de compétences."
        if too_many
        else f"Ajoutez un exemple pour « {activity.intitule} ».",
        nature="a_corriger" if too_many else "a_ecrire",
        page=surplus.page if surplus else None,
        paragraphe=surplus.paragraphe if surplus else None,
        activite=activity.numero,
        nombre=count,
    )


def _boxes(subject: Subject, parametres: BoxParametres) -> Judged:
    form, written = subject.facts.formulaire, subject.modele.formulaire
    if form is None or written is None:
        return not_applicable(_NOT_A_FORM)
    if not form.exemples:
        return not_applicable("Aucun exemple : leur absence est déjà signalée.")
    wanted = {
        b.id: b for b in written.boites if b.obligatoire == (parametres.boites == "obligatoires")
    }
    constats = [
        _box_finding(subject, exemple, box, wanted[box.id])
        for exemple in form.exemples
        for box in exemple.boites
        if box.id in wanted and _unfilled(box, wanted[box.id])
    ]
    return judged(
        constats, f"Boîtes {parametres.boites} remplies dans {len(form.exemples)} exemples."
    )


def _unfilled(box: BoxFound, written: Boite) -> bool:
    # An optional box may stay empty; only a placeholder left in it is worth a word.
    return box.etat != "remplie" if written.obligatoire else box.etat == "espace_reserve"


def _box_finding(subject: Subject, exemple: ExempleFound, box: BoxFound, written: Boite) -> Finding:
    state = {
        "vide": "est vide",
        "absente": "est absente",
        "espace_reserve": f"contient encore « {box.texte.strip()[:60]} »",
    }[box.etat]
    return subject.wording.finding(
        f"{name(exemple)}, boîte {written.numero} (« {written.intitule} ») : elle {state}.",
        written.aide or "Remplissez la boîte.",
        nature="a_ecrire",
        page=box.page or exemple.page,
        paragraphe=box.paragraphe if box.paragraphe is not None else exemple.paragraphe,
        boite=written.intitule,
        exemple=name(exemple),
    )


def name(exemple: ExempleFound) -> str:
    """How a person calls an example: « AT2, exemple 1 »."""
    return f"AT{exemple.activite_type or '?'}, exemple {exemple.numero or '?'}"


def _length(subject: Subject, parametres: LengthParametres) -> Judged:
    form = subject.facts.formulaire
    if form is None or not form.exemples:
        return not_applicable(_NOT_A_FORM if form is None else "Aucun exemple.")
    constats = [
        subject.wording.finding(
            f"{name(exemple)} : {nombre(exemple.pages)} pages ; "
            f"au plus {nombre(parametres.pages_max)}.",
            "Resserrez les tâches autour de ce que vous avez fait vous-même.",
            page=exemple.page,
            paragraphe=exemple.paragraphe,
            exemple=name(exemple),
            pages=nombre(exemple.pages),
        )
        for exemple in form.exemples
        if exemple.pages is not None and exemple.pages > parametres.pages_max
    ]
    return judged(constats, f"Chaque exemple tient en {nombre(parametres.pages_max)} pages.")


def _declaration(subject: Subject, _: SansParametres) -> Judged:
    form = subject.facts.formulaire
    if form is None:
        return not_applicable(_NOT_A_FORM)
    labels = {"fait_a": "Fait à", "le": "le"}
    empty = [label for key, label in labels.items() if not form.declaration.get(key)]  # type: ignore[call-overload]  # keys are the Literal's
    constats = [
        subject.wording.finding(
            f"Déclaration sur l’honneur : « {enumeration(empty)} » à remplir.",
            "Remplissez le lieu et la date, puis signez ; à la main après impression, c’est permis.",
            nature="a_ecrire",
            page=form.declaration_page,
            paragraphe=form.declaration_paragraphe,
        )
    ]
    return judged(constats if empty else [], "Déclaration sur l’honneur remplie.")


def _numbering(subject: Subject, _: SansParametres) -> Judged:
    form = subject.facts.formulaire
    if form is None or not form.exemples:
        return not_applicable(_NOT_A_FORM if form is None else "Aucun exemple.")
    return judged(_misnumbered(subject, form), "Exemples numérotés dans l’ordre.")


def _misnumbered(subject: Subject, form: FormFacts) -> Iterator[Finding]:
    ranks: dict[int | None, int] = {}
    for exemple in form.exemples:
        expected = ranks[exemple.activite_type] = ranks.get(exemple.activite_type, 0) + 1
        if exemple.numero == expected:
            continue
        seen = f"n° {exemple.numero}" if exemple.numero else "sans numéro"
        yield subject.wording.finding(
            f"Activité-type {exemple.activite_type or '?'} : l’exemple {seen} devrait porter "
            f"le n° {expected}.",
            "Numérotez les exemples de 1 à 3 dans chaque activité-type.",
            page=exemple.page,
            paragraphe=exemple.paragraphe,
            numero=expected,
        )


def _cover(subject: Subject, _: SansParametres) -> Judged:
    form, titre = subject.facts.formulaire, subject.modele.titre
    if form is None:
        return not_applicable(_NOT_A_FORM)
    return judged(
        [
            *_cover_title(subject, form, titre.intitule if titre else ""),
            *_cover_path(subject, form),
        ],
        "Titre visé et modalité d’accès remplis p. 1.",
    )


def _cover_title(subject: Subject, form: FormFacts, intitule: str) -> Iterator[Finding]:
    read = form.couverture.get("titre", "")
    if intitule and folded(intitule) not in folded(read):
        yield subject.wording.finding(
            f"Titre professionnel visé : « {read} »."
            if read
            else "Le titre professionnel visé est vide.",
            f"Écrivez le titre en entier : « {intitule} ».",
            nature="a_corriger" if read else "a_ecrire",
            page=1,
        )


def _cover_path(subject: Subject, form: FormFacts) -> Iterator[Finding]:
    ticked = [key for key, value in form.modalites.items() if value]
    declared = subject.facts.properties.declared.voie
    wanted = "vae" if declared == "vae" else "formation"
    aide = "Cochez « Parcours de formation » ou « VAE », une seule case."
    if len(ticked) != 1:
        seen = "aucune case cochée" if not ticked else "deux cases cochées"
        yield subject.wording.finding(f"Modalité d’accès : {seen}.", aide, page=1)
    elif declared and ticked != [wanted]:
        yield subject.wording.finding(
            "Modalité d’accès : la case cochée n’est pas celle de votre voie d’accès.", aide, page=1
        )


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
