"""A dossier folder to check: built anew in the workspace, nothing written in the folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dossier_builder.domain.personnes import NomsDits
from dossier_builder.inputs import LoadedDossier
from dossier_builder.pipeline.deliver import edited_since
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.generate import Generated, generate
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.source import load_source
from dossier_builder.pipeline.stages import Layouts, Opened


def open_folder(request: Request, options: Options, workspace: Path) -> Opened:
    """Read and build the folder. Raises InputsError, PackError, LayoutFailedError."""
    roots = pack_roots(options.packs, request.path)
    loaded = load_source(request.path, roots, workspace)
    made = generate(
        loaded.dossier,
        loaded.modele,
        workspace,
        usable(options.moteur),
        looked_at=options.vignettes,
    )
    return of_generated(request, loaded, made, workspace)


def of_generated(
    request: Request, loaded: LoadedDossier, made: Generated, workspace: Path
) -> Opened:
    """A folder just built, to be read back from its docx as any document is."""
    notes = [f"{problem.place} : {problem.message}" for problem in loaded.dossier.avis]
    notes += made.avis
    notes += [
        f"« {file.name} » a été modifié depuis sa fabrication : c’est le dossier qui est contrôlé"
        for file in edited_since(loaded.dossier.dossier)
    ]
    submission = replace(made.submission, name=request.name)
    layouts = Layouts([made.layout], early=dict(made.early))
    dossier = loaded.dossier
    noms = NomsDits(dossier.noms_a_masquer, dossier.candidat.noms_autorises)
    return Opened(request, submission, layouts, workspace, loaded.modele, tuple(notes), noms)
