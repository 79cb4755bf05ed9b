"""Every bound that protects the program from what it opens, each with its reason.

At the bottom of the line, so that whoever opens, reads or starts something takes it from here. A
learner's dossier is 1 to 40 MB of photographs around 0.1 to 2 MB of XML; each bound leaves at least
a factor of two above what was met, and stops what can only be an attack or a mistake. The table of
docs/securite.md is checked against this module (tests/hostile/test_limits.py).
"""

from __future__ import annotations

MEGABYTE = 1_000_000

# -- any file --

FILE_BYTES = 100 * MEGABYTE
"""The file itself: mail and the centres' platforms stop at 20 to 50 MB."""

# -- the zip of a docx or an odt --

PACKAGE_ENTRIES = 10_000
"""Parts in the archive: a document of 200 pages full of pictures has about 500."""

PACKAGE_BYTES = 400 * MEGABYTE
"""All the parts, unpacked: the file's bound times four; photographs do not shrink when zipped."""

LARGE_ENTRY_BYTES = 20 * MEGABYTE
"""From this size on, an entry must have a plausible compression ratio."""

ENTRY_RATIO = 200
"""Unpacked size over packed size of a large entry: Word's XML gives 10 to 40, a bomb 1 000."""

# -- one XML part --

XML_BYTES = 40 * MEGABYTE
"""Unpacked: a document of 200 pages takes 2 to 10 MB; lxml takes up to ten times as much."""

XML_TAGS = 3_000_000
"""Signs « < » in a part: a document of 200 pages has 300 000; each element costs 150 bytes."""

XML_DEPTH = 200
"""Elements within elements: text boxes in tables in tables of real documents reach about 60."""

XML_ATTRIBUTES = 1_000
"""Attributes of one element: real ones have a few dozen namespaces on the root at most."""

# -- a document --

PARAGRAPHS = 30_000
"""Paragraphs of the body: a document of 200 pages has about 6 000; 50 000 take an engine 70 s."""

PICTURE_PIXELS = 200 * MEGABYTE
"""Pixels of one picture: the largest telephones take 200 million, most 12 to 50; drawn, 200 million
take 800 MB of an engine's memory. Above, a blank stands in its place."""

PICTURE_VECTOR_BYTES = 20 * MEGABYTE
"""An EMF, WMF or SVG drawing: real ones have 0.01 to 2 MB, and each record takes time to draw."""

# -- a PDF --

PDF_PAGES = 2_000
"""Pages: the longest real dossier met has about 200."""

PDF_PAGE_OBJECTS = 50_000
"""Drawn objects looked at on one page: a map exported as vectors has more, and says no more."""

PDF_PAGE_CHARACTERS = 100_000
"""Characters of one page: a page of fine print has 10 000."""

PDF_OBJECT_STREAMS_BYTES = 20 * MEGABYTE
"""Unpacked object streams searched for scripts: those of 200 pages take 1 or 2 MB."""

PDF_IMAGE_PIXELS = 40_000_000
"""Pixels of a rendered page: A3 at 300 dpi is 17 million; 40 take 160 MB for a moment."""

PDF_DESTINATIONS = 20_000
"""Named destinations read: one per paragraph, and 200 pages have about 3 000."""

PDF_ATTACHMENTS = 1_000
"""Embedded files named: a portfolio of a whole class has a few dozen."""

PDF_OUTLINE = 5_000
"""Lines of the outline read: a dossier has a few dozen, and a looped outline has no end."""

PDF_ANNOTATIONS = 5_000
"""Annotations looked at on one page: a form of four pages has a few hundred."""

# -- the zip of a promotion --

ARCHIVE_ENTRIES = 20_000
"""Files in an archive: 400 learners, three dossier folders of a dozen files each."""

ARCHIVE_BYTES = 4_000 * MEGABYTE
"""All of them, unpacked: 400 files of 10 MB, as photographs make them."""

ARCHIVE_ENTRY_BYTES = 200 * MEGABYTE
"""One file: twice what the gate of documents takes, which says more about it."""

# -- what a learner or a trainer writes (YAML, Markdown, pictures of a folder) --

TEXT_BYTES = 5 * 1024 * 1024
"""A text file: far above what a person types; keeps a mistaken video or dump out of memory."""

YAML_DEPTH = 30
"""Levels of a YAML file: ours have six."""

YAML_VALUES = 50_000
"""Values of a YAML file once its aliases are expanded: a long pack has 2 000, a bomb a billion."""

MARKDOWN_NESTING = 16
"""A list in a list in a quote… beyond is a mistake, and text would vanish in the parser."""

INPUT_FILE_BYTES = 50 * 1024 * 1024
"""A picture or an annex of a dossier folder: photographs have 2 to 12 MB, scans up to 40."""

INPUT_PICTURE_PIXELS = 80_000_000
"""Pixels of a picture to print: an A4 page at 900 dpi; decoding more costs over 240 MB."""

# -- what we start --

ENGINE_MEMORY_BYTES = 2 << 30
"""Memory of a layout engine: soffice writes to 160 MB of its own and dxpdf reserves 150 for the
largest documents met; what needs 2 GB can only be a bomb."""

WORKER_MEMORY_BYTES = 2 << 30
"""Memory that a process which reads documents may write to, and so the engines that it starts (no
bound of their address space, which newer versions may reserve at will): 24 real documents in a row
take less than 200 MB."""

OUTPUT_FILE_BYTES = 500 * MEGABYTE
"""One file that an engine writes: a PDF weighs at most what the document's pictures do."""

CPU_FACTOR = 4
"""Processor time over the time that is allowed: an engine may work on several processors."""


def cpu_s(timeout_s: float) -> int:
    """Processor seconds for a program that has `timeout_s` seconds: the end of what escaped us."""
    return max(1, round(CPU_FACTOR * timeout_s))
