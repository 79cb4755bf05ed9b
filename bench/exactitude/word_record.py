"""Word's own record of a document, docProps/app.xml: fresh, « 1 », stale or misleading."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from exactitude.plans import Spec

_APP = "docProps/app.xml"
_PARAGRAPH = re.compile(r"</w:p>|<w:tab/>|<w:br[ /]")
_HIDDEN = re.compile(r"<w:delText.*?</w:delText>|<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)
_RECORD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Template>Normal.dotm</Template><Pages>{pages}</Pages><Words>{words}</Words>"
    "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
)


def write_record(content: bytes, path: Path, spec: Spec, pages: int) -> None:
    """Write the package with the record that the spec asks for.

    `fraiche` is true; `perimee` is of a shorter text, and says so by its words; `trompeuse` has
    the right words and three pages too many, as after a change of font.
    """
    source = zipfile.ZipFile(io.BytesIO(content))
    words = _words(source.read("word/document.xml").decode("utf-8"))
    record = {
        "fraiche": _RECORD.format(pages=pages, words=words),
        "perimee": _RECORD.format(pages=max(2, pages - 4), words=words * 7 // 10),
        "trompeuse": _RECORD.format(pages=pages + 3, words=words),
        "un": _RECORD.format(pages=1, words=words),
    }.get(spec.note)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name == _APP:
                if record:
                    target.writestr(_entry(name), record)
                continue
            part = source.read(name)
            if not record and name in {"[Content_Types].xml", "_rels/.rels"}:
                part = re.sub(rb"<(Override|Relationship)[^>]*docProps/app\.xml[^>]*/>", b"", part)
            target.writestr(_entry(name), part)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2027, 1, 4, 9, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _words(xml: str) -> int:
    xml = _HIDDEN.sub("", xml)
    return len(re.sub(r"<[^>]*>", "", _PARAGRAPH.sub(" ", xml)).split())
