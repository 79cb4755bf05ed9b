"""Documents without page breaks: no truth but Word's, so intervals are held against both engines.

An interval should hold what each engine finds; the share that does is a measure of how honest
the intervals are, not of who is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.domain.submission import EngineName, Layout
from dossier_builder.layout import ENGINES, LayoutJob
from dossier_builder.pdf import page_count
from exactitude.mesure import Resultat, holds

GROUPE = "coulants"


@dataclass(frozen=True, slots=True)
class Coulant:
    """One flowing document: what was said, what each engine counts."""

    resultat: Resultat
    moteurs: dict[EngineName, int]

    @property
    def contenus(self) -> bool:
        """Whether the interval holds every engine's count."""
        pagination = self.resultat.rapport.pagination
        return pagination is not None and all(
            holds(pagination.total, pages) for pages in self.moteurs.values()
        )


def confront(results: Sequence[Resultat], files: dict[str, Path]) -> tuple[Coulant, ...]:
    """Lay each flowing docx out with every engine there is."""
    flowing = [r for r in results if r.cas.groupe == GROUPE and r.cas.sortie == "docx"]
    counts: dict[str, dict[EngineName, int]] = {r.cas.nom: {} for r in flowing}
    for name, engine in ENGINES.items():
        jobs = {
            LayoutJob(files[r.cas.nom], files[r.cas.nom].with_suffix(f".{name}.pdf")): r.cas.nom
            for r in flowing
        }
        if not jobs or not engine.probe().available:
            continue
        for laid in engine.lay_out(list(jobs)):
            if isinstance(laid.result, Layout):
                counts[jobs[laid.job]][name] = page_count(laid.result.pdf)
    return tuple(Coulant(result, counts[result.cas.nom]) for result in flowing)


def table(flowing: Sequence[Coulant]) -> str:
    """One line a document, and the share."""
    lines = ["| Document coulant | Moteurs | Intervalle | Confiance |", "|---|---|---|---|"]
    for item in flowing:
        pagination = item.resultat.rapport.pagination
        said = f"{pagination.total} | {pagination.confiance}" if pagination else "illisible | –"
        counted = ", ".join(f"{name} {pages}" for name, pages in item.moteurs.items())
        mark = "" if item.contenus else " ✗"
        lines.append(f"| {item.resultat.cas.nom}{mark} | {counted} | {said} |")
    held = sum(item.contenus for item in flowing)
    return "\n".join((*lines, "", f"{held} intervalles sur {len(flowing)} contiennent les deux."))
