"""What pictures say besides what they show."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from dossier_builder.ooxml.pictures import has_position, metadata_of, without_metadata


def jpeg(*, gps: bool = True, orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "Sophie Kervadek"
    exif[0x0112] = orientation
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 7.0)})
    buffer = io.BytesIO()
    picture = Image.linear_gradient("L").convert("RGB")
    picture.save(buffer, "JPEG", exif=exif, comment=b"chez Kervadek")
    return buffer.getvalue()


def png(kind: bytes, payload: bytes) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (4, 4), 128).save(buffer, "PNG", dpi=(96, 96))
    data = buffer.getvalue()
    chunk = struct.pack(">I", len(payload)) + kind + payload
    chunk += struct.pack(">I", zlib.crc32(kind + payload))
    return data[:33] + chunk + data[33:]


def test_the_place_of_a_photo_is_seen() -> None:
    assert has_position(jpeg())
    assert not has_position(jpeg(gps=False))
    assert not has_position(b"GIF89a")


def test_metadata_go_and_pixels_stay() -> None:
    before = jpeg()
    after = without_metadata(before)
    assert not has_position(after)
    assert b"Kervadek" in metadata_of(before)
    assert b"Kervadek" not in after
    old, new = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert new.tobytes() == old.tobytes()
    assert new.getexif()[0x0112] == 6  # a photo turned by its orientation must stay upright


def test_an_upright_photo_keeps_nothing() -> None:
    assert metadata_of(without_metadata(jpeg(orientation=1))) == b""


def test_the_texts_of_a_png_are_read_compressed_or_not() -> None:
    plain = png(b"tEXt", b"Author\x00Kervadek")
    packed = png(b"zTXt", b"Author\x00\x00" + zlib.compress(b"Kervadek"))
    modern = png(b"iTXt", b"Author\x00\x01\x00fr\x00Auteur\x00" + zlib.compress(b"Kervadek"))
    for data in (plain, packed, modern):
        assert b"Kervadek" in metadata_of(data)
        clean = without_metadata(data)
        assert metadata_of(clean) == b""
        assert Image.open(io.BytesIO(clean)).info["dpi"] == Image.open(io.BytesIO(data)).info["dpi"]


def test_damaged_pictures_are_left_as_they_are() -> None:
    cut = jpeg()[:50]
    assert without_metadata(cut).startswith(b"\xff\xd8")
    assert not has_position(cut)
    assert without_metadata(b"no picture") == b"no picture"
    broken = png(b"zTXt", b"Author\x00\x00not packed")
    assert b"not packed" in metadata_of(broken)
