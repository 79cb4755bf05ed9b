"""DPP001 to DPP007: the ministry's form for the dossier professionnel, filled as it asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rapidfuzz import fuzz

from dossier_builder.domain.facts import BoxFound, ExempleFound, FormFacts
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.modele import Boite, Modele, Source
from dossier_builder.domain.typographie import enumeration, nombre, plages, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.checks.exemples import (
    NOT_A_FORM,
    SAME_TITLE,
    capital,
    examples_per_activity,
    name,
    numbering,
)
from dossier_builder.rules.judged import (
    Judged,
    excerpt,
    failed,
    judged,
    not_applicable,
    not_evaluated,
    passed,
)
from dossier_builder.values import frozen

# A title cut short (« Conseiller en insertion ») has fewer of its characters than this.
_WHOLE_TITLE = 0.9
_PATHS = 2
_SMALL_WORD = 2
# The version whose fixed texts the pack holds.
_KNOWN_VERSION = "11/09/2017"


@frozen(kw_only=True)
class BoxParametres(Parametres):
    """Which boxes the rule looks at: those that must be filled, or the optional ones."""

    boites: Literal["obligatoires", "facultatives"]


@frozen(kw_only=True)
class LengthParametres(Parametres):
    """The longest an example may be, in pages."""

    pages_max: float = 3


def _form_source(modele: Modele) -> Source | None:
    return modele.formulaire.source if modele.formulaire else None


def _boxes(subject: Subject, parametres: BoxParametres) -> Judged:
    form, written = subject.facts.formulaire, subject.modele.formulaire
    if form is None or written is None:
        return not_applicable(NOT_A_FORM)
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
    if not mandatory:
        constats += _optional_prompts(subject, form)
    count = pluriel(len(form.exemples), "exemple")
    proof = (
        f"Boîtes obligatoires remplies ({count})."
        if mandatory
        else f"Boîtes facultatives remplies ou laissées vides, sans consigne oubliée ({count})."
    )
    return judged(constats, proof)


def _optional_prompts(subject: Subject, form: FormFacts) -> list[Finding]:
    """One finding for all the prompts left in optional places outside the boxes."""
    left = [p for p in subject.facts.paragraphs if p.index in set(form.consignes_facultatives)]
    if not left:
        return []
    pages = plages([p.page for p in left if p.page is not None])
    where = f" (p. {pages})" if pages else ""
    return [
        subject.wording.finding(
            f"{pluriel(len(left), 'consigne')} du formulaire dans des champs facultatifs{where}.",
            "Effacez-les, ou remplacez-les par votre texte : nom d’usage, service, diplômes, "
            "documents, lignes du sommaire sans objet.",
            nature="a_ecrire",
            page=left[0].page,
            paragraphe=left[0].index,
            extrait=left[0].text,
            boite="",
            exemple="",
        )
    ]


def _unfilled(box: BoxFound, written: Boite) -> bool:
    # An optional box may stay empty; only a placeholder left in it is worth a word.
    return box.etat != "remplie" if written.obligatoire else box.etat == "espace_reserve"


def _box_finding(subject: Subject, exemple: ExempleFound, box: BoxFound, written: Boite) -> Finding:
    constat, aide = _box_words(box, written)
    at = f"{name(exemple)}, boîte {written.numero} (« {written.intitule} »)"
    return subject.wording.finding(
        f"{capital(at)} : {constat}.",
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


def _length(subject: Subject, parametres: LengthParametres) -> Judged:
    form = subject.facts.formulaire
    if form is None or not form.exemples:
        return not_applicable(NOT_A_FORM if form is None else "Aucun exemple.")
    most = nombre(parametres.pages_max)
    constats = [
        subject.wording.finding(
            f"{capital(name(exemple))} : {nombre(exemple.pages)} pages ; au plus {most}.",
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
    longest = max(lengths, default=0.0)
    proof = f"Le plus long exemple fait {nombre(longest)} page{'s' if longest >= 2 else ''}"  # noqa: PLR2004 - French plural
    return judged(constats, f"{proof} ; au plus {most}.")


def _declaration(subject: Subject, _: SansParametres) -> Judged:
    form = subject.facts.formulaire
    if form is None:
        return not_applicable(NOT_A_FORM)
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


def _cover(subject: Subject, _: SansParametres) -> Judged:
    form, titre = subject.facts.formulaire, subject.modele.titre
    if form is None:
        return not_applicable(NOT_A_FORM)
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
        other = " ; ce formulaire est celui d’un autre titre" if not _near(read, intitule) else ""
        yield subject.wording.finding(
            f"Titre professionnel visé : « {read} »{other}.",
            f"Écrivez le titre en entier : « {intitule} ».",
            page=1,
        )


def _says(read: str, intitule: str) -> bool:
    """The whole title, within other words or not; « Conseillère » is as good."""
    title, text = folded(intitule), folded(read)
    if len(text) < len(title) * _WHOLE_TITLE:
        return False
    return title in text or fuzz.partial_ratio(title, text) >= SAME_TITLE


def _near(read: str, intitule: str) -> bool:
    """Whether it is the title cut short, misspelled or in initials, rather than another one."""
    initials = "".join(word[0] for word in folded(intitule).split() if len(word) > _SMALL_WORD)
    words = folded(read).split()
    if initials in words or len(words) == 1:
        return True
    return fuzz.partial_ratio(folded(intitule), folded(read)) >= SAME_TITLE


def _fixed_texts(subject: Subject, _: SansParametres) -> Judged:
    form, written = subject.facts.formulaire, subject.modele.formulaire
    if form is None or written is None:
        return not_applicable(NOT_A_FORM)
    if form.version != _KNOWN_VERSION:
        version = f"version du {form.version}" if form.version else "version inconnue"
        return not_evaluated(
            f"Formulaire de {version} : seuls les textes de celle du {_KNOWN_VERSION} sont connus."
        )
    altered = [text for text in form.textes_alteres if text.lu]
    gone = [text.attendu for text in form.textes_alteres if not text.lu]
    constats = [
        subject.wording.finding(
            f"Texte du formulaire modifié : « {excerpt(text.lu)} ».",
            f"Remettez le texte d’origine : « {text.attendu} ».",
            page=text.page,
            paragraphe=text.paragraphe,
            extrait=text.lu,
            texte=text.attendu,
        )
        for text in altered
    ]
    if gone:
        more = f" et {pluriel(len(gone) - 1, 'autre')}" if len(gone) > 1 else ""
        constats.append(
            subject.wording.finding(
                f"Texte du formulaire absent : « {excerpt(gone[0])} »{more}.",
                "Reprenez cette page dans un formulaire vierge : sa structure ne se change pas.",
                texte=gone[0],
            )
        )
    return judged(
        constats, f"{pluriel(len(written.textes_fixes), 'texte')} du formulaire sont intacts."
    )


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
        examples_per_activity,
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
        numbering,
        placeholders=frozenset({"numero"}),
        source=_form_source,
    ),
    Check(
        "DPP006",
        "Textes du formulaire",
        _fixed_texts,
        placeholders=frozenset({"texte"}),
        source=_form_source,
    ),
    Check("DPP007", "Couverture du formulaire", _cover, source=_form_source),
)
