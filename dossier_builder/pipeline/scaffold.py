"""`nouveau`: a dossier folder ready to fill, made from the pack alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dossier_builder.domain.modele import Boite, Champ, Formulaire, Modele, Section
from dossier_builder.domain.typographie import insecable, nombre
from dossier_builder.errors import CannotWriteError, UsageError
from dossier_builder.inputs.schema import schema_name, schemas
from dossier_builder.pipeline.deliver import write_text

PLACEHOLDER = "[à compléter]"
"""Stands where a word is required: the dossier can be built, and TXT001 says what is left."""

_SCHEMAS = ".schemas"
"""Folder of the JSON Schemas that editors read to complete and check the YAML files."""

_EXAMPLE_DATES = {"debut": "2026-11-16", "fin": "2026-12-11"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of the learner when the folder is made; "" or None where it is not."""

    today: dt.date
    nom: str = ""
    prenom: str = ""
    voie: str = "formation"
    session: dt.date | None = None
    centre: str = ""
    titre: str = ""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What was written, in order, and the shared candidat.yaml if it was there already."""

    files: tuple[Path, ...]
    kept: Path | None = field(default=None)


def make_folder(folder: Path, modele: Modele, answers: Answers) -> Scaffold:
    """Write the folder of a new dossier; candidat.yaml goes beside it and is never replaced.

    Raises UsageError when the folder exists and is not empty, CannotWriteError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"« {folder} » existe déjà et n’est pas vide.",
            "Choisissez un autre nom : rien n’a été modifié.",
        )
    shared = folder.parent / "candidat.yaml"
    kept = shared if shared.exists() else None
    contents = {folder / name: text for name, text in _files(modele, answers)}
    if kept is None:
        contents[shared] = _candidat(answers, folder.name)
    for path, text in contents.items():
        write_text(path, text)
    for name in ("images", "annexes"):
        _make(folder / name)
    return Scaffold(tuple(contents), kept)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWriteError(f"Impossible de créer « {folder} ».") from error


def _files(modele: Modele, answers: Answers) -> Iterator[tuple[str, str]]:
    yield "LISEZMOI.txt", _readme(modele)
    yield "dossier.yaml", _dossier(modele, answers)
    for name, text in schemas((modele,)).items():
        yield f"{_SCHEMAS}/{name}", text
    for section in modele.sections:
        yield f"sections/{section.id}.md", _section(section)
    if modele.formulaire and modele.titre:
        for activite in modele.titre.activites_types:
            yield (
                f"exemples/at{activite.numero}-1.md",
                _example(modele.formulaire, activite.intitule),
            )


def _readme(modele: Modele) -> str:
    what = (
        "exemples/ : un fichier par exemple"
        if modele.formulaire
        else "sections/ : un fichier par partie"
    )
    limit = ""
    if modele.pages and modele.pages.min and modele.pages.max:
        limit = f"Longueur : {modele.pages.min} à {modele.pages.max} pages, hors annexes.\n"
    return insecable(
        f"{modele.intitule}\n\n{limit}\n"
        "1. Remplissez ../candidat.yaml (votre nom) et dossier.yaml (titre, dates, annexes).\n"
        f"2. Écrivez dans {what}. Un bloc-notes suffit.\n"
        "3. Mettez vos images dans images/ et vos annexes dans annexes/.\n"
        "4. Fabriquez le Word et le PDF : dossier generer CE_DOSSIER\n"
        "5. Voyez ce qui manque et où : dossier verifier CE_DOSSIER\n\n"
        "Les lignes entre <!-- et --> sont des conseils : elles ne sont pas imprimées.\n"
        "Ne nommez jamais une personne accompagnée : « Mme M. » suffit.\n"
    )


def _dossier(modele: Modele, answers: Answers) -> str:
    schema = f"{_SCHEMAS}/{schema_name(modele.id)}"
    lines = [f"# yaml-language-server: $schema={schema}", f"modele: {modele.id}"]
    for champ in modele.champs:
        lines += _champ(champ, answers)
    lines += [
        "# Les annexes, dans l’ordre ; citez-les dans le texte par {annexe:contrat}.",
        "# annexes:",
        '#   - {id: contrat, fichier: annexes/contrat.pdf, titre: "Contrat anonymisé"}',
    ]
    return "\n".join(lines) + "\n"


def _champ(champ: Champ, answers: Answers) -> list[str]:
    comment = f"# {champ.intitule}" + ("" if champ.obligatoire else " (facultatif)")
    help_line = [f"#   {champ.aide}"] if champ.aide else []
    example = _example_value(champ)
    if champ.id == "titre" and answers.titre:
        return [comment, *help_line, f"{champ.id}: {_quoted(answers.titre)}"]
    if champ.type == "date" and champ.id == "date":
        return [comment, *help_line, f"date: {answers.today.isoformat()}"]
    if champ.type == "texte" and champ.obligatoire:
        return [comment, *help_line, f"{champ.id}: {_quoted(PLACEHOLDER)}  # ex. : {example}"]
    return [comment, *help_line, f"# {champ.id}: {example}"]


def _example_value(champ: Champ) -> str:
    defaults = {
        "texte": _quoted("…"),
        "date": "2027-02-22",
        "periode": "{debut: 2026-11-16, fin: 2026-12-11}",
        "liste_diplomes": '[{intitule: "…", organisme: "…", date: 2020-07-01}]',
        "declaration": "{lieu: Valfictive, date: 2027-02-26}",
        "liste_textes": '["…"]',
    }
    return champ.exemple or defaults[champ.type]


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON's is one (YAML 1.2 §1.3)."""
    return json.dumps(text, ensure_ascii=False)


def _candidat(answers: Answers, folder: str) -> str:
    session = answers.session.isoformat() if answers.session else None
    lines = [
        f"# yaml-language-server: $schema={folder}/{_SCHEMAS}/candidat.schema.json",
        "# Partagé par vos dossiers : personne n’écrit son nom deux fois.",
        f"nom_naissance: {_quoted(answers.nom or PLACEHOLDER)}",
        "# nom_usage: ",
        f"prenom: {_quoted(answers.prenom or PLACEHOLDER)}",
        "# adresse: ",
        f"voie: {answers.voie}            # formation | apprentissage | vae",
        "vise: titre                # titre, ou les CCP visés : [ccp2, ccp3]",
        f"session: {{date: {session}}}" if session else "# session: {date: 2026-12-07}",
        f"centre: {{nom: {_quoted(answers.centre)}}}"
        if answers.centre
        else '# centre: {nom: "…", ville: "…"}',
    ]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> str:
    """Advice as a comment, nothing else: what is printed is what the learner writes."""
    lines = [f"« {section.titre} »", *_advice(section)]
    return f"<!--\n{insecable(chr(10).join(lines))}\n-->\n\n"


def _advice(section: Section) -> Iterator[str]:
    if section.aide:
        yield section.aide
    if section.pages:
        low, high = section.pages
        yield f"Repère de longueur : {nombre(low)} à {nombre(high)} pages."
    for question in section.questions:
        yield f"- {question}"


def _example(formulaire: Formulaire, activite: str) -> str:
    head = (
        f"# {activite}\n"
        f'intitule: "{PLACEHOLDER}"\nentreprise: "{PLACEHOLDER}"\nservice: ""\n'
        f"periode: {{debut: {_EXAMPLE_DATES['debut']}, fin: {_EXAMPLE_DATES['fin']}}}\n"
    )
    boxes = "\n".join(_box(b) for b in formulaire.boites if b.id != "contexte")
    return f"---\n{head}---\n{boxes}"


def _box(boite: Boite) -> str:
    advice = f"<!-- {insecable(boite.aide)} -->\n" if boite.aide else ""
    return f"# {boite.intitule}\n{advice}\n"
