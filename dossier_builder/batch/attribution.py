"""Whose each document is: the trainer's word first, then what the document and its place tell.

Order of trust: the workbook, cohorte.yaml, our own properties, the form's boxes, the cover, the
folder, the file's name; never Word's author. Two sources that name two people, or a name that
two learners could bear, leave the document to be attributed, with suggestions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossier_builder.batch.cohort_inputs import Assigned, CohortInputs, about
from dossier_builder.batch.intake_names import Depot
from dossier_builder.batch.names import (
    Choice,
    Degree,
    Name,
    choose,
    compared,
    found_in,
    name_in,
    namesakes,
)
from dossier_builder.domain.cohorte import Apprenant, Attribution, AttributionPar
from dossier_builder.domain.report import Identite
from dossier_builder.domain.typographie import insecable
from dossier_builder.rules.nom import split_name
from dossier_builder.values import frozen

_MOST_SUGGESTIONS = 5
_SAID = {
    "proprietes": "nom inscrit par l’outil dans le fichier",
    "formulaire": "nom écrit dans les cases du formulaire",
    "couverture": "nom lu sur la page de garde",
}


@frozen
class Found:
    """A document as attribution sees it: what it says of itself, and where it was found.

    `dossiers` are the folders and archives around it, the outermost first, the one named on the
    command line left out.
    """

    fichier: str
    nom: str
    dossiers: tuple[str, ...] = ()
    identite: Identite | None = None
    depot: Depot | None = None


@frozen
class Owner:
    """Whose it is: `cle` None when nobody could be named, then with suggestions."""

    cle: str | None = None
    attribution: Attribution | None = None
    suggestions: tuple[str, ...] = ()


@frozen
class Clue:
    """One source that names somebody; `text` is what it shows, `name` what was read in it."""

    par: AttributionPar
    text: str
    name: Name | None
    preuve: str


def attribute(
    found: Sequence[Found], learners: Sequence[Apprenant], inputs: CohortInputs
) -> tuple[Owner, ...]:
    """One owner a document, in their order, among `learners`."""
    names = {one.cle: Name.of(one.nom, one.prenom) for one in learners}
    roll = _Roll(names, namesakes(names), {one.cle: one.affiche for one in learners})
    written = {one.fichier: one for one in inputs.assigned}
    return tuple(_owner(document, roll, written, closed=inputs.closed) for document in found)


def clues(document: Found) -> Iterator[Clue]:
    """What the document and its place tell, the most trusted first."""
    read = document.identite
    if read is not None:
        text = f"{read.nom} {read.prenom}".strip()
        name = Name.of(read.nom, read.prenom)
        yield Clue(read.origine, text, name, f"{_SAID[read.origine]} : {text}")
    depot = document.depot
    if depot is not None:
        parts = split_name(depot.nom, surname_first=True)
        deposited = Name.of(*parts) if parts else None
        flat = document.nom.startswith(f"{depot.nom}_{depot.numero}_")
        par: AttributionPar = "nom_de_fichier" if flat else "dossier"
        yield Clue(par, depot.nom, deposited, f"dépôt Moodle de {depot.nom}")
    for folder in reversed(document.dossiers):
        if depot is None or not folder.startswith(f"{depot.nom}_{depot.numero}_"):
            yield Clue("dossier", folder, name_in(folder), f"dossier « {folder} »")
    own = depot.fichier if depot is not None and depot.fichier else document.nom
    stem = own.rpartition(".")[0] or own
    yield Clue("nom_de_fichier", stem, name_in(stem), f"nom du fichier « {own} »")


@frozen
class _Roll:
    """The learners by key: their names, how many bear their surname, how they are shown."""

    names: Mapping[str, Name]
    namesakes: Mapping[str, int]
    shown: Mapping[str, str]

    def look_up(self, clue: Clue) -> Choice:
        """Whom a clue names."""
        return choose(
            {key: _degree(name, clue) for key, name in self.names.items()}, self.namesakes
        )


def _degree(learner: Name, clue: Clue) -> Degree:
    if clue.par in _SAID or (clue.name is not None and clue.preuve.startswith("dépôt")):
        return compared(learner, clue.name) if clue.name else Degree.NONE
    loose = found_in(learner, clue.text)
    if clue.name is None or loose >= Degree.CLOSE:
        return loose
    # « DUPONT Jules »: somebody else than DUPONT Alex, though the surname is there.
    return min(compared(learner, clue.name), loose)


def _owner(document: Found, roll: _Roll, written: Mapping[str, Assigned], *, closed: bool) -> Owner:
    decided = about(document.fichier, written)
    if decided is not None:
        decision = written[decided]
        return Owner(decision.cle, _because(decision.par, decision.place))
    looked = [(clue, roll.look_up(clue)) for clue in clues(document)]
    sure = [(clue, choice) for clue, choice in looked if choice.cle is not None]
    possible = dict.fromkeys(
        key for _, choice in looked for key in ([choice.cle] if choice.cle else choice.suggestions)
    )
    doubt = Owner(suggestions=tuple(possible)[:_MOST_SUGGESTIONS])
    if not sure:
        return doubt
    clue, choice = sure[0]
    others = {c.cle for _, c in sure if c.degree >= Degree.CLOSE and c.cle != choice.cle}
    if others or _says_another(looked, choice.cle, closed=closed):
        return doubt
    preuve = clue.preuve
    if choice.degree is Degree.SURNAME and choice.cle:
        preuve += f" (seul apprenant de ce nom : {roll.shown[choice.cle]})"
    return Owner(choice.cle, _because(clue.par, preuve))


def _says_another(looked: Sequence[tuple[Clue, Choice]], cle: str | None, *, closed: bool) -> bool:
    """Whether a more trusted source tells a whole name that is not the learner's.

    What was read on a cover may be anybody's name; what stands in our properties or in the boxes
    of the form is the author's. With a list of learners, that name may not be on it.
    """
    for clue, choice in looked:
        if choice.cle == cle:
            return False
        told = clue.par in {"proprietes", "formulaire"} and clue.name is not None
        if told and clue.name and clue.name.is_whole and (closed or choice.suggestions):
            return True
    return False


def _because(par: AttributionPar, preuve: str) -> Attribution:
    return Attribution(par, insecable(preuve))


def trimmed(owner: Owner, known: Mapping[str, Apprenant]) -> Owner:
    """The same owner with the suggestions that are still learners of the promotion."""
    return replace(owner, suggestions=tuple(k for k in owner.suggestions if k in known))
