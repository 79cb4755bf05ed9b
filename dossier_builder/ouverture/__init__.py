"""Opening what somebody hands in: path → Submission, with the working copy that engines lay out.

Stands after `layout` and before `facts` on the line; from here on, a document that we generated
and one that we never saw take the same way.
"""

from __future__ import annotations

from dossier_builder.ouverture.incoming import Incoming
from dossier_builder.ouverture.marks import parse_mark
from dossier_builder.ouverture.revisions import accept_changes
from dossier_builder.ouverture.submission import open_submission, open_submissions

__all__ = ["Incoming", "accept_changes", "open_submission", "open_submissions", "parse_mark"]
