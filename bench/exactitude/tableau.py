"""Results → figures by group, as a Markdown table, and the list of misses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dossier_builder.domain.modele import Modele
from exactitude.mesure import (
    Resultat,
    Sections,
    annexes_doubtful,
    annexes_right,
    holds,
    intervals,
    page_rule,
    sections,
    wrong_sure,
)

HEADER = (
    "| Groupe | Documents | Genre reconnu | Compte exact | Intervalle juste | Largeur moyenne "
    "| Sûrs | Sûrs et faux | Début des annexes | dont en doute | Parties retrouvées "
    "| Parties justes | Verdict des pages faux |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many; `str` gives the share."""

    oui: int
    sur: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where nothing is asked."""
        return self.oui / self.sur if self.sur else 1.0

    def __str__(self) -> str:
        """« 98 % (49/50) », « – » where nothing is asked."""
        if not self.sur:
            return "–"
        percent = 100 * self.oui / self.sur
        text = f"{percent:.1f}".removesuffix(".0").replace(".", ",")
        return f"{text}\u00a0% ({self.oui}/{self.sur})"


@dataclass(frozen=True, slots=True)
class Chiffres:
    """The figures of one group of documents."""

    nom: str
    documents: int
    genre: Part
    exacts: Part
    contenus: Part
    largeur: float
    surs: Part
    surs_faux: int
    annexes: Part
    annexes_en_doute: int
    rappel: Part
    precision: Part
    verdicts_faux: int

    def __str__(self) -> str:
        """A row of the table."""
        width = f"{self.largeur:.2f}".replace(".", ",")
        cells = (
            self.nom, self.documents, self.genre, self.exacts, self.contenus, width, self.surs,
            self.surs_faux, self.annexes, self.annexes_en_doute, self.rappel, self.precision,
            self.verdicts_faux,
        )  # fmt: skip
        return f"| {' | '.join(map(str, cells))} |"


def figures(name: str, results: Sequence[Resultat], modeles: dict[str, Modele]) -> Chiffres:
    """The figures of these results. The two counts (total and counted pages) weigh the same."""
    counts = [
        (interval, truth)
        for result in results
        for _, interval, truth in intervals(result)
        if truth is not None
    ]
    unread = [r for r in results if not r.lisible and r.cas.verite.pages is not None]
    asked = len(counts) + len(unread)
    told = sum((sections(result) for result in results), Sections())
    bounded = [r for r in results if r.cas.verite.annexes is not None]
    kinds = [r for r in results if r.reconnu is not None]
    return Chiffres(
        nom=name,
        documents=len(results),
        genre=_part(kinds, lambda r: bool(r.reconnu)),
        exacts=Part(sum(i.is_exact and i.min == t for i, t in counts), asked),
        contenus=Part(sum(holds(i, t) for i, t in counts), asked),
        largeur=sum(i.max - i.min for i, _ in counts) / len(counts) if counts else 0.0,
        surs=_part(results, _is_sure),
        surs_faux=sum(map(wrong_sure, results)),
        annexes=_part(bounded, annexes_right),
        annexes_en_doute=sum(map(annexes_doubtful, bounded)),
        rappel=Part(told.justes, told.vraies),
        precision=Part(told.justes, told.trouvees),
        verdicts_faux=sum(page_rule(result, modeles) is False for result in results),
    )


def _part(results: Sequence[Resultat], right: Callable[[Resultat], bool]) -> Part:
    return Part(sum(map(right, results)), len(results))


def _is_sure(result: Resultat) -> bool:
    pagination = result.rapport.pagination
    return pagination is not None and pagination.confiance == "sure"


def by_group(results: Sequence[Resultat], modeles: dict[str, Modele]) -> tuple[Chiffres, ...]:
    """A row a group, in the order in which they come, then all of them."""
    groups = list(dict.fromkeys(result.cas.groupe for result in results))
    rows = [
        figures(group, [r for r in results if r.cas.groupe == group], modeles) for group in groups
    ]
    return (*rows, figures("**ensemble**", results, modeles))


def table(rows: Iterable[Chiffres]) -> str:
    """The Markdown table."""
    return "\n".join((HEADER, *map(str, rows)))


def misses(results: Sequence[Resultat]) -> str:
    """Each document about which something wrong was said, with its features."""
    lines: list[str] = []
    for result in results:
        wrong = [e for e in result.ecarts if not e.quoi.endswith("largeur")]
        if wrong:
            lines.append(f"- **{result.cas.nom}** ({result.cas.groupe} ; {result.cas.traits})")
            lines += [f"  - {ecart}" for ecart in wrong]
    return "\n".join(lines) or "Aucun."
