"""A check: one pure function on Facts, with what a pack may say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from dossier_builder.domain.catalogue import CheckSpec
from dossier_builder.domain.facts import Facts
from dossier_builder.domain.modele import Modele, OfPack, Source
from dossier_builder.rules.judged import Judged, Wording
from dossier_builder.values import frozen


@frozen
class Parametres(OfPack):
    """Base of the parameters of a check: their types are those that a pack may write."""

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> Self:
        """Those of a rule, whose types were looked at when its pack was loaded.

        Raises TypeError for a name that is not one, or one that is missing.
        """
        items = written.items()
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in items})


@frozen
class SansParametres(Parametres):
    """The check takes none."""


@frozen
class Subject:
    """What a check looks at: the document, the pack, and the pack's words for the rule."""

    facts: Facts
    modele: Modele
    wording: Wording


def _no_source(_: Modele) -> Source | None:
    return None


@frozen
class Check:
    """A check of the catalogue.

    `lit_le_texte`: what it says depends on the text of the counted pages, so a page without
    text there (a scan) leaves it unjudged. `source` finds the rule's source in the pack.
    """

    code: str
    intitule: str
    judge: Callable[[Subject, Any], Judged]
    parametres: type[Parametres] = SansParametres
    placeholders: frozenset[str] = frozenset()
    lit_le_texte: bool = True
    source: Callable[[Modele], Source | None] = _no_source

    @property
    def spec(self) -> CheckSpec:
        """What a pack needs to know of it."""
        return CheckSpec(self.code, self.intitule, self.parametres, self.placeholders)
