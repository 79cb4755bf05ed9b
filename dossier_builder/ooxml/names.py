"""Names of the Open Packaging and WordprocessingML vocabularies (ISO/IEC 29500-1 and -2)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 (lxml gives its element type no other name)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 (the prefix that every producer uses)
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
PKG_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
APP_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"

NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "w": W, "r": R, "mc": MC, "wp": WP, "wps": WPS, "a": A, "pic": PIC, "v": V, "o": O,
        "m": M, "w14": W14, "rel": PKG_RELATIONSHIPS, "ct": CONTENT_TYPES,
        "cp": CORE_PROPERTIES, "app": APP_PROPERTIES, "cust": CUSTOM_PROPERTIES, "vt": VT,
        "dc": DC, "dcterms": DCTERMS,
    }
)  # fmt: skip
"""The prefixes that `qn` and lxml's `find` and `xpath` calls use in this project."""


@cache
def qn(name: str) -> str:
    """The name that lxml knows for a prefixed one: `w:p` → `{http://…/main}p`.

    Raises KeyError on a prefix that NAMESPACES does not hold (a bug of the caller).
    """
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
