"""Reports of a lot, and where each file was found → the promotion: whose, which version, what next.

The trainer's exemptions change verdicts, so `with_cohort` gives a whole report; `assemble` only
the promotion of a report.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from dossier_builder.batch import missing
from dossier_builder.batch.attribution import Found, Owner, attribute, trimmed
from dossier_builder.batch.cohort_inputs import CohortInputs, about
from dossier_builder.batch.exemptions import ended, waived
from dossier_builder.batch.intake import Arrival, Intake, Refused
from dossier_builder.batch.roll import call_the_roll, completed
from dossier_builder.batch.version_marks import Marks, marks
from dossier_builder.batch.versions import Kept, Version, grouped, sort_out
from dossier_builder.domain.cohorte import Apprenant, Bilan, Cohorte, Piece
from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.report import DocumentReport, Report

_NOTHING = CohortInputs()
_CHUNK = 1 << 20
_NO_MARKS = Marks()
_ONE_LEARNER = 3
"""Dossiers of a title: a folder that holds no more may be one learner's."""


def with_cohort(report: Report, intake: Intake, inputs: CohortInputs, now: dt.datetime) -> Report:
    """The report with its promotion, and the verdicts once the exemptions that run are applied.

    Reports may be in any order: they are found again by their name.
    """
    cohorte = assemble(report, intake, inputs, now)
    owners = {
        piece.document: bilan.apprenant.cle for bilan in cohorte.bilans for piece in bilan.pieces
    }
    documents = tuple(
        waived(document, owners.get(rank, ""), inputs.waivers, now.date())
        for rank, document in enumerate(report.documents)
    )
    return replace(report, documents=documents, cohorte=cohorte)


def assemble(
    report: Report, intake: Intake, inputs: CohortInputs = _NOTHING, now: dt.datetime | None = None
) -> Cohorte:
    """The promotion that these documents make; `now` is the clock of the exemptions."""
    places = _places(intake)
    shared = _is_promotions_folder(intake)
    found = tuple(
        _found(document, places.get(document.fichier), shared=shared)
        for document in report.documents
    )
    roll = call_the_roll(found, inputs)
    known = {one.cle: one for one in roll.learners}
    owners = [trimmed(owner, known) for owner in attribute(found, roll.learners, inputs)]
    assembly = _Assembly(report, intake, inputs, found, owners)
    bilans = tuple(
        bilan
        for learner in roll.learners
        if (bilan := assembly.bilan(learner)).pieces or learner.cle not in roll.derived
    )
    there = {bilan.apprenant.cle for bilan in bilans}
    lost = tuple(
        replace(piece, suggestions=tuple(k for k in piece.suggestions if k in there))
        for piece in assembly.unattributed()
    )
    today = (now or report.date).date()
    shown = {one.cle: one.affiche for one in roll.learners}
    return Cohorte(
        nom=inputs.nom or _name(intake),
        bilans=bilans,
        a_attribuer=lost,
        session=inputs.session or _session(report.documents),
        notes=(
            *inputs.notes, *intake.notes, *roll.notes, *ended(inputs.waivers, shown, today)
        ),
    )  # fmt: skip


def kept_ranks(report: Report) -> tuple[int, ...]:
    """The ranks of the documents that count: all of them when there is no promotion."""
    cohorte = report.cohorte
    if cohorte is None:
        return tuple(range(len(report.documents)))
    pieces = [piece for bilan in cohorte.bilans for piece in bilan.pieces]
    return tuple(sorted(piece.document for piece in (*pieces, *cohorte.a_attribuer)))


class _Assembly:
    """One promotion being put together: documents, where they were found, whose they are."""

    def __init__(
        self,
        report: Report,
        intake: Intake,
        inputs: CohortInputs,
        found: Sequence[Found],
        owners: Sequence[Owner],
    ) -> None:
        self.documents = report.documents
        self.arrivals = {arrival.name: arrival for arrival in intake.arrivals}
        self.inputs = inputs
        self.found = found
        self.owners = owners
        self.titre = missing.title_of(report.documents, inputs.titre)
        self.hashes: dict[int, str] = {}

    def bilan(self, learner: Apprenant) -> Bilan:
        """What that learner handed in, and what is missing."""
        mine = [rank for rank, owner in enumerate(self.owners) if owner.cle == learner.cle]
        pieces = tuple(self._pieces(mine))
        counted = sorted(piece.document for piece in pieces)
        learner = completed(learner, (self.found[rank] for rank in counted))
        handed_in = {self._genre(piece.document) for piece in pieces}
        absent, without = missing.missing(missing.expected(self.titre, learner), handed_in)
        in_use = self._in_use
        return Bilan(
            learner,
            pieces,
            tuple(map(in_use, absent)),
            tuple(map(in_use, without)),
            self._compared(counted),
        )

    def _compared(self, counted: Sequence[int]) -> tuple[Outcome, ...]:
        """What the documents that count say differently; one document agrees with itself."""
        if len(counted) <= 1:
            return ()
        # Imported for who has several: a run where nothing changed counts its milliseconds.
        from dossier_builder.rules.between import compare

        return compare([self.documents[rank] for rank in counted])

    def unattributed(self) -> tuple[Piece, ...]:
        """The documents that are nobody's: each by itself, but for the same one in two files."""
        nobodys = [rank for rank, owner in enumerate(self.owners) if owner.cle is None]
        by_kind: dict[str, list[int]] = {}
        for rank in nobodys:
            by_kind.setdefault(self._genre(rank), []).append(rank)
        return tuple(piece for ranks in by_kind.values() for piece in self._by_name(ranks))

    def _pieces(self, ranks: Sequence[int]) -> list[Piece]:
        by_kind: dict[str, list[int]] = {}
        for rank in ranks:
            by_kind.setdefault(self._genre(rank), []).append(rank)
        pieces = []
        for genre, same in by_kind.items():
            if genre:
                kept = sort_out(self._versions(same))
                pieces += [self._piece(kept)] if kept else []
            else:
                pieces += self._by_name(same)
        order = [one.modele for one in self.titre.dossiers] if self.titre else []

        def place(piece: Piece) -> tuple[int, bool, str, int]:
            kind = self._genre(piece.document)
            rank = order.index(kind) if kind in order else len(order)
            return (rank, piece.genre == "", piece.genre, piece.document)

        return sorted(pieces, key=place)

    def _by_name(self, ranks: Sequence[int]) -> list[Piece]:
        kept = (sort_out(group) for group in grouped(self._versions(ranks)))
        return [self._piece(one) for one in kept if one]

    def _piece(self, kept: Kept) -> Piece:
        rank = kept.version.rang
        owner = self.owners[rank]
        return Piece(
            document=rank,
            genre=self._pack(rank),
            attribution=owner.attribution,
            modifie=kept.version.marks.modifie,
            ecartes=kept.ecartes,
            docx=kept.docx,
            suggestions=owner.suggestions,
        )

    def _versions(self, ranks: Sequence[int]) -> list[Version]:
        several = len(ranks) > 1
        return [self._version(rank, several=several) for rank in ranks]

    def _version(self, rank: int, *, several: bool) -> Version:
        document, found = self.documents[rank], self.found[rank]
        arrival = self.arrivals.get(document.fichier)
        path, when = (arrival.path, arrival.modifie) if arrival else (None, None)
        own = found.depot.fichier if found.depot and found.depot.fichier else found.nom
        seen = marks(path, own, when, inside=several, own=document.modifie) if path else None
        print_ = document.empreinte
        if several and not print_ and path is not None and path.is_file():
            print_ = self.hashes.setdefault(rank, _sha256(arrival))
        return Version(
            rang=rank,
            fichier=document.fichier,
            nom=own,
            marks=seen or _NO_MARKS,
            empreinte=print_,
            lisible=document.erreur is None or document.verdict != "illisible",
            decision=self._decision(document.fichier),
        )

    def _decision(self, fichier: str) -> bool | None:
        if about(fichier, dict.fromkeys(self.inputs.keep)) is not None:
            return True
        return False if about(fichier, dict.fromkeys(self.inputs.drop)) is not None else None

    def _genre(self, rank: int) -> str:
        modele = self.documents[rank].modele
        if modele is not None:
            return missing.which(modele, self.titre) or modele.id
        return missing.guessed(self.found[rank].nom, self.titre)

    def _pack(self, rank: int) -> str:
        """The pack of a document; as the others of its kind have it, when it was not read."""
        modele = self.documents[rank].modele
        return modele.id if modele else self._in_use(self._genre(rank))

    def _in_use(self, wanted: str) -> str:
        """The centre's own pack where all the documents of that kind follow it."""
        modeles = [document.modele for document in self.documents if document.modele]
        used = {m.id for m in modeles if missing.extends(m, wanted)}
        return used.pop() if len(used) == 1 else wanted


def _found(document: DocumentReport, place: Arrival | Refused | None, *, shared: bool) -> Found:
    """`shared`: the outermost folder holds everybody's, and names nobody."""
    name = re.split(r"[/\\]| › ", document.fichier.rstrip("/\\"))[-1]
    if place is None:
        return Found(document.fichier, name, identite=document.identite)
    below = place.dossiers[1:] if shared else place.dossiers
    return Found(document.fichier, name, below, document.identite, place.depot)


def _is_promotions_folder(intake: Intake) -> bool:
    """Whether all came from one folder, which is then the promotion's and nobody's own."""
    tops = {arrival.dossiers[:1] for arrival in intake.arrivals}
    return len(tops) == 1 and len(intake.arrivals) > _ONE_LEARNER


def _places(intake: Intake) -> dict[str, Arrival | Refused]:
    places: dict[str, Arrival | Refused] = {one.name: one for one in intake.refused}
    return places | {one.name: one for one in intake.arrivals}


def _name(intake: Intake) -> str:
    """The folder named on the command line, or the archive."""
    for root in intake.racines:
        return root.resolve().name
    first = next((arrival.dossiers[0] for arrival in intake.arrivals if arrival.dossiers), "")
    return re.sub(r"\.zip$", "", first, flags=re.IGNORECASE)


def _session(documents: Sequence[DocumentReport]) -> dt.date | None:
    """The exam date that most documents declare."""
    dates = [document.session for document in documents if document.session]
    return max(sorted(set(dates)), key=dates.count) if dates else None


def _sha256(arrival: Arrival | None) -> str:
    if arrival is None:
        return ""
    digest = hashlib.sha256()
    try:
        with arrival.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
