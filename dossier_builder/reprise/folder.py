"""The files of a dossier's folder, and putting them at their place all at once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dossier_builder.domain.candidat import Declaration, Diplome, Periode
from dossier_builder.domain.modele import Champ, Modele
from dossier_builder.errors import UsageError
from dossier_builder.resources.writing import write_folder
from dossier_builder.values import frozen

PLACEHOLDER = "[à compléter]"
"""Stands where a word is required and none was found: TXT001 says that it is left."""

Valeur = str | dt.date | Periode | Declaration | tuple[Diplome, ...] | tuple[str, ...]


@frozen
class AnnexeEcrite:
    """An annex as dossier.yaml declares it."""

    id: str
    fichier: str
    titre: str
    texte_alternatif: str = ""


def dossier_yaml(
    modele: Modele,
    champs: Mapping[str, Valeur],
    annexes: Sequence[AnnexeEcrite],
    today: dt.date,
) -> str:
    """The text of dossier.yaml: what was found, what is to fill in."""
    return "\n".join(_dossier_lines(modele, champs, annexes, today)) + "\n"


def _dossier_lines(
    modele: Modele, champs: Mapping[str, Valeur], annexes: Sequence[AnnexeEcrite], today: dt.date
) -> Iterator[str]:
    yield f"modele: {modele.id}"
    for champ in modele.champs:
        if champ.id in champs:
            yield f"{champ.id}: {_scalar(champs[champ.id])}".replace(": \n", ":\n")
        else:
            yield from _missing(champ, today)
    if annexes:
        yield "annexes:"
        for annexe in annexes:
            pairs = [f"id: {_quoted(annexe.id)}", f"fichier: {_quoted(annexe.fichier)}"]
            pairs.append(f"titre: {_quoted(annexe.titre)}")
            if annexe.texte_alternatif:
                pairs.append(f"texte_alternatif: {_quoted(annexe.texte_alternatif)}")
            yield f"  - {{{', '.join(pairs)}}}"


def _missing(champ: Champ, today: dt.date) -> Iterator[str]:
    """A field that the document does not tell: to fill in, or left out."""
    comment = f"# {champ.intitule}" + ("" if champ.obligatoire else " (facultatif)")
    if champ.type == "date" and champ.obligatoire:
        yield f"{comment} : la date du jour, faute de mieux"
        yield f"{champ.id}: {today.isoformat()}"
    elif champ.type == "texte" and champ.obligatoire:
        yield comment
        yield f"{champ.id}: {_quoted(PLACEHOLDER)}"
    else:
        yield f"{comment}. Exemple : {champ.id}: {champ.exemple or '…'}"


def candidat_yaml(values: Mapping[str, Valeur], vise: Sequence[str] = ()) -> str:
    """The text of candidat.yaml; name and first name are to fill in where they are not known."""
    lines = ["# Partagé par vos dossiers : personne n’écrit son nom deux fois."]
    keys = ("nom_naissance", "nom_usage", "prenom", "adresse")
    for key in keys:
        value = values.get(key) or (PLACEHOLDER if key in {"nom_naissance", "prenom"} else "")
        lines.append(f"{key}: {_scalar(value)}" if value else f"# {key}:")
    lines.append(f"voie: {values.get('voie') or 'formation'}  # formation | apprentissage | vae")
    lines.append(f"vise: [{', '.join(vise)}]" if vise else "vise: titre")
    session, lieu = values.get("session"), values.get("lieu")
    if isinstance(session, dt.date):
        place = f", lieu: {_scalar(lieu)}" if lieu else ""
        lines.append(f"session: {{date: {session.isoformat()}{place}}}")
    else:
        lines.append("# session: {date: 2026-12-07}")
    centre, ville = values.get("centre"), values.get("ville")
    if centre:
        where = f", ville: {_scalar(ville)}" if ville else ""
        lines.append(f"centre: {{nom: {_scalar(centre)}{where}}}")
    else:
        lines.append('# centre: {nom: "…", ville: "…"}')
    return "\n".join(lines) + "\n"


def front_matter(values: Mapping[str, Valeur]) -> str:
    """The short fields at the head of an example."""
    lines = [f"{key}: {_scalar(value)}" for key, value in values.items() if value]
    return "\n".join(("---", *lines, "---")) + "\n"


def _scalar(value: Valeur) -> str:
    match value:
        case str():
            return _quoted(value)
        case dt.date():
            return value.isoformat()
        case Periode():
            return f"{{debut: {value.debut.isoformat()}, fin: {value.fin.isoformat()}}}"
        case Declaration():
            return f"{{lieu: {_quoted(value.lieu)}, date: {value.date.isoformat()}}}"
    entries = [_diploma(one) if isinstance(one, Diplome) else _quoted(one) for one in value]
    return "\n  - " + "\n  - ".join(entries) if entries else "[]"


def _diploma(diploma: Diplome) -> str:
    intitule, organisme = _quoted(diploma.intitule), _quoted(diploma.organisme)
    return f"{{intitule: {intitule}, organisme: {organisme}, date: {diploma.date.isoformat()}}}"


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON's is one (YAML 1.2 §1.3)."""
    return json.dumps(text, ensure_ascii=False)


def refuse_existing(target: Path) -> None:
    """Raises UsageError when something stands at the place of the folder to make."""
    if target.is_dir() and not any(target.iterdir()):
        return
    if target.exists() or target.is_symlink():
        raise UsageError(
            f"« {target} » existe déjà et n’est pas vide.",
            "Donnez le nom d’un dossier nouveau : rien n’a été modifié.",
        )


def put(target: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the whole folder beside, then give it its name; nothing is ever replaced.

    Raises UsageError when something stands there, CannotWriteError.
    """
    refuse_existing(target)
    write_folder(target, files)
