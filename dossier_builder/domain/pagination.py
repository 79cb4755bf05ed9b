"""How many pages count, said by witnesses and never by one number alone.

The rule that goes from witnesses to intervals and confidence is facts/pagination.py.
"""

from __future__ import annotations

from typing import Literal

from dossier_builder.domain.interval import Interval
from dossier_builder.values import frozen

WitnessSource = Literal["pdf", "word", "libreoffice", "dxpdf"]
Confiance = Literal["sure", "probable", "incertaine"]


@frozen
class Hypothese:
    """Another reading of where the annexes begin, and why there is one (`raison`, French).

    `annexes_debut` None: there are no annexes. `comptees` are the pages that count then.
    """

    annexes_debut: int | None
    comptees: int
    raison: str


@frozen
class Witness:
    """One source's count, in physical pages from 1 (the cover).

    `annexes_debut` is the first page that belongs to the annexes alone or opens them;
    `comptees` the pages that count under the pack's policy, None when that source cannot tell.
    `hypothese` is the other reading of the same pages when the start of the annexes is in doubt.
    """

    source: WitnessSource
    total: int
    comptees: int | None
    annexes_debut: int | None = None
    detail: str = ""
    hypothese: Hypothese | None = None


@frozen
class Pagination:
    """The witnesses and what follows from them.

    `comptees` follows the pack's policy; `hors_annexes` and `hors_couverture_sommaire_annexes`
    are the two readings of « hors annexes », always both given. `couverture` and `sommaire` are
    the physical pages of these parts in the page map (empty when there is none). `motif` is the
    French sentence that explains the figure. `hypotheses` are the other readings of where the
    annexes begin, empty without doubt; the intervals hold them all.
    """

    total: Interval
    annexes_debut: Interval | None
    comptees: Interval
    hors_annexes: Interval
    hors_couverture_sommaire_annexes: Interval
    confiance: Confiance
    temoins: tuple[Witness, ...]
    couverture: tuple[int, ...] = ()
    sommaire: tuple[int, ...] = ()
    annexes_preuve: str = ""
    motif: str = ""
    hypotheses: tuple[Hypothese, ...] = ()
