"""`generer`: a dossier folder becomes a Word file and a PDF in its `rendu/`, and is checked."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path

from dossier_builder.domain.candidat import Candidat
from dossier_builder.domain.findings import Verdict
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.submission import EngineChoice
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import UsageError
from dossier_builder.inputs import LoadedDossier
from dossier_builder.ooxml import Package, core_properties, custom_properties
from dossier_builder.ouverture import parse_mark
from dossier_builder.pdf import finish, page_count
from dossier_builder.pipeline.deliver import Delivered, deliver
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.folder import of_generated
from dossier_builder.pipeline.generate import Generated, generate
from dossier_builder.pipeline.generation import keep_generation
from dossier_builder.pipeline.judge import conclude, prepare
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.official_form import fill_official_form
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.source import home_of, load_source
from dossier_builder.values import frozen

_WORDS: dict[Verdict, str] = {
    "conforme": "conforme",
    "non_conforme": "à corriger",
    "a_verifier": "à vérifier",
    "illisible": "illisible",
}
# Refused in file names by Windows, and what would hide a file or climb.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 80
ON_FORM = " (formulaire du ministère)"
"""What tells the file on somebody's own form from the one on ours."""
LARGE = " (grands caractères)"
"""What tells the copy in large print, for reading, from the one to hand in."""


@frozen
class Built:
    """What `generer` made, what it has to say of it, and the verdict in one sentence."""

    delivered: Delivered
    notices: tuple[str, ...]
    sentence: str


def build_dossier(
    folder: Path,
    *,
    workspace: Path,
    moteur: EngineChoice,
    packs: Path | None,
    now: dt.datetime,
    formulaire: Path | None = None,
    grands_caracteres: bool = False,
) -> Built:
    """Read, render, lay out, deliver, check; in the ministry's form at `formulaire` when given.

    Raises InputsError (problems of the folder), PackError, DependencyMissingError,
    LayoutFailedError, CannotWriteError; nothing is written unless both files are ready.
    """
    roots = pack_roots(packs, folder)
    loaded = load_source(folder, roots, workspace)
    name = file_name(loaded.modele, loaded.dossier.candidat)
    if grands_caracteres and formulaire is not None:
        raise UsageError(
            "Le formulaire du ministère garde son aspect : pas de grands caractères pour lui.",
            "Choisissez l’un ou l’autre, ou lancez la commande deux fois.",
        )
    if formulaire is None:
        name += LARGE if grands_caracteres else ""
        made = generate(
            loaded.dossier, loaded.modele, workspace, usable(moteur), large=grands_caracteres
        )
    else:
        name += ON_FORM
        made = fill_official_form(
            formulaire, loaded.dossier, loaded.modele, workspace, usable(moteur)
        )
    usual = formulaire is None and not grands_caracteres
    delivered = deliver(
        home_of(folder),
        name,
        docx=_recorded(folder, loaded, made.docx) if usual else made.docx,
        pdf=finished_pdf(made),
        now=now,
    )
    notices = [f"{problem.place} : {problem.message}" for problem in loaded.dossier.avis]
    notices += made.avis
    if made.layout.engine == "dxpdf":
        notices.append(
            "Mise en page par le moteur embarqué, sans LibreOffice : le nombre de pages est une "
            "estimation (dossier diagnostic dit quoi installer)."
        )
    if delivered.kept:
        notices.append(
            f"« {delivered.kept.name} » a été modifié depuis sa fabrication : il est gardé tel "
            f"quel. La nouvelle version est « {delivered.docx.name} »."
        )
    if grands_caracteres:
        pages = pluriel(page_count(made.layout.pdf), "page")
        sentence = (
            f"Copie de lecture en grands caractères, {pages} : les limites de pages se jugent sur "
            "la version courante (dossier generer, sans cette option)."
        )
        return Built(delivered, tuple(map(insecable, notices)), insecable(sentence))
    options = Options(now=now, moteur=moteur, packs=packs)
    opened = of_generated(Request(folder, str(folder)), loaded, made, workspace)
    report = conclude(prepare(opened, options), options)
    return Built(
        delivered,
        tuple(map(insecable, notices)),
        insecable(_sentence(report, folder if formulaire is None else delivered.docx)),
    )


def _recorded(folder: Path, loaded: LoadedDossier, docx: bytes) -> bytes:
    """The usual docx of a folder names the generation kept of it; a Word file needs none."""
    if folder.is_file():
        return docx
    return keep_generation(folder, loaded.dossier, loaded.modele, docx)


def finished_pdf(made: Generated) -> bytes:
    """The checker's layout as a PDF to hand in: no marks, the docx's own title and properties."""
    package = Package.from_bytes(made.docx)
    core = core_properties(package)
    copy = made.submission.working_copy
    prefix = copy.prefix if copy else ""
    return finish(
        made.layout.pdf,
        properties={
            "Title": core.title, "Author": core.creator, "Subject": core.subject,
            **custom_properties(package),
        },
        language=core.language,
        is_mark=lambda name: parse_mark(name, prefix) is not None,
    )  # fmt: skip


def file_name(modele: Modele, candidat: Candidat) -> str:
    """`CCP2 - EXEMPLE Camille`: what every system accepts as a file name, without extension."""
    return file_stem(modele.sigle, candidat.nom, candidat.prenom)


def file_stem(sigle: str, nom: str, prenom: str) -> str:
    """The same for someone whose name a document tells."""
    text = f"{sigle} - {nom.upper()} {prenom}"
    text = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(text.split())[:_LONGEST_NAME].strip(" .") or sigle


def person_name(candidat: Candidat) -> str:
    """`EXEMPLE Camille`, as the name of a folder."""
    text = _FORBIDDEN.sub(
        " ", unicodedata.normalize("NFC", f"{candidat.nom.upper()} {candidat.prenom}")
    )
    return " ".join(text.split())[:_LONGEST_NAME].strip(" .") or "apprenant"


def _sentence(report: DocumentReport, checked: Path) -> str:
    """The verdict in one line, and where the detail is."""
    pages = report.pagination
    words = "page comptée" if pages and pages.comptees.max < 2 else "pages comptées"  # noqa: PLR2004 - the French plural
    counted = f", {pages.comptees} {words}" if pages else ""
    failures = sum(o.statut == "echouee" and o.gravite == "erreur" for o in report.outcomes)
    detail = f" ; {pluriel(failures, 'point')} à reprendre" if failures else ""
    named = f'"{checked}"' if " " in str(checked) else str(checked)
    return (
        f"Contrôle : {_WORDS[report.verdict]}{counted}{detail}. Détail : dossier verifier {named}"
    )
