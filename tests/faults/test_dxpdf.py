"""A worker of dxpdf that misbehaves: the other worker functions stand in for dxpdf's."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from dossier_builder.domain.submission import LayoutFailure
from dossier_builder.layout import LayoutJob, dxpdf


def hang(_source: str, _output: str) -> None:
    import time

    time.sleep(60)


def crash(_source: str, _output: str) -> None:
    import os
    import signal

    os.kill(os.getpid(), signal.SIGABRT)


def lie(_source: str, _output: str) -> None:
    return


def garbage(_source: str, output: str) -> None:
    with open(output, "wb") as file:  # noqa: PTH123 (light imports)
        file.write(b"%PDF-1.4\n" + bytes(3000) + b"startxref\n9\n%%EOF\n")


def eat(_source: str, output: str) -> None:
    with open(output, "wb") as file:  # noqa: PTH123
        file.write(bytes(4_000_000_000))


@pytest.mark.parametrize(
    ("worker", "motif"),
    [
        (hang, "dxpdf n’a pas fini en 1\u00a0s"),
        (crash, "dxpdf s’est arrêté brutalement (mémoire épuisée ou document anormal)"),
        (lie, "dxpdf s’est arrêté brutalement (mémoire épuisée ou document anormal)"),
        (garbage, "le PDF produit est illisible"),
        (eat, "dxpdf ne sait pas mettre en page ce document"),
    ],
)
def test_each_fault_is_a_failure(
    worker: Callable[[str, str], None],
    motif: str,
    jobs: list[LayoutJob],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dxpdf, "convert", worker)
    began = time.monotonic()
    (laid,) = dxpdf.lay_out(jobs[:1], timeout_s=1.0)
    assert isinstance(laid.result, LayoutFailure)
    assert laid.result.motif == motif
    assert not jobs[0].output.exists()
    assert time.monotonic() - began < 30  # the program would sleep for a minute


def test_without_the_library(jobs: list[LayoutJob], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dxpdf, "find_spec", lambda _: None)
    assert "Réinstallez" in dxpdf.probe().remedy
    (laid,) = dxpdf.lay_out(jobs[:1])
    assert isinstance(laid.result, LayoutFailure)
    assert laid.result.motif == "dxpdf n’est pas installé"
