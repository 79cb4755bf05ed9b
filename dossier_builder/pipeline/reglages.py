"""`modele regler`: a centre's choices, made once → its own pack, which completes ours.

The pack bears the name of the one it completes, in the centre's folder of packs: every dossier
that says `cip/ccp2` is then checked with the centre's choices.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Literal

from dossier_builder.domain.modele import Modele, PartHors, Source
from dossier_builder.domain.typographie import enumeration, insecable
from dossier_builder.domain.written import Written
from dossier_builder.errors import CannotWriteError, UsageError
from dossier_builder.packs.chain import MODELE
from dossier_builder.pipeline.modeles import load
from dossier_builder.processus import own_folder
from dossier_builder.resources import cache_folder
from dossier_builder.resources.writing import write_files
from dossier_builder.values import frozen

OuiNon = Literal["oui", "non"]
SOURCE = "reglage"
"""Name of the source that stands for the centre's choices in the pack that is written."""

_PICTURES = (".png", ".jpg", ".jpeg")
_PARTS: tuple[tuple[PartHors, str], ...] = (
    ("couverture", "la page de garde"), ("sommaire", "le sommaire"), ("annexes", "les annexes"),
)  # fmt: skip


class Reponses(Written):
    """What a file of answers may say; a key that is absent leaves the pack as it is."""

    centre: str | None = None
    ville: str = ""
    logo: str | None = None
    garde: OuiNon | None = None
    sommaire: OuiNon | None = None
    longueur: tuple[int, int] | None = None
    parties: Literal["toutes", "aucune"] | tuple[str, ...] | None = None
    regles: OuiNon | None = None
    par: str | None = None
    le: dt.date | None = None


@frozen
class Choix:
    """The centre's choices; None: as the pack has it.

    `garde` and `sommaire` tell whether they count. `longueur` is the least and the most, in
    pages, or in characters for a pack that counts them. `parties` are the ids of the sections
    that the centre makes its own; `regles`: it does so of every rule that we propose.
    """

    centre: str
    par: str
    le: dt.date
    ville: str = ""
    logo: Path | None = None
    garde: bool | None = None
    sommaire: bool | None = None
    longueur: tuple[int, int] | None = None
    parties: tuple[str, ...] = ()
    regles: bool = False


@frozen
class Reglage:
    """What was written: the centre's pack, loaded from where it stands.

    `gardes` are the dated copies of what stood there before; `inchange`: it said so already.
    """

    fichier: Path
    modele: Modele
    gardes: tuple[Path, ...] = field(default=())
    inchange: bool = False


def read_answers(path: Path) -> Reponses:
    """The answers of a YAML file. Raises InputsError with every problem at its place."""
    from dossier_builder.packs.positions import parse_yaml, read_text, validate

    return validate(Reponses, parse_yaml(read_text(path).text, str(path)))


def known_parts(modele: Modele, named: Sequence[str]) -> tuple[str, ...]:
    """The ids of sections meant by « toutes », « aucune » or their names. Raises UsageError."""
    known = [section.id for section in modele.sections]
    if list(named) == ["toutes"]:
        return tuple(known)
    if list(named) == ["aucune"]:
        return ()
    for name in named:
        if name not in known:
            from dossier_builder.packs.french import did_you_mean

            raise UsageError(
                insecable(f"La partie « {name} » n’existe pas{did_you_mean(name, known)}."),
                f"Parties de {modele.id} : {', '.join(known)}.",
            )
    return tuple(known_one for known_one in known if known_one in named)


def settle(
    modele: Modele, choix: Choix, root: Path, roots: Sequence[Path], now: dt.datetime
) -> Reglage:
    """Write the centre's pack for `modele` in its folder of packs `root`.

    `roots` are where `modele` comes from, `root` left out. Nothing is written unless the pack
    loads; what stood there is kept in a dated copy. Raises UsageError (logo, limits),
    CannotWriteError, PackError.
    """
    # A line break in a name would end the comment that shows it.
    choix = replace(choix, centre=" ".join(choix.centre.split()), par=" ".join(choix.par.split()))
    contents = {MODELE: _text(modele, choix).encode()}
    if choix.logo is not None:
        contents[_logo_name(choix.logo)] = _picture(choix.logo)
    _check_limits(choix)
    with own_folder(cache_folder() / "en-cours") as trial:
        _write(trial / modele.id, contents)
        load(modele.id, (trial, *roots))
    folder = root / modele.id
    old = [folder / name for name, data in contents.items() if _differs(folder / name, data)]
    kept = {path: _dated(path, now) for path in old}
    same = all((folder / name).is_file() for name in contents) and not old
    if not same:
        copies = {copy: path.read_bytes() for path, copy in kept.items()}
        write_files(copies | {folder / name: data for name, data in contents.items()})
    made = load(modele.id, (root, *roots))
    return Reglage(folder / MODELE, made, tuple(kept.values()), inchange=same)


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    write_files({folder / name: data for name, data in contents.items()})


def _differs(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() != data


def _dated(path: Path, now: dt.datetime) -> Path:
    """`modele.2026-11-23-214000.yaml`: no pack, since a pack is a modele.yaml."""
    return path.with_name(f"{path.stem}.{now:%Y-%m-%d-%H%M%S}{path.suffix}")


def _logo_name(logo: Path) -> str:
    return f"logo{logo.suffix.lower()}"


def _picture(logo: Path) -> bytes:
    if logo.suffix.lower() not in _PICTURES:
        raise UsageError(f"Le logo « {logo.name} » n’est ni un PNG ni un JPEG.", _convert())
    try:
        return logo.read_bytes()
    except OSError as error:
        raise CannotWriteError(f"Le logo « {logo} » ne peut pas être lu.", _convert()) from error


def _convert() -> str:
    return "Enregistrez l’image en PNG ou en JPEG, puis donnez ce fichier à --logo."


def _check_limits(choix: Choix) -> None:
    if choix.longueur is not None and not 0 < choix.longueur[0] <= choix.longueur[1]:
        low, high = choix.longueur
        raise UsageError(
            f"La longueur {low}-{high} n’en est pas une : le minimum d’abord, puis le maximum.",
            "Exemple : --longueur 16-21",
        )


def _text(modele: Modele, choix: Choix) -> str:
    return insecable_comments("\n".join(_lines(modele, choix)) + "\n")


def insecable_comments(text: str) -> str:
    """French typography in the comments alone: what YAML reads stays as it is."""
    lines = text.split("\n")
    return "\n".join(insecable(line) if line.startswith("#") else line for line in lines)


def _lines(modele: Modele, choix: Choix) -> Iterator[str]:
    yield f"# « {modele.intitule} » : les choix de {choix.centre}."
    yield f"# Décidés par {choix.par}, le {choix.le:%d/%m/%Y}."
    yield "# Écrit par « dossier modele regler »."
    yield "# Ce fichier complète le modèle fourni : ce qu’il ne dit pas reste tel quel. Relancez la"
    yield "# commande pour en changer, ou écrivez dans un autre modèle ce que vous ajoutez."
    yield f"id: {modele.id}"
    yield f"etend: {modele.id}"
    yield f"version: {_quoted(f'{modele.version} ({choix.centre})')}"
    yield ""
    yield "# En couverture, quand l’apprenant n’a pas nommé son centre."
    yield "centre:"
    yield f"  nom: {_quoted(choix.centre)}"
    if choix.ville:
        yield f"  ville: {_quoted(choix.ville)}"
    if choix.logo is not None:
        yield f"  logo: {_logo_name(choix.logo)}"
    yield ""
    yield "# D’où viennent les exigences ci-dessous : le rapport le dit à côté de chaque constat."
    yield "sources:"
    yield f"  {SOURCE}:"
    yield f"    document: {_quoted(f'Choix de {choix.centre}')}"
    yield "    statut: centre"
    yield f"    date: {choix.le.isoformat()}"
    yield f"    detail: {_quoted(f'Décidé par {choix.par}, le {choix.le:%d/%m/%Y}.')}"
    yield from _length(modele, choix)
    yield from _sections(modele, choix)
    yield from _rules(modele, choix)


def _length(modele: Modele, choix: Choix) -> Iterator[str]:
    """The limit and what counts, when the centre says anything of them."""
    limit = modele.pages or modele.caracteres
    if limit is None or (choix.longueur is None and choix.garde is None and choix.sommaire is None):
        return
    low, high = choix.longueur or (limit.min, limit.max)
    counted = {"couverture": choix.garde, "sommaire": choix.sommaire}
    hors = [
        part
        for part, _ in _PARTS
        if (part in limit.hors if counted.get(part) is None else not counted[part])
    ]
    names = dict(_PARTS)
    told = enumeration([names[part] for part in hors]) or "rien, tout compte"
    yield ""
    yield f"# La longueur ; ne comptent pas : {told}."
    yield "pages:" if modele.pages else "caracteres:"
    if low is not None:
        yield f"  min: {low}"
    if high is not None:
        yield f"  max: {high}"
    yield f"  hors: [{', '.join(hors)}]"
    if choix.longueur is None:
        detail = f"Limite : {limit.source.document}. Ce qui compte : décidé par {choix.par}."
        yield f"  source: {{nom: {SOURCE}, detail: {_quoted(detail)}}}"
    else:
        yield f"  source: {SOURCE}"


def _sections(modele: Modele, choix: Choix) -> Iterator[str]:
    if not choix.parties:
        return
    yield ""
    yield "# Les parties que le centre demande : une partie absente est alors « à corriger »."
    yield "sections:"
    for section in modele.sections:
        if section.id in choix.parties:
            yield f"  - {{id: {section.id}, source: {SOURCE}}}  # {section.titre}"


def _rules(modele: Modele, choix: Choix) -> Iterator[str]:
    proposed = [r for r in modele.regles if r.active and _is_inferred(r.source)]
    if not choix.regles or not proposed:
        return
    yield ""
    yield "# Les règles proposées que le centre fait siennes : elles prennent leur plein effet."
    yield "regles:"
    for regle in proposed:
        yield f"  - {{id: {regle.id}, source: {SOURCE}}}  # {regle.controle}, {regle.gravite}"


def _is_inferred(source: Source | None) -> bool:
    return source is not None and source.statut == "infere"


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON's is one (YAML 1.2 §1.3)."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
