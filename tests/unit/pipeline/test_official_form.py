"""`generer --formulaire`: somebody's copy of the ministry's form is filled, and stays theirs."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from dossier_builder.domain.blocks import Paragraph as Words
from dossier_builder.domain.blocks import Run
from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.facts import FormFacts
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.submission import EngineName, Submission
from dossier_builder.errors import UnreadableError, UsageError
from dossier_builder.facts import find_places, read_form
from dossier_builder.facts.docx_content import read_docx
from dossier_builder.pipeline.build import build_dossier
from dossier_builder.pipeline.generate import Generated
from dossier_builder.pipeline.modeles import load
from dossier_builder.pipeline.official_form import fill_official_form, written_form
from dossier_builder.pipeline.source import load_source
from dossier_builder.render import RenderedDocx

from ..facts.form_builder import (  # noqa: TID252 - tests are no installed package
    CLICK,
    GLYPH,
    TYPE_HERE,
    Example,
    Form,
    build,
)

EXAMPLES = Path(__file__).parents[3] / "examples" / "cip"
EMBEDDED: tuple[EngineName, ...] = ("dxpdf",)
NOW = dt.datetime(2027, 2, 26, 21, 14, tzinfo=dt.UTC)
BLANK = Example(
    activite=1,
    intitule="Cliquez ici pour entrer l’intitulé de l’exemple",
    activite_intitule="Cliquez ici pour entrer l’intitulé de l’activité",
    taches="",
    moyens=TYPE_HERE,
    avec_qui="",
    entreprise=TYPE_HERE,
    periode=f"Du\u00a0:\t{CLICK}\tau\u00a0:\t{CLICK}",
)
EMPTY = Form(
    nom_naissance="Entrez votre nom de naissance ici.",
    prenom="Entrez votre prénom ici.",
    adresse="Entrez votre adresse ici.",
    titre="Cliquez ici pour entrer l’intitulé du titre professionnel visé.",
    formation="☐",
    fait_a=TYPE_HERE,
    le="Cliquez ici pour choisir une date",
    nom_declare=TYPE_HERE,
    exemples=(BLANK, replace(BLANK, activite=2), replace(BLANK, activite=3)),
    version="11/09/2017",
)
TITLES = {
    "analyse": "Analyser une demande de reconversion et poser un diagnostic partagé",
}


@pytest.fixture(scope="module")
def modele() -> Modele:
    return load("cip/dpp", ())


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load_source(EXAMPLES / "dpp" / "conforme", ()).dossier


@pytest.fixture(scope="module")
def small(dossier: Dossier) -> Dossier:
    """One activité-type out of two, without annexes: quick to lay out."""
    kept = tuple(e for e in dossier.exemples if e.activite_type in {1, 3} and e.numero == 1)
    return replace(dossier, exemples=kept, annexes=())


def filled(form: Form | Path, dossier: Dossier, modele: Modele, folder: Path) -> RenderedDocx:
    """The form filled, not laid out; the file itself stays as it was."""
    source = form if isinstance(form, Path) else build(form, folder / "formulaire.docx")
    before = source.read_bytes()
    made = written_form(source, dossier, modele, folder, annexes_pdf={})
    assert source.read_bytes() == before
    return made


def facts_of(made: RenderedDocx | Generated, modele: Modele, folder: Path) -> FormFacts:
    path = folder / "relu.docx"
    path.write_bytes(made.content if isinstance(made, RenderedDocx) else made.docx)
    lines = read_docx(Submission("relu.docx", path, "docx", None)).lines
    assert modele.formulaire is not None
    found = read_form(lines, modele.formulaire)
    assert found is not None
    return found


def xml_of(docx: bytes) -> Any:
    return Document(io.BytesIO(docx)).element


def words_of(docx: bytes) -> str:
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in xml_of(docx).iter(qn("w:p"))
    )


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(EMPTY, id="with-controls-and-floating-texts"),
        pytest.param(
            replace(EMPTY, controls=False, floating=False, fait_a="", le=""), id="without"
        ),
        pytest.param(replace(EMPTY, exemples=(BLANK, replace(BLANK, activite=2))), id="two-blocks"),
        pytest.param(replace(EMPTY, same_cell=True), id="text-under-its-heading"),
    ],
)
def test_every_place_takes_its_answer_and_every_fixed_text_stays(
    form: Form, small: Dossier, modele: Modele, tmp_path: Path
) -> None:
    made = filled(form, small, modele, tmp_path)
    found = facts_of(made, modele, tmp_path)
    assert found.textes_alteres == ()
    assert dict(found.couverture) == {
        "nom_naissance": "Modèle",
        "nom_usage": "Modèle",
        "prenom": "Sacha",
        "adresse": "3 allée des Spécimens, 00000 Valfictive",
        "titre": "Conseiller en insertion professionnelle",
    }
    assert dict(found.modalites) == {"formation": True, "vae": False}
    assert [(e.activite_type, e.numero) for e in found.exemples] == [(1, 1), (3, 1)]
    assert found.exemples[0].intitule == TITLES["analyse"]
    assert found.exemples[1].activite_intitule.startswith("Mettre en œuvre une offre")
    states = {b.id: b.etat for b in found.exemples[0].boites}
    assert set(states.values()) == {"remplie"}
    context = next(b for b in found.exemples[0].boites if b.id == "contexte")
    assert context.texte.split("\n") == [
        "Maison de l’emploi de Valfictive", "Accueil et conseil individuel",
        "05/10/2026", "23/10/2026",
    ]  # fmt: skip
    assert dict(found.declaration) == {"fait_a": "Valfictive", "le": "26/02/2027"}
    assert found.consignes_facultatives == ()
    assert "Baccalauréat technologique" in words_of(made.content)
    assert "Sacha Modèle" in words_of(made.content)
    assert "Cliquez ici" not in words_of(made.content)


def test_blocks_are_added_and_numbered_and_the_sommaire_is_true(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    form = replace(EMPTY, exemples=(BLANK,), floating=False, fait_a="", le="")
    source = build(form, tmp_path / "formulaire.docx")
    made = fill_official_form(source, dossier, modele, tmp_path, EMBEDDED)
    found = facts_of(made, modele, tmp_path)
    order = [(e.activite_type, e.numero) for e in found.exemples]
    assert order == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)]
    assert found.sommaire is not None
    numbers = [entry.announced for entry in found.sommaire]
    assert all(number is not None for number in numbers)
    examples = [e for e in found.sommaire if "reconversion" in e.text or "Mme M." in e.text]
    assert len(examples) == 2
    assert [e.announced for e in examples] == sorted(e.announced or 0 for e in examples)
    assert made.rounds <= 3


@pytest.mark.lent
def test_the_file_is_checked_by_the_tool_itself(dossier: Dossier, tmp_path: Path) -> None:
    del dossier
    folder = tmp_path / "cip" / "dpp" / "conforme"
    shutil.copytree(EXAMPLES / "dpp" / "conforme", folder)
    shutil.copy(EXAMPLES / "dpp" / "candidat.yaml", folder.parent)
    form = build(EMPTY, tmp_path / "formulaire.docx")
    room = tmp_path / "room"
    room.mkdir()
    built = build_dossier(
        folder, workspace=room, moteur="dxpdf", packs=None, now=NOW, formulaire=form
    )
    assert built.delivered.docx.name == "DPP - MODÈLE Sacha (formulaire du ministère).docx"
    assert built.delivered.pdf.is_file()
    assert built.sentence.startswith("Contrôle\u00a0: conforme")
    assert "formulaire du ministère" in built.sentence


def test_nothing_in_the_package_is_said_twice(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    made = filled(replace(EMPTY, exemples=(BLANK,)), dossier, modele, tmp_path)
    root = xml_of(made.content)
    controls = [e.get(qn("w:val")) for p in root.iter(qn("w:sdtPr")) for e in p.iter(qn("w:id"))]
    marks = [b.get(qn("w:name")) for b in root.iter(qn("w:bookmarkStart"))]
    drawings = [d.get("id") for d in root.iter(qn("wp:docPr"))]
    for numbers in (controls, marks, drawings):
        assert len(numbers) == len(set(numbers))
    assert marks
    assert next(root.iter(qn("w:showingPlcHdr")), None) is None or _only_unused(root)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))


def _only_unused(root: Any) -> bool:
    """Controls that still show a prompt hold no text of the form's examples."""
    flags = list(root.iter(qn("w:showingPlcHdr")))
    return not any("".join(f.getparent().getparent().itertext()).strip() for f in flags)


def test_a_control_keeps_its_tag_and_takes_the_date(
    small: Dossier, modele: Modele, tmp_path: Path
) -> None:
    source = build(replace(EMPTY, controls=False), tmp_path / "formulaire.docx")
    document = Document(str(source))
    cell = next(
        c for t in document.tables for row in t.rows for c in row.cells
        if c.text.startswith("Période d’exercice")
    )  # fmt: skip
    cell.paragraphs[0].clear()
    cell.paragraphs[0].add_run(f"Période d’exercice \t{GLYPH}Du\u00a0:\t")
    for name, link in (("debut", "\tau\u00a0:\t"), ("fin", "")):
        cell.paragraphs[0]._p.append(
            parse_xml(
                f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="{name}"/><w:showingPlcHdr/>'
                '<w:dataBinding w:xpath="/x" w:storeItemID="{0}"/><w:date/></w:sdtPr><w:sdtContent>'
                '<w:r><w:rPr><w:i/><w:highlight w:val="lightGray"/></w:rPr><w:t>Cliquez ici</w:t>'
                "</w:r></w:sdtContent></w:sdt>"
            )
        )
        if link:
            cell.paragraphs[0].add_run(link)
    document.save(str(source))
    root = xml_of(filled(source, small, modele, tmp_path).content)
    controls = {
        e.get(qn("w:val")): e.getparent().getparent() for e in root.iter(qn("w:tag"))
    }  # fmt: skip
    debut = controls["debut"]
    assert "".join(t.text for t in debut.iter(qn("w:t"))) == "05/10/2026"
    date = next(debut.iter(qn("w:date")))
    assert date.get(qn("w:fullDate")) == "2026-10-05T00:00:00Z"
    for gone in ("w:showingPlcHdr", "w:dataBinding", "w:highlight", "w:i"):
        assert next(debut.iter(qn(gone)), None) is None, gone


def test_the_box_of_the_path_is_ticked_in_its_control(
    small: Dossier, modele: Modele, tmp_path: Path
) -> None:
    source = build(EMPTY, tmp_path / "formulaire.docx")
    document = Document(str(source))
    for row in document.tables[1].rows[-2:]:
        paragraph = row.cells[0].paragraphs[0]
        paragraph.clear()
        paragraph._p.append(
            parse_xml(
                f'<w:sdt {nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/'
                'wordml"><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/><w14:checkedState '
                'w14:val="2612"/><w14:uncheckedState w14:val="2610"/></w14:checkbox></w:sdtPr>'
                "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
            )
        )
    document.save(str(source))
    person = small.candidat.model_copy(update={"voie": "vae"})
    made = filled(source, replace(small, candidat=person), modele, tmp_path)
    assert dict(facts_of(made, modele, tmp_path).modalites) == {"formation": False, "vae": True}
    states = [e.attrib.values()[0] for e in xml_of(made.content).iter() if _name(e) == "checked"]
    assert states == ["0", "1"]


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def test_the_look_of_the_place_is_kept(small: Dossier, modele: Modele, tmp_path: Path) -> None:
    source = build(replace(EMPTY, controls=False), tmp_path / "formulaire.docx")
    document = Document(str(source))
    run = document.tables[0].rows[0].cells[2].paragraphs[0].runs[0]
    run.font.name = "Courier New"
    document.save(str(source))
    root = xml_of(filled(source, small, modele, tmp_path).content)
    written = next(t for t in root.iter(qn("w:t")) if t.text == "Modèle")
    fonts = written.getparent().find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert fonts.get(qn("w:ascii")) == "Courier New"


def test_a_text_full_of_markup_is_text(small: Dossier, modele: Modele, tmp_path: Path) -> None:
    nasty = "Dupont & Fils <SARL> {{ titre }} {% if %}"
    first = replace(
        small.exemples[0],
        intitule=nasty,
        entreprise=nasty,
        boites={**small.exemples[0].boites, "taches": (Words((Run(nasty),)),)},
    )
    made = filled(EMPTY, replace(small, exemples=(first,)), modele, tmp_path)
    assert words_of(made.content).count(nasty) == 4  # the sommaire, the title, the firm, the box


def test_a_form_already_filled_is_filled_anew(
    small: Dossier, modele: Modele, tmp_path: Path
) -> None:
    made = filled(replace(EMPTY, exemples=(Example(), Example(2))), small, modele, tmp_path)
    assert "seize personnes" not in words_of(made.content)
    assert any("déjà rempli" in line for line in made.avis)


def test_another_version_is_filled_and_said(small: Dossier, modele: Modele, tmp_path: Path) -> None:
    form = replace(
        EMPTY, version="01/06/2016", presentation="Le dossier professionnel (DP) constitue un "
        "élément du système.\nPour prendre sa décision, le jury dispose\u00a0:",
    )  # fmt: skip
    made = filled(form, small, modele, tmp_path)
    said = " ".join(made.avis)
    assert "version du 01/06/2016" in said
    assert "pas trouvés dans ce formulaire" in said
    assert len(facts_of(made, modele, tmp_path).exemples) == 2


def plain(path: Path) -> Path:
    document = Document()
    document.add_paragraph("Compte rendu de réunion")
    document.save(str(path))
    return path


def protected(path: Path) -> Path:
    build(EMPTY, path)
    document = Document(str(path))
    lock = OxmlElement("w:documentProtection")
    lock.set(qn("w:edit"), "forms")
    lock.set(qn("w:enforcement"), "1")
    document.settings.element.append(lock)
    document.save(str(path))
    return path


def torn(path: Path) -> Path:
    """The tables turned into lines of text, as « Convertir en texte » does."""
    build(EMPTY, path)
    document = Document(str(path))
    for table in document.tables:
        for paragraph in list(table._tbl.iter(qn("w:p"))):
            table._tbl.addprevious(paragraph)
        table._tbl.getparent().remove(table._tbl)
    document.save(str(path))
    return path


def without_a_box(path: Path) -> Path:
    return build(replace(EMPTY, exemples=(replace(BLANK, sans=frozenset({"moyens"})),)), path)


def truncated(path: Path) -> Path:
    build(EMPTY, path)
    path.write_bytes(path.read_bytes()[:4000])
    return path


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (plain, "n’est pas le formulaire"),
        (protected, "est protégé"),
        (torn, "n’est plus dans un tableau"),
        (without_a_box, "la boîte « Précisez les moyens » manque"),
        (truncated, "endommagé"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_cannot_be_filled_is_said_in_a_sentence(
    make: Any, said: str, small: Dossier, modele: Modele, tmp_path: Path
) -> None:
    source = make(tmp_path / "formulaire.docx")
    with pytest.raises(UnreadableError) as caught:
        filled(source, small, modele, tmp_path)
    assert said in caught.value.message.replace("\u00a0", " ")
    assert caught.value.aide


def test_another_kind_of_dossier_has_no_form(small: Dossier, tmp_path: Path) -> None:
    source = build(EMPTY, tmp_path / "formulaire.docx")
    with pytest.raises(UsageError, match="formulaire du ministère"):
        fill_official_form(source, small, load("cip/ccp2", ()), tmp_path, EMBEDDED)


def test_a_change_of_a_fixed_text_stops_everything(
    small: Dossier, modele: Modele, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault planted in the filling: the guard is what is tried."""
    import dossier_builder.pipeline.official_form as module

    real = module.fill_form

    def faulty(*given: Any, **named: Any) -> Any:
        made = real(*given, **named)
        document = Document(io.BytesIO(made.content))
        for text in document.element.iter(qn("w:t")):
            if text.text and text.text.startswith("Ce dossier comporte"):
                text.text = "Ce dossier contient\u00a0:"
        buffer = io.BytesIO()
        document.save(buffer)
        return replace(made, content=buffer.getvalue())

    monkeypatch.setattr(module, "fill_form", faulty)
    with pytest.raises(UnreadableError, match="changerait un texte du formulaire"):
        filled(EMPTY, small, modele, tmp_path)


def test_a_part_that_the_copy_lacks_is_added_and_said(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    source = build(EMPTY, tmp_path / "formulaire.docx")
    document = Document(str(source))
    for table in document.tables[-2:]:
        table._tbl.getparent().remove(table._tbl)
    document.save(str(source))
    first = replace(dossier, exemples=dossier.exemples[:1], annexes=dossier.annexes[:1])
    made = filled(source, first, modele, tmp_path)
    assert sum("a été ajoutée à la fin" in line for line in made.avis) == 2
    assert "Annexe 1 – Fiche de préparation" in words_of(made.content).replace("\u00a0", " ")
    assert re.search(
        r"^Documents illustrant la pratique professionnelle$", words_of(made.content), re.MULTILINE
    )


def test_the_places_of_the_form_are_those_of_its_fixed_texts(
    modele: Modele, tmp_path: Path
) -> None:
    path = build(EMPTY, tmp_path / "f.docx")
    lines = read_docx(Submission("f.docx", path, "docx", None)).lines
    assert modele.formulaire is not None
    places = find_places(lines, modele.formulaire)
    assert places is not None
    assert set(places.couverture) == {"nom_naissance", "nom_usage", "prenom", "adresse", "titre"}
    assert list(places.parties) == ["diplomes", "declaration", "documents", "annexes"]
    assert [set(e.contexte) for e in places.exemples] == [{"entreprise", "service", "periode"}] * 3
    assert places.sommaire is not None
    assert len(places.sommaire.exemples) == 3


@pytest.mark.lent
@pytest.mark.libreoffice
def test_libreoffice_finds_the_same_form(dossier: Dossier, modele: Modele, tmp_path: Path) -> None:
    source = build(EMPTY, tmp_path / "formulaire.docx")
    made = fill_official_form(source, dossier, modele, tmp_path, ("libreoffice",))
    found = facts_of(made, modele, tmp_path)
    assert len(found.exemples) == 6
    assert found.sommaire is not None
    assert all(entry.announced for entry in found.sommaire)
