"""LaidOut → Facts: what a document is, measured and not judged.

`read` needs no engine, so it can run while one works; `observe` weighs the witnesses, and may be
asked again with one more; `collect` adds the pages.
"""

from dossier_builder.facts.collect import Observation, collect, needs_second_opinion, observe, read
from dossier_builder.facts.content import Content
from dossier_builder.facts.kind import Recognised, recognise_kind

__all__ = [
    "Content",
    "Observation",
    "Recognised",
    "collect",
    "needs_second_opinion",
    "observe",
    "read",
    "recognise_kind",
]
