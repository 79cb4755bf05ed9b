"""The Word start file: what it holds, and the dossier that it is once filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from dossier_builder.domain.blocks import Paragraph, Run
from dossier_builder.domain.candidat import Periode
from dossier_builder.domain.depart import CLOSING, OPENING, PROPERTY
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import UnknownKindError, UsageError
from dossier_builder.inputs import LoadedDossier
from dossier_builder.ooxml import Element, Package, custom_properties, qn, serialize_xml, text_of
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.scaffold import PLACEHOLDER
from dossier_builder.pipeline.source import load_source
from dossier_builder.pipeline.start_file import Known, start_file, write_start_file
from dossier_builder.render.markup import el, run

ROOTS = pack_roots(None)
KNOWN = Known("Exemple", "Camille", session=dt.date(2027, 3, 15), lieu="Valfictive")
Edit = Callable[[Element], None]


def pack(kind: str = "ccp2") -> Modele:
    return load(f"cip/{kind}", ROOTS)


def edited(tmp_path: Path, edit: Edit, kind: str = "ccp2", known: Known = KNOWN) -> Path:
    """A start file changed as Word would."""
    package = Package.from_bytes(start_file(pack(kind), known).content)
    root = package.xml(package.document_name)
    edit(root)
    path = tmp_path / "depart.docx"
    package.with_parts({package.document_name: serialize_xml(root)}).write(path)
    return path


def read(path: Path, tmp_path: Path) -> LoadedDossier:
    room = tmp_path / "chambre"
    room.mkdir(exist_ok=True)
    return load_source(path, ROOTS, room)


def controls(root: Element, tag: str) -> Iterator[Element]:
    for control in list(root.iter(qn("w:sdt"))):
        found = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if found is not None and found.get(qn("w:val")) == tag:
            yield control


def type_in(root: Element, tag: str, text: str) -> None:
    """What Word makes of a short place when one types: the flag goes, the words are replaced."""
    for control in controls(root, tag):
        flag = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
        if flag is not None:
            flag.getparent().remove(flag)
        content = control.find(qn("w:sdtContent"))
        for child in list(content):
            content.remove(child)
        content.append(run(text))


def write_in(root: Element, tag: str, *texts: str) -> None:
    """What Word makes of a place for paragraphs: the control goes, the text takes its style."""
    for control in controls(root, tag):
        first = next(control.iter(qn("w:p")))
        for text in texts:
            made = el("w:p", deepcopy(first.find(qn("w:pPr"))), run(text))
            control.addprevious(made)
        control.getparent().remove(control)


def words(loaded: LoadedDossier, identifier: str) -> list[str]:
    section = next(s for s in loaded.dossier.sections if s.id == identifier)
    return [
        "".join(one.text for one in block.inlines if isinstance(one, Run))
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


def nothing(root: Element) -> None:
    del root


def test_every_section_has_its_bookmark_and_a_help_that_goes_when_one_types() -> None:
    package = Package.from_bytes(start_file(pack(), KNOWN).content)
    root = package.xml(package.document_name)
    marks = {mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))}
    assert {f"sec_{s.id.replace('-', '_')}" for s in pack().sections} <= marks
    (control,) = controls(root, "sec.contexte")
    properties = control.find(qn("w:sdtPr"))
    assert properties.find(qn("w:showingPlcHdr")) is not None
    assert properties.find(qn("w:temporary")) is not None
    lines = [text_of(p) for p in control.iter(qn("w:p"))]
    assert lines[0].startswith(OPENING.replace(" :", "\u00a0:"))
    assert lines[1] == "Longueur\u00a0: 2 à 3,5 pages."
    assert lines[-1] == CLOSING.replace(" :", "\u00a0:")


def test_the_file_says_whose_and_what_it_is() -> None:
    said = custom_properties(Package.from_bytes(start_file(pack(), KNOWN).content))
    assert said[PROPERTY] == "1"
    assert said["dossier.modele"] == "cip/ccp2"
    assert said["dossier.nom"] == "Exemple"
    assert said["dossier.session"] == "2027-03-15"


def test_no_mark_of_ours_is_left_in_any_part() -> None:
    for kind in ("ccp2", "ccp3", "dpp"):
        package = Package.from_bytes(start_file(pack(kind), Known()).content)
        texts = [name for name in package.names if name.endswith(".xml")]
        assert texts
        assert not [name for name in texts if b"@@" in package.part(name)]


def test_it_is_never_replaced(tmp_path: Path) -> None:
    path = write_start_file(tmp_path, pack(), KNOWN, tmp_path, {})
    assert path.name == "CCP2 - EXEMPLE Camille.docx"
    before = path.read_bytes()
    with pytest.raises(UsageError, match="existe déjà"):
        write_start_file(tmp_path, pack(), KNOWN, tmp_path, {})
    assert path.read_bytes() == before


def test_an_empty_start_file_is_a_dossier_with_nothing_written(tmp_path: Path) -> None:
    loaded = read(edited(tmp_path, nothing), tmp_path)
    assert all(s.present and not s.blocks for s in loaded.dossier.sections)
    assert loaded.dossier.annexes == ()
    assert loaded.dossier.champs["titre"] == PLACEHOLDER
    assert loaded.dossier.candidat.nom == "Exemple"
    said = [problem.message for problem in loaded.dossier.avis]
    assert "«\u00a0Titre du projet\u00a0» reste à écrire" in said


def test_what_is_typed_comes_back(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        type_in(root, "titre", "Reprendre la main")
        type_in(root, "date", "22 février 2027")
        type_in(root, "periode", "du 16 novembre au 11 décembre 2026")
        write_in(root, "sec.contexte", "La structure.", "Le public.")

    dossier = read(edited(tmp_path, edit), tmp_path).dossier
    assert dossier.champs["titre"] == "Reprendre la main"
    assert dossier.champs["date"] == dt.date(2027, 2, 22)
    assert dossier.champs["periode"] == Periode(
        debut=dt.date(2026, 11, 16), fin=dt.date(2026, 12, 11)
    )
    loaded = read(edited(tmp_path, edit), tmp_path)
    assert words(loaded, "contexte") == ["La structure.", "Le public."]
    assert words(loaded, "accompagnement") == []


def test_a_date_that_is_none_is_said_and_loses_nothing_else(tmp_path: Path) -> None:
    path = edited(tmp_path, lambda root: type_in(root, "date", "vers Pâques"))
    dossier = read(path, tmp_path).dossier
    assert "date" not in dossier.champs
    assert any("vers Pâques" in problem.message for problem in dossier.avis)


def test_text_in_a_control_that_kept_its_flag_is_not_lost(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        (control,) = controls(root, "sec.contexte")
        lines = list(control.iter(qn("w:p")))
        for text in lines[0].iter(qn("w:t")):
            text.text = ""
        next(lines[0].iter(qn("w:t"))).text = "Un texte écrit par un autre logiciel, assez long."

    found = words(read(edited(tmp_path, edit), tmp_path), "contexte")
    assert found[0] == "Un texte écrit par un autre logiciel, assez long."


def test_text_typed_among_the_lines_of_a_help_is_kept_alone(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        (control,) = controls(root, "sec.contexte")
        inside = list(control.find(qn("w:sdtContent")))
        for paragraph in inside:
            control.addprevious(paragraph)
        inside[1].addprevious(el("w:p", deepcopy(inside[1].find(qn("w:pPr"))), run("Mon texte.")))
        control.getparent().remove(control)

    assert words(read(edited(tmp_path, edit), tmp_path), "contexte") == ["Mon texte."]


@pytest.mark.parametrize("gone", [0, -1])
def test_a_help_that_lost_its_first_or_last_line_is_no_text(tmp_path: Path, gone: int) -> None:
    def edit(root: Element) -> None:
        (control,) = controls(root, "sec.contexte")
        inside = list(control.find(qn("w:sdtContent")))
        inside[gone].addnext(
            el("w:p", deepcopy(inside[1].find(qn("w:pPr"))), run("Mon texte à moi."))
        )
        inside[gone].getparent().remove(inside[gone])

    assert words(read(edited(tmp_path, edit), tmp_path), "contexte") == ["Mon texte à moi."]


def test_text_typed_before_the_first_section_goes_to_its_head(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        write_in(root, "sec.introduction", "La suite.")
        heading = next(p for p in root.iter(qn("w:p")) if text_of(p) == "Introduction")
        heading.addprevious(el("w:p", run("Un avant-propos.")))

    loaded = read(edited(tmp_path, edit), tmp_path)
    assert words(loaded, "introduction") == ["Un avant-propos.", "La suite."]
    said = [problem.message for problem in loaded.dossier.avis]
    assert any("Un avant-propos." in one and "Introduction" in one for one in said)


def test_text_typed_out_of_every_place_is_said(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        first = next(root.find(qn("w:body")).iterchildren(qn("w:tbl")))
        first.addprevious(el("w:p", run("Une phrase égarée.")))

    for kind in ("ccp2", "dpp"):
        (tmp_path / kind).mkdir()
        loaded = read(edited(tmp_path / kind, edit, kind), tmp_path / kind)
        said = [problem.message for problem in loaded.dossier.avis]
        assert any("Une phrase égarée." in one and "pas repris" in one for one in said), kind


def test_without_controls_nor_bookmarks_the_headings_serve(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        type_in(root, "titre", "Reprendre la main")
        type_in(root, "structure", "Mission locale de Valfictive")
        write_in(root, "sec.contexte", "La structure.")
        write_in(root, "sec.conclusion", "La fin.")
        for mark in list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
        for control in list(root.iter(qn("w:sdt"))):
            for child in list(control.find(qn("w:sdtContent"))):
                control.addprevious(child)
            control.getparent().remove(control)

    loaded = read(edited(tmp_path, edit), tmp_path)
    assert words(loaded, "contexte") == ["La structure."]
    assert words(loaded, "conclusion") == ["La fin."]
    assert words(loaded, "introduction") == []
    assert loaded.dossier.champs["titre"] == "Reprendre la main"
    assert loaded.dossier.champs["structure"] == "Mission locale de Valfictive"


def test_the_cover_is_read_where_a_program_keeps_the_controls_without_their_tags(
    tmp_path: Path,
) -> None:
    """LibreOffice 7 writes each control back, its name kept and its tag gone."""

    def edit(root: Element) -> None:
        type_in(root, "titre", "Reprendre la main")
        type_in(root, "structure", "Mission locale de Valfictive")
        for tag in list(root.iter(qn("w:tag"))):
            tag.getparent().remove(tag)

    champs = read(edited(tmp_path, edit), tmp_path).dossier.champs
    assert champs["titre"] == "Reprendre la main"
    assert champs["structure"] == "Mission locale de Valfictive"
    assert "sous_titre" not in champs
    assert "date" not in champs


def test_a_bookmark_whose_heading_was_deleted_still_opens_its_section(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        write_in(root, "sec.contexte", "La structure.")
        mark = next(
            m for m in root.iter(qn("w:bookmarkStart")) if m.get(qn("w:name")) == "sec_contexte"
        )
        heading = mark.getparent()
        heading.getnext().insert(1, mark)
        heading.getparent().remove(heading)

    assert words(read(edited(tmp_path, edit), tmp_path), "contexte") == ["La structure."]


def test_an_annex_has_its_title_and_its_text(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        type_in(root, "annexe.titre", "Contrat anonymisé")
        write_in(root, "annexe", "Article 1.")

    (annexe,) = read(edited(tmp_path, edit), tmp_path).dossier.annexes
    assert (annexe.numero, annexe.titre) == (1, "Contrat anonymisé")
    assert len(annexe.blocks) == 1


def test_a_file_whose_annexes_were_all_removed_is_read(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        write_in(root, "sec.conclusion", "La fin.")
        body = root.find(qn("w:body"))
        (title,) = controls(root, "annexe.titre")
        first = next(one for one in (title, *title.iterancestors()) if one.getparent() is body)
        for one in [first, *first.itersiblings()]:
            if one.tag != qn("w:sectPr"):
                body.remove(one)

    loaded = read(edited(tmp_path, edit), tmp_path)
    assert loaded.dossier.annexes == ()
    assert words(loaded, "conclusion") == ["La fin."]


def test_the_form_has_one_example_for_each_activity_that_is_presented(tmp_path: Path) -> None:
    known = Known("Modèle", "Sacha", vise=("ccp2",))

    def edit(root: Element) -> None:
        type_in(root, "exemple.intitule", "Conduire un entretien")
        type_in(root, "exemple.entreprise", "Maison fictive")
        type_in(root, "exemple.debut", "05/10/2026")
        type_in(root, "exemple.fin", "23/10/2026")
        write_in(root, "exemple.taches", "J’ai conduit l’entretien.", "Puis un autre.")

    dossier = read(edited(tmp_path, edit, "dpp", known), tmp_path).dossier
    (exemple,) = dossier.exemples
    assert (exemple.activite_type, exemple.numero) == (2, 1)
    assert exemple.intitule == "Conduire un entretien"
    assert (exemple.entreprise, exemple.service) == ("Maison fictive", "")
    assert exemple.periode == Periode(debut=dt.date(2026, 10, 5), fin=dt.date(2026, 10, 23))
    assert len(exemple.boites["taches"]) == 2
    assert "moyens" not in exemple.boites


def test_a_word_file_in_which_nothing_is_recognised_is_to_be_imported(tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        body = root.find(qn("w:body"))
        for child in list(body)[:-1]:
            body.remove(child)
        body.insert(0, el("w:p", run("Une lettre.")))

    path = edited(tmp_path, edit)
    package = Package.read(path)
    package.without_parts(["docProps/custom.xml"]).write(path)
    with pytest.raises(UnknownKindError) as caught:
        read(path, tmp_path)
    assert "dossier importer" in caught.value.aide
