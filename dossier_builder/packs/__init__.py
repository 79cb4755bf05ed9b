"""Rule packs: templates/<titre>/<kind>/modele.yaml → `Modele`, strictly, with positions.

`positions` reads YAML so that every problem has its line and column (also used by `inputs`),
`loader` follows `etend`, merges and checks a pack against the catalogue its caller hands in:
chain (files) → merge (one pack, as written) → coherence (what only the whole shows) → build.
"""

from dossier_builder.packs.chain import UnknownModeleError
from dossier_builder.packs.loader import ModeleInfo, list_modeles, load_modele

__all__ = ["ModeleInfo", "UnknownModeleError", "list_modeles", "load_modele"]
