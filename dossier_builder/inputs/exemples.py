"""exemples/at<N>-<M>.md: the examples of practice of the ministry's form.

Short fields in front matter (between two lines `---`), then each box under its heading `# …`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier_builder.domain.blocks import Block
from dossier_builder.domain.candidat import Periode
from dossier_builder.domain.dossier import Exemple
from dossier_builder.domain.modele import Boite, BoiteId, Modele
from dossier_builder.domain.written import Written
from dossier_builder.errors import InputsError
from dossier_builder.inputs.markdown_blocks import Part
from dossier_builder.inputs.places import Place, SourceText
from dossier_builder.inputs.reading import Reading
from dossier_builder.inputs.suggestions import closest, closest_part, folded
from dossier_builder.packs.positions import validate

FOLDER = "exemples"
_NAME = re.compile(r"at([1-9]\d*)-([1-9]\d*)\.md")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_EXAMPLES = {
    "intitule": '"Accueillir et informer un groupe de demandeurs d’emploi"',
    "entreprise": "Mission locale de Valfictive",
    "service": "Pôle accueil",
    "periode": "{debut: 2026-10-05, fin: 2026-10-23}",
}


class ExempleEcrit(Written):
    """The front matter; what is left out is a finding of the checks, not a problem."""

    intitule: str | None = None
    entreprise: str | None = None
    service: str | None = None
    periode: Periode | None = None


def read_exemples(reading: Reading, modele: Modele) -> tuple[Exemple, ...]:
    """Every example of the folder, by activité-type and number."""
    read: list[Exemple] = []
    for name in reading.folder.files(FOLDER):
        place = Place(reading.folder.name(f"{FOLDER}/{name}"))
        if modele.formulaire is None:
            message = f"le modèle « {modele.id} » n’a pas d’exemples de pratique"
            aide = "Vérifiez « modele » dans dossier.yaml, ou déplacez ce fichier."
            reading.problems.add(place.problem(message, aide))
            continue
        numbers = _NAME.fullmatch(name)
        if numbers is None:
            reading.problems.add(
                place.problem(f"nom d’exemple inattendu : « {name} »", _named(name))
            )
            continue
        activity, number = int(numbers[1]), int(numbers[2])
        known = [a.numero for a in modele.titre.activites_types] if modele.titre else []
        if known and activity not in known:
            message = f"le titre n’a pas d’activité-type n° {activity}"
            aide = "Activités-types : " + ", ".join(map(str, known)) + ". Renommez ce fichier."
            reading.problems.add(place.problem(message, aide))
        exemple = _read(reading, name, (activity, number), modele.formulaire.boites)
        if exemple is not None:
            read.append(exemple)
    return tuple(sorted(read, key=lambda exemple: (exemple.activite_type, exemple.numero)))


def _named(name: str) -> str:
    digits = re.findall(r"\d+", name)
    pattern = "at<activité-type>-<exemple>.md"
    if len(digits) == 2:  # noqa: PLR2004 - activité-type and example
        return f"Vouliez-vous dire « at{int(digits[0])}-{int(digits[1])}.md » ? (forme : {pattern})"
    return f"Les exemples s’appellent {pattern}. Exemple : at1-2.md"


def _read(
    reading: Reading, name: str, numbers: tuple[int, int], boites: tuple[Boite, ...]
) -> Exemple | None:
    source = reading.text(f"{FOLDER}/{name}")
    if source is None:
        return None
    fields, body = _front_matter(reading, source)
    parts = reading.markdown(body).parts
    return Exemple(
        activite_type=numbers[0],
        numero=numbers[1],
        intitule=fields.intitule or "",
        entreprise=fields.entreprise or "",
        service=fields.service or "",
        periode=fields.periode,
        boites=_boxes(reading, parts, boites),
    )


def _front_matter(reading: Reading, source: SourceText) -> tuple[ExempleEcrit, SourceText]:
    """The fields, and the text after them; a text without front matter has no fields."""
    found = _FRONT_MATTER.match(source.text)
    if found is None:
        if source.text.startswith("---\n"):
            aide = "Fermez les champs du début par une ligne « --- »."
            problem = source.place(0).problem("« --- » ouvert mais pas refermé", aide)
            reading.problems.add(problem)
            return ExempleEcrit(), SourceText(source.fichier, "")
        return ExempleEcrit(), source
    body = SourceText(
        source.fichier, source.text[found.end() :], 1 + source.text.count("\n", 0, found.end())
    )
    located = reading.mapping(SourceText(source.fichier, found[1], 2))
    if located is None:
        return ExempleEcrit(), body
    try:
        return validate(ExempleEcrit, located, exemples=_EXAMPLES), body
    except InputsError as error:
        reading.problems.extend(error.problems)
        return ExempleEcrit(), body


def _boxes(
    reading: Reading, parts: tuple[Part, ...], boites: tuple[Boite, ...]
) -> Mapping[BoiteId, tuple[Block, ...]]:
    by_name = {
        folded(name): boite.id
        for boite in boites
        for name in (boite.id, boite.intitule, *boite.alias)
    }
    first, *titled = parts
    expected = "Boîtes : " + " ; ".join(f"# {_short(boite)}" for boite in boites) + "."
    if first.blocks:
        message = "du texte précède la première boîte"
        reading.problems.add(first.place.problem(message, f"Mettez-le sous un titre. {expected}"))
    filled: dict[BoiteId, tuple[Block, ...]] = {}
    for part in titled:
        box = _box(part.titre or "", by_name)
        if box is None:
            titre = part.titre or ""
            near = closest(titre, by_name) or closest_part(titre, by_name)
            meant = next((_short(b) for b in boites if near and b.id == by_name[near]), None)
            aide = f"Vouliez-vous dire « # {meant} » ? " if meant else ""
            message = f"boîte inconnue : « {part.titre} »"
            reading.problems.add(part.place.problem(message, aide + expected))
        elif box in filled:
            message = f"la boîte « {part.titre} » est déjà remplie plus haut"
            reading.problems.add(part.place.problem(message, "Réunissez les deux textes."))
        else:
            filled[box] = part.blocks
    return filled


def _short(boite: Boite) -> str:
    """The box's shortest name: an alias that the pack gives, or its heading."""
    return min((boite.intitule, *boite.alias), key=len)


def _box(title: str, by_name: Mapping[str, BoiteId]) -> BoiteId | None:
    """The box of that heading: with or without its number or « (facultatif) »."""
    name = folded(title)
    bare = re.sub(r"^\d+ | facultatif$", "", name)
    return by_name.get(name) or next(
        (box for known, box in by_name.items() if re.sub(r" facultatif$", "", known) == bare), None
    )
