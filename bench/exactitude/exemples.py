"""A few documents of our own renderer: the conform examples, as Word and as PDF."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from dossier_builder.domain.modele import Modele
from dossier_builder.pipeline.engines import EngineChoice
from exactitude.textes import ROOT
from exactitude.verite import Cas, Sortie, Verite

_PROGRAM = "from dossier_builder.cli import main; main()"
_KINDS = {"ccp2": "cip/ccp2", "ccp3": "cip/ccp3", "dpp": "cip/dpp"}


def cases(modeles: dict[str, Modele]) -> tuple[Cas, ...]:
    """Each conform example as docx, then as odt; it holds every part, on pages we do not know."""
    sorties: tuple[Sortie, ...] = ("docx", "odt")
    return tuple(
        Cas(
            f"exemple-{kind}-{sortie}", "notre rendu", f"{modele} · {sortie} · exemple conforme",
            Verite(modele, sections=dict.fromkeys(s.id for s in modeles[modele].sections)),
            partial(_write, kind),
            sortie,
        )
        for kind, modele in _KINDS.items()
        for sortie in sorties
    )  # fmt: skip


def _write(kind: str, path: Path, moteur: EngineChoice = "auto") -> None:
    """Build the example with the real command, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="exemple-") as temporary:
        folder = Path(temporary) / kind
        shutil.copytree(ROOT / "examples" / "cip" / kind / "conforme", folder)
        identity = ROOT / "examples" / "cip" / kind / "candidat.yaml"
        shutil.copyfile(identity, folder.parent / "candidat.yaml")
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, "generer", str(folder), "--moteur", moteur],
            check=True, capture_output=True, cwd=ROOT,
        )  # fmt: skip
        (made,) = (folder / "rendu").glob("*.docx")
        shutil.copyfile(made, path)
