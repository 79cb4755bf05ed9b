"""A document of a learner becomes a folder: what goes where, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from dossier_builder.cli import main
from dossier_builder.ooxml import NAMESPACES, qn, text_of
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.requests import Options
from dossier_builder.pipeline.source import load_source
from dossier_builder.pipeline.start_file import Known, start_file
from dossier_builder.render.markup import el
from dossier_builder.render.markup import run as markup_run
from dossier_builder.reprise.importation import Imported, import_document

NOW = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)
PARTS = (
    "Introduction", "1. Contexte : la structure, le public, le territoire",
    "2. Accompagnement d’une personne", "3. Un atelier thématique", "Conclusion",
)  # fmt: skip


def document() -> Any:
    """A dossier projet as a learner types it."""
    made = Document()
    for text in ("Dossier projet CCP2", "Présenté par : Camille EXEMPLE"):
        made.add_paragraph(text)
    made.add_paragraph("Structure d’accueil : Mission locale de Valfictive")
    made.add_paragraph("Une devise de la garde")
    made.add_page_break()
    for title in PARTS:
        made.add_heading(title, level=1)
        made.add_paragraph(f"Le texte de la partie {title.split()[-1]}.")
    return made


def saved(made: Any, folder: Path) -> Path:
    path = folder / "mon dossier.docx"
    made.save(path)
    return path


def run(source: Path, target: Path, workspace: Path) -> Imported:
    workspace.mkdir()
    return import_document(source, target, Options(now=NOW, modele="cip/ccp2"), workspace)


def everything(folder: Path) -> str:
    texts = (path for path in sorted(folder.rglob("*")) if path.suffix in {".md", ".yaml"})
    return "\n".join(path.read_text("utf-8") for path in texts)


def test_sections_are_found_and_the_cover_fills_the_fields(tmp_path: Path) -> None:
    made = document()
    made.add_heading("Annexe 1 – Le contrat", level=1)
    made.add_paragraph("Les clauses.")
    found = run(saved(made, tmp_path), tmp_path / "d", tmp_path / "w")
    assert [row.fichier for row in found.rows] == [
        "a-classer.md", "sections/introduction.md", "sections/contexte.md",
        "sections/accompagnement.md", "sections/atelier.md", "sections/conclusion.md",
        "annexes/contrat.md",
    ]  # fmt: skip
    assert found.replaces == 0
    loaded = load_source(tmp_path / "d", pack_roots(None))
    assert loaded.dossier.champs["structure"] == "Mission locale de Valfictive"
    assert (loaded.dossier.candidat.nom, loaded.dossier.candidat.prenom) == ("EXEMPLE", "Camille")
    assert [annexe.titre for annexe in loaded.dossier.annexes] == ["Le contrat"]
    assert "Une devise de la garde" in (tmp_path / "d/a-classer.md").read_text("utf-8")
    assert any("n’est pas imprimé" in notice.message for notice in loaded.dossier.avis)


def test_another_title_is_kept_and_an_unknown_part_waits_for_its_place(tmp_path: Path) -> None:
    made = document()
    made.add_heading("Mes remerciements chaleureux", level=1)
    made.add_paragraph("Merci à toutes.")
    path = saved(made, tmp_path)
    run(path, tmp_path / "d", tmp_path / "w")
    aside = (tmp_path / "d/a-classer.md").read_text("utf-8")
    assert "## Mes remerciements chaleureux\n\nMerci à toutes." in aside
    # The pack's own title needs no line; its number is printed anew.
    assert (tmp_path / "d/sections/contexte.md").read_text("utf-8").startswith("Le texte")


def test_sub_headings_lose_the_number_that_printing_puts_back(tmp_path: Path) -> None:
    made = Document()
    for title in PARTS:
        made.add_heading(title, level=1)
        made.add_heading("2.1 Une sous-partie", level=2)
        made.add_paragraph("Son texte.")
    found = run(saved(made, tmp_path), tmp_path / "d", tmp_path / "w")
    assert found.replaces == 0
    text = (tmp_path / "d/sections/contexte.md").read_text("utf-8")
    assert text == "## Une sous-partie\n\nSon texte.\n"


@pytest.mark.parametrize(
    ("place", "kept"), [("Nom de naissance", 1), ("Je soussigné", 1), ("Sommaire", 1), ("", 0)]
)
def test_a_text_where_the_form_has_no_place_waits_for_one(
    tmp_path: Path, place: str, kept: int
) -> None:
    """The form's own texts are not kept, what somebody adds among them is."""
    modele = load("cip/dpp", pack_roots(None))
    made = Document(io.BytesIO(start_file(modele, Known("Exemple", "Camille")).content))
    if place:
        texts = (p for p in made.element.body.iter(qn("w:p")) if text_of(p).startswith(place))
        next(texts).addprevious(el("w:p", markup_run("Merci à ma tutrice Zélie.")))
    source = saved(made, tmp_path)
    (tmp_path / "w").mkdir()
    found = import_document(
        source, tmp_path / "d", Options(now=NOW, modele="cip/dpp"), tmp_path / "w"
    )
    assert everything(tmp_path).count("Merci à ma tutrice Zélie.") == kept
    assert found.replaces == 5 * kept
    assert (tmp_path / "d" / "a-classer.md").exists() is bool(kept)


def test_pictures_are_files_and_one_that_nothing_prints_is_told(tmp_path: Path) -> None:
    made = document()
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(buffer, "TIFF")
    made.add_picture(buffer)
    made.add_paragraph("Figure 1 : Le parcours")
    run(saved(made, tmp_path), tmp_path / "d", tmp_path / "w")
    assert (tmp_path / "d/images/image1.png").is_file()
    text = (tmp_path / "d/sections/conclusion.md").read_text("utf-8")
    assert '](images/image1.png "Le parcours")' in text


def test_an_existing_folder_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(document(), tmp_path)
    (tmp_path / "d").mkdir()
    (tmp_path / "d/note.txt").write_text("à moi", encoding="utf-8")
    assert main(["importer", str(path), str(tmp_path / "d"), "--modele", "cip/ccp2"]) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert [one.name for one in (tmp_path / "d").iterdir()] == ["note.txt"]


def test_the_table_says_what_went_where_and_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "candidat.yaml").write_text("à moi", encoding="utf-8")
    path = saved(document(), tmp_path)
    assert main(["import", str(path), str(tmp_path / "d")]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert re.search(r"Introduction +\d* +\d+  sections/introduction.md", said)
    assert "Vérifié : les" in said
    assert f"Ensuite : dossier verifier {tmp_path / 'd'}" in said
    assert (tmp_path / "candidat.yaml").read_text("utf-8") == "à moi"


def test_a_document_of_no_known_kind_is_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Document()
    made.add_paragraph("Une lettre, sans rien d’un dossier.")
    path = saved(made, tmp_path)
    assert main(["importer", str(path), str(tmp_path / "d")]) == 3
    assert "--modele" in capsys.readouterr().err
    assert main(["importer", str(path), str(tmp_path / "d"), "--modele", "cip/ccp2"]) == 0
    assert "n’a été reconnue : tout est à classer" in capsys.readouterr().out.replace("\xa0", " ")


@pytest.mark.parametrize("name", ["dossier.pages", "dossier.gdoc", "dossier.docx"])
def test_what_cannot_be_read_leaves_nothing_behind(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(b'{"url": "https://exemple.fr"}')
    assert main(["importer", str(tmp_path / name), str(tmp_path / "d")]) == 3
    assert capsys.readouterr().err.strip()
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_scanned_pdf_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "scan.pdf"
    Image.new("L", (600, 800), 255).save(path, "PDF")
    assert main(["importer", str(path), str(tmp_path / "d"), "--modele", "cip/ccp2"]) == 3
    assert "numérisé" in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


# -- the law: every word of the document is in the folder --

Adder = Callable[[Any, Iterator[str]], None]


def _paragraph(made: Any, words: Iterator[str]) -> None:
    paragraph = made.add_paragraph(f"{next(words)} * [ {next(words)}")
    paragraph.add_run(next(words)).bold = True
    paragraph.add_run(f"{next(words)} | {next(words)}").italic = True


def _known(made: Any, words: Iterator[str]) -> None:
    made.add_heading("Accompagnement d’une personne", level=1)
    made.add_paragraph(next(words))


def _unknown(made: Any, words: Iterator[str]) -> None:
    made.add_heading(f"{next(words)} {next(words)}", level=2)


def _list(made: Any, words: Iterator[str]) -> None:
    for style in ("List Bullet", "List Bullet 2", "List Number"):
        made.add_paragraph(next(words), style=style)


def _table(made: Any, words: Iterator[str]) -> None:
    table = made.add_table(rows=3, cols=3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = next(words)
    table.cell(0, 0).merge(table.cell(1, 1)).add_paragraph(next(words))
    inner = table.cell(2, 2).add_table(rows=2, cols=2)
    for cell in itertools.chain.from_iterable(row.cells for row in inner.rows):
        cell.text = next(words)


def _raw(made: Any, xml: str) -> None:
    declarations = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    paragraph = etree.fromstring(f"<w:p {declarations}>{xml}</w:p>")
    made.element.body.insert(len(made.element.body) - 1, paragraph)


def _box(made: Any, words: Iterator[str]) -> None:
    _raw(
        made,
        f"<w:r><w:t>{next(words)}</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>"
        f"<w:r><w:t>{next(words)}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        "</w:r>",
    )


def _control(made: Any, words: Iterator[str]) -> None:
    _raw(
        made,
        f"<w:sdt><w:sdtContent><w:r><w:t>{next(words)}</w:t></w:r></w:sdtContent></w:sdt>"
        f"<w:ins><w:r><w:t> {next(words)}</w:t></w:r></w:ins>"
        f"<w:fldSimple w:instr=' DATE '><w:r><w:t> {next(words)}</w:t></w:r></w:fldSimple>",
    )


def _caption(made: Any, words: Iterator[str]) -> None:
    made.add_paragraph(f"Figure 2 : {next(words)}", style="Caption")


ADDERS: Sequence[Adder] = (
    _paragraph, _known, _unknown, _list, _table, _box, _control, _caption,
)  # fmt: skip


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(ADDERS), min_size=6, max_size=14))
def test_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory, adders: Sequence[Adder]) -> None:
    folder = tmp_path_factory.mktemp("loi")
    given_words = [f"mot{number}x" for number in range(300)]
    words = iter(given_words)
    made = document()
    for adder in adders:
        adder(made, words)
    used = given_words[: given_words.index(next(words))]
    found = run(saved(made, folder), folder / "d", folder / "w")
    text = everything(folder / "d")
    assert [word for word in used if word not in text] == []
    assert found.replaces == 0
    load_source(folder / "d", pack_roots(None))
