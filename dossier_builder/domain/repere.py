"""What a document says of its learner: what the documents of one person must share."""

from __future__ import annotations

import datetime as dt

from dossier_builder.values import frozen


@frozen
class Sejour:
    """A stay in company as a document tells it; `activite` is the activité-type it is for.

    Days are those printed, both included, None where a document tells a month or nothing.
    """

    structure: str
    debut: dt.date | None = None
    fin: dt.date | None = None
    activite: int | None = None
    page: int | None = None


@frozen
class Repere:
    """Identity, title, stays, session and date of one document; "" and None: it does not say.

    `noms` are every surname it gives (nom de naissance, nom d'usage); where name and first name
    cannot be told apart, `noms` holds both and `prenom` is "". `heures` are the numbers of hours
    in company that its cover tells. `vise` is what it declares to present ("titre", "ccp2"…).
    """

    noms: tuple[str, ...] = ()
    prenom: str = ""
    titre: str = ""
    sejours: tuple[Sejour, ...] = ()
    session: dt.date | None = None
    date: dt.date | None = None
    heures: tuple[int, ...] = ()
    vise: tuple[str, ...] = ()
