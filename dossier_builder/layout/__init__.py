"""From a docx to the pages of a PDF: `ouverture` → Submission → `layout` → LaidOut.

Two engines, each a module that satisfies `Engine`: LibreOffice, which most documents agree with,
and dxpdf, which comes as a wheel. Beside `render` and `inputs` on the line; uses `processus`,
`resources`, `pdf` and `ooxml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dossier_builder.domain.submission import EngineName
from dossier_builder.layout import dxpdf, libreoffice
from dossier_builder.layout.conversion import ConversionJob, Converted, convert_to_docx
from dossier_builder.layout.engine import Engine, EngineState, Laid, LayoutJob
from dossier_builder.layout.fonts import FontEvidence, compare_fonts

ENGINES: Mapping[EngineName, Engine] = MappingProxyType(
    {"libreoffice": libreoffice, "dxpdf": dxpdf}
)
"""In the order of trust: LibreOffice is asked first (docs/decisions)."""

__all__ = [
    "ENGINES",
    "ConversionJob",
    "Converted",
    "Engine",
    "EngineState",
    "FontEvidence",
    "Laid",
    "LayoutJob",
    "compare_fonts",
    "convert_to_docx",
]
