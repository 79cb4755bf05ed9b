"""The answers of `nouveau` given otherwise than on a terminal: a YAML file, options.

A file half filled is no error: what is missing is asked, or listed. A key that nobody knows and an
answer that cannot be read are shown all at once, each at its line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dossier_builder.cli.interview_questions import Question, canonical
from dossier_builder.cli.interview_values import AnswerError
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import InputProblem, InputsError, UsageError
from dossier_builder.inputs.suggestions import did_you_mean
from dossier_builder.packs.positions import Located, parse_yaml, read_text

MODELE = "modele"


def read_file(path: Path) -> Located:
    """The file as keys and values. Raises InputsError."""
    located = parse_yaml(read_text(path).text, str(path))
    if not isinstance(located.value, dict):
        problem = InputProblem(
            str(path), *located.position(), "des clés et des valeurs sont attendues",
            "Exemple : nom: Exemple",
        )  # fmt: skip
        raise InputsError("Ce fichier de réponses ne peut pas être lu.", (problem,))
    return located


def kind_of(located: Located | None) -> str | None:
    """The pack that the file names, if it does."""
    value = located.value.get(MODELE) if located else None
    return value.strip() if isinstance(value, str) and value.strip() else None


def answers_of(located: Located, questions: Sequence[Question]) -> dict[str, str]:
    """The answers of the file as texts; an empty one is not given.

    Raises InputsError with every unknown key and every answer that cannot be read.
    """
    known = {question.cle: question for question in questions}
    found: dict[str, str] = {}
    problems: list[InputProblem] = []
    for key, value in located.value.items():
        name = canonical(str(key))
        if name in {MODELE, "$schema"} or value is None or value in ("", [], {}):
            continue
        if name not in known:
            place = located.key_position((key,))
            aide = insecable(did_you_mean(str(key), [MODELE, *known]))
            problems.append(
                InputProblem(located.fichier, *place, f"« {key} » n’est pas une question", aide)
            )
            continue
        try:
            found[name] = as_text(value)
            known[name].lire(found[name])
        except AnswerError as error:
            place = located.position((key,))
            aide = f"Exemple : {key}: {known[name].exemple}" if known[name].exemple else ""
            problems.append(
                InputProblem(located.fichier, *place, f"{key} : {error}", insecable(aide))
            )
    if problems:
        count = pluriel(len(problems), "réponse", "réponses")
        raise InputsError(
            insecable(f"{located.fichier} : {count} à corriger ; rien n’a été créé."),
            tuple(problems),
            "Corrigez, enregistrez, puis relancez la même commande.",
        )
    return found


def as_text(value: Any) -> str:
    """A YAML value as somebody would type it. Raises AnswerError for one that nobody types."""
    if isinstance(value, bool):
        raise AnswerError("un texte ou une date est attendu.")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return str(value).strip()
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list):
        if all(isinstance(one, str) and " " not in one.strip() for one in value):
            return ", ".join(value)
        return "\n".join(map(as_text, value))
    raise AnswerError("un texte ou une date est attendu.")


_ORDERS = (("ccp", "date"), ("intitule", "organisme", "date"))


def _mapping(value: Mapping[str, Any]) -> str:
    """{debut, fin}, {structure, debut, fin, heures}, {ccp, date}, {lieu, date}, a diploma."""
    texts = {str(key): as_text(one) for key, one in value.items() if one is not None}
    if {"debut", "fin"} <= texts.keys():
        before = f"{texts['structure']}, " if "structure" in texts else ""
        hours = f", {texts['heures']} h" if "heures" in texts else ""
        return f"{before}du {texts['debut']} au {texts['fin']}{hours}"
    if texts.keys() == {"lieu", "date"}:
        return f"{texts['lieu']}, {texts['date']}"
    for keys in _ORDERS:
        if texts.keys() == set(keys):
            return (" " if len(keys) == 2 else " ; ").join(texts[key] for key in keys)  # noqa: PLR2004 - « ccp1 12/03/2026 »
    if texts.keys() <= {"nom", "ville"} and "nom" in texts:
        return texts["nom"]
    raise AnswerError(f"clés inattendues : {', '.join(texts)}.")


def answers_given(pairs: Iterable[str], questions: Sequence[Question]) -> dict[str, str]:
    """The answers of `--reponse CLÉ=VALEUR`. Raises UsageError."""
    known = {question.cle: question for question in questions}
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        name = canonical(key)
        if not equals:
            raise UsageError(
                insecable(f"--reponse {pair} : il manque le signe « = »."),
                'Exemple : --reponse structure="Mission locale de Valfictive"',
            )
        if name not in known:
            raise UsageError(
                insecable(f"--reponse : « {key} » n’est pas une question."),
                insecable(did_you_mean(key, list(known))),
            )
        found[name] = value
    return found


def check(answers: Mapping[str, str], questions: Sequence[Question]) -> None:
    """Raises UsageError for the first answer of an option that cannot be read."""
    for question in questions:
        if question.cle in answers:
            try:
                question.lire(answers[question.cle])
            except AnswerError as error:
                raise UsageError(
                    insecable(f"{question.texte} : {error}"),
                    insecable(f"Exemple : {question.exemple}") if question.exemple else "",
                ) from error
