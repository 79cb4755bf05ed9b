"""A session as its manager receives it: twelve learners, small documents, docx and PDF.

The packs are of the tests: three kinds of one title, short enough to be laid out in a moment.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dxpdf
from ruamel.yaml import YAML

from dossier_builder.pdf import finish

from ..cases.builder import build  # noqa: TID252 - tests are no installed package
from .promotion_files import NAMES

ROOT = Path(__file__).parents[1] / "cases"
KINDS = {
    "dpp": ("Petit dossier de pratique", "Mes exemples de pratique"),
    "ccp2": ("Petit dossier projet", "Mise en œuvre d’un atelier"),
    "ccp3": ("Petit dossier des employeurs", "Prospection des employeurs"),
}
"""Kind → its name on the cover, and the title of the part that no other kind has."""
_TITLE = """id: essai
intitule: Titre d’essai
sigle: ESSAI
niveau: 5
source: {document: Règle d’essai, statut: programme, date: 2026-11-23}
activites_types:
  - {numero: 1, ccp: ccp1, intitule: Accueillir}
  - {numero: 2, ccp: ccp2, intitule: Accompagner}
  - {numero: 3, ccp: ccp3, intitule: Prospecter}
dossiers:
  - {modele: essai/dpp}
  - {modele: essai/ccp2, ccp: ccp2}
  - {modele: essai/ccp3, ccp: ccp3}
pieces_a_cocher:
  - {sigle: ECF, intitule: Livret d’évaluations, voies: [formation, apprentissage]}
  - {sigle: Périodes, intitule: Justificatifs des périodes en entreprise}
  - {sigle: Papier, intitule: Exemplaires papier}
"""
VOIES = ("formation", "apprentissage", "vae")
ONLY = {4: "ccp2", 9: "ccp3"}
"""Ranks of the learners who present one CCP."""
MISSING = (2, "dpp")
TO_MEND = (6, "ccp2")


@dataclass(frozen=True, slots=True)
class Files:
    """A session's folder and the packs that its documents are judged by."""

    folder: Path
    packs: Path


def packs(root: Path) -> Path:
    """The folder of packs of the tests."""
    small = (ROOT / "modeles" / "petit" / "modele.yaml").read_text(encoding="utf-8")
    (root / "essai").mkdir(parents=True)
    (root / "essai" / "titre.yaml").write_text(_TITLE, encoding="utf-8")
    for kind, (name, part) in KINDS.items():
        text = small.replace("id: petit", f"id: essai/{kind}")
        text = text.replace("sigle: ESSAI", f"sigle: {kind.upper()}")
        text = text.replace("Petit dossier d’essai", name)
        text = text.replace("Mise en œuvre d’un atelier", part).replace(", L’atelier", "")
        folder = root / "essai" / kind
        folder.mkdir()
        (folder / "modele.yaml").write_text(text.replace("[L’atelier]", "[]"), encoding="utf-8")
    return root


def document(
    path: Path, kind: str, who: tuple[str, str], *, without: str = "", ours: bool = True
) -> Path:
    """One small dossier; `ours`: it says itself what and whose it is. A PDF when named so."""
    parts = dict(YAML(typ="safe", pure=True).load((ROOT / "base.yaml").read_text("utf-8")))
    name, part = KINDS[kind]
    properties = _declared(kind, who) if ours else {}
    blocks = [block for key, blocks in parts.items() if key != without for block in blocks]
    swaps = {"Petit dossier d’essai": name, "Mise en œuvre d’un atelier": part,
             "Camille EXEMPLE": f"{who[1]} {who[0].upper()}"}  # fmt: skip
    case = {"proprietes": {"titre": name, **properties}, "document": _swapped(blocks, swaps)}
    path.parent.mkdir(parents=True, exist_ok=True)
    docx = build(case, path.with_suffix(".docx"))
    if path.suffix == ".pdf":
        path.write_bytes(dxpdf.convert(docx.read_bytes()))
        docx.unlink()
        if ours:
            said = {"Title": name, **properties}
            made = finish(path, properties=said, language="fr-FR", is_mark=lambda _: False)
            path.write_bytes(made)
    return path


def _declared(kind: str, who: tuple[str, str]) -> dict[str, str]:
    return {
        "dossier.modele": f"essai/{kind}", "dossier.nom": who[0], "dossier.prenom": who[1],
        "dossier.session": "2026-12-07",
    }  # fmt: skip


def _swapped(value: Any, swaps: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for old, new in swaps.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, list):
        return [_swapped(one, swaps) for one in value]
    if isinstance(value, dict):
        return {key: _swapped(one, swaps) for key, one in value.items()}
    return value


def session(root: Path) -> Files:
    """Twelve learners by three paths, two with one CCP; a dossier missing, one to mend."""
    folder = root / "session"
    for rank, who in enumerate(NAMES):
        for number, kind in enumerate(KINDS):
            if (rank, kind) == MISSING or (ONLY.get(rank) not in {None, kind} and kind != "dpp"):
                continue
            suffix = ".pdf" if (rank + number) % 3 else ".docx"
            document(
                folder / f"{who[0].upper()} {who[1]}" / f"{kind.upper()}{suffix}",
                kind,
                who,
                without="conclusion" if (rank, kind) == TO_MEND else "",
                ours=(rank + number) % 2 == 0,
            )
    written = io.StringIO()
    learners = [
        {"nom": nom, "prenom": prenom, "voie": VOIES[rank % 3],
         "vise": [ONLY[rank]] if rank in ONLY else "titre"}
        for rank, (nom, prenom) in enumerate(NAMES)
    ]  # fmt: skip
    YAML().dump({"nom": "Session d’essai", "titre": "essai", "session": "2026-12-07",
                 "apprenants": learners}, written)  # fmt: skip
    text = written.getvalue().replace("'2026-12-07'", "2026-12-07")
    (folder / "cohorte.yaml").write_text(text, encoding="utf-8")
    return Files(folder, packs(root / "modeles"))
