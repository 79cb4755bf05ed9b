"""Rule packs: templates/<titre>/<kind>/modele.yaml → `Modele`, strictly, with positions.

`positions` reads YAML so that every problem has its line and column (also used by `inputs`),
`loader` follows `etend`, merges and checks a pack against the catalogue its caller hands in.
"""
