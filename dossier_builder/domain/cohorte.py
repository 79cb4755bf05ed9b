"""A promotion: learners, what each handed in, what is missing, what changed since last time.

Pure values between `batch`, which fills them, and the reports. A document is named by its rank in
`Report.documents`, so that a cohort holds no second copy of a report.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from dossier_builder.domain.findings import Outcome, Verdict
from dossier_builder.domain.interval import Interval
from dossier_builder.values import frozen

if TYPE_CHECKING:
    from dossier_builder.domain.candidat import Voie

AttributionPar = Literal[
    "classeur", "cohorte", "proprietes", "formulaire", "couverture", "dossier", "nom_de_fichier"
]
"""What told whose document it is, the most trusted first; never Word's author."""

COHORTE_YAML = "cohorte.yaml"
"""Where a trainer may write who is in the promotion, in its folder."""

EcartMotif = Literal["plus_ancien", "identique", "meme_dossier", "illisible", "decision"]
"""Why a file is not the one that counts: an older version, the same bytes, the docx of the PDF, a
file that cannot be read beside one that can, the trainer's decision.
"""


@frozen
class Apprenant:
    """A learner of the promotion. `cle` is stable from one run to the next and names nobody else.

    `vise` is ("titre",) or CCP names ("CCP2",); empty, like `voie` None, when nobody said it.
    """

    cle: str
    nom: str
    prenom: str
    voie: Voie | None = None
    vise: tuple[str, ...] = ()

    @property
    def affiche(self) -> str:
        """The name as reports print it: « DUPONT Alex »."""
        return f"{self.nom.upper()} {self.prenom}".strip()


@frozen
class Attribution:
    """Whose document it is and how that is known; `preuve` is a French sentence."""

    par: AttributionPar
    preuve: str


@frozen
class Ecarte:
    """A file that was handed in and does not count, with the reason."""

    fichier: str
    motif: EcartMotif
    modifie: dt.datetime | None = None


@frozen
class Piece:
    """One dossier of one learner: the version that counts, and those set aside.

    `document` is its rank in Report.documents; `genre` the pack's id, "" when unknown. `docx` is
    the Word file to annotate, as named by the user, None where there is none. `suggestions` are
    the keys of learners whose it may be, the likeliest first, when nobody could be named.
    """

    document: int
    genre: str
    attribution: Attribution | None = None
    modifie: dt.datetime | None = None
    ecartes: tuple[Ecarte, ...] = ()
    docx: str | None = None
    suggestions: tuple[str, ...] = ()


@frozen
class Bilan:
    """A learner with what was handed in and what is missing (ids of packs).

    `coherence` compares the learner's documents between them: it changes no verdict.
    """

    apprenant: Apprenant
    pieces: tuple[Piece, ...] = ()
    manquants: tuple[str, ...] = ()
    sans_objet: tuple[str, ...] = ()
    coherence: tuple[Outcome, ...] = ()


@frozen
class Avance:
    """What became of one dossier since the run before; `avant` None: it is new.

    `corriges` and `nouveaux` count findings, by rule and not by text.
    """

    cle: str
    genre: str
    avant: Verdict | None
    apres: Verdict
    comptees_avant: Interval | None = None
    comptees_apres: Interval | None = None
    corriges: int = 0
    nouveaux: int = 0


@frozen
class Evolution:
    """The run compared with, the number of this one (from 1), and each dossier's progress."""

    depuis: dt.datetime
    tour: int
    avances: tuple[Avance, ...]


@frozen
class Passage:
    """The same words in two dossiers, side by side: `texte` and `texte_second`, on one line each.

    Pages are physical. `mots` counts the words that are the same, edits left out.
    """

    premier: int
    page_premier: int | None
    second: int
    page_second: int | None
    mots: int
    texte: str
    texte_second: str = ""


@frozen
class TexteCommun:
    """A text that many learners share: the centre's. `document` and `page` show it once."""

    apprenants: int
    document: int
    page: int | None
    mots: int
    texte: str


@frozen
class Cohorte:
    """The promotion as one run found it.

    `a_attribuer` are pieces that nobody could be named for. `passages` and `textes_communs` are
    for the trainer's workbook only: an information, never a verdict. `notes` are French sentences
    on how files were taken: what was skipped, names that look alike, exemptions that have ended.
    """

    nom: str
    bilans: tuple[Bilan, ...]
    a_attribuer: tuple[Piece, ...] = ()
    session: dt.date | None = None
    evolution: Evolution | None = None
    passages: tuple[Passage, ...] = ()
    textes_communs: tuple[TexteCommun, ...] = ()
    notes: tuple[str, ...] = ()
