"""Images: turned upright, reduced, freed of what the camera noted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from dossier_builder.errors import InputsError
from dossier_builder.render.pictures import EMU_PER_TWIP, fitted, from_page, load

WIDTH = 9070 * EMU_PER_TWIP


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def photograph(**options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200), "#aa3300").save(buffer, "JPEG", **options)
    return buffer.getvalue()


def test_a_plain_image_is_taken_as_it_is(png: Path) -> None:
    image = load(png, print_width_emu=WIDTH)
    assert image.data == png.read_bytes()
    assert (image.extension, image.width, image.height) == ("png", 640, 320)


def test_a_photograph_stands_upright_and_tells_no_place(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: a quarter turn to make
    exif[0x010F] = "Appareil de Sacha"
    path = tmp_path / "photo.jpg"
    path.write_bytes(photograph(exif=exif))
    image = load(path, print_width_emu=WIDTH)
    assert (image.width, image.height, image.extension) == (200, 300, "jpeg")
    with opened(image.data) as again:
        assert len(again.getexif()) == 0
    assert b"Sacha" not in image.data


def test_pixels_beyond_print_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "grand.png"
    Image.new("RGB", (4000, 1000), "white").save(path)
    image = load(path, print_width_emu=WIDTH)
    assert 1300 < image.width < 1450
    assert image.height == pytest.approx(image.width / 4, abs=1)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_formats_become_png(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"image.{kind.lower()}"
    Image.new("RGB", (40, 30), "red").save(path, kind)
    assert load(path, print_width_emu=WIDTH).extension == "png"


@pytest.mark.parametrize("content", [b"", b"pas une image", b"\x89PNG\r\n\x1a\n0000"])
def test_a_damaged_image_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "abimee.png"
    path.write_bytes(content)
    with pytest.raises(InputsError, match="abimee") as caught:
        load(path, print_width_emu=WIDTH)
    assert caught.value.problems[0].fichier == str(path)


def test_a_page_without_colour_is_stored_in_greys() -> None:
    for colour, mode in (("#808080", "L"), ("#808081", "RGB")):
        buffer = io.BytesIO()
        Image.new("RGB", (20, 20), colour).save(buffer, "PNG")
        with opened(from_page(buffer.getvalue()).data) as page:
            assert page.mode == mode


def test_fitting_keeps_the_proportions(png: Path) -> None:
    image = load(png, print_width_emu=WIDTH)
    assert fitted(image, 1000, 1000) == (1000, 500)
    assert fitted(image, 1000, 100) == (200, 100)
