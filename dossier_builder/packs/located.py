"""A YAML value that knows where each of its parts stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from dossier_builder.values import frozen

Chemin = tuple[str | int, ...]
Position = tuple[int, int]


@frozen
class Located:
    """A YAML value and where each part of it stands.

    `value` is made of dict (str keys), list, str, int, float, bool, None and dt.date.
    `values` and `keys` map a path, as `("annexes", 0, "titre")`, to line and column from 1 of the
    value and of its key. `fichier` is the name shown in problems.
    """

    value: Any
    fichier: str
    values: Mapping[Chemin, Position] = field(default_factory=dict, repr=False)
    keys: Mapping[Chemin, Position] = field(default_factory=dict, repr=False)

    def position(self, path: Chemin = ()) -> Position:
        """Line and column of the value at `path`, or of its nearest ancestor that exists."""
        for length in range(len(path), -1, -1):
            found = self.values.get(path[:length])
            if found:
                return found
        return (1, 1)

    def key_position(self, path: Chemin) -> Position:
        """Line and column of the key at `path`; of the value when it has no key (list, root)."""
        return self.keys.get(path) or self.position(path)

    def at(self, *path: str | int) -> Located:
        """The part at `path`, with its own positions; raises KeyError or IndexError."""
        value = self.value
        for step in path:
            value = value[step]
        size = len(path)
        return Located(
            value,
            self.fichier,
            {p[size:]: where for p, where in self.values.items() if p[:size] == path},
            {p[size:]: where for p, where in self.keys.items() if p[:size] == path},
        )
