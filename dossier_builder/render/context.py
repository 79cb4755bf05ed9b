"""The values that a gabarit may use, by name: docs list them for trainers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from dossier_builder.domain.candidat import Declaration, Diplome, Periode
from dossier_builder.domain.dossier import Dossier, Exemple, Valeur
from dossier_builder.domain.modele import BoiteId, Modele
from dossier_builder.render.dates import in_figures, in_words, span
from dossier_builder.render.gabarit import place, short
from dossier_builder.render.numbering import BOXES
from dossier_builder.render.text import french
from dossier_builder.values import frozen

_HEADER_TITLE = 64  # characters of the title that the running header has room for
_BLANK_LINES = 3  # of an empty table of the form: room to write by hand
_CHECKED = MappingProxyType({True: "☒", False: "☐"})
BLOCK_PLACES = ("sommaire", "sommaire_complet", "liste_annexes", "corps", "annexes")
_SHOWN = ("titre", "sous_titre", "structure", "periode", "date")


@frozen
class Line:
    """A field of the pack that the gabarit has no place of its own for."""

    intitule: Markup
    valeur: Markup


@frozen
class DiplomaLine:
    """A line of the form's table of diplomas."""

    intitule: Markup
    organisme: Markup
    date: Markup


@frozen
class ExampleView:
    """An example as the form shows it; the boxes are block places.

    `contexte_ecrit`: the learner added to box 4. `ouvre_activite`: it is the first of its
    activité-type, whose title then enters the sommaire.
    """

    activite_type: int
    activite_intitule: Markup
    ouvre_activite: bool
    numero: int
    intitule: Markup
    entreprise: Markup
    service: Markup
    debut: Markup
    fin: Markup
    taches: Markup
    moyens: Markup
    avec_qui: Markup
    contexte: Markup
    contexte_ecrit: bool
    complements: Markup


def candidate(dossier: Dossier) -> str:
    """First name and name in use."""
    return f"{dossier.candidat.prenom} {dossier.candidat.nom}"


def title(dossier: Dossier, modele: Modele) -> str:
    """The project's title, or the kind's where a dossier has none."""
    return _text(dossier.champs.get("titre")) or modele.intitule


def box_place(exemple: Exemple, boite: BoiteId) -> str:
    """The name of the place of a box."""
    return f"exemple-{exemple.activite_type}-{exemple.numero}-{boite}"


def values(dossier: Dossier, modele: Modele) -> dict[str, Any]:
    """Every name known to gabarits, with its value; blocks are markers."""
    person = dossier.candidat
    trained = person.voie != "vae"
    places = {name: place(name) for name in BLOCK_PLACES}
    own = {name: _short(_text(value)) for name, value in dossier.champs.items()}
    own = {champ.id: own.get(champ.id, Markup("")) for champ in modele.champs} | own
    standard = {name: own.get(name, Markup("")) for name in _SHOWN}
    own_centre = person.centre or modele.centre
    centre = [own_centre.nom, own_centre.ville] if own_centre else []
    session = [in_words(person.session.date), person.session.lieu] if person.session else []
    declaration = next((v for v in dossier.champs.values() if isinstance(v, Declaration)), None)
    words = {
        "genre": modele.intitule,
        "titre": title(dossier, modele),
        "titre_court": _shortened(title(dossier, modele)),
        "candidat": candidate(dossier),
        "prenom": person.prenom,
        "nom_naissance": person.nom_naissance,
        "nom_usage": person.nom_usage,
        "adresse": person.adresse,
        "centre_nom": centre[0] if centre else "",
        "centre": ", ".join(filter(None, centre)),
        "session": ", ".join(filter(None, session)),
        "titre_professionnel": modele.titre.intitule if modele.titre else modele.intitule,
        "activite": _activity(modele),
        "case_formation": _CHECKED[trained],
        "case_vae": _CHECKED[not trained],
        "formation_cochee": str(int(trained)),
        "vae_cochee": str(int(not trained)),
        "fait_a": declaration.lieu if declaration else "",
        "fait_le": in_figures(declaration.date) if declaration else "",
    }
    return {
        **own,
        **standard,
        **{name: _short(text) for name, text in words.items()},
        **places,
        "annexes_presentes": bool(dossier.annexes),
        "autres_champs": _others(dossier, modele),
        "exemples": [_example(exemple, dossier, modele) for exemple in dossier.exemples],
        "diplomes": _diplomas(dossier),
        "documents": _documents(dossier),
    }


def _short(text: str) -> Markup:
    return short(french([text])[0])


def _text(value: Valeur | None) -> str:
    """A field's value in one line; lists and declarations have places of their own."""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return in_words(value)
    if isinstance(value, Periode):
        return span(value)
    return ""


def _shortened(text: str) -> str:
    if len(text) <= _HEADER_TITLE:
        return text
    return text[:_HEADER_TITLE].rsplit(" ", 1)[0].rstrip(" :;,–-") + "…"


def _activity(modele: Modele) -> str:
    """`CCP2 – Accompagner les personnes…`, "" for a kind that is not of one CCP."""
    types = modele.titre.activites_types if modele.titre else ()
    found = next((t for t in types if modele.ccp and t.ccp == modele.ccp), None)
    return f"{found.ccp.upper()} – {found.intitule}" if found else ""


def _others(dossier: Dossier, modele: Modele) -> list[Line]:
    return [
        Line(_short(champ.intitule), _short(_text(dossier.champs[champ.id])))
        for champ in modele.champs
        if champ.id not in _SHOWN and _text(dossier.champs.get(champ.id))
    ]


def _example(exemple: Exemple, dossier: Dossier, modele: Modele) -> ExampleView:
    first = next(e for e in dossier.exemples if e.activite_type == exemple.activite_type)
    types: Mapping[int, str] = (
        {t.numero: t.intitule for t in modele.titre.activites_types} if modele.titre else {}
    )
    periode = exemple.periode
    return ExampleView(
        activite_type=exemple.activite_type,
        activite_intitule=_short(types.get(exemple.activite_type, "")),
        ouvre_activite=exemple is first,
        numero=exemple.numero,
        intitule=_short(exemple.intitule),
        entreprise=_short(exemple.entreprise),
        service=_short(exemple.service),
        debut=_short(in_figures(periode.debut) if periode else ""),
        fin=_short(in_figures(periode.fin) if periode else ""),
        contexte_ecrit=bool(exemple.boites.get("contexte")),
        **{boite: place(box_place(exemple, boite)) for boite in BOXES},
    )


def _diplomas(dossier: Dossier) -> list[DiplomaLine]:
    lines = [
        DiplomaLine(_short(d.intitule), _short(d.organisme), _short(in_figures(d.date)))
        for value in dossier.champs.values()
        if isinstance(value, tuple)
        for d in value
        if isinstance(d, Diplome)
    ]
    empty = Markup("")
    return lines or [DiplomaLine(empty, empty, empty)] * _BLANK_LINES


def _documents(dossier: Dossier) -> list[Markup]:
    lines = [
        _short(line)
        for value in dossier.champs.values()
        if isinstance(value, tuple)
        for line in value
        if isinstance(line, str)
    ]
    return lines or [Markup("")] * _BLANK_LINES
