"""From `nouveau` to `deposer`, as a new user goes: in a folder, or without leaving Word."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import pytest

from dossier_builder.cli import main
from dossier_builder.ooxml import Element, Package, qn, serialize_xml
from dossier_builder.pdf import page_count, read_pages
from dossier_builder.pipeline.generate import generate
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.source import load_source
from dossier_builder.render.markup import run

from .test_entretien import DOWN, ENTER, WIPE, Terminal
from .test_start_file import first_section

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "cip"
BOX = (
    "J’ai reçu Mme M. trois fois, dans un bureau fermé, après avoir lu la fiche de liaison. Je lui "
    "ai laissé dire ce qui l’amenait, j’ai reformulé, puis nous avons écrit ensemble ce qui "
    "pressait et ce qui pouvait attendre. "
)
ANSWERS = {
    "adresse": "1 rue des Modèles, 00000 Valfictive",
    "exemple.intitule": "Accueillir une personne et entendre sa demande",
    "exemple.entreprise": "Mission locale de Valfictive",
    "exemple.service": "Pôle accueil",
    "exemple.debut": "05/10/2026",
    "exemple.fin": "23/10/2026",
    "fait_a": "Valfictive",
    "fait_le": "26/02/2027",
}

pytestmark = pytest.mark.lent


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedded engine says the same and is quicker; the current folder is the learner's."""
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    monkeypatch.chdir(tmp_path)


def begin(place: Path, *words: str, project: bool) -> str:
    """The interview, with a name and a date that are wrong at first."""
    one = Terminal(place, "nouveau", *words)
    try:
        one.answers("nom de naissance", "4" + ENTER)
        one.sees("sans chiffre")
        one.types(WIPE + "Exemple" + ENTER)
        one.answers("prénom", "Camille" + ENTER)
        one.answers("nom d’usage", ENTER)
        if not project:
            one.answers("adresse", "1 rue des Modèles, 00000 Valfictive" + ENTER)
        one.answers("Comment préparez-vous", DOWN + DOWN + ENTER)  # VAE
        one.answers("Que présentez-vous", ENTER)
        one.answers("date de votre session", "31/02/2027" + ENTER)
        one.sees("calendrier")
        one.types(WIPE + "15/03/2027" + ENTER)
        one.answers("centre de formation", "Les Exemples" + ENTER)
        if project:
            one.answers("Titre", "Reprendre la main" + ENTER)
            one.answers("Sous-titre", ENTER)
            one.answers("Structure", "Mission locale de Valfictive" + ENTER)
            one.answers("Période", "du 16/11/2026 au 11/12/2026" + ENTER)
        code, said = one.ends()
    finally:
        one.child.close(force=True)
    assert code == 0, said
    return said


def write_the_text(folder: Path, genre: str) -> None:
    """What the learner writes: the example's text, over the advice of each file."""
    example = EXAMPLES / genre / "conforme"
    for name in ("sections", "exemples", "images", "annexes"):
        if (example / name).is_dir():
            shutil.rmtree(folder / name, ignore_errors=True)
            shutil.copytree(example / name, folder / name)
    shutil.copy(example / "dossier.yaml", folder / "dossier.yaml")


def first_text(folder: Path) -> Path:
    return min([*folder.glob("sections/*.md"), *folder.glob("exemples/*.md")])


@pytest.mark.parametrize("genre", ["ccp2", "ccp3", "dpp"])
def test_in_a_folder(genre: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = begin(tmp_path, "mon-dossier", "--modele", f"cip/{genre}", project=genre != "dpp")
    assert "Dossier prêt" in said
    assert main(["verifier", "mon-dosier"]) != 0  # a slip in the name
    assert main(["verifier", "mon-dossier"]) == 1  # nothing is written yet
    assert main(["deposer", "mon-dossier"]) == 1
    capsys.readouterr()

    write_the_text(tmp_path / "mon-dossier", genre)
    slip = first_text(tmp_path / "mon-dossier")
    text = slip.read_text("utf-8")
    slip.write_text(text + "\n\nXXX à compléter\n", "utf-8")
    assert main(["suivre", "mon-dossier", "--une-fois", "--texte-seul"]) in {0, 1}
    assert main(["verifier", "mon-dossier"]) == 1
    assert "TXT001" in capsys.readouterr().out
    slip.write_text(text, "utf-8")
    assert main(["generer", "mon-dossier"]) == 0
    assert main(["verifier", "mon-dossier"]) == 0
    handed_in(tmp_path, "mon-dossier", capsys)


@pytest.mark.parametrize("genre", ["ccp2", "ccp3", "dpp"])
def test_without_leaving_word(
    genre: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = begin(tmp_path, "--word", "--modele", f"cip/{genre}", project=genre != "dpp")
    assert "Fichier prêt" in said
    (started,) = tmp_path.glob("*.docx")
    assert main(["verifier", started.name]) == 1
    assert main(["deposer", started.name]) == 1  # empty
    capsys.readouterr()

    package = Package.read(started)
    document = package.xml(package.document_name)
    if genre == "dpp":
        fill_the_boxes(document)
        started.write_bytes(
            package.with_parts({package.document_name: serialize_xml(document)}).to_bytes()
        )
    else:
        started.write_bytes(with_the_text(package, document, genre, tmp_path))
    assert main(["generer", started.name]) == 0
    assert main(["verifier", f"rendu/{started.name}"]) == 0
    handed_in(tmp_path, started.name, capsys)


def fill_the_boxes(document: Element) -> None:
    """Click on each grey text and write; take the example of an annex away."""
    for control in list(document.iter(qn("w:sdt"))):
        properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        tag = properties.find(qn("w:tag")).get(qn("w:val"))
        flag = properties.find(qn("w:showingPlcHdr"))
        if flag is not None:
            properties.remove(flag)
        words = ANSWERS.get(tag, "" if "annexe" in tag or tag == "nom_usage" else BOX * 3)
        if flag is None and tag not in ANSWERS:
            continue
        paragraphs = list(content.iter(qn("w:p")))
        if not paragraphs:
            for child in list(content):
                content.remove(child)
            content.append(run(words))
            continue
        for extra in paragraphs[1:]:
            extra.getparent().remove(extra)
        for child in list(paragraphs[0]):
            if child.tag != qn("w:pPr"):
                paragraphs[0].remove(child)
        paragraphs[0].append(run(words))


def with_the_text(package: Package, document: Element, genre: str, room: Path) -> bytes:
    """The text of the example, pasted section by section where the start file has its places."""
    (room / "modele").mkdir()
    shutil.copytree(EXAMPLES / genre / "conforme", room / "modele" / "conforme")
    shutil.copy(EXAMPLES / genre / "candidat.yaml", room / "modele")
    loaded = load_source(room / "modele" / "conforme", pack_roots(None))
    made = Package.from_bytes(generate(loaded.dossier, loaded.modele, room, ("dxpdf",)).docx)
    shutil.rmtree(room / "modele")
    body = document.find(qn("w:body"))
    text = made.xml(made.document_name).find(qn("w:body"))
    for child in list(body)[first_section(body) : -1]:
        body.remove(child)
    for child in list(text)[first_section(text) : -1]:
        body.insert(len(body) - 1, deepcopy(child))
    for control in list(document.iter(qn("w:sdt"))):
        flag = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
        if flag is None or control.getparent() is None:
            continue
        if control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == "date":
            flag.getparent().remove(flag)
            content = control.find(qn("w:sdtContent"))
            for child in list(content):
                content.remove(child)
            content.append(run("26/02/2027"))
        else:
            control.getparent().remove(control)  # an optional field of the cover, left out
    parts = {made.document_name: serialize_xml(document)}
    for name in ("word/styles.xml", "docProps/custom.xml"):
        parts[name] = package.part(name)
    return made.with_parts(parts).to_bytes()


def handed_in(place: Path, source: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Deposited, whole, and provable; the original is where it was."""
    capsys.readouterr()
    code = main(["deposer", source])
    said = capsys.readouterr()
    assert code == 0, said.out + said.err
    assert said.out.rstrip().endswith("Rien n’a été envoyé.")
    pdfs = sorted(path for path in (place / "depot").rglob("*.pdf") if path.name != "preuve.pdf")
    (proof,) = (place / "depot").rglob("preuve.pdf")
    assert page_count(proof) == 1
    pages = read_pages(pdfs[0]).pages
    assert len(pages) >= 8
    assert "Exemple" in pages[0].text or "EXEMPLE" in pages[0].text
    assert not any("Écrivez ici" in page.text for page in pages)
    assert main(["deposer", "--verifier", "depot"]) == 0
    assert (place / source).exists()
