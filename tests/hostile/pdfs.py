"""Hostile PDF files, written by hand: each is what its name says, no more."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def write(path: Path, objects: Sequence[bytes]) -> Path:
    """The objects from number 1, the first being the catalogue, with their table."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    path.write_bytes(bytes(data))
    return path


def stream(data: bytes, *, dictionary: bytes = b"") -> bytes:
    """A packed stream."""
    packed = zlib.compress(data, 9)
    head = b"<< /Filter /FlateDecode /Length %d %s >>" % (len(packed), dictionary)
    return head + b"\nstream\n" + packed + b"\nendstream"


def one_page(path: Path, content: bytes, *extra: bytes, catalogue: bytes = b"") -> Path:
    """A page with that packed content; `extra` are objects from number 6."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F 4 0 R >> /XObject << /X 6 0 R >> >> >>"
    )
    root = b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return write(path, [root, pages, page, _FONT, content, *extra])


TEXT = b"BT /F 12 Tf 72 700 Td (Introduction du dossier) Tj ET"


def many_pages(path: Path, count: int = 5_000) -> Path:
    """Very many pages with a line each."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 3 0 R >> >> >>"
    )
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    root = b"<< /Type /Catalog /Pages 2 0 R >>"
    return write(path, [root, pages, _FONT, stream(TEXT), *[page] * count])


def deep_tree(path: Path, depth: int = 20_000) -> Path:
    """One page under a tower of nodes."""
    nodes = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1)
        for number in range(2, depth + 2)
    ]
    page = b"<< /Type /Page /MediaBox [0 0 595 842] >>"
    return write(path, [b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page])


def swollen_content(path: Path, megabytes: int = 300) -> Path:
    """A page whose drawing unpacks to that much: 0.5 MB on the disk."""
    return one_page(path, stream(b"0 0 m 1 1 l S\n" * (megabytes * 75_000)))


def too_much_text(path: Path) -> Path:
    """A page with more letters than can be shown."""
    line = b"BT /F 1 Tf 72 700 Td (" + b"abcde " * 40_000 + b") Tj ET"
    return one_page(path, stream(line))


def giant_picture(path: Path, side: int = 60_000) -> Path:
    """A picture of 3.6 billion pixels on a page, packed in 4 MB at most."""
    row = bytes(side // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace "
        b"/DeviceGray /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    ) % (side, side, len(data), data)
    return one_page(path, stream(TEXT + b" q 400 0 0 400 72 72 cm /X Do Q"), picture)


def recursive_form(path: Path) -> Path:
    """A form that draws itself twice: two to the power of its depth."""
    form = stream(
        b"/X Do /X Do",
        dictionary=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        b"/Resources << /XObject << /X 6 0 R >> >>",
    )
    return one_page(path, stream(TEXT + b" /X Do"), form)


def active(path: Path) -> Path:
    """Scripts, a program to start, a file inside; nothing of it may happen."""
    catalogue = (
        b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://exemple.invalid'\\)) >> "
        b"/AA << /WC << /S /Launch /F (cmd.exe) >> >> "
        b"/Names << /EmbeddedFiles << /Names [(outil.exe) 7 0 R] >> >>"
    )
    spec = b"<< /Type /Filespec /F (outil.exe) /UF (outil.exe) /EF << /F 8 0 R >> >>"
    inside = stream(b"MZ", dictionary=b"/Type /EmbeddedFile")
    return one_page(path, stream(TEXT), stream(b""), spec, inside, catalogue=catalogue)
