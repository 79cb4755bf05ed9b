"""A start file filled with the text of the example: judged as the folder is, and built again."""

from __future__ import annotations

import datetime as dt
import shutil
from copy import deepcopy
from pathlib import Path

import pytest

from dossier_builder.cli import main
from dossier_builder.domain.report import DocumentReport
from dossier_builder.inputs import LoadedDossier
from dossier_builder.ooxml import Element, Package, qn, serialize_xml
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.generate import generate
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.source import is_start_file, load_source
from dossier_builder.pipeline.start_file import Known, start_file
from dossier_builder.render.markup import run

ROOTS = pack_roots(None)
EXAMPLES = Path(__file__).parents[2] / "examples" / "cip"
OPTIONS = Options(now=dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC), moteur="dxpdf")


def filled(generated: bytes, loaded: LoadedDossier) -> bytes:
    """The start file with the learner's answers, and the text that was generated in its places.

    The parts of the package are those of the generated file, as the text needs its pictures, notes
    and lists; the cover and the sommaire are those of the start file.
    """
    person = loaded.dossier.candidat
    known = Known(
        person.nom_naissance,
        person.prenom,
        person.voie,
        person.vise,
        person.session.date if person.session else None,
        centre=person.centre.nom if person.centre else "",
    )
    start = Package.from_bytes(start_file(loaded.modele, known).content)
    made = Package.from_bytes(generated)
    root, other = start.xml(start.document_name), made.xml(made.document_name)
    body, text = root.find(qn("w:body")), other.find(qn("w:body"))
    for child in list(body)[first_section(body) : -1]:
        body.remove(child)
    for child in list(text)[first_section(text) : -1]:
        body.insert(len(body) - 1, deepcopy(child))
    answers = cover(other)
    for control in list(root.iter(qn("w:sdt"))):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
        flag = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
        if flag is not None and answers.get(tag):
            flag.getparent().remove(flag)
            content = control.find(qn("w:sdtContent"))
            for child in list(content):
                content.remove(child)
            content.append(run(answers[tag]))
    parts = {made.document_name: serialize_xml(root)}
    for name in ("word/styles.xml", "docProps/custom.xml"):
        parts[name] = start.part(name)
    return made.with_parts(parts).to_bytes()


def first_section(body: Element) -> int:
    for rank, child in enumerate(body):
        for mark in child.iter(qn("w:bookmarkStart")):
            if mark.get(qn("w:name"), "").startswith("sec_"):
                return rank
    raise AssertionError("no section")


def cover(root: Element) -> dict[str, str]:
    found = {}
    for control in root.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
        found.setdefault(tag, "".join(t.text or "" for t in control.iter(qn("w:t"))))
    return found


def checked(path: Path, room: Path) -> DocumentReport:
    room.mkdir()
    (report,) = check_documents([Request(path, path.name)], OPTIONS, room)
    return report


@pytest.mark.lent
@pytest.mark.parametrize("genre", ["ccp2", "ccp3"])
def test_a_filled_start_file_is_judged_as_the_folder(genre: str, tmp_path: Path) -> None:
    folder = tmp_path / "conforme"
    shutil.copytree(EXAMPLES / genre / "conforme", folder)
    shutil.copy(EXAMPLES / genre / "candidat.yaml", tmp_path)
    loaded = load_source(folder, ROOTS)
    room = tmp_path / "chambre"
    room.mkdir()
    made = generate(loaded.dossier, loaded.modele, room, ("dxpdf",))
    path = tmp_path / f"{genre}.docx"
    path.write_bytes(filled(made.docx, loaded))

    of_folder = checked(folder, tmp_path / "a")
    of_file = checked(path, tmp_path / "b")
    assert of_folder.pagination is not None
    assert of_file.pagination is not None
    assert abs(of_file.pagination.comptees.max - of_folder.pagination.comptees.max) <= 1
    assert [(s.id, s.mots) for s in of_file.sections] == [
        (s.id, s.mots) for s in of_folder.sections
    ]
    wrong = {o.regle for o in of_folder.outcomes if o.statut == "echouee"}
    # The sommaire and the list of annexes are those of the empty file until F9.
    allowed = wrong | {"sommaire-exact", "annexes-listees"}
    failed = {o.regle for o in of_file.outcomes if o.statut == "echouee"}
    assert failed <= allowed

    again = load_source(path, ROOTS, room)
    assert again.dossier.champs == loaded.dossier.champs
    rebuilt = generate(again.dossier, again.modele, tmp_path / "b", ("dxpdf",))
    built = tmp_path / "rendu.docx"
    built.write_bytes(rebuilt.docx)
    of_built = checked(built, tmp_path / "c")
    assert of_built.verdict == of_folder.verdict
    assert of_built.pagination is not None
    assert abs(of_built.pagination.comptees.max - of_folder.pagination.comptees.max) <= 1


def test_a_start_file_is_built_before_it_is_deposited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    assert (
        main(["nouveau", "--word", "--modele", "cip/ccp3", "--nom", "Exemple", "--prenom", "Léo"])
        == 0
    )
    (started,) = tmp_path.glob("*.docx")
    assert is_start_file(started)
    before = started.read_bytes()
    assert main(["deposer", started.name]) == 1  # empty: refused
    said = capsys.readouterr()
    made = tmp_path / "rendu" / started.name
    assert made.is_file()
    assert not is_start_file(made)
    assert "fichier de départ" in said.err
    assert "Rien n’a été envoyé." in said.out
    assert started.read_bytes() == before
