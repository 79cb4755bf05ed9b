"""From a docx to the pages of a PDF: `ouverture` → Submission → `layout` → LaidOut.

Two engines, each a module that satisfies `Engine`: LibreOffice, which most documents agree with,
and dxpdf, which comes as a wheel; Word itself as a referee, where it is installed. Beside `render`
and `inputs` on the line; uses `processus`, `resources`, `pdf` and `ooxml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dossier_builder.layout.conversion import ConversionJob, Converted, convert_to_docx
    from dossier_builder.layout.engine import Engine, EngineState, Laid, LayoutJob
    from dossier_builder.layout.engines import ENGINES, REFEREE, engine_of
    from dossier_builder.layout.final import export_final
    from dossier_builder.layout.fonts import FontEvidence, compare_fonts
    from dossier_builder.layout.identity import identities, installed_fonts
    from dossier_builder.layout.in_turn import asking
    from dossier_builder.layout.profile import sweep_runs

_HOMES = {
    "ENGINES": "engines",
    "ConversionJob": "conversion",
    "Converted": "conversion",
    "Engine": "engine",
    "EngineState": "engine",
    "FontEvidence": "fonts",
    "Laid": "engine",
    "REFEREE": "engines",
    "engine_of": "engines",
    "LayoutJob": "engine",
    "compare_fonts": "fonts",
    "export_final": "final",
    "asking": "in_turn",
    "convert_to_docx": "conversion",
    "identities": "identity",
    "installed_fonts": "identity",
    "sweep_runs": "profile",
}

__all__ = [
    "ENGINES",
    "REFEREE",
    "ConversionJob",
    "Converted",
    "Engine",
    "EngineState",
    "FontEvidence",
    "Laid",
    "LayoutJob",
    "asking",
    "compare_fonts",
    "convert_to_docx",
    "engine_of",
    "export_final",
    "identities",
    "installed_fonts",
    "sweep_runs",
]


def __getattr__(name: str) -> Any:
    """Each name from its module when it is asked for: who only names the engines starts none."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
