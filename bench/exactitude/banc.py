"""The whole benchmark: documents, measure, figures, and where they are written."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dossier_builder.pipeline.modeles import load, pack_roots
from exactitude import cas, coulants, exemples, formulaires, page, paires
from exactitude.mesure import Resultat, measure, produce
from exactitude.tableau import by_group, misses, table
from exactitude.verite import Cas

_SLOW = {"coulants", "notre rendu"}  # not in a sample: they say little, and take their time
_KINDS = ("cip/ccp2", "cip/ccp3", "cip/dpp", "dp")


@dataclass(frozen=True, slots=True)
class Bilan:
    """What the script prints, and how many counts were said sure and wrong."""

    summary: str
    surs_faux: int


def run(options: argparse.Namespace, folder: Path) -> Bilan:
    """Make the documents in `folder`, check them, write what was asked."""
    modeles = {kind: load(kind, pack_roots(None)) for kind in _KINDS}
    generated = chosen(options, cas.cases(modeles) + formulaires.cases() + exemples.cases(modeles))
    files = produce(generated, folder)
    results = measure(generated, files, modeles, options.moteur)
    rows = by_group(results, modeles)
    text = f"{table(rows)}\n\n{misses(results)}"
    flowing = coulants.confront(results, files)
    if flowing:
        text += f"\n\n{coulants.table(flowing)}"
    real = () if options.echantillon or options.seulement else paires.results(options.moteur)
    if real:
        text += f"\n\n{paires.table(real)}"
    if options.json:
        figures = {"groupes": [asdict(row) for row in rows], "manques": _listed(results)}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.manques:
        options.manques.write_text(f"# Écarts\n\n{text}\n", encoding="utf-8")
    whole = not (options.echantillon or options.seulement or options.sans_page)
    if whole and options.moteur == "auto":
        page.write(rows, results, flowing, real)
    return Bilan(text, rows[-1].surs_faux)


def chosen(options: argparse.Namespace, cases: Sequence[Cas]) -> tuple[Cas, ...]:
    """Those that were asked for; a sample is taken at even steps, so that every group is there."""
    if options.seulement:
        return tuple(c for c in cases if options.seulement in f"{c.groupe} {c.nom}")
    if options.echantillon:
        small = [c for c in cases if c.nom != "trois-cents-pages" and c.groupe not in _SLOW]
        count = min(options.echantillon, len(small))
        return tuple(small[rank * len(small) // count] for rank in range(count))
    return tuple(cases)


def _listed(results: Sequence[Resultat]) -> dict[str, list[str]]:
    return {r.cas.nom: [str(e) for e in r.ecarts] for r in results if r.ecarts}
