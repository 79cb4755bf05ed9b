"""LaidOut → Facts: what a document is, measured and not judged.

`read` needs no engine, so it can run while one works; `observe` weighs the witnesses, and may be
asked again with one more; `collect` adds the pages.
"""

from dossier_builder.facts.annex_boundary import is_annexes_only
from dossier_builder.facts.collect import (
    Observation,
    collect,
    is_undecided,
    needs_second_opinion,
    observe,
    read,
    trusted,
)
from dossier_builder.facts.content import Content
from dossier_builder.facts.form import read_form
from dossier_builder.facts.form_places import find_places
from dossier_builder.facts.kind import Recognised, kinds_by_titles, recognise_kind
from dossier_builder.facts.page_views import page_views
from dossier_builder.facts.proofreading import find_program, proofread
from dossier_builder.facts.prose import read_prose
from dossier_builder.facts.quick import Refusal, observe_record

__all__ = [
    "Content",
    "Observation",
    "Recognised",
    "Refusal",
    "collect",
    "find_places",
    "find_program",
    "is_annexes_only",
    "is_undecided",
    "kinds_by_titles",
    "needs_second_opinion",
    "observe",
    "observe_record",
    "page_views",
    "proofread",
    "read",
    "read_form",
    "read_prose",
    "recognise_kind",
    "trusted",
]
