"""Documents of the deal → written, checked → what was seen of what was planted; false alarms."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.modele import Gravite
from dossier_builder.domain.report import DocumentReport
from dossier_builder.layout import ENGINES, LayoutJob, soffice
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.engines import EngineChoice
from dossier_builder.pipeline.requests import Options, Request
from exactitude.fautes.semis import Plante, Seme, ecrire
from exactitude.mesure import NOW, _converted


@dataclass(frozen=True, slots=True)
class Vue:
    """One planted fault and what was said. `place`: at its place; None where it has none."""

    seme: Seme
    plante: Plante
    gravite: Gravite
    trouvee: bool
    place: bool | None
    dit: str


@dataclass(frozen=True, slots=True)
class Alarme:
    """A failed rule that nothing in the document calls for, with its first finding."""

    document: str
    traits: str
    code: str
    regle: str
    gravite: Gravite
    message: str

    def __str__(self) -> str:
        """A line of the list of false alarms."""
        return f"**{self.document}** : {self.code} ({self.gravite}) {self.message} ({self.traits})"


@dataclass(frozen=True, slots=True)
class Recolte:
    """The whole harvest. `conformes` are the conform documents that were read."""

    vues: tuple[Vue, ...]
    conformes: tuple[str, ...]
    alarmes: tuple[Alarme, ...]
    a_cote: tuple[Alarme, ...]
    """Failed rules of planted documents that neither the faults nor what follows explain."""
    indecis: tuple[Alarme, ...]
    """Rules of gravity `erreur` that could not be judged on a conform document."""
    verdicts_faux: tuple[str, ...]
    """Documents with a fault of gravity `erreur` said conform."""


def harvest(
    planted: Sequence[Seme], conform: Sequence[Seme], folder: Path, moteur: EngineChoice
) -> Recolte:
    """Write, check and compare every document."""
    reports = check([*planted, *conform], folder, moteur)
    vues, a_cote, verdicts = [], [], []
    for seme in planted:
        report = reports.get(seme.nom)
        if report is None:
            continue
        here = [_seen(seme, plante, report) for plante in seme.fautes]
        vues += here
        grave = any(v.gravite == "erreur" for v in here)
        if grave and report.verdict == "conforme":
            verdicts.append(seme.nom)
        expected = {code for p in seme.fautes for code in (p.faute.code, *p.faute.entraine)}
        if seme.base == "exemple":  # its text flows: what is added moves the pages
            expected |= {"SOM002", "PAG002"}
        a_cote += alarms(seme, report, expected)
    read = [seme for seme in conform if seme.nom in reports]
    return Recolte(
        tuple(vues),
        tuple(seme.nom for seme in read),
        tuple(a for seme in read for a in alarms(seme, reports[seme.nom], frozenset())),
        tuple(a_cote),
        tuple(a for seme in read for a in _undecided(seme, reports[seme.nom])),
        tuple(verdicts),
    )


def check(semes: Sequence[Seme], folder: Path, moteur: EngineChoice) -> dict[str, DocumentReport]:
    """Name → report; what cannot be written here (odt without LibreOffice) is left out."""
    files = _produced(semes, folder, moteur)
    reports: dict[str, DocumentReport] = {}
    for modele in dict.fromkeys(seme.modele.id for seme in semes):
        same = [s for s in semes if s.modele.id == modele and s.nom in files]
        print(f"{len(same)} documents {modele}…")
        workspace = Path(tempfile.mkdtemp(prefix="fautes-"))
        try:
            requests = [Request(files[s.nom], s.nom) for s in same]
            options = Options(now=NOW, modele=modele, moteur=moteur)
            found = list(check_documents(requests, options, workspace))
        finally:
            shutil.rmtree(workspace, ignore_errors=True)
        reports |= {s.nom: report for s, report in zip(same, found, strict=True)}
    return reports


def _produced(semes: Sequence[Seme], folder: Path, moteur: EngineChoice) -> dict[str, Path]:
    sources = folder / "docx"
    sources.mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    for seme in semes:
        path = sources / f"{seme.nom}.docx"
        ecrire(seme, path, moteur)
        if seme.sortie == "docx" and not seme.repris:
            found[seme.nom] = path
    again = [sources / f"{s.nom}.docx" for s in semes if s.repris]
    pdf = [sources / f"{s.nom}.docx" for s in semes if s.sortie == "pdf"]
    odt = [sources / f"{s.nom}.docx" for s in semes if s.sortie == "odt"]
    if moteur != "dxpdf" and soffice.find() is not None:
        found |= _converted(again, "docx", folder / "repris")
        found |= _converted(pdf, "pdf", folder / "pdf")
        found |= _converted(odt, "odt", folder / "odt")
        return found
    (folder / "pdf").mkdir(exist_ok=True)
    jobs = [LayoutJob(source, folder / "pdf" / f"{source.stem}.pdf") for source in pdf]
    list(ENGINES["dxpdf"].lay_out(jobs))
    found |= {job.source.stem: job.output for job in jobs if job.output.exists()}
    return found | {source.stem: source for source in odt}


def _seen(seme: Seme, plante: Plante, report: DocumentReport) -> Vue:
    fault = plante.faute
    rules = [
        o
        for o in report.outcomes
        if o.controle == fault.code and (not fault.regle or o.regle == fault.regle)
    ]
    active = next(
        (r for r in seme.modele.regles if r.controle == fault.code
         and (not fault.regle or r.id == fault.regle)), None,
    )  # fmt: skip
    said = [o for o in rules if o.statut == fault.statut]
    found = bool(said)
    place = _well_placed(plante, said) if found and fault.statut == "echouee" else None
    told = " ; ".join(f"{o.statut} : {_first(o) or o.preuve}" for o in rules)
    if not rules and report.erreur is not None:
        told = report.erreur.message
    return Vue(seme, plante, active.gravite if active else "information", found, place, told)


def _well_placed(plante: Plante, said: Iterable[Outcome]) -> bool | None:
    if plante.page is None and plante.paragraphe is None:
        return None
    return any(
        (plante.page is not None and constat.page == plante.page)
        or (plante.paragraphe is not None and constat.paragraphe == plante.paragraphe)
        for outcome in said
        for constat in outcome.constats
    )


def _first(outcome: Outcome) -> str:
    if not outcome.constats:
        return ""
    first = outcome.constats[0]
    where = f"p. {first.page} " if first.page else ""
    return f"{where}{first.message}"


def alarms(seme: Seme, report: DocumentReport, expected: Iterable[str]) -> Iterator[Alarme]:
    """Failed rules of gravity `erreur` or `avertissement` of other codes."""
    known = frozenset(expected)
    if report.erreur is not None:
        yield Alarme(seme.nom, seme.traits, report.erreur.code, "", "erreur", report.erreur.message)
    for outcome in report.outcomes:
        told = outcome.statut == "echouee" and outcome.gravite != "information"
        if told and outcome.controle not in known:
            for constat in outcome.constats[:1]:
                message = f"p. {constat.page} {constat.message} [{constat.extrait[:90]}]"
                yield Alarme(
                    seme.nom, seme.traits, outcome.controle, outcome.regle, outcome.gravite, message
                )


def _undecided(seme: Seme, report: DocumentReport) -> Iterator[Alarme]:
    for outcome in report.outcomes:
        if outcome.statut == "non_evaluee" and outcome.gravite == "erreur":
            yield Alarme(
                seme.nom, seme.traits, outcome.controle, outcome.regle, "erreur", outcome.preuve
            )
