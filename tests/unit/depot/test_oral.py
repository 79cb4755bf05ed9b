"""`dossier oral` on the examples: what the slides and papers say, and what they must not do."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import font_lato
import pytest
from PIL import ImageFont
from pptx import Presentation

from dossier_builder.cli import main
from dossier_builder.depot.oral import Written, write_oral
from dossier_builder.depot.oral.choice import oral_of
from dossier_builder.errors import PackError, UsageError
from dossier_builder.ooxml import Package, custom_properties, paragraphs, text_of
from dossier_builder.packs.oral import load_oral
from dossier_builder.pipeline.modeles import load
from dossier_builder.pipeline.requests import Options
from dossier_builder.resources import templates_root

EXAMPLES = Path(__file__).parents[3] / "examples" / "cip"
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
CHOICE = "[votre idée clé]"
SMALLEST = 20
PICTURE = 13  # MSO_SHAPE_TYPE


def copied(kind: str, to: Path) -> Path:
    shutil.copytree(EXAMPLES / kind / "conforme", to / "conforme")
    shutil.copy(EXAMPLES / kind / "candidat.yaml", to / "candidat.yaml")
    return to / "conforme"


def written(
    source: Path, *, genre: str | None = None, jury: bool = False, packs: Path | None = None
) -> Written:
    options = Options(now=NOW, moteur="dxpdf", packs=packs)
    return write_oral(source, options, genre=genre, jury=jury, vers=None)


@pytest.fixture(scope="module")
def ccp2(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Written]:
    """The example as a learner sends it: a Word file, its PDF beside."""
    root = tmp_path_factory.mktemp("ccp2")
    folder = copied("ccp2", root)
    assert main(["generer", str(folder), "--moteur", "dxpdf"]) == 0
    for suffix in (".docx", ".pdf"):
        shutil.copy(next((folder / "rendu").glob(f"*{suffix}")), root / f"dossier{suffix}")
    return root, written(root / "dossier.docx")


@pytest.fixture
def pdf(ccp2: tuple[Path, Written], tmp_path: Path) -> Path:
    return Path(shutil.copy(ccp2[0] / "dossier.pdf", tmp_path / "mon dossier.pdf"))


@pytest.fixture(scope="module")
def deck(ccp2: tuple[Path, Written]) -> Any:
    return Presentation(str(next(p for p in ccp2[1].paths if p.suffix == ".pptx")))


def text(path: Path) -> str:
    package = Package.read(path)
    found = paragraphs(package.xml(package.document_name))
    return "\n".join(text_of(one.element) for one in found)


def shapes(deck: Any) -> Iterator[tuple[Any, Any]]:
    for slide in deck.slides:
        for shape in slide.shapes:
            yield slide, shape


def test_the_files_stand_in_oral_under_the_learners_name(ccp2: tuple[Path, Written]) -> None:
    folder, made = ccp2  # beside the file
    assert [path.relative_to(folder).as_posix() for path in made.paths] == [
        "oral/CCP2 - EXEMPLE Camille - présentation.pptx",
        "oral/CCP2 - EXEMPLE Camille - questions.docx",
        "oral/CCP2 - EXEMPLE Camille - questions.pdf",
    ]
    assert "20 min de présentation, 40 min d’entretien" in made.lignes[0].replace("\u00a0", " ")


def test_slides_are_wide_titled_once_and_numbered(deck: Any) -> None:
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=0.001)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in list(deck.slides)[1:-1]:
        assert any("slidenum" in shape._element.xml for shape in slide.shapes)


def test_all_text_is_large_and_french(deck: Any) -> None:
    sizes = []
    for _, shape in shapes(deck):
        for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
            for run in paragraph.runs:
                sizes.append(run.font.size.pt)
                assert run.font.language_id is not None
    assert min(sizes) >= SMALLEST
    assert len(sizes) > 20


def test_no_text_overflows_its_box_nor_the_slide(deck: Any) -> None:
    """Measured with Lato, whose letters are wider than Calibri's."""
    faces: dict[tuple[float, bool], Any] = {}
    folder = Path(font_lato.font_directory)
    for _, shape in shapes(deck):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height
        if not shape.has_text_frame:
            continue
        room = shape.width / 12700 - 2 * 7.2
        used = 7.2
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                key = (run.font.size.pt, bool(run.font.bold))
                name = "Lato-Bold.ttf" if key[1] else "Lato-Regular.ttf"
                face = faces.setdefault(key, ImageFont.truetype(str(folder / name), key[0]))
                indent = 0.3 * 72 if "buChar" in paragraph._p.xml else 0
                used += lines(run.text, face, room - indent) * key[0] * 1.2
            for gap in (paragraph.space_after, paragraph.space_before):
                used += gap.pt if gap is not None else 0
        assert used <= shape.height / 12700 + 1, shape.text_frame.text


def lines(words: str, face: Any, room: float) -> int:
    count, line = 1, ""
    for word in words.split(" "):
        longer = f"{line} {word}".strip()
        if line and face.getlength(longer) > room:
            count, line = count + 1, word
        else:
            line = longer
    return count


def test_pictures_are_described_and_keep_their_proportions(deck: Any) -> None:
    pictures = [shape for _, shape in shapes(deck) if shape.shape_type == PICTURE]
    assert len(pictures) == 3
    for picture in pictures:
        assert len(picture._element.nvPicPr.cNvPr.get("descr")) > 20
        wide, high = picture.image.size
        assert picture.width / picture.height == pytest.approx(wide / high, rel=0.01)


def test_the_notes_give_twenty_minutes_in_a_row(deck: Any) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    spans = dict.fromkeys(
        match.groups()
        for note in notes[2:]
        for match in re.finditer(r"^De (\d+:\d\d) à (\d+:\d\d) \(", note, re.MULTILINE)
    )
    starts, ends = zip(*spans, strict=True)
    assert starts[0] == "0:00"
    assert ends[-1] == "20:00"
    assert list(starts[1:]) == list(ends[:-1])
    assert "Dans le dossier" in notes[2]
    assert any("Compétence\u00a06" in n or "Compétence 6" in n for n in notes)


def test_no_word_on_the_slides_is_invented(ccp2: tuple[Path, Written], deck: Any) -> None:
    folder, _ = ccp2
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.md"))
    known = squeezed(re.sub(r"\{[^}]*\}|\*", "", source))
    seen = 0
    for slide in list(deck.slides)[2:-1]:
        body = [s for s in slide.placeholders if s.placeholder_format.idx == 1]
        for paragraph in body[0].text_frame.paragraphs if body else ():
            said = paragraph.text.removesuffix("\u00a0…")
            if said == CHOICE or paragraph.runs[0].font.bold:
                continue
            seen += 1
            assert squeezed(said) in known, said
    assert seen > 8


def squeezed(said: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"\((?:annexe|figure|tableau)[^)]*\)|\(\)", "", said))


def test_questions_come_with_the_pages_of_the_dossier(ccp2: tuple[Path, Written]) -> None:
    sheet = next(path for path in ccp2[1].paths if path.suffix == ".docx")
    said = text(sheet).replace("\u00a0", " ")
    for number in range(6, 12):
        assert f"Compétence {number} –" in said
    assert "Compétence 12" not in said
    assert re.search(r"Dans votre dossier : p\. \d+", said)
    assert "ce ne sont pas celles du jury" in said
    assert custom_properties(Package.read(sheet))["dossier.genre"] == "oral"


def test_the_jury_gets_a_grid_and_nothing_else(pdf: Path) -> None:
    made = written(pdf, jury=True)
    assert [path.name for path in made.paths] == ["CCP2 - EXEMPLE Camille - grille du jury.docx"]
    said = text(made.paths[0]).replace("\u00a0", " ")
    assert "n’est pas la grille officielle" in said
    minutes = re.findall(r"^(?:(\d+) min(?: (30))?|30 s)$", said, re.MULTILINE)
    assert sum(int(m or 0) + (0.5 if half or not m else 0) for m, half in minutes) == 60


def test_edited_slides_are_kept(pdf: Path) -> None:
    slides = next(path for path in written(pdf).paths if path.suffix == ".pptx")
    mine = Presentation(str(slides))
    mine.slides[0].shapes.title.text_frame.text = "Mon titre"
    mine.save(str(slides))
    before = slides.read_bytes()
    made = written(pdf)
    assert slides.read_bytes() == before
    names = {path.name for path in made.paths}
    assert "CCP2 - EXEMPLE Camille - présentation 2026-11-23 09h30.pptx" in names
    assert any("gardé tel quel" in avis for avis in made.avis)


def test_a_dpp_has_questions_and_no_slides(tmp_path: Path) -> None:
    folder = copied("dpp", tmp_path)
    made = written(folder)
    assert {path.parent for path in made.paths} == {folder / "oral"}
    assert {path.suffix for path in made.paths} == {".docx", ".pdf"}
    assert "n’a pas de présentation" in made.lignes[1]
    assert "60\u00a0min" in made.lignes[0] or "60 min" in made.lignes[0]


def test_a_pdf_of_any_origin_is_enough(pdf: Path) -> None:
    made = written(pdf)
    slides = Presentation(str(next(p for p in made.paths if p.suffix == ".pptx")))
    titles = [slide.shapes.title.text_frame.text for slide in slides.slides]
    assert "Accompagnement d’une personne" in titles
    assert not [shape for _, shape in shapes(slides) if shape.shape_type == PICTURE]


def test_the_wrong_test_is_refused_with_the_right_one(pdf: Path) -> None:
    with pytest.raises(UsageError) as caught:
        written(pdf, genre="ccp3")
    assert "--genre ccp2" in caught.value.aide
    with pytest.raises(UsageError) as unknown:
        written(pdf, genre="ccp9")
    assert "entretien-technique" in unknown.value.aide
    assert not (pdf.parent / "oral").exists()


def test_a_title_without_oral_tests_is_told() -> None:
    modele = load("ntc/projet", (templates_root(),))
    with pytest.raises(UsageError, match="Aucune épreuve orale"):
        oral_of(modele, (templates_root(),))


@pytest.fixture
def centre(tmp_path: Path) -> Callable[[str], Path]:
    def make(content: str) -> Path:
        (tmp_path / "modeles" / "centre").mkdir(parents=True)
        path = tmp_path / "modeles" / "centre" / "oral.yaml"
        path.write_text(content, encoding="utf-8")
        return tmp_path / "modeles"

    return make


OVERRIDE = """titre: cip
epreuves:
  - id: entretien-technique
    entretien:
      minutes: 40
      source: {document: Consignes du centre, statut: centre, date: 2026-11-23}
questions:
  - {competence: 1, question: "Et chez nous ?"}
"""


def test_a_centre_says_its_own_duration_and_questions(centre: Callable[[str], Path]) -> None:
    oral = load_oral("cip", (centre(OVERRIDE), templates_root()))
    assert oral is not None
    tests = {one.id: one for one in oral.epreuves}
    assert tests["entretien-technique"].entretien.minutes == 40
    assert tests["entretien-technique"].entretien.source.statut == "centre"
    assert tests["entretien-technique"].intitule == "Entretien technique du CCP1"
    assert tests["ccp2"].entretien.minutes == 40
    assert oral.questions[0].question == "Et chez nous ?"
    assert oral.source.statut == "infere"


def test_what_we_ship_is_what_the_programme_says() -> None:
    oral = load_oral("cip", (templates_root(),))
    assert oral is not None
    times = {
        e.id: (e.presentation.minutes if e.presentation else 0, e.entretien.minutes)
        for e in oral.epreuves
    }
    assert times == {
        "ccp2": (20, 40), "ccp3": (20, 40), "dpp": (0, 60), "entretien-technique": (0, 50),
    }  # fmt: skip
    assert {q.competence for q in oral.questions} == set(range(1, 16))
    assert all(e.entretien.source.statut == "programme" for e in oral.epreuves)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("titre: cip\nepreuves:\n  - {id: nouvelle}\n", "intitule"),
        ("titre: cip\nepreuve: []\n", "epreuve"),
        ("titre: cip\nepreuves:\n  - {id: ccp2, entretien: {minutes: 0}}\n", "minutes"),
    ],
)
def test_a_wrong_file_is_told_at_its_line(
    centre: Callable[[str], Path], content: str, said: str
) -> None:
    with pytest.raises(PackError) as caught:
        load_oral("cip", (centre(content), templates_root()))
    assert any(said in problem.message and problem.ligne for problem in caught.value.problems)


def test_a_title_without_oral_tests_says_so() -> None:
    assert load_oral("ntc", (templates_root(),)) is None


def test_the_command_answers_in_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vide.docx").write_bytes(b"")
    assert main(["talk", str(tmp_path / "vide.docx")]) == 3
    assert "Traceback" not in capsys.readouterr().err
