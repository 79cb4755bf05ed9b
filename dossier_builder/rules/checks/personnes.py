"""RGP001 and RGP002: what would let somebody recognise or reach a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.typographie import plages, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, Parametres, Subject
from dossier_builder.rules.checks.passages import (
    Passage,
    own_words,
    passages,
    tells_own_name,
    words_of,
)
from dossier_builder.rules.judged import Judged, failed, not_applicable, not_evaluated, passed
from dossier_builder.rules.people import (
    ROLES,
    DonneeVue,
    Genre,
    NameSeen,
    find_data,
    find_names,
    key_of,
    may_hold_data,
    pseudonyms,
    says_names_are_changed,
)
from dossier_builder.rules.people.declared import DeclaredNames
from dossier_builder.values import frozen

_SENSITIVE: frozenset[Genre] = frozenset({"nir", "iban", "naissance"})
_IDENTITY: frozenset[Genre] = frozenset({"naissance", "telephone", "courriel", "adresse", "siret"})
_SEEN: dict[Genre, str] = {
    "nir": "Un numéro de sécurité sociale est écrit en entier",
    "iban": "Un IBAN est écrit en entier",
    "naissance": "Une date de naissance est écrite en entier",
    "telephone": "Le numéro de téléphone d’une personne est écrit en entier",
    "courriel": "L’adresse électronique d’une personne est écrite en entier",
    "adresse": "L’adresse d’une personne est écrite en entier",
    "france_travail": "Un identifiant de France Travail est écrit en entier",
    "caf": "Un numéro d’allocataire est écrit en entier",
    "siret": "Le numéro SIRET d’une personne, entrepreneuse individuelle, est écrit en entier",
}
_INSTEAD: dict[Genre, str] = {
    "nir": "[numéro retiré]",
    "iban": "[IBAN retiré]",
    "naissance": "son âge ou son année de naissance",
    "telephone": "[téléphone retiré]",
    "courriel": "[courriel retiré]",
    "adresse": "sa commune ou son quartier",
    "france_travail": "[identifiant retiré]",
    "caf": "[numéro retiré]",
    "siret": "[SIRET retiré]",
}
_AROUND = 50
_TOLD_HOW = (
    "Aucun nom à masquer n’est déclaré : pour chercher aussi un nom sans « Mme » ni « M. », "
    "écrivez noms_a_masquer: [Nom, Prénom] dans dossier.yaml, ou ajoutez --masquer Nom."
)


@frozen(kw_only=True)
class DataParametres(Parametres):
    """Which data the rule looks at; `autorises` are those of organisations, as they are written."""

    nature: Literal["sensible", "coordonnees"]
    autorises: tuple[str, ...] = ()


@frozen(kw_only=True)
class NameParametres(Parametres):
    """Whose names: everybody's, or those of the form's box « Avec qui »; who may be named."""

    nature: Literal["personnes", "collegues"]
    autorises: tuple[str, ...] = ()
    roles: tuple[str, ...] = ROLES


@dataclass(slots=True)
class _Sightings:
    """One value or one name, and the passages where it was seen."""

    constat: str
    aide: str
    first: Passage
    excerpt: str
    values: dict[str, str]
    pages: list[int] = field(default_factory=list)
    count: int = 0

    def see(self, passage: Passage) -> None:
        self.count += 1
        self.pages += [passage.page] if passage.page else []

    def finding(self, subject: Subject) -> Finding:
        where = f" (p. {plages(self.pages)})" if len(set(self.pages)) > 1 else ""
        expected = f"{pluriel(self.count, 'remplacement attendu', 'remplacements attendus')}"
        return subject.wording.finding(
            f"{self.constat}{where}.",
            f"{self.aide} ; {expected}. Ou laissez faire : dossier anonymiser.",
            page=self.first.page,
            paragraphe=self.first.paragraphe,
            extrait=self.excerpt,
            **self.values,  # type: ignore[arg-type]  # none of the names is one of those above
        )


def _data(subject: Subject, parametres: DataParametres) -> Judged:
    wanted = _SENSITIVE if parametres.nature == "sensible" else frozenset(_SEEN) - _SENSITIVE
    facts = subject.facts
    allowed = [_plain(text) for text in parametres.autorises]
    everything = [(passage, _inside(passage)) for passage in passages(facts)]
    mine = own_words(facts)
    own = {
        one.cle for passage, seen in everything if seen and _is_own(passage, mine) for one in seen
        if one.genre in _IDENTITY
    }  # fmt: skip
    found: dict[tuple[Genre, str], _Sightings] = {}
    for passage, seen in everything:
        for one in seen:
            if one.genre not in wanted or one.cle in own or _is_allowed(one, allowed):
                continue
            key = (one.genre, one.cle)
            if key not in found:
                found[key] = _sighting_of(one, passage, seen)
            found[key].see(passage)
    kinds = (
        "numéro de sécurité sociale, d’IBAN ni de date de naissance"
        if parametres.nature == "sensible"
        else "téléphone, de courriel, d’adresse ni d’identifiant de personne"
    )
    return _judged(subject, found.values(), f"Pas de {kinds} dans le texte.")


def _inside(passage: Passage) -> tuple[DonneeVue, ...]:
    """The values that begin in the passage; most have none, and are not searched."""
    if not may_hold_data(passage.texte):
        return ()
    return tuple(one for one in find_data(passage.entier) if passage.holds(one.debut))


def _is_own(passage: Passage, own: frozenset[str]) -> bool:
    """The cover, the statement, and what stands beside the learner's own name (a certificate)."""
    return passage.propre or tells_own_name(f"{passage.avant}\n{passage.texte}", own)


def _plain(text: str) -> str:
    """The key of a value, the « @ » of a mail address kept."""
    return "@".join(map(key_of, folded(text).split("@")))


def _is_allowed(one: DonneeVue, allowed: Sequence[str]) -> bool:
    """The very value, a whole domain (« @exemple.fr »), the beginning of an address."""
    plain = _plain(one.texte)
    return any(
        text and (plain.endswith(text) if text.startswith("@") else plain.startswith(text))
        for text in allowed
    )


def _sighting_of(one: DonneeVue, passage: Passage, seen: Sequence[DonneeVue]) -> _Sightings:
    return _Sightings(
        constat=f"{_SEEN[one.genre]} : {one.masque}",
        aide=f"Dans Word : Ctrl+H, remplacez par « {_INSTEAD[one.genre]} »",
        first=passage,
        excerpt=_window(passage, seen, one.debut),
        values={"donnee": _SEEN[one.genre], "masque": one.masque},
    )


def _window(passage: Passage, seen: Sequence[DonneeVue | NameSeen], start: int) -> str:
    """The words of the passage around what begins at `start`, every value and name masked."""
    whole, at = passage.entier, len(passage.avant) + 1
    end = at + len(passage.texte)
    left = right = mask = ""
    for one in sorted((one for one in seen if one.fin > at), key=lambda found: found.debut):
        before = whole[at : one.debut]
        if one.debut < start:
            left += before + one.masque
        elif one.debut == start:
            left, mask = left + before, one.masque
        else:
            right += before + one.masque
        at = max(at, one.fin)
    return f"{_tail(left)}{mask}{_head(right + whole[at:end])}"


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].partition(" ")[2]


def _head(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + " …"


def _names(subject: Subject, parametres: NameParametres) -> Judged:
    facts, colleagues = subject.facts, parametres.nature == "collegues"
    if colleagues and facts.formulaire is None:
        return not_applicable("Ce document n’a pas la boîte « Avec qui avez-vous travaillé ? ».")
    texts = list(passages(facts))
    told = next((p for p in texts if says_names_are_changed(p.texte)), None)
    allowed = words_of([*parametres.autorises, *facts.noms.autorises]) | own_words(facts)
    declared = DeclaredNames(facts.noms.a_masquer)
    everyone = [(p, list(_seen(p, declared, parametres.roles))) for p in texts]
    people = [
        (passage, name, seen)
        for passage, seen in everyone
        for name in seen
        if name.declare or not (told or passage.sources or _is_known(name, allowed))
    ]
    short = pseudonyms([name.famille for _, name, _ in people])
    found: dict[str, _Sightings] = {}
    for passage, name, seen in people:
        if passage.collegues != colleagues:
            continue
        if name.cle not in found:
            found[name.cle] = _sighting_of_name(name, passage, short[name.famille], seen)
        found[name.cle].see(passage)
    if not found and colleagues:
        return _judged(subject, (), "Collègues nommés par leur fonction.")
    proof = "Aucun nom écrit en entier après « Mme » ou « M. »."
    if told is not None:
        where = f" (p. {told.page})" if told.page else ""
        proof = f"Le document dit que les noms ont été changés{where}."
    return _judged(
        subject, found.values(), proof if facts.noms.a_masquer else f"{proof} {_TOLD_HOW}"
    )


def _seen(passage: Passage, declared: DeclaredNames, roles: Sequence[str]) -> Iterator[NameSeen]:
    """Declared names first; a name with a civility that is one of them is seen once."""
    whole = passage.entier
    hidden = [name for name in declared.find(whole) if passage.holds(name.debut)]
    yield from hidden
    for name in find_names(whole, roles):
        if passage.holds(name.debut) and not any(
            name.debut < other.fin and other.debut < name.fin for other in hidden
        ):
            yield name


def _is_known(name: NameSeen, allowed: frozenset[str]) -> bool:
    return bool(words_of([name.famille]) & allowed)


def _sighting_of_name(
    name: NameSeen, passage: Passage, short: str, others: Sequence[NameSeen]
) -> _Sightings:
    instead = f"{name.civilite} {short}".strip()
    return _Sightings(
        constat=f"Le nom d’une personne est écrit en entier : {name.masque}",
        aide=f"Dans Word : Ctrl+H, remplacez-le partout par « {instead} »",
        first=passage,
        excerpt=_window(passage, (*_inside(passage), *others), name.debut),
        values={"nom": name.masque, "remplacement": instead},
    )


def _judged(subject: Subject, found: Iterable[_Sightings], proof: str) -> Judged:
    """Failed on what was seen; else not judged when counted pages could not be read."""
    constats = [one.finding(subject) for one in found]
    if constats:
        return failed(constats)
    unread = _unread(subject.facts)
    if unread:
        return not_evaluated(
            f"Rien vu, mais des pages n’ont pas de texte lisible (p. {unread}) : relisez-y noms, "
            "adresses et numéros."
        )
    return passed(proof)


def _unread(facts: Facts) -> str:
    return plages(
        [
            page
            for gap in facts.non_verifie
            if not gap.annexes
            for page in range(gap.pages[0], gap.pages[1] + 1)
        ]
    )


CHECKS = (
    Check(
        "RGP001",
        "Numéros et coordonnées de personnes",
        _data,
        DataParametres,
        placeholders=frozenset({"donnee", "masque"}),
        lit_le_texte=False,
    ),
    Check(
        "RGP002",
        "Noms de personnes",
        _names,
        NameParametres,
        placeholders=frozenset({"nom", "remplacement"}),
        lit_le_texte=False,
    ),
)
