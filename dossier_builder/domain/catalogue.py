"""What a rule pack may ask for: each check's code, parameters and message placeholders.

`rules` fills the catalogue, its caller hands it to `packs`: the pack layer stands below the
rules and must not import them.
"""

from __future__ import annotations

from collections.abc import Mapping

from dossier_builder.domain.modele import OfPack
from dossier_builder.values import frozen


@frozen
class CheckSpec:
    """A check as a pack sees it. `placeholders` may stand in braces in its `message`."""

    code: str
    intitule: str
    parametres: type[OfPack]
    placeholders: frozenset[str]


Catalogue = Mapping[str, CheckSpec]
