"""`{annexe:id}`, `{figure:id}`, `{tableau:id}` against every identifier of the dossier."""

from __future__ import annotations

from collections.abc import Iterable

from dossier_builder.errors import InputProblem
from dossier_builder.inputs.markdown_parser import ReferenceKind
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.suggestions import closest, did_you_mean
from dossier_builder.values import frozen

_HOW = {
    "annexe": "Les annexes se déclarent dans dossier.yaml, sous « annexes ».",
    "figure": (
        "Une figure reçoit son identifiant après l’image : "
        '![Texte alternatif](images/schema.png "Légende"){#schema}'
    ),
    "tableau": (
        "Un tableau reçoit son identifiant dans la ligne qui le précède : "
        "Tableau : Légende {#identifiant}"
    ),
}


@frozen
class Identified:
    """Something that a text can cite, and where it is named."""

    kind: ReferenceKind
    id: str
    place: Place


@frozen
class Citation:
    """A mark `{kind:target}` as written: `kind` may be any word, `text` is the whole mark."""

    kind: str
    target: str
    text: str
    place: Place


def check_references(
    identified: Iterable[Identified], citations: Iterable[Citation]
) -> tuple[InputProblem, ...]:
    """Identifiers given twice, marks that cite nothing; every problem, in no special order."""
    first: dict[tuple[str, str], Place] = {}
    found: list[InputProblem] = []
    for item in identified:
        before = first.setdefault((item.kind, item.id), item.place)
        if before is not item.place:
            where = f"{before.fichier}, ligne {before.ligne}"
            message = f"l’identifiant « {item.id} » est déjà celui d’une autre {_name(item.kind)}"
            found.append(
                item.place.problem(message, f"Déjà employé : {where}. Choisissez-en un autre.")
            )
    for citation in citations:
        problem = _unresolved(citation, frozenset(first))
        if problem is not None:
            found.append(problem)
    return tuple(found)


def _name(kind: ReferenceKind) -> str:
    return {"annexe": "annexe", "figure": "figure", "tableau": "légende de tableau"}[kind]


def _unresolved(citation: Citation, known: frozenset[tuple[str, str]]) -> InputProblem | None:
    kind = citation.kind.lower()
    if (kind, citation.target) in known:
        return None
    if kind in _HOW:
        of_kind = sorted(target for name, target in known if name == kind)
        hint = closest(citation.target, of_kind)
        elsewhere = next(
            (name for name, target in sorted(known) if target == citation.target), None
        )
        if hint is not None:
            aide = f"Vouliez-vous dire « {{{kind}:{hint}}} » ?"
        elif elsewhere is not None:
            aide = f"Vouliez-vous dire « {{{elsewhere}:{citation.target}}} » ?"
        else:
            aide = " ".join(filter(None, (_HOW[kind], did_you_mean(citation.target, of_kind))))
        message = f"« {citation.text} » ne renvoie à rien : aucun identifiant de ce nom"
        return citation.place.problem(message, aide)
    target_of = sorted(name for name, target in known if target == citation.target)
    if not target_of:
        return None  # braces are text, unless they name something of the dossier
    right = closest(citation.kind, target_of) or target_of[0]
    aide = f"Vouliez-vous dire « {{{right}:{citation.target}}} » ?"
    return citation.place.problem(f"« {citation.text} » n’est pas un renvoi connu", aide)
