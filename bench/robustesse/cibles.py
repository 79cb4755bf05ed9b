"""What is fuzzed: each target makes a case of bytes, and runs the real code on it.

Anything but a report or a DossierError that comes out of `run` is a crash of ours.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.submission import Layout
from dossier_builder.errors import DossierError
from dossier_builder.ouverture import open_submission
from dossier_builder.pipeline.judge import conclude, prepare
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.stages import Layouts, Opened
from robustesse import graines, hostile, mutations
from robustesse.choix import Choices

NOW = dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC)
_BUILT = 8
"""One text in so many is rendered too, which takes far longer than reading it."""
KINDS = ("cip/ccp3", "cip/dpp")
OPTIONS = Options(now=NOW, modele="cip/ccp3", moteur="dxpdf")


@dataclass(frozen=True, slots=True)
class Target:
    """`make`: choices → a case; `run`: a case, in an empty folder → how it ended."""

    name: str
    suffix: str
    make: Callable[[Choices], bytes]
    run: Callable[[bytes, Path], str]


def _porte(choices: Choices) -> bytes:
    parts = choices.one([graines.rich_parts(), graines.docx_parts("ccp3")])
    if choices.below(6) == 0:
        return mutations.pdf(choices.one(graines.pdfs()), choices)
    return mutations.docx(parts, choices)


def _docx(choices: Choices) -> bytes:
    kinds = [graines.docx_parts(kind) for kind in graines.KINDS]
    return mutations.docx(choices.one([*kinds, graines.rich_parts()]), choices)


def _pdf(choices: Choices) -> bytes:
    return mutations.pdf(graines.pdfs()[0], choices)


def _yaml(choices: Choices) -> bytes:
    kind = choices.one(graines.KINDS)
    seed = (graines.folder(kind) / "dossier.yaml").read_bytes()
    if choices.below(3) == 0:
        seed = (graines.folder(kind).parent / "candidat.yaml").read_bytes()
    return mutations.texte(seed, choices, hostile.YAML)


def _markdown(choices: Choices) -> bytes:
    files = sorted((graines.folder("ccp3") / "sections").glob("*.md"))
    files += sorted((graines.folder("dpp") / "exemples").glob("*.md"))
    return mutations.texte(choices.one(files).read_bytes(), choices, hostile.MARKDOWN)


def _archive(choices: Choices) -> bytes:
    parts = graines.rich_parts()
    if choices.below(2):
        parts = {"mimetype": graines.OPENDOCUMENT, "meta.xml": graines.META, "un/deux.docx": b"x"}
    made = mutations.docx(parts, choices)
    return mutations.damaged(made, choices) if choices.below(3) else made


def take_in(data: bytes, room: Path) -> str:
    """What is done of a file before it is opened: its dates, its digest, what an archive holds."""
    from dossier_builder.batch.content import content_of, fingerprint
    from dossier_builder.batch.intake import gather
    from dossier_builder.batch.version_marks import marks, own_date

    (room / "lot").mkdir()
    (room / "vide").mkdir()
    for name in ("a.docx", "a.odt", "a.pdf", "a.zip"):
        (room / "lot" / name).write_bytes(data)
        own_date(room / "lot" / name, name)
        marks(room / "lot" / name, name, None)
        fingerprint(room / "lot" / name)
        content_of(room / "lot" / name)
    intake = gather([room / "lot"], room / "vide")
    return f"{len(intake.arrivals)} arrivés, {len(intake.refused)} refusés"


def open_only(data: bytes, room: Path) -> str:
    """The gate, the recognition, the working copy."""
    path = room / "document"
    path.write_bytes(data)
    return _ended(lambda: open_submission(path, name="document", workspace=room).format)


def check(data: bytes, room: Path) -> str:
    """The whole line but the engines, whose answer is a PDF made before; and every report."""
    path = room / "document"
    path.write_bytes(data)
    return _ended(lambda: _checked(path, room))


def _checked(path: Path, room: Path) -> str:
    from dossier_builder.domain.report import Report
    from dossier_builder.report import REPORTERS, Style
    from dossier_builder.report.annotated import annotate
    from dossier_builder.report.html_report import document_page

    submission = open_submission(path, name="document", workspace=room)
    made = room / "fait.pdf"
    made.write_bytes(graines.pdfs()[0])
    layouts = Layouts([Layout("libreoffice", made, 0.0)])
    opened = Opened(Request(path, "document"), submission, layouts, room)
    kind = KINDS[path.stat().st_size % len(KINDS)]
    opened = replace(opened, modele=_modele(kind))
    options = replace(
        OPTIONS, modele=kind, vignettes=submission.format == "pdf", ressemblances=True
    )
    document = conclude(prepare(opened, options), options)
    report = Report("1", NOW, (document,))
    for write in REPORTERS.values():
        write(report, Style())
    document_page(report)
    if submission.format == "docx":
        _ended(lambda: str(len(annotate(path, document, date=NOW))))
    return document.verdict


@cache
def _modele(kind: str) -> Modele:
    return load(kind, pack_roots(None))


def _ended(work: Callable[[], str]) -> str:
    """What `work` gives, or the code of the clear error that it ended on."""
    try:
        return work()
    except DossierError as error:
        for text in (error.message, error.aide, *(p.message for p in error.problems)):
            if "Traceback" in text or "object at 0x" in text:
                raise AssertionError(f"not a sentence for people: {text}") from error
        return f"erreur {error.code}"


def load_yaml(data: bytes, room: Path) -> str:
    """A dossier folder whose dossier.yaml, then candidat.yaml, is the case."""
    ended = []
    for name in ("dossier/dossier.yaml", "candidat.yaml"):
        _fresh(room, "ccp3")
        (room / name).write_bytes(data)
        ended.append(_ended(lambda: _loaded(room)))
    return " ; ".join(ended)


def load_markdown(data: bytes, room: Path) -> str:
    """A dossier folder, one of whose texts is the case; then rendered."""
    _fresh(room, "ccp3")
    sections = sorted((room / "dossier" / "sections").glob("*.md"))
    sections[len(data) % len(sections)].write_bytes(data)
    return _ended(lambda: _loaded(room, built=len(data) % _BUILT == 0))


def _fresh(room: Path, kind: str) -> None:
    shutil.rmtree(room / "dossier", ignore_errors=True)
    shutil.copytree(graines.light(kind), room, dirs_exist_ok=True)


def _loaded(room: Path, *, built: bool = False) -> str:
    found = graines.loaded(room / "dossier")
    if built:
        graines.rendered(found)
        return "rendu"
    return "lu"


TARGETS = {
    target.name: target
    for target in (
        Target("porte", ".bin", _porte, open_only),
        Target("archive", ".zip", _archive, take_in),
        Target("yaml", ".yaml", _yaml, load_yaml),
        Target("markdown", ".md", _markdown, load_markdown),
        Target("docx", ".docx", _docx, check),
        Target("pdf", ".pdf", _pdf, check),
    )
}
