"""A learner's dossier as read from its folder: the line's first value (`inputs` → `render`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from dossier_builder.domain.blocks import Block
from dossier_builder.domain.candidat import Candidat, Declaration, Diplome, Periode
from dossier_builder.domain.modele import BoiteId
from dossier_builder.errors import InputProblem
from dossier_builder.values import frozen

Valeur = str | dt.date | Periode | Declaration | tuple[Diplome, ...] | tuple[str, ...]


@frozen
class SectionRedigee:
    """What the learner wrote for one section of the pack; `titre` replaces the pack's when set.

    A section whose file is missing or empty has no blocks: that is a finding of the checks
    (SEC001, SEC003), not a problem of the inputs.
    """

    id: str
    titre: str | None
    blocks: tuple[Block, ...]
    present: bool


@frozen
class Exemple:
    """One example of practice of the ministry's form: short fields and boxes."""

    activite_type: int
    numero: int
    intitule: str
    entreprise: str
    service: str
    periode: Periode | None
    boites: Mapping[BoiteId, tuple[Block, ...]]


@frozen
class Annexe:
    """An annex, in the order of dossier.yaml: a file to place, or Markdown blocks.

    Exactly one of `fichier` (image, PDF, docx: each page is placed) and `blocks` is given.
    """

    id: str
    numero: int
    titre: str
    fichier: Path | None = None
    blocks: tuple[Block, ...] = ()
    texte_alternatif: str = ""


@frozen
class Dossier:
    """Everything the learner gave, checked against the pack named by `modele`.

    `noms_a_masquer` are names that the document must not hold; nothing prints them.
    """

    dossier: Path
    modele: str
    candidat: Candidat
    champs: Mapping[str, Valeur]
    sections: tuple[SectionRedigee, ...] = ()
    exemples: tuple[Exemple, ...] = ()
    annexes: tuple[Annexe, ...] = ()
    avis: tuple[InputProblem, ...] = field(default=())
    noms_a_masquer: tuple[str, ...] = ()
