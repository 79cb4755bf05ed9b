"""What the rules say: one Outcome per rule of the pack, passed ones included."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dossier_builder.domain.modele import Gravite, Source
from dossier_builder.values import frozen

Nature = Literal["a_corriger", "a_ecrire", "a_decider"]
RegleStatut = Literal["reussie", "echouee", "non_applicable", "non_evaluee"]
Verdict = Literal["conforme", "non_conforme", "a_verifier", "illisible"]
Etape = Literal["brouillon", "final"]


@frozen
class Finding:
    """One thing seen: what, how to mend it, where. `paragraphe` spares later stages a search."""

    message: str
    aide: str = ""
    nature: Nature = "a_corriger"
    page: int | None = None
    extrait: str = ""
    paragraphe: int | None = None


@frozen
class Dispense:
    """A rule waived for a learner; the reason is private and is not here."""

    auteur: str
    fin: dt.date


@frozen
class Outcome:
    """What became of one rule. `preuve` says what was seen, or why it was not judged (French)."""

    regle: str
    controle: str
    statut: RegleStatut
    gravite: Gravite
    constats: tuple[Finding, ...] = ()
    preuve: str = ""
    source: Source | None = None
    dispense: Dispense | None = None
