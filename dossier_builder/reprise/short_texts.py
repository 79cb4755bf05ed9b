"""The short texts of a docx: its cover, the fields of its examples, titles of annexes, lists.

They are of dossier.yaml, of candidat.yaml or of the head of an example, which a return never
writes: a change is told, for somebody to carry it over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dossier_builder.domain.candidat import Declaration, Diplome
from dossier_builder.domain.dossier import Exemple, Valeur
from dossier_builder.domain.modele import Modele
from dossier_builder.inputs.exemples import FOLDER
from dossier_builder.pipeline.word_form import FormRead
from dossier_builder.pipeline.word_parts import Part
from dossier_builder.render.dates import in_figures, span
from dossier_builder.values import frozen

_DOSSIER, _CANDIDAT = "dossier.yaml", "candidat.yaml"
_OF_THE_LEARNER = {
    "candidat": "Candidat",
    "nom_naissance": "Nom de naissance",
    "nom_usage": "Nom d’usage",
    "prenom": "Prénom",
    "adresse": "Adresse",
    "centre": "Centre de formation",
    "session": "Session",
    "Parcours de formation": "Case « Parcours de formation »",
}
"""The places of the cover that candidat.yaml fills, by the tags of the gabarits."""


@frozen
class Short:
    """What one place says: its name (French), the file that it comes from, its text or items."""

    quoi: str
    fichier: str
    textes: tuple[str, ...]


def short_texts(
    modele: Modele, cover: Mapping[str, str], form: FormRead | None, annexes: Sequence[Part]
) -> Mapping[str, Short]:
    """Every short text, by its place."""
    found = dict(_of_the_cover(modele, cover))
    for exemple in form.exemples if form else ():
        found |= _of_an_example(exemple)
    for champ in modele.champs:
        value = form.champs.get(champ.id) if form else None
        if value is not None:
            found[champ.id] = Short(champ.intitule, _DOSSIER, tuple(_items(value)))
    for annexe in annexes:
        name = f"Titre de l’annexe {annexe.id.removeprefix('annexe')}"
        found[f"{annexe.id}.titre"] = Short(name, _DOSSIER, (annexe.titre,))
    return found


def told(before: Mapping[str, Short], after: Mapping[str, Short]) -> Iterator[tuple[Short, str]]:
    """Each change, as a French sentence.

    A place left empty is not told: programs drop places, and the file keeps its words.
    """
    for key, new in after.items():
        old = before[key].textes if key in before else ()
        gone = [text for text in old if _plain(text) not in map(_plain, new.textes)]
        come = [text for text in new.textes if text and _plain(text) not in map(_plain, old)]
        detail = _sentence(gone, come) if any(new.textes) else ""
        if detail:
            yield new, f"{detail} : à reporter dans {new.fichier}"


def _sentence(gone: Sequence[str], come: Sequence[str]) -> str:
    if len(gone) == len(come):
        pairs = zip(gone, come, strict=True)
        return " ; ".join(f"« {old} » devient « {new} »" for old, new in pairs)
    added = [f"« {text} » est écrit dans Word" for text in come]
    return " ; ".join((*added, *(f"« {text} » n’y est plus" for text in gone)))


def _plain(text: str) -> str:
    """The text, whatever its spaces: a program may change those that do not break."""
    return " ".join(text.split())


def _of_the_cover(modele: Modele, cover: Mapping[str, str]) -> Iterator[tuple[str, Short]]:
    for champ in modele.champs:
        if cover.get(champ.id):
            yield champ.id, Short(champ.intitule, _DOSSIER, (cover[champ.id],))
    for tag, name in _OF_THE_LEARNER.items():
        if cover.get(tag):
            yield tag, Short(name, _CANDIDAT, (cover[tag],))


def _of_an_example(exemple: Exemple) -> Mapping[str, Short]:
    number = f"{exemple.activite_type}-{exemple.numero}"
    said = {
        "intitulé": exemple.intitule,
        "entreprise": exemple.entreprise,
        "service": exemple.service,
        "période": span(exemple.periode) if exemple.periode else "",
    }
    return {
        f"{number}.{name}": Short(f"Exemple {number}, {name}", f"{FOLDER}/at{number}.md", (text,))
        for name, text in said.items()
    }


def _items(value: Valeur) -> Iterator[str]:
    """A field of the form, each of its rows a text."""
    match value:
        case Declaration():
            yield f"{value.lieu}, le {in_figures(value.date)}"
        case tuple():
            for one in value:
                yield _diploma(one) if isinstance(one, Diplome) else str(one)
        case _:
            yield str(value)


def _diploma(diploma: Diplome) -> str:
    return " – ".join((diploma.intitule, diploma.organisme, in_figures(diploma.date)))
