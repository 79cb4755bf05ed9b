"""Write every JSON Schema into schemas/: what packs, learners and trainers write in YAML.

Run `python tools/schemas.py [folder]` after a change to a pack's fields or to these types.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dossier_builder.inputs.schema import schemas
from dossier_builder.packs import list_modeles, load_modele
from dossier_builder.packs.schemas import write
from dossier_builder.rules import CATALOGUE


def main(folder: Path) -> None:
    """Write them all; a broken pack raises PackError."""
    write(folder)
    modeles = [load_modele(info.id, CATALOGUE) for info in list_modeles()]
    for name, text in schemas(modeles).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("schemas"))
