from __future__ import annotations

import datetime as dt

import pytest

from dossier_builder.domain.cohorte import Avance, Evolution
from dossier_builder.domain.findings import Verdict
from dossier_builder.domain.interval import Interval
from dossier_builder.report.evolution import (
    NOTHING,
    advance_text,
    evolution_text,
    since_label,
    summary,
)

NOW = dt.datetime(2026, 11, 23, 21, 40)  # noqa: DTZ001 - only days and hours are shown


def avance(
    avant: Verdict | None = "non_conforme",
    apres: Verdict = "non_conforme",
    pages: tuple[Interval | None, Interval | None] = (None, None),
    corriges: int = 0,
    nouveaux: int = 0,
) -> Avance:
    return Avance("camille", "cip/ccp2", avant, apres, *pages, corriges, nouveaux)


def exactly(before: int, after: int) -> tuple[Interval, Interval]:
    return Interval.exactly(before), Interval.exactly(after)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (NOW.replace(hour=8, minute=5), "DEPUIS 8 h 05"),
        (NOW.replace(day=22, hour=23), "DEPUIS HIER"),
        (NOW.replace(day=9), "DEPUIS LE 09/11"),
        (NOW.replace(year=2025), "DEPUIS LE 23/11/2025"),
    ],
)
def test_since_when(before: dt.datetime, expected: str) -> None:
    assert since_label(before, NOW).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (avance(pages=exactly(16, 18), corriges=2, nouveaux=1),
         "2 pages de plus ; 2 points corrigés, 1 nouveau."),
        (avance(pages=exactly(18, 17), nouveaux=3), "1 page de moins ; 3 nouveaux points."),
        (avance(pages=(Interval(16, 17), Interval.exactly(18)), corriges=1),
         "18 pages comptées au lieu de 16 à 17 ; 1 point corrigé."),
        (avance(apres="conforme", pages=exactly(18, 18)), "conforme maintenant."),
        (avance("conforme", "a_verifier"), "n’est plus conforme."),
        (avance("conforme", "illisible"), "ne peut plus être lu."),
        (avance(pages=exactly(18, 18)), NOTHING),
        (avance(None), "premier contrôle de ce dossier."),
    ],
)  # fmt: skip
def test_one_dossier(change: Avance, expected: str) -> None:
    assert advance_text(change).replace("\u00a0", " ") == expected


def test_a_promotion() -> None:
    changes = (
        *(avance(apres="conforme", corriges=2) for _ in range(3)),
        avance("conforme", "non_conforme", nouveaux=1),
        avance(None, "conforme"),
    )
    said = evolution_text(Evolution(NOW, 2, changes)).replace("\u00a0", " ")
    assert said == (
        "2 conformes de plus, 1 dossier a reculé, 1 nouveau dossier ; 6 points corrigés, 1 nouveau."
    )
    assert evolution_text(Evolution(NOW, 2, (avance(),))) == NOTHING


def test_the_whole_line_has_its_no_break_spaces() -> None:
    line = summary(NOTHING, NOW.replace(day=22), NOW)
    assert line == "DEPUIS HIER\u00a0: rien n’a changé."
