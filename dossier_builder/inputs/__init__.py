"""A learner's folder (YAML, Markdown, images, annexes) → `Dossier`, with every problem placed.

First package of the line, beside `layout` and `render`; builds on `packs` for YAML with
positions. Only `load_dossier` is for the others; `inputs.schema` writes the JSON Schemas.
"""

from __future__ import annotations

from dossier_builder.inputs.loading import LoadedDossier, load_dossier

__all__ = ["LoadedDossier", "load_dossier"]
