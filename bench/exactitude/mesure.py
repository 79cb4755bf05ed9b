"""Our line on every document of the benchmark, and what it said against what is true."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import DocumentReport
from dossier_builder.errors import UnknownKindError
from dossier_builder.layout import ENGINES, LayoutJob, soffice
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.engines import EngineChoice
from dossier_builder.pipeline.requests import Options, Request
from exactitude.verite import Cas

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
_FORCED = "cip/ccp2"  # for documents that are no dossier: only their pages are judged
_TIMEOUT_S = 600
_SCAN_DPI = 40


@dataclass(frozen=True, slots=True)
class Ecart:
    """One thing that the checker said and that is not so."""

    quoi: str
    attendu: str
    obtenu: str

    def __str__(self) -> str:
        """A line of the list of misses."""
        return f"{self.quoi} : attendu {self.attendu}, obtenu {self.obtenu}"


@dataclass(frozen=True, slots=True)
class Resultat:
    """One document checked. `reconnu`: its kind was told without being given (None: not asked)."""

    cas: Cas
    rapport: DocumentReport
    reconnu: bool | None
    ecarts: tuple[Ecart, ...] = ()

    @property
    def lisible(self) -> bool:
        """Whether there is a pagination to judge."""
        return self.rapport.pagination is not None


def produce(cases: Sequence[Cas], folder: Path) -> dict[str, Path]:
    """Write every document; name → file. A format that nothing here can write is left out."""
    sources = folder / "docx"
    sources.mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    for cas in cases:
        path = sources / f"{cas.nom}.docx"
        cas.ecrire(path)
        if cas.sortie == "docx":
            found[cas.nom] = path
    for sortie in ("odt", "pdf"):
        named = [cas.nom for cas in cases if cas.sortie == sortie]
        found |= _converted([sources / f"{name}.docx" for name in named], sortie, folder / sortie)
    scans = [cas.nom for cas in cases if cas.sortie == "scan"]
    printed = _converted([sources / f"{n}.docx" for n in scans], "pdf", folder / "avant-scan")
    for name, pdf in printed.items():
        found[name] = _scanned(pdf, folder / "scan" / f"{name}.pdf")
    return found


def _converted(sources: Sequence[Path], target: str, folder: Path) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    if not sources:
        return {}
    program = soffice.find()
    if program is not None:
        with tempfile.TemporaryDirectory() as profile:
            command = [
                str(program), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                "--norestore", "--convert-to", target, "--outdir", str(folder), *map(str, sources),
            ]  # fmt: skip
            subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT_S)
    elif target == "pdf":
        jobs = [LayoutJob(source, folder / f"{source.stem}.pdf") for source in sources]
        list(ENGINES["dxpdf"].lay_out(jobs))
    made = {source.stem: folder / f"{source.stem}.{target}" for source in sources}
    return {name: path for name, path in made.items() if path.exists()}


def _scanned(pdf: Path, target: Path) -> Path:
    """The same pages as pictures, as a scanner gives them."""
    import pypdfium2

    target.parent.mkdir(exist_ok=True)
    document = pypdfium2.PdfDocument(pdf)
    images = [page.render(scale=_SCAN_DPI / 72).to_pil().convert("L") for page in document]
    images[0].save(target, save_all=True, append_images=images[1:], resolution=_SCAN_DPI)
    return target


def measure(
    cases: Sequence[Cas],
    files: dict[str, Path],
    modeles: dict[str, Modele],
    moteur: EngineChoice = "auto",
    said: Callable[[str], None] = print,
) -> tuple[Resultat, ...]:
    """Check each document as a lot, then again with its kind given where it was not told."""
    there = [cas for cas in cases if cas.nom in files]
    known = [cas for cas in there if cas.verite.modele is not None]
    reports = _checked(known, files, None, moteur, said)
    again = [cas for cas in known if _unknown(reports[cas.nom])]
    recognised = {
        cas.nom: (modele := reports[cas.nom].modele) is not None and modele.id == cas.verite.modele
        for cas in known
        if cas not in again
    }
    wrong = [cas for cas in known if not recognised.get(cas.nom, False) and cas not in again]
    wrong = [cas for cas in wrong if reports[cas.nom].modele is not None]
    again += wrong + [cas for cas in there if cas.verite.modele is None]
    for modele in sorted({cas.verite.modele or _FORCED for cas in again}):
        same = [cas for cas in again if (cas.verite.modele or _FORCED) == modele]
        reports |= _checked(same, files, modele, moteur, said)
    return tuple(
        judged(
            Resultat(
                cas,
                reports[cas.nom],
                None if cas.verite.modele is None else recognised.get(cas.nom, False),
            ),
            modeles,
        )
        for cas in there
    )


def _unknown(report: DocumentReport) -> bool:
    return report.erreur is not None and report.erreur.code == UnknownKindError.code


def _checked(
    cases: Sequence[Cas],
    files: dict[str, Path],
    modele: str | None,
    moteur: EngineChoice,
    said: Callable[[str], None],
) -> dict[str, DocumentReport]:
    if not cases:
        return {}
    requests = [Request(files[cas.nom], cas.nom) for cas in cases]
    options = Options(now=NOW, modele=modele, moteur=moteur)
    said(f"{len(requests)} documents{f' avec le modèle {modele}' if modele else ''}…")
    workspace = Path(tempfile.mkdtemp(prefix="exactitude-"))
    try:
        documents = list(check_documents(requests, options, workspace))
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
    return {cas.nom: report for cas, report in zip(cases, documents, strict=True)}


# --- judging ---------------------------------------------------------------------------------


def judged(result: Resultat, modeles: dict[str, Modele]) -> Resultat:
    """The result with every difference from the truth."""
    report, truth = result.rapport, result.cas.verite
    if report.pagination is None:
        message = report.erreur.message if report.erreur else "?"
        return replace(result, ecarts=(Ecart("lecture", "un rapport", message),))
    ecarts = [*_page_differences(result), *_section_differences(result)]
    if result.reconnu is False:
        ecarts.insert(0, Ecart("genre", str(truth.modele), "autre ou inconnu"))
    if truth.annexes is not None and not annexes_right(result):
        found = report.pagination.annexes_debut
        expected = f"p. {truth.annexes}" if truth.annexes else "aucune"
        ecarts.append(
            Ecart("annexes", expected, f"p. {found} ({report.pagination.annexes_preuve})")
        )
    pages = page_rule(result, modeles)
    if pages is False:
        ecarts.append(Ecart("PAG001", "l’autre verdict", "un verdict contraire à la vérité"))
    for check, status in truth.regles.items():
        seen = {outcome.statut for outcome in report.outcomes if outcome.controle == check}
        if not _status_right(status, seen):
            ecarts.append(Ecart(check, status, ", ".join(sorted(seen)) or "rien"))
    return replace(result, ecarts=tuple(ecarts))


def _status_right(status: str, seen: set[str]) -> bool:
    if status == "echouee":
        return "echouee" in seen
    return seen == {status}


def _page_differences(result: Resultat) -> Iterator[Ecart]:
    for name, interval, truth in intervals(result):
        if truth is None:
            continue
        confidence = result.rapport.pagination.confiance if result.rapport.pagination else ""
        if not holds(interval, truth):
            yield Ecart(name, str(truth), f"{interval} ({confidence})")
        elif not interval.is_exact:
            yield Ecart(f"{name}, largeur", str(truth), f"{interval} ({confidence})")


def intervals(result: Resultat) -> tuple[tuple[str, Interval, int | None], ...]:
    """The two counts that are judged, with their truth."""
    pagination = result.rapport.pagination
    if pagination is None:
        return ()
    truth = result.cas.verite
    return (
        ("pages", pagination.total, truth.pages),
        ("comptées", pagination.comptees, truth.comptees),
    )


def holds(interval: Interval, value: int) -> bool:
    """Whether the value is one of the interval's."""
    return interval.min <= value <= interval.max


def wrong_sure(result: Resultat) -> bool:
    """A count said sure and wrong: what must never be."""
    pagination = result.rapport.pagination
    if pagination is None or pagination.confiance != "sure":
        return False
    return any(
        truth is not None and not (interval.is_exact and interval.min == truth)
        for _, interval, truth in intervals(result)
    )


def annexes_right(result: Resultat) -> bool:
    """Whether the first page of the annexes is told: exactly, unless the pages themselves vary."""
    pagination, truth = result.rapport.pagination, result.cas.verite.annexes
    if pagination is None or truth is None:
        return False
    found = pagination.annexes_debut
    if truth == 0 or found is None:
        return truth == 0 and found is None
    return holds(found, truth) and (found.is_exact or not pagination.total.is_exact)


def annexes_doubtful(result: Resultat) -> bool:
    """Whether the boundary is an interval that holds the truth: a doubt, and it is said."""
    pagination, truth = result.rapport.pagination, result.cas.verite.annexes
    if pagination is None or truth is None or annexes_right(result):
        return False
    found = pagination.annexes_debut
    last = pagination.total.max + 1
    return found is not None and holds(found, truth or last)


def page_rule(result: Resultat, modeles: dict[str, Modele]) -> bool | None:
    """Whether PAG001 judged rightly; None when it did not judge or there is no truth."""
    truth = result.cas.verite
    if truth.modele is None or truth.comptees is None:
        return None
    limit = modeles[truth.modele].pages
    statuses = {o.statut for o in result.rapport.outcomes if o.controle == "PAG001"}
    if limit is None or not statuses & {"reussie", "echouee"}:
        return None
    inside = Interval.exactly(truth.comptees).inside(limit.min, limit.max)
    return statuses == {"reussie" if inside else "echouee"}


@dataclass(frozen=True, slots=True)
class Sections:
    """Counts of sections: there, told, told on the right page."""

    vraies: int = 0
    trouvees: int = 0
    justes: int = 0

    def __add__(self, other: Sections) -> Sections:
        """Both together."""
        return Sections(
            self.vraies + other.vraies, self.trouvees + other.trouvees, self.justes + other.justes
        )


def sections(result: Resultat) -> Sections:
    """The sections of one document. One page off is right where the total itself is not exact."""
    truth = result.cas.verite.sections
    pagination = result.rapport.pagination
    if truth is None:
        return Sections()
    if pagination is None:
        return Sections(vraies=len(truth))
    found = [s for s in result.rapport.sections if s.trouve is not None]
    right = [s for s in found if s.id in truth and (truth[s.id] is None or s.page == truth[s.id])]
    return Sections(len(truth), len(found), len(right))


def _section_differences(result: Resultat) -> Iterable[Ecart]:
    truth = result.cas.verite.sections
    if truth is None:
        return
    for section in result.rapport.sections:
        expected = truth.get(section.id, 0) if section.id in truth else 0
        if section.trouve is None:
            if section.id in truth:
                yield Ecart(f"section {section.id}", f"p. {truth[section.id]}", "absente")
        elif section.id not in truth:
            told = f"« {section.trouve} » p. {section.page} ({section.score})"
            yield Ecart(f"section {section.id}", "absente", told)
        elif expected is not None and section.page != expected:
            told = f"« {section.trouve} » p. {section.page}"
            yield Ecart(f"section {section.id}", f"p. {expected}", told)
