"""A dossier folder built again and again: what did not move since the last time is not redone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.submission import EngineName
from dossier_builder.pipeline.folder import of_generated
from dossier_builder.pipeline.follow_files import Stamp, stamp
from dossier_builder.pipeline.generate import annexes_as_pdf, settle
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.source import load_source
from dossier_builder.pipeline.stages import Opened
from dossier_builder.render import PageNumbers, render


@dataclass(slots=True)
class Builds:
    """The builds of one folder by the same engines, each beginning where the last one ended.

    `room` keeps the Word annexes laid out. `pages` are the numbers of the last sommaire.
    """

    room: Path
    pages: PageNumbers = field(default_factory=dict)
    _annexes: Mapping[str, Path] = field(default_factory=dict)
    _known: Stamp = ()

    def open(
        self, request: Request, options: Options, engines: Sequence[EngineName], workspace: Path
    ) -> Opened:
        """Build and open. Raises InputsError, PackError, LayoutFailedError."""
        loaded = load_source(request.path, pack_roots(options.packs, request.path))
        annexes_pdf = self._converted(loaded.dossier, engines)
        rendered = render(loaded.dossier, loaded.modele, self.pages, annexes_pdf=annexes_pdf)
        made = settle(rendered, workspace, engines, known=self.pages, looked_at=options.vignettes)
        self.pages = made.pages
        return of_generated(request, loaded, made, workspace)

    def _converted(self, dossier: Dossier, engines: Sequence[EngineName]) -> Mapping[str, Path]:
        files = [annexe.fichier for annexe in dossier.annexes if annexe.fichier is not None]
        seen = tuple(line for file in files for line in stamp(file) or ())
        if not self._known or seen != self._known:
            self._annexes = annexes_as_pdf(dossier, self.room, engines)
            self._known = seen
        return self._annexes
