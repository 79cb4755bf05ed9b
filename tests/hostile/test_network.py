"""Documents that lead outside: nothing connects, whatever the engine, and the report says it."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import documents
import pytest

from dossier_builder.domain.report import DocumentReport
from dossier_builder.layout import ENGINES, ConversionJob, LayoutJob, convert_to_docx
from dossier_builder.ouverture import open_submission
from dossier_builder.processus import can_cut_network

LIBREOFFICE = pytest.param("libreoffice", marks=pytest.mark.libreoffice)
Listener = tuple[str, list[object]]


@pytest.fixture(params=["réseau coupé", "par réglage"])
def network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a network apart where the system allows it; then as where it forbids it."""
    if request.param == "par réglage":
        monkeypatch.setattr("dossier_builder.processus.box.UNSHARE", "unshare-interdit")
    elif not can_cut_network():
        pytest.skip("ce système ne permet pas de couper le réseau d’un programme")


def _said(report: DocumentReport) -> list[str]:
    outcomes = [one for one in report.outcomes if one.controle == "SUR001"]
    return [constat.message.replace("\u00a0", " ") for one in outcomes for constat in one.constats]


def test_the_listener_hears(listener: Listener) -> None:
    address, seen = listener
    with pytest.raises(OSError, match=r".*"):
        urllib.request.urlopen(address, timeout=5)  # noqa: S310 - ours
    assert seen


@pytest.mark.parametrize("engine", ["dxpdf", LIBREOFFICE])
def test_a_word_document_connects_to_nothing_and_says_what_was_removed(
    engine: Any, listener: Listener, tmp_path: Path, check: Callable[..., DocumentReport]
) -> None:
    address, seen = listener
    report = check(documents.linked(tmp_path / "lie.docx", address), engine)
    assert report.erreur is None, report.erreur
    assert seen == []
    said = "\n".join(_said(report))
    for word in (
        "3 images sont gardées ailleurs", "un modèle est à chercher ailleurs",
        "un objet est lié", "une partie du texte est un autre fichier",
        "documents insérés tels quels", "une source de données", "4 champs",
    ):  # fmt: skip
        assert word in said, (word, said)
    assert said.count("Lien externe : ") == 7
    assert "(« 127.0.0.1 »)" in said


@pytest.mark.libreoffice
@pytest.mark.parametrize("make", [documents.linked_odt, documents.linked_rtf])
def test_the_other_formats_connect_to_nothing(
    make: Callable[[Path, str], Path],
    listener: Listener,
    tmp_path: Path,
    check: Callable[..., DocumentReport],
) -> None:
    address, seen = listener
    suffix = make.__name__.removeprefix("linked_")
    report = check(make(tmp_path / f"lie.{suffix}", address), "libreoffice")
    assert report.erreur is None, report.erreur
    assert seen == []
    if suffix == "odt":
        said = "\n".join(_said(report))
        assert "une image est gardée ailleurs" in said
        assert "un modèle est à chercher ailleurs" in said


@pytest.mark.libreoffice
@pytest.mark.usefixtures("network")
def test_the_box_alone_keeps_libreoffice_from_connecting(
    listener: Listener, tmp_path: Path
) -> None:
    """The same documents as they came: what the gate may have missed."""
    address, seen = listener
    word = documents.linked(tmp_path / "lie.docx", address)
    list(ENGINES["libreoffice"].lay_out([LayoutJob(word, tmp_path / "lie.pdf")]))
    jobs = [
        ConversionJob(made, made.suffix, tmp_path / f"{made.suffix[1:]}.docx")
        for made in (
            documents.linked_odt(tmp_path / "lie.odt", address),
            documents.linked_rtf(tmp_path / "lie.rtf", address),
        )
    ]
    list(convert_to_docx(jobs))
    assert seen == []


def test_fields_become_what_they_show(tmp_path: Path) -> None:
    from dossier_builder.ooxml import Package, paragraphs, text_of

    source = documents.linked(tmp_path / "lie.docx", "http://exemple.invalid")
    copy = open_submission(source, name="lie.docx", workspace=tmp_path).working_copy
    assert copy is not None
    package = Package.read(copy.path)
    texts = [text_of(p.element) for p in paragraphs(package.xml("word/document.xml"))]
    assert "image du champ" in texts
    assert "simple" in texts
    for name in package.names:
        assert b"exemple.invalid" not in package.part(name), name
