"""What documents have in common is told in the same words at every run."""

from __future__ import annotations

from dataclasses import replace

from dossier_builder.domain.findings import Finding
from dossier_builder.report.shared_faults import in_common

from .documents import to_mend


def test_of_messages_as_frequent_the_first_said_is_shown() -> None:
    said = tuple(Finding(f"Message {n}.", "") for n in "hgfedcba")
    one = to_mend()
    failed = next(o for o in one.outcomes if o.statut == "echouee" and o.gravite == "erreur")
    outcomes = tuple(replace(o, constats=said) if o is failed else o for o in one.outcomes)
    lot = in_common([replace(one, outcomes=outcomes)] * 3)
    (line,) = [m for m in lot.missed if m.controle == failed.controle]
    assert line.surtout == "Message h."
