"""How large a PDF may be before we refuse to open it, each bound with its reason."""

from __future__ import annotations

MEGABYTE = 1_000_000

MAX_FILE_BYTES = 100 * MEGABYTE
"""The file itself: the same bound as for a docx; scanned annexes of 100 pages take 30 to 60 MB."""

MAX_PAGES = 2_000
"""Pages: the longest real dossier met has about 200."""

MAX_PAGE_OBJECTS = 50_000
"""Drawn objects looked at on one page: a map exported as vectors has more, and says no more."""

MAX_IMAGE_PIXELS = 40_000_000
"""Pixels of a rendered page: A3 at 300 dpi is 17 million; 40 take 160 MB for a moment."""

MAX_DESTINATIONS = 20_000
"""Named destinations read: one per paragraph, and 200 pages have about 3 000."""

MAX_ATTACHMENTS = 1_000
"""Embedded files named: a portfolio of a whole class has a few dozen."""

MAX_OUTLINE = 5_000
"""Lines of the outline read: a dossier has a few dozen, and a looped outline has no end."""
