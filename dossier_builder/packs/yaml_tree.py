"""Behind `parse_yaml`: ruamel.yaml events → plain values and their positions.

Building from events, instead of loading, costs no more and gives limits, duplicate keys and
positions at once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dossier_builder.domain import limits
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.packs.located import Chemin, Located, Position
from dossier_builder.packs.yaml_syntax import control_character, explain

# YAML 1.2 core schema, less octal and hexadecimal, which nobody writes in a dossier.
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_MAX_DIGITS = 18  # a longer run of digits is an identifier, not a quantity
# What Word puts around words; in a key it is never meant.
_SPACES = " \t\u00a0\u202f\ufeff"


@dataclass
class _Node:
    """A value of the tree: `content` is a scalar, a list of nodes, or a dict of key and node."""

    content: Any
    where: Position
    keys: dict[str, Position] = field(default_factory=dict)


class _StopError(Exception):
    """Reading cannot go on; `problem` says why."""

    def __init__(self, problem: InputProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def build(text: str, fichier: str, *, first_line: int) -> Located:
    """Do the work of `positions.parse_yaml`."""
    builder = _Builder(text, fichier, first_line)
    try:
        root = builder.document()
    except _StopError as stop:
        builder.problems.append(stop.problem)
        root = None
    except YAMLError as error:
        builder.problems.append(builder.syntax_problem(error))
        root = None
    if root is None or builder.problems:
        problems = tuple(sorted(builder.problems, key=lambda p: (p.ligne or 0, p.colonne or 0)))
        raise InputsError(f"{fichier} : le YAML ne peut pas être lu", problems)
    values: dict[Chemin, Position] = {}
    keys: dict[Chemin, Position] = {}
    value = _flatten(root, (), values, keys)
    return Located(value, fichier, values, keys)


def _flatten(
    node: _Node, path: Chemin, values: dict[Chemin, Position], keys: dict[Chemin, Position]
) -> Any:
    values[path] = node.where
    if isinstance(node.content, dict):
        result = {}
        for key, child in node.content.items():
            keys[(*path, key)] = node.keys[key]
            result[key] = _flatten(child, (*path, key), values, keys)
        return result
    if isinstance(node.content, list):
        return [_flatten(child, (*path, i), values, keys) for i, child in enumerate(node.content)]
    return node.content


class _Builder:
    """One pass over the events of one text."""

    def __init__(self, text: str, fichier: str, first_line: int) -> None:
        self.text = text
        self.fichier = fichier
        self.offset = first_line
        self.problems: list[InputProblem] = []
        self.anchors: dict[str, tuple[_Node, int]] = {}
        self.count = 0

    def problem(self, where: Position, message: str, aide: str = "") -> InputProblem:
        return InputProblem(self.fichier, where[0], where[1], message, aide)

    def where(self, event: Any) -> Position:
        mark = event.start_mark
        return (mark.line + self.offset, mark.column + 1)

    def syntax_problem(self, error: YAMLError) -> InputProblem:
        marks = (
            [error.problem_mark, error.context_mark] if isinstance(error, MarkedYAMLError) else []
        )
        told = explain(self.text, [(mark.line, mark.column) for mark in marks if mark is not None])
        line, column = told.place
        return self.problem((line + self.offset, column + 1), told.message, told.aide)

    def document(self) -> _Node:
        bad = control_character(self.text)
        if bad is not None:
            line, column, char = bad
            raise _StopError(
                self.problem(
                    (line + self.offset, column + 1),
                    f"caractère invisible interdit (U+{ord(char):04X})",
                    "Supprimez-le : il vient souvent d’un copier-coller.",
                )
            )
        events: Iterator[Any] = YAML(typ="safe", pure=True).parse(self.text)
        root: _Node | None = None
        for event in events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                raise _StopError(
                    self.problem(
                        self.where(event),
                        "le fichier contient plusieurs documents YAML, un seul est attendu",
                        "Supprimez la ligne « --- ».",
                    )
                )
            if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
                root = self.node(event, events, depth=0)
        if root is None or root.content is None:
            return _Node({}, root.where if root else (self.offset, 1))
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> _Node:
        where = self.where(event)
        if depth > limits.YAML_DEPTH:
            raise _StopError(self.problem(where, f"plus de {limits.YAML_DEPTH} niveaux imbriqués"))
        if isinstance(event, AliasEvent):
            return self.alias(event, where)
        before = self.count
        self.add(1, where)
        if isinstance(event, ScalarEvent):
            node = _Node(_scalar(event), where)
        elif isinstance(event, SequenceStartEvent):
            node = _Node([], where)
            while not isinstance(item := next(events), SequenceEndEvent):
                node.content.append(self.node(item, events, depth + 1))
        else:
            node = _Node({}, where)
            while not isinstance(key := next(events), MappingEndEvent):
                self.pair(node, key, events, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, self.count - before)
        return node

    def add(self, values: int, where: Position) -> None:
        self.count += values
        if self.count > limits.YAML_VALUES:
            raise _StopError(
                self.problem(
                    where,
                    f"plus de {limits.YAML_VALUES} valeurs, une fois les alias (« * ») développés",
                    "Écrivez les valeurs en toutes lettres, sans alias.",
                )
            )

    def alias(self, event: Any, where: Position) -> _Node:
        known = self.anchors.get(event.anchor)
        if known is None:  # unknown, or an anchor that would contain itself
            raise _StopError(
                self.problem(
                    where,
                    f"l’alias « *{event.anchor} » ne renvoie à rien de complet au-dessus",
                    "Si « * » fait partie du texte, mettez ce texte entre guillemets.",
                )
            )
        self.add(known[1], where)
        return known[0]

    def pair(self, mapping: _Node, event: Any, events: Iterator[Any], depth: int) -> None:
        where = self.where(event)
        if not isinstance(event, ScalarEvent):
            raise _StopError(
                self.problem(
                    where,
                    "une clé doit être un simple mot",
                    "Un texte qui commence par « { » ou « [ » se met entre guillemets.",
                )
            )
        key = event.value.strip(_SPACES)
        value = self.node(next(events), events, depth + 1)
        if key in mapping.content:
            first = mapping.keys[key][0]
            self.problems.append(
                self.problem(
                    where,
                    f"clé « {key} » écrite deux fois (déjà ligne {first})",
                    "Gardez une seule des deux lignes.",
                )
            )
            return
        mapping.content[key] = value
        mapping.keys[key] = where


def _scalar(event: Any) -> Any:
    text: str = event.value
    if event.style is not None:  # quoted, or a block of text: never anything but text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _DATE.fullmatch(text):
        return _date(text)
    if _INT.fullmatch(text) and len(text) < _MAX_DIGITS:
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text  # 2026-02-30: the expected type will say what is wrong with it
