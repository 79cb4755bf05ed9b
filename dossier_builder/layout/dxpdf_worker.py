"""The child's side of the dxpdf engine: imported alone, in an interpreter that can be killed."""

from __future__ import annotations


def convert(source: str, output: str) -> None:
    """Lay out the docx at `source` as the PDF `output`; raises what dxpdf raises."""
    import dxpdf

    dxpdf.convert_file(source, output)
