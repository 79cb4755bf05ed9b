"""Facts of a conform document of seven pages, to be changed one fact at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from dossier_builder.domain.facts import (
    AnnexFacts,
    AnnexFound,
    AnnexMention,
    Facts,
    Paragraph,
    Properties,
    TocEntry,
)
from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Confiance, Pagination, Witness
from dossier_builder.domain.personnes import DonneesCachees, Personnes
from dossier_builder.domain.place import Place
from dossier_builder.domain.presentation import (
    PageFormat,
    PageFound,
    ParagraphForm,
    Presentation,
    Relecture,
)
from dossier_builder.domain.sections import SectionFound
from dossier_builder.packs import load_modele
from dossier_builder.rules import CATALOGUE, evaluate

_PACKS = Path(__file__).parents[2] / "cases" / "modeles"


@cache
def essai() -> Modele:
    """The small pack of the cases: 4 to 9 pages, two parts, introduction and conclusion."""
    return load_modele("petit", CATALOGUE, roots=(_PACKS,))


def changed(**changes: Any) -> Modele:
    """The small pack with some of its values replaced."""
    return replace(essai(), **changes)


def paragraph(index: int, text: str, page: int, level: int | None = None) -> Paragraph:
    kind = "titre" if level else "corps"
    return Paragraph(index, text, kind, "Normal", level, Place(page, 0.1 + index / 1000))  # type: ignore[arg-type]  # a Literal


def pagination(
    counted: int | tuple[int, int] = 6,
    total: int | tuple[int, int] = 7,
    *,
    annexes: int | None = 7,
    narrow: int | None = None,
    confiance: Confiance = "sure",
) -> Pagination:
    counted_, total_ = _interval(counted), _interval(total)
    both = Interval.exactly(narrow) if narrow is not None else counted_
    return Pagination(
        total=total_,
        annexes_debut=None if annexes is None else Interval.exactly(annexes),
        comptees=counted_,
        hors_annexes=counted_,
        hors_couverture_sommaire_annexes=both,
        confiance=confiance,
        temoins=(Witness("pdf", total_.max, counted_.max),),
        couverture=(1,),
        sommaire=(2,),
        annexes_preuve="ouvertes par le titre « Annexes », haut de la p. 7",
        motif="Le PDF compte 7 pages.",
    )


def _interval(value: int | tuple[int, int]) -> Interval:
    return Interval.exactly(value) if isinstance(value, int) else Interval(*value)


PARAGRAPHS = (
    paragraph(0, "Petit dossier d’essai", 1),
    paragraph(1, "Camille EXEMPLE", 1),
    paragraph(2, "Sommaire", 2),
    paragraph(3, "Introduction", 3, 1),
    paragraph(4, "Je travaille à Valfictive.", 3),
    paragraph(5, "Contexte : la structure, le public, le territoire", 4, 1),
    paragraph(6, "Le contrat est en annexe 1.", 4),
    paragraph(7, "Mise en œuvre d’un atelier", 5, 1),
    paragraph(8, "L’atelier a réuni huit personnes.", 5),
    paragraph(9, "Conclusion", 6, 1),
    paragraph(10, "J’ai appris à reformuler.", 6),
    paragraph(11, "Annexes", 7, 1),
    paragraph(12, "Annexe 1 – Contrat", 7, 2),
    paragraph(13, "Du texte.", 7),
)
SECTIONS = (
    SectionFound("introduction", "Introduction", "Introduction", 3, 3, 0.9, 60),
    SectionFound(
        "contexte", "Contexte : la structure, le public, le territoire", "Contexte", 5, 4, 1.0, 300
    ),
    SectionFound(
        "atelier", "Mise en œuvre d’un atelier", "Mise en œuvre d’un atelier", 7, 5, 1.0, 300
    ),
    SectionFound("atelier-bilan", "12 mois de suivi"),
    SectionFound("conclusion", "Conclusion", "Conclusion", 9, 6, 0.5, 60),
)
SOMMAIRE = tuple(
    TocEntry(text, page, page, 20 + n, 2)
    for n, (text, page) in enumerate(
        [("Introduction", 3), ("Contexte", 4), ("Mise en œuvre d’un atelier", 5), ("Conclusion", 6)]
    )
)
ANNEXES = AnnexFacts(
    presentes=(AnnexFound(1, "Annexe 1 – Contrat", 12, 7, 1),),
    listees=None,
    citees=(AnnexMention(1, 6, 4, "Le contrat est en annexe 1."),),
    debut=11,
)


NORMAL = ParagraphForm(((11.0, 300),), 1.15)
PRESENTATION = Presentation(
    paragraphes={p.index: NORMAL for p in PARAGRAPHS},
    formats=(PageFormat(21.0, 29.7, (2.5, 2.5, 2.5, 2.5), 0, 13, 1),),
    vides=(),
    pages=tuple(PageFound(n, 30, 0.9) for n in range(1, 8)),
)


def facts(**changes: Any) -> Facts:
    """The conform document, some of its facts replaced."""
    conform = Facts(
        name="dossier.docx",
        format="docx",
        pagination=pagination(),
        paragraphs=PARAGRAPHS,
        sections=SECTIONS,
        sommaire=SOMMAIRE,
        annexes=ANNEXES,
        formulaire=None,
        properties=Properties(titre="Petit dossier", langue="fr-FR"),
        page_numbers={n: n for n in range(1, 8)},
        personnes=Personnes(cachees=DonneesCachees(commentaires=0, modifications=0)),
        presentation=PRESENTATION,
        relecture=Relecture(),
    )
    return replace(conform, **changes)


def without(identifier: str) -> tuple[SectionFound, ...]:
    """The sections, one of them not found."""
    return tuple(SectionFound(s.id, s.titre) if s.id == identifier else s for s in SECTIONS)


def section(identifier: str, **changes: Any) -> tuple[SectionFound, ...]:
    """The sections, one of them changed."""
    return tuple(replace(s, **changes) if s.id == identifier else s for s in SECTIONS)


def with_text(text: str, index: int = 4) -> tuple[Paragraph, ...]:
    """The paragraphs, one of them saying something else."""
    return tuple(replace(p, text=text) if p.index == index else p for p in PARAGRAPHS)


def outcomes(found: Facts, modele: Modele | None = None) -> Mapping[str, Outcome]:
    """What each rule of the pack says, by its id."""
    return {o.regle: o for o in evaluate(found, modele or essai())}


def outcome(rule: str, found: Facts, modele: Modele | None = None) -> Outcome:
    """What one rule says."""
    return outcomes(found, modele)[rule]
