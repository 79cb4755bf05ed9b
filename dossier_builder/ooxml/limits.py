"""How large a docx may be before we refuse to open it: every bound of the gate, with its reason.

A learner's dossier is 1 to 40 MB of photographs around 0.1 to 2 MB of XML; each bound leaves at
least a factor of two above what was met, and stops what can only be an attack or a mistake.
"""

from __future__ import annotations

MEGABYTE = 1_000_000

MAX_FILE_BYTES = 100 * MEGABYTE
"""The file itself: mail and the centres' platforms stop at 20 to 50 MB."""

MAX_ENTRIES = 10_000
"""Parts in the archive: a document of 200 pages full of pictures has about 500."""

MAX_TOTAL_BYTES = 400 * MEGABYTE
"""All the parts, unpacked: the file's bound times four; photographs do not shrink when zipped."""

MAX_XML_BYTES = 100 * MEGABYTE
"""One XML part, unpacked: a document of 200 pages takes 2 to 10 MB."""

LARGE_ENTRY_BYTES = 20 * MEGABYTE
"""From this size on, an entry must have a plausible compression ratio."""

MAX_RATIO = 200
"""Unpacked size over packed size of a large entry: Word's XML gives 10 to 40, a bomb 1 000."""
