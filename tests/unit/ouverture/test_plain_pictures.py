"""Pictures that nobody looks at: blanks in the working copy, and the same pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm
from PIL import Image

from dossier_builder.domain.submission import EngineName, Submission
from dossier_builder.layout import ENGINES, LayoutJob
from dossier_builder.ooxml import Package
from dossier_builder.ouverture import Incoming, open_submissions
from dossier_builder.pdf import destinations, read_pages

SIDES = (600, 400)


def picture(kind: str) -> io.BytesIO:
    buffer = io.BytesIO()
    Image.effect_noise(SIDES, 80).save(buffer, kind)
    return buffer


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Three pages: text, two pictures that move it, text."""
    document = Document()
    for kind in ("PNG", "JPEG"):
        document.add_paragraph("Avant. " * 200)
        document.add_picture(picture(kind), width=Cm(12))
    document.add_paragraph("Après. " * 300)
    path = tmp_path / "images.docx"
    document.save(str(path))
    return path


def opened(path: Path, *, pictures: bool) -> Submission:
    room = path.parent / f"copie-{pictures}"
    room.mkdir()
    (found,) = open_submissions([Incoming(path, path.name, room, pictures)])
    assert isinstance(found, Submission)
    return found


def drawn(submission: Submission) -> list[bytes]:
    copy = submission.working_copy
    assert copy is not None
    package = Package.read(copy.path)
    return [package.part(name) for name in package.names if name.startswith("word/media/")]


@pytest.mark.parametrize(
    "engine", ["dxpdf", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]
)
def test_the_pages_are_the_same(source: Path, engine: EngineName) -> None:
    seen = []
    for pictures in (True, False):
        submission = opened(source, pictures=pictures)
        copy = submission.working_copy
        assert copy is not None
        job = LayoutJob(copy.path, copy.path.with_suffix(".pdf"))
        assert list(ENGINES[engine].lay_out([job]))
        pages = read_pages(job.output).pages
        seen.append(
            (
                dict(destinations(job.output)),
                [page.lines for page in pages],
                [page.images for page in pages],
                [(p.x0, p.top, p.x1, p.bottom) for page in pages for p in page.pictures],
            )
        )
    assert len(seen[0][3]) == 2
    assert seen[0] == seen[1]


def test_a_copy_to_count_holds_blanks_and_one_to_look_at_the_pictures(source: Path) -> None:
    looked_at, counted = (drawn(opened(source, pictures=p)) for p in (True, False))
    original = Package.read(source)
    assert looked_at == [original.part(n) for n in original.names if n.startswith("word/media/")]
    assert [Image.open(io.BytesIO(one)).size for one in counted] == [(1, 1), (1, 1)]


def test_a_picture_whose_outline_moves_the_text_stays(source: Path) -> None:
    document = Document(str(source))
    document.inline_shapes[0]._inline.append(OxmlElement("wp:wrapTight"))
    document.save(str(source))
    assert drawn(opened(source, pictures=False)) == drawn(opened(source, pictures=True))


def test_a_picture_of_an_unknown_format_stays(source: Path) -> None:
    package = Package.read(source)
    (png,) = (name for name in package.names if name.endswith(".png"))
    package.with_parts({png: b"not a picture"}).write(source)
    assert b"not a picture" in drawn(opened(source, pictures=False))
