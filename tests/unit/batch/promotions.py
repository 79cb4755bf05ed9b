"""Reports of made-up learners, and the intake that they came in."""

from __future__ import annotations

import datetime as dt
import os
from functools import cache
from pathlib import Path

from dossier_builder.batch.intake import Intake, gather
from dossier_builder.domain.cohorte import Cohorte
from dossier_builder.domain.findings import Finding, Outcome
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele, Source
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.report import DocumentReport, Erreur, Identite, Report
from dossier_builder.packs import load_modele
from dossier_builder.rules import CATALOGUE, verdict

NOW = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.timezone(dt.timedelta(hours=1)))
SOURCE = Source(document="Programme", statut="programme", date=dt.date(2026, 11, 23))


@cache
def modele(kind: str) -> Modele:
    return load_modele(f"cip/{kind}", CATALOGUE)


def failed(rule: str = "pages-hors-annexes", code: str = "PAG001") -> Outcome:
    finding = Finding("Il y a 23 pages comptées ; il en faut 16 à 21.", "Ôtez 2 pages.", page=23)
    return Outcome(rule, code, "echouee", "erreur", (finding,), source=SOURCE)


def passed(rule: str = "sommaire-present", code: str = "SOM001") -> Outcome:
    return Outcome(rule, code, "reussie", "erreur", source=SOURCE)


def identite(text: str, origine: str = "couverture", **more: object) -> Identite:
    """`EXEMPLE Camille`: the surname first."""
    nom, _, prenom = text.partition(" ")
    return Identite(nom, prenom, origine, **more)  # type: ignore[arg-type]  # a Literal


def document(
    name: str,
    kind: str | None = "ccp2",
    who: Identite | str | None = None,
    outcomes: tuple[Outcome, ...] = (passed(),),
    **more: object,
) -> DocumentReport:
    if kind is None:
        return DocumentReport(
            name, None, "illisible", "brouillon",
            erreur=Erreur("illisible", "Le fichier est endommagé.", "Redemandez-le.", 3,
                          a_envoyer="Bonjour, le fichier est abîmé."),
            identite=None,
        )  # fmt: skip
    known = identite(who) if isinstance(who, str) else who
    counted = Interval.exactly(18)
    pages = Pagination(counted, None, counted, counted, counted, "sure", ())
    return DocumentReport(
        name, modele(kind), verdict(outcomes), "brouillon", pages,
        outcomes=outcomes, identite=known, **more,  # type: ignore[arg-type]  # any field
    )  # fmt: skip


class Promo:
    """A folder of files, real on the disk, each with what its report would be."""

    def __init__(self, root: Path) -> None:
        self.root = root / "promo"
        self.root.mkdir()
        self.work = root / "travail"
        self.work.mkdir()
        self.kinds: dict[str, tuple[str | None, Identite | str | None, tuple[Outcome, ...]]] = {}

    def add(
        self,
        path: str,
        kind: str | None = "ccp2",
        who: Identite | str | None = None,
        *,
        content: bytes | None = None,
        when: str = "2026-11-20",
        outcomes: tuple[Outcome, ...] = (passed(),),
    ) -> Promo:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if content is not None else path.encode())
        stamp = dt.datetime.fromisoformat(when).timestamp()
        os.utime(file, (stamp, stamp))
        self.kinds[str(file)] = (kind, who, outcomes)
        return self

    def intake(self) -> Intake:
        return gather([self.root], self.work)

    def report(self) -> tuple[Report, Intake]:
        intake = self.intake()
        documents = tuple(
            document(one.name, *self.kinds.get(one.name, ("ccp2", None, (passed(),))))
            for one in intake.arrivals
        )
        return Report("1.2.3", NOW, documents), intake

    def name(self, path: str) -> str:
        return str(self.root / path)


def by_learner(cohorte: Cohorte, report: Report) -> dict[str, list[str]]:
    """Learner → the files that count."""
    return {
        bilan.apprenant.affiche: [
            Path(report.documents[p.document].fichier).name for p in bilan.pieces
        ]
        for bilan in cohorte.bilans
    }
