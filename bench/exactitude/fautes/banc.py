"""The planted faults as a whole: dealt, checked, printed, and written where it was asked."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.pipeline.modeles import load, pack_roots
from exactitude import page
from exactitude.fautes import releve, semis
from exactitude.fautes.recolte import Recolte, harvest

DOCUMENTS, CONFORMES = 300, 64
_OF_THE_SAMPLE = 10  # conform documents beside a sample


@dataclass(frozen=True, slots=True)
class Bilan:
    """What the script prints, and which goals are missed (French)."""

    summary: str
    manques: tuple[str, ...]


def run(options: argparse.Namespace, folder: Path) -> Bilan:
    """Plant, check, compare; a sample is the first part of the deal, with its own engine alone."""
    roots = pack_roots(None)
    modeles = {kind: load(kind, roots) for kind in semis.KINDS}
    sample = options.echantillon
    planted = semis.deal(sample or DOCUMENTS, modeles)
    conform = semis.conformes(_OF_THE_SAMPLE if sample else CONFORMES, modeles)
    if not sample:
        conform += semis.exemples_conformes(modeles)
    if options.seulement:
        planted = [s for s in planted if _named(s, options.seulement)]
        conform = [s for s in conform if options.seulement in s.nom]
    found = harvest(planted, conform, folder, options.moteur)
    text = f"{releve.table(found)}\n\n{releve.sentence(found)}"
    if options.json:
        figures = json.dumps(releve.data(found), ensure_ascii=False, indent=1)
        options.json.write_text(figures, encoding="utf-8")
    if options.manques:
        listed = f"# Écarts, fautes plantées\n\n{text}\n\n{releve.misses(found)}\n"
        options.manques.write_text(listed, encoding="utf-8")
    if not (sample or options.seulement or options.sans_page) and options.moteur == "auto":
        page.write_faults(found)
    return Bilan(text, missed(found))


def _named(seme: semis.Seme, text: str) -> bool:
    return text in seme.nom or any(text in p.faute.nom for p in seme.fautes)


def missed(found: Recolte) -> tuple[str, ...]:
    """The goals that are not held."""
    said = [
        f"{row.code} : rappel {row.trouvees}, {releve.RAPPEL_VISE:.0%} visé"
        for row in releve.lines(found)
        if not row.atteint
    ]
    said += [
        f"{releve.false_per_document(found, gravity):.2f} {words} par document conforme"
        for gravity, words in (("erreur", "fausse erreur"), ("avertissement", "faux avertissement"))
        if releve.false_per_document(found, gravity) > releve.FAUSSES_VISEES
    ]
    said += [f"{name} : fautif, et dit conforme" for name in found.verdicts_faux]
    return tuple(said)
