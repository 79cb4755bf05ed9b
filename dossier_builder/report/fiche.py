"""The sheets: one docx and one PDF for each learner, to print or to send back.

All of them are laid out together; a sheet whose PDF no engine could make still has its docx.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from dossier_builder.domain.report import Report
from dossier_builder.domain.submission import Layout
from dossier_builder.domain.typographie import insecable
from dossier_builder.layout import ENGINES, Laid, LayoutJob
from dossier_builder.pdf import finish
from dossier_builder.processus import own_folder
from dossier_builder.render.fiche import render_sheet
from dossier_builder.report.fiche_content import Learner, learners, sheet_of
from dossier_builder.report.file_names import unique_stems
from dossier_builder.resources import cache_folder, templates_root
from dossier_builder.resources.kept import Put, put_beside
from dossier_builder.values import frozen

GABARIT = Path("_commun", "fiche", "gabarit.docx")
LayOut = Callable[[Sequence[LayoutJob]], Iterator[Laid]]


@frozen
class Written:
    """The files written, and what is to be said of them (French sentences)."""

    paths: tuple[Path, ...]
    avis: tuple[str, ...] = ()


def sheet_gabarit(roots: Sequence[Path] = ()) -> Path:
    """The gabarit of the sheet: that of the first root that has one, else ours."""
    found = (root / GABARIT for root in roots)
    return next((path for path in found if path.is_file()), templates_root() / GABARIT)


def write_sheets(
    report: Report,
    folder: Path,
    *,
    roots: Sequence[Path] = (),
    lay_out: LayOut | None = None,
) -> Written:
    """Write `DUPONT Alex - fiche.docx` and `.pdf` in the folder for every learner of the report.

    `roots` are folders of packs, whose gabarit comes before ours; `lay_out` an engine, by default
    the first that works here, then the others for what it could not do. A file there that is not
    ours, or that somebody changed, is kept: ours goes beside it with date and hour. Raises
    PackError (gabarit), CannotWriteError.
    """
    gabarit = sheet_gabarit(roots)
    people = learners(report)
    stems = unique_stems([learner.nom for learner in people], " - fiche")
    paths: list[Path] = []
    avis: list[str] = []
    with own_folder(cache_folder() / "en-cours") as room:
        jobs = _rendered(people, report, gabarit, room)
        made = _laid_out(jobs, lay_out)
        for learner, stem, job in zip(people, stems, jobs, strict=True):
            contents = {".docx": job.source.read_bytes()}
            if job in made:
                contents[".pdf"] = _finished(job.output, learner)
            else:
                avis.append(f"« {stem}.docx » n’a pas de PDF : aucun moteur n’a pu le faire.")
            put = put_beside(folder, stem, contents, now=report.date)
            paths += put.paths
            avis += said_of_kept(put)
    return Written(tuple(paths), tuple(map(insecable, avis)))


def said_of_kept(put: Put) -> list[str]:
    """A sentence for each file that was left alone."""
    return [
        f"« {kept.name} » n’est pas de nous, ou a été modifié depuis : il est gardé tel quel. La "
        f"nouvelle version est « {put.paths[0].stem}{kept.suffix} »."
        for kept in put.kept
    ]


def _rendered(
    people: Sequence[Learner], report: Report, gabarit: Path, room: Path
) -> list[LayoutJob]:
    jobs = []
    for rank, learner in enumerate(people):
        source = room / f"fiche{rank}.docx"
        source.write_bytes(render_sheet(sheet_of(learner, report), gabarit, date=report.date))
        jobs.append(LayoutJob(source, source.with_suffix(".pdf")))
    return jobs


def _laid_out(jobs: Sequence[LayoutJob], lay_out: LayOut | None) -> frozenset[LayoutJob]:
    """The jobs that have their PDF."""
    engines = [lay_out] if lay_out else _engines()
    left = list(jobs)
    for engine in engines:
        done = {laid.job for laid in engine(left) if isinstance(laid.result, Layout)}
        left = [job for job in left if job not in done]
        if not left:
            break
    return frozenset(set(jobs) - set(left))


def _engines() -> list[LayOut]:
    usable: Mapping[str, LayOut] = {
        name: engine.lay_out for name, engine in ENGINES.items() if engine.probe().available
    }
    return list(usable.values())


def _finished(pdf: Path, learner: Learner) -> bytes:
    properties = {"Title": f"Fiche de {learner.nom}", "Author": "dossier_builder"}
    return finish(pdf, properties=properties, language="fr-FR", is_mark=lambda _: False)
