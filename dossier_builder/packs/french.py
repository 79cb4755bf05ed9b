"""Behind `validate`: pydantic's errors → problems in French, each at its line and column."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
import typing
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from dossier_builder.domain.modele import OfPack
from dossier_builder.errors import InputProblem
from dossier_builder.packs.located import Chemin, Located

# Below this similarity (0 to 100) a suggestion would puzzle more than it helps.
_CLOSE_ENOUGH = 60

_EXPECTED: Mapping[str, str] = {
    "string_type": "un texte",
    "int_type": "un nombre entier",
    "float_type": "un nombre",
    "bool_type": "true (oui) ou false (non)",
    "date_type": "une date",
    "date_parsing": "une date",
    "date_from_datetime_parsing": "une date",
    "tuple_type": "une liste",
    "list_type": "une liste",
    "dict_type": "des clés et des valeurs",
    "model_type": "des clés et des valeurs",
    "dataclass_type": "des clés et des valeurs",
    "model_attributes_type": "des clés et des valeurs",
    "none_required": "rien",
}
# Of a model, and of a dataclass.
_UNKNOWN_KEY = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
_EXAMPLE_OF_TYPE: Mapping[str, str] = {
    "un texte": '"Mon texte"',
    "un nombre entier": "12",
    "un nombre": "2.5",
    "true (oui) ou false (non)": "true",
    "une date": "2026-11-23",
    "une liste": "[premier, second]",
}
# Error type → key of its context, and how French says it.
_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than": ("gt", "supérieur à"),
    "greater_than_equal": ("ge", "au moins égal à"),
    "less_than": ("lt", "inférieur à"),
    "less_than_equal": ("le", "au plus égal à"),
}
_FRENCH_DATE = re.compile(r"\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*")


def suggest(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        word,
        sorted(known),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=_CLOSE_ENOUGH,
    )
    return found[0] if found else None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """« ; vouliez-vous dire « titre » ? », or nothing when no known word is close."""
    close = suggest(word, known)
    return f" ; vouliez-vous dire « {close} » ?" if close else ""


def listed(words: Collection[str]) -> str:
    """« a, b, c », or « rien »."""
    return ", ".join(words) if words else "rien"


def problems_of(
    error: ValidationError, model_type: Any, located: Located, exemples: Mapping[str, str]
) -> tuple[InputProblem, ...]:
    """Every problem, in the order of the file, one for each place."""
    by_place: dict[Chemin, list[dict[str, Any]]] = {}
    for detail in error.errors(include_url=False):
        path = _real_path(detail["loc"], located, missing=detail["type"] == "missing")
        by_place.setdefault(path, []).append(typing.cast("dict[str, Any]", detail))
    problems = [
        _problem(path, details, model_type, located, exemples)
        for path, details in by_place.items()
        if not _is_other_branch(path, details, by_place)
    ]
    return tuple(sorted(problems, key=lambda p: (p.ligne or 0, p.colonne or 0)))


def _real_path(loc: Chemin, located: Located, *, missing: bool) -> Chemin:
    """`loc` without the names of union branches that pydantic puts into it."""
    steps = loc[:-1] if missing else loc
    path: Chemin = ()
    value = located.value
    for step in steps:
        in_mapping = isinstance(value, dict) and step in value
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if in_mapping or in_list:
            value = value[step]
            path = (*path, step)
    return (*path, loc[-1]) if missing else path


def _is_other_branch(
    path: Chemin, details: list[dict[str, Any]], by_place: Mapping[Chemin, Any]
) -> bool:
    """Whether another branch of the same union went deeper: that one is what was meant."""
    in_union = any(len(detail["loc"]) > len(path) for detail in details)
    return in_union and any(
        len(other) > len(path) and other[: len(path)] == path for other in by_place
    )


def _problem(
    path: Chemin,
    details: list[dict[str, Any]],
    model_type: Any,
    located: Located,
    exemples: Mapping[str, str],
) -> InputProblem:
    detail = details[0]
    kind = detail["type"]
    name = str(path[-1]) if path else ""
    exemple = exemples.get(name, "")
    if kind == "missing":
        where = located.position(path[:-1])
        message = f"clé obligatoire absente{_owner(path)} : « {name} »"
        aide = f"Exemple : {name}: {exemple}" if exemple else ""
    elif kind in _UNKNOWN_KEY:
        where = located.key_position(path)
        known = keys_of(model_type, path[:-1])
        free = [key for key in known if key not in _mapping_at(located, path[:-1])]
        message = f"clé inconnue « {name} »{did_you_mean(name, free or known)}"
        aide = f"Clés possibles : {listed(known)}."
    else:
        where = located.position(path)
        message, aide = _wrong_value(path, details, detail)
        if not aide and (known := keys_of(model_type, path)):
            aide = f"Clés possibles : {listed(known)}."
        if exemple:
            aide = f"Exemple : {name}: {exemple}"
    return InputProblem(located.fichier, where[0], where[1], message, aide)


def _owner(path: Chemin) -> str:
    owner = next((step for step in reversed(path[:-1]) if isinstance(step, str)), None)
    return f" dans « {owner} »" if owner else ""


def _mapping_at(located: Located, path: Chemin) -> Mapping[str, Any]:
    value = located.value
    for step in path:
        value = value[step]
    return value if isinstance(value, dict) else {}


def _wrong_value(
    path: Chemin, details: list[dict[str, Any]], detail: dict[str, Any]
) -> tuple[str, str]:
    key = next((step for step in reversed(path) if isinstance(step, str)), None)
    prefix = f"« {key} » : " if key else ""
    context = detail.get("ctx", {})
    received = detail["input"]
    if detail["type"] == "value_error":
        return f"{prefix}{context['error']}", ""
    if detail["type"] == "literal_error" and len(details) == 1:
        return _wrong_choice(prefix, context["expected"], received)
    expected = list(dict.fromkeys(_expected(one) for one in details))
    message = f"{prefix}attendu {' ou '.join(expected)}, reçu {_seen(received)}"
    return message, _remedy(expected[-1], received)


def _wrong_choice(prefix: str, expected: str, received: Any) -> tuple[str, str]:
    choices = re.findall(r"'([^']*)'", expected) or [expected]
    word = str(received)
    return (
        f"{prefix}valeur inconnue « {word} »{did_you_mean(word, choices)}",
        f"Valeurs possibles : {listed(choices)}.",
    )


def _expected(detail: dict[str, Any]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "literal_error":
        return " ou ".join(f"« {word} »" for word in re.findall(r"'([^']*)'", context["expected"]))
    if kind in {"too_short", "too_long"}:
        bound = context.get("min_length", context.get("max_length"))
        return f"une liste de {bound} valeurs"
    if kind == "missing":  # inside a tuple of fixed length
        return "une valeur de plus"
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return f"un nombre {words} {_decimal(context[key])}"
    if kind in {"string_too_short", "string_pattern_mismatch"}:
        return "un texte non vide" if kind == "string_too_short" else "un texte d’une autre forme"
    return _EXPECTED.get(kind, "une autre valeur")


def _seen(value: Any) -> str:
    if value is None:
        return "rien"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"le nombre {_decimal(value)}"
    if isinstance(value, str):
        short = value if len(value) <= 40 else f"{value[:39]}…"  # noqa: PLR2004 - one line
        return f"« {short} »"
    if isinstance(value, list | tuple):
        return "une liste"
    return "des clés et des valeurs"


def _decimal(number: float) -> str:
    return str(number).replace(".", ",")


def _remedy(expected: str, value: Any) -> str:
    if expected.startswith("une date"):
        return f"Écrivez année-mois-jour. Exemple : {_iso(value) or '2026-11-23'}"
    if expected == "un texte" and isinstance(value, int | float):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return f'Mettez la valeur entre guillemets : "{text}"'
    if expected == "un texte" and isinstance(value, dict):
        return "Un texte qui contient « : » se met entre guillemets."
    if expected in {"un nombre", "un nombre entier"} and isinstance(value, str):
        plain = value.strip().replace(",", ".")
        if re.fullmatch(r"\d+(\.\d+)?", plain):
            dot = ", avec un point" if "," in value else ""
            return f"Écrivez-le sans guillemets{dot} : {plain}"
    if expected == "une liste" and isinstance(value, str):
        return f'Mettez la valeur entre crochets : ["{value}"]'
    example = _EXAMPLE_OF_TYPE.get(expected)
    return f"Exemple : {example}" if example else ""


def _iso(value: Any) -> str | None:
    found = _FRENCH_DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    day, month, year = (int(group) for group in found.groups())
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def keys_of(model_type: Any, path: Chemin) -> tuple[str, ...]:
    """The keys that the model at `path` knows, in their order of definition."""
    candidates = _members(model_type)
    for step in path:
        candidates = [
            member
            for one in candidates
            for inner in _inside(one, step)
            for member in _members(inner)
        ]
    return tuple(
        dict.fromkeys(info.alias or name for one in candidates for name, info in _keys(one).items())
    )


def _members(annotation: Any) -> list[Any]:
    """The branches of a union, Annotated undone; the annotation alone otherwise."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _members(typing.get_args(annotation)[0])
    if origin in {typing.Union, types.UnionType}:
        return [m for branch in typing.get_args(annotation) for m in _members(branch)]
    return [annotation]


def _keys(annotation: Any) -> Mapping[str, FieldInfo]:
    """The keys of a model or of a value of a pack; none of anything else."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.model_fields
    if isinstance(annotation, type) and issubclass(annotation, OfPack):
        kinds = typing.get_type_hints(annotation)
        return {
            part.name: FieldInfo(annotation=kinds[part.name])
            for part in dataclasses.fields(annotation)  # type: ignore[arg-type]  # it is one
        }
    return {}


def _inside(annotation: Any, step: str | int) -> list[Any]:
    """The annotations of what stands at `step` in a value of that type."""
    if keys := _keys(annotation):
        return [info.annotation for name, info in keys.items() if step in {name, info.alias}]
    arguments = [a for a in typing.get_args(annotation) if a is not Ellipsis]
    return arguments[-1:] if isinstance(step, str) else arguments
