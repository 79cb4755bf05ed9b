"""The learners of a promotion: those that the trainer lists, else those whom documents name.

Without a list, the same words in any order are one person; names a slip apart are one only when
the folder around the document bears that name, and are told to the trainer otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dossier_builder.batch.attribution import Clue, Found, clues
from dossier_builder.batch.cohort_inputs import CohortInputs, key_of, vise_of, voie_of
from dossier_builder.batch.names import Degree, Name, compared, found_in
from dossier_builder.domain.cohorte import Apprenant
from dossier_builder.domain.typographie import insecable
from dossier_builder.rules.nom import split_name
from dossier_builder.values import frozen

_TRUST = ("proprietes", "formulaire", "couverture", "dossier", "nom_de_fichier")


@frozen
class Roll:
    """The learners, in the order of their names; `derived` are the keys that nobody wrote."""

    learners: tuple[Apprenant, ...]
    derived: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Making:
    """A roll being made: learners by key, their names, the pairs that are a slip apart."""

    learners: dict[str, Apprenant]
    names: dict[str, Name]
    listed: frozenset[str]
    alike: dict[frozenset[str], None] = field(default_factory=dict)

    def meet(self, document: Found, clue: Clue) -> None:
        """Know who that clue names: somebody already there, or one more."""
        name = clue.name
        if name is None or not name.is_whole:
            return
        degrees = {key: compared(known, name) for key, known in self.names.items()}
        exact = [key for key, degree in degrees.items() if degree is Degree.EXACT]
        close = [key for key, degree in degrees.items() if degree is Degree.CLOSE]
        near = [key for key in close if self._together(key, document)]
        known = exact or [key for key in close if key in self.listed] or near
        if known:
            return
        nom, prenom = _shown(document, clue)
        key = key_of(nom, prenom, self.learners)
        self.learners[key] = Apprenant(key, nom, prenom)
        self.names[key] = name
        self.alike |= dict.fromkeys(frozenset({key, other}) for other in close)

    def _together(self, key: str, document: Found) -> bool:
        """Whether a folder around the document bears that learner's name."""
        known = self.names[key]
        return any(found_in(known, folder) >= Degree.SURNAME for folder in document.dossiers)


def call_the_roll(found: Sequence[Found], inputs: CohortInputs) -> Roll:
    """The learners of the trainer's list; without one, those whom the documents name as well."""
    listed = {one.cle: one for one in inputs.learners}
    names = {one.cle: Name.of(one.nom, one.prenom) for one in inputs.learners}
    making = _Making(dict(listed), names, frozenset(listed))
    if not inputs.closed:
        # The surest names first, so that the others are compared with them.
        told = [(clue, document) for document in found if (clue := _first_whole(document))]
        for clue, document in sorted(told, key=lambda pair: _TRUST.index(pair[0].par)):
            making.meet(document, clue)
    notes = tuple(
        insecable(
            f"{' et '.join(sorted(making.learners[key].affiche for key in pair))} : la même "
            "personne ? Si oui, dites à qui sont ses fichiers dans la colonne « Attribué à »."
        )
        for pair in making.alike
    )
    return Roll(ordered(making.learners.values()), frozenset(making.learners) - set(listed), notes)


def completed(learner: Apprenant, documents: Iterable[Found]) -> Apprenant:
    """The learner with the path and the aim that their own documents tell, where nobody did."""
    for document in documents:
        told = document.identite
        if told is not None:
            learner = replace(
                learner,
                voie=learner.voie or voie_of(told.voie),
                vise=learner.vise or vise_of(told.vise),
            )
    return learner


def ordered(learners: Iterable[Apprenant]) -> tuple[Apprenant, ...]:
    """By surname, then by first name."""
    return tuple(sorted(learners, key=lambda one: key_of(one.nom, one.prenom) + one.cle))


def _first_whole(document: Found) -> Clue | None:
    return next((clue for clue in clues(document) if clue.name and clue.name.is_whole), None)


def _shown(document: Found, clue: Clue) -> tuple[str, str]:
    """The name with its accents and hyphens, as the clue had it."""
    read = document.identite
    if read is not None and clue.par == read.origine:
        return read.nom, read.prenom
    parts = split_name(clue.text, surname_first=True)
    if parts and parts.prenom and Name.of(*parts) == clue.name:
        return parts.nom, parts.prenom
    name = clue.name or Name((), ())
    return " ".join(name.nom).upper(), " ".join(name.prenom).title()
