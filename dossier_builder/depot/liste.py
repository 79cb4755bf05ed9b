"""The list of replacements that somebody wrote, read with every problem at its line; and written.

```yaml
remplacements:
  - {texte: Martin, par: M.}
```
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from dossier_builder.depot.substitutions import Substitution
from dossier_builder.domain.echappement import safe_json
from dossier_builder.domain.written import Written
from dossier_builder.packs.positions import parse_yaml, read_text, validate

_EXAMPLES = {"remplacements": "[{texte: Martin, par: M.}]", "texte": "Martin", "par": "M."}


class Remplacement(Written):
    """One line of the list; `mot_courant`: left alone where it has no capital."""

    texte: Annotated[str, Field(min_length=2)]
    par: Annotated[str, Field(min_length=1)]
    mot_courant: bool = False


class Liste(Written):
    """The whole file."""

    remplacements: Annotated[tuple[Remplacement, ...], Field(min_length=1)]


def read_list(path: Path) -> tuple[Substitution, ...]:
    """The substitutions of a list. Raises InputsError with every problem of the file."""
    located = parse_yaml(read_text(path).text, str(path))
    liste = validate(Liste, located, exemples=_EXAMPLES)
    return tuple(Substitution(r.texte, r.par, r.mot_courant) for r in liste.remplacements)


def written_list(substitutions: Sequence[Substitution]) -> str:
    """The same as YAML, to be read over, corrected and given back with --liste."""
    lines = ["# Relisez, corrigez, retirez des lignes ; puis : dossier anonymiser … --liste"]
    lines.append("remplacements:")
    for one in substitutions:
        entry = f"texte: {_quoted(one.texte)}, par: {_quoted(one.par)}"
        more = ", mot_courant: true" if one.mot_courant else ""
        lines.append(f"  - {{{entry}{more}}}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return safe_json(" ".join(text.split()))
