"""LaidOut → Facts: what a document is, measured and not judged.

`read` needs no engine, so it can run while one works; `collect` adds the pages.
"""

from dossier_builder.facts.collect import collect, needs_second_opinion, read
from dossier_builder.facts.content import Content
from dossier_builder.facts.kind import Recognised, recognise_kind

__all__ = [
    "Content",
    "Recognised",
    "collect",
    "needs_second_opinion",
    "read",
    "recognise_kind",
]
