"""When a PDF says that it was last changed (ISO 32000-1 §7.9.4 and §14.3.3)."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from dossier_builder.pdf.opening import opened

_DATE = re.compile(
    r"D:(?P<day>\d{8})(?P<time>\d{6})?(?:Z|(?P<zone>[+\-]\d{2})'?(?P<minutes>\d{2})?)?"
)


def modified(path: Path) -> dt.datetime | None:
    """The date of the last change, else that of its making; None when it tells none.

    Raises UnreadableError.
    """
    with opened(path) as document:
        texts = [document.get_metadata_value(key) for key in ("ModDate", "CreationDate")]
    return next((date for text in texts if (date := read_date(text))), None)


def read_date(text: str) -> dt.datetime | None:
    """`D:20261120103000+01'00'` as a date; local time when it names no zone."""
    found = _DATE.match(text.strip())
    if found is None:
        return None
    zone = f"{found['zone']}{found['minutes'] or '00'}" if found["zone"] else ""
    zone = zone or ("+0000" if "Z" in found[0] else "")
    clock = found["time"] or "000000"
    try:
        if zone:
            return dt.datetime.strptime(f"{found['day']}{clock}{zone}", "%Y%m%d%H%M%S%z")
        return dt.datetime.strptime(f"{found['day']}{clock}", "%Y%m%d%H%M%S").astimezone()
    except ValueError:
        return None
