"""Where the ministry's form is to be filled: `facts` finds the places, `render` writes there.

Every number is a paragraph's index in the docx (`Paragraph.index`), so that a place needs neither
styles nor content controls, which a round trip through another program destroys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dossier_builder.domain.modele import BoiteId
from dossier_builder.values import frozen

CoverField = Literal["nom_naissance", "nom_usage", "prenom", "adresse", "titre"]
Part = Literal["diplomes", "declaration", "documents", "annexes"]
ContextField = Literal["entreprise", "service", "periode"]
PARTS: tuple[Part, ...] = ("diplomes", "declaration", "documents", "annexes")
"""The parts that follow the examples, in the form's order."""


@frozen
class Span:
    """Paragraphs `start` to `end` excluded; the first one holds the fixed text itself."""

    start: int
    end: int


@frozen
class ExamplePlaces:
    """One block of the form; a place that the copy has lost is None or left out."""

    bloc: Span
    activite: Span | None
    exemple: Span | None
    boites: Mapping[BoiteId, Span]
    contexte: Mapping[ContextField, Span]


@frozen
class SommairePlaces:
    """The sommaire's title, and the lines below it by what they announce."""

    titre: int
    exemples_titre: int | None
    activites: tuple[int, ...]
    exemples: tuple[int, ...]
    parties: Mapping[Part, int]


@frozen
class FormPlaces:
    """The places of a whole form.

    `modalites` are the paragraphs of the two labels, `presentation` the title of the page that
    explains the form, `intercalaire` the page that opens the examples. `zones` are the floating
    texts of the declaration, `reserves` the paragraphs that show nothing but a prompt.
    """

    couverture: Mapping[CoverField, Span]
    modalites: Mapping[Literal["formation", "vae"], int]
    sommaire: SommairePlaces | None
    presentation: int | None
    intercalaire: int | None
    exemples: tuple[ExamplePlaces, ...]
    parties: Mapping[Part, Span]
    soussigne: int | None
    fait_a: int | None
    zones: tuple[int, ...]
    reserves: frozenset[int]
